"""Every list of the API, of the demo, read page by page: the same rows in the same order as read at once."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from django.urls import URLPattern

from intake.models import Case
from overview.api.urls import urlpatterns
from partners.models import Person
from tests.partner_api import BASE, Partner, partner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]
# Who is asked for what nobody else reads: the waiting list, colleagues, houses, reports.
WHO = ("leiding-nidos", "coa")
CASES, LINKS = 3, 3


def lists() -> list[str]:
    """The address of every list that is about nothing else, or about a case and nothing else."""
    found = [str(pattern.pattern) for pattern in urlpatterns if isinstance(pattern, URLPattern) and is_list(pattern)]
    return [route for route in found if "<" not in route.replace("<uuid:case>", "")]


def is_list(pattern: URLPattern) -> bool:
    view = getattr(pattern.callback, "view_class", None)
    return getattr(view, "paged", False) and hasattr(view, "get")


def page_by_page(who: Partner, path: str) -> list[Any]:
    rows, link = [], f"{path}?pageSize=1"
    for _link in range(LINKS):
        answer = who.get(link)
        rows += answer["results"]
        if answer["next"] is None:
            break
        parts = urlsplit(answer["next"])
        link = f"{parts.path.removeprefix(f'{BASE}/')}?{parts.query}"
    return rows


@pytest.mark.parametrize("username", WHO)
def test_read_one_by_one_a_list_is_what_it_is(username: str, subtests: pytest.Subtests) -> None:
    person = Person.objects.select_related("organisation").get(username=username)
    who = partner(person.organisation.code, person.role, user_id=person.staff_id)
    several = set()
    for route in lists():
        for case in Case.objects.order_by("-number")[:CASES] if "<" in route else [None]:
            path = route.replace("<uuid:case>", str(case.pk) if case else "")
            answer = who.send("get", path)
            rows = answer.json()["results"] if answer.status_code == 200 else []
            if len(rows) > 1:
                several.add(route)
                with subtests.test(path=path):
                    assert page_by_page(who, path) == rows[:LINKS]
    assert len(several) > 1
