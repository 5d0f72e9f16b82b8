"""What was given to others outside the case: on the case page, and in words for the child itself (S001-20)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from intake.models import Disclosure
from overview import words
from overview.case_file import CaseFile
from overview.links import When
from overview.words import Names
from partners import access
from partners.access import Standing
from partners.models import Organisation

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Given:
    """One time that something was given, without the names of those who gave and received it."""

    day: str
    receiver: str
    what: str
    why: str
    until: str


def chip(row: Row, file: CaseFile) -> When | None:
    """What no longer stands: put right since, ended early, or past the day until which it may be kept."""
    if row["id"] in {each["corrects"] for each in file.of(Disclosure)}:
        return When(_("put right since"), "soon")
    if row["ended_on"] is not None:
        return When(_("ended early"), "ok")
    return When(_("no longer to be kept"), "ok") if row["expires_on"] < file.today else None


def of_case(case: UUID, standing: Standing) -> list[Row]:
    """Every time something was given, as it was put right last, as far as the reader may know of it."""
    rows = access.read(Disclosure.objects.filter(case=case), standing)
    corrected = {row["corrects"] for row in rows}
    return [row for row in rows if row["id"] not in corrected]


def told(row: Row, names: Names) -> Given:
    def said(name: str) -> str:
        return words.value(Disclosure, name, row[name], names)

    return Given(
        day=words.day(row["given_on"]),
        receiver=names.of(Organisation, row["organisation"]) or row["organisation_name"],
        what="; ".join(Disclosure._meta.get_field("data_classes").labels(row["data_classes"])),
        why=f"{capfirst(said('purpose'))}: {said('basis')}",
        until=words.day(row["ended_on"] or row["expires_on"]),
    )
