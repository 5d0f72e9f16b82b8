"""How a name sounds: the same for all the ways in which one name is written, in whatever script.

The letters come from anyascii, the distances from rapidfuzz (docs/decisions/0011-alike.md). What stands here is what
those do not know: which letters are one sound in the names that are heard in Ter Apel, as tables to read and to mend.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

# Of so many names a process knows at once how they sound. A page asks it of a few, often, and no process is to hold
# the names of all children for as long as it serves.
KEPT = 1_024
# Letters of Arabic script by how they are said; the short vowels are not written, ا ی و stand for the long ones.
# Persian and Dari say ض ظ ذ as z and ث as s.
ARABIC = str.maketrans({
    "ا": "a", "آ": "a", "أ": "a", "إ": "i", "ٱ": "a", "ى": "a", "ة": "a", "ه": "h", "ۀ": "a", "ع": "", "ء": "",
    "ئ": "y", "ؤ": "w", "ي": "y", "ی": "y", "و": "w", "ض": "z", "ظ": "z", "ذ": "z", "ث": "s", "ق": "k", "غ": "g",
    "خ": "k", "ح": "h", "ص": "s", "ط": "t", "ش": "sh", "چ": "ch", "ژ": "j", "ڤ": "v",
    "ځ": "z", "څ": "s", "ښ": "sh", "ږ": "j", "ټ": "t", "ډ": "d", "ړ": "r", "ڼ": "n", "ې": "y", "ۍ": "y", "ګ": "g",
    "\u0640": "", "\u200c": " ",  # the stroke that lengthens a word, and the Persian half space
})  # fmt: skip
# Letters with one sound, in this order: first those of two or more. In Arabic script t and h are two letters.
LATIN_PAIRS = (
    ("michael", "mikail"), ("mikael", "mikail"), ("tch", "č"), ("sch", "š"), ("kh", "k"), ("gh", "g"), ("dh", "d"),
    ("th", "t"), ("ph", "f"), ("zh", "j"), ("dj", "j"), ("ts", "s"), ("tz", "s"), ("ck", "k"),
)  # fmt: skip
SOUNDS = (
    ("sh", "š"), ("ch", "č"), ("ca", "ka"), ("co", "ko"), ("cu", "ku"), ("c", "s"), ("q", "k"),
    ("ee", "i"), ("oo", "u"), ("ou", "u"), ("aye", "ai"), ("ay", "ai"), ("ey", "ai"), ("ei", "ai"), ("aw", "au"),
    ("w", "u"), ("o", "u"),
)  # fmt: skip
# Somali writes ع as c and ح as x, Turkish and Kurdish write j as c: read so as well, beside the ordinary reading.
SOMALI, TURKISH = (("c", ""), ("x", "h")), (("c", "j"),)
# Consonants that are heard for one another: what a name is looked up by knows one letter for each row.
HEARD_AS_ONE = ("bpfv", "kg", "szšč", "td")
# Names of which the spellings lie further apart than their letters say; the first is the one they are read as.
VARIANTS = (
    "muhamad mohammed muhammad mohamed mohammad mohamad mahamed maxamed mehmet muhammed mohamud mhamed mehamed",
    "abdalah abdullah abdulla abdallah abdalla abdella abdela abdollah abdulahi abdullahi cabdullaahi",
    "yuhanis yohannes johannes yohanes yohanis johanes yohans",
    "yusuf youssef yousef yosef yosief josef joseph jusuf yousuf yosif yusef",
    "ibrahim ebrahim ebrima abraham abrahim abreham ibraahiim",
    "yisak yishak isaac yisaq isaak yeshak ishaq eshaq",
    "musa mussie muse mousa moussa mosa muuse",
    "husain hussein hussain hossein husayn xuseen hussien hosain",
    "hasan hassan xasan hasen",
    "ahmad ahmed axmed ahmet",
    "mahmud mahmoud mahmood maxamuud",
    "maryam mariam meryem miriam maryan mariyam mariama",
    "fatima fatma fatema faduma faadumo fatouma fatoumata fatemeh",
    "aisha aicha ayesha caasha aysha aichatou asha",
    "kadija khadija hadija khadijah xadiijo kadidja khadidja khadijeh",
    "umar omar omer cumar umer",
    "usman osman othman cismaan uthman ousmane ismaan",
    "ali aly cali",
    "gabriil gebriel gabriel gebreal",
    "mikail mikael michael mikiel micheal mikaeel",
    "suliman suleiman sulayman solomon selomon suleyman soleiman saleban",
    "davit dawit david daud dawood dawud daoud davud daauud",
    "jamal gamal djamal jamaal",
    "said saeed sayed siciid saiid",
    "riza reza rida ridha",
    "ramazan ramadan ramadhan",
    "musfa mustafa mostafa moustapha mustapha",
    "gulam ghulam qolam golam",
    "iliyas elias ilyas eliyas",
    "istifanus estifanos stefanos stifanos istifanos",
    "abdu abdo abdou",
    "yunas yonas jonas yunus younis younes yoonas",
    "tierno thierno cherno cerno",
    "sisai sesay ceesay sisay",
    "dialo diallo jallow jalloh djalo",
)  # fmt: skip
# Words that say of whom or from where: left out beside a name. "thi" and "van" are the middle names of Vietnam.
PARTICLES = frozenset((
    "al", "el", "ul", "ad", "as", "an", "ar", "at", "az", "ibn", "bin", "ben", "bint", "bent", "wald", "ould", "walad",
    "umm", "thi", "van",
))  # fmt: skip
# What opens a name of two words: it stands before the next one, together they are one name.
SERVANT = re.compile(r"^(?:c?abd)(?:[aeiou]l?)?$")
SERVANT_JOINED = re.compile(r"^c?abd[aeiou](?:l+|([rsnztdjm])(?=\1))?(?=[^aeiou])(.{3,})$")
# By these family names a name is Vietnamese, where one letter makes another name.
VIETNAMESE = frozenset((
    "nguyen", "tran", "pham", "huynh", "hoang", "phan", "vu", "vo", "dang", "bui", "do", "ngo", "duong", "dinh",
    "trinh", "luong", "mai", "truong",
))  # fmt: skip
MARK = re.compile(r"[’'`ʼʿʾ´]")
VOWELS = "aiueo"
# What is joined to a name as often as it stands apart.
ARTICLES, STRIPPED_FROM = ("al", "el", "ben", "bin"), 7
SHORT = 4


@dataclass(frozen=True)
class Word:
    """One word of a name: its plain letters, how it may be said, and whether its short vowels are written."""

    plain: str
    said: tuple[str, ...]
    vowels: bool

    @property
    def roots(self) -> frozenset[str]:
        """What it is looked up by: the consonants that are heard, one letter for each row that sounds alike."""
        return frozenset(root(said) for said in self.said)


def ascii_letters(text: str) -> str:
    """Lower-case letters of the Latin alphabet, spaces between words."""
    composed = unicodedata.normalize("NFC", text).casefold()
    latin = anyascii(MARK.sub("", composed.translate(ARABIC))).casefold()
    return " ".join("".join(each if each.isalnum() else " " for each in MARK.sub("", latin)).split())


@lru_cache(maxsize=KEPT)
def words(name: str) -> tuple[Word, ...]:
    """The words of a name that say who somebody is, in their order; what opens a name of two words is joined on."""
    vowels = not any("\u0600" <= letter <= "\u06ff" for letter in name)
    found = joined(ascii_letters(name).split())
    if not vowels:
        found = [without_article(word) for word in found]
    kept = [word for word in found if word not in PARTICLES]
    return tuple(word_of(word, vowels) for word in kept or found)


def joined(parts: list[str]) -> list[str]:
    """Abd al-Rahman, Abdul Rahman and Abdurrahman as one word."""
    found: list[str] = []
    for part in parts:
        if found and SERVANT.match(found[-1]) and part not in PARTICLES:
            found[-1] = "abd" + without_article(part)
        elif not (found and SERVANT.match(found[-1])):
            found.append(part)
    return found


def without_article(word: str) -> str:
    """الحمداني as it is said after its article."""
    return word[2:] if word.startswith("al") and len(word) >= SHORT else word


@lru_cache(maxsize=KEPT)
def word_of(plain: str, vowels: bool = True) -> Word:
    """A word with every way it may be said."""
    readings = {plain, plain.replace("w", "v"), *served(plain), *other_letters(plain), *stripped(plain)}
    heard = {sound(each, latin=vowels) for each in readings}
    known = {READ_AS[each] for each in (*readings, *heard) if each in READ_AS}
    return Word(plain, tuple(sorted(heard | known)), vowels)


def stripped(plain: str) -> set[str]:
    """Alhamdani as Hamdani, Bensaid as Said."""
    if len(plain) < STRIPPED_FROM:
        return set()
    return {plain.removeprefix(article) for article in ARTICLES}


def served(plain: str) -> set[str]:
    """Abdurrahman as Abd and Rahman."""
    found = SERVANT_JOINED.match(plain)
    return {"abd" + found[2]} if found else set()


def other_letters(plain: str) -> set[str]:
    """Cabdi as Abdi, Cihan as Jihan."""
    if not re.search("x|c(?!h)", plain):
        return set()
    return {swapped(plain, SOMALI), swapped(plain, TURKISH)}


def swapped(text: str, pairs: tuple[tuple[str, str], ...]) -> str:
    for old, new in pairs:
        text = text.replace(old, new)
    return text


def sound(plain: str, *, latin: bool = True) -> str:
    """One spelling for what is said: no doubled letters, no silent end."""
    said = swapped(plain, (*LATIN_PAIRS, *SOUNDS) if latin else SOUNDS)
    said = said[:1] + said[1:].replace("y", "i")
    said = re.sub(r"(.)\1+", r"\1", said)
    return said[:-1] if said.endswith("h") and len(said) > 2 else said


READ_AS = {spelling: row.split()[0] for row in VARIANTS for spelling in row.split()}


@lru_cache(maxsize=KEPT)
def root(said: str) -> str:
    """The consonants, each as the first letter of its row; a name that is mostly vowels keeps them."""
    kept = "".join(letter for place, letter in enumerate(said) if letter not in VOWELS and (letter != "y" or place))
    folded = kept.translate(FOLDED)
    folded = re.sub(r"(.)\1+", r"\1", folded)
    return folded if len(folded) > 1 else f"{said[:1].translate(FOLDED)}{folded}"


FOLDED = str.maketrans({letter: row[0] for row in HEARD_AS_ONE for letter in row})


def is_vietnamese(name: tuple[Word, ...]) -> bool:
    return any(word.plain in VIETNAMESE for word in name)
