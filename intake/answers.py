"""Answers to an instrument: as they are kept, and in the words of the version they were given to (S004-90)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from config.language import say
from policy.instrument_row import Instrument
from policy.instruments import version


@dataclass(frozen=True)
class Line:
    """One question with its answer: the codes, and both in words."""

    theme: str
    question: str
    asked: str
    answer: str
    said: str


def pack(instrument: Instrument, answers: Mapping[str, str]) -> str:
    """The text to encrypt: what was answered stands together with what it answers to."""
    known = {"instrument": instrument.name, "version": instrument.version, "answers": dict(answers)}
    return json.dumps(known, ensure_ascii=False)


def unpack(text: str) -> tuple[Instrument, dict[str, str]]:
    """The instrument in the version of that day, and the answers by question."""
    kept = json.loads(text)
    return version(kept["instrument"], kept["version"]), kept["answers"]


def lines(text: str) -> list[Line]:
    """What was answered, in the order and the words of that version."""
    instrument, answers = unpack(text)
    found = []
    for row in instrument.questions:
        if row.code in answers:
            answer = answers[row.code]
            option = row.option(answer)
            said = say(option.text) if option else answer
            found.append(Line(say(row.theme), row.code, say(row.text), answer, said))
    return found


def by_theme(text: str) -> list[tuple[str, list[Line]]]:
    return [(theme, list(each)) for theme, each in groupby(lines(text), key=lambda line: line.theme)]


def in_words(text: str) -> str:
    """Everything in one text, for a history."""
    return "; ".join(f"{line.asked} {line.said}" for line in lines(text))
