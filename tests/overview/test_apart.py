"""What stands apart at the screen: on a page of its own for who may read it, and nowhere else."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry, Kind
from intake import account, category, naming
from tests.overview.conftest import text, url

pytestmark = pytest.mark.django_db
STORY, WHY = "Zij sliep in een garage in Calais.", "Zij zegt het zelf."


@pytest.fixture
def child(known_child, people, cast):
    """A child with an account of IND, named for nobody else; and special data of its guardian, who is authorised."""
    case, now = known_child(), timezone.now()
    told = account.write(case=case, told_on=date(2026, 3, 3), told_to="N. Bloem, IND", language="ti", purpose="ASYLUM",
                         text=STORY, by=cast.ind, at=now)  # fmt: skip
    naming.authorise(case=case, person=people["nidos.guardian"], reason="Voogd.", last_day=timezone.localdate(now),
                     by=cast.supervisor, at=now)  # fmt: skip
    special = category.record(case=case, group="ROMA", basis=WHY, by=cast.guardian, at=now)
    return case, told, special


def apart(case, name, row):
    return reverse("admin:apart", args=[case.pk, name, row.pk])


@pytest.mark.requirement("S004-106", "S004-134")
def test_the_page_of_the_case_says_that_it_was_told_and_never_what(at_screen, child):
    case, told, special = child
    for name in ("guardian", "ind", "avim", "supervisor", "intake"):
        page = text(at_screen(name).get(url(case)))
        assert not [part for part in (STORY, WHY, "Roma-kinderen") if part in page], name
        assert "3 maart" in page or "3 mrt" in page
        assert (apart(case, "accounts", told) in page) is (name == "ind")
        assert (apart(case, "case-categories", special) in page) is (name == "guardian")


def test_who_is_named_is_not_therefore_the_one_to_call(at_screen, child, people):
    page = text(at_screen("guardian").get(url(child[0])))
    calls = page.partition('id="contacts"')[2].partition("</section>")[0]
    assert people["nidos.guardian"].name in calls
    assert people["ind.officer"].name not in calls


def test_who_is_not_authorised_reads_where_it_stands_and_never_whether_it_is(at_screen, child, open_case):
    other = open_case(given_names="Yonas", family_name="Haile", born=date(2010, 5, 5))
    said = "Bijzondere gegevens staan apart"
    assert said in text(at_screen("intake").get(url(child[0])))
    assert said in text(at_screen("intake").get(url(other)))
    for name in ("guardian", "avim", "ind"):
        assert said not in text(at_screen(name).get(url(child[0])))


@pytest.mark.requirement("INV-39", "B-27")
def test_each_reading_on_its_own_page_is_an_entry_with_its_class(at_screen, child, people):
    case, told, special = child
    assert STORY in text(at_screen("ind").get(apart(case, "accounts", told)))
    page = text(at_screen("guardian").get(apart(case, "case-categories", special)))
    assert [
        part for part in (WHY, "Roma-kinderen", "hoog", "concrete actie", "beslissen niets") if part not in page
    ] == []
    read = Entry.objects.filter(kind=Kind.READ, record__in=[told.pk, special.pk]).order_by("id")
    assert [(entry.person, entry.data_classes) for entry in read] == [
        (people["ind.officer"].pk, ["CONVERSATION", "STORY"]),
        (people["nidos.guardian"].pk, ["CATEGORY"]),
    ]


def test_the_page_of_an_account_shows_who_may_read_it_and_its_text_only_to_them(at_screen, child):
    case, told, special = child
    page = text(at_screen("guardian").get(apart(case, "accounts", told)))
    assert "P. ind.officer" in page
    assert STORY not in page
    assert at_screen("intake").get(apart(case, "case-categories", special)).status_code == 404
    assert at_screen("guardian").get(apart(case, "signals", told)).status_code == 404
    assert at_screen("kmar").get(apart(case, "accounts", told)).status_code == 404


def test_whoever_may_read_another_account_does_not_stand_beside_this_one(at_screen, child, known_child, people, cast):
    case, told, _special = child
    other, now = known_child(given_names="Yonas", family_name="Haile", born=date(2010, 5, 5)), timezone.now()
    for where, who in ((case, "avim.detective"), (other, "nidos.intake")):
        row = account.write(case=where, told_on=date(2026, 3, 3), told_to="N. Tulp", language="ti", purpose="CARE",
                            text="Iets anders.", by=cast.guardian, at=now)  # fmt: skip
        naming.name(account=row, person=people[who], reason="Voor het gesprek.", by=cast.guardian, at=now)
    page = at_screen("guardian").get(apart(case, "accounts", told))
    assert len(page.context["apart"].people) == 1
    assert "P. ind.officer" in text(page)
    assert [name for name in ("P. avim.detective", "P. nidos.intake") if name in text(page)] == []


def test_no_history_and_no_trail_has_the_values(at_screen, child):
    case, told, special = child
    for name, row, model in (("ind", told, "account"), ("guardian", special, "casecategory")):
        page = text(at_screen(name).get(reverse(f"admin:intake_{model}_history", args=[row.pk])))
        assert not [part for part in (STORY, WHY, "Roma-kinderen") if part in page]
    assert not [part for part in (STORY, WHY, "Roma") if part in text(at_screen("supervisor").get(
        reverse("admin:trail", args=[case.pk])))]  # fmt: skip


def test_the_form_of_a_correction_holds_what_stands_and_that_it_was_shown_is_kept(at_screen, child):
    case, told, _special = child
    form = reverse("admin:nested_act", args=[case.pk, "accounts-corrections", told.pk])
    assert STORY in text(at_screen("ind").get(form))
    assert "STORY" in Entry.objects.filter(kind=Kind.READ, record=told.pk).latest("id").data_classes
    assert at_screen("guardian").get(form).status_code == 403


def test_at_the_screen_a_supervisor_authorises_and_ends_it(at_screen, child, people):
    case, _told, special = child
    supervisor, guardian = at_screen("supervisor"), at_screen("guardian")
    row = naming.NamedPerson.objects.get(what="CATEGORY")
    assert "Machtigen voor bijzondere gegevens" in text(supervisor.get(url(case)))
    end = reverse("admin:nested_act", args=[case.pk, "named-persons-endings", row.pk])
    answer = supervisor.post(end, {"end_reason": "Niet meer nodig.", "seen_version": "1"})
    assert answer.status_code == 302
    assert guardian.get(apart(case, "case-categories", special)).status_code == 404


@pytest.mark.parametrize(("name", "special"), [("guardian", 4), ("ind", 0)])
def test_more_of_it_costs_the_page_of_the_case_no_more_queries(at_screen, child, people, cast, name, special):
    case, told, _special = child
    reader, now = at_screen(name), timezone.now()

    def write(number):
        account.write(case=case, told_on=date(2026, 3, 3), told_to=f"N. {number}", language="ti", purpose="CARE",
                      text=STORY, by=cast.guardian, at=now)  # fmt: skip

    write(0)
    reader.get(url(case))
    with CaptureQueriesContext(connection) as before:
        reader.get(url(case))
    for number, group in enumerate(("LGBT", "ISIS", "ANOREXIA"), 1):
        write(number)
        category.record(case=case, group=group, basis=WHY, by=cast.guardian, at=now)
    naming.name(account=told, person=people["nidos.intake"], reason="Tweede gesprek.", by=cast.guardian, at=now)
    with CaptureQueriesContext(connection) as after:
        assert text(reader.get(url(case))).count("apart/case-categories") == special
    assert len(after) == len(before)
