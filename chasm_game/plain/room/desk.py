"""The desk of a facilitator who listens: the next line, a question before what stays, and the time that runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from chasm_game.errors import ChasmError
from chasm_game.grammar import capital, ended
from chasm_game.plain.conversation import Quit, sentence
from chasm_game.plain.room.named_teams import team_of
from chasm_game.session.parse_input import word_of
from chasm_game.session.room.timer import EndOfTime
from chasm_game.session.room.views import RoomStage
from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from chasm_game.session.room.port import RoomPort
    from chasm_game.session.room.questions import Question
    from chasm_game.session.room.views import RoomTeam, RoomView

__all__ = ["YES_OR_NO", "Desk", "Order", "help_of"]

YES_OR_NO = "Type yes, or Enter for no."
_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True)
class Order:
    """Something that can be typed, and what it does."""

    word: str
    """What the line begins with."""
    does: str
    """A sentence for the help."""
    act: Callable[[str], object]
    """Gets what stands behind the word."""
    form: str = ""
    """What is typed behind the word, as `2 b`; empty where nothing is, and then the word stands alone."""
    helps: bool = True
    """Whether it can do something now. Where it cannot, the help passes over it; typed all the same, it says why."""


@dataclass
class Desk:
    """A room, and somebody who types a line and hears what follows."""

    room: RoomPort
    read: Callable[[Callable[[], object]], str | None]
    """The next line, None at the end of input; what it is given is called again and again while nothing comes."""
    say: Callable[[str], None]
    """Tells a paragraph."""
    presenter: Callable[[], Iterable[str]]
    """The author's notes for where the room stands, and what was handed in."""
    writer: Callable[[RoomPort, bool], str] | None = None
    """Writes the debrief into the room's folder, without scores where it is told so, and says where."""

    def __post_init__(self) -> None:
        self._seen: RoomView | None = None
        self._end = EndOfTime()
        self._said_of_files = self._said_of_the_clock = ""

    @property
    def view(self) -> RoomView:
        """The room as it stands."""
        if self._seen is None:
            self._seen = self.room.view()
        return self._seen

    def tell(self, paragraphs: Iterable[str]) -> None:
        """Say one after the other."""
        for paragraph in paragraphs:
            self.say(paragraph)

    def do(self, act: Callable[[RoomPort], _Found]) -> _Found:
        """Do something to the room. Raises `ChasmError` where it cannot be done; then nothing has changed."""
        try:
            return act(self.room)
        finally:
            self._seen = None
            self.say_of_files()

    # ------------------------------------------------------------- what is typed

    def line(self) -> str:
        """The next line, on one line; empty where Enter alone was typed. Raises `Quit` at the end and where wished."""
        typed = self.read(self.beat)
        self.beat()
        if typed is None:
            raise Quit
        said = one_line(typed)
        if word_of(said) in {"quit", "exit"}:
            raise Quit
        return said

    def entry(self, question: str, about: str) -> str | None:
        """A line that answers a question; None where it is passed over, with `skip` or Enter alone."""
        self.say(question)
        while word_of(said := self.line()) in {"help", "?"}:
            self.say(about)
        if word_of(said) in {"", "skip", "back"}:
            self.say("Nothing is changed.")
            return None
        return said

    def is_sure(self, question: Question) -> bool:
        """Ask before what stays. Enter alone is no, and nothing but a yes is yes."""
        lines = [f"{c.label}: {ended(c.text)}" if c.label else c.text for c in question.consequences]
        self.say(" ".join([question.title, *lines, YES_OR_NO]))
        while True:
            said = word_of(self.line())
            if said in {"yes", "y"}:
                return True
            if said in {"no", "n", ""}:
                self.say("No: nothing is changed.")
                return False
            self.say(f"“{one_line(said, 40)}” is neither yes nor no. {YES_OR_NO}")

    def team(self, said: str) -> tuple[RoomTeam, str]:
        """The team that takes part and that a line begins with, and what is behind it. Raises `Unreadable`."""
        teams = self.view.teams
        number, rest = team_of(said, {team.id: team.name for team in teams})
        return next(team for team in teams if team.id == number), rest

    # ------------------------------------------------------------- time and files

    def beat(self) -> None:
        """To be called now and then: the timer is written down when it is due, and its end is said."""
        if self.view.stage is not RoomStage.LETTERS:
            return
        try:
            self.room.tick()
        except ChasmError as error:
            if str(error) != self._said_of_the_clock:
                self._said_of_the_clock = str(error)
                self.say(sentence(error))
        if self._end.has_come(self.room.timer):
            self.say("Time is up.")

    def say_of_files(self) -> None:
        """Once: what became of the room's files, where something took them away."""
        notice = self.room.notice
        if notice and notice != self._said_of_files:
            self._said_of_files = notice
            self.say(ended(capital(notice)))


def help_of(orders: Sequence[Order]) -> Iterable[str]:
    """Every order that can do something now, with what it does, a paragraph each."""
    for order in (each for each in orders if each.helps):
        typed = f"{order.word} {order.form}" if order.form else order.word
        yield f"{typed}: {order.does}"
