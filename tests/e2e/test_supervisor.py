"""A supervisor looks back: a child is registered, and the trail says who did that and who saw it, on paper too."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.e2e.browser import Someone, nl
from tests.e2e.test_siblings import ind_registers

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
SECRETS = ("Johannes", "Ghebremedhin")


@pytest.mark.requirement("B-27", "INV-39")
def test_a_supervisor_follows_a_child_and_prints_its_log(arrive_at_work: Callable[..., Someone]) -> None:
    known = ind_registers(arrive_at_work("ind", secrets=SECRETS), timezone.localdate())
    supervisor = arrive_at_work("leiding-nidos", secrets=SECRETS)
    supervisor.go("To sign off")
    supervisor.go("My cases")
    supervisor.follow(supervisor.page.get_by_role("link", name=known).first)
    supervisor.go("The child's own log, to print")
    expect(supervisor.page.get_by_role("heading", level=1)).to_have_text(nl("Who used your data, and why?"))
    expect(supervisor.page.locator("table.stack")).to_contain_text("IND")
    supervisor.go("Trail")
    supervisor.go(known)
    expect(supervisor.page.locator("table.trail tbody tr").first).to_contain_text(nl("printed"))
