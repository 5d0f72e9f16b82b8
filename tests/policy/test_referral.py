"""To whom a child is referred and what goes along: one purpose each, and never what is nobody's outside (S000-41)."""

import pytest

from intake.models.disclosure import GIVEN
from partners.roles import OrganisationKind, Purpose
from policy.referral import TARGETS, target, too_much

NEVER = {"STORY", "CATEGORY", "ADDRESS", "LOCATION", "SCREENING", "CONVERSATION_NOTE", "CONSENT", "RISK", "PLAN"}


@pytest.mark.requirement("S000-41", "S001-31", "S002-18")
@pytest.mark.parametrize("row", TARGETS, ids=lambda row: row.kind)
def test_each_receiver_is_known_has_one_purpose_and_gets_what_can_be_given(row):
    assert row.kind in OrganisationKind.values
    assert row.purpose in Purpose.values
    assert set(row.gives) <= {str(each) for each in GIVEN}
    assert not set(row.gives) & NEVER


@pytest.mark.requirement("S000-41")
def test_what_is_more_than_the_purpose_asks_is_named():
    assert too_much("LKHA", ["AGE", "IDENTITY", "MEDICAL"]) == ["IDENTITY", "MEDICAL"]
    assert too_much("LKHA", ["AGE", "FAMILY"]) == []
    with pytest.raises(LookupError):
        target("NIDOS")


@pytest.mark.requirement("S001-31")
def test_who_analyses_traffickers_does_not_learn_who_the_child_is():
    assert not {"IDENTITY", "AGE", "FAMILY"} & set(target("EMM").gives)
