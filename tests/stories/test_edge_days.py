"""Edge cases of the calendar, told through the verbs on the days on which they happen."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.urls import reverse

from intake import consent, consent_answer, majority, signal
from intake.models import Case
from overview import snapshot, tasks
from partners.models import Person
from policy.dates import atw_roll
from residence import guardianship, terms, wait
from shelter import rest, whereabouts
from shelter.models import Placement
from tests.houses import refusal
from tests.overview.conftest import at_screen, text

__all__ = ["at_screen"]
pytestmark = [pytest.mark.django_db, pytest.mark.smoke]
At = Callable[..., datetime]
Admit = Callable[..., Case]


def guarded(case: Case, people: dict[str, Person], cast: SimpleNamespace, at: datetime) -> Case:
    guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at)
    return case


@pytest.mark.requirement("EC-01", "INV-23", "INV-24", "S004-50", "S004-58")
def test_eighteen_on_the_tenth_day_of_the_rest(admit: Admit, people: dict[str, Person], cast: SimpleNamespace,
                                               at: At) -> None:  # fmt: skip
    case = guarded(admit(at(2026, 3, 9), born=date(2008, 3, 19)), people, cast, at(2026, 3, 9))
    eighteen, records = at(2026, 3, 19), majority.of_case(case)
    assert wait.of_case(case).rest_last_day == date(2026, 3, 30)
    assert rest.is_running(rest.of_case(case), [], date(2026, 3, 30))
    assert guardianship.is_active(guardianship.current(case), records, date(2026, 3, 18))
    assert not guardianship.is_active(guardianship.current(case), records, date(2026, 3, 19))
    assert whereabouts.current(case, eighteen).ends_at is None
    todos = tasks.open_tasks(snapshot.load(cast.intake, eighteen), cast.intake.role, eighteen)
    assert "START_CARE" in {todo.task.code for todo in todos}
    asked = consent.ask(
        case=case, purpose="COMENSHA_REGISTRATION", explained_on=eighteen.date(), explained_by="P. intake",
        language="ti", form_language="en", interpreter=True, by=cast.intake, at=eighteen,
    )  # fmt: skip
    said = {"consent": asked, "said_on": eighteen.date(), "evidence": "TESTIMONY", "by": cast.intake, "at": eighteen}
    assert refusal(lambda: consent_answer.sign(capacity="GUARDIAN", **said))[0] == "not-the-signer"
    consent_answer.sign(capacity="CHILD", **said)
    assert majority.registered_as_minor(records)


@pytest.mark.requirement("EC-29", "INV-23", "D-5")
def test_born_on_the_twenty_ninth_of_february(admit: Admit, people: dict[str, Person], cast: SimpleNamespace,
                                              at: At) -> None:  # fmt: skip
    case = guarded(admit(at(2018, 1, 4), born=date(2000, 2, 29)), people, cast, at(2018, 1, 4))
    row, records = guardianship.current(case), majority.of_case(case)
    assert guardianship.is_active(row, records, date(2018, 2, 28))
    assert not guardianship.is_active(row, records, date(2018, 3, 1))
    clocks = {clock.name: clock for clock in terms.clocks(case, date(2018, 2, 28))}
    assert clocks["MAJORITY"].earliest == date(2018, 3, 1)


@pytest.mark.requirement("EC-30", "S004-47")
@pytest.mark.parametrize(("year", "last"), [(2015, date(2016, 2, 29)), (2016, date(2017, 2, 28))])
def test_admitted_on_the_thirtieth_of_november(admit: Admit, at: At, year: int, last: date) -> None:
    case = admit(at(year, 11, 30), born=date(2002, 5, 5))
    clocks = {clock.name: clock for clock in terms.clocks(case, date(year, 12, 1))}
    assert clocks["HEARING_WAIT"].last_day == last


@pytest.mark.requirement("EC-32", "D-7")
def test_a_rest_that_ends_on_good_friday_ends_on_good_friday(admit: Admit, cast: SimpleNamespace, at: At) -> None:
    friday, tuesday = date(2026, 4, 3), date(2026, 4, 7)
    case = admit(at(2026, 3, 13))
    assert wait.of_case(case).rest_last_day == friday
    assert not rest.is_running(rest.of_case(case), [], date(2026, 4, 4))
    # What the law lets somebody do before a day would wait until after Easter.
    assert atw_roll(friday) == tuesday


@pytest.mark.requirement("EC-61", "B-50")
@pytest.mark.parametrize(
    ("moment", "in_utc", "last"),
    [
        ((2026, 3, 29, 0, 30), datetime(2026, 3, 28, 23, 30, tzinfo=UTC), date(2026, 4, 19)),
        ((2026, 3, 29, 23, 30), datetime(2026, 3, 29, 21, 30, tzinfo=UTC), date(2026, 4, 19)),
        ((2026, 10, 25, 0, 30), datetime(2026, 10, 24, 22, 30, tzinfo=UTC), date(2026, 11, 15)),
        ((2026, 10, 25, 23, 30), datetime(2026, 10, 25, 22, 30, tzinfo=UTC), date(2026, 11, 15)),
    ],
)
def test_brought_in_during_the_night_in_which_the_clock_changes(admit: Admit, at: At, moment: tuple[int, ...],
                                                                in_utc: datetime, last: date) -> None:  # fmt: skip
    case = admit(at(*moment))
    assert Placement.objects.get(case=case).starts_at.astimezone(UTC) == in_utc
    assert wait.of_case(case).rest_last_day == last


@pytest.mark.requirement("EC-62", "INV-40", "S001-19")
def test_two_children_in_a_cell_are_not_shown_nor_what_would_give_them_away(
    open_case: Callable[..., Case], people: dict[str, Person], cast: SimpleNamespace, at: At,
    at_screen: Callable[..., object],
) -> None:  # fmt: skip
    for number in range(12):
        case = guarded(open_case(given_names=f"Kind{number}"), people, cast, at(2026, 3, 2))
        signal.report(case=case, kinds=["TRAFFICKING"], summary="Bang.", by=cast.avim, at=at(2026, 3, 2))
        if number < 2:
            asked = consent.ask(
                case=case, purpose="COMENSHA_REGISTRATION", explained_on=date(2026, 3, 3), explained_by="P. guardian",
                language="ti", form_language="en", interpreter=True, by=cast.guardian, at=at(2026, 3, 3),
            )  # fmt: skip
            consent_answer.refuse(consent=asked, capacity="GUARDIAN", said_on=date(2026, 3, 3), by=cast.guardian,
                                  at=at(2026, 3, 3, 13))  # fmt: skip
    file = text(at_screen("supervisor").get(reverse("admin:figure_consent_csv", args=[2026])))
    rows = csv.DictReader(io.StringIO(file))
    shown = {row["Wat ervan kwam"]: row["Aantal"] for row in rows if "registratie bij CoMensha" in row["Tabel"]}
    assert (shown["geweigerd door de voogd of een ouder"], shown["niet gevraagd"]) == ("niet getoond", "niet getoond")
    assert shown["allen samen (de noemer)"] == "12"
