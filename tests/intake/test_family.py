"""Who belongs to the child: said or linked in both files, kept apart, ended; and what a marriage means."""

from datetime import date

import pytest

from audit.models import Entry
from intake import family, signal
from intake.models import Relation, Signal
from partners import access, involvement, involving, notices, together
from partners.grounds import Ground
from partners.models import Notice
from tests.houses import perform, refusal

TODAY = date(2026, 3, 3)
SAID = {"kinds": ["TRAFFICKING"], "summary": "Somebody waits outside."}


@pytest.fixture
def two(open_case):
    return open_case(given_names="Hodan"), open_case(given_names="Idris")


@pytest.fixture
def linked(two, cast, at):
    """Two siblings, linked from the first one's file."""
    row = family.record(case=two[0], kind="SIBLING", other_case=two[1], by=cast.intake, at=at(2026, 3, 3))
    return *two, row


def shown(case, actor, moment):
    """The relations of a case as an actor reads them."""
    return access.read(Relation.objects.filter(case=case), involvement.standing(actor, case.id, moment))


def leaves(actor, case, moment, by):
    """This actor's organisation no longer sees this case."""
    for row in involvement.of_actor(actor, moment).filter(case_id=case.id):
        involving.end(row, by=by, at=moment, until=moment)


@pytest.mark.django_db
@pytest.mark.requirement("S000-22", "EC-55")
def test_who_belongs_to_the_child_is_written_down_as_it_is_told_and_proves_nothing(open_case, cast, at):
    said = {"kind": "OWN_CHILD", "name": "  Liya   Tesfay ", "birth_date": date(2025, 12, 1), "travelled_along": True}
    row = perform(family.RECORD, by=cast.intake, at=at(2026, 3, 3), data=said, case=open_case().id)
    assert (row.name, row.standing, row.linked, row.unsafe) == ("Liya Tesfay", "CLAIMED", False, False)


@pytest.mark.django_db
@pytest.mark.requirement("EC-43")
def test_a_link_stands_in_both_files_in_one_step(linked):
    case, other, row = linked
    copy = Relation.objects.get(case=other)
    assert (row.case, row.other_case, copy.other_case) == (case, other, case)
    assert (copy.kind, copy.linked, copy.name, copy.unsafe_reason) == ("SIBLING", True, "", "")


@pytest.mark.django_db
@pytest.mark.parametrize(("said", "code"), [
    ({"kind": "RELATIVE", "birth_date": date(2026, 3, 4)}, "birth-date-in-future"),
    ({"kind": "SIBLING", "married": True}, "married-to-whom"),
    ({"kind": "SIBLING", "name": "Idris", "other_case": True}, "stands-elsewhere"),
    ({"kind": "OWN_CHILD", "other_case": True}, "no-case"),
])  # fmt: skip
def test_what_does_not_fit_together_is_refused_and_nothing_is_written(two, cast, at, said, code):
    case, other = two
    said = said | ({"other_case": other} if "other_case" in said else {})
    assert refusal(lambda: family.record(case=case, **said, by=cast.intake, at=at(2026, 3, 3)))[0] == code
    assert not Relation.objects.exists()


@pytest.mark.django_db
@pytest.mark.requirement("EC-43")
def test_two_cases_are_linked_once_whichever_file_one_begins_in(linked, cast, at):
    case, other, _row = linked
    again = {"kind": "RELATIVE", "by": cast.avim, "at": at(2026, 3, 4)}
    for one, two in ((case, other), (other, case)):
        assert refusal(lambda one=one, two=two: family.record(case=one, other_case=two, **again)) == (
            "already-linked", "EC-43",
        )  # fmt: skip
    assert refusal(lambda: family.record(case=case, other_case=case, **again))[0] == "own-case"


@pytest.mark.django_db
@pytest.mark.requirement("EC-43")
def test_a_case_out_of_sight_is_refused_as_one_that_does_not_exist(two, cast, at):
    case, other = two
    leaves(cast.ind, other, at(2026, 3, 3), cast.intake)
    said = {"case": case, "kind": "SIBLING", "other_case": other, "by": cast.ind, "at": at(2026, 3, 4)}
    assert refusal(lambda: family.record(**said)) == ("unknown-case", "EC-43")
    assert not Relation.objects.exists()


@pytest.mark.django_db
@pytest.mark.requirement("EC-43", "INV-38")
def test_who_sees_one_of_the_two_cases_reads_that_there_is_a_sibling_and_not_who(linked, cast, at):
    case, other, _row = linked
    assert shown(case, cast.ind, at(2026, 3, 3, 13))[0]["other_case"] == other.id
    leaves(cast.ind, other, at(2026, 3, 4), cast.intake)
    read = shown(case, cast.ind, at(2026, 3, 4, 13))[0]
    assert (read["kind"], read["linked"]) == ("SIBLING", True)
    assert "other_case" not in read
    assert str(other.id) not in str(read)


@pytest.mark.django_db
@pytest.mark.requirement("INV-38")
def test_in_a_list_of_cases_the_link_shows_where_both_are_seen_in_one_query(
    linked, open_case, cast, at, django_assert_num_queries
):
    case, other, _row = linked
    alone = open_case(given_names="Yasmin")
    family.record(case=alone, kind="SIBLING", other_case=case, by=cast.intake, at=at(2026, 3, 3))
    leaves(cast.ind, alone, at(2026, 3, 4), cast.intake)
    standings = involvement.standings(cast.ind, [case.id, other.id], at(2026, 3, 4, 13))
    with django_assert_num_queries(1):
        rows = together.read_many(Relation.objects.order_by("created_at"), standings)
    assert [row["other_case"] for row in rows if row["in_case"] == case.id] == [other.id, None]
    assert [row["other_case"] for row in rows if row["in_case"] == other.id] == [case.id]


@pytest.mark.django_db
@pytest.mark.requirement("INV-38")
def test_without_knowing_what_somebody_sees_no_other_case_is_named(linked, cast, at):
    standing = access.Standing(cast.ind, linked[0].id, frozenset({Ground.INTAKE}))
    assert "other_case" not in access.read(Relation.objects.filter(case=linked[0]), standing)[0]


@pytest.mark.django_db
@pytest.mark.requirement("EC-43")
def test_coa_reads_that_somebody_came_along_and_not_who_that_is(open_case, cast, at):
    case = open_case()
    family.record(case=case, kind="PARTNER", name="Jawad", married=True, travelled_along=True, by=cast.intake,
                  at=at(2026, 3, 3))  # fmt: skip
    read = shown(case, cast.coa, at(2026, 3, 3, 13))[0]
    assert (read["kind"], read["travelled_along"]) == ("PARTNER", True)
    assert {"name", "married", "birth_date"} & set(read) == set()


@pytest.mark.django_db
@pytest.mark.requirement("EC-43")
def test_a_signal_is_told_in_the_file_of_the_sibling_without_what_it_is_about(linked, cast, at):
    case, other, _row = linked
    raised = signal.report(case=case, **SAID, by=cast.avim, at=at(2026, 3, 4))
    told = Notice.objects.get(kind="SIBLING_SIGNALLED")
    assert (told.case_id, told.to_organisation.kind, told.source) == (other.id, "NIDOS", "EC-43")
    assert told.about == Relation.objects.get(case=other).id
    assert raised.id not in set(Notice.objects.filter(case_id=other.id).values_list("about", flat=True))
    assert told in notices.for_actor(cast.intake, at(2026, 3, 4, 13))
    signal.report(case=case, **SAID, by=cast.intake, at=at(2026, 3, 5))
    assert Notice.objects.filter(kind="SIBLING_SIGNALLED").count() == 1


@pytest.mark.django_db
@pytest.mark.requirement("EC-43")
def test_nidos_hears_it_too_when_nidos_raised_it_and_when_the_link_comes_later(two, cast, at):
    case, other = two
    signal.report(case=case, **SAID, by=cast.intake, at=at(2026, 3, 3))
    assert not Notice.objects.filter(kind="SIBLING_SIGNALLED").exists()
    family.record(case=other, kind="SIBLING", other_case=case, by=cast.intake, at=at(2026, 3, 4))
    assert Notice.objects.get(kind="SIBLING_SIGNALLED").case_id == other.id


@pytest.mark.django_db
@pytest.mark.requirement("EC-43")
def test_only_siblings_are_told_of(two, cast, at):
    case, other = two
    family.record(case=case, kind="TRAVEL_COMPANION", other_case=other, by=cast.intake, at=at(2026, 3, 3))
    signal.report(case=case, **SAID, by=cast.avim, at=at(2026, 3, 4))
    assert not Notice.objects.filter(kind="SIBLING_SIGNALLED").exists()


@pytest.mark.django_db
class TestKeptApart:
    @pytest.fixture
    def apart(self, linked, cast, at):
        case, other, row = linked
        said = {"unsafe_reason": "Hij gaf haar door aan een man."}
        perform(family.SEPARATE, by=cast.intake, at=at(2026, 3, 4), data=said, case=case.id, relation=row.id)
        return case, other

    @pytest.mark.requirement("EC-44")
    def test_in_the_protected_childs_file_only_nidos_still_sees_it(self, apart, cast, at):
        case, other = apart
        for name in ("intake", "supervisor"):
            read = shown(case, getattr(cast, name), at(2026, 3, 4, 13))[0]
            assert (read["unsafe"], read["other_case"]) == (True, other.id)
        for name in ("avim", "ind", "coa"):
            assert shown(case, getattr(cast, name), at(2026, 3, 4, 13)) == []

    @pytest.mark.requirement("EC-44")
    def test_in_the_other_file_nobody_sees_anything_of_it_not_even_nidos(self, apart, cast, at):
        for name in ("intake", "supervisor", "avim", "ind", "coa"):
            assert shown(apart[1], getattr(cast, name), at(2026, 3, 4, 13)) == []

    @pytest.mark.requirement("EC-44")
    def test_in_a_list_of_cases_it_is_hidden_too(self, apart, cast, at):
        for name, count in (("intake", 1), ("avim", 0)):
            actor = getattr(cast, name)
            standings = involvement.standings(actor, [case.id for case in apart], at(2026, 3, 4, 13))
            assert len(together.read_many(Relation.objects.all(), standings)) == count

    @pytest.mark.requirement("EC-44")
    def test_a_new_link_is_refused_in_words_that_do_not_give_it_away(self, apart, cast, at):
        case, other = apart
        said = {"case": other, "other_case": case, "kind": "SIBLING", "by": cast.avim, "at": at(2026, 3, 5)}
        assert refusal(lambda: family.record(**said)) == ("already-linked", "EC-43")

    @pytest.mark.requirement("EC-44")
    def test_a_later_signal_tells_neither_file_anything(self, apart, cast, at):
        for case in apart:
            signal.report(case=case, **SAID, by=cast.avim, at=at(2026, 3, 5))
        assert not Notice.objects.filter(kind="SIBLING_SIGNALLED").exists()

    def test_nidos_ends_it_when_the_danger_proved_to_be_none(self, apart, cast, at):
        row = Relation.objects.get(case=apart[0])
        family.end(relation=row, end_reason="Misverstand.", by=cast.intake, at=at(2026, 3, 6))
        assert not family.apart(apart[0]).exists()
        assert family.record(case=apart[0], kind="SIBLING", other_case=apart[1], by=cast.intake, at=at(2026, 3, 6))


@pytest.mark.django_db
@pytest.mark.requirement("EC-44")
def test_only_nidos_keeps_apart_once_and_with_a_reason(linked, cast, at):
    row = linked[2]

    def code(by, reason="Gevaar."):
        return refusal(lambda: family.separate(relation=row, unsafe_reason=reason, by=by, at=at(2026, 3, 4)))[0]

    assert code(cast.avim) == "only-nidos"
    assert code(cast.intake, reason=" ") == "no-reason"
    family.separate(relation=row, unsafe_reason="Gevaar.", by=cast.intake, at=at(2026, 3, 4))
    assert code(cast.intake) == "already-apart"


@pytest.mark.django_db
@pytest.mark.requirement("EC-43")
def test_a_link_ends_in_both_files_and_the_reason_stands_in_one(linked, cast, at):
    case, other, row = linked
    family.end(relation=row, end_reason="Nicht, geen zus.", by=cast.intake, at=at(2026, 3, 5))
    found = {each.case_id: (each.ended_on, each.end_reason) for each in Relation.objects.all()}
    assert found == {case.id: (date(2026, 3, 5), "Nicht, geen zus."), other.id: (date(2026, 3, 5), "")}
    again = {"relation": row, "end_reason": "x", "by": cast.intake, "at": at(2026, 3, 6)}
    assert refusal(lambda: family.end(**again))[0] == "already-ended"
    empty = family.record(case=case, kind="RELATIVE", name="Nunu", by=cast.intake, at=at(2026, 3, 6))
    assert refusal(lambda: family.end(**again | {"relation": empty, "end_reason": " "}))[0] == "no-reason"


@pytest.mark.django_db
def test_each_row_of_a_link_has_its_own_entry_in_its_own_file(linked):
    entries = Entry.objects.filter(table="intake_relation", kind="CREATE")
    assert set(entries.values_list("case", flat=True)) == {linked[0].id, linked[1].id}


def partner(born, *, married=True, ended_on=None):
    return {"kind": "PARTNER", "married": married, "birth_date": born, "ended_on": ended_on}


@pytest.mark.requirement("S000-25", "EC-45", "EC-46")
@pytest.mark.parametrize(("sex", "minor", "relations", "bride"), [
    ("F", True, [partner(date(1999, 1, 1))], True),
    ("F", True, [partner(date(2008, 3, 3))], True),
    ("F", True, [partner(date(2008, 3, 4))], False),
    ("F", True, [partner(None)], False),
    ("F", True, [partner(date(1999, 1, 1), married=False)], False),
    ("F", True, [partner(date(1999, 1, 1), ended_on=TODAY)], False),
    ("F", False, [partner(date(1999, 1, 1))], False),
    ("M", True, [partner(date(1999, 1, 1))], False),
    ("F", True, [{"kind": "PARTNER"}], False),
    ("F", True, [{"kind": "RELATIVE", "married": False, "birth_date": date(1999, 1, 1)}], False),
])  # fmt: skip
def test_a_child_bride_is_a_girl_a_minor_and_says_to_be_married_to_an_adult(sex, minor, relations, bride):
    assert family.child_bride(sex=sex, minor=minor, relations=relations, today=TODAY) is bride


@pytest.mark.requirement("S000-19", "EC-45")
@pytest.mark.parametrize(("minor", "born", "route"), [
    (True, date(1999, 1, 1), True), (True, date(2008, 3, 3), True), (True, date(2008, 3, 4), False),
    (False, date(1999, 1, 1), False), (True, None, False),
])  # fmt: skip
def test_what_is_done_for_a_minor_married_to_an_adult_does_not_ask_whether_it_is_a_girl(minor, born, route):
    assert bool(family.married_to_adult(minor=minor, relations=[partner(born)], today=TODAY)) is route


@pytest.mark.requirement("S000-26")
@pytest.mark.parametrize(("child", "husband", "gap"), [
    (date(2011, 2, 8), date(1999, 2, 8), 12), (date(2011, 2, 7), date(1999, 2, 8), 11),
    (date(1999, 2, 8), date(2011, 2, 8), 12), (date(2011, 2, 8), None, None), (None, date(1999, 2, 8), None),
])  # fmt: skip
def test_the_age_difference_is_in_whole_years_whoever_is_the_elder(child, husband, gap):
    assert family.age_gap(child, husband) == gap


@pytest.mark.requirement("S000-30", "EC-46")
@pytest.mark.parametrize(("minor", "born", "unrecognised"), [
    (True, date(1999, 1, 1), True), (True, date(2009, 1, 1), True), (False, date(2009, 1, 1), True),
    (False, None, True), (False, date(2008, 3, 3), False),
])  # fmt: skip
def test_a_marriage_counts_once_both_are_eighteen(minor, born, unrecognised):
    found = family.marriage_unrecognised(minor=minor, relations=[partner(born)], today=TODAY)
    assert found is unrecognised
    assert not family.marriage_unrecognised(minor=minor, relations=[], today=TODAY)


@pytest.mark.django_db
@pytest.mark.requirement("S000-27", "EC-45")
def test_a_child_bride_is_no_signal_by_itself_and_gives_the_partner_nothing(open_case, cast, at):
    case = open_case()
    family.record(case=case, kind="PARTNER", name="Jawad", birth_date=date(1999, 1, 1), married=True, by=cast.intake,
                  at=at(2026, 3, 3))  # fmt: skip
    assert not Signal.objects.exists()
    assert not Notice.objects.exists()
