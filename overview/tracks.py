"""How the tracks read on a page: their status, which no column holds, the lawful stay, and what a test leads to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from audit.models import Recorded
from config.language import say
from overview import words
from overview.case_file import CaseFile
from overview.links import When
from overview.snapshot import Row
from partners.data_classes import DataClass
from partners.rights import FULL
from policy import reflection
from policy.ex_officio import Fact, line_for
from residence.ex_officio import CHECKED
from residence.models import AsylumProcedure, ExOfficioTest, ReflectionPeriod, TrackChoice, TraffickingProcedure
from residence.models.asylum import AsylumStatus, asylum_status
from residence.models.trafficking import scheme_status
from residence.tracks import lawful_stay

RUNS_UNDER = (DataClass.ASYLUM, DataClass.PROCEDURE, DataClass.REFLECTION)
TONES = {"GRANT": "ok", "NO_GRANT": "calm", "CANNOT_DETERMINE": "late"}


@dataclass(frozen=True)
class Track:
    """One line about where the child stands by law, and the rule behind it."""

    text: str
    sources: tuple[str, ...]


def of_asylum(row: Row) -> str:
    """How it stands; the decision for who may read it."""
    said = words_of(AsylumProcedure, "decision", row) or str(asylum_status(row).label)
    appeal = f", {asylum_status(row).label}" if row.get("decision") and (row["appealed_on"] or row["final_on"]) else ""
    return f"{said}{appeal}, {words.day(row['decided_on'] or row['applied_on'])}"


def of_scheme(row: Row) -> str:
    """How it stands, and until when the permit is valid."""
    status = str(scheme_status(row).label)
    if row["valid_until"] and not row["ended_on"]:
        return f"{status}, {_('valid until %(day)s') % {'day': words.day(row['valid_until'])}}"
    return f"{status}, {words.day(row['ended_on'] or row['opened_on'])}"


def of_reflection(row: Row) -> str:
    """From when until when."""
    last = row["ended_on"] or reflection.last_day(row["starts_on"], dublin=row["dublin"])
    return _("%(first)s to %(last)s") % {"first": words.day(row["starts_on"]), "last": words.day(last)}


def of_choice(row: Row) -> str:
    said = words_of(TrackChoice, "track", row) or _("no choice")
    return f"{said}, {words_of(TrackChoice, 'made_by', row)}"


def of_test(row: Row) -> str:
    return words_of(ExOfficioTest, "outcome", row)


def words_of(model: type[Recorded], name: str, row: Row) -> str:
    return words.value(model, name, row[name], words.Names()) if row.get(name) else ""


def asylum_steps(row: Row) -> list[tuple[date, str]]:
    """What happened on which day; the decision for who may read it."""
    decision, appeal = (words_of(AsylumProcedure, name, row) for name in ("decision", "appeal_outcome"))
    final = _("Asylum procedure final")
    return happened(
        (row["applied_on"], _("Asylum applied for")),
        (row["decided_on"], _("Asylum: %(outcome)s") % {"outcome": decision or AsylumStatus.DECIDED.label}),
        (row["appealed_on"], _("Appeal against the decision on asylum")),
        (row["final_on"], f"{final}: {appeal}" if appeal else final),
    )


def scheme_steps(row: Row) -> list[tuple[date, str]]:
    return happened(
        (row["opened_on"], _("Scheme for victims opened")),
        (row["granted_on"], _("Temporary permit under the scheme")),
        (row["ended_on"], _("Scheme for victims: %(how)s") % {"how": words_of(TraffickingProcedure, "ended_as", row)}),
    )


def happened(*steps: tuple[date | None, str]) -> list[tuple[date, str]]:
    return [(day, what) for day, what in steps if day is not None]


TITLES: Mapping[type[Recorded], Callable[[Row], str]] = {
    AsylumProcedure: of_asylum,
    TraffickingProcedure: of_scheme,
    ReflectionPeriod: of_reflection,
    TrackChoice: of_choice,
    ExOfficioTest: of_test,
}
# What the title says already.
IN_TITLE: Mapping[type[Recorded], tuple[str, ...]] = {
    AsylumProcedure: ("decision",),
    TrackChoice: ("track", "made_by"),
    ExOfficioTest: ("outcome",),
}


def chip(row: Row) -> When:
    """How a test stands."""
    waits = row["carried_out_on"] is None
    return When(_("not carried out yet"), "late") if waits else When(of_test(row), TONES[row["outcome"]])


def prompts(row: Row) -> tuple[str, ...]:
    """What the row of the table asks next, for who reads the three facts; never a grant (EC-38, B-29)."""
    if "earlier_permit_same_facts" not in row:
        return ()
    return (say(line_for(*(Fact(row[name]) for name in CHECKED)).then),)


def notes(model: type[Recorded], file: CaseFile) -> list[str]:
    """Under the tests: what the newest leads to."""
    newest = file.one(ExOfficioTest) if model is ExOfficioTest else {}
    return list(prompts(newest)) if newest else []


def summary(file: CaseFile) -> list[Track]:
    """Each track as far as it may be read, side by side, and whether the child has lawful stay (EC-35, S004-39)."""
    found = [
        Track(capfirst(f"{model._meta.verbose_name}: {TITLES[model](row)}"), sources)
        for model, sources in (
            (AsylumProcedure, ("S004-38", "C3.6")),
            (TraffickingProcedure, ("S004-65", "C3.6")),
            (ReflectionPeriod, ("S004-40",)),
        )
        for row in file.of(model)
        if row["ended_on" if model is not AsylumProcedure else "final_on"] is None
    ]
    return [*found, *stay(file, file.today)] if found else []


def stay(file: CaseFile, today: date) -> list[Track]:
    """Only for who reads everything that it rests on."""
    if any(file.standing.right(each).reads != FULL for each in RUNS_UNDER):
        return []
    why = lawful_stay(file.of(AsylumProcedure), file.of(TraffickingProcedure), file.of(ReflectionPeriod), today)
    if not why:
        return [Track(_("Lawful stay: none"), ("S004-39",))]
    return [Track(_("Lawful stay: %(why)s") % {"why": ", ".join(str(each.label) for each in why)}, ("S004-39",))]
