"""A young adult about whom nothing runs any more, and the steps in which the case is closed and opened again."""

from datetime import date

import pytest

from intake import merge
from intake.closing import REOPEN
from intake.models import Closing, PossibleDuplicate
from partners.grounds import Ground
from partners.models import Involvement
from residence.closing import CLOSE
from tests.houses import perform

ADULT = date(2008, 1, 5)
WHY = "Woont zelfstandig in Utrecht, bij haar tante."


@pytest.fixture
def grown(open_case):
    """Hiwet, eighteen by an official record; nothing was asked for her since she arrived."""
    return open_case(given_names="Hiwet", family_name="Amanuel", born=ADULT, v_number="9900000901")


@pytest.fixture
def shut(grown, cast, at):
    """Nidos intake closes her case on the fifth; gives the closing."""
    return close(grown, cast.intake, at(2026, 3, 5))


def close(case, by, moment, reason=WHY):
    return perform(CLOSE, by=by, at=moment, data={"reason": reason}, case=case.pk)


def reopen(row: Closing, by, moment, reason="Zij stond weer aan de balie."):
    return perform(REOPEN, by=by, at=moment, data={"reopen_reason": reason}, case=row.case_id, closing=row.pk)


@pytest.fixture
def twin(open_case, grown):
    """The file that somebody else began for Hiwet."""
    return open_case(given_names="Hiwot", family_name="Amanuel", born=ADULT)


def ask(case, cast, at):
    row = PossibleDuplicate.objects.get(case=case)
    return perform(merge.ASK, by=cast.intake, at=at(2026, 3, 3), data={"reason": "Zelfde foto."}, case=case.pk,
                   duplicate=row.pk)  # fmt: skip


def seen_by(case, moment):
    rows = Involvement.objects.open(moment).filter(case_id=case.pk).exclude(ground=Ground.OWN_SIGNAL)
    return set(rows.values_list("organisation__kind", "ground", "role"))
