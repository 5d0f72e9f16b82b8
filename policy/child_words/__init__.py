"""What a child reads of its own way: a few fixed sentences with a day in them, in its language (decision 0061).

Only what nobody can use against the child: talks with Nidos, IND and its lawyer, rest, the hearing, who helps. A new
sentence is added in every language, or in none. Dutch and English are ready; the others wait for an interpreter to
check them, and say so on the paper.
"""

from policy.child_words.ar import AR
from policy.child_words.en import EN
from policy.child_words.fa import FA
from policy.child_words.fr import FR
from policy.child_words.language import Language
from policy.child_words.nl import NL
from policy.child_words.prs import PRS
from policy.child_words.so import SO
from policy.child_words.ti import TI
from policy.child_words.vi import VI

LANGUAGES: dict[str, Language] = {each.code: each for each in (NL, EN, FR, AR, FA, PRS, SO, TI, VI)}
DUTCH, ENGLISH = NL, EN
# For who speaks none of these: the two that are ready, side by side, each with this line.
NO_TEXT = {
    "nl": "Er is nog geen tekst in jouw taal. Lees dit samen met een tolk.",
    "en": "There is no text in your language yet. Read this together with an interpreter.",
}


def columns(language: str) -> tuple[Language, ...]:
    """What stands side by side: the child's language and the Dutch; of a language that is missing, Dutch and English.

    Whoever sits beside the child reads along in Dutch.
    """
    found = LANGUAGES.get(language)
    if found is None:
        return (NL, EN)
    return (NL,) if found is NL else (found, NL)
