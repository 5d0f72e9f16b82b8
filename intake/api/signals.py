"""Signals from outside: an organisation that is not involved raises one, and sees its own again."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from audit import ledger
from config.api import paging
from config.api.camel import render_rows
from intake import signal
from intake.models import Signal
from partners import access, involvement
from partners.api.idempotency import Answered, Created, once
from partners.api.serializers import FieldSerializer, for_list
from partners.api.views import ActorView
from partners.data_classes import DataClass


class OutsideSignal(FieldSerializer):
    """A signal about a child that is named by V-number, or by name and birth date."""

    v_number = serializers.CharField(required=False, max_length=10)
    name = serializers.CharField(required=False, max_length=250)
    birth_date = serializers.DateField(required=False)

    class Meta:
        model = Signal
        fields = [*signal.FIELDS, "v_number", "name", "birth_date"]


class Received(serializers.Serializer):
    """Always the same, whether or not such a child is known here."""

    status = serializers.ChoiceField(
        choices=["RECEIVED"], help_text=_("The signal was received and will be looked at.")
    )


@extend_schema_view(
    get=extend_schema(operation_id="listOwnSignals", summary="Your own signals", responses=for_list(Signal)),
    post=extend_schema(
        operation_id="createOutsideSignals",
        summary="Raise a signal from outside",
        request=OutsideSignal,
        responses={202: Received},
    ),
)
class SignalsView(ActorView):
    def get(self, request: Request) -> Response:
        page = paging.page_of(request, (datetime, UUID))
        involvement.without_case(self.actor).require(DataClass.SIGNAL, "reads")
        rows = Signal.objects.filter(created_by_organisation=self.actor.organisation_id).order_by("-raised_at", "-id")
        if page.after:
            rows = rows.filter(Q(raised_at__lt=page.after[0]) | Q(raised_at=page.after[0], id__lt=page.after[1]))
        standing = involvement.without_case(self.actor)
        selected = access.select(rows, standing)
        found = [] if selected is None else [access.clean(row) for row in selected[: page.limit]]
        answer = page.answer(found, key=lambda row: (row["raised_at"], row["id"]))
        ledger.listed(Signal, by=self.actor, cases=[], classes=access.classes_of(Signal, standing))
        return Response({**answer, "results": self.shown(answer["results"])})

    @staticmethod
    def shown(rows: list[dict[str, object]]) -> list[dict[str, object]]:
        """Without the case, and the version that rises when one is found: whether it fits is not told outside."""
        hidden = {"case", "version"}
        return render_rows([{name: value for name, value in row.items() if name not in hidden} for row in rows])

    @once
    def post(self, request: Request) -> Created:
        involvement.without_case(self.actor).require(DataClass.SIGNAL, "writes")
        serializer = OutsideSignal(data=request.data)
        serializer.is_valid(raise_exception=True)
        signal.report_from_outside(**serializer.validated_data, by=self.actor, at=timezone.now())
        return Created({"status": "RECEIVED"}, record=None, status=202)

    def again(self, answered: Answered) -> Response:
        involvement.without_case(self.actor).require(DataClass.SIGNAL, "writes")
        return answered.response({"status": "RECEIVED"})
