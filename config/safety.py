"""Settings that are safe to serve real children with: whatever is not stops the start, with the remedy.

The demo is excused, and ONE_DATABASE_ROLE, which says that nobody's data is here, excuses from two of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured

from config.encryption import ring_bytes

POSTGRES = "django.db.backends.postgresql"
SHORTEST_KEY, FEWEST_CHARACTERS = 50, 16
# Where a proxy of one's own may stand, besides at one address.
OWN_NETWORKS = [ip_network(text) for text in ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16",
                                              "::1/128", "fc00::/7")]  # fmt: skip
Fault = tuple[str, str]


def settings_are_safe(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Each unsafe setting, with what to do about it; the demo serves nobody's data."""
    if settings.DEMO:
        return []
    found = (
        *of_code(),
        *of_keys(),
        *of_addresses(),
        *of_database(settings.DATABASES["default"]["ENGINE"]),
        *of_standby({name: each["ENGINE"] for name, each in settings.DATABASES.items()}),
        *of_metrics(),
    )
    return [Error(message, hint=hint, id="config.E001") for message, hint in found]


def of_code() -> Iterator[Fault]:
    if settings.DEBUG:
        yield "DEBUG is on: an error would show what was in memory.", "Leave DEBUG off."


def of_keys() -> Iterator[Fault]:
    if guessable(settings.SECRET_KEY):
        yield "SECRET_KEY can be guessed.", "Make one: python3 -c 'import secrets; print(secrets.token_urlsafe(64))'."
    try:
        ring = ring_bytes(settings.KEY_RING)
    except ImproperlyConfigured as fault:
        yield str(fault), "Write it as name:base64,name:base64, the current key first."
        return
    for name, key in ring.items():
        if name == "demo" or len(set(key)) < FEWEST_CHARACTERS:
            yield f"BESCHUT_KEY_RING: key {name!r} is one of a demo, or can be guessed.", "Make one: openssl rand 64."


def guessable(key: str) -> bool:
    return len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_CHARACTERS or key.startswith("django-insecure-")


def of_addresses() -> Iterator[Fault]:
    if "*" in settings.ALLOWED_HOSTS:
        yield "ALLOWED_HOSTS lets any name through.", "Name the hosts that people and partners use."
    if not settings.PUBLIC_URL.startswith("https://"):
        yield "PUBLIC_URL is not https.", "It begins with https://."
    for text in settings.TLS_PROXY:
        if not of_our_own(ip_network(text)):
            yield f"TLS_PROXY: {text} is more than a proxy of your own.", "Name its address, as 10.0.0.5/32."
    if not settings.SECURE_SSL_REDIRECT and not settings.ONE_DATABASE_ROLE:
        yield "SECURE_SSL_REDIRECT is off: pages would go over plain http.", "Leave it on."


def of_our_own(network: IPv4Network | IPv6Network) -> bool:
    return network.num_addresses == 1 or any(
        network.version == own.version and network.subnet_of(own)  # type: ignore[arg-type]
        for own in OWN_NETWORKS
    )


def of_database(engine: str) -> Iterator[Fault]:
    if engine != POSTGRES and not settings.ONE_DATABASE_ROLE:
        yield "Only PostgreSQL keeps the data of children.", "Set DATABASE_URL to postgres://… (docs/operations.md)."


def of_standby(engines: Mapping[str, str]) -> Iterator[Fault]:
    if "standby" in engines and set(engines.values()) != {POSTGRES}:
        yield (
            "STANDBY_URL: only PostgreSQL is followed.",
            "Set DATABASE_URL and STANDBY_URL to postgres://…, or neither.",
        )


def of_metrics() -> Iterator[Fault]:
    if settings.METRICS_TOKEN and len(settings.METRICS_TOKEN) < FEWEST_CHARACTERS * 2:
        yield "METRICS_TOKEN can be guessed.", f"Give it {FEWEST_CHARACTERS * 2} characters or more."
    if settings.METRICS_TOKEN and not settings.METRICS_FOLDER:
        yield "METRICS_TOKEN is set and METRICS_FOLDER is not: each worker would count for itself.", \
              "Name a folder that the web server may write, as /run/beschut/metrics."  # fmt: skip
