"""Cover at the screen and in the API: the page, the desk of who stands in, and whom to call about a child."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from config.clock import day_of
from intake import signal
from overview import contacts, desk
from partners import cover, involvement, involving
from partners.actors import of_person
from partners.data_classes import DataClass
from partners.models import DutyDesk, Person, StandIn
from residence import guardianship
from tests.overview.conftest import text, url
from tests.partner_api import as_partner

__all__ = ["as_partner"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(people) -> Person:
    guardian = people["nidos.guardian"]
    return Person.objects.create(username="aad", name="Aad Verzonnen", staff_id="aad", role=guardian.role,
                                 organisation=guardian.organisation, phone="00-000 07 07")  # fmt: skip


@pytest.fixture
def away(cast, colleague) -> Callable[..., StandIn]:
    """The guardian is away from today on."""

    def named(**changed) -> StandIn:
        now = timezone.now()
        said = {"stand_in": colleague, "since": day_of(now), "by": cast.guardian, "at": now}
        return cover.name(**(said | changed))

    return named


@pytest.fixture
def guarded(open_case, raise_signal, people, cast):
    """A child with a guardian and a signal on which nothing was decided, so that something is asked."""
    now = timezone.now()
    case = open_case(on=now - timedelta(days=3))
    raise_signal(case, on=now - timedelta(days=2))
    guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=now - timedelta(days=2))
    return case


class TestDesk:
    def test_the_tasks_of_who_is_away_stand_there_too_with_the_name(self, guarded, away, colleague, cast):
        before = desk.load(of_person(colleague), timezone.now())
        assert (before.tasks, before.cover, before.news) == (0, [], [])
        away()
        found = desk.load(of_person(colleague), timezone.now())
        assert {(item.kid.reference, item.place_of) for item in found.items} == {
            (guarded.reference, "P. nidos.guardian")
        }
        assert "P. nidos.guardian" in {news.place_of for news in found.news}
        own = desk.load(cast.guardian, timezone.now())
        assert {item.place_of for item in own.items} == {""}
        assert {news.place_of for news in own.news} == {""}

    def test_it_is_said_to_the_two_and_to_nobody_else(self, guarded, away, colleague, cast):
        away()
        named = [("P. nidos.guardian", "Aad Verzonnen")]
        for actor in (cast.guardian, of_person(colleague)):
            assert [(each.away, each.stand_in) for each in desk.load(actor, timezone.now()).cover] == named
        for actor in (cast.intake, cast.supervisor, cast.ind, cast.dpo):
            assert desk.load(actor, timezone.now()).cover == []

    def test_it_costs_one_query(self, guarded, away, colleague, cast, django_assert_num_queries,
                                django_assert_max_num_queries):  # fmt: skip
        """The one that asks who stands in for whom; it is asked whether or not somebody does."""
        with django_assert_max_num_queries(25) as asked:
            desk.load(cast.guardian, timezone.now())
        away()
        with django_assert_num_queries(len(asked)):
            desk.load(cast.guardian, timezone.now())

    def test_both_read_who_stands_in_for_whom(self, away, at_screen, colleague, client):
        away(until=day_of(timezone.now()))
        page = text(at_screen("guardian").get("/admin/"))
        assert "U bent afwezig; Aad Verzonnen neemt voor u waar." in page
        client.force_login(colleague, backend="partners.login.PersonBackend")
        assert "U neemt waar voor P. nidos.guardian." in text(client.get("/admin/"))

    def test_the_supervisor_is_asked_to_name_somebody_for_who_left(self, guarded, people, at_screen, away, cast):
        guardian = people["nidos.guardian"]
        guardian.is_active = False
        guardian.save()
        asked = "Een voogd is er niet meer en niemand neemt waar"
        assert asked in text(at_screen("supervisor").get("/admin/"))
        assert asked not in text(at_screen("intake").get("/admin/"))
        assert guardian.name in text(at_screen("supervisor").get("/admin/cover/"))
        away(person=guardian, by=cast.supervisor)
        assert asked not in text(at_screen("supervisor").get("/admin/"))


class TestPage:
    def test_from_the_menu_to_the_name_and_back(self, at_screen, colleague):
        browser = at_screen("guardian")
        assert 'href="/admin/cover/"' in text(browser.get("/admin/"))
        page = text(browser.get("/admin/cover/"))
        form = reverse("admin:free_act", args=["stand-ins"])
        assert f'href="{form}"' in page
        asked = text(browser.get(form))
        assert "Aad Verzonnen" in asked
        assert 'name="person"' not in asked
        given = {"stand_in": str(colleague.pk), "since": str(day_of(timezone.now())), "reason": "verlof"}
        answer = browser.post(form, given)
        assert (answer.status_code, answer["Location"]) == (302, "/admin/cover/")
        assert "verlof" in text(browser.get("/admin/cover/"))

    def test_the_verb_says_no_and_what_was_typed_stands(self, at_screen, colleague):
        given = {"stand_in": str(colleague.pk), "since": "2020-01-01", "reason": "verlof"}
        answer = at_screen("guardian").post(reverse("admin:free_act", args=["stand-ins"]), given)
        assert answer.status_code == 409
        assert 'value="verlof"' in text(answer)
        assert not StandIn.objects.exists()

    def test_it_is_ended_from_the_page_by_whom_it_concerns(self, at_screen, away):
        row = away()
        end = reverse("admin:nested_free_act", args=["stand-ins-endings", row.pk])
        assert end not in text(at_screen("intake").get("/admin/cover/"))
        assert f'href="{end}"' in text(at_screen("guardian").get("/admin/cover/"))
        assert at_screen("guardian").post(end)["Location"] == "/admin/cover/"
        assert StandIn.objects.get().ended_on == day_of(timezone.now())
        assert "Aad Verzonnen" not in text(at_screen("guardian").get("/admin/cover/"))

    def test_only_of_the_own_organisation(self, at_screen, away):
        row = away()
        assert "Aad Verzonnen" not in text(at_screen("avim").get("/admin/cover/"))
        end = reverse("admin:nested_free_act", args=["stand-ins-endings", row.pk])
        assert at_screen("avim").get(end).status_code == 404

    def test_who_names_nobody_has_no_such_page(self, at_screen):
        assert at_screen("kmar").get("/admin/cover/").status_code == 403
        assert at_screen("kmar").get(reverse("admin:free_act", args=["stand-ins"])).status_code == 403

    def test_an_act_stands_only_where_its_path_says(self, at_screen, guarded):
        browser = at_screen("guardian")
        for address in (f"/admin/cases/{guarded.pk}/acts/stand-ins/", "/admin/acts/signals/", "/admin/acts/nothing/",
                        "/admin/acts/stand-ins-endings/"):  # fmt: skip
            assert browser.get(address).status_code == 404, address

    def test_the_history_of_a_stand_in_is_there_for_the_own_organisation(self, at_screen, away):
        history = reverse("admin:partners_standin_history", args=[away().pk])
        assert "Aad Verzonnen" in text(at_screen("supervisor").get(history))
        assert at_screen("avim").get(history).status_code == 404

    def test_looking_leaves_its_entry(self, at_screen, away):
        away()
        before = Entry.objects.count()
        at_screen("guardian").get("/admin/cover/")
        entry = Entry.objects.order_by("id").last()
        assert Entry.objects.count() == before + 1 + 1  # the log-in of this browser, and the look
        assert (entry.table, entry.data_classes) == ("partners_standin", [DataClass.COVER])


class TestTrail:
    def test_it_says_in_whose_place(self, at_screen, guarded, away, colleague, client):
        away()
        client.force_login(colleague, backend="partners.login.PersonBackend")
        assert client.get(url(guarded)).status_code == 200
        entry = Entry.objects.filter(case=guarded.pk, person=colleague.pk).get()
        assert entry.in_place_of == guarded.guardianships.get().guardian_id
        page = text(at_screen("supervisor").get(reverse("admin:trail", args=[guarded.pk])))
        assert "neemt waar voor P. nidos.guardian" in page


@pytest.fixture
def desks(organisations) -> None:
    for kind, number in (("NIDOS", 1), ("COA", 2), ("AVIM", 3)):
        DutyDesk.objects.create(organisation=organisations[kind], phone=f"00-000 00 0{number}", hours="dag en nacht")


@pytest.fixture
def indicated(guarded, indicate):
    """COA was told, and so reads who is involved, in summary."""
    indicate(guarded, on=timezone.now() - timedelta(hours=1))
    return guarded


def called(actor, case) -> list[contacts.Contact]:
    now = timezone.now()
    return contacts.load(involvement.standing(actor, case.pk, now), now)


class TestContacts:
    def test_the_own_organisation_then_nidos_then_the_others(self, indicated, cast, desks):
        names = [each.organisation for each in called(cast.coa, indicated)]
        assert names == ["COA (test)", "NIDOS (test)", "AVIM (test)", "IND (test)"]
        own, nidos = called(cast.coa, indicated)[:2]
        assert (own.own, own.desk.phone, nidos.own, nidos.desk.hours) == (True, "00-000 00 02", False, "dag en nacht")

    @pytest.mark.requirement("S004-58")
    def test_a_child_without_a_guardian_has_the_desk_of_nidos(self, open_case, cast, desks):
        nidos = next(each for each in called(cast.ind, open_case()) if each.organisation == "NIDOS (test)")
        assert (nidos.unguarded, nidos.people, nidos.desk.phone) == (True, [], "00-000 00 01")

    def test_who_may_not_know_who_is_involved_has_the_own_desk_and_nidos(self, guarded, cast, desks):
        found = called(cast.coa, guarded)
        assert [each.organisation for each in found] == ["COA (test)", "NIDOS (test)"]
        assert [(each.people, each.unguarded) for each in found] == [([], False)] * 2

    def test_the_guardian_and_when_away_who_stands_in(self, indicated, cast, people, away):
        for actor in (cast.ind, cast.coa, cast.supervisor):
            nidos = next(each for each in called(actor, indicated) if each.organisation == "NIDOS (test)")
            assert [(named.name, named.away) for named in nidos.people] == [("P. nidos.guardian", False)]
            assert not nidos.unguarded
        away()
        [named] = next(each for each in called(cast.coa, indicated) if each.organisation == "NIDOS (test)").people
        assert (named.away, named.stand_in.name, named.stand_in.phone) == (True, "Aad Verzonnen", "00-000 07 07")

    def test_neither_who_was_guardian_before_nor_the_guardian_of_another_child_is_called(
        self, indicated, open_case, colleague, cast, people
    ):
        now = timezone.now()
        other = open_case(on=now - timedelta(days=3), given_names="Yonas", family_name="Haile")
        guardianship.request(case=other, guardian=people["nidos.guardian"], by=cast.intake, at=now)
        guardianship.request(case=indicated, guardian=colleague, by=cast.intake, at=now)
        for case, name in ((indicated, "Aad Verzonnen"), (other, "P. nidos.guardian")):
            nidos = next(each for each in called(cast.ind, case) if each.organisation == "NIDOS (test)")
            assert [named.name for named in nidos.people] == [name]

    def test_a_guardian_who_left_is_not_called(self, indicated, cast, people):
        Person.objects.filter(pk=people["nidos.guardian"].pk).update(is_active=False)
        [named] = called(cast.coa, indicated)[1].people
        assert (named.away, named.stand_in) == (True, None)

    def test_nidos_stays_when_it_is_no_longer_involved(self, guarded, cast, desks):
        for row in involvement.Involvement.objects.filter(case_id=guarded.pk, organisation__kind="NIDOS"):
            involving.end(row, by=cast.intake, at=timezone.now(), until=timezone.now())
        nidos = called(cast.ind, guarded)[1]
        assert (nidos.organisation, nidos.people, nidos.unguarded) == ("NIDOS (test)", [], True)

    def test_the_page_shows_them_with_a_number_to_call(self, guarded, at_screen, desks, away, people):
        away()
        page = text(at_screen("intake").get(url(guarded)))
        assert "Wie bel ik?" in page
        assert '<a href="tel:00-0000707">00-000 07 07</a>' in page
        assert "dag en nacht" in page

    def test_who_reports_from_outside_is_nobody_to_call(self, guarded, cast):
        born = guarded.birth_dates.get().date
        signal.report_from_outside(kinds=["TRAFFICKING"], summary="Een auto.", name="Semhar Tesfay", birth_date=born,
                                   by=cast.kmar, at=timezone.now())  # fmt: skip
        assert guarded.signals.count() == 2
        assert "KMAR (test)" not in [each.organisation for each in called(cast.ind, guarded)]

    def test_in_the_api(self, indicated, as_partner, desks, away):
        away()
        rows = as_partner("coa.placement").rows(f"cases/{indicated.pk}/contacts")
        nidos = next(row for row in rows if row["organisation"] == "NIDOS (test)")
        assert nidos["dutyDesk"] == {"phone": "00-000 00 01", "hours": "dag en nacht"}
        assert nidos["people"][0]["standIn"]["phone"] == "00-000 07 07"
        entry = Entry.objects.order_by("id").last()
        assert (entry.table, entry.data_classes) == ("partners_involvement", ["GUARDIANSHIP", "INVOLVEMENT"])
        as_partner("bo_provider.mentor").refused(
            f"cases/{indicated.pk}/contacts", status=404, code="not_found", method="get"
        )

    def test_as_many_queries_for_one_as_for_many(self, guarded, cast, django_assert_num_queries, away):
        away()
        standing = involvement.standing(cast.ind, guarded.pk, timezone.now())
        with django_assert_num_queries(5):
            contacts.load(standing, timezone.now())


class TestApi:
    def test_named_listed_and_ended(self, as_partner, colleague, people):
        guardian = as_partner("nidos.guardian")
        today = str(day_of(timezone.now()))
        made = guardian.post("stand-ins", {"standIn": str(colleague.pk), "since": today})
        assert made["person"] == str(people["nidos.guardian"].pk)
        assert [row["id"] for row in guardian.rows("stand-ins")] == [made["id"]]
        assert guardian.get(f"stand-ins/{made['id']}")["standIn"] == str(colleague.pk)
        assert as_partner("avim.officer").rows("stand-ins") == []
        as_partner("avim.supervisor").refused(f"stand-ins/{made['id']}/endings", {}, status=404, code="not_found")
        assert guardian.post(f"stand-ins/{made['id']}/endings")["endedOn"] == today
        guardian.refused(f"stand-ins/{made['id']}/endings", {}, status=409, code="over-already", source="S004-58")

    def test_who_may_name_nobody(self, as_partner, colleague):
        asked = {"standIn": str(colleague.pk), "since": "2026-01-01"}
        kmar = as_partner("kmar.reporter")
        kmar.refused("stand-ins", asked, status=403, code="not_allowed")
        assert kmar.send("get", "stand-ins").status_code == 403
