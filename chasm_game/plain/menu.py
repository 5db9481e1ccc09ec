"""The way in without a screen: the library and your games as numbered sentences; ends with a game that is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from chasm_game.debrief.old_game import paragraphs
from chasm_game.debrief.record_sentences import record_parts
from chasm_game.errors import ChasmError
from chasm_game.glossary import meaning_of
from chasm_game.grammar import ended, plural
from chasm_game.limits import DIFFICULTIES, WRITTEN
from chasm_game.session.parse_input import word_of
from chasm_game.text import one_line
from chasm_game.views.catalog import CASES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from chasm_game.session.seat import Seat
    from chasm_game.views.catalog import LibraryLine, SaveLine
    from chasm_game.views.old_game import OldGame
    from chasm_game.views.records import RecordsView

__all__ = ["Front", "Shelves"]

HELP = (
    "Type the number of a story to play it, with easy or hard behind it for another difficulty, resume to go on with "
    "your latest game, games for all your games, game and a number to open one of them, records and a story's number "
    "for what your games of it come to, stories to hear the library again, words for the words of the game, or quit."
)
CARE = (
    "Type game and a number to open one of them, name, its number and a name to call it something, or delete and its "
    "number to delete it."
)


class Shelves(Protocol):
    """Where stories and games are found."""

    def library(self) -> Sequence[LibraryLine]:
        """Stories by level, then cases."""
        ...

    def saves(self, most: int | None = None) -> Sequence[SaveLine]:
        """The saves, the latest first, at most so many."""
        ...

    def scored(self, save: SaveLine) -> SaveLine:
        """The same save with its score and ending."""
        ...

    def name(self, save: str, name: str) -> str:
        """Give a game a name of its own, an empty one to take it away; as it is kept."""
        ...

    def delete(self, save: str) -> None:
        """Delete a game, unless it is open somewhere."""
        ...

    def records(self, scenario_id: str) -> RecordsView:
        """What the games of a story come to together."""
        ...

    def decisions(self, save: str) -> OldGame:
        """What was decided in a game of model 1."""
        ...

    def resume(self, save: str) -> Seat:
        """Go on with a save."""
        ...


@dataclass
class Front:
    """Asks what to play. `read` gives the next line or None at the end of input; `say` tells a paragraph."""

    shelves: Shelves
    begin: Callable[[str, str], Seat]
    """Begins a game of a story, by its id; at a difficulty, or as it is usual where that is empty."""
    read: Callable[[], str | None]
    say: Callable[[str], None]

    def run(self) -> Seat | None:
        """The game that was chosen, or None where the player leaves. What cannot be opened is told, and asked again."""
        stories = [line for line in self.shelves.library() if not line.error]
        games = list(self.shelves.saves())
        self._tell_stories(stories)
        self._tell_latest(games)
        self.say(HELP)
        while (line := self.read()) is not None:
            said = word_of(one_line(line))
            if said in {"quit", "exit"}:
                return None
            try:
                play = self._heard(said, line, stories, games)
            except ChasmError as error:
                self.say(ended(str(error)[:1].upper() + str(error)[1:]))
            else:
                if play is not None:
                    return play
        return None

    def _heard(self, said: str, line: str, stories: list[LibraryLine], games: list[SaveLine]) -> Seat | None:
        word, _, rest = said.partition(" ")
        which, hard = (word, rest) if rest in DIFFICULTIES else (said, "")
        story = next((s for n, s in enumerate(stories, start=1) if which in {str(n), s.id}), None)
        if story is not None:
            return self.begin(story.id, hard)
        if said == "resume":
            return self._resume(games)
        # Six digits are more games than a folder lists; `int` refuses thousands of them.
        if word == "game" and rest.isdecimal() and 1 <= int(rest[:6]) <= len(games):
            return self._open(games[int(rest[:6]) - 1])
        self._tell(said, line, stories, games)
        return None

    def _tell(self, said: str, line: str, stories: list[LibraryLine], games: list[SaveLine]) -> None:
        """What opens no game."""
        word, _, rest = said.partition(" ")
        if word == "records":
            self._tell_records(rest, stories)
        elif word in {"name", "delete"}:
            self._care(word, line, games)
        elif said == "games":
            self._tell_games(games)
        elif said == "stories":
            self._tell_stories(stories)
        elif word in {"words", "word", "glossary"}:
            self.say(meaning_of(rest))
        elif said in {"help", "?"}:
            self.say(HELP)
        elif said:
            self.say(f"There is nothing called “{one_line(said, 40)}” here. {HELP}")

    def _resume(self, games: list[SaveLine]) -> Seat:
        latest = _latest(games)
        if latest is None:
            raise ChasmError("you have no game to go on with")
        return self.shelves.resume(latest.path)

    def _open(self, game: SaveLine) -> Seat | None:
        if game.error:
            raise ChasmError(f"this save is damaged: {game.error}")
        if game.old:
            for paragraph in paragraphs(self.shelves.decisions(game.path)):
                self.say(paragraph)
            return None
        return self.shelves.resume(game.path)

    def _care(self, word: str, line: str, games: list[SaveLine]) -> None:
        """Name a game or delete it; `line` has the name as it was written."""
        _, _, rest = one_line(line).partition(" ")
        number, _, name = rest.strip().partition(" ")
        if not (number.isdecimal() and 1 <= int(number[:6]) <= len(games)):
            raise ChasmError(f"say {word} and the number of a game; games tells them all")
        game = games[int(number[:6]) - 1]
        if word == "name":
            kept = self.shelves.name(game.path, name)
            self.say(f"Game {number} is called “{kept}”." if kept else f"Game {number} has no name of its own.")
        else:
            self.say(f"Delete game {number}, {_called(game)}? It cannot be brought back. Type yes to delete it.")
            if word_of(one_line(self.read() or "")) not in {"yes", "y"}:
                self.say("It is kept.")
                return
            self.shelves.delete(game.path)
            self.say("It is deleted. The games behind it have other numbers now.")
        # In place: from here on everybody counts by the list as it is now.
        games[:] = self.shelves.saves()

    def _tell_records(self, which: str, stories: list[LibraryLine]) -> None:
        story = next((s for n, s in enumerate(stories, start=1) if which in {str(n), s.id}), None)
        if story is None:
            raise ChasmError("say of which story: records and its number")
        for head, sentences in record_parts(self.shelves.records(story.id)):
            self.say(f"{head}. {' '.join(sentences)}")

    def _tell_stories(self, stories: list[LibraryLine]) -> None:
        cases = sum(story.is_case for story in stories)
        own = plural(len(stories) - cases, "story", "stories")
        self.say(f"The library has {own}" + (f" and {plural(cases, 'case')}." if cases else "."))
        for number, story in enumerate(stories, start=1):
            if story.is_case and (number == 1 or not stories[number - 2].is_case):
                self.say(f"{CASES}.")
            best = "" if story.best is None else f" Your best is {story.best} of 1000."
            about = f"{one_line(story.level)}, about {plural(story.minutes, 'minute')}"
            self.say(f"{number}. {ended(one_line(story.title))} {about.capitalize()}.{best} {one_line(story.summary)}")

    def _tell_latest(self, games: list[SaveLine]) -> None:
        latest = _latest(games)
        if latest is not None:
            self.say(f"Your latest game: {one_line(latest.title)}, {one_line(latest.where)}. Type resume to go on.")

    def _tell_games(self, games: list[SaveLine]) -> None:
        if not games:
            self.say("You have no games yet. Every game you begin is kept.")
        for number, game in enumerate(games, start=1):
            scored = self.shelves.scored(game)
            where = (
                f"{scored.score} of 1000, {one_line(scored.ending)}"
                if scored.score is not None
                else one_line(scored.where)
            )
            team = f", {one_line(scored.team)}" if scored.team else ""
            kind = "" if scored.difficulty == WRITTEN else f", {scored.difficulty}"
            kind += ", practice" if scored.practice else ""
            because = scored.error or scored.old
            why = f" {ended(one_line(because[:1].upper() + because[1:]))}" if because else ""
            self.say(f"Game {number}. {_called(scored)}{team}{kind}: {ended(where)}{why}")
        if games:
            self.say(CARE)


def _called(game: SaveLine) -> str:
    """Its own name with that of its story, or that alone."""
    title = one_line(game.title)
    return f"“{one_line(game.name)}”, {title}" if game.name else title


def _latest(games: list[SaveLine]) -> SaveLine | None:
    # Games come the latest first.
    return next((each for each in games if not (each.finished or each.error or each.old)), None)
