"""What policy may import, and that nobody else adds days."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("audit", "partners", "intake", "shelter", "residence", "overview", "config", "seeds")
MAY_COUNT = {"config/settings.py"}
COUNTING_NAMES = {"timedelta", "relativedelta", "fromordinal"}
DATE_PARTS = {"year", "month", "day"}


def modules_imported(tree: ast.AST) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return {name.split(".")[0] for name in found}


def counting(tree: ast.AST) -> Iterator[str]:
    """The places where a file reaches for date arithmetic of its own."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from (alias.name for alias in node.names if alias.name in COUNTING_NAMES)
        elif isinstance(node, ast.Attribute) and node.attr in COUNTING_NAMES:
            yield node.attr
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "replace":
            yield from (f"replace({word.arg}=)" for word in node.keywords if word.arg in DATE_PARTS)


def product_files() -> list[Path]:
    files = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    return [path for path in files if path.relative_to(ROOT).as_posix() not in MAY_COUNT]


@pytest.mark.parametrize("path", sorted((ROOT / "policy").glob("*.py")), ids=lambda path: path.name)
def test_the_policy_needs_no_django(path: Path) -> None:
    allowed = sys.stdlib_module_names | {"policy", "dateutil", "holidays"}
    assert modules_imported(ast.parse(path.read_text(encoding="utf-8"))) <= allowed


@pytest.mark.requirement("INV-42")
def test_nobody_but_the_policy_adds_days() -> None:
    found = {
        path.relative_to(ROOT).as_posix(): names
        for path in product_files()
        if (names := sorted(set(counting(ast.parse(path.read_text(encoding="utf-8"))))))
    }
    assert found == {}


@pytest.mark.requirement("INV-42")
@pytest.mark.parametrize(
    "source",
    [
        "from datetime import timedelta",
        "import datetime\nday + datetime.timedelta(days=90)",
        "from dateutil.relativedelta import relativedelta",
        "born.replace(year=born.year + 18)",
    ],
)
def test_date_arithmetic_is_recognised_in_all_its_forms(source: str) -> None:
    assert list(counting(ast.parse(source)))
