"""Which requirement is proved by which test: the register beside the marks in the test files, read and not run.

What no test proves and nobody owes now is left with a sentence: which later part brings it, or what makes it needless.
"""

import ast
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

# In the last column of the register: what the product must have. The other words there are background.
ASKS = re.compile(r"\b(FIELD|STEP|RULE|ALERT|PERM|AUDIT|REF|REPORT)\b")
# Each of these is a test by itself, whatever its last column says.
ALWAYS_ASK = ("edge case", "invariant")


@dataclass(frozen=True)
class Requirement:
    """One line of docs/requirements.csv."""

    id: str
    kind: str
    source_phrase: str
    meaning: str
    consequence: str

    @property
    def asks_for_software(self) -> bool:
        return self.kind in ALWAYS_ASK or ASKS.search(self.consequence) is not None


@dataclass(frozen=True)
class Proof:
    """One id named by one test."""

    id: str
    test: str


@dataclass
class Coverage:
    """The register, the sentences and the tests laid side by side."""

    requirements: dict[str, Requirement]
    left: dict[str, str] = field(default_factory=dict)
    tests_by_id: dict[str, list[str]] = field(default_factory=dict)
    unknown: list[Proof] = field(default_factory=list)

    @property
    def proved(self) -> list[str]:
        """Ids with at least one test, in the order of the register."""
        return [id for id in self.requirements if id in self.tests_by_id]

    @property
    def unproved(self) -> list[str]:
        """Ids without a test, in the order of the register."""
        return [id for id in self.requirements if id not in self.tests_by_id]

    @property
    def asked(self) -> list[str]:
        """Ids that ask for software."""
        return [id for id, requirement in self.requirements.items() if requirement.asks_for_software]

    @property
    def owed(self) -> list[str]:
        """Ids that ask for software and have neither a test nor a sentence."""
        return [id for id in self.asked if id not in self.tests_by_id and id not in self.left]

    @property
    def stray(self) -> list[str]:
        """Ids with a sentence that need none: a test proves them, or the register does not know them."""
        return [id for id in self.left if id not in self.requirements or id in self.tests_by_id]


def coverage(docs: Path, tests: Path) -> Coverage:
    """Read both sides; an id that the register does not know ends up in ``unknown``."""
    found = Coverage(read_register(docs / "requirements.csv"), read_left(docs / "requirements-left.csv"))
    for proof in proofs(tests):
        if proof.id not in found.requirements:
            found.unknown.append(proof)
        elif proof.test not in found.tests_by_id.setdefault(proof.id, []):
            found.tests_by_id[proof.id].append(proof.test)
    return found


def read_register(path: Path) -> dict[str, Requirement]:
    """The register by id; an id that stands there twice is a mistake."""
    found: dict[str, Requirement] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            requirement = Requirement(**line)
            if requirement.id in found:
                raise ValueError(f"{requirement.id} stands twice in {path.name}.")
            found[requirement.id] = requirement
    return found


def read_left(path: Path) -> dict[str, str]:
    """The sentences by id; each is whole, and an id has one."""
    found: dict[str, str] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            if line["id"] in found or not (line["sentence"] or "").strip().endswith("."):
                raise ValueError(f"{line['id']} has no whole sentence, or two, in {path.name}.")
            found[line["id"]] = line["sentence"]
    return found


def proofs(tests: Path) -> Iterator[Proof]:
    """Every mark in every test file, in the order of the files."""
    for path in sorted(tests.rglob("*.py")):
        name = path.relative_to(tests.parent).as_posix()
        yield from _marks_of(ast.parse(path.read_text(encoding="utf-8"), filename=name), name)


def _marks_of(node: ast.AST, name: str) -> Iterator[Proof]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            inner = f"{name}::{child.name}"
            for decorator in child.decorator_list:
                yield from _marks_of(ast.Expression(decorator), inner)
            for statement in child.body:
                yield from _marks_of(ast.Module([statement], []), inner)
        else:
            yield from (Proof(id, name) for id in _ids(child))
            yield from _marks_of(child, name)


def _ids(node: ast.AST) -> list[str]:
    """The ids in a call of pytest.mark.requirement, wherever it stands: decorator, pytestmark or pytest.param."""
    if not (isinstance(node, ast.Call) and _is_the_mark(node.func)):
        return []
    return [_written_out(argument) for argument in node.args]


def _written_out(argument: ast.expr) -> str:
    """What is not a plain string stays source text, which no register knows: marks are read, never run."""
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value
    return ast.unparse(argument)


def _is_the_mark(function: ast.expr) -> bool:
    return (
        isinstance(function, ast.Attribute)
        and function.attr == "requirement"
        and isinstance(function.value, ast.Attribute)
        and function.value.attr == "mark"
    )
