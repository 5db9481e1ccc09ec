"""What a balance has to say about a scenario, one function a finding.

Everything is said of every way to play, asking and luck included, as far as that was walked; where some of it was drawn
instead, what never happens says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.analysis.bounds import SURVIVES
from chasm_game.analysis.locations import Finding
from chasm_game.analysis.playthrough import line_of
from chasm_game.analysis.tally import EQUAL
from chasm_game.analysis.witness import Witness, through, whole
from chasm_game.scenario.diagnostics import Code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.analysis.coverage import Path, Verdicts
    from chasm_game.analysis.locations import Places
    from chasm_game.analysis.observations import Rivals, Stake
    from chasm_game.analysis.survey import Survey
    from chasm_game.analysis.witness import Record

__all__ = ["FINDINGS", "findings"]

ENOUGH = 10
"""A decision that is met in fewer situations always has a best answer: nothing follows from that."""
NEARLY_ALWAYS = 0.9
NO_DIFFERENCE = 0.01
"""A decision matters where more of the attainable range hangs on it, and more than a point."""


def findings(found: Survey, places: Places) -> list[Finding]:
    """Everything that there is to say, in the order of the file."""
    made = [f for finding in FINDINGS for f in finding(found, places)]
    return sorted(made, key=lambda f: (places.span(f.path), f.code.id))


def dominated(found: Survey, _: Places) -> Iterator[Finding]:
    """A response that another one is never worse than wherever it is open, and sometimes better: on average luck."""
    for (n, one, other), rivals in found.seen.rivals.items():
        stake = found.seen.stakes[n]
        # What is better but sometimes locked does not dominate: then the other one is what there is.
        always_there = rivals.both == stake.open.get(other)
        if rivals.worse or not rivals.better or not always_there or not _enough(stake):
            continue
        # Of three answers in a row, the worst is told once, beside the best of those that beat it.
        if _strongest(found, n, other) != one:
            continue
        better, worse = _response_ids(found, n, one, other)
        message = (
            f"`{worse}` is never better than `{better}`: in {_of(rivals.better, rivals.both)} situations "
            f"`{better}` can still reach more, by up to {rivals.margin:.0f} points{_on_luck(found)}"
        )
        assert rivals.where is not None
        witness = through(found.plan, rivals.where, n, other, found.seed)
        hint = f"give `{worse}` a strength of its own"
        yield Finding.showing(Code.DOMINATED, _response(n, other), message, witness, hint)


def always_wins(found: Survey, _: Places) -> Iterator[Finding]:
    """A response that alone is best in more than nine of ten situations in which there is a choice."""
    for n, stake in sorted(found.seen.stakes.items()):
        if not _enough(stake) or not _matters(found, stake):
            continue
        for response, wins in stake.wins.items():
            if wins > NEARLY_ALWAYS * stake.contested:
                where = stake.won[response]
                name = found.scenario.rounds[n].responses[response].id
                often = _of(wins, stake.contested)
                message = f"`{name}` is the best response in {often} situations: this is hardly a decision"
                witness = through(found.plan, where, n, response, found.seed)
                hint = "let it depend on what was done before"
                yield Finding.showing(Code.ALWAYS_WINS, _response(n, response), message, witness, hint)


def no_decision(found: Survey, _: Places) -> Iterator[Finding]:
    """A round in which whatever is taken makes no difference, or in which nothing can be chosen."""
    for n, stake in sorted(found.seen.stakes.items()):
        if stake.where is None or (stake.contested and _matters(found, stake)):
            continue
        title = found.scenario.rounds[n].id
        if stake.contested:
            message = f"nothing hangs on the decision in `{title}`: at most {stake.spread:.1f} points of 1000"
            hint = "let the responses differ in whom they move"
        else:
            message = f"nothing is decided in `{title}`: never is more than one response open"
            hint = "add a response, or open one more often"
        witness = _passing(found, n, stake.where)
        yield Finding.showing(Code.NO_DECISION, ("rounds", n, "id"), message, witness, hint)


def never_true(found: Survey, _: Places) -> Iterator[Finding]:
    """A condition that was judged and never held."""
    for path, verdicts in found.seen.watch.verdicts.items():
        if verdicts.judged and not verdicts.held:
            message = f"this never holds: `{verdicts.condition.source}`{_in(found)}"
            yield _judged(found, Code.NEVER_TRUE, path, verdicts, message)


def always_true(found: Survey, _: Places) -> Iterator[Finding]:
    """A condition that held whenever it was judged."""
    for path, verdicts in found.seen.watch.verdicts.items():
        if verdicts.judged and verdicts.held == verdicts.judged:
            message = f"this always holds: `{verdicts.condition.source}`{_in(found)}"
            yield _judged(found, Code.ALWAYS_TRUE, path, verdicts, message)


def ending_never(found: Survey, places: Places) -> Iterator[Finding]:
    """An ending of the scenario's own that no playthrough reaches."""
    # Behind those of the file stand the rulebook's, which one story need not reach.
    own = found.scenario.endings[: places.number("endings")]
    for n, ending in enumerate(own):
        if not found.seen.endings.get(ending.id):
            message = f"no playthrough ends in `{ending.id}`{_in(found)}"
            hint = "the witness is the best playthrough"
            yield Finding.showing(Code.ENDING_NEVER, ("endings", n, "id"), message, _best(found), hint)


def never_shown(found: Survey, _: Places) -> Iterator[Finding]:
    """An answer or a text that no way to play shows, though no condition says so: nothing has looked at it."""
    for path, message in _never_shown(found):
        yield Finding.showing(Code.NEVER_SHOWN, path, message + _in(found), _best(found))


def _never_shown(found: Survey) -> Iterator[tuple[Path, str]]:
    # What stands in something that is never shown is told with it, and once.
    played = {n for n, _ in found.seen.taken}
    for n, round_ in enumerate(found.scenario.rounds):
        if n not in played:
            # A condition that never holds is told by itself.
            if not _is_said_elsewhere(found, ("rounds", n, "if")):
                yield ("rounds", n, "id"), f"no playthrough plays `{round_.id}`: nobody sees its answers and texts"
            continue
        for m, response in enumerate(round_.responses):
            if (n, m) not in found.seen.taken and not _is_said_elsewhere(found, ("rounds", n, "responses", m, "if")):
                yield _response(n, m), f"no playthrough takes `{response.id}`: nobody reads what follows"
        if round_.ask and n not in found.seen.heard:
            yield ("rounds", n, "ask"), f"nobody can ask in `{round_.id}`: what the people would say is never heard"
        if round_.averted and found.exact and n not in found.seen.passed and round_.when is None:
            yield ("rounds", n, "averted"), f"`{round_.id}` always happens: nobody reads that it was averted"


def _is_said_elsewhere(found: Survey, path: Path) -> bool:
    """Whether it is said of the condition at a place that it never holds."""
    verdicts = found.seen.watch.verdicts.get(path)
    return verdicts is not None and verdicts.judged > 0 and not verdicts.held


def preaches(found: Survey, _: Places) -> Iterator[Finding]:
    """The new response, always, is the best way to play."""
    labels = {a.label for r in found.scenario.rounds for a in r.responses}
    new = found.policies["always-new"]
    # A sample may have missed the way that is better, and an accusation needs more than a guess.
    if found.exact and {"old", "new"} <= labels and new.score >= found.best.score - EQUAL:
        message = "always taking the new response is the best way to play: nobody has to think"
        hint = "let a new response be wrong once, or an old one right"
        yield Finding(Code.PREACHES, ("title",), message, new.line, found.seed, hint)


def punishes(found: Survey, _: Places) -> Iterator[Finding]:
    """Random play survives less often than the level promises."""
    needed = SURVIVES[found.scenario.level]
    # Without a fall that was seen there is no witness, and an accusation without one helps nobody.
    if found.alive < needed and found.seen.fallen is not None:
        message = (
            f"random play survives {found.alive:.0%} of the time; at least {needed:.0%} is fair "
            f"for the level {found.scenario.level}"
        )
        witness = whole(found.plan, found.seen.fallen, found.seed)
        hint = "start with more cash, or let fewer answers cost so much"
        yield Finding.showing(Code.PUNISHES, ("title",), message, witness, hint)


# Their order does not matter: what they find is sorted by its place in the file.
FINDINGS = (
    dominated,
    always_wins,
    no_decision,
    never_true,
    always_true,
    ending_never,
    never_shown,
    preaches,
    punishes,
)


def _response(n: int, response: int) -> Path:
    return ("rounds", n, "responses", response, "id")


def _response_ids(found: Survey, n: int, *responses: int) -> tuple[str, ...]:
    return tuple(found.scenario.rounds[n].responses[r].id for r in responses)


def _enough(stake: Stake) -> bool:
    # Of play that never asks, as a mean over luck: each way to ask and each side of luck brings its situations again.
    return stake.met >= ENOUGH - EQUAL


def _matters(found: Survey, stake: Stake) -> bool:
    return stake.spread > max(1.0, NO_DIFFERENCE * (found.tally.best - found.tally.worst))


def _strongest(found: Survey, n: int, other: int) -> int:
    """Of all responses that dominate one, that which does so by the most."""

    def dominates(rivals: Rivals) -> bool:
        return not rivals.worse and rivals.better > 0 and rivals.both == found.seen.stakes[n].open.get(other)

    rivals = {a: r for (m, a, b), r in found.seen.rivals.items() if (m, b) == (n, other) and dominates(r)}
    return max(rivals, key=lambda a: rivals[a].margin)


def _of(part: int, whole: int) -> str:
    return f"all {whole:,}" if part == whole else f"{part:,} of {whole:,}"


def _on_luck(found: Survey) -> str:
    """Who decides does not know the luck to come: answers are held against each other by what can be expected."""
    return " on average luck" if found.plan.odds else ""


def _in(found: Survey) -> str:
    """How sure that is."""
    if not found.exact:
        return f" (as far as {found.walked.drawn:,} random playthroughs show)"
    if not found.sure:
        return f" (every playthrough {found.walked.which}, and {found.walked.drawn:,} random ones)"
    return " (every playthrough)"


def _judged(found: Survey, code: Code, path: Path, verdicts: Verdicts, message: str) -> Finding:
    """A finding about a condition, with a playthrough in which it is judged."""
    assert verdicts.example is not None
    return Finding.showing(code, path, message, whole(found.plan, verdicts.example, found.seed))


def _passing(found: Survey, n: int, where: Record) -> Witness:
    """A playthrough in which a round is played: the best one, if it is."""
    # The best playthrough is the most telling witness; it may skip the round.
    return _best(found) if found.best.chosen[n] >= 0 else whole(found.plan, where, found.seed)


def _best(found: Survey) -> Witness:
    """The best playthrough under the seed."""
    return Witness(line_of(found.plan, found.best.chosen), found.seed)
