"""What a child, and sometimes who came with it, is told: the topics, each with its source (S004-74 to S004-78)."""

from dataclasses import dataclass

from policy.text import Text

# fmt: off
# A table, to be read row by row.


@dataclass(frozen=True)
class Topic:
    """One topic; ``before_hearing``: the child has heard of it before its first hearing (S004-75); ``of_marriage``: a
    married minor has, and who it is married to (S000-37)."""

    code: str
    label: Text
    source: tuple[str, ...]
    before_hearing: bool = False
    of_marriage: bool = False


TOPICS: tuple[Topic, ...] = (
    Topic("STEPS", Text("de stappen van de procedure", "the steps of the procedure"), ("S004-34", "S004-76")),
    Topic("TALKS", Text("waar elk gesprek voor dient", "what each talk is for"), ("S004-77",)),
    Topic("ASYLUM", Text("de asielprocedure", "the asylum procedure"), ("S004-34", "S004-76")),
    Topic("SCHEME", Text("de verblijfsregeling mensenhandel", "the residence scheme for victims of trafficking"),
          ("S004-75",), before_hearing=True),
    Topic("POLICE_REPORT", Text("aangifte doen, zonder dat het moet", "reporting to the police, without having to"),
          ("S004-73", "S004-75"), before_hearing=True),
    # Explained before a child that has lawful stay may choose it; never as a matter of course (S004-40).
    Topic("REFLECTION", Text("de bedenktijd, zonder dat het moet", "the reflection period, without having to"),
          ("S004-41", "INV-11")),
    Topic("LEGAL_AID", Text("wat de advocaat voor je doet", "what the lawyer does for you"), ("S004-71", "S004-78")),
    Topic("RECEPTION", Text("de opvang en haar regels", "the shelter and its rules"), ("S000-38",)),
    Topic("MARRIAGE_LAW", Text("de Nederlandse wet over trouwen vóór achttien: het mag niet en telt hier niet",
                               "Dutch law on marrying before eighteen: it is not allowed and does not count here"),
          ("S000-29", "S000-30", "S000-37"), of_marriage=True),
    Topic("REUNIFICATION", Text("gezinshereniging: die kan niet zolang een van beiden jonger is dan achttien",
                                "family reunification: not possible while one of the two is under eighteen"),
          ("S000-31",), of_marriage=True),
)

BEFORE_HEARING = tuple(row.code for row in TOPICS if row.before_hearing)
OF_MARRIAGE = tuple(row.code for row in TOPICS if row.of_marriage)
