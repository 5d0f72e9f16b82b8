"""The clocks of a child, and its timeline, for partners."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from audit import ledger
from config.api.camel import CamelSerializer, render_row
from config.clock import day_of, start_of
from config.language import say
from intake.models import Case
from overview import case_file, records, timeline
from overview.case_file import CaseFile
from partners import involvement
from partners.access import Standing
from partners.api.views import ActorView, grounds
from residence import terms
from residence.terms import Clock


class ClockRow(CamelSerializer):
    name = serializers.CharField()
    label = serializers.CharField()
    counts_from = serializers.DateField(allow_null=True)
    last_day = serializers.DateField(allow_null=True)
    earliest = serializers.DateField(allow_null=True, help_text="The first day on which what waits may happen.")
    source = serializers.ListField(child=serializers.CharField())
    proposal = serializers.BooleanField(help_text="Ours, not the law's.")
    provisional = serializers.BooleanField(help_text="Rests on a birth date that is not official.")
    was = serializers.DateField(allow_null=True, help_text="Its day before the birth date last changed.")
    moved_on = serializers.DateField(allow_null=True, help_text="The day of that change.")
    moved_by = serializers.CharField(
        allow_blank=True, help_text="The source of the birth date that moved it; empty for a contest and its end."
    )


class ClockPage(serializers.Serializer):
    results = ClockRow(many=True)
    next = serializers.CharField(allow_null=True)


def shown(clock: Clock) -> dict[str, Any]:
    """One clock as the API shows it; its class of data is for the access table, not for the reader."""
    return {**{name: value for name, value in vars(clock).items() if name != "data_class"}, "label": say(clock.label)}


def readable(standing: Standing, at: datetime) -> list[Clock]:
    """The clocks of the case whose class of data the actor may read."""
    clocks = terms.clocks(Case.objects.only("pk").get(pk=standing.case), day_of(at))
    return [each for each in clocks if each.is_for(standing)]


@extend_schema_view(
    get=extend_schema(operation_id="listTerms", summary="Every clock of this child", responses=ClockPage)
)
class TermsView(ActorView):
    def get(self, request: Request, case: UUID) -> Response:
        at = timezone.now()
        standing = involvement.standing(self.actor, case, at)
        seen = readable(standing, at)
        ledger.read(Case, by=standing.actor, case=case, record=case, classes={str(each.data_class) for each in seen},
                    ground=grounds(standing))  # fmt: skip
        return Response({"results": [render_row(shown(each)) for each in seen], "next": None})


class Happening(CamelSerializer):
    """Something that happened, or the last day of a clock that still runs."""

    at = serializers.DateTimeField()
    what = serializers.CharField()
    by = serializers.CharField(help_text="The organisation; empty for what is due.")
    due = serializers.BooleanField()
    source = serializers.ListField(child=serializers.CharField())


class HappeningPage(serializers.Serializer):
    results = Happening(many=True)
    next = serializers.CharField(allow_null=True)


@extend_schema_view(
    get=extend_schema(operation_id="listTimeline", summary="What happened and what is due", responses=HappeningPage)
)
class TimelineView(ActorView):
    def get(self, request: Request, case: UUID) -> Response:
        at = timezone.now()
        standing = involvement.standing(self.actor, case, at)
        file = case_file.load(standing, at)
        rows = [*due(readable(standing, at), at), *happened(file)]
        ledger.read(Case, by=standing.actor, case=case, record=case, classes=file.classes, ground=grounds(standing))
        return Response({"results": [render_row(row) for row in rows], "next": None})


def happened(file: CaseFile) -> list[dict[str, Any]]:
    """What happened, newest first, from the rows that may be read."""
    return [
        {"at": event.at, "what": event.what, "by": event.who, "due": False, "source": []}
        for event in records.timeline(file)
    ]


def due(clocks: list[Clock], at: datetime) -> list[dict[str, Any]]:
    """The days that are still to come, the furthest first, so that the whole list runs back in time."""
    rows = [
        {"at": start_of(on), "what": say(each.label), "by": "", "due": True, "source": list(each.source)}
        for each in clocks
        if (on := timeline.ends_on(each, day_of(at)))
    ]
    return sorted(rows, key=lambda row: row["at"], reverse=True)
