"""A referral: asked of one organisation, with no more data than its purpose, on a basis, until it ends (S000-41)."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from audit.models import Entry
from intake import disclosure, referral
from intake.models import Disclosure, Referral
from intake.models.referral import Status
from partners.errors import NotAllowed, NotFound
from partners.models import Involvement, Organisation
from tests.houses import perform, refusal
from tests.intake.consenting import answer, ask, child

__all__ = ["answer", "ask", "child"]
pytestmark = [pytest.mark.django_db, pytest.mark.requirement("S000-41")]
DAY = date(2026, 3, 4)
WEIGHED = {"basis": "WEIGHTY_INTEREST", "necessity": "Haar broers zoeken haar.",
           "proportionality": "Alleen wat nodig is.", "subsidiarity": "Anders is er geen advies."}  # fmt: skip
GIVEN = {"recipient": "Dienstdoende adviseur", "data_classes": ["AGE", "FAMILY", "SIGNAL"],
         "expires_on": date(2026, 9, 4), **WEIGHED}  # fmt: skip


@pytest.fixture
def receivers(db):
    made = {
        kind: Organisation.objects.get_or_create(code=kind.lower().replace("_", "-"),
                                                 defaults={"name": kind, "kind": kind})[0]
        for kind in ("LEC_EGG", "LKHA", "RVDK", "VEILIG_THUIS", "EMM")
    }  # fmt: skip
    return made


@pytest.fixture
def refer(child, receivers, cast, at):
    def referred(to="LEC_EGG", *, case=None, on=(2026, 3, 5), given=None, **said) -> Referral:
        known = {"question": "Hoe groot is het gevaar?", "sent_on": DAY, "by": cast.guardian, "at": at(*on)}
        return referral.refer(case=case or child(), organisation=receivers[to], given=GIVEN | (given or {}),
                              **known | said)  # fmt: skip

    return referred


@pytest.fixture
def settle(cast, at):
    def settled(verb, row, *, on=(2026, 3, 6), **said) -> Referral:
        return getattr(referral, verb)(referral=row, by=cast.guardian, at=at(*on), **said)

    return settled


class TestWhatGoesAlong:
    @pytest.mark.requirement("S004-26", "S001-20")
    def test_it_is_a_disclosure_to_that_receiver_for_its_one_purpose(self, refer, receivers):
        row = refer()
        given = row.disclosure
        assert (given.organisation, given.purpose, given.given_on) == (receivers["LEC_EGG"], "PROTECTION", DAY)
        assert given.data_classes == ["AGE", "FAMILY", "SIGNAL"]
        assert Entry.objects.filter(record__in=[row.pk, given.pk], kind="CREATE", case=row.case_id).count() == 2

    @pytest.mark.requirement("S002-18", "S001-31")
    @pytest.mark.parametrize(("to", "classes"), [
        ("LKHA", ["AGE", "IDENTITY"]), ("VEILIG_THUIS", ["IDENTITY", "ADDRESS"]), ("EMM", ["SIGNAL", "AGE"]),
        ("LEC_EGG", ["STORY"]), ("RVDK", ["IDENTITY", "SCREENING"]),
    ])  # fmt: skip
    def test_more_than_the_purpose_asks_is_refused_and_nothing_is_recorded(self, refer, to, classes):
        assert refusal(lambda: refer(to, given={"data_classes": classes})) == ("more-than-asked", "S000-41")
        assert not Disclosure.objects.exists()
        assert not Referral.objects.exists()

    @pytest.mark.requirement("INV-27")
    def test_on_consent_it_takes_the_consent_for_that_receiver(self, refer, child, ask, answer, receivers):
        case = child()
        on_consent = {"basis": "CONSENT", **dict.fromkeys(("necessity", "proportionality", "subsidiarity"), "")}
        assert refusal(lambda: refer(case=case, given=on_consent)) == ("no-consent", "INV-27")
        row = ask(case, "SHARE_WITH_X", shared_with=receivers["LEC_EGG"])
        answer(row, "view", says="AGREES")
        answer(row, "sign", capacity="GUARDIAN", hour=14)
        assert refusal(lambda: refer("RVDK", case=case, given=on_consent)) == ("no-consent", "INV-27")
        assert refer(case=case, given=on_consent).disclosure.consent == row

    @pytest.mark.requirement("S001-21")
    def test_without_consent_all_three_questions_are_answered(self, refer):
        assert refusal(lambda: refer(given={"proportionality": " "})) == ("not-weighed", "S001-21")
        assert not Referral.objects.exists()

    @pytest.mark.requirement("INV-41")
    def test_what_went_along_is_put_right_within_the_referral(self, refer, receivers, cast, at):
        row = refer()
        right = {"correction_reason": "Ook het signaal niet.", "by": cast.guardian, "at": at(2026, 3, 6)}
        newer = disclosure.correct(disclosure=row.disclosure, data_classes=["AGE"], **right)
        for said, code in (({"data_classes": ["STORY"]}, "more-than-asked"),
                           ({"organisation": receivers["RVDK"]}, "another-receiver"),
                           ({"organisation": None, "organisation_name": "School"}, "another-receiver")):  # fmt: skip
            no = lambda said=said: disclosure.correct(disclosure=newer, **said, **right)  # noqa: E731
            assert refusal(no) == (code, "S000-41")


class TestAsked:
    def test_only_of_who_children_are_referred_to_and_with_a_question(self, refer, organisations, receivers):
        receivers["NIDOS"] = organisations["NIDOS"]
        assert refusal(lambda: refer("NIDOS")) == ("not-a-target", "S000-41")
        assert refusal(lambda: refer(question=" ")) == ("no-question", "S000-41")

    def test_what_is_asked_lies_encrypted(self, refer):
        refer()
        with connection.cursor() as cursor:
            cursor.execute("SELECT question FROM intake_referral")
            assert "gevaar" not in cursor.fetchone()[0]

    def test_once_at_a_time_of_each_organisation(self, refer, child, settle):
        case = child()
        row = refer(case=case)
        refer("RVDK", case=case)
        assert refusal(lambda: refer(case=case)) == ("referred-already", "S000-41")
        with pytest.raises(IntegrityError), transaction.atomic():
            Referral.objects.create(
                case=case,
                organisation=row.organisation,
                question=row.question,
                sent_on=DAY,
                disclosure=Disclosure.objects.exclude(referral=row).get(),
                created_at=row.created_at,
            )
        settle("record_answer", row, answer="DECLINED")
        assert refer(case=case).pk != row.pk

    def test_nobody_sees_the_case_by_it(self, refer, child):
        case = child()
        before = Involvement.objects.count()
        refer(case=case)
        assert Involvement.objects.count() == before

    def test_only_who_speaks_for_the_child_refers(self, child, receivers, cast, at):
        case = child()
        data = {"organisation": receivers["RVDK"], "question": "Gezag?", "given": GIVEN}
        for actor in (cast.intake, cast.avim, cast.ind, cast.coa, cast.mentor, cast.supervisor):
            with pytest.raises((NotAllowed, NotFound)):
                perform(referral.REFER, by=actor, at=at(2026, 3, 5), data=data, case=case.pk)
        assert perform(referral.REFER, by=cast.guardian, at=at(2026, 3, 5), data=data, case=case.pk).pk


class TestItsCourse:
    def test_sent_accepted_and_ended_with_what_came_of_it(self, refer, settle):
        row = refer()
        assert row.status is Status.SENT
        row = settle("record_answer", row, answer="ACCEPTED")
        assert (row.status, row.answered_on) == (Status.ACCEPTED, date(2026, 3, 6))
        assert refusal(lambda: settle("record_answer", row, answer="DECLINED"))[0] == "answered-already"
        row = settle("end", row, on=(2026, 4, 2), outcome="ADVICE", outcome_note="Niet terug naar de stad.")
        assert (row.status, row.ended_on, str(row.outcome_note)) == (
            Status.ENDED, date(2026, 4, 2), "Niet terug naar de stad.",
        )  # fmt: skip
        assert refusal(lambda: settle("end", row, outcome="HELPED"))[0] == "ended-already"

    def test_declined_it_has_ended(self, refer, settle):
        row = settle("record_answer", refer(), answer="DECLINED")
        assert row.status is Status.DECLINED
        assert refusal(lambda: settle("end", row, outcome="NOTHING"))[0] == "ended-already"

    @pytest.mark.parametrize(("outcome", "code"), [
        ("ADVICE", "not-answered"), ("HELPED", "not-answered"), ("INVESTIGATED", "not-answered"), ("WITHDRAWN", ""),
        ("NOTHING", ""),
    ])  # fmt: skip
    def test_without_an_answer_it_is_taken_back_or_comes_to_nothing(self, refer, settle, outcome, code):
        row = refer()
        if code:
            assert refusal(lambda: settle("end", row, outcome=outcome))[0] == code
        else:
            assert settle("end", row, outcome=outcome).status is Status.ENDED

    @pytest.mark.parametrize("day", [date(2026, 3, 3), date(2026, 3, 7)])
    def test_no_day_before_it_was_sent_or_after_today(self, refer, settle, day):
        row = refer()
        assert refusal(lambda: settle("record_answer", row, answer="ACCEPTED", answered_on=day))[0] == "day-impossible"
        assert refusal(lambda: settle("end", row, outcome="NOTHING", ended_on=day))[0] == "day-impossible"
