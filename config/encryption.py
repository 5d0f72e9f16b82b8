"""Encryption at rest: a data key per child, wrapped by a key ring; values by AES-SIV, bound to their field.

AES-SIV is deterministic, so a history row holds the same bytes as its live row. Rotating the ring re-wraps the
data keys and touches no history; destroying a data key makes every value under it unreadable.
"""

import base64
import binascii
import hmac
import json
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.utils.translation import gettext_lazy as _

DATA_KEY_BITS = 512


class Unreadable(Exception):
    """The value cannot be decrypted: wrong ring, missing data key, or bytes that were altered."""


def ring_bytes(text: str) -> dict[str, bytes]:
    """The keys of the ring by name, the current one first; `name:base64,name:base64`, 64 bytes each."""
    keys: dict[str, bytes] = {}
    for part in text.split(","):
        name, _, encoded = part.strip().partition(":")
        try:
            keys[name] = base64.b64decode(encoded, validate=True)
            AESSIV(keys[name])
        except (binascii.Error, ValueError) as fault:
            raise ImproperlyConfigured(f"BESCHUT_KEY_RING: key {name!r} is not 64 bytes in base64.") from fault
    return keys


@lru_cache(maxsize=4)
def ring(text: str) -> dict[str, AESSIV]:
    return {name: AESSIV(key) for name, key in ring_bytes(text).items()}


class DataKey(models.Model):
    """The wrapped key under which the confidential values of one child, or of one unmatched signal, stand."""

    id = models.UUIDField(primary_key=True, editable=False)
    ring_key = models.CharField(max_length=40, help_text=_("The name of the ring's key that wraps this one."))
    wrapped = models.BinaryField()

    class Meta:
        app_label = "config"

    def __str__(self) -> str:
        return str(self.id)


def wrap(key: bytes, identity: UUID) -> tuple[str, bytes]:
    name, cipher = next(iter(ring(settings.KEY_RING).items()))
    return name, cipher.encrypt(key, [b"data-key", identity.bytes])


def made_data_key(identity: UUID) -> DataKey:
    """A data key with this id, wrapped by the ring's current key, that is not saved yet."""
    name, wrapped = wrap(AESSIV.generate_key(DATA_KEY_BITS), identity)
    return DataKey(id=identity, ring_key=name, wrapped=wrapped)


def new_data_key(identity: UUID) -> UUID:
    """Make a data key with this id, and give back its id."""
    made_data_key(identity).save(force_insert=True)
    return identity


def hold_data_key(identity: UUID) -> None:
    """Make a data key that belongs to no child, unless it is there, and hold it until the transaction ends."""
    name, wrapped = wrap(AESSIV.generate_key(DATA_KEY_BITS), identity)
    DataKey.objects.select_for_update().get_or_create(id=identity, defaults={"ring_key": name, "wrapped": wrapped})


@lru_cache(maxsize=4096)
def in_the_clear(ring_text: str, ring_key: str, wrapped: bytes, identity: UUID) -> bytes:
    """The data key in the clear; kept in the memory of this process only, and never for another ring."""
    try:
        return ring(ring_text)[ring_key].decrypt(wrapped, [b"data-key", identity.bytes])
    except (InvalidTag, KeyError) as fault:
        raise Unreadable(f"data key {identity} cannot be unwrapped with this ring") from fault


@lru_cache(maxsize=4096)
def unwrapped(ring_text: str, ring_key: str, wrapped: bytes, identity: UUID) -> AESSIV:
    return AESSIV(in_the_clear(ring_text, ring_key, wrapped, identity))


def stored_key(identity: UUID) -> tuple[str, bytes]:
    row = DataKey.objects.filter(id=identity).values_list("ring_key", "wrapped").first()
    if row is None:
        raise Unreadable(f"there is no data key {identity}")
    return row[0], bytes(row[1])


def data_key(identity: UUID) -> AESSIV:
    return unwrapped(settings.KEY_RING, *stored_key(identity), identity)


def keyed_hash(identity: UUID, purpose: str, parts: Sequence[str]) -> str:
    """An HMAC over these texts that only who holds the key ring can make; it goes when the data key is destroyed.

    The key is derived from the data key, so rotating the ring leaves every hash as it is. Raises Unreadable.
    """
    secret = in_the_clear(settings.KEY_RING, *stored_key(identity), identity)
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode()).derive(secret)
    return hmac.new(derived, json.dumps(list(parts)).encode(), "sha256").hexdigest()


def as_kept(key: UUID, ciphertext: bytes) -> str:
    return f"{key}:{base64.b64encode(ciphertext).decode()}"


class Secret:
    """A confidential text and the id of its data key. It decrypts only when its text is asked for."""

    def __init__(self, key: UUID, *, text: str | None = None, sealed: bytes = b"", binding: str = "") -> None:
        self.key, self._text, self._sealed, self._binding = key, text, sealed, binding
        # What was read is written back as it stands, in the same field.
        self._made = {binding: as_kept(key, sealed)} if sealed else {}

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return "Secret(…)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and (self.key, self.text) == (other.key, other.text)

    def __hash__(self) -> int:
        return hash((self.key, self.text))

    def __bool__(self) -> bool:
        return self._text is None or bool(self._text)

    @property
    def text(self) -> str:
        if self._text is None:
            self.open_with(data_key(self.key))
        assert self._text is not None
        return self._text

    def open_with(self, key: AESSIV) -> None:
        """Read the text with a data key that is at hand already."""
        if self._text is None:
            try:
                self._text = key.decrypt(self._sealed, [self._binding.encode()]).decode()
            except InvalidTag as fault:
                raise Unreadable(f"{self._binding} under data key {self.key} was altered") from fault

    def sealed(self, binding: str) -> str:
        """What the database holds: the data key's id, a colon, the ciphertext in base64.

        It is made once: the row and its history hold the same bytes.
        """
        if binding not in self._made:
            self.seal_with(data_key(self.key), binding)
        return self._made[binding]

    def seal_with(self, key: AESSIV, binding: str) -> None:
        """Seal the text for a field with a data key that is at hand already."""
        ciphertext = key.encrypt(self.text.encode(), [binding.encode()])
        self._made[binding] = as_kept(self.key, ciphertext)


def secret(key: UUID, text: str) -> Any:
    """A text that somebody gave, as it is kept under this data key; of nothing, nothing is kept."""
    return Secret(key, text=text.strip()) if text.strip() else ""


def open_all(secrets: Iterable[Secret]) -> None:
    """Read many confidential texts with one query, however many data keys they stand under."""
    by_key: dict[UUID, list[Secret]] = {}
    for secret in secrets:
        by_key.setdefault(secret.key, []).append(secret)
    for identity, ring_key, wrapped in DataKey.objects.filter(id__in=by_key).values_list("id", "ring_key", "wrapped"):
        key = unwrapped(settings.KEY_RING, ring_key, bytes(wrapped), identity)
        for secret in by_key[identity]:
            secret.open_with(key)


KEY_ID_BYTES = 16


def seal(key: UUID, content: bytes, binding: str) -> bytes:
    """The bytes of a document as they are kept: the data key's id, and what only their own record can open."""
    return key.bytes + data_key(key).encrypt(content, [binding.encode()])


def unseal(kept: bytes, binding: str) -> bytes:
    """The bytes that were sealed. Raises Unreadable when they, or what they are bound to, are not the same."""
    key, sealed = UUID(bytes=kept[:KEY_ID_BYTES]), kept[KEY_ID_BYTES:]
    try:
        return data_key(key).decrypt(sealed, [binding.encode()])
    except InvalidTag as fault:
        raise Unreadable(f"{binding} under data key {key} was altered") from fault


class EncryptedTextField(models.TextField):
    """A text that the database holds only encrypted; it takes a `Secret` (or nothing) and gives one back."""

    binding = ""

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        # The copy that history makes keeps the binding of the live field: equal values have equal bytes.
        self.binding = self.binding or f"{cls._meta.label}.{name}"
        super().contribute_to_class(cls, name, private_only)

    def get_prep_value(self, value: Any) -> str | None:
        if value is None or value == "":
            return value
        if not isinstance(value, Secret):
            raise TypeError(f"{self.binding} takes a Secret, so that no text reaches the database in the clear.")
        return value.sealed(self.binding) if value else ""

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> "Secret | str | None":
        if not value:
            return value
        key, _, encoded = value.partition(":")
        return Secret(UUID(key), sealed=base64.b64decode(encoded), binding=self.binding)

    def to_python(self, value: Any) -> Any:
        return value


def sealed_fields(model: type[models.Model]) -> list[str]:
    """The fields of a model that the database holds only encrypted."""
    return [field.name for field in model._meta.concrete_fields if isinstance(field, EncryptedTextField)]


def seal_all(row: models.Model, key: UUID) -> None:
    """Seal every confidential text of a row that is to be written, and look for its data key once."""
    cipher = data_key(key)
    for name in sealed_fields(type(row)):
        found: Any = getattr(row, name)
        if isinstance(found, Secret) and found.key == key:
            field: Any = row._meta.get_field(name)
            found.seal_with(cipher, field.binding)


def ring_opens_something() -> bool:
    """Whether the ring opens the first data key there is; of none, that it is a ring. Raises Unreadable."""
    identity = DataKey.objects.order_by("pk").values_list("pk", flat=True).first()
    return bool(data_key(identity) if identity else ring(settings.KEY_RING))


def rewrap_all(tell: Callable[[int, int], object] = lambda done, of: None, every: int = 1000) -> int:
    """Wrap every data key with the ring's current key; the number that changed. It may be stopped at any of them."""
    current = next(iter(ring(settings.KEY_RING)))
    rows = DataKey.objects.exclude(ring_key=current)
    changed, waiting = 0, rows.count()
    for row in rows.iterator():
        old = ring(settings.KEY_RING)[row.ring_key]
        row.ring_key, row.wrapped = wrap(old.decrypt(bytes(row.wrapped), [b"data-key", row.id.bytes]), row.id)
        row.save(update_fields=["ring_key", "wrapped"])
        changed += 1
        if changed % every == 0:
            tell(changed, waiting)
    return changed
