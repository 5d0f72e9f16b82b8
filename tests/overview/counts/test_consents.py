"""The consent funnel: who was asked of the children with a signal of trafficking, and what came of it, in figures."""

from datetime import date

import pytest

from intake import comensha, comensha_send, consent_answer, no_report, signal, signal_assessment
from intake.models import Consent, Signal
from overview import figures as all_figures
from tests.intake.consenting import answer, ask
from tests.joining import approve, two
from tests.joining import ask as ask_to_join

__all__ = ["answer", "ask", "two"]
pytestmark = [pytest.mark.django_db, pytest.mark.requirement("S001-24", "S001-19", "RP-14")]
[TOPIC] = [each for each in all_figures.TOPICS if each.code == "RP-14"]
TOTAL = "allen samen (de noemer)"
NAMES = [f"Kind{number}" for number in range(40)]


@pytest.fixture
def children(open_case, cast, at):
    """So many children, each with a signal of trafficking of 2 March 2026."""
    names = iter(NAMES)

    def opened(number, *, kinds=("TRAFFICKING",), on=(2026, 3, 2), born=date(2011, 2, 8)):
        cases = []
        for _each in range(number):
            name = next(names)
            case = open_case(given_names=name, family_name=f"van {name}", born=born)
            signal.report(case=case, kinds=list(kinds), summary="Bang.", by=cast.avim, at=at(*on))
            cases.append(case)
        return cases

    return opened


@pytest.fixture
def figures(cast, at):
    """The lines and sums of one table by their words, None where nothing is shown."""

    def found(number=0, *, year=2026, by=None, on=(2027, 2, 1), known_on=None):
        table = all_figures.load(by or cast.supervisor, TOPIC, year, at(*on), known_on=known_on).tables[number]
        return {line.name: line.count for line in table.lines} | {TOTAL: table.total}

    return found


@pytest.fixture
def answered(ask, answer):
    def done(case, outcome):
        row = ask(case)
        if outcome == "refused":
            answer(row, "refuse", capacity="GUARDIAN")
        if outcome in ("given", "withdrawn"):
            answer(row, "view", says="AGREES")
            answer(row, "sign", capacity="GUARDIAN", hour=14)
        if outcome == "withdrawn":
            answer(row, "withdraw", capacity="CHILD", on=date(2026, 3, 5))

    return done


def test_each_child_is_counted_once_by_what_came_of_it(children, answered, figures):
    for outcome, number in (("given", 6), ("refused", 5), ("withdrawn", 5), ("asked", 7)):
        for case in children(number):
            answered(case, outcome)
    children(8)
    found = figures()
    assert found["niet gevraagd"] == 8
    assert found["gevraagd, nog geen antwoord"] == 7
    assert (found["gegeven"], found["geweigerd door de voogd of een ouder"], found["ingetrokken"]) == (6, 5, 5)
    assert found[TOTAL] == 31
    assert figures(1)["niet gevraagd"] == 31


@pytest.mark.requirement("INV-40")
def test_a_small_number_is_not_shown_nor_what_would_give_it_away(children, answered, figures):
    for case in children(3):
        answered(case, "refused")
    children(9)
    found = figures()
    assert (found["geweigerd door de voogd of een ouder"], found["niet gevraagd"]) == (None, None)
    assert found["gegeven"] == 0
    assert found[TOTAL] == 12


@pytest.mark.requirement("INV-40")
def test_of_so_few_children_that_each_is_known_not_even_the_number_is_shown(children, figures):
    children(4)
    assert set(figures().values()) == {None}


@pytest.mark.requirement("INV-40")
def test_one_table_does_not_tell_the_total_that_another_hides(children, answered, figures, cast, at):
    for case, outcome in zip(children(5), ("given", "refused", "withdrawn", "asked", None), strict=True):
        if outcome:
            answered(case, outcome)
    assert set(figures().values()) - {0} == {None}
    assert set(figures(1).values()) == {None}


@pytest.mark.requirement("S001-28", "EC-63")
def test_only_a_signal_of_trafficking_that_stands_counts_and_only_the_first(children, figures, cast, at):
    children(6)
    children(3, kinds=("SMUGGLING_DEBT",))
    old = children(5, on=(2025, 12, 31))
    for case in old:
        signal.report(case=case, kinds=["TRAFFICKING"], summary="Nog steeds.", by=cast.avim, at=at(2026, 3, 4))
    assert (figures()[TOTAL], figures(year=2025)[TOTAL]) == (6, 5)


def test_it_is_counted_as_it_was_on_the_last_day(children, answered, figures):
    for case in children(5):
        answered(case, "withdrawn")
    assert figures(on=(2026, 3, 4))["gegeven"] == 5
    assert figures(on=(2026, 3, 5))["ingetrokken"] == 5


@pytest.mark.requirement("AL-31")
def test_a_child_with_two_files_is_counted_once_also_by_what_stands_in_the_older(
    two, cast, at, figures, answered, children
):
    for case in two:
        signal.report(case=case, kinds=["TRAFFICKING"], summary="Bang.", by=cast.avim, at=at(2026, 3, 2))
    answered(two[0], "refused")
    for case in children(4):
        answered(case, "refused")
    assert figures()[TOTAL] == 6
    approve(ask_to_join(two, cast, at), cast, at)
    found = figures()
    assert (found["geweigerd door de voogd of een ouder"], found[TOTAL]) == (5, 5)


@pytest.mark.requirement("S001-12", "S001-13")
def test_why_no_report_is_made_is_counted_without_names(children, figures, cast, at):
    for case in children(5):
        for day, reason in ((4, "NO_BASIS"), (5, "VICTIM_DECLINED")):
            no_report.record(case=case, reason=reason, decided_on=date(2026, 3, day), by=cast.guardian,
                             at=at(2026, 3, day))  # fmt: skip
    children(6)
    found = figures(3)
    assert (found["de jongere wil het niet"], found["geen reden vastgelegd"]) == (5, 6)
    assert found["er is geen grondslag, of die is niet zeker"] == 0


def test_the_number_of_queries_does_not_grow_with_the_children(
    children, answered, figures, django_assert_max_num_queries, django_assert_num_queries
):
    for case in children(2):
        answered(case, "given")
    with django_assert_max_num_queries(19) as asked:
        figures()
    for case in children(6):
        answered(case, "given")
    with django_assert_num_queries(len(asked)):
        figures()


@pytest.mark.requirement("S001-24", "EC-09", "EC-11")
def test_reports_are_counted_by_basis_and_one_that_was_taken_back_still_counts(children, answered, figures, cast, at):
    together = children(5)
    for case in (*together, *children(6)):
        answered(case, "given")
        sent(case, "CONSENT", cast.guardian, at)
        taken_back(case, cast, at)
    for case in (*together, *children(7)):
        sent(case, "POLICE_DUTY", cast.avim, at)
    children(5)
    found = figures(2)
    assert (found["gemeld met toestemming"], found["gemeld uit plicht van de politie"]) == (6, 7)
    assert (found["gemeld op meer dan één grond"], found["niet gemeld"]) == (5, 5)
    assert found[TOTAL] == 23


def sent(case, basis, by, at):
    row = comensha.draft(case=case, kind="REGISTRATION", basis=basis, exploitation_forms=["UNKNOWN"], by=by,
                         at=at(2026, 3, 6))  # fmt: skip
    comensha_send.send(report=row, by=by, at=at(2026, 3, 6))


def taken_back(case, cast, at):
    consent_answer.withdraw(consent=Consent.objects.get(case=case), capacity="CHILD", said_on=date(2026, 3, 7),
                            by=cast.guardian, at=at(2026, 3, 7))  # fmt: skip


@pytest.mark.requirement("S002-19")
def test_as_known_on_a_day_nothing_that_came_later_counts(children, figures, cast, at):
    told = Signal.objects.filter(case__in=[case.pk for case in children(6)])
    children(1, on=(2026, 3, 9))
    signal_assessment.assess(signal=told[0], outcome="NOT_SUBSTANTIATED", reasons="Een vergissing.", by=cast.intake,
                             at=at(2026, 3, 7))  # fmt: skip
    known = {day: figures(known_on=date(2026, 3, day))[TOTAL] for day in (2, 6, 7, 9)}
    assert known == {2: 6, 6: 6, 7: 5, 9: 6}
