"""A bare application that knows nothing, with as many streams and as many bytes as a live room has."""

from __future__ import annotations

import asyncio
import socket
import sys
import time

from live_measure import Figure, Heard, listening, resident

from chasm_game.live.address import Address
from chasm_game.live.device import Device
from chasm_game.live.rehearsal.seen import quantile

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


async def everybody(seen: Heard, version: int, people: int) -> None:
    """Wait until so many have heard of it."""
    while len(seen.get(version, ())) < people:  # noqa: ASYNC110  (as many tasks count)
        await asyncio.sleep(0.02)


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
    devices = [Device(address) for _ in range(people)]
    pusher, waits = Device(address), list[float]()
    try:
        async with listening(devices) as seen:
            for version in range(1, 6):
                await everybody(seen, version - 1, people)
                since = time.monotonic()
                await pusher.web.ask("POST", f"/seat/push?size={size}", kind="application/json")
                await everybody(seen, version, people)
                waits += [at - since for at in seen[version]]
            memory = resident(process.pid)
            asked = await asked_at_once(devices)
    finally:
        pusher.close()
        process.kill()
        await process.wait()
    return [
        Figure(f"bare: {size // 1000} kB on each of {people} streams, 99 %", quantile(waits, 0.99) * 1000, "ms"),
        Figure(f"bare: each of {len(asked)} requests, {people} at once, 99 %", quantile(asked, 0.99) * 1000, "ms"),
        Figure("bare: memory", memory, "MB"),
    ]
