"""What a year of arrivals needs beside the demo: guardians, and protected houses with beds enough."""

from collections.abc import Sequence
from itertools import product

from seeds.cohort import shares
from seeds.cohort.newcomer import Newcomer
from seeds.people import Login
from seeds.places import House

CHILDREN_OF_A_GUARDIAN = 25
BEDS_OF_A_HOUSE = 12
PROVIDERS = ("wilgenhof", "zeemeeuw")
TREES = (
    "Beuk", "Linde", "Iep", "Esdoorn", "Lijsterbes", "Hazelaar", "Meidoorn", "Vlier", "Berk", "Els", "Populier",
    "Kastanje", "Haagbeuk", "Sering",
)  # fmt: skip
GIVEN = ("Roos", "Thijs", "Anke", "Joris", "Wietske", "Bram", "Liesbeth", "Gijs", "Marieke", "Teun", "Hilde", "Koen")
FAMILY = (
    "Zilverberg", "Waterlander", "Heidekamp", "Duinker", "Rozendal", "Veldstra", "Akkerhuis", "Bosveen", "Kamperveen",
    "Lindehof", "Merelbeek", "Oeverland", "Polderman", "Rietdijk", "Zandvoorter",
)  # fmt: skip


def guardian(family: int, arrivals: int) -> str:
    """The user name of the guardian of the family of this place: each in turn, so that all have as many."""
    return f"voogd-{shares.YEAR}-{family % how_many(arrivals, CHILDREN_OF_A_GUARDIAN) + 1:03d}"


def how_many(all_of_them: int, each: int) -> int:
    return -(-all_of_them // each)


def guardians(arrivals: int) -> tuple[Login, ...]:
    """Enough guardians; their names are put together from parts."""
    names = [f"{given} {family}" for family, given in product(FAMILY, GIVEN)]
    needed = how_many(arrivals, CHILDREN_OF_A_GUARDIAN)
    return tuple(
        Login(guardian(turn, arrivals), names[turn % len(names)], "nidos", "nidos.guardian") for turn in range(needed)
    )


def houses(children: Sequence[Newcomer]) -> tuple[House, ...]:
    """The houses with a bed for each child that is placed in one."""
    return (*_of_kind("BO", children), *_of_kind("FIER", children))


def _of_kind(kind: str, children: Sequence[Newcomer]) -> list[House]:
    beds = sum(child.seen is not None and child.seen.outcome == kind for child in children)
    return [_house(kind, turn) for turn in range(how_many(beds, BEDS_OF_A_HOUSE))]


def _house(kind: str, turn: int) -> House:
    address = f"Bomenlaan {turn + 1}, 9999 {'ZE' if kind == 'BO' else 'ZF'} Nergensbos"
    provider = "fier" if kind == "FIER" else PROVIDERS[turn % len(PROVIDERS)]
    return House(house_name(kind, turn), kind, BEDS_OF_A_HOUSE, provider, address)


def house_name(kind: str, turn: int) -> str:
    tree = TREES[turn % len(TREES)]
    return f"Fier, huis {tree}" if kind == "FIER" else f"Huis {tree}"


def mentors(of: Sequence[House]) -> tuple[Login, ...]:
    """Somebody in each house who opens its post; Fier has no account in the demo."""
    return tuple(
        Login(f"mentor-{shares.YEAR}-{turn + 1:02d}", f"{GIVEN[-1 - turn % len(GIVEN)]} {FAMILY[turn % len(FAMILY)]}",
              house.provider, "bo_provider.mentor", house.name)
        for turn, house in enumerate(house for house in of if house.kind == "BO")
    )  # fmt: skip


def bed_of(kind: str, place: int) -> tuple[str, int]:
    """The house and the bed of whoever comes so many-th into houses of this kind."""
    turn, bed = divmod(place, BEDS_OF_A_HOUSE)
    return house_name(kind, turn), bed + 1
