"""Entries of the ledger in plain words: who, when, what and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from audit.models import MAINTENANCE, Entry, Kind, Noted, Origin, Recorded
from overview.words import Names
from partners.data_classes import DataClass
from partners.grounds import Ground
from partners.models import Organisation, Person
from partners.roles import ROLES, Purpose

Tables = dict[str, type[Recorded | Noted]]
TONES = {Kind.CREATE: "ok", Kind.CHANGE: "ok", Kind.DENIAL: "late", Kind.LOGIN_FAILED: "late"}


@dataclass(frozen=True)
class Doer:
    """Somebody, for which organisation, in which role, by which door."""

    name: str
    where: str


def second(at: datetime) -> str:
    """A moment to the second, by the clock on the wall."""
    return date_format(timezone.localtime(at), "j N Y H:i:s")


def doers(entries: Iterable[Entry], names: Names) -> dict[int, Doer]:
    """Who is behind each entry: two queries at most, one for people and one for organisations."""
    known = list(entries)
    for entry in known:
        names.wanted[Person].update({entry.person, entry.in_place_of} - {None})
        names.wanted[Organisation].update({entry.organisation} - {None})
    names.fetch()
    return {entry.id: doer(entry, names) for entry in known}


def doer(entry: Entry, names: Names) -> Doer:
    role = ROLES.get(entry.role)
    parts = [names.of(Organisation, entry.organisation), str(role.label) if role else ""]
    where = ", ".join(filter(None, parts))
    if entry.origin == Origin.API:
        where = " · ".join(filter(None, [where, _("through the API")]))
    if entry.in_place_of:
        where = " · ".join(filter(None, [where, in_place_of(names.of(Person, entry.in_place_of))]))
    name = names.of(Person, entry.person) or entry.user_id
    return Doer(name or _("somebody unknown"), where)


def in_place_of(name: str) -> str:
    return _("stands in for %(name)s") % {"name": name}


def kind(entry: Entry) -> tuple[str, str]:
    """The chip: its word and its tone. A look in acute danger stands out."""
    if entry.purpose == Purpose.ACUTE_DANGER or Ground.EMERGENCY in entry.ground.split():
        return _("emergency look"), "lock"
    return str(entry.get_kind_display()), TONES.get(Kind(entry.kind), "calm")


def tables() -> Tables:
    """Our models by the name of their table."""
    return {model._meta.db_table: model for model in apps.get_models() if issubclass(model, Recorded | Noted)}


def record(entry: Entry, known: Tables) -> str:
    """What kind of record it was about."""
    if entry.table == Entry._meta.db_table:
        return _("Trail")
    model = known.get(entry.table)
    return str(capfirst(model._meta.verbose_name)) if model else ""


def screen(kind: str, table: str, origin: str) -> str:
    """Through which screen a child was seen: what was done with what kind of record, and by which door."""
    entry = Entry(kind=kind, table=table, origin=origin)
    parts = [record(entry, tables()), str(entry.get_kind_display())]
    if origin != Origin.ADMIN:
        parts.append(str(entry.get_origin_display()))
    return " · ".join(filter(None, parts))


def data_classes(entry: Entry) -> list[str]:
    labels = dict(DataClass.choices)
    return [str(labels.get(code, code)) for code in entry.data_classes]


def why(entry: Entry) -> tuple[str, str]:
    """The purpose; and the ground that gave the right, or the code of the refusal."""
    purpose = str(capfirst({**dict(Purpose.choices), MAINTENANCE: _("maintenance")}.get(entry.purpose, "")))
    labels = dict(Ground.choices)
    through = ", ".join(str(labels[code]) for code in entry.ground.replace(",", " ").split() if code in labels)
    return purpose, " · ".join(filter(None, [through, reason(entry)]))


def login_words() -> dict[str, str]:
    """What the ledger says of the end of a session, and of the second step of a login."""
    return {
        "idle": _("too long without a click"),
        "too long": _("too long after the log-in"),
        "ended": _("all sessions of this person were ended"),
        "totp": _("with the app"),
        "webauthn": _("with a security key"),
        "recovery_codes": _("with a recovery code"),
        "totp added": _("app set up"),
        "totp removed": _("app removed"),
        "webauthn added": _("security key set up"),
        "webauthn removed": _("security key removed"),
        "recovery codes made": _("recovery codes made"),
        "second step forgotten": _("second step forgotten"),
    }


def reason(entry: Entry) -> str:
    """Why it was done, or in words why it was refused; behind a refusal by a rule stands its source."""
    if entry.kind not in (Kind.DENIAL, Kind.LOGIN_FAILED):
        return login_words().get(entry.reason, entry.reason)
    status, _space, rest = entry.reason.partition(" ")
    words = {
        "400": _("a mistake in what was asked"),
        "401": _("not signed in"),
        "403": _("no right to this"),
        "404": _("not involved in the case"),
        "409": _("a rule of the procedure says no"),
        "412": _("somebody else was first"),
        "429": _("too often"),
        "step": _("the second step was wrong"),
    }
    source = rest.rpartition(" ")[2] if status == "409" else ""
    return " ".join(filter(None, [words.get(status, status), source]))
