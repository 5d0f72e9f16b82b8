"""What a browser carries for the server: sealed by the key ring, so that nobody else reads it or makes one."""

import base64
import binascii
import secrets

from cryptography.exceptions import InvalidTag
from django.conf import settings

from config.encryption import Unreadable, ring

NONCE_BYTES = 16


def bound(purpose: str, nonce: bytes) -> list[bytes]:
    return [b"parcel", purpose.encode(), nonce]


def pack(content: bytes, purpose: str) -> str:
    """The content, sealed with the ring's current key; packed twice it is not the same twice."""
    name, cipher = next(iter(ring(settings.KEY_RING).items()))
    nonce = secrets.token_bytes(NONCE_BYTES)
    return f"{name}:{base64.b64encode(nonce + cipher.encrypt(content, bound(purpose, nonce))).decode()}"


def unpack(parcel: str, purpose: str) -> bytes:
    """What was packed for this purpose. Raises Unreadable."""
    name, _, encoded = parcel.partition(":")
    try:
        carried = base64.b64decode(encoded, validate=True)
        nonce, sealed = carried[:NONCE_BYTES], carried[NONCE_BYTES:]
        return ring(settings.KEY_RING)[name].decrypt(sealed, bound(purpose, nonce))
    except (binascii.Error, ValueError, KeyError, InvalidTag) as fault:
        raise Unreadable("this is no parcel of ours, or it was altered") from fault
