"""The form of an act asks what this person needs to say, and offers what can be."""

import pytest
from django.urls import reverse

from audit.models import Entry
from intake import conversation
from partners import notices
from partners.forms import ActForm
from partners.models import Notice
from residence import admission, guardianship
from shelter.models import Bed

pytestmark = pytest.mark.django_db


def form(act, case, actor, at):
    return ActForm(act, parent=case, actor=actor, at=at)


@pytest.mark.parametrize(("who", "asked", "steps"), [
    ("avim", False, {"IDENTIFICATION", "EXTRA"}), ("ind", False, {"REGISTRATION", "EXTRA"}),
    ("intake", True, {"ACQUAINTANCE", "FOLLOW_UP", "EXTRA"}),
])  # fmt: skip
def test_each_organisation_is_asked_about_its_own_conversations(open_case, cast, at, who, asked, steps):
    shown = form(conversation.RECORD, open_case(), getattr(cast, who), at(2026, 3, 3))
    assert {code for code, _label in shown.fields["step"].choices if code} == steps
    assert ("explained_nidos_task" in shown.fields) == asked
    assert ("skip_reason" in shown.fields) == asked


def test_a_recorded_conversation_is_not_offered_again_and_the_verb_still_says_why(open_case, cast, at, at_screen):
    case = open_case()
    said = {"step": "IDENTIFICATION", "held_on": "2026-03-02", "outcome": "NO_SIGNAL"}
    conversation.record(case=case, step="IDENTIFICATION", held_on=case.arrived_on, by=cast.avim, at=at(2026, 3, 2))
    shown = form(conversation.RECORD, case, cast.avim, at(2026, 3, 3))
    assert "IDENTIFICATION" not in dict(shown.fields["step"].choices)
    answer = at_screen("avim").post(reverse("admin:act", args=[case.pk, "conversations"]), said)
    assert answer.status_code == 409
    assert "S004-28" in answer.content.decode()


@pytest.mark.requirement("INV-07")
def test_coa_is_offered_the_free_beds_that_fit_the_indication(open_case, cast, at, make_house, indicate):
    shelter, centre, crisis = make_house("BO"), make_house("AMV"), make_house("AZC")
    plain, indicated = open_case(), open_case(given_names="Yonas")
    indicate(indicated, on=at(2026, 3, 3))
    offered = {
        case: set(form(admission.PLACE, case, cast.coa, at(2026, 3, 4)).fields["bed"].queryset)
        for case in (plain, indicated)
    }
    assert offered[plain] == set(Bed.objects.filter(location__in=[centre, crisis]))
    assert offered[indicated] == set(Bed.objects.filter(location__in=[shelter, centre]))


def test_a_notice_for_one_person_is_not_for_the_supervisor_to_clear(open_case, cast, people, at, at_screen):
    case = open_case()
    guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 3))
    notice = Notice.objects.get(kind="GUARDIANSHIP")
    assert notice in notices.for_actor(cast.guardian, at(2026, 3, 4))
    answer = at_screen("supervisor").post(reverse("admin:acknowledge", args=[notice.pk]))
    assert answer.status_code == 404
    notice.refresh_from_db()
    assert notice.acknowledged_at is None


@pytest.mark.requirement("B-27")
def test_a_refusal_in_the_trail_says_what_was_tried(open_case, at_screen):
    case = open_case()
    said = {"step": "ACQUAINTANCE", "outcome": "NO_SIGNAL"}
    at_screen("intake").post(reverse("admin:act", args=[case.pk, "conversations"]), said)
    entry = Entry.objects.get(kind="DENIAL")
    assert (entry.table, entry.reason) == ("intake_conversation", "409 held-or-skipped INV-02")
