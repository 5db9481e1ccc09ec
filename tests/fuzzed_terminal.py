"""A terminal that sends anything, at every screen of a game, a room, a comparison and a preview.

    python tests/fuzzed_terminal.py [BURSTS] [SEED]

Every burst is a packet of labelled parts: keys, pastes, answers that nobody asked for, halves of sequences, bytes that
are no text; torn anywhere. What the program hears has to be exactly what the keys and pastes are by themselves, and
what is then on disk has to be what those keys say. It stops at the first burst that breaks a promise, and names it.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
if __name__ == "__main__":
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from textual import events  # noqa: E402
from textual.message import Message  # noqa: E402

from chasm_game.scenario.library import Library  # noqa: E402
from chasm_game.session.catalog import LocalBackstage  # noqa: E402
from chasm_game.session.local import LocalPlay  # noqa: E402
from chasm_game.settings import Keeper  # noqa: E402
from chasm_game.terminal_input import TerminalInput  # noqa: E402
from chasm_game.terminal_parts import Kind  # noqa: E402
from chasm_game.tui.app import ChasmApp  # noqa: E402
from chasm_game.tui.game_shell import GameShell  # noqa: E402
from chasm_game.tui.room_app import RoomApp  # noqa: E402
from chasm_game.tui.screens.round import RoundScreen  # noqa: E402
from chasm_game.tui.shell import Shell  # noqa: E402
from chasm_game.tui.terminal_keys import Keys  # noqa: E402
from chasm_game.tui.widgets.menu import Menu  # noqa: E402
from chasm_game.views.round import Phase  # noqa: E402

__all__ = ["ANSWERS", "Burst", "Part", "bursts", "fuzz"]

SESSION = 50
"""Bursts until another app is begun."""
SIZES = ((100, 30), (80, 24), (140, 45))
"""What a terminal has at first."""
RESIZED = (*SIZES, (60, 20), (59, 20), (60, 19), (20, 2))
"""What it may have later on: in the last three nothing of a screen is seen."""
SILENCE = 20.0
"""Seconds after which nothing is waited for any more."""
ANSWERS = (
    b"\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\", b"\x1b]4;1;rgb:1111/1111/1111\x07", "\x1b]lBäckerei ✓ 12\x1b\\".encode(),
    b"\x1b]52;c;MTEx\x07", b"\x1bP1$r0 q\x1b\\", b"\x1bP>|XTerm(390)\x1b\\", b"\x1bP1+r544e=787465726d\x1b\\",
    b"\x1b_Gi=31;OK\x1b\\", b"\x1b^1 2 3\x1b\\", b"\x1bX1g\x1b\\", b"\x1b[?62;1;22c", b"\x1b[>41;390;0c",
    b"\x1b[1;49R", b"\x1b[49;1R", b"\x1b[8;30;100t", b"\x1b[48;30;100;600;800t", b"\x1b[?25u", b"\x1b[?1049;1$y",
    b"\x1b[?2026;2$y", b"\x1b[0n", b"\x1b[49~", b"\x1b[49A", b"\x1b[1;2;3{", b"\x1b[99999999u", b"\x1b[49;1:3u",
    b"\x1b[1:2;3u", b"\x1b[M !1", b"\x1b[M\xe9\x80\xff", b"\x1b[35;10;10M", b"\x1b[<35;10;10M", b"\x1b\\",
)  # fmt: skip
NO_TEXT = (b"\xe9", b"\xff\xfe", b"\xc3", b"\xe2\x9c", b"\xe1\x98", b"\xed\xa0\x80", b"\xc0\xb1", b"\xf5")
HALVES = (
    b"\x1b]11;rgb:1e",
    b"\x1bP1$r1",
    b"\x1b_G1",
    b"\x1b[?1",
    b"\x1b[1;",
    b"\x1b[",
    b"\x1bO",
    b"\x1b[M 1",
    b"\x1b]",
)
PASTES = ("1\r1\r", "g", "because of the loaf", "1 2 3\n\x1b[B", "\x07 [/x]", "é" * 300)
KEYS = {
    b"1": 9, b"2": 6, b"3": 2, b"\r": 12, b"\t": 4, b"\x1bOQ": 8, b"\x1b[12~": 3, b"\x04": 2, b" ": 3, b"\x1b[B": 5,
    b"\x1b[A": 3, b"\x1b[C": 3, b"\x1b[D": 2, b"\x1b[6~": 1, b"\x1b[Z": 1, b"\x1b[27u": 5, b"s": 6, b"a": 4, b"g": 3,
    b"?": 2, b"u": 2, b"o": 2, b"x": 4, b"p": 1, b"e": 1, b"l": 2, b"n": 2, b"r": 2, b"k": 1, b"d": 1, b"w": 1,
    b"b": 2, b"c": 1, b"\x7f": 1, b"\x10": 1, b"\x1bOP": 1, b"\x1b[17~": 1, b"\x1b[49;;49u": 2, b"\x1b[49;3u": 1,
    "é".encode(): 1, b"\x1b2": 1, b"\x1b[H": 1,
}  # fmt: skip
"""Keys as terminals send them, and how often; none that leaves the program."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a burst, and what it is."""

    label: str
    """`key`, `paste`, `answer`, `half` or `no text`."""
    sent: bytes


@dataclass(frozen=True, slots=True)
class Burst:
    """Parts that arrive together."""

    parts: tuple[Part, ...]
    torn: int
    """Where 0.35 seconds pass between two bytes of it; 0 for nowhere."""

    @property
    def meant(self) -> list[Part]:
        """What somebody did: keys and pastes."""
        return [part for part in self.parts if part.label in {"key", "paste"}]


def bursts(luck: random.Random) -> Iterator[Burst]:
    """Bursts without end."""
    while True:
        parts = tuple(_part(luck) for _ in range(luck.choice((1, 1, 1, 2, 2, 3, 4, 6))))
        size = sum(len(part.sent) for part in parts)
        yield Burst(parts, luck.randrange(1, size) if size > 1 and luck.random() < 0.4 else 0)


def _part(luck: random.Random) -> Part:
    label = luck.choices(("key", "paste", "answer", "half", "no text"), (55, 5, 22, 10, 8))[0]
    if label == "key":
        return Part(label, luck.choices([*KEYS], [*KEYS.values()])[0])
    if label == "paste":
        return Part(label, b"\x1b[200~" + luck.choice(PASTES).encode() + luck.choice((b"\x1b[201~", b"")))
    if label == "answer":
        return Part(label, luck.choice(ANSWERS))
    return Part(label, luck.choice(HALVES if label == "half" else NO_TEXT))


def heard(burst: Burst) -> list[Message]:
    """What the program hears of a burst. Time passes where it is torn, and after what is never finished."""
    terminal, keys, now, sent = TerminalInput(), Keys(), 0.0, 0
    found: list[Message] = []

    def pause(seconds: float) -> None:
        nonlocal now
        until = now + seconds
        while (wait := terminal.wait(now)) is not None and now + wait <= until:
            now += wait
            found.extend(event for part in terminal.tick(now) for event in keys.events(part))
        now = until

    def feed(data: bytes) -> None:
        found.extend(e for part in terminal.feed(data, now) if part.kind is not Kind.ASK for e in keys.events(part))

    for part in burst.parts:
        cut = burst.torn - sent
        if 0 < cut < len(part.sent):
            feed(part.sent[:cut])
            pause(0.35)
            feed(part.sent[cut:])
        else:
            feed(part.sent)
        sent += len(part.sent)
        if terminal.unfinished or part.label == "no text":
            pause(SILENCE)
    return found


def alone(part: Part) -> list[Message]:
    """What a key or a paste is by itself."""
    return heard(Burst((part,), 0))


def named(found: list[Message]) -> list[str]:
    """Keys by name and character, pastes by text; moves of the mouse and the focus decide nothing."""
    keys = [f"{each.key}/{each.character}" for each in found if isinstance(each, events.Key)]
    return [*keys, *(each.text for each in found if isinstance(each, events.Paste))]


# ------------------------------------------------------------- the apps, and what is on disk


def on_disk(folder: Path) -> dict[str, bytes]:
    """Every save and every room's journal of a folder, as they stand."""
    kept = (path for path in sorted(folder.rglob("*")) if path.suffix in {".jsonl", ".journal"})
    return {str(path.relative_to(folder)): path.read_bytes() for path in kept}


def done(folder: Path) -> list[dict[str, Any]]:
    """The decisions, asks and sheets of all games in a folder."""
    saves = [saved for name, saved in on_disk(folder).items() if name.endswith(".jsonl")]
    lines = [line for saved in saves for line in saved.splitlines()]
    told = [each for each in map(json.loads, lines) if isinstance(each, dict)]
    return [
        each for each in told if each.get("do", "over") != "over"
    ]  # which is no decision, but what follows from one


def game(folder: Path, luck: random.Random, *, confirm: bool) -> Shell:
    """A game at its title, or in the middle."""
    keeper = Keeper(folder / "settings.set")
    keeper.change(confirm=confirm, seen=("tutorial",))
    backstage = LocalBackstage(ROOT / "story", folder, keeper)
    if luck.random() < 0.25:
        return ChasmApp(backstage=backstage, keeper=keeper)
    practice, quick = luck.random() < 0.3, luck.random() < 0.6
    seat = backstage.new("tutorial", team="", seed=1, practice=practice, quick=quick)
    return ChasmApp(backstage=backstage, keeper=keeper, seat=seat)


def finished(folder: Path, luck: random.Random, *, confirm: bool) -> Shell:
    """A game that is over but for its last sheet, or in its debrief."""
    keeper = Keeper(folder / "settings.set")
    keeper.change(confirm=confirm, seen=("tutorial",))
    backstage = LocalBackstage(ROOT / "story", folder, keeper)
    scenario = Library(ROOT / "story").find("tutorial")
    play = LocalPlay.new(scenario, folder, quick=luck.random() < 0.7)
    if play.phase is Phase.BELIEFS_BEFORE:
        play.submit_beliefs(None)
    while play.phase is Phase.DECIDING:
        answer = next(each for each in play.round().responses if each.open)
        play.decide(answer.id, prediction=None, reason="", seconds=1.0)
    return ChasmApp(backstage=backstage, keeper=keeper, seat=backstage.seat_at(play))


def comparison(folder: Path, luck: random.Random, *, confirm: bool) -> Shell:
    """The made session of six teams, compared."""
    from chasm_game.compare.compare import compare
    from chasm_game.tui.compare_app import CompareApp

    app = CompareApp(compare([ROOT / "saves" / "samples"], Library(ROOT / "story")).view)
    keeper = Keeper(folder / "settings.set")
    keeper.change(confirm=confirm, team="Blue" if luck.random() < 0.5 else "")
    app.adopt(keeper)
    return app


def room(folder: Path, luck: random.Random, *, confirm: bool) -> Shell:
    """A room, before its teams or at its letters."""
    from chasm_game.session.room.listing import RoomDoor
    from chasm_game.session.room.room import Room

    scenario = Library(ROOT / "story").find("tutorial")
    door, entered = RoomDoor(folder, scenario), None
    if luck.random() < 0.8:
        entered = Room.new(scenario, folder)
        for name in ("Blue", "Red"):
            entered.add_team(name)
        entered.begin()
        entered.go_on()
    keeper = Keeper(folder / "settings.set")
    keeper.change(confirm=confirm)
    app = RoomApp(door, entered or door.entered())
    app.adopt(keeper)
    return app


def preview(folder: Path, luck: random.Random, *, confirm: bool) -> Shell:
    """A preview of a story that is being written."""
    from chasm_game.session.preview.preview import Preview
    from chasm_game.tui.preview_app import PreviewApp

    path = folder / f"tutorial-{luck.randrange(10)}.yaml"
    path.write_text((ROOT / "story" / "tutorial.yaml").read_text("utf-8"), encoding="utf-8")
    keeper = Keeper(folder / "settings.set")
    keeper.change(confirm=confirm)
    app = PreviewApp(Preview(path))
    app.adopt(keeper)
    return app


APPS = (game, game, game, game, finished, comparison, room, preview)
OPENED = ("open_settings", "open_keys", "open_library", "open_saves", "action_change_theme")
"""What a session may begin with, beside the first screen of its app."""


class Broken(AssertionError):
    """A promise that a burst broke."""


async def quiet(app: Shell) -> None:
    """Wait until all that a burst did is done: keys, screens, what is handed in, and what threads look for."""
    calm = 0
    for _ in range(20_000):
        await asyncio.sleep(0.001)
        waits = app._calming is not None or app._typed or app._there is None or app._busy()
        # After a new size a screen is laid out once more before it has the classes of that size, and is seen or not.
        waits = waits or getattr(app.screen, "_fitted", None) not in {None, app.size}
        seat = getattr(app, "seat", None)
        waits = waits or (seat is not None and seat.state.busy) or (isinstance(app, RoomApp) and app.waiting)
        waits = waits or (isinstance(app, ChasmApp) and app.is_opening)
        calm = 0 if waits or any(each.is_running and each._thread_worker for each in app.workers) else calm + 1
        if calm > 5 or app._exit:
            return
    raise Broken("it never came to rest")


@dataclass(frozen=True, slots=True)
class Met:
    """What a burst met: the screen that was there, and what its first key would do."""

    screen: str
    confirm: bool
    """Whether the confirm step is on now: the settings are among the screens."""
    usual: bool
    """Whether the keys are the usual ones."""
    takes: frozenset[str]
    """The digit of the answer that is marked in a round, if it is open: pressed once more it takes it."""
    seen: bool
    """Whether the terminal is large enough to see anything of it."""


def met(app: Shell) -> Met:
    """What is there now."""
    screen = app.screen
    answers = screen.view.responses if isinstance(screen, RoundScreen) else ()
    marked = screen.query_one("#responses", Menu).highlighted if answers else None
    takes = frozenset(str(each.number) for n, each in enumerate(answers) if each.open and n == marked)
    return Met(type(screen).__name__, app.settings.confirm, not app.keymap, takes, not app.covered)


def judge(burst: Burst, there: Met, before: list[dict[str, Any]], after: list[dict[str, Any]]) -> None:
    """Whether what a burst left on disk is what its keys say, by what could be decided on the screen they met."""
    begun, confirm = there.screen, there.confirm
    new = after[len(before) :] if after[: len(before)] == before else [e for e in after if e not in before]
    keys = named([event for part in burst.meant for event in alone(part)])
    if new and not (keys and there.seen):
        raise Broken(f"nobody decided {new}")
    decisions = [each for each in new if each["do"] == "choose"]
    if len(new) > 1:
        raise Broken(f"one packet decided {len(new)} times: {new}")
    decides = {"ConfirmScreen", "CommandPalette"} if confirm else {"RoundScreen", "CommandPalette"}
    if decisions and begun not in decides:
        raise Broken(f"decided on {begun}, where nothing is decided: {new}")
    first = keys[0].partition("/")[0] if keys and there.usual and there.seen and burst.meant[0].label == "key" else ""
    if begun == "ConfirmScreen" and confirm and first in {"f2", "ctrl+d"} and len(decisions) != 1:
        raise Broken(f"{first} on the last question decided {len(decisions)} times")
    if begun == "RoundScreen" and not confirm and first in there.takes and len(decisions) != 1:
        raise Broken(f"{first} with the confirm step off decided {len(decisions)} times")


async def session(made: Any, stream: Iterator[Burst], luck: random.Random, count: int, seen: Counter[str]) -> None:
    """Bursts at one app, until it ends or has had its share."""
    confirm = luck.random() < 0.5
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.chdir(folder)
        app = made(folder, luck, confirm=confirm)
        try:
            await _bursts_at(app, stream, luck, count, seen)
        finally:
            # A game or a room that stays open is collected in the middle of somebody else's test, which then fails.
            if (let_go := getattr(app, "let_go", None)) is not None:
                let_go()


async def _bursts_at(app: Any, stream: Iterator[Burst], luck: random.Random, count: int, seen: Counter[str]) -> None:
    async with app.run_test(size=luck.choice(SIZES)) as pilot:
        await quiet(app)
        opened = getattr(app, luck.choice(OPENED), None)
        if opened is not None and luck.random() < 0.3:
            opened()
        await quiet(app)
        for _ in range(count):
            if luck.random() < 0.05:
                await pilot.resize_terminal(*luck.choice(RESIZED))
                await quiet(app)
            burst = next(stream)
            await _burst(app, burst, Path.cwd(), seen)
            if app._exit:
                return


async def _burst(app: Shell, burst: Burst, folder: Path, seen: Counter[str]) -> None:
    there = met(app)
    seen[there.screen] += 1
    seen.update(f"({part.label})" for part in burst.parts)
    try:
        await _send(app, burst, folder, there)
    except Broken as broken:
        raise Broken(f"{broken}\non {there}: {burst}") from app.fault


async def _send(app: Shell, burst: Burst, folder: Path, there: Met) -> None:
    stack = [*app.screen_stack]
    found, meant = heard(burst), [event for part in burst.meant for event in alone(part)]
    if named(found) != named(meant):
        raise Broken(f"heard {named(found)}, meant {named(meant)}")
    saved, decided, now = on_disk(folder), done(folder), time.monotonic()
    assert app._driver is not None
    for event in found:
        event.time = now
        app._driver.process_message(event)
    await quiet(app)
    if app.fault is not None:
        raise Broken(f"it failed: {app.fault!r}")
    if not meant and (on_disk(folder) != saved or [*app.screen_stack] != stack):
        raise Broken(f"nobody did anything, and it is not as it was: {stack} before, {app.screen_stack} now")
    if isinstance(app, ChasmApp):
        judge(burst, there, decided, done(folder))


async def fuzz(count: int, seed: int, progress: Callable[[int], object] = int) -> Counter[str]:
    """So many bursts over apps in turn; how often each screen was met and each kind of part was sent."""
    luck = random.Random(seed)
    stream, seen, here, sent = bursts(luck), Counter[str](), Path.cwd(), 0
    try:
        while sent < count:
            before = sum(number for name, number in seen.items() if name[0] != "(")
            await session(APPS[luck.randrange(len(APPS))], stream, luck, min(SESSION, count - sent), seen)
            sent += sum(number for name, number in seen.items() if name[0] != "(") - before
            progress(sent)
    finally:
        os.chdir(here)
    return seen


def main() -> None:
    """Say what was met."""
    given = [int(each) for each in sys.argv[1:]]
    count, seed = (*given, *(20_000, 1)[len(given) :])
    GameShell.CALM = 0.0  # Enter goes on at once: what is typed ahead has to be harmless without any calm
    began = time.monotonic()
    out = sys.stdout
    seen = asyncio.run(fuzz(count, seed, lambda sent: out.write(f"\r{sent} of {count}") and out.flush()))
    told = [f"\r{count} bursts, seed {seed}, {time.monotonic() - began:.0f} s: no promise was broken"]
    out.write("\n".join([*told, *(f"{number:8} {name}" for name, number in seen.most_common())]) + "\n")


if __name__ == "__main__":
    main()
