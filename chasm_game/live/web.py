"""HTTP as a device needs it, on asyncio: a connection that is kept for questions, others for what comes as lines."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chasm_game.errors import ChasmError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Mapping

    from chasm_game.live.address import Address

__all__ = ["Reply", "Unreachable", "Web"]

_MOST = 64 * 2**20
"""Bytes of an answer: more than any view, and not all memory."""
_LINE = 16 * 2**20
"""Bytes of one line: a whole state is one."""


class Unreachable(ChasmError):
    """Nothing that can be understood comes from the host now; the message is a clause."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a host answered."""

    status: int
    headers: Mapping[str, str]
    """By name in small letters; of several of one name the last."""
    body: bytes = b""

    @property
    def cookie(self) -> str:
        """Name and value of the cookie that was set last; empty where none was."""
        return self.headers.get("set-cookie", "").partition(";")[0].strip()


class _Wire:
    """One connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    async def head(self) -> Reply:
        """Status and headers of an answer."""
        first = (await self.reader.readline()).split(None, 2)
        if len(first) < 2 or not first[0].startswith(b"HTTP/1.") or not first[1].isdigit():
            raise Unreachable("what answers there is no host of a room" if first else "the host hung up")
        headers: dict[str, str] = {}
        while line := (await self.reader.readline()).strip():
            name, _, value = line.decode("latin-1").partition(":")
            headers[name.lower()] = value.strip()
        return Reply(int(first[1]), headers)

    async def chunks(self, head: Reply) -> AsyncIterator[bytes]:
        """The body, as it comes."""
        if head.status == 204:
            return
        if head.headers.get("transfer-encoding", "").lower() == "chunked":
            while size := int((await self.reader.readline()).partition(b";")[0] or b"0", 16):
                yield await self.reader.readexactly(min(size, _MOST))
                await self.reader.readline()
            await self.reader.readline()
        elif "content-length" in head.headers:
            yield await self.reader.readexactly(min(int(head.headers["content-length"]), _MOST))
        else:
            while part := await self.reader.read(65_536):
                yield part

    def close(self) -> None:
        """Hang up at once: nothing of ours is on its way that was not answered."""
        with contextlib.suppress(OSError, RuntimeError):
            self.writer.transport.abort()


class Web:
    """Asks one host. Questions go one after the other over a connection that is kept; a stream has one of its own."""

    def __init__(self, address: Address, headers: Mapping[str, str] | None = None, *, patience: float = 30.0) -> None:
        self.address = address
        self.headers = dict(headers or {})
        """Sent with everything."""
        self._patience = patience
        self._kept: _Wire | None = None
        self._turn = asyncio.Lock()

    async def ask(
        self, method: str, path: str, body: bytes = b"", *, kind: str = "", accept: str = "application/json"
    ) -> Reply:
        """One question and its answer. Raises `Unreachable`.

        It is sent once more where the kept connection had died meanwhile: whatever changes something has a key.
        """
        async with self._turn:
            for kept in (self._kept is not None, False):
                try:
                    with _told():
                        async with asyncio.timeout(self._patience):
                            return await self._ask(method, path, body, kind, accept)
                except Unreachable:
                    self.close()
                    if not kept:
                        raise
                except BaseException:
                    self.close()  # what comes now is the answer to nothing
                    raise
        raise AssertionError

    async def _ask(self, method: str, path: str, body: bytes, kind: str, accept: str) -> Reply:
        if self._kept is None:
            self._kept = await self._connected()
        wire = self._kept
        await self._send(wire, method, path, body, kind, accept)
        head = await wire.head()
        found = bytearray()
        async for part in wire.chunks(head):
            found += part
            if len(found) > _MOST:
                raise Unreachable("the host says more than any room has to say")
        if head.headers.get("connection", "").lower() == "close":
            self.close()
        return Reply(head.status, head.headers, bytes(found))

    @asynccontextmanager
    async def stream(
        self, path: str, *, accept: str, last: str = ""
    ) -> AsyncIterator[tuple[Reply, AsyncIterator[bytes]]]:
        """What comes line by line, on a connection of its own. Raises `Unreachable`, also while it is read."""
        wire = None
        try:
            with _told():
                async with asyncio.timeout(self._patience):
                    wire = await self._connected()
                    extra = {"Last-Event-ID": last} if last else {}
                    await self._send(wire, "GET", path, b"", "", accept, extra)
                    head = await wire.head()
            yield head, _lines(wire.chunks(head))
        finally:
            if wire is not None:
                wire.close()

    def close(self) -> None:
        """Let go of the kept connection."""
        if self._kept is not None:
            self._kept.close()
            self._kept = None

    async def _connected(self) -> _Wire:
        secure = ssl.create_default_context() if self.address.secure else None
        return _Wire(*await asyncio.open_connection(self.address.host, self.address.port, ssl=secure, limit=_LINE))

    async def _send(
        self,
        wire: _Wire,
        method: str,
        path: str,
        body: bytes,
        kind: str,
        accept: str,
        extra: Mapping[str, str] | None = None,
    ) -> None:
        root = self.address.root
        headers = {"Host": root.partition("://")[2], "Accept": accept, **self.headers, **(extra or {})}
        if method == "POST":
            headers |= {"Content-Type": kind, "Content-Length": str(len(body)), "Origin": root}
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        wire.writer.write(f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode("latin-1") + body)
        await wire.writer.drain()


async def _lines(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    rest = b""
    with _told():
        async for part in chunks:
            *whole, rest = (rest + part).split(b"\n")
            for line in whole:
                yield line.removesuffix(b"\r")
            if len(rest) > _MOST:
                raise Unreachable("the host says more than any room has to say")


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """What a network does, as a clause."""
    try:
        yield
    except TimeoutError:
        raise Unreachable("the host does not answer") from None
    except ConnectionRefusedError:
        raise Unreachable("nothing listens at that address") from None
    except (asyncio.IncompleteReadError, ConnectionError):
        raise Unreachable("the host hung up") from None
    except ssl.SSLError:
        raise Unreachable("the host cannot be trusted: its certificate is not in order") from None
    except OSError as error:
        raise Unreachable(f"the host cannot be reached ({error.strerror or 'no such address'})") from None
    except (ValueError, asyncio.LimitOverrunError):
        raise Unreachable("what answers there is no host of a room") from None
