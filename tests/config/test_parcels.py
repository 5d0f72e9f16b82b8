"""What a browser carries for the server opens only as it was packed, for what it was packed for."""

import base64
import secrets

import pytest

from config import parcels
from config.encryption import Unreadable

WORDS = b"Ze sliep in een garage."


def key(name: str) -> str:
    return f"{name}:{base64.b64encode(secrets.token_bytes(64)).decode()}"


def test_it_opens_as_it_was_packed_and_says_nothing_meanwhile():
    parcel = parcels.pack(WORDS, "draft")
    assert parcels.unpack(parcel, "draft") == WORDS
    assert WORDS not in base64.b64decode(parcel.partition(":")[2])
    assert parcels.pack(WORDS, "draft") != parcel


def test_it_opens_for_nothing_else():
    with pytest.raises(Unreadable):
        parcels.unpack(parcels.pack(WORDS, "draft"), "another thing")


def test_no_byte_of_it_can_be_altered():
    name, _, encoded = parcels.pack(WORDS, "draft").partition(":")
    carried = base64.b64decode(encoded)
    for place in range(len(carried)):
        altered = carried[:place] + bytes([carried[place] ^ 1]) + carried[place + 1 :]
        with pytest.raises(Unreadable):
            parcels.unpack(f"{name}:{base64.b64encode(altered).decode()}", "draft")


@pytest.mark.parametrize("text", ["", ":", "test:", "test:AAAA", "nobody:" + "A" * 64, "test:é", "A" * 64])
def test_what_is_no_parcel_is_not_opened(text):
    with pytest.raises(Unreadable):
        parcels.unpack(text, "draft")


def test_it_opens_after_the_ring_turned_and_no_longer_once_its_key_is_gone(settings):
    old, new = key("old"), key("new")
    settings.KEY_RING = old
    parcel = parcels.pack(WORDS, "draft")
    settings.KEY_RING = f"{new},{old}"
    assert parcels.unpack(parcel, "draft") == WORDS
    assert parcels.pack(WORDS, "draft").startswith("new:")
    settings.KEY_RING = new
    with pytest.raises(Unreadable):
        parcels.unpack(parcel, "draft")
