"""To any round of a scenario, in a state of the author's choice. The engine alone computes what follows.

The rounds before are either played, as decided so far or by a policy; or left out, and the scenario starts with
numbers of the author's. In the second case nothing was chosen and nothing comes back from before.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from chasm_game.analysis.policies import POLICIES
from chasm_game.engine.game import Game
from chasm_game.errors import ChasmError
from chasm_game.session.preview.replaying import decide_as, decisions_of
from chasm_game.session.preview.views import JumpView

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from chasm_game.scenario.scenario import Scenario
    from chasm_game.session.preview.replaying import Decided

__all__ = ["AS_PLAYED", "OWN_NUMBERS", "Start", "checked_numbers", "decisions_to", "from_start", "jump_view", "ranges"]

AS_PLAYED, OWN_NUMBERS = "as-played", "own-numbers"
_WAYS = {
    AS_PLAYED: "as you played; after that the first open answer",
    "always-old": "the first answer that is labelled old",
    "always-new": "the first answer that is labelled new",
    "words-only": "the answer that promises most and does least",
    "greedy": "the answer that brings most value at once",
    "cash-first": "the answer that leaves most cash",
    OWN_NUMBERS: "left out: you start here, with the numbers below",
}
_ENDLESS = 100_000.0
"""As far as a gauge without ends may be set: what a hundred of the largest effects of a file (`Points`) add up to."""


@dataclass(frozen=True, slots=True)
class Start:
    """A play that begins in a later round, with numbers of the author's."""

    round: str
    numbers: Mapping[str, float] = field(default_factory=dict)
    """By name: a gauge, an axis, or the id of a stakeholder or a leader; what is missing is as the file has it."""


def jump_view(game: Game) -> JumpView:
    """The form, filled in with the play as it stands."""
    scenario, now = game.scenario, game.now
    turn = game.turn
    # Cash first: it is what an author changes most, and the form has two columns.
    gauges = [(g.id, g.title, now[g]) for g in sorted(scenario.gauges, key=lambda g: not g.endless)]
    trust = [(s.id, s.name, now.trust[s.id]) for s in scenario.stakeholders]
    ways = [(axis, scenario.rulebook.ways[axis].title, now.ways[axis]) for axis in _axes(scenario)]
    rounds = tuple((r.id, r.title) for r in scenario.rounds)
    return JumpView(rounds, turn.round.id if turn else "", tuple(_WAYS.items()), (*gauges, *trust, *ways))


def decisions_to(
    scenario: Scenario, seed: int, target: str, way: str, decisions: Sequence[Decided]
) -> tuple[Decided, ...]:
    """The decisions that lead to a round. Raises `ChasmError` where it is not reached in this way."""
    if way not in _WAYS or way == OWN_NUMBERS:
        raise ChasmError(f"there is no way to play called `{way}`")
    if scenario.round(target) is None:
        raise ChasmError(f"there is no round `{target}`")
    known = {d.round: d for d in decisions} if way == AS_PLAYED else {}
    game = Game(scenario, seed)
    while (turn := game.turn) is not None and turn.round.id != target:
        decide_as(game, known.get(turn.round.id), None if way == AS_PLAYED else POLICIES[way](game))
    if game.turn is None:
        fell = " (the company falls before it)" if not game.snapshots[-1].alive else ""
        raise ChasmError(
            f"the round `{target}` is not reached in this way{fell}; choose another, or numbers of your own"
        )
    return decisions_of(game)


def ranges(scenario: Scenario) -> dict[str, tuple[float, float]]:
    """What an author may set, by name, each from where to where: gauges, leaders, trust and the company's ways."""
    gauges = {g.id: (max(g.low, -_ENDLESS), min(g.high, _ENDLESS)) for g in scenario.gauges}
    return gauges | {s.id: (0.0, 100.0) for s in scenario.stakeholders} | dict.fromkeys(_axes(scenario), (-1.0, 1.0))


def _axes(scenario: Scenario) -> tuple[str, ...]:
    """The axes by which one can set how the company creates value: a stakeholder's own name comes first."""
    return tuple(axis for axis in scenario.rulebook.ways if axis not in {s.id for s in scenario.stakeholders})


def checked_numbers(scenario: Scenario, numbers: Mapping[str, float]) -> dict[str, float]:
    """Numbers that a scenario can start with. Raises `ChasmError` for a name or a number that cannot be."""
    known = ranges(scenario)
    for name, number in numbers.items():
        if name not in known:
            raise ChasmError(f"there is no `{name}` to set")
        low, high = known[name]
        if not low <= number <= high:
            raise ChasmError(f"`{name}` is {low:g} to {high:g}, not {number:g}")
    return dict(numbers)


def from_start(scenario: Scenario, start: Start) -> Scenario:
    """The scenario as one that begins in a round: those before never happen, and the numbers are the author's.

    What the shocks before would have made of the people's weights holds: they are the file's, not a player's.
    """
    at = next(n for n, r in enumerate(scenario.rounds) if r.id == start.round)
    gauges = {g.id: start.numbers[g.id] for g in scenario.gauges if g.id in start.numbers}
    # A shock that changed what people weigh stays changed: the last one before the start is what holds.
    people = [r.shock.people for r in scenario.rounds[:at] if r.shock.people is not None]
    wishes = dict(zip(scenario.rulebook.ways, scenario.people_ways, strict=True))
    for round_ in scenario.rounds[:at]:
        wishes |= round_.shock.people_ways
    company = scenario.company
    shown = dict(zip(scenario.rulebook.ways, company.ways, strict=True))
    shown |= {axis: start.numbers[axis] for axis in _axes(scenario) if axis in start.numbers}
    return replace(
        scenario,
        rounds=tuple(
            # No second way to make a state: the engine plays the same file, in which the rounds before never happen.
            replace(r, chance=0.0) if n < at else replace(r, chance=1.0, when=None) if n == at else r
            for n, r in enumerate(scenario.rounds)
        ),
        company=replace(company, start={**company.start, **gauges}, ways=tuple(shown.values())),
        people_ways=tuple(wishes.values()),
        stakeholders=tuple(replace(s, trust=start.numbers.get(s.id, s.trust)) for s in scenario.stakeholders),
        people=people[-1] if people else scenario.people,
    )
