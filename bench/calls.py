"""What is measured: the calls of a partner and the pages of a person, each with its floor."""

import secrets
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bench.callers import Caller, Partner, Screen
from bench.floor import BY_TOKEN, LIST, ONE, Floor, Written
from bench.measure import Asked, Call
from partners.models import Involvement

OFTEN, SELDOM, RARE = 200, 60, 20
GUARDIAN = "voogd-2015-001"
DESKS = ("ind", "leiding-nidos", "aanmelding", "avim", "coa", GUARDIAN)
SIGNAL = {"kinds": ["TRAFFICKING"], "certainty": "SLIGHT", "summary": "Invented: somebody waits outside."}


def newcomer() -> dict[str, Any]:
    """A child that nobody has heard of: there is nobody to compare it with."""
    return {
        "child": {"givenNames": invented(), "familyName": invented(), "sex": "F", "languages": ["ti"]},
        "birth": {"date": "2011-02-08", "precision": "DAY", "source": "CHILD", "status": "PROVISIONAL"},
        "arrival": {"intakeLocation": "ter-apel", "arrivedOn": timezone.localdate().isoformat()},
    }


def invented() -> str:
    return "".join(secrets.choice("bdfgklmnprstvz") + secrets.choice("aeiou") for _syllable in range(5)).title()


class Calls:
    """`port`: where Beschut serves. What is asked of the database is seen once in this process, and replayed."""

    def __init__(self, port: int, floor: Callable[[Caller], Floor]) -> None:
        self.port, self.floor = port, floor
        self.partner = Partner("ind", port)
        self.case = self.partner.read("cases?pageSize=1")["results"][0]["id"]

    def seen(self, caller: Caller, path: str, body: Mapping[str, Any] | None = None) -> tuple[list[str], int, Written]:
        """What it asked, how many questions of whatever kind that were, and the rows it wrote."""
        with CaptureQueriesContext(connection) as queries:
            caller.inside(path, body)
        asked = [query["sql"] for query in queries if query["sql"].lstrip("(").startswith("SELECT")]
        return asked, len(queries), self.floor(caller).last_written()

    def as_asked(self, caller: Caller, path: str, body: Mapping[str, Any] | None = None, *,
                 rounds: int = SELDOM) -> Asked:  # fmt: skip
        """A call whose floor asks word for word what Beschut asked."""
        caller.inside(path, body)
        reads, count, written = self.seen(caller, path, body)
        return Asked(lambda: caller.send(path, body), lambda floor: floor.again(reads, written), count, rounds)

    def by_hand(self, path: str, reads: tuple[str, ...], most: float) -> Asked:
        """A call whose floor asks no more than it takes."""
        self.partner.inside(path)
        _reads, count, written = self.seen(self.partner, path)
        asked, who = (*BY_TOKEN, *reads), self.partner.who | {"case": self.case}
        return Asked(lambda: self.partner.send(path), lambda floor: floor.asked(asked, written, **who),
                     count, OFTEN, most)  # fmt: skip

    def new_case(self) -> Asked:
        # Only once is the same child new.
        self.partner.inside("cases", newcomer())
        _reads, count, written = self.seen(self.partner, "cases", newcomer())
        return Asked(lambda: self.partner.send("cases", newcomer()),
                     lambda floor: floor.asked(BY_TOKEN, written), count, OFTEN, 7)  # fmt: skip

    def search(self) -> Asked:
        named = newcomer()
        self.partner.inside("cases", named)
        names = (named["child"][name] for name in ("givenNames", "familyName"))
        return self.as_asked(self.partner, "case-searches", {"name": " ".join(names)})

    def all(self, only: str = "") -> Iterator[Call]:
        """Each of them, or those whose name holds this text; made when it is asked for."""
        for what, make in (self.of_partner() | self.of_people()).items():
            if only in what:
                yield Call(what, make())

    def of_partner(self) -> dict[str, Callable[[], Asked]]:
        case, ask, partner = self.case, self.as_asked, self.partner
        return {
            "API: a list of 100": lambda: self.by_hand("cases?pageSize=100", (LIST,), 2.5),
            "API: one case": lambda: self.by_hand(f"cases/{case}", ONE, 4),
            "API: a new case": self.new_case,
            "API: a signal, told to all": lambda: ask(partner, f"cases/{case}/signals", SIGNAL),
            "API: a search by name": self.search,
            "API: the timeline of a case": lambda: ask(partner, f"cases/{case}/timeline"),
            "API: notices": lambda: ask(partner, "notices"),
            "API: what is new": lambda: ask(partner, "changes"),
        }

    def of_people(self) -> dict[str, Callable[[], Asked]]:
        pages = {f"desk: {username}": (username, reverse("admin:index")) for username in DESKS}
        pages |= {
            "a guardian's case page": (GUARDIAN, reverse("admin:intake_case_change", args=[self.own])),
            "the trail of a case": ("fg", reverse("admin:trail", args=[self.case])),
            "figure RP-01": ("rapporteur", reverse("admin:figure_rapporteur")),
            "figure RP-05": ("coa", reverse("admin:capacity")),
        }
        return {what: partial(self.page, *page) for what, page in pages.items()}

    def page(self, username: str, path: str) -> Asked:
        return self.as_asked(Screen(username, self.port), path, rounds=RARE)

    @property
    def own(self) -> UUID:
        """A case of the guardian, the newest."""
        cases = Involvement.objects.filter(person__username=GUARDIAN, until=None)
        return cases.latest("since").case_id
