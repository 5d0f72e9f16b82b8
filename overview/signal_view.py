"""The signals on the case page: what each says, who knows of it, what became of it and what it belongs with."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from intake.models import Signal, SignalAssessment, counts_as_trafficking
from overview import words
from overview.case_file import CaseFile
from overview.case_parts import Receiver, receiver
from overview.links import When
from overview.records import Button, history_url
from partners.models import Notice, NoticeKind

Row = dict[str, Any]
Buttons = Mapping[UUID, tuple[Button, ...]]
NO_BUTTONS: Buttons = {}
CERTAINTY = {"SLIGHT": "calm", "REASONABLE": "soon", "STRONG": "late"}
STATUS = {"SHARED": "soon", "LEADS_TO_INDICATION": "ok"}
LINK, MERGE = "signals-links", "signals-merges"


@dataclass(frozen=True)
class Judgement:
    """One thing that became of it: what, by whom, when and why."""

    what: str
    who: str
    when: str
    reasons: str
    history: str


@dataclass(frozen=True)
class Other:
    """Another signal on this page, and what the two have to do with each other."""

    text: str
    anchor: str


@dataclass(frozen=True)
class SignalView:
    anchor: str
    certainty: When
    status: When | None
    summary: str
    kinds: str
    notes: list[str]
    detail: str
    indicators: str
    raised: str
    others: list[Other]
    judgements: list[Judgement]
    receivers: list[Receiver]
    buttons: list[Button]
    history: str
    file: str


def load(file: CaseFile, buttons: Buttons) -> list[SignalView]:
    """Every signal that may be read, with what else may be read of it."""
    told: dict[Any, list[Receiver]] = defaultdict(list)
    for row in file.of(Notice):
        if row["kind"] == NoticeKind.SIGNAL and "about" in row:
            told[row["about"]].append(receiver(row, file))
    judged: dict[Any, list[Judgement]] = defaultdict(list)
    for row in file.of(SignalAssessment):
        judged[row["signal"]].append(judgement(row, file))
    return [view(row, file, told[row["id"]], judged[row["id"]], buttons) for row in file.of(Signal)]


def view(row: Row, file: CaseFile, receivers: Sequence[Receiver] = (), judgements: Sequence[Judgement] = (),
         buttons: Buttons = NO_BUTTONS, other: str = "") -> SignalView:  # fmt: skip
    """One signal in words; `other`: the file of this child in which it stands, if it is not this one."""

    def said(name: str) -> str:
        return words.value(Signal, name, row[name], file.names) if name in row else ""

    def joined(*parts: str) -> str:
        return " · ".join(filter(None, parts))

    return SignalView(
        anchor=anchor(row["id"]), certainty=When(said("certainty"), CERTAINTY.get(row.get("certainty", ""), "calm")),
        status=When(said("status"), STATUS.get(row["status"], "calm")) if said("status") else None,
        summary=said("summary"), kinds=joined(said("kinds"), said("exploitation_forms")), notes=notes(row),
        detail=said("detail"), indicators=said("indicators"),
        raised=joined(words.organisation_of(row, file.names), said("source_step"), said("raised_at"),
                      said("place_phase"), said("place")),
        others=others(row, file), judgements=list(judgements), receivers=list(receivers), file=other,
        buttons=offered(row, file, buttons.get(row["id"], ())),
        history=history_url(Signal, row["id"]),
    )  # fmt: skip


def offered(row: Row, file: CaseFile, buttons: tuple[Button, ...]) -> list[Button]:
    """What takes another signal only where there is one, and merging only with one that is open."""
    rest = [other for other in file.of(Signal) if other["id"] != row["id"]]
    possible = {LINK: bool(rest), MERGE: any(other["status"] in Signal.OPEN for other in rest)}
    return [button for button in buttons if possible.get(button.act, True)]


def anchor(pk: UUID) -> str:
    return f"signal-{pk}"


def notes(row: Row) -> list[str]:
    """What must not be read into it."""
    if counts_as_trafficking(row.get("kinds", ())):
        return []
    return [_("Does not count as a signal of human trafficking by itself.")]


def judgement(row: Row, file: CaseFile) -> Judgement:
    what = words.value(SignalAssessment, "outcome", row["outcome"], file.names)
    until = words.day(row["review_on"]) if row.get("review_on") else ""
    return Judgement(
        what=_("%(what)s, look again on %(day)s") % {"what": what, "day": until} if until else what,
        who=words.organisation_of(row, file.names), when=words.moment(row["created_at"]),
        reasons=words.value(SignalAssessment, "reasons", row.get("reasons"), file.names),
        history=history_url(SignalAssessment, row["id"]),
    )  # fmt: skip


def others(row: Row, file: CaseFile) -> list[Other]:
    """Which signals it belongs with, seen from either side; of those that may be read."""
    found = []
    for other in file.of(Signal):
        named = {"who": words.organisation_of(other, file.names), "when": words.moment(other["raised_at"])}
        if row.get("merged_into") == other["id"]:
            found.append(Other(_("Read on in the signal of %(who)s of %(when)s") % named, anchor(other["id"])))
        elif other.get("merged_into") == row["id"]:
            found.append(
                Other(_("The signal of %(who)s of %(when)s is part of this one") % named, anchor(other["id"]))
            )
        elif other["id"] == row.get("linked_to") or other.get("linked_to") == row["id"]:
            found.append(Other(_("May be the same as the signal of %(who)s of %(when)s") % named, anchor(other["id"])))
    return found
