"""The code on a form that ties the paper to its record: eight signs, of which the last one checks the others.

It follows from the id of the record, so nothing is stored and a form printed twice carries the same code. It is no
secret and opens nothing: it says only which paper belongs to which record of one child.
"""

import hashlib
from uuid import UUID

# Without what is misread on paper: 0 and O, 1, I and L. A prime number of signs, and weights that differ: so one wrong
# sign, and two that changed places, are always seen.
SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH, GROUP = 8, 4


def code_of(record: UUID) -> str:
    """The code as it is printed: `K7QM-2RXA`."""
    number = int.from_bytes(hashlib.sha256(b"form:" + record.bytes).digest())
    signs = "".join(SIGNS[number // len(SIGNS) ** place % len(SIGNS)] for place in range(LENGTH - 1))
    return written(signs + check_sign(signs))


def check_sign(signs: str) -> str:
    return SIGNS[sum(weight * SIGNS.index(sign) for weight, sign in enumerate(signs, start=1)) % len(SIGNS)]


def written(signs: str) -> str:
    return f"{signs[:GROUP]}-{signs[GROUP:]}"


def typed(text: str) -> str | None:
    """A code as somebody typed it, in the form in which it is printed; None when it can be no code."""
    signs = "".join(text.upper().split()).replace("-", "")
    if len(signs) != LENGTH or set(signs) - set(SIGNS) or check_sign(signs[:-1]) != signs[-1]:
        return None
    return written(signs)
