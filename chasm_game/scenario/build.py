"""Checked models of a file to the frozen dataclasses that the rest of the program sees."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from chasm_game.gauges import BUILT_IN
from chasm_game.scenario.build_rulebook import endings_of, frozen, later_of, manner_of, move_of, reason_of, when_of
from chasm_game.scenario.conditions import Condition
from chasm_game.scenario.namespace import ASSENT, ROLE_DEFAULTS, stakeholder_ids
from chasm_game.scenario.rounds import Also, MoveUse, Now, Post, Response, Round, Shock, Voice
from chasm_game.scenario.scenario import (
    Case,
    Company,
    Debrief,
    Expectation,
    Leader,
    Note,
    Parallel,
    RecordedPlay,
    Roles,
    Scenario,
    Stakeholder,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from chasm_game.scenario import schema as s
    from chasm_game.scenario import schema_rounds as rounds
    from chasm_game.scenario.rulebook import Manner, Move, Rulebook, Way
    from chasm_game.scenario.schema_moves import MoveUseModel, NowModel

__all__ = ["build_scenario", "normalised"]

DEFAULT_BELIEF = {"investors": 60.0, "customers": 20.0, "employees": 10.0, "partners": 5.0, "communities": 5.0}
"""What a company believes that is run for its shareholders (model.md, company defaults)."""


def normalised(weights: Mapping[str, float], stakeholders: Sequence[str]) -> tuple[float, ...]:
    """Weights in stakeholder order, divided by their sum; missing ones are 0."""
    given = [float(weights.get(name, 0.0)) for name in stakeholders]
    total = 0.0
    for weight in given:  # `sum` corrects its rounding, and the model adds one by one
        total += weight
    return tuple(weight / total for weight in given)


def _also(items: Iterable[rounds.AlsoModel]) -> tuple[Also, ...]:
    return tuple(Also(Condition(i.condition), i.text) for i in items)


def _feed(items: Iterable[rounds.PostModel]) -> tuple[Post, ...]:
    return tuple(Post(i.who, i.text, i.stakeholder, when_of(i.condition)) for i in items)


def _now(items: Iterable[NowModel], otherwise: str) -> tuple[Now, ...]:
    """What happens at once; where a file gives no reason, another text stands in its place."""
    return tuple(
        Now(frozen(i.effects), reason_of(i.because or otherwise), i.chance, when_of(i.condition)) for i in items
    )


def build_scenario(model: s.ScenarioModel, rulebook: Rulebook, text: str) -> Scenario:
    """The scenario of a checked model."""
    ids = stakeholder_ids(model)
    builder = _Builder(model, rulebook, ids)
    own_endings = endings_of(model.endings)
    redefined = {e.id for e in own_endings}
    belief = model.company.belief or DEFAULT_BELIEF
    return Scenario(
        id=model.id,
        title=model.title,
        summary=model.summary or "",
        level=model.level,
        minutes=model.minutes,
        goals=tuple(model.goals),
        labels=model.labels,
        stakeholders=builder.stakeholders(),
        roles=Roles(**{role: getattr(model.roles, role) or default for role, default in ROLE_DEFAULTS.items()}),
        people=builder.people(model.people),
        people_name=model.people if isinstance(model.people, str) else "",
        # Without any weight the file is at fault, which is told elsewhere: here nothing must be divided by 0.
        belief=normalised(belief, ids) if sum(belief.get(i, 0) for i in ids) else (1 / len(ids),) * len(ids),
        people_ways=builder.ways(model.people_ways, lambda way: way.people),
        company=builder.company(),
        leaders=builder.leaders(),
        rounds=tuple(builder.round(r) for r in model.rounds),
        endings=(*own_endings, *(e for e in rulebook.endings if e.id not in redefined)),
        debrief=Debrief(
            tuple(map(_note, model.debrief.points)),
            tuple(map(_note, model.debrief.questions)),
            tuple(Parallel(p.case, p.text, p.source, when_of(p.condition)) for p in model.debrief.parallels),
        ),
        facilitator=model.facilitator.notes if model.facilitator else "",
        history=builder.history(),
        rulebook=rulebook,
        expect=tuple(_expectation(e) for e in model.expect),
        plays=tuple(RecordedPlay(p.name, p.seed, tuple(p.choices), p.score, p.ending) for p in model.plays),
        text=text,
    )


def _note(note: str | s.NoteModel) -> Note:
    return Note(note) if isinstance(note, str) else Note(note.text, when_of(note.condition))


def _expectation(e: s.ExpectModel) -> Expectation:
    for kind in ("always", "reachable", "share"):
        if (source := getattr(e, kind)) is not None:
            return Expectation(kind, Condition(source), e.at_most, e.at_least, askers=e.asks == "any", seed=e.seed)
    return Expectation("policy", policy=e.policy or "", below=e.below, above=e.above, by=e.by or 0.0, seed=e.seed)


def _without_assent(move: Move) -> Move:
    """A move of the rulebook where a text of model 1 calls a stakeholder what now are the leaders."""
    effects = frozen({name: points for name, points in move.effects.items() if name != ASSENT})
    later = tuple(
        replace(e, effects=frozen({name: points for name, points in e.effects.items() if name != ASSENT}))
        for e in move.later
    )
    return replace(move, effects=effects, later=later)


class _Builder:
    def __init__(self, model: s.ScenarioModel, rulebook: Rulebook, ids: tuple[str, ...]) -> None:
        self.model, self.rulebook, self.ids = model, rulebook, ids
        # The rulebook's moves mean leaders by `assent`, and not the stakeholder whom a text of model 1 calls so.
        moves = {n: _without_assent(m) for n, m in rulebook.moves.items()} if ASSENT in ids else rulebook.moves
        self.moves: dict[str, Move] = {**moves, **{n: move_of(n, m) for n, m in model.moves.items()}}
        self.manners: dict[str, Manner] = {
            **rulebook.manners,
            **{n: manner_of(n, m) for n, m in model.manners.items()},
        }

    def stakeholders(self) -> tuple[Stakeholder, ...]:
        made = []
        for name in self.ids:
            given = self.model.stakeholders.get(name)
            shown = (given.name if given else None) or name.replace("_", " ").capitalize()
            made.append(Stakeholder(name, shown, given.trust if given else 50.0))
        return tuple(made)

    def leaders(self) -> tuple[Leader, ...]:
        made = []
        for name, given in self.model.leaders.items():
            shown = given.name or name.replace("_", " ").capitalize()
            made.append(Leader(name, shown, given.role or "", given.watches, float(given.share), float(given.assent)))
        return tuple(made)

    def ways(self, given: Mapping[str, float], usual: Callable[[Way], float]) -> tuple[float, ...]:
        """A place on every axis of the rulebook, in its order: what the file says, or what is usual."""
        return tuple(float(given.get(way.id, usual(way))) for way in self.rulebook.ways.values())

    def people(self, people: str | Mapping[str, float]) -> tuple[float, ...]:
        return normalised(self.rulebook.people[people].of if isinstance(people, str) else people, self.ids)

    def company(self) -> Company:
        c, start = self.model.company, self.model.company.start
        return Company(
            name=c.name,
            you=c.you,
            unit=c.unit,
            start=frozen({gauge.id: getattr(start, gauge.id) for gauge in BUILT_IN}),
            asks=start.asks,
            income=c.income,
            upside=c.upside,
            ways=self.ways(c.ways, lambda way: way.company),
        )

    def round(self, r: rounds.RoundModel) -> Round:
        return Round(
            id=r.id,
            title=r.title,
            shock=self.shock(r),
            ask=tuple(Voice(v.who, v.text, when_of(v.condition)) for v in r.ask),
            responses=tuple(self.response(a) for a in r.responses),
            when=when_of(r.condition),
            chance=r.chance,
            averted=r.averted or "",
            facilitator=r.facilitator.notes if r.facilitator else "",
        )

    def shock(self, r: rounds.RoundModel) -> Shock:
        return Shock(
            text=r.shock.text,
            effects=frozen(r.shock.effects),
            also=_also(r.shock.also),
            feed=_feed(r.shock.feed),
            people=None if r.shock.people is None else self.people(r.shock.people),
            people_ways=frozen(r.shock.people_ways),
            now=_now(r.shock.now, r.title),
        )

    def response(self, r: rounds.ResponseModel) -> Response:
        return Response(
            id=r.id,
            title=r.title,
            label=r.label,
            text=r.text or "",
            does=tuple(self.use(u) for u in r.does),
            claims=frozen(r.claims),
            effects=frozen(r.effects),
            because=reason_of(r.because or r.title),
            later=later_of(r.later),
            when=when_of(r.condition),
            needs=r.needs or "",
            outcome=r.outcome or "",
            also=_also(r.also),
            feed=_feed(r.feed),
            now=_now(r.now, r.title),
            claims_due=r.claims_due,
            ways=frozen(r.ways),
        )

    def use(self, use: str | MoveUseModel) -> MoveUse:
        if isinstance(use, str):
            return MoveUse(self.moves[use], 1.0, ())
        because = None if use.because is None else reason_of(use.because)
        return MoveUse(self.moves[use.move], float(use.strength), tuple(self.manners[h] for h in use.how), because)

    def history(self) -> Case | None:
        h = self.model.history
        return (
            None
            if h is None
            else Case(h.round, h.chose, str(h.when), dict(h.short), dict(h.long), h.told, tuple(h.sources))
        )
