"""Accounts at the screen: asked for, confirmed, opened with a one-time word, ended (decision 0073)."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry, Kind
from overview import staff as accounts
from overview.acts import ACTS
from overview.admin.staff import which
from overview.api.urls import urlpatterns
from partners.actors import of_person
from partners.models import Organisation, Person
from policy.login import PROOF_MINUTES, TRIES
from shelter import first_login, staff
from shelter.models import StaffChange
from tests.overview.conftest import text
from tests.second_steps import APP, log_in, with_app

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("D-10")]
PAGE, FIRST, FORM = reverse("admin:staff"), reverse("first_login"), reverse("admin:free_act", args=["staff"])
PASSWORD = "een-zin-die-niemand-raadt"
WORD = re.compile("<code>([A-Z2-7-]{19})</code>")


@pytest.fixture
def ask(at_screen, organisations):
    def asked(**said):
        known = {"name": "Noor Verzonnen", "username": "n.verzonnen", "organisation": str(organisations["NIDOS"].pk),
                 "role": "nidos.guardian", "reason": "Nieuwe collega."}  # fmt: skip
        return at_screen("administrator").post(FORM, known | said)

    return asked


def decide(browser, row, **said):
    address = reverse("admin:nested_free_act", args=["staff-changes-decisions", row.pk])
    return browser.post(address, {"outcome": "CONFIRMED"} | said)


def bring(word, username="n.verzonnen", password=PASSWORD, again=None, browser=None):
    given = {"username": username, "word": word, "new_password1": password, "new_password2": again or password}
    return (browser or Client()).post(FIRST, given)


@pytest.fixture
def noor(ask, at_screen):
    """Confirmed, and without a password."""
    ask()
    decide(at_screen("supervisor"), StaffChange.objects.get())
    return Person.objects.get(username="n.verzonnen")


def word_page(person):
    return reverse("admin:staff_word", args=[person.pk])


class TestFromAskingToWorking:
    def test_asked_confirmed_opened_and_logged_in_with_a_second_step(self, ask, at_screen, organisations):
        assert ask().headers["Location"] == PAGE
        row, lead = StaffChange.objects.get(), at_screen("supervisor")
        assert "bevestig dat dit klopt" in text(lead.get(reverse("admin:index")))
        page = text(lead.get(PAGE))
        assert "Noor Verzonnen" in page
        assert reverse("admin:nested_free_act", args=["staff-changes-decisions", row.pk]) in page
        assert decide(lead, row).headers["Location"] == PAGE
        noor = Person.objects.get(username="n.verzonnen")
        assert "kiest eerst een wachtwoord" in text(lead.get(PAGE))
        word = WORD.search(text(lead.post(word_page(noor))))[1]
        browser = Client()
        assert bring(word, browser=browser).headers["Location"] == reverse("admin:login")
        assert log_in(browser, noor, password=PASSWORD).status_code == 302
        assert browser.get(PAGE).headers["Location"] == APP

    def test_the_word_is_shown_once_and_kept_by_no_browser(self, noor, at_screen):
        lead = at_screen("supervisor")
        assert WORD.search(text(lead.get(word_page(noor)))) is None
        shown = lead.post(word_page(noor))
        assert WORD.search(text(shown))
        assert "no-store" in shown.headers["Cache-Control"]
        assert WORD.search(text(lead.get(word_page(noor)))) is None

    def test_who_asked_finds_no_way_to_decide_or_to_a_word(self, noor, ask, at_screen):
        ask(username="tweede", name="Tweede")
        row, administrator = StaffChange.objects.get(outcome="", kind="COMES"), at_screen("administrator")
        page = text(administrator.get(f"{PAGE}?organisation={noor.organisation_id}"))
        assert "Noor Verzonnen" in page
        assert "decisions" not in page
        assert "word/" not in page
        assert decide(administrator, row).status_code == 403
        assert administrator.post(word_page(noor)).status_code == 403
        assert not Person.objects.filter(username="tweede").exists()

    def test_of_another_organisation_nothing_is_there(self, noor, ask, at_screen, people):
        ask(username="tweede")
        lead = at_screen("avim_lead")
        assert "tweede" not in text(lead.get(PAGE))
        assert "n.verzonnen" not in text(lead.get(f"{PAGE}?organisation={noor.organisation_id}"))
        assert lead.get(word_page(noor)).status_code == 404
        assert decide(lead, StaffChange.objects.get(outcome="", kind="COMES")).status_code == 404

    @pytest.mark.parametrize("name", ["guardian", "intake", "mentor", "ind", "analyst", "clerk"])
    def test_who_has_no_part_in_it_finds_no_page(self, at_screen, people, name):
        browser = at_screen(name)
        assert browser.get(PAGE).status_code == 403
        assert browser.get(FORM).status_code == 403
        assert browser.get(word_page(people["nidos.guardian"])).status_code == 403
        assert PAGE not in text(browser.get(reverse("admin:index")))

    def test_a_refusal_stands_on_the_form(self, ask):
        answer = ask(username="Noor!")
        assert answer.status_code == 409
        assert "kleine letters" in text(answer)
        assert not StaffChange.objects.exists()


class TestWordThatIsWrong:
    def test_an_unknown_name_a_wrong_word_and_a_late_one_get_the_same_answer(self, noor, people, at_screen):
        lead = of_person(people["nidos.supervisor"])
        late = first_login.give_word(person=noor, by=lead, at=timezone.now() - timedelta(days=4))
        tries = [("AAAA-BBBB-CCCC-DDDD", "n.verzonnen"), (late, "niemand.hier"), (late, "n.verzonnen")]
        pages = {re.sub(r'value="[^"]*"', "", text(bring(*each))) for each in tries}
        assert len(pages) == 1
        assert "horen niet bij elkaar" in pages.pop()
        assert not Person.objects.get(pk=noor.pk).has_usable_password()

    def test_it_is_in_the_ledger_of_whom_and_without_what_was_typed(self, noor):
        bring("AAAA-BBBB-CCCC-DDDD")
        kept = Entry.objects.values().get(kind=Kind.LOGIN_FAILED)
        assert (kept["record"], kept["organisation"]) == (noor.pk, noor.organisation_id)
        assert "AAAA" not in str(kept)

    def test_it_is_tried_so_often_and_no_more(self, noor, people):
        word = first_login.give_word(person=noor, by=of_person(people["nidos.supervisor"]), at=timezone.now())
        for _try in range(TRIES):
            assert bring("AAAA-BBBB-CCCC-DDDD").status_code == 200
        answer = bring(word)
        assert (answer.status_code, "Retry-After" in answer.headers) == (429, True)

    @pytest.mark.parametrize(("password", "again"), [("kort", None), (PASSWORD, "iets-anders-dat-lang-is")])
    def test_a_password_that_is_weak_or_typed_twice_differently_uses_no_word(self, noor, people, password, again):
        word = first_login.give_word(person=noor, by=of_person(people["nidos.supervisor"]), at=timezone.now())
        assert bring(word, password=password, again=again).status_code == 400
        assert bring(word).status_code == 302

    def test_who_is_in_already_goes_on(self, at_screen):
        assert at_screen("guardian").get(FIRST).headers["Location"] == reverse("admin:index")


class TestProof:
    @pytest.mark.parametrize("name", ["administrator", "supervisor"])
    def test_it_is_asked_for_before_every_act_and_word(self, people, at_screen, name, noor):
        role = {"administrator": "system.administrator", "supervisor": "nidos.supervisor"}[name]
        with_app(people[role])
        browser = at_screen(name)
        session = browser.session
        moment = timezone.now() - timedelta(minutes=PROOF_MINUTES, seconds=5)
        session["proven"] = [str(people[role].pk), moment.timestamp()]
        session.save()
        for address in (FORM, reverse("admin:nested_free_act", args=["staff-departures", noor.pk]), word_page(noor)):
            for answer in (browser.get(address), browser.post(address)):
                assert answer.headers["Location"].startswith(reverse("admin:prove"))
        assert Person.objects.get(pk=noor.pk).is_active


class TestPage:
    def test_no_act_on_accounts_has_an_address_in_the_api(self):
        names = {route.name for route in urlpatterns}
        assert not [act.name for act in ACTS.values() if act.model is StaffChange and act.name in names]

    def test_it_says_that_it_was_shown(self, cast):
        accounts.load(cast.administrator, None, timezone.now())
        entry = Entry.objects.get(kind=Kind.READ)
        assert (entry.table, entry.data_classes) == ("shelter_staffchange", ["STAFF", "STAFF_REVIEW"])

    def test_it_costs_the_same_for_many_people_and_requests(self, cast, people, django_assert_num_queries):
        nidos = people["nidos.guardian"].organisation
        for number in range(3):
            staff.take_on(name="X", username=f"x{number}", organisation=nidos, role="nidos.guardian", reason="Nieuw.",
                          by=cast.administrator, at=timezone.now())  # fmt: skip
        with django_assert_num_queries(7):
            accounts.load(cast.dpo, nidos.pk, timezone.now())
        Person.objects.bulk_create(
            Person(username=f"y{each}", name="Y", organisation=nidos, role="nidos.intake") for each in range(9)
        )
        with django_assert_num_queries(7):
            accounts.load(cast.dpo, nidos.pk, timezone.now())

    def test_a_strange_organisation_in_the_address_is_none(self, at_screen, organisations):
        assert which("x") is None
        assert at_screen("administrator").get(f"{PAGE}?organisation=x").status_code == 200
        assert Organisation.objects.filter(pk=which(str(organisations["NIDOS"].pk))).exists()

    def test_the_form_to_change_offers_the_roles_of_the_organisation_and_a_house_where_people_work_in_one(
        self, at_screen, people
    ):
        browser = at_screen("administrator")
        for role, offers in (("nidos.guardian", False), ("bo_provider.mentor", True)):
            form = browser.get(reverse("admin:nested_free_act", args=["staff-changes", people[role].pk])).context[
                "form"
            ]
            assert ("location" in form.fields) is offers
            kinds = {code.partition(".")[0] for code, _label in form.fields["role"].choices}
            assert kinds == {"", "dpo", role.partition(".")[0]}

    def test_nobody_is_offered_anything_about_their_own_account(self, at_screen, people):
        page = text(at_screen("supervisor").get(PAGE))
        assert word_page(people["nidos.guardian"]) in page
        assert word_page(people["nidos.supervisor"]) not in page
