"""Who may know of a case, and who may read something of it: asked of one case, and never of those beside it."""

import pytest

from partners import involvement, involving
from partners.data_classes import DataClass
from partners.grounds import Ground

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("INV-38")]


@pytest.fixture
def beside(open_case, people, cast, at):
    """Two children: of the second three more organisations know."""
    case, other = open_case(), open_case(given_names="Yonas")
    for role, ground in (("evenaar.clinician", Ground.REFERRAL), ("lawyer.lawyer", Ground.ASSIGNED),
                         ("bo_provider.mentor", Ground.HOUSE)):  # fmt: skip
        involving.involve(case=other.pk, number=other.number, organisation=people[role].organisation, ground=ground,
                          by=cast.intake, at=at(2026, 3, 3))  # fmt: skip
    return case, other


def kinds(organisations) -> set[str]:
    return {each.kind for each in organisations}


def test_the_organisations_of_another_child_are_none_of_this_one(beside, at):
    case, other = (kinds(involvement.organisations(each.pk, at(2026, 3, 4))) for each in beside)
    assert case == {"NIDOS", "AVIM", "IND", "COA"}
    assert other == case | {"EVENAAR", "LAWYER", "BO_PROVIDER"}


def test_who_reads_of_another_child_reads_nothing_of_this_one_by_it(beside, at):
    case, other = (kinds(involvement.readers(each.pk, DataClass.PLACEMENT, at(2026, 3, 4))) for each in beside)
    assert "BO_PROVIDER" in other
    assert case == other - {"BO_PROVIDER", "LAWYER", "EVENAAR"}
