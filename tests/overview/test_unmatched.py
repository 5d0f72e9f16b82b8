"""Signals from outside that fit no case: who puts one in its case, and that nobody else learns which ones wait."""

from uuid import uuid4

import pytest
from django.urls import reverse

from audit.models import Entry, Kind
from intake import signal
from intake.models import Signal
from overview import unmatched
from partners.errors import NotAllowed, NotFound
from tests.overview.conftest import SHORT, text

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("S004-92", "INV-38")]
SAID = {"kinds": ["ABUSE"], "summary": "Een blauwe plek.", "v_number": "2900000099"}


@pytest.fixture
def waits(cast, at):
    return signal.report_from_outside(**SAID, by=cast.ggd, at=at(2026, 3, 3))


def match(browser, key, case):
    return browser.post(reverse("admin:match_signal", args=[key]), {"reference": case.reference})


@pytest.mark.parametrize("name", ["guardian", "supervisor", "avim", "ind", "coa", "mentor", "kmar", "dpo"])
def test_who_may_not_match_is_refused_the_same_whether_or_not_the_signal_waits(
    at_screen, waits, open_case, people, name
):
    case = open_case()
    answers = [match(at_screen(name), key, case) for key in (waits.pk, uuid4())]
    assert [answer.status_code for answer in answers] == [403, 403]
    assert all(SAID["summary"] not in text(answer) for answer in answers)
    denied = Entry.objects.filter(kind=Kind.DENIAL).values_list("person", "reason")
    assert list(denied) == [(people[SHORT[name]].pk, "403 not-allowed SIGNAL:writes")] * 2
    assert Signal.objects.unmatched().get() == waits


def test_the_refusal_is_of_the_right_and_comes_before_every_rule(waits, open_case, cast, at):
    case = open_case()
    with pytest.raises(NotAllowed):
        unmatched.match(cast.guardian, waits.pk, case.reference, at(2026, 3, 4))


def test_what_waits_no_longer_and_what_there_never_was_is_not_found(at_screen, waits, open_case, cast, at):
    case, browser = open_case(), at_screen("intake")
    assert match(browser, waits.pk, case).status_code == 302
    answers = [match(browser, key, case) for key in (waits.pk, uuid4())]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert Entry.objects.filter(kind=Kind.DENIAL, reason="404 admin:match_signal").count() == 2
    with pytest.raises(NotFound):
        unmatched.match(cast.intake, waits.pk, case.reference, at(2026, 3, 4))
