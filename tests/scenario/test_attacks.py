"""Files that attack, or are no files at all: refused quickly, in one clear message, without a traceback."""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from chasm_game.scenario.diagnostics import Code, FaultyFile
from chasm_game.scenario.source import MAX_BYTES, read

MIB = 1 << 20
HEAD = "id: a\ntitle: b\n"
ROUND = "{id: a, title: b, shock: {text: x}, responses: [{id: a, title: b}]}"
ROUNDS = f"rounds: [{ROUND}]\n"


def many(form: str, count: int, between: str = ",") -> str:
    """A form again and again; `N` in it counts."""
    return between.join(form.replace("N", str(n)) for n in range(count))


def laughs() -> str:
    """Every line ten times the line before."""
    names = "abcdefghij"
    lines = (f"{this}: &{this} [{', '.join([f'*{last}'] * 10)}]\n" for last, this in pairwise(names))
    return "a: &a [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]\n" + "".join(lines)


def told(old: str, new: str) -> str:
    """A scenario with something else in it."""
    return HEAD + ROUNDS.replace(old, new)


ODD = told("text: x", "text: x, effects: {c: 1}")
"""One error of names: what has any other kind gets no advice."""
TEXTS: dict[str, tuple[str, str]] = {
    # brackets and what nests
    "100,000 brackets": ("[" * 100_000, "C003"),
    "100,000 braces": ("{" * 100_000, "C003"),
    "100,000 hyphens": ("- " * 100_000, "C003"),
    "100,000 question marks": ("? " * 100_000, "C003"),
    "100,000 names": ("a: " * 100_000, "C005"),
    "1,400 lines, each deeper": ("".join(" " * n + "a:\n" for n in range(1_400)), "C003"),
    "1 MiB of brackets": ("[" * MIB, "C003"),
    "1 MiB of braces": ("{" * MIB, "C003"),
    "1 MiB of brackets that close": ("[]" * (MIB // 2), "C005"),
    "1 MiB of brackets in brackets": ("[" + "[]," * (MIB // 3 - 2) + "]", "C003"),
    "1 MiB of braces in rounds": ("rounds: [" + "{}," * (MIB // 3 - 5) + "]", "C003"),
    "1 MiB of brackets that a quote hides": ('["' * (MIB // 2), "C005"),
    # copies
    "billion laughs": (laughs(), "C006"),
    "350,000 aliases": ("a: &a 1\nb: [" + "*a," * 349_000 + "]\n", "C006"),
    "1 MiB of anchors": ("&a " * (MIB // 3), "C006"),
    "1 MiB of tags": ("!a " * (MIB // 3), "C007"),
    "a tag of 1 MiB": ("!" * MIB, "C007"),
    # many faults
    "170,000 equal keys": ("a: 1\n" * 170_000, "C003"),
    "24,000 equal keys": ("a: 1\n" * 24_000, "C009"),
    "24,000 unknown keys": (many("aN: 1\n", 24_000, ""), "C013"),
    "24,000 unknown effects": (told("text: x", "text: x, effects: {" + many("aN: 1", 24_000) + "}"), "C012"),
    "45,000 unknown moves": (told("title: b}]", "title: b, does: [" + many("mN", 45_000) + "]}]"), "C012"),
    "20,000 stakeholders": (HEAD + "stakeholders: {" + many("aN: {}", 20_000) + "}\n" + ROUNDS, "C016"),
    "390 rounds of numbers": (HEAD + "rounds: [" + many("{id: 5, shock: 5, responses: [5]}", 390) + "]", "C015"),
    "24,000 slips": (HEAD + many("aN: @b\n", 24_000, ""), "C005"),
    "slips below 23,000 lines": (many("aN: c\n", 23_000, "") + many("bN: @b\n", 900, ""), "C005"),
    "20,000 invisible signs": (HEAD + "a: \u2028b\n" * 20_000, "C002"),
    "1 MiB of documents": ("---\n" * (MIB // 4), "C008"),
    "1 MiB of commas": ("[" + "," * (MIB - 2), "C005"),
    # one long thing
    "an id of 1 MiB": ("id: " + "a" * (MIB - 10), "C016"),
    "a key of 1 MiB": ("a" * (MIB - 10) + ": 1\n", "C005"),
    "a quoted key of 1 MiB": ('"' + "a" * (MIB - 10) + '": 1\n', "C005"),
    "1 MiB of quotes": ('"' * MIB, "C005"),
    "1 MiB of apostrophes": ("'" * MIB, "C015"),
    "1 MiB of tabs": ("\t" * MIB, "C005"),
    "1 MiB of spaces": (" " * MIB, "C004"),
    "1 MiB of line breaks": ("\n" * MIB, "C004"),
    "1 MiB of comments": ("#\n" * (MIB // 2), "C004"),
    "1 MiB of directives": ("%A\n" * (MIB // 3), "C005"),
    "a condition of brackets": (told("title: b,", f"title: b, if: {'(' * 390},"), "C020"),
    "a condition of 1 MiB": (told("title: b,", f"title: b, if: {'(' * (MIB - 200)},"), "C020"),
    "a condition of minus signs": (told("title: b,", f"title: b, if: 1 > {'-' * 380}1,"), "C020"),
    # advice and allowances, beside an error
    "30,000 allowances": (ODD + "# chasm: allow C033 because x\n" * 30_000, "C012"),
    "200,000 wrong codes": (ODD + "# chasm: allow " + "C999 " * 200_000 + "because x", "C012"),
    "40,000 quoted allowances": (ODD + "goals: [" + "'# chasm: allow C033'," * 40_000 + "]", "C012"),
    "45,000 texts to be written": (ODD + "goals: [" + "TODO," * 45_000 + "]", "C012"),
    "260,000 brackets in a line": (HEAD + "goals: [x " + "[ a " * 260_000, "C005"),
    "1 MiB of spaces before a hash": (ODD + "goals: [x]" + " " * (MIB - 400) + "#y\n", "C012"),
    # nothing, or no text
    "an empty file": ("", "C004"),
    "only comments": ("# nothing\n# but this\n", "C004"),
    "only a mark of a document": ("---\n", "C015"),
    "only a byte order mark": ("\ufeff", "C004"),
    "NUL": ("id: a\0b\n", "C002"),
    "1 MiB of NUL": ("\0" * MIB, "C002"),
    "an escape character": ("id: \x1b[31m\n", "C002"),
}  # fmt: skip
BYTES: dict[str, tuple[bytes, str]] = {
    "binary": (bytes(range(256)) * 100, "C002"),
    "rich text": (b"{\\rtf1\\ansi\\deff0 " + HEAD.encode() + b"}", "C056"),
    "a Word file": (b"PK\x03\x04\x14\0\x06\0word/document.xml", "C056"),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3", "C056"),
    "a web page": (b"\n<!DOCTYPE html><html><body>" + HEAD.encode(), "C056"),
    "UTF-32": ((HEAD + ROUNDS).encode("utf-32"), "C002"),
    "Latin-1": ((HEAD + "summary: für alle\n" + ROUNDS).encode("latin-1"), "C002"),
    "one byte over 1 MiB": (b"#" * (MIB + 1), "C003"),
}


def refused(chasm: Callable[..., Any], path: Path | str, code: str) -> str:
    """What `chasm check` says of a file: exit code 1, the code, no traceback, under two seconds of work."""
    ran = chasm("check", path)
    assert ran.code == 1, (ran.out[:500], ran.err[-500:])
    assert f" {code}: " in ran.out
    assert "Traceback" not in ran.out + ran.err
    assert "Warning" not in ran.err
    assert ran.seconds < 2, ran.seconds
    assert len(ran.out) < 200_000
    return str(ran.out)


@pytest.mark.parametrize("what", TEXTS)
def test_a_text_that_attacks_is_refused(what: str, chasm: Callable[..., Any], tmp_path: Path) -> None:
    """A hostile or useless text is refused in under two seconds, with a readable report."""
    text, code = TEXTS[what]
    path = tmp_path / "story.yaml"
    path.write_text(text, "utf-8", newline="")
    refused(chasm, path, code)


@pytest.mark.parametrize("what", BYTES)
def test_bytes_that_are_no_text_are_refused(what: str, chasm: Callable[..., Any], tmp_path: Path) -> None:
    """What is not text in UTF-8, or is too large, is refused by name."""
    raw, code = BYTES[what]
    path = tmp_path / "story.yaml"
    path.write_bytes(raw)
    refused(chasm, path, code)


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(10 << 30)


UNREADABLE: dict[str, tuple[Callable[[Path], object], str]] = {
    "a folder": (Path.mkdir, "C001"),
    "a pipe that nobody writes to": (_fifo, "C001"),
    "an endless device": (lambda p: p.symlink_to("/dev/zero"), "C001"),
    "a memory that refuses": (lambda p: p.symlink_to("/proc/self/mem"), "C001"),
    "a link to itself": (lambda p: p.symlink_to(p.name), "C001"),
    "a link to nothing": (lambda p: p.symlink_to("nothing"), "C001"),
    "nothing": (lambda p: None, "C001"),
    "10 GiB of nothing": (_sparse, "C003"),
}


@pytest.mark.parametrize("what", UNREADABLE)
def test_what_cannot_be_read_is_refused(what: str, chasm: Callable[..., Any], tmp_path: Path) -> None:
    """What is no ordinary file, or refuses to be read, does not hang the program."""
    make, code = UNREADABLE[what]
    path = tmp_path / "story.yaml"
    make(path)
    refused(chasm, path, code)


@pytest.mark.parametrize("name", ["x" * 300 + ".yaml", "", "story.yaml/inside"])
def test_a_name_that_cannot_be_is_refused(name: str, chasm: Callable[..., Any], tmp_path: Path) -> None:
    """Names that are too long, empty, or lead through a file are told as what they are."""
    (tmp_path / "story.yaml").write_text(HEAD)
    refused(chasm, f"{tmp_path}/{name}", "C001")


def test_a_name_that_would_steer_a_terminal_is_shown(chasm: Callable[..., Any], tmp_path: Path) -> None:
    """A file name with a line break and an escape sequence is shown as text, on one line."""
    path = tmp_path / "new\nline\x1b[31m.yaml"
    path.write_text("id: a\n")
    out = refused(chasm, path, "C014")
    assert "\x1b" not in out
    assert "new line␛[31m.yaml" in out
    concise = chasm("check", path, "--format", "concise").out
    assert all(line.startswith(str(tmp_path)) for line in concise.splitlines())


def test_at_most_one_byte_too_many_is_read(tmp_path: Path) -> None:
    """A file of exactly 1 MiB is read, one of a byte more is not, and no more than that byte is looked at."""
    path = tmp_path / "story.yaml"
    path.write_bytes(b"#" * MAX_BYTES)
    assert len(read(path).text) == MAX_BYTES
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(FaultyFile) as caught:
        read(path)
    assert caught.value.diagnostics[0].code is Code.TOO_LARGE


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_marks_change_nothing(end: str, mark: str, tmp_path: Path) -> None:
    """Files of every system are the same text, and the places of faults in them are too."""
    path = tmp_path / "story.yaml"
    path.write_bytes((mark + (HEAD + ROUNDS).replace("\n", end)).encode())
    assert read(path).text == HEAD + ROUNDS


def test_the_place_of_a_byte_counts_letters(tmp_path: Path) -> None:
    """The first byte that is no text is found at its line and column as an editor counts them."""
    path = tmp_path / "story.yaml"
    path.write_bytes("\ufeffid: a\r\ntitle: für ".encode() + b"\xff")
    with pytest.raises(FaultyFile) as caught:
        read(path)
    assert (caught.value.diagnostics[0].span.line, caught.value.diagnostics[0].span.column) == (2, 12)


def test_more_faults_than_anybody_reads_are_counted_not_told(chasm: Callable[..., Any], tmp_path: Path) -> None:
    """Of thousands of faults two hundred are told, and that there are more."""
    path = tmp_path / "story.yaml"
    path.write_text(many("aN: 1\n", 20_000, ""))
    ran = chasm("check", path, "--format", "concise")
    assert len(ran.out.splitlines()) == 201
    assert "more than 200 problems" in ran.out.splitlines()[-1]
