"""Strangers who reach a live room: refused in bounded time and memory, and the session goes on."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

import httpx
import pytest
from annotated_types import MaxLen
from live.serving import PATIENCE, Served, begun, next_round, opened, room, served

from chasm_game.live.bodies import MAX_FIELDS
from chasm_game.live.connections import MOST_IDLE_OF_ONE, Connection
from chasm_game.live.hosted import Hosted
from chasm_game.scenario.rulebook_schema import RulebookModel
from chasm_game.scenario.schema import ScenarioModel


@pytest.fixture
def it(tmp_path: Path) -> Iterator[Served]:
    """A room of two teams that is served."""
    with served(Hosted.new(room(tmp_path)), patience=0.5) as found:
        yield found


@contextmanager
def line(it: Served) -> Iterator[socket.socket]:
    """A bare connection."""
    with socket.create_connection(("127.0.0.1", it.port), PATIENCE) as found:
        found.settimeout(PATIENCE)
        yield found


def said(it: Served, raw: bytes) -> bytes:
    """What is answered to these bytes, until the host ends the connection; empty where it says nothing."""
    heard = b""
    with line(it) as sent:
        try:
            sent.sendall(raw)
            while part := sent.recv(65_536):
                heard += part
        except ConnectionError:
            pass
    return heard


def goes_on(it: Served) -> None:
    """Somebody joins and sees the lobby."""
    assert it.join(1).view()["stage"] in {"lobby", "story", "answers"}


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1.evil.example:{port}"},
        {"origin": "https://127.0.0.1:1"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_posts_from_pages_of_others_are_refused(it: Served, headers: dict[str, str]) -> None:
    """A page elsewhere cannot hand anything in with a person's cookie, whatever it calls itself; ours can."""
    person = it.join(1)
    begun(it)
    current = opened(it)
    cookie = {"cookie": f"chasm_seat_{it.code}={person.token}"}
    vote = {"round": current, "letter": "A", "key": uuid4().hex}
    foreign = {name: value.format(port=it.port) for name, value in headers.items()}
    assert it.http.post("/seat/vote", data=vote, headers={**cookie, **foreign}).status_code == 403
    assert it.hosted.people.votes == {}
    own = {**cookie, "origin": f"http://127.0.0.1:{it.port}", "sec-fetch-site": "same-origin"}
    assert it.http.post("/seat/vote", data=vote, headers=own).status_code == 303
    assert len(it.hosted.people.votes) == 1


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1", 200),
        ("localhost:1234", 200),
        ("[::1]:80", 200),
        ("192.168.7.9:8200", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("evil@127.0.0.1", 421),
        ("127.0.0.1/x", 421),
        ("", 421),
    ],
)
def test_a_name_that_somebody_made_lead_here_is_no_name_of_the_host(it: Served, host: str, status: int) -> None:
    """Numbers are taken, for nobody can bend them; of names only the machine's own."""
    assert it.http.get("/api", headers={"host": host}).status_code == status


def test_the_public_address_is_a_name_of_the_host(tmp_path: Path) -> None:
    """Behind a proxy the host is called as was said, and its pages come from there."""
    with served(Hosted.new(room(tmp_path)), public="https://play.example.org") as it:
        headers = {"host": "play.example.org", "origin": "https://play.example.org"}
        said = {"team": 1, "key": uuid4().hex}
        assert it.http.post(f"/{it.code}/join", json=said, headers=headers).status_code == 200
        page = it.http.post(f"/{it.code}/join", data={"team": "1", "key": uuid4().hex}, headers=headers)
        assert "Secure" in page.headers["set-cookie"]
        assert it.http.get("/api", headers={"host": "play.example.com"}).status_code == 421


def test_a_name_that_whoever_started_it_gave_is_a_name_of_the_host(tmp_path: Path) -> None:
    """With `--address` people may type a name of the machine; of that name alone."""
    with served(Hosted.new(room(tmp_path)), called="Laptop.fritz.box") as it:
        assert it.http.get("/api", headers={"host": "laptop.fritz.box:8200"}).status_code == 200
        assert it.http.get("/api", headers={"host": "other.fritz.box:8200"}).status_code == 421


def test_a_body_of_ten_megabytes_is_refused_unread(it: Served) -> None:
    """Announced or not, it is cut off; what is kept of it is nothing."""
    big = b"x" * (10 << 20)
    head = f"POST /{it.code}/join HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n".encode()
    for body in (
        f"Content-Length: {len(big)}\r\n\r\n".encode() + big,
        b"Transfer-Encoding: chunked\r\n\r\n" + f"{len(big):x}\r\n".encode() + big + b"\r\n0\r\n\r\n",
    ):
        heard = said(it, head + body)
        assert heard == b"" or heard.startswith(b"HTTP/1.1 413")
    answer = it.http.post(f"/{it.code}/join", content=b"y" * 17_000, headers={"content-type": "application/json"})
    assert (answer.status_code, "more than" in answer.json()["refused"]) == (413, True)
    goes_on(it)


@pytest.mark.parametrize("size", [16_383, 16_384, 16_385])
def test_a_body_may_have_sixteen_kilobytes(it: Served, size: int) -> None:
    """One byte less, as many, one more."""
    raw = json.dumps({"team": 1, "key": uuid4().hex, "name": ""}).encode()
    raw = raw[:-1] + b" " * (size - len(raw)) + b"}"
    answer = it.http.post(f"/{it.code}/join", content=raw, headers={"content-type": "application/json"})
    assert answer.status_code == (200 if size <= 16_384 else 413)


def test_a_body_that_does_not_come_is_not_waited_for(it: Served) -> None:
    """Ten bytes of a hundred, and then nothing: after its patience the host says so, and is free."""
    head = f"POST /{it.code}/join HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n".encode()
    with line(it) as slow:
        slow.sendall(head + b"Content-Length: 100\r\n\r\n{1234567890")
        goes_on(it)
        assert slow.recv(65_536).startswith(b"HTTP/1.1 408")


def test_a_head_that_does_not_come_is_not_waited_for(it: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever connects and says half a request, or drips empty lines, is cut off."""
    monkeypatch.setattr(Connection, "patience", 0.1)
    for beginning in (b"", b"GET / HT", b"\r\n", b"GET / HTTP/1.1\r\nHost: loc"):
        assert said(it, beginning)[:12] in {b"", b"HTTP/1.1 400"}
    goes_on(it)


def test_two_thousand_idle_connections_leave_room_for_people(it: Served) -> None:
    """One machine that keeps connections for nothing has a bounded number of them, and a person comes in meanwhile."""
    with ExitStack() as held:
        for n in range(2_000):
            connection = held.enter_context(socket.create_connection(("127.0.0.1", it.port), PATIENCE))
            connection.settimeout(PATIENCE)
            if n % 500 == 499:
                goes_on(it)
        assert len(Connection.idle) <= MOST_IDLE_OF_ONE + 2
        assert connection.getpeername()[1] == it.port
    goes_on(it)


def asked(phone: socket.socket) -> bytes:
    """What is answered to a phone that asks once more on its connection."""
    phone.sendall(b"GET /api HTTP/1.1\r\nHost: localhost\r\n\r\n")
    heard = b""
    while not heard.endswith(b"}"):
        heard += (part := phone.recv(65_536))
        assert part, heard
    return heard


def test_phones_behind_one_address_keep_their_connections(it: Served) -> None:
    """Two hundred who asked once, all from one address, are not hung up on for each other."""
    with ExitStack() as held:
        phones: list[socket.socket] = []
        for _ in range(200):
            phones.append(held.enter_context(line(it)))
            assert asked(phones[-1]).startswith(b"HTTP/1.1 200")
        for phone in phones:
            assert asked(phone).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize(
    "path",
    [
        "/../../etc/passwd", "/page/../people.journal", "/page/..%2f..%2fpeople.journal", "/page/%2e%2e/room.journal",
        "/live.css/../../secrets", "//etc/passwd", "/%00", "/page/team-1.html%00.css", "/seat/../presenter/state",
        "/\\..\\people.journal", "/people.journal", "/room.journal", "/" + "a" * 5_000,
    ],
)  # fmt: skip
def test_paths_lead_nowhere_else(it: Served, path: str) -> None:
    """No spelling of a path gives a file of the host, or a page that is not one's own; none is a fault."""
    heard = said(it, f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    status = int(heard.split(b" ")[1])
    assert status in {400, 401, 404}
    assert b"root:" not in heard
    assert b"chasm_people" not in heard


CLOSES = b"POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"


@pytest.mark.parametrize(
    "raw",
    [
        b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 1_000_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: 1\r\n" * 200_000 + b"\r\n",
        CLOSES + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 100,
        b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
    ],
    ids=["two hosts", "no host", "long header", "many headers", "two lengths", "less than none", "TLS", "a proxy's"],
)
def test_heads_that_play_tricks_are_refused(it: Served, raw: bytes) -> None:
    """What is no plain request is answered with a 4xx or not at all, and nothing breaks."""
    heard = said(it, raw)
    assert heard == b"" or heard.split(b" ")[1][:1] == b"4"
    goes_on(it)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b"[1, 2]"),
        ("application/json", b"{" * 9_000),
        ("application/json", b"\xff\xfe{}"),
        ("application/json", b'{"team": 1e999, "key": "12345678"}'),
        ("application/json", b'{"team": {"a": 1}, "key": "12345678"}'),
        ("application/json", b'{"team": 1, "key": ["12345678"]}'),
        ("text/plain", b"team=1&key=12345678"),
        ("multipart/form-data; boundary=x", b"--x\r\n\r\n--x--"),
        ("application/x-www-form-urlencoded", b"a=1&" * 4_000),
        ("application/x-www-form-urlencoded", b"team=%ff%fe&key=12345678"),
    ],
)
def test_bodies_that_say_nothing_are_refused_in_a_sentence(it: Served, kind: str, body: bytes) -> None:
    """Wrong kinds, wrong shapes and wrong characters: 400 with a sentence, and nobody has a seat."""
    headers = {"content-type": kind, "accept": "application/json"}
    answer = it.http.post(f"/{it.code}/join", content=body, headers=headers)
    assert (answer.status_code, answer.json()["refused"][-1:]) == (400, ".")
    assert it.hosted.people.seats == {}


@pytest.mark.parametrize(("more", "status"), [(MAX_FIELDS - 3, 200), (MAX_FIELDS - 2, 200), (MAX_FIELDS - 1, 400)])
def test_a_form_has_no_more_fields_than_the_largest_of_ours(it: Served, more: int, status: int) -> None:
    """As many as a belief sheet of the longest list of stakeholders has, and some; one more is no form of ours."""
    longest = [
        found.max_length
        for field in (ScenarioModel.model_fields["stakeholders"], RulebookModel.model_fields["ways"])
        for found in field.metadata
        if isinstance(found, MaxLen)
    ]
    assert longest == [30, 12]
    assert sum(longest) + len(["key", "team", "when"]) <= MAX_FIELDS
    fields = {"team": "1", "key": uuid4().hex} | {f"points.{n}": "1" for n in range(more)}
    headers = {"content-type": "application/x-www-form-urlencoded", "accept": "application/json"}
    answer = it.http.post(f"/{it.code}/join", content=urlencode(fields), headers=headers)
    assert answer.status_code == status


def test_replayed_and_reordered_posts_change_nothing(it: Served) -> None:
    """A vote that was recorded and is sent again with its key does nothing; one of an earlier round is refused."""
    person = it.join(1)
    begun(it)
    first = {"round": opened(it), "letter": "A", "key": uuid4().hex}
    second = {**first, "letter": "B", "key": uuid4().hex}
    assert person.send("POST", "/seat/vote", first).status_code == 200
    assert person.send("POST", "/seat/vote", second).status_code == 200
    assert person.send("POST", "/seat/vote", first).status_code == 200
    assert person.view()["round"]["vote"]["letter"] == "B"
    next_round(it)
    opened(it)
    assert person.send("POST", "/seat/vote", {**second, "key": uuid4().hex}).status_code == 409
    assert person.view()["round"]["vote"] is None


def test_streams_of_strangers_are_bounded(it: Served) -> None:
    """A browser that opens stream after stream of one seat has eight; the oldest end for the new ones."""
    person = it.join(1)
    headers = {"authorization": f"Bearer {person.token}"}
    with ExitStack() as held:
        for _ in range(20):
            client = held.enter_context(httpx.Client(base_url=str(it.http.base_url), timeout=PATIENCE, verify=False))
            stream = held.enter_context(client.stream("GET", "/seat/events", headers=headers))
            assert next(stream.iter_raw())
        until = time.monotonic() + PATIENCE
        while len(it.live.listeners) > 8 and time.monotonic() < until:
            person.view()
        assert len(it.live.listeners) <= 8


def test_headers_keep_browsers_from_everything_else(it: Served) -> None:
    """Every answer has the policy, also one that refuses: nothing is loaded from elsewhere, nothing is framed."""
    for path in ("/", f"/{it.code}", "/projector", "/nothing/here", "/live.js", "/seat"):
        headers = it.http.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert "server" not in headers
