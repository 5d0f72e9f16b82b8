"""Where a webhook may point: no way to make Beschut call a machine inside its own walls."""

import socket
import threading
from ipaddress import ip_address
from time import monotonic

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.environment import networks
from partners import webhook_address
from partners.models import Fault
from partners.webhook_address import Unreachable, check, look_up, may_be_called
from tests.houses import refusal

PRIVATE = [
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "172.16.5.4", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "100.100.100.200", "168.63.129.16", "192.0.0.192", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
    "::1", "::", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::ffff:10.0.0.1", "fe80::1", "fc00::1",
    "fd00:ec2::254", "fec0::1", "ff02::1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:7f00:1::", "2001:db8::1",
]  # fmt: skip
PUBLIC = ["1.1.1.1", "145.100.1.1", "2a00:1450:400e:80f::200e", "::ffff:1.1.1.1"]


@pytest.mark.parametrize("number", PRIVATE)
def test_an_address_inside_somebodys_walls_is_not_called(number):
    assert not may_be_called(ip_address(number))


@pytest.mark.parametrize("number", PUBLIC)
def test_a_public_address_is_called(number):
    assert may_be_called(ip_address(number))


def test_only_the_networks_that_the_installation_names_are_called_besides(settings):
    settings.WEBHOOK_NETWORKS = ["10.12.0.0/16"]
    assert may_be_called(ip_address("10.12.3.4"))
    assert may_be_called(ip_address("::ffff:10.12.3.4"))
    assert not may_be_called(ip_address("10.13.3.4"))


@pytest.mark.parametrize("text", ["overal", "10.12.0.1/16", "10.12.0.0/33"])
def test_a_network_that_is_none_stops_the_start(monkeypatch, text):
    monkeypatch.setenv("WEBHOOK_NETWORKS", f"10.0.0.0/8, {text}")
    with pytest.raises(ImproperlyConfigured, match="WEBHOOK_NETWORKS"):
        networks("WEBHOOK_NETWORKS")


def test_an_ordinary_address_may_be_set():
    assert check("https://haken.avim.example/beschut?tenant=3") is None


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://avim.example/hook", "webhook-scheme"),
        ("ftp://avim.example/hook", "webhook-scheme"),
        ("file:///etc/passwd", "webhook-scheme"),
        ("https:///hook", "webhook-scheme"),
        ("avim.example/hook", "webhook-scheme"),
        ("", "webhook-scheme"),
        ("https://gebruiker:geheim@avim.example/", "webhook-credentials"),
        ("https://avim.example@127.0.0.1/", "webhook-credentials"),
        ("https://avim.example/#deel", "webhook-credentials"),
        ("https://avim.example:22/", "webhook-port"),
        ("https://avim.example:99999/", "webhook-address"),
        ("https://[::1/", "webhook-address"),
        ("https://avim.example/met spatie", "webhook-address"),
        ("https://avim.example/\r\nHost: elders", "webhook-address"),
        ("https://ävim.example/", "webhook-address"),
        ("https://avim.example/" + "a" * 200, "webhook-address"),
        ("https://127.0.0.1/hook", "webhook-private"),
        ("https://[::ffff:169.254.169.254]/", "webhook-private"),
        ("https://10.0.0.8/", "webhook-private"),
    ],
)
def test_an_address_that_could_harm_is_not_set(url, code):
    assert refusal(lambda: check(url)) == (code, "S004-35")


def test_other_ports_are_called_when_the_installation_names_them(settings):
    settings.WEBHOOK_PORTS = [443, 8443]
    assert check("https://avim.example:8443/hook") is None


class TestLookUp:
    """What a name means is judged by its numbers, each time; the system's look-up is told what to answer."""

    @pytest.fixture
    def means(self, monkeypatch):
        def answers(*numbers):
            def getaddrinfo(host, port, **kinds):
                return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port)) for number in numbers]

            monkeypatch.setattr(webhook_address.socket, "getaddrinfo", getaddrinfo)

        return answers

    def fault(self, host):
        with pytest.raises(Unreachable) as raised:
            look_up(host, 443, monotonic() + 5)
        return raised.value.fault

    def test_a_public_name(self, means):
        means("145.100.1.1")
        assert look_up("avim.example", 443, monotonic() + 5) == [ip_address("145.100.1.1")]

    @pytest.mark.parametrize("numbers", [["127.0.0.1"], ["145.100.1.1", "10.0.0.1"], ["fe80::1%eth0"]])
    def test_a_name_for_a_private_number(self, means, numbers):
        means(*numbers)
        assert self.fault("avim.example") == Fault.ADDRESS

    @pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "127.1", "localhost"])
    def test_other_ways_to_write_this_machine(self, host):
        assert self.fault(host) == Fault.ADDRESS

    def test_a_name_that_is_none(self, means):
        means()
        assert self.fault("nergens.example") == Fault.NAME

    def test_a_look_up_that_hangs_keeps_nobody(self, monkeypatch):
        never = threading.Event()
        monkeypatch.setattr(webhook_address.socket, "getaddrinfo", lambda *args, **kinds: never.wait(5) and [])
        with pytest.raises(Unreachable) as raised:
            look_up("avim.example", 443, monotonic() + 0.05)
        never.set()
        assert raised.value.fault == Fault.TIMEOUT
