"""What has to be there before anybody can work: places with beds, and people whose role fits where they work."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Count, Q

from intake.models import IntakeLocation
from overview.operations.findings import Finding
from partners.models import DutyDesk, Organisation, Person
from partners.roles import ROLES
from shelter.models import Location


def places_are_known(_at: datetime) -> Iterator[Finding]:
    houses = Location.objects.filter(is_active=True)
    empty = houses.annotate(usable=Count("beds", filter=Q(beds__is_active=True))).filter(usable=0).count()
    arrivals = IntakeLocation.objects.count()
    yield Finding("places", bool(houses) and bool(arrivals),
                  f"{houses.count()} in use ({empty} without a bed), {arrivals} of arrival",
                  "An administrator enters them: “Reference data” in the admin.")  # fmt: skip


def people_fit(_at: datetime) -> Iterator[Finding]:
    """Everybody's role is one of the organisation's kind; guardians and administrators are there; a desk answers."""
    active = Person.objects.filter(is_active=True).select_related("organisation")
    misfits = sum(1 for each in active if ROLES[each.role].kind not in (None, "", each.organisation.kind))
    yield Finding("people", not misfits, f"{misfits} in a role of another kind of organisation" if misfits else
                  f"{len(active)} active, each in a role of their organisation", "Correct their role.")  # fmt: skip
    roles = {each.role for each in active}
    for role in ("nidos.guardian", "nidos.supervisor", "system.administrator"):
        if role not in roles:
            yield Finding("people", False, f"nobody is {role}", "Add a person in this role (docs/operations.md, 3).")
    deskless = Organisation.objects.filter(kind="NIDOS").exclude(pk__in=DutyDesk.objects.values("organisation"))
    codes = ", ".join(deskless.values_list("code", flat=True))
    yield Finding(
        "duty desk", not codes, f"none for {codes}" if codes else "Nidos answers", "Run manage.py duty_desk."
    )
