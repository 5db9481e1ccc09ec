"""The answers of a round and its story, as several teams see them together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from chasm_game.scenario.rounds import WAIT
from chasm_game.session.room.labels import are_labels_shown
from chasm_game.session.room.round_views import AnswerLine
from chasm_game.views.foresight_builder import foresee, impacts
from chasm_game.views.round_builder import WAITING, feed, price, texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from chasm_game.engine.game import Game
    from chasm_game.engine.snapshot import Turn
    from chasm_game.journal.actions import Chose
    from chasm_game.journal.room_replay import RoomState
    from chasm_game.scenario.rounds import Response, Round
    from chasm_game.session.room.labels import RoomLabels
    from chasm_game.session.room.seats import Seats
    from chasm_game.views.foresight import ImpactView
    from chasm_game.views.round import PostView

__all__ = ["answer_lines", "letter_of", "needs_of", "shared_story"]


def letter_of(current: Round, response: str | None) -> str:
    """`A` for the first answer of a round, and so on; waiting comes after the last. Empty for none."""
    if response is None:
        return ""
    # Waiting has no place in the file, but a letter: somebody has to be able to type it.
    ids = [*(r.id for r in current.responses), WAIT]
    return chr(ord("A") + ids.index(response)) if response in ids else ""


@dataclass(frozen=True)
class _There:
    """A team that is in a round."""

    name: str
    game: Game
    turn: Turn
    taken: Chose | None

    @cached_property
    def can_take(self) -> tuple[str, ...]:
        """What was open to it in a round that was decided, or is in the one that waits."""
        return self.turn.open if self.turn.after is not None else self.game.open_responses


def _in_it(state: RoomState, seats: Seats, current: Round) -> Iterator[_There]:
    """Every team that is in a round."""
    for team, play in seats.items():
        game = play.played.game
        turn = next((t for t in game.turns if t.round.id == current.id), None)
        if turn is not None:
            taken = next((c for c in play.played.choices if c.round == current.id), None)
            yield _There(state.teams[team], game, turn, taken)


def shared_story(
    state: RoomState, seats: Seats, current: Round
) -> tuple[tuple[str, ...], tuple[tuple[str, tuple[str, ...]], ...], tuple[PostView, ...]]:
    """What all read; what only some read, with their names; and the posts that all see."""
    there = list(_in_it(state, seats, current))
    remembered: dict[str, list[str]] = {}
    posted: dict[PostView, int] = {}
    for team in there:
        for text in dict.fromkeys(texts(team.game, current.shock.also, team.turn.shocked)):  # each once for each team
            remembered.setdefault(text, []).append(team.name)
        for post in dict.fromkeys(feed(team.game, current.shock.feed, team.turn.shocked)):
            posted[post] = posted.get(post, 0) + 1
    shock = (current.shock.text, *(text for text, names in remembered.items() if len(names) == len(there)))
    order = [also.text for also in current.shock.also]
    # In the order of the file and not of the teams: which team joined first must not change the story.
    some = [(text, tuple(names)) for text, names in remembered.items() if len(names) < len(there)]
    parted = tuple(sorted(some, key=lambda each: order.index(each[0])))
    return shock, parted, tuple(post for post, count in posted.items() if count == len(there))


def answer_lines(state: RoomState, seats: Seats, current: Round, labels: RoomLabels) -> tuple[AnswerLine, ...]:
    """Every answer of a round, and waiting where nothing is open to some team; labels as `are_labels_shown` says."""
    there = list(_in_it(state, seats, current))
    # For all teams in one go: one after the other, forty of them would hold up a room for half a second.
    foresee((team.game, team.turn) for team in there)
    revealed = any(team.taken is not None for team in there)
    shown = are_labels_shown(seats.scenario, labels, revealed=revealed)
    # Of any team's game, for the plan is the same: the only team of a round that is shown may have been taken out.
    plan = next(play.played.game.plan for _, play in seats.items())
    prices = [price(plan.scenario, each) for each in plan.rounds[seats.scenario.rounds.index(current)].responses]
    answers = zip(current.responses, prices, strict=True)
    lines = [_answer(response, cash, current, there, labelled=shown) for response, cash in answers]
    if any(WAIT in team.can_take for team in there):
        others = _locked(WAIT, there)
        needs = "Only where no answer is open" if others else ""
        title, text = WAITING
        letter = letter_of(current, WAIT)
        takers = _takers(WAIT, there)
        lines.append(AnswerLine(letter, title, text, None, 0.0, (), others, needs, takers, _corrected(WAIT, there)))
    return tuple(lines)


def _dots(there: Sequence[_There], index: int) -> tuple[ImpactView, ...]:
    """Whom an answer moves, as strongly as in any team's game: teams stand in different places."""
    strongest: dict[str, ImpactView] = {}
    for team in there:
        for view in impacts(team.game, team.turn, index, exact=False):
            if view.id not in strongest or view.strength > strongest[view.id].strength:
                strongest[view.id] = view
    return tuple(sorted(strongest.values(), key=lambda view: -view.strength))


def _locked(response: str, there: Sequence[_There]) -> tuple[str, ...]:
    return tuple(team.name for team in there if response not in team.can_take)


def _takers(response: str, there: Sequence[_There]) -> tuple[tuple[str, bool], ...]:
    return tuple((team.name, team.taken.defaulted) for team in there if team.taken and team.taken.response == response)


def _corrected(response: str, there: Sequence[_There]) -> tuple[str, ...]:
    takers = (team for team in there if team.taken and team.taken.response == response)
    return tuple(team.name for team in takers if team.taken and team.taken.corrected is not None)


def needs_of(response: Response) -> str:
    """What has to be so for an answer to be open, for one that is not always."""
    return response.needs or f"Only if {response.when.source if response.when else '…'}"


def _answer(response: Response, cash: float, current: Round, there: Sequence[_There], *, labelled: bool) -> AnswerLine:
    locked = _locked(response.id, there)
    return AnswerLine(
        letter_of(current, response.id),
        response.title,
        response.text,
        response.label if labelled else None,
        cash,
        _dots(there, current.responses.index(response)),
        locked,
        needs_of(response) if locked else "",
        _takers(response.id, there),
        _corrected(response.id, there),
    )
