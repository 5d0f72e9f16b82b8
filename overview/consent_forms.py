"""The page of the consent forms: every edition in every language, which may be signed, and who approves the next."""

from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from django.utils.translation import gettext as _

from audit import ledger
from config.clock import day_of
from intake import consent_form
from intake.languages import language_name
from intake.models import ConsentForm, Purpose
from overview import words
from overview.links import When, free_act_url
from partners import involvement
from partners.access import classes_of
from partners.actors import Actor
from partners.data_classes import DataClass
from policy.consent_forms import FIRST_EDITION, RIGHT_TO_LEFT


@dataclass(frozen=True)
class Line:
    """One edition; `approve_url` is empty for who may not approve it, `direction` is how it is written."""

    purpose: str
    language: str
    code: str
    direction: str
    edition: int
    text: str
    since: str
    state: When
    approve_url: str = ""


@dataclass(frozen=True)
class Page:
    lines: list[Line]
    write_url: str


def load(actor: Actor, at: datetime) -> Page:
    """The page, and the entry that says that it was shown. Raises NotAllowed."""
    standing = involvement.without_case(actor)
    standing.require(DataClass.CONSENT_FORM, "reads")
    ledger.read(ConsentForm, by=actor, case=None, classes=classes_of(ConsentForm, standing))
    later = [of_row(row, actor, at) for row in ConsentForm.objects.all()]
    lines = sorted([*later, *first_editions()], key=attrgetter("purpose", "language", "edition"))
    may_write = consent_form.WRITE.available(None, standing, at)
    return Page(lines, free_act_url(consent_form.WRITE) if may_write else "")


def first_editions() -> list[Line]:
    concept = When(_("concept: nobody signs it"), "soon")
    return [
        Line(
            str(Purpose(row.purpose).label), language_name(row.language), row.language, direction(row.language),
            row.edition, row.text, "", When(_("approved"), "ok") if row.approved else concept,
        )
        for row in FIRST_EDITION
    ]  # fmt: skip


def of_row(row: ConsentForm, actor: Actor, at: datetime) -> Line:
    may = consent_form.APPROVE.available(row, involvement.without_case(actor), at)
    return Line(
        str(row.get_purpose_display()), language_name(row.language), row.language, direction(row.language),
        row.edition, row.text, words.short_day(row.in_force_from), state(row, at),
        free_act_url(consent_form.APPROVE, row.pk) if may else "",
    )  # fmt: skip


def direction(language: str) -> str:
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def state(row: ConsentForm, at: datetime) -> When:
    if row.approved_on is not None:
        return When(_("approved"), "ok")
    begun = row.in_force_from < day_of(at)
    return When(_("not approved in time"), "late") if begun else When(_("waits for approval"), "soon")
