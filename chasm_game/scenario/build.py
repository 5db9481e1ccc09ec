"""Checked models of a file to the frozen dataclasses that the rest of the program sees."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from chasm_game.gauges import BUILT_IN
from chasm_game.scenario.check_names import ROLE_DEFAULTS, stakeholder_ids
from chasm_game.scenario.conditions import Condition
from chasm_game.scenario.rounds import Also, MoveUse, Post, Response, Round, Shock, Voice
from chasm_game.scenario.rulebook import Ending, Evidence, Later, Manner, Move, Reason, Rule, Rulebook, WeightSet
from chasm_game.scenario.scenario import (
    Case,
    Company,
    Debrief,
    Expectation,
    Parallel,
    RecordedPlay,
    Roles,
    Scenario,
    Stakeholder,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from chasm_game.scenario import schema as s
    from chasm_game.scenario import schema_rounds as rounds
    from chasm_game.scenario.rulebook_schema import RulebookModel

__all__ = ["build_rulebook", "build_scenario", "normalised"]

DEFAULT_BELIEF = {"investors": 60.0, "customers": 20.0, "employees": 10.0, "partners": 5.0, "communities": 5.0}
"""What a company believes that is run for its shareholders (model.md, company defaults)."""


def normalised(weights: Mapping[str, float], stakeholders: Sequence[str]) -> tuple[float, ...]:
    """Weights in stakeholder order, divided by their sum; missing ones are 0."""
    given = [float(weights.get(name, 0.0)) for name in stakeholders]
    total = sum(given)
    return tuple(weight / total for weight in given)


def _frozen(values: Mapping[str, float]) -> Mapping[str, float]:
    return MappingProxyType({name: float(value) for name, value in values.items()})


def _when(source: str | None) -> Condition | None:
    return None if source is None else Condition(source)


def _reason(given: str | rounds.BecauseModel) -> Reason:
    return Reason.both(given) if isinstance(given, str) else Reason(given.gain, given.loss)


def _later(items: Iterable[rounds.LaterModel]) -> tuple[Later, ...]:
    return tuple(Later(i.after, _frozen(i.effects), _reason(i.because), i.chance, _when(i.condition)) for i in items)


def _also(items: Iterable[rounds.AlsoModel]) -> tuple[Also, ...]:
    return tuple(Also(Condition(i.condition), i.text) for i in items)


def _feed(items: Iterable[rounds.PostModel]) -> tuple[Post, ...]:
    return tuple(Post(i.who, i.text, i.stakeholder, _when(i.condition)) for i in items)


def _move(name: str, move: rounds.MoveModel) -> Move:
    return Move(
        name,
        move.title,
        move.label,
        _frozen(move.effects),
        _later(move.later),
        _frozen(move.claims),
        _reason(move.because),
        tuple(move.evidence),
    )


def _manner(name: str, m: rounds.MannerModel) -> Manner:
    title = m.title or name.replace("-", " ")
    return Manner(name, title, m.gains, m.losses, m.cash, m.delay, m.because, tuple(m.evidence))


def _endings(items: Iterable[rounds.EndingModel]) -> tuple[Ending, ...]:
    return tuple(Ending(i.id, i.title, i.text, _when(i.condition)) for i in items)


def build_rulebook(model: RulebookModel, text: str) -> Rulebook:
    """The rulebook of a checked model."""
    rules = {name: getattr(model.rules, name) for name in type(model.rules).model_fields}
    return Rulebook(
        {n: Rule(float(r.value), r.because, tuple(r.evidence)) for n, r in rules.items()},
        {
            n: WeightSet(n, w.title or n, _frozen(w.of), w.year, w.source or "", w.because or "")
            for n, w in model.people.items()
        },
        {n: _move(n, m) for n, m in model.moves.items()},
        {n: _manner(n, m) for n, m in model.manners.items()},
        {n: Evidence(n, e.finding, e.size, e.source, e.certainty, e.contested) for n, e in model.evidence.items()},
        _endings(model.endings),
        text,
    )


def build_scenario(model: s.ScenarioModel, rulebook: Rulebook, text: str) -> Scenario:
    """The scenario of a checked model."""
    ids = stakeholder_ids(model)
    builder = _Builder(model, rulebook, ids)
    own_endings = _endings(model.endings)
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
        belief=normalised(belief, ids) if sum(belief.get(i, 0) for i in ids) else (1 / len(ids),) * len(ids),
        company=builder.company(),
        rounds=tuple(builder.round(r) for r in model.rounds),
        endings=(*own_endings, *(e for e in rulebook.endings if e.id not in redefined)),
        debrief=Debrief(
            tuple(model.debrief.points),
            tuple(model.debrief.questions),
            tuple(Parallel(p.case, p.text, p.source) for p in model.debrief.parallels),
        ),
        facilitator=model.facilitator.notes if model.facilitator else "",
        history=builder.history(),
        rulebook=rulebook,
        expect=tuple(_expectation(e) for e in model.expect),
        plays=tuple(RecordedPlay(p.name, p.seed, tuple(p.choices), p.score, p.ending) for p in model.plays),
        text=text,
    )


def _expectation(e: s.ExpectModel) -> Expectation:
    for kind in ("always", "reachable", "share"):
        if (source := getattr(e, kind)) is not None:
            return Expectation(kind, Condition(source), e.at_most, e.at_least)
    return Expectation("policy", policy=e.policy or "", below=e.below, above=e.above, by=e.by or 0.0)


class _Builder:
    def __init__(self, model: s.ScenarioModel, rulebook: Rulebook, ids: tuple[str, ...]) -> None:
        self.model, self.rulebook, self.ids = model, rulebook, ids
        self.moves = {**rulebook.moves, **{n: _move(n, m) for n, m in model.moves.items()}}
        self.manners = {**rulebook.manners, **{n: _manner(n, m) for n, m in model.manners.items()}}

    def stakeholders(self) -> tuple[Stakeholder, ...]:
        made = []
        for name in self.ids:
            given = self.model.stakeholders.get(name)
            shown = (given.name if given else None) or name.replace("_", " ").capitalize()
            made.append(Stakeholder(name, shown, given.trust if given else 50.0))
        return tuple(made)

    def people(self, people: str | Mapping[str, float]) -> tuple[float, ...]:
        return normalised(self.rulebook.people[people].of if isinstance(people, str) else people, self.ids)

    def company(self) -> Company:
        c, start = self.model.company, self.model.company.start
        return Company(
            c.name,
            c.you,
            c.unit,
            _frozen({gauge.id: getattr(start, gauge.id) for gauge in BUILT_IN}),
            start.asks,
            c.income,
            c.upside,
        )

    def round(self, r: rounds.RoundModel) -> Round:
        people = None if r.shock.people is None else self.people(r.shock.people)
        shock = Shock(r.shock.text, _frozen(r.shock.effects), _also(r.shock.also), _feed(r.shock.feed), people)
        voices = tuple(Voice(v.who, v.text, _when(v.condition)) for v in r.ask)
        responses = tuple(self.response(a) for a in r.responses)
        return Round(r.id, r.title, shock, voices, responses, _when(r.condition), r.chance)

    def response(self, r: rounds.ResponseModel) -> Response:
        return Response(
            id=r.id,
            title=r.title,
            label=r.label,
            text=r.text or "",
            does=tuple(self.use(u) for u in r.does),
            claims=_frozen(r.claims),
            effects=_frozen(r.effects),
            because=_reason(r.title if r.because is None else r.because),
            later=_later(r.later),
            when=_when(r.condition),
            needs=r.needs or "",
            outcome=r.outcome or "",
            also=_also(r.also),
            feed=_feed(r.feed),
        )

    def use(self, use: str | rounds.MoveUseModel) -> MoveUse:
        if isinstance(use, str):
            return MoveUse(self.moves[use], 1.0, ())
        because = None if use.because is None else _reason(use.because)
        return MoveUse(self.moves[use.move], use.strength, tuple(self.manners[h] for h in use.how), because)

    def history(self) -> Case | None:
        h = self.model.history
        return (
            None
            if h is None
            else Case(h.round, h.chose, str(h.when), dict(h.short), dict(h.long), h.told, tuple(h.sources))
        )
