"""A live room at its largest, beside a bare application with as many streams, in one run on one machine.

python benchmarks/live_room.py                  40 teams and 300 people, then 3,600 rounds of events
python benchmarks/live_room.py --people 60 --teams 8 --events 400
python benchmarks/live_room.py --thinking 12    at the pace of people: about a quarter of an hour

The people are the made ones of `chasm rehearse`, in one process beside that of the host: on two processors the figures
hold what the clients themselves take, and what is answered at once is read when its reader's turn comes. Twenty of them
are in a process apart: what their devices wait for is the host. The bare application sends the same bytes to as many
streams at once, and answers as many requests at once with nothing: without `--thinking`, the made people of the room
ask in the same moment too.
Exits with 1 where a target is missed.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
import time

from live_apart import Apart
from live_bare import bare
from live_measure import Figure, listening, processor, resident
from reference import slowness

from chasm_game.live.device import Device
from chasm_game.live.rehearsal.child_host import ChildHost
from chasm_game.live.rehearsal.rehearse import Rehearsal, rehearse
from chasm_game.live.rehearsal.seen import quantile

REVEAL, REQUEST, MEMORY, GROWTH = 1.0, 0.05, 300.0, 1.05
"""Seconds to every device and for a request (99 of 100), megabytes, the last tenth of the events by the first."""
STORY = "broken-guitar"
APART = 20
"""People in a process of their own, and at most half of all."""


async def played(teams: int, people: int, thinking: float, folder: str) -> list[Figure]:
    """A whole session, rehearsed."""
    few = min(APART, people // 2)
    host = ChildHost([STORY, "--teams", str(teams), "--saves", folder])
    plan = Rehearsal(teams, people - few, thinking=thinking, limit=1800)
    await host.start()
    busy = time.process_time()
    apart = await Apart.start(plan, host, few)
    try:
        await rehearse(plan, host, lambda stage: print(f"  … {stage}", file=sys.stderr))
        alone = await apart.seen()
        took = processor(host.pid)
    finally:
        await apart.end()
        await host.stop()
    seen, revealed = plan.seen, plan.seen.revealed
    faults = [*seen.faults, *alone["faults"]]
    for fault in faults:
        print(f"! {fault}", file=sys.stderr)
    return [
        Figure("faults", len(faults), "", 0),
        Figure("people apart who took no page home", few - alone["pages"], "", 0),
        *waited("among all", seen.waits, seen.reveals),
        *waited("apart", alone["waits"], [at - revealed[each] for each, at in alone["reveals"] if each in revealed]),
        Figure("memory of the host, at most", host.memory, "MB", MEMORY),
        Figure("processor: the host", took, "s"),
        Figure("processor: the clients", time.process_time() - busy, "s"),
        Figure("the session", plan.seconds, "s"),
    ]


def waited(who: str, waits: list[float], reveals: list[float]) -> list[Figure]:
    """How long these people's devices waited for answers, and for reveals."""
    return [
        Figure(f"{who}: {len(reveals)} reveals on a device, 99 %", quantile(reveals, 0.99) * 1000, "ms", REVEAL * 1000),
        Figure(f"{who}: {len(waits)} requests, half", quantile(waits, 0.5) * 1000, "ms"),
        Figure(f"{who}: {len(waits)} requests, 99 %", quantile(waits, 0.99) * 1000, "ms", REQUEST * 1000),
    ]


async def long_run(events: int, folder: str) -> list[Figure]:
    """As many events as a very long evening has: votes, changed again and again, heard by all devices of two teams."""
    host = ChildHost([STORY, "--teams", "2", "--saves", folder])
    await host.start()
    lead = Device(host.address, token=host.token, door="/presenter")
    people, held = [Device(host.address) for _ in range(8)], list[float]()
    try:
        for number, device in enumerate(people):
            await device.join(host.code, key=f"long-run-{number:04}", team=number % 2 + 1)
        async with listening(people):
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
        lead.close()
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
    slower = slowness().clock
    print(f"{STORY}, {teams} teams, {people} people; this machine is {slower:.2f} times slower than a quiet one")
    for figure in figures:
        if figure.unit == "ms" and figure.target is not None:
            figure.target *= slower
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
