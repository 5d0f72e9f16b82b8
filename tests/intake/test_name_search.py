"""Finding a child by a part of its name, in whatever script and spelling somebody types it."""

from uuid import UUID

import pytest

from intake import duplicate, name_search
from intake.alike import Persona
from intake.models import Case, NameWord
from partners import access, involvement
from partners.actors import of_person
from tests.name_pairs import pairs

pytestmark = pytest.mark.django_db
PAIRS = pairs()
EVERY = Case.objects.values("id")


def found(text: str, most: int = 100) -> list[str]:
    """The names of the children that are found, in their order."""
    cases = name_search.find(text, among=EVERY, most=most)
    names = {case.pk: f"{case.child.given_names} {case.child.family_name}".strip() for case in Case.objects.all()}
    return [names[case] for case in cases]


@pytest.fixture
def called(open_case):
    """Open a case for a child of this name; other names stand after a slash."""

    def opened(*names: str) -> list[Case]:
        cases = []
        for number, name in enumerate(names):
            (given, _, family), *aliases = name.split("/")[0].partition(" "), *name.split("/")[1:]
            cases.append(open_case(given_names=given, family_name=family, aliases=aliases, born=None,
                                   nationality="UNKNOWN", sex=("F", "M")[number % 2]))  # fmt: skip
        return cases

    return opened


@pytest.mark.requirement("S004-05")
@pytest.mark.parametrize(("name", "typed"), [
    ("Semhar Tesfay", "Semhar"), ("Semhar Tesfay", "semhar tesfay"), ("Semhar Tesfay", "tesfay, semhar"),
    ("Semhar Tesfay", "emha"), ("Semhar Tesfay", "Se"), ("Semhar Tesfay", "tes sem"), ("Semhar Tesfay", "Samhar"),
    ("Semhar Tesfay", "ሰምሃር"), ("Semhar Tesfay", "ሰም"), ("Semhar Tesfay", "ምሃር"), ("Semhar Tesfay", "سمهر"),
    ("ሰምሃር ተስፋይ", "Semhar"), ("ሰምሃር ተስፋይ", "Samhar Tesfai"), ("ሰምሃር ተስፋይ", "Sem"), ("سمهر تسفاي", "Sem"),
    ("Abdurrahman Noor", "Abd al-Rahman"), ("Abd al-Rahman Noor", "Abdurrahman"), ("Abdurrahman Noor", "rahman"),
    ("Abdulrahman Noor", "عبد الرحمن"), ("Habte Mariam Kidane", "Habtemariam"), ("Habtemariam", "habte mariam"),
    ("Nguyễn Thị Quỳnh", "Nguyen"), ("Nguyễn Thị Quỳnh", "quynh nguyen"), ("Nguyễn Thị Quỳnh", "guye"),
    ("Mohammed Ali", "محمد"), ("يوسف حداد", "Youssef"), ("Yusuf Ali", "Josef"), ("Maxamed Cabdi", "Mohamed Abdi"),
    ("Jan van Dijk", "van"), ("Lulu Hamdani/Layla", "Layla"), ("Lulu Hamdani/ليلى حمدانی", "layla hamdani"),
    ("A Eze", "A"), ("Ng Le", "Le"), ("Fatma O'Brien", "obrien"),
])  # fmt: skip
def test_a_part_of_a_name_in_any_script_and_spelling_finds_the_child(called, name, typed):
    called(name)
    assert found(typed) == [name.split("/")[0]]


@pytest.mark.parametrize(("name", "typed"), [
    ("Semhar Tesfay", "Yonas"), ("Semhar Tesfay", "Semhar Kidane"), ("Semhar Tesfay", "e"), ("Semhar Tesfay", "ha"),
    ("Semhar Tesfay", "?!"), ("Semhar Tesfay", "%"), ("Semhar Tesfay", "_____"), ("Omar Hassan", "Amir"),
    ("Omar Hassan", "Amir Hassan"), ("Trần Thị Anh", "Trinh"), ("Semhar Tesfay", "👧"),
])  # fmt: skip
def test_what_is_not_in_the_name_finds_nobody(called, name, typed):
    called(name)
    assert found(typed) == []


@pytest.mark.requirement("S004-05")
def test_a_whole_word_comes_first_then_a_part_then_what_sounds_alike(called):
    called("Samhar Tesfay", "Bisemhara Eze", "Semhara Kidane", "Semhar Kidane", "Yonas Semere")
    assert found("Semhar") == ["Semhar Kidane", "Semhara Kidane", "Bisemhara Eze", "Samhar Tesfay"]
    assert found("Semhar", most=1) == ["Semhar Kidane"]


def test_of_two_that_fit_as_well_the_newest_comes_first(called):
    called("Semhar Tesfay", "Semhar Kidane")
    assert found("semhar") == ["Semhar Kidane", "Semhar Tesfay"]


def test_every_word_that_was_typed_has_to_fit_and_the_best_of_all_leads(called):
    called("Ali Ahmadi", "Ahmad Ali", "Ahmadi Reza", "Aly Ahmedi")
    assert found("Ali Ahmadi") == ["Ali Ahmadi", "Aly Ahmedi", "Ahmad Ali"]


def test_only_the_cases_it_is_asked_among_are_found(called):
    one, other = called("Semhar Tesfay", "Semhar Kidane")
    assert name_search.find("Semhar", among=Case.objects.filter(pk=one.pk).values("id"), most=9) == [one.pk]
    assert name_search.find("Semhar", among=Case.objects.none().values("id"), most=9) == []


def test_the_words_of_a_name_are_those_of_what_is_written_now(called, cast, at):
    [case] = called("Semhar Tesfay")
    before = set(case.name_words.values_list("word", "root"))
    assert ("semhar", "smhr") in before
    NameWord.objects.create(case=case, word="yonas", root="yns")
    case.name_words.filter(word="semhar").delete()
    duplicate.look(case=case, by=cast.intake, at=at(2026, 3, 4), named=True)
    assert set(case.name_words.values_list("word", "root")) == before


def test_the_words_of_names_are_shown_to_nobody(called, people, at):
    [case] = called("Semhar Tesfay")
    for person in people.values():
        for standing in involvement.standings(of_person(person), [case.pk], at(2026, 3, 2, 13)).values():
            assert access.plan(NameWord, standing) is None


def test_of_three_hundred_pairs_the_name_of_the_one_finds_the_other():
    """Of nineteen in twenty that are one child the given names do, and of nine in ten every word of the name."""
    same = [pair for pair in PAIRS if pair.same]
    whole = [fits(f"{pair.one.given} {pair.one.family}", pair.other) for pair in same]
    given = [fits(pair.one.given, pair.other) for pair in same if pair.one.given]
    assert sum(whole) / len(whole) >= 0.9
    assert sum(given) / len(given) >= 0.94


def fits(text: str, persona: Persona) -> bool:
    """As `find`, of one child that stands in no database."""
    return name_search.fit(name_search.asked(text), persona) != name_search.NO_FIT


@pytest.mark.parametrize("name", ["x" * 120, "Li " * 40, "王" * 120, "ﷺ" * 120])
def test_a_name_as_long_as_it_may_be_is_kept_and_found(called, name):
    called(name.strip())
    assert len(found(name)) == 1
    assert isinstance(name_search.find(name, among=EVERY, most=1)[0], UUID)
