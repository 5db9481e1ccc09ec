"""What a rehearsal has shown, in sentences for whoever leads the room tomorrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.grammar import joined, plural
from chasm_game.live.rehearsal.seen import quantile

if TYPE_CHECKING:
    from chasm_game.live.rehearsal.child_host import ChildHost
    from chasm_game.live.rehearsal.rehearse import Rehearsal
    from chasm_game.live.rehearsal.seen import Seen

__all__ = ["report"]


def report(plan: Rehearsal, host: ChildHost, story: str) -> list[str]:
    """Sentences, a paragraph each."""
    seen = plan.seen
    people = plural(plan.people, "person", "people")
    came_in = "All" if seen.came_in == plan.people else f"{seen.came_in}"
    slowest, last = max(seen.waits, default=0.0), max(seen.reveals, default=0.0)
    lines = [
        f"{story} with {plural(plan.teams, 'team')} and {people}: some in browsers without a script, some in programs.",
        f"{came_in} of {plan.people} came in, and {plural(seen.rounds, 'round')} took {plan.seconds:.0f} seconds.",
        f"Taken: {joined(_taken(seen))}.",
        f"For teams from which nothing came, the facilitator handed in: {plural(seen.by_lead, 'answer')}.",
        f"Refused, as it has to be: {plural(seen.refused, 'thing')} that came too late or made no sense.",
        f"Of 100 answers of the host 99 came within {_time(quantile(seen.waits, 0.99))}, the slowest {_time(slowest)}.",
        f"A reveal was on every device that listens after {_time(last)} at most.",
        f"{plural(seen.pages, 'device')} read the page of their team at the end.",
    ]
    if host.memory:
        lines.append(f"The host took {host.memory:.0f} MB of memory at most.")
    return lines


def _taken(seen: Seen) -> list[str]:
    return [
        plural(seen.sheets, "belief sheet"),
        plural(seen.votes, "vote"),
        plural(seen.answers, "answer of a team", "answers of teams"),
        plural(seen.asked, "question to the people", "questions to the people"),
    ]


def _time(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"
