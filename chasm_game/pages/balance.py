"""The page of a balance: every way through a scenario, for whoever writes it. It holds texts and shares, no rules."""

from __future__ import annotations

from dataclasses import dataclass

from chasm_game.pages.paper import rendered

__all__ = ["BalancePage", "PolicyRow", "PropertyRow", "ResponseRow", "RoundRows", "balance_page"]


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """One way of playing: its score, how it ended, and its decisions."""

    policy: str
    score: str
    ending: str
    decisions: str


@dataclass(frozen=True, slots=True)
class ResponseRow:
    """One response: in which shares of the playthroughs it is open and best, and the mean score with it."""

    response: str
    on_best_line: bool
    open_in: str
    best_in: str
    """Empty where a sample cannot say."""
    mean: str
    height: float
    """Where the mean stands between the worst and the best score, 0..1."""


@dataclass(frozen=True, slots=True)
class RoundRows:
    """The responses of a round, under its heading."""

    heading: str
    responses: tuple[ResponseRow, ...]


@dataclass(frozen=True, slots=True)
class PropertyRow:
    """One thing that must be true of a story: its figure, its bound, and whether it holds."""

    title: str
    figure: str
    bound: str
    verdict: str


@dataclass(frozen=True, slots=True)
class BalancePage:
    """What the page shows, in its order; every text is shown as text."""

    scenario: str
    notes: tuple[str, ...]
    """What was looked at, and what was not."""
    exact: bool
    scores: str
    policies: tuple[PolicyRow, ...]
    endings: tuple[str, ...]
    rounds: tuple[RoundRows, ...]
    properties_heading: str
    properties: tuple[PropertyRow, ...]
    findings: tuple[tuple[str, ...], ...]
    """Each as its sentence and the lines under it."""
    nothing_found: str
    """What is said where there is no finding."""
    seeds: tuple[str, ...] = ()
    """A heading and lines of other luck; empty where no other was looked at."""


def balance_page(shown: BalancePage) -> str:
    """The page as HTML that needs nothing else."""
    return rendered("balance.html", shown=shown)
