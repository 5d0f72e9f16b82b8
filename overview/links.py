"""How a list shows a child and how urgent something is, and where each thing stands."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit.models import Entry
from config.clock import day_of
from intake.models import Child
from overview import acts, words
from overview.snapshot import About, Facts
from partners.acts import Act


@dataclass(frozen=True)
class When:
    """A chip that says how urgent something is: its words and its tone."""

    text: str
    tone: str


@dataclass(frozen=True)
class Kid:
    """A child as a list shows it: as much of the name as may be read, the age, the case."""

    name: str
    age: int | None
    reference: str
    url: str


def when(due: date | datetime | None, at: datetime) -> When:
    """How urgent: so much too late, today, this week, or on a day."""
    if due is None:
        return When(_("now"), "soon")
    today = day_of(at)
    if isinstance(due, datetime):
        hours = int((at - due).total_seconds() // 3600)
        if hours >= 0:
            return When(_late(hours), "late")
        due = day_of(due)
    days = (due - today).days
    if days < 0:
        return When(ngettext("%(n)s day late", "%(n)s days late", -days) % {"n": -days}, "late")
    if days == 0:
        return When(_("today"), "soon")
    return When(_("this week"), "calm") if days <= 6 - today.weekday() else When(words.day(due), "calm")


def _late(hours: int) -> str:
    if hours < 1:
        return _("late")
    if hours < 24:
        return ngettext("%(n)s hour late", "%(n)s hours late", hours) % {"n": hours}
    return ngettext("%(n)s day late", "%(n)s days late", hours // 24) % {"n": hours // 24}


def kid(facts: Facts, today: date) -> Kid:
    record = facts.age.leading
    name = words.call_name(facts.latest(Child))
    return Kid(name, record.age(today) if record else None, facts.reference, case_url(facts.case))


def case_url(case: UUID) -> str:
    return reverse("admin:intake_case_change", args=[case])


PAGES = {About.INCIDENT: "admin:incidents", About.SHELTER: "admin:capacity",
         About.STAFF: "admin:training"}  # fmt: skip


def place_url(facts: Facts) -> str:
    """Where one reads what this is about: the page of the case, of what happens near houses, or of all places."""
    return case_url(facts.case) if facts.of_a_case else reverse(PAGES[facts.about])


def place_name(facts: Facts) -> str:
    if facts.of_a_case:
        return _("To the case")
    names = {About.SHELTER: _("To the places"), About.STAFF: _("To the trainings")}
    return names.get(facts.about, _("To the incident"))


def compare_url(case: UUID, pair: UUID) -> str:
    return reverse("admin:compare", args=[case, pair])


def act_url(case: UUID, name: str, about: UUID | None = None, hint: str = "") -> str:
    """Where the form of an act stands; a hint fills in a code, never a name."""
    nested = acts.ACTS[name].parent != "case"
    args = [case, name, about] if nested else [case, name]
    return reverse("admin:nested_act" if nested else "admin:act", args=args) + (f"?{hint}" if hint else "")


def todo_url(facts: Facts, act: Act, about: UUID | None, hint: str = "") -> str:
    """Where the form of what is asked stands: under the case, or under none for who stands in none."""
    return free_act_url(act, about) if facts.outside else act_url(facts.case, act.name, about, hint)


def free_act_url(act: Act, about: UUID | None = None) -> str:
    """Where the form of an act stands that is under no case."""
    return (
        reverse("admin:nested_free_act", args=[act.name, about])
        if about
        else reverse("admin:free_act", args=[act.name])
    )


def account_url(entry: Entry) -> str:
    """Where one reads what else who made this entry did: as a person, as who called through the API, as its client."""
    if entry.person is not None:
        return reverse("admin:person_trail", args=[entry.person])
    if entry.organisation is not None and entry.user_id:
        return reverse("admin:api_user_trail", args=[entry.id])
    return reverse("admin:client_trail", args=[entry.client]) if entry.client and entry.organisation else ""
