"""Why no report is made: recorded by who writes consents, never changed, and nothing follows from it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from audit.models import Entry, Kind
from intake import no_report
from intake.models import NoReport
from partners.errors import NotAllowed, NotFound
from partners.models import Notice
from shelter.models import Indication, Placement
from tests.houses import admit, indicate, make_house, perform, place, refusal
from tests.intake.consenting import child
from tests.overview.conftest import at_screen, text, url
from tests.partner_api import as_partner

__all__ = ["admit", "as_partner", "at_screen", "child", "indicate", "make_house", "place"]
pytestmark = [pytest.mark.django_db, pytest.mark.requirement("S001-13")]
DAY = date(2026, 3, 4)


@pytest.fixture
def record(cast, at):
    def recorded(case, reason="VICTIM_DECLINED", *, on=DAY, hour=12):
        moment = at(2026, 3, 4, hour)
        return no_report.record(case=case, reason=reason, decided_on=on, by=cast.guardian, at=moment)

    return recorded


@pytest.mark.requirement("S001-12", "EC-06")
def test_a_later_reason_stands_beside_the_earlier_and_neither_changes(child, record):
    case = child()
    first, later = record(case), record(case, "NO_BASIS", hour=13)
    assert [row.reason for row in NoReport.objects.filter(case=case)] == ["NO_BASIS", "VICTIM_DECLINED"]
    for row in (first, later):
        with pytest.raises(IntegrityError, match="never_changes"), transaction.atomic():
            row.save()


@pytest.mark.parametrize("day", [date(2026, 3, 1), date(2026, 3, 5)])
def test_it_was_decided_after_the_arrival_and_not_in_the_future(child, record, day):
    assert refusal(lambda: record(child(), on=day)) == ("day-impossible", "S001-13")


def test_nothing_follows_from_it(admit, record, at):
    case = admit(at(2026, 3, 3, 8))
    before = {model: list(model.objects.order_by("pk").values()) for model in (Placement, Indication, Notice)}
    record(case)
    for model, rows in before.items():
        assert list(model.objects.order_by("pk").values()) == rows, model


@pytest.mark.requirement("S001-19")
def test_only_who_writes_consents_records_it(child, cast, at):
    case, said = child(), {"reason": "TOO_HEAVY", "decided_on": DAY}
    for name in ("intake", "avim", "ind", "coa", "supervisor", "lawyer"):
        with pytest.raises((NotAllowed, NotFound)):
            perform(no_report.RECORD, by=getattr(cast, name), at=at(2026, 3, 4), data=said, case=case.pk)
    perform(no_report.RECORD, by=cast.guardian, at=at(2026, 3, 4), data=said, case=case.pk)
    assert Entry.objects.filter(kind=Kind.CREATE, table="intake_noreport").count() == 1


def test_it_is_recorded_over_the_api_and_read_on_the_page(child, as_partner, at_screen):
    case = child()
    path, said = f"cases/{case.pk}/no-reports", {"reason": "VICTIM_DECLINED", "decidedOn": "2026-03-04"}
    assert as_partner("nidos.guardian").post(path, said)["reason"] == "VICTIM_DECLINED"
    as_partner("nidos.guardian").refused(path, said | {"reason": "BECAUSE"}, status=400, code="invalid")
    assert "de jongere wil het niet" in text(at_screen("guardian").get(url(case)))
    assert "de jongere wil het niet" not in text(at_screen("intake").get(url(case)))
