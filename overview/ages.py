"""What the case page says of the age: which birth date counts and why, what was assessed, what is contested."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from config.clock import day_of
from config.partial_date import Precision
from intake import majority
from intake.majority import Known
from intake.models import AgeAssessment, BirthDateRecord
from overview import words
from overview.case_file import CaseFile, known_age
from overview.links import When
from residence import guardianship
from residence.models import Guardianship

Row = dict[str, Any]


def known(file: CaseFile) -> Known:
    return known_age(file.of(BirthDateRecord), file.of(AgeAssessment))


def contested(file: CaseFile) -> When | None:
    return When(_("age contested: counts as a minor"), "late") if known(file).contested else None


def of_age(file: CaseFile) -> When | None:
    """Since when nobody decides for the young adult any more: the rights pass on that day (S004-58)."""
    since = majority.adult_since(known(file))
    if since is None or file.today < since:
        return None
    return When(_("of age since %(day)s: decides itself") % {"day": words.short_day(since)}, "calm")


def born(record: BirthDateRecord) -> str:
    """When the child was born, as far as it is known, and what is not."""
    if record.date is None:
        return _("birth date not known")
    when = words.known(record.date, record.precision)
    return {
        Precision.MONTH: _("born in %(when)s (day not known)"),
        Precision.YEAR: _("born in %(when)s (day and month not known)"),
    }.get(Precision(record.precision), _("born %(when)s")) % {"when": when}


def chip(model: type[Any], row: Row, file: CaseFile) -> When | None:
    """Of a birth date whether it counts, of an assessment how far it is, of a guardianship whether it ended."""
    if model is BirthDateRecord:
        return birth_chip(row, known(file).leading)
    if model is Guardianship:
        return ended(row, file)
    if not row.get("requested_on"):
        return None
    return {
        "REQUESTED": When(_("no outcome yet"), "soon"), "CONTESTED": When(_("contested"), "late"),
        "FINAL": When(_("final"), "ok"),
    }.get(state(row))  # fmt: skip


def birth_chip(row: Row, leading: BirthDateRecord | None) -> When | None:
    if leading is None or "status" not in row:
        return None
    if row["id"] == leading.id:
        return When(_("counts"), "ok")
    return When(_("replaced") if row["effective_from"] <= leading.effective_from else _("does not count"), "calm")


def ended(row: Row, file: CaseFile) -> When | None:
    """Guardianship ends by itself: nothing on the row says so (INV-23)."""
    stands = Guardianship(requested_on=row["requested_on"], replaced_on=row.get("replaced_on"))
    end = guardianship.ends_on(stands, known(file))
    if stands.replaced_on is not None or end is None or file.today < end:
        return None
    return When(_("ended on %(day)s") % {"day": words.short_day(end)}, "soon")


def state(row: Row) -> str:
    names = ("outcome", "contested_on", "final_on")
    return AgeAssessment(**{name: row[name] for name in names}).state


def title(row: Row) -> str:
    """The outcome and its day, or that there is none yet."""
    if "outcome" not in row:
        return str(AgeAssessment._meta.verbose_name)
    if not row["outcome"]:
        return _("asked for on %(day)s") % {"day": words.day(row["requested_on"])}
    return f"{AgeAssessment.Outcome(row['outcome']).label}, {words.day(row['decided_on'])}"


def steps(row: Row) -> list[tuple[date, str]]:
    """What happened on which day: asked for, an outcome, contested, final."""
    if "requested_on" not in row:
        return []
    outcome = AgeAssessment.Outcome(row["outcome"]).label if row["outcome"] else ""
    found = [
        (row["requested_on"], _("Assessment of the age asked for")),
        (row["decided_on"], _("Outcome of the age assessment: %(outcome)s") % {"outcome": outcome}),
        (row["contested_on"], _("Age contested")),
        (row["final_on"], _("Age settled as final")),
    ]
    return [(day, what) for day, what in found if day is not None]


def in_title(row: Row) -> set[str]:
    return {"outcome", "decided_on"} if row.get("outcome") else {"outcome", "decided_on", "requested_on"}


def notes(model: type[Any], file: CaseFile) -> list[str]:
    """Under the birth dates: which one counts and why, what that makes of the child, and what it was before."""
    facts = known(file)
    row = facts.leading
    if model is not BirthDateRecord or row is None:
        return []
    found = [why(row, official=row.status == BirthDateRecord.Status.OFFICIAL)]
    if facts.contested:
        found.append(_("The age is contested: whatever the date says, the child counts as a minor until it is final."))
    by_claim = row.comes_of_age()
    if row.status != BirthDateRecord.Status.OFFICIAL and by_claim and by_claim <= file.today:
        found.append(
            _("By this date the child would be of age already; without an official date it counts as a minor.")
        )
    corrected = majority.corrected_on(facts)
    if corrected and majority.registered_as_minor(facts):
        found.append(_("Registered as a minor; by a decision an adult since %(day)s.") % {"day": words.day(corrected)})
    return found


def why(row: BirthDateRecord, *, official: bool) -> str:
    said = {
        "born": born(row), "source": row.get_source_display(), "day": words.day(day_of(row.effective_from)),
    }  # fmt: skip
    if official:
        return _("Counts: %(born)s, official, according to %(source)s, since %(day)s.") % said
    return _("Counts for now: %(born)s, according to %(source)s, since %(day)s; no official date is there yet.") % said
