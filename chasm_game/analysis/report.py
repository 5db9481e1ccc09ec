"""A balance as a person reads it: figures, policies, and a strip of rounds by responses. No graph of nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.limits import WRITTEN
from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.analysis.balance_data import Balance, ResponseShare
    from chasm_game.scenario.diagnostics import Diagnostic

__all__ = [
    "about",
    "balance_lines",
    "count",
    "endings_lines",
    "finding_lines",
    "height",
    "nothing_found",
    "policy_rows",
    "property_heading",
    "property_rows",
    "score_line",
    "share",
    "strip_lines",
]

BAR = 10
NEVER_ASKED = "The people are never asked in them."
_WIDEST = 96


def count(number: int) -> str:
    """A number of playthroughs, however large."""
    digits = len(str(number))
    return f"{number:,}" if digits <= 15 else f"about 10^{digits - 1}"


def about(balance: Balance) -> Iterator[str]:
    """What was looked at, and what was not."""
    yield f"{one_line(balance.title)} ({balance.scenario}), seed {balance.seed}"
    if balance.exact:
        plural = "s" * (balance.paths != 1)
        yield f"All {count(balance.paths)} playthrough{plural}, every one of them walked. {NEVER_ASKED}"
        yield from _looked_at(balance)
    else:
        yield (
            f"A SAMPLE: {balance.paths:,} random playthroughs (each open response equally likely) of at most "
            f"{count(balance.bound)}."
        )
        yield f"Figures in brackets are 95 per cent intervals. {NEVER_ASKED}"


def _looked_at(balance: Balance) -> Iterator[str]:
    """How hard the games are, how luck counts, and how far asking was walked."""
    if balance.difficulty != WRITTEN:
        yield f"Every game in them is {balance.difficulty}. What must be true of a story is held against it as written."
    if balance.lucky:
        yield (
            "Both sides of every chance are in them, each as far as it is likely. "
            f"Policies and the best are played under seed {balance.seed}."
        )
    walked = balance.walked
    if balance.asks:
        drawn = f", and {walked.drawn:,} random ones" if walked.drawn else ""
        yield f"Findings look at {count(walked.ways)} playthroughs, {walked.which}{drawn}."


def score_line(balance: Balance) -> str:
    """The distribution in a line."""
    s = balance.score
    known = "" if balance.exact else " (the best that was found)"
    return (
        f"Scores: worst {s.min:.0f}, 5 % under {s.p5:.0f}, half under {s.median:.0f}, 95 % under {s.p95:.0f}, "
        f"best {s.max:.0f}{known}; mean {s.mean:.1f}{_interval(balance, 'score.mean', '.1f')}"
    )


def policy_rows(balance: Balance) -> Iterator[tuple[str, str, str, str]]:
    """Each policy: name, score, how it ended, its decisions."""
    for name, policy in (*balance.policies.items(), ("best", balance.best)):
        yield name, f"{policy.score:.0f}", "alive" if policy.alive else "fallen", " ".join(policy.line)
    interval = _interval(balance, "policies.random.alive_share", ".0%")
    alive = f"alive in {balance.random_alive:.0%}{interval}"
    yield "random", f"{balance.random_score:.0f}", alive, "each open response equally likely"


def endings_lines(balance: Balance) -> Iterator[str]:
    """Each ending with its share of the playthroughs."""
    for name, part in balance.endings.items():
        yield f"{name:<20} {share(part):>6}{_interval(balance, f'endings.{name}', '.1%')}"


def strip_lines(balance: Balance) -> Iterator[str]:
    """Rounds by responses: how often open, how often best, the mean; the best line is marked."""
    low, high = balance.score.min, balance.score.max
    best = "best in" if balance.exact else ""
    yield f"{'':26}{'open in':>8} {best:>8} {'mean':>6}  {low:.0f}{'':{BAR - 4}}{high:.0f}"
    for round_ in balance.rounds:
        reach = "" if round_.reach >= 1 else f", played in {share(round_.reach)}"
        yield f"{one_line(round_.round, 60)}{reach}"
        for response in (r for r in balance.responses if r.round == round_.round):
            yield _response_line(response, low, high)


def _response_line(r: ResponseShare, low: float, high: float) -> str:
    mark = "*" if r.on_best_line else " "
    best = "" if r.best_in is None else share(r.best_in)
    mean = "-" if r.mean is None else f"{r.mean:.0f}"
    figures = f"{share(r.open_in):>8} {best:>8} {mean:>6}  {_bar(r.mean, low, high)}"
    return f"  {mark} {one_line(r.response, 22):<22}{figures}".rstrip()


def property_heading(balance: Balance) -> str:
    """What the table of properties is about."""
    under = "" if balance.seed == 1 else ", under seed 1"
    return f"What must be true of a story (over all ways that never ask{under})"


def property_rows(balance: Balance) -> Iterator[tuple[str, str, str, str]]:
    """Each property: what it is, its figure, its bound, and whether it holds."""
    for p in balance.properties:
        yield p.title, p.figure, p.bound, p.verdict


def finding_lines(finding: Diagnostic) -> Iterator[str]:
    """A finding with its place and what replays it."""
    yield f"{finding.code.id} line {finding.span.line}: {one_line(finding.message)}"
    if finding.hint:
        yield f"     {one_line(finding.hint)}"


def balance_lines(balance: Balance) -> Iterator[str]:
    """The whole balance as lines of text."""
    yield from about(balance)
    yield ""
    yield score_line(balance)
    yield ""
    for name, score, ending, line in policy_rows(balance):
        yield f"{name:<12}{score:>5}  {ending:<8} {one_line(line, _WIDEST)}"
    yield ""
    yield "How playthroughs end"
    yield from (f"  {line}" for line in endings_lines(balance))
    yield ""
    yield "Rounds and responses (* on the best line)"
    yield from strip_lines(balance)
    yield ""
    yield property_heading(balance)
    for title, figure, bound, verdict in property_rows(balance):
        yield f"  {title:<62}{figure:>7}  {bound:<15}  {verdict}"
    yield ""
    if not balance.findings:
        yield nothing_found(balance)
    for finding in balance.findings:
        yield from finding_lines(finding)


def share(part: float) -> str:
    """In per cent; what is rare is not rounded to never, nor what is common to always."""
    if 0 < part < 0.005:
        return "<1 %"
    return ">99 %" if 0.995 <= part < 1 else f"{part:.0%}".replace("%", " %")


def height(mean: float | None, low: float, high: float) -> float:
    """Where a mean stands between the worst and the best score, 0..1."""
    if mean is None:
        return 0.0
    return (mean - low) / (high - low) if high > low else 1.0


def nothing_found(balance: Balance) -> str:
    """What is said where there is no finding."""
    return "Nothing to find fault with." if balance.exact else "Nothing was found; a sample cannot find everything."


def _interval(balance: Balance, name: str, form: str) -> str:
    found = balance.intervals.get(name)
    return f" [{found.low:{form}} to {found.high:{form}}]" if found else ""


def _bar(mean: float | None, low: float, high: float) -> str:
    if mean is None:
        return ""
    # The worst mean still has a mark: an empty bar would look like a response that nobody took.
    full = max(1, round(height(mean, low, high) * BAR))
    return "▪" * full + "·" * (BAR - full)
