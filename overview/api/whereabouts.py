"""Where a child is now, for who may know it: the police only while it is missing or in an emergency (C5 d)."""

from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from audit import ledger
from config.api.camel import CamelSerializer, render_rows
from intake.models import Case, IntakeLocation
from partners import involvement
from partners.access import Standing, classes_of, read
from partners.api.views import ActorView, grounds
from partners.data_classes import DataClass
from shelter.models import Absence, Location, Placement


class Whereabouts(CamelSerializer):
    place = serializers.CharField(help_text="The house, or the place of arrival while the child was not placed.")
    kind = serializers.CharField(allow_null=True, help_text="The kind of house; null at the place of arrival.")
    since = serializers.DateTimeField(allow_null=True, help_text="Of a stay.")
    address = serializers.CharField(required=False, help_text="Only for who may have it.")
    missing_since = serializers.DateTimeField(
        required=False, help_text="When the child was last seen, as long as it is missing: its bed is kept for it."
    )


class WhereaboutsPage(serializers.Serializer):
    results = Whereabouts(many=True)
    next = serializers.CharField(allow_null=True)


@extend_schema_view(
    get=extend_schema(operation_id="listWhereabouts", summary="Where the child is now", responses=WhereaboutsPage)
)
class WhereaboutsView(ActorView):
    """One place at most, as much of it as the role may know now."""

    def get(self, request: Request, case: UUID) -> Response:
        standing = involvement.standing(self.actor, case, timezone.now())
        standing.require(DataClass.LOCATION, "reads")
        found = stay(standing) or arrival(standing)
        found |= missing(standing) if found else {}
        classes = {*classes_of(Placement, standing), *([DataClass.ADDRESS] if "address" in found else []),
                   *([DataClass.ABSENCE] if "missing_since" in found else [])}  # fmt: skip
        ledger.read(Placement, by=standing.actor, case=case, classes=classes, ground=grounds(standing))
        return Response({"results": render_rows([found] if found else []), "next": None})


def stay(standing: Standing) -> dict[str, Any]:
    """The stay that runs now, if this actor may know where it is."""
    at = timezone.now()
    running = Placement.objects.filter(Q(ends_at=None) | Q(ends_at__gt=at), case=standing.case, starts_at__lte=at)
    row = next(iter(read(running, standing)), {})
    if not row.get("location"):
        return {}
    columns = ["name", "kind", *(["address"] if standing.right(DataClass.ADDRESS).reads else [])]
    house = Location.objects.values(*columns).get(pk=row["location"])
    return {"place": house.pop("name"), **house, "since": row["starts_at"]}


def missing(standing: Standing) -> dict[str, Any]:
    """Since when the child is not there, for who may read that."""
    row = next(iter(read(Absence.objects.open().filter(case=standing.case), standing)), {})
    return {"missing_since": row["last_seen_at"]} if "last_seen_at" in row else {}


def arrival(standing: Standing) -> dict[str, Any]:
    """The place of arrival, of a child that has no place yet."""
    row = next(iter(read(Case.objects.filter(pk=standing.case), standing)), {})
    placed = Placement.objects.filter(case=standing.case).exists()
    if placed or not row.get("intake_location"):
        return {}
    return {"place": IntakeLocation.objects.get(pk=row["intake_location"]).name, "kind": None, "since": None}
