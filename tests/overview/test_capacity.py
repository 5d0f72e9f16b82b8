"""The board of places at the screen, the beds to empty, and the alert to a shelter that fills up."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from audit import ledger
from audit.models import Entry
from config.clock import day_of
from overview import alert_answer, alert_notices, alerts, capacity_board, desk, shelter_alert
from partners.actors import of_person
from partners.errors import NotAllowed, NotFound
from partners.models import AlertAnswer, Notice
from policy.dates import after
from shelter import absence, outage, placement, reservation
from shelter.capacity import Night
from shelter.models import BedOutage, BedReservation, Location, Placement
from tests.houses import perform, refusal
from tests.overview.conftest import text

pytestmark = pytest.mark.django_db
PAGE = "/admin/places/"


@pytest.fixture
def supervisor(people):
    return of_person(people["coa.supervisor"])


@pytest.fixture
def fill(open_case, make_house, indicate, place, at):
    """A house of ten beds in protected shelter, so many of them taken on 4 March."""

    def filled(taken: int) -> Location:
        house = make_house("BO", name="Huis Vol", beds=10)
        for number in range(taken):
            case = open_case()
            indicate(case)
            place(case, house, bed=str(number + 1))
        return house

    return filled


class TestBoard:
    @pytest.mark.requirement("S004-14", "S004-15", "S004-17", "RP-05")
    def test_coa_sees_every_house_with_what_each_bed_is_used_for(self, open_case, make_house, place, cast, at):
        house = make_house("AMV", name="Huis Klein", beds=4)
        Location.objects.filter(pk=house.pk).update(size_class="SMALL", temporary=True, sexes=["F"], min_age=12,
                                                    max_age=17)  # fmt: skip
        gone = place(open_case(), house)
        absence.report(case=gone.case, circumstances="Weg.", last_seen_at=at(2026, 3, 4), by=cast.intake,
                       at=at(2026, 3, 5))  # fmt: skip
        outage.begin(bed=house.beds.get(label="2"), reason="Verf.", by=cast.coa, at=at(2026, 3, 5))
        reservation.reserve(case=open_case(), bed=house.beds.get(label="3"), by=cast.coa, at=at(2026, 3, 5))
        board = capacity_board.load(cast.coa, at(2026, 3, 5))
        [line] = board.lines
        assert (line.name, line.tonight, line.chip.tone) == ("Huis Klein", Night(4, 1, 1, 1, 1), "ok")
        for said in ("meisje", "12 tot en met 17 jaar", "klein", "tijdelijk"):
            assert said in line.takes
        assert [night.available for night in board.total] == [1] * 4 + [2] * 10
        assert [(row.bed, row.reason, row.sleeps, bool(row.end_url)) for row in board.out] == [
            ("Huis Klein, 2", "Verf.", False, True)
        ]
        assert board.begin_url

    @pytest.mark.requirement("INV-38", "S004-14")
    def test_nidos_sees_types_and_numbers_and_no_house(self, make_house, cast, at_screen):
        for number in range(2):
            make_house("BO", name=f"Geheim huis {number}", beds=3)
        outage.begin(bed=Location.objects.first().beds.first(), reason="Lek.", by=cast.coa, at=timezone.now())
        page = text(at_screen("guardian").get(PAGE))
        assert "Beschermde Opvang" in page
        assert "5<span" in page
        for hidden in ("Geheim huis", "Invented Lane", "Lek.", "buiten gebruik nemen"):
            assert hidden not in page

    @pytest.mark.requirement("S004-14")
    def test_a_provider_sees_its_own_houses_and_nothing_of_the_country(self, make_house, cast, at, organisations):
        make_house("BO", name="Ons huis")
        Location.objects.create(name="Hun huis", kind="BO", provider=organisations["COA"]).beds.create(label="1")
        board = capacity_board.load(cast.mentor, at(2026, 3, 5))
        assert ([line.name for line in board.lines], board.months, board.out) == (["Ons huis"], None, [])
        assert not board.begin_url

    @pytest.mark.requirement("S004-14")
    def test_a_supervisor_of_coa_reads_everything_and_takes_nothing_out(self, make_house, cast, supervisor, at):
        house = make_house("BO")
        outage.begin(bed=house.beds.first(), reason="Lek.", by=cast.coa, at=at(2026, 3, 5))
        board = capacity_board.load(supervisor, at(2026, 3, 5))
        assert ([row.end_url for row in board.out], board.begin_url, len(board.lines)) == ([""], "", 1)

    @pytest.mark.requirement("B-27", "INV-39")
    def test_who_looked_is_on_record_and_who_may_not_is_refused(self, at_screen, cast, at):
        for name in ("avim", "ind", "dpo", "analyst"):
            assert at_screen(name).get(PAGE).status_code == 403
        with pytest.raises(NotAllowed):
            capacity_board.load(cast.lawyer, at(2026, 3, 5))
        assert at_screen("coa").get(PAGE).status_code == 200
        found = Entry.objects.filter(kind="READ", table="shelter_location").values_list("data_classes", flat=True)
        assert list(found) == [["PLACEMENT"]]
        assert Entry.objects.filter(kind="READ", reason="RP-05").count() == 1

    def test_the_chart_says_the_same_to_who_does_not_see_it(self, make_house, cast, at, at_screen):
        house = make_house("AMV", beds=3)
        tomorrow = after(day_of(timezone.now()))
        outage.begin(bed=house.beds.first(), starts_on=tomorrow, reason="Verf.", by=cast.coa, at=timezone.now())
        page = text(at_screen("coa").get(PAGE))
        assert 'role="img"' in page
        assert "Vannacht zijn 3 van de 3 bedden beschikbaar; het minst in deze nachten zijn er 2" in page
        assert page.count('class="bar-free"') == 14 + 1
        assert "style=" not in page
        assert "<script" not in page

    @pytest.mark.requirement("S004-14")
    def test_the_months_print_their_rule(self, admit, at_screen, cast):
        admit(timezone.now())
        page = text(at_screen("coa").get(PAGE))
        assert page.count("verwacht</span>") == 3
        assert "het gemiddelde van de laatste 3 hele maanden" in page

    @pytest.mark.requirement("S004-15")
    def test_a_bed_is_taken_out_and_put_back_on_the_screen(self, make_house, at_screen):
        bed, browser = make_house("AMV").beds.first(), at_screen("coa")
        begin = reverse("admin:free_act", args=["bed-outages"])
        assert begin in text(browser.get(PAGE))
        answer = browser.post(begin, {"bed": bed.pk, "reason": "Lek."})
        assert (answer.status_code, answer["Location"]) == (302, PAGE)
        end = reverse("admin:nested_free_act", args=["bed-outages-endings", BedOutage.objects.get().pk])
        assert end in text(browser.get(PAGE))
        assert browser.post(begin, {"bed": bed.pk, "reason": "Lek."}).status_code == 409
        assert browser.post(end, {}).status_code == 302
        assert BedOutage.objects.get().back_on == day_of(timezone.now())

    @pytest.mark.requirement("S004-15")
    def test_a_bed_is_kept_and_let_go_on_the_page_of_the_case(self, open_case, make_house, at_screen, cast):
        case, bed, browser = open_case(), make_house("AMV").beds.first(), at_screen("coa")
        answer = browser.post(reverse("admin:act", args=[case.pk, "bed-reservations"]), {"bed": bed.pk})
        assert answer.status_code == 302
        page = text(browser.get(reverse("admin:intake_case_change", args=[case.pk])))
        release = reverse("admin:nested_act", args=[case.pk, "bed-reservations-releases",
                                                    BedReservation.objects.get().pk])  # fmt: skip
        assert release in page
        assert browser.post(release, {}).status_code == 302
        assert BedReservation.objects.get().ends_at < timezone.now()


class TestDesk:
    @pytest.mark.requirement("INV-09", "S004-15")
    def test_coa_is_asked_to_empty_a_bed_before_it_goes_out_of_service(self, open_case, make_house, place, cast, at):
        house = make_house("AMV")
        stay = place(open_case(), house)
        asked = lambda day: [item.when.text for item in desk.load(cast.coa, at(2026, 3, day)).items  # noqa: E731
                             if "buiten gebruik" in item.what]  # fmt: skip
        assert asked(5) == []
        outage.begin(bed=stay.bed, starts_on=at(2026, 3, 12).date(), reason="Verf.", by=cast.coa, at=at(2026, 3, 5))
        assert asked(5) == ["11 maart 2026"]
        assert asked(11) == ["vandaag"]
        assert asked(13) == ["2 dagen te laat"]
        placement.move(placement=stay, bed=house.beds.get(label="2"), move_reason="Verf.", by=cast.coa,
                       at=at(2026, 3, 13))  # fmt: skip
        assert asked(13) == []

    def test_nobody_else_is(self, open_case, make_house, place, cast, supervisor, at):
        stay = place(open_case(), make_house("AMV"))
        outage.begin(bed=stay.bed, starts_on=at(2026, 3, 12).date(), reason="Verf.", by=cast.coa, at=at(2026, 3, 5))
        for actor in (supervisor, cast.mentor, cast.guardian):
            assert not any("buiten gebruik" in item.what for item in desk.load(actor, at(2026, 3, 6)).items)


def waiting(actor, moment):
    return alerts.waiting(shelter_alert.waiting(actor), actor.role, moment)


class TestFilling:
    @pytest.mark.requirement("AL-07", "S004-15")
    @pytest.mark.parametrize(("taken", "told"), [(8, []), (9, ["9 van de 10"]), (10, ["10 van de 10"])])
    def test_coa_is_alerted_from_ninety_per_cent_on(self, taken, told, fill, cast, at):
        fill(taken)
        found = waiting(cast.coa, at(2026, 3, 4, 14))
        assert [each.said.removeprefix("vannacht zijn ").removesuffix(" bedden bezet") for each in found] == told
        assert all((each.since, each.case) == (at(2026, 3, 4, 0), None) for each in found)

    @pytest.mark.requirement("AL-07", "S004-15")
    def test_a_bed_out_of_service_counts_among_those_in_which_nobody_sleeps(self, fill, cast, at):
        house = fill(8)
        outage.begin(bed=house.beds.get(label="10"), reason="Lek.", by=cast.coa, at=at(2026, 3, 5))
        outage.begin(bed=house.beds.get(label="9"), reason="Lek.", by=cast.coa, at=at(2026, 3, 5))
        [each] = waiting(cast.coa, at(2026, 3, 5))
        assert each.since == at(2026, 3, 5, 0)
        assert "8 van de 8" in each.text

    @pytest.mark.requirement("AL-07")
    def test_it_stays_the_same_alert_until_the_shelter_is_full(self, fill, open_case, indicate, place, cast, at):
        house = fill(9)
        [first] = waiting(cast.coa, at(2026, 3, 4, 14))
        [later] = waiting(cast.coa, at(2026, 3, 6))
        assert (later.id, later.since) == (first.id, first.since)
        last = open_case()
        indicate(last)
        place(last, house, bed="10", on=at(2026, 3, 7))
        [full] = waiting(cast.coa, at(2026, 3, 7, 13))
        assert full.id != first.id
        assert full.since == at(2026, 3, 7, 0)

    @pytest.mark.requirement("AL-07")
    def test_what_lasts_for_months_is_told_anew(self, fill, cast, at):
        fill(9)
        ids = {waiting(cast.coa, at(2026, month, 10))[0].id for month in (6, 7, 8)}
        assert len(ids) == 3

    @pytest.mark.requirement("AL-07")
    def test_it_is_answered_with_a_reason_and_rises_to_the_supervisor(self, fill, cast, supervisor, at):
        fill(9)
        assert waiting(supervisor, at(2026, 3, 4, 14)) == []
        [risen] = waiting(supervisor, at(2026, 3, 6))
        assert risen.risen
        [each] = waiting(cast.coa, at(2026, 3, 5))
        no_reason = lambda: perform(  # noqa: E731
            alert_answer.ANSWER_OUTSIDE, by=cast.coa, at=at(2026, 3, 5), data={"reason": " "}, alert=each.id
        )
        assert refusal(no_reason) == ("no-reason", "AL-07")
        row = perform(alert_answer.ANSWER_OUTSIDE, by=cast.coa, at=at(2026, 3, 5), data={"reason": "Nieuw huis."},
                      alert=each.id)  # fmt: skip
        assert (row.case_id, row.code) == (None, "AL-07")
        assert waiting(cast.coa, at(2026, 3, 6)) == []
        assert [found.id for found in waiting(supervisor, at(2026, 3, 6))] == [each.id]

    @pytest.mark.requirement("AL-07", "INV-38")
    def test_what_was_answered_in_a_case_is_not_fetched_for_it(self, fill, open_case, cast, at):
        fill(10)
        [each] = waiting(cast.coa, at(2026, 3, 5))
        answer = perform(alert_answer.ANSWER_OUTSIDE, by=cast.coa, at=at(2026, 3, 5), data={"reason": "Bekend."},
                         alert=each.id)  # fmt: skip
        case = open_case()
        elsewhere = AlertAnswer(case_id=case.pk, code="AL-03", alert=case.pk, role="coa.placement",
                                organisation_id=cast.coa.organisation_id, reason="Over het kind.")  # fmt: skip
        ledger.record(elsewhere, by=cast.coa, at=at(2026, 3, 5))
        [facts] = shelter_alert.waiting(cast.coa)
        assert [known["id"] for known in facts.rows[AlertAnswer]] == [answer.pk]

    @pytest.mark.requirement("AL-07")
    def test_who_answers_it_has_seen_the_notice_of_the_own_role_and_not_that_of_the_supervisor(self, fill, cast, at):
        fill(10)
        alert_notices.tell_new(at(2026, 3, 6))
        [each] = waiting(cast.coa, at(2026, 3, 6, 13))
        perform(alert_answer.ANSWER_OUTSIDE, by=cast.coa, at=at(2026, 3, 6, 13), data={"reason": "Bekend."},
                alert=each.id)  # fmt: skip
        told = Notice.objects.filter(kind="ALERT", about=each.id)
        assert {row.to_role: row.acknowledged_by for row in told} == {
            "coa.placement": cast.coa.person_id, "coa.supervisor": None,
        }  # fmt: skip

    @pytest.mark.requirement("AL-07")
    def test_nobody_else_hears_of_it_or_answers_it(self, fill, cast, at):
        fill(10)
        [each] = waiting(cast.coa, at(2026, 3, 5))
        for actor in (cast.guardian, cast.mentor, cast.ind, cast.focal):
            assert waiting(actor, at(2026, 3, 5)) == []
            with pytest.raises((NotFound, NotAllowed)):
                perform(alert_answer.ANSWER_OUTSIDE, by=actor, at=at(2026, 3, 5), data={"reason": "Gezien."},
                        alert=each.id)  # fmt: skip

    @pytest.mark.requirement("AL-07")
    def test_it_stands_on_the_desk_with_the_way_to_the_places_and_is_told_once(self, fill, cast, at, at_screen):
        fill(10)
        now = timezone.now()
        stays = Placement.objects.order_by("starts_at").values_list("starts_at", flat=True)
        assert now - stays[0] > timedelta(days=1)
        page = text(at_screen("coa").get("/admin/"))
        assert "vannacht zijn 10 van de 10 bedden bezet" in page
        assert f'href="{PAGE}"' in page
        assert alert_notices.tell_new(now) > 0
        told = Notice.objects.filter(kind="ALERT", source="AL-07")
        assert {(row.case_id, row.to_role) for row in told} == {(None, "coa.placement"), (None, "coa.supervisor")}
        alert_notices.tell_new(now)
        assert told.count() == 2

    @pytest.mark.requirement("AL-07")
    def test_it_is_taken_from_the_list_on_the_screen(self, fill, cast, at_screen):
        fill(10)
        [each] = waiting(cast.coa, timezone.now())
        url = reverse("admin:nested_free_act", args=["shelter-alerts-answers", each.id])
        browser = at_screen("coa")
        assert url in text(browser.get("/admin/"))
        assert "10 van de 10" in text(browser.get(url))
        assert browser.post(url, {"answer": "ACKNOWLEDGED", "reason": "Bekend."}).status_code == 302
        assert url not in text(browser.get("/admin/"))
        assert AlertAnswer.objects.get().reason == "Bekend."
