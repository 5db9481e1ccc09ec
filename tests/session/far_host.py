"""A game in a process of its own, as a host would hold it: views out, requests in, a line of JSON each.

`python far_host.py FOLDER` prints the port where it listens, and takes commands from its standard input, a word a
line; it prints each once it has obeyed. `hold` keeps the others from handing in, `go` lets them; `deaf` takes nothing,
`hear` does again; `cut` ends the line and takes no other, `mend` takes one; `default` decides the round without the
player.
"""

from __future__ import annotations

import asyncio
import json
import sys
import threading
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from session import seats

from chasm_game.errors import ChasmError
from chasm_game.session.local import LocalPlay
from chasm_game.session.local_seat import carry_out, seat_view
from chasm_game.session.seat import AskRequest, ChoiceRequest, Passed, Request, RewindRequest
from chasm_game.session.wire import request_from_wire, to_wire
from chasm_game.views.round import Phase

DELAYS = (0.0, 0.03, 0.0, 0.1)
"""Seconds that the others take, one after the other: a room takes so many minutes."""
OTHERS = "Red and Blue"


class Host:
    """One game, one line at a time. What was taken once is not taken again when it is sent again."""

    def __init__(self, play: LocalPlay) -> None:
        self.play, self.view = play, seat_view(play, 1)
        self.delays = cycle(DELAYS)
        self.others, self.hears = asyncio.Event(), asyncio.Event()
        self.others.set()
        self.hears.set()
        self.takes_lines = True
        self.writer: asyncio.StreamWriter | None = None
        self.taken: dict[str, dict[str, Any]] = {}
        self.tasks: set[asyncio.Task[None]] = set()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """A line: whatever is seen goes out first."""
        if not self.takes_lines:
            writer.transport.abort()
            return
        self.writer = writer
        self.send()
        try:
            while said := await reader.readline():
                self.start(self.heard(json.loads(said)))
        except ConnectionError:
            return

    def start(self, work: Any) -> None:
        """Beside everything else."""
        task = asyncio.ensure_future(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    def send(self, answer: dict[str, Any] | None = None) -> None:
        """The view, whole, and what it answers."""
        if self.writer is not None and not self.writer.is_closing():
            view = to_wire(self.view)
            self.writer.write(b'{"answer":%b,"view":%b}\n' % (json.dumps(answer).encode(), view))

    async def heard(self, said: dict[str, Any]) -> None:
        """A request, or a question for the review."""
        await self.hears.wait()
        number = said["id"]
        if number in self.taken:
            self.send(self.taken[number])
        elif "review" in said:
            review = await asyncio.to_thread(self.play.review)
            self.send({"id": number, "review": to_wire(review).decode()})
        else:
            await self.take(number, request_from_wire(json.dumps(said["request"]).encode()))

    async def take(self, number: str, request: Request) -> None:
        """Do it; then the others are waited for, and the player with them."""
        answer = self.taken[number] = {"id": number}
        try:
            carry_out(self.play, request, self.view)
        except ChasmError as error:
            answer |= {"fault": str(error), "passed": isinstance(error, Passed)}
            self.send(answer)
            return
        if isinstance(request, AskRequest | RewindRequest):
            self.view = seat_view(self.play, self.view.version + 1)
            self.send(answer)
            return
        version = self.view.version
        self.view = replace(self.view, version=version + 1, phase=Phase.WAITING, round=None, waiting_for=OTHERS)
        self.send(answer)
        await asyncio.sleep(next(self.delays))
        await self.others.wait()
        self.view = seat_view(self.play, version + 2)
        self.send()

    def command(self, word: str) -> None:
        """What a test wants to happen."""
        if word in {"hold", "go"}:
            (self.others.set if word == "go" else self.others.clear)()
        elif word in {"deaf", "hear"}:
            (self.hears.set if word == "hear" else self.hears.clear)()
        elif word == "cut":
            self.takes_lines = False
            if self.writer is not None:
                self.writer.transport.abort()
        elif word == "mend":
            self.takes_lines = True
        elif word == "default":
            assert self.view.round is not None
            open_ = next(each for each in self.view.round.responses if each.open)
            carry_out(self.play, ChoiceRequest(self.view.round.id, open_.id), self.view)
            self.view = seat_view(self.play, self.view.version + 1)
            self.send()


async def main(folder: Path) -> None:
    """Until the input ends, or the process is killed."""
    host, over = Host(seats.begin(folder, team="Green")), asyncio.Event()
    server = await asyncio.start_server(host.serve, "127.0.0.1", 0, limit=2**20)
    loop = asyncio.get_running_loop()

    def obey(word: str) -> None:
        host.command(word)
        # Whoever gave it waits for this: what they hand in next must not overtake it.
        sys.stdout.write(f"{word}\n")
        sys.stdout.flush()

    def commands() -> None:
        for line in sys.stdin:
            loop.call_soon_threadsafe(obey, line.strip())
        loop.call_soon_threadsafe(over.set)

    threading.Thread(target=commands, daemon=True).start()
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await over.wait()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
