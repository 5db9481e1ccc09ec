"""Whether every name in a file is the name of something.

`Scope` says which names exist; the functions walk a scenario or a rulebook and note every name that does not. All
faults are noted, at the place where the name stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chasm_game.errors import nearest
from chasm_game.scenario.conditions import Condition, ConditionError
from chasm_game.scenario.diagnostics import MAX_FAULTS, Code, Fault, Span
from chasm_game.scenario.namespace import ASSENT, GAUGES, VALUES
from chasm_game.scenario.nodes import Node, locate, scalar_at
from chasm_game.scenario.rounds import WAIT
from chasm_game.scenario.scenario import DEFAULT_STAKEHOLDERS, RESERVED_IDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from chasm_game.scenario.conditions import Call
    from chasm_game.scenario.schema_moves import LaterModel, MannerModel, MoveModel, NowModel

__all__ = ["Path", "Scope"]

Path = tuple[str | int, ...]

_IN_RULEBOOK = frozenset({"move", "manner", "weight set", "axis"})
_SEE_RULES = "`chasm rules` tells what there is"


@dataclass
class Scope:
    """The names that exist in a file, and the faults found so far."""

    root: Node
    stakeholders: tuple[str, ...] = DEFAULT_STAKEHOLDERS
    rounds: Mapping[str, Collection[str]] = field(default_factory=dict)
    """Response ids by round id."""
    evidence: Collection[str] = ()
    coast: int = 4
    axes: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()
    faults: list[Fault] = field(default_factory=list)

    @property
    def gauges(self) -> tuple[str, ...]:
        """What effects may name besides stakeholders; where there are leaders, each of them and all together."""
        return (*GAUGES, *((ASSENT, *self.leaders) if self.leaders else ()))

    @property
    def full(self) -> bool:
        """Whether there are more faults than anybody reads."""
        return len(self.faults) > MAX_FAULTS

    def fault(self, code: Code, path: Path, message: str, hint: str | None = None, *, key: bool = False) -> None:
        """Note a fault at the value (or the key) at `path`."""
        self.fault_at(code, locate(self.root, path, key=key), message, hint)

    def fault_at(self, code: Code, span: Span, message: str, hint: str | None = None) -> None:
        """Note a fault at a place; more than anybody reads are passed over."""
        if not self.full:
            self.faults.append(Fault(code, span, message, hint))

    def known(self, name: str, among: Collection[str], path: Path, kind: str, *, key: bool = False) -> bool:
        """Note a fault where `name` is not among the known ones."""
        if name in among:
            return True
        if not self.full:
            hint = self._hint(name, among) or (_SEE_RULES if kind in _IN_RULEBOOK else None)
            self.fault(Code.UNKNOWN_NAME, path, f"there is no {kind} `{name}`", hint, key=key)
        return False

    def _hint(self, name: str, among: Iterable[str]) -> str | None:
        """What may be meant by a name that is not among the known ones."""
        if name == ASSENT and not self.leaders:
            return "only a scenario with `leaders:` has it"
        if name in self.axes:
            return "it is an axis, and stands in `ways:`"
        return suggestion(name, among)

    def identifier(self, value: str, path: Path, taken: dict[str, int]) -> None:
        """An id of a round, response or ending: not reserved, not taken."""
        if value in RESERVED_IDS or re.fullmatch(r"coast-\d+", value):
            self.fault(Code.BAD_ID, path, f"`{value}` means something else in the game", "take another name")
        if value in taken:
            message = f"`{value}` stands twice, first in line {taken[value]}"
            self.fault(Code.DUPLICATE_ID, path, message, "give each its own id")
        taken.setdefault(value, locate(self.root, path).line)

    def effects(self, effects: Mapping[str, float], path: Path, *, also: Sequence[str] = ()) -> None:
        """Effects name stakeholders or gauges; `also` are further names that are allowed."""
        targets = dict.fromkeys((*self.stakeholders, *also, *self.gauges))
        for name in effects:
            self.known(name, targets, (*path, name), "stakeholder or gauge", key=True)

    def claims(self, claims: Mapping[str, float], path: Path, *, also: Sequence[str] = ()) -> None:
        """Claims are made to stakeholders."""
        among = dict.fromkeys((*self.stakeholders, *also))
        for name in claims:
            self.known(name, among, (*path, name), "stakeholder", key=True)

    def ways(self, ways: Mapping[str, float], path: Path) -> None:
        """Tags and places are on axes of the rulebook."""
        for name in ways:
            self.known(name, self.axes, (*path, name), "axis", key=True)

    def weights(self, weights: Mapping[str, float], path: Path) -> None:
        """Weights are spread over stakeholders and do not add up to nothing."""
        known = [self.known(name, self.stakeholders, (*path, name), "stakeholder", key=True) for name in weights]
        if all(known) and not sum(weights.get(s, 0) for s in self.stakeholders) > 0:
            self.fault(Code.WEIGHTS, path, "these weights add up to nothing", "give somebody more than 0", key=True)

    def condition(self, source: str | None, path: Path, *, endings: Collection[str] = ()) -> None:
        """A condition can be read, and everything that it names exists; `endings` are those that it may name."""
        if source is None:
            return
        try:
            mentions = Condition(source).mentions
        except ConditionError as error:
            span = self._within(path, error.column, error.width)
            self.fault_at(Code.CONDITION, span, error.message, error.hint)
            return
        values = (*self.stakeholders, *self.gauges, *self.axes, *VALUES)
        for name, column in mentions.names:
            if name not in values:
                span, hint = self._within(path, column, len(name)), self._hint(name, values)
                self.fault_at(Code.UNKNOWN_NAME, span, f"there is no `{name}` to look at", hint)
        for name, column in mentions.endings:
            if name not in endings:
                at_the_end = "`ending` is known only at the end: it can be used in `expect:` and `debrief:`"
                message = f"there is no ending `{name}`" if endings else at_the_end
                hint = suggestion(name, endings) if endings else None
                self.fault_at(Code.UNKNOWN_NAME, self._within(path, column, len(name)), message, hint)
        for call in mentions.calls:
            self._call(call, path)

    def _call(self, call: Call, path: Path) -> None:
        """The round of a call exists, and so does the response; of two faults only the round's is told."""
        (round_id, column), *rest = call.texts
        if round_id not in self.rounds:
            hint, span = suggestion(round_id, self.rounds), self._within(path, column, len(round_id))
            self.fault_at(Code.UNKNOWN_NAME, span, f"there is no round `{round_id}`", hint)
            return
        for response_id, column in rest:
            if response_id not in (*self.rounds[round_id], WAIT):
                hint = suggestion(response_id, self.rounds[round_id])
                message = f"round `{round_id}` has no response `{response_id}`"
                self.fault_at(Code.UNKNOWN_NAME, self._within(path, column, len(response_id)), message, hint)

    def _within(self, path: Path, column: int, width: int) -> Span:
        """A stretch within the text at `path`, as far as it stands in one line."""
        span, scalar = locate(self.root, path), scalar_at(self.root, path)
        if scalar is None or span.line != span.end_line:
            return span
        start = min(span.column + scalar.inset + column, max(span.column, span.end_column - 1))
        return Span(span.line, start, span.line, start + max(width, 1))

    def move(self, move: MoveModel, path: Path, *, also: Sequence[str] = ()) -> None:
        """A move of the rulebook or of a scenario."""
        self.effects(move.effects, (*path, "effects"), also=also)
        self.claims(move.claims, (*path, "claims"), also=also)
        self.cards(move.evidence, (*path, "evidence"))
        self.ways(move.ways, (*path, "ways"))
        for index, later in enumerate(move.later):
            self.later(later, (*path, "later", index), also=also)

    def manner(self, manner: MannerModel, path: Path) -> None:
        """A manner of the rulebook or of a scenario."""
        self.cards(manner.evidence, (*path, "evidence"))
        self.ways(manner.ways, (*path, "ways"))

    def now(self, entries: Sequence[NowModel], path: Path) -> None:
        """What a shock or a response does at once where a condition holds."""
        for index, now in enumerate(entries):
            self.effects(now.effects, (*path, index, "effects"))
            self.condition(now.condition, (*path, index, "if"))

    def later(self, later: LaterModel, path: Path, *, also: Sequence[str] = ()) -> None:
        """A later effect: its names, its condition, and that it lands before the end."""
        self.effects(later.effects, (*path, "effects"), also=also)
        self.condition(later.condition, (*path, "if"))
        if later.after > self.coast:
            message = f"this would land {later.after} rounds later, but only {self.coast} follow the last one"
            self.fault(Code.TOO_LATE, (*path, "after"), message, f"use at most {self.coast}")

    def cards(self, evidence: Sequence[str], path: Path) -> None:
        """Evidence cards that are named exist."""
        for index, card in enumerate(evidence):
            if card not in self.evidence:
                hint = None if self.full else suggestion(card, self.evidence)
                self.fault(Code.UNKNOWN_EVIDENCE, (*path, index), f"there is no evidence card `{card}`", hint)


def suggestion(name: str, choices: Iterable[str]) -> str | None:
    """A hint that names the nearest of the choices, or a few of them."""
    known = list(choices)
    if near := nearest(name, known):
        return f"did you mean `{near}`?"
    if not known:
        return None
    return "known: " + ", ".join(known) if len(known) <= 16 else None
