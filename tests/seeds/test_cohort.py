"""The year of arrivals: its shares, the same children in every run, each of them plausible."""

from collections import Counter

import pytest

from intake.languages import SPOKEN, UNKNOWN_NATIONALITIES
from policy.ages import age_on
from policy.dates import term_last_day
from policy.numbers import number
from seeds.cohort import shares
from seeds.cohort.deal import dealt, part, quotas
from seeds.cohort.draft import arriving
from seeds.cohort.houses import BEDS_OF_A_HOUSE, TREES, guardians, houses
from seeds.cohort.lots import cast
from seeds.cohort.names import PEOPLES
from seeds.cohort.newcomer import Newcomer
from seeds.cohort.progress import Progress
from seeds.cohort.shares import ARRIVALS, FACTS, weights
from seeds.cohort.year import Family, families, newcomer


@pytest.fixture(scope="module")
def year() -> list[Family]:
    return families(ARRIVALS)


@pytest.fixture(scope="module")
def kids(year: list[Family]) -> list[Newcomer]:
    return [kid for family in year for kid in family]


def counted(kids: list[Newcomer], name: str) -> dict[str, int]:
    return dict(Counter(getattr(kid, name) for kid in kids))


class TestQuotas:
    def test_the_largest_remainders_are_rounded_up_and_the_parts_add_up(self) -> None:
        assert quotas({"a": 5, "b": 3, "c": 1}, 10) == {"a": 6, "b": 3, "c": 1}
        assert quotas({"a": 1, "b": 1, "c": 1}, 100) == {"a": 34, "b": 33, "c": 33}
        assert quotas({"a": 2, "b": 0}, 3) == {"a": 3, "b": 0}

    def test_nobody_of_nothing(self) -> None:
        assert quotas({}, 0) == {}
        assert part(1, 3820, 10) == 0
        assert part(127, 3820, 3820) == 127

    def test_everybody_is_dealt_a_value_and_in_the_same_order_each_time(self) -> None:
        hand = dealt({"a": 2, "b": 1}, 300, "test")
        assert Counter(hand) == {"a": 200, "b": 100}
        assert hand == dealt({"a": 2, "b": 1}, 300, "test")
        assert hand != dealt({"a": 2, "b": 1}, 300, "another test")


class TestPublished:
    """What was published, once more in figures, so that nobody changes the table without noticing."""

    @pytest.mark.requirement("S002-12", "RP-02")
    def test_arrivals_and_detected_victims(self, kids: list[Newcomer]) -> None:
        detected = [kid for kid in kids if kid.seen and "TRAFFICKING" in kid.seen.kinds]
        assert (len(kids), len(detected)) == (3820, 127)
        assert f"{len(detected) / len(kids):.1%}" == "3.3%"

    def test_boys_and_nationalities(self, kids: list[Newcomer]) -> None:
        assert counted(kids, "sex") == {"M": 3185, "F": 635}
        found = counted(kids, "nationality")
        assert 1440 <= found["SY"] <= 1455
        assert 1230 <= found["ER"] <= 1240
        assert found["AF"] == 530
        assert found == weights(shares.NATIONALITY)

    @pytest.mark.requirement("S004-14")
    def test_arrivals_rise_from_spring_and_sharply_since_may(self, kids: list[Newcomer]) -> None:
        by_month = Counter(kid.arrived_on.month for kid in kids)
        assert by_month == {int(row.value): row.count for row in shares.MONTH}
        rise = {month: by_month[month] - by_month[month - 1] for month in range(2, 11)}
        assert all(rise[month] > 0 for month in range(3, 11))
        assert rise[5] > 2 * max(rise[month] for month in (2, 3, 4))

    @pytest.mark.requirement("B-40", "B-26", "B-35")
    def test_protected_children_child_brides_and_nationalities_of_victims(self, kids: list[Newcomer]) -> None:
        assert sum(kid.is_protected for kid in kids) == 150
        assert sum(bool(kid.husband) for kid in kids) == round(60 * 122 / 140) == 52
        victims = Counter(kid.nationality for kid in kids if kid.seen and "TRAFFICKING" in kid.seen.kinds)
        in_five_years = {"VN": 63, "ER": 59, "AF": 40, "GN": 35, "SL": 22, "SY": 17}
        for nationality, count in in_five_years.items():
            assert abs(victims[nationality] - 127 * count / (5 * 85)) < 1

    def test_every_row_has_a_source_or_says_that_it_is_invented(self) -> None:
        tables = [value for value in vars(shares).values() if isinstance(value, tuple) and value]
        rows = [row for table in tables for row in table if isinstance(row, shares.Share)]
        assert len(rows) > 80
        assert all(row.source for row in rows)
        assert all(fact.source for fact in FACTS.values())


class TestSmaller:
    @pytest.mark.parametrize("arrivals", [1, 2, 17, 200, 999])
    def test_a_smaller_year_has_the_same_shares_within_rounding(self, arrivals: int) -> None:
        kids = [kid for family in families(arrivals) for kid in family]
        assert len(kids) == arrivals
        tables = {"sex": shares.SEX, "nationality": shares.NATIONALITY, "precision": shares.PRECISION}
        for name, table in tables.items():
            found, whole = counted(kids, name), sum(row.count for row in table)
            assert all(abs(found.get(row.value, 0) - arrivals * row.count / whole) < 1 for row in table)

    def test_a_smaller_year_has_some_of_everything(self) -> None:
        kids = [kid for family in families(200) for kid in family]
        for what in ("husband", "twice", "gone", "official", "more_rest", "is_protected", "accompanied_by"):
            assert any(getattr(kid, what) for kid in kids), what


class TestPlausible:
    def test_the_same_children_in_every_run(self, year: list[Family]) -> None:
        assert families(ARRIVALS) == year
        assert [kid.number for kid in sorted((kid for family in year for kid in family), key=lambda kid: kid.number)] \
            == list(range(1, ARRIVALS + 1))  # fmt: skip

    def test_ages_and_the_birth_dates_that_go_with_them(self, kids: list[Newcomer]) -> None:
        assert counted(kids, "years") == quotas({int(row.value): row.count for row in shares.AGE}, ARRIVALS)
        exact = [kid for kid in kids if kid.precision == "DAY" and not kid.twice]
        assert {kid.years - age_on(kid.birth_date, kid.arrived_on) for kid in exact} == {0}
        assert {kid.birth_date for kid in kids if kid.precision == "UNKNOWN"} == {None}
        assert {kid.birth_date.day for kid in kids if kid.precision == "MONTH"} == {1}

    def test_who_comes_from_where_speaks_what_is_spoken_there(self, kids: list[Newcomer]) -> None:
        for kid in kids:
            assert kid.languages in {languages for _people, languages, _count in shares.ORIGINS[kid.nationality]}
            assert set(kid.languages) <= set(SPOKEN)
        assert {"STATELESS", "UNKNOWN"} == {code for code, _name in UNKNOWN_NATIONALITIES}

    def test_names_in_their_own_script_and_people_who_go_by_one_name(self, kids: list[Newcomer]) -> None:
        names = " ".join(f"{kid.given_names} {kid.family_name}" for kid in kids)
        for part_of_name in ("ሰላም", "الخطيب", "حسین", "Nguyễn", "Şiyar", "El Fassi", "N'Landu"):
            assert part_of_name in names
        assert any(kid.given_names and not kid.family_name for kid in kids)
        assert all(kid.aliases for kid in kids if not kid.given_names.isascii() and ord(kid.given_names[0]) > 0x500)

    def test_nothing_of_a_child_is_somebody_elses(self, kids: list[Newcomer]) -> None:
        """Names are put together from parts, a V-number that begins with 99 is nobody's, and no text names anybody."""
        assert len({kid.v_number for kid in kids}) == ARRIVALS
        assert all(len(kid.v_number) == 10 and kid.v_number.startswith("99") for kid in kids)
        parts = {name.latin for people in PEOPLES.values() for name in (*people.girls, *people.boys, *people.families)}
        words = {word for kid in kids if kid.seen for text in (kid.seen.summary, kid.seen.detail, kid.seen.reasons)
                 for word in text.replace(".", "").replace(",", "").split()}  # fmt: skip
        assert not words & (parts - {""})

    def test_a_detected_child_is_the_one_its_text_speaks_of(self, kids: list[Newcomer]) -> None:
        for kid in kids:
            if kid.seen:
                wrong = {"jongen", "hij"} if kid.sex == "F" else {"meisje", "zij"}
                assert not wrong & set(f"{kid.seen.summary} {kid.seen.reasons}".lower().split())
                assert len(kid.seen.summary) <= 300

    @pytest.mark.requirement("EC-43")
    def test_brothers_and_sisters(self, year: list[Family]) -> None:
        several = [family for family in year if len(family) > 1]
        assert sum(map(len, several)) == FACTS["SIBLINGS"].count
        for eldest, *younger in several:
            for kid in younger:
                shared = ("arrived_on", "place", "nationality", "languages")
                assert all(getattr(kid, name) == getattr(eldest, name) for name in shared)
                assert eldest.years - kid.years >= 2

    @pytest.mark.requirement("AL-31")
    def test_a_second_registration_is_the_first_in_another_spelling(self) -> None:
        drafts = arriving(ARRIVALS)
        cast(drafts)
        twice = [draft for draft in drafts if draft.first]
        assert len(twice) == len({draft.first for draft in twice}) == FACTS["TWICE"].count
        for draft in twice:
            first, again = draft.first, newcomer(draft, 1, ARRIVALS)
            assert (draft.sex, draft.nationality, draft.people) == (first.sex, first.nationality, first.people)
            assert 5 <= (draft.arrived_on - first.arrived_on).days <= 90
            assert again.given_names[0] == first.given.latin[0]
            assert again.given_names != first.given.latin
            assert again.birth_date != first.born
            assert not again.goes_on

    @pytest.mark.requirement("B-26")
    def test_child_brides(self, kids: list[Newcomer]) -> None:
        brides = [kid for kid in kids if kid.husband]
        assert {kid.sex for kid in brides} == {"F"}
        assert min(kid.years for kid in brides) >= 14
        assert {kid.arrived_on.month for kid in brides} <= {9, 10, 11, 12}
        assert sum(kid.seen is not None for kid in brides) == FACTS["BRIDES_IN_FEAR"].count

    @pytest.mark.requirement("B-11")
    def test_the_youngest_go_to_a_family(self, kids: list[Newcomer]) -> None:
        for kid in kids:
            if kid.is_placed:
                assert (kid.seen.outcome == "FOSTER") == (kid.years < number("FOSTER_UNDER", kid.arrived_on))

    @pytest.mark.requirement("S004-47", "INV-14")
    def test_no_hearing_before_three_months_have_passed(self, kids: list[Newcomer]) -> None:
        for kid in kids:
            if kid.is_protected:
                placed = term_last_day(kid.arrived_on, days=kid.placement)
                assert kid.hearing_on() > term_last_day(placed, months=3)

    def test_a_bed_and_a_guardian_for_everybody(self, kids: list[Newcomer]) -> None:
        made = houses(kids)
        beds = sum(house.beds for house in made)
        assert sum(kid.is_protected for kid in kids) <= beds < 150 + 2 * BEDS_OF_A_HOUSE
        assert len({house.name for house in made}) == len(made) <= len(TREES) + 1
        logins = guardians(ARRIVALS)
        assert len({login.username for login in logins}) == len({login.name for login in logins}) == 153


class TestProgress:
    def test_how_far_how_fast_and_how_long_it_still_takes(self) -> None:
        said: list[str] = []
        seconds = iter([0.0, 10.0, 40.0])
        progress = Progress(400, said.append, begun_at=100, clock=lambda: next(seconds))
        for done in (100, 150, 199, 200, 299, 400):
            progress.reached(done)
        assert said == ["200/400 children, 10.0 a second, 0:20 left", "400/400 children, 7.5 a second, 0:00 left"]
