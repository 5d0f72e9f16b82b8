"""The description of the API as a page: Swagger UI from our own server, under the strict content-security policy."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_the_api_is_read_and_opened_on_its_own_page(new_page, live_server):
    page, asked = new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/api/v1/docs#/notices/listNotices")  # the page renders what is in view: this link leads there
    notices = page.locator("#operations-notices-listNotices")
    expect(notices).to_be_visible(timeout=30_000)
    expect(notices).to_contain_text("Request-User-Id")
    expect(notices).to_contain_text("waiting")
    foreign = [url for url in asked if not url.startswith((live_server.url, "data:"))]
    assert foreign == []
