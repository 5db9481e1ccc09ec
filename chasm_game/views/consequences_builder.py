"""What followed from a decision: changes as steps with their reasons, what came back, prediction against outcome."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from chasm_game.engine.score import NOBODY, who_lost_most
from chasm_game.views.changes_builder import Stretch, gauge_name, ledger_lines, told_again
from chasm_game.views.consequences import ChangeView, ConsequencesView, HistoryView, PredictionView, SilentView
from chasm_game.views.events_builder import averted_after, fall_in, open_promises, rescue_in, settled_in
from chasm_game.views.named import Named
from chasm_game.views.round_builder import WAITING, chasm_view, dashboard, feed, texts
from chasm_game.views.thresholds import step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.engine.batch_replay import FinishedGame
    from chasm_game.engine.game import Game
    from chasm_game.engine.snapshot import Snapshot, Turn
    from chasm_game.journal.actions import Chose
    from chasm_game.journal.played import Played

__all__ = ["consequences", "gauge_name", "ledger_lines", "prediction_view", "silent_rounds", "step"]

_BEFORE_THE_CHOICE = frozenset({"shock", "ask"})
"""Stages of a round that the player had seen when it was decided."""


def consequences(played: Played, number: int, *, everything: bool = False) -> ConsequencesView:
    """What followed from the decision of the round `number` (from 1); `everything` once the game is over."""
    game, turn, choice = played.game, played.game.turns[number - 1], played.choices[number - 1]
    after = turn.after
    assert after is not None
    exact = everything or played.practice or turn.asked
    # What the people value stays known once they were asked; a later ask tells nothing of this round.
    known = everything or played.practice or any(t.asked for t in game.turns[:number])
    entries = [e for e in game.ledger if e.round == turn.round.id]
    followed = _stretch(game, turn, exact=exact)
    response = turn.round.response(choice.response)
    own = (response.outcome, *texts(game, response.also, after)) if response else (WAITING[1],)
    show_label = response is not None and (everything or game.scenario.labels != "debrief")
    over = game.outcome is not None and number == len(played.choices)
    return ConsequencesView(
        number=number,
        id=turn.round.id,
        round_title=turn.round.title,
        response_id=choice.response,
        response=response.title if response else WAITING[0],
        label=response.label if response and show_label else None,
        outcome=tuple(text for text in own if text),
        stakeholders=_after_another(game, number, followed.stakeholders()),
        company=followed.company(),
        echoes=followed.echoes(),
        feed=feed(game, response.feed, after) if response else (),
        prediction=prediction_view(game, turn, choice),
        reason=choice.reason,
        history=_history(game, turn, choice),
        exact=exact,
        ledger=ledger_lines(game, entries) if exact else (),
        dashboard=dashboard(game, after, turn.shocked, exact=exact, known=known),
        chasm=chasm_view(game, after, turn.shocked, known=known),
        over=over,
        fallen=not after.alive,
        leaders=followed.leaders(),
        promised=open_promises(game, after, exact=exact, over=over) if after.alive else (),
        settled=settled_in(game, after, entries, exact=exact),
        rescue=rescue_in(game, after, entries, exact=exact),
        fall=fall_in(game, after, exact=exact),
        averted=averted_after(game, number),
        silent=tuple(silent_rounds(game, exact=everything or played.practice, known=known)) if over else (),
    )


def _stretch(game: Game, turn: Turn, *, exact: bool) -> Stretch:
    """From the decision of a round to its end."""
    assert turn.after is not None
    entries = [e for e in game.ledger if e.round == turn.round.id and e.stage not in _BEFORE_THE_CHOICE]
    return Stretch(game, turn.shocked, turn.after, entries, exact=exact)


def _after_another(game: Game, number: int, changes: tuple[ChangeView, ...]) -> tuple[ChangeView, ...]:
    """The changes of the round `number`, told after those of the round before."""
    foggy = any(reason.fog for change in changes for reason in change.reasons)
    # The round before is looked at only where it matters: fog is rare, and every round is built many times.
    if number == 1 or not foggy:
        return changes
    return told_again(changes, _stretch(game, game.turns[number - 2], exact=False).stakeholders())


def silent_rounds(game: Game, *, exact: bool, known: bool) -> Iterator[SilentView]:
    """The silent rounds of a game that is over, each as it is told; none after a fall.

    Those that follow one another and in which nothing lands are one: a listener cannot skip what is as it was.
    """
    felt = _stretch(game, game.turns[-1], exact=False).stakeholders() if game.turns and game.turns[-1].after else ()
    quarters = [
        (before, after, _silent(game, before, after, exact=exact, known=known))
        for before, after in zip(game.snapshots, game.snapshots[1:], strict=False)
        if after.stage == "coast"
    ]
    for quiet, found in groupby(quarters, key=lambda quarter: quarter[2].quiet):
        stretch = list(found)
        views = [view for _, _, view in stretch]
        if quiet and len(stretch) > 1:
            views = [_silent(game, stretch[0][0], stretch[-1][1], exact=exact, known=known)]
        for view in views:
            yield replace(view, stakeholders=told_again(view.stakeholders, felt))
            felt = view.stakeholders


def _silent(game: Game, before: Snapshot, after: Snapshot, *, exact: bool, known: bool) -> SilentView:
    """What lands between two moments after the last decision."""
    first, last = _number(before) + 1, _number(after)
    rounds = {f"coast-{number}" for number in range(first, last + 1)}
    entries = [e for e in game.ledger if e.round in rounds]
    landed = Stretch(game, before, after, entries, exact=exact)
    return SilentView(
        number=first,
        last=last,
        stakeholders=landed.stakeholders(),
        company=landed.company(),
        leaders=landed.leaders(),
        echoes=landed.echoes(),
        settled=settled_in(game, after, entries, exact=exact),
        rescue=rescue_in(game, after, entries, exact=exact),
        fall=fall_in(game, after, exact=exact),
        chasm=chasm_view(game, after, before, known=known),
        ledger=landed.ledger(),
        dashboard=dashboard(game, after, before, exact=exact, known=known),
    )


def _number(at: Snapshot) -> int:
    """Which silent round ended here; 0 before the first."""
    return int(at.round.removeprefix("coast-")) if at.stage == "coast" else 0


def prediction_view(game: FinishedGame, turn: Turn, choice: Chose) -> PredictionView | None:
    """The prediction of a round against what happened; None where none was made."""
    if choice.who is None or choice.confidence is None or turn.after is None:
        return None
    lost = who_lost_most(turn.shocked.trust, turn.after.trust)
    actual = tuple(Named(s.id, s.name) for s in game.scenario.stakeholders if s.id in lost)
    who = None if choice.who == NOBODY else Named(choice.who, game.scenario.name_of(choice.who))
    return PredictionView(who, choice.confidence, choice.who in lost, actual)


def _history(game: Game, turn: Turn, choice: Chose) -> HistoryView | None:
    case = game.scenario.history
    if game.outcome is None:
        return None  # what came of it tells what the rounds to come are about
    if case is None or case.round != turn.round.id:
        return None
    real = turn.round.response(case.chose)
    assert real is not None
    return HistoryView(case.when, real.title, case.chose == choice.response, case.told, case.sources)
