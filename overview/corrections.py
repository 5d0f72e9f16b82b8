"""What was put right, and who was told of it: on the page of the case, and what is still asked of whoever gave it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from intake.models import Correction, CorrectionTelling
from overview import words
from overview.case_file import CaseFile
from overview.found import Condition, Found
from overview.links import When
from overview.snapshot import Facts
from partners.models import Notice, Organisation

Row = dict[str, Any]


def to_tell(facts: Facts, at: datetime) -> Iterator[Found]:
    """Each that waits, for the organisation that gave it."""
    for row in facts.of(CorrectionTelling):
        if row["told_on"] is None and row["teller"] == facts.standing.actor.organisation_id:
            yield Found(about=row["id"])


def chip(row: Row) -> When:
    return When(_("not told yet"), "late") if row["told_on"] is None else When(_("told"), "ok")


def report(file: CaseFile) -> list[str]:
    """Of each correction who was told and who is still to be, as far as the reader may know of it."""
    return [line for row in file.of(Correction) if (line := of_one(row, file))]


def of_one(row: Row, file: CaseFile) -> str:
    if "kind" not in row:
        return ""
    notices = [each for each in file.of(Notice) if each.get("about") in (row["id"], row["record"])]
    # Of a row that may not be read whole nothing is said.
    tellings = [each for each in file.of(CorrectionTelling)
                if each.get("correction") == row["id"] and {"told_on", "organisation"} <= each.keys()]  # fmt: skip
    told = [receiver(each, file) for each in tellings if each["told_on"] is not None]
    told += [file.names.of(Organisation, each["to_organisation"]) for each in notices if "to_organisation" in each]
    waiting = [receiver(each, file) for each in tellings if each["told_on"] is None]
    said = {"what": words.kind(row["kind"]), "when": words.moment(row["created_at"]),
            "told": ", ".join(sorted(set(told))) or _("nobody")}  # fmt: skip
    line = _("%(what)s, put right on %(when)s: told were %(told)s.") % said
    return line + (" " + _("Still to be told: %(names)s.") % {"names": ", ".join(waiting)} if waiting else "")


def receiver(row: Row, file: CaseFile) -> str:
    return file.names.of(Organisation, row["organisation"]) or str(row["organisation_name"])


CONDITIONS: dict[str, Condition] = {"TELL_CORRECTION": to_tell}
