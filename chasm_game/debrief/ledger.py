"""Every point of a game by its cause: a cause that moved five people is one line, and not five."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chasm_game.text import one_line
from chasm_game.views.named import Named
from chasm_game.views.thresholds import shows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from chasm_game.views.debrief import DebriefView
    from chasm_game.views.ledger_line import LedgerLine

__all__ = ["Cause", "RoundLedger", "causes", "ledger", "words_of_a_cause"]

EARLIER = frozenset({"echo", "promise"})
"""Stages in which what was decided earlier comes back, or is held against what was promised."""


@dataclass(slots=True)
class Cause:
    """Everything in a round that has the same words."""

    because: str
    echo: bool
    """Whether an earlier decision sent it."""
    weight: str
    """Whose weights these are, in hundredths; empty for points."""
    touched: list[tuple[Named, float]] = field(default_factory=list)
    """Whom it moved, and by how many points or hundredths."""


@dataclass(frozen=True, slots=True)
class RoundLedger:
    """The points of one round."""

    title: str
    lines: tuple[LedgerLine, ...]
    answer: str = ""
    """The title of the answer that was given in it."""

    @property
    def causes(self) -> tuple[Cause, ...]:
        """Its points by their cause."""
        return tuple(causes(self.lines, self.answer))


def ledger(view: DebriefView) -> Iterator[RoundLedger]:
    """Every round, the silent ones after the last decision too."""
    for each in view.rounds:
        yield RoundLedger(f"Round {each.number}: {one_line(each.round_title)}", each.ledger, each.response)
    for coast in dict.fromkeys(line.round for line in view.coast):
        lines = tuple(line for line in view.coast if line.round == coast)
        yield RoundLedger(f"Silent round {coast.removeprefix('coast-')}, after the last decision", lines)


def causes(lines: Iterable[LedgerLine], answer: str = "") -> Iterator[Cause]:
    """Points by their cause, in the order in which they landed; what would be told as 0.0 is passed over.

    `answer` is the title of the answer that was told a moment ago.
    """
    found: dict[tuple[bool, str, str], Cause] = {}
    for line in lines:
        # Weights are shares of 1; in hundredths they have as many digits as points.
        amount = line.amount * (100 if line.weight else 1)
        if shows(amount):
            because = words_of_a_cause(line.because, line.source, answer)
            # The same words at once and from earlier are two things to whoever decided.
            earlier = line.stage in EARLIER
            cause = found.setdefault((earlier, because, line.weight), Cause(because, earlier, line.weight))
            cause.touched.append((Named(line.gauge, line.name), amount))
    yield from found.values()


def words_of_a_cause(because: str, source: str, answer: str = "") -> str:
    """A cause in words; a shock has its title for a reason, and so has an answer to which a story gives no other.

    These titles were told a moment ago: `answer` is that of the answer.
    """
    if answer and because == answer and source.endswith("/effects") and "/does/" not in source:
        return "The answer itself"
    return "What happened" if source.endswith("/shock") else one_line(because)
