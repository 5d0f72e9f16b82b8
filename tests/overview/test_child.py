"""Correcting the details of a child at the screen: where the button is, what the form says, what the page tells."""

import re

import pytest
from django.urls import reverse

from audit.models import Entry, Kind
from intake import child as children
from intake import disclosure
from intake.models import Child, ChildCorrection
from overview import case_page
from partners.forms import SEEN
from tests.overview.conftest import text, url

pytestmark = pytest.mark.django_db
LABEL = "Gegevens van het kind verbeteren"


@pytest.fixture
def case(open_case):
    return open_case(aliases=["Semi"])


def address(case) -> str:
    return reverse("admin:nested_act", args=[case.pk, children.CORRECT.name, case.child.pk])


def typed(case, **said) -> dict[str, object]:
    """The form as it opens, with what somebody typed in it."""
    known = Child.objects.get(case=case)
    stands = {"given_names": known.given_names, "family_name": known.family_name, "aliases": "\n".join(known.aliases),
              "sex": known.sex, "nationality": known.nationality, "languages": known.languages}  # fmt: skip
    why = {"correction-kind": "UNTRUE", "correction-reason": "Ze zegt het nu zelf."}
    return stands | why | {SEEN: known.version} | said


def shown(answer, part: str) -> str:
    """What stands behind a mark of the page."""
    return text(answer).partition(part)[2][:4000]


@pytest.mark.requirement("S004-27")
def test_the_button_stands_with_who_the_child_is_for_whoever_corrects_it(case, cast, at):
    def labels(actor) -> list[str]:
        return [button.label for button in case_page.load(actor, case.pk, at(2026, 3, 3)).header.buttons.more]

    assert [LABEL in labels(actor) for actor in (cast.intake, cast.avim, cast.ind)] == [True, True, True]
    assert [LABEL in labels(actor) for actor in (cast.coa, cast.supervisor)] == [False, False]


def test_the_form_starts_from_what_is_known_now(case, at_screen):
    page = text(at_screen("intake").get(address(case)))
    assert re.search(r'name="given_names" value="Semhar"', page)
    assert re.search(r'name="aliases"[^>]*>\s*Semi</textarea>', page)
    assert '<option value="ER" selected>' in page
    assert re.search(r'value="ti"[^>]* checked', page)
    assert "v_number" not in page
    assert "Waarom dit verandert" in page


@pytest.mark.requirement("INV-41", "S004-27", "AL-31")
def test_an_untrue_name_is_corrected_and_the_page_says_so(case, at_screen):
    screen = at_screen("intake")
    answer = screen.post(address(case), typed(case, given_names="Yordanos", languages=["ti", "am"]), follow=True)
    assert "Vastgelegd: Gegevens van het kind verbeteren." in text(answer)
    assert "<bdi>Yordanos Tesfay</bdi>" in text(answer)
    assert "Semi, Semhar Tesfay" in text(answer)
    told = shown(answer, "Verbetering van de gegevens van het kind: ")
    assert told.startswith("voornamen, andere namen, talen")
    assert "Ze zegt het nu zelf." in text(answer)
    found = screen.post(reverse("admin:case_search"), {"wanted": "Semhar"}, follow=True)
    assert "Yordanos" in text(found)


@pytest.mark.requirement("INV-38")
def test_others_read_that_it_was_corrected_and_not_why(case, at_screen):
    at_screen("intake").post(address(case), typed(case, given_names="Yordanos"))
    for role in ("avim", "ind"):
        page = text(at_screen(role).get(url(case)))
        assert "Verbetering van de gegevens van het kind: voornamen, andere namen" in page
        assert "Ze zegt het nu zelf." not in page
        assert "De gegevens van het kind zijn verbeterd" in text(at_screen(role).get("/admin/"))


@pytest.mark.parametrize(("said", "sentence"), [
    ({"given_names": "", "family_name": ""}, "Vul ten minste één naam in"),
    ({}, "Dit is al zo vastgelegd"),
    ({"aliases": ""}, "Andere namen blijven staan"),
    ({"aliases": "Semi\n" + "S" * 121}, "hoogstens 120 tekens"),
    ({"aliases": "Semi\nS\x00"}, "een teken dat niet bewaard kan worden"),
])  # fmt: skip
def test_a_refusal_is_said_on_the_form_which_keeps_what_was_typed(case, at_screen, said, sentence):
    answer = at_screen("intake").post(address(case), typed(case, **said))
    assert (answer.status_code, sentence in text(answer)) == (409, True)
    assert "Ze zegt het nu zelf." in text(answer)
    assert Child.objects.get(case=case).version == 1


@pytest.mark.parametrize("said", [
    {"given_names": "S" * 121}, {"given_names": "S\x00"}, {"nationality": "XX9"},
    {"languages": ["klingon"]}, {"sex": ""}, {"correction-kind": ""}, {"correction-reason": " "},
])  # fmt: skip
def test_what_does_not_fit_is_marked_on_the_form(case, at_screen, said):
    answer = at_screen("intake").post(address(case), typed(case, **said))
    assert answer.status_code == 400
    assert not ChildCorrection.objects.exists()


def test_the_second_sees_what_the_first_corrected(case, at_screen):
    before = typed(case)
    at_screen("intake").post(address(case), typed(case, family_name="Haile"))
    answer = at_screen("avim").post(address(case), before | {"nationality": "ET"})
    assert answer.status_code == 409
    meanwhile = shown(answer, 'id="meanwhile"').partition("</section>")[0]
    assert [part in meanwhile for part in ("Achternaam", "Tesfay", "Haile", "P. nidos.intake")] == [True] * 4
    assert '<option value="ET" selected>' in text(answer)
    assert f'name="{SEEN}" value="2"' in text(answer)
    assert Child.objects.get(case=case).nationality == "ER"


@pytest.mark.requirement("INV-39")
def test_the_guardian_is_told_who_was_given_these_details_outside(known_child, cast, at, at_screen):
    case = known_child()
    given = {"organisation_name": "Jeugdzorg Noord", "recipient": "A. Boer", "purpose": "CARE",
             "basis": "WEIGHTY_INTEREST", "necessity": "Nodig.",
             "proportionality": "Weinig.", "subsidiarity": "Zo klein."}  # fmt: skip
    day = case.arrived_on
    for classes in (["IDENTITY"], ["PLAN"]):
        disclosure.record(case=case, data_classes=classes, given_on=day, expires_on=day.replace(year=2099),
                          by=cast.guardian, at=at(2026, 3, 20), **given)  # fmt: skip
        given["organisation_name"] = "School Zuid"
    page = text(at_screen("guardian").get(address(case)))
    assert "Jeugdzorg Noord heeft deze gegevens buiten Beschut om gekregen" in page
    assert "School Zuid" not in page
    assert Entry.objects.filter(kind=Kind.READ, case=case.pk, table="intake_disclosure").count() == 1
    assert "Jeugdzorg" not in text(at_screen("ind").get(address(case)))
