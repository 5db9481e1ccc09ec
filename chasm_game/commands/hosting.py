"""What `chasm host` does once it knows its room: it serves, says how people come in, and tells what happens."""

from __future__ import annotations

import asyncio
import contextlib
import shlex
import sys
from typing import TYPE_CHECKING

from chasm_game.errors import ChasmError
from chasm_game.journal.room_journal import DEBRIEF_FOLDER
from chasm_game.text import one_line, shown

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from chasm_game.live.app import LiveApp
    from chasm_game.live.hosted import Hosted
    from chasm_game.live.lead_views import DoorsView

__all__ = ["closes", "run_host"]

LOOKS = 15.0
"""Seconds between two looks at the addresses of this machine."""


def run_host(
    hosted: Hosted,
    door: socket.socket,
    doors: Callable[[str, int], DoorsView],
    *,
    public: str = "",
    called: str = "",
) -> None:
    """Serve a live room until Ctrl+C, or until it is closed and somebody ends it. Its files are let go of then.

    `doors` says of a join code and a port how people come in; it is asked again and again, for a machine may come into
    another network. `public` and `called` are as in `LiveApp`.
    """
    from chasm_game.live.app import LiveApp
    from chasm_game.live.server import serve

    try:
        port = int(door.getsockname()[1])
        token = hosted.lead(port)
        live = LiveApp(hosted, public=public, called=called, faulted=_note_fault)
        hosted.doors = doors(hosted.people.header.code, port)
        _say_doors(hosted, token)
        log = _Log(hosted)
        heard = hosted.changed

        def changed(team: int) -> None:
            heard(team)
            with contextlib.suppress(OSError, ChasmError):  # a terminal that is gone stops nobody
                log.look()

        hosted.changed = changed

        async def run() -> None:
            closes(live)
            looking = asyncio.create_task(_look_at_doors(hosted, lambda: doors(hosted.people.header.code, port)))
            try:
                await serve(live, [door], lambda _server: None)
            finally:
                looking.cancel()

        with contextlib.suppress(KeyboardInterrupt):  # the server has said goodbye to everybody before
            asyncio.run(run())
    finally:
        hosted.end()
    _say_how_to_go_on(hosted)


async def _look_at_doors(hosted: Hosted, doors: Callable[[], DoorsView]) -> None:
    """A lid that was shut, another Wi-Fi: the board shows the new address by itself, and the terminal says it."""
    while True:
        await asyncio.sleep(LOOKS)
        with contextlib.suppress(OSError, ChasmError):  # a terminal or a network that is gone: it is looked at again
            found = await asyncio.to_thread(doors)  # names are looked up for it, which may take a while
            if found != hosted.doors:
                hosted.doors = found
                hosted.say(f"This machine has other addresses now. Join: {found.join}")
                print(shown(hosted.notice), flush=True)


def _say_doors(hosted: Hosted, token: str) -> None:
    base = hosted.doors.join.rsplit("/", 1)[0]
    _print_qr(hosted.doors.join)
    print(f"Join:       {hosted.doors.join}")
    for other, what in hosted.doors.addresses[1:]:
        print(f"            or {other} ({what})")
    print(f"Code:       {hosted.people.header.code}")
    print(f"Board:      {base}/projector")
    print(f"Presenter:  {base}/presenter?token={token}")
    print("            (yours alone: whoever has this address leads the room)")
    print(f"Kept in     {shown(str(hosted.room.folder))}")
    print("Ctrl+C ends the host; the room is kept, and --resume goes on with it.", flush=True)


def _print_qr(text: str) -> None:
    if not sys.stdout.isatty():
        return
    import segno

    segno.make(text, micro=False, error="m").terminal(compact=True)


class _Log:
    """What matters, a line each: who is there, and where the room stands. No letters, and nobody by name."""

    def __init__(self, hosted: Hosted) -> None:
        self._hosted = hosted
        self._at: tuple[object, str] | None = None
        self._where = self._said = ""

    def look(self) -> None:
        """Say what is other than before."""
        hosted = self._hosted
        at = (hosted.stage, hosted.room.round_id)
        # Only then: the whole room is dear to look at, and this is asked after every change.
        if at != self._at:
            self._at, current = at, hosted.view().round
            of = f", round {current.number}: {one_line(current.title, 40)}" if current is not None else ""
            self._where = f"{hosted.stage.value}{of}"
            if hosted.people.closed:
                print(shown(f"The pages are in {hosted.room.folder / DEBRIEF_FOLDER}"), flush=True)
        people = len(hosted.people.seats)
        line = f"{self._where}; {people} {'person' if people == 1 else 'people'} in {len(hosted.room.names)} teams"
        if line != self._said:
            self._said = line
            print(shown(line), flush=True)


def _note_fault(error: Exception) -> None:
    """A fault of our own: in the log, and in a line where the host was started; the session goes on."""
    from chasm_game.crash import record, where
    from chasm_game.paths import log_file

    log = log_file()
    kept = f"; the log is {log}" if log is not None and record(error, log) else ""
    with contextlib.suppress(OSError, ChasmError):
        print(f"chasm: a fault of its own{f' in {place}' if (place := where(error)) else ''}{kept}", file=sys.stderr)


def closes(live: LiveApp) -> None:
    """How the room is closed: the pages take a while, and are written beside."""
    hosted, tasks = live.hosted, set[asyncio.Task[None]]()

    from chasm_game.live.refusals import sentence_of

    async def close() -> None:
        folder = hosted.room.folder
        try:
            pages = await asyncio.to_thread(_write_pages, folder)
            live.pages = folder / DEBRIEF_FOLDER / "teams"
            hosted.closed(pages)
        except ChasmError as error:
            hosted.say(f"The room could not be closed: {sentence_of(error)}")
        except Exception as error:  # noqa: BLE001  (of a task that nobody waits for it would be heard by nobody)
            live.faulted(error)
            hosted.say("The room could not be closed, by a fault of the host's own. Everything is kept; try again.")

    def begin() -> None:
        if not tasks:
            hosted.say("The pages are being written.")
            task = asyncio.get_running_loop().create_task(close())
            tasks.add(task)
            task.add_done_callback(tasks.discard)

    hosted.close_room = begin


def _write_pages(folder: Path) -> dict[int, str]:
    """Everything that a room takes home; the name of each team's page by its number. Raises `ChasmError`."""
    from chasm_game.analysis.processes import found_beside

    # In a process of its own: it takes every playthrough, and phones go on asking meanwhile.
    with found_beside(_written, folder) as found:
        pages = next(found)
    if isinstance(pages, str):
        raise ChasmError(pages)
    return pages


def _written(folder: Path) -> Iterator[dict[int, str] | str]:
    """The same, or in words why it cannot be done: a process says what it cannot do on the terminal, and for long."""
    from chasm_game.commands.room_debrief import write_debrief
    from chasm_game.journal.room_journal import read_room

    try:
        state = read_room(folder).state
        # What nobody revealed in the room is not revealed by its pages either.
        pages = write_debrief(folder, hidden=not state.scores_shown)
    except ChasmError as error:
        yield str(error)
    else:
        yield {team: pages[save] for team, save in state.saves.items() if save in pages}


def _say_how_to_go_on(hosted: Hosted) -> None:
    folder = shown(shlex.quote(str(hosted.room.folder)))
    if hosted.room.lost:
        print(f"chasm: {shown(hosted.room.lost)}", file=sys.stderr)
    elif hosted.people.closed:
        print(f"The pages are in {shown(str(hosted.room.folder / DEBRIEF_FOLDER))}", file=sys.stderr)
    else:
        print(f"Go on with it: chasm host --resume {folder}", file=sys.stderr)
        print(f"Without phones: chasm room --resume {folder}", file=sys.stderr)
