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
import requests.auth
import schemathesis

# In which roles it asks: of each the headers. One case after the other, in turn.
BASE, ROLES = os.environ["FUZZ_BASE"], json.loads(os.environ["FUZZ_HEADERS"])
CASES, ROWS = 8, 3
# What gunicorn refuses by itself: an address or headers that are too long.
BEFORE_US, VERSION_MISSING = {414, 431}, 428
CURSOR = re.compile("[A-Za-z0-9_-]+")
session = requests.Session()
numbers, turns = count(1), count()
# Which role knows of the records under an address that was filled in.
asked_by: dict[str, int] = {}


def look(path: str, role: int) -> requests.Response:
    return session.get(BASE + path, headers=ROLES[role], timeout=30)


@cache
def ids(path: str, role: int) -> tuple[str, ...]:
    """The first records of a collection, as far as this role may read it."""
    answer = look(path, role)
    rows = answer.json()["results"] if answer.status_code == 200 else []
    return tuple(row["id"] for row in rows if "id" in row)


@cache
def known(template: str, role: int) -> tuple[dict[str, str], ...]:
    """Path parameters that lead to records this role may know of."""
    found: list[dict[str, str]] = [{}]
    for match in re.finditer(r"/{(\w+)}", template):
        collection, most = template[: match.start()], ROWS if match.start() > len("/cases") else CASES
        found = [{**each, match[1]: one} for each in found for one in ids(collection.format(**each), role)[:most]]
    return tuple(found)


@schemathesis.hook
def map_path_parameters(context: Any, path_parameters: dict[str, Any]) -> dict[str, Any]:
    """Three of four lead somewhere; the fourth stays an invented one."""
    choice = hashlib.sha256(json.dumps(path_parameters, sort_keys=True, default=str).encode()).digest()
    role = next(turns) % len(ROLES)
    there = known(context.operation.path, role) if path_parameters else ()
    if not there or choice[0] % 4 == 0 or not all(is_id(value) for value in path_parameters.values()):
        return path_parameters
    found = {**path_parameters, **there[choice[1] % len(there)]}
    asked_by[context.operation.path.format(**found)] = role
    return found


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
    """No failures: a line too long for the web server, and a reference of the right form that leads nowhere.

    Nor that a call is refused which lacks a header: schemathesis takes it to have sent those it was begun with, and of
    a version that was not named it does not know the answer (428).
    """
    kind = type(failure).__name__
    if response.status_code in BEFORE_US and "API-Version" not in response.headers:
        return False
    if left_out(case) and (kind == "RejectedPositiveData" or response.status_code == VERSION_MISSING):
        return False
    return not (kind == "RejectedPositiveData" and codes(response) == {"does_not_exist"})


class InRole(requests.auth.AuthBase):
    """Puts this role in the place of the one by which schemathesis was begun; what a case leaves out stays out.

    By itself it sends all headers that it was begun with, and then takes it amiss that none of them is missed.
    """

    def __init__(self, headers: dict[str, str], left_out: str) -> None:
        self.headers, self.left_out = headers, left_out

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers.update({name: value for name, value in self.headers.items() if name in request.headers})
        request.headers.pop(self.left_out, None)
        return request


def left_out(case: Any) -> str:
    """The header that is required and that this case is about leaving out; else none."""
    data: Any = getattr(case.meta.phase, "data", None) if case.meta else None
    if getattr(getattr(data, "scenario", None), "name", "") != "MISSING_PARAMETER":
        return ""
    return data.parameter or "" if data.parameter_location.name == "HEADER" else ""


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: dict[str, Any]) -> None:
    """A key that could be one becomes a new one, a version the current one, what could be a cursor none.

    And whoever's turn it is asks: of a record that was filled in, who knows of it.
    """
    path = case.formatted_path
    role = asked_by[path] if path in asked_by else next(turns) % len(ROLES)
    kwargs["auth"] = InRole(ROLES[role], left_out(case))
    if re.fullmatch("[!-~]{1,255}", str(case.headers.get("Idempotency-Key", ""))):
        case.headers["Idempotency-Key"] = str(UUID(int=next(numbers)))
    if CURSOR.fullmatch(str((case.query or {}).get("after", ""))):
        del case.query["after"]
    if case.headers.get("If-Match"):
        case.headers["If-Match"] = look(path.rpartition("/")[0], role).headers.get("ETag", '"1"')
