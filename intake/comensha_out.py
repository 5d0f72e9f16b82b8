"""What is handed out to CoMensha, or as a file to who reported: only while its basis stands, each time with its entry.

Nothing is remembered of what was handed out but the entries of the ledger. So a withdrawn consent stops the next
reading, and the withdrawal itself always goes out: it says nothing of the child (INV-29, EC-09).
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from audit import ledger
from audit.models import Kind
from config.clock import day_of
from intake import consent as consents
from intake import majority
from intake.models import Case, ComenshaMessage, Consent, ConsentStatement
from partners import access, involvement
from partners.actors import Actor
from partners.data_classes import DataClass
from partners.errors import NotFound
from partners.models import Notice
from policy import comensha as policy
from policy import htcds
from policy.consent import State, state

WITHDRAWAL = policy.WITHDRAWAL
# What of a message CoMensha sees in its list.
LISTED = ("id", "version", "created_by_organisation", "report", "number", "what", "sent_at", "payload_hash")
Row = dict[str, Any]


@dataclass(frozen=True)
class File:
    """The exact bytes, under a name that says nothing of the child."""

    name: str
    content: bytes


def standing_consents(consents_of: Iterable[UUID], at: datetime) -> set[UUID]:
    """Of these consents the ones that are given now, with as many queries for one as for a hundred."""
    rows = list(Consent.objects.filter(pk__in=set(consents_of)).values("id", "case", "purpose"))
    said = list(ConsentStatement.objects.filter(consent__in=[row["id"] for row in rows]).values(*consents.COUNTED))
    ages = majority.of_cases(row["case"] for row in rows)
    return {row["id"] for row in rows if given(row, said, ages[row["case"]], at)}


def given(row: Row, said: Sequence[Row], known: majority.Known, at: datetime) -> bool:
    mine = consents.counted(each for each in said if each["consent"] == row["id"])
    return state(row["purpose"], mine, lambda day: consents.age_on(known, day), day_of(at)) is State.GIVEN


def standing(rows: Sequence[Row], at: datetime) -> list[Row]:
    """Of these messages the ones that may be handed out now."""
    held = standing_consents([row["consent"] for row in rows if row["consent"]], at)
    return [row for row in rows if row["what"] == WITHDRAWAL or row["consent"] is None or row["consent"] in held]


def listed(rows: QuerySet[ComenshaMessage], by: Actor, at: datetime) -> list[Row]:
    """Messages as CoMensha sees them in a list, and the entry that names the cases they are of."""
    found = standing(list(rows.values(*LISTED, "consent", "case")), at)
    ledger.listed(ComenshaMessage, by=by, cases=sorted({row["case"] for row in found}),
                  classes=[DataClass.COMENSHA_SENT], related=False)  # fmt: skip
    return [{name: row[name] for name in LISTED} for row in found]


def may_go(notice: Notice, at: datetime) -> bool:
    """Whether CoMensha may still be called about this message."""
    rows = list(ComenshaMessage.objects.filter(pk=notice.about).values("consent", "what"))
    return bool(standing(rows, at))


@transaction.atomic
def hand_out(*, message: UUID, form: str, by: Actor, at: datetime) -> File:
    """A message for CoMensha itself. Raises NotFound, NotAllowed."""
    involvement.without_case(by).require(DataClass.COMENSHA_SENT, "reads")
    return given_out(message, form, by=by, at=at)


@transaction.atomic
def hand_out_in(*, case: UUID, message: UUID, form: str, by: Actor, at: datetime) -> File:
    """The same as a file, for who reports and sends it by another way. Raises NotFound, NotAllowed."""
    here = involvement.standing(by, case, at)
    here.require(DataClass.COMENSHA_SENT, "reads")
    row, _classes = access.read_one(ComenshaMessage.objects.filter(case=case), message, here)
    if row is None or "payload" not in row:
        raise NotFound
    return given_out(message, form, by=here.actor, at=at, ground=" ".join(sorted(here.grounds))[:120])


def given_out(message: UUID, form: str, *, by: Actor, at: datetime, ground: str = "") -> File:
    """Held against who withdraws at the same moment: it is handed out before that, or not at all. Raises NotFound."""
    case = ComenshaMessage.objects.filter(pk=message).values_list("case", flat=True).first()
    if case is None:
        raise NotFound
    Case.objects.select_for_update().only("pk").get(pk=case)
    if not standing(list(ComenshaMessage.objects.filter(pk=message).values("what", "consent")), at):
        raise NotFound
    row = ComenshaMessage.objects.only("payload", "version").get(pk=message)
    content = FORMS[form](str(row.payload))
    ledger.write(Kind.EXPORT, by=by, table=row._meta.db_table, record=row.pk, version=row.version, case=case,
                 data_classes=[DataClass.COMENSHA_SENT], ground=ground, reason=form)  # fmt: skip
    return File(f"comensha-{message.hex[:8]}-{form}", content)


def in_htcds(text: str) -> bytes:
    """The report in the names of the draft standard; what it has no name for is named as that. Raises NotFound."""
    told: Row = json.loads(text)
    if told["what"] == WITHDRAWAL:
        raise NotFound
    forms = told["exploitationForms"]
    fields = {
        "prs_Gender": htcds.GENDERS.get(told["sex"]),
        "prs_Citizenship": None if told["nationality"] in htcds.NO_COUNTRY else told["nationality"],
        "vic_TraffickingStatus": htcds.TRAFFICKING_STATUS,
        "vic_TypeOfExploitation": [htcds.EXPLOITATION[each] for each in forms if each in htcds.EXPLOITATION] or None,
        "cas_ReferringOrganisation": told["reporter"]["name"],
    }
    lacking = sorted(told.keys() - {"sex", "nationality", "exploitationForms", "reporter"})
    lacking += [f"exploitationForms: {each}" for each in forms if each not in htcds.EXPLOITATION]
    lacking += [f"sex: {told['sex']}"] if told["sex"] not in htcds.GENDERS else []
    lacking += [f"nationality: {told['nationality']}"] if told["nationality"] in htcds.NO_COUNTRY else []
    standard = {"name": htcds.STANDARD, "version": htcds.VERSION, "status": htcds.STATUS}
    made = {"standard": standard, "record": {name: each for name, each in fields.items() if each is not None},
            "withoutCounterpart": lacking}  # fmt: skip
    return json.dumps(made, sort_keys=True, ensure_ascii=False, indent=2).encode()


FORMS: Mapping[str, Callable[[str], bytes]] = {"json": str.encode, "htcds": in_htcds}
