"""Who came here, and over https or not: believed of our own proxy, and of nobody else (docs/decisions/0067)."""

from collections.abc import Callable
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest, HttpResponse

# All that a caller could claim about the way here. Only the first two are read, and only from our proxy.
CLAIMS = ("HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PORT",
          "HTTP_X_FORWARDED_PREFIX", "HTTP_X_REAL_IP", "HTTP_FORWARDED")  # fmt: skip
READ = "HTTP_X_FORWARDED_PROTO"


class ProxyMiddleware:
    """Takes away what anybody else claims; of our proxy takes over whose call it passes on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        claimed = {name: request.META.pop(name, "") for name in CLAIMS}
        if from_our_proxy(request):
            request.META[READ] = claimed[READ]
            # The last address is the one that the proxy itself saw; what stands before it anybody could write.
            request.META["REMOTE_ADDR"] = number(claimed["HTTP_X_FORWARDED_FOR"]) or request.META["REMOTE_ADDR"]
        return self.get_response(request)


def from_our_proxy(request: HttpRequest) -> bool:
    try:
        peer = ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    return any(peer in network for network in trusted())


def trusted() -> list[IPv4Network | IPv6Network]:
    return [ip_network(text) for text in settings.TLS_PROXY]


def number(forwarded_for: str) -> str:
    last = forwarded_for.rpartition(",")[2].strip()
    try:
        return str(ip_address(last))
    except ValueError:
        return ""
