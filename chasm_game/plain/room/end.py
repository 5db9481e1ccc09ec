"""The end of a room: questions to talk about first; the scores only when the facilitator reveals them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.debrief.headings import QUESTIONS
from chasm_game.plain.debrief import pages_in_sentences
from chasm_game.plain.room import room_sentences
from chasm_game.plain.room.desk import Order
from chasm_game.plain.room.page import RoomPart
from chasm_game.session.parse_input import Unreadable
from chasm_game.session.room.questions import before_scores

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["End"]


class End(RoomPart):
    """It is over."""

    def opening(self) -> Iterable[str]:
        """The questions."""
        yield from room_sentences.at_the_end(self.desk.view)

    def prompt(self) -> str:
        """What is left."""
        scores = "" if self.desk.view.scores is None else "scores tells the scores, "
        pages = ", write the pages" if self.desk.writer is not None else ""
        return f"{scores}material 1 to 5 what a question speaks of, labels old and new{pages}; quit leaves."

    def orders(self) -> Sequence[Order]:
        """What can be heard."""
        writes = (
            Order("write", "Writes the debrief into the room's folder: pages, tables, paper.", lambda _: self._write()),
        )
        return (
            *(writes if self.desk.writer is not None else ()),
            Order("questions", "The five questions once more.", lambda _: self.desk.tell(self.opening())),
            Order("material", "What a question speaks of: tables, reasons, voices.", self._material, "2"),
            Order("labels", "Which answers were the old way, and which the new.", lambda _: self._labels()),
            Order("scores", "Reveals the scores to the room, after a question; then tells them.", self._scores),
        )

    def _write(self) -> None:
        writer, hidden = self.desk.writer, self.desk.view.scores is None
        assert writer is not None
        self.desk.say("Every other way is played for it.")
        self.desk.say(self.desk.do(lambda room: writer(room, hidden)))

    def _material(self, said: str) -> None:
        numbers = [str(n) for n in range(1, len(QUESTIONS) + 1)]
        if said not in numbers:
            raise Unreadable(f"Type material and the number of a question, 1 to {len(QUESTIONS)}.")
        found = self.desk.do(lambda room: room.talk())
        self.desk.say(QUESTIONS[int(said) - 1])
        self.desk.tell(pages_in_sentences(found[int(said) - 1]))

    def _labels(self) -> None:
        self.desk.tell(room_sentences.old_and_new(self.desk.view.labels))

    def _scores(self, _: str) -> None:
        if self.desk.view.scores is None:
            if not self.desk.is_sure(before_scores(self.desk.view)):
                return
            self.desk.do(lambda room: room.show_scores())
        self.desk.tell(room_sentences.scores(self.desk.view.scores or ()))
