"""Contact persons: nobody is called before Nidos assessed it, and a partner or a danger never."""

from datetime import date

import pytest

from config.encryption import open_all
from intake import contact, family
from intake.models import ContactPerson
from partners import access, involvement
from partners.errors import NotAllowed
from tests.houses import perform, refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(open_case):
    return open_case()


@pytest.fixture
def uncle(case, cast, at):
    said = {"name": "Oom Berhane", "who": "haar oom in Utrecht", "reach": "verzonnen nummer"}
    return perform(contact.RECORD, by=cast.intake, at=at(2026, 3, 3), data=said, case=case.id)


@pytest.mark.requirement("S000-22")
def test_whom_the_child_names_is_not_to_be_called_until_assessed(case, uncle, cast, at):
    assert (uncle.safety, uncle.assessed_on) == ("UNKNOWN", None)
    said = {"safety": "SAFE", "safety_reason": "Bezocht, geen schulden."}
    row = perform(contact.ASSESS, by=cast.intake, at=at(2026, 3, 5), data=said, case=case.id, contact=uncle.id)
    assert (row.safety, row.safety_reason, row.assessed_on) == ("SAFE", "Bezocht, geen schulden.", date(2026, 3, 5))
    again = contact.assess(
        contact=row, safety="UNSAFE", safety_reason="Belt anderen.", by=cast.intake, at=at(2026, 3, 6)
    )
    assert again.safety == "UNSAFE"


@pytest.mark.parametrize(("safety", "reason"), [("UNKNOWN", "Weet niet."), ("SAFE", " ")])
def test_a_verdict_says_safe_or_not_and_why(uncle, cast, at, safety, reason):
    said = {"contact": uncle, "safety": safety, "safety_reason": reason, "by": cast.intake, "at": at(2026, 3, 5)}
    assert refusal(lambda: contact.assess(**said)) == ("no-verdict", "S000-22")


@pytest.mark.requirement("S000-22", "INV-38")
def test_how_to_reach_somebody_is_for_nidos_alone(case, uncle, cast, at):
    standing = involvement.standing(cast.intake, case.id, at(2026, 3, 3, 13))
    read = access.read(ContactPerson.objects.all(), standing)[0]
    open_all([read["reach"]])
    assert read["reach"].text == "verzonnen nummer"
    for name in ("avim", "ind", "coa"):
        standing = involvement.standing(getattr(cast, name), case.id, at(2026, 3, 3, 13))
        assert access.read(ContactPerson.objects.all(), standing) == []
        with pytest.raises(NotAllowed):
            contact.RECORD.stand(actor=getattr(cast, name), at=at(2026, 3, 3, 13), ids={"case": case.id})


@pytest.mark.requirement("INV-33")
def test_a_partner_is_never_a_contact_person_by_link_or_by_name(case, cast, at):
    husband = family.record(case=case, kind="PARTNER", name="Jawad Noori", by=cast.intake, at=at(2026, 3, 3))
    for said in ({"name": "Een vriend", "relation": husband}, {"name": "noori  JAWAD"}):
        call = {"case": case, **said, "by": cast.intake, "at": at(2026, 3, 3)}
        assert refusal(lambda call=call: contact.record(**call)) == ("never-a-contact", "INV-33")


@pytest.mark.requirement("INV-33", "EC-44")
def test_who_turns_out_to_be_a_danger_is_no_contact_from_then_on(case, cast, at):
    aunt = family.record(case=case, kind="RELATIVE", name="Tante Rahel", by=cast.intake, at=at(2026, 3, 3))
    named = contact.record(case=case, name="Rahel, tante", relation=aunt, by=cast.intake, at=at(2026, 3, 3))
    contact.assess(contact=named, safety="SAFE", safety_reason="Kent haar.", by=cast.intake, at=at(2026, 3, 3))
    family.separate(relation=aunt, unsafe_reason="Ronselt.", by=cast.intake, at=at(2026, 3, 4))
    named.refresh_from_db()
    assert named.safety == "UNSAFE"
    again = {"contact": named, "safety": "SAFE", "safety_reason": "Toch.", "by": cast.intake, "at": at(2026, 3, 5)}
    assert refusal(lambda: contact.assess(**again)) == ("never-a-contact", "INV-33")


@pytest.mark.requirement("INV-33", "EC-46")
def test_a_contact_who_proves_to_be_the_partner_with_a_case_of_his_own_is_barred(case, uncle, open_case, cast, at):
    named = contact.record(case=case, name="Filmon Haile", by=cast.intake, at=at(2026, 3, 3))
    his = open_case(given_names="Filmon", family_name="Haile", sex="M")
    family.record(case=case, kind="PARTNER", other_case=his, by=cast.avim, at=at(2026, 3, 4))
    named.refresh_from_db()
    uncle.refresh_from_db()
    assert (named.safety, uncle.safety) == ("UNSAFE", "UNKNOWN")


def test_a_relation_of_another_file_is_no_relation(case, open_case, cast, at):
    strange = family.record(case=open_case(), kind="RELATIVE", name="Nunu", by=cast.intake, at=at(2026, 3, 3))
    call = {"case": case, "name": "Nunu", "relation": strange, "by": cast.intake, "at": at(2026, 3, 3)}
    assert refusal(lambda: contact.record(**call))[0] == "unknown-relation"
