"""Emergencies and requests for access at the screen: the way there, the reviewer's task, and what the file says."""

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry, Kind
from intake import access_request, emergency
from intake.models import AccessRequest, EmergencyAccess
from overview import alerts, desk, emergencies
from partners import involvement, involving
from partners.actors import of_person
from tests.overview.conftest import SHORT, text, url

pytestmark = pytest.mark.django_db
DANGER = "Zij belde: er staat een man voor de deur."
OPEN = "admin:free_act"


@pytest.fixture
def case(open_case):
    return open_case(v_number="2900000017")


@pytest.fixture
def opened(case, cast):
    return emergency.open_case(named=case.reference, reason=DANGER, by=cast.mentor, at=timezone.now())


def form(name, *about):
    return reverse("admin:nested_free_act" if about else "admin:free_act", args=[name, *about])


@pytest.mark.requirement("B-27", "D-10")
def test_a_search_that_finds_nothing_shows_the_two_ways_on(at_screen, case):
    for wanted in ("Semhar", "Nergens"):
        page = text(at_screen("mentor").post(reverse("admin:case_search"), {"wanted": wanted}))
        assert form("emergency-accesses") in page
        assert form("access-requests") in page
        assert case.reference not in page
    found = text(at_screen("intake").post(reverse("admin:case_search"), {"wanted": "Semhar"}))
    assert form("emergency-accesses") not in found
    assert form("emergency-accesses") not in text(
        at_screen("kmar").post(reverse("admin:case_search"), {"wanted": "X-Y"})
    )


@pytest.mark.requirement("B-27", "INV-39", "RP-19")
def test_a_mentor_opens_a_case_reads_it_and_writes_nothing(at_screen, case):
    mentor = at_screen("mentor")
    assert mentor.get(url(case)).status_code == 404
    wrong = mentor.post(form("emergency-accesses"), {"named": "2900000099", "reason": DANGER})
    assert wrong.status_code == 409
    assert DANGER in text(wrong)
    assert "opent geen zaak" in text(wrong)
    answer = mentor.post(form("emergency-accesses"), {"named": case.reference, "reason": DANGER}, follow=True)
    assert answer.redirect_chain == [(url(case), 302)]
    assert "Semhar Tesfay" in text(answer)
    assert "/acts/" not in text(answer).partition('id="content"')[2]
    assert case.reference in text(mentor.get(reverse("admin:emergencies")))
    kinds = list(Entry.objects.filter(kind=Kind.EMERGENCY).order_by("id").values_list("case", "reason"))
    assert kinds == [(None, "409 no-such-case B-27"), (case.pk, "")]
    assert Entry.objects.filter(kind=Kind.READ, case=case.pk).latest("id").ground == "EMERGENCY"


@pytest.mark.requirement("AL-32", "B-27")
def test_the_officer_has_a_task_sees_no_case_and_ends_what_was_not_justified(at_screen, opened, case, cast):
    officer, mentor = at_screen("dpo"), at_screen("mentor")
    page = text(officer.get(reverse("admin:index")))
    assert form("emergency-accesses-reviews", opened.pk) in page
    assert url(case) not in page
    assert text(mentor.get(reverse("admin:index"))).count("emergency-accesses-reviews") == 0
    listed = text(officer.get(reverse("admin:emergencies")))
    assert DANGER in listed
    assert "Semhar" not in listed
    answer = text(officer.get(form("emergency-accesses-reviews", opened.pk)))
    assert DANGER in answer
    assert "Semhar" not in answer
    said = {"verdict": "NOT_JUSTIFIED", "review_words": "Er was geen gevaar.", "seen_version": opened.version}
    assert mentor.get(url(case)).status_code == 200
    assert officer.post(form("emergency-accesses-reviews", opened.pk), said).status_code == 302
    assert EmergencyAccess.objects.get().verdict == "NOT_JUSTIFIED"
    assert mentor.get(url(case)).status_code == 404
    assert "emergency-accesses-reviews" not in text(officer.get(reverse("admin:index")))


@pytest.mark.requirement("AL-32", "B-27")
def test_the_alert_is_high_for_the_officer_and_lends_the_task_its_place(opened, cast, people):
    now = timezone.now()
    [alert] = alerts.waiting(emergencies.waiting(cast.dpo), "dpo.officer", now)
    assert (alert.alert.code, alert.alert.severity, alert.about) == ("AL-32", "HIGH", opened.pk)
    found = desk.load(cast.dpo, now)
    assert (len(found.items), found.items[0].kid, found.items[0].sources) == (1, None, ("B-27", "AL-32"))
    lead = of_person(people["bo_provider.supervisor"])
    assert [item.sources for item in desk.load(lead, now).items] == [("B-27", "AL-32")]
    for stranger in ("nidos.supervisor", "avim.supervisor"):
        assert ("B-27", "AL-32") not in [item.sources for item in desk.load(of_person(people[stranger]), now).items]
    emergency.review(emergency=opened, verdict="JUSTIFIED", review_words="Ja.", by=lead, at=now)
    assert emergencies.waiting(cast.dpo) == emergencies.waiting(lead) == []


@pytest.mark.requirement("B-27")
def test_the_file_of_the_child_says_who_came_in(at_screen, opened, case):
    page = text(at_screen("intake").get(url(case)))
    assert "Noodtoegang" in page
    assert "P. bo_provider.mentor" in page
    assert DANGER not in page


@pytest.mark.requirement("B-27")
def test_the_trail_says_emergency(at_screen, opened, case):
    at_screen("mentor").get(url(case))
    page = text(at_screen("dpo").get(reverse("admin:trail", args=[case.pk])))
    assert "noodinzage" in page
    assert "Acuut gevaar" in page


@pytest.mark.requirement("D-10")
def test_who_asks_for_access_sees_the_same_page_whoever_is_known(at_screen, case):
    mentor = at_screen("mentor")
    pages = [
        mentor.post(form("access-requests"), {"v_number": number, "reason": "Zij is hier."}, follow=True)
        for number in ("2900000017", "2900000099")
    ]
    assert [page.redirect_chain for page in pages] == [[(reverse("admin:index"), 302)]] * 2
    assert "Semhar" not in text(pages[0])
    assert AccessRequest.objects.count() == 2
    refused = mentor.post(form("access-requests"), {"name": "Semhar", "reason": "Zij is hier."})
    assert refused.status_code == 409
    assert mentor.get(reverse("admin:access_requests")).status_code == 403


@pytest.mark.requirement("D-10")
def test_nidos_answers_from_the_desk_with_the_cases_that_may_be_it(at_screen, case, cast):
    row = access_request.ask(reason="Zij is hier.", v_number="2900000017", by=cast.mentor, at=timezone.now())
    intake = at_screen("intake")
    assert reverse("admin:access_requests") in text(intake.get(reverse("admin:index")))
    listed = text(intake.get(reverse("admin:access_requests")))
    assert "Zij is hier." in listed
    assert case.reference in listed
    assert str(case.pk) in Entry.objects.filter(kind=Kind.LIST).latest("id").cases
    said = {"case": case.reference, "until": timezone.localdate().isoformat(), "seen_version": row.version}
    assert intake.post(form("access-requests-grants", row.pk), said).status_code == 302
    assert at_screen("mentor").get(url(case)).status_code == 200
    assert reverse("admin:access_requests") not in text(intake.get(reverse("admin:index")))


@pytest.mark.requirement("INV-38", "B-27")
def test_the_police_see_the_address_at_the_screen_in_an_emergency_and_otherwise_not(at_screen, known_child, cast):
    child, avim = known_child(), at_screen("avim")
    assert "Invented Lane 1" not in text(avim.get(url(child)))
    emergency.open_case(named=child.reference, reason=DANGER, by=cast.avim, at=timezone.now())
    assert "Invented Lane 1" in text(avim.get(url(child)))


@pytest.mark.requirement("B-27", "D-10")
def test_of_who_only_reads_nothing_is_asked(case, cast, people):
    officer = of_person(people["avim.officer"])
    mine = {item.kid.reference for item in desk.load(officer, timezone.now()).items if item.kid}
    assert case.reference in mine
    for row in involvement.of_actor(officer, timezone.now()):
        involving.end(row, by=cast.intake, at=timezone.now(), until=timezone.now())
    emergency.open_case(named=case.reference, reason=DANGER, by=officer, at=timezone.now())
    found = desk.load(officer, timezone.now())
    assert (found.children, found.items) == (1, [])


@pytest.mark.requirement("B-27", "INV-39")
@pytest.mark.parametrize("name", ["kmar", "administrator", "analyst", "clerk"])
def test_who_opens_nothing_and_reviews_nothing_has_no_page_of_emergencies(at_screen, opened, people, name):
    answer = at_screen(name).get(reverse("admin:emergencies"))
    assert answer.status_code == 403
    assert opened.case.reference not in text(answer)
    denied = Entry.objects.get(kind=Kind.DENIAL)
    assert (denied.person, denied.reason) == (people[SHORT[name]].pk, "403 not-allowed EMERGENCY:reads")
