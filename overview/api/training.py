"""How many of the own organisation are trained, by person, for who sees to it."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from audit import ledger
from config.api import paging
from config.api.camel import CamelSerializer, render_rows
from config.clock import day_of
from overview import training
from overview.training import Colleague
from partners import involvement
from partners.access import classes_of
from partners.api.views import ActorView
from partners.data_classes import DataClass
from partners.models import Training


class CoverageRow(CamelSerializer):
    """One colleague, and until when what this one learned of recognising trafficking counts."""

    person = serializers.UUIDField(help_text="What a training names.")
    name = serializers.CharField()
    role = serializers.CharField()
    trained_until = serializers.DateField(
        allow_null=True, help_text="The last day on which it counts; null: it does not."
    )
    leads_untrained = serializers.BooleanField(help_text="It leads talks with children without it (AL-29).")


class CoveragePage(serializers.Serializer):
    results = CoverageRow(many=True)
    next = serializers.CharField(allow_null=True, help_text="Where the next page is; null on the last.")


@extend_schema_view(get=extend_schema(operation_id="listTrainingCoverage", summary="Who of us is trained",
                                      responses=CoveragePage))  # fmt: skip
class TrainingCoverageView(ActorView):
    """Everybody who works at your organisation now."""

    paged = True

    def get(self, request: Request) -> Response:
        page = paging.page_of(request)
        standing, today = involvement.without_case(self.actor), day_of(timezone.now())
        standing.require(DataClass.TRAINING, "reads")
        ledger.read(Training, by=self.actor, case=None, classes=classes_of(Training, standing))
        leading = {gap.person for gap in training.gaps(self.actor, today)}

        def shown(each: Colleague) -> dict[str, Any]:
            return {"person": each.id, "name": each.name, "role": each.role, "trained_until": each.until(today),
                    "leads_untrained": each.id in leading}  # fmt: skip

        rows = render_rows([shown(each) for each in training.colleagues(self.actor)])
        return Response(paging.whole(rows, page, "person"))
