"""A dossier for one recipient: who prints it for whom, what stands on it, and where it is written down."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry, Kind
from intake.models import Case
from overview import recipients
from partners import involvement, involving
from partners.actors import of_person
from partners.grounds import Ground
from partners.models import Person
from residence import guardianship, lawyer
from tests.joining import approve, ask, two
from tests.overview.conftest import NOTE, TITLE, text, url

__all__ = ["two"]
pytestmark = pytest.mark.django_db
DETAIL = "Een man wacht buiten."


def dossier(case: Case) -> str:
    return reverse("admin:dossier", args=[case.pk])


@pytest.fixture
def prints(at_screen):
    """The paper as somebody gets it, for a recipient and a purpose."""

    def printed(case, recipient="ind ind.officer", purpose="ASYLUM", who="guardian"):
        return at_screen(who).post(dossier(case), {"recipient": recipient, "purpose": purpose})

    return printed


def exported() -> Entry:
    return Entry.objects.get(kind=Kind.EXPORT)


@pytest.mark.requirement("INV-38")
def test_the_recipient_gets_its_part_and_no_more(prints, known_child):
    case = known_child()
    page = text(prints(case))
    assert "Semhar Tesfay" in page
    assert "Gesprek IND, 2 maart 2026" in page
    # Its own note and not that of police; not the detail of somebody else's signal, and not the house.
    assert page.count(NOTE) == 1
    assert [word for word in (DETAIL, f"Huis {case.reference}") if word in page] == []


def test_every_page_says_for_whom_what_for_when_and_by_whom(prints, known_child, people):
    answer = prints(known_child())
    organisation = people["ind.officer"].organisation.name
    day = f"{timezone.localdate():%-d}"
    mark = text(answer).partition('<p class="watermark" aria-hidden="true"><bdi>')[2].partition("</bdi>")[0]
    assert mark.startswith(f"Voor {organisation}, medewerker · Asielprocedure · {day} ")
    assert mark.endswith(" · afgedrukt door P. nidos.guardian, NIDOS (test)")
    assert text(answer).count(mark) == 3
    assert TITLE.search(text(answer))[1] == "Dossier op papier · Beschut"
    assert "no-store" in answer["Cache-Control"]


def test_it_says_in_words_what_is_in_it_and_what_is_not(prints, known_child):
    page = text(prints(known_child()))
    contents = page.partition("Hierin staat</h2>")[2].partition("</div>")[0]
    assert "<li>Gesprekken</li>" in contents
    assert "Plaatsingen" not in contents
    assert "Wat deze ontvanger niet mag lezen" in page.partition("Niet hierin</h2>")[2]


def test_it_speaks_english_to_who_chose_that(at_screen, known_child):
    browser = at_screen("guardian")
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = text(browser.post(dossier(known_child()), {"recipient": "ind ind.officer", "purpose": "ASYLUM"}))
    assert '<html lang="en">' in page
    assert "Dossier for one recipient" in page


def test_a_name_from_right_to_left_runs_in_its_own_direction(prints, known_child):
    page = text(prints(known_child(given_names="ليلى", family_name="الحمداني")))
    assert "<bdi>ليلى الحمداني</bdi>" in page


@pytest.mark.requirement("INV-39", "B-27")
def test_the_ledger_says_what_was_given_to_whom_and_what_for(prints, known_child, people):
    case = known_child()
    prints(case)
    entry = exported()
    assert (entry.case, entry.record, entry.purpose) == (case.pk, case.pk, "ASYLUM")
    assert entry.reason == "dossier ind ind.officer"
    assert (entry.person, entry.ground) == (people["nidos.guardian"].pk, "GUARDIAN")
    assert {"IDENTITY", "CONVERSATION", "SIGNAL"} <= set(entry.data_classes)
    assert {"PLACEMENT", "LOCATION", "MEASURE"} & set(entry.data_classes) == set()


@pytest.mark.requirement("S001-20")
def test_the_child_reads_in_its_log_who_printed_what_for_whom(prints, at_screen, known_child, people):
    case = known_child()
    prints(case)
    prints(case, "child", "CARE")
    page = text(at_screen("guardian").get(reverse("admin:child_log", args=[case.pk])))
    told = page.partition("Wat van jouw dossier is afgedrukt")[2].partition("</section>")[0]
    ind = people["ind.officer"].organisation.name
    assert f"<td><bdi>NIDOS (test)</bdi></td><td><bdi>{ind}</bdi></td><td>Asielprocedure</td>" in told
    assert "<td><bdi>jou</bdi></td><td>Zorg</td>" in told
    assert "P. nidos" not in told


@pytest.mark.parametrize(("recipient", "purpose"), [
    ("avim avim.detective", "PROTECTION"), ("avim avim.officer", "INVESTIGATION"),
])  # fmt: skip
def test_what_is_printed_for_an_investigation_is_in_no_childs_log(prints, at_screen, known_child, recipient, purpose):
    case = known_child()
    assert prints(case, recipient, purpose).status_code == 200
    page = text(at_screen("guardian").get(reverse("admin:child_log", args=[case.pk])))
    assert "Wat van jouw dossier is afgedrukt" not in page


def test_the_paper_of_the_child_betrays_nothing_to_who_takes_it(prints, known_child, people, cast, at):
    case = known_child()
    lawyer.assign(case=case, lawyer=people["lawyer.lawyer"], since=at(2026, 3, 20).date(), by=cast.guardian,
                  at=at(2026, 3, 20))  # fmt: skip
    page = text(prints(case, "child", "PROTECTION"))
    assert "Semhar Tesfay" in page
    assert "Kennismaking" not in page  # it was not held
    assert "Identificatie AVIM, 2 maart 2026" in page
    provider = people["bo_provider.mentor"].organisation.name
    betraying = [
        NOTE,
        DETAIL,
        f"Huis {case.reference}",
        provider,
        "P. nidos",
        "P. lawyer",
        "ensenhandel",
        "Signalen",
        "Indicaties",
    ]
    assert [word for word in betraying if word in page] == []


@pytest.mark.parametrize(("who", "status"), [
    ("guardian", 200), ("supervisor", 200), ("intake", 403), ("avim", 403), ("ind", 403), ("coa", 403),
    ("mentor", 403), ("dpo", 404), ("kmar", 404), ("administrator", 404), ("analyst", 404),
])  # fmt: skip
def test_only_who_keeps_the_whole_file_prints_for_others(prints, at_screen, known_child, who, status):
    case = known_child()
    assert at_screen(who).get(dossier(case)).status_code == status
    assert prints(case, "avim avim.officer", "CARE", who).status_code == status
    assert (dossier(case) in text(at_screen(who).get(url(case)))) is (status == 200)


def test_whoever_is_not_involved_cannot_be_chosen(prints, at_screen, known_child):
    case = known_child()
    offered = text(at_screen("guardian").get(dossier(case)))
    for nobody in ("lawyer lawyer.lawyer", "evenaar evenaar.clinician", "nidos nidos.guardian", "nobody", ""):
        assert not nobody or f'value="{nobody}"' not in offered
        assert prints(case, nobody).status_code == 400, nobody
    assert not Entry.objects.filter(kind=Kind.EXPORT).exists()


def test_paper_is_no_way_in_acute_danger_and_needs_a_purpose(prints, known_child):
    case = known_child()
    for purpose in ("ACUTE_DANGER", "CURIOSITY", ""):
        assert prints(case, purpose=purpose).status_code == 400, purpose


def test_a_role_that_reads_nothing_here_is_not_offered(at_screen, known_child, people, cast, at):
    case = known_child()
    involving.involve(case=case.pk, number=case.number, organisation=people["evenaar.clinician"].organisation,
                      ground=Ground.REFERRAL, by=cast.guardian, at=at(2026, 3, 5))  # fmt: skip
    offered = text(at_screen("guardian").get(dossier(case)))
    assert "avim avim.officer" in offered
    assert "evenaar" not in offered


@pytest.mark.parametrize("ground", [Ground.EMERGENCY, Ground.GRANTED])
def test_what_was_opened_for_a_time_is_not_kept_on_paper(at_screen, prints, known_child, people, cast, ground):
    case, soon = known_child(), timezone.now() + timedelta(hours=1)
    second = Person.objects.create(
        username="second", name="P. second", organisation=people["nidos.guardian"].organisation, role="nidos.guardian"
    )
    for person in (second, people["lawyer.lawyer"]):
        involving.involve(case=case.pk, number=case.number, organisation=person.organisation, ground=ground,
                          person=person, until=soon, by=of_person(person), at=timezone.now())  # fmt: skip
    assert "lawyer lawyer.lawyer" not in text(at_screen("guardian").get(dossier(case)))
    browser = at_screen("guardian")
    browser.force_login(second, backend="partners.login.PersonBackend")
    assert browser.get(url(case)).status_code == 200
    assert browser.get(dossier(case)).status_code == 403


def test_of_a_file_that_goes_on_in_another_nothing_is_printed(prints, at_screen, two, people, cast, at):
    older, younger = two
    guardianship.request(case=younger, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 2, 16))
    assert prints(younger).status_code == 200
    approve(ask(two, cast, at), cast, at)
    assert prints(younger).status_code == 409
    assert dossier(younger) not in text(at_screen("guardian").get(url(younger)))
    assert prints(older).status_code == 200
    assert Entry.objects.filter(kind=Kind.EXPORT).count() == 2


def test_that_somebody_looked_for_whom_to_print_is_written_down(at_screen, known_child):
    case = known_child()
    at_screen("guardian").get(dossier(case))
    entry = Entry.objects.order_by("-id").first()
    assert (entry.kind, entry.table, entry.data_classes) == (Kind.READ, "partners_involvement", ["INVOLVEMENT"])


@pytest.mark.requirement("INV-38")
def test_for_whom_it_can_be_printed_does_not_depend_on_where_another_child_lives(
    known_child, open_case, indicate, make_house, place, people, cast, at
):
    case, other = known_child(), open_case()

    def offered() -> list[str]:
        return list(recipients.of_case(involvement.standing(cast.guardian, case.pk, at(2026, 3, 8)), at(2026, 3, 8)))

    before = offered()
    assert "bo-provider bo_provider.mentor" in before
    indicate(other)
    place(other, make_house("BO", name="Huis van een ander"), on=at(2026, 3, 5))
    assert offered() == before
