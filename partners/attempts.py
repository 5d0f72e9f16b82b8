"""How often somebody may try to get in: with one name from one address, and from one address with any.

Never by the name alone: whoever tries a colleague's name keeps nobody out who calls from elsewhere. Every try counts
before it is judged, in the database and so for all web workers together; one that was right gives its turn back.
"""

import time
import unicodedata
from dataclasses import dataclass

from django.db import connection
from django.db.models import F
from django.http import HttpRequest

from partners.api.idempotency import hashed
from partners.api.rate_limits import MINUTE, WINDOWS, again
from partners.models import RateWindow
from policy.login import CODE_MINUTES, TRIES, TRIES_OF_ADDRESS, TRY_MINUTES, try_window

ONCE = f"""
INSERT INTO {WINDOWS} AS known (subject, minute, calls) VALUES (%s, %s, 1)
ON CONFLICT (subject) DO UPDATE SET minute = excluded.minute WHERE known.minute < excluded.minute - %s
RETURNING calls
"""


@dataclass(frozen=True)
class Turn:
    """One try. `refused`: it is one too many, and not judged; `again`: and so was the one before it."""

    pair: str
    beside: tuple[str, ...]
    refused: bool
    again: bool
    seconds_left: int

    def give_back(self) -> None:
        """It was right: what this one tried here before is forgotten too."""
        RateWindow.objects.filter(subject=self.pair).delete()
        RateWindow.objects.filter(subject__in=self.beside, calls__gt=0).update(calls=F("calls") - 1)


def take(request: HttpRequest, door: str, who: str, *, most_of_who: int | None = None) -> Turn:
    """Count a try of this one, at this door, from where the request comes.

    `most_of_who`: so many from everywhere together, behind a door that is reached with the password only.
    """
    here, name = request.META.get("REMOTE_ADDR", ""), as_compared(who)
    pair, limits = f"{door}:{hashed(f'{name} {here}')}", {f"{door}-from:{hashed(here)}": TRIES_OF_ADDRESS}
    if most_of_who is not None:
        limits[f"{door}-of:{hashed(name)}"] = most_of_who
    limits[pair] = TRIES
    now = int(time.time())
    window = try_window(now // MINUTE)
    over, left = first_over(limits, window), (window + TRY_MINUTES) * MINUTE - now
    return Turn(pair, tuple(subject for subject in limits if subject != pair), over > 0, over > 1, left)


def first_over(limits: dict[str, int], window: int) -> int:
    """By how many this is too often; after the first that is too often nothing more is counted, so nobody fills the
    table with names.
    """
    for subject, limit in limits.items():
        if (over := again(subject, window) - limit) > 0:
            return over
    return 0


def as_compared(name: str) -> str:
    """As the form reads a user name: two spellings that it takes for one are one here."""
    return unicodedata.normalize("NFKC", name.strip())


def first_use(code: str, of: str) -> bool:
    """Whether this code was not used yet while it is right: who looked over a shoulder comes too late."""
    with connection.cursor() as cursor:
        cursor.execute(ONCE, [f"code:{hashed(f'{of} {code}')}", int(time.time()) // MINUTE, CODE_MINUTES])
        return cursor.fetchone() is not None
