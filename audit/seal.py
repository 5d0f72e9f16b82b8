"""Close what was written in the ledger: batches under a Merkle root, each chained to the one before (INV-39, B-27).

Only entries whose transaction is below the oldest one that still runs are taken, in the order (transaction, entry): a
transaction that commits late comes behind everything that was sealed before, and is in exactly one seal.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import connection, transaction
from django.db.models import Model, Q
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext

from audit import anchor, canonical, guards, in_order
from audit.horizon import BIGGEST, Frontier, frontier
from audit.in_order import Key
from audit.models import Entry, Kind
from audit.seal_models import AnchorFault, Anchoring, Layout, Leaf, Seal

MOST_ENTRIES = 1000
# One sealer at a time; whoever comes second waits and sees what the first has sealed. The number is nobody else's.
LOCK = 0x5EA1
NOTHING_BEFORE = "0" * 64
WRITTEN = (Kind.CREATE, Kind.CHANGE)
Columns = Mapping[str, str]
Line = dict[str, Any]


class CountedAnew(Exception):
    """This server counts its transactions from lower on than the last seal: it was filled from a dump."""

    def __str__(self) -> str:
        return "the server counts its transactions anew: see docs/audit-seals.md, After a restore"


def run(*, most: int = MOST_ENTRIES) -> int:
    """Seal all that is settled and anchor what is not anchored yet; the number of entries that were sealed."""
    sealed = 0
    while seal := close(most=most):
        sealed += seal.count
    anchor.anchor_all()
    return sealed


@transaction.atomic
def close(*, most: int = MOST_ENTRIES) -> Seal | None:
    """Seal the next batch, if there is one. Safe beside any number of others that do the same."""
    with connection.cursor() as cursor:
        _alone(cursor)
        last, now = Seal.objects.last(), frontier()
        if last and now.next_tx < last.next_tx:
            raise CountedAnew
        layout = _layout()
        columns = layout["columns"]["audit_entry"]
        entries, until = _entries(cursor, last, now, columns, most)
        if not entries:
            return None
        contents = _contents(cursor, entries, layout)
    leaves = [
        Leaf(entry=entry["id"], position=position, content=(content := contents.get(entry["id"], "")),
             digest=canonical.leaf(entry["line"], content).hex())
        for position, entry in enumerate(entries)
    ]  # fmt: skip
    seal = _seal(last, now, until, leaves, _kept(layout))
    for leaf in leaves:
        leaf.seal = seal
    Leaf.objects.bulk_create(leaves)
    return seal


def _alone(cursor: Any) -> None:
    """Wait for who is sealing now, and read as the verifier does. SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute("SET LOCAL timezone = 'UTC'")
        cursor.execute("SET LOCAL datestyle = 'ISO'")


def _layout() -> dict[str, Any]:
    """What is sealed and what must guard it, as the models say now."""
    history: dict[str, type[Model]] = {model._meta.db_table: model.history.model for model in guards.tracked()}
    tables: list[type[Model]] = [Entry, *history.values()]
    return {
        "columns": {model._meta.db_table: canonical.columns_of(model) for model in tables},
        "guards": sorted(guards.names(connection.vendor)),
        "history": {table: model._meta.db_table for table, model in history.items()},
    }


def _entries(cursor: Any, last: Seal | None, now: Frontier, columns: Columns, most: int) -> tuple[list[Line], Key]:
    """The next entries, and up to where all is sealed then: to the horizon itself, when there are no more below it."""
    taken = Entry.objects.filter(_after(last), tx__lt=now.settled).order_by("tx", "id")
    keys = list(taken.values("id", "tx", "kind", "table", "record", "version")[: most + 1])
    more, keys = len(keys) > most, keys[:most]
    lines = dict(_lines(cursor, "e", "audit_entry e", columns, (key["id"] for key in keys)))
    entries = [key | {"line": lines[key["id"]]} for key in keys]
    if more or now.settled == BIGGEST:
        return entries, (keys[-1]["tx"], keys[-1]["id"]) if keys else (0, 0)
    return entries, (now.settled, 0)


def _after(last: Seal | None) -> Q:
    """Behind this seal, in the order in which entries are sealed."""
    if last is None:
        return Q()
    return Q(in_order.behind((last.until_tx, last.until_entry)))


def _lines(
    cursor: Any, row: str, source: str, columns: Columns, entries: Iterable[int]
) -> Iterator[tuple[int, bytes]]:
    """The rows that `source` joins to these entries, each with its entry; as text, which no value can make fail."""
    numbers = ", ".join(map(str, entries))
    if not numbers:
        return
    cast = "::text" if connection.vendor == "postgresql" else ""
    chosen = ", ".join(f'{row}."{name}"{cast}' for name in columns)
    cursor.execute(f"SELECT e.id, {chosen} FROM {source} WHERE e.id IN ({numbers})")
    for number, *values in cursor.fetchall():
        yield number, canonical.row(values, columns)


def _contents(cursor: Any, entries: Sequence[Line], layout: Mapping[str, Any]) -> dict[int, str]:
    """Of each entry that tells of a version, the digest of that version in history."""
    found: dict[int, str] = {}
    for table, history in layout["history"].items():
        told = [e["id"] for e in entries if e["table"] == table and e["version"] and e["kind"] in WRITTEN]
        source = f'audit_entry e JOIN "{history}" h ON h.id = e.record AND h.version = e.version'
        for number, line in _lines(cursor, "h", source, layout["columns"][history], told):
            found[number] = sha256(line).hexdigest()
    return found


def _seal(last: Seal | None, now: Frontier, until: Key, leaves: Sequence[Leaf], layout: Layout) -> Seal:
    seal = Seal(
        number=last.number + 1 if last else 1, previous=last.chain if last else NOTHING_BEFORE, at=now.at,
        layout=layout, root=canonical.root(bytes.fromhex(leaf.digest) for leaf in leaves).hex(), count=len(leaves),
        until_tx=until[0], until_entry=until[1], newest_entry=now.newest_entry, next_tx=now.next_tx,
    )  # fmt: skip
    seal.chain = seal.chained()
    seal.save(force_insert=True)
    return seal


def _kept(layout: Mapping[str, Any]) -> Layout:
    text = canonical.written(layout)
    digest = sha256(text).hexdigest()
    return Layout.objects.get_or_create(digest=digest, defaults={"text": text.decode()})[0]


@dataclass(frozen=True)
class Status:
    """How far sealing is: what a supervisor may want to know of it. `waiting` is counted to just over one seal."""

    sealed_at: datetime | None
    waiting: int
    anchored_at: datetime | None
    not_anchored: int
    failed_at: datetime | None
    fault: str

    def words(self) -> list[str]:
        """The same in plain sentences."""
        return [*self._sealed(), *self._anchored()]

    def _sealed(self) -> Iterator[str]:
        if self.sealed_at is None:
            yield gettext("Nothing of the record of who did and saw what has been sealed yet.")
        else:
            yield gettext("Sealed last on %(at)s.") % {"at": _said(self.sealed_at)}
        if self.waiting > MOST_ENTRIES:
            yield gettext("More than %(count)s lines wait for the next seal.") % {"count": MOST_ENTRIES}
        elif self.waiting:
            yield ngettext(
                "%(count)s line waits for the next seal.", "%(count)s lines wait for the next seal.", self.waiting
            ) % {"count": self.waiting}

    def _anchored(self) -> Iterator[str]:
        if self.anchored_at is None:
            yield gettext("No seal is kept outside the database yet.")
        else:
            yield gettext("Kept outside the database last on %(at)s.") % {"at": _said(self.anchored_at)}
        if self.failed_at is not None:
            yield gettext("Since %(at)s that does not work: %(fault)s.") % {
                "at": _said(self.failed_at), "fault": self.fault,
            }  # fmt: skip
            yield ngettext("%(count)s seal waits for it.", "%(count)s seals wait for it.", self.not_anchored) % {
                "count": self.not_anchored
            }


def _said(moment: datetime) -> str:
    return date_format(localtime(moment), "DATETIME_FORMAT")


def oldest_waiting() -> datetime | None:
    """Since when the next entry to be sealed waits."""
    waiting = Entry.objects.filter(_after(Seal.objects.last())).order_by("tx", "id")
    return waiting.values_list("at", flat=True).first()


def status() -> Status:
    """When was sealed and anchored last, what waits for it, and whether it fails."""
    last = Seal.objects.last()
    places = list(Anchoring.objects.filter(place__in=anchor.places()))
    failed = min((each for each in places if each.failed_at), key=lambda each: each.failed_at, default=None)
    behind = min((each.number for each in places), default=0)
    return Status(
        sealed_at=last and last.at,
        # Not counted further than one seal takes: a reader of the trail does not wait for a count of the whole ledger.
        waiting=Entry.objects.filter(_after(last)).order_by("tx", "id")[: MOST_ENTRIES + 1].count(),
        anchored_at=max((each.anchored_at for each in places if each.anchored_at), default=None),
        not_anchored=last.number - behind if last else 0,
        failed_at=failed and failed.failed_at,
        fault=str(AnchorFault(failed.fault).label) if failed else "",
    )
