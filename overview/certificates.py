"""Certificates of destruction outside the database: what a backup brings back is destroyed again (B-24).

The file is only appended to, like that of the seals. A line proves nothing by itself: what it names is destroyed again
only when it is due by the rules of the restored database, and held by nobody.
"""

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from intake.legal_hold import SOURCE
from intake.models import Case, Certificate
from overview import destruction, retention
from overview.destroying import SAID, Shredder, acting, check_can_delete, digest_of, members
from partners.errors import RuleBroken

Line = Mapping[str, Any]


def line(certificate: Certificate) -> str:
    return json.dumps(members(certificate) | {"digest": certificate.digest}, sort_keys=True) + "\n"


def read(path: Path) -> list[Line]:
    """Every certificate in a file. Raises RuleBroken when one is not as it was written."""
    found = []
    for number, text in enumerate(path.read_text().splitlines() if path.exists() else (), start=1):
        try:
            said = json.loads(text)
            right = digest_of({name: said[name] for name in SAID}) == said["digest"]
        except (ValueError, KeyError, TypeError):
            right = False
        if not right:
            sentence = _("Line %(number)s is no certificate as it was written.")
            raise RuleBroken("no-certificate", sentence % {"number": number}, SOURCE)
        found.append(said)
    return found


def write_out() -> int:
    """Append to the file what it does not have yet; how many that were. Safe to run again."""
    if not settings.CERTIFICATES_FILE:
        return 0
    path = Path(settings.CERTIFICATES_FILE)
    with path.open("ab", buffering=0) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        known = {each["id"] for each in read(path)}
        lacking = [each for each in Certificate.objects.order_by("destroyed_at") if str(each.pk) not in known]
        file.write("".join(map(line, lacking)).encode())
        os.fsync(file.fileno())
    return len(lacking)


def lacking() -> int:
    """How many certificates are in the database only."""
    path = Path(settings.CERTIFICATES_FILE) if settings.CERTIFICATES_FILE else None
    known = {each["id"] for each in read(path)} if path else set()
    return Certificate.objects.exclude(pk__in=known).count()


def back(lines: Iterator[Line] | list[Line]) -> list[Line]:
    """Those that name a case which is in the database all the same."""
    every = list(lines)
    cases = {case for each in every for case in each["cases"]}
    there = {str(case) for case in Case.objects.filter(pk__in=cases).values_list("pk", flat=True)}
    return [each for each in every if there & set(each["cases"])]


def all_known() -> list[Line]:
    """Those in the database and those in the file, each once."""
    inside = {str(each.pk): members(each) for each in Certificate.objects.all()}
    path = Path(settings.CERTIFICATES_FILE) if settings.CERTIFICATES_FILE else None
    outside = {each["id"]: each for each in read(path)} if path else {}
    return list({**outside, **inside}.values())


@transaction.atomic
def destroy_again(said: Line, at: datetime) -> int:
    """Destroy what this certificate names and a backup brought back; the number of rows. Raises RuleBroken."""
    check_can_delete()
    case = Case.objects.filter(pk=said["case"]).first()
    if case is None:
        raise RuleBroken("half-a-file", _("Only a part of this file is back: a person has to look at it."), SOURCE)
    file = retention.of_case(case, at)
    destruction.check_due(file)
    if set(map(str, file.cases)) != set(said["cases"]):
        raise RuleBroken("another-file", _("The file is not what was destroyed: other cases belong to it."), SOURCE)
    shredder = Shredder(file.cases, UUID(said["id"]), acting(UUID(said["confirmed_by"])), at)
    shredder.take_the_cases()
    shredder.take_the_rest()
    if not Certificate.objects.filter(pk=said["id"]).exists():
        Certificate(**{name: said[name] for name in (*SAID, "digest")}).save(force_insert=True)
    return sum(shredder.rows.values())
