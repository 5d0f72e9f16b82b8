"""What somebody saw or heard of a child of the cohort, in invented sentences without a name, and what came of it."""

from dataclasses import dataclass

from seeds.cohort.deal import number


@dataclass(frozen=True)
class Seen:
    """One signal, and the decision that rests on it."""

    kinds: tuple[str, ...]
    forms: tuple[str, ...]
    step: str
    certainty: str
    outcome: str
    ground: str
    summary: str
    detail: str
    reasons: str


@dataclass(frozen=True)
class Text:
    """What the others read, what only some read, and why Nidos decides as it does."""

    summary: str
    detail: str
    reasons: str


GIRL = {"Kind": "Meisje", "kind": "meisje", "Hij": "Zij", "hij": "zij", "hem": "haar", "zijn": "haar"}
BOY = {"Kind": "Jongen", "kind": "jongen", "Hij": "Hij", "hij": "hij", "hem": "hem", "zijn": "zijn"}

TEXTS: dict[str, tuple[Text, ...]] = {
    "SEXUAL": (
        Text("{Kind} zegt iemand te moeten terugbetalen voor de reis en is bang voor wat dat inhoudt.",
             "Noemt een bedrag, een telefoonnummer en een kamer boven een winkel.",
             "Sterk vermoeden van seksuele uitbuiting; {hij} durft de telefoon niet uit te zetten."),
        Text("{Kind} moest onderweg bij mannen blijven voordat de reis verder ging.",
             "Vertelt over een huis met meer kinderen; wil er niet meer over zeggen.",
             "Seksueel geweld onderweg en een schuld die nog openstaat."),
        Text("Een onbekende antwoordt op elke vraag voor het {kind} en laat {hem} niet alleen.",
             "Alleen gesproken zegt {hij} de begeleider vijf dagen te kennen.",
             "Onbekende begeleider die {hem} niet loslaat; {hij} kan zo meegenomen worden."),
    ),
    "LABOUR": (
        Text("{Kind} had een adres in de schoen genaaid en een reisschuld van duizenden euro's.",
             "Het adres hoort bij een zaak waar eerder kinderen werkten.",
             "Reisschuld en een adres om zich te melden; vrees voor arbeidsuitbuiting."),
        Text("{Kind} heeft onderweg maandenlang zonder loon in een werkplaats gewerkt.",
             "Dagen van veertien uur; het paspoort werd afgenomen.",
             "Arbeidsuitbuiting onderweg; de mensen daar hebben {zijn} telefoonnummer."),
    ),
    "CRIMINAL": (
        Text("{Kind} moest onderweg spullen wegbrengen en mocht niet weigeren.",
             "Noemt pakketjes, een man met een scooter en klappen.",
             "Gedwongen koerierswerk; {hij} wordt nog gebeld."),
        Text("{Kind} vertelt dat {hij} in een huis voor planten moest zorgen en niet naar buiten mocht.",
             "Ramen waren dichtgeplakt; eten werd gebracht.",
             "Gedwongen werk in een kwekerij; wie {hem} bracht weet dat {hij} hier is."),
    ),
    "DOMESTIC_SERVITUDE": (
        Text("{Kind} heeft jaren zonder loon in een gezin gewerkt.",
             "Sliep in de keuken en mocht niet naar school.",
             "Huishoudelijke uitbuiting; het gezin zoekt {hem}."),
        Text("{Kind} zorgde in een doorreisland voor de kinderen van een ander gezin en werd er geslagen.",
             "Liet littekens zien; noemt de vrouw mevrouw.",
             "Huishoudelijke uitbuiting in een doorreisland; {hij} is bang gevonden te worden."),
    ),
    "UNKNOWN": (
        Text("{Kind} wordt voortdurend gebeld en durft niet te zeggen door wie.",
             "Zegt dat {hij} vrijdag wordt opgehaald.",
             "Er is iemand die wacht; waarvoor is nog niet duidelijk, het vermoeden is genoeg."),
        Text("{Kind} kent het telefoonnummer van een taxi uit het hoofd en verder niemand.",
             "Het verhaal is woord voor woord gelijk aan dat van een ander kind.",
             "Ingestudeerd verhaal en een vast telefoonnummer; de geringste aanwijzing volstaat."),
    ),
    "DISAPPEARANCE_RISK": (
        Text("{Kind} wil vanavond nog weg en zegt dat iemand buiten wacht.",
             "Heeft een treinkaartje en een adres in een andere stad.",
             "Grote kans dat {hij} vertrekt met mensen die {hij} niet kent."),
        Text("Het {kind} vraagt waar de uitgang is en of de deur 's nachts op slot gaat.",
             "Twee kinderen van dezelfde reis zijn al niet meer gezien.",
             "Kinderen die met {hem} kwamen zijn verdwenen; een beschermde plek geeft tijd."),
    ),
    "HONOUR_VIOLENCE": (
        Text("Familie heeft laten weten dat {hij} voor de eer moet boeten.",
             "Spraakberichten van een oom, vertaald door de tolk.",
             "Concrete dreiging van eergerelateerd geweld."),
    ),
    "SMUGGLING_DEBT": (
        Text("{Kind} heeft een schuld bij de reisagent; van druk is geen sprake.",
             "De ouders betalen in termijnen.",
             "Alleen een schuld, geen dwang; een gewone plek volstaat nu."),
    ),
    "CHILD_BRIDE_HONOUR_FEAR": (
        Text("Meisje is uitgehuwelijkt en vreest de familie van de man.",
             "Alleen gesproken zegt zij dat zij niet terug wil.",
             "Kindbruid; bij terugkeer naar de man vreest zij eergerelateerd geweld."),
    ),
}  # fmt: skip

KINDS: dict[str, tuple[str, ...]] = {
    "DISAPPEARANCE_RISK": ("DISAPPEARANCE_RISK",),
    "HONOUR_VIOLENCE": ("HONOUR_VIOLENCE",),
    "SMUGGLING_DEBT": ("SMUGGLING_DEBT",),
    "CHILD_BRIDE_HONOUR_FEAR": ("FORCED_MARRIAGE", "HONOUR_VIOLENCE"),
}


def seen(what: str, *, sex: str, step: str, certainty: str, outcome: str, place: int) -> Seen:
    """A signal of a form of exploitation, or of something else that it is named for."""
    known = TEXTS[what][number("text", what, place) % len(TEXTS[what])]
    words = GIRL if sex == "F" else BOY
    return Seen(
        kinds=KINDS.get(what, ("TRAFFICKING",)), forms=() if what in KINDS else (what,), step=step,
        certainty=certainty, outcome=outcome,
        ground=what if what in KINDS and what != "SMUGGLING_DEBT" else "TRAFFICKING",
        summary=known.summary.format(**words), detail=known.detail.format(**words),
        reasons=known.reasons.format(**words),
    )  # fmt: skip
