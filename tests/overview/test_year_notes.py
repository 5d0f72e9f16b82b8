"""A note to a year: who writes it, where it stands, and that it is corrected or withdrawn and never overwritten."""

import csv
import io

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from audit import ledger
from audit.models import Entry, Kind
from overview import acts, figures, year_note_page, year_notes
from overview.api.urls import urlpatterns
from partners import involvement
from partners.errors import NotAllowed, NotFound, RuleBroken
from partners.models import YearNote
from tests.overview.conftest import text
from tests.overview.test_figures import closed_year

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("S001-46", "S001-56")]
DETECTION, POLICE = (next(each for each in figures.TOPICS if each.code == code) for code in ("RP-02", "RP-11"))
IN_2028 = (2028, 4, 1)
ATTENTION = "De stijging kan komen door meer aandacht voor minderjarigen."


@pytest.fixture
def note(cast, at):
    def written(**said):
        known = {"year": 2026, "text": ATTENTION, "by": cast.analyst, "at": at(*IN_2028)}
        return year_notes.write(**(known | said))

    return written


def read_of(actor, moment, topic=DETECTION, years=(2026,)):
    return year_note_page.of(actor, years, moment, topic)


class TestWriting:
    def test_it_is_signed_and_dated_and_stands_with_its_year_and_topic_only(self, note, cast, at):
        note()
        note(topic="RP-11", text="Meer aandacht voor arbeidsuitbuiting.")
        [of_all] = read_of(cast.supervisor, at(*IN_2028)).standing
        assert (of_all.about, of_all.now.text, of_all.now.signed) == (
            "alle cijfers",
            ATTENTION,
            "NR (test), 1 april 2028",
        )
        assert [each.about for each in read_of(cast.supervisor, at(*IN_2028), POLICE).standing] == [
            "alle cijfers", "Aangiften",
        ]  # fmt: skip
        assert read_of(cast.analyst, at(*IN_2028), years=(2025,)).standing == []

    def test_who_publishes_or_accounts_for_the_figures_writes_it_and_nobody_else(self, cast, at):
        for name in ("analyst", "supervisor"):
            assert year_notes.WRITE.allowed(involvement.without_case(getattr(cast, name)))
        for name in ("guardian", "intake", "avim", "ind", "coa", "mentor", "dpo", "administrator"):
            assert not year_notes.WRITE.allowed(involvement.without_case(getattr(cast, name)))

    def test_reading_it_is_written_down(self, note, cast, at):
        note()
        read_of(cast.analyst, at(*IN_2028))
        assert Entry.objects.get(kind=Kind.READ).data_classes == ["YEAR_NOTE"]

    @pytest.mark.parametrize(("said", "code"), [
        ({"text": " "}, "no-text"), ({"year": 2007}, "no-figures"), ({"year": 2029}, "no-figures"),
        ({"text": "Zie BO-2026-000012."}, "names-a-child"), ({"text": "V-nummer 2712345678"}, "names-a-child"),
    ])  # fmt: skip
    def test_what_is_refused(self, note, said, code):
        with pytest.raises(RuleBroken) as refusal:
            note(**said)
        assert refusal.value.code == code

    def test_of_a_year_that_is_not_closed_only_supervisors_write_and_read(self, note, cast, at):
        with pytest.raises(RuleBroken) as refusal:
            note(year=2028)
        assert refusal.value.code == "no-figures"
        row = note(year=2028, by=cast.supervisor)
        standing = involvement.without_case(cast.analyst)
        with pytest.raises(NotFound):
            year_notes.find(row.pk, standing, at(*IN_2028))
        assert year_notes.find(row.pk, standing, at(2029, 4, 1)) == row

    def test_numbers_of_a_year_or_a_percentage_lead_to_no_child(self, note):
        assert note(text="1.321 meldingen in 2015, in 2014 waren het er 1561 (-15%).").pk


class TestCorrecting:
    @pytest.mark.requirement("INV-41")
    def test_a_correction_takes_its_place_and_the_words_before_stay(self, note, cast, at):
        row = note()
        new = year_notes.correct(year_note=row, text="Door meer training.", correction_reason="preciezer",
                                 by=cast.analyst, at=at(2028, 5, 1))  # fmt: skip
        assert (new.year, new.topic, new.kind, new.corrects) == (row.year, row.topic, row.kind, row)
        [shown] = read_of(cast.supervisor, at(2028, 5, 2)).standing
        assert (shown.now.text, shown.now.why, shown.now.signed) == (
            "Door meer training.", "preciezer", "NR (test), 1 mei 2028",
        )  # fmt: skip
        assert [(each.text, each.signed) for each in shown.before] == [(ATTENTION, "NR (test), 1 april 2028")]
        row.refresh_from_db()
        assert (row.text, row.version) == (ATTENTION, 1)

    @pytest.mark.requirement("INV-41")
    def test_only_the_newest_is_corrected_and_with_a_reason(self, note, cast, at):
        row = note()
        said = {"text": "Anders.", "by": cast.analyst, "at": at(2028, 5, 1)}
        for reason, code in ((" ", "no-reason"), ("preciezer", None), ("nog eens", "corrected-already")):
            if code is None:
                year_notes.correct(year_note=row, correction_reason=reason, **said)
                continue
            with pytest.raises(RuleBroken) as refusal:
                year_notes.correct(year_note=row, correction_reason=reason, **said)
            assert refusal.value.code == code

    def test_nobody_changes_what_another_organisation_signed(self, note, cast, at):
        row = note()
        given = {"year_note": row, "by": cast.supervisor, "at": at(2028, 5, 1)}
        for change in (lambda: year_notes.correct(text="Onzin.", correction_reason="mening", **given),
                       lambda: year_notes.withdraw(withdrawal_reason="mening", **given)):  # fmt: skip
            with pytest.raises(RuleBroken) as refusal:
                change()
            assert refusal.value.code == "note-of-others"
        [shown] = read_of(cast.supervisor, at(2028, 5, 2)).standing
        assert shown.buttons == []
        [shown] = read_of(cast.analyst, at(2028, 5, 2)).standing
        assert [label for label, _url in shown.buttons] == ["Verbeteren", "Intrekken"]


class TestWithdrawing:
    @pytest.mark.requirement("INV-41")
    def test_only_that_it_was_withdrawn_is_shown_and_its_words_stay_in_the_history(self, note, cast, at):
        row = note()
        year_notes.withdraw(year_note=row, withdrawal_reason="verkeerd jaar", by=cast.analyst, at=at(2028, 5, 1))
        shown = read_of(cast.supervisor, at(2028, 5, 2))
        assert shown.standing == []
        assert [each.withdrawn for each in shown.withdrawn] == ["ingetrokken op 1 mei 2028: verkeerd jaar"]
        assert shown.line(2026) == ""
        assert [each.text for each in YearNote.history.filter(id=row.pk)] == [ATTENTION] * 2
        with pytest.raises(RuleBroken) as refusal:
            year_notes.withdraw(year_note=row, withdrawal_reason="weer", by=cast.analyst, at=at(2028, 5, 2))
        assert refusal.value.code == "withdrawn-already"

    def test_it_needs_a_reason(self, note, cast, at):
        with pytest.raises(RuleBroken) as refusal:
            year_notes.withdraw(year_note=note(), withdrawal_reason=" ", by=cast.analyst, at=at(2028, 5, 1))
        assert refusal.value.code == "no-reason"


@pytest.mark.parametrize(("wrong", "constraint"), [
    ({"year": 2007}, "a_note_is_to_a_year_of_the_figures"), ({"text": ""}, "a_note_to_a_year_says_something"),
    ({"withdrawal_reason": "zomaar"}, "a_note_changes_only_by_being_withdrawn"),
])  # fmt: skip
def test_the_database_holds_no_impossible_note(cast, at, wrong, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        ledger.record(YearNote(**({"year": 2026, "text": "x"} | wrong)), by=cast.analyst, at=at(*IN_2028))


def test_a_correction_without_a_reason_is_none(note, cast, at):
    with pytest.raises(IntegrityError, match="a_correction_of_a_note_has_a_reason"), transaction.atomic():
        ledger.record(YearNote(year=2026, text="x", corrects=note()), by=cast.analyst, at=at(*IN_2028))


def test_other_words_in_the_same_row_are_refused(note, cast, at):
    row = note()
    row.text = "Iets anders."
    with pytest.raises(IntegrityError, match="a_note_changes_only_by_being_withdrawn"), transaction.atomic():
        ledger.record(row, by=cast.analyst, at=at(*IN_2028))


class TestAtTheScreen:
    def test_a_button_of_the_page_fills_in_year_and_topic_and_the_note_stands_everywhere(self, at_screen):
        browser, year = at_screen("analyst"), closed_year()
        form = reverse("admin:free_act", args=["year-notes"])
        asked = f"{form}?year={year}&amp;topic=RP-02"
        assert asked in text(browser.get(reverse(DETECTION.of_year, args=[year])))
        page = text(browser.get(f"{form}?year={year}&topic=RP-02"))
        assert f'value="{year}"' in page
        assert '<option value="RP-02" selected>' in page
        assert "Geen naam, nummer of verhaal van een kind" in page
        given = {"year": year, "topic": "RP-02", "kind": "CONTEXT", "text": ATTENTION}
        assert browser.post(form, given).url == reverse("admin:figures")
        for address in (reverse(DETECTION.of_year, args=[year]), reverse(DETECTION.side_by_side), "/admin/figures/"):
            assert ATTENTION in text(browser.get(address))
        rows = csv.DictReader(io.StringIO(browser.get(reverse(DETECTION.as_file, args=[year])).content.decode()))
        assert {ATTENTION in row["Toelichting bij het jaar"] for row in rows} == {True}
        assert ATTENTION not in text(browser.get(reverse(POLICE.of_year, args=[year])))

    def test_what_is_no_year_is_not_filled_in(self, at_screen):
        page = text(at_screen("analyst").get(reverse("admin:free_act", args=["year-notes"]) + "?year=%22x&topic=x"))
        assert "&quot;x" not in page

    def test_it_is_corrected_and_withdrawn_by_a_button(self, at_screen, cast):
        row = year_notes.write(year=closed_year(), text=ATTENTION, by=cast.analyst, at=timezone.now())
        browser = at_screen("analyst")
        form = reverse("admin:nested_free_act", args=["year-notes-corrections", row.pk])
        assert ATTENTION in text(browser.get(form))
        given = {"kind": "COUNTING", "text": "Anders geteld.", "correction_reason": "preciezer", "seen_version": 1}
        assert browser.post(form, given).status_code == 302
        [new] = YearNote.objects.standing()
        form = reverse("admin:nested_free_act", args=["year-notes-withdrawals", new.pk])
        assert browser.post(form, {"withdrawal_reason": "toch niet", "seen_version": 1}).status_code == 302
        page = text(browser.get(reverse("admin:figures")))
        assert "ingetrokken op" in page
        assert "Anders geteld." not in page

    def test_who_sees_no_figures_finds_no_note(self, at_screen, cast):
        row = year_notes.write(year=closed_year(), text=ATTENTION, by=cast.analyst, at=timezone.now())
        form = reverse("admin:nested_free_act", args=["year-notes-corrections", row.pk])
        assert at_screen("guardian").get(form).status_code == 404
        assert at_screen("guardian").get(reverse("admin:free_act", args=["year-notes"])).status_code == 403


def test_like_the_figures_it_has_no_address_in_the_api():
    assert "year-notes" in acts.ACTS
    assert not [each for each in urlpatterns if "year-notes" in str(each.pattern)]


@pytest.mark.parametrize("number", [1, 30])
def test_notes_cost_as_many_queries_however_many_there_are(note, cast, at, number, django_assert_num_queries):
    for _each in range(number):
        note()
    with django_assert_num_queries(3):
        read_of(cast.analyst, at(*IN_2028))


def test_reading_them_without_the_right_gives_nothing(cast, at):
    with pytest.raises(NotAllowed):
        figures.topics(cast.guardian)
    assert read_of(cast.guardian, at(*IN_2028)).standing == []
