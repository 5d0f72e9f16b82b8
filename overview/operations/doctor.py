"""Look at all that a running Beschut rests on, and say of each whether it is as it must be, and the remedy."""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.conf import settings
from django.core.checks import run_checks
from django.db import Error, connection, transaction

from audit import guards, roles, seal
from config import rounds
from config.start import START
from overview.operations import machine, ready, reference, retention, servers
from overview.operations.findings import Finding
from overview.operations.keys import keys_open
from partners import outbox
from partners.models import DeadLetter

# A partner that is not told for so long is not told by itself any more soon (policy/backoff.py).
LONGEST_WAIT_SECONDS = 60 * 60
LONGEST_ROUND_SECONDS = 10 * 60
# The workers that run all the time, and what is lacking without each.
WORKERS = {
    "deliver": "partners are not told",
    "seal": "the ledger is not sealed",
    "alerts": "nobody is told of alerts",
}


def settings_are_safe(_at: datetime) -> Iterator[Finding]:
    faults = run_checks(tags=[START], include_deployment_checks=True)
    for fault in faults:
        yield Finding("settings", False, fault.msg, fault.hint or "")
    if not faults:
        yield Finding("settings", True, "the demo's: for looking around only" if settings.DEMO else "safe")


def database_answers(_at: datetime) -> Iterator[Finding]:
    if connection.vendor != "postgresql":
        yield Finding("database", settings.DEMO, f"{connection.vendor}: for looking around", "Use PostgreSQL.")
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('server_version'), pg_size_pretty(pg_database_size(current_database()))"
        )
        version, size = cursor.fetchone()
    yield Finding("database", True, f"PostgreSQL {version}, {size}")


def migrations_are_applied(_at: datetime) -> Iterator[Finding]:
    waiting = ", ".join(sorted(f"{app}.{name}" for app, name in ready.migrations_to_apply()))
    yield Finding("migrations", not waiting, waiting or "all applied", "Run manage.py migrate as the owner, "
                  "and manage.py database_roles.")  # fmt: skip


def guards_are_laid(_at: datetime) -> Iterator[Finding]:
    missing = sorted({table for table, _name in guards.missing()})
    yield Finding("guards", not missing, f"missing on {', '.join(missing)}" if missing else "all laid",
                  "Run manage.py migrate as the owner.")  # fmt: skip


def role_has_its_rights(_at: datetime) -> Iterator[Finding]:
    if connection.vendor != "postgresql":
        return
    if settings.ONE_DATABASE_ROLE:
        yield Finding("role", True, "one role may do everything (ONE_DATABASE_ROLE): nobody's data may be here")
        return
    remedy = "Run manage.py database_roles as a superuser, and connect as beschut_app."
    wrong = [*(f"it {fault}" for fault in roles.faults()), *(f"it cannot {right}" for right in roles.lacking())]
    yield Finding("role", not wrong, "; ".join(wrong) or f"{connection.settings_dict['USER']}: as it must be", remedy)


def seals_are_made(at: datetime) -> Iterator[Finding]:
    known = seal.status()
    oldest = seal.oldest_waiting()
    late = older(oldest, at, LONGEST_ROUND_SECONDS)
    waits = f"{'more than ' if known.waiting > seal.MOST_ENTRIES else ''}{min(known.waiting, seal.MOST_ENTRIES)} wait"
    yield Finding("seals", not late, f"last {said(known.sealed_at)}, {waits}", "Run manage.py seal --forever.")
    yield Finding("anchors", not known.failed_at and (bool(known.anchored_at) or not known.sealed_at),
                  f"last {said(known.anchored_at)}, {known.not_anchored} seals wait"
                  + (f"; fails since {said(known.failed_at)}: {known.fault}" if known.failed_at else ""),
                  "See docs/audit-seals.md, “Keep it running”.")  # fmt: skip


def older(moment: datetime | None, at: datetime, seconds: int) -> bool:
    return moment is not None and (at - moment).total_seconds() > seconds


def said(moment: datetime | None) -> str:
    return moment.isoformat(timespec="seconds") if moment else "never"


def partners_are_told(at: datetime) -> Iterator[Finding]:
    for webhook in outbox.waiting():
        late = webhook.is_active and older(webhook.oldest, at, LONGEST_WAIT_SECONDS)
        oldest = f", the oldest since {said(webhook.oldest)}" if webhook.oldest else ""
        yield Finding("webhooks", not late, f"{webhook.organisation.code}: {webhook.waits} wait{oldest}",
                      f"Try it: manage.py webhook test {webhook.organisation.code}.")  # fmt: skip
    letters = outbox.put_aside(DeadLetter.objects.all())
    codes = sorted(set(letters.values_list("organisation__code", flat=True)))
    yield Finding("put aside", not codes, f"for {', '.join(codes)}" if codes else "nothing",
                  "Ask the partner, then manage.py webhook resend.")  # fmt: skip


def workers_go_round(at: datetime) -> Iterator[Finding]:
    last = rounds.last()
    for worker, without in WORKERS.items():
        seen = last.get(worker)
        yield Finding("workers", seen is not None and not older(seen, at, LONGEST_ROUND_SECONDS),
                      f"{worker}: last round {said(seen)}", f"{without}: manage.py {worker} --forever.")  # fmt: skip


Check = Callable[[datetime], Iterator[Finding]]
# The first needs no database; the second is what all others need.
CHECKS: tuple[Check, ...] = (
    settings_are_safe, machine.disk_has_room, database_answers, migrations_are_applied, guards_are_laid,
    role_has_its_rights, servers.limits_hold, servers.standby_follows, machine.clock_is_right, keys_open,
    seals_are_made, partners_are_told, workers_go_round, reference.places_are_known, reference.people_fit,
    retention.nothing_is_back,
)  # fmt: skip


def look(at: datetime) -> Iterator[Finding]:
    """Every finding, in order. What the database does not answer is a finding too, and the next check is tried."""
    for check in CHECKS:
        try:
            with transaction.atomic():
                found = list(check(at))
            yield from found
        except Error as fault:
            name = check.__name__.replace("_", " ")
            yield Finding("database", False, f"{name}: not known ({type(fault).__name__})",
                          "See whether the server runs and DATABASE_URL names it.")  # fmt: skip
