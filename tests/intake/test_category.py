"""Special data: in a table of its own, for who is authorised in person, and nothing follows from it (C5 rule g)."""

import ast
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from audit.models import Entry, Kind
from intake import category, naming, signal
from intake.models import CaseCategory, Signal
from partners import access, involvement, involving, rights
from partners.access import NotAllowed
from partners.actors import of_person
from partners.errors import NotFound
from partners.grounds import Ground
from partners.models import Notice, Person
from residence import guardianship
from shelter import indication
from tests.houses import admit, indicate, make_house, perform, place, refusal
from tests.partner_api import as_partner

__all__ = ["admit", "as_partner", "indicate", "make_house", "place"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_without_the_ledger")]
ROOT = Path(__file__).resolve().parents[2]
CANARY = "Zij zegt dat zij op meisjes valt."
SAID = {"group": "LGBT", "basis": CANARY}


@pytest.fixture
def case(open_case, people, cast, at):
    opened = open_case()
    guardianship.request(case=opened, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 2))
    return opened


@pytest.fixture
def authorise(people, cast, at):
    """A supervisor authorises somebody from 3 March to 1 April."""

    def authorised(case, role="nidos.guardian", *, by=None, on=None, **said):
        known = {"person": people[role], "reason": "Begeleidt dit kind.", "last_day": date(2026, 4, 1)}
        return naming.authorise(case=case, by=by or cast.supervisor, at=on or at(2026, 3, 3, 9), **known | said)

    return authorised


@pytest.fixture
def recorded(case, authorise, cast, at):
    authorise(case)
    return perform(category.RECORD, by=cast.guardian, at=at(2026, 3, 3), data=SAID, case=case.id)


@pytest.fixture
def read(at):
    def reads(row, actor, moment=None):
        standing = involvement.standing(actor, row.case_id, moment or at(2026, 3, 4))
        return access.read_one(CaseCategory.objects.all(), row.pk, standing)[0]

    return reads


@pytest.mark.requirement("B-24", "S003-12")
def test_the_group_and_what_it_rests_on_lie_encrypted_and_their_versions_too(recorded):
    with connection.cursor() as cursor:
        for table in ("intake_casecategory", "intake_historicalcasecategory"):
            cursor.execute(f'SELECT "group", basis FROM {table}')
            [stored] = cursor.fetchall()
            assert all(value.startswith(f"{recorded.case.data_key}:") for value in stored)
            assert not any("LGBT" in value or "meisjes" in value for value in stored)


@pytest.mark.requirement("S003-01")
def test_the_cell_of_the_role_is_not_enough_and_neither_is_the_authorisation(case, authorise, recorded, read, cast):
    assert str(read(recorded, cast.guardian)["group"]) == "LGBT"
    assert read(recorded, cast.intake) is None
    with pytest.raises(NotAllowed):
        perform(category.RECORD, by=cast.intake, at=recorded.created_at, data=SAID, case=case.id)
    for role in ("avim.officer", "ind.officer", "coa.placement"):
        assert rights.of_role(role, "CATEGORY") == rights.DENIED


def test_it_ends_after_its_last_day_and_when_a_supervisor_takes_it_off(case, authorise, recorded, read, cast, at):
    assert read(recorded, cast.guardian, at(2026, 4, 1, 23, 59)) is not None
    assert read(recorded, cast.guardian, at(2026, 4, 2, 0)) is None
    row = authorise(case, on=at(2026, 4, 2), last_day=date(2026, 5, 1))
    assert read(recorded, cast.guardian, at(2026, 4, 3)) is not None
    naming.end(named_person=row, end_reason="Niet meer nodig.", by=cast.supervisor, at=at(2026, 4, 4))
    assert read(recorded, cast.guardian, at(2026, 4, 4, 11)) is not None
    assert read(recorded, cast.guardian, at(2026, 4, 4, 12)) is None


def test_it_holds_for_this_case_and_this_person_only(case, authorise, recorded, read, people, cast, at):
    for who in (cast.supervisor, replace(cast.guardian, person_id=None)):
        try:
            assert read(recorded, who) is None
        except NotFound:
            assert who.person_id is None
    assert involvement.standing(cast.guardian, case.id, at(2026, 3, 4)).grounds == {"GUARDIAN", "AUTHORISED"}


def test_by_itself_it_shows_not_even_the_case(case, recorded, read, people, cast, at):
    for row in involvement.of_actor(cast.guardian, at(2026, 3, 4)).filter(ground=Ground.GUARDIAN):
        involving.end(row, by=cast.intake, at=at(2026, 3, 5), until=at(2026, 3, 5))
    with pytest.raises(NotFound):
        read(recorded, cast.guardian, at(2026, 3, 5, 13))
    assert case.id not in involvement.visible_cases(cast.guardian, at(2026, 3, 5, 13)).values_list(
        "case_id", flat=True
    )


class TestWhoAuthorises:
    def test_a_second_person_of_the_same_organisation_who_is_a_supervisor(self, case, authorise, people, cast):
        other = of_person(people["ind.supervisor"])
        assert refusal(lambda: authorise(case, by=cast.guardian))[0] == "only-a-supervisor"
        assert refusal(lambda: authorise(case, by=other))[0] == "no-colleague"
        assert refusal(lambda: authorise(case, "nidos.supervisor"))[0] == "yourself"

    def test_whose_role_reads_special_data_and_who_sees_the_case(self, case, authorise, open_case, at, people):
        assert refusal(lambda: authorise(case, "nidos.care_coordinator"))[0] == "role-reads-nothing"
        other = open_case(given_names="Yonas", family_name="Haile", born=date(2010, 5, 5))
        assert refusal(lambda: authorise(other, "nidos.guardian"))[0] == "does-not-see-case"
        Person.objects.filter(pk=people["nidos.guardian"].pk).update(is_active=False)
        people["nidos.guardian"].refresh_from_db()
        assert refusal(lambda: authorise(case))[0] == "does-not-see-case"

    @pytest.mark.parametrize(("said", "code"), [
        ({"reason": " "}, "no-reason"), ({"last_day": None}, "day-impossible"),
        ({"last_day": date(2026, 3, 2)}, "day-impossible"), ({"last_day": date(2026, 8, 31)}, "day-impossible"),
    ])  # fmt: skip
    def test_with_a_reason_and_for_half_a_year_at_most(self, case, authorise, said, code):
        assert refusal(lambda: authorise(case, **said))[0] == code
        assert authorise(case, last_day=date(2026, 8, 30)).version == 1
        assert refusal(lambda: authorise(case))[0] == "named-already"

    def test_only_a_supervisor_of_the_same_organisation_ends_it(self, case, authorise, people, cast, at):
        row = authorise(case)
        for by in (cast.guardian, of_person(people["ind.supervisor"])):
            said = {"named_person": row, "end_reason": "Klaar.", "by": by, "at": at(2026, 3, 4)}
            assert refusal(lambda said=said: naming.end(**said))[0] == "only-a-supervisor"


@pytest.mark.requirement("INV-41")
def test_it_is_corrected_with_a_reason_and_stands_once_for_each_group(recorded, cast, at):
    put_right = {"category": recorded, "by": cast.guardian, "at": at(2026, 3, 5)}
    assert refusal(lambda: category.correct(applies=False, **put_right))[0] == "no-reason"
    said = {"correction_reason": "Niet zo bedoeld."}
    assert refusal(lambda: category.correct(applies=False, safety_note="Let op.", **said, **put_right))[0] == "over"
    assert refusal(lambda: category.correct(reviewed_on=date(2026, 3, 6), **said, **put_right))[0] == "day-impossible"
    row = category.correct(applies=False, reviewed_on=date(2026, 3, 5), **said, **put_right)
    assert (row.version, row.applies, str(row.basis), row.history.count()) == (2, False, CANARY, 2)
    again = {"case": recorded.case, "by": cast.guardian, "at": at(2026, 3, 5), **SAID}
    assert refusal(lambda: category.record(**again))[0] == "recorded-already"
    row.pk, row.version, row._state.adding = naming.NamedPerson().pk, 0, True
    with pytest.raises(IntegrityError, match="one_record_for_each_group"), transaction.atomic():
        row.save()


@pytest.mark.requirement("INV-20", "S000-48", "S004-91")
def test_whatever_it_says_a_signal_is_raised_and_an_indication_given_as_without(recorded, cast, at):
    signal.report(case=recorded.case, kinds=["TRAFFICKING"], summary="Bang.", by=cast.avim, at=at(2026, 3, 4))
    decided = indication.decide(case=recorded.case, outcome="NOT_NEEDED", ground="TRAFFICKING", reasons="Rustig.",
                                by=cast.guardian, at=at(2026, 3, 4))  # fmt: skip
    assert (Signal.objects.get().certainty, decided.outcome) == ("SLIGHT", "NOT_NEEDED")


# Where special data may be known of: its own rows and verbs, the door, and who prints the reference.
MAY_KNOW = {
    "intake/category.py", "intake/groups.py", "intake/models/__init__.py", "intake/models/category.py",
    "intake/acts.py", "overview/apart.py", "overview/records.py", "overview/record_titles.py",
    "policy/print_screening.py",
    "policy/print_out.py", "policy/vulnerability.py", "policy/cited.py",
}  # fmt: skip


def knows_of_special_data(source: str) -> bool:
    """Whether a file imports or names the rows, their verbs or the groups."""
    tree = ast.parse(source)
    said = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    said |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            said |= {node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)}
        if isinstance(node, ast.Import):
            said |= {alias.name for alias in node.names}
        if isinstance(node, ast.Constant):
            said |= {"CaseCategory"} if node.value in ("CaseCategory", "casecategory") else set()
    said |= {name.rpartition(".")[2] for name in said if name.endswith(".CaseCategory")}
    return bool(said & {"CaseCategory", "intake.category", "intake.groups", "policy.vulnerability"})


@pytest.mark.requirement("INV-20", "S000-48", "S000-15", "S003-30")
def test_no_rule_and_no_verb_reads_special_data():
    rooms = ("policy", "partners", "intake", "shelter", "residence", "overview")
    found = {
        str(path.relative_to(ROOT)) for room in rooms for path in (ROOT / room).rglob("*.py")
        if "migrations" not in path.parts and knows_of_special_data(path.read_text())
    }  # fmt: skip
    assert found <= MAY_KNOW
    assert CaseCategory._meta.get_field("case").remote_field.hidden


@pytest.mark.parametrize("source", [
    "from intake.models import CaseCategory", "from intake import category", "import policy.vulnerability",
    "models.CaseCategory.objects", 'apps.get_model("intake", "CaseCategory")',
])  # fmt: skip
def test_a_rule_that_read_it_would_be_found(source):
    assert knows_of_special_data(source)


class TestTheHouse:
    @pytest.fixture
    def child(self, admit, authorise, cast, people, at):
        """A child in protected shelter; its mentor and its guardian are authorised."""
        case = admit(at(2026, 3, 2))
        guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 2, 13))
        mentor = people["bo_provider.mentor"]
        mentor.location = case.placements.get(ends_at=None).location_id
        mentor.save()
        authorise(case)
        authorise(case, "bo_provider.mentor", by=of_person(people["bo_provider.supervisor"]))
        return case

    @pytest.mark.requirement("INV-38")
    def test_a_mentor_reads_what_matters_for_safety_and_never_the_group(self, child, cast, people, read, at):
        mentor, said = of_person(people["bo_provider.mentor"]), {"by": cast.guardian, "at": at(2026, 3, 3)}
        silent = category.record(case=child, **SAID, **said)
        safe = category.record(case=child, group="ROMA", basis="x", safety_note="Geen kamer met N.", **said)
        assert read(silent, mentor) is None
        row = read(safe, mentor)
        assert str(row["safety_note"]) == "Geen kamer met N."
        assert not {"group", "basis", "edition", "reviewed_on"} & set(row)


@pytest.mark.requirement("INV-39", "B-27")
class TestOverTheApi:
    @pytest.fixture
    def guardian(self, as_partner, case, people, cast):
        now = timezone.now()
        naming.authorise(case=case, person=people["nidos.guardian"], reason="Begeleidt.", by=cast.supervisor, at=now,
                         last_day=timezone.localdate(now))  # fmt: skip
        return as_partner("nidos.guardian")

    def test_a_list_says_that_there_is_something_and_each_reading_is_an_entry(self, guardian, case):
        path = f"cases/{case.pk}/case-categories"
        made = guardian.post(path, {"group": "LGBT", "basis": CANARY})
        bookkeeping = {"id", "version", "createdAt", "createdByOrganisation"}
        assert set(made) == bookkeeping
        assert [set(row) for row in guardian.rows(path)] == [bookkeeping]
        alone = guardian.get(f"{path}/{made['id']}")
        assert (alone["group"], alone["basis"]) == ("LGBT", CANARY)
        read = Entry.objects.filter(kind=Kind.READ, record=made["id"])
        assert [entry.data_classes for entry in read] == [["CATEGORY"]]
        put_right = {"applies": False, "correctionReason": "Vergissing."}
        assert guardian.post(f"{path}/{made['id']}/corrections", put_right)["version"] == 2
        assert not Notice.objects.filter(about=made["id"]).exists()
        for where in (f"cases/{case.pk}", "cases", f"cases/{case.pk}/timeline", "changes"):
            told = guardian.send("get", where).content.decode()
            assert "LGBT" not in told
            assert CANARY not in told

    def test_who_is_not_authorised_may_not_look_and_the_refusal_is_kept(self, as_partner, case, recorded):
        intake = as_partner("nidos.intake")
        for path in ("", f"/{recorded.pk}"):
            intake.refused(f"cases/{case.pk}/case-categories{path}", method="get", status=403, code="not_allowed")
        assert Entry.objects.filter(kind=Kind.DENIAL, table="intake_casecategory").count() == 2
