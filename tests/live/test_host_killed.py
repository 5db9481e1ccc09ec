"""A host that is killed again and again during a rehearsed session: nothing is lost, nothing doubled, all come back."""

from __future__ import annotations

import asyncio
import random
import socket
import sys
from pathlib import Path

import pytest

from chasm_game.journal.files import save_files
from chasm_game.journal.journal import read_save
from chasm_game.journal.people_journal import read_people
from chasm_game.journal.played import Played
from chasm_game.journal.replay import replay
from chasm_game.live.rehearsal.child_host import ChildHost
from chasm_game.live.rehearsal.rehearse import Rehearsal, rehearse

pytestmark = [
    pytest.mark.long,
    pytest.mark.timeout(1500),
    pytest.mark.skipif(sys.platform == "win32", reason="kills as Unix does"),
]
TEAMS, PEOPLE, ROUNDS = 3, 8, 3


def free_port(luck: random.Random) -> int:
    """One that no host takes by itself, and no system for a client."""
    while True:
        port = luck.randint(20_000, 30_000)
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)):
                return port


class Killer:
    """Kills a host at moments that nobody chose, and starts it again at once, until so many kills are done."""

    def __init__(self, luck: random.Random, kills: int) -> None:
        self.luck, self.left = luck, kills
        self._ends = False

    def stage(self, stage: str) -> None:
        """A room that is closed is not opened again, so nothing is killed while it closes."""
        self._ends = stage in {"talk", "scores"}

    async def run(self, host: ChildHost) -> None:
        """Until they are done, or the session comes to its end."""
        while self.left > 0:
            await asyncio.sleep(self.luck.uniform(0.3, 5.0))
            if self._ends:
                return
            await host.kill()
            self.left -= 1
            await host.again()


async def session(folder: Path, killer: Killer) -> tuple[Rehearsal, Path]:
    """A rehearsal with a killer; what was seen, and where its room is."""
    # Of its own: another host on this machine may not take it while this one is dead.
    port = str(free_port(killer.luck))
    host = ChildHost(["tutorial", "--teams", str(TEAMS), "--saves", str(folder), "--port", port])
    plan = Rehearsal(TEAMS, PEOPLE, quiet=4.0, limit=1200.0)
    await host.start()
    killing = asyncio.create_task(killer.run(host))
    playing = asyncio.create_task(rehearse(plan, host, killer.stage))
    try:
        await asyncio.wait({killing, playing}, return_when=asyncio.FIRST_EXCEPTION)
        await playing
        await killing
    finally:
        for each in (killing, playing):
            each.cancel()
        await asyncio.gather(killing, playing, return_exceptions=True)
        await host.stop()
    return plan, Path(host.folder)


def games(room: Path) -> dict[str, Played]:
    """Every save of the room, by its team; each is whole and can be replayed."""
    return {game.header.team: game for game in (replay(read_save(path)) for path in save_files(room))}


@pytest.mark.parametrize("least", [3, 50])
async def test_acceptance_04_killed_at_random_moments_a_session_loses_and_doubles_nothing(
    tmp_path: Path, least: int
) -> None:
    """So many kills: every device to the end, every seat once, every answer that was taken is in its save, once."""
    killer = Killer(random.Random(least), least)
    while killer.left > 0:
        plan, room = await session(tmp_path / f"{killer.left}", killer)
        assert plan.seen.faults == []
        assert (plan.seen.came_in, plan.seen.pages) == (PEOPLE, PEOPLE)
        assert len(read_people(room).state.seats) == PEOPLE
        found = games(room)
        assert len(found) == TEAMS
        for team in range(1, TEAMS + 1):
            game = found[f"Team {team}"]
            rounds = {turn.round.id: [each.id for each in turn.round.responses] for turn in game.game.turns}
            chosen = [(each.round, each.response) for each in game.choices]
            assert len({each for each, _ in chosen}) == len(chosen) == ROUNDS
            for (round_id, number), letter in plan.seen.last_choice.items():
                if number == team:
                    assert (round_id, rounds[round_id][ord(letter) - ord("A")]) in chosen, (round_id, team, letter)
