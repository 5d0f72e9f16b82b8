"""`ETag` and `If-Match`: nobody overwrites what somebody else wrote in the meantime (design §4).

The tag of a record is its version, a strong one: the same version shows the same caller the same. What changes a
record asks for the version that its caller has read; what is newly reported never does.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from partners.acts import Act
from partners.api.idempotency import hashed

HEADER = "If-Match"
TAG = re.compile(r'"([0-9]{1,9})"')
PARAMETER = OpenApiParameter(
    HEADER, {"type": "string", "minLength": 1}, OpenApiParameter.HEADER, required=True,
    description="The `ETag` with which you read the record that this changes.",
)  # fmt: skip


class VersionMissing(Exception):
    """What changes a record did not say which version of it was read."""


def of_version(version: int) -> dict[str, str]:
    """The tag of a record, as a header."""
    return {"ETag": f'"{version}"'}


def of_answer(answer: Mapping[str, Any]) -> dict[str, str]:
    """The tag of what is made of several records: a keyed hash, which says nothing of what it was made from."""
    return {"ETag": f'"{hashed(json.dumps(answer, sort_keys=True))[:32]}"'}


def seen(act: Act, request: Request) -> frozenset[int] | None:
    """The versions of the record that the caller has read; None where the act changes none. Raises VersionMissing.

    `*`, any version at all, is what a caller says who has read none. A tag of another kind fits no version.
    """
    if not act.changes_parent:
        return None
    tags = request.headers.get(HEADER, "").strip()
    if tags in {"", "*"}:
        raise VersionMissing
    found = (TAG.fullmatch(tag.strip()) for tag in tags.split(","))
    return frozenset(int(match[1]) for match in found if match)
