"""Which children a location takes: by sex and by age. What is not known of a child keeps it out of nowhere."""

from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from config.clock import day_of
from intake import majority
from intake.models import Case, Child
from partners.errors import RuleBroken
from shelter.models import Location

SOURCE = "S004-17"


def age_on(case: Case, day: date) -> int | None:
    """By the birth date that leads, in doubt the younger (D-5); None when it is not known."""
    record = majority.of_case(case).leading
    return record.age(day) if record else None


def sex_of(case: Case) -> str:
    return Child.objects.filter(case=case).values_list("sex", flat=True).get()


def takes_age(location: Location, age: int | None) -> bool:
    youngest, oldest = location.min_age, location.max_age
    return age is None or ((youngest is None or age >= youngest) and (oldest is None or age <= oldest))


def check(case: Case, location: Location, starts_at: datetime) -> None:
    """Whether this location takes this child, on the day on which the stay begins. Raises RuleBroken."""
    if location.sexes and sex_of(case) not in (Child.Sex.UNKNOWN, *location.sexes):
        raise RuleBroken("sex-not-taken", _("This location does not take children of this sex."), SOURCE)
    has_ages = location.min_age is not None or location.max_age is not None
    if has_ages and not takes_age(location, age_on(case, day_of(starts_at))):
        raise RuleBroken("age-not-taken", _("This location does not take children of this age."), SOURCE)


def fitting(case: Case, rows: QuerySet[Location], at: datetime) -> QuerySet[Location]:
    """Those of these locations that take this child."""
    age, sex = age_on(case, day_of(at)), sex_of(case)
    if age is not None:
        rows = rows.filter(Q(min_age=None) | Q(min_age__lte=age), Q(max_age=None) | Q(max_age__gte=age))
    if sex == Child.Sex.UNKNOWN:
        return rows
    limited = rows.exclude(sexes=[]).values_list("pk", "sexes")
    return rows.exclude(pk__in=[pk for pk, sexes in limited if sex not in sexes])
