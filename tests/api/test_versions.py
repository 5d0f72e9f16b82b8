"""`ETag` and `If-Match`: who changes a record says which version of it stood before them."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from audit.models import Entry
from config.api.schema import document
from intake import birth_date
from intake.models import Case, Conversation
from overview.acts import ACTS
from overview.api.urls import ON_SCREEN_ONLY
from partners import involvement, involving
from partners.api.views import ActorView
from partners.grounds import Ground
from tests.partner_api import BASE, SIGNAL, Partner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_without_the_ledger")]

TALK = {"step": "ACQUAINTANCE", "heldOn": "2026-03-03", "interpreter": True}
CHANGING = {act.path for act in ACTS.values() if act.changes_parent and act.path not in ON_SCREEN_ONLY}
AsPartner = Callable[..., Partner]


@pytest.fixture
def case(open_case: Callable[..., Case]) -> Case:
    return open_case()


@pytest.fixture
def intake(as_partner: AsPartner) -> Partner:
    return as_partner("nidos.intake")


@pytest.fixture
def talk(intake: Partner, case: Case) -> str:
    """The path of a conversation that was recorded."""
    return f"cases/{case.id}/conversations/" + intake.post(f"cases/{case.id}/conversations", TALK)["id"]


def correct(who: Partner, talk: str, tag: str | None, **said: Any) -> Any:
    return who.send("post", f"{talk}/corrections", said or {"interpreter": False}, If_Match=tag)


class TestTag:
    def test_it_is_the_version_and_comes_with_the_record(self, intake: Partner, case: Case, talk: str) -> None:
        read = intake.send("get", talk)
        assert (read["ETag"], read.json()["version"]) == ('"1"', 1)
        assert intake.send("head", talk)["ETag"] == '"1"'

    def test_what_is_created_or_changed_says_its_own_and_where_it_is_read(
        self, intake: Partner, case: Case, talk: str
    ) -> None:
        made = intake.send("post", f"cases/{case.id}/conversations", TALK | {"step": "EXTRA"})
        changed = correct(intake, talk, '"1"')
        assert (made["ETag"], changed["ETag"]) == ('"1"', '"2"')
        assert changed["Location"] == f"{BASE}/{talk}"
        for answer in (made, changed):
            there = intake.send("get", answer["Location"].removeprefix(f"{BASE}/"))
            assert (there.json(), there["ETag"]) == (answer.json(), answer["ETag"])

    def test_that_of_a_case_changes_with_what_it_shows(
        self, intake: Partner, case: Case, cast: Any, at: Callable[..., Any]
    ) -> None:
        tags = [intake.send("get", f"cases/{case.id}")["ETag"] for _time in range(2)]
        birth_date.record(case=case, by=cast.avim, at=at(2026, 3, 3), precision="UNKNOWN", status="OFFICIAL")
        tags.append(intake.send("get", f"cases/{case.id}")["ETag"])
        assert tags[0] == tags[1] != tags[2]
        assert "Semhar" not in "".join(tags)

    def test_a_list_has_none(self, intake: Partner, case: Case) -> None:
        assert "ETag" not in intake.send("get", f"cases/{case.id}/conversations")


class TestChange:
    @pytest.mark.parametrize("tag", ['"1"', '"7", "1"', ' "1" '])
    def test_at_the_version_that_was_read_it_is_made(self, intake: Partner, talk: str, tag: str) -> None:
        assert correct(intake, talk, tag).status_code == 201

    @pytest.mark.parametrize("tag", [None, "", "*"])
    def test_without_a_version_it_is_not(self, intake: Partner, talk: str, tag: str | None) -> None:
        body = {"interpreter": False}
        intake.refused(f"{talk}/corrections", body, status=428, code="version_missing", If_Match=tag)
        assert [entry.reason for entry in Entry.objects.filter(kind="DENIAL")] == ["428 version_missing"]

    @pytest.mark.parametrize("tag", ['"0"', '"2"', 'W/"1"', "1", '"one"', '"1', '"١"', '"99999999999999999999"'])
    def test_at_another_version_it_is_not_and_that_is_on_record(self, intake: Partner, talk: str, tag: str) -> None:
        intake.refused(f"{talk}/corrections", {"interpreter": False}, status=412, code="stale", If_Match=tag)
        assert [entry.reason for entry in Entry.objects.filter(kind="DENIAL")] == ["412 stale"]

    def test_a_second_one_has_to_read_it_again_first(self, intake: Partner, talk: str) -> None:
        tag = intake.send("get", talk)["ETag"]
        assert correct(intake, talk, tag).status_code == 201
        assert correct(intake, talk, tag, interpreter=True).status_code == 412
        assert correct(intake, talk, intake.send("get", talk)["ETag"], interpreter=True).status_code == 201

    def test_what_is_wrong_with_the_body_is_said_first(self, intake: Partner, talk: str) -> None:
        assert correct(intake, talk, '"7"', colour="red").status_code == 400

    def test_asked_again_under_its_key_it_is_answered_again(self, intake: Partner, talk: str) -> None:
        headers = {"If_Match": '"1"', "Idempotency_Key": "the-same"}
        first, second = (intake.send("post", f"{talk}/corrections", {}, **headers) for _time in range(2))
        assert (first.status_code, second.status_code) == (201, 201)
        assert (second["ETag"], second["Location"]) == (first["ETag"], first["Location"])

    def test_what_is_newly_reported_asks_for_no_version(self, as_partner: AsPartner, case: Case) -> None:
        for tag in (None, '"7"', "*"):
            answer = as_partner("avim.officer").send("post", f"cases/{case.id}/signals", SIGNAL, If_Match=tag)
            assert answer.status_code == 201


def test_it_is_asked_of_what_changes_a_record_and_of_nothing_else() -> None:
    assert "cases/{case}/conversations/{conversation}/corrections" in CHANGING
    assert not {"cases", "cases/{case}/signals", "cases/{case}/conversations"} & CHANGING
    asking = set()
    for path, item in json.loads(document("en"))["paths"].items():
        for method, operation in item.items():
            names = {each["name"] for each in operation.get("parameters", [])}
            if "If-Match" in names:
                assert method == "post"
                assert {"412", "428"} <= set(operation["responses"])
                asking.add(path.removeprefix("/"))
    assert asking == CHANGING


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_late(intake: Partner, talk: str) -> None:
    start = Barrier(2)

    def ask(outcome: str) -> int:
        start.wait()
        try:
            return correct(intake, talk, '"1"', outcome=outcome).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        statuses = list(pool.map(ask, ["SIGNAL", "NO_SIGNAL"]))
    assert sorted(statuses) == [201, 412]
    assert Conversation.objects.get().version == 2


@pytest.mark.django_db(transaction=True)
def test_what_stands_in_no_case_is_held_too(as_partner: AsPartner, people: dict[str, Any]) -> None:
    guardian = people["nidos.guardian"]
    colleague = type(guardian).objects.create(username="colleague", name="Collega", role=guardian.role,
                                              organisation=guardian.organisation, staff_id="c")  # fmt: skip
    who = as_partner("nidos.guardian")
    made = who.post("stand-ins", {"standIn": str(colleague.id), "since": timezone.localdate().isoformat()})
    start = Barrier(2)

    def end(_number: int) -> int:
        start.wait()
        try:
            return who.send("post", f"stand-ins/{made['id']}/endings", {}, If_Match='"1"').status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(end, range(2))) == [201, 412]


@pytest.mark.requirement("B-27")
def test_who_lost_the_case_by_what_it_did_is_told_only_which_record(case: Case, cast: Any) -> None:
    row = case.birth_dates.get()
    standing = involvement.standing(cast.ind, case.id, timezone.now())
    assert ActorView().shown(row, standing)["precision"] == "DAY"
    involving.close(case.id, ground=Ground.INTAKE, by=cast.guardian, at=timezone.now())
    lost = replace(standing, sees=partial(involvement.visible_cases, cast.ind, timezone.now()))
    assert ActorView().shown(row, lost) == {"id": str(row.id), "version": 1}
