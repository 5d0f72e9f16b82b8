"""Terms about a child that may be kept out of sight, and about who asks where it is (T-16, EC-47)."""

from policy.counting import Kind, Term
from policy.text import Text

# fmt: off
# A table, to be read row by row.

SIGHT = (
    Term(code="T-16", name="CONTACT_MOMENT", weeks=4, kind=Kind.ACTION, proposal=True,
         source=("S000-28", "S003-21", "S003-27"),
         label=Text("een kind dat met een volwassene is getrouwd, is buitenshuis en alleen gesproken",
                    "a child that is married to an adult was seen outside the home and alone"),
         counts_from=Text("vorig contact dat telt, of begin van de route", "last contact that counts, or the start")),
    # How soon the two talks are held and when the desk reminds of a contact moment, no document says.
    Term(code="T-16", name="CONTACT_MOMENT_NEAR", days=-7, kind=Kind.PROMPT, proposal=True, source=("S000-28",),
         label=Text("contactmoment nadert", "contact moment draws near"),
         counts_from=Text("laatste dag voor het contactmoment", "last day for the contact moment")),
    Term(code="AL-27", name="MARRIAGE_TALKS", working_days=2, kind=Kind.ACTION, proposal=True,
         source=("S000-35", "INV-32"),
         label=Text("met een getrouwd kind en met de partner is apart gesproken, en zij kennen de wet",
                    "a married child and its partner were talked with, apart, and know the law"),
         counts_from=Text("dag waarop het huwelijk bekend is", "day on which the marriage is known")),
    Term(code="AL-36", name="LOCATION_ASKED", hours=4, kind=Kind.ACTION, proposal=True, source=("EC-47",),
         label=Text("Nidos, het huis en de politie zeggen wat zij deden nadat iemand vroeg waar het kind is",
                    "Nidos, the house and police say what they did after somebody asked where the child is"),
         counts_from=Text("vastlegging van de vraag", "recording of the question")),
)
