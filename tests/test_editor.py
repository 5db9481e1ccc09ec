"""What an author's editor says: the real yaml-language-server, as editors run it, on a scenario beside its schema."""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chasm_game.commands.new import new

pytestmark = pytest.mark.long
PATIENCE = 60.0
INSTALL = "npm install -g yaml-language-server@1.19"


class Server:
    """A language server on pipes."""

    def __init__(self, folder: Path) -> None:
        server = shutil.which("yaml-language-server")
        assert server is not None, f"this test needs yaml-language-server: {INSTALL}"
        self.process = subprocess.Popen([server, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder)
        self.folder, self.number, self.buffer = folder, 0, b""
        self.diagnostics: dict[str, list[dict[str, Any]]] = {}
        root = folder.as_uri()
        text_document = {"hover": {"contentFormat": ["markdown"]}, "publishDiagnostics": {}, "completion": {}}
        capabilities = {"textDocument": text_document, "workspace": {"configuration": True}}
        try:
            self.ask("initialize", {"processId": os.getpid(), "rootUri": root, "capabilities": capabilities})
            self.tell("initialized", {})
        except BaseException:
            self.process.kill()
            self.process.wait()
            raise

    def tell(self, method: str, params: object) -> None:
        """A notification."""
        self._send({"method": method, "params": params})

    def ask(self, method: str, params: object) -> Any:
        """A request, and its answer."""
        self.number += 1
        self._send({"id": self.number, "method": method, "params": params})
        while True:
            message = self._receive()
            if message.get("id") == self.number and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def open(self, path: Path) -> str:
        """Open a file, and wait for what the server has to say of it."""
        uri = path.as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": path.read_text("utf-8")}
        self.tell("textDocument/didOpen", {"textDocument": document})
        while uri not in self.diagnostics:
            self._receive()
        return uri

    def at(self, method: str, path: Path, line: int, character: int) -> Any:
        """A question about a place; lines and characters count from 0."""
        place = {"textDocument": {"uri": path.as_uri()}, "position": {"line": line, "character": character}}
        return self.ask(f"textDocument/{method}", place)

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        """The next message; what the server asks of an editor is answered with nothing."""
        message = self._message()
        if message.get("method") == "textDocument/publishDiagnostics":
            params = message["params"]
            self.diagnostics[params["uri"]] = params["diagnostics"]
        elif "method" in message and "id" in message:
            count = len(message.get("params", {}).get("items", []))
            self._send({"id": message["id"], "result": [None] * count if count else None})
        return message

    def _message(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        deadline = time.monotonic() + PATIENCE
        while True:
            head, found, rest = self.buffer.partition(b"\r\n\r\n")
            if found:
                length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
                if len(rest) >= length:
                    self.buffer = rest[length:]
                    message: dict[str, Any] = json.loads(rest[:length])
                    return message
            assert time.monotonic() < deadline, "the server does not answer"
            if select.select([self.process.stdout], [], [], 0.5)[0]:
                self.buffer += os.read(self.process.stdout.fileno(), 65_536)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server in a folder, ended afterwards."""
    found = Server(tmp_path)
    yield found
    found.process.kill()
    for pipe in (found.process.stdin, found.process.stdout):
        assert pipe is not None
        pipe.close()
    found.process.wait()


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """What `chasm new` writes."""
    path = tmp_path / "the-lift.yaml"
    new(path)
    return path


def find(path: Path, words: str) -> tuple[int, int]:
    """The place of some words, counted from 0."""
    for number, line in enumerate(path.read_text("utf-8").split("\n")):
        if words in line:
            return number, line.index(words)
    raise AssertionError(words)


def changed(path: Path, old: str, new_text: str) -> None:
    """The file with something else in it, once."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new_text, 1), "utf-8")


def test_a_good_file_has_no_problem(server: Server, story: Path) -> None:
    """The first line is enough for the editor: it finds the schema beside the file and has nothing to say."""
    assert server.diagnostics.get(server.open(story)) == []


def test_a_broken_file_has_its_problem_in_its_line(server: Server, story: Path) -> None:
    """A key that is not there, a value of the wrong kind and one out of range are underlined where they stand."""
    changed(story, "minutes: 15", "minutes: soon")
    changed(story, "    title: Four lines", "    titel: Four lines")
    changed(story, "trust: 54}", "trust: 540}")
    lines = {d["range"]["start"]["line"]: d["message"] for d in server.diagnostics.get(server.open(story), [])}
    for words in ("minutes: soon", "titel: Four lines", "trust: 540"):
        assert find(story, words)[0] in lines, (words, lines)


def test_moves_are_offered_by_name_with_their_line(server: Server, story: Path) -> None:
    """Where a move stands, the rulebook's moves are offered, each with what it is; the same for manners and sets."""
    server.open(story)
    for words, offered, told in (
        ("move: raise-prices", "squeeze-suppliers", "suppliers"),
        ("how: [explained]", "with-the-people", "helped to shape it"),
        ("people: balanced", "just-2018", "poll"),
    ):
        line, column = find(story, words)
        at = column + words.index(": ") + 2 + words.count("[")
        items = server.at("completion", story, line, at)["items"]
        found = {item["label"].strip('"'): item for item in items}
        assert offered in found, (words, sorted(found))
        assert told in json.dumps(found[offered]), found[offered]


def test_keys_are_offered(server: Server, story: Path) -> None:
    """On an empty line within an answer, the keys that may stand there are offered."""
    changed(story, "        label: old ", "        \n        label: old ")
    server.open(story)
    line, _ = find(story, "        label: old")
    labels = {item["label"] for item in server.at("completion", story, line - 1, 8)["items"]}
    assert {"needs", "later", "claims", "if", "also"} <= labels, labels


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("labels: after", "When players see the labels"),
        ("credibility: 50", "How far the company's words are believed"),
        ("shock:", "What happens"),
        ("needs:", "Why it is locked"),
        ("move: raise-prices", "People accept prices"),
        ("trust: 54", "How much value it feels"),
        ("effects: {customers", "Points by stakeholder"),
    ],
)
def test_a_hover_explains_a_key(words: str, told: str, server: Server, story: Path) -> None:
    """Whoever points at a key reads what it is for."""
    server.open(story)
    line, column = find(story, words)
    hover = server.at("hover", story, line, column + 1)
    assert hover is not None, words
    assert told in json.dumps(hover["contents"], ensure_ascii=False), hover


def test_a_hover_explains_a_move(server: Server, story: Path) -> None:
    """Whoever points at a move reads what it does."""
    server.open(story)
    line, column = find(story, "raise-prices")
    hover = server.at("hover", story, line, column + 2)
    assert hover is not None
    assert "People accept prices that rise with cost" in json.dumps(hover["contents"])


def test_own_moves_are_allowed(server: Server, story: Path) -> None:
    """A move that the scenario brings itself is no problem."""
    changed(story, "move: raise-prices", "move: our-own")
    story.write_text(story.read_text("utf-8") + "moves:\n  our-own: {title: Ours, effects: {customers: 2}}\n", "utf-8")
    assert server.diagnostics.get(server.open(story)) == []
