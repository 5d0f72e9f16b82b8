"""From where somebody calls: a header counts only where a proxy of our own wrote it."""

import pytest
from django.test import RequestFactory

from config import address


@pytest.mark.parametrize(
    ("near", "header", "found"),
    [
        ("192.0.2.1", "", "192.0.2.1"),
        ("192.0.2.1", "198.51.100.7", "192.0.2.1"),
        ("10.0.0.2", "198.51.100.7", "198.51.100.7"),
        ("10.0.0.2", "6.6.6.6, 198.51.100.7", "198.51.100.7"),
        ("10.0.0.2", "198.51.100.7, 10.0.0.9", "198.51.100.7"),
        ("10.0.0.2", "10.0.0.9", "10.0.0.9"),
        ("10.0.0.2", "", "10.0.0.2"),
        ("10.0.0.2", "6.6.6.6, somebody", "10.0.0.2"),
        ("fd00::2", "2001:db8::1", "2001:db8::1"),
        ("", "198.51.100.7", ""),
    ],
)
def test_the_address_is_the_last_that_is_no_proxy_of_ours(settings, near, header, found):
    settings.PROXY_NETWORKS = ["10.0.0.0/8", "fd00::/8"]
    extra = {"HTTP_X_FORWARDED_FOR": header} if header else {}
    assert address.of(RequestFactory().get("/", REMOTE_ADDR=near, **extra)) == found


def test_without_a_proxy_nothing_is_believed(settings):
    settings.PROXY_NETWORKS = []
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.2", HTTP_X_FORWARDED_FOR="198.51.100.7")
    assert address.of(request) == "10.0.0.2"
