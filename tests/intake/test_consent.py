"""Consent: asked for one purpose, answered by who must sign at that age, never changed, and a no costs nothing."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from audit import ledger
from audit.models import Entry, Kind
from intake import age, consent, consent_answer, consent_correction, majority
from intake.models import Consent, ConsentStatement
from partners.errors import NotAllowed, NotFound
from partners.models import Notice
from residence import birth_date
from shelter import rest_timing
from shelter.models import Indication, Placement
from tests.houses import admit, indicate, make_house, perform, place, refusal
from tests.intake.consenting import DAY, answer, ask, child, given, race, scanned, state

__all__ = ["admit", "answer", "ask", "child", "given", "indicate", "make_house", "place"]
pytestmark = pytest.mark.django_db
BORN_14, BORN_16 = date(2012, 1, 5), date(2010, 1, 5)


@pytest.mark.requirement("S001-15", "S001-16", "INV-31")
def test_the_child_is_heard_first_and_then_its_guardian_signs(child, ask, answer):
    row = ask(child())
    assert state(row) == "ASKED"
    assert refusal(lambda: answer(row, "sign", capacity="GUARDIAN")) == ("child-not-heard", "INV-31")
    answer(row, "view", says="NO_OPINION", on=date(2026, 3, 4))
    late = {"said_on": DAY, "on": date(2026, 3, 4)}
    assert refusal(lambda: answer(row, "sign", capacity="GUARDIAN", **late))[0] == "child-not-heard"
    answer(row, "sign", capacity="PARENT", on=date(2026, 3, 4))
    assert state(row, date(2026, 3, 4)) == "GIVEN"
    assert refusal(lambda: answer(row, "view", says="AGREES", on=date(2026, 3, 4)))[0] == "consent-given"


@pytest.mark.requirement("EC-05", "S001-23")
def test_against_the_wish_of_a_child_of_fourteen_with_a_reason_and_a_second_person(child, ask, answer, cast):
    row = ask(child(born=BORN_14))
    answer(row, "view", says="OBJECTS", words="Ik wil niet op een lijst.")
    assert refusal(lambda: answer(row, "sign", capacity="GUARDIAN")) == ("no-reason", "EC-05")
    answer(row, "sign", capacity="GUARDIAN", words="Zonder melding is er geen plek.", hour=14)
    assert state(row) == "TO_CONFIRM"
    assert refusal(lambda: answer(row, "confirm", by=cast.guardian))[0] == "only-supervisor"
    assert refusal(lambda: answer(row, "confirm", words=" "))[0] == "no-reason"
    answer(row, "confirm", hour=15)
    assert state(row) == "GIVEN"
    assert refusal(lambda: answer(row, "confirm", hour=16))[0] == "consent-given"
    assert [str(each.words) for each in row.statements.filter(says="OBJECTS")] == ["Ik wil niet op een lijst."]


@pytest.mark.requirement("EC-05")
def test_nobody_confirms_what_they_recorded_themselves(child, ask, answer, cast):
    row = ask(child(born=BORN_14))
    answer(row, "view", says="OBJECTS", by=cast.supervisor)
    answer(row, "sign", capacity="GUARDIAN", words="Nodig.", hour=14)
    assert refusal(lambda: answer(row, "confirm", hour=15))[0] == "own-request"


@pytest.mark.requirement("EC-06", "INV-28", "S001-13")
def test_at_sixteen_a_guardian_signs_in_vain_and_a_refusal_stands(child, ask, answer):
    row = ask(child(born=BORN_16))
    answer(row, "refuse", capacity="CHILD")
    assert state(row) == "REFUSED"
    assert refusal(lambda: answer(row, "sign", capacity="GUARDIAN"))[0] == "consent-refused"
    other = ask(row.case, "COMENSHA_SHELTER")
    answer(other, "view", says="AGREES")
    assert refusal(lambda: answer(other, "sign", capacity="GUARDIAN"))[0] == "not-the-signer"


@pytest.mark.requirement("EC-07")
def test_at_sixteen_the_child_signs_and_the_objection_of_the_guardian_is_kept(child, ask, answer):
    row = ask(child(born=BORN_16))
    objection = answer(row, "refuse", capacity="GUARDIAN")
    answer(row, "sign", capacity="CHILD", hour=14)
    assert (objection.says, state(row)) == ("OBJECTS", "GIVEN")


@pytest.mark.requirement("EC-01", "INV-28")
def test_from_eighteen_the_adult_signs(child, ask, answer):
    row = ask(child(born=date(2008, 3, 3)))
    assert refusal(lambda: answer(row, "sign", capacity="GUARDIAN"))[0] == "not-the-signer"
    answer(row, "sign", capacity="CHILD")
    assert state(row) == "GIVEN"


@pytest.mark.requirement("B-07", "AL-26")
@pytest.mark.parametrize(("day", "expected"), [(date(2027, 2, 7), "GIVEN"), (date(2027, 2, 8), "REVIEW_DUE")])
def test_what_a_guardian_signed_is_reviewed_on_the_sixteenth_birthday(given, day, expected):
    assert state(given, day) == expected


@pytest.mark.requirement("B-07", "AL-26")
def test_the_youth_signs_anew_and_then_nothing_is_due_at_eighteen(given, answer):
    day = date(2027, 2, 9)
    answer(given, "sign", capacity="CHILD", on=day)
    assert state(given, day) == state(given, date(2029, 2, 8)) == "GIVEN"


@pytest.mark.requirement("EC-27", "D-5")
def test_while_an_age_is_contested_or_unknown_both_sign(child, ask, answer, cast, at):
    case = child(born=None)
    row = ask(case)
    answer(row, "sign", capacity="CHILD")
    assert state(row) == "ASKED"
    answer(row, "sign", capacity="GUARDIAN", hour=14)
    assert state(row) == "GIVEN"


def test_a_corrected_birth_date_asks_a_review_and_makes_nothing_undone(given, cast, at):
    birth_date.record(case=given.case, date=BORN_16, source="DOCUMENT", status="OFFICIAL", by=cast.ind,
                      at=at(2026, 3, 10))  # fmt: skip
    assert (state(given, date(2026, 3, 9)), state(given, date(2026, 3, 10))) == ("GIVEN", "REVIEW_DUE")


@pytest.mark.requirement("B-07")
@pytest.mark.parametrize("capacity", ["CHILD", "GUARDIAN", "PARENT"])
def test_either_withdraws_at_any_time_and_it_does_not_come_back(given, answer, capacity, cast, at):
    row = answer(given, "withdraw", capacity=capacity, on=date(2026, 3, 4))
    day = date(2026, 3, 4)
    assert state(given, day) == "WITHDRAWN"
    for verb, said in (("sign", {"capacity": "GUARDIAN"}), ("view", {"says": "AGREES"}),
                       ("withdraw", {"capacity": "CHILD"})):  # fmt: skip
        assert refusal(lambda verb=verb, said=said: answer(given, verb, on=day, **said))[0] == "consent-withdrawn"
    assert refusal(lambda: put_right(row, cast, at))[0] == "not-corrected"


def put_right(row: ConsentStatement, cast: Any, at: Callable[..., Any], **said: Any) -> ConsentStatement:
    known = {"said_on": row.said_on, "evidence": row.evidence, "correction_reason": "Verkeerde dag.",
             "by": cast.guardian, "at": at(2026, 3, 5)}  # fmt: skip
    return consent_correction.correct(statement=row, **known | said)


@pytest.mark.requirement("B-03", "B-06")
def test_the_word_of_a_worker_is_kept_and_is_no_proof(child, ask, answer, cast, at):
    row = ask(child())
    answer(row, "view", says="AGREES")
    told = answer(row, "sign", capacity="GUARDIAN", evidence="TESTIMONY", hour=14)
    assert state(row) == "ASKED"
    assert refusal(lambda: put_right(told, cast, at, evidence="FORM")) == ("no-scan", "S001-15")
    scan = scanned(row, by=cast.guardian, at=at(2026, 3, 4))
    proof = put_right(told, cast, at, evidence="FORM", document=scan, signer="P. guardian")
    assert (state(row), proof.corrects_id, proof.version) == ("GIVEN", told.pk, 1)
    assert refusal(lambda: put_right(told, cast, at))[0] == "corrected-already"


@pytest.mark.requirement("S001-15", "B-03")
def test_a_signed_form_is_proof_only_with_the_scan_of_it(child, ask, answer, cast, at):
    row, other = ask(child()), ask(child(given_names="Yonas", family_name="Haile", born=date(2011, 5, 5)))
    answer(row, "view", says="AGREES")

    def signed(code, **said):
        assert refusal(lambda: answer(row, "sign", capacity="GUARDIAN", hour=14, **said)) == (code, "S001-15")

    known = {"by": cast.guardian, "at": at(2026, 3, 3)}
    signed("no-scan", document=None)
    signed("scan-of-another", document=scanned(other, **known))
    signed("scan-of-another", document=scanned(row, kind="WITHDRAWAL", **known))
    signed("scan-of-no-form", document=scanned(row, **known), evidence="TESTIMONY")
    assert state(row) == "ASKED"
    answer(row, "sign", capacity="GUARDIAN", hour=14, document=scanned(row, **known))
    assert state(row) == "GIVEN"


@pytest.mark.requirement("S001-15")
def test_the_database_keeps_no_signed_form_without_its_scan(given, cast, at):
    bare = {"case": given.case, "consent": given, "says": "SIGNS", "capacity": "GUARDIAN", "said_on": DAY}
    with pytest.raises(IntegrityError, match="a_signed_form_has_its_scan"), transaction.atomic():
        ledger.record(ConsentStatement(**bare, evidence="FORM"), by=cast.guardian, at=at(2026, 3, 4))
    ledger.record(ConsentStatement(**bare, evidence="TESTIMONY"), by=cast.guardian, at=at(2026, 3, 4))


@pytest.mark.requirement("S001-15")
def test_another_scan_of_the_same_form_takes_the_place_of_a_bad_one(given, cast, at):
    signed, better = given.statements.get(says="SIGNS"), scanned(given, by=cast.guardian, at=at(2026, 3, 4))
    assert put_right(signed, cast, at).document == signed.document
    newer = given.statements.get(corrects=signed)
    assert put_right(newer, cast, at, document=better).document == better
    assert state(given) == "GIVEN"


@pytest.mark.requirement("INV-41")
def test_a_correction_is_a_new_row_under_the_same_rules(given, cast, at):
    signed = given.statements.get(says="SIGNS")
    early = {"said_on": date(2026, 3, 2)}
    assert refusal(lambda: put_right(signed, cast, at, **early))[0] == "day-impossible"
    assert refusal(lambda: put_right(signed, cast, at, correction_reason=" "))[0] == "no-reason"
    view = given.statements.get(says="AGREES")
    put_right(signed, cast, at, evidence="TESTIMONY")
    assert (state(given), given.statements.count()) == ("ASKED", 3)
    assert view.corrects_id is None


@pytest.mark.requirement("INV-41", "S001-15")
def test_the_database_itself_changes_no_answer_and_no_asking(given, cast, at):
    for model in (Consent, ConsentStatement):
        row = model.objects.filter(case=given.case_id).first()
        with pytest.raises(IntegrityError, match="never_change"), transaction.atomic():
            row.save()


@pytest.mark.requirement("S001-22", "S001-23")
def test_after_a_refusal_it_is_asked_again_after_two_weeks_or_by_their_own_wish(child, ask, answer):
    row = ask(child())
    answer(row, "refuse", capacity="GUARDIAN")
    day = date(2026, 3, 17)
    assert refusal(lambda: ask(row.case, on=day)) == ("asked-too-soon", "S001-22")
    with transaction.atomic():
        ask(row.case, on=day, own_wish=True)
        transaction.set_rollback(True)
    again = ask(row.case, on=date(2026, 3, 18))
    assert refusal(lambda: answer(row, "withdraw", capacity="CHILD", on=date(2026, 3, 18)))[0] == "asked-anew"
    assert state(again) == "ASKED"


@pytest.mark.requirement("S001-15", "B-03")
def test_each_purpose_and_each_receiver_is_asked_by_itself_and_once(given, ask, organisations):
    day = date(2026, 3, 4)
    assert refusal(lambda: ask(given.case, on=day))[0] == "consent-open"
    ask(given.case, "COMENSHA_SHELTER", on=day)
    for kind in ("COA", "GGD"):
        ask(given.case, "SHARE_WITH_X", shared_with=organisations[kind], on=day)
    assert refusal(lambda: ask(given.case, "SHARE_WITH_X", on=day))[0] == "with-whom"
    assert refusal(lambda: ask(given.case, "MEDICAL", shared_with=organisations["COA"], on=day))[0] == "with-whom"


@pytest.mark.parametrize(("said", "code"), [
    ({"explained_on": date(2026, 3, 4)}, "day-impossible"), ({"explained_by": " "}, "not-explained"),
    ({"interpreter": False}, "no-interpreter"), ({"form_language": "ti"}, "form-is-a-concept"),
])  # fmt: skip
def test_what_was_explained_fits_together_and_in_a_text_an_office_stands_for(child, ask, said, code):
    assert refusal(lambda: ask(child(), **said))[0] == code


@pytest.mark.requirement("S001-13", "S001-22", "S001-24")
@pytest.mark.parametrize("no", ["refuse", "withdraw"])
def test_a_no_changes_nothing_in_shelter(no, ask, answer, admit, at):
    case = admit(at(2026, 3, 3, 8))
    row = ask(case)
    if no == "withdraw":
        answer(row, "view", says="AGREES")
        answer(row, "sign", capacity="GUARDIAN", hour=14)
    before = {model: list(model.objects.order_by("pk").values()) for model in (Placement, Indication, Notice)}
    answer(row, no, capacity="GUARDIAN", hour=15)
    for model, rows in before.items():
        assert list(model.objects.order_by("pk").values()) == rows, model
    assert set(Entry.objects.filter(case=case.pk).order_by("-id").values_list("table", flat=True)[:1]) == {
        "intake_consentstatement"
    }


@pytest.mark.requirement("S001-22")
def test_who_asks_is_warned_while_the_child_rests_and_may_still_ask(ask, admit, cast, at):
    case = admit(at(2026, 3, 3, 8))
    assert len(rest_timing.advise_consent(case, cast.guardian, at(2026, 3, 4))) == 2
    assert len(rest_timing.advise_consent(case, cast.guardian, at(2026, 6, 4))) == 1
    assert len(rest_timing.advise_consent(case, cast.ggd, at(2026, 3, 4))) == 1
    assert ask(case, on=date(2026, 3, 4)).pk


@pytest.mark.requirement("S001-19")
def test_only_who_may_asks_and_answers(given, cast, at):
    said = {"capacity": "CHILD", "said_on": date(2026, 3, 4)}
    for name in ("intake", "avim", "ind", "coa", "mentor", "supervisor"):
        with pytest.raises((NotAllowed, NotFound)):
            perform(consent_answer.WITHDRAW, by=getattr(cast, name), at=at(2026, 3, 4), data=said,
                    case=given.case_id, consent=given.pk)  # fmt: skip
    perform(consent_answer.WITHDRAW, by=cast.guardian, at=at(2026, 3, 4), data=said, case=given.case_id,
            consent=given.pk)  # fmt: skip
    assert Entry.objects.filter(kind=Kind.CREATE, table="intake_consentstatement").count() == 3


@pytest.mark.django_db(transaction=True)
class TestAtTheSameTime:
    def test_of_many_who_ask_one_asks(self, child, ask, answer):
        case = child()
        first = ask(case)
        answer(first, "refuse", capacity="GUARDIAN")
        day = date(2026, 4, 1)

        def ask_and_hear() -> Any:
            with transaction.atomic():
                row = ask(case, on=day)
                return answer(row, "view", says="AGREES", on=day)

        found = race(*[ask_and_hear] * 6)
        assert found.count("consent-open") == 5
        assert Consent.objects.filter(case=case).count() == 2

    @pytest.mark.requirement("INV-29", "B-07")
    def test_nothing_is_confirmed_or_signed_on_after_it_was_withdrawn(self, child, ask, answer):
        row = ask(child(born=BORN_14))
        answer(row, "view", says="OBJECTS")
        answer(row, "sign", capacity="GUARDIAN", words="Nodig.", hour=14)
        found = race(
            lambda: answer(row, "withdraw", capacity="CHILD", hour=15), lambda: answer(row, "confirm", hour=15)
        )
        assert not isinstance(found[0], str)
        assert state(row) == "WITHDRAWN"


def test_who_is_contested_counts_as_no_certain_age(child, cast, at):
    case = child(born=date(2008, 3, 3))
    age.contest(case=case, contest_reason="Jonger.", by=cast.guardian, at=at(2026, 3, 4))
    known = majority.of_case(case)
    assert [consent.age_on(known, DAY), consent.age_on(known, date(2026, 3, 4))] == [18, None]
