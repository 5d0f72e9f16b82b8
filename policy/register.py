"""What the register of processing says that no table of rights holds: whom the data are about, and what guards them.

The rest of docs/register.md is made from the access table, the classes of data and the terms (GDPR art. 30).
"""

from dataclasses import dataclass

from policy.text import Text

# fmt: off
# Tables, to be read row by row.


@dataclass(frozen=True)
class Guard:
    """A measure of art. 32, and where it is written down."""

    text: Text
    where: str


# Whom the data are about (art. 30(1)(c)).
SUBJECTS: tuple[Text, ...] = (
    Text("alleenstaande minderjarige vreemdelingen, en jongeren die in de opvang achttien werden",
         "unaccompanied minors, and youths who came of age in shelter"),
    Text("hun familie, reisgenoten en contactpersonen", "their family, travel companions and contact persons"),
    Text("wie naar een kind vraagt of het onder druk zet", "whoever asks for a child or puts it under pressure"),
    Text("wie hier werkt: naam, functie, training, en wat ermee is gedaan en gelezen",
         "whoever works here: name, function, training, and what they did and read"),
)
# Classes of special data and of data on offences (art. 9 and 10).
SPECIAL: tuple[str, ...] = (
    "CATEGORY", "STORY", "MEDICAL", "SCREENING", "SIGNAL", "SIGNAL_DETAIL", "OFFENCE", "POLICE",
)
GUARDS: tuple[Guard, ...] = (
    Guard(Text("niemand leest of doet iets dat niet in de toegangstabel staat; wat niet mag, wordt niet opgehaald",
               "nobody reads or does what the access table does not name; what may not be read is not fetched"),
          "docs/access.md"),
    Guard(Text("verhalen, bijzonderheden en documenten liggen versleuteld, met een sleutel per kind",
               "stories, details and documents lie encrypted, with a key for each child"),
          "docs/decisions/0002-encryption.md"),
    Guard(Text("elke wijziging, inzage, afdruk en weigering staat in een logboek dat niet ongemerkt te veranderen is",
               "every change, reading, print and refusal stands in a ledger that cannot be altered unseen"),
          "docs/audit-seals.md"),
    Guard(Text("inloggen met een tweede stap; vóór wat het zwaarst weegt opnieuw",
               "logging in takes a second step, and once more before what weighs most"),
          "docs/decisions/0066-second-step.md"),
    Guard(Text("een tweede persoon beslist mee over wat niet terug te draaien is",
               "a second person decides as well on what cannot be undone"),
          "docs/access.md"),
    Guard(Text("een reservekopie is versleuteld waar het bestand dat is, en wordt geoefend",
               "a backup is encrypted where the file is, and restoring it is practised"),
          "docs/operations.md"),
)
