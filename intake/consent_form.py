"""The text of a form: a first edition in policy/, later ones written by one person and approved by another (0031)."""

from datetime import date, datetime

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from intake.models import ConsentForm
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.resources import Resource
from policy.consent_forms import FormText, first_edition

SOURCE = "S001-14"


def in_force(purpose: str, language: str, day: date) -> FormText:
    """The approved text of a day: the newest edition that was in force then. Raises RuleBroken."""
    found = ConsentForm.objects.filter(
        purpose=purpose, language=language, in_force_from__lte=day, approved_on__isnull=False
    )
    row = found.order_by("-in_force_from", "-edition").first()
    if row is not None:
        return FormText(purpose, language, row.text, row.edition, in_force_from=row.in_force_from)
    first = first_edition(purpose, language)
    if not first.approved:
        raise RuleBroken(
            "form-is-a-concept",
            _("The text in this language is a concept that no office has approved yet. Use another language, "
              "with an interpreter."),
            SOURCE,
        )  # fmt: skip
    return first


@transaction.atomic
def write(*, purpose: str, language: str, text: str, in_force_from: date, by: Actor, at: datetime) -> ConsentForm:
    """Write the next edition; it counts once somebody else approved it. Raises RuleBroken."""
    if not text.strip():
        raise RuleBroken("no-text", _("Write the text."), SOURCE)
    if in_force_from < day_of(at):
        raise RuleBroken("day-impossible", _("A text begins today or later: what was signed stays as it was."), SOURCE)
    known = ConsentForm.objects.filter(purpose=purpose, language=language)
    last = known.aggregate(last=models.Max("edition"))["last"] or first_edition(purpose, language).edition
    row = ConsentForm(purpose=purpose, language=language, edition=last + 1, text=text.strip(),
                      in_force_from=in_force_from)  # fmt: skip
    return ledger.record(row, by=by, at=at)


def check_approve(consent_form: ConsentForm, by: Actor, at: datetime) -> None:
    """Somebody else than who wrote it, once, before it begins. Raises RuleBroken."""
    if consent_form.approved_on is not None:
        raise RuleBroken("approved-already", _("This text has been approved already."), SOURCE)
    if by.same_person(consent_form.created_by):
        raise RuleBroken("own-text", _("Somebody else approves it than who wrote it."), SOURCE)
    if consent_form.in_force_from < day_of(at):
        raise RuleBroken(
            "begun-already", _("It would have begun in the past: write it again with a later day."), SOURCE
        )


@transaction.atomic
def approve(*, consent_form: ConsentForm, by: Actor, at: datetime) -> ConsentForm:
    """From its first day on it is what is signed. Raises RuleBroken."""
    row = ConsentForm.objects.select_for_update().get(pk=consent_form.pk)
    check_approve(row, by, at)
    row.approved_on, row.approved_by = day_of(at), by.person_id
    return ledger.record(row, by=by, at=at)


RESOURCE = Resource("consent-forms", ConsentForm, _("consent forms"))
WRITE = Act(
    path=RESOURCE.path,
    label=_("Write a new edition"),
    verb=write,
    model=ConsentForm,
    fields=("purpose", "language", "text", "in_force_from"),
    right=(DataClass.CONSENT_FORM, "writes"),
    source=SOURCE,
    help=_("A text in use never changes. The new edition counts once a supervisor of Nidos approved it."),
)
APPROVE = Act(
    path=f"{RESOURCE.path}/{{consent_form}}/approvals",
    label=_("Approve the text"),
    verb=approve,
    model=ConsentForm,
    fields=(),
    parent_model=ConsentForm,
    right=(DataClass.CONSENT_FORM, "decides"),
    check=check_approve,
    source=SOURCE,
)
ACTS = (WRITE, APPROVE)
