"""Where a live room is found, as somebody types it or a QR code says it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from chasm_game.errors import ChasmError
from chasm_game.text import one_line

__all__ = ["USUAL_PORT", "Address", "address_of"]

USUAL_PORT = 8200
"""Where a host listens unless it is told otherwise."""
_CODE = re.compile(r"[A-Za-z]{4,40}")


@dataclass(frozen=True, slots=True)
class Address:
    """A host in the network."""

    host: str
    port: int
    secure: bool = False
    """Whether it is reached by https, as behind a tunnel."""

    @property
    def root(self) -> str:
        """The address as a browser takes it, without a path."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = 443 if self.secure else 80
        return f"http{'s' * self.secure}://{host}{'' if self.port == usual else f':{self.port}'}"


def address_of(typed: str) -> tuple[Address, str]:
    """An address and the join code in it, empty where it has none. Raises `ChasmError`.

    `http://192.168.0.7:8200/bafokile`, the same without `http://`, or without a code.
    """
    text = typed.strip()
    whole = text if "://" in text else f"http://{text}"
    try:
        parts = urlsplit(whole)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port, parts = None, None, urlsplit("")
    code = parts.path.strip("/")
    if host is None or parts.scheme not in {"http", "https"} or (code and not _CODE.fullmatch(code)):
        raise ChasmError(
            f"“{one_line(text, 60)}” is no address of a room: type what stands below the QR code, "
            f"such as 192.168.0.7:{USUAL_PORT}/bafokile"
        )
    secure = parts.scheme == "https"
    if port is None:
        # Somebody who types a bare number of a network leaves out what every host of ours has.
        port = 443 if secure else 80 if "://" in text else USUAL_PORT
    return Address(host, port, secure), code.lower()
