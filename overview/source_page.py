"""The page of one paragraph: what it says, where it stands, and what of Beschut rests on it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from config.language import say
from overview import refusing, sources
from overview.acts import ALL
from overview.sources import Source
from partners.print_access import role_name
from policy.cited import CHAPTERS, Cited

# A value that a refusal says only when it happens.
VALUE = re.compile(r"%\(\w+\)[sd]|%[sd]|{\w*}")


@dataclass(frozen=True)
class Line:
    """One row that rests on the paragraph, and beside it in small what more there is to say of it."""

    text: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """What of one kind rests on it."""

    title: str
    lines: list[Line]


@dataclass(frozen=True)
class Page:
    """All that is shown of a paragraph."""

    source: Source
    parts: list[Part]
    named_by: tuple[str, ...]


def load(identifier: str) -> Page:
    """The page of this id. Raises NotFound."""
    found = sources.find(identifier)
    return Page(found, [part for part in _parts(identifier) if part.lines], sources.named_by(identifier))


def _parts(identifier: str) -> Iterator[Part]:
    for chapter in CHAPTERS:
        yield Part(say(chapter.title), [_line(row) for row in chapter.of(identifier)])
    labels = dict.fromkeys(str(act.label) for act in ALL if act.source == identifier)
    yield Part(str(_("What you can do")), [Line(label) for label in labels])
    yield Part(str(_("What is refused")), list(_refused(identifier)))


def _line(row: Cited) -> Line:
    roles = ", ".join(role_name(code) for code in row.roles)
    return Line(capfirst(say(row.text)), (*(say(each) for each in row.details), *([roles] if roles else ())))


def _refused(identifier: str) -> Iterator[Line]:
    """Each sentence once, with the buttons under which it can be said."""
    said: dict[str, dict[str, None]] = {}
    for refusal, acts in refusing.by_source().get(identifier, {}).items():
        if refusal.sentence:
            sentence = VALUE.sub("…", translated(refusal.sentence))
            said.setdefault(sentence, {}).update(dict.fromkeys(str(act.label) for act in acts))
    for sentence, labels in said.items():
        yield Line(sentence, (_("with: %(buttons)s") % {"buttons": ", ".join(labels)},) if labels else ())
