"""A round's ledger as waterfalls: for everybody and every gauge the way from before the round to after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.charts.figures import Fall, Waterfall

if TYPE_CHECKING:
    from chasm_game.views.consequences import ConsequencesView, LedgerLine
    from chasm_game.views.round import Dashboard

__all__ = ["waterfalls"]


def waterfalls(view: ConsequencesView) -> tuple[tuple[Waterfall, ...], tuple[LedgerLine, ...]]:
    """The waterfalls of what moved, in the order of the dashboard, and the lines that are of no gauge on it.

    Trust is true trust, as the ledger moves it. Both are empty where the points may not be seen.
    """
    lines: dict[str, list[LedgerLine]] = {}
    for each in view.ledger:
        lines.setdefault(each.gauge, []).append(each)
    ends = _ends(view.dashboard)
    found = tuple(_waterfall(name, end, lines[name]) for name, end in ends.items() if name in lines)
    others = tuple(each for name, mine in lines.items() if name not in ends for each in mine)
    return found, others


def _ends(board: Dashboard) -> dict[str, float]:
    """Where everything stands after the round, by the name that the ledger calls it."""
    gauges = (board.learning, *board.know_how, board.credibility)
    ends = {"Cash": board.cash.value} | {gauge.name: gauge.value for gauge in gauges}
    trust = {s.name: s.reported if s.true is None else s.true for s in board.stakeholders}
    return trust | {name: end for name, end in ends.items() if name not in trust}


def _waterfall(name: str, end: float, lines: list[LedgerLine]) -> Waterfall:
    start = end - sum(each.amount for each in lines)
    return Waterfall(name, start, tuple(Fall(each.because, each.amount, each.stage) for each in lines))
