"""Plain mode: reads a line, tells what follows. The same game as on the screen, and as deep."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chasm_game.errors import ChasmError, nearest
from chasm_game.grammar import ended
from chasm_game.plain import answers_text, company_text, consequences, intro_text, round_text
from chasm_game.plain.conversation import Quit, Undone, sentence
from chasm_game.plain.forms import Forms
from chasm_game.plain.help_texts import HELP_SILENT, help_of_a_round
from chasm_game.plain.patience import told
from chasm_game.plain.quoting import pasteable
from chasm_game.plain.side_commands import ASIDES
from chasm_game.plain.walk import PlainWalk
from chasm_game.session.parse_input import Unreadable, leader_of, word_of
from chasm_game.session.seat import AskRequest, ChoiceRequest, Passed, PenRequest
from chasm_game.text import one_line
from chasm_game.views.round import Phase

if TYPE_CHECKING:
    from chasm_game.session.again import Following
    from chasm_game.views.round import RoundView

__all__ = ["PlainGame"]

_ASK = re.compile(r"ask(?:(?: *: *| +)(?P<leader>.+))?")
"""`ask`, `ask:ines` or `ask ines`."""


@dataclass
class PlainGame(Forms):
    """A game told line by line. `read` gives the next line or None at the end of input; `say` tells a paragraph."""

    follows: bool = False
    """Whether another game can be begun when this one is over."""
    following: Following | None = None
    """What the player wants after it."""
    _introduced: bool = False
    """Whether more than its title was told of the game."""
    _said_of_save: str = ""
    _story_of: str = ""
    """The id of the round whose story was told last."""

    def run(self) -> None:
        """Play until the debrief is told, the player quits, or the input ends.

        Raises `ChasmError` where a decision cannot be saved; the game is as it was then.
        """
        # Whoever resumes hears it again: nothing on a screen reader stays in sight.
        self._introduce()
        if before := self._view.rounds:
            self.say(f"You go on after round {before[-1].number}. This is how it came out.")
            self.tell(consequences.consequences(before[-1], before))
            self._rounds_shown = len(before)
        try:
            while True:
                try:
                    self._step()
                except Undone:
                    self._story_of = ""
                    self.say("That is taken back.")
                except Passed as error:
                    self.say(sentence(error))
                self._say_of_save()
        except Quit:
            self._goodbye()
        except (ChasmError, KeyboardInterrupt):
            self._goodbye()
            raise

    def _introduce(self) -> None:
        self._introduced = self._view.intro.rounds > 0
        self.tell(intro_text.introduction(self._view.intro))

    def _step(self) -> None:
        phase = self._patience.here().phase
        if not self._introduced and self._view.intro.rounds:
            self._introduce()  # whoever came before the room began heard its title only
        if len(self._view.rounds) > self._rounds_shown:
            self._consequences()
        elif phase is Phase.DECIDING:
            self._round()
        elif phase is Phase.DEBRIEF:
            self._debrief()
        else:
            self.beliefs()

    def _goodbye(self) -> None:
        self.seat.close()  # the file is looked at once more, before anything is said of it
        self._say_of_save()
        save = self._view.intro.save
        if save and self._view.phase is not Phase.DEBRIEF:
            self.say(f"The game is saved. Go on with: chasm play --plain --resume {pasteable(save)}")

    def _say_of_save(self) -> None:
        """Once: what became of the file of the game, where it was taken away."""
        notice = self._view.intro.save_notice
        if notice != self._said_of_save:
            self._said_of_save = notice
            self.say(f"{notice[:1].upper()}{notice[1:]}.")

    def _round(self) -> None:
        view = self.waiting_round()
        # Where several sit in a team, a round is decided in more than one step; its story is told once.
        if self._story_of != view.id:
            self._story_of = view.id
            self._story(view)
        if words := self.seat.state.words:
            pen = " Type pen to take the pen." if self.seat.state.can_take_pen else ""
            self.say(f"{told(self.seat.state, words)}{pen}")
        self.tell(answers_text.question(view))
        self.give_tips("answers")
        # From here on: hearing the round takes a listener longer than reading it takes others.
        began = time.monotonic()
        while True:
            response = self._choice()
            thought = self.thought() if self.predicts and not self._view.intro.quick else (None, "")
            if thought is not None:
                break
        prediction, reason = thought
        seconds = round(time.monotonic() - began, 1)
        self._patience.hand_in(ChoiceRequest(view.id, response, prediction, reason, seconds))
        if len(self._view.rounds) > self._rounds_shown:
            self._consequences(reason)

    def _story(self, view: RoundView) -> None:
        self.tell(round_text.story(view, heard=view.number == 1 and self._opened, folded=self.guided))
        self.give_tips("shock")
        self.say(company_text.board(view))
        self.give_tips("dashboard")
        self.say(company_text.chasm_before_deciding(view.chasm))
        if view.dashboard.leaders:
            self.give_tips("leaders")
        self.tell(company_text.promises(view.promises))
        if view.promises:
            self.give_tips("promise")
        if view.chasm.in_mist and view.ask.possible:
            self.give_tips("mist")
        if view.ask.asked:
            self.tell(round_text.voices(view))

    def _consequences(self, reason: str = "") -> None:
        """What followed in the first round that was not yet told of."""
        followed = self._view.rounds[self._rounds_shown]
        self._rounds_shown += 1
        if len(followed.reason) < len(reason.strip()):
            self.say(f"Your reason was too long: its first {len(followed.reason):,} characters are kept.")
        self.give_tips("consequences", *(["echo"] if followed.echoes else []))
        self.tell(consequences.decision(followed))
        for quarter in consequences.silent_rounds(followed, self._view.rounds):
            if self.guided:
                self.say("Enter goes on.")
                self.line(HELP_SILENT, empty=True, lapses=False)
            self.tell(quarter)

    def _choice(self) -> str:
        """The id of the chosen response."""
        while True:
            view = self.waiting_round()
            awaits = f"Type {_signs(view)}, ask or help."
            said = self.line(help_of_a_round(view), {r.id for r in view.responses}, awaits=awaits)
            asked = _ASK.fullmatch(word_of(said))
            if asked is not None:
                self._ask(asked["leader"])
            elif word_of(said) == "pen" and self.seat.state.can_take_pen:
                self._take_pen(view.id)
            elif (chosen := self._chosen(view, said)) is not None:
                return chosen

    def _take_pen(self, round_id: str) -> None:
        try:
            self._patience.hand_in(PenRequest(round_id))
        except Passed:  # the round has gone on: `run` says so, and asks for what is asked for now
            raise
        except ChasmError as error:
            self.say(sentence(error))
        else:
            self.say(self.seat.state.words)

    def _ask(self, named: str | None) -> None:
        before = self.waiting_round()
        if before.ask.possible:
            try:
                leader = None if named is None else leader_of(named, [(k.id, k.name) for k in before.ask.leaders])
            except Unreadable as error:
                self.say(str(error))
                return
            self._patience.hand_in(AskRequest(before.id, leader))
            view = self.waiting_round()
            self.tell(round_text.voices(view))
            self.give_tips("arrows", *(["halves"] if view.chasm.how is not None else []))
            self.tell(answers_text.directions(before, view))
        elif before.ask.asked:
            self.say("You have asked in this round already. Type again to hear what they said.")
        else:
            self.say("You have asked as often as you could.")

    def _chosen(self, view: RoundView, said: str) -> str | None:
        """The response that a line names; or what else the line wants is told. Ids come before the other words."""
        word = word_of(said)
        if answer := next((r for r in view.responses if word in {str(r.number), r.sign.casefold(), r.id}), None):
            if answer.open:
                return answer.id
            self.say(f"That is locked: {ended(one_line(answer.needs))}")
        else:
            # Somebody may paste a page into the prompt; comparing it whole would take seconds.
            near = nearest(word[:80], [*(r.id for r in view.responses), *ASIDES, "ask", "help", "words", "quit"])
            hint = f" Did you mean {near}?" if near else ""
            self.say(f"There is no answer “{one_line(said, 40)}”.{hint} Type {_signs(view)}, ask, help or quit.")
        return None

    def _debrief(self) -> None:
        self.give_tips("debrief")
        self.following = PlainWalk(self.seat, self.read, self.say, self.undo, self.guided, follows=self.follows).run()
        raise Quit


def _signs(view: RoundView) -> str:
    """What stands for an answer of this round."""
    signs = [answer.sign for answer in view.responses]
    what = "letter" if view.responses[0].letter else "number"
    return signs[0] if len(signs) == 1 else f"a {what} from {signs[0]} to {signs[-1]}"
