"""The command that fills the demo: what it refuses, what every installation gets, and on which days it works."""

from collections.abc import Callable
from datetime import datetime
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from audit.models import Entry
from config.clock import day_of
from intake.models import (
    Case,
    IntakeLocation,
)
from partners.models import Organisation, Person
from partners.roles import OrganisationKind
from residence import hearing, wait
from seeds import organisations, people, places, stories
from seeds.stories import STORIES, tell
from tests.seeds.telling import counts, rest_last_day, run, told

pytestmark = [pytest.mark.django_db, pytest.mark.smoke]


class TestCommand:
    def test_outside_the_demo_it_refuses_and_writes_nothing(self) -> None:
        assert not settings.DEMO
        before = counts()
        with pytest.raises(CommandError, match="This is not the demo"):
            call_command("seed")
        assert counts() == before

    @pytest.mark.requirement("S004-12", "S004-89", "S002-09")
    def test_outside_the_demo_it_gives_what_every_installation_needs(self) -> None:
        for _twice in range(2):
            call_command("seed", "--reference-only", stdout=StringIO())
        assert IntakeLocation.objects.get(code="ter-apel").name == "Ter Apel"
        invented = {"BO_PROVIDER", "LAWYER", "GGD", "MUNICIPALITY"}
        kinds = sorted(Organisation.objects.values_list("kind", flat=True))
        assert kinds == sorted(set(OrganisationKind.values) - invented)
        assert {"OM", "IOM"} <= set(kinds)
        assert not Person.objects.exists()
        assert not Case.objects.exists()

    def test_a_story_that_fails_leaves_nothing_behind(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Half a story is impossible, and the next run tells it whole."""
        whole = STORIES["coa-not-told"]

        def breaks_off(story) -> None:
            whole(story)
            raise RuntimeError

        few = {"no-signal": STORIES["no-signal"], "coa-not-told": breaks_off, "just-arrived": STORIES["just-arrived"]}
        monkeypatch.setattr(stories, "STORIES", few)
        with pytest.raises(RuntimeError):
            run()
        assert Entry.objects.filter(trace_id="seed-no-signal").exists()
        assert not Entry.objects.filter(trace_id="seed-coa-not-told").exists()
        assert Case.objects.filter(child__family_name="Nguyễn Thị").count() == 0
        few["coa-not-told"] = whole
        again = run()
        assert "story no-signal: there already" in again
        assert "story coa-not-told: 1 added" in again


@pytest.mark.parametrize(
    "day",
    [
        (2028, 2, 29),
        (2027, 3, 29),
        *(pytest.param(each, marks=pytest.mark.long) for each in ((2028, 1, 1), (2027, 5, 31))),
    ],
)
def test_the_stories_can_be_told_on_any_day(at: Callable[..., datetime], day: tuple) -> None:
    """A leap day, Easter Monday after the change to summer time, New Year, the end of a month; just after midnight."""
    run("--reference-only")
    organisations.plant(organisations.INVENTED)
    places.plant_houses()
    people.plant()
    now = at(*day, 0, 10)
    assert [tell(key, now) for key in STORIES] == [True] * len(STORIES)
    assert wait.of_case(told("hearing-may-be-planned")).earliest < day_of(now)
    assert rest_last_day(told("rest-ends-today")) == day_of(now)
    favour = told("hearing-overtaken-by-rest")
    assert hearing.in_conflict(hearing.planned_first(favour), wait.of_case(favour))
