"""The year of arrivals in the database: told through the acts, once, by who had the right, also after a stop."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from io import StringIO

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import override_settings

from audit.models import Entry, Kind, Origin
from config.clock import day_of
from intake import birth_date, progress
from intake.models import Case, Child, Conversation, Relation, Signal
from partners.models import Involvement, Notice, Person
from policy.dates import ONE_DAY
from residence import wait
from residence.models import Guardianship, Hearing
from seeds import organisations, people, places
from seeds.cohort import journey, shares
from seeds.cohort.shares import ARRIVALS, FACTS
from seeds.cohort.telling import Cohort
from shelter import indication, rest
from shelter.models import Indication, Placement

pytestmark = pytest.mark.django_db
SMALL, SOME = 12, 200


def run(*arguments: str, verbosity: int = 1) -> tuple[str, str]:
    """What `manage.py seed --cohort 2015` prints and what it says meanwhile."""
    out, err = StringIO(), StringIO()
    with override_settings(DEMO=True):
        call_command("seed", "--cohort", str(shares.YEAR), *arguments, stdout=out, stderr=err, verbosity=verbosity)
    return out.getvalue(), err.getvalue()


def told_children(arrivals: int) -> Counter[tuple[str, str, str]]:
    """The children by their traces in the ledger."""
    entries = Entry.objects.filter(
        trace_id__startswith=f"seed-2015-{arrivals}-", kind=Kind.CREATE, table="intake_child"
    )
    children = Child.objects.in_bulk(list(entries.values_list("record", flat=True)))
    return Counter(
        (entry.trace_id, children[entry.record].given_names, children[entry.record].family_name) for entry in entries
    )


def planned_children(arrivals: int) -> Counter[tuple[str, str, str]]:
    kids = [kid for family in Cohort(arrivals).families for kid in family]
    return Counter((f"seed-2015-{arrivals}-{kid.number:04d}", kid.given_names, kid.family_name) for kid in kids)


def counts() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


@pytest.mark.smoke
class TestCommand:
    def test_twice_is_once(self) -> None:
        out, err = run("--arrivals", str(SMALL))
        assert f"children of 2015: {SMALL} added" in out
        assert err.startswith(f"{SMALL}/{SMALL} children, ")
        assert Case.objects.count() == SMALL
        before = counts()
        out, err = run("--arrivals", str(SMALL))
        assert "Everything was there already: nothing changed." in out
        assert err == ""
        assert counts() == before

    def test_a_run_that_was_stopped_goes_on_where_it_was(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The family at hand is given up whole; nobody is told twice, and in the end everybody was told."""
        whole, told = journey.go, []

        def stops(each: journey.Journey) -> None:
            told.append(each)
            if len(told) > 5:
                raise KeyboardInterrupt
            whole(each)

        with monkeypatch.context() as patch:
            patch.setattr(journey, "go", stops)
            with pytest.raises(CommandError, match=f"Stopped after 5 of {SMALL} children; run it again to go on."):
                run("--arrivals", str(SMALL))
        assert Case.objects.count() == 5
        out, err = run("--arrivals", str(SMALL))
        assert f"children of 2015: {SMALL - 5} added" in out
        assert err.startswith(f"{SMALL}/{SMALL} children, ")
        assert told_children(SMALL) == planned_children(SMALL)

    @pytest.mark.parametrize("other", [("--arrivals", "30"), ("--arrivals", "3", "--busy-day")])
    def test_two_cohorts_do_not_mix(self, other: tuple[str, ...]) -> None:
        run("--arrivals", "3")
        before = counts()
        with pytest.raises(CommandError, match="There is another cohort here"):
            run(*other)
        assert {name: count for name, count in counts().items() if before[name] != count} == {}

    @pytest.mark.parametrize(("arguments", "said"), [
        (("--cohort", "2015", "--arrivals", "0"), "from 1 to 3820"),
        (("--cohort", "2015", "--arrivals", "3821"), "from 1 to 3820"),
        (("--busy-day",), "say what a --cohort is like"),
        (("--arrivals", "10"), "say what a --cohort is like"),
        (("--cohort", "2014"), "invalid choice"),
        (("--cohort", "2015", "--reference-only"), "not allowed with"),
    ])  # fmt: skip
    def test_what_makes_no_sense_is_refused(self, arguments: tuple[str, ...], said: str) -> None:
        with override_settings(DEMO=True), pytest.raises(CommandError, match=said):
            call_command("seed", *arguments, stdout=StringIO())
        assert not Person.objects.exists()

    def test_no_word_of_progress_when_asked_to_be_quiet(self) -> None:
        assert run("--arrivals", "2", verbosity=0) == ("", "")
        assert Case.objects.count() == 2

    def test_outside_the_demo_it_refuses_and_writes_nothing(self) -> None:
        assert not settings.DEMO
        before = counts()
        with pytest.raises(CommandError, match="This is not the demo"):
            call_command("seed", "--cohort", "2015")
        assert counts() == before


@pytest.fixture(scope="class")
def told(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """A small year, told once for the tests that only look at it."""
    with django_db_blocker.unblock(), transaction.atomic():
        run("--arrivals", str(SOME))
        connection.check_constraints()
        yield
        transaction.set_rollback(True)


def near(found: int, fact: str) -> bool:
    return abs(found - FACTS[fact].count * SOME / ARRIVALS) < 1


@pytest.mark.usefixtures("told")
class TestTold:
    """The cohort as it stands in the database, against the table."""

    def test_every_child_stands_in_a_case_as_it_was_planned(self) -> None:
        assert Case.objects.count() == SOME
        assert told_children(SOME) == planned_children(SOME)

    @pytest.mark.parametrize(("column", "table"), [
        ("child__sex", shares.SEX), ("child__nationality", shares.NATIONALITY), ("arrived_on__month", shares.MONTH),
        ("birth_dates__precision", shares.PRECISION),
    ])  # fmt: skip
    def test_the_shares_within_rounding(self, column: str, table: tuple[shares.Share, ...]) -> None:
        rows = Case.objects.filter(birth_dates__status="PROVISIONAL").values_list(column, flat=True)
        found, whole = Counter(map(str, rows)), sum(row.count for row in table)
        assert sum(found.values()) == SOME
        assert all(abs(found[row.value] - row.count * SOME / whole) < 1 for row in table)

    @pytest.mark.requirement("RP-02", "B-26", "B-40")
    def test_what_befell_them_within_rounding(self) -> None:
        signals = Signal.objects.all()
        assert near(sum("TRAFFICKING" in row.kinds for row in signals), "DETECTED")
        assert near(Placement.objects.filter(location__kind__in=["BO", "FIER"]).count(), "PROTECTED")
        assert near(Relation.objects.filter(kind="PARTNER", married=True).count(), "CHILD_BRIDES")
        seen = Relation.objects.filter(kind="PARTNER", case__contact_moments__alone=True)
        assert near(seen.count(), "CHILD_BRIDES")
        assert near(Relation.objects.filter(kind="SIBLING").values("case").distinct().count(), "SIBLINGS")
        assert near(Case.objects.filter(birth_dates__status="OFFICIAL").count(), "OFFICIAL")
        unfinished = FACTS["TWICE"].count + FACTS["GONE"].count
        without_number = Child.objects.filter(v_number="").count()
        assert abs(without_number - unfinished * SOME / ARRIVALS) < 2
        assert Guardianship.objects.count() == SOME - without_number

    @pytest.mark.requirement("S004-28")
    def test_the_intake_is_complete_but_for_who_left_and_who_was_registered_twice(self) -> None:
        states = Counter(progress.state(case) for case in Case.objects.exclude(child__v_number=""))
        assert set(states) == {progress.COMPLETE}
        without = Conversation.objects.filter(case__child__v_number="")
        assert {row.step for row in without} == {"ACQUAINTANCE"}

    @pytest.mark.requirement("INV-05", "INV-07", "S004-37")
    def test_every_signal_has_its_decision_coa_knows_and_the_child_has_its_place(self) -> None:
        for signal in Signal.objects.all():
            decided = indication.current(signal.case)
            assert decided.rests_on == [str(signal.id)]
            assert decided.coa_informed_at is not None
            stays = Placement.objects.filter(case=signal.case)
            assert [row.location.kind for row in stays] == [
                kind for kind in [decided.outcome] if kind != Indication.Outcome.NOT_NEEDED
            ]

    @pytest.mark.requirement("S004-46", "S004-47", "INV-14")
    def test_rest_first_and_then_the_hearing(self) -> None:
        hearings = Hearing.objects.all()
        assert hearings.count() == Placement.objects.filter(location__kind__in=["BO", "FIER"]).count()
        for planned in hearings:
            resting = rest.of_case(planned.case)
            assert rest.last_day(resting, resting.extensions.all()) < planned.planned_on
            assert wait.of_case(planned.case).allows(planned.planned_on)

    def test_everybody_did_what_was_theirs_and_looked_at_what_came(self) -> None:
        """An act is only performed by who has the right; here, that it was the right one of them."""
        entries = Entry.objects.filter(trace_id__startswith="seed-2015-")
        assert {entry.origin for entry in entries} == {Origin.COMMAND}
        people = Person.objects.in_bulk()
        by = {model: {people[row.created_by].role for row in model._default_manager.all()}
              for model in (Case, Guardianship, Indication, Hearing)}  # fmt: skip
        assert by == {Case: {"nidos.intake"}, Guardianship: {"nidos.intake"}, Indication: {"nidos.guardian"},
                      Hearing: {"ind.officer"}}  # fmt: skip
        unread = Notice.objects.filter(acknowledged_at=None).values_list("to_organisation__kind", flat=True)
        assert set(unread) <= {"FIER"}
        guards = Involvement.objects.filter(ground="GUARDIAN").values_list("case_id", "person")
        read_by = Notice.objects.filter(to_role="nidos.guardian").values_list("case_id", "acknowledged_by")
        assert set(read_by) <= set(guards)

    def test_nobody_is_grown_up_when_it_arrives(self) -> None:
        for case in Case.objects.all():
            assert birth_date.is_minor(case, case.arrived_on)


@pytest.mark.requirement("S004-14")
@pytest.mark.parametrize("day", [(2028, 2, 29), (2027, 3, 29)])
def test_the_busy_day_can_be_any_day(at: Callable[..., datetime], day: tuple[int, int, int]) -> None:
    """A leap day, and Easter Monday after the change to summer time: what comes after it has not happened yet."""
    call_command("seed", "--reference-only", stdout=StringIO())
    organisations.plant(organisations.INVENTED)
    places.plant_houses()
    people.plant()
    cohort = Cohort(60, at(*day, 0, 10))
    cohort.plant()
    *_before, done = cohort.tell()
    assert done == len(cohort.children) == Case.objects.count() < 60
    today = day_of(cohort.now)
    assert today - ONE_DAY * 14 < Case.objects.latest("arrived_on").arrived_on <= today
    assert not Conversation.objects.filter(held_on__gt=today).exists()
    assert not Placement.objects.filter(starts_at__gt=cohort.now).exists()
    assert not Notice.objects.filter(sent_at__gt=cohort.now).exists()
    under_way = Counter(progress.state(case) for case in Case.objects.order_by("-arrived_on")[:5])
    assert under_way[progress.IN_PROGRESS] + under_way[progress.OPEN] > 0
    assert [*cohort.tell()] == [done]
