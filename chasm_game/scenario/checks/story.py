"""What a check sees: what the file says, where it says it, and the rulebook that it stands on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import inf
from typing import TYPE_CHECKING

from chasm_game.scenario.diagnostics import Fault
from chasm_game.scenario.namespace import stakeholder_ids
from chasm_game.scenario.nodes import locate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from chasm_game.scenario.diagnostics import Code
    from chasm_game.scenario.names import Path
    from chasm_game.scenario.nodes import Node
    from chasm_game.scenario.rulebook import Manner, Move, Rulebook
    from chasm_game.scenario.schema import ScenarioModel
    from chasm_game.scenario.schema_moves import MannerModel, MoveModel
    from chasm_game.scenario.schema_rounds import ResponseModel, RoundModel

__all__ = ["Story", "Use", "words"]


def words(text: str | None) -> int:
    """How many words a text has."""
    return len((text or "").split())


@dataclass(frozen=True)
class Use:
    """A move in a response, with its strength and the product of its manners' factors."""

    name: str
    move: Move | MoveModel
    strength: float = 1.0
    gains: float = 1.0
    losses: float = 1.0
    delay: int = 0
    """By how many rounds its gains come later."""

    def delivered(self, within: float = inf) -> dict[str, float]:
        """What it gives to each target within so many rounds; a chance counts as far as it goes."""
        total: dict[str, float] = {}
        parts = [(self.move.effects, 0, 1.0), *((e.effects, e.after, e.chance) for e in self.move.later)]
        for effects, after, chance in parts:
            for target, points in effects.items():
                gain = points > 0
                if after + (self.delay if gain else 0) <= within:
                    factor = self.strength * (self.gains if gain else self.losses)
                    total[target] = total.get(target, 0.0) + points * factor * chance
        return total


@dataclass(frozen=True)
class Story:
    """A scenario whose shape is right; its names need not be, and what is unknown is passed over."""

    model: ScenarioModel
    root: Node
    rulebook: Rulebook
    text: str

    @cached_property
    def stakeholders(self) -> tuple[str, ...]:
        """Their ids, in order."""
        return stakeholder_ids(self.model)

    @cached_property
    def moves(self) -> Mapping[str, Move | MoveModel]:
        """The rulebook's moves and the scenario's own."""
        return {**self.rulebook.moves, **self.model.moves}

    @cached_property
    def manners(self) -> Mapping[str, Manner | MannerModel]:
        """The rulebook's manners and the scenario's own."""
        return {**self.rulebook.manners, **self.model.manners}

    def responses(self) -> Iterator[tuple[Path, RoundModel, ResponseModel]]:
        """Every response with its round and its path."""
        for n, round_ in enumerate(self.model.rounds):
            for m, response in enumerate(round_.responses):
                yield ("rounds", n, "responses", m), round_, response

    def uses(self, response: ResponseModel) -> list[Use]:
        """The moves of a response that exist."""
        made = []
        for use in response.does:
            name, strength, how = (use, 1.0, []) if isinstance(use, str) else (use.move, use.strength, use.how)
            # An unknown name is told by the reader; advice is about what is there.
            if name not in self.moves:
                continue
            gains, losses, delay = 1.0, 1.0, 0
            for manner in (self.manners[h] for h in how if h in self.manners):
                gains, losses, delay = gains * manner.gains, losses * manner.losses, delay + manner.delay
            made.append(Use(name, self.moves[name], strength, gains, losses, delay))
        return made

    def delivered(self, response: ResponseModel, within: float = inf) -> dict[str, float]:
        """All that a response gives to each target within so many rounds, as the model counts it beforehand."""
        own = [(response.effects, 1.0), *((now.effects, now.chance) for now in response.now)]
        own += [(later.effects, later.chance) for later in response.later if later.after <= within]
        parts = [use.delivered(within) for use in self.uses(response)]
        parts += [{name: points * chance for name, points in effects.items()} for effects, chance in own]
        total: dict[str, float] = {}
        for part in parts:
            for name, points in part.items():
                total[name] = total.get(name, 0.0) + points
        return total

    @cached_property
    def reached(self) -> frozenset[str]:
        """Everything that an effect of a shock, a move, a manner or a response names, or a claim."""
        return frozenset(name for effects in self._effects() for name, points in effects.items() if points)

    def _effects(self) -> Iterator[Mapping[str, float]]:
        for round_ in self.model.rounds:
            yield from (round_.shock.effects, *(now.effects for now in round_.shock.now))
        for _, _, response in self.responses():
            yield from (response.effects, response.claims)
            yield from (later.effects for later in response.later)
            yield from (now.effects for now in response.now)
            for use in self.uses(response):
                yield from (use.move.claims, use.move.effects, *(later.effects for later in use.move.later))
            for how in (use.how for use in response.does if not isinstance(use, str)):
                yield from ({"assent": self.manners[name].assent} for name in how if name in self.manners)

    def fault(self, code: Code, path: Path, message: str, hint: str | None = None, *, key: bool = False) -> Fault:
        """A fault at the value (or the key) at a path."""
        return Fault(code, locate(self.root, path, key=key), message, hint)
