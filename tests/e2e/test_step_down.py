"""Grown up in the shelter: COA and Nidos disagree about moving on, agree, and COA moves her. Two people."""

from collections.abc import Callable

import pytest
from django.db import transaction
from django.utils import timezone

from intake.models import Case
from partners.models import Person
from seeds import scenes
from seeds.children import KIDS
from seeds.storyteller import Story
from shelter.models import Indication, Placement, StepDownAssessment
from tests.e2e.browser import Someone

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
SPECIAL = "a specially equipped asylum centre"


@pytest.fixture
def youth(netherlands: None) -> Case:
    """Selam, who came as a child, lives in the house by the willow and has turned eighteen there."""
    people = {row.username: row for row in Person.objects.select_related("organisation")}
    story, kid = Story("e2e-step-down", timezone.now(), people), KIDS["selam"]
    with transaction.atomic():
        scenes.intake(story, kid, "voogd", 230)
        scenes.settle_birth_date(story, kid, 229)
        scenes.raise_signal(story, "avim", 228, "IDENTIFICATION", "Meisje is onderweg vastgehouden.")
        scenes.protect(story, "voogd", 223, "De reisgenoten zoeken naar haar.")
        scenes.place(story, "Huis Wilg", 2, 220)
    assert story.case is not None
    return story.case


@pytest.mark.requirement("S004-51", "S004-52", "S004-53", "S004-54", "S004-55", "S004-56", "INV-24", "INV-26")
def test_they_disagree_agree_and_she_moves(youth: Case, arrive_at_work: Callable[..., Someone]) -> None:
    coa = arrive_at_work("coa", secrets=("Selam",))
    guardian = arrive_at_work("voogd", secrets=("Selam",))
    coa_begins(coa, youth)
    guardian_wants_her_to_stay(guardian)
    nobody_moves_her_yet(youth)
    guardian_changes_her_mind(guardian)
    coa_moves_her(coa)
    row = StepDownAssessment.objects.get()
    assert (row.outcome, row.programme_complete) == ("SPECIAL_AZC", False)
    stay = Placement.objects.get(case=youth, ends_at=None)
    assert (stay.location.kind, stay.is_move) == ("SPECIAL_AZC", True)
    assert Indication.objects.get(case=youth).ended_on == timezone.localdate()


def coa_begins(coa: Someone, youth: Case) -> None:
    """A special centre takes three conditions; COA fills in two, is told so, and fills in the third."""
    coa.go("My cases")
    coa.go(youth.reference)
    coa.act("Assess whether the child can move on")
    coa.fill({
        "protected shelter no longer needed since": timezone.localdate().isoformat(),
        "established by": "the case consultation (COBO)",
        "a step to a regular asylum centre is too big": "yes",
        "why it moves on before plan and programme are complete": "Zij wil dichter bij haar school wonen.",
    })  # fmt: skip
    coa.hand_in()
    coa.take_up("SIGN_STEP_DOWN_COA")
    coa.fill({"decision of COA": SPECIAL, "reasons of COA": "Er is plek in De Brug."})
    coa.try_it()
    coa.is_refused("wie nog recht heeft op opvang", "INV-26")
    coa.go("My cases")
    coa.go(youth.reference)
    coa.act("Change what is established")
    coa.fill({"still entitled to reception": "yes"})
    coa.hand_in()
    coa.take_up("SIGN_STEP_DOWN_COA")
    coa.fill({"decision of COA": SPECIAL, "reasons of COA": "Er is plek in De Brug."})
    coa.hand_in()


def guardian_wants_her_to_stay(guardian: Someone) -> None:
    guardian.take_up("SIGN_STEP_DOWN_NIDOS")
    guardian.fill({"decision of Nidos": "stays in protected shelter", "reasons of Nidos": "Zij slaapt nog slecht."})
    guardian.hand_in()


def nobody_moves_her_yet(youth: Case) -> None:
    assert StepDownAssessment.objects.get().outcome == ""
    assert Placement.objects.get(case=youth, ends_at=None).location.kind == "BO"


def guardian_changes_her_mind(guardian: Someone) -> None:
    guardian.desk()
    guardian.follow(guardian.task("AGREE_ON_STEP_DOWN").get_by_role("link").first)
    guardian.act("Decide for Nidos")
    guardian.fill({"decision of Nidos": SPECIAL, "reasons of Nidos": "Zij heeft De Brug gezien en wil er wonen."})
    guardian.hand_in()


def coa_moves_her(coa: Someone) -> None:
    coa.take_up("MOVE_ON")
    bed = coa.field("bed").locator("option", has_text="De Brug").first.inner_text()
    coa.fill({
        "bed": bed, "reason for the move": "Zo spraken COA en Nidos af.", "could this move be avoided?": "no",
        "why it leaves protected shelter now": "Zij wil dichter bij haar school wonen.",
    })  # fmt: skip
    coa.hand_in()
