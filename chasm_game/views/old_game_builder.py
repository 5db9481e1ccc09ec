"""A save of model 1 to what may be seen of it: its lines, with the names that its own texts give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.engine.score import NOBODY
from chasm_game.journal.actions import Asked, Chose, Over, Rewound
from chasm_game.journal.replay import kept
from chasm_game.scenario.diagnostics import FaultyFile
from chasm_game.scenario.rounds import WAIT
from chasm_game.views.named import Named
from chasm_game.views.old_game import OldDecision, OldGame
from chasm_game.views.round_builder import WAITING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chasm_game.journal.actions import Action
    from chasm_game.journal.journal import Record
    from chasm_game.scenario.scenario import Scenario

__all__ = ["old_game"]


def old_game(record: Record) -> OldGame:
    """What was decided in a save, in order, without what was taken back."""
    header = record.header
    try:
        scenario = kept(header.scenario_text, header.rulebook_text)
    except FaultyFile:  # a text that is no story any more still leaves ids to be told
        scenario = None
    asked: set[str] = set()
    decisions = []
    over = False
    for action in _standing(record.actions):
        if isinstance(action, Asked):
            asked.add(action.round)
        elif isinstance(action, Chose):
            decisions.append(_decision(action, scenario, asked=action.round in asked))
        over = over or isinstance(action, Over)
    return OldGame(
        header.scenario if scenario is None else scenario.title,
        header.team,
        header.seed,
        header.started,
        header.mode == "practice",
        over,
        tuple(decisions),
    )


def _standing(actions: Iterable[Action]) -> list[Action]:
    """What was not taken back: asking and choosing one by one, with the end that they led to."""
    standing: list[Action] = []
    for action in actions:
        if not isinstance(action, Rewound):
            standing.append(action)
            continue
        while standing and not isinstance(standing.pop(), Asked | Chose):
            pass
    return standing


def _decision(chose: Chose, scenario: Scenario | None, *, asked: bool) -> OldDecision:
    round_ = None if scenario is None else next((r for r in scenario.rounds if r.id == chose.round), None)
    response = None if round_ is None else round_.response(chose.response)
    title = chose.response if response is None else response.title
    return OldDecision(
        Named(chose.round, chose.round if round_ is None else round_.title),
        Named(chose.response, WAITING[0] if response is None and chose.response == WAIT else title),
        asked,
        chose.defaulted,
        None if chose.who is None else Named(chose.who, _who(chose.who, scenario)),
        chose.confidence,
        chose.reason,
    )


def _who(who: str, scenario: Scenario | None) -> str:
    if who == NOBODY:
        return "Nobody"
    names = {} if scenario is None else {s.id: s.name for s in scenario.stakeholders}
    return names.get(who, who)
