"""Signals from outside: an organisation that is not involved raises one, and sees its own again."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from audit import ledger
from config.api import paging
from config.api.camel import render_row, render_rows
from intake import signal
from intake import signal_outside as outside
from intake.models import Signal
from intake.signal_correction import WITHDRAW
from partners import access, involvement
from partners.api.idempotency import Answered, Created, once
from partners.api.serializers import FieldSerializer, for_act
from partners.api.views import ActorView, attempts
from partners.data_classes import DataClass
from partners.errors import NotFound

READABLE = tuple(name for name in signal.FIELDS if name != "detail")


RECEIVED = {"status": "RECEIVED"}


def received() -> Created:
    """Whether a signal fits a case is not told outside: what came in is only received."""
    return Created(RECEIVED, record=None, status=202)


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


class OwnSignal(FieldSerializer):
    """A signal of your own, without what became of it."""

    status = serializers.ChoiceField(choices=outside.Told.choices, help_text=_("Whether somebody looked at it."))

    class Meta:
        model = Signal
        fields = ["id", "created_at", "created_by_organisation", "raised_at", *READABLE, "status"]
        read_only_fields = fields
        extra_kwargs = dict.fromkeys(READABLE, {"required": False})


class OwnSignals(serializers.Serializer):
    results = OwnSignal(many=True)
    next = serializers.CharField(allow_null=True)


class OwnView(ActorView):
    """What the organisation raised itself, wherever that came to stand."""

    def own(self) -> "QuerySet[Signal]":
        return Signal.objects.filter(created_by_organisation=self.actor.organisation_id)

    def as_read(self, rows: "QuerySet[Signal]", limit: int) -> list[dict[str, Any]]:
        """The first of these rows in their order, as far as the actor reads them."""
        selected = access.select(rows, involvement.without_case(self.actor))
        return outside.told([] if selected is None else [access.clean(row) for row in selected[:limit]])


@extend_schema_view(
    get=extend_schema(operation_id="listOwnSignals", summary="Your own signals", responses=OwnSignals),
    post=extend_schema(
        operation_id="createOutsideSignals",
        summary="Raise a signal from outside",
        request=OutsideSignal,
        responses={202: Received},
    ),
)
class SignalsView(OwnView):
    paged = True

    def get(self, request: Request) -> Response:
        page = paging.page_of(request, (datetime, UUID))
        standing = involvement.without_case(self.actor)
        standing.require(DataClass.SIGNAL, "reads")
        rows = self.own().order_by("-raised_at", "-id")
        if page.after:
            rows = rows.filter(Q(raised_at__lt=page.after[0]) | Q(raised_at=page.after[0], id__lt=page.after[1]))
        answer = page.answer(self.as_read(rows, page.limit), key=lambda row: (row["raised_at"], row["id"]))
        ledger.listed(Signal, by=self.actor, cases=[], classes=access.classes_of(Signal, standing))
        return Response({**answer, "results": render_rows(answer["results"])})

    @once
    def post(self, request: Request) -> Created:
        involvement.without_case(self.actor).require(DataClass.SIGNAL, "writes")
        serializer = OutsideSignal(data=request.data)
        serializer.is_valid(raise_exception=True)
        signal.report_from_outside(**serializer.validated_data, by=self.actor, at=timezone.now())
        return received()

    def again(self, answered: Answered) -> Response:
        involvement.without_case(self.actor).require(DataClass.SIGNAL, "writes")
        return answered.response(RECEIVED)


@extend_schema_view(
    get=extend_schema(operation_id="readOwnSignals", summary="One of your own signals", responses=OwnSignal)
)
class OwnSignalView(OwnView):
    def get(self, request: Request, signal: UUID) -> Response:
        attempts(request, Signal)
        standing = involvement.without_case(self.actor)
        standing.require(DataClass.SIGNAL, "reads")
        rows = self.as_read(self.own().filter(pk=signal), 1)
        if not rows:
            raise NotFound
        ledger.read(Signal, by=self.actor, case=None, record=signal, classes=access.classes_of(Signal, standing))
        return Response(render_row(rows[0]))


@extend_schema_view(
    post=extend_schema(
        operation_id="createSignalsWithdrawals", summary=str(WITHDRAW.label), request=for_act(WITHDRAW),
        responses={202: Received},
    )
)  # fmt: skip
class WithdrawalsView(ActorView):
    """The answer is always the same, as when the signal was raised."""

    @once
    def post(self, request: Request, signal: UUID) -> Created:
        attempts(request, Signal)
        at = timezone.now()
        standing, parent = WITHDRAW.stand(actor=self.actor, at=at, ids={"signal": signal})
        serializer = for_act(WITHDRAW)(data=request.data)
        serializer.is_valid(raise_exception=True)
        WITHDRAW.perform(standing=standing, parent=parent, at=at, data=serializer.validated_data)
        return received()

    def again(self, answered: Answered, signal: UUID) -> Response:
        attempts(self.request, Signal)
        WITHDRAW.stand(actor=self.actor, at=timezone.now(), ids={"signal": signal})
        return answered.response(RECEIVED)
