"""The way from the case page to paper: the form of a consent to print, and the scan of one that was signed."""

from collections.abc import Mapping
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from intake.models import ComenshaMessage, Consent, Document
from overview.case_file import CaseFile
from overview.records import Button

Buttons = Mapping[UUID, tuple[Button, ...]]


def buttons(file: CaseFile, others: Buttons) -> dict[UUID, tuple[Button, ...]]:
    """Beside the other buttons of a record, for who may read all of it."""
    found = dict(others)
    for model, column, name, label in (
        (Consent, "form_text", "admin:consent_form", _("Print the form")),
        (Document, "sha256", "admin:document", _("Open")),
        (ComenshaMessage, "payload", "admin:comensha_file", _("Take along as a file")),
    ):
        for row in file.of(model):
            if column in row:
                button = Button(label, reverse(name, args=[row["case"], row["id"]]))
                found[row["id"]] = (*found.get(row["id"], ()), button)
    return found
