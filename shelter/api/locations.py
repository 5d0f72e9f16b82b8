"""Where children can live: locations and their beds, which beds are free, and how many there are on which night."""

from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from audit import ledger
from config.api import paging
from config.api.camel import CamelSerializer, render_row
from config.clock import day_of
from partners import involvement
from partners.access import data_of
from partners.actors import Actor
from partners.api.views import ActorView
from partners.data_classes import DataClass
from partners.errors import NotFound
from partners.rights import FULL, Right
from policy.dates import term_last_day
from shelter import beds, capacity
from shelter.models import Bed, BedOutage, BedReservation, Location, Placement, Transfer

MOST_NIGHTS = 92


class LocationRow(CamelSerializer):
    id = serializers.UUIDField()
    name = serializers.CharField()
    kind = serializers.CharField()
    provider = serializers.UUIDField(required=False, allow_null=True)
    is_active = serializers.BooleanField(required=False)
    size_class = serializers.CharField(help_text="SMALL, MEDIUM or LARGE; empty when nobody said.")
    temporary = serializers.BooleanField()
    speciality = serializers.CharField(help_text="For whom this place is made, in a few words.")
    sexes = serializers.ListField(child=serializers.CharField(), help_text="Which sexes it takes; empty: every one.")
    min_age = serializers.IntegerField(allow_null=True, help_text="The youngest it takes, in whole years.")
    max_age = serializers.IntegerField(allow_null=True, help_text="The oldest it takes, in whole years.")
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
    out_of_service = serializers.BooleanField(help_text="Whether nobody can sleep there today.")
    kept = serializers.BooleanField(help_text="Whether it is kept for a child now.")


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


@extend_schema_view(get=extend_schema(operation_id="listLocations", summary="Locations", responses=LocationPage))
class LocationsView(ActorView):
    paged = True

    def get(self, request: Request) -> Response:
        page = paging.page_of(request)
        rows = [render_row(row) for row in beds.seen_by(self.actor).values(*columns(Location, self.actor))]
        ledger.read(Location, by=self.actor, case=None, classes=readable(Location, self.actor))
        return Response(paging.whole(rows, page))


@extend_schema_view(get=extend_schema(operation_id="listLocationsBeds", summary="Beds", responses=BedPage))
class BedsView(ActorView):
    paged = True

    def get(self, request: Request, location: UUID) -> Response:
        page = paging.page_of(request)
        if not beds.seen_by(self.actor).filter(pk=location).exists():
            raise NotFound
        ledger.read(Bed, by=self.actor, case=None, record=location, classes=readable(Bed, self.actor))
        return Response(paging.whole([render_row(row) for row in self.rows(location)], page))

    def rows(self, location: UUID) -> QuerySet[Any]:
        now, this = timezone.now(), {"bed": OuterRef("pk")}
        promised = Exists(Transfer.objects.open().filter(**this))
        rows = Bed.objects.filter(location=location).order_by("label", "id")
        return rows.values(
            *columns(Bed, self.actor), free=~Exists(Placement.objects.filter(ends_at=None, **this)) & ~promised,
            out_of_service=Exists(BedOutage.objects.on(day_of(now)).filter(**this)),
            kept=Exists(BedReservation.objects.open(now).filter(**this)),
        )  # fmt: skip


class CapacityNight(CamelSerializer):
    """The night of a day: the midnight at its end. A bed counts once, in the order of these members."""

    night = serializers.DateField()
    beds = serializers.IntegerField(help_text="In use, or with a child in it all the same.")
    occupied = serializers.IntegerField(help_text="A child sleeps there, or is missing from there.")
    held = serializers.IntegerField(help_text="Of the occupied ones, those that are held for a missing child.")
    blocked = serializers.IntegerField(help_text="Out of service.")
    reserved = serializers.IntegerField(help_text="Kept for a child.")
    available = serializers.IntegerField(help_text="What is left.")


class CapacityList(serializers.Serializer):
    results = CapacityNight(many=True)


FROM = OpenApiParameter("from", {"type": "string", "format": "date"},
                        description="The first night; without it tonight.")  # fmt: skip
NIGHTS = OpenApiParameter(
    "nights", {"type": "integer", "minimum": 1, "maximum": MOST_NIGHTS, "default": capacity.NIGHTS},
    description="How many nights.",
)  # fmt: skip


def nights_of(request: Request) -> list[date]:
    """Which nights are asked for. Raises ValidationError, for all of its mistakes at once."""
    given, faults = request.query_params, {}
    first, nights = day_of(timezone.now()), capacity.NIGHTS
    try:
        first = date.fromisoformat(given["from"]) if "from" in given else first
        term_last_day(first, days=MOST_NIGHTS + 1)
    except (ValueError, OverflowError):
        faults["from"] = [_("Give a day, as 2026-03-02.")]
    text = given.get("nights", str(nights))
    if text.isascii() and text.isdecimal() and len(text) < 4 and 1 <= int(text) <= MOST_NIGHTS:
        nights = int(text)
    else:
        faults["nights"] = [
            _("Give a whole number of nights, from 1 up to and with %(most)s.") % {"most": MOST_NIGHTS}
        ]
    if faults:
        raise ValidationError(faults)
    return capacity.days_from(first, nights)


@extend_schema_view(get=extend_schema(operation_id="listLocationsCapacity", summary="Capacity by night",
                                      parameters=[FROM, NIGHTS], responses=CapacityList))  # fmt: skip
class CapacityView(ActorView):
    """How many beds there are on each night, and what they are used for; it names no child."""

    asks = ("from", "nights")

    def get(self, request: Request, location: UUID) -> Response:
        days = nights_of(request)
        houses = beds.seen_by(self.actor).filter(pk=location)
        counted = capacity.board(houses, days).get(location)
        if counted is None:
            raise NotFound
        ledger.read(Bed, by=self.actor, case=None, record=location, classes=readable(Bed, self.actor))
        rows = [
            {"night": day, "available": night.available, **asdict(night)}
            for day, night in zip(days, counted, strict=True)
        ]
        return Response({"results": [render_row(row) for row in rows]})
