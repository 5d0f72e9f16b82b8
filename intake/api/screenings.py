"""Screenings at the partner's door: answers go in by question and come out in the words of their version."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers

from config.api.camel import CamelSerializer, render_rows
from config.encryption import open_all
from intake import answers as kept
from intake import screening
from intake.models import Screening
from intake.models.screening import differs
from partners.api.serializers import for_act, for_model
from partners.api.views import CollectionView, ItemView, ReadableCollectionView
from policy.instrument_row import LONGEST_ANSWER


class ScreeningAnswer(CamelSerializer):
    """One answer: a code of the question, or free text where the question takes that."""

    question = serializers.CharField(max_length=40, help_text=_("A code of the version in force on that day."))
    answer = serializers.CharField(max_length=LONGEST_ANSWER)


class AnswersField(serializers.ListField):
    """Answers as a list, each question once; the verb takes them by question."""

    default_error_messages = {"twice": _("A question stands in this list twice.")}

    def to_internal_value(self, data: Any) -> dict[str, str]:
        given = super().to_internal_value(data)
        by_question = {each["question"]: each["answer"] for each in given}
        if len(by_question) < len(given):
            self.fail("twice")
        return by_question


def answers_taken(*, required: bool) -> AnswersField:
    return AnswersField(child=ScreeningAnswer(), required=required, max_length=200)


RECORDED: Any = for_act(screening.RECORD)
CORRECTED: Any = for_act(screening.CORRECT)
KEPT: Any = for_model(Screening)


class ScreeningInput(RECORDED):
    """A screening; its questions are those of the own instrument that is in force on its day."""

    answers = answers_taken(required=True)
    caveat_shown = serializers.BooleanField(
        help_text=_("Whether the caveat of /screening-instruments stood beside the questions.")
    )

    class Meta(RECORDED.Meta):
        fields = [*RECORDED.Meta.fields, "answers", "caveat_shown"]


class ScreeningCorrection(CORRECTED):
    """What is left out stays as it is; answers that are sent take the place of all that stood."""

    answers = answers_taken(required=False)

    class Meta(CORRECTED.Meta):
        fields = [*CORRECTED.Meta.fields, "answers"]


class AnswerInWords(CamelSerializer):
    """One answer with its question, as codes and in words."""

    question = serializers.CharField()
    asked = serializers.CharField(help_text=_("The question in the words of that version."))
    answer = serializers.CharField()
    said = serializers.CharField(help_text=_("The answer in words."))


class ScreeningShown(KEPT):
    """A screening as far as it may be read; it decides nothing."""

    answers = AnswerInWords(many=True, required=False, read_only=True)
    differs = serializers.BooleanField(
        required=False, read_only=True,
        help_text=_("Whether the own impression and the answers say something else. Neither decides anything."),
    )  # fmt: skip

    class Meta(KEPT.Meta):
        fields = [*KEPT.Meta.fields, "differs"]


class ScreeningPage(serializers.Serializer):
    results = ScreeningShown(many=True)
    next = serializers.CharField(allow_null=True)


def told(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The answers of each row in words, with one query for all that is encrypted."""
    open_all(row[name] for row in rows for name in ("answers", "remarks") if row.get(name))
    return render_rows([in_words(row) for row in rows])


def in_words(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row with its answers and the comparison, as far as they may be read."""
    if not row.get("answers"):
        return dict(row)
    spoken = [
        {"question": line.question, "asked": line.asked, "answer": line.answer, "said": line.said}
        for line in kept.lines(str(row["answers"]))
    ]
    different = differs(row["reported_concern"], row["indicators"])
    return {**row, "answers": spoken, "remarks": str(row["remarks"]), "differs": different}


@extend_schema_view(
    get=extend_schema(operation_id="listScreenings", summary=str(screening.RESOURCE.label), responses=ScreeningPage),
    post=extend_schema(
        operation_id="createScreenings", summary=str(screening.RECORD.label), request=ScreeningInput,
        responses={201: ScreeningShown},
    ),
)  # fmt: skip
class ScreeningsView(ReadableCollectionView):
    resource, act, takes, home = screening.RESOURCE, screening.RECORD, ScreeningInput, screening.RESOURCE

    def told(self, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        return told(rows)


@extend_schema_view(
    get=extend_schema(operation_id="readScreenings", summary=str(screening.RESOURCE.label), responses=ScreeningShown)
)
class ScreeningView(ItemView):
    resource = screening.RESOURCE

    def told(self, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        return told(rows)


@extend_schema_view(
    post=extend_schema(
        operation_id="createScreeningsCorrections", summary=str(screening.CORRECT.label), request=ScreeningCorrection,
        responses={201: ScreeningShown},
    )
)  # fmt: skip
class CorrectionsView(CollectionView):
    act, takes, home = screening.CORRECT, ScreeningCorrection, screening.RESOURCE
    http_method_names = ["post", "options"]

    def told(self, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        return told(rows)
