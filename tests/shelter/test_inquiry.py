"""Somebody asks where the child is: refused, told to whoever keeps it safe at once, and never a word of a place."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from audit import ledger
from config.encryption import secret
from partners import involvement, involving
from partners.data_classes import DataClass
from partners.errors import NotAllowed, NotFound
from partners.grounds import Ground
from partners.models import Involvement, Notice, NoticeKind
from residence import guardianship, lawyer
from shelter import inquiry, placement
from shelter.models import InquiryStep, LocationInquiry
from tests.closings import close, grown
from tests.houses import perform, refusal

__all__ = ["grown"]
pytestmark = [pytest.mark.django_db, pytest.mark.requirement("EC-47")]
SAID = {"asker": "PARTNER", "asker_name": "Filmon", "how": "PHONE", "said": "Hij wil weten waar zijn vrouw slaapt."}


@pytest.fixture
def case(open_case):
    return open_case()


@pytest.fixture
def ask(case, cast, at):
    def asked(*, by=None, on=None, of=None, **said):
        return inquiry.record(case=of or case, by=by or cast.intake, at=on or at(2026, 3, 3), **(SAID | said))

    return asked


def told(row):
    rows = Notice.objects.filter(about=row.pk, kind=NoticeKind.LOCATION_ASKED)
    return {(notice.to_organisation.kind, notice.to_role) for notice in rows}


class TestWhoHearsIt:
    def test_nidos_coa_and_police_while_the_child_is_where_it_arrived(self, ask, cast, case):
        row = ask(by=cast.ind)
        assert told(row) == {("NIDOS", "nidos.intake"), ("COA", ""), ("AVIM", "")}
        notices = Notice.objects.filter(about=row.pk)
        assert {each.case_id for each in notices} == {case.pk}
        assert {each.due_at - each.sent_at for each in notices} == {timedelta(hours=4)}

    def test_the_house_too_and_of_nidos_the_guardian(self, admit, ask, cast, at, people):
        case = admit(at(2026, 3, 4))
        guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 4))
        row = ask(of=case, by=cast.intake, on=at(2026, 3, 5))
        assert told(row) == {("NIDOS", "nidos.guardian"), ("BO_PROVIDER", ""), ("COA", ""), ("AVIM", "")}

    def test_in_a_foster_family_the_family_and_not_coa(self, open_case, indicate, make_house, cast, ask, at):
        case = open_case()
        indicate(case, "FOSTER")
        bed = make_house("FOSTER").beds.first()
        placement.place(case=case, bed=bed, by=cast.guardian, at=at(2026, 3, 4))
        row = ask(of=case, on=at(2026, 3, 5))
        assert told(row) == {("BO_PROVIDER", ""), ("AVIM", "")}  # Nidos tells it itself
        assert not Involvement.objects.filter(about=row.pk, organisation__kind="COA").exists()

    def test_police_that_knew_nothing_of_the_child_any_more_see_who_it_is_and_not_where(self, case, ask, cast, at):
        involving.close(case.pk, ground=Ground.INTAKE, by=cast.intake, at=at(2026, 3, 2, 13))
        with pytest.raises(NotFound):
            involvement.standing(cast.avim, case.pk, at(2026, 3, 2, 14))
        ask(by=cast.coa)
        standing = involvement.standing(cast.avim, case.pk, at(2026, 3, 3))
        assert standing.grounds == {Ground.INQUIRY}
        read = {each for each in DataClass if standing.right(each).anything}
        assert read == {DataClass.IDENTITY, DataClass.AGE, DataClass.INQUIRY, DataClass.CLOSING}

    def test_what_cannot_be_told_is_not_recorded(self, ask):
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE partners_notice ADD CONSTRAINT nobody_hears CHECK (false) NOT VALID")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        with pytest.raises(IntegrityError, match="nobody_hears"):
            ask()
        assert not LocationInquiry.objects.exists()


class TestWhoRecordsIt:
    @pytest.mark.parametrize("who", ["intake", "avim", "ind", "coa"])
    def test_whoever_is_asked_and_knows_of_the_child(self, case, cast, at, who):
        row = perform(inquiry.RECORD, by=getattr(cast, who), at=at(2026, 3, 3), data=SAID, case=case.pk)
        assert (row.answer, row.asked_at) == ("REFUSED", at(2026, 3, 3))

    def test_the_mentor_the_guardian_and_the_lawyer(self, admit, cast, at, people):
        case = admit(at(2026, 3, 4))
        guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 4))
        lawyer.assign(case=case, lawyer=people["lawyer.lawyer"], by=cast.guardian, at=at(2026, 3, 4))
        house = case.placements.get().location
        for by in (replace(cast.mentor, location=house.pk), cast.guardian, cast.lawyer):
            assert perform(inquiry.RECORD, by=by, at=at(2026, 3, 5), data=SAID, case=case.pk).pk

    @pytest.mark.parametrize("who", ["kmar", "ggd", "lawyer", "dpo", "administrator", "analyst"])
    def test_who_may_not_know_of_the_child_records_nothing(self, case, cast, at, who):
        with pytest.raises(NotFound):
            perform(inquiry.RECORD, by=getattr(cast, who), at=at(2026, 3, 3), data=SAID, case=case.pk)

    def test_a_supervisor_only_reads(self, case, cast, at):
        with pytest.raises(NotAllowed):
            perform(inquiry.RECORD, by=cast.supervisor, at=at(2026, 3, 3), data=SAID, case=case.pk)


class TestWhatIsRecorded:
    @pytest.mark.parametrize(
        "said",
        ["Hij staat in 3511 AB.", "Woont zij in Kerkstraat 12?", "1234ab dacht hij.", "Is it Invented Lane 1?"],
    )
    @pytest.mark.parametrize("field", ["said", "asker_name"])
    def test_no_address_of_anybody(self, ask, field, said):
        assert refusal(lambda: ask(**{field: said})) == ("no-address", "EC-47")

    def test_years_times_and_numbers_are_no_address(self, ask):
        assert ask(said="In 2026 belde hij 4 keer, op 12 maart om 1400 uur, over de weg naar huis.")

    def test_that_it_was_asked_says_what(self, ask):
        assert refusal(lambda: ask(said=" ")) == ("nothing-said", "EC-47")

    def test_after_the_arrival_and_not_in_the_future(self, ask, at):
        for moment in (at(2026, 3, 1, 23), at(2026, 3, 3, 13)):
            assert refusal(lambda moment=moment: ask(asked_at=moment)) == ("asked-when", "EC-47")
        assert ask(asked_at=at(2026, 3, 2, 0)).asked_at == at(2026, 3, 2, 0)

    def test_name_and_words_lie_encrypted(self, ask):
        ask()
        with connection.cursor() as cursor:
            cursor.execute("SELECT asker_name, said FROM shelter_locationinquiry")
            lies = " ".join(cursor.fetchone())
        assert "Filmon" not in lies
        assert "slaapt" not in lies

    @pytest.mark.parametrize(
        ("name", "changed"),
        [
            ("where_a_child_is_is_never_told", {"answer": "TOLD"}),
            ("it_was_asked_before_it_was_recorded", {"asked_at": timedelta(hours=1)}),
        ],
    )
    def test_the_database_refuses_an_answer_and_what_was_not_asked_yet(self, case, cast, at, name, changed):
        moment = at(2026, 3, 3)
        known = {"asker": "PARTNER", "how": "PHONE", "said": secret(case.data_key, "Waar?"), "asked_at": moment}
        later = {key: moment + value if isinstance(value, timedelta) else value for key, value in changed.items()}
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            ledger.record(LocationInquiry(case=case, **(known | later)), by=cast.intake, at=moment)


class TestActing:
    def act(self, row, by, at, step="Gebeld met het huis."):
        return inquiry.act(inquiry=row, step=step, by=by, at=at)

    def test_each_says_what_it_did_until_all_have(self, case, ask, cast, at):
        row = ask()
        columns = {"avim": "police_acted_at", "intake": "nidos_acted_at", "coa": "house_acted_at"}
        for hour, (who, column) in enumerate(columns.items(), start=13):
            self.act(row, getattr(cast, who), at(2026, 3, 3, hour))
            row.refresh_from_db()
            assert getattr(row, column) == at(2026, 3, 3, hour)
            assert row.answered is (who == "coa")
        assert row.steps.count() == 3
        assert not Notice.objects.filter(about=row.pk, acknowledged_at=None).exists()
        assert refusal(lambda: self.act(row, cast.avim, at(2026, 3, 4))) == ("all-acted", "EC-47")

    def test_then_police_see_the_child_by_it_no_longer(self, case, ask, cast, at):
        row = ask()

        def seeing(moment):
            rows = Involvement.objects.open(moment).filter(about=row.pk, ground=Ground.INQUIRY)
            return sorted(rows.values_list("organisation__kind", flat=True))

        self.act(row, cast.avim, at(2026, 3, 3, 13))
        self.act(row, cast.coa, at(2026, 3, 3, 13))
        assert seeing(at(2026, 3, 3, 13)) == ["AVIM", "COA"]
        self.act(row, cast.intake, at(2026, 3, 3, 14))
        assert seeing(at(2026, 3, 3, 14)) == []

    def test_a_first_step_stays_the_first(self, ask, cast, at):
        row = ask()
        for hour in (13, 14):
            self.act(row, cast.avim, at(2026, 3, 3, hour))
        row.refresh_from_db()
        assert (row.police_acted_at, row.steps.count()) == (at(2026, 3, 3, 13), 2)

    def test_the_house_answers_as_coa_does(self, admit, ask, cast, at):
        case = admit(at(2026, 3, 4))
        row = ask(of=case, on=at(2026, 3, 5))
        mentor = replace(cast.mentor, location=case.placements.get().location_id)
        data, ids = {"step": "De deur blijft dicht."}, {"case": case.pk, "inquiry": row.pk}
        perform(inquiry.ACT, by=mentor, at=at(2026, 3, 5, 13), data=data, **ids)
        row.refresh_from_db()
        assert row.house_acted_at == at(2026, 3, 5, 13)

    def test_something_was_done_and_no_address_is_written(self, ask, cast, at):
        row = ask()
        assert refusal(lambda: self.act(row, cast.avim, at(2026, 3, 4), " ")) == ("no-action", "EC-47")
        said = "Agenten staan bij Verzonnenlaan 3."
        assert refusal(lambda: self.act(row, cast.avim, at(2026, 3, 4), said)) == ("no-address", "EC-47")
        assert not InquiryStep.objects.exists()

    def test_who_was_only_asked_is_not_asked_what_it_did(self, ask, cast, at):
        row = ask(by=cast.ind)
        assert refusal(lambda: self.act(row, cast.ind, at(2026, 3, 4))) == ("not-yours-to-answer", "EC-47")


def test_a_closed_case_lets_nobody_in_by_it(grown, ask, cast, at):
    row = ask(of=grown, on=at(2026, 3, 4))
    close(grown, cast.intake, at(2026, 3, 5))
    assert not Involvement.objects.open(at(2026, 3, 6)).filter(about=row.pk).exists()
