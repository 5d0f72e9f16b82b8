"""Imports point one way: no room knows of a room above it (design §2)."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ["partners", "intake", "shelter", "residence", "overview", "seeds"]
GROUND = ["policy", "audit"]
MAY_IMPORT = {
    "policy": set(),
    "audit": {"config"},
    "config": {"policy"},
    **{room: {"policy", "audit", "config", *ROOMS[:place]} for place, room in enumerate(ROOMS)},
}
# The addresses of the site are the one place that knows every room from below.
ABOVE_ALL = {"config/urls.py"}


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import hides where it points"
            yield (node.module or "").split(".")[0]


def breaches(room: str, folder: Path) -> list[str]:
    known = {*ROOMS, *GROUND, "config"} - {room}
    return [
        f"{path.relative_to(folder.parent)} imports {name}"
        for path in sorted(folder.rglob("*.py"))
        if str(path.relative_to(folder.parent)) not in ABOVE_ALL
        for name in imports(path)
        if name in known - MAY_IMPORT[room]
    ]


@pytest.mark.parametrize("room", sorted(MAY_IMPORT))
def test_a_room_imports_only_what_lies_below_it(room):
    assert breaches(room, ROOT / room) == []


def test_an_import_against_the_arrow_is_found(tmp_path):
    (tmp_path / "intake").mkdir()
    (tmp_path / "intake" / "wrong.py").write_text("from shelter import placement\n")
    assert breaches("intake", tmp_path / "intake") == ["intake/wrong.py imports shelter"]
