"""What changed in the cases an organisation is involved in, for a partner that keeps in step."""

from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from audit import ledger
from audit.models import Entry, Kind
from config.api import paging
from config.api.camel import CamelSerializer, render_row
from overview import feed
from partners.api.views import ActorView

AFTER = OpenApiParameter(
    "after",
    {"type": "string", "pattern": "^[A-Za-z0-9_-]+$"},
    description="The `after` of the answer before; without it from the beginning.",
)


class Change(CamelSerializer):
    """That something was written; what it says is read where it stands, by right."""

    type = serializers.CharField(help_text="The noun of the record: it stands at cases/{case}/{type}/{record}.")
    case = serializers.UUIDField()
    record = serializers.UUIDField()
    version = serializers.IntegerField()
    change = serializers.ChoiceField(choices=[Kind.CREATE, Kind.CHANGE])
    at = serializers.DateTimeField()


class ChangePage(serializers.Serializer):
    results = Change(many=True)
    next = serializers.CharField(allow_null=True, help_text="Where more stands ready; null when this was all.")
    after = serializers.CharField(help_text="Keep this, and ask with it next time: nothing is missed in between.")


@extend_schema_view(
    get=extend_schema(
        operation_id="listChanges",
        summary="What changed in your cases",
        parameters=[AFTER],
        responses=ChangePage,
    )
)  # fmt: skip
class ChangesView(ActorView):
    paged = True

    def get(self, request: Request) -> Response:
        page = paging.page_of(request, (int, int))
        found = feed.stretch(self.actor, timezone.now(), after=page.after or (0, 0), size=page.size)
        ledger.listed(Entry, by=self.actor, cases=sorted(found.cases), classes=found.classes)
        return Response({
            "results": [render_row(row) for row in found.rows],
            "next": page.link(found.until) if found.more else None,
            "after": paging.encode(found.until),
        })  # fmt: skip
