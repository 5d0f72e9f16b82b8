"""`changes?after=`: a partner that asks again and again hears of everything in its cases, and of nothing else."""

import threading
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection, transaction
from django.utils import timezone

from audit.models import Entry
from intake import conversation, family, signal
from intake.models import Case, Conversation
from overview import feed
from partners import involving
from partners.grounds import Ground
from tests.partner_api import SIGNAL, Partner

# What the transaction of a test has not committed is not told, so these tests commit.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.alone]

AsPartner = Callable[..., Partner]
SAID = {"kinds": ["TRAFFICKING"], "certainty": "REASONABLE", "summary": "Een busje wachtte."}


@pytest.fixture
def case(open_case: Callable[..., Case]) -> Case:
    return open_case()


@pytest.fixture
def officer(as_partner: AsPartner) -> Partner:
    return as_partner("ind.officer")


def ask(who: Partner, after: str = "", size: int = 100) -> dict[str, Any]:
    return who.get(f"changes?pageSize={size}" + (f"&after={after}" if after else ""))


def to_the_end(who: Partner, size: int) -> list[dict[str, Any]]:
    """Every answer, as long as more stands ready."""
    answers = [ask(who, size=size)]
    while answers[-1]["next"]:
        answers.append(ask(who, answers[-1]["after"], size))
    return answers


def told(answer: dict[str, Any]) -> list[tuple[str, int, str]]:
    return [(row["type"], row["version"], row["change"]) for row in answer["results"]]


class TestWhatIsTold:
    def test_what_was_written_in_the_cases_one_is_involved_in(
        self, officer: Partner, as_partner: AsPartner, case: Case
    ) -> None:
        after = ask(officer)["after"]
        made = as_partner("avim.officer").post(f"cases/{case.id}/signals", SIGNAL)
        (row,) = [row for row in ask(officer, after)["results"] if row["type"] == "signals"]
        assert row | {"at": ""} == {
            "type": "signals", "case": str(case.id), "record": made["id"], "version": 1, "change": "CREATE", "at": "",
        }  # fmt: skip
        assert officer.get(f"cases/{row['case']}/{row['type']}/{row['record']}")["version"] == 1

    def test_a_case_that_is_opened_brings_its_first_records(self, officer: Partner, case: Case) -> None:
        assert [kind for kind, _version, _change in told(ask(officer))] == [
            "cases", "children", "birth-dates", *["involvements"] * 4,
        ]  # fmt: skip

    @pytest.mark.requirement("INV-41")
    def test_a_child_whose_details_are_corrected_is_read_where_the_change_says(
        self, officer: Partner, case: Case, as_partner: AsPartner
    ) -> None:
        after, path = ask(officer)["after"], f"cases/{case.id}/children/{case.child.id}"
        said = {"languages": ["ti", "am"], "correction": {"kind": "NEWS", "reason": "In het tweede gesprek."}}
        as_partner("nidos.intake").post(f"{path}/corrections", said)
        answer = ask(officer, after)
        assert {("children", 2, "CHANGE"), ("child-corrections", 1, "CREATE")} <= set(told(answer))
        for row in answer["results"]:
            if row["type"] != "notices":
                known = officer.get(f"cases/{row['case']}/{row['type']}/{row['record']}")
                assert known["version"] == row["version"]

    def test_each_version_is_told(
        self, officer: Partner, case: Case, cast: Any, at: Callable[..., Any], as_partner: AsPartner
    ) -> None:
        intake, path = as_partner("nidos.intake"), f"cases/{case.id}/conversations"
        after = ask(officer)["after"]
        made = intake.post(path, {"step": "ACQUAINTANCE", "heldOn": "2026-03-03"})
        intake.post(f"{path}/{made['id']}/corrections", {"interpreter": True})
        assert told(ask(officer, after)) == [("conversations", 1, "CREATE"), ("conversations", 2, "CHANGE")]

    @pytest.mark.requirement("B-27")
    def test_the_entry_names_the_cases_that_were_told_of(self, officer: Partner, case: Case) -> None:
        ask(officer)
        entry = Entry.objects.order_by("-id")[0]
        assert (entry.kind, entry.cases) == ("LIST", [str(case.id)])
        assert set(entry.data_classes) == {"IDENTITY", "INVOLVEMENT"}


@pytest.mark.requirement("B-27")
class TestWhatIsNotTold:
    def test_of_other_cases_nothing(self, as_partner: AsPartner, case: Case) -> None:
        answer = ask(as_partner("evenaar.clinician"), size=1)
        assert (answer["results"], answer["next"]) == ([], None)

    def test_of_a_case_that_one_has_lost_nothing_more(
        self, officer: Partner, as_partner: AsPartner, case: Case, cast: Any
    ) -> None:
        for ground in Ground:
            involving.close(case.id, ground=ground, by=cast.guardian, at=timezone.now())
        assert ask(officer)["results"] == []

    def test_of_a_kind_of_record_that_the_role_may_not_read_nothing(
        self, as_partner: AsPartner, case: Case, cast: Any, at: Callable[..., Any]
    ) -> None:
        conversation.record(case=case, step="EXTRA", held_on=case.arrived_on, by=cast.intake, at=at(2026, 3, 3))
        kinds = {role: {row["type"] for row in ask(as_partner(role))["results"]}
                 for role in ("ind.officer", "coa.placement")}  # fmt: skip
        assert "conversations" in kinds["ind.officer"]
        assert "conversations" not in kinds["coa.placement"]
        assert as_partner("coa.placement").send("get", f"cases/{case.id}/conversations").status_code == 403

    def test_of_a_record_that_is_kept_from_the_role_nothing(
        self, as_partner: AsPartner, open_case: Callable[..., Case], case: Case, cast: Any, at: Callable[..., Any]
    ) -> None:
        link = family.record(case=case, kind="SIBLING", other_case=open_case(), by=cast.intake, at=at(2026, 3, 3))
        officer, intake = as_partner("ind.officer"), as_partner("nidos.intake")
        shown = {role: any(row["record"] == str(link.id) for row in ask(who)["results"])
                 for role, who in (("ind", officer), ("intake", intake))}  # fmt: skip
        assert shown == {"ind": True, "intake": True}
        family.separate(relation=link, unsafe_reason="Hij ronselde haar.", by=cast.intake, at=at(2026, 3, 4))
        assert not any(row["record"] == str(link.id) for row in ask(officer)["results"])
        assert any(row["record"] == str(link.id) for row in ask(intake)["results"])

    def test_nothing_but_which_record_and_when(self, officer: Partner, case: Case) -> None:
        for row in ask(officer)["results"]:
            assert row.keys() == {"type", "case", "record", "version", "change", "at"}
            assert "Semhar" not in str(row)


class TestAsking:
    def test_following_the_links_tells_each_change_once(
        self, officer: Partner, open_case: Callable[..., Case]
    ) -> None:
        for name in ("Semhar", "Yonas", "Lidia"):
            open_case(given_names=name)
        whole, answer, seen = ask(officer)["results"], ask(officer, size=4), []
        while True:
            seen += answer["results"]
            if answer["next"] is None:
                break
            link = urlsplit(answer["next"])
            assert link.path == "/api/v1/changes"
            answer = officer.get(f"changes?{link.query}")
        assert seen == whole
        assert len(whole) == 21
        assert ask(officer, answer["after"])["results"] == []

    def test_a_page_of_what_may_not_be_told_still_leads_on(
        self, as_partner: AsPartner, case: Case, cast: Any, at: Callable[..., Any]
    ) -> None:
        coa = as_partner("coa.placement")
        after = ask(coa)["after"]
        for _number in range(3):
            conversation.record(case=case, step="EXTRA", held_on=case.arrived_on, by=cast.intake, at=at(2026, 3, 3))
        answer = ask(coa, after, size=2)
        assert (answer["results"], bool(answer["next"])) == ([], True)
        assert ask(coa, answer["after"], size=2) | {"after": ""} == {"results": [], "next": None, "after": ""}

    def test_whoever_has_few_cases_is_led_past_what_was_written_in_many(
        self, officer: Partner, as_partner: AsPartner, case: Case, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        stranger, kept = as_partner("evenaar.clinician"), as_partner("ind.officer")
        made = as_partner("avim.officer").post(f"cases/{case.id}/signals", SIGNAL)
        whole = ask(officer)["results"]
        monkeypatch.setattr(feed, "LOOKED_AT", 3)
        assert [row for answer in to_the_end(kept, 100) for row in answer["results"]] == whole
        assert made["id"] in {row["record"] for row in whole}
        answers = to_the_end(stranger, 100)
        assert len(answers) > 2
        assert [answer["results"] for answer in answers] == [[]] * len(answers)

    def test_without_news_one_comes_back_with_what_one_got(self, officer: Partner, case: Case) -> None:
        after = ask(officer)["after"]
        for _time in range(3):
            after = ask(officer, after)["after"]
        assert ask(officer, after)["results"] == []

    @pytest.mark.parametrize(
        "query", ["after=x", "after=", "after=WyIxIl0", "pageSize=0", "since=1", "after=a&after=a"]
    )
    def test_a_question_that_is_none(self, officer: Partner, query: str) -> None:
        officer.refused(f"changes?{query}", method="get", status=400, code="invalid")

    def test_it_costs_the_same_however_much_changed(
        self, officer: Partner, open_case: Callable[..., Case], django_assert_num_queries: Any
    ) -> None:
        open_case()
        ask(officer)
        with django_assert_num_queries(11 + 2):  # and the begin and the commit of its transaction
            ask(officer)
        for name in ("Yonas", "Lidia", "Abel", "Saba", "Filmon"):
            open_case(given_names=name)
        with django_assert_num_queries(11 + 2):
            assert len(ask(officer)["results"]) == 42


def test_a_transaction_that_commits_late_is_not_missed(
    officer: Partner, case: Case, open_case: Callable[..., Case], cast: Any, at: Callable[..., Any]
) -> None:
    """Two connections: the one that began first commits last, after the partner has asked."""
    other = open_case(given_names="Yonas")  # of one case the second would wait for the first
    after = ask(officer)["after"]
    written, may_commit = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            signal.report(case=other, **SAID, by=cast.avim, at=at(2026, 3, 3))
            written.set()
            assert may_commit.wait(20)
        connection.close()

    late = threading.Thread(target=slow)
    late.start()
    assert written.wait(20)
    conversation.record(case=case, step="EXTRA", held_on=case.arrived_on, by=cast.intake, at=at(2026, 3, 3))
    meanwhile = ask(officer, after)
    may_commit.set()
    late.join()
    assert meanwhile["results"] == []  # the talk waits for the signal that began before it
    kinds = [kind for kind, _version, _change in told(ask(officer, meanwhile["after"]))]
    assert kinds.count("signals") == 1
    assert kinds[-1] == "conversations"
    assert Conversation.objects.count() == 1
