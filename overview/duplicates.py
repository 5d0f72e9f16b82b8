"""What a case page says first: that the case is closed, of another file of the same child, and of one that may be."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from audit import ledger
from config.encryption import open_all
from intake import joined, merge
from intake.models import Case, Closing, PossibleDuplicate, Signal
from overview import signal_view, words
from overview.case_file import CaseFile
from overview.links import case_url, compare_url
from overview.signal_view import SignalView
from partners import access, involvement
from partners.access import Standing, classes_of
from partners.together import read_many


@dataclass(frozen=True)
class Banner:
    """One sentence on a case page about another file of this child, with the way there for who may go."""

    text: str
    link: str = ""
    url: str = ""


def banners(file: CaseFile) -> list[Banner]:
    """Where this child goes on, what goes on here, what is asked, and who may be the same child."""
    case = file.standing.case
    assert case is not None
    if file.standing.goes_on_in is not None:
        return [closed(file, file.standing.goes_on_in)]
    if file.standing.is_closed:
        return [*shut(file), *others(file, case)]
    return [*others(file, case), *possible(file, case)]


def shut(file: CaseFile) -> list[Banner]:
    """Since when the case is closed, by whom and, for who may read it, why."""
    row = next((row for row in file.of(Closing) if row["reopened_at"] is None), None)
    if row is None:
        return []
    said = {"day": words.day(row["closed_on"]), "who": words.organisation_of(row, file.names)}
    told = _("This case is closed since %(day)s, by %(who)s: nothing is recorded here any more.") % said
    return [Banner(" ".join(filter(None, [told, str(row.get("reason", ""))])))]


def seen(file: CaseFile, cases: list[UUID]) -> dict[UUID, str]:
    """The numbers of those of these cases that the reader sees; that they were named is written down."""
    standings = involvement.standings(file.standing.actor, cases, file.at) if cases else {}
    if not standings:
        return {}
    classes = {name for standing in standings.values() for name in classes_of(Case, standing)}
    ledger.listed(Case, by=file.standing.actor, cases=sorted(standings), classes=classes)
    return {row["in_case"]: row.get("reference", "") for row in read_many(Case.objects.all(), standings, "id")}


def other_files(standing: Standing, case: UUID) -> dict[str, Any]:
    """The ids of the other files of this child that the actor may know of: where it goes on, or what goes on here."""
    # Of nearly no child there is another: only then is it asked which of them may be known of.
    if not joined.concerns(case):
        return {}
    reaching = Q(access.seen("into", standing), case=case) | Q(access.seen("case", standing), into=case)
    pairs = joined.in_force().filter(reaching)
    found = list(pairs.values_list("case_id", "into_id"))
    into = next((into for other, into in found if other == case), None)
    here = [other for other, _into in found if other != case]
    return {name: ids for name, ids in (("goes_on_in", into), ("goes_on_here", here)) if ids}


def closed(file: CaseFile, into: UUID) -> Banner:
    name = seen(file, [into]).get(into)
    if not name:
        return Banner(_("This case was joined with another one: nothing is recorded here any more. Ask Nidos where to "
                        "go on."))  # fmt: skip
    return Banner(_("This case was joined with another one of the same child: you can read it; go on in"), name,
                  case_url(into))  # fmt: skip


def others(file: CaseFile, case: UUID) -> list[Banner]:
    """The files that go on in this one, each under its own access."""
    ids = list(joined.in_force().filter(into=case).values_list("case_id", flat=True))
    names = seen(file, ids)
    shown = [Banner(_("Of this child there is another file, which goes on here:"), names[each], case_url(each))
             for each in ids if each in names]  # fmt: skip
    hidden = [Banner(_("Of this child there is another file, which goes on here; you may not read it."))]
    return [*shown, *(hidden if len(shown) < len(ids) else [])]


def signals(file: CaseFile) -> list[SignalView]:
    """The signals of the files that go on here, as far as they may be read there: one child's are seen together."""
    rows = list(joined.in_force().filter(into=file.standing.case).values_list("case_id", flat=True))
    standings = involvement.standings(file.standing.actor, rows, file.at) if rows else {}
    found = read_many(Signal.objects.order_by("-raised_at"), standings)
    file.names.want(Signal, found)
    file.names.fetch()
    open_all(words.secrets_in(found))
    for case in {row["in_case"] for row in found}:
        ledger.read(Signal, by=file.standing.actor, case=case, classes=classes_of(Signal, standings[case]),
                    ground=" ".join(sorted(standings[case].grounds)))  # fmt: skip
    references = {row["in_case"]: row.get("reference", "") for row in read_many(Case.objects.all(), standings, "id")}
    return [signal_view.view(row, file, other=references.get(row["in_case"], "")) for row in found]


def possible(file: CaseFile, case: UUID) -> list[Banner]:
    """Pairs that nobody judged yet: compare them, or know that there may be another file."""
    rows = file.of(PossibleDuplicate)
    gone = joined.goes_on_in(row["other_case"] for row in rows if "other_case" in row) if rows else {}
    found = [row for row in rows
             if row["verdict"] == PossibleDuplicate.Verdict.OPEN and row.get("other_case") not in gone]  # fmt: skip
    asked = [row for row in rows if row["verdict"] == PossibleDuplicate.Verdict.SAME and "other_case" in row]
    pending = set(merge.pending().filter(Q(case=case) | Q(into=case)).values_list("case_id", "into_id"))
    waits = [row for row in asked if pending & {(case, row["other_case"]), (row["other_case"], case)}]
    told = [Banner(_("This child may be in another case already:"), _("compare the two"), compare_url(case, row["id"]))
            for row in found if "other_case" in row]  # fmt: skip
    told += [Banner(_("It is asked to join this case with another one:"), _("compare the two"),
                    compare_url(case, row["id"])) for row in waits]  # fmt: skip
    blind = any("other_case" not in row for row in found)
    sentence = _("This child may be in another case already, at another organisation. Nidos compares the two.")
    return [*told, *([Banner(sentence)] if blind else [])]
