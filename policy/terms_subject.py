"""Within how long whoever asks for the data of a child gets an answer (T-rows of the law, and no others of ours)."""

from datetime import date

from policy.counting import Kind, Term
from policy.text import Text

RECEIPT = Text("ontvangst van het verzoek", "receipt of the request")
ANSWERED = Text("antwoord op een verzoek om inzage", "a request for one's own data is answered")
LONGER = Text("antwoord op een verzoek om inzage waarvoor de termijn is verlengd",
              "a request for one's own data is answered, where the term was extended")  # fmt: skip
LAST_DAY_OF_THE_WBP, FIRST_DAY_OF_THE_GDPR = date(2018, 5, 24), date(2018, 5, 25)

# fmt: off
# Tables, to be read row by row.

SUBJECT_ACCESS: tuple[Term, ...] = (
    # Wbp art. 35: four weeks, and nothing more.
    Term(code="AVG-12", name="SUBJECT_ACCESS", weeks=4, kind=Kind.ACTION, source=("S001-20",),
         in_force_until=LAST_DAY_OF_THE_WBP, label=ANSWERED, counts_from=RECEIPT),
    Term(code="AVG-12", name="SUBJECT_ACCESS_LONGER", weeks=4, kind=Kind.ACTION, source=("S001-20",),
         in_force_until=LAST_DAY_OF_THE_WBP, label=LONGER, counts_from=RECEIPT),
    # GDPR art. 12(3): a month, and with a reason two more; each counted from the day it was received.
    Term(code="AVG-12", name="SUBJECT_ACCESS", months=1, kind=Kind.ACTION, source=("S001-20",),
         in_force_from=FIRST_DAY_OF_THE_GDPR, label=ANSWERED, counts_from=RECEIPT),
    Term(code="AVG-12", name="SUBJECT_ACCESS_LONGER", months=3, kind=Kind.ACTION, source=("S001-20",),
         in_force_from=FIRST_DAY_OF_THE_GDPR, label=LONGER, counts_from=RECEIPT),
)
