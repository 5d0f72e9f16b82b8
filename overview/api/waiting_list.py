"""Who waits for a place, in order, for COA and Nidos."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from config.api import paging
from config.api.camel import CamelSerializer, render_rows
from config.language import say
from overview import waiting_list
from overview.waiting_list import Waiter
from partners.api.views import ActorView
from policy.waiting import TIERS
from shelter.models import Indication


class WaiterRow(CamelSerializer):
    """One child. Where it stands follows from the policy: how bad its place is, how young it is, how long it waits."""

    case = serializers.UUIDField()
    reference = serializers.CharField()
    position = serializers.IntegerField(help_text="Its place among the children that you may know of.")
    since = serializers.DateTimeField(help_text="Since when COA knows, or since it left a place that did fit.")
    outcome = serializers.ChoiceField(choices=Indication.Outcome.choices)
    ground = serializers.ChoiceField(choices=Indication.Reason.choices)
    meanwhile = serializers.CharField(allow_null=True, help_text="The type of its place now; null: none of its own.")
    tier = serializers.ChoiceField(choices=[row.code for row in TIERS])
    why = serializers.CharField(help_text="Why it stands where it stands, in words.")
    age = serializers.IntegerField(allow_null=True, help_text="In whole years; null: unknown.")
    leaves_at = serializers.DateTimeField(allow_null=True, help_text="When a journey to another house is planned.")
    source = serializers.ListField(child=serializers.CharField())


class WaiterPage(serializers.Serializer):
    results = WaiterRow(many=True)
    next = serializers.CharField(allow_null=True, help_text="Where the next page is; null on the last.")


def shown(position: int, each: Waiter) -> dict[str, Any]:
    return {
        "case": each.facts.case, "reference": each.facts.reference, "position": position, "since": each.since,
        "outcome": each.known["outcome"], "ground": each.known["ground"], "meanwhile": each.kind,
        "tier": each.tier.code, "why": say(each.tier.text), "age": each.age,
        "leaves_at": each.journey["planned_at"] if each.journey else None, "source": list(each.tier.source),
    }  # fmt: skip


@extend_schema_view(get=extend_schema(operation_id="listWaitingList", summary="Who waits for a place, in order",
                                      responses=WaiterPage))  # fmt: skip
class WaitingListView(ActorView):
    """Children with an indication who do not live where they belong yet, of the cases you may know of."""

    paged = True

    def get(self, request: Request) -> Response:
        page = paging.page_of(request)
        found = waiting_list.load(self.actor, timezone.now())
        answer = paging.whole(render_rows([shown(*each) for each in enumerate(found, start=1)]), page, "case")
        told = {UUID(str(row["case"])) for row in answer["results"]}
        waiting_list.seen((each for each in found if each.facts.case in told), self.actor)
        return Response(answer)
