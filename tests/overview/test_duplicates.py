"""Two children side by side on the screen; and a case that goes on in another, for each as much as they may know."""

from datetime import date

import pytest
from django.urls import reverse

from audit.models import Entry
from intake import merge as asking
from intake.models import PossibleDuplicate
from overview import snapshot, tasks
from partners import involvement, involving
from partners.actors import of_person
from residence import merge
from tests.overview.conftest import text, url

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("AL-31")]


@pytest.fixture
def two(open_case):
    one = open_case(aliases=["Samri"])
    return one, open_case(given_names="ሰምሃር", family_name="ተስፋይ", born=date(2011, 8, 2), v_number="9900000001")


@pytest.fixture
def pair(two):
    return PossibleDuplicate.objects.get(case=two[0], other_case=two[1])


@pytest.fixture
def joining(pair, cast, at):
    asked = asking.ask(duplicate=pair, reason="Zelfde foto.", by=cast.intake, at=at(2026, 3, 3))
    return merge.approve(joining=asked, by=cast.supervisor, at=at(2026, 3, 4))


def compare(pair):
    return reverse("admin:compare", args=[pair.case_id, pair.pk])


def act(row, name):
    return reverse("admin:nested_act", args=[row.case_id, name, row.pk])


def asked_of(people, role, at):
    return {todo.task.code: todo for todo in tasks.open_tasks(snapshot.load(of_person(people[role]), at), role, at)}


def hide(actor, case, by, moment):
    for row in involvement.of_actor(actor, moment).filter(case_id=case.id):
        involving.end(row, by=by, at=moment, until=moment)


class TestSideBySide:
    def test_whoever_registers_is_led_to_it(self, at_screen, open_case, ter_apel):
        open_case()
        said = {"child-given_names": "Samhar", "child-family_name": "Tesfai", "child-sex": "F",
                "child-nationality": "ER", "birth-date": "2011-02-08", "birth-precision": "DAY",
                "birth-source": "CHILD", "birth-status": "PROVISIONAL", "arrival-intake_location": ter_apel.code,
                "arrival-arrived_on": "2026-03-02"}  # fmt: skip
        form = reverse("admin:free_act", args=["cases"])
        page = text(at_screen("intake").post(form, said, follow=True))
        row = PossibleDuplicate.objects.get(case__child__given_names="Samhar")
        assert "Dit kind staat misschien al in een andere zaak" in page
        assert compare(row) in page

    def test_what_is_the_same_and_what_differs_stands_in_words(self, at_screen, two, pair):
        page = text(at_screen("intake").get(compare(pair)))
        for part in (
            "Semhar", "ሰምሃር", "Samri", "8 februari 2011", "2 augustus 2011", "9900000001", "klinkt hetzelfde",
            "bijna gelijk", "alleen in één van de twee", "de naam in een andere spelling of een ander schrift",
            two[0].reference, two[1].reference, f"Gelijkenis {pair.score} van 100",
        ):  # fmt: skip
            assert part in page, part

    def test_the_reading_is_written_down_in_both_files(self, at_screen, two, pair):
        before = Entry.objects.latest("id").id
        at_screen("intake").get(compare(pair))
        read = Entry.objects.filter(id__gt=before, kind="READ", table="intake_case")
        assert set(read.values_list("case", flat=True)) == {case.id for case in two}
        assert all({"IDENTITY", "DUPLICATE"} <= set(entry.data_classes) for entry in read)

    def test_neither_the_address_nor_the_title_names_anybody(self, at_screen, pair):
        answer = at_screen("intake").get(compare(pair))
        title = text(answer).partition("<title>")[2].partition("</title>")[0]
        assert "Hetzelfde kind?" in title
        assert "Semhar" not in title

    @pytest.mark.parametrize(("name", "status"), [
        ("intake", 200), ("supervisor", 200), ("guardian", 404), ("avim", 404), ("ind", 404), ("coa", 403),
    ])  # fmt: skip
    def test_it_is_for_who_sees_both(self, at_screen, pair, name, status):
        assert at_screen(name).get(compare(pair)).status_code == status

    def test_not_for_who_sees_one(self, at_screen, two, pair, cast, at):
        hide(cast.intake, two[1], cast.intake, at(2026, 3, 3))
        browser = at_screen("intake")
        assert browser.get(compare(pair)).status_code == 404
        page = text(browser.get(url(two[0])))
        assert "bij een andere organisatie" in page
        for part in (two[1].reference, str(two[1].pk), "ሰምሃር"):
            assert part not in page

    @pytest.mark.parametrize("name", ["avim", "ind"])
    def test_avim_and_ind_read_that_nidos_compares_and_no_name(self, at_screen, two, pair, name):
        page = text(at_screen(name).get(url(two[0])))
        assert "bij een andere organisatie" in page
        assert str(pair.score) in page
        history = text(at_screen(name).get(reverse("admin:intake_possibleduplicate_history", args=[pair.pk])))
        for part in (two[1].reference, str(two[1].pk)):
            assert part not in page + history

    def test_coa_reads_nothing_of_it(self, at_screen, two, pair):
        page = text(at_screen("coa").get(url(two[0])))
        assert "misschien al in een andere zaak" not in page

    def test_the_reason_stands_in_no_history_that_who_sees_one_case_can_read(self, at_screen, two, pair, cast, at):
        browser = at_screen("intake")
        browser.post(act(pair, "possible-duplicates-dismissals"), {"verdict_reason": "Zij heet Winta."})
        hide(cast.intake, two[1], cast.intake, at(2026, 3, 3))
        history = text(browser.get(reverse("admin:intake_possibleduplicate_history", args=[pair.pk])))
        trail = text(at_screen("avim_lead").get(reverse("admin:trail", args=[two[0].pk])))
        page = text(browser.get(url(two[0])))
        assert "Winta" not in history + trail + page


class TestJudging:
    def test_two_children_with_a_reason(self, at_screen, two, pair):
        browser, form = at_screen("intake"), act(pair, "possible-duplicates-dismissals")
        assert browser.post(form, {"verdict_reason": ""}).status_code == 400
        assert browser.post(form, {"verdict_reason": "Andere ogen."}).status_code == 302
        page = text(browser.get(url(two[0])))
        assert "misschien al in een andere zaak" not in page
        assert "Andere ogen." in page

    def test_the_same_child_asks_which_case_goes_on(self, at_screen, two, pair):
        browser, form = at_screen("intake"), act(pair, "possible-duplicates-merges")
        assert f'value="{two[0].reference}"' in text(browser.get(form))
        said = {"into": two[1].reference, "reason": "Zelfde vingerafdrukken."}
        assert browser.post(form, said).status_code == 302
        assert asking.pending().get().into == two[1]
        page = text(browser.get(url(two[0])))
        assert "Er is gevraagd deze zaak met een andere samen te voegen" in page

    def test_a_number_that_is_neither_of_the_two_is_refused(self, at_screen, open_case, pair):
        other = open_case(given_names="Rahwa", family_name="Asmerom", born=date(2013, 1, 4))
        form = act(pair, "possible-duplicates-merges")
        answer = at_screen("intake").post(form, {"into": other.reference, "reason": "Zelfde."})
        assert answer.status_code == 409
        assert "verder in een van deze twee zaken" in text(answer)

    def test_the_desk_of_intake_asks_once_for_a_pair_and_leads_to_the_two(self, at_screen, people, two, at):
        todo = asked_of(people, "nidos.intake", at(2026, 3, 3))["JUDGE_DUPLICATE"]
        assert todo.facts.case == two[1].id
        page = text(at_screen("intake").get(reverse("admin:index")))
        younger = PossibleDuplicate.objects.get(case=two[1])
        assert page.count(compare(younger)) == 1
        assert compare(PossibleDuplicate.objects.get(case=two[0])) not in page
        assert "JUDGE_DUPLICATE" not in asked_of(people, "avim.officer", at(2026, 3, 3))

    def test_the_desk_of_the_supervisor_asks_to_decide_and_the_page_has_the_buttons(
        self, at_screen, people, pair, cast, at
    ):
        assert "APPROVE_MERGE" not in asked_of(people, "nidos.supervisor", at(2026, 3, 3))
        asked = asking.ask(duplicate=pair, reason="Zelfde foto.", by=cast.intake, at=at(2026, 3, 3))
        todo = asked_of(people, "nidos.supervisor", at(2026, 3, 4))["APPROVE_MERGE"]
        browser = at_screen("supervisor")
        both = reverse("admin:compare", args=[todo.facts.case, todo.about])
        assert both in text(browser.get(reverse("admin:index")))
        page = text(browser.get(compare(pair)))
        assert act(asked, "merges-approvals") in page
        assert act(asked, "merges-undoings") in page
        assert "Zelfde foto." in page
        assert act(asked, "merges-withdrawals") in text(at_screen("intake").get(compare(pair)))
        assert browser.post(act(asked, "merges-approvals")).status_code == 302
        assert "APPROVE_MERGE" not in asked_of(people, "nidos.supervisor", at(2026, 3, 5))


class TestJoined:
    def test_the_closed_file_says_where_to_go_on_and_has_no_buttons(self, at_screen, two, joining):
        page = text(at_screen("intake").get(url(two[1])))
        assert f'ga verder in <a href="{url(two[0])}">{two[0].reference}</a>' in page
        assert f"/cases/{two[1].pk}/acts/" not in page

    def test_the_case_that_goes_on_leads_to_it(self, at_screen, two, joining):
        page = text(at_screen("avim").get(url(two[0])))
        assert f'dat hier verdergaat: <a href="{url(two[1])}">{two[1].reference}</a>' in page

    def test_the_form_of_the_closed_file_refuses_with_where_to_go_on(self, at_screen, two, joining):
        form = reverse("admin:act", args=[two[1].pk, "signals"])
        said = {"kinds": ["TRAFFICKING"], "summary": "Iemand wacht.", "certainty": "SLIGHT", "source_step": "LATER"}
        answer = at_screen("avim").post(form, said)
        assert answer.status_code == 409
        assert f"samengevoegd met {two[0].reference}" in text(answer)

    def test_desk_and_list_show_the_one_that_goes_on_and_searching_finds_both(self, at_screen, two, joining):
        browser = at_screen("avim")
        for page in (reverse("admin:index"), reverse("admin:intake_case_changelist")):
            assert two[1].reference not in text(browser.get(page))
        assert two[0].reference in text(browser.get(reverse("admin:intake_case_changelist")))
        found = browser.post(reverse("admin:case_search"), {"wanted": two[1].reference})
        assert found.url == url(two[1])

    def test_the_signals_of_both_files_are_seen_together_each_under_its_own_right(
        self, at_screen, two, raise_signal, pair, people, cast, at
    ):
        raise_signal(two[1], summary="Iemand wacht buiten.", detail="Een grijze bus.")
        asked = asking.ask(duplicate=pair, reason="Zelfde foto.", by=cast.intake, at=at(2026, 3, 3))
        merge.approve(joining=asked, by=cast.supervisor, at=at(2026, 3, 4))
        page = text(at_screen("avim").get(url(two[0])))
        for part in ("Iemand wacht buiten.", "Een grijze bus.", f"in het dossier {two[1].reference} van dit kind"):
            assert part in page
        ind = text(at_screen("ind").get(url(two[0])))
        assert ("Iemand wacht buiten." in ind, "Een grijze bus." in ind) == (True, False)
        assert Entry.objects.filter(kind="READ", table="intake_signal", case=two[1].pk).exists()
        facts = next(each for each in snapshot.load(of_person(people["nidos.intake"]), at(2026, 3, 5)))
        assert (facts.case, [row["summary"] for row in facts.rows[type(two[1].signals.get())]]) == (
            two[0].id, ["Iemand wacht buiten."],
        )  # fmt: skip

    def test_the_signals_of_another_child_with_two_files_are_not_among_them(
        self, at_screen, two, joining, open_case, raise_signal, cast, at
    ):
        other = open_case(given_names="Yonas", family_name="Haile", born=date(2010, 5, 5), v_number="9900000003")
        again = open_case(given_names="Jonas", family_name="Haile", born=date(2010, 5, 5), v_number="9900000004")
        raise_signal(again, summary="Een auto wacht op hem.")
        pair = PossibleDuplicate.objects.get(case=other, other_case=again)
        asked = asking.ask(duplicate=pair, reason="Zelfde foto.", by=cast.intake, at=at(2026, 3, 3))
        merge.approve(joining=asked, by=cast.supervisor, at=at(2026, 3, 4))
        assert "Een auto wacht op hem." in text(at_screen("avim").get(url(other)))
        page = text(at_screen("avim").get(url(two[0])))
        assert two[1].reference in page
        assert [part for part in ("Een auto wacht op hem.", again.reference) if part in page] == []

    def test_undoing_is_on_the_closed_file_for_the_supervisor(self, at_screen, two, joining):
        browser, form = at_screen("supervisor"), act(joining, "merges-undoings")
        assert form in text(browser.get(url(two[1])))
        assert browser.post(form, {"undo_reason": "Nichtjes."}).status_code == 302
        assert "samengevoegd met een andere van hetzelfde kind" not in text(browser.get(url(two[1])))


@pytest.mark.parametrize("name", ["intake", "supervisor", "ind"])
def test_the_page_asks_as_many_questions_for_four_pairs_as_for_one(
    at_screen, open_case, name, django_assert_num_queries, django_assert_max_num_queries
):
    few, _other = open_case(), open_case(given_names="Samhar")
    many = open_case(given_names="Rahwa", family_name="Asmerom", born=date(2013, 1, 4))
    for spelling in ("Rahua", "Rahwa", "Rehwa", "ራህዋ"):
        open_case(given_names=spelling, family_name="Asmerom", born=date(2013, 1, 4))
    assert (few.possible_duplicates.count(), many.possible_duplicates.count()) == (1, 4)
    browser = at_screen(name)
    browser.get(url(few))
    with django_assert_max_num_queries(43) as asked_for:
        browser.get(url(few))
    with django_assert_num_queries(len(asked_for)):
        browser.get(url(many))
