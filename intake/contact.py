"""People the child names as a contact: nobody is called before Nidos has assessed it, a partner never (INV-33)."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from config.encryption import secret
from intake import match
from intake.models import Case, ContactPerson, Relation
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken

SAFE, UNSAFE = ContactPerson.Safety.SAFE, ContactPerson.Safety.UNSAFE
BARRED = Q(kind=Relation.Kind.PARTNER) | Q(unsafe=True)


def is_barred(case: Case, name: str, relation: Relation | None) -> bool:
    """Whether this is a partner or somebody to keep apart from the child: by the link, or else by the name."""
    barred = Relation.objects.filter(BARRED, case=case, ended_on=None).select_related("other_case__child")
    return any(row == relation or match.plain(name) in names(row) for row in barred)


def names(relation: Relation) -> set[str]:
    """The names that somebody goes by, for comparing."""
    if relation.other_case:
        return match.names(relation.other_case.child)
    return {match.plain(relation.name)} - {""}


def check_barred(case: Case, name: str, relation: Relation | None) -> None:
    if is_barred(case, name, relation):
        raise RuleBroken(
            "never-a-contact",
            _("A partner, or somebody the child is kept apart from, can never be a contact person."),
            "INV-33",
        )


@transaction.atomic
def record(*, case: Case, name: str, who: str = "", reach: str = "", relation: Relation | None = None,
           by: Actor, at: datetime) -> ContactPerson:  # fmt: skip
    """Write down whom the child names; nobody is to be called yet. Raises RuleBroken."""
    if relation is not None and (relation.case_id != case.pk or relation.ended_on is not None):
        raise RuleBroken("unknown-relation", _("Choose somebody who stands in this file."), "S000-22")
    check_barred(case, name, relation)
    row = ContactPerson(case=case, name=name.strip(), who=who.strip(), relation=relation,
                        reach=secret(case.data_key, reach))  # fmt: skip
    return ledger.record(row, by=by, at=at)


@transaction.atomic
def assess(*, contact: ContactPerson, safety: str, safety_reason: str, by: Actor, at: datetime) -> ContactPerson:
    """Nidos says whether this person may be called, and why; it may say so again later. Raises RuleBroken."""
    contact = ContactPerson.objects.select_for_update().get(pk=contact.pk)
    if safety not in (SAFE, UNSAFE) or not safety_reason.strip():
        raise RuleBroken("no-verdict", _("Say whether this person is safe, and why."), "S000-22")
    if safety == SAFE:
        check_barred(contact.case, contact.name, contact.relation)
    return _judge(contact, safety, safety_reason.strip(), by=by, at=at)


def bar(relation: Relation, *, by: Actor, at: datetime) -> None:
    """Whoever turns out to be a partner or a danger is no contact person from now on (INV-33)."""
    for row in ContactPerson.objects.select_for_update().filter(case=relation.case_id).exclude(safety=UNSAFE):
        if row.relation_id == relation.pk or match.plain(row.name) in names(relation):
            _judge(row, UNSAFE, str(_("Turned out to be a partner or to be kept apart (INV-33).")), by=by, at=at)


def _judge(row: ContactPerson, safety: str, reason: str, *, by: Actor, at: datetime) -> ContactPerson:
    row.safety, row.safety_reason, row.assessed_on = safety, reason, day_of(at)
    return ledger.record(row, by=by, at=at)


def without_relation(case: Case, by: Actor, at: datetime) -> dict[str, None]:
    """A person types the name: who of the family it is shows by that."""
    return {"relation": None}


def verdicts(contact: Any, by: Actor, at: datetime) -> dict[str, list[str]]:
    return {"safety": [SAFE, UNSAFE]}


RECORD = Act(
    path="cases/{case}/contact-persons",
    label=_("Add a contact person"),
    verb=record,
    model=ContactPerson,
    fields=("name", "who", "reach", "relation"),
    parent_model=Case,
    right=(DataClass.CONTACT, "writes"),
    narrow=without_relation,
    source="S000-22",
)
ASSESS = Act(
    path="cases/{case}/contact-persons/{contact}/assessments",
    label=_("Assess the contact person"),
    verb=assess,
    model=ContactPerson,
    fields=("safety", "safety_reason"),
    required=("safety", "safety_reason"),
    parent_model=ContactPerson,
    right=(DataClass.CONTACT, "writes"),
    narrow=verdicts,
    source="S000-22",
)
