"""What Nidos makes of a signal, who hears of it, who sees the case after it, and opening it again."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from audit.models import Entry
from intake import completion, conversation, signal, signal_assessment
from intake.models import Signal, SignalAssessment, counts_as_trafficking
from intake.signal_assessment import ASSESS, REOPEN
from partners import access, involvement, involving, notices
from partners.errors import NotAllowed, NotFound
from partners.models import Involvement, Notice
from policy.indicators import INDICATORS
from residence import guardianship
from tests.houses import perform, refusal

pytestmark = pytest.mark.django_db
SAID = {"kinds": ["TRAFFICKING"], "summary": "Somebody waits outside."}
WATCHED = {"outcome": "MONITOR", "review_on": date(2026, 3, 20), "reasons": "She tells little yet."}
UNFOUNDED = {"outcome": "NOT_SUBSTANTIATED", "reasons": "It was her aunt."}


@pytest.fixture
def raised(open_case, cast, at):
    """Raised by AVIM on 3 March, about a child that just arrived."""
    return signal.report(case=open_case(), **SAID, by=cast.avim, at=at(2026, 3, 3))


@pytest.fixture
def assess(cast, at):
    def assessed(row, *, by=None, on=None, **said):
        return perform(ASSESS, by=by or cast.intake, at=on or at(2026, 3, 4), data=said, case=row.case_id,
                       signal=row.pk)  # fmt: skip

    return assessed


@pytest.fixture
def reopen(cast, at):
    def reopened(row, *, by=None, on=None, reasons="He came back."):
        return perform(REOPEN, by=by or cast.avim, at=on or at(2026, 3, 5), data={"reasons": reasons},
                       case=row.case_id, signal=row.pk)  # fmt: skip

    return reopened


def told(kind):
    return sorted(Notice.objects.filter(kind=kind).values_list("to_organisation__kind", flat=True))


@pytest.mark.requirement("S004-132", "S004-91")
@pytest.mark.parametrize("said", [
    WATCHED, UNFOUNDED, {"outcome": "LEADS_TO_INDICATION", "reasons": "She names the man."},
])  # fmt: skip
def test_nidos_says_what_it_makes_of_a_signal_and_who_was_told_of_it_hears_that(raised, assess, said):
    row = assess(raised, **said)
    raised.refresh_from_db()
    assert (raised.status, row.outcome, str(row.reasons)) == (said["outcome"], said["outcome"], said["reasons"])
    assert told("SIGNAL_ASSESSED") == ["AVIM", "IND"]
    assert set(Notice.objects.filter(kind="SIGNAL_ASSESSED").values_list("about", "case_id")) == {
        (row.pk, raised.case_id),
    }  # fmt: skip


def test_what_nidos_was_told_is_answered_by_it(raised, assess, cast, at):
    assess(raised, **WATCHED)
    assert Notice.objects.get(kind="SIGNAL", to_organisation__kind="NIDOS").acknowledged_at == at(2026, 3, 4)


def test_the_reasons_stand_encrypted(raised, assess):
    assess(raised, **UNFOUNDED)
    with connection.cursor() as cursor:
        cursor.execute("SELECT reasons FROM intake_signalassessment")
        assert "aunt" not in cursor.fetchone()[0]


@pytest.mark.requirement("D-2")
@pytest.mark.parametrize(("who", "fault"), [
    ("avim", "only-nidos"), ("ind", "only-nidos"), ("supervisor", NotAllowed), ("coa", NotFound), ("ggd", NotFound),
    ("mentor", NotFound),
])  # fmt: skip
def test_nobody_else_assesses(raised, assess, cast, who, fault):
    if isinstance(fault, str):
        assert refusal(lambda: assess(raised, by=getattr(cast, who), **WATCHED)) == (fault, "D-2")
    else:
        with pytest.raises(fault):
            assess(raised, by=getattr(cast, who), **WATCHED)
    assert not SignalAssessment.objects.exists()


@pytest.mark.requirement("INV-38")
def test_a_supervisor_and_ind_read_the_outcome_without_the_reasons(raised, assess, cast, at):
    assess(raised, **WATCHED)
    for name, reads in (("intake", True), ("avim", True), ("ind", False), ("supervisor", False)):
        standing = involvement.standing(getattr(cast, name), raised.case_id, at(2026, 3, 4, 13))
        [row] = access.read(SignalAssessment.objects.all(), standing)
        assert (row["outcome"], bool(row.get("reasons"))) == ("MONITOR", reads)


@pytest.mark.parametrize(("change", "code"), [
    ({"reasons": "  "}, "no-reasons"),
    ({"review_on": None}, "review-on"),
    ({"outcome": "NOT_SUBSTANTIATED"}, "review-on"),
    ({"review_on": date(2026, 3, 4)}, "review-day"),
    ({"review_on": date(2026, 6, 5)}, "review-day"),
    ({"outcome": "REOPENED", "review_on": None}, "no-such-outcome"),
    ({"outcome": "MERGED_INTO", "review_on": None}, "no-such-outcome"),
    ({"outcome": "WRONG_CHILD", "review_on": None}, "no-such-outcome"),
])  # fmt: skip
def test_what_does_not_fit_together_is_refused_and_nothing_is_written(raised, assess, change, code):
    assert refusal(lambda: assess(raised, **WATCHED | change))[0] == code
    assert Signal.objects.get().status == "SHARED"
    assert not SignalAssessment.objects.exists()


@pytest.mark.requirement("S004-132")
def test_a_signal_is_watched_for_three_months_at_most_and_then_again(raised, assess, at):
    assess(raised, **WATCHED | {"review_on": date(2026, 6, 4)})
    assess(raised, **WATCHED | {"review_on": date(2026, 9, 4)}, on=at(2026, 6, 4))
    assert SignalAssessment.objects.count() == 2


@pytest.mark.requirement("INV-41", "S004-91")
def test_a_later_assessment_counts_and_the_earlier_stays(raised, assess):
    assess(raised, **WATCHED)
    assess(raised, outcome="LEADS_TO_INDICATION", reasons="She told more.")
    assess(raised, **UNFOUNDED)
    assert Signal.objects.get().status == "NOT_SUBSTANTIATED"
    assert [row.outcome for row in SignalAssessment.objects.order_by("created_at", "pk")].count("MONITOR") == 1
    assert Entry.objects.filter(table="intake_signalassessment", kind="CREATE").count() == 3
    assert refusal(lambda: assess(raised, **WATCHED)) == ("not-open", "S004-91")


def test_who_saw_an_older_signal_is_told_to_look_again(raised, cast, at):
    known = {"by": cast.intake, "at": at(2026, 3, 4)}
    signal_assessment.assess(signal=Signal.objects.get(), **WATCHED, **known)
    assert refusal(lambda: signal_assessment.assess(signal=raised, **UNFOUNDED, **known))[0] == "overtaken"
    assert Signal.objects.get().status == "MONITOR"


def until(case, role=""):
    return set(Involvement.objects.filter(case_id=case, ground="SIGNAL", role=role).values_list("until", flat=True))


@pytest.mark.requirement("S004-91", "S004-132")
class TestNothingOpen:
    def test_the_others_see_the_case_for_another_week_and_then_no_longer_by_this(self, raised, assess, at):
        assess(raised, **UNFOUNDED)
        assert until(raised.case_id) == until(raised.case_id, "nidos.intake") == {at(2026, 3, 12, 0)}

    @pytest.mark.parametrize("status", [None, WATCHED])
    def test_while_another_signal_is_open_nothing_ends(self, raised, assess, cast, at, status):
        other = signal.report(case=raised.case, **SAID, by=cast.ind, at=at(2026, 3, 4))
        if status:
            assess(other, **status)
        assess(raised, **UNFOUNDED)
        assert until(raised.case_id) == {None}
        assess(other, **UNFOUNDED, on=at(2026, 3, 4, 13))
        assert until(raised.case_id) == {at(2026, 3, 12, 0)}

    def test_a_complete_intake_that_waited_for_it_ends_too(self, raised, assess, cast, people, at):
        case, explained = raised.case, {"explained_nidos_task": True, "explained_procedure": True}
        guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 3))
        for step, by, more in (("ACQUAINTANCE", cast.intake, {}), ("IDENTIFICATION", cast.avim, {"outcome": "SIGNAL"}),
                               ("REGISTRATION", cast.ind, {}), ("FOLLOW_UP", cast.intake, explained)):  # fmt: skip
            conversation.record(case=case, step=step, held_on=date(2026, 3, 3), by=by, at=at(2026, 3, 3), **more)
        intake = Involvement.objects.get(case_id=case.pk, ground="INTAKE", role="avim.officer")
        assert intake.until is None
        assess(raised, by=cast.guardian, **UNFOUNDED)
        intake.refresh_from_db()
        assert intake.until == at(2026, 3, 4, 13)
        with pytest.raises(NotFound):
            involvement.standing(cast.avim, case.pk, at(2026, 3, 12))
        assert involvement.standing(cast.guardian, case.pk, at(2026, 3, 12))

    def test_not_while_a_later_talk_brought_up_what_nobody_raised_yet(self, raised, assess, cast, people, at):
        case = raised.case
        guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 3))
        assess(raised, by=cast.guardian, **UNFOUNDED)
        explained = {"explained_nidos_task": True, "explained_procedure": True}
        for step, by, more in (("ACQUAINTANCE", cast.intake, {}), ("IDENTIFICATION", cast.avim, {}),
                               ("REGISTRATION", cast.ind, {"outcome": "SIGNAL"}),
                               ("FOLLOW_UP", cast.intake, explained)):  # fmt: skip
            conversation.record(case=case, step=step, held_on=date(2026, 3, 5), by=by, at=at(2026, 3, 5), **more)
        assert not completion.is_over(case)
        later = signal.report(case=case, **SAID, source_step="REGISTRATION", by=cast.ind, at=at(2026, 3, 6))
        assess(later, by=cast.guardian, **UNFOUNDED, on=at(2026, 3, 7))
        assert completion.is_over(case)


@pytest.mark.requirement("S004-91", "S004-132")
class TestReopen:
    @pytest.mark.parametrize("who", ["avim", "ind", "detective", "intake"])
    def test_any_role_that_sees_it_opens_it_again_and_everybody_hears_that(self, raised, assess, reopen, cast, who):
        assess(raised, **UNFOUNDED)
        row = reopen(raised, by=getattr(cast, who))
        raised.refresh_from_db()
        assert (raised.status, row.outcome) == ("SHARED", "REOPENED")
        assert set(told("SIGNAL_REOPENED")) == {"AVIM", "IND", "NIDOS"} - {getattr(cast, who).kind}
        assert until(raised.case_id) == {None}

    def test_who_lost_the_case_sees_it_again(self, raised, assess, reopen, cast, at):
        assess(raised, **UNFOUNDED)
        for row in Involvement.objects.filter(organisation__kind="AVIM", ground="INTAKE"):
            involving.end(row, by=cast.intake, at=at(2026, 3, 5), until=at(2026, 3, 5))
        with pytest.raises(NotFound):
            involvement.standing(cast.avim, raised.case_id, at(2026, 3, 20))
        reopen(raised, by=cast.intake, on=at(2026, 3, 20))
        assert involvement.standing(cast.avim, raised.case_id, at(2026, 3, 20, 13)).grounds == {"SIGNAL"}

    def test_it_can_be_closed_and_opened_more_than_once(self, raised, assess, reopen, at):
        for day in (5, 7):
            assess(raised, **UNFOUNDED, on=at(2026, 3, day))
            reopen(raised, on=at(2026, 3, day + 1))
        assert told("SIGNAL_ASSESSED") == ["AVIM", "AVIM", "IND", "IND"]

    def test_not_without_a_reason_not_by_a_supervisor_and_not_what_is_open(self, raised, assess, reopen, cast):
        assert refusal(lambda: reopen(raised)) == ("still-open", "S004-91")
        assess(raised, **UNFOUNDED)
        assert refusal(lambda: reopen(raised, reasons=" "))[0] == "no-reasons"
        assert refusal(lambda: reopen(raised, by=cast.supervisor)) == ("not-a-supervisor", "D-10")
        assert Signal.objects.get().status == "NOT_SUBSTANTIATED"


@pytest.mark.requirement("S004-88")
def test_who_raised_it_from_outside_is_told_nothing_of_the_case(open_case, assess, cast, at):
    open_case(v_number="2900000017")
    row = signal.report_from_outside(**SAID, v_number="2900000017", by=cast.ggd, at=at(2026, 3, 3))
    assess(row, **WATCHED)
    assert told("SIGNAL_ASSESSED") == ["AVIM", "IND"]
    assert not notices.for_actor(cast.ggd, at(2026, 3, 5)).exists()


@pytest.mark.requirement("INV-38", "S004-88")
def test_coa_reads_and_opens_only_what_it_raised_itself(open_case, assess, reopen, cast, organisations, at):
    case = open_case()
    involving.involve(case=case.pk, number=case.number, organisation=organisations["COA"], ground="INDICATION",
                      by=cast.intake, at=at(2026, 3, 2))  # fmt: skip
    own, other = (signal.report(case=case, **SAID, by=by, at=at(2026, 3, 3)) for by in (cast.coa, cast.avim))
    for row in (own, other):
        assess(row, **UNFOUNDED)
    with pytest.raises(NotFound):
        reopen(other, by=cast.coa)
    assert reopen(own, by=cast.coa).outcome == "REOPENED"


@pytest.mark.requirement("EC-51", "S001-28", "S001-25")
@pytest.mark.parametrize(("kinds", "counts"), [
    (["SMUGGLING_DEBT"], False), (["SMUGGLING_DEBT", "TRAFFICKING"], True), (["TRAFFICKING"], True),
    (["ABUSE"], False), (["FORCED_MARRIAGE", "HONOUR_VIOLENCE"], False), ([], False),
])  # fmt: skip
def test_only_what_says_trafficking_counts_as_it(kinds, counts):
    assert counts_as_trafficking(kinds) is counts


@pytest.mark.requirement("S001-26", "S001-27", "S001-29", "S002-10")
def test_a_signal_says_when_where_and_what_was_noticed(open_case, cast, at):
    said = {"place_phase": "EN_ROUTE", "place": "Libya, a farm", "indicators": ["NO_ACCESS_TO_PARENTS"],
            "exploitation_forms": ["LABOUR"]}  # fmt: skip
    for row in (
        perform(
            signal.REPORT, by=cast.ind, at=at(2026, 3, 3), data=SAID | said, case=open_case(v_number="2900000017").pk
        ),
        signal.report_from_outside(**SAID, **said, v_number="2900000017", by=cast.ggd, at=at(2026, 3, 9)),
    ):
        row.refresh_from_db()
        assert {name: getattr(row, name) for name in said} == said


def refused(name, codes):
    """Whether the field of a signal does not take these, at whichever door."""
    try:
        Signal._meta.get_field(name).clean(codes, None)
    except ValidationError:
        return True
    return False


@pytest.mark.requirement("S000-16", "S002-02", "S003-20")
def test_it_names_every_form_of_exploitation_that_the_letters_do():
    assert not refused("exploitation_forms", ["SEXUAL", "LABOUR", "CRIMINAL", "BEGGING", "DOMESTIC_SERVITUDE"])
    assert refused("exploitation_forms", ["SEXUAL", "THEFT"])


@pytest.mark.requirement("S000-49", "S002-03", "S002-20", "S002-23", "S003-25", "S003-28")
def test_it_says_how_it_goes_in_the_ways_that_the_letters_name():
    for source, codes in {
        "S000-49": {"LOVERBOY"}, "S003-25": {"LOVERBOY"}, "S002-20": {"ONLINE"}, "S003-28": {"ONLINE"},
        "S002-23": {"ONLINE", "IN_PERSON"}, "S002-03": {"CROSS_BORDER", "DOMESTIC", "ORGANISED", "ONE_TO_ONE"},
    }.items():  # fmt: skip
        assert {row.code for row in INDICATORS if source in row.source} == codes
        assert not refused("indicators", sorted(codes))
