"""Walks a whole scenario and collects every name that nothing has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.scenario.check_cast import check_cast
from chasm_game.scenario.check_expect import check_expectations, known_endings
from chasm_game.scenario.diagnostics import Code, Fault
from chasm_game.scenario.names import Path, Scope
from chasm_game.scenario.namespace import ASSENT, stakeholder_ids
from chasm_game.scenario.nodes import scalar_at
from chasm_game.scenario.reasons import without_reason
from chasm_game.scenario.scenario import DEFAULT_STAKEHOLDERS

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from chasm_game.scenario.nodes import Node
    from chasm_game.scenario.rulebook import Rulebook
    from chasm_game.scenario.schema import ScenarioModel
    from chasm_game.scenario.schema_moves import MoveUseModel
    from chasm_game.scenario.schema_rounds import AlsoModel, PostModel, ResponseModel, RoundModel

__all__ = ["check_scenario"]


def check_scenario(model: ScenarioModel, root: Node, rulebook: Rulebook) -> list[Fault]:
    """Every faulty name of a scenario."""
    return _ScenarioCheck(model, root, rulebook).run()


class _ScenarioCheck:
    def __init__(self, model: ScenarioModel, root: Node, rulebook: Rulebook) -> None:
        self.model, self.rulebook = model, rulebook
        self.scope = Scope(
            root,
            stakeholder_ids(model),
            {r.id: [a.id for a in r.responses] for r in model.rounds},
            rulebook.evidence,
            int(rulebook["coast"]),
            tuple(rulebook.ways),
            tuple(model.leaders),
        )
        self.moves = {**dict.fromkeys(rulebook.moves), **dict.fromkeys(model.moves)}
        self.manners = {**dict.fromkeys(rulebook.manners), **dict.fromkeys(model.manners)}

    def run(self) -> list[Fault]:
        model, scope = self.model, self.scope
        check_cast(model, scope)
        self.people(model.people, ("people",))
        for name, move in model.moves.items():
            if name in self.rulebook.moves:
                self.redefined("move", ("moves", name))
            # As the rulebook's own, a move may speak of somebody whom this scenario has removed.
            scope.move(move, ("moves", name), also=(*DEFAULT_STAKEHOLDERS, ASSENT))
        for name, manner in model.manners.items():
            if name in self.rulebook.manners:
                self.redefined("manner", ("manners", name))
            scope.manner(manner, ("manners", name))
        self.rounds()
        self.reasons()
        taken: dict[str, int] = {}
        for index, ending in enumerate(model.endings):
            scope.identifier(ending.id, ("endings", index, "id"), taken)
            scope.condition(ending.condition, ("endings", index, "if"))
        self.inherited_endings()
        self.history()
        endings = known_endings(model, self.rulebook)
        self.debrief(endings)
        check_expectations(model, scope, endings)
        return scope.faults

    def redefined(self, kind: str, path: Path) -> None:
        message = f"the rulebook already has a {kind} `{path[-1]}`"
        self.scope.fault(Code.REDEFINED, path, message, "give yours another name", key=True)

    def people(self, people: str | dict[str, float], path: Path) -> None:
        scope = self.scope
        if not isinstance(people, str):
            scope.weights(people, path)
        elif scope.known(people, self.rulebook.people, path, "weight set"):
            of = self.rulebook.people[people].of
            if not sum(of.get(s, 0) for s in scope.stakeholders) > 0:
                message = f"the weights `{people}` give nothing to the stakeholders of this scenario"
                at = path if scalar_at(scope.root, path) else ("stakeholders",)
                scope.fault(Code.WEIGHTS, at, message, "write `people:` with weights of your own", key=True)

    def rounds(self) -> None:
        taken: dict[str, int] = {}
        for index, round_ in enumerate(self.model.rounds):
            path: Path = ("rounds", index)
            self.scope.identifier(round_.id, (*path, "id"), taken)
            self.scope.condition(round_.condition, (*path, "if"))
            self.shock(round_, (*path, "shock"))
            for n, voice in enumerate(round_.ask):
                self.scope.known(voice.who, self.scope.stakeholders, (*path, "ask", n, "who"), "stakeholder")
                self.scope.condition(voice.condition, (*path, "ask", n, "if"))
            ids: dict[str, int] = {}
            for n, response in enumerate(round_.responses):
                self.scope.identifier(response.id, (*path, "responses", n, "id"), ids)
                self.response(response, (*path, "responses", n))

    def reasons(self) -> None:
        """What model 1 only was advised to write, model 2 asks for."""
        for path in without_reason(self.model) if self.model.chasm > 1 else ():
            message = "`because` is missing beside these effects: with `chasm: 2` each has its reason"
            self.scope.fault(Code.MISSING_KEY, path, message, "add `because: …`, in a player's words", key=True)

    def shock(self, round_: RoundModel, path: Path) -> None:
        self.scope.effects(round_.shock.effects, (*path, "effects"))
        self.scope.now(round_.shock.now, (*path, "now"))
        self.scope.ways(round_.shock.people_ways, (*path, "people_ways"))
        self.also(round_.shock.also, (*path, "also"))
        self.feed(round_.shock.feed, (*path, "feed"))
        if round_.shock.people is not None:
            self.people(round_.shock.people, (*path, "people"))

    def response(self, response: ResponseModel, path: Path) -> None:
        scope = self.scope
        scope.condition(response.condition, (*path, "if"))
        scope.effects(response.effects, (*path, "effects"))
        scope.claims(response.claims, (*path, "claims"))
        scope.now(response.now, (*path, "now"))
        scope.ways(response.ways, (*path, "ways"))
        self.due(response.claims_due, (*path, "claims_due"))
        for n, later in enumerate(response.later):
            scope.later(later, (*path, "later", n))
        for n, use in enumerate(response.does):
            if isinstance(use, str):
                self.use(use, [], (*path, "does", n), (*path, "does", n))
            else:
                self.use(use.move, use.how, (*path, "does", n), (*path, "does", n, "move"), use)
        self.also(response.also, (*path, "also"))
        self.feed(response.feed, (*path, "feed"))

    def use(self, move: str, how: Sequence[str], path: Path, name_path: Path, use: MoveUseModel | None = None) -> None:
        scope = self.scope
        known = scope.known(move, self.moves, name_path, "move")
        manners = [h for n, h in enumerate(how) if scope.known(h, self.manners, (*path, "how", n), "manner")]
        if not known:
            return
        # With a manner that is not known its delay is not either, and one fault is enough.
        if use is not None and len(manners) == len(how):
            self.delays(move, manners, (*path, "how"))
        if move in self.rulebook.moves:
            for later in self.rulebook.moves[move].later:
                self.passed_on(move, later.when.mentions.names if later.when else (), name_path)

    def passed_on(self, move: str, names: Sequence[tuple[str, int]], path: Path) -> None:
        for name, _ in names:
            if name in DEFAULT_STAKEHOLDERS and name not in self.scope.stakeholders:
                # Told where the move is used: the rulebook is not this author's to mend.
                message = f"the move `{move}` looks at `{name}`, which this scenario does not have"
                self.scope.fault(Code.UNKNOWN_NAME, path, message, "use another move, or one of your own")

    def delays(self, move: str, how: Sequence[str], path: Path) -> None:
        """`after + delay <= coast`: everything that was begun lands."""
        own = self.model.manners
        delay = sum(own[h].delay if h in own else self.rulebook.manners[h].delay for h in how)
        later = self.model.moves[move].later if move in self.model.moves else self.rulebook.moves[move].later
        gains = [e.after for e in later if any(v > 0 and k in self.scope.stakeholders for k, v in e.effects.items())]
        longest = delay + max(gains, default=0)
        if delay and longest > self.scope.coast:
            message = f"delayed like this, a gain of `{move}` would land {longest} rounds later"
            self.scope.fault(Code.TOO_LATE, path, message, f"only {self.scope.coast} rounds follow the last one")

    def due(self, rounds: int | None, path: Path) -> None:
        """A promise is due before the end."""
        if rounds is not None and rounds > self.scope.coast:
            message = f"this would be due {rounds} rounds later, but only {self.scope.coast} follow the last one"
            self.scope.fault(Code.TOO_LATE, path, message, f"use at most {self.scope.coast}")

    def also(self, also: Sequence[AlsoModel], path: Path) -> None:
        for n, text in enumerate(also):
            self.scope.condition(text.condition, (*path, n, "if"))

    def feed(self, feed: Sequence[PostModel], path: Path) -> None:
        for n, post in enumerate(feed):
            if post.stakeholder is not None:
                self.scope.known(post.stakeholder, self.scope.stakeholders, (*path, n, "stakeholder"), "stakeholder")
            self.scope.condition(post.condition, (*path, n, "if"))

    def debrief(self, endings: Collection[str]) -> None:
        """The conditions of what is told after the game: by then the ending is known too."""
        debrief = self.model.debrief
        for key in ("points", "questions", "parallels"):
            for n, note in enumerate(getattr(debrief, key)):
                if not isinstance(note, str):
                    self.scope.condition(note.condition, ("debrief", key, n, "if"), endings=endings)

    def inherited_endings(self) -> None:
        own = {e.id for e in self.model.endings}
        for ending in self.rulebook.endings:
            for name, _ in ending.when.mentions.names if ending.when and ending.id not in own else ():
                if name in DEFAULT_STAKEHOLDERS and name not in self.scope.stakeholders:
                    # Told at the stakeholder: the ending stands in a file that is not this author's.
                    message = f"the default ending `{ending.id}` looks at `{name}`, which this scenario does not have"
                    hint = f"write an ending `{ending.id}` of your own"
                    self.scope.fault(Code.UNKNOWN_NAME, ("stakeholders", name), message, hint, key=True)

    def history(self) -> None:
        history, scope = self.model.history, self.scope
        if history is None:
            return
        if scope.known(history.round, scope.rounds, ("history", "round"), "round"):
            scope.known(history.chose, scope.rounds[history.round], ("history", "chose"), "response")
        for horizon in ("short", "long"):
            for name in getattr(history, horizon):
                scope.known(name, scope.stakeholders, ("history", horizon, name), "stakeholder", key=True)
