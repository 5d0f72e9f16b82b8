"""Where children can live: locations and their beds, and which beds are free."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from audit import ledger
from config.api import paging
from config.api.camel import CamelSerializer, render_row
from partners import involvement
from partners.access import FULL, Right, data_of
from partners.actors import Actor
from partners.api.views import ActorView
from partners.data_classes import DataClass
from partners.errors import NotAllowed, NotFound
from shelter.models import Bed, Location, Placement, Transfer


class LocationRow(CamelSerializer):
    id = serializers.UUIDField()
    name = serializers.CharField()
    kind = serializers.CharField()
    provider = serializers.UUIDField(required=False, allow_null=True)
    is_active = serializers.BooleanField(required=False)
    address = serializers.CharField(required=False, help_text="Only for roles that may have it.")


class LocationPage(serializers.Serializer):
    results = LocationRow(many=True)
    next = serializers.CharField(allow_null=True)


class BedRow(CamelSerializer):
    id = serializers.UUIDField()
    location = serializers.UUIDField()
    label = serializers.CharField()
    is_active = serializers.BooleanField(required=False)
    free = serializers.BooleanField(help_text="Whether nobody sleeps there now and it is promised to nobody.")


class BedPage(serializers.Serializer):
    results = BedRow(many=True)
    next = serializers.CharField(allow_null=True)


def readable(model: type[Location] | type[Bed], actor: Actor) -> dict[DataClass, tuple[str, ...]]:
    """The columns of a location or a bed that this role reads, by class; outside a case there is no ground to ask."""
    standing = involvement.without_case(actor)
    found = {}
    for data_class, fields in data_of(model).items():
        right: Right = standing.right(data_class)
        names = fields.all if right.reads == FULL or right.own else fields.summary if right.reads else ()
        if names:
            found[data_class] = names
    return found


def columns(model: type[Location] | type[Bed], actor: Actor) -> list[str]:
    return ["id", *(name for names in readable(model, actor).values() for name in names)]


def seen_by(actor: Actor) -> QuerySet[Location]:
    """The locations an actor may know of: all, or only those of the own organisation. Raises NotAllowed."""
    right = involvement.without_case(actor).right(DataClass.PLACEMENT)
    if not right.anything:
        raise NotAllowed("locations")
    rows = Location.objects.order_by("name", "id")
    return rows if right.reads else rows.filter(provider=actor.organisation_id)


@extend_schema_view(get=extend_schema(operation_id="listLocations", summary="Locations", responses=LocationPage))
class LocationsView(ActorView):
    paged = True

    def get(self, request: Request) -> Response:
        page = paging.page_of(request)
        rows = [render_row(row) for row in seen_by(self.actor).values(*columns(Location, self.actor))]
        ledger.read(Location, by=self.actor, case=None, classes=readable(Location, self.actor))
        return Response(paging.whole(rows, page))


@extend_schema_view(get=extend_schema(operation_id="listLocationsBeds", summary="Beds", responses=BedPage))
class BedsView(ActorView):
    paged = True

    def get(self, request: Request, location: UUID) -> Response:
        page = paging.page_of(request)
        if not seen_by(self.actor).filter(pk=location).exists():
            raise NotFound
        ledger.read(Bed, by=self.actor, case=None, record=location, classes=readable(Bed, self.actor))
        return Response(paging.whole([self.bed(row) for row in self.rows(location)], page))

    def rows(self, location: UUID) -> QuerySet[Any]:
        taken = Placement.objects.filter(bed=OuterRef("pk"), ends_at=None)
        promised = Transfer.objects.open().filter(bed=OuterRef("pk"))
        beds = Bed.objects.filter(location=location).annotate(taken=Exists(taken) | Exists(promised))
        return beds.order_by("label", "id").values(*columns(Bed, self.actor), "taken")

    @staticmethod
    def bed(row: dict[str, Any]) -> dict[str, Any]:
        return render_row(
            {**{name: value for name, value in row.items() if name != "taken"}, "free": not row["taken"]}
        )
