"""The organisations that take part, by day: their name and the telephone that always answers."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from partners.errors import RuleBroken
from partners.models import Client, DutyDesk, Edition, Involvement, Organisation, OrganisationEdition, Person
from partners.reference import Reference


def check_no_people(row: Organisation, day: date, at: datetime) -> None:
    """Nobody works with Beschut for it any more, and it is in no case. Raises RuleBroken."""
    works = Person.objects.filter(organisation=row, is_active=True).exists()
    if works or Client.objects.filter(organisation=row).exists():
        raise RuleBroken(
            "people-left", _("People or programs of this organisation can still sign in: end that first."), "D-10"
        )
    if Involvement.objects.open(at).filter(organisation=row).exists():
        raise RuleBroken("still-involved", _("This organisation is still involved in the case of a child."), "D-10")


def _desk(row: Organisation, edition: Edition) -> None:
    """The telephone of an organisation stands apart from it."""
    assert isinstance(edition, OrganisationEdition)
    desk = DutyDesk.objects.filter(organisation=row).first() or DutyDesk(organisation=row)
    if edition.phone and (desk.phone, desk.hours) != (edition.phone, edition.hours):
        desk.phone, desk.hours = edition.phone, edition.hours
        desk.save()


def _telephone(row: Organisation) -> Mapping[str, Any]:
    desk = DutyDesk.objects.filter(organisation=row).first() or DutyDesk()
    return {"phone": desk.phone, "hours": desk.hours}


ORGANISATIONS = Reference(
    path="organisation-editions",
    title=_("organisations"),
    add=_("Add an organisation"),
    edition=OrganisationEdition,
    subject="organisation",
    says=("name", "phone", "hours"),
    keys=("code", "kind"),
    check_use=check_no_people,
    kept=("phone", "hours"),
    beside=_desk,
    stands_beside=_telephone,
)
