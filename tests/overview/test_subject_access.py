"""A child asks for its data: who may ask, within which term, what is decided, judged and given (GDPR art. 12, 15)."""

import base64
import hashlib
import json
import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry, Kind
from intake import child, family, signal, subject_request
from intake.models import SubjectRequest, SubjectText
from overview import desk, subject_copy, subject_page, subject_tasks, subject_texts
from partners.errors import RuleBroken
from partners.models import Notice
from tests.overview.conftest import NOTE, text, url
from tests.overview.test_subject_copy import asked, given, keep_all

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("S001-20")]
NOW = timezone.now
PAGE = "admin:subject_requests"


def record(case, by, **said):
    known = {"asked_by": "CHILD", "identified_by": "KNOWN", "received_on": timezone.localdate()} | said
    return subject_request.record(case=case, by=by, at=NOW(), **known)


def refused(call, code):
    with pytest.raises(RuleBroken) as refusal:
        call()
    assert refusal.value.code == code


class TestAsking:
    def test_the_guardian_writes_it_down_and_the_officer_hears_of_it_without_the_case(self, known_child, cast, people):
        row = record(known_child(), cast.guardian)
        told = Notice.objects.get(about=row.pk)
        assert (told.to_role, told.case_id, told.to_organisation) == (
            "dpo.officer", None, people["dpo.officer"].organisation)  # fmt: skip

    @pytest.mark.parametrize(("said", "code"), [
        ({"asked_by": "PARENT"}, "no-asker"),
        ({"received_on": date(2016, 1, 1)}, "day-impossible"),
        ({"received_on": date(2099, 1, 1)}, "day-impossible"),
    ])  # fmt: skip
    def test_who_asks_and_when_must_fit(self, known_child, cast, said, code):
        case = known_child()
        refused(lambda: record(case, cast.guardian, **said), code)
        assert not SubjectRequest.objects.exists()

    def test_from_eighteen_on_nobody_asks_for_the_youth_but_its_lawyer(self, open_case, cast):
        case = open_case(born=timezone.localdate() - timedelta(days=19 * 366))
        for who in ("PARENT", "GUARDIAN"):
            refused(lambda who=who: record(case, cast.guardian, asked_by=who, asker="A. B."), "of-age")
        assert record(case, cast.guardian, asked_by="LAWYER", asker="Mr. C.").pk

    def test_of_the_same_asker_one_at_a_time(self, known_child, cast):
        case = known_child()
        record(case, cast.guardian)
        refused(lambda: record(case, cast.guardian), "asked-already")
        assert record(case, cast.guardian, asked_by="LAWYER", asker="Mr. C.").pk

    def test_the_officer_writes_down_what_came_by_letter_by_the_number_of_the_case(self, known_child, cast):
        case = known_child()
        said = {"asked_by": "PARENT", "asker": "A. B.", "identified_by": "DOCUMENT",
                "received_on": timezone.localdate(), "at": NOW()}  # fmt: skip
        row = subject_request.receive(named=case.reference, by=cast.dpo, **said)
        assert row.case == case
        refused(lambda: subject_request.receive(named="BO-1900-1", by=cast.dpo, **said), "no-such-case")
        refused(lambda: subject_request.receive(named=case.reference, by=cast.guardian, **said), "not-answering")


class TestTheTerm:
    def test_a_month_and_three_when_it_was_said_in_time(self, known_child, cast):
        row = record(known_child(), cast.guardian, received_on=date(2026, 10, 31))
        assert subject_request.due_on(row) == date(2026, 11, 30)
        row = subject_request.extend(subject_request=row, longer_because="COMPLEX", by=cast.dpo, at=NOW())
        assert subject_request.due_on(row) == date(2027, 1, 31)
        refused(lambda: subject_request.extend(subject_request=row, longer_because="MANY", by=cast.dpo, at=NOW()),
                "extended-already")  # fmt: skip

    def test_after_the_month_it_is_not_extended_any_more_nor_by_anybody_else(self, known_child, cast):
        late = record(known_child(), cast.guardian, received_on=date(2026, 3, 2))
        call = {"subject_request": late, "longer_because": "MANY", "at": NOW()}
        refused(lambda: subject_request.extend(by=cast.dpo, **call), "too-late")
        refused(lambda: subject_request.extend(by=cast.guardian, **call), "not-answering")

    def test_it_stands_on_the_desk_of_the_officer_until_it_is_answered(self, known_child, cast):
        def tasks():
            return [item.what for item in desk.load(cast.dpo, NOW()).items]

        row = record(known_child(), cast.guardian)
        assert any("decideren" in each or "beslissen" in each for each in tasks())
        subject_request.decide(subject_request=row, decision="GRANTED", by=cast.dpo, at=NOW())
        assert any("elke tekst beoordelen" in each for each in tasks())
        subject_texts.collect(subject_request=row, by=cast.dpo, at=NOW())
        keep_all(row, cast)
        given(row, cast)
        assert tasks() == []
        assert subject_tasks.waiting(cast.guardian) == []


class TestDeciding:
    @pytest.mark.parametrize(("said", "code"), [
        ({"decision": ""}, "no-decision"),
        ({"decision": "REFUSED"}, "no-ground"),
        ({"decision": "REFUSED", "ground": "SAFETY"}, "no-ground"),
        ({"decision": "LIMITED", "decision_words": "Nee."}, "no-ground"),
        ({"decision": "LIMITED", "ground": "EXCESSIVE", "decision_words": "Nee."}, "ground-of-refusal"),
        ({"decision": "GRANTED", "ground": "SAFETY"}, "ground-of-nothing"),
    ])  # fmt: skip
    def test_a_refusal_has_a_ground_of_the_law_and_reasons_and_a_grant_has_none(self, known_child, cast, said, code):
        row = record(known_child(), cast.guardian)
        refused(lambda: subject_request.decide(subject_request=row, by=cast.dpo, at=NOW(), **said), code)

    def test_who_wrote_it_down_hears_that_it_was_decided(self, known_child, cast, people):
        row = record(known_child(), cast.guardian)
        subject_request.decide(subject_request=row, decision="REFUSED", ground="NOT_ENTITLED",
                               decision_words="Geen gezag.", by=cast.dpo, at=NOW())  # fmt: skip
        told = Notice.objects.get(about=row.pk, kind="SUBJECT_DECIDED")
        assert (told.to_role, told.case_id) == ("nidos.guardian", row.case_id)
        refused(lambda: subject_request.decide(subject_request=row, decision="GRANTED", by=cast.dpo, at=NOW()),
                "decided-already")  # fmt: skip

    def test_of_a_refusal_nothing_is_listed_judged_or_given_and_it_is_told(self, known_child, cast):
        row = record(known_child(), cast.guardian)
        refused(lambda: subject_texts.collect(subject_request=row, by=cast.dpo, at=NOW()), "not-granted")
        row = subject_request.decide(subject_request=row, decision="REFUSED", ground="SAFETY", decision_words="Nee.",
                                     by=cast.dpo, at=NOW())  # fmt: skip
        for call in (subject_texts.collect, subject_copy.give):
            refused(lambda call=call: call(subject_request=row, by=cast.dpo, at=NOW()), "not-granted")
        day = timezone.localdate()
        refused(lambda: subject_request.tell(subject_request=row, told_on=day + timedelta(days=1), by=cast.dpo,
                                             at=NOW()), "day-impossible")  # fmt: skip
        row = subject_request.tell(subject_request=row, told_on=day, by=cast.dpo, at=NOW())
        assert not subject_request.is_open(row)
        refused(lambda: subject_request.tell(subject_request=row, told_on=day, by=cast.dpo, at=NOW()),
                "nothing-to-tell")  # fmt: skip


class TestJudging:
    @pytest.fixture
    def note(self, known_child, cast) -> SubjectText:
        row = asked(known_child(), cast)
        return row.texts.filter(column="note").first()

    @pytest.mark.parametrize(("said", "code"), [
        ({"verdict": ""}, "no-verdict"),
        ({"verdict": "KEPT", "text": "Anders."}, "kept-but-changed"),
        ({"verdict": "KEPT", "why": "OTHERS"}, "kept-but-changed"),
        ({"verdict": "SHORTENED", "text": "Anders."}, "no-ground"),
        ({"verdict": "SHORTENED", "text": NOTE, "why": "OTHERS"}, "not-changed"),
        ({"verdict": "SHORTENED", "text": " ", "why": "OTHERS"}, "not-changed"),
        ({"verdict": "LEFT_OUT"}, "no-ground"),
        ({"verdict": "LEFT_OUT", "why": "EXCESSIVE"}, "no-ground"),
    ])  # fmt: skip
    def test_a_verdict_its_words_and_its_ground_fit_together(self, note, cast, said, code):
        refused(lambda: subject_texts.judge(subject_text=note, by=cast.dpo, at=NOW(), **said), code)
        assert SubjectText.objects.get(pk=note.pk).verdict == ""

    def test_nobody_but_the_officer_who_answers_judges(self, note, cast):
        refused(lambda: subject_texts.judge(subject_text=note, verdict="KEPT", by=cast.guardian, at=NOW()),
                "not-answering")  # fmt: skip

    def test_nothing_leaves_before_all_is_judged_also_what_was_written_since(self, note, cast, raise_signal):
        row = note.request
        refused(lambda: given(row, cast), "not-all-judged")
        keep_all(row, cast)
        raise_signal(row.case, detail="Later geschreven.")
        refused(lambda: given(row, cast), "not-all-judged")
        assert not Entry.objects.filter(kind=Kind.EXPORT).exists()
        subject_texts.collect(subject_request=row, by=cast.dpo, at=NOW())
        keep_all(row, cast)
        assert "Later geschreven." in given(row, cast).content.file().decode()

    def test_a_text_in_other_words_goes_along_so_with_the_ground_and_lies_encrypted(self, note, cast):
        shorter = subject_texts.judge(subject_text=note, verdict="SHORTENED", text="Ze sliep ergens.", why="SAFETY",
                                      by=cast.dpo, at=NOW())  # fmt: skip
        keep_all(note.request, cast)
        content = given(note.request, cast).content
        values = [value for topic in content.topics for line in topic.lines for value in line.values]
        assert [value.says for value in values if value.why] == ["Ze sliep ergens."]
        assert "bescherming van de betrokkene" in [value.why for value in values if value.why][0]
        assert str(shorter.text) == "Ze sliep ergens."


class TestTheCopy:
    def test_nobody_else_stands_in_it(self, known_child, open_case, cast, people):
        """Another child, who raised a signal, the house and its address, and every name of a colleague."""
        case = known_child()
        other = open_case(given_names="Vreemdkind", family_name="Elders")
        family.record(case=case, kind="SIBLING", other_case=other, by=cast.intake, at=NOW())
        signal.report(case=case, kinds=["ABUSE"], summary="Blauwe plek.", by=cast.kmar, at=NOW())
        row = asked(case, cast)
        keep_all(row, cast)
        file = given(row, cast).content.file().decode()
        assert "Blauwe plek." in file
        assert "Semhar" in file
        names = [person.name for person in people.values()]
        organisations = [people[role].organisation.name for role in ("kmar.reporter", "bo_provider.mentor")]
        secret = ["Vreemdkind", *organisations, f"Huis {case.reference}", *names]
        assert [each for each in secret if each in file] == []

    def test_what_it_was_before_is_in_it_too(self, known_child, cast):
        case = known_child()
        child.correct(child=case.child, given_names="Selam", correction={"kind": "UNTRUE", "reason": "Zei ze."},
                      by=cast.guardian, at=NOW())  # fmt: skip
        row = asked(case, cast)
        keep_all(row, cast)
        [names] = [value for topic in given(row, cast).content.topics if topic.kind == "intake.child"
                   for line in topic.lines for value in line.values if value.name == "given_names"]  # fmt: skip
        assert (names.says, names.before) == ("Selam", ["Semhar"])

    def test_who_received_what_is_said_by_organisation(self, known_child, cast, people):
        row = asked(known_child(), cast)
        keep_all(row, cast)
        found = {each.name: each.ways for each in given(row, cast).content.recipients}
        avim = found[people["avim.officer"].organisation.name]
        assert any(way.startswith("betrokken: aanmelding") for way in avim)
        ind = found[people["ind.officer"].organisation.name]
        assert any(way.startswith("ingelicht op") and "Er is een signaal gemeld" in way for way in ind)
        assert people["kmar.reporter"].organisation.name not in found

    def test_the_fingerprint_is_that_of_the_file_and_the_ledger_says_that_it_left(self, known_child, cast, at_screen):
        row = asked(known_child(), cast)
        keep_all(row, cast)
        page = text(at_screen("dpo").post(reverse("admin:subject_copy", args=[row.pk])))
        file = base64.b64decode(re.search(r"data:application/json;base64,([^\"]+)", page)[1])
        row.refresh_from_db()
        assert row.content_hash == hashlib.sha256(file).hexdigest()
        assert row.content_hash in page
        assert json.loads(file)["child"] == "Semhar Tesfay"
        entry = Entry.objects.get(kind=Kind.EXPORT)
        assert (entry.record, entry.case, entry.version) == (row.pk, row.case_id, row.version)
        assert {"IDENTITY", "CONVERSATION_NOTE"} <= set(entry.data_classes)


class TestAtTheScreen:
    def test_only_the_officer_who_answers_gets_there(self, known_child, cast, at_screen):
        row = asked(known_child(), cast)
        one = row.texts.first()
        for who in ("guardian", "supervisor", "intake", "avim", "administrator"):
            browser = at_screen(who)
            assert browser.get(reverse(PAGE)).status_code == 403, who
            assert browser.post(reverse("admin:subject_copy", args=[row.pk])).status_code == 403, who
            judge = reverse("admin:nested_free_act", args=[subject_texts.JUDGE.name, one.pk])
            assert browser.get(judge).status_code in (403, 404), who
        assert at_screen("dpo").get(reverse(PAGE)).status_code == 200

    def test_a_text_is_shown_to_be_judged_and_that_is_written_down_in_the_case(self, known_child, cast, at_screen):
        row = asked(known_child(), cast)
        note = row.texts.filter(column="note").first()
        page = text(at_screen("dpo").get(reverse("admin:nested_free_act", args=[subject_texts.JUDGE.name, note.pk])))
        assert NOTE in page
        seen = Entry.objects.filter(kind=Kind.READ, case=row.case_id, record=note.record).latest("id")
        assert seen.data_classes == ["CONVERSATION_NOTE"]

    def test_only_a_scan_is_handed_out_as_one(self, known_child, cast, at_screen):
        note = asked(known_child(), cast).texts.filter(column="note").first()
        assert at_screen("dpo").get(reverse("admin:subject_scan", args=[note.pk])).status_code == 404
        denied = Entry.objects.filter(kind=Kind.DENIAL).values_list("role", "reason")
        assert [(role, reason[:3]) for role, reason in denied] == [("dpo.officer", "404")]

    def test_it_is_judged_and_given_by_button(self, known_child, cast, at_screen):
        row = asked(known_child(), cast)
        browser = at_screen("dpo")
        for each in row.texts.all():
            where = reverse("admin:nested_free_act", args=[subject_texts.JUDGE.name, each.pk])
            seen = re.search(r'name="seen_version" value="(\d+)"', text(browser.get(where)))[1]
            answer = browser.post(where, {"verdict": "KEPT", "text": "", "why": "", "seen_version": seen})
            assert (answer.status_code, answer["Location"]) == (302, reverse(PAGE)), text(answer)
        assert "Kopie maken" in text(browser.get(reverse(PAGE)))
        assert browser.get(reverse("admin:subject_copy", args=[row.pk])).status_code == 405
        assert browser.post(reverse("admin:subject_copy", args=[row.pk])).status_code == 200

    def test_too_early_it_is_refused_with_the_number_that_waits(self, known_child, cast, at_screen):
        row = asked(known_child(), cast)
        answer = at_screen("dpo").post(reverse("admin:subject_copy", args=[row.pk]))
        assert answer.status_code == 409
        assert f"{row.texts.count()} teksten" in text(answer)

    def test_the_guardian_writes_it_down_on_the_page_of_the_case_and_reads_what_came_of_it(
        self, known_child, cast, at_screen
    ):
        case = known_child()
        browser = at_screen("guardian")
        where = reverse("admin:act", args=[case.pk, subject_request.RECORD.name])
        assert where in text(browser.get(url(case)))
        answer = browser.post(where, {"asked_by": "CHILD", "identified_by": "KNOWN",
                                      "received_on": timezone.localdate().isoformat()})  # fmt: skip
        assert answer.status_code == 302
        assert "Verzoeken om inzage" in text(browser.get(url(case)))


class TestThePageOfTheOfficer:
    def test_who_waits_stands_in_front_however_many_were_answered(self, open_case, cast, monkeypatch):
        monkeypatch.setattr(subject_page, "SHOWN", 1)
        for born in (1, 2, 3):
            answered = record(open_case(born=date(2011, 2, born)), cast.guardian, received_on=timezone.localdate())
            subject_request.decide(subject_request=answered, decision="REFUSED", ground="EXCESSIVE",
                                   decision_words="Weer.", by=cast.dpo, at=NOW())  # fmt: skip
            subject_request.tell(subject_request=answered, told_on=timezone.localdate(), by=cast.dpo, at=NOW())
        waits = record(open_case(born=date(2011, 2, 9)), cast.guardian)
        lines = subject_page.load(cast.dpo, NOW()).lines
        assert len(lines) == 2
        assert lines[0].reference == waits.case.reference

    def test_it_costs_the_same_for_more_requests(self, known_child, cast):
        counted = []
        for name in ("Selam", "Yonas", "Hiwet"):
            row = record(known_child(given_names=name, family_name=name), cast.guardian)
            subject_request.decide(subject_request=row, decision="GRANTED", by=cast.dpo, at=NOW())
            subject_texts.collect(subject_request=SubjectRequest.objects.get(pk=row.pk), by=cast.dpo, at=NOW())
            with CaptureQueriesContext(connection) as queries:
                lines = subject_page.load(cast.dpo, NOW()).lines
            counted.append(len(queries))
            assert all(line.buttons and line.waiting for line in lines)
        assert len(set(counted)) == 1
