"""The seal of an answer: a keyed hash over child, day, answer and the exact text; and the check of it."""

import hmac
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.encryption import keyed_hash
from intake.models import Case, Consent, ConsentCheck, ConsentStatement
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.resources import Resource


def made(row: ConsentStatement, case: Case) -> str:
    """What the seal of this answer must be. Under the key of the child, so it goes when that is destroyed."""
    asked = row.consent
    parts = (
        case.pk, asked.pk, asked.purpose, asked.shared_with_id, asked.explained_on, asked.language,
        asked.form_language, asked.form_edition, asked.form_text, row.pk, row.says, row.capacity, row.said_on,
        row.evidence, row.signer, row.words, row.corrects_id, *scan_of(row),
    )  # fmt: skip
    return keyed_hash(case.data_key, "consent", [str(part) for part in parts])


def scan_of(row: ConsentStatement) -> tuple[object, ...]:
    """Which scan proves it, by its fingerprint."""
    return (row.document_id, row.document.sha256) if row.document else ()


@transaction.atomic
def check(*, consent: Consent, by: Actor, at: datetime) -> ConsentCheck:
    """Compare the stored text and every answer with their seals, and record what that showed."""
    case = Case.objects.get(pk=consent.case_id)
    rows = list(ConsentStatement.objects.filter(consent=consent.pk).select_related("consent", "document"))
    intact = all(hmac.compare_digest(made(row, case), row.seal) for row in rows)
    return ledger.record(ConsentCheck(case=case, consent=consent, intact=intact, answers=len(rows)), by=by, at=at)


RESOURCE = Resource("cases/{case}/consent-checks", ConsentCheck, _("checks of consents"))
CHECK = Act(
    path="cases/{case}/consents/{consent}/checks",
    label=_("Check the seals"),
    verb=check,
    model=ConsentCheck,
    fields=(),
    parent_model=Consent,
    right=(DataClass.CONSENT, "writes"),
    source="S001-15",
    help=_("Says whether the stored text and the answers are still what was sealed when they were recorded."),
)
