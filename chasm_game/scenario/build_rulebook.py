"""A checked model of a rulebook file, and what rulebooks and scenarios share, to the frozen dataclasses."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from chasm_game.scenario.conditions import Condition
from chasm_game.scenario.rulebook import (
    Difficulty,
    Ending,
    Evidence,
    Later,
    Manner,
    Move,
    Reason,
    Rule,
    Rulebook,
    Way,
    WeightSet,
)
from chasm_game.scenario.rulebook_schema import RulebookModel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from chasm_game.scenario.rulebook_schema import BookModel, DifficultiesModel, WayModel
    from chasm_game.scenario.schema_moves import LaterModel, MannerModel, MoveModel
    from chasm_game.scenario.schema_rounds import EndingModel
    from chasm_game.scenario.schema_values import BecauseModel

__all__ = ["build_rulebook", "endings_of", "frozen", "later_of", "manner_of", "move_of", "reason_of", "when_of"]


def frozen(values: Mapping[str, float]) -> Mapping[str, float]:
    """Numbers by name that nobody changes."""
    return MappingProxyType({name: float(value) for name, value in values.items()})


def when_of(source: str | None) -> Condition | None:
    """The condition of a text, if there is one."""
    return None if source is None else Condition(source)


def reason_of(given: str | BecauseModel) -> Reason:
    """A reason from one sentence, or from one each for a gain and a loss."""
    return Reason.both(given) if isinstance(given, str) else Reason(given.gain, given.loss)


def later_of(items: Iterable[LaterModel]) -> tuple[Later, ...]:
    """What comes back later."""
    return tuple(Later(i.after, frozen(i.effects), reason_of(i.because), i.chance, when_of(i.condition)) for i in items)


def move_of(name: str, move: MoveModel) -> Move:
    """A move of a rulebook or of a scenario."""
    return Move(
        id=name,
        title=move.title,
        label=move.label,
        effects=frozen(move.effects),
        later=later_of(move.later),
        claims=frozen(move.claims),
        because=reason_of(move.because),
        evidence=tuple(move.evidence),
        ways=frozen(move.ways),
    )


def manner_of(name: str, manner: MannerModel) -> Manner:
    """A manner of a rulebook or of a scenario."""
    return Manner(
        id=name,
        title=manner.title or name.replace("-", " "),
        gains=float(manner.gains),
        losses=float(manner.losses),
        cash=float(manner.cash),
        delay=manner.delay,
        because=manner.because,
        evidence=tuple(manner.evidence),
        ways=frozen(manner.ways),
        assent=float(manner.assent),
        carried=float(manner.carried),
    )


def endings_of(items: Iterable[EndingModel]) -> tuple[Ending, ...]:
    """Endings in file order."""
    return tuple(Ending(i.id, i.title, i.text, when_of(i.condition)) for i in items)


def _way(name: str, way: WayModel) -> Way:
    return Way(
        id=name,
        title=way.title or name.replace("_", " ").capitalize(),
        low=way.low,
        high=way.high,
        company=float(way.company),
        people=float(way.people),
        because=way.because,
        evidence=tuple(way.evidence),
    )


def _difficulties(model: DifficultiesModel) -> Iterator[Difficulty]:
    for name in type(model).model_fields:
        if (given := getattr(model, name)) is not None:
            yield Difficulty(
                id=name,
                title=given.title or name.capitalize(),
                asks=given.asks,
                cash=float(given.cash),
                fog=float(given.fog),
                prices=given.prices,
                because=given.because,
            )


def build_rulebook(model: BookModel, text: str) -> Rulebook:
    """The rulebook of a checked model, of either version."""
    second = model if isinstance(model, RulebookModel) else None
    rules = model.coefficients()
    return Rulebook(
        model=1 if second is None else 2,
        rules={n: Rule(float(r.value), r.because, tuple(r.evidence)) for n, r in rules.items()},
        ways={} if second is None else {n: _way(n, w) for n, w in second.ways.items()},
        people={
            n: WeightSet(n, w.title or n, frozen(w.of), w.year, w.source or "", w.because or "")
            for n, w in model.people.items()
        },
        moves={n: move_of(n, m) for n, m in model.moves.items()},
        manners={n: manner_of(n, m) for n, m in model.manners.items()},
        evidence={
            n: Evidence(n, e.finding, e.size, e.source, e.certainty, e.contested) for n, e in model.evidence.items()
        },
        endings=endings_of(model.endings),
        difficulties={} if second is None else {d.id: d for d in _difficulties(second.difficulty)},
        text=text,
    )
