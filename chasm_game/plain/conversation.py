"""A conversation in plain mode: the next line that says anything, and what is understood wherever one is typed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from chasm_game.errors import ChasmError
from chasm_game.grammar import ended
from chasm_game.plain.help_texts import HELP_PRACTICE
from chasm_game.plain.patience import Patience, SeatOver, may_type
from chasm_game.plain.side_commands import aside
from chasm_game.session.parse_input import word_of
from chasm_game.session.seat import ChangeRequest, Passed, PenRequest, RewindRequest
from chasm_game.session.seat_time import LastMinute
from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from chasm_game.session.seat import Seat, SeatState
    from chasm_game.views.round import Phase
    from chasm_game.views.seat import SeatView

__all__ = ["Conversation", "Quit", "Undone", "sentence"]


class Quit(Exception):
    """The player wants to stop, or the input has ended."""


class Undone(Exception):
    """Something was taken back: what is asked for now is another thing."""


def _place(state: SeatState) -> tuple[Phase, str, bool]:
    """What is asked for at a seat, and of what."""
    return state.view.phase, "" if state.view.round is None else state.view.round.id, state.votes


@dataclass
class Conversation:
    """Line by line. `read` gives the next line or None at the end of input; `say` tells a paragraph."""

    seat: Seat
    read: Callable[[], str | None]
    say: Callable[[str], None]
    explain: Callable[[str], str] = lambda _: ""
    """What is to be explained under this id of `chasm_game.tips`; empty where it is known."""
    predicts: bool = True
    """Whether a prediction and a reason are asked for, in games that have them."""
    guided: bool = False
    """Whether a person types, and the debrief waits for them page by page."""
    patience: float = 0.5
    """Seconds in which an answer may come before it is said that it is waited for."""
    meanwhile: Callable[[Callable[[], bool]], str | None] | None = None
    """As `Patience.meanwhile`."""
    listening: Callable[[Callable[[], bool]], str | None] | None = None
    """Gives a line that is typed where something is asked for, None as soon as what it is given is true.

    None where nothing happens at this seat but by what is typed: then `read` gives it.
    """
    forget: Callable[[], None] = lambda: None
    """Lets go of what is typed for a question that is over."""
    _rounds_shown: int = 0
    """So many rounds were told of."""

    def __post_init__(self) -> None:
        self._patience = Patience(
            self.seat,
            self.say,
            self.patience,
            lambda view: len(view.rounds) > self._rounds_shown,
            self.meanwhile,
            self._while_waiting,
        )

    @property
    def _view(self) -> SeatView:
        """What is seen now."""
        return self.seat.state.view

    def tell(self, paragraphs: Iterable[str]) -> None:
        """Say one after the other."""
        for paragraph in paragraphs:
            self.say(paragraph)

    def give_tips(self, *ids: str) -> None:
        """What a first game explains here, each thing once."""
        for each in ids:
            if explanation := self.explain(each):
                self.say(explanation)

    def line(
        self,
        help_text: str,
        ids: Collection[str] = (),
        *,
        free: bool = False,
        empty: bool = False,
        lapses: bool = True,
        awaits: str = "",
    ) -> str:
        """The next line that says anything; what is said in every place is done here, but for what `ids` name.

        Raises `Passed` where the room goes on before it is typed, unless what is asked for never `lapses`.

        Where anything may be written (`free`), only single words that steer are kept from it; where an `empty` line
        says something too, it is given as it is. Else a person who types nothing hears what is awaited.
        """
        while True:
            line = self._heard() if lapses and self.listening is not None else self.read()
            # The end of a pipe: everything decided is saved, so it is no error.
            if line is None:
                raise Quit
            said = one_line(line)
            # A reason is taken as it is written: only the bare words steer there.
            word = said.lower() if free else word_of(said)
            if not said and empty:
                return said
            # Before every other word: an author may have called an answer `help`.
            if word in ids:
                return said
            if word in {"quit", "exit"}:
                raise Quit
            if word in {"help", "?"}:
                self.say(f"{help_text} {HELP_PRACTICE}" if self._view.intro.practice else help_text)
            elif word == "undo":
                self.undo()
            elif not free and (paragraphs := aside(self._view, said)) is not None:
                self.tell(paragraphs)
            elif said:
                return said
            else:
                self._remind(awaits)

    def _remind(self, awaits: str) -> None:
        """What is awaited, for a person who typed nothing: in a pipe an empty line is how somebody's file is set."""
        if self.guided and awaits:
            self.say(awaits)

    def _heard(self) -> str | None:
        """A line for what is asked for now, telling what is new. Raises `Passed` once it is not asked any more."""
        assert self.listening is not None
        asked = before = self.seat.state
        while True:
            line = self.listening(partial(self._has_news, before))
            if line is not None:
                return line
            state = self.seat.state
            if state.over:
                raise SeatOver(state.over)
            if _place(state) != _place(asked):
                self.forget()
                raise Passed("this is not asked any more: the room has gone on")
            # The time is up, the others have voted, somebody gave the pen away: it is asked still.
            if state.words and state.words != before.words:
                self.say(state.words)
            if self._patience.minute.is_due(state):
                self._patience.minute.said()
                self.say(LastMinute.SENTENCE)
            before = state

    def _has_news(self, since: SeatState) -> bool:
        """Whether something has to be said to whoever is being asked."""
        now = self.seat.state
        said = bool(now.words) and now.words != since.words
        return bool(now.over) or _place(now) != _place(since) or said or self._patience.minute.is_due(now)

    def _while_waiting(self, line: str) -> None:
        """What is typed while there is nothing to decide. Raises `Quit`."""
        word, state = word_of(one_line(line)), self.seat.state
        if word in {"quit", "exit"}:
            raise Quit
        current = state.view.round
        try:
            if current is not None and word == "change" and state.can_change:
                self._patience.send(ChangeRequest(current.id))
            elif current is not None and word == "pen" and state.can_take_pen:
                self._patience.send(PenRequest(current.id))
            elif word:
                self.say(f"There is nothing to decide just now. {may_type(state)}Or type quit.")
        except ChasmError as error:
            self.say(sentence(error))

    def undo(self) -> None:
        """Take the last thing back. Raises `Undone` where that was done; why not is said otherwise."""
        try:
            self._patience.hand_in(RewindRequest())
        except ChasmError as error:
            self.say(sentence(error))
        else:
            self._rounds_shown = len(self._view.rounds)
            raise Undone


def sentence(error: ChasmError) -> str:
    """What went wrong, as a sentence."""
    text = one_line(str(error))
    return ended(text[:1].upper() + text[1:])
