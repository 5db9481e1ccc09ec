"""A game with everything that its player said along the way: what can be done next, and what each deed changes."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from chasm_game.engine.decisions import Ask, Choose
from chasm_game.engine.score import NOBODY, Prediction, brier, who_lost_most
from chasm_game.errors import IllegalDecision
from chasm_game.journal.actions import (
    Action,
    Asked,
    Believed,
    Chose,
    Corrected,
    Header,
    Over,
    Removed,
    Renamed,
    Restored,
    Rewound,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from chasm_game.engine.game import Game
    from chasm_game.engine.snapshot import Turn

__all__ = ["Played", "calibration", "check_sheet", "check_ways", "hit"]


@dataclass
class Played:
    """A game with everything that its player said along the way. `do` is the only way to change it."""

    header: Header
    """With the newest name of the team."""
    game: Game
    beliefs: dict[str, Mapping[str, float] | None] = field(default_factory=dict)
    """The first pages of the sheets `before` and `after`, by stakeholder; None where one was passed over."""
    ways: dict[str, Mapping[str, float] | None] = field(default_factory=dict)
    """Their second pages, by axis, -1 to 1; None where one was passed over."""
    choices: list[Chose] = field(default_factory=list)
    """One for every round played, in order."""
    over: bool = False
    """Whether the save says that the game is over; what has happened since says so too."""
    removed: bool = False
    """Whether the team was taken out of its room."""
    corrections: list[Corrected] = field(default_factory=list)
    """What was corrected, in order."""

    def __post_init__(self) -> None:
        """The name that the save began with."""
        # A journal of a room knows its team by this name, and vouches for corrections by it.
        self.entered_as = self.header.team

    @property
    def practice(self) -> bool:
        """Whether taking back is allowed, and nothing is ranked."""
        return self.header.mode == "practice"

    def check(self, action: Action) -> None:
        """Raise `ChasmError` where an action cannot be done now; change nothing."""
        if isinstance(action, Believed):
            self._check_beliefs(action)
        elif isinstance(action, Rewound):
            if not self.practice:
                raise IllegalDecision("only in practice can a decision be taken back")
            if not self.game.decisions:
                raise IllegalDecision("there is nothing to take back")
        elif isinstance(action, Asked | Chose):
            self._check_decision(action)
        elif isinstance(action, Corrected):
            self._check_correction(action)
        elif not isinstance(action, Renamed):
            self._check_note(action)

    def do(self, action: Action) -> None:
        """Do an action. Raises `ChasmError` where it cannot be done, and changes nothing then."""
        self.check(action)
        if isinstance(action, Believed):
            self.beliefs[action.when], self.ways[action.when] = action.points, action.ways
        elif isinstance(action, Asked):
            self.game.push(Ask(action.leader))
        elif isinstance(action, Chose):
            self.game.push(Choose(action.response))
            self.choices.append(action)
        elif isinstance(action, Rewound):
            # An asking is taken back by itself, so that the choice before it stays.
            if isinstance(self.game.pop(), Choose):
                self.choices.pop()
            # The sheet after the game was filled in knowing an end that is no longer the end.
            self.beliefs.pop("after", None)
            self.ways.pop("after", None)
            self.over = False
        elif isinstance(action, Corrected):
            self._correct(action)
        elif isinstance(action, Renamed):
            self.header = replace(self.header, team=action.team)
        elif isinstance(action, Over):
            self.over = True
        else:
            self.removed = isinstance(action, Removed)

    def _correct(self, action: Corrected) -> None:
        """The other response in the same round; the people stay asked where they can be asked as they were."""
        game, asked = self.game, None
        # Behind the choice only an ask can stand: of the next round, which the new answer may have changed.
        while not isinstance(decision := game.pop(), Choose):
            asked = decision, game.turns[-1].round.id
        game.push(Choose(action.response))
        first = self.choices.pop()
        stood = first.response if first.corrected is None else first.corrected
        self.choices.append(replace(first, response=action.response, defaulted=False, corrected=stood))
        self.corrections.append(action)
        self.over = False
        if asked is not None and game.turn is not None and game.turn.round.id == asked[1]:
            with contextlib.suppress(IllegalDecision):  # what it costs now, or who is left to come along
                game.push(asked[0])
        if game.outcome is None:
            # As when a decision is taken back: that sheet knew an end that is no longer the end.
            self.beliefs.pop("after", None)
            self.ways.pop("after", None)

    def hit(self, turn: Turn, choice: Chose) -> bool | None:
        """Whether the prediction made with a choice came true; None where none was made."""
        return hit(turn, choice)

    def calibration(self) -> float | None:
        """The Brier score of the predictions, 0 best; None if under half of the rounds played were predicted."""
        return calibration(self.game.turns, self.choices)

    def _check_beliefs(self, action: Believed) -> None:
        if action.when in self.beliefs:
            raise IllegalDecision(f"the belief sheet {action.when} the game was already handed in")
        if action.when == "before" and self.game.decisions:
            raise IllegalDecision("the first belief sheet comes before the first round")
        if action.when == "after" and self.game.outcome is None:
            raise IllegalDecision("the second belief sheet comes after the last round")
        check_sheet(action.points, self.game.plan.stakeholders)
        check_ways(action.ways, self.game.plan.axes)

    def _check_note(self, action: Over | Removed | Restored) -> None:
        if isinstance(action, Over):
            if self.game.outcome is None or self.over:
                raise IllegalDecision("the game is over already" if self.over else "the game is not over")
        elif self.removed == isinstance(action, Removed):
            raise IllegalDecision(f"the team is {'taken out' if self.removed else 'in the room'} already")

    def _check_correction(self, action: Corrected) -> None:
        if not self.choices or self.choices[-1].round != action.round:
            raise IllegalDecision("only the round that was decided last can be corrected")
        last = self.choices[-1]
        turn = next(turn for turn in self.game.turns if turn.round.id == action.round)
        # By what was open then, and not now: the team could have taken nothing else.
        if action.response not in turn.open:
            raise IllegalDecision(f"`{action.response}` was not open in round `{action.round}`")
        # The same letter is a correction after all where a default stood: it says that the team did choose it.
        if action.response == last.response and not last.defaulted:
            raise IllegalDecision(f"`{action.response}` is what stands in round `{action.round}`")

    def _check_decision(self, action: Asked | Chose) -> None:
        turn = self.game.turn
        if turn is None:
            raise IllegalDecision("the game is over")
        if turn.round.id != action.round:
            raise IllegalDecision(f"round `{turn.round.id}` is played, not `{action.round}`")
        self.game.check(Ask(action.leader) if isinstance(action, Asked) else Choose(action.response))
        if isinstance(action, Chose) and action.who not in {None, NOBODY, *self.game.plan.stakeholders}:
            raise IllegalDecision(f"there is no stakeholder `{action.who}` to predict")


def check_sheet(points: Mapping[str, float] | None, stakeholders: Sequence[str]) -> None:
    """Raise `IllegalDecision` where these points are no belief sheet; None, a sheet that was skipped, is fine."""
    if points is None:
        return
    if unknown := [s for s in points if s not in stakeholders]:
        raise IllegalDecision(f"there is no stakeholder `{unknown[0]}` here")
    # Written so that it also refuses what is not a number: every comparison with it is false.
    if not sum(points.values()) > 0:
        raise IllegalDecision("a belief sheet must give somebody more than 0 points")


def check_ways(ways: Mapping[str, float] | None, axes: Sequence[str]) -> None:
    """Raise `IllegalDecision` where this is no second page of a sheet; None, one that was passed over, is fine.

    It may leave axes out: whoever passes over the rest has said nothing of it.
    """
    if ways is None:
        return
    if unknown := [a for a in ways if a not in axes]:
        raise IllegalDecision(f"there is no axis `{unknown[0]}` here")
    if not ways:
        raise IllegalDecision("the second page of a belief sheet must say something of an axis")
    if beyond := [a for a, place in ways.items() if not -1 <= place <= 1]:
        raise IllegalDecision(f"on the axis `{beyond[0]}` a place is a number from -1 to 1")


def hit(turn: Turn, choice: Chose) -> bool | None:
    """Whether the prediction made with a choice came true; None where none was made."""
    if choice.who is None or turn.after is None:
        return None
    # From just before the response: what the shock took was known when the prediction was made.
    return choice.who in who_lost_most(turn.shocked.trust, turn.after.trust)


def calibration(turns: Sequence[Turn], choices: Sequence[Chose]) -> float | None:
    """The Brier score of the predictions, 0 best; None if under half of the rounds played were predicted."""
    played = [t for t in turns if t.after is not None]
    made = [
        (Prediction(c.who, c.confidence), right)
        for t, c in zip(played, choices, strict=True)
        if (right := hit(t, c)) is not None and c.who is not None and c.confidence is not None
    ]
    return brier(made, len(played))
