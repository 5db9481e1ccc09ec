"""The way in without a screen: what is told, and what each line does."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from session import seats

from chasm_game.plain.menu import Front
from chasm_game.session.catalog import LocalBackstage
from chasm_game.session.local import LocalPlay
from chasm_game.session.seat import Seat
from chasm_game.views.catalog import CASES
from chasm_game.views.round import Phase

from terminals import Terminal


class Heard:
    """A front over the shipped stories, with lines to type and what was told."""

    def __init__(self, saves: Path, typed: list[str]) -> None:
        self.shelves = LocalBackstage(seats.STORY, saves)
        self.told: list[str] = []
        lines = iter(typed)
        self.front = Front(self.shelves, self.begin, lambda: next(lines, None), self.told.append)

    def begin(self, story: str, hard: str) -> Seat:
        """A quick game."""
        hard = hard or "written"
        return self.shelves.new(story, team="Blue", seed=1, practice=False, quick=True, difficulty=hard)

    def run(self) -> Seat | None:
        """What was chosen; its file is let go."""
        play = self.front.run()
        if play is not None:
            play.close()
        return play


def played(saves: Path, choices: int) -> None:
    """A game of the tutorial with so many decisions."""
    play = LocalPlay.new(seats.library().find("tutorial"), saves, team="Blue", quick=True)
    for _ in range(choices):
        play.decide(play.round().responses[0].id)
    play.close()


@pytest.mark.parametrize("typed", [["tutorial"], ["nonsense", "", "help", "tutorial"]])
def test_a_story_is_chosen_by_its_id(tmp_path: Path, typed: list[str]) -> None:
    """What is nothing gets a line that helps; an id begins the story."""
    heard = Heard(tmp_path, typed)
    play = heard.run()
    assert play is not None
    assert play.state.view.intro.scenario == "tutorial"
    assert any("Five Bakeries" in line for line in heard.told)
    assert typed[0] != "nonsense" or any("nothing called “nonsense”" in line for line in heard.told)


def test_a_number_is_the_story_that_was_told_with_it(tmp_path: Path) -> None:
    """The first story of the list is played with 1."""
    heard = Heard(tmp_path, ["1"])
    play = heard.run()
    assert play is not None
    (first,) = [line for line in heard.told if line.startswith("1. ")]
    assert play.state.view.intro.title in first


def test_resume_goes_on_with_the_latest_game(tmp_path: Path) -> None:
    """The latest game that is not over is named, and resume opens it."""
    played(tmp_path, 1)
    heard = Heard(tmp_path, ["resume"])
    play = heard.run()
    assert play is not None
    assert play.state.view.round is not None
    assert play.state.view.round.number == 2
    assert any("Your latest game: Five Bakeries, 1 round played" in line for line in heard.told)


def test_without_a_game_resume_says_so(tmp_path: Path) -> None:
    """There is nothing to go on with on a first start."""
    heard = Heard(tmp_path, ["resume", "games", "quit"])
    assert heard.run() is None
    assert "You have no game to go on with." in heard.told
    assert any("no games yet" in line for line in heard.told)


def test_games_tell_how_they_came_out(tmp_path: Path) -> None:
    """A finished game has its score, a damaged one its fault; opening a damaged one is told and asked again."""
    played(tmp_path, 3)
    (tmp_path / "torn.jsonl").write_text("{}\n", encoding="utf-8")
    heard = Heard(tmp_path, ["games", "game 99", "words say", "game 1", "game 2"])
    play = heard.run()
    told = "\n".join(heard.told)
    assert "Game 2. Five Bakeries, Blue: " in told
    assert " of 1000, " in told
    assert "Game 1. torn.jsonl: damaged. " in told
    assert "This save is damaged: line 1: " in told
    assert "Say-do. The share of your public promises" in told
    assert play is not None
    assert play.state.view.phase is Phase.DEBRIEF


def test_games_are_named_and_deleted_by_their_numbers(tmp_path: Path) -> None:
    """A name is told with its story; only yes deletes, and a number that no game has is told what to say."""
    for choices in (1, 2):
        played(tmp_path, choices)
    heard = Heard(
        tmp_path,
        ["name 2 The Sceptic", "games", "name 2", "delete 1", "no", "delete 1", "YES", "games", "delete 2", "name"],
    )
    assert heard.run() is None
    told = heard.told
    assert "Game 2 is called “The Sceptic”." in told
    assert any(line.startswith("Game 2. “The Sceptic”, Five Bakeries, Blue: 1 round played") for line in told)
    assert "Game 2 has no name of its own." in told
    assert told.index("It is kept.") < told.index("It is deleted. The games behind it have other numbers now.")
    assert [line[:38] for line in told if line.startswith("Game 1. ")][-1] == "Game 1. Five Bakeries, Blue: 1 round p"
    assert told[-2:] == [f"Say {word} and the number of a game; games tells them all." for word in ("delete", "name")]
    assert len(list(tmp_path.glob("*.jsonl"))) == 1


def test_cases_are_told_behind_the_stories(tmp_path: Path) -> None:
    """The library says how many there are of each, and names the shelf of cases once, before the first of them."""
    heard = Heard(tmp_path, [])
    heard.run()
    assert heard.told[0] == "The library has 3 stories and 12 cases."
    at = heard.told.index(f"{CASES}.")
    assert [line.split(".")[0] for line in (heard.told[at - 1], heard.told[at + 1])] == ["3", "4"]


def test_a_dumb_terminal_gets_the_library(tmp_path: Path, terminals: list[Terminal]) -> None:
    """`chasm` on a terminal that cannot draw asks what to play, plays it, and leaves with quit."""
    terminal = Terminal(cwd=tmp_path, TERM="dumb", CHASM_STORY=str(seats.STORY), CHASM_SAVES=str(tmp_path / "saves"))
    terminals.append(terminal)
    terminal.wait_for("or quit.")
    assert "made for screen readers" in terminal.text
    terminal.press(b"tutorial\n")
    terminal.wait_for("or skip.")
    assert "New here: Spread 100 points" in terminal.text.replace("\r\n", " ")
    terminal.press(b"quit\n")
    assert terminal.end() == 0
    assert b"\x1b" not in terminal.raw
    assert sys.platform == "win32" or "--resume" in terminal.text


def test_a_game_of_model_1_is_listed_and_its_decisions_are_told(tmp_path: Path) -> None:
    """It is no game to go on with, its number tells what was decided, and the front door stays open."""
    old = Path(__file__).parent.parent / "saves_of_model_1"
    for save in old.glob("*.jsonl"):
        shutil.copy(save, tmp_path)
    heard = Heard(tmp_path, ["games", "resume", "game 1", "quit"])
    assert heard.run() is None
    told = heard.told
    listed = [part for part in told if part.startswith("Game ")]
    assert len(listed) == 3
    assert all("finished, not scored" in part and "which is not scored any more" in part for part in listed)
    assert not any(part.startswith("Your latest game") for part in told)
    assert "You have no game to go on with." in told
    assert any(part.startswith("Round 6.") for part in told)


@pytest.mark.parametrize(("typed", "difficulty"), [("1 hard", "hard"), ("tutorial easy", "easy"), ("1", "written")])
def test_a_story_is_begun_harder_or_easier(tmp_path: Path, typed: str, difficulty: str) -> None:
    """A number or an id, with a difficulty behind it, begins such a game; alone it is as written."""
    play = Heard(tmp_path, [typed]).run()
    assert play is not None
    assert play.state.view.intro.difficulty == difficulty


def test_the_records_of_a_story_are_told(tmp_path: Path) -> None:
    """Records and a story's number or id tell what its games come to; without one it is said what to type."""
    heard = Heard(tmp_path, ["records tutorial", "records", "records 99"])
    heard.run()
    assert "Your games. 0 games of Five Bakeries are over." in heard.told
    assert heard.told.count("Say of which story: records and its number.") == 2
