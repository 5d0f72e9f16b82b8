"""The capture matrix: every model by every path that writes it, 100 % recorded with who and why, or refused.

A new model is in it by itself: one with a child's data is Recorded, people, roles and reference data are Noted, and
what is neither stands in PLUMBING with the reason.
"""

from collections import Counter
from copy import copy
from datetime import UTC, datetime
from io import StringIO
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test import Client as Browser

from audit import guards, ledger
from audit.models import Entry, Recorded
from config.encryption import DataKey, Secret, new_data_key
from intake.models import IntakeLocation
from partners.models import (
    CalendarFeed,
    Client,
    DutyDesk,
    Organisation,
    Person,
    StandIn,
    Training,
    Webhook,
    WebhookSecret,
)
from shelter.models import Bed, FocalPerson, Location, StaffChange
from tests.access.world import World
from tests.audit.captured import (
    ABSENT,
    DODGED,
    GUARDED,
    IDLE,
    MARK,
    OTHERWISE,
    PATHS,
    RECORDED,
    REFUSED,
    Try,
    outcome,
    raw,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.requirement("INV-39", "INV-41", "B-27"),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite cannot check at commit"),
]
# Why nobody needs to know who changed these: no child's data, nobody's rights.
PLUMBING = {
    "audit.Entry": "the ledger itself: it takes entries and refuses everything else (test_guards.py)",
    "audit.Layout": "what a seal closed, only added; the verifier checks it (test_verify_audit.py)",
    "audit.Seal": "the same", "audit.Leaf": "the same",
    "audit.Anchoring": "up to which seal each place outside was told",
    "intake.DocumentContent": "the bytes of a scan, only added, under the fingerprint that the Document records",
    "intake.Certificate": "what was destroyed, only added, by its digest in an entry (overview/test_destruction.py)",
    "partners.OutboxMessage": "how far the sending of a notice is; the notice is Recorded",
    "partners.StoredAnswer": "hashes of what was asked, for a day",
    "config.WorkerRound": "when each worker went round last; of nobody, and overwritten each time",
    "partners.RateWindow": "how often somebody called in a minute",
    "intake.CaseNumber": "the next number of a case",
    "intake.NameKey": "made from the child's name and made again from it (find_duplicates)",
    "intake.NameWord": "the same",
    "mfa.Authenticator": "somebody's second step: every change has an entry (partners/test_second_factor.py)",
    "account.EmailAddress": "allauth's, which nothing here writes", "account.EmailConfirmation": "the same",
    "socialaccount.SocialAccount": "the same", "socialaccount.SocialApp": "the same",
    "socialaccount.SocialToken": "the same",
    "admin.LogEntry": "Django's own log, which nothing here writes",
    "auth.Permission": "Django's; it grants nothing here, and the application may not write it",
    "auth.Group": "the same",
    "contenttypes.ContentType": "a list of the models, written by migrations",
    "sessions.Session": "who is signed in until when; signing in and out have entries",
    "oauth2_provider.Grant": "not used", "oauth2_provider.IDToken": "not used",
    "oauth2_provider.RefreshToken": "not used", "oauth2_provider.DeviceGrant": "not used",
    "oauth2_provider.AccessToken": "tokens of a quarter of an hour; handing one out is an entry",
}  # fmt: skip
# A key is made with the child or webhook that it belongs to, which has its own entry.
MADE_ALONG = dict.fromkeys(("save new", "bulk_create", "raw INSERT"), {"config.DataKey"})
# Their rows are never changed, or only in one way, by a constraint on their version.
NEVER_CHANGED = {
    model._meta.label
    for model in guards.tracked()
    if any("version" in str(getattr(each, "condition", "")) for each in model._meta.constraints)
}
counted: Counter[str] = Counter()
known = guards.tracked() + guards.noted()


@pytest.fixture(scope="module", autouse=True)
def _say_what_was_counted(request):
    yield
    with request.config.pluginmanager.get_plugin("capturemanager").global_and_fixture_disabled():
        print(f"\ncapture matrix: {len(known)} models x {len(PATHS)} paths: {dict(counted)}")


@pytest.fixture
def world(people, open_case):
    return World("nidos.guardian", people, open_case(), open_case(given_names="Anders"))


@pytest.fixture
def tries(world, people, organisations, ter_apel, tmp_path):
    """How to begin with a row of a model: a fresh one from the database each time."""
    avim, person = organisations["AVIM"], people["avim.officer"]
    client = Client.objects.create(organisation=avim, role="avim.officer", name="x", client_type="confidential",
                                   authorization_grant_type="client-credentials")  # fmt: skip
    webhook = Webhook.objects.create(organisation=avim, url="https://avim.example/hook")
    key = DataKey.objects.get(pk=new_data_key(uuid4()))
    secret = WebhookSecret.objects.create(webhook=webhook, secret=Secret(key.pk, text="x"), since=world.at)
    desk = DutyDesk.objects.create(organisation=avim, phone="1", hours="always")
    feed = CalendarFeed.objects.create(person=person, secret_hash="one", made_at=world.at, revoked_at=world.at)
    away = StandIn(person=person, stand_in=people["ind.officer"], since=world.at.date())
    ledger.record(away, by=world.actor, at=world.at)
    trained = Training(person=person, topic="RECOGNITION", trained_on=world.at.date())
    ledger.record(trained, by=world.actor, at=world.at)
    ledger.record(FocalPerson(person=person, since=world.at.date()), by=world.actor, at=world.at)
    given = StaffChange(kind="WORD", person=person, organisation=avim, name="P.", username="p", role="avim.officer",
                        outcome="CONFIRMED", decided_at=world.at)  # fmt: skip
    ledger.record(given, by=world.actor, at=world.at)
    noted = {
        Organisation: (avim, "name", lambda: Organisation(code="new", name="New", kind="AVIM")),
        Person: (person, "role", lambda: fresh(person, id=uuid4(), username="new", staff_id="new")),
        Client: (client, "name", lambda: fresh(client, id=None, client_id="new")),
        DutyDesk: (desk, "phone", lambda: DutyDesk(organisation=organisations["IND"], phone="1", hours="x")),
        CalendarFeed: (feed, "secret_hash", lambda: fresh(feed, id=uuid4(), secret_hash="other")),
        Webhook: (webhook, "url", lambda: Webhook(organisation=organisations["IND"], url="https://ind.example/")),
        WebhookSecret: (secret, "since", lambda: fresh(secret, id=None)),
        IntakeLocation: (ter_apel, "name", lambda: IntakeLocation(code="new", name="New")),
        Location: (world.planted.house, "name", lambda: fresh(world.planted.house, id=uuid4())),
        Bed: (world.planted.bed, "label", lambda: fresh(world.planted.bed, id=uuid4(), label="new")),
        DataKey: (key, "ring_key", lambda: fresh(key, id=uuid4())),
    }  # fmt: skip

    def begin(model):
        if issubclass(model, Recorded):
            row, column = model._base_manager.exclude(created_by=None).first(), "created_by_role"
            value, new = MARK, lambda: fresh(row, id=uuid4(), version=1)
        else:
            row, column, new = noted[model]
            row = model._base_manager.get(pk=row.pk)
            value = {"role": "avim.detective", "since": datetime(2026, 1, 1, tzinfo=UTC)}.get(column, MARK)
        browser = Browser(raise_request_exception=False)
        browser.force_login(people["nidos.supervisor"])
        return Try(row, column, value, new, world.actor, world.at, browser, tmp_path)

    return begin


def fresh(row, **changed):
    made = copy(row)
    made._state = copy(row._state)
    made._state.adding = True
    for name, value in changed.items():
        setattr(made, name, value)
    return made


def test_every_model_is_recorded_or_noted_or_says_why_not():
    history = {model.history.model for model in guards.tracked()}
    kept = {*known, *history}
    unknown = {model._meta.label for model in apps.get_models() if model not in kept}
    assert unknown == set(PLUMBING)


@pytest.mark.parametrize("path", PATHS)
def test_every_write_is_recorded_with_who_and_why_or_refused(tries, path):
    found = {}
    for model in known:
        if model._meta.label not in MADE_ALONG.get(path, set()) and model._base_manager.exists():
            found[model._meta.label] = outcome(tries(model), path)
    counted.update(found.values())
    assert {label: what for label, what in found.items() if what in {DODGED, IDLE}} == {}
    assert {model._meta.label for model in known} - set(found) <= MADE_ALONG.get(path, set())
    if path in ABSENT:
        assert set(found.values()) == {REFUSED}
    elif path not in OTHERWISE:
        assert {label for label, what in found.items() if what == REFUSED} <= NEVER_CHANGED


@pytest.mark.parametrize("model", ["intake.Child", "intake.Signal", "partners.Person", "config.DataKey"])
def test_a_guard_that_is_taken_away_is_seen(tries, model):
    model = apps.get_model(model)
    one = tries(model)
    connection.check_constraints()
    guard = "audit_entry_required" if issubclass(model, Recorded) else "audit_noted"
    raw(f"ALTER TABLE {model._meta.db_table} DISABLE TRIGGER {guard}")
    assert {outcome(tries(model), path) for path in ("update()", "raw UPDATE")} == {DODGED}
    raw(f"ALTER TABLE {model._meta.db_table} ENABLE TRIGGER {guard}")
    assert outcome(one, "update()") in {RECORDED, GUARDED}


def test_what_commands_change_is_recorded(organisations, people, world):
    """Of rows with a child's data the guard saw to it at commit; of the others each command leaves its entry."""
    last = Entry.objects.latest("id").pk
    call_command("duty_desk", "nidos", phone="070", hours="dag en nacht", stdout=StringIO())
    call_command("partner_client", "IND", "officer", name="x", stdout=StringIO())
    call_command("find_duplicates", by=people["nidos.intake"].username, stdout=StringIO())
    made = Entry.objects.filter(id__gt=last)
    assert {"partners_dutydesk", "partners_client"} <= set(made.values_list("table", flat=True))
    assert not made.filter(purpose="").exists()
    assert not made.filter(person=None, user_id="", organisation=None).exists()
