"""Every call that a game, a room or a file makes, failing once or from then on: nothing is lost, nothing is made up.

`PYTHONPATH=tests python -m faults.calls CALL` tries one call of the system with every error that it may give, at each
of its places; it prints how many trials there were, and what was wrong. Exit code 77 says that the machine does not
allow it.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from faults.trial import Told, allowed, trial
from session import seats

from chasm_game.errors import ChasmError
from chasm_game.files import write_whole
from chasm_game.journal.actions import Asked, Believed, Chose
from chasm_game.journal.journal import read_save
from chasm_game.journal.replay import replay
from chasm_game.session.local import LocalPlay
from chasm_game.session.room.room import Room
from chasm_game.session.room.views import RoomStage

NOT_ALLOWED = 77
HARMLESS = frozenset({"EINTR", "EINVAL", "EOPNOTSUPP", "ENOSYS", "ENOLCK"})
"""Errors that nobody needs to hear of, where they are among the errors of a call below."""
CALLS: dict[str, tuple[str, ...]] = {
    "write": ("ENOSPC", "EIO", "EDQUOT", "EINTR"),
    "fsync": ("EIO", "ENOSPC", "EDQUOT", "EINTR", "EINVAL", "EOPNOTSUPP", "ENOSYS"),
    "flock": ("ENOLCK", "ENOSYS", "EOPNOTSUPP", "EINTR"),
    "openat": ("EIO", "EMFILE", "EACCES", "EINTR"),
    "link": ("EPERM", "EIO", "ENOSPC", "EINTR"),
    "unlink": ("EIO", "EINTR"),
    "rename": ("EIO", "ENOSPC", "EINTR"),
    "mkdir": ("EIO", "ENOSPC"),
    "newfstatat": ("EIO",),
    "lseek": ("EIO",),
    "read": ("EIO", "EINTR"),
    "close": ("EIO", "ENOSPC"),
}
STEPS = ("sheet", "ask", "kind", "rest", "wait", "sheet")


def play(folder: Path) -> dict[str, Any]:
    """A whole game; what is refused is tried again, as a player does. What was said, and where it is saved."""
    refused: list[str] = []
    game = _tried(lambda: LocalPlay.new(seats.small(), folder, team="Blue"), refused)
    done: list[str] = []
    if game is None:
        return {"done": done, "refused": refused, "save": "", "notice": "no save could be begun"}
    for what in STEPS:
        if _tried(lambda: _step(game, what), refused) is None:  # noqa: B023
            break
        done.append(what)
    game.close()
    return {"done": done, "refused": refused, "save": game.intro.save, "notice": game.intro.save_notice}


def _step(game: LocalPlay, what: str) -> bool:
    if what == "sheet":
        game.submit_beliefs({"customers": 60, "investors": 40})
    elif what == "ask":
        game.ask()
    else:
        game.decide(what, reason="because")
    return True


def _tried(do: Callable[[], Any], refused: list[str]) -> Any:
    """Three times; None where it never could be."""
    for _ in range(3):
        try:
            return do()
        except ChasmError as error:
            refused.append(str(error))
    return None


def judge_play(folder: Path, told: Told, *, once: bool, silent: bool) -> Iterator[str]:
    """What is wrong with the save, after what was said of it."""
    report = told.report
    if "fault" in report:
        yield report["fault"]
        return
    if once and report["done"] != list(STEPS):
        yield f"a single fault stopped the game: {report}"
    if silent and report["refused"]:
        yield f"refused for what is no fault: {report['refused']}"
    saves = sorted(folder.glob("*.jsonl"))
    if once and len(saves) != 1 and not report["notice"]:
        yield f"{len(saves)} saves, and not a word of it"
    if not report["save"] and not report["notice"]:
        yield "neither saved nor a word of it"
    candidates = [Path(report["save"])] if report["save"] else saves
    if report["done"] and not any(_holds(path, report["done"], exactly=once) for path in candidates):
        yield f"not on disk, and said: {report}"


def _holds(path: Path, done: list[str], *, exactly: bool) -> bool:
    """Whether a save replays to what was said to be done; a disk that stays broken may keep the refused line, too."""
    try:
        record = read_save(path)
        replay(record)
    except ChasmError:
        return False
    kinds = {Believed: "sheet", Asked: "ask"}
    found = [a.response if isinstance(a, Chose) else kinds.get(type(a), "") for a in record.actions]
    found = [each for each in found if each]
    return found == done if exactly else found[: len(done)] == done and len(found) <= len(done) + 1


LETTERS = ("a", "b")


def room_before(folder: Path) -> Path:
    """A room whose two teams wait for the first round."""
    room = Room.new(seats.small(), folder)
    for name in ("Blue", "Red"):
        room.add_team(name)
    room.begin()
    room.go_on()
    room.close()
    return room.folder


def run_room(folder: Path) -> dict[str, Any]:
    """Letters, a reveal, the next round; what is refused is tried again."""
    refused: list[str] = []
    done: list[str] = []
    room = _tried(lambda: Room.resume(folder), refused)
    if room is None:
        return {"done": done, "refused": refused, "folder": str(folder), "lost": "it could not be opened"}
    acts: dict[str, Callable[[], object]] = {
        "a": lambda: room.choose(1, "a"),
        "b": lambda: room.choose(2, "b"),
        "reveal": room.reveal,
        "open": room.open_all,
        "on": room.go_on,
    }
    for name, act in acts.items():
        if _tried(lambda: (act(), True), refused) is None:  # noqa: B023
            break
        done.append(name)
    room.close()
    return {"done": done, "refused": refused, "folder": str(room.folder), "lost": room.lost}


def judge_room(told: Told, *, once: bool, silent: bool) -> Iterator[str]:
    """What is wrong with a room on disk, after what was said of it."""
    report = told.report
    if "fault" in report:
        yield report["fault"]
        return
    if once and len(report["done"]) < 5:
        yield f"a single fault stopped the room: {report}"
    if silent and report["refused"]:
        yield f"refused for what is no fault: {report['refused']}"
    try:
        room = Room.resume(Path(report["folder"]))
    except ChasmError as error:
        if not report["lost"]:
            yield f"the room cannot be opened again: {error}, after {report}"
        return
    done, view = report["done"], room.view()
    letters = "".join(team.letter.lower() for team in view.teams)
    choices = [[c.response for c in room._seats[team.id].played.choices] for team in view.teams]
    if "on" in done:
        good = room.stage is RoomStage.LETTERS and choices == [["kind"], ["hard"]]
    elif "reveal" in done:
        good = choices == [["kind"], ["hard"]]
    else:
        good = letters.startswith("".join(done))
    room.close()
    if not good:
        yield f"not on disk, and said: {report}, {letters}, {choices}"


def judge_file(path: Path, told: Told) -> Iterator[str]:
    """A file that is written over is the old one or the new one, as it was said."""
    report = told.report
    if "fault" in report:
        yield report["fault"]
        return
    content = path.read_text(encoding="utf-8") if path.exists() else ""
    if content != ("new" * 999 if report["written"] else "old"):
        yield f"{content[:20]!r} after {report}"


def write_over(path: Path) -> dict[str, Any]:
    """A table over an older one."""
    try:
        write_whole(path, "new" * 999)
    except ChasmError as error:
        return {"written": False, "said": str(error)}
    return {"written": True}


def tried(call: str, error: str, work: Path) -> Iterator[tuple[str, list[str]]]:
    """Every trial of a call with an error: its name, and what was wrong."""
    prepared = room_before(work / "prepared")
    silent = error in HARMLESS and call in {"write", "fsync", "flock", "openat", "link", "unlink", "rename", "read"}
    for once in (True,) if error == "EINTR" else (True, False):  # interrupted for ever is no fault of anybody
        for number in range(1, 200):
            when = f"{number}" if once else f"{number}+"
            folder = work / "game"
            told = trial(lambda: play(folder), call, error, when)  # noqa: B023
            yield f"game, {call} {error} {when}", list(judge_play(folder, told, once=once, silent=silent))
            shutil.rmtree(folder, ignore_errors=True)
            if not told.failed:
                break
    yield from _room_trials(call, error, work, prepared, silent=silent)
    for number in range(1, 40):
        (work / "file").mkdir()
        path = work / "file" / "t.csv"
        path.write_text("old", encoding="utf-8")
        told = trial(lambda: write_over(path), call, error, str(number))  # noqa: B023
        yield f"file, {call} {error} {number}", list(judge_file(path, told))
        shutil.rmtree(work / "file")
        if not told.failed:
            break


def _room_trials(call: str, error: str, work: Path, prepared: Path, *, silent: bool) -> Iterator[tuple[str, list[str]]]:
    for number in range(1, 200):
        folder = work / "rooms" / prepared.name
        shutil.copytree(prepared, folder)
        told = trial(lambda: run_room(folder), call, error, str(number))  # noqa: B023
        yield f"room, {call} {error} {number}", list(judge_room(told, once=True, silent=silent))
        shutil.rmtree(work / "rooms")
        if not told.failed:
            break


def warm(work: Path) -> None:
    """Everything is loaded before anything is made to fail."""
    play(work / "warm")
    run_room(room_before(work / "warm-room"))
    (work / "t").write_text("old", encoding="utf-8")
    write_over(work / "t")


def main() -> int:
    """Try one call; how it went."""
    call = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        warm(work)
        if why := allowed():
            print(f"not run: {why}")
            return NOT_ALLOWED
        trials, wrong = 0, 0
        for error in CALLS[call]:
            for name, problems in tried(call, error, work / error):
                trials += 1
                wrong += bool(problems)
                for problem in problems:
                    print(f"{name}: {problem}")
    print(f"{call}: {trials} trials, {wrong} wrong")
    return int(wrong > 0 or trials < 3)


if __name__ == "__main__":
    sys.exit(main())
