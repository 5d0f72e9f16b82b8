"""A case on paper for one recipient: what both who prints and who gets it may read, and the entry that says so."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from audit import ledger
from audit.models import Kind
from audit.models import Recorded as Model
from config.clock import day_of
from intake import papers
from intake.models import Case, Correction, CorrectionTelling
from overview import dossier_topics, recipients, words
from overview.case_file import CaseFile, fill, kinds
from overview.case_page import grounds
from overview.dossier_topics import Topic
from overview.recipients import Recipient
from overview.words import Told
from partners import access, both, involvement
from partners.access import Standing
from partners.actors import Actor
from partners.both import Both, ByRight, Columns
from partners.errors import RuleBroken
from partners.models import Involvement, Organisation, Person
from partners.roles import Purpose

# In acute danger somebody opens the case at once and reads all of it: paper is no way.
PURPOSES = [(code, capfirst(label)) for code, label in Purpose.choices if code != Purpose.ACUTE_DANGER]


# Who was told what was put right, and by whom, is for those who answer for it (GDPR art. 19).
ON_NO_PAPER = {Correction, CorrectionTelling}


@dataclass(frozen=True)
class Choice:
    """What the form shows: whose file it is, and for whom it can be printed."""

    standing: Standing
    reference: str
    recipients: dict[str, Recipient]


@dataclass(frozen=True)
class Printed:
    """The whole paper; `left_out` says in words what is not in it, `mark` stands on every page."""

    mark: str
    facts: list[Told]
    topics: list[Topic]
    left_out: list[str]


def choose(actor: Actor, case: UUID, at: datetime) -> Choice:
    """For whom this actor can print, and the entry that they saw who is involved. Raises NotFound, NotAllowed."""
    standing = involvement.standing(actor, case, at)
    recipients.check_may_print(standing)
    standing = recipients.for_good(standing)
    ledger.read(Involvement, by=standing.actor, case=case, classes=access.classes_of(Involvement, standing),
                ground=grounds(standing))  # fmt: skip
    reference = Case.objects.values_list("reference", flat=True).get(pk=case)
    return Choice(standing, reference, recipients.of_case(standing, at))


def print_for(choice: Choice, key: str, purpose: str, at: datetime) -> Printed:
    """The paper, and the entry that it was given out. Raises RuleBroken."""
    standing = choice.standing
    involvement.check_not_joined(standing, at)
    recipient = choice.recipients.get(key)
    if recipient is None:
        raise RuleBroken("not-involved", _("For this recipient there is nothing to print."), "INV-38")
    file, classes = load(standing, recipient, at)
    given_out(standing, recipient, purpose, classes)
    return printed(file, recipient, purpose, at)


def given_out(standing: Standing, recipient: Recipient, purpose: str, classes: Collection[str]) -> None:
    """That it left on paper, with whom and what for: so that it stands in the ledger and in the child's own log."""
    ledger.write(Kind.EXPORT, by=replace(standing.actor, purpose=purpose), table=Case._meta.db_table,
                 record=standing.case, case=standing.case, data_classes=sorted(classes), ground=grounds(standing),
                 reason=papers.ON_PAPER + recipient.code)  # fmt: skip


def load(standing: Standing, recipient: Recipient, at: datetime) -> tuple[CaseFile, Collection[str]]:
    """The rows that both may read, with the columns that both may read, and of which classes these are."""
    mine = ByRight(standing)
    shared: dict[type[Model], Columns] = {}
    for model, _column, _order in kinds():
        columns = both.columns(model, mine, recipient.reader)
        # A record of which nothing is said says only that there is one.
        if model not in ON_NO_PAPER and any(words.shown(model, name) for name in columns):
            shared[model] = columns
    file = CaseFile(both_stand(standing, recipient), at)
    fill(file, shared, lambda rows: both.read(rows, shared[rows.model], mine, recipient.reader))
    return file, {name for model, columns in shared.items() for name in both.classes(model, columns)}


def both_stand(standing: Standing, recipient: Recipient) -> Both:
    known = {name: getattr(standing, name) for name in Standing.__dataclass_fields__}
    return Both(**known, other=recipient.standing)


def printed(file: CaseFile, recipient: Recipient, purpose: str, at: datetime) -> Printed:
    found = dossier_topics.topics(file)
    by = printer(file.standing.actor, named=not recipient.is_child)
    said = {"recipient": recipient.name, "purpose": str(dict(PURPOSES)[purpose]), "day": words.day(day_of(at))}
    return Printed(
        mark=_("For %(recipient)s · %(purpose)s · %(day)s · printed by %(by)s") % {**said, "by": by},
        facts=dossier_topics.facts(file),
        topics=dossier_topics.without_writers(found) if recipient.is_child else found,
        left_out=left_out(recipient),
    )


def printer(actor: Actor, *, named: bool) -> str:
    """Who printed it; on the paper that the child takes along only for whom."""
    organisation = Organisation.objects.get(pk=actor.organisation_id).name
    name = Person.objects.filter(pk=actor.person_id).values_list("name", flat=True).first() if named else ""
    return ", ".join(filter(None, [name, organisation]))


def left_out(recipient: Recipient) -> list[str]:
    """What is not in it, alike for every case: that something is missing here says nothing about this child."""
    if recipient.is_child:
        return [
            _("What could put the child in danger when somebody else reads this paper."),
            _("The child may ask for the rest: the guardian, the lawyer or the data-protection officer tells it."),
        ]
    return [
        _("What this recipient may not read, and what whoever printed it may not read."),
        _("Special data and the child's own story: they are read one at a time, and never printed here."),
        _("Addresses of shelter."),
        _("Tasks, clocks and alerts: they change every day."),
    ]
