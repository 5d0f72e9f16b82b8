"""Reports to CoMensha: two purposes, each on a basis that stands when it is sent; corrected, and withdrawn."""

import hashlib
import json
from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from audit.models import Entry
from config.encryption import secret
from intake import age, comensha, comensha_send, consent_correction
from intake.models import ComenshaMessage, ComenshaReport, Consent, ConsentStatement
from partners import involving
from partners.actors import of_person
from partners.errors import NotFound
from partners.grounds import Ground
from partners.models import Notice
from policy import comensha as policy
from residence import birth_date
from tests.houses import perform, refusal
from tests.intake.consenting import answer, ask, child, given
from tests.intake.reporting import draft, how_far, now, send

__all__ = ["answer", "ask", "child", "draft", "given", "now", "send"]
pytestmark = pytest.mark.django_db
LATER = date(2026, 3, 6)


def payload(message):
    return json.loads(str(ComenshaMessage.objects.get(pk=message.pk).payload))


@pytest.mark.requirement("INV-27", "S001-15", "B-03")
def test_without_consent_a_draft_is_blocked_and_with_it_it_is_sent_once(child, ask, answer, draft, send, now, cast):
    case = child()
    row = draft(case)
    assert how_far(row, now) == "BLOCKED"
    assert refusal(lambda: send(row)) == ("consent-not-asked", "INV-27")
    consent = ask(case)
    assert refusal(lambda: send(row)) == ("consent-asked", "INV-27")
    answer(consent, "view", says="AGREES")
    answer(consent, "sign", capacity="GUARDIAN", hour=14)
    assert how_far(row, now) == "READY"
    message = send(row)
    assert (how_far(row, now), message.consent_id, message.basis) == ("SENT", consent.pk, "CONSENT")
    assert refusal(lambda: send(row))[0] == "report-sent"
    changed = {"exploitation_forms": ["LABOUR"], "by": cast.guardian, "at": now}
    assert refusal(lambda: comensha.change(report=row, **changed)) == ("report-sent", "C3.9")


@pytest.mark.requirement("B-01", "B-05", "S001-19")
def test_what_is_sent_is_enough_to_count_and_says_not_who_it_is(given, draft, send):
    message = send(draft(given.case))
    told = payload(message)
    assert told.keys() == {
        "message", "report", "number", "what", "sentAt", "kind", "basis", "reporter", "exploitationForms", "victim",
        "age", "ageGroup", "sex", "nationality",
    }  # fmt: skip
    assert (told["age"], told["ageGroup"], told["sex"], told["nationality"]) == (15, "MINOR", "F", "ER")
    assert told["reporter"] == {"name": "NIDOS (test)", "type": "NIDOS"}
    text = str(ComenshaMessage.objects.get().payload)
    assert message.payload_hash == hashlib.sha256(text.encode()).hexdigest()
    for known in ("Semhar", "Tesfay", "2011", str(given.case_id), given.case.reference):
        assert known not in text


@pytest.mark.requirement("B-05", "EC-27")
def test_an_unknown_age_is_a_column_of_its_own_and_a_contested_one_counts_as_a_minor(
    child, cast, at, draft, send, now
):
    case = child(born=None)
    row = draft(case, basis="POLICE_DUTY", by=cast.avim)
    assert (payload(send(row, by=cast.avim))["age"], payload(row.messages.get())["ageGroup"]) == (None, "UNKNOWN")
    other = child(born=date(2007, 1, 1), given_names="Luam", family_name="Haile")
    row = draft(other, basis="POLICE_DUTY", by=cast.avim)
    assert payload(send(row, by=cast.avim))["ageGroup"] == "ADULT"
    age.contest(case=other, contest_reason="Jonger.", by=cast.guardian, at=now)
    send(row, "correct", by=cast.avim)
    last = row.messages.latest("number")
    assert (last.what, payload(last)["age"], payload(last)["ageGroup"]) == ("CORRECTION", None, "MINOR")


@pytest.mark.requirement("B-01", "B-03", "B-04")
def test_a_request_for_shelter_has_a_consent_of_its_own_and_says_more(given, ask, answer, draft, send, now, cast):
    row = draft(given.case, "SHELTER", situation="")
    assert refusal(lambda: send(row)) == ("consent-not-asked", "INV-27")
    other = ask(given.case, "COMENSHA_SHELTER")
    answer(other, "view", says="AGREES")
    answer(other, "sign", capacity="GUARDIAN", hour=15)
    assert how_far(row, now) == "DRAFT"
    assert refusal(lambda: send(row)) == ("not-complete", "B-01")
    comensha.change(report=row, situation="Zwanger.", by=cast.guardian, at=now)
    assert how_far(row, now) == "READY"
    assert payload(send(row))["situation"] == "Zwanger."
    assert refusal(lambda: draft(given.case, situation="Zwanger.")) == ("only-for-shelter", "B-01")
    assert refusal(lambda: draft(given.case, exploitation_forms=[]))[0] == "no-form"


@pytest.mark.requirement("INV-30", "EC-11", "B-02", "B-03")
def test_the_police_report_by_duty_whatever_the_child_said_and_never_ask_shelter(
    child, ask, answer, draft, send, cast, now
):
    case = child()
    answer(ask(case), "refuse", capacity="GUARDIAN")
    by = {"by": cast.avim}
    row = draft(case, basis="POLICE_DUTY", **by)
    assert how_far(row, now) == "READY"
    first = send(row, **by)
    assert (first.consent_id, payload(first)["basis"]) == (None, "POLICE_DUTY")
    assert refusal(lambda: draft(case, "SHELTER", basis="POLICE_DUTY", **by)) == ("shelter-needs-consent", "B-03")
    assert refusal(lambda: draft(case, "SHELTER", **by)) == ("not-your-basis", "INV-30")
    assert refusal(lambda: draft(case, basis="POLICE_DUTY")) == ("not-your-basis", "INV-30")
    own = draft(case)
    assert (how_far(own, now), refusal(lambda: send(own))) == ("BLOCKED", ("consent-refused", "S001-13"))
    assert refusal(lambda: send(row, "withdraw", **by))[0] == "not-withdrawn"


@pytest.mark.requirement("EC-11")
def test_two_reports_about_one_child_carry_the_same_pseudonym_and_those_about_two_do_not(
    given, child, draft, send, cast
):
    duty = {"basis": "POLICE_DUTY", "by": cast.avim}
    mine, theirs = send(draft(given.case)), send(draft(given.case, **duty), by=cast.avim)
    other = child(given_names="Luam", family_name="Haile", born=date(2012, 5, 5))
    another = send(draft(other, **duty), by=cast.avim)
    assert payload(mine)["victim"] == payload(theirs)["victim"] != payload(another)["victim"]


@pytest.mark.requirement("S001-17", "S001-11")
def test_the_statutory_basis_is_off_until_the_law_is_there(child, draft, monkeypatch, send, now):
    case = child()
    assert refusal(lambda: draft(case, basis="STATUTORY")) == ("no-statutory-basis", "S001-17")
    assert [row.code for row in policy.offered("NIDOS", LATER)] == ["CONSENT"]
    monkeypatch.setattr(policy, "is_in_force", lambda name, on: on >= date(2026, 3, 5))
    assert send(draft(case, basis="STATUTORY")).consent_id is None
    assert refusal(lambda: draft(case, "SHELTER", basis="STATUTORY")) == ("shelter-needs-consent", "B-03")


@pytest.mark.requirement("EC-05", "S001-23", "INV-31")
def test_against_the_childs_wish_it_is_sent_after_the_second_person_and_only_we_know_of_the_objection(
    child, ask, answer, draft, send
):
    case = child(born=date(2012, 1, 5))
    consent = ask(case)
    answer(consent, "view", says="OBJECTS")
    answer(consent, "sign", capacity="GUARDIAN", words="Nodig.", hour=14)
    row = draft(case)
    assert refusal(lambda: send(row)) == ("consent-to-confirm", "EC-05")
    answer(consent, "confirm", hour=15)
    message = send(row)
    assert message.child_objects is True
    assert "bject" not in str(message.payload)


@pytest.mark.requirement("EC-07", "INV-28")
def test_at_sixteen_the_youth_signs_and_the_objection_of_the_guardian_stops_nothing(child, ask, answer, draft, send):
    case = child(born=date(2010, 1, 5))
    consent = ask(case)
    answer(consent, "refuse", capacity="GUARDIAN")
    answer(consent, "sign", capacity="CHILD", hour=14)
    message = send(draft(case))
    assert (message.child_objects, payload(message)["age"]) == (False, 16)


@pytest.mark.requirement("EC-09", "INV-29", "B-07", "AL-25")
def test_after_a_withdrawal_only_that_is_sent_and_what_was_sent_stays(given, answer, draft, send, at, cast, now):
    row = draft(given.case)
    first = send(row)
    answer(given, "withdraw", capacity="CHILD", on=LATER)
    later = {"at": at(2026, 3, 6, 14)}
    assert refusal(lambda: send(row, "correct", exploitation_forms=["LABOUR"], **later)) == (
        "consent-withdrawn", "INV-29",
    )  # fmt: skip
    told = Notice.objects.get(kind="COMENSHA_WITHDRAWN")
    assert (told.to_role, told.case_id, told.about) == ("dpo.officer", None, row.pk)
    last = send(row, "withdraw", **later)
    assert payload(last).keys() == {"message", "report", "number", "what", "sentAt"}
    assert how_far(row, later["at"]) == "WITHDRAWAL_SENT"
    assert refusal(lambda: send(row, "withdraw", **later))[0] == "withdrawal-sent"
    assert refusal(lambda: send(row, "correct", **later))[0] == "withdrawal-sent"
    assert (payload(first)["age"], ComenshaMessage.objects.count()) == (15, 2)
    assert Entry.objects.filter(table="intake_comenshamessage", kind="CREATE").count() == 2


@pytest.mark.requirement("AL-25", "B-03", "INV-27")
def test_who_finds_that_there_is_no_form_after_sending_takes_it_back_as_well(given, draft, send, cast, at):
    row, signed = draft(given.case), ConsentStatement.objects.get(consent=given, says="SIGNS")
    send(row)
    known = {"said_on": signed.said_on, "by": cast.guardian, "at": at(2026, 3, 6)}
    named = consent_correction.correct(statement=signed, evidence="FORM", signer="P. Voogd",
                                       correction_reason="De naam ontbrak.", **known)  # fmt: skip
    assert not Notice.objects.filter(kind="COMENSHA_WITHDRAWN").exists()
    consent_correction.correct(statement=named, evidence="TESTIMONY", correction_reason="Er is geen formulier.",
                               **known | {"at": at(2026, 3, 6, 13)})  # fmt: skip
    assert Notice.objects.get(kind="COMENSHA_WITHDRAWN").about == row.pk
    assert refusal(lambda: send(row, "correct", at=at(2026, 3, 6, 14)))[0] == "consent-withdrawn"
    assert send(row, "withdraw", at=at(2026, 3, 6, 14)).what == "WITHDRAWAL"


@pytest.mark.requirement("INV-29", "B-07")
def test_a_new_consent_lets_a_new_report_go_and_never_a_correction_of_the_old_one(given, ask, answer, draft, send, at):
    row = draft(given.case)
    send(row)
    answer(given, "withdraw", capacity="GUARDIAN", on=LATER)
    again = ask(given.case, on=LATER)
    answer(again, "view", says="AGREES", on=LATER, hour=14)
    answer(again, "sign", capacity="GUARDIAN", on=LATER, hour=15)
    later = {"at": at(2026, 3, 6, 16)}
    assert refusal(lambda: send(row, "correct", exploitation_forms=["LABOUR"], **later))[0] == "consent-withdrawn"
    assert refusal(lambda: draft(given.case, **later)) == ("report-there", "S001-15")
    send(row, "withdraw", **later)
    anew = draft(given.case, **later)
    assert send(anew, **later).consent_id == again.pk


@pytest.mark.requirement("INV-27", "B-07", "AL-26")
def test_from_the_sixteenth_birthday_nothing_is_sent_on_what_a_guardian_signed_and_nothing_is_taken_back(
    given, draft, send, answer, at
):
    row, other = draft(given.case), at(2027, 2, 8)
    send(row)
    assert refusal(lambda: send(row, "correct", at=other)) == ("review-due", "INV-27")
    assert refusal(lambda: send(row, "withdraw", at=other))[0] == "not-withdrawn"
    answer(given, "refuse", capacity="CHILD", on=other.date())
    assert Notice.objects.filter(kind="COMENSHA_WITHDRAWN").count() == 1
    assert send(row, "withdraw", at=at(2027, 2, 8, 15)).what == "WITHDRAWAL"


def test_a_correction_says_something_new_or_is_not_sent(given, draft, send, cast, now):
    row = draft(given.case)
    assert refusal(lambda: send(row, "correct"))[0] == "not-sent"
    send(row)
    assert refusal(lambda: send(row, "correct")) == ("nothing-new", "C3.9")
    send(row, "correct", exploitation_forms=["SEXUAL", "LABOUR"])
    assert how_far(row, now) == "CORRECTED"
    birth_date.record(case=given.case, date=date(2012, 2, 8), source="DOCUMENT", status="OFFICIAL", by=cast.ind,
                      at=now)  # fmt: skip
    send(row, "correct")
    assert payload(row.messages.latest("number"))["age"] == 14
    assert list(row.messages.order_by("number").values_list("what", flat=True)) == [
        "REPORT", "CORRECTION", "CORRECTION",
    ]  # fmt: skip


@pytest.mark.requirement("S001-15")
def test_nobody_sends_or_changes_the_report_of_another_organisation(given, draft, send, cast, now):
    row = draft(given.case, basis="POLICE_DUTY", by=cast.avim)
    for verb in ("send", "correct", "withdraw"):
        assert refusal(lambda verb=verb: send(row, verb))[0] == "not-the-reporter"
    assert refusal(lambda: comensha.change(report=row, by=cast.guardian, at=now))[0] == "not-the-reporter"


@pytest.mark.requirement("INV-27", "INV-30", "INV-41")
def test_the_database_itself_refuses_what_must_never_be(given, draft, send, cast, now):
    row = draft(given.case)
    message = send(row)
    with pytest.raises(IntegrityError, match="never_changes"), transaction.atomic():
        message.save()
    wrong = [
        ({"basis": "POLICE_DUTY"}, "on_no_other_basis"),
        ({"reporter_kind": "AVIM"}, "on_no_other_basis"),
        ({"kind": "SHELTER", "basis": "STATUTORY"}, "with_consent_only"),
        ({"situation": secret(given.case.data_key, "Zwanger.")}, "no_condition"),
    ]
    for said, name in wrong:
        known = {"case": given.case, "kind": "REGISTRATION", "basis": "CONSENT", "reporter": row.reporter,
                 "reporter_kind": "NIDOS", "exploitation_forms": ["OTHER"], "created_at": now}  # fmt: skip
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            ComenshaReport(**known | said).save()
    for said, name in [({"consent": None}, "names_it"), ({}, "have_numbers"), ({"number": 2}, "is_the_report")]:
        known = {"case": given.case, "report": row, "what": "REPORT", "number": 1, "basis": "CONSENT",
                 "consent": given, "sent_at": now, "payload": message.payload, "payload_hash": "0" * 64,
                 "created_at": now}  # fmt: skip
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            ComenshaMessage(**known | said).save()


def test_no_answer_to_a_consent_was_changed_by_reporting(given, draft, send):
    before = list(Consent.objects.values()) + list(ConsentStatement.objects.values("id", "version"))
    send(draft(given.case))
    assert list(Consent.objects.values()) + list(ConsentStatement.objects.values("id", "version")) == before
    assert comensha_send.pseudonym(given.case) not in {str(given.case_id), given.case.reference}


@pytest.mark.requirement("S001-15", "B-02")
def test_a_named_person_of_a_reporting_organisation_reports_with_consent_and_a_colleague_does_not(
    given, people, organisations, now
):
    mentor, case = people["bo_provider.mentor"], given.case
    nidos = of_person(people["nidos.guardian"])
    involving.involve(case=case.pk, number=case.number, organisation=mentor.organisation, ground=Ground.REPORTING,
                      person=mentor, by=nidos, at=now)  # fmt: skip
    said = {"kind": "REGISTRATION", "basis": "CONSENT", "exploitation_forms": ["OTHER"]}
    row = perform(comensha.DRAFT, by=of_person(mentor), at=now, data=said, case=case.pk)
    message = perform(comensha_send.SEND, by=of_person(mentor), at=now, data={}, case=case.pk, report=row.pk)
    assert payload(message)["reporter"]["type"] == "BO_PROVIDER"
    mentor.pk, mentor.username, mentor.staff_id, mentor._state.adding = uuid4(), "colleague", "", True
    mentor.save()
    with pytest.raises(NotFound):
        perform(comensha.DRAFT, by=of_person(mentor), at=now, data=said, case=case.pk)
