"""A signal from outside, through the caseworker's door."""

import pytest
from django.urls import reverse

from intake.models import Signal
from partners.models import Notice

pytestmark = pytest.mark.django_db
SAID = {"kinds": ["TRAFFICKING"], "certainty": "SLIGHT", "source_step": "LATER", "summary": "Zei dat zij moet werken."}


@pytest.fixture
def ggd(client, people):
    client.force_login(people["ggd.health_worker"])
    return client


@pytest.fixture
def page():
    return reverse("admin:outside_signal")


@pytest.mark.requirement("S004-88", "EC-03")
def test_a_health_worker_raises_a_signal_and_is_told_nothing_of_the_child(ggd, page, open_case):
    case = open_case(v_number="2900000017")
    answers = [
        ggd.post(page, {**SAID, "v_number": number}, follow=True).content.decode()
        for number in ("2900000017", "2900000099")
    ]
    assert [signal.case for signal in Signal.objects.order_by("raised_at")] == [case, None]
    assert Notice.objects.count() == 6
    for answer in answers:
        assert "Semhar" not in answer
        assert case.reference not in answer


@pytest.mark.requirement("S004-88")
def test_a_signal_without_a_child_is_refused_and_what_was_typed_stays(ggd, page):
    answer = ggd.post(page, {**SAID, "name": "Semhar"})
    assert answer.status_code == 409
    assert "Zei dat zij moet werken." in answer.content.decode()
    assert not Signal.objects.exists()


def test_an_organisation_sees_its_own_signals_again_and_nobody_elses(ggd, page, people, client):
    ggd.post(page, {**SAID, "v_number": "2900000099"})
    assert "Zei dat zij moet werken." in ggd.get(page).content.decode()
    client.force_login(people["vwn.observer"])
    assert "Zei dat zij moet werken." not in client.get(page).content.decode()


@pytest.mark.requirement("S004-88")
def test_who_reads_every_signal_is_shown_only_the_own_ones_here(ggd, page, people, client):
    ggd.post(page, {**SAID, "v_number": "2900000099"})
    client.force_login(people["nidos.intake"])
    client.post(page, {**SAID, "summary": "Vertelt niets meer.", "v_number": "2900000099"})
    shown = client.get(page).content.decode()
    assert "Vertelt niets meer." in shown
    assert "Zei dat zij moet werken." not in shown


@pytest.mark.parametrize("role", ["nr.analyst", "system.administrator", "dpo.officer", "comensha.clerk"])
def test_who_raises_no_signals_has_no_such_page(client, people, page, role):
    client.force_login(people[role])
    assert client.get(page).status_code == 403
