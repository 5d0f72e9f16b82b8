"""The reflection period: when it may begin by the lines of reflection.csv, how long it takes, and how it ends."""

import csv
from datetime import date
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from audit import ledger
from partners.errors import NotAllowed, NotFound
from partners.grounds import Ground
from partners.models import Involvement, Notice
from residence import asylum, information, reflection, terms, tracks, trafficking
from residence.models import ReflectionPeriod
from tests.houses import perform, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("S004-41")]
EXAMPLES = Path(__file__).with_name("reflection.csv")
STEPS = {"granted": "GRANTED", "rejected": "REJECTED", "withdrawn": "WITHDRAWN", "appeal": "REJECTED",
         "dismissed": "REJECTED", "annulled": "REJECTED"}  # fmt: skip


def lines():
    with EXAMPLES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def case(open_case):
    return open_case()


@pytest.fixture
def offered(case, cast, at):
    return reflection.offer(case=case, offered_by="POLICE", by=cast.avim, at=at(2026, 3, 10))


@pytest.fixture
def explain(cast, at):
    def explained(case, how="yes", on=None):
        if how == "no":
            return
        told = "RELATIVE" if how == "relative" else "CHILD"
        understood = "PARTLY" if how == "partly" else "YES"
        information.give(case=case, topic="REFLECTION", told=told, language="ti", understood=understood, by=cast.avim,
                         at=on or at(2026, 3, 9))  # fmt: skip

    return explained


@pytest.fixture
def stand(case, cast, at):
    """Where the child stands by law on 10 March, in the words of the file."""

    def stands(in_asylum, in_scheme):
        on = at(2026, 3, 4)
        if in_asylum != "none":
            row = asylum.apply(case=case, by=cast.ind, at=at(2026, 3, 3))
            if in_asylum == "pending":
                asylum.take_up(asylum=row, by=cast.ind, at=on)
            if in_asylum in STEPS:
                row = asylum.decide(asylum=row, decision=STEPS[in_asylum], by=cast.ind, at=on)
            if in_asylum in {"appeal", "dismissed", "annulled"}:
                row = asylum.appeal(asylum=row, by=cast.ind, at=on)
            if in_asylum in {"dismissed", "annulled"}:
                asylum.finish(asylum=row, appeal_outcome=in_asylum.upper(), by=cast.ind, at=at(2026, 3, 5))
        if in_scheme != "none":
            row = trafficking.open(case=case, opened_by_choice_of="CHILD", by=cast.ind, at=on)
            if in_scheme != "open":
                until = date(2026, 3, 9) if in_scheme == "expired" else None
                row = trafficking.grant(scheme=row, ground="B", valid_until=until, by=cast.ind, at=on)
            if in_scheme == "continued":
                row = trafficking.apply_continued_stay(scheme=row, by=cast.ind, at=on)
                trafficking.end(scheme=row, ended_as="STAYS", by=cast.ind, at=at(2026, 3, 5))

    return stands


@pytest.mark.requirement("INV-11", "S004-39", "S004-40", "S004-43")
@pytest.mark.parametrize("line", lines(), ids=lambda line: "-".join(list(line.values())[:4]))
def test_it_may_begin_as_the_file_says(case, stand, explain, cast, at, line):
    stand(line["asylum"], line["scheme"])
    explain(case, line["informed"])
    call = lambda: reflection.offer(case=case, offered_by="POLICE", explicit_choice=line["chosen"] == "yes",  # noqa: E731
                                    by=cast.avim, at=at(2026, 3, 10))  # fmt: skip
    if line["refused"]:
        assert refusal(call)[0] == line["refused"], line["why"]
    else:
        assert call().starts_on == date(2026, 3, 10), line["why"]


def test_every_line_says_why():
    assert [line for line in lines() if not line["why"]] == []


@pytest.mark.requirement("INV-10", "S004-40")
@pytest.mark.parametrize("kinds", [["TRAFFICKING"], ["TRAFFICKING", "SEXUAL_VIOLENCE"]])
def test_a_signal_never_begins_one(case, raise_signal, kinds):
    raise_signal(case, kinds=kinds, certainty="STRONG")
    assert not ReflectionPeriod.objects.exists()


class TestTheOffer:
    @pytest.mark.requirement("B-28", "EC-52")
    def test_police_record_who_offered_it_and_ind_is_told(self, case, cast, at):
        row = perform(reflection.OFFER, by=cast.avim, at=at(2026, 3, 10), data={"offered_by": "KMAR"}, case=case.pk)
        assert (row.offered_by, row.ind_informed_on, row.lawful_stay) == ("KMAR", date(2026, 3, 10), False)
        [told] = Notice.objects.filter(kind="REFLECTION", about=row.pk)
        assert told.to_organisation.kind == "IND"
        follows = Involvement.objects.open(at(2026, 3, 10)).filter(about=row.pk, ground=Ground.TRACK)
        assert sorted(follows.values_list("organisation__kind", flat=True)) == ["AVIM", "IND"]

    def test_it_says_when_it_was_explained(self, case, explain, cast, at):
        explain(case)
        row = reflection.offer(case=case, offered_by="POLICE", by=cast.avim, at=at(2026, 3, 10))
        assert row.informed_on == date(2026, 3, 9)

    @pytest.mark.requirement("INV-11")
    def test_what_is_explained_after_it_began_does_not_count(self, case, stand, explain, cast, at):
        stand("pending", "none")
        explain(case, on=at(2026, 3, 12))
        said = refusal(lambda: reflection.offer(
            case=case, offered_by="POLICE", explicit_choice=True, starts_on=date(2026, 3, 10), by=cast.avim,
            at=at(2026, 3, 12),
        ))  # fmt: skip
        assert said == ("not-informed", "INV-11")

    def test_one_at_a_time(self, case, offered, cast, at):
        said = refusal(lambda: reflection.offer(case=case, offered_by="POLICE", by=cast.avim, at=at(2026, 3, 11)))
        assert said == ("reflection-runs", "S004-41")

    @pytest.mark.parametrize(
        "days",
        [
            {"offered_on": date(2026, 3, 1)},
            {"starts_on": date(2026, 3, 11)},
            {"offered_on": date(2026, 3, 9), "starts_on": date(2026, 3, 8)},
        ],
    )
    def test_offered_before_it_starts_and_on_days_that_have_come(self, case, cast, at, days):
        said = refusal(lambda: reflection.offer(case=case, offered_by="POLICE", by=cast.avim, at=at(2026, 3, 10),
                                                **days))  # fmt: skip
        assert said == ("day-impossible", "S004-41")

    @pytest.mark.parametrize("who", ["ind", "intake", "guardian", "coa", "lawyer"])
    def test_only_police_record_it(self, case, cast, at, who):
        with pytest.raises((NotAllowed, NotFound)):
            perform(reflection.OFFER, by=getattr(cast, who), at=at(2026, 3, 10), data={"offered_by": "POLICE"},
                    case=case.pk)  # fmt: skip


@pytest.mark.requirement("INV-12", "T-04", "B-28")
class TestHowLong:
    @pytest.mark.parametrize(
        ("starts_on", "dublin", "last"),
        [
            (date(2026, 3, 10), False, date(2026, 6, 10)),
            (date(2026, 3, 10), True, date(2026, 4, 9)),
            (date(2023, 5, 18), True, date(2023, 8, 18)),
            (date(2023, 5, 19), True, date(2023, 6, 18)),
            (date(2023, 11, 30), False, date(2024, 2, 29)),
        ],
    )
    def test_three_months_and_in_a_dublin_case_granted_since_thirty_days(
        self, open_case, cast, at, starts_on, dublin, last
    ):
        case = open_case(on=at(starts_on.year, starts_on.month, 1))
        row = reflection.offer(case=case, offered_by="POLICE", dublin=dublin, by=cast.avim,
                               at=at(starts_on.year, starts_on.month, starts_on.day))  # fmt: skip
        assert row.last_day == last
        [clock] = [each for each in terms.clocks(case, starts_on) if each.name.startswith("REFLECTION")]
        assert clock.last_day == last

    @pytest.mark.requirement("S004-39")
    def test_it_gives_lawful_stay_up_to_its_last_day_or_its_end(self, case, offered, cast, at):
        assert tracks.stay_of(case, date(2026, 3, 9)) == []
        assert tracks.stay_of(case, date(2026, 6, 10)) == [tracks.Stay.REFLECTION]
        assert tracks.stay_of(case, date(2026, 6, 11)) == []
        reflection.end(reflection=offered, outcome="DECLINED", by=cast.avim, at=at(2026, 4, 1))
        assert tracks.stay_of(case, date(2026, 4, 2)) == []


@pytest.mark.requirement("S004-42")
class TestTheEnd:
    @pytest.mark.parametrize("outcome", ["REPORT_FILED", "OTHER_COOPERATION", "DECLINED"])
    def test_with_what_the_child_wants(self, offered, cast, at, outcome):
        row = reflection.end(reflection=offered, outcome=outcome, by=cast.avim, at=at(2026, 4, 1))
        assert (row.ended_on, row.outcome) == (date(2026, 4, 1), outcome)
        assert not Involvement.objects.open(at(2026, 4, 1)).filter(about=row.pk).exists()
        said = refusal(lambda: reflection.end(reflection=row, outcome=outcome, by=cast.avim, at=at(2026, 4, 2)))
        assert said == ("reflection-ended", "S004-41")

    @pytest.mark.requirement("INV-12")
    def test_recorded_late_it_ended_on_its_last_day_and_never_later(self, offered, cast, at):
        said = refusal(lambda: reflection.end(reflection=offered, outcome="DECLINED", ended_on=date(2026, 6, 11),
                                              by=cast.avim, at=at(2026, 6, 20)))  # fmt: skip
        assert said == ("day-impossible", "INV-12")
        row = reflection.end(reflection=offered, outcome="DECLINED", by=cast.avim, at=at(2026, 6, 20))
        assert row.ended_on == date(2026, 6, 10)

    @pytest.mark.parametrize("day", [date(2026, 3, 9), date(2026, 4, 2)])
    def test_not_before_it_began_and_not_tomorrow(self, offered, cast, at, day):
        said = refusal(lambda: reflection.end(reflection=offered, outcome="DECLINED", ended_on=day, by=cast.avim,
                                              at=at(2026, 4, 1)))  # fmt: skip
        assert said == ("day-impossible", "INV-12")


@pytest.mark.requirement("INV-11", "AL-13")
class TestTheChoiceBesideAsylum:
    def test_the_child_keeps_to_it_after_it_was_explained(self, case, offered, explain, cast, at):
        asylum.apply(case=case, by=cast.ind, at=at(2026, 3, 12))
        said = refusal(lambda: reflection.choose(reflection=offered, by=cast.avim, at=at(2026, 3, 13)))
        assert said == ("not-informed", "INV-11")
        explain(case, on=at(2026, 3, 13))
        row = reflection.choose(reflection=offered, by=cast.avim, at=at(2026, 3, 13))
        assert (row.explicit_choice, row.informed_on) == (True, date(2026, 3, 13))
        said = refusal(lambda: reflection.choose(reflection=row, by=cast.avim, at=at(2026, 3, 14)))
        assert said == ("chosen-already", "S004-41")

    def test_not_once_it_ended(self, offered, cast, at):
        row = reflection.end(reflection=offered, outcome="DECLINED", by=cast.avim, at=at(2026, 4, 1))
        said = refusal(lambda: reflection.choose(reflection=row, by=cast.avim, at=at(2026, 4, 2)))
        assert said == ("reflection-ended", "S004-41")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("one_reflection_period_runs|residence_reflectionperiod.case_id", {}),
        ("reflection_beside_lawful_stay_is_chosen", {"lawful_stay": True, "informed_on": date(2026, 3, 9)}),
        ("reflection_beside_lawful_stay_is_chosen", {"lawful_stay": True, "explicit_choice": True}),
        ("a_reflection_period_ends_with_an_outcome", {"ended_on": date(2026, 4, 1)}),
        ("a_reflection_period_ends_with_an_outcome", {"outcome": "DECLINED"}),
        ("a_reflection_period_ends_with_an_outcome", {"ended_on": date(2026, 3, 1), "outcome": "DECLINED"}),
    ],
)
def test_the_database_refuses_it_too(case, cast, at, name, said):
    if "one_reflection" in name:
        reflection.offer(case=case, offered_by="POLICE", by=cast.avim, at=at(2026, 3, 5))
    day = date(2026, 3, 10)
    known = {"offered_by": "POLICE", "offered_on": day, "starts_on": day, "ind_informed_on": day, "lawful_stay": False}
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        ledger.record(ReflectionPeriod(case=case, **known | said), by=cast.avim, at=at(2026, 4, 10))
