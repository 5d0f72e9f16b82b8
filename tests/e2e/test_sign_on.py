"""To the login page of another organisation at another origin and back, in a real browser under the strict policy."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from config import sign_on
from tests.e2e import barriers
from tests.e2e.browser import nl
from tests.oidc_provider import CLIENT_ID, SECRET

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def elsewhere(live_server, settings) -> Iterator[str]:
    """The login page of Nidos: another process, and by its port another origin."""
    back = live_server.url + reverse("openid_connect_callback", args=["nidos"])
    command = [sys.executable, "-m", "tests.oidc_provider", back]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        address = server.stdout.readline().strip()
        given = {"organisation": "nidos", "name": "Nidos", "issuer": "https://nidos.example", "claim": "staff"}
        made = sign_on.provider(given | {"client_id": CLIENT_ID, "client_secret": SECRET})
        made["settings"]["server_url"] = f"{address}/o"
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [made]}}
        yield address
        server.terminate()


def test_a_guardian_logs_in_with_the_account_of_their_work(elsewhere, new_page, people, live_server):
    page, guardian = new_page(), people["nidos.guardian"]
    page.context.add_cookies([{"name": "who", "value": guardian.staff_id, "url": elsewhere}])
    page.goto("/admin/calendar/")
    assert barriers.of(page) == []
    page.get_by_role("button", name=nl("Log in with your account of %(name)s", name="Nidos")).click()
    page.wait_for_url(f"{live_server.url}/admin/calendar/")
    expect(page.get_by_role("heading", level=1)).to_have_text(nl("My calendar"))


def test_who_is_nobody_here_comes_back_to_the_login_page(elsewhere, new_page, people, live_server):
    page = new_page()
    page.context.add_cookies([{"name": "who", "value": "somebody-else", "url": elsewhere}])
    page.goto("/admin/login/")
    page.get_by_role("button", name=nl("Log in with your account of %(name)s", name="Nidos")).click()
    expect(page.get_by_role("status")).to_contain_text("Uw organisatie kon u niet inloggen")
    assert page.url == f"{live_server.url}/admin/login/"
