"""Plain mode: reads a line, tells what follows. The same game as on the screen, and as deep."""

from __future__ import annotations

import shlex
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chasm_game.errors import ChasmError, nearest
from chasm_game.plain import looking_back, speech
from chasm_game.session.views import Phase
from chasm_game.text import one_line

if TYPE_CHECKING:
    from chasm_game.session.play import Play
    from chasm_game.session.views import RoundView

__all__ = ["PlainGame"]

HELP = (
    "Type the number or the id of an answer. Type ask to ask the people, again to hear the round again, "
    "state for the dashboard, help for this, quit to stop. The game is saved after every decision."
)
HELP_PRACTICE = "In practice, undo takes your last decision back, and ledger tells every point of the last round."


class _Quit(Exception):
    """The player wants to stop, or the input has ended."""


@dataclass
class PlainGame:
    """A game told line by line. `read` gives the next line or None at the end of input; `say` tells a paragraph."""

    play: Play
    read: Callable[[], str | None]
    say: Callable[[str], None]
    _began: float = field(default_factory=time.monotonic)

    def run(self) -> None:
        """Play until the debrief is told, the player quits, or the input ends."""
        self._tell(speech.introduction(self.play.intro))
        try:
            while self.play.phase is not Phase.DEBRIEF:
                if self.play.phase is Phase.DECIDING:
                    self._round()
                else:
                    self._beliefs()
            self._debrief()
        except _Quit:
            self._goodbye()

    def _goodbye(self) -> None:
        if self.play.phase is not Phase.DEBRIEF:
            save = shlex.quote(self.play.intro.save)
            self.say(f"The game is saved. Go on with: chasm play --plain --resume {save}")

    def _tell(self, paragraphs: Iterable[str]) -> None:
        for paragraph in paragraphs:
            self.say(paragraph)

    def _line(self) -> str:
        """The next line that says anything; what is said in every place is done here."""
        while True:
            line = self.read()
            if line is None:
                raise _Quit
            said = one_line(line).strip()
            if said.lower() in {"quit", "exit"}:
                raise _Quit
            if said.lower() == "help":
                self.say(HELP + (" " + HELP_PRACTICE if self.play.intro.practice else ""))
            elif said:
                return said

    def _beliefs(self) -> None:
        names = [name for _, name in self.play.intro.stakeholders]
        after = self.play.phase is Phase.BELIEFS_AFTER
        again = "Once more, now that it is over: w" if after else "Before you begin: w"
        self.say(
            f"{again}hat creates the most value for a company like this? Spread 100 points over "
            f"{speech.joined([one_line(n) for n in names])}. "
            f"Type {len(names)} numbers in this order, with spaces between, or skip."
        )
        while True:
            said = self._line()
            if said.lower() == "skip":
                self.play.submit_beliefs(None)
                return
            points = _numbers(said)
            if points is None or len(points) != len(names):
                self.say(f"That is not {len(names)} numbers. For example: {_example(len(names))}. Or type skip.")
            elif abs(sum(points) - 100) > 0.01:
                self.say(f"These add up to {sum(points):g}, not to 100.")
            else:
                ids = [name for name, _ in self.play.intro.stakeholders]
                self.play.submit_beliefs(dict(zip(ids, points, strict=True)))
                return

    def _round(self) -> None:
        view = self.play.round()
        self._tell(speech.round_told(view))
        if view.ask.asked:
            self._tell(speech.voices(view))
        self._tell(speech.question(view))
        self._began = time.monotonic()
        response = self._choice()
        if response is None:  # taken back: another round is played now
            return
        prediction, reason = None, ""
        if not self.play.intro.quick:
            prediction = self._prediction(self.play.round())
            reason = self._reason()
        seconds = round(time.monotonic() - self._began, 1)
        told = self.play.decide(response, prediction=prediction, reason=reason, seconds=seconds)
        self._tell(speech.consequences(told))
        if told.exact and self.play.intro.practice:
            self.say("Type ledger to hear every point of this round.")

    def _choice(self) -> str | None:
        """The id of the chosen response; None where a decision was taken back instead."""
        while True:
            said = self._line().lower()
            try:
                if said == "ask":
                    self._tell(speech.voices(view := self.play.ask()))
                    self._tell(speech.question(view))
                elif said == "undo" and self.play.intro.practice:
                    self.play.rewind()
                    return None
                elif (view := self.play.round()) and (chosen := self._chosen(view, said)) is not None:
                    return chosen
            except ChasmError as error:
                self.say(f"{_sentence(str(error))}")

    def _chosen(self, view: RoundView, said: str) -> str | None:
        if said == "again":
            self._tell((*speech.round_told(view), *speech.question(view)))
        elif said == "state":
            self._tell((speech.dashboard(view.dashboard), speech.chasm(view.chasm)))
        elif said == "ledger" and (rounds := self.play.consequences()) and rounds[-1].exact:
            self._tell(speech.ledger(rounds[-1].ledger))
        elif answer := next((r for r in view.responses if said in {str(r.number), r.id}), None):
            if answer.open:
                return answer.id
            self.say(f"That is locked: {one_line(answer.needs)}")
        else:
            near = nearest(said, [r.id for r in view.responses])
            hint = f" Did you mean {near}?" if near else ""
            self.say(f"There is no answer “{said[:40]}”.{hint} Type 1 to {len(view.responses)}, ask, help or quit.")
        return None

    def _prediction(self, view: RoundView) -> tuple[str, int] | None:
        names = [f"{n} {one_line(name)}" for n, (_, name) in enumerate(view.targets, start=1)]
        self.say(
            f"Who will lose most by the end of this round? {', '.join(names)}. "
            "Type a number, and if you like how sure you are, 20 to 100: for example 1 70. Or skip."
        )
        while True:
            said = self._line()
            if said.lower() == "skip":
                return None
            numbers = _numbers(said.replace("%", ""))
            if numbers and len(numbers) <= 2 and numbers[0] in range(1, len(names) + 1):
                confidence = numbers[1] if len(numbers) == 2 else 60
                if 20 <= confidence <= 100:
                    return view.targets[int(numbers[0]) - 1][0], round(confidence)
            self.say(f"Type a number from 1 to {len(names)}, perhaps with a second one from 20 to 100, or skip.")

    def _reason(self) -> str:
        self.say("Why? One sentence, or skip.")
        said = self._line()
        return "" if said.lower() == "skip" else said

    def _debrief(self) -> None:
        view = self.play.debrief()
        self._tell(looking_back.debrief(view))
        self.say("Type ledger to hear every point of the game, or quit.")
        while True:
            said = self._line().lower()
            if said == "ledger":
                self._tell(looking_back.whole_ledger(view))
            elif said == "again":
                self._tell(looking_back.debrief(view))
            else:
                self.say("The game is over. Type ledger, again or quit.")


def _numbers(said: str) -> list[float] | None:
    try:
        numbers = [float(part) for part in said.replace(",", " ").split()]
    except ValueError:
        return None
    return numbers if numbers and all(0 <= n <= 1_000_000 for n in numbers) else None


def _example(count: int) -> str:
    share = 100 // count
    return " ".join(str(n) for n in (100 - share * (count - 1), *[share] * (count - 1)))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")

