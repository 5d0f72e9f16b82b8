"""A child leaves and comes back: told at once, never assumed, its bed kept, police let in and out again."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from audit import ledger
from partners import involvement, involving
from partners.access import read
from partners.data_classes import DataClass
from partners.errors import NotAllowed, NotFound
from partners.grounds import Ground
from partners.models import Involvement, Notice, NoticeKind, Organisation
from residence import closing, guardianship
from shelter import absence, absence_after, absence_count, absence_end, placement, presence, rest, whereabouts
from shelter.models import Absence, Placement, Presence
from tests.houses import perform, refusal

pytestmark = pytest.mark.django_db
SAID = {"circumstances": "She did not come back from school."}


@pytest.fixture
def child(admit, at, cast, people):
    """Somebody with a guardian, in protected shelter since 4 March 2026."""
    case = admit(at(2026, 3, 4))
    guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 4))
    return case


@pytest.fixture
def mentor(child, cast):
    """Who works in the house of the child."""
    return replace(cast.mentor, location=Placement.objects.get(case=child).location_id)


@pytest.fixture
def leave(cast, at):
    """The mentor reports on 10 March that the child was last seen in the morning."""

    def left(case, *, on=None, by=None, **said):
        known = SAID | {"last_seen_at": at(2026, 3, 10, 8)} | said
        return absence.report(case=case, by=by or cast.mentor, at=on or at(2026, 3, 10, 20), **known)

    return left


def lets_avim_in_by_the_absence_alone(case, cast, at):
    """End what else police see of the case."""
    for row in Involvement.objects.open(at).filter(case_id=case.pk, organisation=cast.avim.organisation_id):
        involving.end(row, by=cast.intake, at=at, until=at)


class TestTheRollCall:
    @pytest.mark.requirement("S004-81")
    def test_the_last_time_the_child_was_in_is_kept(self, child, cast, at):
        presence.call(case=child, status="IN", by=cast.mentor, at=at(2026, 3, 9, 21))
        row = presence.call(case=child, status="NOT_IN", by=cast.mentor, at=at(2026, 3, 10, 21))
        assert (row.status, row.called_at, row.last_seen_at) == ("NOT_IN", at(2026, 3, 10, 21), at(2026, 3, 9, 21))
        assert Presence.objects.get() == row
        assert [each.status for each in row.history.all()] == ["NOT_IN", "IN"]

    @pytest.mark.requirement("S004-80")
    def test_who_is_not_in_is_not_missing_yet(self, child, cast, at):
        presence.call(case=child, status="NOT_IN", by=cast.mentor, at=at(2026, 3, 10, 21))
        assert not whereabouts.is_absent(child)

    @pytest.mark.requirement("S004-81")
    def test_only_the_house_where_the_child_lives_calls_the_roll(self, child, cast, at):
        said = refusal(lambda: presence.call(case=child, status="IN", by=cast.coa, at=at(2026, 3, 10)))
        assert said == ("not-your-house", "S004-81")

    def test_a_missing_child_is_in_again_by_its_return(self, child, cast, at, leave):
        leave(child)
        said = refusal(lambda: presence.call(case=child, status="IN", by=cast.mentor, at=at(2026, 3, 11)))
        assert said == ("child-absent", "INV-09")


class TestTheReport:
    @pytest.mark.requirement("INV-35", "S004-81", "T-09")
    def test_everybody_involved_and_police_are_told_at_once(self, child, cast, at, leave):
        row = leave(child)
        told = Notice.objects.filter(about=row.id, kind=NoticeKind.ABSENCE)
        assert {(notice.to_organisation.kind, notice.to_role) for notice in told} == {
            ("NIDOS", "nidos.guardian"), ("AVIM", ""), ("IND", ""), ("COA", ""),
        }  # fmt: skip
        assert {notice.due_at - notice.sent_at for notice in told} == {timedelta(hours=1)}

    @pytest.mark.requirement("INV-35")
    def test_what_cannot_be_told_is_not_opened(self, child, leave):
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE partners_notice ADD CONSTRAINT nobody_hears CHECK (false) NOT VALID")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        with pytest.raises(IntegrityError, match="nobody_hears"):
            leave(child)
        assert not Absence.objects.exists()

    @pytest.mark.requirement("INV-35")
    def test_who_may_not_read_of_an_absence_is_not_told(self, child, cast, at, leave, organisations):
        for kind in ("GGD", "EVENAAR"):
            involving.involve(case=child.id, number=child.number, organisation=organisations[kind],
                              ground=Ground.REFERRAL, by=cast.intake, at=at(2026, 3, 5))  # fmt: skip
        row = leave(child)
        assert not Notice.objects.filter(about=row.id, to_organisation__kind__in=("GGD", "EVENAAR")).exists()

    @pytest.mark.requirement("EC-24")
    def test_before_there_is_a_guardian_the_intake_reports_and_coa_hears_it(self, cast, open_case, at):
        case = open_case()
        row = perform(absence.REPORT, by=cast.intake, at=at(2026, 3, 3), case=case.id,
                      data=SAID | {"last_seen_at": at(2026, 3, 3, 9)})  # fmt: skip
        assert row.placement is None
        told = Notice.objects.filter(about=row.id)
        assert {notice.to_organisation.kind for notice in told} == {"AVIM", "IND", "COA"}
        coa = involvement.standing(cast.coa, case.id, at(2026, 3, 3))
        assert coa.grounds == {Ground.RECEPTION}
        assert read(Absence.objects.all(), coa)[0]["reported_at"] == at(2026, 3, 3)

    @pytest.mark.requirement("INV-35")
    def test_nidos_intake_hears_it_while_there_is_no_guardian(self, cast, open_case, at, leave):
        row = leave(open_case(), by=cast.avim)
        assert Notice.objects.get(about=row.id, to_organisation__kind="NIDOS").to_role == "nidos.intake"

    @pytest.mark.requirement("INV-36", "S004-80")
    def test_how_worrying_it_is_is_not_assumed(self, child, leave):
        row = leave(child)
        assert (row.concern_level, row.assessed_at, row.state) == ("UNASSESSED", None, "OPEN")
        assert "concern_level" not in absence.REPORT.fields

    @pytest.mark.requirement("INV-36")
    @pytest.mark.parametrize("level", ["LOW", "HIGH"])
    def test_the_database_takes_no_level_that_nobody_assessed(self, child, cast, at, level):
        row = Absence(case=child, reported_at=at(2026, 3, 10), last_seen_at=at(2026, 3, 9), concern_level=level)
        with pytest.raises(IntegrityError, match="concern_is_assessed"), transaction.atomic():
            ledger.record(row, by=cast.mentor, at=at(2026, 3, 10))

    @pytest.mark.requirement("INV-35")
    def test_one_absence_is_open(self, child, cast, at, leave):
        leave(child)
        assert refusal(lambda: leave(child)) == ("already-absent", "INV-35")
        second = Absence(case=child, reported_at=at(2026, 3, 11), last_seen_at=at(2026, 3, 9))
        with pytest.raises(IntegrityError, match="one_absence_is_open|shelter_absence.case_id"), transaction.atomic():
            ledger.record(second, by=cast.mentor, at=at(2026, 3, 11))

    @pytest.mark.requirement("S004-82")
    def test_last_seen_is_what_the_roll_call_said_unless_somebody_knows_better(self, child, cast, at, leave):
        assert refusal(lambda: leave(child, last_seen_at=None)) == ("last-seen", "S004-82")
        for wrong in (at(2026, 3, 11), at(2026, 3, 3)):
            assert refusal(lambda moment=wrong: leave(child, last_seen_at=moment)) == ("last-seen", "S004-82")
        presence.call(case=child, status="IN", by=cast.mentor, at=at(2026, 3, 10, 7))
        assert leave(child, last_seen_at=None).last_seen_at == at(2026, 3, 10, 7)

    @pytest.mark.requirement("S004-82")
    def test_it_says_what_happened(self, child, leave):
        assert refusal(lambda: leave(child, circumstances=" ")) == ("no-circumstances", "S004-82")


class TestWhereTheChildIs:
    @pytest.mark.requirement("EC-23", "S004-84")
    def test_the_mentor_knows_the_address_of_the_aunt(self, child, cast, mentor, at, leave):
        row = leave(child, whereabouts_known_by="MENTOR", whereabouts="With her aunt, Verzonnenstraat 3.")
        assert absence_count.count(at(2026, 3, 1).date(), at(2026, 3, 31).date()).known == 1
        looking = {name: getattr(cast, name) for name in ("guardian", "coa", "avim", "ind", "intake")}
        readers = {
            name: read(Absence.objects.all(), involvement.standing(actor, child.id, at(2026, 3, 11)))
            for name, actor in {**looking, "mentor": mentor}.items()
        }
        assert {name for name, [found] in readers.items() if "whereabouts" in found} == {
            "guardian", "mentor", "coa", "avim",
        }  # fmt: skip
        assert {name for name, [found] in readers.items() if "whereabouts_known_by" not in found} == {"ind"}
        assert absence.assess(absence=row, concern_level="LOW", concern_reason="She phones every day.",
                              by=cast.guardian, at=at(2026, 3, 11)).concern_level == "LOW"  # fmt: skip

    @pytest.mark.requirement("S004-84")
    def test_where_it_is_is_known_by_somebody(self, child, cast, at, leave):
        assert refusal(lambda: leave(child, whereabouts="Somewhere.")) == ("who-knows", "S004-84")
        row = absence.locate(absence=leave(child), whereabouts_known_by="GUARDIAN", by=cast.guardian,
                             at=at(2026, 3, 11))  # fmt: skip
        assert (row.whereabouts_known_by, row.whereabouts) == ("GUARDIAN", "")


class TestConcernAndTracing:
    @pytest.mark.requirement("S004-80", "INV-36")
    def test_a_level_is_assessed_with_its_reason_by_nidos_or_police(self, child, cast, at, leave):
        row = leave(child)

        def assess(by=cast.guardian, **said):
            known = {"concern_level": "HIGH", "concern_reason": "That man phoned her."} | said
            return absence.assess(absence=row, by=by, at=at(2026, 3, 11), **known)

        assert refusal(lambda: assess(concern_level="UNASSESSED")) == ("no-level", "INV-36")
        assert refusal(lambda: assess(concern_reason=" ")) == ("no-reason", "S004-80")
        assert refusal(lambda: assess(by=cast.coa)) == ("not-yours-to-assess", "S004-80")
        assert (assess(by=cast.avim).concern_level, assess().assessed_at) == ("HIGH", at(2026, 3, 11))

    @pytest.mark.requirement("S004-82")
    def test_the_first_step_of_police_begins_the_tracing(self, child, cast, at, leave):
        row = leave(child)
        absence.act(absence=row, action="Phoned her friends.", by=cast.mentor, at=at(2026, 3, 10, 21))
        row.refresh_from_db()
        assert row.state == "OPEN"
        absence.act(absence=row, action="Looked at the station.", by=cast.avim, at=at(2026, 3, 10, 22))
        absence.act(absence=row, action="Asked the carrier.", by=cast.avim, at=at(2026, 3, 11))
        row.refresh_from_db()
        assert (row.state, row.tracing_since, row.actions.count()) == ("TRACING", at(2026, 3, 10, 22), 3)
        assert refusal(lambda: absence.act(absence=row, action="", by=cast.avim, at=at(2026, 3, 11)))[0] == "no-action"


class TestWhatPoliceSee:
    @pytest.mark.requirement("INV-35", "S004-82")
    def test_only_while_it_lasts_and_not_a_request_longer(self, child, cast, at, leave):
        lets_avim_in_by_the_absence_alone(child, cast, at(2026, 3, 5))
        with pytest.raises(NotFound):
            involvement.standing(cast.avim, child.id, at(2026, 3, 6))
        row = leave(child)
        standing = involvement.standing(cast.avim, child.id, at(2026, 3, 11))
        assert standing.grounds == {Ground.ABSENCE}
        assert standing.right(DataClass.ADDRESS).reads
        assert "location" in read(Placement.objects.all(), standing)[0]
        with pytest.raises(NotAllowed):
            standing.require(DataClass.SIGNAL_DETAIL, "reads")
        absence_end.come_back(absence=row, by=cast.mentor, at=at(2026, 3, 13))
        with pytest.raises(NotFound):
            involvement.standing(cast.avim, child.id, at(2026, 3, 13))
        told = Notice.objects.get(about=row.id, kind=NoticeKind.ABSENCE_ENDED, to_organisation__kind="AVIM")
        assert told.case_id is None

    @pytest.mark.requirement("S004-82")
    def test_who_sees_the_case_for_something_else_sees_less_of_it_again(self, child, cast, at, leave):
        row = leave(child, whereabouts_known_by="OTHER", whereabouts="With her aunt.")
        absence_end.come_back(absence=row, by=cast.mentor, at=at(2026, 3, 13))
        standing = involvement.standing(cast.avim, child.id, at(2026, 3, 13))
        assert read(Placement.objects.all(), standing) == []
        assert "whereabouts" not in read(Absence.objects.all(), standing)[0]


class TestTheReturn:
    @pytest.mark.requirement("EC-20", "D-6")
    def test_back_after_three_days_in_the_same_bed_and_no_clock_stood_still(self, child, cast, at, leave):
        stay, before = Placement.objects.get(), rest.of_case(child)
        row = leave(child)
        last = rest.last_day(before, [])
        row = absence_end.come_back(absence=row, by=cast.mentor, at=at(2026, 3, 13, 9))
        stay.refresh_from_db()
        assert (row.ended_as, row.state, stay.ends_at, stay.version) == ("RETURNED", "ENDED", None, 1)
        assert rest.last_day(rest.of_case(child), []) == last
        assert absence_count.days_away(stay, at(2026, 4, 1)) == 3
        assert whereabouts.current(child, at(2026, 3, 14)) == stay

    @pytest.mark.requirement("EC-20", "AL-20", "T-12")
    def test_a_talk_and_a_review_of_the_risks_follow(self, child, cast, at, leave):
        row, day = leave(child), at(2026, 3, 13).date()
        talked = {"return_talk_on": day, "return_talk_with": "MENTOR", "by": cast.mentor, "at": at(2026, 3, 14)}
        assert refusal(lambda: absence_after.talk(absence=row, **talked)) == ("not-returned", "EC-20")
        absence_end.come_back(absence=row, by=cast.mentor, at=at(2026, 3, 13))
        for wrong in (at(2026, 3, 12).date(), at(2026, 3, 15).date()):
            said = refusal(lambda on=wrong: absence_after.talk(absence=row, **talked | {"return_talk_on": on}))
            assert said == ("talked-when", "AL-20")
        assert absence_after.talk(absence=row, **talked).return_talk_on == day
        assert refusal(lambda: absence_after.talk(absence=row, **talked)) == ("already-talked", "AL-20")
        reviewed = {"risk_review": "He still phones.", "by": cast.guardian, "at": at(2026, 3, 14)}
        assert refusal(lambda: absence_after.review(absence=row, **reviewed | {"risk_review": ""}))[0] == "no-review"
        assert absence_after.review(absence=row, **reviewed).risk_reviewed_on == at(2026, 3, 14).date()
        assert refusal(lambda: absence_after.review(absence=row, **reviewed)) == ("already-reviewed", "T-12")

    @pytest.mark.requirement("S004-79")
    def test_gone_again_is_a_new_absence(self, child, cast, at, leave):
        first = leave(child)
        absence_end.come_back(absence=first, by=cast.mentor, at=at(2026, 3, 13))
        said = refusal(lambda: absence_end.come_back(absence=first, by=cast.mentor, at=at(2026, 3, 14)))
        assert said == ("absence-ended", "C3.10")
        second = leave(child, on=at(2026, 3, 20), last_seen_at=at(2026, 3, 19))
        assert second.pk != first.pk
        found = absence_count.count(at(2026, 3, 1).date(), at(2026, 3, 20).date())
        assert (found.children, found.episodes, found.known, found.returned) == (1, 2, 0, 1)
        assert absence_count.count(at(2026, 3, 21).date(), at(2026, 3, 31).date()).episodes == 0

    @pytest.mark.requirement("S004-81")
    def test_back_not_before_it_was_last_seen(self, child, cast, at, leave):
        row = leave(child)
        for wrong in (at(2026, 3, 10, 7), at(2026, 3, 12)):
            call = {"absence": row, "ended_at": wrong, "by": cast.mentor, "at": at(2026, 3, 11)}
            assert refusal(lambda known=call: absence_end.come_back(**known)) == ("ended-when", "C3.10")


class TestTheBed:
    @pytest.mark.requirement("T-21", "INV-08")
    def test_it_is_kept_for_fourteen_days_and_the_indication_stays_open(
        self, child, cast, mentor, at, leave, open_case, place
    ):
        row, stay = leave(child), Placement.objects.get()
        other = open_case(given_names="Yonas", family_name="Haile", born=at(2010, 5, 5).date())
        assert refusal(lambda: place(other, stay.location, on=at(2026, 3, 20))) == ("no-indication", "INV-07")
        release = {"absence": row, "by": cast.coa}
        assert refusal(lambda: absence_end.release(**release, at=at(2026, 3, 24, 23))) == ("bed-held", "T-21")
        absence_end.release(**release, at=at(2026, 3, 25, 1))
        stay.refresh_from_db()
        row.refresh_from_db()
        assert (stay.ends_at, row.ended_at) == (at(2026, 3, 25, 1), None)
        assert involvement.standing(mentor, child.id, at(2026, 3, 25, 0)).grounds == {Ground.HOUSE}
        with pytest.raises(NotFound):
            involvement.standing(mentor, child.id, at(2026, 3, 25, 1))
        assert refusal(lambda: absence_end.release(**release, at=at(2026, 3, 26))) == ("no-bed-held", "T-21")
        assert refusal(lambda: place(child, stay.location, on=at(2026, 3, 26))) == ("child-absent", "INV-09")
        absence_end.come_back(absence=row, by=cast.guardian, at=at(2026, 3, 27))
        assert place(child, stay.location, on=at(2026, 3, 27, 13)).bed == stay.bed

    @pytest.mark.requirement("T-21")
    def test_only_coa_gives_it_away(self, child, cast, at, leave):
        row = leave(child)
        said = refusal(lambda: absence_end.release(absence=row, by=cast.guardian, at=at(2026, 4, 1)))
        assert said == ("no-bed-held", "T-21")

    @pytest.mark.requirement("INV-09")
    def test_a_missing_child_is_not_moved(self, child, cast, at, leave, make_house):
        leave(child)
        moved = {"placement": Placement.objects.get(), "bed": make_house("FIER").beds.first(), "move_reason": "Safer."}
        said = refusal(lambda: placement.move(**moved, by=cast.coa, at=at(2026, 3, 11)))
        assert said == ("child-absent", "INV-09")


class TestTheOtherEnds:
    @pytest.mark.requirement("S004-82")
    def test_found_elsewhere_ends_the_stay_and_coa_still_sees_the_child(self, child, cast, at, leave):
        row, ended = leave(child), {"ended_as": "FOUND_ELSEWHERE", "end_reason": "By the police of Zwolle."}
        row = absence_end.end(absence=row, by=cast.avim, at=at(2026, 3, 12), **ended)
        assert (row.ended_as, Placement.objects.get().ends_at) == ("FOUND_ELSEWHERE", at(2026, 3, 12))
        assert Ground.PLACEMENT in involvement.standing(cast.coa, child.id, at(2026, 3, 12)).grounds

    @pytest.mark.requirement("S004-84", "D-5")
    def test_police_give_up_no_child_and_no_minor_comes_of_age(self, child, cast, at, leave):
        row = leave(child)

        def end(by, ended_as, end_reason="Nobody knows."):
            return absence_end.end(absence=row, ended_as=ended_as, end_reason=end_reason, by=by, at=at(2026, 4, 1))

        assert refusal(lambda: end(cast.avim, "UNRESOLVED_CLOSED")) == ("no-such-end", "C3.10")
        assert refusal(lambda: end(cast.guardian, "RETURNED")) == ("no-such-end", "C3.10")
        assert refusal(lambda: end(cast.guardian, "AGED_OUT")) == ("still-minor", "D-5")
        assert refusal(lambda: end(cast.mentor, "KNOWN_SAFE")) == ("not-yours-to-end", "C3.10")
        assert refusal(lambda: end(cast.guardian, "KNOWN_SAFE", " ")) == ("no-reason", "C3.10")
        assert end(cast.guardian, "KNOWN_SAFE").ended_as == "KNOWN_SAFE"

    @pytest.mark.requirement("S004-10")
    def test_a_case_is_not_closed_while_a_young_adult_is_missing(self, cast, open_case, at, leave):
        case = open_case(born=at(2008, 2, 1).date())
        row = leave(case, by=cast.intake)
        assert refusal(lambda: closing.close(case=case, reason="Gone.", by=cast.intake, at=at(2026, 3, 12))) == (
            "absence-open", "C3.13",
        )  # fmt: skip
        absence_end.end(absence=row, ended_as="AGED_OUT", end_reason="Eighteen.", by=cast.intake, at=at(2026, 3, 12))
        assert closing.close(case=case, reason="Gone.", by=cast.intake, at=at(2026, 3, 13))


def test_every_notice_says_no_more_than_that_there_is_an_absence(child, leave):
    row = leave(child, whereabouts_known_by="MENTOR", whereabouts="With her aunt.")
    for notice in Notice.objects.filter(about=row.id):
        assert (notice.kind, notice.about) == ("ABSENCE", row.id)
    assert Organisation.objects.filter(notices__about=row.id).count() == 4
