"""What `chasm balance --html` writes: a balance and its report, set as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.analysis import report
from chasm_game.pages.balance import BalancePage, PolicyRow, PropertyRow, ResponseRow, RoundRows, balance_page

if TYPE_CHECKING:
    from chasm_game.analysis.balance_data import Balance, ResponseShare, RoundShare
    from chasm_game.analysis.sweep import Swept

__all__ = ["page"]


def page(balance: Balance, swept: Swept | None = None) -> str:
    """The page of a balance, with what other seeds said if they were looked at."""
    heading, *notes = report.about(balance)
    shown = BalancePage(
        scenario=balance.title,
        notes=(heading, *notes),
        exact=balance.exact,
        scores=report.score_line(balance),
        policies=tuple(PolicyRow(*row) for row in report.policy_rows(balance)),
        endings=tuple(report.endings_lines(balance)),
        rounds=tuple(_round(balance, each) for each in balance.rounds),
        properties_heading=report.property_heading(balance),
        properties=tuple(PropertyRow(*row) for row in report.property_rows(balance)),
        findings=tuple(tuple(report.finding_lines(f)) for f in balance.findings),
        nothing_found=report.nothing_found(balance),
        seeds=() if swept is None else tuple(swept.lines()),
    )
    return balance_page(shown)


def _round(balance: Balance, played: RoundShare) -> RoundRows:
    rows = tuple(_response(balance, r) for r in balance.responses if r.round == played.round)
    return RoundRows(f"{played.round}, played in {report.share(played.reach)}", rows)


def _response(balance: Balance, r: ResponseShare) -> ResponseRow:
    return ResponseRow(
        response=r.response,
        on_best_line=r.on_best_line,
        open_in=report.share(r.open_in),
        best_in="" if r.best_in is None else report.share(r.best_in),
        mean="-" if r.mean is None else f"{r.mean:.0f}",
        height=report.height(r.mean, balance.score.min, balance.score.max),
    )
