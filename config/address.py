"""From which network address somebody calls. What a header says of it counts only from a proxy of our own."""

from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest


def of(request: HttpRequest) -> str:
    """The address that called; behind our own proxies the last one that is none of them."""
    near: str = request.META.get("REMOTE_ADDR", "")
    named = [each.strip() for each in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    while is_proxy(near) and named:
        farther = named.pop()
        if not is_address(farther):
            break
        near = farther
    return near


def is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def is_proxy(text: str) -> bool:
    return is_address(text) and any(ip_address(text) in ip_network(each) for each in settings.PROXY_NETWORKS)
