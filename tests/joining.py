"""Two files of one child, and the steps in which they are joined and separated again."""

import pytest

from intake import merge as asking
from intake.models import PossibleDuplicate
from partners import involvement
from partners.models import Involvement
from residence import merge
from tests.houses import perform


@pytest.fixture
def two(open_case):
    """The older file of Semhar, and the one somebody else began for the same girl."""
    return open_case(), open_case(given_names="Samhar", family_name="Tesfai")


@pytest.fixture
def asked(two, cast, at):
    """Nidos intake asks to close the younger of the two, as the form proposes."""
    return ask(two, cast, at)


@pytest.fixture
def closed(asked, cast, at):
    """A supervisor of Nidos approves on the fourth; gives the joining."""
    return approve(asked, cast, at)


def ask(two, cast, at, **said):
    row = PossibleDuplicate.objects.get(case=two[0], other_case=two[1])
    return perform(asking.ASK, by=cast.intake, at=at(2026, 3, 3), data={"reason": "Zelfde foto."} | said,
                   case=two[0].id, duplicate=row.id)  # fmt: skip


def approve(row, cast, at):
    return perform(merge.APPROVE, by=cast.supervisor, at=at(2026, 3, 4), data={}, case=row.case_id, joining=row.id)


def undo(row, cast, at, reason="Toch een nichtje."):
    return perform(merge.UNDO, by=cast.supervisor, at=at(2026, 3, 6), data={"undo_reason": reason}, case=row.case_id,
                   joining=row.id)  # fmt: skip


def grounds(case, moment):
    """Who may know of a case, why and until when."""
    rows = Involvement.objects.open(moment).filter(case_id=case.id)
    return sorted(map(str, rows.values_list("organisation__kind", "ground", "role", "person__role", "until")))


def sees(actor, moment):
    return set(involvement.of_actor(actor, moment).filter(goes_on_in=None).values_list("case_id", flat=True))
