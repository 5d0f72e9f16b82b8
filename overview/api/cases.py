"""The cases an organisation is involved in: the list, one case, and searching among them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiSerializerExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from audit import ledger
from audit.models import Recorded
from config.api import paging
from config.api.camel import CamelSerializer, render_row
from config.clock import day_of
from intake import case as cases
from intake import progress
from intake.majority import is_minor
from intake.models import AgeAssessment, BirthDateRecord, Case, Child, Closing, Conversation
from overview import case_file, case_list, case_search, duplicates
from overview.case_search import Wanted
from partners import access, involvement
from partners.access import Standing
from partners.acts import Act
from partners.api import versions
from partners.api.idempotency import Answered, Created
from partners.api.serializers import for_act, for_model
from partners.api.views import ActorView, CollectionView, grounds
from partners.data_classes import DataClass
from partners.errors import NotAllowed
from partners.together import Part, read_together
from shelter.models import Absence

CASE_COLUMNS: Any = for_model(Case)
Row = dict[str, Any]
PARTS = (*case_list.PARTS, Part(AgeAssessment), Part(Conversation), Part(Absence))
# Broken off because the child is missing, and going on as soon as it is back (C3.1, EC-24).
ABORTED = "ABORTED"
STATES = [progress.OPEN, progress.IN_PROGRESS, progress.COMPLETE, ABORTED]


class ListedCase(CASE_COLUMNS):
    """A case as the list shows it."""

    child = for_model(Child)(required=False)
    birth = for_model(BirthDateRecord)(required=False)
    closed_on = serializers.DateField(
        required=False, help_text=_("Since when the case is closed; absent of an open one.")
    )

    class Meta(CASE_COLUMNS.Meta):
        fields = [*CASE_COLUMNS.Meta.fields, "child", "birth", "closed_on"]


class WholeCase(ListedCase):
    """One case with what the role may read."""

    intake_state = serializers.ChoiceField(choices=STATES, required=False)
    counts_as_minor = serializers.BooleanField(
        required=False, help_text=_("Without an official birth date, and while the age is contested, always.")
    )
    grounds = serializers.ListField(child=serializers.CharField(), help_text=_("Why you may see this case."))
    goes_on_in = serializers.UUIDField(
        required=False, help_text=_("The case in which this one goes on, when the two are of one child.")
    )
    goes_on_here = serializers.ListField(
        child=serializers.UUIDField(), required=False, help_text=_("Other files of this child, to be read.")
    )

    class Meta(ListedCase.Meta):
        fields = [
            *ListedCase.Meta.fields, "intake_state", "counts_as_minor", "grounds", "goes_on_in", "goes_on_here"
        ]  # fmt: skip


class CasePage(serializers.Serializer):
    results = ListedCase(many=True)
    next = serializers.CharField(allow_null=True)


@extend_schema_view(
    get=extend_schema(operation_id="listCases", summary="Cases you are involved in", responses=CasePage),
    post=extend_schema(
        operation_id="createCases",
        summary=str(cases.OPEN.label),
        request=for_act(cases.OPEN),
        responses={201: WholeCase},
    ),
)
class CasesView(CollectionView):
    act = cases.OPEN
    paged = True

    def get(self, request: Request) -> Response:
        page = paging.page_of(request, (int,))
        at = timezone.now()
        after = page.after[0] if page.after else None
        found = case_list.page(self.actor, at, limit=page.limit, after=after)
        answer = page.answer(found, key=lambda each: (each[0],))
        rows = case_list.rows(self.actor, [case for _number, case in answer["results"]], at)
        return Response({**answer, "results": [render_row(row) for row in rows]})

    def created(self, act: Act, row: Recorded, ids: dict[str, UUID]) -> Created:
        standing = involvement.standing(self.actor, row.pk, timezone.now())
        answer = shown(standing, row.pk)
        return Created(answer, record=row.pk, location=reverse("cases-item", args=[row.pk]),
                       headers=versions.of_answer(answer))  # fmt: skip

    def again(self, answered: Answered, **ids: UUID) -> Response:
        assert answered.record is not None
        answer = read_whole(involvement.standing(self.actor, answered.record, timezone.now()))
        return answered.response(answer, **versions.of_answer(answer))


@extend_schema_view(get=extend_schema(operation_id="readCases", summary="One case", responses=WholeCase))
class CaseView(ActorView):
    def get(self, request: Request, case: UUID) -> Response:
        answer = read_whole(involvement.standing(self.actor, case, timezone.now()))
        return Response(answer, headers=versions.of_answer(answer))


def read_whole(standing: Standing) -> dict[str, Any]:
    """One case as the actor may read it, and the entry that it was read."""
    case = standing.case
    assert case is not None
    answer = shown(standing, case, duplicates.other_files(standing, case))
    # Of the conversations only which were held is told, which is their first class.
    classes = {*case_list.classes({case: standing}), *access.classes_of(Conversation, standing)[:1]}
    classes |= {DataClass.ABSENCE} if answer.get("intakeState") == ABORTED else set()
    ledger.read(Case, by=standing.actor, case=case, record=case, version=answer.get("version"), classes=classes,
                ground=grounds(standing))  # fmt: skip
    return answer


def shown(standing: Standing, case: UUID, other_files: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The members of one case that the actor may read; one that was opened this moment has no other files.

    Raises NotAllowed where the ground opens nothing of it.
    """
    parts = read_together(PARTS, {case: standing})
    row, child = (case_list.without_case(next(iter(parts[model]), None)) for model in (Case, Child))
    if row is None:
        raise NotAllowed("case")
    members: dict[str, Any] = {**row, "grounds": sorted(standing.grounds), "child": child}
    births = case_list.newest_first(parts[BirthDateRecord])
    members |= age(births, parts[AgeAssessment], day_of(timezone.now()))
    if access.plan(Conversation, standing):
        members["intake_state"] = intake_state(parts[Conversation], parts[Absence])
    members["closed_on"] = case_list.closed_on(parts[Closing]).get(case)
    members |= other_files or {}
    for name in ("child", "birth"):
        members[name] = case_list.without_case(members[name])
    return render_row({name: value for name, value in members.items() if value is not None})


def intake_state(talks: Sequence[Row], absences: Sequence[Row]) -> str:
    """How far the intake is, as far as may be known: a missing child's is broken off unless it was complete."""
    state = progress.state_of(talks)
    missing = any(row["ended_at"] is None for row in absences)
    return ABORTED if missing and state != progress.COMPLETE else state


def age(births: Sequence[Row], assessments: Sequence[Row], today: date) -> dict[str, Any]:
    """The birth date that counts, and whether the child counts as a minor, for who may read both; newest first."""
    known = case_file.known_age(births, assessments)
    if known.leading is None:
        return {"birth": next(iter(births), None)}
    leads = next(row for row in births if row["id"] == known.leading.id)
    return {"birth": leads, "counts_as_minor": is_minor(known, today)}


class Search(CamelSerializer):
    """What to look for; at least one member. Only cases you are involved in can be found."""

    v_number = serializers.CharField(required=False, max_length=10)
    reference = serializers.CharField(required=False, max_length=20)
    name = serializers.CharField(
        required=False,
        max_length=120,
        help_text=_("A part of a name, in any case, script or spelling; what sounds alike comes last."),
    )
    birth_date = serializers.DateField(required=False)

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        if not data:
            raise serializers.ValidationError(_("Say what to look for."))
        return data


class SearchDescribed(OpenApiSerializerExtension):
    """The description says, too, that an empty search is none."""

    target_class = Search

    def map_serializer(self, auto_schema: AutoSchema, direction: str) -> dict[str, Any]:
        return {**auto_schema._map_serializer(self.target, direction, bypass_extensions=True), "minProperties": 1}


class SearchesView(ActorView):
    """Searching is a POST: no name ever stands in an address, and a search leaves its entry."""

    creates = False

    @extend_schema(
        operation_id="createCaseSearches", summary="Search cases", request=Search, responses={200: CasePage}
    )
    def post(self, request: Request) -> Response:
        serializer = Search(data=request.data)
        serializer.is_valid(raise_exception=True)
        rows = case_search.search(self.actor, Wanted(**serializer.validated_data), timezone.now())
        return Response({"results": [render_row(row) for row in rows], "next": None})
