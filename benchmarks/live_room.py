"""A live room at its largest, beside a bare application with as many streams, in one run on one machine.

python benchmarks/live_room.py                  40 teams and 300 people, then 3,600 rounds of events
python benchmarks/live_room.py --people 60 --teams 8 --events 400
python benchmarks/live_room.py --thinking 12    at the pace of people: about a quarter of an hour

The people are the made ones of `chasm rehearse`, in one process beside that of the host: on two processors the figures
hold what the clients themselves take. The bare application sends the same bytes to as many streams at once, and answers
as many requests at once with nothing: without `--thinking`, the made people of the room ask in the same moment too.
Exits with 1 where a target is missed.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import socket
import sys
import tempfile
import time
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path

from chasm_game.live.address import Address
from chasm_game.live.device import Device
from chasm_game.live.host_messages import State
from chasm_game.live.rehearsal.child_host import ChildHost
from chasm_game.live.rehearsal.rehearse import Rehearsal, rehearse
from chasm_game.live.rehearsal.seen import quantile

REVEAL, REQUEST, MEMORY, GROWTH = 1.0, 0.05, 300.0, 1.05
"""Seconds to every device and for a request (99 of 100), megabytes, the last tenth of the events by the first."""
STORY = "broken-guitar"


@dataclass
class Figure:
    """One line of the table."""

    what: str
    value: float
    unit: str
    target: float | None = None

    @property
    def is_missed(self) -> bool:
        """Whether it is above its target."""
        return self.target is not None and self.value > self.target

    def __str__(self) -> str:
        target = "" if self.target is None else f"  (at most {self.target:g})"
        return f"{'!' if self.is_missed else ' '} {self.what:<58} {self.value:>9.1f} {self.unit}{target}"


async def played(teams: int, people: int, thinking: float, folder: str) -> list[Figure]:
    """A whole session, rehearsed."""
    host, plan = (
        ChildHost([STORY, "--teams", str(teams), "--saves", folder]),
        Rehearsal(teams, people, thinking=thinking, limit=1800),
    )
    await host.start()
    busy = time.process_time()
    try:
        await rehearse(plan, host, lambda stage: print(f"  … {stage}", file=sys.stderr))
        took = processor(host.pid)
    finally:
        await host.stop()
    for fault in plan.seen.faults:
        print(f"! {fault}", file=sys.stderr)
    seen = plan.seen
    return [
        Figure("faults", len(seen.faults), "", 0),
        Figure(f"reveal on each of {len(seen.reveals)} devices that listen, 99 %", quantile(seen.reveals, 0.99) * 1000,
               "ms", REVEAL * 1000),
        Figure(f"each of {len(seen.waits)} requests, half", quantile(seen.waits, 0.5) * 1000, "ms"),
        Figure(f"each of {len(seen.waits)} requests, 99 %", quantile(seen.waits, 0.99) * 1000, "ms", REQUEST * 1000),
        Figure("memory of the host, at most", host.memory, "MB", MEMORY),
        Figure("processor: the host", took, "s"),
        Figure("processor: the clients", time.process_time() - busy, "s"),
        Figure("the session", plan.seconds, "s"),
    ]  # fmt: skip


def processor(pid: int) -> float:
    """Seconds of processor that a process has taken; 0 where this system does not tell."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def listened(device: Device, seen: dict[int, list[float]], count: int) -> None:
    """Hear so many states, and note when."""
    async with aclosing(device.heard()) as heard:
        async for each in heard:
            if isinstance(each, State):
                seen.setdefault(each.version, []).append(time.monotonic())
                count -= 1
                if not count:
                    return


async def everybody(seen: dict[int, list[float]], version: int, people: int) -> None:
    """Wait until so many have heard of it."""
    while len(seen.get(version, ())) < people:  # noqa: ASYNC110  (as many tasks count)
        await asyncio.sleep(0.02)


BARE = """
import asyncio, sys, socket, uvicorn
from starlette.applications import Starlette
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
waiting, state = set(), {"n": 0, "data": b"x"}
async def events(request):
    async def stream():
        event = asyncio.Event(); waiting.add(event); seen = -1
        try:
            while True:
                if seen != state["n"]:
                    seen = state["n"]
                    yield b'event: state\\ndata: {"version": %d, "pad": "%b"}\\n\\n' % (seen, state["data"])
                await event.wait(); event.clear()
        finally:
            waiting.discard(event)
    return StreamingResponse(stream(), media_type="text/event-stream")
async def push(request):
    state["data"] = b"x" * int(request.query_params["size"]); state["n"] += 1
    for each in waiting: each.set()
    return Response('{"version": %d}' % state["n"], media_type="application/json")
async def vote(request):
    await request.body()
    return Response("{}", media_type="application/json")
app = Starlette(routes=[
    Route("/seat/events", events), Route("/seat/push", push, methods=["POST"]),
    Route("/seat/vote", vote, methods=["POST"]),
])
door = socket.socket(fileno=int(sys.argv[1]))
config = uvicorn.Config(app, http="h11", ws="none", lifespan="off", log_level="critical", access_log=False)
asyncio.run(uvicorn.Server(config).serve(sockets=[door]))
"""


async def asked_at_once(devices: list[Device]) -> list[float]:
    """How long each waits for an answer that says nothing, when everybody asks in the same moment, ten times."""
    waits: list[float] = []

    async def ask(device: Device) -> None:
        since = time.monotonic()
        await device.web.ask("POST", "/seat/vote", b"{}", kind="application/json")
        waits.append(time.monotonic() - since)

    for _ in range(10):
        await asyncio.gather(*map(ask, devices))
    return waits


async def bare(people: int, size: int) -> list[Figure]:
    """The same number of streams from an application that knows nothing, and as many bytes to each at once."""
    door = socket.create_server(("127.0.0.1", 0), backlog=1024)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", BARE, str(door.fileno()), pass_fds=[door.fileno()]
    )
    address = Address("127.0.0.1", door.getsockname()[1])
    door.close()
    devices, seen = [Device(address) for _ in range(people)], dict[int, list[float]]()
    tasks = [asyncio.create_task(listened(device, seen, 6)) for device in devices]
    pusher, waits = Device(address), list[float]()
    try:
        for version in range(1, 6):
            await everybody(seen, version - 1, people)
            since = time.monotonic()
            await pusher.web.ask("POST", f"/seat/push?size={size}", kind="application/json")
            await everybody(seen, version, people)
            waits += [at - since for at in seen[version]]
        memory = resident(process.pid)
        asked = await asked_at_once(devices)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for device in (*devices, pusher):
            device.close()
        process.kill()
        await process.wait()
    return [
        Figure(f"bare: {size // 1000} kB on each of {people} streams, 99 %", quantile(waits, 0.99) * 1000, "ms"),
        Figure(f"bare: each of {len(asked)} requests, {people} at once, 99 %", quantile(asked, 0.99) * 1000, "ms"),
        Figure("bare: memory", memory, "MB"),
    ]


def resident(pid: int) -> float:
    """Megabytes that a process holds now; 0 where this system does not tell."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="utf-8").split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


async def long_run(events: int, folder: str) -> list[Figure]:
    """As many events as a very long evening has: votes, changed again and again, heard by all devices of two teams."""
    host = ChildHost([STORY, "--teams", "2", "--saves", folder])
    await host.start()
    lead = Device(host.address, token=host.token, door="/presenter")
    people = [Device(host.address) for _ in range(8)]
    heard, held = dict[int, list[float]](), list[float]()
    tasks = []
    try:
        for number, device in enumerate(people):
            await device.join(host.code, key=f"long-run-{number:04}", team=number % 2 + 1)
            tasks.append(asyncio.create_task(listened(device, heard, 10**9)))
        for verb in ("begin", "next", "answers"):
            await lead.hand_in(verb, {})
        view = (await people[0].state()).said["view"]
        vote = {"round": view["round"]["round"]}
        for number in range(events):
            letter = view["round"]["open"][number % 2]
            await people[number % 8].hand_in("vote", {**vote, "letter": letter, "confidence": 60, "who": "nobody"})
            if number % 25 == 0:
                held.append(resident(host.pid))
        size = len(json.dumps(view))
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for device in (*people, lead):
            device.close()
        await host.stop()
    tenth = max(len(held) // 10, 1)
    first, last = sum(held[:tenth]) / tenth, sum(held[-tenth:]) / tenth
    return [
        Figure(f"memory after the first tenth of {events} events", first, "MB"),
        Figure("memory after the last tenth", last, "MB", first * GROWTH),
        Figure("a person's state as JSON", size / 1000, "kB"),
    ]


async def main(teams: int, people: int, events: int, thinking: float) -> int:
    """All of it; whether a target was missed."""
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="chasm-live-") as folder:
        figures += await played(teams, people, thinking, folder)
        figures += await long_run(events, folder)
    figures += await bare(people, int(figures[-1].value * 1000))
    print(f"{STORY}, {teams} teams, {people} people")
    for figure in figures:
        print(figure)
    return int(any(figure.is_missed for figure in figures))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--teams", type=int, default=40)
    parser.add_argument("--people", type=int, default=300)
    parser.add_argument("--thinking", type=float, default=0, help="seconds that somebody thinks at most")
    parser.add_argument("--events", type=int, default=3600)
    given = parser.parse_args()
    sys.exit(asyncio.run(main(given.teams, given.people, given.events, given.thinking)))
