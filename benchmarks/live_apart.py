"""Some people of a live room in a process of their own, so that what they wait for is the host and not each other.

Three hundred made people in one process read and answer in turn, as three hundred telephones never do: one that is
answered at once may look at its answer late. Started by `live_room.py`; says at its end what it saw, as JSON.
"""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from chasm_game.live.address import Address
from chasm_game.live.rehearsal.rehearse import Rehearsal, made_people, reveals_of

if TYPE_CHECKING:
    from chasm_game.live.rehearsal.child_host import ChildHost


@dataclass
class Apart:
    """So many people apart from the others."""

    people: int
    process: asyncio.subprocess.Process

    @classmethod
    async def start(cls, plan: Rehearsal, host: ChildHost, people: int) -> Apart:
        """They come in as the others do, into the teams of `plan`."""
        said = [host.address.port, host.code, plan.teams, people, plan.thinking]
        process = await asyncio.create_subprocess_exec(
            sys.executable, __file__, *map(str, said), stdout=asyncio.subprocess.PIPE
        )
        return cls(people, process)

    async def seen(self) -> dict[str, Any]:
        """What they saw, once the room is closed: `waits`, `reveals`, `pages`, `faults`."""
        said, _ = await asyncio.wait_for(self.process.communicate(), 60)
        found: dict[str, Any] = json.loads(said)
        return found

    async def end(self) -> None:
        """No process is left behind."""
        if self.process.returncode is None:
            self.process.kill()
            await self.process.wait()


async def main(port: int, code: str, teams: int, people: int, thinking: float) -> None:
    """From the door to the page of the team."""
    plan = Rehearsal(teams, people, thinking=thinking)
    bots = made_people(plan, Address("127.0.0.1", port), code)
    await asyncio.gather(*(bot.run() for bot in bots))
    seen = plan.seen
    said = {"waits": seen.waits, "reveals": reveals_of(bots), "pages": seen.pages, "faults": seen.faults}
    print(json.dumps(said))


if __name__ == "__main__":
    _, port, code, teams, people, thinking = sys.argv
    asyncio.run(main(int(port), code, int(teams), int(people), float(thinking)))
