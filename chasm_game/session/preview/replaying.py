"""The decisions of a play, done again on another version of its scenario: by ids, as far as that goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chasm_game.engine.decisions import Ask, Choose
from chasm_game.journal.actions import Asked, Chose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chasm_game.engine.game import Game
    from chasm_game.journal.played import Played
    from chasm_game.scenario.scenario import Scenario

__all__ = ["Decided", "decide_as", "decisions_of", "replay_decisions"]


@dataclass(frozen=True, slots=True)
class Decided:
    """What was done in one round; `response` is None where the people were asked and nothing was chosen yet."""

    round: str
    ask: Ask | None
    response: str | None


def decisions_of(game: Game) -> tuple[Decided, ...]:
    """Everything that was decided in a game, round by round."""
    return tuple(Decided(t.round.id, t.ask, t.response) for t in game.turns if t.asked or t.response is not None)


def replay_decisions(played: Played, decisions: Sequence[Decided]) -> list[str]:
    """Do these decisions in a game that has just begun. What could not be done, as sentences."""
    scenario, game = played.game.scenario, played.game
    known = {d.round: d for d in decisions}
    notes = [
        f"There is no round `{d.round}` any more: what you decided in it is left out."
        for d in decisions
        if scenario.round(d.round) is None
    ]
    while (turn := game.turn) is not None and (decided := known.get(turn.round.id)) is not None:
        # Asking comes before choosing in a round, so it is done before the answer can stop the play.
        if decided.ask is not None:
            asking, gone = _possible(game, decided.ask)
            if game.can_ask:
                played.do(Asked(turn.round.id, asking.leader))
                notes += gone
            else:
                notes.append(f"In `{turn.round.id}` the people can no longer be asked: no asks are left.")
        if decided.response is None:
            break
        # The play stops rather than take another answer: an author sees where the edit bites, and decides.
        if decided.response not in game.open_responses:
            notes.append(_closed(game, decided.response))
            break
        played.do(Chose(turn.round.id, decided.response))
    return notes + _not_reached(game, scenario, decisions)


def _possible(game: Game, ask: Ask) -> tuple[Ask, list[str]]:
    """The same asking, alone where its leader is no longer in the story; and a sentence on that."""
    if ask.leader is None or ask.leader in {k.id for k in game.plan.leaders}:
        return ask, []
    return Ask(), [f"There is no leader `{ask.leader}` any more: the people are asked alone."]


def _closed(game: Game, response: str) -> str:
    turn = game.turns[-1]
    where = f"in `{turn.round.id}`: the play stands there"
    found = turn.round.response(response)
    if found is None:
        return f"There is no answer `{response}` any more {where}."
    return f"The answer `{response}` is locked now {where}."


def _not_reached(game: Game, scenario: Scenario, decisions: Sequence[Decided]) -> list[str]:
    """What became of decisions in rounds that are there and were not played."""
    order = {r.id: n for n, r in enumerate(scenario.rounds)}
    played = {t.round.id for t in game.turns}
    rest = [d.round for d in decisions if d.round in order and d.round not in played]
    here = game.turns[-1].round.id if game.turns else ""
    at = order[here] if game.outcome is None else len(order)
    notes = [f"The round `{r}` does not happen any more." for r in rest if order[r] < at and _alive(game)]
    if not _alive(game) and rest:
        notes.append(f"The company falls in `{here}` now: what you decided after it is not reached.")
    later = [r for r in rest if order[r] > at]
    if later and here not in {d.round for d in decisions}:
        notes.append(f"The round `{here}` comes before `{later[0]}` and is not decided yet: the play stands there.")
    return notes


def _alive(game: Game) -> bool:
    return game.snapshots[-1].alive


def decide_as(game: Game, decided: Decided | None, choose: str | None) -> None:
    """Take one decision: as it was, where that is open, else `choose`, else the first open response."""
    if decided is not None and decided.ask is not None and game.can_ask:
        game.push(_possible(game, decided.ask)[0])
    wanted = [decided.response if decided else None, choose, game.open_responses[0]]
    game.push(Choose(next(r for r in wanted if r is not None and r in game.open_responses)))
