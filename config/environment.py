"""Read settings from the environment: strict, with `NAME_FILE` for secrets, and demo values only when asked for."""

import base64
import os
import pwd
import re
import secrets
import sys
from ipaddress import ip_network
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()


def secret(name: str) -> str:
    """The value of `NAME`, or of the file that `NAME_FILE` names; a missing or empty one stops the start."""
    path = os.environ.get(f"{name}_FILE")
    value = Path(path).read_text().strip() if path else os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(f"{name} is not set: give it a value, or name a file in {name}_FILE.")
    return value


def optional_secret(name: str) -> str:
    """The same, of what need not be there."""
    return secret(name) if os.environ.get(name) or os.environ.get(f"{name}_FILE") else ""


def switch(name: str) -> bool:
    """True or False, written out; any other word stops the start."""
    value = os.environ.get(name, "false").lower()
    if value not in {"true", "false"}:
        raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}.")
    return value == "true"


def networks(name: str) -> list[str]:
    """Networks by number, as 10.12.0.0/16; one that is none stops the start."""
    given = [text.strip() for text in os.environ.get(name, "").split(",") if text.strip()]
    for text in given:
        try:
            ip_network(text)
        except ValueError as fault:
            raise ImproperlyConfigured(f"{name}: {text!r} is not a network such as 10.12.0.0/16.") from fault
    return given


def https(name: str) -> str:
    """An address that begins with https://, or none; any other stops the start."""
    value: str = env.str(name, default="")
    if value and not value.startswith("https://"):
        raise ImproperlyConfigured(f"{name} must begin with https://.")
    return value


def number(name: str, default: int, *, most: int | None = None) -> int:
    """A whole number from 1 on, up to the most where there is one; anything else stops the start."""
    value: int = env.int(name, default=default)
    if value < 1:
        raise ImproperlyConfigured(f"{name} must be 1 or more, not {value}.")
    if most is not None and value > most:
        raise ImproperlyConfigured(f"{name} must be {most} or less, not {value}.")
    return value


def program() -> str:
    """Which program this is and whose, as the database shows its connections: "manage.py seed by root"."""
    words = [Path(sys.argv[0]).name, *(word for word in sys.argv[1:2] if re.fullmatch("[a-z_]+", word))]
    try:
        user = pwd.getpwuid(os.getuid()).pw_name
    except KeyError:  # in a container anybody may run it
        user = str(os.getuid())
    return f"{' '.join(words)} by {user}"[:63]


def demo_values(folder: Path) -> None:
    """Fill in what the demo needs, with secrets made on this machine at the first start."""
    (folder / "static").mkdir(parents=True, exist_ok=True)
    made = {
        "SECRET_KEY": lambda: secrets.token_urlsafe(48),
        "BESCHUT_KEY_RING": lambda: "demo:" + base64.b64encode(secrets.token_bytes(64)).decode(),
    }
    for name, make in made.items():
        path = folder / name.lower()
        if not path.exists():
            path.write_text(make())
            path.chmod(0o600)
        if name not in os.environ:
            os.environ.setdefault(f"{name}_FILE", str(path))
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder / 'demo.sqlite3'}")
    os.environ.setdefault("ALLOWED_HOSTS", "127.0.0.1,localhost")
