"""Marks in test files laid beside the register."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from overview.requirements import Coverage, coverage, read_left, read_register

ROOT = Path(__file__).resolve().parents[2]

REGISTER = """id,kind,source_phrase,meaning,consequence
S004-46,requirement,drie weken,three weeks,T-02; RULE rest
S004-47,requirement,drie maanden,three months,T-03; a RULEBOOK is none
INV-42,invariant,,one function set,
"""
LEFT = "id,sentence\n"


REST_IS_PROVED = '@pytest.mark.requirement("S004-46")\ndef test_rest(): ...\n'


def written(folder: Path, source: str, left: str = "") -> None:
    (folder / "docs").mkdir()
    (folder / "docs" / "requirements.csv").write_text(REGISTER, encoding="utf-8")
    (folder / "docs" / "requirements-left.csv").write_text(LEFT + left, encoding="utf-8")
    (folder / "tests" / "policy").mkdir(parents=True)
    (folder / "tests" / "policy" / "test_rest.py").write_text(source, encoding="utf-8")


def laid_beside(folder: Path, source: str, left: str = "") -> Coverage:
    written(folder, source, left)
    return coverage(folder / "docs", folder / "tests")


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
        "Of the 2 that ask for software 1 are proved, 0 are left with a sentence and 1 are neither.",
    ]


def test_what_is_left_is_shown_with_its_sentence_and_counted(tmp_path: Path, settings) -> None:
    written(tmp_path, REST_IS_PROVED, "INV-42,The dates come later.\n")
    assert shown(tmp_path, settings, "--unproved").splitlines()[-3:] == [
        "INV-42 one function set",
        "    The dates come later.",
        "Of the 2 that ask for software 1 are proved, 1 are left with a sentence and 0 are neither.",
    ]


def test_only_what_asks_for_software_is_owed(tmp_path: Path) -> None:
    found = laid_beside(tmp_path, "", "S004-46,The rest comes later.\n")
    assert (found.asked, found.owed, found.stray) == (["S004-46", "INV-42"], ["INV-42"], [])


@pytest.mark.parametrize("left", ["S004-46,It is proved.\n", "S004-999,Nobody knows it.\n"])
def test_a_sentence_that_is_for_nothing_is_refused(tmp_path: Path, settings, left: str) -> None:
    written(tmp_path, REST_IS_PROVED, left)
    with pytest.raises(CommandError, match=left.partition(",")[0]):
        shown(tmp_path, settings)


@pytest.mark.parametrize("left", ["INV-42,Later.\nINV-42,Or later.\n", "INV-42,\n", "INV-42,later\n", "INV-42\n"])
def test_an_id_has_one_whole_sentence(tmp_path: Path, left: str) -> None:
    path = tmp_path / "requirements-left.csv"
    path.write_text(LEFT + left, encoding="utf-8")
    with pytest.raises(ValueError, match="INV-42 has no whole sentence, or two"):
        read_left(path)


@pytest.mark.parametrize(("option", "hidden"), [("--proved", "S004-47"), ("--unproved", "S004-46")])
def test_the_command_shows_one_side_only_when_asked(tmp_path: Path, settings, option: str, hidden: str) -> None:
    written(tmp_path, REST_IS_PROVED)
    assert hidden not in shown(tmp_path, settings, option)


def test_the_command_fails_on_an_id_outside_the_register(tmp_path: Path, settings) -> None:
    written(tmp_path, REST_IS_PROVED.replace("46", "999"))
    with pytest.raises(CommandError, match="test_rest.py::test_rest names S004-999"):
        shown(tmp_path, settings)


def test_every_test_of_the_house_names_ids_that_exist() -> None:
    assert coverage(ROOT / "docs", ROOT / "tests").unknown == []


def test_whatever_asks_for_software_is_proved_or_says_why_not() -> None:
    found = coverage(ROOT / "docs", ROOT / "tests")
    assert found.owed == []
    assert found.stray == []


def test_every_edge_case_is_told_as_a_story() -> None:
    found = coverage(ROOT / "docs", ROOT / "tests")
    told = {id for id, tests in found.tests_by_id.items() if any(map(is_a_story, tests))}
    cases = {id for id, requirement in found.requirements.items() if requirement.kind == "edge case"}
    assert cases - told - set(found.left) == set()


def is_a_story(test: str) -> bool:
    """Whether it stands among the stories, or in a file that tells one of its room."""
    return test.startswith("tests/stories/") or test.partition("::")[0].endswith("_story.py")
