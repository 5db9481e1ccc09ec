"""A whole session before a real host: everybody comes in, plays in their manner, and takes a page home."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from chasm_game.live.rehearsal.lead_bot import LeadBot
from chasm_game.live.rehearsal.manners import mind
from chasm_game.live.rehearsal.page_bot import PageBot
from chasm_game.live.rehearsal.program_bot import ProgramBot
from chasm_game.live.rehearsal.seen import Seen

if TYPE_CHECKING:
    from collections.abc import Callable

    from chasm_game.live.address import Address
    from chasm_game.live.rehearsal.child_host import ChildHost

__all__ = ["Rehearsal", "made_people", "rehearse", "reveals_of"]

_TO_THE_END = 60.0
"""Seconds that devices get for the page of their team."""


@dataclass
class Rehearsal:
    """What a rehearsal is of, and what was seen in it."""

    teams: int
    people: int
    quiet: float = 1.5
    """Seconds of silence after which the facilitator goes on."""
    thinking: float = 0.0
    """Seconds that somebody thinks at most before something is handed in: people are slower than programs."""
    limit: float = 600.0
    """Seconds after which it hangs, and is ended."""
    seen: Seen = field(default_factory=Seen)
    seconds: float = 0.0

    @property
    def browsers(self) -> int:
        """How many of the people come with a browser."""
        return self.people // 2


async def rehearse(plan: Rehearsal, host: ChildHost, tell: Callable[[str], None] = lambda _: None) -> None:
    """Play it through; `host` has been started. What was not as it should be stands in `seen.faults`."""
    seen, since = plan.seen, time.monotonic()
    bots = made_people(plan, host.address, host.code)
    tasks = [asyncio.create_task(bot.run()) for bot in bots]
    lead = LeadBot(
        host.address,
        host.token,
        seen,
        quiet=plan.quiet + plan.thinking / 3,
        everybody=lambda: seen.came_in >= plan.people or any(task.done() for task in tasks),
        tell=tell,
    )
    try:
        async with asyncio.timeout(plan.limit):
            await lead.run()
            await _until_home(tasks, seen)
    except TimeoutError:
        seen.fault(f"it did not come to its end within {plan.limit:.0f} seconds")
    except RuntimeError as error:
        seen.fault(f"the facilitator could not go on: {error}")
    finally:
        host.look()
        for task in tasks:
            task.cancel()
        ended = await asyncio.gather(*tasks, return_exceptions=True)
    for each in ended:
        if isinstance(each, Exception):
            seen.fault(f"somebody's device stopped: {type(each).__name__}: {each}")
    seen.reveals = [at - seen.revealed[each] for each, at in reveals_of(bots) if each in seen.revealed]
    plan.seconds = time.monotonic() - since
    _judge(plan, lead)


def made_people(plan: Rehearsal, address: Address, code: str) -> list[PageBot | ProgramBot]:
    """One after the other into the teams; every other team begins with a browser, so that both hold pens."""
    bots: list[PageBot | ProgramBot] = []
    pace = max(0.3 + plan.people / 200, plan.thinking / 2)
    for number in range(plan.people):
        team, at = number % plan.teams + 1, number // plan.teams
        thinks = replace(mind(number, at), patience=plan.thinking)
        if (team + at) % 2:
            bots.append(PageBot(address, code, team, thinks, plan.seen, pace))
        else:
            bots.append(ProgramBot(address, code, team, thinks, plan.seen))
    return bots


async def _until_home(tasks: list[asyncio.Task[None]], seen: Seen) -> None:
    _, left = await asyncio.wait(tasks, timeout=_TO_THE_END)
    if left:
        seen.fault(f"{len(left)} devices did not see that the room was closed")


def reveals_of(people: list[PageBot | ProgramBot]) -> list[tuple[str, float]]:
    """Each round that a device which listens has seen revealed, and when."""
    return [each for bot in people if isinstance(bot, ProgramBot) for each in bot.reveals.items()]


def _judge(plan: Rehearsal, lead: LeadBot) -> None:
    """What has to be so at the end of any session."""
    seen = plan.seen
    if seen.came_in != plan.people:
        seen.fault(f"{seen.came_in} of {plan.people} people came in")
    if seen.pages != plan.people:
        seen.fault(f"{seen.pages} of {plan.people} devices read their team's page")
    if not seen.rounds:
        seen.fault("no round was revealed")
    scores = lead.view["projector"]["room"]["scores"] if lead.view else None
    if scores is None or len(scores) != plan.teams:
        seen.fault(f"{0 if scores is None else len(scores)} of {plan.teams} teams have a score")
