"""Every address of the site, from the URL configuration itself, filled with the rows of a case full of canaries.

A route of which a part cannot be filled fails the tests that walk through here, and is named: a new kind of record, a
new act or resource fills itself; a route by hand with a part of another name gets a line in BY_NAME.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.urls import URLResolver, get_resolver

from audit.models import Entry, Recorded
from intake.models import Child, PossibleDuplicate
from overview import apart
from overview.acts import ACTS
from partners.access_table import WITHOUT_CASE
from partners.data_classes import DataClass
from partners.models import Client, Person
from shelter.models import CoboMeeting
from tests.access.canaries import THEIRS, Planted

METHODS = ("get", "head", "options", "post", "put", "patch", "delete")
# Routes by regular expression name their parts in no readable way: one address for each.
BY_HAND = {"app_list": "admin/intake/", "nowhere": "api/v1/cases/none/such"}
CATCH_ALL = "admin/intake/child/add/"
RECORDS = {model._meta.model_name: model for model in apps.get_models() if issubclass(model, Recorded)}
BY_NAME: dict[str, Callable[[Planted], Any]] = {
    "pair": lambda planted: record_of(planted, PossibleDuplicate),
    "location": lambda planted: planted.house.pk,
    "meeting": lambda planted: record_of(planted, CoboMeeting),
    "client": lambda _planted: Client.objects.values_list("client_id", flat=True).first() or "none",
    "entry": lambda _planted: Entry.objects.exclude(user_id="").values_list("pk", flat=True).first() or 1,
    "person": lambda _planted: Person.objects.order_by("username")[0].pk,
    "year": lambda _planted: 2016,
    "secret": lambda _planted: "nobody-knows-this",
    "provider_id": lambda _planted: "nobody",
    "identifier": lambda _planted: "S004-46",
    "content_type_id": lambda _planted: ContentType.objects.get_for_model(Child).pk,
}
# Read of any case without standing in it, by who may read this class of data of all of them.
AUDITED = {
    "trail": DataClass.AUDIT, "trail_csv": DataClass.AUDIT, "trail_logboek": DataClass.AUDIT,
    "child_log": DataClass.CHILD_LOG,
}  # fmt: skip
PART = re.compile(r"<(?:\w+:)?(\w+)>")


class Unfillable(Exception):
    """A route with a part that nobody knows how to fill."""


@dataclass(frozen=True)
class Route:
    """One pattern of the URL configuration."""

    pattern: str
    name: str
    view: Any

    def audited(self, role: str) -> bool:
        """Whether this role reads it without standing in the case."""
        return self.name in AUDITED and role in WITHOUT_CASE[AUDITED[self.name]]

    @property
    def parts(self) -> list[str]:
        return [] if self.by_hand else PART.findall(self.pattern)

    @property
    def by_hand(self) -> bool:
        return "(" in self.pattern

    @property
    def is_api(self) -> bool:
        return self.pattern.lstrip("^").startswith("api/")

    @property
    def bare(self) -> str:
        return self.pattern.removeprefix("api/v1/")

    @property
    def reads(self) -> bool:
        """Whether there is anything to read; what only takes something in answers 405 to that."""
        return hasattr(getattr(self.view, "view_class", None) or self.view.cls, "get")

    @property
    def in_case(self) -> bool:
        return "case" in self.parts


@dataclass(frozen=True)
class Address:
    """A route with each of its parts filled in."""

    route: Route
    values: Mapping[str, Any]

    @property
    def path(self) -> str:
        if self.route.by_hand:
            return "/" + BY_HAND.get(self.route.name, CATCH_ALL)
        return "/" + PART.sub(lambda part: str(self.values[part[1]]), self.route.pattern)

    @property
    def api(self) -> str:
        return self.path.removeprefix("/api/v1/")

    def with_(self, **changed: Any) -> "Address":
        return replace(self, values={**self.values, **changed})

    @property
    def below_case(self) -> list[str]:
        """The parts that name a record of the case."""
        ids = [name for name, value in self.values.items() if isinstance(value, UUID)]
        return [name for name in ids if name != "case"] if self.route.in_case else []


def routes() -> list[Route]:
    return list(walk(get_resolver()))


def walk(resolver: URLResolver, before: str = "") -> Iterator[Route]:
    for each in resolver.url_patterns:
        pattern = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from walk(each, pattern)
        else:
            yield Route(pattern, each.name or "", each.callback)


def addresses(planted: Planted, route: Route) -> Iterator[Address]:
    """The route for each act or kind of record it serves, or once. Raises Unfillable."""
    if route.name == "apart":
        for name, resource in apart.RESOURCES.items():
            yield Address(route, {"name": name, "case": planted.case.pk, "pk": record_of(planted, resource.model)})
    elif "name" in route.parts:
        for act in ACTS.values():
            if act.in_case == route.in_case and (act.parent not in {"", "case"}) == ("parent" in route.parts):
                parent = {"parent": record_of(planted, act.parent_model)} if "parent" in route.parts else {}
                yield Address(route, {"name": act.name, "case": planted.case.pk} | parent)
    else:
        yield Address(route, {part: value(planted, route, part) for part in route.parts})


def value(planted: Planted, route: Route, part: str) -> Any:
    model = model_named(route, part)
    if model is not None:
        return record_of(planted, model)
    if part in BY_NAME:
        return BY_NAME[part](planted)
    act = getattr(getattr(route.view, "view_class", None), "act", None)
    if act is not None and part == act.parent:
        return record_of(planted, act.parent_model)
    raise Unfillable(f"{route.pattern}: nobody knows what {part!r} is (tests/access/routes.py)")


def model_named(route: Route, part: str) -> type[Model] | None:
    """The kind of record that a part names: by the view's resource, the route's name or its own."""
    if part == "pk":
        return route.view.view_class.resource.model
    if part == "object_id":
        names = route.name.split("_")
        return apps.get_model(names[0], names[1]) if names[-1] == "history" else Child
    return RECORDS.get(part.replace("_", ""))


def record_of(planted: Planted, model: type[Model] | None) -> UUID:
    """A row that is there; of what is computed, or stands in no case, an id that is nobody's."""
    row = planted.rows.get((model, THEIRS))
    return row.pk if row is not None else uuid4()
