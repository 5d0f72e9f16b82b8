"""The desk: what each role must do now, late first, and what is new."""

from datetime import date

import pytest
from django.urls import reverse

from audit.models import Entry, Kind
from intake import signal
from overview import acts, desk, links, second_person, snapshot, tasks
from partners import involving
from partners.grounds import Ground
from partners.models import Notice
from policy.tasks import TASKS
from residence import guardianship
from shelter import rest
from tests.overview.conftest import text, url

pytestmark = pytest.mark.django_db


def open_codes(actor, at) -> list[str]:
    return [todo.task.code for todo in tasks.open_tasks(snapshot.load(actor, at), actor.role, at)]


def test_every_task_has_its_condition_and_an_act_that_settles_it():
    in_bulk = {"MATCH_SIGNAL", "NAME_STAND_IN", "ANSWER_ACCESS_REQUEST", "EMPTY_BED", "CONFIRM_STAFF"}
    assert {row.code for row in TASKS} - in_bulk == set(tasks.CONDITIONS)
    assert {row.act for row in TASKS if row.code not in in_bulk} <= set(acts.ACTS)


@pytest.mark.requirement("S004-29", "S004-31", "S004-32", "S004-33")
def test_each_organisation_is_asked_for_its_own_next_talk(open_case, cast, at, talk):
    case = open_case()
    assert "HOLD_ACQUAINTANCE" in open_codes(cast.intake, at(2026, 3, 2, 13))
    assert "HOLD_IDENTIFICATION" in open_codes(cast.avim, at(2026, 3, 2, 13))
    assert "HOLD_REGISTRATION" not in open_codes(cast.ind, at(2026, 3, 2, 13))
    talk(case, at(2026, 3, 2, 14))
    assert "HOLD_FOLLOW_UP" in open_codes(cast.intake, at(2026, 3, 2, 15))
    assert "IDENTIFY" in open_codes(cast.avim, at(2026, 3, 2, 15))


@pytest.mark.requirement("T-01", "S004-33")
def test_the_second_talk_is_late_after_three_working_days(open_case, cast, at, talk):
    talk(open_case(), at(2026, 3, 2, 14))
    [todo] = [t for t in tasks.open_tasks(snapshot.load(cast.intake, at(2026, 3, 6)), "nidos.intake", at(2026, 3, 6))
              if t.task.code == "HOLD_FOLLOW_UP"]  # fmt: skip
    assert todo.due == date(2026, 3, 5)
    assert links.when(todo.due, at(2026, 3, 6)).tone == "late"
    assert links.when(todo.due, at(2026, 3, 5)).tone == "soon"


@pytest.mark.requirement("AL-04", "S004-36", "S004-70")
def test_the_guardian_decides_informs_and_is_late_after_a_day(open_case, cast, at, people, raise_signal, indicate):
    case = open_case()
    guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 2, 13))
    assert open_codes(cast.guardian, at(2026, 3, 2, 14)) == []
    raise_signal(case)
    assert open_codes(cast.guardian, at(2026, 3, 2, 16)) == ["DECIDE_INDICATION"]
    indicate(case, informed=False)
    assert open_codes(cast.guardian, at(2026, 3, 3, 13)) == ["INFORM_COA"]
    found = desk.load(cast.guardian, at(2026, 3, 4, 14))
    assert [item.what for item in found.items if item.when.tone == "late"] == ["Het COA inlichten over de indicatie"]


@pytest.mark.requirement("S004-37", "AL-05")
def test_coa_is_asked_to_place_once_it_was_informed(open_case, cast, at, indicate, make_house, place):
    case = open_case()
    indicate(case, informed=False)
    assert open_codes(cast.coa, at(2026, 3, 3, 13)) == []
    from shelter import indication

    indication.inform_coa(case=case, by=cast.guardian, at=at(2026, 3, 3, 14))
    assert open_codes(cast.coa, at(2026, 3, 3, 15)) == ["PLACE_CHILD"]
    place(case, make_house("BO"))
    assert open_codes(cast.coa, at(2026, 3, 4, 13)) == []


@pytest.mark.requirement("S004-46", "S004-47")
def test_rest_and_hearing_ask_in_time(known_child, cast, at):
    case = known_child()
    assert "REST_ENDS" not in open_codes(cast.guardian, at(2026, 3, 21))
    assert "REST_ENDS" in open_codes(cast.guardian, at(2026, 3, 22))
    rest.request(case=case, days=7, reason="Slaapt nog niet.", by=cast.guardian, at=at(2026, 3, 23))
    assert "APPROVE_REST" in open_codes(cast.supervisor, at(2026, 3, 23, 13))
    assert "PLAN_HEARING" not in open_codes(cast.ind, at(2026, 5, 7))
    assert "PLAN_HEARING" in open_codes(cast.ind, at(2026, 5, 8))


@pytest.mark.requirement("D-5")
def test_an_unknown_birth_date_is_asked_for(open_case, cast, at):
    open_case(born=None)
    assert "FIND_BIRTH_DATE" in open_codes(cast.avim, at(2026, 3, 2, 13))


def test_the_desk_shows_the_child_the_task_its_source_and_the_button(at_screen, open_case):
    case = open_case()
    page = text(at_screen("intake").get(reverse("admin:index")))
    assert "Semhar T." in page
    assert case.reference in page
    assert reverse("admin:source", args=["S004-29"]) in page
    assert f"/admin/cases/{case.pk}/acts/conversations/?step=ACQUAINTANCE" in page


def test_who_may_read_only_a_summary_sees_no_family_name(at_screen, open_case, indicate):
    indicate(open_case())
    page = text(at_screen("coa").get(reverse("admin:index")))
    assert "Semhar" in page
    assert "Tesfay" not in page


@pytest.mark.requirement("S004-92")
def test_a_signal_that_fits_no_case_waits_for_intake_and_is_put_where_it_belongs(at_screen, open_case, cast, at):
    case = open_case()
    told = {"kinds": ["ABUSE"], "summary": "Bang.", "name": "Iemand Anders", "birth_date": date(2010, 1, 1)}
    waiting = signal.report_from_outside(**told, by=cast.kmar, at=at(2026, 3, 3))
    browser = at_screen("intake")
    assert reverse("admin:unmatched_signals") in text(browser.get(reverse("admin:index")))
    assert "Iemand Anders" in text(browser.get(reverse("admin:unmatched_signals")))
    match = reverse("admin:match_signal", args=[waiting.pk])
    wrong = browser.post(match, {"reference": "BO-2026-9999"})
    assert (wrong.status_code, "BO-2026-9999" in text(wrong)) == (409, True)
    assert browser.post(match, {"reference": case.reference}).url == url(case)
    waiting.refresh_from_db()
    assert waiting.case_id == case.pk
    assert at_screen("kmar").get(reverse("admin:unmatched_signals")).status_code == 403


@pytest.mark.requirement("S004-35")
def test_a_notice_is_acknowledged_by_a_post_and_only_by_its_receiver(at_screen, open_case, raise_signal):
    raise_signal(open_case())
    notice = Notice.objects.get(to_organisation__kind="IND")
    address = reverse("admin:acknowledge", args=[notice.pk])
    assert at_screen("coa").post(address).status_code == 404
    assert at_screen("ind").get(address).status_code == 405
    assert at_screen("ind").post(address).status_code == 302
    notice.refresh_from_db()
    assert notice.acknowledged_at is not None


def test_the_desk_leaves_one_entry_that_names_the_cases_it_showed(at_screen, open_case):
    case = open_case()
    at_screen("intake").get(reverse("admin:index"))
    entry = Entry.objects.filter(kind=Kind.LIST).latest("id")
    assert entry.cases == [str(case.pk)]


def test_the_desk_asks_as_many_questions_for_twenty_cases_as_for_two(
    at_screen, open_case, raise_signal, django_assert_num_queries, django_assert_max_num_queries
):
    browser, index = at_screen("intake"), reverse("admin:index")
    # Two of them, which look alike: so of one kind of record more there is something to read.
    for _number in range(2):
        raise_signal(open_case())
    browser.get(index)
    with django_assert_max_num_queries(28) as asked:
        browser.get(index)
    for _number in range(18):
        raise_signal(open_case())
    with django_assert_num_queries(len(asked)):
        browser.get(index)


def test_a_full_desk_shows_the_most_urgent_and_counts_the_rest(at_screen, open_case, cast, at, monkeypatch):
    monkeypatch.setattr(desk, "TASKS_SHOWN", 1)
    open_case()
    open_case(given_names="Ardit", family_name="Hoxhalli", sex="M", nationality="AL", born=date(2009, 5, 4))
    found = desk.load(cast.intake, at(2026, 3, 2, 13))
    assert (len(found.items), found.tasks, found.more) == (1, 6, 5)


def test_of_few_cases_each_stands_at_the_desk_by_name_and_in_the_entry(open_case, cast, at, monkeypatch):
    first, second = open_case(), open_case(given_names="Ardit", family_name="Hoxhalli", sex="M", nationality="AL")
    monkeypatch.setattr(desk, "TASKS_SHOWN", 1)
    assert [kid.name for kid in desk.load(cast.intake, at(2026, 3, 2, 13)).mine] == ["Ardit H.", "Semhar T."]
    assert Entry.objects.filter(kind=Kind.LIST).latest("id").cases == sorted(map(str, (first.pk, second.pk)))
    monkeypatch.setattr(desk, "CASES_NAMED", 1)
    assert desk.load(cast.intake, at(2026, 3, 2, 13)).mine == []
    assert len(Entry.objects.filter(kind=Kind.LIST).latest("id").cases) == 1


class TestMoreCasesThanCanBeLookedThrough:
    """Of many cases those are looked through that are most pressing by the involvement alone (decision 0060)."""

    @pytest.fixture(autouse=True)
    def _two(self, monkeypatch):
        monkeypatch.setattr(snapshot, "LOOKED_THROUGH", 2)

    def looked_through(self, actor, moment) -> list:
        return [facts.case for facts in snapshot.most_pressing(actor, moment).cases]

    def test_in_front_are_those_in_which_somebody_was_involved_last(self, open_case, raise_signal, cast, at):
        first, second, third = [open_case(on=at(2026, 3, day)) for day in (2, 3, 4)]
        raise_signal(first, on=at(2026, 3, 5))
        assert self.looked_through(cast.supervisor, at(2026, 3, 4, 13)) == [third.pk, second.pk]
        assert self.looked_through(cast.supervisor, at(2026, 3, 6)) == [third.pk, first.pk]

    @pytest.mark.requirement("S004-58")
    def test_no_case_in_ones_own_name_is_left_out(self, open_case, cast, people, at, organisations):
        mine = open_case()
        guardianship.request(case=mine, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 2, 13))
        for day in (3, 4, 5):
            case = open_case(on=at(2026, 3, day))
            involving.involve(case=case.pk, number=case.number, organisation=organisations["NIDOS"],
                              ground=Ground.ASSIGNED, by=cast.intake, at=at(2026, 3, day))  # fmt: skip
        assert mine.pk in self.looked_through(cast.guardian, at(2026, 3, 6))

    def test_the_desk_says_of_how_many_it_speaks_and_counts_no_part_as_the_whole(self, known_child, open_case, at,
                                                                                 at_screen, cast):  # fmt: skip
        known_child()
        few = desk.load(cast.supervisor, at(2026, 3, 6))
        assert (few.children, few.is_part, few.protected) == (1, False, 1)
        for _number in range(2):
            open_case()
        many = desk.load(cast.supervisor, at(2026, 3, 6))
        assert (many.children, many.is_part, many.protected) == (2, True, None)
        page = text(at_screen("supervisor").get(reverse("admin:index")))
        assert "U bent betrokken bij meer dan 2 open zaken" in page
        assert "de 2 die het meest dringen" in page

    def test_what_waits_for_a_second_person_is_found_in_every_case(self, known_child, open_case, at, cast):
        rest.request(case=known_child(), days=7, reason="Slaapt nog niet.", by=cast.guardian, at=at(2026, 3, 5))
        for day in (6, 7):
            open_case(on=at(2026, 3, day))
        assert len(second_person.load(cast.supervisor, at(2026, 3, 8))) == 1

    def test_a_pair_is_asked_about_also_when_one_of_the_two_is_not_looked_through(self, open_case, at, cast):
        """The younger of two that look alike, and one more; the older is known by its number."""
        open_case()
        younger = open_case(on=at(2026, 3, 3))
        open_case(on=at(2026, 3, 4), given_names="Yonas", family_name="Haile", sex="M", born=date(2009, 1, 3))
        cases = snapshot.most_pressing(cast.intake, at(2026, 3, 5)).cases
        judged = [each for each in tasks.open_tasks(cases, "nidos.intake", at(2026, 3, 5))
                  if each.task.code == "JUDGE_DUPLICATE"]  # fmt: skip
        assert [each.facts.case for each in judged] == [younger.pk]
