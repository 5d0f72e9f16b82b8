"""What a person types in the one box: a V-number, a case number, a birth date, or a name or a part of one."""

import re
from datetime import date
from functools import cache

from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import override

from overview.case_search import Wanted

BETWEEN = r"[\s./-]+"
DAY_FIRST = re.compile(rf"(\d{{1,2}}){BETWEEN}(\d{{1,2}}|[a-z]{{3,}}){BETWEEN}(\d{{4}})", re.ASCII)
YEAR_FIRST = re.compile(rf"(\d{{4}}){BETWEEN}(\d{{1,2}}){BETWEEN}(\d{{1,2}})", re.ASCII)
CASE_NUMBER = re.compile(r"bo[\s-]*(\d{4})[\s-]*(\d+)|(\d{4})-(\d{4,})", re.ASCII)
V_NUMBER = re.compile(r"(?:v(?:[\s-]*(?:nr|nummer|number))?)?[\s.:-]*(\d[\d\s.-]*)", re.ASCII)
NO_DIGIT = re.compile(r"\D")
# How a month is written short where that is not how it begins.
SHORT = {"mrt": 3}


def typed(text: str) -> Wanted:
    """What is looked for. Raises ValidationError for a day that there is not."""
    known = text.strip().casefold()
    if number := CASE_NUMBER.fullmatch(known):
        year, place = (part for part in number.groups() if part)
        return Wanted(reference=f"BO-{year}-{int(place):04d}")
    if parts := day_parts(known):
        return Wanted(birth_date=day(*parts))
    if number := V_NUMBER.fullmatch(known):
        return Wanted(v_number=NO_DIGIT.sub("", number[1]))
    return Wanted(name=text.strip())


def day_parts(known: str) -> tuple[int, int, int] | None:
    """Year, month and day, in whichever order and with whichever month they were typed."""
    if found := YEAR_FIRST.fullmatch(known):
        return int(found[1]), int(found[2]), int(found[3])
    found = DAY_FIRST.fullmatch(known)
    month = month_of(found[2]) if found else None
    return (int(found[3]), month, int(found[1])) if found and month else None


def day(year: int, month: int, number: int) -> date:
    try:
        return date(year, month, number)
    except ValueError:
        raise ValidationError(_("There is no such day.")) from None


def month_of(said: str) -> int | None:
    """The number of a month by its number, its name, or how its name begins."""
    if said.isdecimal():
        return int(said)
    return next((number for name, number in months().items() if name.startswith(said)), SHORT.get(said))


@cache
def months() -> dict[str, int]:
    """The number of each month by its Dutch and its English name."""
    found = {}
    for language in ("nl", "en"):
        with override(language):
            found.update({str(name).casefold(): number for number, name in MONTHS.items()})
    return found
