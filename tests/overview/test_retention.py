"""When the file of a child is due, and what keeps it; told decades ahead (T-22, B-24)."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from audit import ledger
from intake.models import Destruction, RetentionTerm
from overview import destruction, retention
from partners import involvement
from partners.errors import NotAllowed, NotFound
from residence import birth_date
from tests.closings import close, reopen
from tests.destructions import DUE, LAST_DAY, confirm, hold, kept, lift, propose, second, set_term, withdraw
from tests.houses import refusal
from tests.joining import approve, ask

__all__ = ["kept", "second"]
pytestmark = [pytest.mark.django_db, pytest.mark.requirement("B-24", "INV-41")]


def due(moment):
    return [file.case for file in retention.due(moment)]


def obstacles(case, moment):
    return [each.code for each in retention.of_case(case, moment).obstacles]


class TestDue:
    def test_it_is_due_on_the_day_after_the_last_day_and_says_since_when_and_why(self, kept, at):
        assert due(at(*LAST_DAY)) == []
        assert obstacles(kept, at(*LAST_DAY)) == ["term-runs"]
        assert due(at(*DUE)) == [kept]
        file = retention.of_case(kept, at(2080, 1, 1))
        assert (file.since, file.is_due) == (date(*DUE), True)
        told = {each.rule.kind: (each.rule.years, each.last_day) for each in file.reasons}
        assert told["NIDOS"] == (50, date(*LAST_DAY))

    def test_who_was_a_child_is_kept_from_majority_on(self, open_case, cast, at):
        case = open_case(born=date(2010, 6, 15))
        close(case, cast.intake, at(2029, 1, 5))
        assert obstacles(case, at(2078, 6, 15)) == ["term-runs"]
        assert due(at(2078, 6, 16)) == [case]

    def test_born_on_the_29th_of_february_is_grown_up_and_kept_until_the_1st_of_march(self, open_case, cast, at):
        case = open_case(born=date(2012, 2, 29))
        close(case, cast.intake, at(2031, 1, 5))
        assert retention.of_case(case, at(2080, 3, 1)).since == date(2080, 3, 2)
        assert due(at(2080, 3, 1)) == []
        assert due(at(2080, 3, 2)) == [case]

    def test_of_a_birth_date_known_in_part_the_last_day_counts(self, open_case, cast, at):
        case = open_case(born=None)
        birth_date.record(case=case, date=date(2010, 1, 1), precision="YEAR", source="IND", status="OFFICIAL",
                          by=cast.ind, at=at(2026, 4, 1))  # fmt: skip
        close(case, cast.intake, at(2029, 1, 5))
        assert retention.of_case(case, at(2079, 1, 1)).since == date(2079, 1, 1)

    def test_an_age_that_was_assessed_anew_moves_the_day_and_never_to_an_earlier_one(self, open_case, cast, at):
        """Registered as sixteen; in June an assessment says nineteen: an adult from the decision on."""
        case = open_case(born=date(2010, 1, 5))
        birth_date.record(case=case, date=date(2007, 1, 5), source="AGE_ASSESSMENT", status="OFFICIAL", by=cast.ind,
                          at=at(2026, 6, 1))  # fmt: skip
        close(case, cast.intake, at(2026, 7, 1))
        assert retention.of_case(case, at(2080, 1, 1)).since == date(2076, 6, 2)

    @pytest.mark.parametrize("said", [{"born": None}, {"born": date(2010, 1, 5), "status": "PROVISIONAL"}])
    def test_without_an_official_birth_date_nothing_can_be_computed(self, open_case, at, said):
        case = open_case(**said)
        assert obstacles(case, at(2099, 1, 1)) == ["case-open", "no-majority"]

    def test_an_open_case_is_never_due(self, open_case, at):
        assert obstacles(open_case(born=date(2008, 1, 5)), at(2099, 1, 1)) == ["case-open"]

    def test_two_files_of_one_child_are_one(self, open_case, cast, at):
        two = open_case(born=date(2008, 1, 5)), open_case(given_names="Samhar", born=date(2008, 1, 5))
        row = ask(two, cast, at)
        assert "joining-asked" in obstacles(two[0], at(2099, 1, 1))
        approve(row, cast, at)
        close(row.into, cast.intake, at(2026, 3, 6))
        assert due(at(2080, 1, 1)) == [row.into]
        assert set(retention.of_case(row.into, at(2080, 1, 1)).cases) == {two[0].pk, two[1].pk}
        assert refusal(lambda: propose(row.case, cast.supervisor, at(2080, 1, 1))) == ("goes-on", "B-24")


class TestTerms:
    def test_the_longest_of_all_that_took_part_counts(self, kept, cast, at):
        set_term("NIDOS", 20, cast.administrator, at(2026, 5, 1))
        assert retention.of_case(kept, at(2050, 1, 1)).since == date(*DUE)  # AVIM and IND took part, by default 50
        kinds = {each.rule.kind for each in retention.of_case(kept, at(2050, 1, 1)).reasons}
        for kind in kinds - {"NIDOS"}:
            set_term(kind, 15, cast.administrator, at(2026, 5, 1))
        assert retention.of_case(kept, at(2050, 1, 1)).since == date(2046, 3, 3)
        assert due(at(2046, 3, 3)) == [kept]
        set_term("IND", 75, cast.administrator, at(2045, 1, 1))
        assert due(at(2046, 3, 3)) == []
        assert retention.of_case(kept, at(2050, 1, 1)).since == date(2101, 3, 3)

    def test_a_term_that_counts_from_the_closing_never_begins_before_majority(self, kept, cast, at):
        for kind in {each.rule.kind for each in retention.of_case(kept, at(2050, 1, 1)).reasons}:
            set_term(kind, 20, cast.administrator, at(2026, 5, 1), counts_from="CLOSING")
        assert retention.of_case(kept, at(2050, 1, 1)).since == date(2046, 3, 6)

    def test_what_held_stays_and_is_refused_twice(self, cast, at):
        first = set_term("NIDOS", 30, cast.administrator, at(2026, 5, 1))
        set_term("NIDOS", 40, cast.administrator, at(2030, 5, 1))
        first.refresh_from_db()
        assert (first.lapses_on, retention.rules(date(2029, 1, 1))["NIDOS"].years) == (date(2030, 5, 1), 30)
        again = lambda **said: set_term("NIDOS", 60, cast.administrator, at(2030, 5, 1), **said)  # noqa: E731
        assert refusal(again)[0] == "planned-already"
        assert refusal(lambda: again(in_force_from=date(2029, 1, 1)))[0] == "in-the-past"
        assert refusal(lambda: again(law=" ", in_force_from=date(2031, 1, 1)))[0] == "no-source"
        assert refusal(lambda: set_term("NIDOS", 0, cast.administrator, at(2031, 5, 1)))[0] == "years-out-of-range"
        assert refusal(lambda: again(reason="", in_force_from=date(2031, 1, 1)))[0] == "no-reason"

    def test_only_an_administrator_sets_one(self, cast, at):
        for by in (cast.supervisor, cast.dpo, cast.guardian):
            with pytest.raises(NotAllowed):
                set_term("NIDOS", 1, by, at(2026, 5, 1))

    def test_the_database_takes_none_without_years(self, cast, at):
        row = RetentionTerm(kind="NIDOS", years=0, law="x", in_force_from=date(2026, 5, 1), reason="x")
        with pytest.raises(IntegrityError), transaction.atomic():
            ledger.record(row, by=cast.administrator, at=at(2026, 5, 1))


class TestHold:
    def test_a_held_file_is_not_due_until_somebody_lifts_it(self, kept, cast, at):
        row = hold(kept, cast.dpo, at(2060, 1, 1), review_on=date(2061, 1, 1))
        assert obstacles(kept, at(*DUE)) == ["held"]
        assert refusal(lambda: propose(kept, cast.supervisor, at(*DUE))) == ("held", "B-24")
        lift(row, cast.supervisor, at(2076, 4, 1))
        row.refresh_from_db()
        assert (row.lifted_by, str(row.reason)) == (cast.supervisor.person_id, "Een klacht loopt.")
        assert due(at(2076, 4, 2)) == [kept]
        assert refusal(lambda: lift(row, cast.dpo, at(2076, 4, 2)))[0] == "already-lifted"

    def test_it_asks_why_and_looks_forward(self, kept, cast, at):
        assert refusal(lambda: hold(kept, cast.dpo, at(2060, 1, 1), reason=" "))[0] == "no-reason"
        assert refusal(lambda: hold(kept, cast.dpo, at(2060, 1, 1), review_on=date(2060, 1, 1)))[0] == "in-the-past"
        row = hold(kept, cast.dpo, at(2060, 1, 1))
        assert refusal(lambda: lift(row, cast.dpo, at(2060, 1, 2), reason=" "))[0] == "no-reason"

    def test_the_database_lifts_none_without_a_reason(self, kept, cast, at):
        row = hold(kept, cast.dpo, at(2060, 1, 1))
        row.lifted_at, row.lifted_by = at(2060, 1, 2), cast.dpo.person_id
        with pytest.raises(IntegrityError), transaction.atomic():
            ledger.record(row, by=cast.dpo, at=at(2060, 1, 2))

    def test_a_hold_on_a_joined_file_holds_the_file(self, open_case, cast, at):
        two = open_case(born=date(2008, 1, 5)), open_case(given_names="Samhar", born=date(2008, 1, 5))
        row = approve(ask(two, cast, at), cast, at)
        assert hold(row.case, cast.dpo, at(2026, 4, 1)).case == row.into


class TestTwoPeople:
    def test_one_proposes_and_another_one_confirms(self, kept, cast, at):
        row = propose(kept, cast.supervisor, at(*DUE))
        assert refusal(lambda: confirm(row, cast.supervisor, at(*DUE))) == ("own-proposal", "B-24")
        done = confirm(row, cast.dpo, at(*DUE, 14))
        assert (done.created_by, done.confirmed_by) == (cast.supervisor.person_id, cast.dpo.person_id)
        assert refusal(lambda: confirm(done, cast.dpo, at(*DUE, 15)))[0] == "already-confirmed"

    def test_so_says_the_database(self, kept, cast, at):
        row = propose(kept, cast.supervisor, at(*DUE))
        row.confirmed_at, row.confirmed_by = at(*DUE), cast.supervisor.person_id
        with pytest.raises(IntegrityError), transaction.atomic():
            ledger.record(row, by=cast.supervisor, at=at(*DUE))
        with pytest.raises(IntegrityError), transaction.atomic():
            ledger.record(Destruction(case=kept, changes=1), by=cast.dpo, at=at(*DUE))

    def test_two_of_one_organisation_may(self, kept, cast, second, at):
        assert confirm(propose(kept, cast.supervisor, at(*DUE)), second, at(*DUE)).confirmed_by == second.person_id

    def test_nobody_else_may(self, kept, cast, at):
        row = propose(kept, cast.supervisor, at(*DUE))
        for name in ("guardian", "intake", "avim", "ind", "coa", "mentor", "administrator", "analyst"):
            by = getattr(cast, name)
            with pytest.raises((NotAllowed, NotFound)):
                propose(kept, by, at(*DUE))
            with pytest.raises((NotAllowed, NotFound)):
                confirm(row, by, at(*DUE))
            with pytest.raises((NotAllowed, NotFound)):
                hold(kept, by, at(*DUE))

    def test_an_unknown_file_is_not_found(self, kept, cast, at):
        with pytest.raises(NotFound):
            destruction.find(cast.dpo.person_id, involvement.without_case(cast.dpo), at(*DUE))

    def test_what_is_not_due_is_not_proposed(self, kept, open_case, cast, at):
        assert refusal(lambda: propose(kept, cast.supervisor, at(*LAST_DAY)))[0] == "term-runs"
        assert refusal(lambda: propose(open_case(), cast.supervisor, at(*DUE)))[0] == "case-open"

    def test_a_proposal_lapses_with_anything_that_is_recorded(self, kept, cast, at):
        row = propose(kept, cast.supervisor, at(*DUE))
        assert refusal(lambda: propose(kept, cast.dpo, at(*DUE)))[0] == "already-proposed"
        lift(hold(kept, cast.dpo, at(*DUE)), cast.dpo, at(*DUE, 13))
        assert refusal(lambda: confirm(row, cast.dpo, at(*DUE, 14)))[0] == "lapsed"
        anew = propose(kept, cast.dpo, at(*DUE, 15))
        row.refresh_from_db()
        assert row.withdrawn_at == at(*DUE, 15)
        assert confirm(anew, cast.supervisor, at(*DUE, 16)).confirmed_at

    def test_and_after_thirty_days(self, kept, cast, at):
        row = propose(kept, cast.supervisor, at(*DUE))
        assert refusal(lambda: confirm(row, cast.dpo, at(2076, 4, 3)))[0] == "lapsed"
        assert confirm(row, cast.dpo, at(2076, 4, 2)).confirmed_at
        row.refresh_from_db()
        assert not destruction.lapsed(row, [kept.pk], at(2076, 5, 2))
        assert destruction.lapsed(row, [kept.pk], at(2076, 5, 3))

    def test_it_can_be_taken_back_for_a_reason_also_when_confirmed(self, kept, cast, at):
        row = confirm(propose(kept, cast.supervisor, at(*DUE)), cast.dpo, at(*DUE))
        assert refusal(lambda: withdraw(row, cast.dpo, at(*DUE), " "))[0] == "no-reason"
        withdraw(row, cast.dpo, at(*DUE))
        assert refusal(lambda: withdraw(row, cast.dpo, at(*DUE)))[0] == "already-withdrawn"
        assert refusal(lambda: confirm(row, cast.dpo, at(*DUE)))[0] == "already-withdrawn"
        assert propose(kept, cast.supervisor, at(*DUE)).pk != row.pk

    def test_a_case_that_is_opened_again_is_no_longer_due(self, kept, cast, at):
        row = propose(kept, cast.supervisor, at(*DUE))
        reopen(kept.closings.get(), cast.intake, at(*DUE, 13))
        assert refusal(lambda: confirm(row, cast.dpo, at(*DUE, 14)))[0] == "case-open"

    def test_the_form_says_by_which_terms_it_is_due(self, kept, cast, at):
        said = [str(each) for each in destruction.said(kept, cast.dpo, at(*DUE))]
        assert kept.reference in said[0]
        assert any(line.startswith("Nidos: 50") and "B-24" in line for line in said)
