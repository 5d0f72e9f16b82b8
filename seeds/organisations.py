"""The organisations of the demo: one of each kind, two that run houses; and those that exist wherever this runs."""

from partners.models import Organisation
from partners.roles import OrganisationKind as Kind

# There is one of each of these in the country: they are the same in the demo and in production.
NATIONAL: tuple[tuple[str, str, Kind], ...] = (
    ("nidos", "Nidos", Kind.NIDOS),
    ("avim", "AVIM", Kind.AVIM),
    ("ind", "IND", Kind.IND),
    ("coa", "COA", Kind.COA),
    ("vwn", "VluchtelingenWerk Nederland", Kind.VWN),
    ("evenaar", "de Evenaar", Kind.EVENAAR),
    ("fier", "Fier", Kind.FIER),
    ("rvdk", "Raad voor de Kinderbescherming", Kind.RVDK),
    ("lec-egg", "LEC EGG", Kind.LEC_EGG),
    ("lkha", "LKHA", Kind.LKHA),
    ("veilig-thuis", "Veilig Thuis", Kind.VEILIG_THUIS),
    ("schadefonds", "Schadefonds Geweldsmisdrijven", Kind.SCHADEFONDS),
    ("comensha", "CoMensha", Kind.COMENSHA),
    ("om", "Openbaar Ministerie", Kind.OM),
    ("kmar", "Koninklijke Marechaussee", Kind.KMAR),
    ("inspectie-szw", "Inspectie SZW", Kind.INSPECTIE_SZW),
    ("emm", "EMM", Kind.EMM),
    ("iom", "IOM", Kind.IOM),
    ("nr", "Nationaal Rapporteur", Kind.NR),
    ("ministerie", "Ministerie", Kind.MINISTRY),
    ("inspectie", "Inspectie", Kind.INSPECTORATE),
    ("beheer", "Beheer Beschut", Kind.SYSTEM),
)

# Of these there are many; all of them are invented.
INVENTED: tuple[tuple[str, str, Kind], ...] = (
    ("wilgenhof", "Stichting Wilgenhof", Kind.BO_PROVIDER),
    ("zeemeeuw", "Jeugdhuizen De Zeemeeuw", Kind.BO_PROVIDER),
    ("dolrijn", "Advocatenkantoor Dolrijn", Kind.LAWYER),
    ("ggd-noordervaart", "GGD Noordervaart", Kind.GGD),
    ("gemeente-noordervaart", "Gemeente Noordervaart", Kind.MUNICIPALITY),
)


def plant(rows: tuple[tuple[str, str, Kind], ...]) -> int:
    """Add the organisations that are missing, by their code; how many that were."""
    made = (
        Organisation.objects.get_or_create(code=code, defaults={"name": name, "kind": kind})[1]
        for code, name, kind in rows
    )
    return sum(made)
