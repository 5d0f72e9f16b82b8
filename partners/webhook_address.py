"""Where a webhook may point: what is refused when it is set, and again, by number, each time it is called.

A partner tells us which server to call. Without these rules that is a way to make Beschut call a machine inside its
own walls, of which only Beschut can see that it is there (docs/decisions/0025-webhook-addresses.md).
"""

import socket
import threading
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from time import monotonic
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from partners.errors import RuleBroken
from partners.models import Fault

SOURCE = "S004-35"
MOST = 200
LOOKUP_SECONDS = 5
Address = IPv4Address | IPv6Address

# Beside what the standard library knows as private: ranges that older versions of it call public, ranges that carry
# another address inside, and the public number under which one cloud serves its metadata.
REFUSED = tuple(
    ip_network(text)
    for text in (
        "168.63.129.16/32", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "64:ff9b::/96", "64:ff9b:1::/48",
        "2001::/23", "2002::/16", "3fff::/20", "5f00::/16", "fec0::/10",
    )
)  # fmt: skip


class Unreachable(Exception):
    """The call did not arrive; which fault it was, what was answered, and how long the partner asks to wait."""

    def __init__(self, fault: Fault, status: int | None = None, wait: int = 0) -> None:
        super().__init__(f"{fault.value} {status or ''}".strip())
        self.fault, self.status, self.wait = fault, status, wait

    def said(self) -> str:
        """In words, with the status when there is one."""
        return said(self.fault, self.status)


def said(fault: str, status: int | None) -> str:
    label = str(Fault(fault).label)
    return f"{label} ({status})" if status else label


def may_be_called(address: Address) -> bool:
    """Whether this is a public address, or stands in a network that this installation allows."""
    address = getattr(address, "ipv4_mapped", None) or address
    if any(address in ip_network(text) for text in settings.WEBHOOK_NETWORKS):
        return True
    return address.is_global and not address.is_multicast and not any(address in known for known in REFUSED)


def check(url: str) -> None:
    """Raise RuleBroken, with a sentence, unless an address of this form may be set."""
    if len(url) > MOST or not url.isascii() or not url.isprintable() or " " in url:
        raise RuleBroken("webhook-address", _("An address is up to 200 letters of English and signs."), SOURCE)
    try:
        parts, port = urlsplit(url), urlsplit(url).port
    except ValueError as fault:
        raise RuleBroken("webhook-address", _("This is no address."), SOURCE) from fault
    if parts.scheme not in ({"https", "http"} if settings.DEMO else {"https"}) or not parts.hostname:
        raise RuleBroken("webhook-scheme", _("An address begins with https:// and names a server."), SOURCE)
    if "@" in parts.netloc or "#" in url:
        sentence = _("An address holds no user, password or fragment: the signature shows who calls.")
        raise RuleBroken("webhook-credentials", sentence, SOURCE)
    if (port or port_of(parts)) not in settings.WEBHOOK_PORTS:
        known = ", ".join(map(str, settings.WEBHOOK_PORTS))
        raise RuleBroken("webhook-port", _("Only these ports are called: %(ports)s.") % {"ports": known}, SOURCE)
    if not may_be_called(literal(parts.hostname)):
        raise RuleBroken("webhook-private", _("A private address is not called from here."), SOURCE)


def literal(host: str) -> Address:
    """The number that stands in the address; a name is judged when it is called, by what it then means."""
    try:
        return ip_address(host)
    except ValueError:
        return ip_address("1.1.1.1")


def port_of(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme == "https" else 80)


def look_up(host: str, port: int, ends: float) -> list[Address]:
    """The addresses of a server, each of which may be called. Raises Unreachable.

    One forbidden address among several refuses them all: an honest server has none. The caller connects to what it
    gets back and asks for no name again, so that the answer cannot change in between.
    """
    found: list[Address] = []
    known = threading.Event()

    def ask() -> None:
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
            found.extend(ip_address(str(answer[4][0]).partition("%")[0]) for answer in answers)
        except (OSError, UnicodeError):
            pass
        known.set()

    # The system's own look-up knows no time limit: it may go on by itself, and nobody waits for it.
    threading.Thread(target=ask, daemon=True).start()
    if not known.wait(min(LOOKUP_SECONDS, max(ends - monotonic(), 0))):
        raise Unreachable(Fault.TIMEOUT)
    if not found:
        raise Unreachable(Fault.NAME)
    if not all(map(may_be_called, found)):
        raise Unreachable(Fault.ADDRESS)
    return found
