"""Random lives in protected shelter, by several actors at once, never break what must always hold.

A life is a random sequence of placing, moving, leaving, coming back, turning eighteen and ending, on real
transactions; some of it is done by several at the same moment. After each step everything is recounted from the rows.
"""

from itertools import count

import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from audit import guards
from partners.models import Organisation
from shelter.models import Bed, Location
from tests.shelter import life, life_rules
from tests.shelter.life import Call, World

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
    pytest.mark.requirement(
        "INV-05", "INV-06", "INV-07", "INV-08", "INV-09", "INV-23", "INV-24", "INV-25", "INV-26", "INV-35", "S004-15"
    ),
]
number = count(1)
places = {"house": st.integers(0, len(life.KINDS) - 1), "bed": st.integers(0, life.BEDS - 1)}
calls = st.builds(
    Call, act=st.sampled_from(life.OFTEN), child=st.integers(0, life.CHILDREN - 1),
    # Mostly whose work it is, now and then somebody else.
    by=st.sampled_from(("",) * 3 * len(life.ACTORS) + life.ACTORS), choice=st.integers(0, 399), **places,
)  # fmt: skip


@pytest.fixture
def begin(cast, people, open_case, organisations, at):
    """A new world beside those that were: children with a guardian, and houses of every type."""
    guards.lay()

    def begun() -> World:
        name = next(number)
        houses = [
            make_house(organisations, f"House {name}-{index} (test)", kind) for index, kind in enumerate(life.KINDS)
        ]
        cases = [
            open_case(given_names=f"Child{name}x{index}", family_name="Invented").pk for index in range(life.CHILDREN)
        ]
        world = World(cast, people["nidos.guardian"], houses, cases, at(2026, 3, 2, 13))
        for call in life.BEGINS:
            assert world.call(call)
            world.wait()
        return world

    return begun


def make_house(organisations: dict[str, Organisation], name: str, kind: str) -> Location:
    house = Location.objects.create(name=name, kind=kind, provider=organisations["BO_PROVIDER"])
    Bed.objects.bulk_create(Bed(location=house, label=str(label)) for label in range(life.BEDS))
    return house


def machine(begin):
    class Life(RuleBasedStateMachine):
        @initialize()
        def arrive(self):
            self.world = begin()

        @rule(call=calls)
        def somebody(self, call):
            self.world.call(call)
            self.world.wait()

        @rule(together=st.lists(calls, min_size=2, max_size=4))
        def several_at_once(self, together):
            self.world.together(together)
            self.world.wait()

        @rule(days=st.integers(1, 120))
        def time_passes(self, days):
            self.world.wait(days)

        @invariant()
        def all_holds(self):
            life_rules.check(self.world)

    return Life


HOW = {"deadline": None, "database": None, "suppress_health_check": list(HealthCheck)}


def test_random_lives_break_nothing(begin):
    run_state_machine_as_test(
        machine(begin),
        settings=settings(max_examples=10, stateful_step_count=25, derandomize=True, phases=(Phase.generate,), **HOW),
    )


@pytest.mark.long
def test_many_random_lives_break_nothing(begin):
    run_state_machine_as_test(machine(begin), settings=settings(max_examples=300, stateful_step_count=40, **HOW))
