"""Accounts: asked for by who looks after them, given rights by a second person, ended at once (decision 0073)."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from audit.models import Entry
from partners import second_factor
from partners.actors import of_person
from partners.errors import NotAllowed, NotFound, RuleBroken
from partners.models import Person
from policy.login import WORD_HOURS
from shelter import first_login, staff, staff_decision
from shelter.models import StaffChange
from tests.houses import perform, refusal
from tests.second_steps import with_app, with_password

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("D-10")]
CONFIRMED = {"outcome": "CONFIRMED"}
REFUSED = {"outcome": "REFUSED", "decision_reason": "Werkt hier niet."}
PASSWORD = "een-zin-die-niemand-raadt"


@pytest.fixture
def now(at):
    return at(2026, 3, 2)


@pytest.fixture
def leads(people):
    return {code.partition(".")[0]: of_person(row) for code, row in people.items() if code.endswith(".supervisor")}


@pytest.fixture
def ask(cast, organisations, now):
    """The administrator asks for an account of Noor, a guardian at Nidos."""

    def asked(by=None, **said) -> StaffChange:
        known = {"name": "Noor Verzonnen", "username": "n.verzonnen", "organisation": organisations["NIDOS"],
                 "role": "nidos.guardian", "reason": "Nieuwe collega."}  # fmt: skip
        return perform(staff.TAKE_ON, by=by or cast.administrator, at=now, data=known | said)

    return asked


@pytest.fixture
def decide(now):
    def decided(row, by, data=CONFIRMED):
        return perform(staff_decision.DECIDE, by=by, at=now, data=data, staff_change=row.pk)

    return decided


@pytest.fixture
def change(cast, now):
    def changed(act, person, by=None, **data):
        given = {"reason": "Zo afgesproken."} | data
        return perform(act, by=by or cast.administrator, at=now, data=given, person=person.pk)

    return changed


def word_for(person, by, at, **more):
    return first_login.give_word(person=person, by=by, at=at, **more)


def choose(word, at, username="n.verzonnen", password=PASSWORD):
    return first_login.choose(username=username, word=word, password=password, trace_id="", at=at)


class TestTakingOn:
    def test_there_is_no_account_until_a_supervisor_there_confirms_it(self, ask, decide, leads):
        row = ask()
        assert not Person.objects.filter(username="n.verzonnen").exists()
        row = decide(row, leads["nidos"])
        person = Person.objects.get(username="n.verzonnen")
        assert (person.role, person.organisation.kind, person.is_active) == ("nidos.guardian", "NIDOS", True)
        assert not person.has_usable_password()
        assert (row.person_id, row.decided_by_id) == (person.pk, leads["nidos"].person_id)

    def test_each_step_is_an_entry_with_its_reason_and_who_did_it(self, ask, decide, leads, cast):
        row = decide(ask(), leads["nidos"], REFUSED)
        entries = Entry.objects.filter(table="shelter_staffchange", record=row.pk).order_by("id")
        assert [(each.kind, each.person, each.reason) for each in entries] == [
            ("CREATE", cast.administrator.person_id, "Nieuwe collega."),
            ("CHANGE", leads["nidos"].person_id, "Werkt hier niet."),
        ]

    def test_who_is_refused_gets_no_account_and_the_name_is_free_again(self, ask, decide, leads):
        decide(ask(), leads["nidos"], REFUSED)
        assert not Person.objects.filter(username="n.verzonnen").exists()
        assert ask().outcome == ""

    def test_it_is_confirmed_or_refused_and_nothing_else(self, ask, decide, leads):
        row = ask()
        said = {"outcome": "PERHAPS", "decision_reason": "x"}
        assert refusal(lambda: decide(row, leads["nidos"], said)) == ("no-decision", "D-10")

    def test_it_is_refused_with_a_reason(self, ask, decide, leads):
        row = ask()
        assert refusal(lambda: decide(row, leads["nidos"], {"outcome": "REFUSED"})) == ("no-reason", "D-10")

    @pytest.mark.parametrize(("said", "code"), [
        ({"reason": " "}, "no-reason"), ({"name": " "}, "no-name"), ({"username": "Noor V"}, "no-username"),
        ({"username": "ind.officer"}, "username-taken"), ({"role": "ind.officer"}, "role-elsewhere"),
        ({"staff_id": "staff-nidos.guardian"}, "staff-number-taken"),
    ])  # fmt: skip
    def test_what_is_not_asked(self, ask, said, code):
        assert refusal(lambda: ask(**said)) == (code, "D-10")

    def test_a_user_name_is_asked_for_once(self, ask):
        ask()
        assert refusal(lambda: ask(name="Een ander")) == ("username-taken", "D-10")

    def test_a_mentor_works_in_a_house_of_the_own_organisation(self, ask, decide, leads, organisations, make_house):
        house = make_house()
        mentor = {"role": "bo_provider.mentor", "organisation": organisations["BO_PROVIDER"]}
        assert refusal(lambda: ask(**mentor)) == ("no-house", "D-10")
        assert refusal(lambda: ask(location=house)) == ("house-elsewhere", "D-10")
        decide(ask(**mentor, location=house), leads["bo_provider"])
        assert Person.objects.get(username="n.verzonnen").location == house.pk

    def test_only_the_administrator_asks(self, ask, leads, cast):
        for other in (leads["nidos"], cast.guardian, cast.dpo, cast.analyst):
            with pytest.raises(NotAllowed):
                ask(by=other)


class TestSecondPerson:
    def test_it_is_never_the_administrator(self, ask, decide, cast):
        with pytest.raises(NotAllowed):
            decide(ask(), cast.administrator)

    def test_it_is_a_supervisor_of_that_organisation(self, ask, decide, leads):
        with pytest.raises(NotFound):
            decide(ask(), leads["ind"])

    def test_no_colleague_without_that_role(self, ask, decide, cast):
        for other in (cast.guardian, cast.intake, cast.analyst):
            with pytest.raises((NotAllowed, NotFound)):
                decide(ask(username=f"n.{other.role.replace('_', '')}"), other)

    def test_the_data_protection_officer_does_it_only_where_there_is_none(self, ask, decide, cast, organisations):
        row = ask()
        assert refusal(lambda: decide(row, cast.dpo)) == ("supervisor-decides", "D-10")
        lawyer = ask(username="a.advocaat", organisation=organisations["LAWYER"], role="lawyer.lawyer")
        assert decide(lawyer, cast.dpo).outcome == "CONFIRMED"

    def test_a_second_administrator_takes_two_people_as_well(self, ask, decide, cast, organisations):
        row = ask(username="tweede", organisation=organisations["SYSTEM"], role="system.administrator")
        with pytest.raises(NotAllowed):
            decide(row, cast.administrator)
        decide(row, cast.dpo)
        assert Person.objects.get(username="tweede").role == "system.administrator"

    def test_it_is_decided_once(self, ask, decide, leads):
        row = decide(ask(), leads["nidos"])
        assert refusal(lambda: decide(row, leads["nidos"], REFUSED)) == ("decided-already", "D-10")

    def test_the_database_lets_nobody_confirm_what_they_asked_for(self, ask, now):
        row = ask()
        with pytest.raises(IntegrityError), transaction.atomic():
            StaffChange.objects.filter(pk=row.pk).update(
                outcome="CONFIRMED", decided_at=now, decided_by=row.created_by
            )

    def test_a_user_name_that_was_taken_meanwhile_is_not_confirmed(self, ask, decide, leads, people):
        row = ask()
        Person.objects.create(username="n.verzonnen", name="Eerder", role="ind.officer",
                              organisation=people["ind.officer"].organisation)  # fmt: skip
        assert refusal(lambda: decide(row, leads["nidos"])) == ("username-taken", "D-10")
        assert StaffChange.objects.get(pk=row.pk).outcome == ""


class TestChanging:
    def test_the_role_stays_until_it_is_confirmed_and_then_sessions_end(self, change, decide, people, leads, now):
        guardian = people["nidos.guardian"]
        row = change(staff.CHANGE, guardian, role="nidos.intake")
        guardian.refresh_from_db()
        assert (guardian.role, guardian.logged_out_at) == ("nidos.guardian", None)
        decide(row, leads["nidos"])
        guardian.refresh_from_db()
        assert (guardian.role, guardian.logged_out_at) == ("nidos.intake", now)
        assert guardian.staff_id == "staff-nidos.guardian"

    def test_nobody_changes_their_own_account_nor_confirms_it(self, change, decide, people, leads):
        assert refusal(lambda: change(staff.CHANGE, people["system.administrator"], name="X")) == (
            "own-account", "D-10",
        )  # fmt: skip
        row = change(staff.CHANGE, people["nidos.supervisor"], role="nidos.guardian")
        assert refusal(lambda: decide(row, leads["nidos"])) == ("own-account", "D-10")

    def test_the_only_supervisor_is_confirmed_by_the_data_protection_officer(self, change, decide, people, cast):
        row = change(staff.CHANGE, people["nidos.supervisor"], role="nidos.guardian")
        decide(row, cast.dpo)
        assert Person.objects.get(pk=people["nidos.supervisor"].pk).role == "nidos.guardian"

    def test_a_name_and_a_staff_number_wait_too(self, change, people):
        for said in ({"name": "Een ander"}, {"staff_id": "77"}):
            row = change(staff.CHANGE, people["nidos.guardian" if "name" in said else "nidos.intake"], **said)
            assert row.outcome == ""
        assert Person.objects.get(role="nidos.guardian").name == "P. nidos.guardian"

    @pytest.mark.parametrize(("said", "code"), [
        ({}, "nothing-new"), ({"role": "avim.officer"}, "role-elsewhere"), ({"name": " "}, "no-name"),
        ({"staff_id": "staff-nidos.intake"}, "staff-number-taken"), ({"reason": ""}, "no-reason"),
    ])  # fmt: skip
    def test_what_is_refused(self, change, people, said, code):
        assert refusal(lambda: change(staff.CHANGE, people["nidos.guardian"], **said)) == (code, "D-10")

    def test_one_change_waits_at_a_time(self, change, people):
        change(staff.CHANGE, people["nidos.guardian"], role="nidos.intake")
        assert refusal(lambda: change(staff.CHANGE, people["nidos.guardian"], phone="1")) == ("waits-already", "D-10")


class TestLeaving:
    def test_it_holds_at_once_and_what_was_asked_is_off(self, change, people, now):
        guardian = people["nidos.guardian"]
        asked = change(staff.CHANGE, guardian, role="nidos.intake")
        row = change(staff.LEAVE, guardian)
        guardian.refresh_from_db()
        asked.refresh_from_db()
        assert (guardian.is_active, guardian.logged_out_at, row.outcome) == (False, now, "CONFIRMED")
        assert (asked.outcome, guardian.role) == ("REFUSED", "nidos.guardian")
        assert refusal(lambda: change(staff.LEAVE, guardian)) == ("has-left", "D-10")

    def test_it_takes_a_reason_and_is_not_for_oneself_or_anybody_else_to_do(self, change, people, leads):
        guardian = people["nidos.guardian"]
        assert refusal(lambda: change(staff.LEAVE, guardian, reason="")) == ("no-reason", "D-10")
        assert refusal(lambda: change(staff.LEAVE, people["system.administrator"])) == ("own-account", "D-10")
        with pytest.raises(NotAllowed):
            change(staff.LEAVE, guardian, by=leads["nidos"])
        with pytest.raises(NotFound):
            change(staff.LEAVE, guardian, by=leads["ind"])

    def test_the_account_opens_again_by_a_second_person_and_without_the_old_password(
        self, change, decide, people, leads
    ):
        guardian = with_password(people["nidos.guardian"])
        assert refusal(lambda: change(staff.COME_BACK, guardian)) == ("is-here", "D-10")
        change(staff.LEAVE, guardian)
        row = change(staff.COME_BACK, guardian)
        guardian.refresh_from_db()
        assert not guardian.is_active
        decide(row, leads["nidos"])
        guardian.refresh_from_db()
        assert (guardian.is_active, guardian.has_usable_password()) == (True, False)


class TestSecondStep:
    def test_it_is_forgotten_with_a_reason_and_the_password_stays(self, change, people, now):
        guardian = with_password(people["nidos.guardian"])
        with_app(guardian)
        row = change(staff.FORGET, guardian, reason="Telefoon kwijt; teruggebeld.")
        guardian.refresh_from_db()
        assert (second_factor.has_one(guardian), guardian.has_usable_password()) == (False, True)
        assert (guardian.logged_out_at, row.outcome) == (now, "CONFIRMED")
        assert Entry.objects.filter(record=guardian.pk, reason="second step forgotten").exists()

    def test_not_ones_own_not_without_one_and_not_by_who_gives_words(self, change, people, leads):
        guardian = people["nidos.guardian"]
        assert refusal(lambda: change(staff.FORGET, guardian))[0] == "nothing-set-up"
        with_app(guardian)
        with_app(people["system.administrator"])
        assert refusal(lambda: change(staff.FORGET, people["system.administrator"])) == ("own-account", "D-10")
        with pytest.raises(NotAllowed):
            change(staff.FORGET, guardian, by=leads["nidos"])


class TestWord:
    @pytest.fixture
    def noor(self, ask, decide, leads):
        return decide(ask(), leads["nidos"]).person

    def test_with_it_a_password_is_chosen_once(self, noor, leads, now):
        word = word_for(noor, leads["nidos"], now)
        assert len(word) == 19
        assert choose(word.lower().replace("-", " "), now).pk == noor.pk
        noor.refresh_from_db()
        assert noor.check_password(PASSWORD)
        assert choose(word, now, password="een-andere-lange-zin") is None

    def test_it_lapses(self, noor, leads, now):
        word = word_for(noor, leads["nidos"], now)
        assert choose(word, now + timedelta(hours=WORD_HOURS)) is None
        assert choose(word, now + timedelta(hours=WORD_HOURS, seconds=-1)) is not None

    def test_only_the_newest_counts(self, noor, leads, now):
        first, second = (word_for(noor, leads["nidos"], now + timedelta(minutes=each)) for each in (0, 1))
        assert choose(first, now) is None
        assert choose(second, now) is not None

    @pytest.mark.parametrize("username", ["niemand", "ind.officer", ""])
    def test_it_is_of_one_account(self, noor, leads, now, username):
        assert choose(word_for(noor, leads["nidos"], now), now, username=username) is None

    def test_it_opens_nothing_for_who_left(self, noor, leads, now, change):
        word = word_for(noor, leads["nidos"], now)
        change(staff.LEAVE, noor)
        assert choose(word, now) is None

    def test_no_word_stands_in_any_table_or_entry(self, noor, leads, now):
        word = word_for(noor, leads["nidos"], now)
        kept = [*Entry.objects.values(), *StaffChange.objects.values(), *StaffChange.history.values()]
        assert word not in str(kept)
        assert word.replace("-", "") not in str([*kept, *Person.objects.values()])

    def test_of_who_logged_in_before_it_says_why_and_ends_password_and_sessions(self, people, leads, now):
        guardian = with_password(people["nidos.guardian"])
        guardian.last_login = now
        guardian.save()
        assert refusal(lambda: word_for(guardian, leads["nidos"], now)) == ("no-reason", "D-10")
        word_for(guardian, leads["nidos"], now, reason="Wachtwoord vergeten.")
        guardian.refresh_from_db()
        assert (guardian.has_usable_password(), guardian.logged_out_at) == (False, now)

    def test_it_is_given_by_who_confirms_and_never_for_oneself(self, people, leads, cast, now):
        guardian, lead = people["nidos.guardian"], people["nidos.supervisor"]
        assert refusal(lambda: word_for(guardian, cast.dpo, now)) == ("supervisor-decides", "D-10")
        assert refusal(lambda: word_for(lead, leads["nidos"], now)) == ("own-account", "D-10")
        assert word_for(lead, cast.dpo, now)


class TestCommand:
    @pytest.fixture
    def nobody_yet(self, people):
        for role in ("system.administrator", "dpo.officer"):
            people[role].is_active = False
            people[role].save()

    def test_the_first_administrator_comes_with_a_word(self, nobody_yet, capsys):
        call_command("person_comes", "a.jansen", "--name", "A. Jansen", "--organisation", "SYSTEM")
        word = capsys.readouterr().out.split()[0]
        person = Person.objects.get(username="a.jansen")
        assert (person.role, person.has_usable_password()) == ("system.administrator", False)
        kinds = StaffChange.objects.filter(person=person).values_list("kind", "outcome")
        assert set(kinds) == {("COMES", "CONFIRMED"), ("WORD", "CONFIRMED")}
        row = StaffChange.objects.filter(person=person, kind="WORD").get()
        assert choose(word, row.created_at, username="a.jansen") == person

    def test_it_makes_nobody_beside_one_who_is_there_and_nobody_who_reads_a_child(self, people, organisations):
        known = {"name": "X", "organisation": "SYSTEM"}
        with pytest.raises(CommandError, match="al"):
            call_command("person_comes", "a.jansen", **known)
        with pytest.raises((CommandError, RuleBroken)):
            call_command("person_comes", "a.jansen", role="nidos.guardian", **known)
