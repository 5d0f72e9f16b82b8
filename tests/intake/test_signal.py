"""Signals: raised by anyone at any stage, told to the others in the same transaction, and deciding nothing."""

from datetime import date

import pytest

from intake import signal
from intake.models import Signal
from partners import involvement, involving, notices
from partners.errors import NotFound, RuleBroken
from partners.models import Notice
from residence import guardianship

pytestmark = pytest.mark.django_db
SAID = {"kinds": ["TRAFFICKING"], "summary": "Zegt dat zij nog moet betalen."}


def told(row):
    """The kinds of organisation that were told of a signal, with the role where one is named."""
    rows = Notice.objects.filter(about=row.id).values_list("to_organisation__kind", "to_role")
    return {f"{kind} {role}".strip() for kind, role in rows}


@pytest.mark.requirement("S004-35", "S004-87", "S004-92", "INV-04", "T-08", "S004-86", "S000-33")
@pytest.mark.parametrize(("who", "informed"), [
    ("intake", {"AVIM", "IND"}), ("avim", {"NIDOS", "IND"}), ("ind", {"NIDOS", "AVIM"}),
])  # fmt: skip
def test_whoever_of_the_trio_raises_a_signal_the_two_others_are_told_at_once(open_case, cast, at, who, informed):
    case = open_case()
    row = signal.report(case=case, **SAID, by=getattr(cast, who), at=at(2026, 3, 3))
    assert told(row) == informed
    assert set(Notice.objects.values_list("case_id", "due_at")) == {(case.id, at(2026, 3, 4))}


@pytest.mark.requirement("S004-35", "S004-88", "S004-86", "S003-06")
@pytest.mark.parametrize("who", ["ggd", "vwn", "kmar", "focal", "lawyer", "mentor"])
def test_a_signal_from_outside_is_told_to_all_three(open_case, cast, at, who):
    open_case(v_number="2900000017")
    row = signal.report_from_outside(**SAID, v_number="2900000017", by=getattr(cast, who), at=at(2026, 3, 3))
    assert told(row) == {"NIDOS", "AVIM", "IND"}


def test_within_nidos_a_notice_is_for_whoever_sees_the_case(open_case, cast, people, at):
    case = open_case()
    row = signal.report(case=case, **SAID, by=cast.avim, at=at(2026, 3, 3))
    notice = Notice.objects.get(about=row.id, to_organisation__kind="NIDOS")
    assert notice in notices.for_actor(cast.intake, at(2026, 3, 4))
    assert notice not in notices.for_actor(cast.guardian, at(2026, 3, 4))
    guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 5))
    assert notice in notices.for_actor(cast.guardian, at(2026, 3, 6))


def test_a_signal_without_a_case_is_for_the_intake_and_not_for_every_guardian(cast, at):
    row = signal.report_from_outside(**SAID, v_number="2900000099", by=cast.ggd, at=at(2026, 3, 3))
    assert told(row) == {"NIDOS nidos.intake", "AVIM", "IND"}


@pytest.mark.requirement("S004-24", "S004-132")
def test_a_later_signal_opens_the_case_to_avim_again(open_case, cast, at):
    case = open_case()
    involving.close(case.id, ground="INTAKE", by=cast.intake, at=at(2026, 3, 3))
    with pytest.raises(NotFound):
        involvement.standing(cast.avim, case.id, at(2026, 3, 4))
    signal.report_from_outside(**SAID, name="Semhar Tesfay", birth_date=date(2011, 2, 8), by=cast.ggd,
                               at=at(2026, 3, 5))  # fmt: skip
    assert involvement.standing(cast.avim, case.id, at(2026, 3, 5, 13)).grounds == {"SIGNAL"}


@pytest.mark.requirement("S004-88")
def test_who_raised_a_signal_from_outside_may_still_not_know_of_the_case(open_case, cast, at):
    case = open_case(v_number="2900000017")
    signal.report_from_outside(**SAID, v_number="2900000017", by=cast.ggd, at=at(2026, 3, 3))
    with pytest.raises(NotFound):
        involvement.standing(cast.ggd, case.id, at(2026, 3, 4))


@pytest.mark.parametrize(("named", "fits"), [
    ({"v_number": "2900000017"}, True),
    ({"v_number": "2900000018"}, False),
    ({"name": "semhar  TESFAY", "birth_date": date(2011, 2, 8)}, True),
    ({"name": "Tesfay, Semhar", "birth_date": date(2011, 2, 8)}, True),
    ({"name": "Semhár Tesfáy", "birth_date": date(2011, 2, 8)}, True),
    ({"name": "ተስፋይ ሰምሃር", "birth_date": date(2011, 2, 8)}, True),
    ({"name": "Semhar Tesfay", "birth_date": date(2011, 2, 9)}, False),
    ({"name": "Semhar", "birth_date": date(2011, 2, 8)}, False),
])  # fmt: skip
def test_a_child_is_matched_by_v_number_or_by_name_and_birth_date(open_case, cast, at, named, fits):
    case = open_case(v_number="2900000017", aliases=["ሰምሃር ተስፋይ"])
    row = signal.report_from_outside(**SAID, **named, by=cast.kmar, at=at(2026, 3, 3))
    assert row.case == (case if fits else None)


def test_a_name_that_fits_two_children_is_left_to_nidos(open_case, cast, at):
    open_case()
    open_case()
    row = signal.report_from_outside(**SAID, name="Semhar Tesfay", birth_date=date(2011, 2, 8), by=cast.kmar,
                                     at=at(2026, 3, 3))  # fmt: skip
    assert row.case is None


@pytest.fixture
def unmatched(cast, at):
    return signal.report_from_outside(
        **SAID, v_number="2900000099", detail="Een hotel.", by=cast.ggd, at=at(2026, 3, 3)
    )


def test_intake_gives_a_signal_its_case_and_all_three_are_told_of_it(open_case, cast, at, unmatched):
    case = open_case()
    signal.assign(signal=unmatched, case=case, by=cast.intake, at=at(2026, 3, 4))
    row = Signal.objects.get(pk=unmatched.pk)
    assert (row.case, str(row.detail)) == (case, "Een hotel.")
    assert set(Notice.objects.filter(kind="SIGNAL").values_list("to_organisation__kind", flat=True)) == {"AVIM", "IND"}
    assert "SIGNAL" in involvement.standing(cast.avim, case.id, at(2026, 3, 4, 13)).grounds


def test_only_intake_matches_and_a_signal_only_once(open_case, cast, at, unmatched):
    case = open_case()
    with pytest.raises(RuleBroken) as refusal:
        signal.assign(signal=unmatched, case=case, by=cast.avim, at=at(2026, 3, 4))
    assert refusal.value.source == "S004-92"
    signal.assign(signal=unmatched, case=case, by=cast.intake, at=at(2026, 3, 4))
    with pytest.raises(RuleBroken):
        signal.assign(signal=unmatched, case=case, by=cast.intake, at=at(2026, 3, 5))


@pytest.mark.parametrize(("change", "code"), [
    ({"summary": "  "}, "empty-signal"), ({"kinds": []}, "empty-signal"),
    ({"v_number": ""}, "child-not-named"), ({"v_number": "", "name": "Semhar"}, "child-not-named"),
])  # fmt: skip
def test_a_signal_says_something_about_somebody_or_nothing_is_written(cast, at, change, code):
    with pytest.raises(RuleBroken) as refusal:
        signal.report_from_outside(**{**SAID, "v_number": "2900000017", **change}, by=cast.ggd, at=at(2026, 3, 3))
    assert refusal.value.code == code
    assert not Signal.objects.exists()
    assert not Notice.objects.exists()


@pytest.mark.requirement("EC-18")
def test_two_signals_in_the_same_minute_are_both_kept_and_each_is_told_once(open_case, cast, at):
    case = open_case()
    rows = [signal.report(case=case, **SAID, by=by, at=at(2026, 3, 3)) for by in (cast.intake, cast.avim)]
    assert case.signals.count() == 2
    assert [told(row) for row in rows] == [{"AVIM", "IND"}, {"NIDOS", "IND"}]


@pytest.mark.requirement("S004-35")
def test_a_notice_is_acknowledged_once_and_by_whom_it_was_for(open_case, cast, at):
    signal.report(case=open_case(), **SAID, by=cast.avim, at=at(2026, 3, 3))
    notice = Notice.objects.get(to_organisation__kind="IND")
    assert notice in notices.for_actor(cast.ind, at(2026, 3, 4))
    assert notice not in notices.for_actor(cast.avim, at(2026, 3, 4))
    notices.acknowledge(notice=notice, by=cast.ind, at=at(2026, 3, 3, 14))
    notice.refresh_from_db()
    assert (notice.acknowledged_at, notice.acknowledged_by) == (at(2026, 3, 3, 14), cast.ind.person_id)
    with pytest.raises(RuleBroken):
        notices.acknowledge(notice=notice, by=cast.ind, at=at(2026, 3, 3, 15))
