"""A file is destroyed: everything of the child goes, nothing of another, and a certificate says so (B-24, INV-41)."""

import json
from datetime import date
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone

from audit import guards, ledger, roles
from audit.models import Entry, Recorded
from config.encryption import DataKey, Secret, Unreadable, sealed_fields
from intake import signal
from intake.models import Case, Certificate, Child, DocumentContent, LegalHold, Relation, Signal
from overview import certificates, destroying, sweep
from overview.operations.retention import nothing_is_back
from partners import webhook
from partners.models import Client, Notice, OutboxMessage, StoredAnswer
from tests.access import canaries
from tests.audit.test_roles import connected_as
from tests.closings import close
from tests.destructions import ADULT, DUE, confirm, destroyed, hold, kept, propose, second, withdraw
from tests.houses import make_house, raise_signal, refusal
from tests.joining import approve, ask

__all__ = ["kept", "make_house", "raise_signal", "second"]
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.requirement("B-24", "INV-41"),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite destroys nothing"),
]
NAMES = roles.Names("test")


def everything():
    """How many rows each table has."""
    return {model._meta.db_table: model._base_manager.count() for model in apps.get_models()}


def anywhere(*ids):
    """The tables in which one of these ids stands in any column, but for the ledger, its seals and certificates."""
    found = set()
    with connection.cursor() as cursor:
        for model in apps.get_models():
            if model in sweep.STAYS:
                continue
            table = model._meta.db_table
            cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE t::text ~ %s', ["|".join(map(str, ids))])
            if cursor.fetchone()[0]:
                found.add(table)
    return found


def unreadable():
    """The confidential texts that stand under a key that is not there."""
    lost = []
    for model in apps.get_models():
        for name in sealed_fields(model):
            for value in model._base_manager.values_list(name, flat=True):
                try:
                    assert not isinstance(value, Secret) or value.text
                except Unreadable:
                    lost.append(f"{model._meta.label}.{name}")
    return lost


class TestEverythingGoes:
    def test_the_tables_are_as_they_were_before_the_child_came(self, open_case, cast, at):
        """It adds up: whatever recording this child wrote, in whichever table, is gone again."""
        open_case(given_names="Selam", family_name="Haile", born=date(2010, 5, 5))
        before = everything()
        case = open_case(given_names="Hiwet", family_name="Amanuel", born=ADULT)
        close(case, cast.intake, at(2026, 3, 5))
        grown = {table for table, count in everything().items() if count > before[table]}
        certificate = destroyed(case, cast, at)
        after = everything()
        stays = {"audit_entry", "intake_certificate", "intake_casenumber"}
        assert {table for table, count in after.items() if count != before[table]} == stays
        assert grown - stays <= set(certificate.rows)
        assert sum(certificate.rows.values()) == sum(count for table, count in certificate.rows.items())

    def test_of_every_kind_of_record_nothing_stays(self, open_case, cast, at, people, make_house):
        """A row of each model that there is, with a text of its own in each field; a new model plants itself."""
        other, case = open_case(given_names="Selam", born=date(2010, 5, 5)), open_case()
        house = make_house()
        person = people["nidos.guardian"]
        planted = canaries.Planted(case, other, house, house.beds.all()[0], person)
        canaries.plant(planted, theirs=cast.intake, own=cast.avim, at=at(2026, 3, 4))
        connection.check_constraints()
        found = sweep.of([case.pk])
        shredder = destroying.Shredder([case.pk], case.pk, destroying.acting(cast.dpo.person_id), at(*DUE))
        shredder.take_the_cases()
        shredder.take_the_rest()
        ours = {model for model in guards.tracked() if sweep.in_a_case(model)} - {Case}
        assert ours <= set(found)
        texts = [text for text, (model, _name, _side) in planted.texts().items() if model in {Case, *found}]
        assert len(texts) > 200
        assert anywhere(*texts) == set()
        assert not DocumentContent.objects.exists()
        # What is of no child was planted under the key of this one.
        lost = {label.split(".")[1].removeprefix("Historical") for label in unreadable()}
        assert lost.isdisjoint({model.__name__ for model in found})

    def test_no_id_of_it_stands_anywhere_but_in_the_ledger(self, kept, cast, at):
        ids = [kept.pk, kept.data_key, *Notice.objects.filter(case_id=kept.pk).values_list("pk", flat=True)]
        assert len(anywhere(*ids)) > 10
        destroyed(kept, cast, at)
        assert anywhere(*ids) == set()
        assert "Hiwet" not in str(list(Entry.objects.values()))

    def test_the_key_of_the_child_is_gone_and_every_other_opens(self, kept, open_case, cast, at, raise_signal):
        raise_signal(open_case(), detail="Een man met een busje.")
        destroyed(kept, cast, at)
        assert not DataKey.objects.filter(pk=kept.data_key).exists()
        assert unreadable() == []

    def test_two_files_of_one_child_go_together(self, open_case, cast, at):
        two = open_case(born=ADULT), open_case(given_names="Samhar", born=ADULT)
        row = approve(ask(two, cast, at), cast, at)
        close(row.into, cast.intake, at(2026, 3, 6))
        certificate = destroyed(row.into, cast, at, (2080, 1, 1))
        assert set(certificate.cases) == {str(each.pk) for each in two}
        assert anywhere(*(each.pk for each in two)) == set()

    def test_what_a_client_was_answered_and_what_waits_to_be_sent_goes_too(self, kept, cast, at, people):
        notice = Notice.objects.filter(case_id=kept.pk)[0]
        receiver = notice.to_organisation
        webhook.point(organisation=receiver, url="https://example.org/hook", by=cast.administrator, at=at(2026, 3, 6))
        hook = notice.to_organisation.webhook
        OutboxMessage.objects.create(notice=notice, webhook=hook, case_id=kept.pk, next_attempt_at=at(2026, 3, 6))
        client = Client.objects.create(organisation=notice.to_organisation, role="avim.officer", name="x")
        StoredAnswer.objects.create(client=client, key="k", asked="a", status=201, record=kept.pk, at=timezone.now())
        destroyed(kept, cast, at)
        assert (OutboxMessage.objects.count(), StoredAnswer.objects.count()) == (0, 0)

    def test_a_certificate_says_which_by_which_rules_by_whom_and_how_much_and_nothing_of_the_child(
        self, kept, cast, at
    ):
        child = kept.child.pk
        made = destroyed(kept, cast, at)
        assert (made.case, made.child, made.cases) == (kept.pk, child, [str(kept.pk)])
        assert (made.proposed_by, made.confirmed_by) == (cast.supervisor.person_id, cast.dpo.person_id)
        assert {"kind": "NIDOS", "years": 50, "counts_from": "MAJORITY", "source": "B-24"} in made.rules
        assert made.rows["intake_child"] == made.rows["intake_historicalchild"] == 1
        assert made.digest == destroying.digest(made)
        said = certificates.line(made)
        for secret in ("Hiwet", "Amanuel", "9900000901", "2008", "2026"):
            assert secret not in said.replace(made.proposed_at.isoformat(), "")
        assert Entry.objects.get(table="intake_certificate").reason == f"sha256 {made.digest}"


class TestAnotherChild:
    def test_a_brother_keeps_that_he_had_a_sister_and_no_longer_whom(self, kept, open_case, cast, at):
        brother = open_case(given_names="Yonas", born=date(2012, 1, 1))
        family_of = Relation(case=brother, other_case=kept, kind="SIBLING", linked=True)
        ledger.record(family_of, by=cast.intake, at=at(2026, 3, 4))
        made = destroyed(kept, cast, at)
        family_of.refresh_from_db()
        assert (family_of.kind, family_of.other_case, family_of.linked, family_of.version) == (
            "SIBLING",
            None,
            False,
            2,
        )
        assert made.loosened == {"intake_relation": 1}
        assert Child.objects.get().case == brother
        assert anywhere(kept.pk) == {"intake_historicalrelation"}

    def test_that_two_children_looked_alike_goes_with_either(self, kept, open_case, cast, at):
        twin = open_case(given_names="Hiwot", family_name="Amanuel", born=ADULT)
        assert twin.possible_duplicates.get().other_case == kept
        destroyed(kept, cast, at)
        assert not twin.possible_duplicates.exists()
        assert anywhere(kept.pk) == set()

    def test_what_was_raised_in_a_wrong_file_goes_with_the_right_child(self, kept, open_case, cast, at, raise_signal):
        other = open_case(given_names="Yonas", born=date(2012, 1, 1))
        said = {"kinds": ["TRAFFICKING"], "summary": "Iets over haar.", "detail": "Zij.", "by": cast.intake}
        wrong = signal.report(case=other, at=at(2026, 3, 3), **said)
        right = signal.report(case=kept, at=at(2026, 3, 6), **said)
        wrong.replaced_by = right
        wrong.status = "WRONG_CHILD"
        ledger.record(wrong, by=cast.intake, at=at(2026, 3, 6))
        right.status = "NOT_SUBSTANTIATED"
        ledger.record(right, by=cast.intake, at=at(2026, 3, 7))
        close(kept, cast.intake, at(2026, 4, 5))
        destroyed(kept, cast, at, (2080, 1, 1))
        assert not Signal.objects.exists()
        assert unreadable() == []

    def test_nothing_goes_when_another_file_rests_on_it_in_a_way_nobody_foresaw(
        self, kept, open_case, cast, at, monkeypatch
    ):
        brother = open_case(given_names="Yonas", born=date(2012, 1, 1))
        ledger.record(
            Relation(case=brother, other_case=kept, kind="SIBLING", linked=True), by=cast.intake, at=at(2026, 3, 4)
        )
        monkeypatch.delattr(Relation, "lets_go")
        before = everything()
        row = propose(kept, cast.supervisor, at(*DUE))
        confirm(row, cast.dpo, at(*DUE))
        with transaction.atomic():
            assert refusal(lambda: destroying.carry_out(row, at(*DUE)))[0] == "held-by-another"
        assert everything()["intake_child"] == before["intake_child"]


class TestRefusals:
    def test_without_a_second_person_or_after_a_change_or_a_withdrawal_nothing_goes(self, kept, cast, at):
        row = propose(kept, cast.supervisor, at(*DUE))
        assert refusal(lambda: destroying.carry_out(row, at(*DUE)))[0] == "not-confirmed"
        confirm(row, cast.dpo, at(*DUE))
        ledger.record(kept.child, by=cast.intake, at=at(*DUE))
        assert refusal(lambda: destroying.carry_out(row, at(*DUE, 13)))[0] == "lapsed"
        withdraw(row, cast.dpo, at(*DUE, 13))
        assert refusal(lambda: destroying.carry_out(row, at(*DUE, 14)))[0] == "already-withdrawn"
        assert Case.objects.filter(pk=kept.pk).exists()

    def test_a_confirmation_that_nobody_carried_out_lapses(self, kept, cast, at):
        row = confirm(propose(kept, cast.supervisor, at(*DUE)), cast.dpo, at(*DUE))
        assert refusal(lambda: destroying.carry_out(row, at(2076, 5, 1)))[0] == "lapsed"

    def test_a_held_file_stays_whatever_the_verbs_say(self, kept, cast, at):
        row = confirm(propose(kept, cast.supervisor, at(*DUE)), cast.dpo, at(*DUE))
        hold(kept, cast.dpo, at(*DUE))
        assert refusal(lambda: destroying.carry_out(row, at(*DUE)))[0] == "held"
        shredder = destroying.Shredder([kept.pk], row.pk, destroying.acting(cast.dpo.person_id), at(*DUE))
        shred = lambda: (shredder.take_the_cases(), shredder.take_the_rest())  # noqa: E731
        with pytest.raises(DatabaseError, match="nothing is lost here"), transaction.atomic():
            shred()
        assert LegalHold.objects.standing().count() == 1

    def test_the_certificate_itself_is_never_deleted(self, kept, cast, at):
        made = destroyed(kept, cast, at)
        ledger.destroyed(Certificate, made.pk, by=cast.administrator, reason="x")
        for sql in (
            "DELETE FROM intake_certificate",
            "UPDATE intake_certificate SET digest = ''",
            "TRUNCATE intake_certificate",
        ):
            with (
                pytest.raises(DatabaseError, match="nothing is lost here"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(sql)


class TestRoles:
    @pytest.fixture
    def laid(self, kept, cast, at):
        row = confirm(propose(kept, cast.supervisor, at(*DUE)), cast.dpo, at(*DUE))
        connection.check_constraints()
        roles.lay(NAMES)
        return row

    def test_the_role_of_retention_can_and_the_web_server_cannot(self, laid, kept, at):
        with connected_as(NAMES.app), pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            destroying.carry_out(laid, at(*DUE))
        with connected_as(NAMES.retention):
            destroying.carry_out(laid, at(*DUE))
            connection.check_constraints()
        assert not Case.objects.exists()

    def test_it_lets_go_in_the_file_of_another(self, kept, open_case, cast, at):
        brother = open_case(given_names="Yonas", born=date(2012, 1, 1))
        ledger.record(
            Relation(case=brother, other_case=kept, kind="SIBLING", linked=True), by=cast.intake, at=at(2026, 3, 4)
        )
        row = confirm(propose(kept, cast.supervisor, at(*DUE)), cast.dpo, at(*DUE))
        connection.check_constraints()
        roles.lay(NAMES)
        with connected_as(NAMES.retention):
            assert destroying.carry_out(row, at(*DUE)).loosened == {"intake_relation": 1}
            connection.check_constraints()

    def test_the_web_server_makes_no_certificate(self, laid, at):
        made = Certificate(case=laid.case_id, child=laid.case_id, proposed_by=laid.pk, proposed_at=at(*DUE),
                           confirmed_by=laid.pk, confirmed_at=at(*DUE), destroyed_at=at(*DUE))  # fmt: skip
        with (
            connected_as(NAMES.app),
            pytest.raises(DatabaseError, match="ledger cannot be written"),
            transaction.atomic(),
        ):
            made.save(force_insert=True)


def run(command, **options):
    output = StringIO()
    call_command(command, stdout=output, **options)
    return output.getvalue()


def destroyed_after_the_backup():
    """The file of certificates says so, and the database is as it was before."""
    with transaction.atomic():
        run("destroy_due")
        transaction.set_rollback(True)


class TestCommands:
    @pytest.fixture
    def file(self, settings, tmp_path):
        settings.CERTIFICATES_FILE = str(tmp_path / "certificates.jsonl")
        return tmp_path / "certificates.jsonl"

    @pytest.fixture
    def in_2080(self, monkeypatch, at):
        """The command asks the clock."""
        monkeypatch.setattr(timezone, "now", lambda: at(2080, 1, 2))

    def test_what_two_people_agreed_on_is_destroyed_and_certified_outside(self, kept, cast, at, file, in_2080):
        confirm(propose(kept, cast.supervisor, at(2080, 1, 1)), cast.dpo, at(2080, 1, 1))
        assert run("destroy_due").endswith("1 certificates written to the file\n")
        assert json.loads(file.read_text())["case"] == str(kept.pk)
        assert run("destroy_due") == "0 certificates written to the file\n"
        assert [each.right for each in nothing_is_back(timezone.now())] == [True, True]

    def test_what_is_kept_is_said_and_the_rest_goes_on(self, kept, cast, at, file, in_2080):
        confirm(propose(kept, cast.supervisor, at(2079, 1, 1)), cast.dpo, at(2079, 1, 1))
        output = StringIO()
        with pytest.raises(CommandError, match="1 not destroyed"):
            call_command("destroy_due", stdout=output)
        assert "kept:" in output.getvalue()

    def test_no_command_runs_in_a_role_that_could_switch_a_guard_off(self, db, settings, file):
        settings.ONE_DATABASE_ROLE = False
        for command in ("destroy_due", "destroy_again"):
            with pytest.raises(CommandError, match="is superuser"):
                call_command(command)
        roles.lay(NAMES)
        with connected_as(NAMES.retention):
            assert run("destroy_due") == "0 certificates written to the file\n"

    def test_nor_where_a_guard_is_missing(self, db, file):
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER audit_kept ON intake_legalhold")
        with pytest.raises(CommandError, match="Guards of the ledger are missing on: intake_legalhold"):
            call_command("destroy_due")

    def test_what_a_backup_brings_back_is_found_and_destroyed_again(self, kept, cast, at, file, in_2080):
        confirm(propose(kept, cast.supervisor, at(2080, 1, 1)), cast.dpo, at(2080, 1, 1))
        destroyed_after_the_backup()
        assert Case.objects.filter(pk=kept.pk).exists()
        assert not Certificate.objects.exists()
        back, _outside = nothing_is_back(timezone.now())
        assert (back.right, back.says) == (False, "1 certificates, 1 of them name what is still there")
        said = run("destroy_again")
        assert "rows destroyed again" in said
        assert said.endswith("1 were back\n")
        assert anywhere(kept.pk) == set()
        assert certificates.line(Certificate.objects.get()) == file.read_text()
        assert run("destroy_again") == "0 were back\n"
        assert all(each.right for each in nothing_is_back(timezone.now()))

    def test_a_line_alone_destroys_nothing_that_is_held_open_or_not_due(self, kept, cast, at, file, in_2080):
        confirm(propose(kept, cast.supervisor, at(2080, 1, 1)), cast.dpo, at(2080, 1, 1))
        destroyed_after_the_backup()
        hold(kept, cast.dpo, at(2080, 1, 2))
        output = StringIO()
        with pytest.raises(CommandError, match="1 not destroyed"):
            call_command("destroy_again", stdout=output, certificates=file)
        assert "kept:" in output.getvalue()

    def test_a_line_that_was_altered_is_no_certificate(self, kept, cast, at, file, in_2080):
        confirm(propose(kept, cast.supervisor, at(2080, 1, 1)), cast.dpo, at(2080, 1, 1))
        run("destroy_due")
        file.write_text(file.read_text().replace(str(kept.pk), str(cast.dpo.person_id)))
        with pytest.raises(CommandError, match="Regel 1|Line 1"):
            call_command("destroy_again")
        [finding] = nothing_is_back(timezone.now())
        assert not finding.right

    def test_without_a_file_doctor_says_so(self, kept, cast, at, settings):
        settings.CERTIFICATES_FILE = ""
        destroyed(kept, cast, at)
        assert [each.right for each in nothing_is_back(timezone.now())] == [True, False]
        with pytest.raises(CommandError, match="CERTIFICATES_FILE"):
            call_command("destroy_again")


class TestNothingIsForgotten:
    """A new kind of record, or a new column, belongs to a child or says that it does not."""

    # Of people, organisations, houses and beds, seals and sessions; and of no child in particular (design decision 9).
    OF_NO_CHILD = {
        "acknowledged_by", "alert", "answered_by", "approved_by", "confirmed_by", "created_by",
        "created_by_organisation", "data_key", "goes_on_in", "in_place_of", "lifted_by", "location", "organisation",
        "reviewed_by", "id", "jti", "token_family",
    }  # fmt: skip

    def test_every_id_that_a_row_holds_is_followed_or_named_here(self):
        unknown = {
            f"{model._meta.label}.{column.name}"
            for model in sweep.kinds() for column in model._meta.concrete_fields
            if isinstance(column, models.UUIDField) and not column.is_relation
            and column.name not in self.OF_NO_CHILD | set(sweep.BY_ID)
        }  # fmt: skip
        assert unknown == set()

    def test_every_record_that_stands_in_a_case_is_reached_from_it(self):
        reached = {Case}
        while True:
            more = {model for model, _column, target in sweep.pointers() if target in reached} | {
                model for model, _name in sweep.named()
            }
            if more <= reached:
                break
            reached |= more
        ours = {model for model in guards.tracked() if sweep.in_a_case(model)}
        assert ours <= reached
        # What is never reached is of no child: organisations, houses, beds, meetings, terms, trainings.
        assert {model.__name__ for model in set(guards.tracked()) - reached} == {
            "BedEdition", "BedOutage", "CoboMeeting", "CoboParty", "ConsentForm", "FocalPerson", "IncidentAction",
            "IntakeLocationEdition", "LocationEdition", "LocationIncident", "OrganisationEdition", "RetentionTerm",
            "StaffChange", "StandIn", "Training", "YearNote",
        }  # fmt: skip

    def test_what_goes_between_two_files_is_said_by_the_model(self):
        """Each foreign key to a case or to a record of one, beside the column that says whose it is."""
        crossing = {
            f"{model.__name__}.{column.name}"
            for model, column, target in sweep.pointers()
            if target is Case and column.name != "case"
        }
        said = {
            f"{model.__name__}.{name}"
            for model in sweep.kinds() if issubclass(model, Recorded)
            for name in (*getattr(model, "goes_with", ()), *getattr(model, "lets_go", ()))
        }  # fmt: skip
        assert crossing <= said
