"""The demo: seeded twice it is the same, every role can log in, and every story has come where it should."""

from datetime import datetime

import pytest
from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import validate_password
from django.test import Client as Browser
from django.utils import timezone

from config.clock import day_of
from intake import birth_date, closing, majority, progress, screening
from intake.models import (
    Case,
    CaseMerge,
    Child,
    PossibleDuplicate,
    Relation,
    Screening,
    Signal,
)
from overview import snapshot, tasks
from partners import involvement
from partners.actors import of_person
from partners.models import Involvement, Notice, NoticeKind, Organisation, Person
from partners.roles import ROLES
from policy import instruments
from policy.dates import term_last_day
from residence import guardianship, hearing, wait
from seeds.people import DEMO_PASSWORD
from shelter import indication, rest, whereabouts
from tests.seeds.telling import counts, rest_last_day, run, told

pytestmark = [pytest.mark.django_db, pytest.mark.smoke, pytest.mark.usefixtures("seeded")]

FOUR = ["ACQUAINTANCE", "FOLLOW_UP", "IDENTIFICATION", "REGISTRATION"]


@pytest.fixture
def now() -> datetime:
    return timezone.now()


def test_twice_is_once(seeded: str) -> None:
    before = counts()
    assert "story just-arrived: 1 added" in seeded
    second = run()
    assert counts() == before
    assert "Everything was there already: nothing changed." in second
    assert seeded[seeded.index("user name") :] == second[second.index("user name") :]


class TestLogins:
    def test_every_role_has_one_and_it_works(self, seeded: str) -> None:
        assert set(Person.objects.values_list("role", flat=True)) == set(ROLES)
        for person in Person.objects.all():
            assert person.username in seeded
        passwords = set(Person.objects.values_list("password", flat=True))
        assert [check_password(DEMO_PASSWORD, each) for each in passwords] == [True]
        assert Browser().login(username="voogd", password=DEMO_PASSWORD)
        validate_password(DEMO_PASSWORD, Person.objects.get(username="voogd"))

    def test_every_house_of_a_provider_with_mentors_has_one(self) -> None:
        mentors = Person.objects.filter(role="bo_provider.mentor")
        assert len({mentor.location for mentor in mentors}) == len(mentors) == 3
        for mentor in mentors:
            assert snapshot.load(of_person(mentor), timezone.now())

    def test_the_desks_have_something_late_something_today_and_something_soon(self, now: datetime) -> None:
        due = [todo.due for person in Person.objects.all() for todo in asked(person, now) if todo.due]
        days = [day_of(each) if isinstance(each, datetime) else each for each in due]
        today, soon = day_of(now), term_last_day(day_of(now), days=6)
        assert min(days) < today
        assert today in days
        assert [day for day in days if today < day <= soon]
        for username in ("aanmelding", "voogd", "voogd2", "leiding-nidos", "avim", "ind", "coa"):
            assert asked(Person.objects.get(username=username), now)

    def test_some_notices_wait_and_the_old_ones_were_seen(self, now: datetime) -> None:
        waiting = Notice.objects.filter(acknowledged_at=None)
        assert {"nidos", "avim", "ind"} <= {row.to_organisation.code for row in waiting}
        assert waiting.filter(due_at__lt=now).exists()
        assert Notice.objects.exclude(acknowledged_at=None).count() > len(waiting)


def asked(person: Person, at: datetime) -> list[tasks.Todo]:
    return tasks.open_tasks(snapshot.load(of_person(person), at), person.role, at)


def steps(case: Case) -> list[str]:
    return sorted(case.conversations.values_list("step", flat=True))


class TestStories:
    """Each story by the facts that the rooms themselves derive."""

    def test_there_is_a_signal_at_each_of_the_four_steps_each_by_its_own_organisation(self) -> None:
        cases = {"waits-for-a-decision": ("ACQUAINTANCE", "NIDOS"), "coa-not-told": ("IDENTIFICATION", "AVIM"),
                 "waits-for-a-bed": ("REGISTRATION", "IND"), "in-between-place": ("FOLLOW_UP", "NIDOS")}  # fmt: skip
        kinds = dict(Organisation.objects.values_list("id", "kind"))
        for key, expected in cases.items():
            signal = told(key).signals.get()
            assert (signal.source_step, kinds[signal.created_by_organisation]) == expected

    @pytest.mark.requirement("S004-28")
    def test_no_signal(self, now: datetime) -> None:
        case = told("no-signal")
        assert progress.state(case) == progress.COMPLETE
        assert steps(case) == FOUR
        assert not case.signals.exists()
        open_to = Involvement.objects.open(now).filter(case_id=case.id)
        assert {row.ground for row in open_to} == {"GUARDIAN", "INTAKE", "PLACEMENT"}
        assert {row.role for row in open_to.filter(ground="INTAKE")} == {"ind.officer"}

    def test_waiting_for_a_decision(self) -> None:
        assert indication.current(told("waits-for-a-decision")) is None

    @pytest.mark.requirement("S004-28", "EC-64")
    def test_a_talk_that_is_planned_one_that_was_broken_off_and_one_with_an_uncle_there(self, now: datetime) -> None:
        ahead = told("just-arrived").conversations.get()
        assert (ahead.stage, ahead.interpreter_booking, ahead.language) == ("PLANNED", "CONFIRMED", "ti")
        assert ahead.planned_at > now
        assert told("second-talk-overdue").conversations.get(step="FOLLOW_UP").stage == "ABORTED"
        asked_of_avim = {todo.task.code for todo in asked(Person.objects.get(username="avim"), now)}
        asked_of_intake = {todo.task.code for todo in asked(Person.objects.get(username="aanmelding"), now)}
        assert "HOLD_IDENTIFICATION" in asked_of_avim
        assert {"EXPLAIN_PURPOSE", "HOLD_FOLLOW_UP", "HOLD_ALONE"} <= asked_of_intake

    @pytest.mark.requirement("INV-05")
    def test_coa_not_told_for_more_than_a_day(self, now: datetime) -> None:
        case = told("coa-not-told")
        assert indication.current(case).coa_informed_at is None
        late = [todo for todo in asked(Person.objects.get(username="voogd"), now) if todo.task.code == "INFORM_COA"]
        assert [todo.facts.case for todo in late] == [case.id]
        assert day_of(late[0].due) < day_of(now)

    def test_waiting_for_a_bed(self, now: datetime) -> None:
        case = told("waits-for-a-bed")
        assert indication.current(case).coa_informed_at is not None
        assert whereabouts.current(case, now) is None
        assert hearing.earliest(case, day_of(now)) is None

    def test_in_a_regular_house_until_a_protected_bed_is_free(self, now: datetime) -> None:
        case = told("in-between-place")
        assert whereabouts.current(case, now).location.kind == "AMV"
        assert rest.of_case(case) is None

    def test_rest_runs_ends_today_and_ends_soon(self, now: datetime) -> None:
        today = day_of(now)
        left = {"rest-running": 13, "rest-ends-today": 0, "rest-in-fier": 2, "rest-extended-twice": 5}
        for key, days in left.items():
            assert rest_last_day(told(key)) == (term_last_day(today, days=days) if days else today)
        assert whereabouts.current(told("rest-in-fier"), now).location.kind == "FIER"

    def test_rest_extended_twice_of_which_one_counts(self) -> None:
        rows = told("rest-extended-twice").rest_extensions.order_by("created_at")
        assert [(row.days, row.approved_at is not None) for row in rows] == [(14, True), (7, False)]

    def test_eighteen_in_shelter(self, now: datetime) -> None:
        case, today = told("eighteen-in-shelter"), day_of(now)
        assert not birth_date.is_minor(case, today)
        row = guardianship.current(case)
        assert not guardianship.is_active(row, majority.of_case(case), today)
        assert row.replaced_on is None
        stay = whereabouts.current(case, now)
        assert (stay.location.kind, stay.ends_at) == ("BO", None)

    def test_a_hearing_before_the_wait_is_over_at_the_childs_own_wish(self, now: datetime) -> None:
        case = told("hearing-at-own-wish")
        planned = hearing.planned_first(case)
        assert day_of(now) < planned.planned_on < hearing.earliest(case, day_of(now))
        assert planned.deviation.requested_by == "CHILD"
        assert not hearing.in_conflict(planned, wait.of_case(case))

    @pytest.mark.requirement("AL-09")
    def test_a_planned_hearing_that_more_rest_overtook(self) -> None:
        case = told("hearing-overtaken-by-rest")
        planned = hearing.planned_first(case)
        assert hearing.in_conflict(planned, wait.of_case(case))
        told_of_it = Notice.objects.filter(kind=NoticeKind.HEARING_CONFLICT, about=planned.id)
        assert {row.to_organisation.kind for row in told_of_it} == {"IND", "NIDOS"}

    def test_a_hearing_may_be_planned(self, now: datetime) -> None:
        case = told("hearing-may-be-planned")
        assert hearing.planned_first(case) is None
        assert hearing.earliest(case, day_of(now)) == day_of(now)
        assert wait.of_case(case).earliest < day_of(now)

    @pytest.mark.requirement("EC-35", "S004-65")
    def test_both_procedures_run_side_by_side(self) -> None:
        case = told("hearing-may-be-planned")
        assert case.asylum_procedures.get().status == "PENDING"
        assert case.trafficking_procedures.get().status == "OPEN"
        assert case.track_choices.get().track == "BOTH"

    @pytest.mark.requirement("EC-37", "AL-15", "S004-69")
    def test_one_rejection_gave_a_permit_and_one_cannot_be_determined(self, now: datetime) -> None:
        granted, waits = told("rejected-with-permit"), told("rejected-and-undetermined")
        assert granted.asylum_procedures.get().test.outcome == "GRANT"
        assert granted.trafficking_procedures.get().status == "PERMIT"
        assert waits.asylum_procedures.get().test.outcome == "CANNOT_DETERMINE"
        assert waits.reflection_periods.get().lawful_stay is False
        for case, who, code in ((granted, "advocaat", "CONSIDER_CONTINUED_STAY"), (waits, "avim", "ANSWER_TEST"),
                                (waits, "ind", "DETERMINE_TEST")):  # fmt: skip
            due = asked(Person.objects.get(username=who), now)
            assert code in {todo.task.code for todo in due if todo.facts.case == case.id}

    @pytest.mark.requirement("EC-03")
    def test_a_signal_from_outside_finds_its_case(self, now: datetime) -> None:
        case = told("signal-that-fits")
        outside = case.signals.get(created_by_role="kmar.reporter")
        assert outside.source_step == "LATER"
        kmar = of_person(Person.objects.select_related("organisation").get(username="kmar"))
        assert not involvement.visible_cases(kmar, now).exists()
        to = Notice.objects.filter(about=outside.id).values_list("to_organisation__kind", flat=True)
        assert sorted(to) == ["AVIM", "IND", "NIDOS"]
        assert whereabouts.current(case, now).location.kind == "AMV"

    def test_a_signal_from_outside_that_fits_nobody_waits(self) -> None:
        assert Signal.objects.get(case=None).created_by_role == "ggd.health_worker"

    def test_a_foster_family(self, now: datetime) -> None:
        stay = whereabouts.current(told("foster-family"), now)
        assert (stay.location.kind, stay.bed) == ("FOSTER", None)

    def test_names_as_people_have_them(self) -> None:
        names = " ".join(f"{child.given_names} {child.family_name}" for child in Child.objects.all())
        for part in ("ሰላም", "ليلى", "فرزانه", "N'Dao", "Quỳnh"):
            assert part in names
        assert Child.objects.filter(family_name="").count() == 3

    def test_birth_dates_as_far_as_they_are_known(self) -> None:
        leading = {birth_date.current(case).precision for case in Case.objects.all()}
        assert leading == {"DAY", "MONTH", "YEAR", "UNKNOWN"}

    def test_brother_and_sister_have_a_case_each(self) -> None:
        sister, brother = told("rest-ends-today"), told("no-signal")
        assert sister.child.family_name == brother.child.family_name
        assert sister.arrived_on == brother.arrived_on

    @pytest.mark.requirement("EC-43")
    def test_three_siblings_of_whom_one_is_signalled(self) -> None:
        cases = Case.objects.filter(child__family_name="Habtemariam")
        signalled = cases.get(signals__isnull=False)
        assert {row.case for row in Relation.objects.filter(kind="SIBLING")} >= set(cases)
        told_of_it = Notice.objects.filter(kind=NoticeKind.SIBLING_SIGNALLED).values_list("case_id", flat=True)
        assert set(told_of_it) == set(cases.exclude(pk=signalled.pk).values_list("pk", flat=True))

    @pytest.mark.requirement("EC-27", "INV-23")
    def test_a_contested_age_counts_as_a_minor_and_asks_for_a_guardian_anew(self, now: datetime) -> None:
        case, today = told("age-contested"), day_of(now)
        known = majority.of_case(case)
        assert (known.contested, majority.is_minor(known, today)) == (True, True)
        assert not guardianship.is_active(guardianship.current(case), known, today)
        due = {name: {todo.task.code for todo in asked(Person.objects.get(username=name), now)
                      if todo.facts.case == case.id} for name in ("aanmelding", "ind")}  # fmt: skip
        assert "REQUEST_GUARDIANSHIP" in due["aanmelding"]
        assert "SETTLE_CONTEST" in due["ind"]

    @pytest.mark.requirement("EC-25", "INV-24")
    def test_corrected_from_seventeen_to_nineteen_in_shelter(self, now: datetime) -> None:
        case, today = told("age-corrected"), day_of(now)
        known = majority.of_case(case)
        assert majority.registered_as_minor(known)
        assert majority.corrected_on(known) == term_last_day(today, days=-5)
        assert not guardianship.is_active(guardianship.current(case), known, today)
        assert whereabouts.current(case, now).ends_at is None
        for name, code in (("voogd", "AGE_CORRECTED"), ("coa", "AGE_CORRECTED_PLACE")):
            due = asked(Person.objects.get(username=name), now)
            assert code in {todo.task.code for todo in due if todo.facts.case == case.id}

    @pytest.mark.requirement("B-18", "D-5")
    def test_an_assessment_without_an_outcome_is_late(self, now: datetime) -> None:
        case = told("age-assessed")
        late = [todo for todo in asked(Person.objects.get(username="ind"), now) if todo.task.code == "DECIDE_AGE"]
        assert [todo.facts.case for todo in late] == [case.id]
        assert late[0].due < day_of(now)
        assert birth_date.current(case).precision == "MONTH"

    @pytest.mark.requirement("EC-45", "S000-27")
    def test_a_child_bride_waits_for_two_talks_and_is_no_signal(self, now: datetime) -> None:
        case = told("child-bride")
        due = {todo.task.code for todo in asked(Person.objects.get(username="aanmelding"), now)
               if todo.facts.case == case.id}  # fmt: skip
        assert {"HOLD_C1", "HOLD_C2"} <= due
        assert not case.signals.exists()

    @pytest.mark.requirement("S004-132")
    def test_a_signal_is_watched_and_today_is_the_day_to_look_again(self, now: datetime) -> None:
        [signal] = told("signal-watched").signals.all()
        assert (signal.status, signal.assessments.get().review_on) == ("MONITOR", day_of(now))
        due = [todo for todo in asked(Person.objects.get(username="voogd"), now) if todo.about == signal.pk]
        assert [todo.task.code for todo in due] == ["REVIEW_SIGNAL"]

    @pytest.mark.requirement("S004-91")
    def test_a_signal_was_not_substantiated_and_avim_opened_it_again(self) -> None:
        [signal] = told("signal-opened-again").signals.all()
        rows = signal.assessments.order_by("created_at").values_list("outcome", "created_by_role")
        assert list(rows) == [("NOT_SUBSTANTIATED", "nidos.guardian"), ("REOPENED", "avim.officer")]
        assert signal.status == "SHARED"

    @pytest.mark.requirement("EC-18")
    def test_two_signals_of_one_day_became_one(self) -> None:
        first, second = told("signals-merged").signals.order_by("source_step")
        assert (first.status, second.status, second.merged_into) == ("SHARED", "MERGED_INTO", first)

    @pytest.mark.requirement("EC-63")
    def test_a_signal_about_another_child_was_raised_anew_in_the_right_case(self) -> None:
        wrong = Signal.objects.get(status="WRONG_CHILD")
        assert wrong.case.child.aliases == ["Zahra Rezai"]
        assert wrong.replaced_by.case.child.aliases == ["Laleh Karimi"]
        withdrawn = Notice.objects.filter(kind=NoticeKind.SIGNAL_WRONG_CHILD, about=wrong.pk)
        assert {row.to_organisation.kind for row in withdrawn} == {"NIDOS", "AVIM"}

    @pytest.mark.requirement("S004-10")
    def test_a_case_was_closed_and_asks_nothing_of_who_still_finds_it(self, now: datetime) -> None:
        case = told("closed-at-eighteen")
        assert closing.current(case)
        for username in ("aanmelding", "voogd"):
            actor = of_person(Person.objects.get(username=username))
            assert involvement.standing(actor, case.pk, now).is_closed
            assert case.pk not in {facts.case for facts in snapshot.load(actor, now)}

    @pytest.mark.requirement("S002-08", "S004-90")
    def test_most_children_are_screened_and_who_is_not_is_on_the_desk(self, now: datetime) -> None:
        done, everybody = screening.screened(Case.objects.all())
        assert everybody - done == 5
        todo = {each.facts.case for each in asked(Person.objects.get(username="aanmelding"), now)
                if each.task.code in {"SCREEN_CHILD", "SCREEN_SIBLING"}}  # fmt: skip
        screened = Screening.objects.filter(instrument="NIDOS").values("case")
        missed = Case.objects.exclude(pk__in=screened).exclude(pk__in=CaseMerge.objects.values("case"))
        assert set(missed.values_list("pk", flat=True)) <= todo

    @pytest.mark.requirement("S004-90", "S004-91", "EC-51")
    def test_screenings_each_with_the_version_of_its_day_and_some_that_differ(self) -> None:
        for row in Screening.objects.all():
            assert row.instrument_version == instruments.instrument(row.instrument, row.screened_on).version
        worried, at_ease = told("waits-for-a-decision"), told("signal-that-fits")
        assert [(row.reported_concern, row.indicators) for row in worried.screenings.all()] == [("SERIOUS", [])]
        newest = at_ease.screenings.filter(instrument="NIDOS").first()
        assert (newest.reported_concern, newest.indicators) == ("NONE", ["TRAVEL_DEBT"])

    @pytest.mark.requirement("AL-31")
    def test_two_files_of_one_child_were_joined_and_another_pair_waits(self, now: datetime) -> None:
        joining = CaseMerge.objects.get()
        assert joining.approved_at is not None
        assert joining.case.signals.exists()
        codes = {todo.task.code: todo.facts.case for todo in asked(Person.objects.get(username="aanmelding"), now)}
        assert codes["JUDGE_DUPLICATE"] == told("maybe-registered-twice").id
        assert joining.case_id not in {facts.case for facts in snapshot.load(of_person(
            Person.objects.get(username="avim")), now)}  # fmt: skip
        waits = PossibleDuplicate.objects.filter(verdict="OPEN")
        assert {row.case.child.given_names for row in waits} == {"يوسف", "Youssef"}

    def test_no_summary_names_a_child(self) -> None:
        names = {word for child in Child.objects.all() for word in f"{child.given_names} {child.family_name}".split()}
        for signal in Signal.objects.all():
            assert not names & set(signal.summary.replace(".", " ").replace(",", " ").split())
