"""The whole year of 3,820 arrivals in the database (`make check-long`): it has the shares that were published."""

from collections import Counter
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import override_settings

from audit.models import Entry, Kind
from intake.models import Case, Child, Relation, Signal
from overview import desk
from partners.actors import of_person
from partners.models import Person
from seeds.cohort import shares
from seeds.cohort.shares import ARRIVALS, weights
from seeds.cohort.telling import TOLD_ON
from shelter.models import Placement

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]


@pytest.mark.requirement("RP-02", "S002-12", "S004-14", "B-26", "B-35", "B-40")
def test_the_year_as_it_was_published(capsys: pytest.CaptureFixture[str]) -> None:
    with override_settings(DEMO=True), capsys.disabled():
        call_command("seed", "--cohort", str(shares.YEAR))
    assert Case.objects.count() == ARRIVALS
    columns = {"child__sex": shares.SEX, "child__nationality": shares.NATIONALITY, "arrived_on__month": shares.MONTH}
    for column, table in columns.items():
        assert Counter(map(str, Case.objects.values_list(column, flat=True))) == weights(table)
    detected = [row.case.child.nationality for row in Signal.objects.select_related("case__child")
                if "TRAFFICKING" in row.kinds]  # fmt: skip
    assert len(detected) == 127
    assert Counter(detected) >= Counter({"VN": 18, "ER": 17, "AF": 11, "GN": 10, "SL": 6, "SY": 5})
    assert Placement.objects.filter(location__kind__in=["BO", "FIER"]).count() == 150
    assert Relation.objects.filter(kind="PARTNER", married=True).count() == 52
    once_more_is_nothing()
    everybody_has_a_desk()


def once_more_is_nothing() -> None:
    before = Entry.objects.count()
    out = StringIO()
    with override_settings(DEMO=True):
        call_command("seed", "--cohort", str(shares.YEAR), stdout=out)
    assert "nothing changed" in out.getvalue()
    assert Entry.objects.count() == before
    assert Entry.objects.filter(kind=Kind.CREATE, table=Child._meta.db_table).count() == ARRIVALS


def everybody_has_a_desk() -> None:
    """Nobody sees so many children that the page does not come."""
    for username in ("aanmelding", "leiding-nidos", "avim", "ind", "coa", "voogd-2015-001"):
        actor = of_person(Person.objects.select_related("organisation").get(username=username))
        assert desk.load(actor, TOLD_ON).children > 0
