"""A signal about the wrong child: out of the file, told to whoever was told, and raised anew where it belongs."""

import pytest

from audit.models import Entry
from intake import family, signal, signal_correction
from intake.models import Relation, Signal, SignalAssessment
from intake.signal_assessment import ASSESS, REOPEN
from intake.signal_correction import CORRECT, WITHDRAW
from intake.signal_link import MERGE
from partners import access, involvement, involving, notices
from partners.errors import NotAllowed, NotFound
from partners.models import Involvement, Notice
from tests.houses import perform, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("EC-63")]
SAID = {"kinds": ["TRAFFICKING", "SMUGGLING_DEBT"], "exploitation_forms": ["LABOUR"], "summary": "Somebody waits.",
        "place_phase": "NETHERLANDS", "place": "a nail salon", "certainty": "STRONG"}  # fmt: skip
WHY = "It was the girl in the next room."


@pytest.fixture
def wrong(open_case, cast, at):
    """Raised by AVIM in the file of a child that it is not about."""
    return signal.report(case=open_case(), **SAID, detail="A car.", by=cast.avim, at=at(2026, 3, 3))


@pytest.fixture
def right(open_case):
    return open_case(given_names="Yasmin")


@pytest.fixture
def correct(cast, at):
    def corrected(row, *, by=None, on=None, reasons=WHY, **said):
        return perform(CORRECT, by=by or cast.avim, at=on or at(2026, 3, 4), data={"reasons": reasons, **said},
                       case=row.case_id, signal=row.pk)  # fmt: skip

    return corrected


def told(kind="SIGNAL_WRONG_CHILD"):
    rows = Notice.objects.filter(kind=kind).values_list("to_organisation__kind", "case_id", "to_role")
    return set(rows)


def leaves(organisation, case, by, at):
    """The organisation has no other ground in this case than its signals."""
    for row in Involvement.objects.filter(organisation__kind=organisation, case_id=case.pk, ground="INTAKE"):
        involving.end(row, by=by, at=at, until=at)


def test_it_leaves_the_file_and_stays_in_the_ledger_and_the_history(wrong, right, correct, cast, at):
    correct(wrong, case=right)
    for name in ("intake", "avim", "ind", "supervisor"):
        standing = involvement.standing(getattr(cast, name), wrong.case_id, at(2026, 3, 4, 13))
        assert access.read(Signal.objects.filter(case=wrong.case), standing) == []
        assert access.read(SignalAssessment.objects.all(), standing) == []
    assert wrong.history.count() == 2
    assert Entry.objects.filter(record=wrong.pk, case=wrong.case_id).count() == 2
    assert str(SignalAssessment.objects.get(signal=wrong).reasons) == WHY


def test_it_is_raised_anew_in_the_right_case_under_the_key_of_that_child(wrong, right, correct):
    correct(wrong, case=right)
    wrong.refresh_from_db()
    new = wrong.replaced_by
    assert (new.case, new.status, str(new.detail), str(new.names_child)) == (right, "SHARED", "A car.", "")
    assert {name: getattr(new, name) for name in SAID} == SAID
    assert new.data_key == new.detail.key == right.data_key
    about = Notice.objects.filter(about=new.pk).values_list("to_organisation__kind", "case_id")
    assert set(about) == {("NIDOS", right.pk), ("IND", right.pk)}
    assert Involvement.objects.filter(case_id=right.pk, about=new.pk, ground="SIGNAL").exists()


@pytest.mark.requirement("INV-38")
def test_nobody_learns_the_other_childs_case_from_it(wrong, right, correct, cast, at):
    leaves("IND", right, cast.intake, at(2026, 3, 3))
    correct(wrong, case=right)
    new = Signal.objects.get(pk=Signal.objects.get(pk=wrong.pk).replaced_by_id)
    told_ind = notices.for_actor(cast.ind, at(2026, 3, 4, 13))
    assert str(right.pk) not in str(list(told_ind.filter(kind="SIGNAL_WRONG_CHILD").values()))
    read = access.read(Signal.objects.all(), involvement.standing(cast.ind, right.pk, at(2026, 3, 4, 13)))
    assert ([row["id"] for row in read], str(wrong.pk) in str(read)) == ([new.pk], False)
    trail = Entry.objects.filter(case=wrong.case_id).values("record", "reason")
    assert {str(new.pk), str(right.pk)} & {str(row["record"]) for row in trail} == set()


def test_without_the_right_case_it_waits_for_nidos_intake_with_what_is_known(wrong, correct):
    correct(wrong)
    new = Signal.objects.unmatched().get()
    assert (str(new.detail), str(new.names_child)) == ("A car.", WHY)
    assert new.data_key != wrong.data_key
    assert set(Notice.objects.filter(about=new.pk).values_list("to_organisation__kind", "to_role", "kind")) == {
        ("NIDOS", "nidos.intake", "SIGNAL_UNMATCHED"), ("IND", "", "SIGNAL_UNMATCHED"),
    }  # fmt: skip


def test_whoever_was_told_hears_it_with_the_case_only_where_it_is_still_seen(wrong, right, correct, cast, at):
    leaves("IND", wrong.case, cast.intake, at(2026, 3, 3))
    correct(wrong, case=right)
    assert told() == {("NIDOS", wrong.case_id, ""), ("IND", None, "")}
    [notice] = notices.for_actor(cast.ind, at(2026, 3, 4, 13)).filter(kind="SIGNAL_WRONG_CHILD")
    assert (notice.about, notice.case_id, notice.source) == (wrong.pk, None, "EC-63")


def test_who_raised_it_hears_it_too_when_nidos_corrects(wrong, right, correct, cast):
    correct(wrong, by=cast.intake, case=right)
    assert told() == {("AVIM", wrong.case_id, ""), ("IND", wrong.case_id, "")}


def test_what_only_this_signal_opened_closes_at_once(wrong, right, correct, cast, at):
    leaves("AVIM", wrong.case, cast.intake, at(2026, 3, 3))
    assert involvement.standing(cast.avim, wrong.case_id, at(2026, 3, 4)).grounds == {"SIGNAL"}
    correct(wrong, case=right)
    with pytest.raises(NotFound):
        involvement.standing(cast.avim, wrong.case_id, at(2026, 3, 4))
    open_rows = Involvement.objects.open(at(2026, 3, 4)).filter(case_id=wrong.case_id)
    assert not open_rows.filter(ground__in=("SIGNAL", "OWN_SIGNAL")).exists()


def test_what_another_signal_opened_stays(wrong, right, correct, cast, at):
    signal.report(case=wrong.case, **SAID, by=cast.ind, at=at(2026, 3, 3))
    correct(wrong, case=right)
    assert "SIGNAL" in involvement.standing(cast.avim, wrong.case_id, at(2026, 3, 4)).grounds
    assert not Signal.objects.filter(linked_to=wrong).exists()


@pytest.mark.parametrize(("who", "fault"), [
    ("ind", "not-yours"), ("supervisor", NotAllowed), ("coa", NotFound), ("ggd", NotFound),
])  # fmt: skip
def test_only_who_raised_it_and_nidos_withdraw_it(wrong, right, correct, cast, who, fault):
    if isinstance(fault, str):
        assert refusal(lambda: correct(wrong, by=getattr(cast, who), case=right)) == (fault, "EC-63")
    else:
        with pytest.raises(fault):
            correct(wrong, by=getattr(cast, who), case=right)
    assert Signal.objects.get().status == "SHARED"


def test_a_case_out_of_sight_is_none_and_this_child_is_no_other(wrong, right, correct, cast, at):
    leaves("AVIM", right, cast.intake, at(2026, 3, 3))
    assert refusal(lambda: correct(wrong, case=right)) == ("unknown-case", "EC-63")
    assert refusal(lambda: correct(wrong, case=wrong.case)) == ("same-child", "EC-63")
    assert refusal(lambda: correct(wrong, reasons=" "))[0] == "no-reasons"
    assert Signal.objects.get().status == "SHARED"


def test_it_can_be_seen_late_after_it_was_closed(wrong, right, correct, cast, at):
    perform(ASSESS, by=cast.intake, at=at(2026, 3, 4), data={"outcome": "NOT_SUBSTANTIATED", "reasons": "No."},
            case=wrong.case_id, signal=wrong.pk)  # fmt: skip
    correct(wrong, case=right, on=at(2026, 3, 5))
    assert Signal.objects.get(pk=wrong.pk).status == "WRONG_CHILD"


def test_what_was_merged_into_it_is_looked_at_again(wrong, right, correct, cast, at):
    part = signal.report(case=wrong.case, **SAID, by=cast.ind, at=at(2026, 3, 3))
    perform(MERGE, by=cast.intake, at=at(2026, 3, 4), data={"merged_into": wrong}, case=wrong.case_id, signal=part.pk)
    correct(wrong, case=right, on=at(2026, 3, 5))
    part.refresh_from_db()
    assert (part.status, part.merged_into, part.linked_to) == ("SHARED", None, None)
    assert {kind for kind, _case, _role in told("SIGNAL_REOPENED")} == {"NIDOS", "IND"}


def test_a_merged_one_can_be_about_another_child_too(wrong, right, correct, cast, at):
    first = signal.report(case=wrong.case, **SAID, by=cast.ind, at=at(2026, 3, 3))
    perform(MERGE, by=cast.intake, at=at(2026, 3, 4), data={"merged_into": first}, case=wrong.case_id, signal=wrong.pk)
    correct(wrong, case=right)
    assert Signal.objects.get(pk=wrong.pk).merged_into is None


@pytest.mark.requirement("EC-43")
class TestSiblings:
    @pytest.fixture
    def brother(self, wrong, open_case, cast, at):
        case = open_case(given_names="Idris")
        family.record(case=wrong.case, kind="SIBLING", other_case=case, by=cast.intake, at=at(2026, 3, 3))
        return case

    def in_file(self, case, kind):
        return Notice.objects.filter(case_id=case.pk, kind=kind)

    def test_who_heard_of_it_in_the_file_of_the_brother_hears_that_too(self, wrong, right, brother, correct):
        said = self.in_file(brother, "SIBLING_SIGNALLED").get()
        correct(wrong, case=right)
        assert self.in_file(brother, "SIGNAL_WRONG_CHILD").get().about == said.pk

    def test_not_while_another_signal_about_the_sister_stands(self, wrong, right, brother, correct, cast, at):
        signal.report(case=wrong.case, **SAID, by=cast.ind, at=at(2026, 3, 3))
        correct(wrong, case=right)
        assert not self.in_file(brother, "SIGNAL_WRONG_CHILD").exists()

    def test_the_next_signal_about_the_sister_is_told_again(self, wrong, right, brother, correct, cast, at):
        correct(wrong, case=right)
        for _twice in range(2):
            row = signal.report(case=wrong.case, **SAID, by=cast.avim, at=at(2026, 3, 6))
            correct(row, case=right, on=at(2026, 3, 7))
        assert self.in_file(brother, "SIBLING_SIGNALLED").count() == 3
        assert self.in_file(brother, "SIGNAL_WRONG_CHILD").count() == 3
        assert {row.about for row in self.in_file(brother, "SIBLING_SIGNALLED")} == {
            Relation.objects.get(case=brother).pk,
        }  # fmt: skip


@pytest.mark.requirement("S004-88")
class TestFromOutside:
    @pytest.fixture(params=["2900000017", "2900000099"])
    def own(self, request, open_case, cast, at):
        """Raised by a health worker, once about a child that is known here and once about one that is not."""
        open_case(v_number="2900000017")
        return signal.report_from_outside(**SAID, v_number=request.param, by=cast.ggd, at=at(2026, 3, 3))

    def withdraw(self, row, by, at):
        return perform(WITHDRAW, by=by, at=at, data={"reasons": WHY}, signal=row.pk)

    def test_who_raised_it_withdraws_it_and_still_finds_it_among_its_own(self, own, cast, at):
        self.withdraw(own, cast.ggd, at(2026, 3, 4))
        assert Signal.objects.get().status == "WRONG_CHILD"
        assert {kind for kind, _case, _role in told()} == {"NIDOS", "AVIM", "IND"}
        [read] = access.read(Signal.objects.all(), involvement.without_case(cast.ggd))
        assert (read["id"], "status" in read) == (own.pk, False)
        assert not Signal.objects.unmatched().exists()
        assert refusal(lambda: self.withdraw(own, cast.ggd, at(2026, 3, 4)))[0] == "already-withdrawn"

    def test_nobody_else_does(self, own, cast, at):
        for by in (cast.vwn, cast.kmar, cast.avim):
            with pytest.raises(NotFound):
                self.withdraw(own, by, at(2026, 3, 4))
        for by in (cast.analyst, cast.administrator):
            with pytest.raises((NotFound, NotAllowed)):
                self.withdraw(own, by, at(2026, 3, 4))

    def test_nidos_intake_closes_what_fits_nobody_and_the_rest_in_its_case(self, own, cast, at):
        if own.case is None:
            self.withdraw(own, cast.intake, at(2026, 3, 4))
            assert not Signal.objects.unmatched().exists()
            closed = Signal.objects.get()
            assert refusal(lambda: signal.check_assign(closed, cast.intake, at(2026, 3, 5)))[0] == "already-matched"
        else:
            with pytest.raises(NotFound):
                self.withdraw(own, cast.intake, at(2026, 3, 4))
            by_itself = {"signal": own, "reasons": WHY, "by": cast.intake, "at": at(2026, 3, 4)}
            assert refusal(lambda: signal_correction.withdraw(**by_itself)) == ("in-a-case", "EC-63")


def test_once_and_nothing_opens_it_again(wrong, right, correct, cast, at):
    correct(wrong, case=right)
    with pytest.raises(NotFound):
        correct(wrong, case=right)
    with pytest.raises(NotFound):
        perform(REOPEN, by=cast.intake, at=at(2026, 3, 5), data={"reasons": "x"}, case=wrong.case_id, signal=wrong.pk)
    row = Signal.objects.get(pk=wrong.pk)
    assert refusal(lambda: signal_correction.check_correct(row, cast.intake, at(2026, 3, 5)))[0] == "already-withdrawn"
