"""Who can be named as a guardian: without it a partner's system cannot ask for guardianship."""

from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from audit import ledger
from config.api import paging
from config.api.camel import CamelSerializer, render_row
from partners import involvement
from partners.api.views import ActorView
from partners.data_classes import DataClass
from partners.models import Person
from residence import guardianship


class GuardianRow(CamelSerializer):
    id = serializers.UUIDField()
    name = serializers.CharField()
    staff_id = serializers.CharField(help_text="What Request-User-Id carries for this person.")


class GuardianPage(serializers.Serializer):
    results = GuardianRow(many=True)
    next = serializers.CharField(allow_null=True)


@extend_schema_view(
    get=extend_schema(operation_id="listGuardians", summary="Guardians of your organisation", responses=GuardianPage)
)
class GuardiansView(ActorView):
    paged = True

    def get(self, request: Request) -> Response:
        page = paging.page_of(request)
        involvement.without_case(self.actor).require(DataClass.GUARDIANSHIP, "reads")
        rows = guardianship.guardians(None, self.actor, timezone.now()).order_by("name", "id")
        ledger.read(Person, by=self.actor, case=None, classes=[DataClass.GUARDIANSHIP])
        return Response(paging.whole([render_row(row) for row in rows.values("id", "name", "staff_id")], page))
