"""The paragraphs that everything here rests on: what each says, where it stands, and which others it names."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from config.language import say
from overview.requirements import Requirement, read_register
from partners.errors import NotFound
from policy.alerts import ALERTS
from policy.documents import DOCUMENTS, STEPS, document_of
from policy.text import Text

FAMILIES = "|".join(family for family in DOCUMENTS if family != "C3")
ID = re.compile(rf"\b((?:{FAMILIES})-|C3\.)(\d+)(?:(\.\.|/)(\d+)\b)?")
# Kinds of which the last column says what holds; of the others it says what to build.
SAYS_WHAT_HOLDS = ("edge case", "timer", "report")


@dataclass(frozen=True)
class Source:
    """One paragraph. `dutch`: what it says in plain Dutch, if anything here rests on it; `place`: where it stands."""

    id: str
    quote: str
    english: str
    dutch: str
    place: str
    names: tuple[str, ...]

    @property
    def document(self) -> str:
        return say(document_of(self.id))

    @property
    def rule(self) -> str:
        """What it says in the language that is spoken; where that is not known, in English."""
        return self.english if self.in_english else self.dutch

    @property
    def in_english(self) -> bool:
        return not self.dutch or translation.get_language() == "en"


@cache
def register() -> dict[str, Source]:
    """Every paragraph by its id."""
    docs = settings.BASE_DIR / "docs"
    known = read_register(docs / "requirements.csv")
    with (docs / "sources.csv").open(encoding="utf-8", newline="") as file:
        plain = {line["id"]: line for line in csv.DictReader(file)}
    # What the policy says in its own words; alerts that we added stand nowhere else.
    said = {row.code: Text(f"{row.text.nl}.", row.text.en) for row in ALERTS}
    said |= {code: row.text for code, row in STEPS.items()}
    plain |= {code: {"dutch": text.nl, "place": ""} for code, text in said.items()}
    known |= {code: Requirement(code, "policy", "", text.en, "") for code, text in said.items() if code not in known}
    return {each.id: _source(each, plain.get(each.id, {"dutch": "", "place": ""}), known) for each in known.values()}


def _source(line: Requirement, plain: dict[str, str], known: dict[str, Requirement]) -> Source:
    english = f"{line.meaning}. {line.consequence}" if line.kind in SAYS_WHAT_HOLDS else line.meaning
    # The last column of a line from a document says what was made of it, not what it rests on.
    says = line.meaning if line.kind == "requirement" else f"{line.meaning} {line.consequence}"
    names = tuple(dict.fromkeys(each for each in _ids(says) if each in known and each != line.id))
    return Source(line.id, line.source_phrase, english.removesuffix(". "), plain["dutch"], plain["place"], names)


def _ids(text: str) -> Iterator[str]:
    """Every id in a text, also those in between ("S004-28..33") and beside ("S004-45/46")."""
    for found in ID.finditer(text):
        family, first, how, last = found.groups()
        numbers = range(int(first), int(last) + 1) if how == ".." else [int(each) for each in (first, last) if each]
        yield from (f"{family}{number:0{len(first)}}" for number in numbers)


def find(identifier: str) -> Source:
    """The paragraph of this id. Raises NotFound."""
    known = register().get(identifier)
    if known is None:
        raise NotFound
    return known


@cache
def named_by(identifier: str) -> tuple[str, ...]:
    """The paragraphs that name this one."""
    return tuple(each.id for each in register().values() if identifier in each.names)


def linked(text: str) -> SafeString:
    """The text, escaped, in which every id leads to its page."""
    return mark_safe(ID.sub(_link, escape(text)))  # nosec B308, B703  # nosemgrep: no-html-from-a-text


def _link(found: re.Match[str]) -> str:
    first, rest = found[1] + found[2], found[0].removeprefix(found[1] + found[2])
    if first not in register():
        return found[0]
    return format_html('<a href="{}">{}</a>{}', reverse("admin:source", args=[first]), first, rest)
