"""Three hundred pairs of names: of each a person has said whether it is one child or two, and why (name_pairs.csv)."""

import csv
from dataclasses import dataclass
from pathlib import Path

from intake.alike import Persona
from policy.near_dates import Born

FILE = Path(__file__).parent / "intake" / "name_pairs.csv"


@dataclass(frozen=True)
class Pair:
    """One line: two children, whether they are the same, and what the line is there for."""

    one: Persona
    other: Persona
    same: bool
    reason: str

    def __str__(self) -> str:
        names = " / ".join(f"{each.given} {each.family}".strip() for each in (self.one, self.other))
        return f"{names}: {self.reason}"


def persona(names: str, born: str, more: str) -> Persona:
    """Given name, family name and other names with | between; a date as far as known; sex, and perhaps V-number."""
    given, family, *aliases = names.split("|")
    sex, *v_number = more.split()
    dates = (Born(*map(int, born.split("-"))),) if born else ()
    return Persona(given, family, tuple(aliases), dates, "".join(v_number), sex)


def pairs() -> list[Pair]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return [
            Pair(persona(row["one"], row["born"], row["more"]),
                 persona(row["other"], row["born_other"], row["more_other"]), row["verdict"] == "same", row["reason"])
            for row in csv.DictReader(file)
        ]  # fmt: skip
