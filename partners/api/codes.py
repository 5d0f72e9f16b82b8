"""The codes a partner's program meets, with their sentences: what to act on, and what to show."""

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from config.api.camel import CamelSerializer
from partners import codes
from partners.api.views import ActorView


class PublishedCode(CamelSerializer):
    """One code. A code of a problem may have several sentences: one for each place that says no with it."""

    kind = serializers.ChoiceField(choices=["problem", "purpose", "ground", "role"])
    code = serializers.CharField()
    nl = serializers.CharField(help_text="In Dutch. A word such as %(day)s is filled in when it is said.")
    en = serializers.CharField(help_text="In English.")
    status = serializers.IntegerField(required=False, help_text="The status with which a problem comes.")
    source = serializers.CharField(required=False, help_text="The rule that says no.")


class CodePage(serializers.Serializer):
    results = PublishedCode(many=True)
    next = serializers.CharField(allow_null=True)


@extend_schema_view(
    get=extend_schema(operation_id="listCodes", summary="Every code, in both languages", responses=CodePage)
)
class CodesView(ActorView):
    def get(self, request: Request) -> Response:
        return Response({"results": [code.shown() for code in codes.published()], "next": None})
