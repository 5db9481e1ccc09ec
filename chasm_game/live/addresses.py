"""Under which addresses other machines may reach this one, the likeliest first. Nothing is sent to find out."""

from __future__ import annotations

import contextlib
import ipaddress
import re
import socket
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Address", "addresses", "is_own"]

_WAYS = (
    ("192.0.2.1", socket.AF_INET),
    ("2001:db8::1", socket.AF_INET6),
    # Where there is no way to the world: networks of hotspots (a phone's, a laptop's, a travel router's).
    *((f"{network}.1", socket.AF_INET) for network in (
        "172.20.10", "192.168.43", "192.168.137", "192.168.49", "10.42.0", "192.168.0", "192.168.1", "192.168.2",
        "192.168.8", "192.168.178", "10.0.0", "10.0.1",
    )),
)  # fmt: skip
"""The system says by which of its addresses it would send there, and sends nothing. The first two nobody has."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address of this machine, and what it belongs to."""

    number: str
    what: str

    @property
    def in_url(self) -> str:
        """As it stands in an address of the web."""
        return f"[{self.number}]" if ":" in self.number else self.number


def addresses(named: str = "") -> list[Address]:
    """Every address that a phone might reach, the likeliest first; the one that was `named` before all."""
    found: dict[str, int] = {}
    for number in [*_by_the_way_out(), *_by_name(), *_by_the_table()]:
        found.setdefault(number, len(found))
    ranked = sorted(found, key=lambda number: (_rank(number), found[number]))
    if named:
        ranked = [named, *(each for each in ranked if each != named)]
    return [Address(number, _what(number)) for number in ranked] or [Address("127.0.0.1", "this machine alone")]


def is_own(number: str) -> bool:
    """Whether an address is one of this machine: only there can something listen."""
    family = socket.AF_INET6 if ":" in number else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as tried:
            tried.bind((number, 0))
    except (OSError, UnicodeError):
        return False
    return True


def _by_the_way_out() -> list[str]:
    """The address by which the system would send to the world: that of the network it is in, mostly."""
    found = []
    for where, family in _WAYS:
        with contextlib.suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as way:
            # UDP: `connect` only chooses a way, and port 9 (discard) would hear nothing even if something were sent.
            way.connect((where, 9))
            found.append(str(way.getsockname()[0]))
    return [each for each in found if not _is_useless(each)]


def _by_name() -> list[str]:
    with contextlib.suppress(OSError, UnicodeError):
        found = socket.getaddrinfo(socket.gethostname(), None, type=socket.SOCK_STREAM)
        return [str(each[4][0]) for each in found if not _is_useless(str(each[4][0]))]
    return []


def _by_the_table() -> list[str]:
    """What the system's own table says, where it has one that can be read."""
    with contextlib.suppress(OSError):
        table = Path("/proc/net/fib_trie").read_text(encoding="ascii", errors="replace")
        found = re.findall(r"\|-- (\S+)\s+/32 host LOCAL", table)
        return [each for each in dict.fromkeys(found) if not _is_useless(each)]
    return []


def _is_useless(number: str) -> bool:
    try:
        it = ipaddress.ip_address(number.partition("%")[0])
    except ValueError:
        return True
    return it.is_loopback or it.is_unspecified or it.is_link_local or it.is_multicast


def _rank(number: str) -> int:
    """Networks of rooms first; those of virtual machines and containers, which no phone is in, last."""
    it = ipaddress.ip_address(number)
    if it.version == 6:
        return 3
    if it in ipaddress.ip_network("172.16.0.0/12"):
        return 2
    return 0 if it.is_private else 1


def _what(number: str) -> str:
    try:
        it = ipaddress.ip_address(number)
    except ValueError:
        return "as it was named"
    if it.is_loopback:
        return "this machine alone"
    if it.version == 6:
        return "IPv6"
    if it in ipaddress.ip_network("172.16.0.0/12"):
        return "perhaps a virtual machine or container"
    return "the network this machine is in" if it.is_private else "the internet"
