"""The clocks of a child, and what happened, for partners."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from audit import ledger
from config.api import paging
from config.api.camel import CamelSerializer, render_row
from config.clock import day_of
from config.language import say
from intake.models import Case
from partners import involvement
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


class ClockPage(serializers.Serializer):
    results = ClockRow(many=True)
    next = serializers.CharField(allow_null=True)


def shown(clock: Clock) -> dict[str, Any]:
    """One clock as the API shows it; its class of data is for the access table, not for the reader."""
    return {**{name: value for name, value in vars(clock).items() if name != "data_class"}, "label": say(clock.label)}


@extend_schema_view(get=extend_schema(operation_id="listTerms", summary="Every clock of this child", responses=ClockPage))
class TermsView(ActorView):
    def get(self, request: Request, case: UUID) -> Response:
        paging.refuse_unknown(request)
        at = timezone.now()
        standing = involvement.standing(self.actor, case, at)
        clocks = terms.clocks(Case.objects.get(pk=case), day_of(at))
        seen = [each for each in clocks if standing.right(each.data_class).reads]
        ledger.read(Case, by=self.actor, case=case, record=case, classes={str(each.data_class) for each in seen},
                    ground=grounds(standing))  # fmt: skip
        return Response({"results": [render_row(shown(each)) for each in seen], "next": None})
