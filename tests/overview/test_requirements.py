"""Marks in test files laid beside the register."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from overview.requirements import Coverage, coverage, read_register

ROOT = Path(__file__).resolve().parents[2]

REGISTER = """id,kind,source_phrase,meaning,consequence
S004-46,requirement,drie weken,three weeks,T-02
S004-47,requirement,drie maanden,three months,T-03
INV-42,invariant,,one function set,
"""


REST_IS_PROVED = '@pytest.mark.requirement("S004-46")\ndef test_rest(): ...\n'


def written(folder: Path, source: str) -> None:
    (folder / "docs").mkdir()
    (folder / "docs" / "requirements.csv").write_text(REGISTER, encoding="utf-8")
    (folder / "tests" / "policy").mkdir(parents=True)
    (folder / "tests" / "policy" / "test_rest.py").write_text(source, encoding="utf-8")


def laid_beside(folder: Path, source: str) -> Coverage:
    written(folder, source)
    return coverage(folder / "docs" / "requirements.csv", folder / "tests")


def shown(folder: Path, settings, *options: str) -> str:
    settings.BASE_DIR = folder
    out = StringIO()
    call_command("requirements", *options, stdout=out)
    return out.getvalue()


def test_a_marked_function_proves_its_requirements(tmp_path: Path) -> None:
    found = laid_beside(tmp_path, '@pytest.mark.requirement("S004-46", "INV-42")\ndef test_rest(): ...\n')
    assert found.tests_by_id["S004-46"] == ["tests/policy/test_rest.py::test_rest"]
    assert found.proved == ["S004-46", "INV-42"]
    assert found.unproved == ["S004-47"]


def test_a_marked_class_and_its_method_both_prove(tmp_path: Path) -> None:
    source = """
@pytest.mark.requirement("S004-46")
class TestRest:
    @pytest.mark.requirement("S004-47")
    def test_wait(self): ...
"""
    found = laid_beside(tmp_path, source)
    assert found.tests_by_id == {
        "S004-46": ["tests/policy/test_rest.py::TestRest"],
        "S004-47": ["tests/policy/test_rest.py::TestRest::test_wait"],
    }


@pytest.mark.parametrize("mark", ['pytest.mark.requirement("S004-46")', '[pytest.mark.requirement("S004-46")]'])
def test_a_mark_on_the_module_proves(tmp_path: Path, mark: str) -> None:
    found = laid_beside(tmp_path, f"pytestmark = {mark}\n")
    assert found.tests_by_id == {"S004-46": ["tests/policy/test_rest.py"]}


def test_a_mark_on_one_case_of_a_parametrised_test_proves(tmp_path: Path) -> None:
    source = """
@pytest.mark.parametrize("day", [pytest.param(1, marks=pytest.mark.requirement("S004-47")), 2])
def test_wait(day): ...
"""
    found = laid_beside(tmp_path, source)
    assert found.tests_by_id == {"S004-47": ["tests/policy/test_rest.py::test_wait"]}


def test_a_mark_inside_a_string_proves_nothing(tmp_path: Path) -> None:
    found = laid_beside(tmp_path, "SOURCE = 'pytest.mark.requirement(\"S004-46\")'\n")
    assert found.proved == []


def test_an_id_outside_the_register_is_named_with_its_test(tmp_path: Path) -> None:
    found = laid_beside(tmp_path, '@pytest.mark.requirement("S004-999")\ndef test_rest(): ...\n')
    assert [(proof.id, proof.test) for proof in found.unknown] == [
        ("S004-999", "tests/policy/test_rest.py::test_rest")
    ]


def test_a_mark_that_hides_its_ids_is_named_with_its_test(tmp_path: Path) -> None:
    found = laid_beside(tmp_path, "@pytest.mark.requirement(*IDS)\ndef test_rest(): ...\n")
    assert [proof.id for proof in found.unknown] == ["*IDS"]


def test_an_id_that_stands_twice_in_the_register_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "requirements.csv"
    path.write_text(REGISTER + "INV-42,invariant,,again,\n", encoding="utf-8")
    with pytest.raises(ValueError, match="INV-42 stands twice"):
        read_register(path)


def test_the_register_of_the_project_holds_every_requirement() -> None:
    register = read_register(Path(__file__).resolve().parents[2] / "docs" / "requirements.csv")
    families = [id.split("-")[0] for id in register]
    counts = {family: families.count(family) for family in families}
    assert counts == {
        "S004": 138,
        "S000": 58,
        "S001": 56,
        "S002": 29,
        "S003": 31,
        "INV": 42,
        "T": 23,
        "AL": 34,
        "EC": 42,
        "RP": 20,
        "D": 12,
        "K": 11,
        "B": 52,
    }


def test_the_command_shows_the_proved_the_count_and_the_rest(tmp_path: Path, settings) -> None:
    written(tmp_path, REST_IS_PROVED)
    assert shown(tmp_path, settings).splitlines() == [
        "S004-46 three weeks",
        "    tests/policy/test_rest.py::test_rest",
        "1 of 3 requirements are proved by a test.",
        "S004-47 three months",
        "INV-42 one function set",
    ]


@pytest.mark.parametrize(("option", "hidden"), [("--proved", "S004-47"), ("--unproved", "S004-46")])
def test_the_command_shows_one_side_only_when_asked(tmp_path: Path, settings, option: str, hidden: str) -> None:
    written(tmp_path, REST_IS_PROVED)
    assert hidden not in shown(tmp_path, settings, option)


def test_the_command_fails_on_an_id_outside_the_register(tmp_path: Path, settings) -> None:
    written(tmp_path, REST_IS_PROVED.replace("46", "999"))
    with pytest.raises(CommandError, match="test_rest.py::test_rest names S004-999"):
        shown(tmp_path, settings)


def test_every_test_of_the_house_names_ids_that_exist() -> None:
    found = coverage(ROOT / "docs" / "requirements.csv", ROOT / "tests")
    assert found.unknown == []
