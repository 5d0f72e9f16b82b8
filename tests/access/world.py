"""One role at both doors, with a case full of canaries in which it stands in one way at a time.

What must come is read from the table by tests/access/letter.py, not by the code under test.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from audit import ledger
from audit.models import Recorded
from config.encryption import sealed_fields
from intake import duplicate, name_search
from intake.models import (
    AgeAssessment,
    BirthDateRecord,
    Case,
    CaseMerge,
    Child,
    Consent,
    ConsentStatement,
    Disclosure,
    EmergencyAccess,
    NoReport,
    Signal,
    SubjectRequest,
)
from overview.acts import ACTS
from partners import involving
from partners.access import data_of
from partners.access_grounds import READ_ONLY
from partners.access_table import TABLE
from partners.actors import of_person
from partners.grounds import IN_PERSON, Ground
from partners.models import Involvement, Notice, Person
from partners.roles import ROLES
from shelter.models import Bed, Indication, Location, Placement, RestExtension, RestPeriod
from tests.access import canaries, letter
from tests.access.canaries import OWN, THEIRS, Planted
from tests.access.watching import Seen, watching
from tests.partner_api import Partner, partner

FEW = 6
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
# Every row was written once; a row that is read first to learn that would cost a call.
AS_PLANTED = '"1"'
# One role of each kind of right: these in every run, all of them in `make check-long`.
OFTEN = ("nidos.guardian", "nidos.intake", "nidos.supervisor", "avim.officer", "ind.officer", "coa.placement")
# What a role is asked at each relation is shared out: in every run an act or address comes by at every fifth relation,
# in `make check-long` at all of them.
SHARES = 5
cells: Counter[str] = Counter()


def often(*roles: str) -> list[Any]:
    """Every role; those that are not named only in the long run."""
    return [role if role in roles else pytest.param(role, marks=pytest.mark.long) for role in ROLES]


@dataclass(frozen=True)
class Relation:
    """How somebody stands to a case, and the ground by which that is read in the table; None: it knows of no case."""

    name: str
    ground: Ground | None = None
    joined: bool = False
    closed: bool = False

    def __str__(self) -> str:
        return self.name

    @property
    def knows(self) -> bool:
        return self.ground is not None

    @property
    def still(self) -> bool:
        """Whether nothing is done there any more."""
        return self.joined or self.closed


# What is open for a person alone opens nothing for somebody else, and what only says why more is read opens no case.
NOT_THERE = ("formerly", "another organisation", "own signal", "another's emergency", *sorted(IN_PERSON))
RESTRICTED = ("another person", "another role", "another house")


def relations(role: str) -> Iterator[Relation]:
    """Each way of not standing in the case, each ground whose rights differ from those before, and a joined file."""
    yield from (Relation(name) for name in NOT_THERE)
    # A supervisor stands in every case of the own organisation, whoever in it is named.
    yield from (Relation(name, Ground.SIGNAL if ROLES[role].is_supervisor else None) for name in RESTRICTED)
    seen: set[tuple[Any, ...]] = set()
    for ground in grounds_of(role):
        classes = {data_class for model in all_models() for data_class in data_of(model)}
        rights = (ground in READ_ONLY, *(letter.cell(role, data_class, ground) for data_class in sorted(classes)))
        if rights not in seen:
            seen.add(rights)
            yield Relation(str(ground), ground)
    yield Relation("joined", Ground.SIGNAL, joined=True)
    yield Relation("closed", Ground.SIGNAL, closed=True)


def grounds_of(role: str) -> list[Ground]:
    """The grounds that let this role know of a case; an emergency is never a supervisor's."""
    never = {Ground.OWN_SIGNAL, *IN_PERSON} | ({Ground.EMERGENCY} if ROLES[role].is_supervisor else set())
    return [ground for ground in Ground if ground not in never]


def unknowing(role: str) -> Iterator[Relation]:
    return (relation for relation in relations(role) if not relation.knows)


def all_models() -> list[type[Recorded]]:
    return [Case, Child, *canaries.planted_models()]


class World:
    """The actor, its client, its browser, and the case."""

    def __init__(self, role: str, people: dict[str, Person], case: Case, other_case: Case) -> None:
        self.role, self.person = role, people[role]
        self.actor = of_person(self.person)
        self.stranger = people["lawyer.lawyer" if role != "lawyer.lawyer" else "evenaar.clinician"]
        self.colleague = Person.objects.create(
            username="colleague", name="P. colleague", organisation=self.person.organisation, role=role
        )
        provider = people["bo_provider.mentor"].organisation
        house = Location.objects.create(name="Huis (test)", kind="BO", provider=provider, address="Verzonnen Pad 1")
        bed = Bed.objects.create(location=house, label="1")
        self.planted = Planted(case, other_case, house, bed, self.stranger)
        self.leaks: dict[str, set[str]] = {}
        self.seen_by: dict[Ground, frozenset[canaries.Found]] = {}
        self.at = timezone.now()
        canaries.plant(self.planted, theirs=of_person(self.stranger), own=self.actor, at=self.at)
        # No verb wrote these names, so none keeps the words by which a child is found.
        name_search.keep_words(self.case.pk, duplicate.personas([self.case.pk])[self.case.pk])
        self.api: Partner = partner(str(ROLES[role].kind or "NIDOS"), role)
        self.browser = Client(raise_request_exception=False)
        self.browser.force_login(self.person, backend="partners.login.PersonBackend")

    @property
    def case(self) -> Case:
        return self.planted.case

    def stand(self, relation: Relation, case: Case | None = None) -> None:
        """End whatever involvement there is and begin this one."""
        case, now = case or self.case, timezone.now()
        soon = now + timedelta(hours=1)
        for row in Involvement.objects.open(now).filter(case_id=case.pk):
            involving.end(row, by=self.actor, at=now, until=now)
        given = {
            "own signal": {"ground": Ground.OWN_SIGNAL}, "another person": {"person": self.colleague},
            "another role": {"role": "nidos.guardian" if self.role != "nidos.guardian" else "nidos.intake"},
            "another house": {"location": uuid4()},
            "another organisation": {"organisation": self.stranger.organisation},
            "another's emergency": {"ground": Ground.EMERGENCY, "person": self.colleague, "until": soon},
        }.get(relation.name) or self.given(relation, soon)  # fmt: skip
        self.api = replace(
            self.api, purpose="ACUTE_DANGER" if given.get("ground") == Ground.EMERGENCY else "PROTECTION"
        )
        known = {"organisation": self.person.organisation, "ground": Ground.SIGNAL} | given
        row = involving.involve(case=case.pk, number=case.number, by=self.actor, at=now, **known)
        if relation.name == "formerly":
            involving.end(row, by=self.actor, at=now, until=now)
        if relation.joined:
            row.goes_on_in, row.goes_on_as = self.planted.other_case.pk, self.planted.other_case.reference
            ledger.record(row, by=self.actor, at=now)
        if relation.closed:
            involving.involve(case=case.pk, number=case.number, organisation=self.stranger.organisation,
                              ground=Ground.CLOSED, by=self.actor, at=now)  # fmt: skip

    def given(self, relation: Relation, soon: datetime) -> dict[str, Any]:
        """The ground, with the person and the end that it asks for."""
        ground = Ground(relation.name) if relation.name in Ground.values else relation.ground or Ground.SIGNAL
        alone = {"person": self.person} if ground in {*READ_ONLY, *IN_PERSON} else {}
        return {"ground": ground, **alone, **({"until": soon} if ground in READ_ONLY else {})}

    def ask(self, relation: Relation, method: str, path: str, body: Any = None) -> HttpResponse:
        """One call of the API, of which nothing may leak on any way out."""
        with watching() as seen:
            answer = self.api.send(method, path, body, If_Match=AS_PLANTED)
        self.keeps_quiet(relation, answer, seen, f"{method} {path}", fetches=method in {"get", "head", "options"})
        return answer

    def visit(self, relation: Relation, path: str, method: str = "get", **sent: Any) -> HttpResponse:
        """One page of the screen, likewise. A form shows what its act changes, so there the whole row is fetched."""
        with watching() as seen:
            answer = getattr(self.browser, method)(path, **sent)
        self.keeps_quiet(relation, answer, seen, f"{method} {path}", fetches="/acts/" not in path)
        return answer

    def keeps_quiet(self, relation: Relation, answer: HttpResponse, seen: Seen, asked: str, *, fetches: bool) -> None:
        """No canary in body, headers or log that may not be there; none fetched either by what only reads."""
        cells["asked"] += 1
        assert answer.status_code < 500, (self.role, str(relation), asked)
        # What one says oneself is no leak; what is told of it by the answer, tests/access/test_parameters.py asks.
        may = allowed(self, relation) | self.in_no_case | self.told_apart(asked) | self.planted.found_in(asked)
        may |= read_alone(self, relation, asked)
        self.found(relation, asked, "said", self.planted.found_in(answer.content.decode()) - may)
        self.found(relation, asked, "in a header", self.planted.found_in(f"{answer.headers} {answer.cookies}"))
        self.found(relation, asked, "logged", self.planted.found_in("\n".join(seen.lines)))
        if fetches:
            may |= counted_from(asked)
            self.found(relation, asked, "fetched", self.planted.found_in(seen.fetched) - may)
            # A list, a trail and a comparison hold rows of cases in which one stands by another ground as well.
            if str(self.case.pk) in asked and not re.search("/(trail|compare)/", asked):
                self.found(relation, asked, "fetched", columns_beyond(seen, may))

    def found(self, relation: Relation, asked: str, way: str, what: set[canaries.Found]) -> None:
        """Keep each leak, so that a test names all of them."""
        for model, name, side in what:
            leak = f"{model.__name__}.{name} ({side}) {way} by {ID.sub('…', asked)}"
            self.leaks.setdefault(leak, set()).add(str(relation))

    def told_apart(self, asked: str) -> set[canaries.Found]:
        """What is told outside every case, where that is."""
        if str(self.case.pk) in asked:
            return self.told_to_the_child() if "/log/" in asked else set()
        return self.outside_every_case

    @cached_property
    def outside_every_case(self) -> set[canaries.Found]:
        """One's own rows, and what stands in no case."""
        found = set()
        for model in all_models():
            chosen = letter.outside(data_of(model), self.role)
            if chosen.known:
                found |= {(model, name, OWN) for name in chosen.own}
                alone = (stands_in_none(model) or model in REVIEWED) and not chosen.own_rows_only
                found |= {(model, name, THEIRS) for name in chosen.theirs} if alone else set()
        return found

    @cached_property
    def in_no_case(self) -> set[canaries.Found]:
        """What is about no child and this role reads outside every case; it says no more within one."""
        may: set[canaries.Found] = set()
        for model in (model for model in all_models() if not hasattr(model, "case_id")):
            chosen = letter.outside(data_of(model), self.role)
            if chosen.known and not chosen.own_rows_only:
                may |= {(model, name, side) for name in chosen.theirs for side in SIDES}
        return may

    def told_to_the_child(self) -> set[canaries.Found]:
        """What the log of the child says of what was given to others, for who reads it without standing there."""
        chosen = letter.outside(data_of(Disclosure), self.role)
        return {(Disclosure, name, side) for name in chosen.theirs for side in SIDES} if chosen.known else set()


def read_alone(world: World, relation: Relation, asked: str) -> set[canaries.Found]:
    """What is read of one record by itself only: at its own address, and in the form that corrects it."""
    if relation.ground is None or not re.search(ALONE, asked):
        return set()
    found = set()
    for model in all_models():
        for data_class in letter.APART & data_of(model).keys():
            right = letter.cell(world.role, data_class, relation.ground)
            seen = {0: (), 1: data_of(model)[data_class].summary, 2: data_of(model)[data_class].all}[right.reads]
            found |= {(model, name, side) for name in seen for side in SIDES}
    return found


def columns_beyond(seen: Seen, may: set[canaries.Found]) -> set[canaries.Found]:
    """Columns that were fetched of some row, though of no row they may be."""
    of_any_row = {(model, name) for model, name, _side in may}
    return {(model, name, "column") for model, name in seen.columns - of_any_row
            if model not in ASKED_BY_ACCESS and name in classed(model)}  # fmt: skip


def asked_by_buttons() -> dict[type[Recorded], str]:
    """A button of a page asks its verb's check with the record, but for what lies encrypted."""
    models = {act.parent_model for act in ACTS.values() if act.in_case and act.parent_model is not None}
    return {model: " ".join(classed(model) - set(sealed_fields(model))) for model in models}


def counted_from(asked: str) -> set[canaries.Found]:
    """What is fetched to count with and told to nobody: where clocks are shown, and where buttons are."""
    columns = COUNTED_FROM
    page = asked.partition("?")[0]
    if "/figures/" in page:
        columns = FIGURES_FROM
    if re.search(BUTTONS, page):
        columns = columns | asked_by_buttons()
    if not re.search(rf"/(terms|timeline)$|/figures/|{BUTTONS}", page):
        return set()
    return {(model, name, side) for model, names in columns.items() for name in names.split() for side in SIDES}


BUTTONS = r"/change/$|/apart/"
SIDES = (OWN, THEIRS, "column")
ALONE = re.compile(r"/(accounts|case-categories)/[0-9a-f-]{36}|/acts/(accounts|case-categories)-corrections/")
# Who reviews emergencies reads them outside every case (rule b); each stands in one.
REVIEWED = {EmergencyAccess, SubjectRequest}
COUNTED_FROM: dict[type[Recorded], str] = {
    AgeAssessment: "contested_on final_on",
    BirthDateRecord: "date precision source status effective_from",
    Case: "number reference",
    Indication: "decided_on coa_informed_at ended_on outcome ground",
    RestPeriod: "starts_on",
    RestExtension: "rest days approved_at",
}
# These say who may know of a case and of what was told; every request begins with them.
# What figures are counted from; they show how many, and nothing of any.
FIGURES_FROM: dict[type[Recorded], str] = {
    AgeAssessment: "contested_on final_on",
    BirthDateRecord: "case date precision source status effective_from",
    CaseMerge: "case into",
    Consent: "case purpose explained_on",
    ConsentStatement: "case consent corrects says capacity said_on evidence",
    NoReport: "case reason decided_on",
    RestExtension: "rest days approved_at",
    Signal: "case kinds raised_at status",
}
ASKED_BY_ACCESS = {Involvement, Notice}


def stands_in_none(model: type[Recorded]) -> bool:
    """Whether a kind of record is about no case, also where it comes to name one."""
    return not hasattr(model, "case_id") or next(iter(data_of(model))) not in TABLE


def classed(model: type[Recorded]) -> set[str]:
    return {name for fields in data_of(model).values() for name in fields.all} - {"case", "case_id"}


def allowed(world: World, relation: Relation) -> frozenset[canaries.Found]:
    """Every canary that may be seen: the model, the field and whose row it stands in."""
    if relation.ground is None:
        return frozenset()
    if relation.ground not in world.seen_by:
        world.seen_by[relation.ground] = frozenset(seen_by(world.role, relation.ground))
    return world.seen_by[relation.ground]


def seen_by(role: str, ground: Ground) -> set[canaries.Found]:
    found = set()
    for model in all_models():
        chosen = letter.columns(data_of(model), role, ground)
        if chosen.known:
            found |= {(model, name, OWN) for name in chosen.own}
            found |= set() if chosen.own_rows_only else {(model, name, THEIRS) for name in chosen.theirs}
    # Rest begins on the day of the first admission: whoever reads the placement reads that day.
    if (Placement, "starts_at", THEIRS) in found:
        found.add((RestPeriod, "starts_on", THEIRS))
    return found


def shares() -> list[Any]:
    return [0, *(pytest.param(number, marks=pytest.mark.long) for number in range(1, SHARES))]


def share_of(asked: Iterable[Any], number: int) -> list[Any]:
    """One share; counted on from relation to relation, so that no act or address is always left out."""
    return list(asked)[number % SHARES :: SHARES]


def some(routes: Iterable[Any], relation: Relation) -> list[Any]:
    """Every route for whoever knows of the case; a few for who does not: test_strangers.py asks them all."""
    found = list(routes)
    return found if relation.knows else found[:: max(1, len(found) // FEW)]


def attempt(send: Any) -> HttpResponse:
    """Do it, and put back whatever it did."""
    point = transaction.savepoint()
    try:
        return send()
    finally:
        transaction.savepoint_rollback(point)


def bare(answer: HttpResponse, ids: Mapping[str, str]) -> tuple[Any, ...]:
    """An answer without what differs from one request to the next, and without the ids that were asked for."""
    text = answer.content.decode()
    for value, name in ids.items():
        text = text.replace(value, name)
    text = re.sub(r'(csrfmiddlewaretoken" value=|name="next" value=|nonce=)"[^"]*"', r"\1", text)
    passing = {"traceparent", "Date", "Content-Length", "Content-Security-Policy", "RateLimit", "Expires"}
    heads = {name: value for name, value in answer.headers.items() if name not in passing}
    for value, name in ids.items():
        heads = {head: said.replace(value, name) for head, said in heads.items()}
    return answer.status_code, text, heads
