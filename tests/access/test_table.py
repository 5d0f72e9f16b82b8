"""The access table's machinery: deny by default, columns by right, rows by involvement."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit import ledger
from config.encryption import Secret
from intake import conversation, signal
from intake.models import Case, Child, Conversation, Screening, Signal
from partners import access, checks, involvement, involving, rights, together
from partners.access import Standing
from partners.access_table import COLUMNS, ROLES_OF_COLUMN, TABLE
from partners.actors import Actor
from partners.data_classes import DataClass, fields
from partners.errors import NotAllowed, NotFound
from partners.grounds import Ground
from partners.models import Organisation
from partners.rights import DENIED, of_role
from partners.roles import ROLES

NOWHERE = ["system.administrator", "nr.analyst", "dpo.officer", "comensha.clerk", "evenaar.clinician"]


def test_every_field_of_every_tracked_model_belongs_to_one_class():
    assert checks.every_field_has_a_class(None) == []


def test_a_field_that_no_class_names_is_found(monkeypatch):
    monkeypatch.setattr(Child, "data", {DataClass.IDENTITY: fields("case given_names")})
    assert "v_number" in checks.unclassed(Child)
    assert [fault.id for fault in checks.every_field_has_a_class(None)] == ["partners.E001"]


def test_a_model_that_declares_no_classes_shows_nothing(monkeypatch, actor_of):
    monkeypatch.setattr(Child, "data", {})
    assert access.plan(Child, Standing(actor_of("nidos.intake"), uuid4(), frozenset({Ground.INTAKE}))) is None


def test_every_row_of_the_table_has_a_word_for_each_column():
    assert {name: len(words.split()) for name, words in TABLE.items()} == dict.fromkeys(TABLE, len(COLUMNS))


def test_every_column_stands_for_roles_that_exist():
    lent = {"cobo", "report_author"}
    assert {role for column in set(COLUMNS) - lent for role in ROLES_OF_COLUMN.get(column, (column,))} <= set(ROLES)


@pytest.mark.parametrize("role", [*NOWHERE, "nobody"])
def test_roles_the_table_does_not_list_read_nothing_of_a_case(role):
    assert all(of_role(role, data_class) == DENIED for data_class in DataClass)


@pytest.mark.parametrize("role", [code for code, role in ROLES.items() if role.is_supervisor])
def test_a_supervisor_writes_no_more_than_answers_to_alerts_and_sees_no_story_and_no_detail(role):
    assert [name for name in DataClass if of_role(role, name).writes] == [DataClass.ALERT]
    assert of_role(role, DataClass.STORY) == of_role(role, DataClass.SIGNAL_DETAIL) == DENIED


@pytest.mark.parametrize("role", ROLES)
def test_without_a_ground_nobody_reads_anything(role, actor_of):
    standing = Standing(actor_of(role), uuid4(), frozenset())
    assert {standing.right(data_class) for data_class in DataClass} == {DENIED}


@pytest.mark.parametrize("role", ROLES)
def test_an_own_signal_opens_no_case(role, actor_of):
    standing = Standing(actor_of(role), uuid4(), frozenset({Ground.OWN_SIGNAL}))
    assert {standing.right(data_class) for data_class in DataClass} == {DENIED}


@pytest.mark.requirement("S004-82", "INV-38")
@pytest.mark.parametrize("data_class", [DataClass.LOCATION, DataClass.ADDRESS])
def test_the_police_see_where_a_child_is_only_while_it_is_absent_or_in_an_emergency(actor_of, data_class):
    def reads(*grounds):
        return Standing(actor_of("avim.officer"), uuid4(), frozenset(grounds)).right(data_class).reads

    assert reads(Ground.SIGNAL, Ground.INTAKE) == rights.NOTHING
    assert reads(Ground.SIGNAL, Ground.ABSENCE) == rights.FULL
    assert reads(Ground.EMERGENCY) == rights.FULL


@pytest.mark.requirement("INV-38")
@pytest.mark.parametrize(
    "role", ["ind.officer", "lawyer.lawyer", "ggd.health_worker", "nidos.intake", "coa.focal_person"]
)
def test_the_protected_address_is_for_those_who_need_it(actor_of, role):
    assert Standing(actor_of(role), uuid4(), frozenset(Ground)).right(DataClass.ADDRESS) == DENIED


def test_coa_sees_who_and_where_and_no_more_while_a_child_only_arrived(actor_of):
    standing = Standing(actor_of("coa.placement"), uuid4(), frozenset({Ground.RECEPTION}))
    found = {data_class: standing.right(data_class).reads for data_class in DataClass}
    assert {data_class: reads for data_class, reads in found.items() if reads} == {
        DataClass.IDENTITY: rights.SUMMARY,
        DataClass.LOCATION: rights.FULL,
        DataClass.PLACEMENT: rights.FULL,
        DataClass.FAMILY: rights.SUMMARY,
        DataClass.ABSENCE: rights.FULL,
        DataClass.INQUIRY: rights.FULL,
        DataClass.CLOSING: rights.SUMMARY,
    }


@pytest.fixture
def actor_of():
    """An actor in a role, whether or not it exists."""
    return lambda role: Actor(uuid4(), "", role, "", "ADMIN")


@pytest.mark.django_db
class TestColumns:
    def selected(self, rows, standing):
        queryset = access.select(rows, standing)
        return None if queryset is None else str(queryset.query).partition(" FROM ")[0]

    def test_a_note_of_somebody_else_is_not_selected_for_avim(self, open_case, cast, at):
        case = open_case()
        for actor, step, note in [
            (cast.intake, "ACQUAINTANCE", "van Nidos"),
            (cast.avim, "IDENTIFICATION", "van AVIM"),
        ]:
            conversation.record(
                case=case, step=step, held_on=at(2026, 3, 2).date(), note=note, by=actor, at=at(2026, 3, 2)
            )
        standing = involvement.standing(cast.avim, case.id, at(2026, 3, 2, 13))
        rows = access.read(Conversation.objects.order_by("created_at", "step"), standing)
        assert {row["step"]: str(row.get("note", "")) for row in rows} == {
            "ACQUAINTANCE": "", "IDENTIFICATION": "van AVIM",
        }  # fmt: skip

    def test_coa_does_not_select_the_family_name_of_a_child_that_only_arrived(self, open_case, cast, at):
        case = open_case()
        sql = self.selected(
            Child.objects.filter(case=case), involvement.standing(cast.coa, case.id, at(2026, 3, 2, 13))
        )
        assert "given_names" in sql
        assert "family_name" not in sql
        assert "v_number" not in sql

    def test_coa_reads_no_conversation_of_a_child_that_only_arrived(self, open_case, cast, at):
        case = open_case()
        standing = involvement.standing(cast.coa, case.id, at(2026, 3, 2, 13))
        assert access.select(Conversation.objects.all(), standing) is None
        with pytest.raises(NotAllowed):
            standing.require(DataClass.CONVERSATION, "reads")

    def test_coa_reads_its_own_signals_and_no_other(self, open_case, cast, at):
        case = open_case()
        involving.involve(case=case.id, number=case.number, organisation=organisation_of(cast.coa), by=cast.guardian,
                          ground=Ground.INDICATION, role="coa.placement", at=at(2026, 3, 2))  # fmt: skip
        for by in (cast.avim, cast.coa):
            signal.report(case=case, kinds=["ABUSE"], summary=f"Van {by.kind}.", by=by, at=at(2026, 3, 2))
        standing = involvement.standing(cast.coa, case.id, at(2026, 3, 2, 13))
        assert [row["summary"] for row in access.read(Signal.objects.all(), standing)] == ["Van COA."]

    def test_the_data_key_is_selected_for_nobody(self, open_case, cast, at):
        case = open_case()
        signal.report(case=case, kinds=["ABUSE"], summary="Blauwe plek.", by=cast.avim, at=at(2026, 3, 2))
        for actor in (cast.intake, cast.avim, cast.ind):
            standing = involvement.standing(actor, case.id, at(2026, 3, 2, 13))
            assert "data_key" not in self.selected(Case.objects.all(), standing)
            assert "data_key" not in self.selected(Signal.objects.all(), standing)

    @pytest.mark.parametrize("more", [0, 5])
    def test_many_cases_in_one_query_for_each_kind_of_standing(self, open_case, cast, at, more):
        """Each with its own columns, and as many queries for two cases as for seven."""
        seen, *only_arrived = [open_case(given_names=name) for name in ("Yonas", "Aisha", *["Rojda"] * more)]
        involving.involve(case=seen.id, number=seen.number, organisation=organisation_of(cast.coa), by=cast.guardian,
                          ground=Ground.INDICATION, role="coa.placement", at=at(2026, 3, 2))  # fmt: skip
        cases = [case.id for case in (seen, *only_arrived)]
        standings = involvement.standings(cast.coa, cases, at(2026, 3, 2, 13))
        with CaptureQueriesContext(connection) as asked:
            rows = {row["given_names"]: row for row in together.read_many(Child.objects.all(), standings)}
        assert [query["sql"].count("family_name") > 0 for query in asked].count(True) == 1
        assert len(asked) == 2
        assert rows["Yonas"]["family_name"] == "Tesfay"
        assert "family_name" not in rows["Aisha"]

    def test_the_same_columns_are_not_the_same_right(self, open_case, cast, at):
        """In the consultation police read all of a screening, elsewhere as many columns but of its own rows only."""
        day, standings = at(2026, 3, 3), {}
        for ground in (Ground.AGENDA, Ground.SIGNAL):
            case = open_case()
            row = Screening(case=case, instrument="NIDOS", instrument_version=1, screened_on=day.date(),
                            answers=Secret(case.data_key, text="{}"), reported_concern="SERIOUS",
                            caveat_shown_at=day)  # fmt: skip
            ledger.record(row, by=cast.intake, at=day)
            standings[case.id] = Standing(cast.avim, case.id, frozenset({ground}))
        rows = together.read_many(Screening.objects.all(), standings)
        told = {next(iter(standings[row["in_case"]].grounds)): row.get("reported_concern") for row in rows}
        assert told == {Ground.AGENDA: "SERIOUS", Ground.SIGNAL: None}

    @pytest.mark.smoke
    def test_thousands_of_cases_are_not_more_than_the_database_takes(self, cast):
        """IND reads columns of its own conversations only: once each case was named for each of them."""
        ids = [uuid4() for _ in range(5_000)]
        standings = {case: Standing(cast.ind, case, frozenset({Ground.INTAKE})) for case in ids}
        assert together.read_many(Conversation.objects.all(), standings) == []


def organisation_of(actor):
    return Organisation.objects.get(pk=actor.organisation_id)


@pytest.mark.django_db
class TestInvolvement:
    def test_a_person_bound_involvement_is_for_that_person_only(self, open_case, cast, people, at):
        case = open_case()
        involving.involve(case=case.id, number=case.number, organisation=people["nidos.guardian"].organisation,
                          person=people["nidos.intake"], ground=Ground.GUARDIAN, role="nidos.guardian",
                          by=cast.intake, at=at(2026, 3, 2))  # fmt: skip
        with pytest.raises(NotFound):
            involvement.standing(cast.guardian, case.id, at(2026, 3, 2, 13))

    def test_an_involvement_of_a_house_is_for_that_house_only(self, open_case, cast, people, at):
        case, house = open_case(), uuid4()
        involving.involve(case=case.id, number=case.number, organisation=people["bo_provider.mentor"].organisation,
                          location=house, ground=Ground.HOUSE, by=cast.coa, at=at(2026, 3, 2))  # fmt: skip
        assert involvement.standing(replace(cast.mentor, location=house), case.id, at(2026, 3, 2, 13)).grounds
        for other in (uuid4(), None):
            with pytest.raises(NotFound):
                involvement.standing(replace(cast.mentor, location=other), case.id, at(2026, 3, 2, 13))

    def test_access_ends_with_its_ground_and_comes_back_with_a_new_one(self, open_case, cast, at):
        case = open_case()
        involving.close(case.id, ground=Ground.INTAKE, by=cast.intake, at=at(2026, 3, 5))
        assert involvement.standing(cast.avim, case.id, at(2026, 3, 4)).grounds == {"INTAKE"}
        with pytest.raises(NotFound):
            involvement.standing(cast.avim, case.id, at(2026, 3, 5, 13))

    def test_the_same_ground_is_not_opened_twice(self, open_case, cast, at):
        case = open_case()
        known = {"case": case.id, "number": case.number, "organisation": organisation_of(cast.ind), "by": cast.intake}
        first = involving.involve(ground=Ground.TRACK, at=at(2026, 3, 2), **known)
        assert involving.involve(ground=Ground.TRACK, at=at(2026, 3, 3), **known) == first


def test_in_bulk_too_the_columns_for_own_rows_are_told_of_own_rows_only(open_case, cast, at):
    case, day = open_case(), at(2026, 3, 3)
    for by, step in ((cast.avim, "IDENTIFICATION"), (cast.ind, "REGISTRATION")):
        conversation.record(case=case, step=step, held_on=day.date(), others_present=["oom"], by=by, at=day)
    standings = {case.id: involvement.standing(cast.avim, case.id, day)}
    rows = {row["step"]: row for row in together.read_many(Conversation.objects.all(), standings)}
    assert rows["IDENTIFICATION"]["others_present"] == ["oom"]
    assert "others_present" not in rows["REGISTRATION"]
    assert rows["REGISTRATION"]["held_on"] == day.date()
