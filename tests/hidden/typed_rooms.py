"""Rooms in which everything that people typed holds a made word of its own: names, files, reasons, lists, folders."""

from __future__ import annotations

import json
import re
import zipfile
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING

from pages import rooms

from chasm_game.session.local import LocalPlay

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from chasm_game.scenario.scenario import Scenario

__all__ = ["CLOCK", "HOSTILE", "TypedRoom", "made_by_people"]

CLOCK = "13:37"
"""The time of day at which every game of a room began."""
PLAIN = ("{}",)
HOSTILE = (
    "<script>{}</script>", "=cmd|'{}", "\x1b[31m{}\x07", "\u202e{}\u2066", "{} (to round 9)", "{} (2)", "File 1 {}",
    '"><img src={}>', "[red]{}[/]", "../{}", "{}, Team A", "'{}\n{}",
)  # fmt: skip
"""How a word may stand in what somebody typed."""


@dataclass
class TypedRoom:
    """A folder as a facilitator has it, and every word that people typed in it."""

    folder: Path
    expect: Path
    people: Path
    words: set[str] = field(default_factory=set)

    def found_in(self, output: bytes) -> list[str]:
        """The words of people that are in an output, in any case; and the time of day."""
        text = output.decode("utf-8", "replace").casefold()
        return sorted(word for word in (*self.words, CLOCK) if word in text)


@dataclass
class _Typing:
    random: Random
    shapes: Sequence[str]
    words: set[str] = field(default_factory=set)

    def word(self) -> str:
        """Eight letters that are in no story."""
        made = "q" + "".join(self.random.choices("bcdfgjkpqvwxz", k=7))
        self.words.add(made)
        return made

    def text(self) -> str:
        return self.random.choice(self.shapes).replace("{}", self.word())


def made_by_people(at: Path, seed: int, scenario: Scenario, *, teams: int = 4, hostile: bool = False) -> TypedRoom:
    """A room of teams that are done, and of everything else that may lie in such a folder."""
    typing = _Typing(Random(seed), HOSTILE if hostile else PLAIN)
    folder = at / typing.word()
    folder.mkdir(parents=True)
    names = [typing.text() for _ in range(teams)]
    saves = [_played(folder, scenario, name, typing) for name in (*names, names[0], "")]
    _renamed(saves[1], typing.text())
    early, late = typing.text(), typing.text()
    _left(saves[2], folder / f"{typing.word()}.jsonl", early)
    _as_another(saves[3], folder / f"{typing.word()}.jsonl", late)
    _as_another(saves[3], folder / f"{typing.word()}.jsonl", typing.text(), practice=True)
    (folder / f"{typing.word()}.jsonl").write_bytes(saves[0].read_bytes())
    (folder / f"{typing.word()}.jsonl").write_bytes(b"".join(saves[0].read_bytes().splitlines(keepends=True)[:-2]))
    forged = re.sub(rb'"response": ?"[a-z]', f'"response":"{typing.word()}'.encode(), saves[0].read_bytes())
    (folder / f"{typing.word()}.jsonl").write_bytes(forged)
    with zipfile.ZipFile(folder / f"{typing.word()}.zip", "w") as packed:
        packed.writestr(f"{typing.word()}/{typing.word()}.jsonl", typing.text())
    (folder / f"{typing.word()}.txt").write_text(typing.text(), encoding="utf-8")
    (folder / f".{typing.word()}").write_text("", encoding="utf-8")
    _played(folder, scenario, names[1], typing, luck=2)
    expect, people = at / "expected.txt", at / f"{typing.word()}.yaml"
    listed = (names[0], names[2], early, late, typing.text())
    expect.write_text("\n".join(" ".join(name.split()) for name in listed), encoding="utf-8")
    ids = scenario.stakeholders
    people.write_text(f"people: {{{', '.join(f'{s.id}: {n}' for n, s in enumerate(ids, 1))}}}", encoding="utf-8")
    return TypedRoom(folder, expect, people, typing.words)


def _played(folder: Path, scenario: Scenario, team: str, typing: _Typing, luck: int = 1) -> Path:
    """A whole game in which every decision has a reason and a dissent of its own, under a file name of people's."""
    game = LocalPlay.new(scenario, folder, team=team, seed=luck)
    # By chance of its own: games must not change by what is said against them.
    aside = _Typing(Random(f"{team} {len(typing.words)}"), typing.shapes, typing.words)
    rooms.finish(game, typing.random, typing.text, aside.text)
    path = game.save.rename(folder / f"{typing.word()}.jsonl")
    path.write_bytes(re.sub(rb"T\d\d:\d\d:\d\d", f"T{CLOCK}:00".encode(), path.read_bytes(), count=1))
    return path


def _renamed(save: Path, team: str) -> None:
    """As a room writes it when a team gets another name."""
    lines = save.read_bytes().splitlines(keepends=True)
    line = json.dumps({"n": len(lines), "do": "rename", "team": team})
    save.write_bytes(b"".join(lines) + line.encode() + b"\n")


def _left(save: Path, to: Path, team: str) -> None:
    """The game of another team that goes only to the middle."""
    lines = save.read_bytes().splitlines(keepends=True)
    to.write_bytes(_headed(lines[0], team=team) + b"".join(lines[1 : len(lines) // 2]))


def _as_another(save: Path, to: Path, team: str, *, practice: bool = False) -> None:
    """The same game under another name: sent again, or as practice."""
    lines = save.read_bytes().splitlines(keepends=True)
    to.write_bytes(_headed(lines[0], team=team, **({"mode": "practice"} if practice else {})) + b"".join(lines[1:]))


def _headed(line: bytes, **fields: str) -> bytes:
    header = json.loads(line) | fields
    # Of games that are the same the one that began later was sent again.
    return json.dumps(header | {"started": header["started"].replace(f"{CLOCK}:00", f"{CLOCK}:30")}).encode() + b"\n"
