"""A dossier on paper: for each recipient and whoever prints, by each ground, what both read and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db.models import DateField
from django.urls import reverse
from django.utils import timezone

from intake.models import Case
from overview import words
from overview.case_file import kinds
from overview.dossier import ON_NO_PAPER
from overview.recipients import FOR_CHILD
from partners import involving
from partners.access import data_of, elsewhere
from partners.access_grounds import READ_ONLY, WRITES_ONLY
from partners.data_classes import SHOWN_BOOKKEEPING, DataClass
from partners.grounds import Ground
from partners.models import AlertAnswer, Notice, Person
from partners.roles import ROLES
from residence.models import AsylumProcedure
from shelter.models import CoboMeeting
from tests.access import letter
from tests.access.canaries import OWN, THEIRS, Found
from tests.access.watching import watching
from tests.access.world import Relation, World, all_models, cells, counted_from, grounds_of, often

pytestmark = pytest.mark.django_db
PRINTERS = ("nidos.guardian", pytest.param("nidos.supervisor", marks=pytest.mark.long))
THE_CASE = Relation(str(Ground.SIGNAL), Ground.SIGNAL)
# Read by both and not said: an answer to an alert is about the work, and of who was told less is said than is read.
OF_A_CASE = {model for model, _column, _order in kinds()} - ON_NO_PAPER
NOT_PRINTED = {AlertAnswer, Notice}
# Too long to stand among others, as on the page of the case; and the scan itself.
UNSAID = {("Consent", "form_text"), ("ComenshaMessage", "payload"), ("Document", "sha256")}


@dataclass(frozen=True)
class Reader:
    """Somebody by role, organisation and the ground by which they stand in the case."""

    role: str
    organisation: object
    ground: Ground

    def reads(self, model: type, owner: object) -> set[str]:
        chosen = letter.columns(data_of(model), self.role, self.ground)
        own = owner == self.organisation
        if not chosen.known or (chosen.own_rows_only and not own):
            return set()
        return set(chosen.own if own else chosen.theirs) - set(SHOWN_BOOKKEEPING)


def distinct(role: str) -> Iterator[Ground]:
    """Each ground that opens something else for this role."""
    seen = set()
    classes = sorted({data_class for model in all_models() for data_class in data_of(model)})
    for ground in grounds_of(role):
        rights = tuple(letter.cell(role, data_class, ground) for data_class in classes)
        if ground not in READ_ONLY and rights not in seen:
            seen.add(rights)
            yield ground


def shared(world: World, printer: Reader, recipient: Reader) -> set[Found]:
    """Every canary that both may read, by the letter of the table."""
    found = set()
    for model in all_models():
        for side, owner in ((THEIRS, world.stranger.organisation_id), (OWN, world.person.organisation_id)):
            both = printer.reads(model, owner) & recipient.reads(model, owner)
            found |= {(model, name, side) for name in both}
    # A consultation is called by its moment.
    if any(model._meta.get_field(name).related_model is CoboMeeting for model, name, _side in found):
        found |= {(CoboMeeting, "meets_at", side) for side in (THEIRS, OWN)}
    return found


def stand_both(world: World, person: Person, ground: Ground) -> Reader:
    """The printer by a signal and the recipient by its ground; of one organisation both by that ground."""
    same = person.organisation_id == world.person.organisation_id
    world.stand(Relation(str(ground), ground) if same else THE_CASE)
    if not same:
        involving.involve(case=world.case.pk, number=world.case.number, organisation=person.organisation,
                          ground=ground, by=world.actor, at=timezone.now())  # fmt: skip
    return Reader(world.role, world.person.organisation_id, ground if same else Ground.SIGNAL)


def may_print(printer: Reader) -> bool:
    """By a ground through which one does more than what is left to do."""
    reads = letter.cell(printer.role, DataClass.DOSSIER, printer.ground).may("reads")
    return reads and printer.ground not in WRITES_ONLY


@pytest.mark.requirement("INV-38", "S000-23")
@pytest.mark.parametrize("world", PRINTERS, indirect=True)
@pytest.mark.parametrize("recipient", often("avim.officer", "ind.officer", "lawyer.lawyer"))
def test_on_paper_stands_what_both_read_and_nothing_else(world: World, people: dict[str, Person], recipient: str):
    if recipient == world.role or ROLES[recipient].kind is None:
        return
    person = people[recipient]
    for ground in distinct(recipient):
        printer = stand_both(world, person, ground)
        reader = Reader(recipient, person.organisation_id, ground)
        if not may_print(printer):
            address = reverse("admin:dossier", args=[world.case.pk])
            assert world.browser.get(address).status_code == 403, printer
        else:
            prints(world, printer, reader, f"{person.organisation.code} {recipient}")


def prints(world: World, printer: Reader, reader: Reader, key: str) -> None:
    may = shared(world, printer, reader)
    address = reverse("admin:dossier", args=[world.case.pk])
    with watching() as seen:
        answer = world.browser.post(address, {"recipient": key, "purpose": "CARE"})
    cells["dossier"] += 1
    where = (printer, reader)
    said = {(model, name) for model, name, _side in may if words.shown(model, name)}
    on_page = {each for each in said if each[0] in OF_A_CASE - NOT_PRINTED}
    said = {each for each in said if each[0] in OF_A_CASE}
    assert answer.status_code == (200 if said else 400), where
    if not on_page:
        return
    content = answer.content.decode()
    assert world.planted.found_in(content) <= may, (where, world.planted.found_in(content) - may)
    fetched = world.planted.found_in(seen.fetched) - may
    assert fetched <= counted_from(address), (where, fetched)
    columns = {each for each in seen.columns if each[0] in all_models() and each[1] in classed_in(each[0])}
    # Whoever chooses reads the number of the case above the form.
    beyond = columns - {(model, name) for model, name, _side in may} - {(Case, "reference")}
    assert beyond == set(), (where, beyond)
    silent = {
        canary: what for canary, what in world.planted.texts().items()
        if what in may and what[:2] in on_page and what[1] not in elsewhere(what[0]) and canary not in content
    }  # fmt: skip
    assert {(what[0].__name__, what[1]) for what in silent.values()} <= UNSAID, (where, silent)


def classed_in(model: type) -> set[str]:
    return {name for fields in data_of(model).values() for name in fields.all} - {"case", "case_id"}


@pytest.mark.parametrize("world", ["nidos.guardian"], indirect=True)
def test_on_the_paper_of_the_child_stands_what_is_listed_for_it_and_nothing_else(world: World):
    world.stand(THE_CASE)
    listed = {(model, name) for model, names in FOR_CHILD.listed.items() for name in names}
    with watching() as seen:
        answer = world.browser.post(reverse("admin:dossier", args=[world.case.pk]),
                                    {"recipient": "child", "purpose": "PROTECTION"})  # fmt: skip
    content = answer.content.decode()
    assert {what[:2] for what in world.planted.found_in(content)} <= listed
    assert {what[:2] for what in world.planted.found_in(seen.fetched)} <= listed
    texts = {canary for canary, what in world.planted.texts().items() if what[:2] in listed}
    assert {canary for canary in texts if canary not in content} == set()
    assert texts


@pytest.mark.parametrize("world", ["nidos.guardian"], indirect=True)
def test_on_the_paper_that_the_child_reads_stand_only_days_that_are_listed_for_it(world: World):
    world.stand(THE_CASE)
    listed = {(model, name) for model, names in FOR_CHILD.listed.items() for name in names}
    answer = world.browser.post(reverse("admin:child_paper", args=[world.case.pk]), {"language": "nl"})
    assert answer.status_code == 200
    found = {what[:2] for what in world.planted.found_in(answer.content.decode())}
    assert found <= {each for each in listed if isinstance(each[0]._meta.get_field(each[1]), DateField)}
    assert (AsylumProcedure, "applied_on") in found
