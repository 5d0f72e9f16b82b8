"""The instruments for screening and the indicators, for partners who ask the questions on screens of their own."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from audit import ledger
from config.api.camel import CamelSerializer, render_rows
from config.language import say
from intake.models import Screening
from partners import involvement
from partners.api.views import ActorView
from partners.data_classes import DataClass
from policy.indicators import CAVEAT, HELP, HELP_URL, INDICATORS, LISTS, Indicator
from policy.instrument_row import Instrument, Kind, Option, Question
from policy.instruments import INSTRUMENTS


class AnswerOption(CamelSerializer):
    """One answer that a question takes."""

    code = serializers.CharField()
    text = serializers.CharField()
    points_at = serializers.ListField(child=serializers.CharField(), help_text=_("Codes of /indicators."))


class InstrumentQuestion(CamelSerializer):
    """One question, in its place."""

    code = serializers.CharField()
    theme = serializers.CharField()
    text = serializers.CharField()
    help = serializers.CharField(help_text=_("Empty when there is none."))
    kind = serializers.ChoiceField(choices=[each.value for each in Kind])
    required = serializers.BooleanField()
    options = AnswerOption(many=True)


class ScreeningInstrument(CamelSerializer):
    """One version; answers are taken by the version in force on the day of the screening."""

    name = serializers.CharField()
    version = serializers.IntegerField()
    label = serializers.CharField()
    changes = serializers.CharField(help_text=_("What is new in this version."))
    used_by = serializers.ListField(child=serializers.CharField())
    in_force_from = serializers.DateField()
    in_force_until = serializers.DateField(allow_null=True)
    proposal = serializers.BooleanField(help_text="Ours: no source gives these questions.")
    source = serializers.ListField(child=serializers.CharField())
    caveat = serializers.CharField(help_text=_("Show it beside the questions and beside every outcome."))
    help = serializers.CharField()
    help_url = serializers.URLField()
    questions = InstrumentQuestion(many=True)


class InstrumentPage(serializers.Serializer):
    results = ScreeningInstrument(many=True)
    next = serializers.CharField(allow_null=True)


class PublishedIndicator(CamelSerializer):
    """One thing to notice; it proves nothing and rules nothing out."""

    code = serializers.CharField()
    text = serializers.CharField()
    list = serializers.CharField()
    list_text = serializers.CharField()
    note = serializers.CharField(help_text=_("How far the list could be read, or what its makers warn of."))
    source = serializers.ListField(child=serializers.CharField())


class IndicatorPage(serializers.Serializer):
    results = PublishedIndicator(many=True)
    next = serializers.CharField(allow_null=True)


class PublishedView(ActorView):
    """Reference data that says nothing about a child; who read it is written down all the same."""

    def get(self, request: Request) -> Response:
        involvement.without_case(self.actor).require(DataClass.REFERENCE, "reads")
        ledger.read(Screening, by=self.actor, case=None, classes=[DataClass.REFERENCE])
        return Response({"results": render_rows(self.rows()), "next": None})

    def rows(self) -> list[dict[str, Any]]:
        raise NotImplementedError


@extend_schema_view(
    get=extend_schema(
        operation_id="listScreeningInstruments", summary="Instruments for screening", responses=InstrumentPage
    )
)
class InstrumentsView(PublishedView):
    def rows(self) -> list[dict[str, Any]]:
        return [instrument(row) for row in INSTRUMENTS]


@extend_schema_view(
    get=extend_schema(operation_id="listIndicators", summary="Indicators of trafficking", responses=IndicatorPage)
)
class IndicatorsView(PublishedView):
    def rows(self) -> list[dict[str, Any]]:
        return [indicator(row) for row in INDICATORS]


def instrument(row: Instrument) -> dict[str, Any]:
    return {
        "name": row.name, "version": row.version, "label": say(row.label), "changes": say(row.changes),
        "used_by": row.used_by, "in_force_from": row.in_force_from, "in_force_until": row.in_force_until,
        "proposal": row.proposal, "source": row.source, "caveat": say(CAVEAT), "help": say(HELP),
        "help_url": HELP_URL, "questions": [question(each) for each in row.questions],
    }  # fmt: skip


def question(row: Question) -> dict[str, Any]:
    return {
        "code": row.code, "theme": say(row.theme), "text": say(row.text), "help": say(row.help) if row.help else "",
        "kind": row.kind.value, "required": row.required, "options": [option(each) for each in row.options],
    }  # fmt: skip


def option(row: Option) -> dict[str, Any]:
    return {"code": row.code, "text": say(row.text), "points_at": row.points_at}


def indicator(row: Indicator) -> dict[str, Any]:
    group = next(each for each in LISTS if each.code == row.group)
    return {
        "code": row.code, "text": say(row.text), "list": group.code, "list_text": say(group.text),
        "note": say(group.note) if group.note else "", "source": row.source,
    }  # fmt: skip
