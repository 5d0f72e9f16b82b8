"""Nidos decides on the indication and informs COA, once for each decision."""

import pytest
from django.db import connection

from partners.errors import NotAllowed, NotFound
from partners.grounds import Ground
from partners.models import Involvement, Notice
from shelter import indication
from shelter.models import Indication
from tests.houses import perform, refusal

pytestmark = pytest.mark.django_db


def decide(cast, case, at, by=None, **said):
    known = {"outcome": "BO", "ground": "TRAFFICKING", "reasons": "She was seen with that man."}
    return indication.decide(case=case, by=by or cast.guardian, at=at(2026, 3, 3), **(known | said))


@pytest.mark.requirement("INV-20", "S004-70")
def test_the_slightest_signal_suffices(cast, open_case, raise_signal, at):
    case = open_case()
    raise_signal(case, certainty="SLIGHT")
    assert decide(cast, case, at).outcome == "BO"


@pytest.mark.requirement("S004-36")
def test_trafficking_needs_a_signal_and_the_other_grounds_do_not(cast, open_case, at):
    case = open_case()
    assert refusal(lambda: decide(cast, case, at)) == ("no-signal", "B-10")
    assert decide(cast, case, at, ground="HONOUR_VIOLENCE").ground == "HONOUR_VIOLENCE"


@pytest.mark.requirement("S004-36")
@pytest.mark.parametrize("who", ["coa", "avim", "ind", "mentor"])
def test_only_nidos_decides(cast, open_case, at, who):
    case = open_case()
    said = refusal(lambda: decide(cast, case, at, by=getattr(cast, who), ground="HONOUR_VIOLENCE"))
    assert said == ("only-nidos", "S004-36")


def test_a_decision_needs_its_reasons_and_keeps_them_secret(cast, open_case, at):
    case = open_case()
    assert refusal(lambda: decide(cast, case, at, ground="HONOUR_VIOLENCE", reasons=" "))[0] == "no-reasons"
    row = decide(cast, case, at, ground="HONOUR_VIOLENCE", reasons="Her brothers follow her.")
    assert str(Indication.objects.get(pk=row.pk).reasons) == "Her brothers follow her."
    with connection.cursor() as cursor:
        cursor.execute("SELECT reasons FROM shelter_indication")
        assert "brothers" not in cursor.fetchone()[0]


@pytest.mark.requirement("S000-40")
def test_what_the_child_wants_stands_in_it_and_whether_its_family_thought_along(cast, open_case, at):
    said = {"ground": "HONOUR_VIOLENCE", "child_view": " Niet terug naar hem. ", "family_involved": "NOT_SAFE"}
    row = decide(cast, open_case(), at, **said)
    row.refresh_from_db()
    assert (row.child_view.text, row.family_involved) == ("Niet terug naar hem.", "NOT_SAFE")
    with connection.cursor() as cursor:
        cursor.execute("SELECT child_view FROM shelter_indication")
        assert "Niet terug" not in str(cursor.fetchone())


@pytest.mark.requirement("INV-05")
def test_a_decision_lists_the_signals_it_rests_on(cast, open_case, raise_signal, at):
    case = open_case()
    signals = {str(raise_signal(case).id), str(raise_signal(case, kinds=["ABUSE"]).id)}
    assert set(decide(cast, case, at).rests_on) == signals


@pytest.mark.requirement("INV-05", "S004-36")
@pytest.mark.parametrize("outcome", ["BO", "FIER", "FOSTER", "NOT_NEEDED"])
def test_coa_is_told_of_every_decision(cast, organisations, open_case, indicate, outcome):
    case = open_case()
    row = indicate(case, outcome)
    told = Notice.objects.get(kind="INDICATION")
    assert (told.about, told.to_organisation, told.source) == (row.id, organisations["COA"], "INV-05")
    assert Involvement.objects.get(case_id=case.id, ground=Ground.INDICATION).organisation == organisations["COA"]


@pytest.mark.requirement("INV-05")
def test_coa_is_told_once_and_by_nidos_only(cast, open_case, indicate, at):
    case = open_case()
    inform = lambda by: indication.inform_coa(case=case, by=by, at=at(2026, 3, 3, 14))  # noqa: E731
    assert refusal(lambda: inform(cast.guardian)) == ("no-indication", "INV-05")
    indicate(case, informed=False)
    assert refusal(lambda: inform(cast.avim)) == ("only-nidos", "INV-05")
    inform(cast.guardian)
    assert refusal(lambda: inform(cast.guardian)) == ("already-informed", "INV-05")


@pytest.mark.requirement("INV-05")
def test_a_new_decision_ends_the_old_and_is_told_anew(cast, open_case, indicate, at):
    case = open_case()
    old = indicate(case)
    new = indicate(case, "FOSTER", on=at(2026, 3, 5))
    old.refresh_from_db()
    assert old.ended_on.isoformat() == "2026-03-05"
    assert indication.current(case) == new
    assert Notice.objects.filter(kind="INDICATION").count() == 2
    involved = Involvement.objects.open(at(2026, 3, 6)).filter(ground=Ground.INDICATION)
    assert [row.about for row in involved] == [new.id]


@pytest.mark.requirement("S004-52")
def test_it_cannot_become_unneeded_while_the_child_lives_there(cast, admit, indicate, at):
    case = admit(at(2026, 3, 2))
    said = refusal(lambda: indicate(case, "NOT_NEEDED"))
    assert said == ("in-protected-shelter", "S004-52")
    assert indication.current(case).outcome == "BO"


def test_through_the_door_coa_lacks_the_right_and_a_stranger_finds_nothing(cast, open_case, at):
    case = open_case()
    said = {"outcome": "BO", "ground": "HONOUR_VIOLENCE", "reasons": "Fear."}
    decided = lambda by: perform(indication.DECIDE, by=by, at=at(2026, 3, 3), data=said, case=case.id)  # noqa: E731
    with pytest.raises(NotAllowed):
        decided(cast.coa)
    with pytest.raises(NotFound):
        decided(cast.ggd)
