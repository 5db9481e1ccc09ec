"""A round's ledger as waterfalls: for everybody and every gauge the way from before the round to after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.charts.figures import Fall, Waterfall
from chasm_game.gauges import CASH, ledger_name

if TYPE_CHECKING:
    from chasm_game.views.consequences import ConsequencesView
    from chasm_game.views.dashboard import Dashboard
    from chasm_game.views.ledger_line import LedgerLine

__all__ = ["waterfalls"]


def waterfalls(view: ConsequencesView) -> tuple[tuple[Waterfall, ...], tuple[LedgerLine, ...]]:
    """The waterfalls of what moved, in the order of the dashboard, and the lines that are of no gauge on it.

    Trust is true trust, as the ledger moves it. Both are empty where the points may not be seen.
    """
    lines: dict[str, list[LedgerLine]] = {}
    for each in view.ledger:
        lines.setdefault(each.gauge, []).append(each)
    ends = _ends(view.dashboard)
    found = tuple(_waterfall(end, lines[gauge]) for gauge, end in ends.items() if gauge in lines)
    others = tuple(each for gauge, mine in lines.items() if gauge not in ends for each in mine)
    return found, others


def _ends(board: Dashboard) -> dict[str, float]:
    """Where everything stands after the round, by the id that the ledger calls it."""
    trust = {s.id: s.reported if s.true is None else s.true for s in board.stakeholders}
    gauges = {ledger_name(gauge.id, gauge.group): gauge.value for gauge in board.gauges}
    return trust | {CASH.id: board.cash.value} | gauges


def _waterfall(end: float, lines: list[LedgerLine]) -> Waterfall:
    start = end - sum(each.amount for each in lines)
    return Waterfall(lines[0].name, start, tuple(Fall(each.because, each.amount, each.stage) for each in lines))
