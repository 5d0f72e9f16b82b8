"""What Nidos intake hands over to whoever goes on with the child."""

import pytest

from intake import handover
from intake.models import Handover
from partners.errors import RuleBroken

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("S004-30")
def test_a_handover_note_stands_encrypted(open_case, cast, at):
    row = handover.write(case=open_case(), note=" Slaapt met het licht aan. ", by=cast.intake, at=at(2026, 3, 3))
    raw = Handover.objects.filter(pk=row.pk).extra(select={"raw": "note"}).values_list("raw", flat=True)[0]
    assert "licht" not in str(raw)
    assert str(Handover.objects.get(pk=row.pk).note) == "Slaapt met het licht aan."


@pytest.mark.parametrize(("who", "note", "code"), [
    ("guardian", "Bang.", "only-intake"), ("avim", "Bang.", "only-intake"), ("intake", "  ", "empty-note"),
])  # fmt: skip
def test_only_nidos_intake_writes_one_and_not_an_empty_one(open_case, cast, at, who, note, code):
    with pytest.raises(RuleBroken) as refusal:
        handover.write(case=open_case(), note=note, by=getattr(cast, who), at=at(2026, 3, 3))
    assert (refusal.value.code, refusal.value.source) == (code, "S004-30")
