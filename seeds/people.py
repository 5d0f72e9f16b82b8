"""Who can log in to the demo: invented people, at least one for every role."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from partners.models import Organisation, Person
from shelter.models import Location

# Known to everybody: these accounts are only ever made in the demo.
DEMO_PASSWORD = "veilig-onder-de-wilg"


@dataclass(frozen=True)
class Login:
    """One account; a mentor works in one house."""

    username: str
    name: str
    organisation: str
    role: str
    house: str = ""
    phone: str = ""


LOGINS: tuple[Login, ...] = (
    Login("aanmelding", "Joke Terpstra", "nidos", "nidos.intake"),
    Login("voogd", "Marit Hoekwater", "nidos", "nidos.guardian", phone="00-000 01 01"),
    Login("voogd2", "Sander Kloosterboer", "nidos", "nidos.guardian", phone="00-000 01 02"),
    Login("zorgcoordinator", "Fenna Duinmeijer", "nidos", "nidos.care_coordinator"),
    Login("leiding-nidos", "Abel Vroegindewei", "nidos", "nidos.supervisor"),
    Login("avim", "Ruben Zandstra", "avim", "avim.officer"),
    Login("recherche", "Ilse Korenhof", "avim", "avim.detective"),
    Login("leiding-avim", "Gerben Wolthuis", "avim", "avim.supervisor"),
    Login("ind", "Nadia Bloemhard", "ind", "ind.officer"),
    Login("leiding-ind", "Pieter Oldeman", "ind", "ind.supervisor"),
    Login("coa", "Tessa Grashof", "coa", "coa.placement"),
    Login("aandacht-coa", "Wout Lindeboer", "coa", "coa.focal_person"),
    Login("leiding-coa", "Carla Heuvelman", "coa", "coa.supervisor"),
    Login("mentor-wilg", "Sjoerd Appelhof", "wilgenhof", "bo_provider.mentor", "Huis Wilg"),
    Login("mentor-es", "Lotte Veenhuis", "wilgenhof", "bo_provider.mentor", "Huis Es"),
    Login("leiding-wilgenhof", "Hanna Molenkamp", "wilgenhof", "bo_provider.supervisor"),
    Login("mentor-meeuw", "Daan Schelpveld", "zeemeeuw", "bo_provider.mentor", "Huis Meeuw"),
    Login("advocaat", "Mirjam Dolrijn", "dolrijn", "lawyer.lawyer"),
    Login("ggd", "Bas Weiland", "ggd-noordervaart", "ggd.health_worker"),
    Login("vluchtelingenwerk", "Yvonne Rietveen", "vwn", "vwn.observer"),
    Login("evenaar", "Koen Sterrenburg", "evenaar", "evenaar.clinician"),
    Login("kmar", "Jelle Havinkhorst", "kmar", "kmar.reporter"),
    Login("inspectie-szw", "Marloes Kettelaar", "inspectie-szw", "inspectie_szw.reporter"),
    Login("comensha", "Anouk Zomerdijk", "comensha", "comensha.clerk"),
    Login("rapporteur", "Evert Boekholt", "nr", "nr.analyst"),
    Login("fg", "Willemijn Slotman", "nidos", "dpo.officer"),
    Login("beheer", "Otto Meerstad", "beheer", "system.administrator"),
)


def plant(logins: Iterable[Login] = LOGINS) -> int:
    """Add the accounts that are missing, by their user name; how many that were."""
    known = set(Person.objects.values_list("username", flat=True))
    missing = [login for login in logins if login.username not in known]
    if not missing:
        return 0
    organisations = {row.code: row for row in Organisation.objects.all()}
    houses = dict(Location.objects.values_list("name", "id"))
    # Making a hash is slow on purpose. One serves them all: the password is no secret.
    password = make_password(DEMO_PASSWORD)
    for login in missing:
        Person.objects.create(
            username=login.username, name=login.name, organisation=organisations[login.organisation], role=login.role,
            staff_id=f"demo-{login.username}", location=houses.get(login.house), password=password,
            phone=login.phone,
        )  # fmt: skip
    return len(missing)
