"""Indicators of trafficking: reference data. None of them proves or disproves anything (B-43, S004-91)."""

from dataclasses import dataclass

from policy.text import Text

# fmt: off
# Tables, to be read row by row.


@dataclass(frozen=True, kw_only=True)
class IndicatorList:
    """A published list; ``note`` says how far it could be read, or what its makers warn of."""

    code: str
    text: Text
    source: tuple[str, ...]
    note: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """One thing to notice: the list it stands in, and where that was published."""

    code: str
    group: str
    text: Text
    source: tuple[str, ...]


# Stands beside every screening, whatever came out of it (S004-91, B-43, B-45).
CAVEAT = Text(
    "Een screening is nooit helemaal betrouwbaar. Dat er een aanwijzing is, bewijst niets en kan ook op iets "
    "anders wijzen; dat er geen is, sluit niets uit. Is er een aanwijzing, zoek dan verder. Een signaal melden kan "
    "altijd, ook als niets opviel.",
    "A screening is never fully reliable. That there is an indicator proves nothing and may point to something else; "
    "that there is none rules nothing out. If there is one, look further. A signal can always be raised, also when "
    "nothing stood out.",
)
HELP = Text("Meer over signalen van mensenhandel staat op wegwijzermensenhandel.nl.",
            "More on signs of trafficking is at wegwijzermensenhandel.nl (in Dutch).")
HELP_URL = "https://www.wegwijzermensenhandel.nl/"

LISTS: tuple[IndicatorList, ...] = (
    IndicatorList(code="UNODC_CHILD", source=("B-42",),
                  text=Text("Kinderen (UNODC)", "Children (UNODC)")),
    IndicatorList(code="UNODC_GENERAL", source=("B-44",),
                  text=Text("Kinderen en volwassenen (UNODC)", "Children and adults (UNODC)")),
    IndicatorList(code="REGIONAL", source=("B-45",), text=Text("Nederlandse regionale lijst", "Dutch regional list"),
                  note=Text("Deze aanwijzingen kunnen ook op andere problemen wijzen. Van de lijst (uiterlijk, "
                            "houding, gedrag) waren alleen voorbeelden te lezen, en niet in welke groep zij staan.",
                            "These may point to other problems too. Of the list (appearance, attitude, behaviour) "
                            "only examples were readable, and not in which group each stands.")),
    IndicatorList(code="SMUGGLING", source=("S001-25", "S001-28"), text=Text("Mensensmokkel", "Smuggling"),
                  note=Text("Smokkel is geen mensenhandel, maar wie een schuld heeft is kwetsbaar.",
                            "Smuggling is not trafficking, but who has a debt is vulnerable.")),
    IndicatorList(code="ILO", source=("B-41",), text=Text("Onderwerpen van de ILO-lijst", "Headings of the ILO list"),
                  note=Text("Alleen de zes onderwerpen waren te lezen. De aanwijzingen zelf (10, 10, 16, 9, 15 en 7) "
                            "en hoe zwaar zij voor kinderen wegen niet; zij staan hier daarom niet.",
                            "Only the six headings were readable. The items (10, 10, 16, 9, 15 and 7) and how much "
                            "they weigh for children were not, so they do not stand here.")),
    IndicatorList(code="METHOD", source=("S000-49", "S002-03", "S002-20", "S002-23"),
                  text=Text("Hoe het gaat (de brieven)", "How it goes (the letters)"),
                  note=Text("De brieven noemen deze vormen; zij zeggen niet hoe erg het is, en een andere kan ook.",
                            "The letters name these; they do not say how grave it is, and it may go another way.")),
)


def _rows(group: str, source: tuple[str, ...], texts: dict[str, tuple[str, str]]) -> tuple[Indicator, ...]:
    return tuple(Indicator(code=code, group=group, text=Text(*text), source=source) for code, text in texts.items())


INDICATORS: tuple[Indicator, ...] = (
    *_rows("UNODC_CHILD", ("B-42",), {
        "NO_ACCESS_TO_PARENTS": ("heeft geen contact met ouders of voogd", "has no access to parents or guardians"),
        "LOOKS_INTIMIDATED": ("maakt een bange indruk; het gedrag past niet bij de leeftijd",
                              "looks intimidated; behaviour is not typical for the age"),
        "NO_FRIENDS": ("heeft buiten het werk geen vrienden van de eigen leeftijd",
                       "has no friends of the own age outside work"),
        "NO_EDUCATION": ("gaat niet naar school", "has no education"),
        "NO_TIME_TO_PLAY": ("heeft geen tijd om te spelen", "has no time for playing"),
        "LIVES_APART": ("woont apart van andere kinderen, in een slecht onderkomen",
                        "lives apart from other children, in substandard accommodation"),
        "EATS_APART": ("eet apart van de “familie”", "eats apart from the “family”"),
        "ONLY_LEFTOVERS": ("krijgt alleen restjes te eten", "gets only leftovers to eat"),
        "UNSUITABLE_WORK": ("doet werk dat niet geschikt is voor een kind", "does work not suitable for a child"),
        "TRAVELS_UNACCOMPANIED": ("reist zonder volwassenen", "travels unaccompanied by adults"),
        "TRAVELS_WITH_NON_RELATIVES": ("reist in een groep met mensen die geen familie zijn",
                                       "travels in a group with people who are not relatives"),
        "CHILD_SIZED_CLOTHING": ("er is werkkleding of kleding voor sekswerk in kindermaten",
                                 "there is clothing for work or sex work in child sizes"),
        "TOYS_AT_WORKPLACE": ("er ligt speelgoed in een bordeel of een fabriek",
                              "there are toys in a brothel or a factory"),
        "CLAIMED_AS_FOUND": ("een volwassene zegt het kind te hebben “gevonden”",
                             "an adult claims to have “found” the child"),
        "TAXI_PHONE_NUMBERS": ("heeft telefoonnummers bij zich om een taxi te bellen",
                               "carries telephone numbers for calling taxis"),
        "ILLEGAL_ADOPTION": ("is mogelijk illegaal geadopteerd", "may have been adopted illegally"),
    }),
    *_rows("UNODC_GENERAL", ("B-44",), {
        "DOCUMENTS_HELD": ("iemand anders heeft de papieren", "somebody else holds the documents"),
        "RELUCTANT_TO_SPEAK": ("wil niet zelf praten of laat een ander antwoorden",
                               "is reluctant to speak, or lets somebody else answer"),
        "POOR_LIVING_CONDITIONS": ("leeft in slechte omstandigheden", "lives in poor conditions"),
        "INJURIES": ("heeft verwondingen", "has injuries"),
        "LIMITED_ASSOCIATION": ("kan maar met weinig anderen omgaan", "can associate with few others"),
        "NO_ACCESS_TO_EARNINGS": ("kan niet bij het eigen loon", "has no access to the own earnings"),
        "MOVEMENT_CONTROLLED": ("anderen bepalen waar het kind mag gaan en staan", "others control the movements"),
    }),
    *_rows("REGIONAL", ("B-45",), {
        "SUDDEN_MONEY": ("heeft opeens geld of dure spullen", "suddenly has money or expensive goods"),
        "MANY_PHONE_CALLS": ("wordt heel vaak gebeld", "gets many telephone calls"),
        "TATTOOS": ("heeft opvallende tatoeages", "has conspicuous tattoos"),
        "VOODOO_MATERIAL": ("heeft spullen die met voodoo te maken hebben", "has material that belongs to voodoo"),
        "SELF_HARM": ("doet zichzelf pijn", "harms himself or herself"),
        "DEBT_TO_EMPLOYER": ("heeft een schuld aan een “werkgever”", "has a debt to an “employer”"),
    }),
    *_rows("SMUGGLING", ("S001-25", "S001-29"), {
        "TRAVEL_DEBT": ("heeft een schuld voor de reis", "has a debt for the journey"),
    }),
    *_rows("ILO", ("B-41",), {
        "DECEPTIVE_RECRUITMENT": ("misleid bij de werving", "deceptive recruitment"),
        "COERCIVE_RECRUITMENT": ("gedwongen bij de werving", "coercive recruitment"),
        "RECRUITMENT_BY_ABUSE": ("geworven door misbruik van een kwetsbare positie",
                                 "recruitment by abuse of vulnerability"),
        "EXPLOITATION": ("uitbuiting", "exploitation"),
        "COERCION_AT_DESTINATION": ("dwang op de plaats van bestemming", "coercion at the destination"),
        "ABUSE_AT_DESTINATION": ("misbruik van een kwetsbare positie op de plaats van bestemming",
                                 "abuse of vulnerability at the destination"),
    }),
    *_rows("METHOD", ("S000-49", "S003-25"), {
        "LOVERBOY": ("iemand wint eerst de liefde van het kind en maakt het dan afhankelijk (loverboy)",
                     "somebody wins the child's love first, and then makes it depend on him or her (loverboy)"),
    }),
    *_rows("METHOD", ("S002-20", "S002-23", "S003-28"), {
        "ONLINE": ("via telefoon of internet benaderd, misbruikt of afgeperst",
                   "approached, abused or blackmailed by telephone or internet"),
    }),
    *_rows("METHOD", ("S002-23",), {
        "IN_PERSON": ("in levenden lijve benaderd of misbruikt", "approached or abused in person"),
    }),
    *_rows("METHOD", ("S002-03",), {
        "CROSS_BORDER": ("over de grens gebracht om uitgebuit te worden", "taken across a border to be exploited"),
        "DOMESTIC": ("binnen Nederland uitgebuit, zonder grens over te gaan",
                     "exploited within the Netherlands, without a border to cross"),
        "ORGANISED": ("door een groep die samenwerkt", "by a group that works together"),
        "ONE_TO_ONE": ("door één persoon", "by one person"),
    }),
)


def indicator(code: str) -> Indicator:
    """The row of this code; an unknown code raises LookupError."""
    for row in INDICATORS:
        if row.code == code:
            return row
    raise LookupError(f"The policy has no indicator named {code!r}.")
