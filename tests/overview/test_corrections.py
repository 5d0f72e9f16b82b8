"""Whoever was given what is put right hears that it changed (GDPR art. 19): of every act that puts something right."""

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from audit import ledger
from audit.models import Kind
from intake import (
    account,
    category,
    child,
    comensha,
    comensha_send,
    consent_correction,
    conversation,
    conversation_correction,
    correction_told,
    disclosure,
    naming,
    screening,
    signal,
    signal_correction,
)
from intake.models import Case, ComenshaReport, Correction, CorrectionTelling, Signal
from overview import tasks
from overview.acts import ACTS
from overview.snapshot import of
from partners import involvement
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.models import Notice
from residence import birth_date, guardianship
from tests.intake.consenting import answer, ask
from tests.intake.reporting import draft, now, send
from tests.overview.conftest import text, url
from tests.screenings import calm

__all__ = ["answer", "ask", "draft", "now", "send"]
pytestmark = [pytest.mark.django_db, pytest.mark.requirement("INV-41")]
LATER = (2026, 3, 6)
# These put nothing right that was written of a child, each with why.
NOTHING_OF_A_CHILD = {
    "year-notes-corrections": "a note to figures names no child",
    "plan-goals-corrections": "a goal is agreed anew; it was not wrong before",
    "risk-analyses-corrections": "the next edition of an analysis, which is told when it is adopted",
}


def puts_right(name: str) -> bool:
    """Whether an act of this name puts something right: by its name, and the two that do it under another."""
    return name.endswith("-corrections") or name in {"birth-dates", "signals-withdrawals"}


def of_child(world: Any) -> None:
    child.correct(child=world.case.child, given_names="Selam", correction={"kind": "UNTRUE", "reason": "Zei ze."},
                  by=world.cast.intake, at=world.later)  # fmt: skip


def of_conversation(world: Any) -> None:
    row = conversation.record(case=world.case, step="EXTRA", held_on=world.day, note="Kort.", by=world.cast.intake,
                              at=world.at)  # fmt: skip
    conversation_correction.correct(conversation=row, note="Anders.", correction_reason="Verkeerd gehoord.",
                                    by=world.cast.intake, at=world.later)  # fmt: skip


def of_signal(world: Any) -> None:
    row = signal.report(case=world.case, kinds=["ABUSE"], summary="Ander kind.", by=world.cast.avim, at=world.at)
    signal_correction.correct(signal=row, reasons="Ander kind.", by=world.cast.avim, at=world.later)


def withdrawn_signal(world: Any) -> None:
    row = signal.report(case=world.case, kinds=["ABUSE"], summary="Ander kind.", by=world.cast.coa, at=world.at)
    signal_correction.withdraw(signal=Signal.objects.get(pk=row.pk), reasons="Ander kind.", by=world.cast.coa,
                               at=world.later)  # fmt: skip


def of_screening(world: Any) -> None:
    row = screening.record(case=world.case, screened_on=world.day, answers=calm(), reported_concern="NONE",
                           caveat_shown=True, by=world.cast.intake, at=world.at)  # fmt: skip
    screening.correct(screening=row, remarks="Toch iets.", correction_reason="Vergeten.", by=world.cast.intake,
                      at=world.later)  # fmt: skip


def of_account(world: Any) -> None:
    row = account.write(case=world.case, told_on=world.day, told_to="J. Smit", language="ti", purpose="PROTECTION",
                        text="Zij liep.", by=world.cast.intake, at=world.at)  # fmt: skip
    account.correct(account=row, text="Zij liep ver.", correction_reason="Niet volledig.", by=world.cast.intake,
                    at=world.later)  # fmt: skip


def of_category(world: Any) -> None:
    naming.authorise(case=world.case, person=world.people["nidos.guardian"], reason="Begeleidt.",
                     last_day=date(2026, 4, 1), by=world.cast.supervisor, at=world.at)  # fmt: skip
    row = category.record(case=world.case, group="LGBT", basis="Zei het.", by=world.cast.guardian, at=world.at)
    category.correct(category=row, basis="Zei het zelf.", correction_reason="Niet volledig.", by=world.cast.guardian,
                     at=world.later)  # fmt: skip


def of_consent(world: Any) -> None:
    row = world.answer(world.ask(world.case), "refuse", capacity="GUARDIAN")
    consent_correction.correct(statement=row, said_on=row.said_on, evidence=row.evidence, words="Later misschien.",
                               correction_reason="Vergeten.", by=world.cast.guardian, at=world.later)  # fmt: skip


def of_disclosure(world: Any) -> None:
    disclosure.correct(disclosure=world.given, recipient="Mevrouw Bos", correction_reason="Verkeerde naam.",
                       by=world.cast.guardian, at=world.later)  # fmt: skip


def of_comensha(world: Any) -> None:
    report = comensha.draft(case=world.case, kind="REGISTRATION", basis="POLICE_DUTY", exploitation_forms=["SEXUAL"],
                            by=world.cast.avim, at=world.at)  # fmt: skip
    comensha_send.send(report=report, by=world.cast.avim, at=world.at)
    comensha_send.correct(report=ComenshaReport.objects.get(pk=report.pk), exploitation_forms=["LABOUR"],
                          by=world.cast.avim, at=world.later)  # fmt: skip


def of_birth_date(world: Any) -> None:
    birth_date.record(case=world.case, date=date(2010, 2, 8), status="OFFICIAL", source="DOCUMENT",
                      by=world.cast.avim, at=world.later)  # fmt: skip


DONE: dict[str, Callable[[Any], None]] = {
    "children-corrections": of_child,
    "conversations-corrections": of_conversation,
    "signals-corrections": of_signal,
    "signals-withdrawals": withdrawn_signal,
    "screenings-corrections": of_screening,
    "accounts-corrections": of_account,
    "case-categories-corrections": of_category,
    "consent-statements-corrections": of_consent,
    "disclosures-corrections": of_disclosure,
    "comensha-reports-corrections": of_comensha,
    "birth-dates": of_birth_date,
}


@pytest.fixture
def world(open_case, people, cast, at, ask, answer) -> SimpleNamespace:
    """A child of whom a school was told something, and of whom a dossier with everything was printed for IND."""
    case = open_case()
    guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 2))
    signal.report(case=case, kinds=["TRAFFICKING"], summary="Bang.", by=cast.avim, at=at(2026, 3, 2))
    given = disclosure.record(
        case=case, organisation_name="Basisschool De Wilg", recipient="J. de Vries", basis="WEIGHTY_INTEREST",
        data_classes=["IDENTITY", "CONVERSATION", "SIGNAL", "SCREENING", "STORY", "CATEGORY", "CONSENT"],
        purpose="CARE", given_on=date(2026, 3, 3), expires_on=date(2027, 9, 1), necessity="Nodig.",
        proportionality="Weinig.", subsidiarity="Niet anders.", by=cast.guardian, at=at(2026, 3, 3),
    )  # fmt: skip
    ledger.write(Kind.EXPORT, by=cast.guardian, table=Case._meta.db_table, record=case.pk, case=case.pk,
                 data_classes=sorted(DataClass.values), reason="dossier ind ind.officer")  # fmt: skip
    return SimpleNamespace(case=case, cast=cast, people=people, at=at(2026, 3, 4), later=at(*LATER),
                           day=date(2026, 3, 4), given=given, ask=ask, answer=answer)  # fmt: skip


def test_every_act_that_puts_something_right_is_here():
    assert {name for name in ACTS if puts_right(name)} == {*DONE, *NOTHING_OF_A_CHILD}


@pytest.mark.parametrize("name", DONE)
def test_whoever_was_given_it_is_told_or_stands_to_be_told(name, world, people):
    DONE[name](world)
    made = Correction.objects.get()
    assert made.case == world.case
    tellings = {(row.way, row.organisation.code if row.organisation else row.organisation_name)
                for row in made.tellings.all()}  # fmt: skip
    assert ("DOSSIER", "ind") in tellings
    given = set(made.data_classes) & set(world.given.data_classes)
    assert (("DISCLOSURE", "Basisschool De Wilg") in tellings) is bool(given)
    assert {row.teller.kind for row in made.tellings.all()} == {"NIDOS"}
    told = set(Notice.objects.filter(about__in=[made.pk, made.record], case_id=world.case.pk, sent_at=world.later)
               .values_list("to_organisation", flat=True))  # fmt: skip
    read = {each.pk for code in made.data_classes
            for each in involvement.readers(world.case.pk, DataClass(code), world.later)}  # fmt: skip
    assert read - told <= {Correction.objects.get().created_by_organisation}, "who reads it was not told"


class TestTelling:
    @pytest.fixture
    def telling(self, world) -> CorrectionTelling:
        of_child(world)
        return CorrectionTelling.objects.get(way="DISCLOSURE")

    def refused(self, call: Callable[[], Any]) -> str:
        with pytest.raises(RuleBroken) as refusal:
            call()
        return refusal.value.code

    def record(self, telling, by, at, **said):
        known = {"told_on": date(*LATER), "told_how": "LETTER"} | said
        return correction_told.record(telling=telling, by=by, at=at, **known)

    def test_whoever_gave_it_is_asked_until_it_is_recorded_how_they_were_told(self, telling, world):
        def asked(by):
            standing = involvement.standing(by, world.case.pk, world.later)
            found = tasks.open_tasks(of({world.case.pk: standing}), by.role, world.later)
            return [todo.about for todo in found if todo.task.code == "TELL_CORRECTION"]

        assert telling.pk in asked(world.cast.guardian)
        assert asked(world.cast.avim) == []
        self.record(telling, world.cast.guardian, world.later)
        assert telling.pk not in asked(world.cast.guardian)

    def test_it_is_recorded_once_by_who_gave_it_for_a_day_that_can_be(self, telling, world):
        assert self.refused(lambda: self.record(telling, world.cast.avim, world.later)) == "not-the-giver"
        for day in (date(2026, 3, 5), date(2026, 3, 7)):
            assert self.refused(lambda day=day: self.record(telling, world.cast.guardian, world.later, told_on=day)
                                ) == "day-impossible"  # fmt: skip
        assert self.refused(lambda: self.record(telling, world.cast.guardian, world.later, told_how="")) == "no-way"
        self.record(telling, world.cast.guardian, world.later)
        assert self.refused(lambda: self.record(telling, world.cast.guardian, world.later)) == "told-already"

    def test_what_was_given_back_and_what_was_not_given_asks_nothing(self, world):
        disclosure.end(disclosure=world.given, ended_on=date(2026, 3, 5), end_reason="Vernietigd.",
                       by=world.cast.guardian, at=world.later)  # fmt: skip
        of_child(world)
        assert not CorrectionTelling.objects.filter(way="DISCLOSURE").exists()

    def test_a_mis_click_within_the_hour_is_told_to_nobody(self, world):
        row = conversation.record(case=world.case, step="EXTRA", held_on=world.day, note="Kort.",
                                  by=world.cast.intake, at=world.at)  # fmt: skip
        conversation_correction.correct(conversation=row, note="Anders.", by=world.cast.intake, at=world.at)
        assert not Correction.objects.exists()

    def test_a_report_to_comensha_with_who_the_child_is_is_told_by_who_sent_it(self, world, people):
        report = comensha.draft(case=world.case, kind="REGISTRATION", basis="POLICE_DUTY",
                                exploitation_forms=["SEXUAL"], by=world.cast.avim, at=world.at)  # fmt: skip
        comensha_send.send(report=report, by=world.cast.avim, at=world.at)
        of_child(world)
        [row] = CorrectionTelling.objects.filter(way="COMENSHA")
        assert (row.organisation.kind, row.teller.kind) == ("COMENSHA", "AVIM")

    def test_the_page_of_the_case_says_of_each_correction_who_was_told(self, telling, world, at_screen):
        self.record(telling, world.cast.guardian, timezone.now(), told_on=date(*LATER))
        page = text(at_screen("guardian").get(url(world.case)))
        line = page.partition("verbeterd op")[2].partition("</p>")[0].partition("</li>")[0]
        assert "Basisschool De Wilg" in line.partition("Nog in te lichten")[0]
        assert "IND (test)" in line
        assert "AVIM (test)" in line.partition("Nog in te lichten")[0]

    def test_it_is_recorded_by_button(self, telling, world, at_screen):
        where = reverse("admin:nested_act", args=[world.case.pk, correction_told.RECORD.name, telling.pk])
        browser = at_screen("guardian")
        assert where in text(browser.get(url(world.case)))
        answer = browser.post(where, {"told_on": "2026-03-06", "told_how": "LETTER",
                                      "seen_version": str(telling.version)})  # fmt: skip
        assert answer.status_code == 302
        telling.refresh_from_db()
        assert telling.told_how == "LETTER"
