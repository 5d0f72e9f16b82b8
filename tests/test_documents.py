"""What the documents for who runs this name, is there: commands, targets, files, settings, and tests that prove it."""

import ast
import re
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[1]
OPERATIONS, THREATS, SECURITY = (
    ROOT / name for name in ("docs/operations.md", "docs/threat-model.md", "SECURITY.md")
)  # fmt: skip
DOCUMENTS = (OPERATIONS, THREATS, SECURITY)
NUMBERED = re.compile(r"(?m)^## (\d)\. (.+)$")


def names_of_tests() -> set[str]:
    """The name of every test there is."""
    return {
        node.name
        for path in (ROOT / "tests").rglob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


def named(path: Path, pattern: str) -> set[str]:
    return set(re.findall(pattern, path.read_text()))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
class TestWhatTheyName:
    def test_each_command_is_there(self, path: Path) -> None:
        asked = named(path, r"manage\.py ([a-z_]+)")
        assert asked <= get_commands().keys()

    def test_each_target_of_make_is_there(self, path: Path) -> None:
        targets = named(ROOT / "Makefile", r"(?m)^([a-z][a-z-]*):")
        assert named(path, r"(?:`|\n    )make ([a-z-]+)") <= targets

    def test_each_file_is_there(self, path: Path) -> None:
        links = {link.partition("#")[0] for link in named(path, r"\]\(([^)]+)\)")}
        files = named(path, r"`((?:tests|tools|deploy|config|overview|docs|audit|policy)/[\w./@-]+\.\w+)`")
        assert [each for each in links if not (path.parent / each).exists()] == []
        assert [each for each in files if not (ROOT / each).exists()] == []

    def test_each_test_is_there(self, path: Path) -> None:
        assert named(path, r"`(test_\w+)`") <= names_of_tests()


def test_each_setting_of_the_operations_is_read() -> None:
    table = OPERATIONS.read_text().partition("## 2.")[2].partition("## 3.")[0]
    names = {name for row in re.findall(r"(?m)^\| (`[^|]+) \|", table) for name in re.findall(r"`([A-Z_]+)`", row)}
    settings = (ROOT / "config" / "settings.py").read_text()
    assert len(names) > 8
    assert [name for name in sorted(names) if f'"{name}"' not in settings] == []


def test_each_who_might_do_harm_is_there_with_proof_and_with_what_is_not_stopped() -> None:
    parts = NUMBERED.split(THREATS.read_text())
    who = dict(zip(parts[2::3], parts[3::3], strict=True))
    assert list(who) == ["The trafficker", "The curious colleague", "The stolen laptop", "The compromised partner",
                         "The database administrator"]  # fmt: skip
    for name, part in who.items():
        rows = [
            line for line in part.splitlines() if line.startswith("| ") and not line.startswith(("| tries", "| finds"))
        ]
        assert len(rows) >= 5, name
        assert all(re.search(r"`test_\w+`", row) for row in rows), name
        assert "**Not stopped:**" in part, name
