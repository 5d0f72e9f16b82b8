"""Languages children speak and nationalities they have, named in Dutch and English by Unicode's own data."""

from functools import cache

from babel import Locale
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

SPOKEN = (
    "am", "ar", "bn", "ckb", "en", "es", "fa", "ff", "fr", "ha", "ig", "kmr", "ku", "ln", "nl", "om", "prs", "ps",
    "pt", "ru", "so", "sq", "sw", "ti", "tr", "uk", "ur", "vi", "yo", "zh",
)  # fmt: skip
# What Unicode's list does not name by the word the field uses.
NAMED = {"prs": _("Dari"), "kmr": _("Kurmanji"), "ckb": _("Sorani")}
UNKNOWN_NATIONALITIES = [("STATELESS", _("stateless")), ("UNKNOWN", _("unknown"))]


@cache
def _locale(code: str) -> Locale:
    return Locale(code)


def _here() -> Locale:
    return _locale((get_language() or "nl")[:2])


def languages() -> list[tuple[str, str]]:
    """Every language on offer, by its name in the language that is spoken now."""
    here = _here()
    return sorted(((code, str(NAMED.get(code) or here.languages[code])) for code in SPOKEN), key=lambda pair: pair[1])


def nationalities() -> list[tuple[str, str]]:
    """Every country by its ISO code, and the two that are none."""
    countries = ((code, name) for code, name in _here().territories.items() if len(code) == 2 and code.isalpha())
    return [*((code, str(name)) for code, name in UNKNOWN_NATIONALITIES), *sorted(countries, key=lambda pair: pair[1])]


def language_name(code: str) -> str:
    return dict(languages()).get(code, code)


def nationality_name(code: str) -> str:
    return dict(nationalities()).get(code, code)
