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
from chasm_game.session.preview.replaying import decide_as, line_of
from chasm_game.session.preview.views import GAUGES_TO_SET, JumpView
from chasm_game.views.round_builder import GAUGE_NAMES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from chasm_game.scenario.scenario import Company, Scenario
    from chasm_game.session.preview.replaying import Decided

__all__ = ["AS_PLAYED", "OWN_NUMBERS", "Start", "checked_numbers", "from_start", "jump_view", "line_to"]

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
_CASH = 100_000.0


@dataclass(frozen=True, slots=True)
class Start:
    """A play that begins in a later round, with numbers of the author's."""

    round: str
    numbers: Mapping[str, float] = field(default_factory=dict)
    """By name: `cash`, a gauge, or a stakeholder's id; what is missing is as the file has it."""


def jump_view(game: Game) -> JumpView:
    """The form, filled in with the play as it stands."""
    scenario, now = game.scenario, game.now
    turn = game.turn
    gauges = [(name, GAUGE_NAMES[name], float(getattr(now, name))) for name in GAUGES_TO_SET]
    trust = [(s.id, s.name, now.trust[s.id]) for s in scenario.stakeholders]
    rounds = tuple((r.id, r.title) for r in scenario.rounds)
    return JumpView(rounds, turn.round.id if turn else "", tuple(_WAYS.items()), (*gauges, *trust))


def line_to(scenario: Scenario, seed: int, target: str, way: str, line: Sequence[Decided]) -> tuple[Decided, ...]:
    """The decisions that lead to a round. Raises `ChasmError` where it is not reached in this way."""
    if way not in _WAYS or way == OWN_NUMBERS:
        raise ChasmError(f"there is no way to play called `{way}`")
    if scenario.round(target) is None:
        raise ChasmError(f"there is no round `{target}`")
    known = {d.round: d for d in line} if way == AS_PLAYED else {}
    game = Game(scenario, seed)
    while (turn := game.turn) is not None and turn.round.id != target:
        decide_as(game, known.get(turn.round.id), None if way == AS_PLAYED else POLICIES[way](game))
    if game.turn is None:
        fell = " (the company falls before it)" if not game.snapshots[-1].alive else ""
        raise ChasmError(
            f"the round `{target}` is not reached in this way{fell}; choose another, or numbers of your own"
        )
    return line_of(game)


def checked_numbers(scenario: Scenario, numbers: Mapping[str, float]) -> dict[str, float]:
    """Numbers that a scenario can start with: gauges and trust 0 to 100. Raises `ChasmError`."""
    known = {*GAUGES_TO_SET, *(s.id for s in scenario.stakeholders)}
    for name, number in numbers.items():
        if name not in known:
            raise ChasmError(f"there is no `{name}` to set")
        low, high = (-_CASH, _CASH) if name == "cash" else (0.0, 100.0)
        if not low <= number <= high:
            raise ChasmError(f"`{name}` is {low:g} to {high:g}, not {number:g}")
    return dict(numbers)


def from_start(scenario: Scenario, start: Start) -> Scenario:
    """The scenario as one that begins in a round: those before never happen, and the numbers are the author's.

    What the shocks before would have made of the people's weights holds: they are the file's, not a player's.
    """
    at = next(n for n, r in enumerate(scenario.rounds) if r.id == start.round)
    people = [r.shock.people for r in scenario.rounds[:at] if r.shock.people is not None]
    return replace(
        scenario,
        rounds=tuple(
            replace(r, chance=0.0) if n < at else replace(r, chance=1.0, when=None) if n == at else r
            for n, r in enumerate(scenario.rounds)
        ),
        company=_company(scenario.company, start.numbers),
        stakeholders=tuple(replace(s, trust=start.numbers.get(s.id, s.trust)) for s in scenario.stakeholders),
        people=people[-1] if people else scenario.people,
    )


def _company(company: Company, numbers: Mapping[str, float]) -> Company:
    return replace(
        company,
        cash=numbers.get("cash", company.cash),
        learning=numbers.get("learning", company.learning),
        strategy=numbers.get("strategy", company.strategy),
        vision=numbers.get("vision", company.vision),
        execution=numbers.get("execution", company.execution),
        credibility=numbers.get("credibility", company.credibility),
    )
