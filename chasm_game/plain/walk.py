"""The debrief as a walk in plain mode: a page, then a line; the same pages as on the screen.

A person is led from page to page. Where nobody types (a pipe), the whole walk is told, and the end of input ends it.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chasm_game.debrief.details import details
from chasm_game.debrief.export import suggested
from chasm_game.debrief.ledger import ledger
from chasm_game.debrief.share import explained, share_line, write_picture
from chasm_game.debrief.walk import walk
from chasm_game.errors import ChasmError
from chasm_game.glossary import meaning_of
from chasm_game.grammar import capital, ended
from chasm_game.plain.debrief import every_decision, page_of_the_walk, whole_ledger
from chasm_game.plain.patience import found
from chasm_game.session.again import Following
from chasm_game.session.parse_input import word_of
from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from chasm_game.debrief.page import WalkView
    from chasm_game.session.seat import Seat
    from chasm_game.views.debrief import DebriefView
    from chasm_game.views.review import ReviewView

__all__ = ["PlainWalk"]

HELP = (
    "Enter or next goes on, back goes back, a number opens that page, contents tells them all, again tells this page "
    "again. all tells every decision with what it was worth, ledger every point of the game. export writes the "
    "debrief to files in a folder of its own, export FOLDER to that folder. share tells your game in one line, to be "
    "pasted, and share picture draws it. words says what the words mean. {again}Or quit."
)
FOLLOWS = (
    "luck plays this story again with other luck, from and a round's number begins a practice game in that round, "
    "story goes on to the next story. "
)
LAST = "That was the last page. Type all, export, share, {again}contents or quit."


@dataclass
class PlainWalk:
    """A walk told line by line. `undo` takes a decision back where that is allowed, and raises where it was done."""

    seat: Seat
    read: Callable[[], str | None]
    say: Callable[[str], None]
    undo: Callable[[], None]
    guided: bool
    """Whether a person types: then one page at a time."""
    patience: float = 5.0
    """Seconds that a page waits for the review, at most, before it says that it is not there yet."""
    follows: bool = False
    """Whether another game can be begun from here."""
    page: int = 0
    """Which page, from 0."""
    following: Following | None = None
    """What the player wants next."""
    _view: DebriefView = field(init=False)
    _review: ReviewView | None = None
    _no_review: str = ""
    _found: threading.Event = field(default_factory=threading.Event)
    _heard: str = ""
    """The id of the page that was told last."""

    def __post_init__(self) -> None:
        view = self.seat.state.view.debrief
        assert view is not None, "the debrief comes when the game is over"
        self._view = view
        self._help = HELP.format(again=FOLLOWS if self.follows else "")
        self._last = LAST.format(again="luck, from, story, " if self.follows else "")

    def run(self) -> Following | None:
        """Until the player quits, wants another game (which is returned), or the input ends.

        The review is made beside it.
        """
        self.seat.review().add_done_callback(self._find)
        if self.guided:
            # The first page says how the game stands among all ways, and how many pages there are hangs on it too.
            self._found.wait(self.patience)
            pages = f", in {len(self._walk().pages)} pages" if self._counted else ""
            self.say(f"The debrief{pages}. {self._help}")
            self._tell()
        else:
            # Nobody waits at a pipe, and what it tells must not depend on how fast the machine is.
            self._found.wait()
            for page in range(len(self._walk().pages)):
                self._go(page, "")
            self.say("That was the debrief. Type all, ledger, contents, a page's number, export, share, help or quit.")
        while (line := self.read()) is not None:
            first, _, rest = line.strip().partition(" ")
            word = word_of(first)
            if word in {"quit", "exit"}:
                return None
            self._do(word, rest.strip())
            if self.following is not None:
                return self.following
        return None

    def _find(self, answer: Future[ReviewView]) -> None:
        """From another thread: what the decisions were worth, unless the seat was left before."""
        if answer.cancelled():
            return
        try:
            self._review = answer.result()
        except ChasmError as error:
            self._no_review = one_line(str(error))
        finally:
            self._found.set()

    @property
    def _counted(self) -> bool:
        """Whether it is known how many pages there are: some come only with what the decisions were worth."""
        return self._review is not None or bool(self._no_review)

    def _walk(self) -> WalkView:
        """The pages as they are now. They come and go with the review: who heard one stays with it."""
        pages = walk(self._view, self._review, self._no_review)
        ids = [page.id for page in pages.pages]
        self.page = ids.index(self._heard) if self._heard in ids else min(self.page, len(ids) - 1)
        return pages

    # ------------------------------------------------------------- what can be typed

    def _do(self, word: str, rest: str) -> None:
        pages = len(self._walk().pages)
        # An empty line turns the page for a person only: in a pipe it is the end of somebody's file.
        if word in {"", "next", "n"}:
            if word or self.guided:
                self._turn(1)
        elif word in {"back", "b"}:
            self._turn(-1)
        elif word.isascii() and word.isdigit() and not rest:
            self._go(int(word) - 1, f"There is no page {one_line(word, 20)}: type a number from 1 to {pages}.")
        elif word == "export":
            self._export(rest)
        elif word == "share":
            self._share(rest)
        elif self.follows and word in {"luck", "from", "story"}:
            self._follow(word, rest)
        elif word in {"words", "word", "glossary"}:
            self.say(meaning_of(rest))
        else:
            actions = {"contents": self._contents, "again": self._tell, "all": self._all, "ledger": self._ledger}
            actions |= {"undo": self._undo, "help": lambda: self.say(self._help)}
            actions.get(word, lambda: self.say(f"The game is over. {self._help}"))()

    def _turn(self, step: int) -> None:
        self._walk()  # where one stands now
        self._go(self.page + step, self._last if step > 0 else "This is the first page.")

    def _go(self, page: int, otherwise: str) -> None:
        shown = self._walk().pages
        if 0 <= page < len(shown):
            self.page, self._heard = page, shown[page].id
            self._tell()
        else:
            self.say(otherwise)

    def _contents(self) -> None:
        for number, page in enumerate(self._walk().pages, start=1):
            self.say(f"{number}. {ended(page.heading)}{' You are here.' if number == self.page + 1 else ''}")

    def _tell(self) -> None:
        """This page. One that needs the review has a little patience; the walk never waits for long."""
        shown = self._walk()
        # The review came while the page was about to be told: then it is told with it.
        if shown.pages[self.page].waiting and self._found.wait(self.patience):
            shown = self._walk()
            self.page = min(self.page, len(shown.pages) - 1)
        self._heard = shown.pages[self.page].id
        for paragraph in page_of_the_walk(shown, self.page, counted=self._counted):
            self.say(paragraph)
        if self.guided and self.page + 1 < len(shown.pages):
            of = f" of {len(shown.pages)}" if self._counted else ""
            self.say(f"Enter goes on to page {self.page + 2}{of}.")
        elif self.guided:
            self.say(self._last)

    def _all(self) -> None:
        self._found.wait()
        for paragraph in every_decision(details(self._view, self._review, self._no_review)):
            self.say(paragraph)

    def _ledger(self) -> None:
        for paragraph in whole_ledger(ledger(self._view)):
            self.say(paragraph)

    def _undo(self) -> None:
        self._found.wait()  # nothing is taken from under the review
        self.undo()

    def _export(self, folder: str) -> None:
        self.say("Writing. Every way through the story is played for it; a moment.")
        try:
            written = found(self.seat.export(folder or suggested(self._view.intro)))
        except ChasmError as error:
            self.say(ended(capital(one_line(str(error)))))
        else:
            self.say(f"Written: {', '.join(one_line(path) for path in written)}")

    def _share(self, rest: str) -> None:
        """The line, once it is known what the decisions were worth; with `picture` the drawing beside the save."""
        self._found.wait()
        if word_of(rest) != "picture":
            self.say(share_line(self._view, self._review))
            if self._review is not None:
                self.say(explained())
            return
        try:
            self.say(f"Written: {one_line(write_picture(self._view, self._review))}")
        except ChasmError as error:
            self.say(ended(capital(one_line(str(error)))))

    def _follow(self, word: str, rest: str) -> None:
        """Another game; from which round is told where no number says it."""
        if word == "luck":
            self.following = Following("luck")
        elif word == "story":
            self.following = Following("story")
        elif not self._view.intro.save:
            self.say("No file keeps this game, so none of its rounds can be played again.")
        else:
            rounds = self._view.decisions
            number = int(rest[:6]) if rest.isascii() and rest.isdigit() else 0
            if 1 <= number <= len(rounds):
                self.following = Following("round", rounds[number - 1].id)
                return
            for n, each in enumerate(rounds, start=1):
                self.say(f"Round {n}: {ended(one_line(each.round_title))} You took: {ended(one_line(each.response))}")
            self.say(f"Type from and a number from 1 to {len(rounds)}.")
