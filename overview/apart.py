"""What stands apart: special data and accounts of the story, read one record at a time on a page of its own."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from audit import ledger
from audit.models import Recorded
from config.encryption import open_all, sealed_fields
from config.language import say
from intake import account, category
from intake.models import Account, CaseCategory, NamedPerson
from overview import acts, words
from overview.case_file import CaseFile
from overview.links import act_url
from overview.records import Button, Record, record
from partners import involvement
from partners.access import Standing, apart, classes_of, data_of, read, read_one
from partners.actors import Actor
from partners.data_classes import DataClass
from partners.errors import NotFound
from partners.rights import of_role
from policy import vulnerability

RESOURCES = {each.name: each for each in (account.RESOURCE, category.RESOURCE)}
NAMES: dict[type[Recorded], str] = {each.model: name for name, each in RESOURCES.items()}


@dataclass(frozen=True)
class Apart:
    """One record by itself: what may be read of it, what the study says of the group, who else may read it."""

    case: UUID
    title: str
    told: list[words.Told]
    grades: list[words.Told]
    caveat: str
    organisation: str
    recorded: str
    buttons: list[Button]
    people: list[Record]


def load(name: str, case: UUID, pk: UUID, actor: Actor, at: datetime) -> Apart:
    """The page, and the entry that this one record was read. Raises NotFound."""
    if name not in RESOURCES:
        raise NotFound
    model = RESOURCES[name].model
    standing = involvement.standing(actor, case, at)
    row, classes = read_one(model._default_manager.filter(case_id=case), pk, standing)
    if row is None:
        raise NotFound
    ledger.read(model, by=standing.actor, case=case, record=pk, version=row["version"], classes=classes,
                ground=" ".join(sorted(standing.grounds))[:120])  # fmt: skip
    file = CaseFile(standing, at)
    named = read(NamedPerson.objects.filter(case_id=case, account=pk), standing) if model is Account else []
    file.names.want(model, [row])
    file.names.want(NamedPerson, named)
    file.names.fetch()
    open_all(words.secrets_in([row]))
    shown = row.get("group") is not None
    return Apart(
        case=case, title=str(capfirst(model._meta.verbose_name)), told=words.described(model, row, file.names),
        grades=grades(str(row["group"])) if shown else [], caveat=say(vulnerability.CAVEAT) if shown else "",
        organisation=words.organisation_of(row, file.names), recorded=words.moment(row["created_at"]),
        buttons=buttons(model, pk, standing, at),
        people=[record(NamedPerson, each, file, ending(each["id"], standing, at)) for each in named],
    )  # fmt: skip


def grades(code: str) -> list[words.Told]:
    """The three grades of a group, and what makes it vulnerable; none of it says anything of this child."""
    group = vulnerability.group(code)
    return [
        words.Told(_("How vulnerable"), say(vulnerability.LEVELS[group.level])),
        words.Told(_("What makes it so"), say(group.why)),
        words.Told(_("Whether traffickers aim at this group"), say(vulnerability.EVIDENCE[group.evidence])),
        words.Told(_("What the cabinet answered"), say(vulnerability.RESPONSES[group.response])),
    ]


def buttons(model: type[Recorded], pk: UUID, standing: Standing, at: datetime) -> list[Button]:
    """What this actor can do with the record; whether it can never hangs on what stands apart or lies encrypted."""
    offered = [act for act in acts.on_record(model) if act.allowed(standing)]
    if not offered:
        return []
    told = {each for fields in data_of(model).values() for each in fields.all} - {"case"} if apart(model) else set()
    row = model._default_manager.defer(*told, *sealed_fields(model)).get(pk=pk)
    return [
        Button(str(act.label), act_url(row.in_case(), act.name, pk))
        for act in offered
        if act.available(row, standing, at)
    ]


def ending(pk: UUID, standing: Standing, at: datetime) -> tuple[Button, ...]:
    return tuple(buttons(NamedPerson, pk, standing, at))


def url(model: type[Recorded], case: UUID, pk: UUID) -> str:
    return reverse("admin:apart", args=[case, NAMES[model], pk])


def open_buttons(file: CaseFile) -> dict[UUID, tuple[Button, ...]]:
    """On the case page each record that stands apart leads to its own page, for who may read it there."""
    found: dict[UUID, tuple[Button, ...]] = {}
    for model in (Account, CaseCategory):
        for row in file.of(model):
            if model.apart & set(classes_of(model, file.standing.towards(row["id"]), alone=True)):
                assert file.standing.case is not None
                found[row["id"]] = (Button(_("Read"), url(model, file.standing.case, row["id"])),)
    return found


def special(file: CaseFile) -> str:
    """For who may read special data by role and is not authorised in person: where it stands, never whether it is."""
    standing = file.standing
    if not of_role(standing.actor.role, DataClass.CATEGORY).anything or standing.right(DataClass.CATEGORY).anything:
        return ""
    return _("Special data stands apart, and is not shown here. A supervisor of your organisation can authorise you.")
