"""Add the scan of a signed paper, and give it out to whoever may read it (S001-15)."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config import scans
from config.encryption import seal, unseal
from intake.document_code import code_of, typed
from intake.models import Case, Consent, Document, DocumentContent
from partners import access, involvement
from partners.access import Standing
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import NotAllowed, NotFound, RuleBroken
from partners.resources import Resource

SOURCE = "S001-15"


@dataclass(frozen=True)
class Opened:
    """A scan as it is given out, under a name that says nothing of the child."""

    name: str
    media_type: str
    content: bytes


def taken_in(content: bytes) -> scans.Scan:
    """The clean picture of what was sent. Raises RuleBroken."""
    try:
        return scans.clean(content)
    except scans.ScanRefused as refusal:
        raise RuleBroken(refusal.code, refusal.message, SOURCE) from refusal


def check_new(row: Document) -> None:
    if Document.objects.filter(case=row.case, sha256=row.sha256).exists():
        raise RuleBroken("scan-known", _("This scan is in the case already."), SOURCE)


def consent_of(case: Case, form_code: str) -> tuple[Consent, str]:
    """The consent of this child whose form carries the code, and the code as it is printed. Raises RuleBroken."""
    code = typed(form_code)
    if code is None:
        raise RuleBroken("code-mistyped", _("There is no such code: copy it from the form once more."), SOURCE)
    found = next((each for each in Consent.objects.filter(case=case.pk) if code_of(each.pk) == code), None)
    if found is None:
        raise RuleBroken(
            "form-of-another",
            _("No form of this child carries this code. Look whose form it is, and add it there."),
            SOURCE,
        )
    return found, code


@transaction.atomic
def add(*, case: Case, form_code: str, kind: str, content: bytes, by: Actor, at: datetime) -> Document:
    """Keep a clean picture of the scan, encrypted with the key of the child. Raises RuleBroken."""
    consent, _code = consent_of(case, form_code)
    return keep(consent=consent, kind=kind, scan=taken_in(content), by=by, at=at)


@transaction.atomic
def keep(*, consent: Consent, kind: str, scan: scans.Scan, by: Actor, at: datetime) -> Document:
    """The record and the bytes of what was taken in already. Raises RuleBroken."""
    case = Case.objects.select_for_update().get(pk=consent.case_id)
    row = Document(case=case, consent=consent, form_code=code_of(consent.pk), kind=kind, media_type=scan.media_type,
                   size=len(scan.content), sha256=hashlib.sha256(scan.content).hexdigest())  # fmt: skip
    check_new(row)
    ledger.record(row, by=by, at=at)
    DocumentContent(document=row, sealed=seal(case.data_key, scan.content, binding(row.pk, row.sha256))).save()
    return row


def binding(document: UUID, sha256: str) -> str:
    """What the scan is sealed to: no scan can take the place of another, nor of what its record says it is."""
    return f"intake.DocumentContent:{document}:{sha256}"


def read(*, document: UUID, standing: Standing) -> Opened:
    """The scan, and the entry that says who got it. Raises NotFound, NotAllowed."""
    rows = Document.objects.filter(case_id=standing.case)
    if access.plan(Document, standing) is None:
        raise NotAllowed(f"{DataClass.CONSENT}:reads")
    row, classes = access.read_one(rows, document, standing)
    if row is None:
        raise NotFound
    if "sha256" not in row:
        raise NotAllowed(f"{DataClass.CONSENT}:reads")
    ledger.read(Document, by=standing.actor, case=standing.case, record=document, version=row["version"],
                classes=classes, ground=" ".join(sorted(standing.grounds))[:120])  # fmt: skip
    return Opened(f"document-{document.hex[:8]}", row["media_type"], opened(document, row["sha256"]))


def opened(document: UUID, sha256: str) -> bytes:
    """The bytes of a scan, if they still are what its record says. Raises Unreadable."""
    kept = DocumentContent.objects.get(pk=document)
    return unseal(bytes(kept.sealed), binding(document, sha256))


def read_in(*, case: UUID, document: UUID, by: Actor, at: datetime) -> Opened:
    """The same, for whoever stands in a case now. Raises NotFound, NotAllowed."""
    return read(document=document, standing=involvement.standing(by, case, at))


RESOURCE = Resource("cases/{case}/documents", Document, _("scanned documents"))
ADD = Act(
    path=RESOURCE.path,
    label=_("Add a signed paper"),
    verb=add,
    model=Document,
    fields=("form_code", "kind"),
    required=("form_code", "kind"),
    parent_model=Case,
    right=(DataClass.CONSENT, "writes"),
    source=SOURCE,
    help=_("A PDF, JPEG or PNG. Of what you send only the look of its pages is kept, encrypted."),
)
