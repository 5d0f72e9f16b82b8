"""Correct who the child is, or add to it: a name that was misspelt or not its own, a language learnt later.

What was written before stays in the history (INV-41); a name under which it was known stays one by which it is found.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from config.encryption import secret
from intake import correction_told, duplicate, family
from intake.case import tidy, tidy_child
from intake.models import Child, ChildCorrection, Disclosure
from partners import access, involvement, notices
from partners.actors import Actor
from partners.acts import Act, Group
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.models import NoticeKind, Organisation
from partners.resources import Resource

SOURCE = "INV-41"
FIELDS = tuple(ChildCorrection.Detail.values)
NAMES = {"given_names", "family_name", "aliases"}
TYPING_ERROR = ChildCorrection.Kind.TYPING_ERROR
LONGEST_NAME = Child._meta.get_field("given_names").max_length
NUL = "\x00"


def check_why(correction: Mapping[str, Any]) -> None:
    """One of the kinds there are, and in words from whom or what it is known. Raises RuleBroken."""
    if correction.get("kind") not in ChildCorrection.Kind.values:
        raise RuleBroken(
            "no-such-kind", _("Say what it is: a typing error, something untrue or something new."), SOURCE
        )
    if not correction.get("reason", "").strip():
        raise RuleBroken("no-reason", _("Say why this changes."), SOURCE)


def check_possible(stood: Mapping[str, Any], known: Mapping[str, Any]) -> None:
    """Each detail is one that can be written of a child; what stands already may stay. Raises RuleBroken."""
    for name, value in known.items():
        field = Child._meta.get_field(name)
        try:
            field.clean(value, None)
        except ValidationError as fault:
            said = {"what": field.verbose_name, "fault": " ".join(fault.messages)}
            raise RuleBroken(
                "not-possible", _("Something is wrong with “%(what)s”: %(fault)s") % said, "S004-27"
            ) from fault
    check_names([known["given_names"], known["family_name"], *known["aliases"]], stood["aliases"])


def check_names(names: Sequence[str], stood: Sequence[str]) -> None:
    """Letters, and not too many for one name. Raises RuleBroken."""
    if any(NUL in name for name in names):
        raise RuleBroken(
            "no-letter", _("There is a character in this name that cannot be stored: type the name anew."), "S004-27"
        )
    if any(len(name) > LONGEST_NAME for name in names if name not in stood):
        raise RuleBroken(
            "name-too-long",
            _("A name has at most %(most)s characters: write each other name on a line of its own.")
            % {"most": LONGEST_NAME},
            "S004-27",
        )


def details(row: Child) -> dict[str, Any]:
    return {name: getattr(row, name) for name in FIELDS}


def tidied(stood: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    """What is known from now on: what is said, tidied and nothing twice, and of the rest what stood.

    Raises RuleBroken when no name is left.
    """
    known = tidy_child({**stood, **said})
    known["aliases"] = list(dict.fromkeys(filter(None, known["aliases"])))
    # The order of languages says nothing: a form has one of its own.
    spoken = list(dict.fromkeys(known["languages"]))
    same = set(spoken) == set(stood["languages"])
    return {name: known[name] for name in FIELDS} | {"languages": stood["languages"] if same else spoken}


def called(known: Mapping[str, Any]) -> str:
    return tidy(f"{known['given_names']} {known['family_name']}")


def is_said(name: str, known: Mapping[str, Any]) -> bool:
    """Whether some name that the child has now has every word of this one."""
    words = set(name.casefold().split())
    return any(words <= set(other.casefold().split()) for other in (called(known), *known["aliases"]))


def former(stood: Mapping[str, Any], known: Mapping[str, Any]) -> list[str]:
    """The name under which the child was known, where no name that it has now says it."""
    name = called(stood)
    if is_said(name, known):
        return []
    return [name] if len(name) <= LONGEST_NAME else [stood["given_names"], stood["family_name"]]


def check_none_lost(stood: Mapping[str, Any], known: Mapping[str, Any]) -> None:
    """Under another name somebody may still look for the child, or ask for it. Raises RuleBroken."""
    if not all(is_said(name, known) for name in stood["aliases"]):
        raise RuleBroken(
            "name-lost",
            _("Other names stay, so that the child is still found by them. Only a typing error is taken away."),
            SOURCE,
        )


def from_now_on(stood: Mapping[str, Any], said: Mapping[str, Any], kind: str) -> dict[str, Any]:
    """What is known with this correction; no name is lost but by a typing error. Raises RuleBroken."""
    known = tidied(stood, said)
    check_possible(stood, known)
    if kind != TYPING_ERROR:
        check_none_lost(stood, known)
        known["aliases"] = [*known["aliases"], *former(stood, known)]
    return known


@transaction.atomic
def correct(*, child: Child, correction: Mapping[str, Any], by: Actor, at: datetime, **said: Any) -> Child:
    """Write the next version of who the child is; what is left out stays as it is. Raises RuleBroken.

    Who else may read this is told that it changed; files that may be of the same child are looked for anew (AL-31).
    """
    [case] = family.hold(child.case_id)
    row = Child.objects.select_for_update().get(pk=child.pk)
    check_why(correction)
    stood = details(row)
    known = from_now_on(stood, said, correction["kind"])
    changed = [name for name in FIELDS if known[name] != stood[name]]
    if not changed:
        raise RuleBroken("nothing-changed", _("This is what is recorded already: nothing changes."), SOURCE)
    for name in changed:
        setattr(row, name, known[name])
    ledger.record(row, by=by, at=at, reason=SOURCE)
    why = secret(case.data_key, correction["reason"])
    made = ChildCorrection(case=case, changed=changed, kind=correction["kind"], reason=why)
    ledger.record(made, by=by, at=at)
    duplicate.look(case=case, by=by, at=at, named=not NAMES.isdisjoint(changed))
    tell(made, by=by, at=at)
    correction_told.tell(made, DataClass.IDENTITY, by=by, at=at, inside=False)
    return row


def tell(made: ChildCorrection, *, by: Actor, at: datetime) -> None:
    """Every other organisation that may read who the child is; what it is now is read there, by right."""
    notices.send([
        notices.notice(to=each, about=made.pk, kind=NoticeKind.CHILD_CORRECTED, case=made.case_id, source=SOURCE,
                       by=by, at=at)
        for each in involvement.readers(made.case_id, DataClass.IDENTITY, at)
        if each.pk != by.organisation_id
    ], by=by, at=at)  # fmt: skip


def as_written(child: Child, by: Actor, at: datetime) -> dict[str, Any]:
    return details(child)


def advise(child: Child, by: Actor, at: datetime) -> list[str | Promise]:
    """Who was given these details outside the case hears it from nobody else; that it was shown is written down."""
    standing = involvement.standing(by, child.case_id, at)
    given = Disclosure.objects.filter(case=child.case_id, ended_on=None, expires_on__gte=day_of(at), corrected_by=None)
    rows = [row for row in access.read(given, standing) if DataClass.IDENTITY in row["data_classes"]]
    if not rows:
        return []
    ledger.read(Disclosure, by=standing.actor, case=child.case_id, ground=" ".join(sorted(standing.grounds)),
                classes=access.classes_of(Disclosure, standing))  # fmt: skip
    known = dict(Organisation.objects.filter(pk__in=[row["organisation"] for row in rows]).values_list("pk", "name"))
    names = {known.get(row["organisation"]) or row["organisation_name"] for row in rows}
    said = _("%(organisation)s was given these details outside Beschut: let it know as well what changed.")
    return [said % {"organisation": name} for name in sorted(names)]


RESOURCE = Resource("cases/{case}/children", Child, _("child"))
CORRECTIONS = Resource("cases/{case}/child-corrections", ChildCorrection, _("corrections of the child's details"))
CORRECT = Act(
    path=f"{RESOURCE.path}/{{child}}/corrections",
    label=_("Correct the child's details"),
    verb=correct,
    model=Child,
    fields=FIELDS,
    groups=(Group("correction", ChildCorrection, ("kind", "reason"), _("Why this changes")),),
    parent_model=Child,
    right=(DataClass.IDENTITY, "writes"),
    prefill=as_written,
    advise=advise,
    source=SOURCE,
    help=_("Put right what is wrong, or add what is known now. The name that the child had becomes one of its other "
           "names, so that it is still found by it; not when it was a typing error. Every organisation that may read "
           "these details hears that they were corrected."),
)  # fmt: skip
