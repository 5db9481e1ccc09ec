"""Plain mode: reads a line, tells what follows. The same game as on the screen, and as deep."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chasm_game.errors import ChasmError, nearest
from chasm_game.plain import following, speech
from chasm_game.plain.sheets import Unreadable, belief_points, belief_question, prediction_of, prediction_question
from chasm_game.plain.shell import pasteable
from chasm_game.plain.walk import PlainWalk
from chasm_game.plain.wording import ended
from chasm_game.session.views import Phase
from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from chasm_game.session.play import Play
    from chasm_game.session.views import RoundView

__all__ = ["PlainGame"]

HELP = (
    "Type the number of an answer, or its id. Or type ask to ask the people, again to hear the round again, state for "
    "how you stand, ledger for the points of the last round where you may know them, help, or quit. "
    "The game is saved after every decision."
)
HELP_SHEETS = "Where you are asked for a prediction or a reason, skip passes it over, and back lets you choose again."
INSTEAD = "What do you do instead?"
HELP_PRACTICE = "This is practice: undo takes your last decision back."


class _Quit(Exception):
    """The player wants to stop, or the input has ended."""


class _Undone(Exception):
    """Something was taken back: what is asked for now is another thing."""


@dataclass
class PlainGame:
    """A game told line by line. `read` gives the next line or None at the end of input; `say` tells a paragraph."""

    play: Play
    read: Callable[[], str | None]
    say: Callable[[str], None]
    guided: bool = False
    """Whether a person types, and the debrief waits for them page by page."""

    def run(self) -> None:
        """Play until the debrief is told, the player quits, or the input ends.

        Raises `ChasmError` where a decision cannot be saved; the game is as it was then.
        """
        self._tell(speech.introduction(self.play.intro))
        if before := self.play.consequences():
            self.say(f"You go on after round {before[-1].number}. This is how it came out.")
            self._tell(following.consequences(before[-1]))
        try:
            while True:
                try:
                    self._step()
                except _Undone:
                    self.say("That is taken back.")
        except _Quit:
            self._goodbye()
        except (ChasmError, KeyboardInterrupt):
            self._goodbye()
            raise

    def _step(self) -> None:
        phase = self.play.phase
        if phase is Phase.DECIDING:
            self._round()
        elif phase is Phase.DEBRIEF:
            self._debrief()
        else:
            self._beliefs()

    def _goodbye(self) -> None:
        if self.play.phase is not Phase.DEBRIEF:
            self.say(f"The game is saved. Go on with: chasm play --plain --resume {pasteable(self.play.intro.save)}")

    def _tell(self, paragraphs: Iterable[str]) -> None:
        for paragraph in paragraphs:
            self.say(paragraph)

    def _line(self, ids: Collection[str] = ()) -> str:
        """The next line that says anything; what is said in every place is done here, but for what `ids` name."""
        while True:
            line = self.read()
            if line is None:
                raise _Quit
            said = one_line(line)
            word = said.lower()
            if word in ids:
                return said
            if word in {"quit", "exit"}:
                raise _Quit
            if word == "help":
                self._help()
            elif word == "undo":
                self._undo()
            elif said:
                return said

    def _help(self) -> None:
        intro = self.play.intro
        told = [HELP]
        if not intro.quick:
            told.append(HELP_SHEETS)
        if intro.practice:
            told.append(HELP_PRACTICE)
        self.say(" ".join(told))

    def _undo(self) -> None:
        try:
            self.play.rewind()
        except ChasmError as error:
            self.say(_sentence(error))
        else:
            raise _Undone

    def _beliefs(self) -> None:
        self.say(belief_question(self.play.intro, after=self.play.phase is Phase.BELIEFS_AFTER))
        while True:
            said = self._line()
            try:
                self.play.submit_beliefs(None if said.lower() == "skip" else belief_points(said, self.play.intro))
            except Unreadable as error:
                self.say(str(error))
            else:
                return

    def _round(self) -> None:
        view = self.play.round()
        self._tell(speech.round_told(view))
        if view.ask.asked:
            self._tell(speech.voices(view))
        self._tell(speech.question(view))
        began = time.monotonic()
        while True:
            response = self._choice()
            thought = (None, "") if self.play.intro.quick else self._thought()
            if thought is not None:
                break
        prediction, reason = thought
        seconds = round(time.monotonic() - began, 1)
        self._tell(
            following.consequences(self.play.decide(response, prediction=prediction, reason=reason, seconds=seconds))
        )

    def _choice(self) -> str:
        """The id of the chosen response."""
        while True:
            view = self.play.round()
            said = self._line({r.id for r in view.responses}).lower()
            if said == "ask":
                self._ask()
            elif (chosen := self._chosen(view, said)) is not None:
                return chosen

    def _ask(self) -> None:
        before = self.play.round()
        if before.ask.possible:
            view = self.play.ask()
            self._tell((*speech.voices(view), *speech.directions(before, view)))
        elif before.ask.asked:
            self.say("You have asked in this round already. Type again to hear what they said.")
        else:
            self.say("You have asked as often as you could.")

    def _chosen(self, view: RoundView, said: str) -> str | None:
        """The response that a line names; or what else the line wants is told. Ids come before the other words."""
        if answer := next((r for r in view.responses if said in {str(r.number), r.id}), None):
            if answer.open:
                return answer.id
            self.say(f"That is locked: {ended(one_line(answer.needs))}")
        elif said == "again":
            self._tell((*speech.round_told(view), *(speech.voices(view) if view.ask.asked else ())))
            self._tell(speech.question(view))
        elif said == "state":
            self._tell((speech.dashboard(view.dashboard), speech.chasm(view.chasm)))
        elif said == "ledger":
            self._ledger()
        else:
            near = nearest(said[:80], [r.id for r in view.responses])
            hint = f" Did you mean {near}?" if near else ""
            count = len(view.responses)
            numbers = "1" if count == 1 else f"a number from 1 to {count}"
            self.say(f"There is no answer “{one_line(said, 40)}”.{hint} Type {numbers}, ask, help or quit.")
        return None

    def _ledger(self) -> None:
        rounds = self.play.consequences()
        if not rounds:
            self.say("No round has been played yet.")
        elif not rounds[-1].exact:
            self.say("You did not ask the people in the last round: its points are told when the game is over.")
        else:
            self._tell(following.ledger(rounds[-1].ledger))

    def _thought(self) -> tuple[tuple[str, int] | None, str] | None:
        """A prediction and a reason, either left out if skipped; None where the player wants to choose again."""
        targets = self.play.round().targets
        self.say(prediction_question(targets))
        prediction = None
        while (said := self._line()).lower() != "skip":
            if said.lower() == "back":
                self.say(INSTEAD)
                return None
            try:
                prediction = prediction_of(said, targets)
            except Unreadable as error:
                self.say(str(error))
            else:
                break
        self.say("Why? One sentence, or skip.")
        said = self._line()
        if said.lower() == "back":
            self.say(INSTEAD)
            return None
        return prediction, "" if said.lower() == "skip" else said

    def _debrief(self) -> None:
        PlainWalk(self.play, self.read, self.say, self._undo, self.guided).run()
        raise _Quit


def _sentence(error: ChasmError) -> str:
    text = one_line(str(error))
    return ended(text[:1].upper() + text[1:])
