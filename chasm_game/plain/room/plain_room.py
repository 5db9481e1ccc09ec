"""A room line by line: the page that the room asks for, a line, what follows. The same room as on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.errors import ChasmError
from chasm_game.glossary import meaning_of
from chasm_game.grammar import capital, ended
from chasm_game.plain.conversation import Quit, sentence
from chasm_game.plain.quoting import pasteable
from chasm_game.plain.room.desk import Desk, Order, help_of
from chasm_game.plain.room.end import End
from chasm_game.plain.room.letters import Letters
from chasm_game.plain.room.named_teams import begins_with_a_long_name
from chasm_game.plain.room.names import Names
from chasm_game.plain.room.put_right import PutRight
from chasm_game.plain.room.reveal import Reveal
from chasm_game.plain.room.room_sentences import introduction
from chasm_game.plain.room.sheets import Sheets
from chasm_game.session.parse_input import Unreadable, word_of
from chasm_game.session.room.views import RoomStage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from chasm_game.plain.room.page import RoomPart
    from chasm_game.session.room.port import RoomPort

__all__ = ["PlainRoom"]

_HELP = ("help", "?")


class PlainRoom:
    """Runs a room from its names to its end. `read` and `say` are those of the `Desk`."""

    def __init__(
        self,
        room: RoomPort,
        read: Callable[[Callable[[], object]], str | None],
        say: Callable[[str], None],
        presenter: Callable[[], Iterable[str]],
        writer: Callable[[RoomPort, bool], str] | None = None,
    ) -> None:
        self._desk = Desk(room, read, say, presenter, writer)
        self._repairs = PutRight(self._desk)
        self._place: tuple[RoomStage, str] | None = None
        self._part: RoomPart | None = None
        self._sheets: Sheets | None = None
        """The belief sheets, while they are looked at once more above the first round."""

    def run(self) -> None:
        """Until the facilitator leaves or the input ends. Raises `KeyboardInterrupt` as it came; all is saved."""
        desk = self._desk
        try:
            desk.tell(introduction(desk.view))
            if desk.view.stage is not RoomStage.TEAMS:
                torn = " The last thing typed was cut off; what was typed before stands." if desk.room.torn else ""
                desk.say(f"This room goes on where it stood.{torn}")
            while True:
                self._step()
        except Quit:
            self._goodbye()
        except (ChasmError, KeyboardInterrupt):
            self._goodbye()
            raise

    def _step(self) -> None:
        part = self._here()
        self._desk.say(part.prompt())
        said = self._desk.line()
        # Enter alone asks again: whoever listens may have missed what was asked.
        if said:
            try:
                self._hear(part, said)
            except Unreadable as error:  # a sentence for who typed it; it may begin with a team's name
                self._desk.say(str(error))
            except ChasmError as error:
                self._desk.say(sentence(error))

    def _here(self) -> RoomPart:
        """The page that the room asks for; heard from its beginning where it is another than before."""
        view = self._desk.view
        if self._sheets is not None:
            if view.sheets_open and not self._sheets.is_left:
                return self._sheets
            self._sheets = self._place = None
        # One page for both: between them nothing has to be said again.
        revealed = view.stage in {RoomStage.CHOICES, RoomStage.CONSEQUENCES}
        place = (RoomStage.CHOICES if revealed else view.stage, "" if view.round is None else view.round.id)
        if self._part is None or place != self._place:
            self._place, self._part = place, self._new_part(place[0])
            self._desk.tell(self._part.opening())
        return self._part

    def _new_part(self, stage: RoomStage) -> RoomPart:
        desk = self._desk
        if stage is RoomStage.TEAMS:
            return Names(desk)
        if stage in {RoomStage.SHEETS_BEFORE, RoomStage.SHEETS_AFTER}:
            return Sheets(desk)
        if stage is RoomStage.LETTERS:
            return Letters(desk, self._open_sheets)
        return Reveal(desk) if stage is RoomStage.CHOICES else End(desk)

    def _open_sheets(self) -> None:
        """The sheets before the first round once more, above the round that waits."""
        self._sheets = Sheets(self._desk)
        self._desk.tell(self._sheets.opening())

    # ------------------------------------------------------------- what is typed

    def _hear(self, part: RoomPart, said: str) -> None:
        orders = {order.word: order for order in self._orders(part)}
        first, _, rest = said.partition(" ")
        # A team may be called Late Shift, and late is an order.
        of_a_team = begins_with_a_long_name(said, (team.name for team in self._desk.view.teams))
        order = None if of_a_team else orders.get(word_of(first))
        if word_of(said) in _HELP:
            self._help(part)
        # One that takes nothing is an order only where it stands alone: behind `answers` a team's name may go on.
        elif order is not None and (order.form or not rest or order.word == word_of(said)):
            order.act(rest.strip())
        else:
            part.take(said, [*orders, "help", "quit"])

    def _orders(self, part: RoomPart) -> Sequence[Order]:
        """What can be typed now, here and everywhere."""
        named = self._desk.view.stage is not RoomStage.TEAMS
        return (*part.orders(), *(self._repairs.orders() if named else ()), *self._everywhere(part))

    def _everywhere(self, part: RoomPart) -> Sequence[Order]:
        desk = self._desk
        again = Order("again", "This page from its beginning.", lambda _: desk.tell(part.opening()))
        if desk.view.stage is RoomStage.TEAMS:  # there every other word is a name
            return (again,)
        return (
            again,
            Order("notes", "The author's notes, and what was handed in. Only you should hear it.", self._notes),
            Order("words", "The words of the game, or one of them.", lambda rest: desk.say(meaning_of(rest)), "TRUST"),
        )

    def _notes(self, _: str) -> None:
        self._desk.tell(self._desk.presenter())

    def _help(self, part: RoomPart) -> None:
        if part.typed:
            self._desk.say(part.typed)
        self._desk.tell(help_of(self._orders(part)))
        self._desk.say("Teams go by their number or their name. quit leaves; everything is saved.")

    # ------------------------------------------------------------- the end

    def _goodbye(self) -> None:
        """Close the room, and say how to go on with it."""
        room, folder = self._desk.room, self._desk.view.folder
        names = bool(self._desk.view.teams)
        room.close()
        self._desk.say_of_files()
        if room.lost:
            self._desk.say(ended(capital(room.lost)))
        elif names:
            place = pasteable(folder)
            self._desk.say(f"Everything is saved. Go on with: chasm room --plain --resume {place}")
            self._desk.say(f"Teams side by side: chasm compare {place}")
