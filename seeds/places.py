"""Where children arrive, and the invented houses in which they live. Every address is invented."""

from collections.abc import Iterable
from dataclasses import dataclass

from intake.models import IntakeLocation
from partners.models import Organisation
from shelter.models import Bed, Location

INTAKE_LOCATIONS = (("ter-apel", "Ter Apel"), ("budel", "Budel"))


@dataclass(frozen=True)
class House:
    """One location: its name, type, number of beds, who runs it (empty: COA itself) and its address; and for whom.

    `size`: as the model has it, when it is known; `sexes` and `ages` (youngest and oldest): empty, it takes everybody.
    """

    name: str
    kind: str
    beds: int
    provider: str = ""
    address: str = ""
    size: str = ""
    temporary: bool = False
    speciality: str = ""
    sexes: tuple[str, ...] = ()
    ages: tuple[int | None, int | None] = (None, None)


HOUSES: tuple[House, ...] = (
    House("Huis Wilg", "BO", 4, "wilgenhof", "Verzonnenlaan 12, 9999 ZA Nergenshuizen", "SMALL"),
    House("Huis Es", "BO", 3, "wilgenhof", "Denkbeeldstraat 3, 9999 ZB Nergenshuizen", "SMALL", sexes=("F",)),
    House("Huis Meeuw", "BO", 5, "zeemeeuw", "Fantasiekade 88, 9999 ZC Nergensluis", "SMALL"),
    House(
        "Fier, veilige plek",
        "FIER",
        2,
        "fier",
        "Sprookjespad 7, 9999 ZD Nergenswoude",
        "SMALL",
        speciality="eergerelateerd geweld",
        ages=(14, None),
    ),
    House("Kleinschalige opvang De Kade", "AMV", 6, address="Kadeplein 1, 9998 AA Elders", size="SMALL"),
    House("azc De Heide", "AZC", 4, address="Heideweg 100, 9998 AB Elders", size="LARGE"),
    House(
        "Speciale opvang De Brug",
        "SPECIAL_AZC",
        2,
        address="Brugstraat 5, 9998 AC Elders",
        size="MEDIUM",
        speciality="jongvolwassenen uit de Beschermde Opvang",
        ages=(18, None),
    ),
    House("Noodopvang De Hal", "EMERGENCY", 4, address="Halplein 2, 9998 AD Elders", size="LARGE", temporary=True),
    House(
        "Crisisnoodopvang Sporthal",
        "CRISIS_EMERGENCY",
        4,
        address="Sportlaan 9, 9998 AE Elders",
        size="LARGE",
        temporary=True,
    ),
    House("Opvanggezin Zonnebloem", "FOSTER", 0, address="Tuinpad 21, 9997 AA Ergens"),
    House("Opvanggezin Klaproos", "FOSTER", 0, address="Veldpad 4, 9997 AB Ergens"),
)


def plant_intake_locations() -> int:
    """Add the places of arrival that are missing; how many that were."""
    made = (
        IntakeLocation.objects.get_or_create(code=code, defaults={"name": name})[1] for code, name in INTAKE_LOCATIONS
    )
    return sum(made)


def plant_houses(houses: Iterable[House] = HOUSES) -> int:
    """Add the houses that are missing, by their name, each with its beds; how many that were."""
    providers = {row.code: row for row in Organisation.objects.all()}
    return sum(_plant(house, providers.get(house.provider)) for house in houses)


def _plant(house: House, provider: Organisation | None) -> bool:
    youngest, oldest = house.ages
    known = {
        "kind": house.kind, "provider": provider, "address": house.address, "size_class": house.size,
        "temporary": house.temporary, "speciality": house.speciality, "sexes": list(house.sexes),
        "min_age": youngest, "max_age": oldest,
    }  # fmt: skip
    row, made = Location.objects.get_or_create(name=house.name, defaults=known)
    if made:
        Bed.objects.bulk_create(Bed(location=row, label=f"bed {number + 1}") for number in range(house.beds))
    return made
