"""Who a child is, corrected and added to: under which rules, what stays, who hears it, by which names it is found."""

from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction

from audit.models import Entry
from intake import child as children
from intake import name_search
from intake.models import Case, Child, ChildCorrection, NameWord, PossibleDuplicate
from partners import involvement
from partners.acts import Act
from partners.errors import NotAllowed, NotFound, RuleBroken
from partners.models import Notice
from tests.closings import grown, shut
from tests.houses import perform, refusal
from tests.joining import asked, closed, two

__all__ = ["asked", "closed", "grown", "shut", "two"]
pytestmark = pytest.mark.django_db
ACT: Act = children.CORRECT
SAID = {"sex": "M", "correction": {"kind": "TYPING_ERROR", "reason": "Verkeerd aangeklikt."}}


@pytest.fixture
def correct(cast, at):
    """Correct the child of a case, on the third of March, by Nidos intake unless somebody else is named."""

    def corrected(case, kind="UNTRUE", *, by=None, reason="Ze zei het in het tweede gesprek.", **said):
        return children.correct(child=Child.objects.get(case=case), correction={"kind": kind, "reason": reason},
                                by=by or cast.intake, at=at(2026, 3, 3), **said)  # fmt: skip

    return corrected


def found(text: str) -> int:
    return len(name_search.find(text, among=Case.objects.values("id"), most=10))


def told(case: Case) -> list[str]:
    rows = Notice.objects.filter(case_id=case.pk, kind="CHILD_CORRECTED")
    return sorted(rows.values_list("to_organisation__kind", flat=True))


def roles(cast: SimpleNamespace, case: Case, moment) -> set[str]:
    """Who of the cast may correct the child of this case."""

    def may(actor) -> bool:
        try:
            return ACT.allowed(involvement.standing(actor, case.pk, moment))
        except NotFound:
            return False

    return {name for name, actor in vars(cast).items() if may(actor)}


@pytest.mark.requirement("S004-27", "INV-41")
def test_what_is_said_is_written_and_the_rest_stays(open_case, correct):
    case = open_case()
    row = correct(case, "NEWS", family_name="  Tesfay   Haile ", languages=["ti", "ar"])
    row.refresh_from_db()
    assert (row.given_names, row.family_name, row.languages) == ("Semhar", "Tesfay Haile", ["ti", "ar"])
    assert (row.sex, row.nationality, row.aliases, row.version) == ("F", "ER", [], 2)
    made = ChildCorrection.objects.get()
    assert (made.changed, made.kind) == (["family_name", "languages"], "NEWS")
    assert str(made.reason) == "Ze zei het in het tweede gesprek."


@pytest.mark.requirement("INV-41")
def test_what_was_written_before_stays_in_the_history_and_the_ledger_says_no_name(open_case, correct):
    row = correct(open_case(), given_names="Senait", reason="Semhar was de naam van de smokkelaar.")
    assert list(row.history.order_by("version").values_list("given_names", flat=True)) == ["Semhar", "Senait"]
    entries = Entry.objects.filter(kind="CHANGE", record=row.pk)
    assert [entry.reason for entry in entries] == ["INV-41"]
    assert row.history.latest("version").history_change_reason == "INV-41"


@pytest.mark.requirement("INV-41", "AL-31")
@pytest.mark.parametrize("kind", ["UNTRUE", "NEWS"])
def test_a_name_that_was_said_stays_another_name_and_finds_the_child(open_case, correct, kind):
    case = open_case(aliases=["Semi"])
    assert correct(case, kind, given_names="Yordanos", family_name="Kidane").aliases == ["Semi", "Semhar Tesfay"]
    assert [found(text) for text in ("Yordanos", "Semhar", "Tesfay", "Semi")] == [1, 1, 1, 1]


@pytest.mark.requirement("INV-41", "AL-31")
def test_a_typing_error_leaves_nothing_behind_by_which_the_child_is_found(open_case, correct):
    case = open_case(given_names="Xqzw")
    assert (found("Xqzw"), found("Semhar")) == (1, 0)
    assert correct(case, "TYPING_ERROR", given_names="Semhar").aliases == []
    assert (found("Xqzw"), found("Semhar")) == (0, 1)
    assert not NameWord.objects.filter(case=case, word__contains="xqzw").exists()


def test_a_name_that_the_new_one_says_too_is_not_kept_twice(open_case, correct):
    case = open_case(given_names="Semhar", family_name="")
    assert correct(case, "NEWS", family_name="Tesfay").aliases == []
    assert correct(case, given_names="Tesfay", family_name="Semhar").aliases == []
    assert correct(case, given_names="Senait", aliases=["semhar  TESFAY", "semhar  TESFAY"]).aliases == [
        "semhar TESFAY"
    ]


def test_a_name_that_is_too_long_for_one_is_kept_as_two(open_case, correct):
    given, family = "A" * 100, "B" * 100
    row = correct(open_case(given_names=given, family_name=family), given_names="Semhar", family_name="Tesfay")
    assert row.aliases == [given, family]
    assert correct(row.case, aliases=[*row.aliases, "Semi"]).aliases == [given, family, "Semi"]


def test_another_name_that_was_too_long_already_keeps_nobody_from_correcting_the_rest(open_case, correct):
    case = open_case(aliases=["S" * 121])
    assert correct(case, "TYPING_ERROR", sex="X").sex == "X"


@pytest.mark.requirement("INV-41")
def test_another_name_is_only_taken_away_as_a_typing_error(open_case, correct):
    case = open_case(aliases=["Layla Hamdani", "Semi"])
    for kind in ("UNTRUE", "NEWS"):
        said = refusal(lambda kind=kind: correct(case, kind, aliases=["Layla", "Hamdani", "Semi"]))
        assert said == ("name-lost", "INV-41")
    assert correct(case, "TYPING_ERROR", aliases=["Semi"]).aliases == ["Semi"]


def test_another_name_becomes_the_name_and_the_other_way_round(open_case, correct):
    case = open_case(aliases=["Layla Hamdani"])
    row = correct(case, given_names="Layla", family_name="Hamdani", aliases=[])
    assert row.aliases == ["Semhar Tesfay"]


@pytest.mark.requirement("S004-27")
@pytest.mark.parametrize(("said", "code"), [
    ({"given_names": " ", "family_name": ""}, "no-name"),
    ({"given_names": "Sem\x00har"}, "no-letter"),
    ({"aliases": ["Se\x00mi"]}, "no-letter"),
    ({"given_names": "S" * 121}, "not-possible"),
    ({"family_name": "S" * 121}, "not-possible"),
    ({"aliases": ["S" * 121]}, "name-too-long"),
    ({"sex": "Z"}, "not-possible"),
    ({"sex": ""}, "not-possible"),
    ({"nationality": "XX9"}, "not-possible"),
    ({"nationality": ""}, "not-possible"),
    ({"languages": ["ti", "klingon"]}, "not-possible"),
])  # fmt: skip
def test_what_cannot_be_written_of_a_child_is_refused_and_nothing_is_written(open_case, correct, said, code):
    case = open_case()
    assert refusal(lambda: correct(case, **said)) == (code, "S004-27")
    assert Child.objects.get(case=case).version == 1
    assert not ChildCorrection.objects.exists()


def test_a_refusal_names_the_detail_and_what_is_wrong_with_it(open_case, correct):
    with pytest.raises(RuleBroken) as refused:
        correct(open_case(), given_names="S" * 121)
    assert str(refused.value.message).startswith("Bij “voornamen” klopt iets niet: ")
    assert "120" in str(refused.value.message)


@pytest.mark.requirement("INV-41")
@pytest.mark.parametrize("said", [
    {}, {"given_names": " Semhar "}, {"languages": ["ar", "ti"]}, {"aliases": ["Semi", ""]}, {"sex": "F"},
])  # fmt: skip
def test_what_changes_nothing_is_no_correction(open_case, correct, said):
    case = open_case(languages=["ti", "ar"], aliases=["Semi"])
    assert refusal(lambda: correct(case, **said)) == ("nothing-changed", "INV-41")
    assert told(case) == []


@pytest.mark.requirement("INV-41")
def test_somebody_says_what_it_is_and_why(open_case, correct):
    case = open_case()
    assert refusal(lambda: correct(case, reason="  ", sex="M")) == ("no-reason", "INV-41")
    assert refusal(lambda: correct(case, "WHIM", sex="M")) == ("no-such-kind", "INV-41")


@pytest.mark.parametrize("empty", [{"changed": []}, {"reason": ""}])
def test_the_database_keeps_no_correction_of_nothing_or_without_a_reason(open_case, correct, empty):
    correct(open_case(), sex="M")
    row = ChildCorrection.objects.get()
    for name, value in empty.items():
        setattr(row, name, value)
    with pytest.raises(IntegrityError, match="a_correction_says_of_what_and_why"), transaction.atomic():
        row.save()


@pytest.mark.requirement("S004-24")
def test_every_other_organisation_that_reads_who_the_child_is_hears_it_each_time(open_case, correct, cast):
    case = open_case()
    correct(case, sex="M")
    assert told(case) == ["AVIM", "COA", "IND"]
    correct(case, by=cast.avim, sex="F")
    assert told(case) == ["AVIM", "COA", "COA", "IND", "IND", "NIDOS"]
    row = Notice.objects.filter(kind="CHILD_CORRECTED").first()
    assert row.about in ChildCorrection.objects.values_list("pk", flat=True)


@pytest.mark.requirement("AL-31")
def test_under_the_name_that_it_really_has_another_file_of_the_child_turns_up(open_case, correct):
    case, other = open_case(given_names="Yonas", family_name="Bahta", sex="UNKNOWN"), open_case()
    assert not PossibleDuplicate.objects.exists()
    correct(case, "UNTRUE", given_names="Samhar", family_name="Tesfai")
    assert set(PossibleDuplicate.objects.values_list("case", flat=True)) == {case.pk, other.pk}


@pytest.mark.requirement("AL-31")
def test_the_name_that_was_not_true_still_leads_to_the_file_in_which_it_stands(open_case, correct):
    case = open_case(given_names="Yonas", family_name="Bahta", sex="UNKNOWN")
    correct(case, "UNTRUE", given_names="Samuel", family_name="Haile")
    open_case(given_names="Yonas", family_name="Bahta", sex="UNKNOWN")
    assert PossibleDuplicate.objects.filter(case=case).exists()


@pytest.mark.requirement("INV-38", "S004-27")
def test_who_writes_who_the_child_is_corrects_it_as_long_as_it_sees_the_case(open_case, cast, at):
    assert roles(cast, open_case(), at(2026, 3, 3)) == {"intake", "avim", "ind"}


def test_who_only_reads_it_is_refused_and_a_stranger_knows_of_nothing(open_case, cast, at):
    case = open_case()
    what = {"at": at(2026, 3, 3), "data": SAID, "case": case.pk, "child": case.child.pk}
    for actor, error in ((cast.coa, NotAllowed), (cast.supervisor, NotAllowed), (cast.mentor, NotFound)):
        with pytest.raises(error):
            perform(ACT, by=actor, **what)


@pytest.mark.requirement("S004-10")
def test_a_closed_case_is_left_as_it_is(shut, cast, at):
    child = shut.case.child
    said = refusal(
        lambda: perform(ACT, by=cast.intake, at=at(2026, 3, 6), data=SAID, case=shut.case_id, child=child.pk)
    )
    assert said == ("case-closed", "C3.13")


@pytest.mark.requirement("AL-31")
def test_a_file_that_goes_on_in_another_is_left_as_it_is(closed, cast, at):
    child = Child.objects.get(case=closed.case)
    standing, parent = ACT.stand(actor=cast.avim, at=at(2026, 3, 5), ids={"case": closed.case_id, "child": child.pk})
    assert not ACT.available(parent, standing, at(2026, 3, 5))
    said = refusal(lambda: ACT.perform(standing=standing, parent=parent, at=at(2026, 3, 5), data=SAID))
    assert said == ("case-joined", "AL-31")
