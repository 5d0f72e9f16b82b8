"""Something suspicious near a house: told at once, open until police and COA acted, the address no longer."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from audit import ledger
from config.encryption import secret
from partners import involvement
from partners.access import read
from partners.errors import NotAllowed, NotFound
from partners.models import Notice, NoticeKind, Organisation
from shelter import incident, incident_place
from shelter.models import IncidentAction, LocationIncident
from tests.houses import perform, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("S001-34")]
SAID = {"what": "VEHICLE", "description": "A dark van, plate begins with VZ, two men."}


@pytest.fixture
def house(make_house):
    return make_house("BO", name="House by the water")


@pytest.fixture
def mentor(house, cast):
    return replace(cast.mentor, location=house.pk)


@pytest.fixture
def report(house, mentor, at):
    def reported(*, by=None, on=None, **said):
        known = {"location": house} | SAID | said
        return incident.report(by=by or mentor, at=on or at(2026, 3, 10, 23), **known)

    return reported


@pytest.fixture
def answered(report, cast, at):
    """An incident to which police and COA have answered."""
    row = report()
    for by in (cast.avim, cast.coa):
        incident.act(incident=row, action="Went to look.", by=by, at=at(2026, 3, 11))
    row.refresh_from_db()
    return row


class TestReporting:
    @pytest.mark.requirement("AL-34")
    def test_police_coa_and_the_house_hear_it_in_the_same_transaction(self, report, cast):
        row = report()
        told = Notice.objects.filter(about=row.id, kind=NoticeKind.INCIDENT)
        assert {(notice.to_organisation.kind, notice.case_id) for notice in told} == {("AVIM", None), ("COA", None)}
        assert {notice.due_at - notice.sent_at for notice in told} == {timedelta(hours=1)}
        by_coa = report(by=cast.coa)
        told = Notice.objects.filter(about=by_coa.id, kind=NoticeKind.INCIDENT)
        assert {notice.to_organisation.kind for notice in told} == {"AVIM", "BO_PROVIDER"}

    @pytest.mark.requirement("AL-34")
    def test_what_cannot_be_told_is_not_reported(self, report):
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE partners_notice ADD CONSTRAINT nobody_hears CHECK (false) NOT VALID")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        with pytest.raises(IntegrityError, match="nobody_hears"):
            report()
        assert not LocationIncident.objects.exists()

    def test_only_by_the_house_itself_or_coa(self, report, cast, make_house, mentor):
        assert refusal(lambda: report(by=cast.avim)) == ("not-your-location", "S001-34")
        elsewhere = make_house("BO", name="House in the wood")
        assert refusal(lambda: report(location=elsewhere)) == ("not-your-house", "S001-34")
        assert report(by=cast.coa, location=elsewhere).location == elsewhere
        assert list(incident.houses(None, cast.avim, None)) == []

    def test_it_says_what_was_seen_and_when(self, report, at):
        assert refusal(lambda: report(description=" ")) == ("no-description", "S001-34")
        assert refusal(lambda: report(happened_at=at(2026, 3, 11))) == ("in-the-future", "S001-34")
        assert report(happened_at=at(2026, 3, 10, 22)).happened_at == at(2026, 3, 10, 22)

    def test_its_words_lie_under_a_key_of_their_own(self, report):
        row = report()
        with connection.cursor() as cursor:
            cursor.execute("SELECT description FROM shelter_locationincident")
            lies = cursor.fetchone()[0]
        assert lies.startswith(str(row.data_key))
        # No chance makes a blank of what is encrypted.
        assert "dark van" not in lies


class TestAnswering:
    @pytest.mark.requirement("AL-34")
    def test_it_is_answered_when_both_police_and_coa_have_acted(self, report, mentor, cast, at):
        row = report()
        incident.act(incident=row, action="All doors are shut.", by=mentor, at=at(2026, 3, 10, 23))
        incident.act(incident=row, action="A car is on its way.", by=cast.avim, at=at(2026, 3, 10, 23))
        row.refresh_from_db()
        assert (row.police_acted_at, row.answered) == (at(2026, 3, 10, 23), False)
        incident.act(incident=row, action="Looked for the plate.", by=cast.avim, at=at(2026, 3, 11))
        incident.act(incident=row, action="Other beds are ready.", by=cast.coa, at=at(2026, 3, 11))
        row.refresh_from_db()
        assert (row.police_acted_at, row.answered) == (at(2026, 3, 10, 23), True)
        assert row.actions.count() == 4
        assert not Notice.objects.filter(about=row.id, acknowledged_at=None).exists()
        assert (
            refusal(lambda: incident.act(incident=row, action="", by=cast.coa, at=at(2026, 3, 11)))[0] == "no-action"
        )

    def test_nobody_closes_what_is_not_answered_and_police_close_nothing(self, report, answered, mentor, cast, at):
        def close(row, by, **said):
            known = {"outcome": "GONE", "closing_words": "Not seen again."} | said
            return incident.close(incident=row, by=by, at=at(2026, 3, 12), **known)

        assert refusal(lambda: close(report(), mentor)) == ("not-answered", "AL-34")
        assert refusal(lambda: close(answered, cast.avim)) == ("not-yours-to-close", "S001-34")
        assert refusal(lambda: close(answered, mentor, closing_words=" ")) == ("no-outcome", "S001-34")
        row = close(answered, mentor)
        assert (row.outcome, row.closed_at) == ("GONE", at(2026, 3, 12))
        told = Notice.objects.filter(about=row.id, kind=NoticeKind.INCIDENT_CLOSED)
        assert {notice.to_organisation.kind for notice in told} == {"AVIM", "COA"}
        again = refusal(lambda: incident.act(incident=row, action="x", by=cast.avim, at=at(2026, 3, 13)))
        assert again == ("incident-closed", "S001-34")

    def test_the_database_closes_nothing_that_is_not_answered(self, report, mentor, at):
        row = report()
        row.closed_at, row.outcome = at(2026, 3, 12), "GONE"
        row.closing_words = secret(row.data_key, "Gone.")
        with pytest.raises(IntegrityError, match="closes_when_all_have_acted"), transaction.atomic():
            ledger.record(row, by=mentor, at=at(2026, 3, 12))


class TestWhoReads:
    @pytest.mark.requirement("INV-38")
    def test_police_read_the_address_as_long_as_it_is_open(self, answered, mentor, cast, at):
        def police():
            return incident_place.beside(read(LocationIncident.objects.all(), involvement.without_case(cast.avim)))

        [row] = police()
        assert (row["place"], row["address"]) == ("House by the water", "Invented Lane 1")
        incident.close(incident=answered, outcome="GONE", closing_words="Not seen again.", by=mentor,
                       at=at(2026, 3, 12))  # fmt: skip
        [row] = police()
        assert (row["place"], "address" in row) == ("House by the water", False)

    def test_the_house_reads_what_coa_reports_and_another_provider_does_not(self, report, cast, mentor, at):
        row = report(by=cast.coa)
        step = incident.act(incident=row, action="Other beds are ready.", by=cast.coa, at=at(2026, 3, 11))
        other = replace(mentor, organisation_id=Organisation.objects.create(
            code="other", name="Other (test)", kind="BO_PROVIDER").pk, location=None)  # fmt: skip
        seen = {
            name: [found["id"] for model in (LocationIncident, IncidentAction)
                   for found in read(model.objects.all(), involvement.without_case(actor))]
            for name, actor in {"mentor": mentor, "other": other, "avim": cast.avim}.items()
        }  # fmt: skip
        assert seen == {"mentor": [row.id, step.id], "other": [], "avim": [row.id, step.id]}
        with pytest.raises(NotFound):
            perform(incident.ACT, by=other, at=at(2026, 3, 11), incident=row.id, data={"action": "x"})

    @pytest.mark.parametrize("name", ["guardian", "intake", "ind", "lawyer", "kmar", "dpo", "administrator"])
    def test_nobody_else(self, report, cast, name, at):
        report()
        standing = involvement.without_case(getattr(cast, name))
        assert read(LocationIncident.objects.all(), standing) == []
        with pytest.raises(NotAllowed):
            perform(incident.REPORT, by=getattr(cast, name), at=at(2026, 3, 11), data={})
