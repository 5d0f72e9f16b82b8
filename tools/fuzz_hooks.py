"""What schemathesis must know of this API: records that exist, keys that are new, and versions that are current.

It runs in an environment of its own (tools/fuzz.py) and imports nothing of Beschut.
"""

import hashlib
import json
import os
import re
from functools import cache
from itertools import count
from typing import Any
from uuid import UUID

import requests
import schemathesis

BASE, HEADERS = os.environ["FUZZ_BASE"], json.loads(os.environ["FUZZ_HEADERS"])
CASES, ROWS = 8, 3
# What gunicorn refuses by itself: an address or headers that are too long.
BEFORE_US = {414, 431}
CURSOR = re.compile("[A-Za-z0-9_-]+")
session = requests.Session()
session.headers.update(HEADERS)
numbers = count(1)


@cache
def ids(path: str) -> tuple[str, ...]:
    """The first records of a collection, as far as this role may read it."""
    answer = session.get(BASE + path, timeout=30)
    rows = answer.json()["results"] if answer.status_code == 200 else []
    return tuple(row["id"] for row in rows if "id" in row)


@cache
def known(template: str) -> tuple[dict[str, str], ...]:
    """Path parameters that lead to records this role may know of."""
    found: list[dict[str, str]] = [{}]
    for match in re.finditer(r"/{(\w+)}", template):
        collection, most = template[: match.start()], ROWS if match.start() > len("/cases") else CASES
        found = [{**each, match[1]: one} for each in found for one in ids(collection.format(**each))[:most]]
    return tuple(found)


@schemathesis.hook
def map_path_parameters(context: Any, path_parameters: dict[str, Any]) -> dict[str, Any]:
    """Three of four lead somewhere; the fourth stays an invented one."""
    choice = hashlib.sha256(json.dumps(path_parameters, sort_keys=True, default=str).encode()).digest()
    there = known(context.operation.path) if path_parameters else ()
    if not there or choice[0] % 4 == 0 or not all(is_id(value) for value in path_parameters.values()):
        return path_parameters
    return {**path_parameters, **there[choice[1] % len(there)]}


def is_id(value: Any) -> bool:
    try:
        return str(UUID(value)) == value
    except (TypeError, ValueError, AttributeError):
        return False


def codes(response: Any) -> set[str]:
    """The codes of the faults in a problem."""
    try:
        return {fault["code"] for fault in response.json().get("errors", ())}
    except (ValueError, AttributeError):
        return set()


@schemathesis.hook
def filter_failure(context: Any, failure: Any, case: Any, response: Any) -> bool:
    """No failures: a line too long for the web server, and a reference of the right form that leads nowhere."""
    if response.status_code in BEFORE_US and "API-Version" not in response.headers:
        return False
    return not (type(failure).__name__ == "RejectedPositiveData" and codes(response) == {"does_not_exist"})


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: dict[str, Any]) -> None:
    """A key that could be one becomes a new one, a version the current one, what could be a cursor none."""
    if re.fullmatch("[!-~]{1,255}", str(case.headers.get("Idempotency-Key", ""))):
        case.headers["Idempotency-Key"] = str(UUID(int=next(numbers)))
    if CURSOR.fullmatch(str((case.query or {}).get("after", ""))):
        del case.query["after"]
    if case.headers.get("If-Match"):
        record = case.formatted_path.rpartition("/")[0]
        case.headers["If-Match"] = session.get(BASE + record, timeout=30).headers.get("ETag", '"1"')
