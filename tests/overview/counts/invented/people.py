"""All of it together: so many invented children, and everything the figures count of them."""

from partners.models import Person
from tests.overview.counts.invented import children, guiding, living, reporting, residing, telling
from tests.overview.counts.invented.world import World

NUMBER, JOINED, CONSULTATIONS = 900, 240, 90


def invent(seed: int = 2016) -> World:
    """The rows in the database, in a transaction that rolls back."""
    world = World(seed)
    coordinator = world.add(Person(username="regie", name="R. Verzonnen", organisation=world.organisations[0],
                                   role="nidos.guardian"))  # fmt: skip
    children.arrive(world, NUMBER)
    children.join(world, JOINED)
    meetings = guiding.consult(world, CONSULTATIONS)
    for case in world.cases:
        living.live(world, case)
        living.decide(world, case)
        living.go_missing(world, case)
        guiding.guide(world, case, meetings, coordinator)
        for happens in (telling.talk, telling.screen, telling.raise_signals, reporting.ask, reporting.report,
                        residing.hear, residing.apply, residing.report):  # fmt: skip
            happens(world, case)
    world.write()
    return world
