"""What a player of plain mode fills in beside the answer: the belief sheet; who will lose most, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chasm_game.plain import intro_text
from chasm_game.plain.conversation import Conversation
from chasm_game.plain.help_texts import HELP_SHEET, HELP_THOUGHT, INSTEAD
from chasm_game.plain.intro_text import belief_question
from chasm_game.plain.round_text import prediction_question
from chasm_game.plain.second_page import ways_said
from chasm_game.session.parse_input import Unreadable, points_of, prediction_of, word_of
from chasm_game.session.seat import Passed, SheetRequest
from chasm_game.views.round import Phase

if TYPE_CHECKING:
    from chasm_game.views.round import RoundView

__all__ = ["Forms"]


@dataclass
class Forms(Conversation):
    """Each question is put again until it is answered or skipped."""

    _opened: bool = False
    """Whether the first page of the story was told before the sheet."""

    def beliefs(self) -> None:
        """The sheet before the first round, with how the story begins; or the one after the last."""
        after = self._view.phase is Phase.BELIEFS_AFTER
        tells_story = not after and bool(self._view.intro.opening)
        if tells_story:
            # What was only named here is folded in the round as well, and not passed over as heard.
            self._opened = not (self.guided and self._view.intro.opening_read)
            self.tell(intro_text.opening(self._view.intro, folded=self.guided))
        self.give_tips("sheet")
        self.say(belief_question(self._view.intro, after=after))
        while True:
            said = self.line(HELP_SHEET, awaits=f"Type {len(self._view.intro.stakeholders)} numbers, or skip.")
            if word_of(said) == "story" and tells_story:
                self.tell(intro_text.opening(self._view.intro))
                continue
            try:
                points = None if word_of(said) == "skip" else points_of(said, self._view.intro.stakeholders)
            except Unreadable as error:
                self.say(f"{error} Or type skip.")
            else:
                ways = None if points is None else self._ways(after=after)
                self._patience.hand_in(SheetRequest("after" if after else "before", points, ways))
                return

    def _ways(self, *, after: bool) -> dict[str, float] | None:
        """The second page, for whoever filled in the first."""
        axes = self._view.intro.axes
        return (
            ways_said(axes, lambda help_text: self.line(help_text, empty=True), self.say, after=after) if axes else None
        )

    def waiting_round(self) -> RoundView:
        """The round that waits. Raises `Passed` where it went on while somebody typed."""
        view = self._view.round
        if view is None:
            raise Passed("the game has gone on meanwhile")
        return view

    def thought(self) -> tuple[tuple[str, int] | None, str] | None:
        """A prediction and a reason, either left out if skipped; None where the player wants to choose again."""
        targets = self.waiting_round().targets
        self.give_tips("prediction")
        self.say(prediction_question(targets))
        prediction = None
        awaits = f"Type a number from 1 to {len(targets)}, or skip."
        while word_of(said := self.line(HELP_THOUGHT, awaits=awaits)) != "skip":
            if word_of(said) == "back":
                self.say(INSTEAD)
                return None
            try:
                prediction = prediction_of(said, targets)
            except Unreadable as error:
                self.say(f"{error} Or type skip.")
            else:
                break
        if self.seat.state.votes:  # the reason is the team's, and comes with its answer
            return prediction, ""
        # Of the answer, and so also asked of whoever foresees nothing: reasons are what a team talks about afterwards.
        self.say("Why this answer? One sentence, or skip.")
        said = self.line(HELP_THOUGHT, free=True, awaits="Type a sentence that says why, or skip.")
        if said.lower() == "back":
            self.say(INSTEAD)
            return None
        return prediction, "" if said.lower() == "skip" else said
