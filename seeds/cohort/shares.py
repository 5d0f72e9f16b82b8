"""The year of arrivals in figures: what was published, with its source, and what is invented because nothing was.

Sources are the ids of the domain notes; "B.4" is their table of amv inflow (Ministry of Security and Justice). Two
things that were published are not here: children that left protected shelter early (S004-79), because nobody can
record a departure, and who was heard when, because no source says so.
"""

from dataclasses import dataclass
from datetime import date

# fmt: off
# Tables, to be read row by row.

INVENTED = ("invented",)
INFLOW = ("B.4",)

YEAR = 2015
ARRIVALS = 3820  # B.4; Statistics Netherlands rounds to 3,860
BUSY_DAY = date(YEAR, 10, 15)  # of the month with the most arrivals


@dataclass(frozen=True)
class Share:
    """How often this value occurs. The counts of a table need not add up to the arrivals: they are in proportion."""

    value: str
    count: float
    source: tuple[str, ...] = INVENTED


@dataclass(frozen=True)
class Fact:
    """How many of the year's children this is true of."""

    name: str
    count: int
    source: tuple[str, ...]
    note: str = ""


def weights(shares: tuple[Share, ...]) -> dict[str, float]:
    return {row.value: row.count for row in shares}


SEX = (
    Share("M", 3185, INFLOW),
    Share("F", 635, INFLOW),  # the remainder
)

# Of Syria 1,440 to 1,455 and of Eritrea 1,230 to 1,240 were published: the middle. The others are our own.
NATIONALITY = (
    Share("SY", 1448, INFLOW), Share("ER", 1235, INFLOW), Share("AF", 530, INFLOW),
    Share("IQ", 112), Share("SO", 92), Share("ET", 66), Share("GN", 46), Share("GM", 38), Share("VN", 34),
    Share("NG", 30), Share("STATELESS", 29), Share("AL", 28), Share("MA", 26), Share("IR", 24), Share("SL", 18),
    Share("SD", 16), Share("PK", 14), Share("CN", 12), Share("UNKNOWN", 12), Share("CD", 10),
)

# Girls in a hundred of each nationality; together they are as many as were published.
GIRLS_IN_A_HUNDRED = (
    Share("SY", 17), Share("ER", 17), Share("AF", 8), Share("IQ", 15), Share("SO", 35), Share("ET", 35),
    Share("GN", 25), Share("GM", 5), Share("VN", 40), Share("NG", 70), Share("STATELESS", 17), Share("AL", 12),
    Share("MA", 8), Share("IR", 15), Share("SL", 25), Share("SD", 12), Share("PK", 8), Share("CN", 40),
    Share("UNKNOWN", 17), Share("CD", 40),
)

# Only the shape was published: rising from spring, sharply since May (S004-14).
SHAPE = ("S004-14", *INVENTED)
MONTH = (
    Share("1", 120, SHAPE), Share("2", 110, SHAPE), Share("3", 130, SHAPE), Share("4", 170, SHAPE),
    Share("5", 260, SHAPE), Share("6", 330, SHAPE), Share("7", 380, SHAPE), Share("8", 450, SHAPE),
    Share("9", 560, SHAPE), Share("10", 620, SHAPE), Share("11", 430, SHAPE), Share("12", 260, SHAPE),
)

AGE = (
    Share("8", 1), Share("9", 1), Share("10", 2), Share("11", 2), Share("12", 4), Share("13", 6), Share("14", 11),
    Share("15", 19), Share("16", 28), Share("17", 26),
)

# How precisely the child knows its birth date.
PRECISION = (Share("DAY", 78), Share("MONTH", 6), Share("YEAR", 12), Share("UNKNOWN", 4))

PLACE = (Share("ter-apel", 85), Share("budel", 15))

# Detected minor foreign victims of 2014-2018; all of them were about 85 a year (B-36), so 189 of 425 are of others.
DETECTED = (
    Share("VN", 63, ("B-35",)), Share("ER", 59, ("B-35",)), Share("AF", 40, ("B-35",)), Share("GN", 35, ("B-35",)),
    Share("SL", 22, ("B-35",)), Share("SY", 17, ("B-35",)),
    Share("NG", 53), Share("AL", 27), Share("MA", 24), Share("IQ", 20), Share("CN", 17), Share("GM", 14),
    Share("ET", 14), Share("SO", 10), Share("CD", 7), Share("PK", 3),
)

# In which conversation the signal came up.
STEP = (
    Share("ACQUAINTANCE", 15), Share("IDENTIFICATION", 30), Share("REGISTRATION", 30), Share("FOLLOW_UP", 15),
    Share("LATER", 10),
)

CERTAINTY = (Share("SLIGHT", 35), Share("REASONABLE", 45), Share("STRONG", 20))
FORMS_OF_GIRLS = (
    Share("SEXUAL", 55), Share("DOMESTIC_SERVITUDE", 20), Share("LABOUR", 10), Share("UNKNOWN", 15),
)
FORMS_OF_BOYS = (Share("CRIMINAL", 35), Share("LABOUR", 35), Share("SEXUAL", 10), Share("UNKNOWN", 20))
# Why children of whom nobody says that they are victims are protected all the same.
OTHER_GROUNDS = (Share("DISAPPEARANCE_RISK", 75), Share("HONOUR_VIOLENCE", 25))

FACTS: dict[str, Fact] = {
    fact.name: fact
    for fact in (
        Fact("DETECTED", 127, ("RP-02", "S002-12"),
             "every detected minor foreign victim of 2015: an upper bound, because not all of them were amv"),
        Fact("PROTECTED", 150, ("B-40",), "received in protected shelter in a year, on average"),
        Fact("CHILD_BRIDES", 52, ("B-26",),
             "60 in the 140 days from 1 September to 18 January: 52 in the 122 of them in 2015"),
        Fact("BRIDES_IN_FEAR", 4, INVENTED, "child brides who fear honour violence; they go to Fier"),
        Fact("IN_DEBT", 38, INVENTED, "a debt to a smuggler and nothing more: no protection needed (EC-51)"),
        Fact("SIBLINGS", 300, INVENTED, "children with a brother or sister in the same year"),
        Fact("ACCOMPANIED", 340, INVENTED, "children with whom somebody else than a brother or sister came along"),
        Fact("TWICE", 38, INVENTED, "registrations of a child that was registered before, under another spelling"),
        Fact("GONE", 38, INVENTED, "children who are not seen again after the first talk"),
        Fact("OFFICIAL", 380, INVENTED, "children with a document that settles the birth date"),
        Fact("MORE_REST", 18, INVENTED, "children in protected shelter for whom more rest is asked"),
    )
}

# Who comes from where, and what they speak: people, languages, how many in a hundred.
ORIGINS: dict[str, tuple[tuple[str, tuple[str, ...], int], ...]] = {
    "SY": (("levantine", ("ar",), 72), ("levantine", ("ar", "en"), 10), ("kurmanji", ("kmr", "ar"), 18)),
    "ER": (("tigrinya", ("ti",), 76), ("tigrinya", ("ti", "ar"), 14), ("tigrinya", ("ti", "en"), 10)),
    "AF": (("dari", ("prs",), 50), ("dari", ("prs", "fa"), 15), ("pashto", ("ps",), 30), ("pashto", ("ps", "prs"), 5)),
    "IQ": (("levantine", ("ar",), 55), ("sorani", ("ckb",), 30), ("sorani", ("ckb", "ar"), 15)),
    "SO": (("somali", ("so",), 90), ("somali", ("so", "ar"), 10)),
    "ET": (("oromo", ("om", "am"), 45), ("amharic", ("am",), 45), ("tigrinya", ("ti", "am"), 10)),
    "GN": (("fula", ("ff", "fr"), 50), ("susu", ("fr",), 50)),
    "GM": (("mandinka", ("en",), 70), ("mandinka", ("ff", "en"), 30)),
    "VN": (("vietnamese", ("vi",), 100),),
    "NG": (("edo", ("en",), 60), ("igbo", ("ig", "en"), 20), ("yoruba", ("yo", "en"), 20)),
    "STATELESS": (("levantine", ("ar",), 60), ("kurmanji", ("kmr", "ar"), 40)),
    "AL": (("albanian", ("sq",), 100),),
    "MA": (("moroccan", ("ar", "fr"), 100),),
    "IR": (("persian", ("fa",), 60), ("sorani", ("ckb", "fa"), 40)),
    "SL": (("krio", ("en",), 100),),
    "SD": (("sudanese", ("ar",), 100),),
    "PK": (("urdu", ("ur",), 60), ("pashto", ("ps", "ur"), 40)),
    "CN": (("chinese", ("zh",), 100),),
    "UNKNOWN": (("tigrinya", ("ti",), 40), ("levantine", ("ar",), 40), ("somali", ("so",), 20)),
    "CD": (("lingala", ("ln", "fr"), 70), ("lingala", ("sw", "fr"), 30)),
}
