"""The debrief in plain mode: a person is led page by page; a pipe hears the whole walk."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from session import seats

from chasm_game.debrief.walk import walk as walk_of
from chasm_game.errors import ChasmError
from chasm_game.plain import walk as plain_walk
from chasm_game.plain.game import PlainGame
from chasm_game.session.again import Following
from chasm_game.session.local import LocalPlay
from chasm_game.session.local_seat import LocalSeat
from chasm_game.views.review import ReviewView


def guided(folder: Path, typed: Iterable[str], play: LocalPlay | None = None) -> list[str]:
    """What a person hears of a finished quick game, `> ` before what they type."""
    game = play or ended(folder)
    told: list[str] = []
    lines = iter(typed)

    def read() -> str | None:
        line = next(lines, None)
        told.append(f"> {line}")
        return line

    PlainGame(LocalSeat(game, at_once=True), read, told.append, guided=True).run()
    game.close()
    return told[next(n for n, line in enumerate(told) if line.startswith("The debrief, in ")) :]


def ended(folder: Path, *, practice: bool = False) -> LocalPlay:
    """A quick game at its end."""
    play = seats.begin(folder, quick=True, practice=practice)
    for response in ("kind", "rest", "wait"):
        play.decide(response)
    return play


def after(told: list[str], typed: str) -> list[str]:
    """What is heard from a line on to the next."""
    start = told.index(f"> {typed}") + 1
    end = next((n for n in range(start, len(told)) if told[n].startswith("> ")), len(told))
    return told[start:end]


def count(folder: Path) -> int:
    """Of how many pages the walk through the quick game is."""
    play = ended(folder / "counted")
    pages = len(walk_of(play.debrief(), play.review()).pages)
    play.close()
    return pages


def headings(told: Iterable[str]) -> list[str]:
    """The pages, by their number: of how many they are may change when the review comes."""
    return [line.split(" of ")[0] for line in told if line.startswith("Page ")]


def test_enter_leads_from_page_to_page_to_the_last(tmp_path: Path) -> None:
    """One page at a time; behind the last it says what else can be heard."""
    pages = count(tmp_path)
    told = guided(tmp_path, [""] * pages)
    assert headings(told) == [f"Page {n}" for n in range(1, pages + 1)]
    assert told.count("> ") == pages
    assert told[-2] == "That was the last page. Type all, export, share, contents or quit."


def test_back_numbers_contents_and_again_move_in_the_walk(tmp_path: Path) -> None:
    """Wherever one is, every page can be reached; what does not exist is said."""
    pages = count(tmp_path)
    told = guided(tmp_path, ["back", "5", "b", "again", "contents", "99", "0", "next", "quit"])
    assert after(told, "back") == ["This is the first page."]
    assert headings(after(told, "5")) == ["Page 5"]
    assert headings(after(told, "b")) == headings(after(told, "again")) == ["Page 4"]
    assert [n for n, line in enumerate(after(told, "contents"), start=1) if line.endswith("You are here.")] == [4]
    assert len(after(told, "contents")) == pages
    assert after(told, "99") == [f"There is no page 99: type a number from 1 to {pages}."]
    assert after(told, "0") == [f"There is no page 0: type a number from 1 to {pages}."]
    assert headings(after(told, "next")) == ["Page 5"]


def test_all_and_ledger_tell_everything(tmp_path: Path) -> None:
    """Whoever wants every decision and every point has them."""
    told = guided(tmp_path, ["ALL", "ledger", "what", "help"])
    everything = after(told, "ALL")
    assert any(line.startswith("1. ") and "You chose “" in line for line in everything)
    assert any("lead through this story" in line for line in everything)
    assert any(line.startswith("Silent round 1") for line in after(told, "ledger"))
    assert after(told, "what")[0].startswith("The game is over. Enter or next goes on")
    assert after(told, "help") == [plain_walk.HELP.format(again="")]


def test_export_says_where_it_wrote_and_what_stands_in_its_way(tmp_path: Path) -> None:
    """Into a folder of its own, or the one that is named, spaces and all; never over what is there."""
    mine = tmp_path / "my  own folder"
    told = guided(tmp_path, ["export", f"export {mine}", f"Export {mine} "])
    assert "-debrief/debrief.md" in after(told, "export")[1]
    assert after(told, f"export {mine}")[1].startswith("Written: ")
    assert (mine / "review.json").is_file()
    assert "is there already" in after(told, f"Export {mine} ")[1]


def test_a_decision_can_be_taken_back_from_the_debrief_in_practice(tmp_path: Path) -> None:
    """Undo leads back into the game; elsewhere it says why not, and the walk goes on."""
    told = guided(tmp_path, ["undo"], ended(tmp_path, practice=True))
    assert after(told, "undo")[0] == "That is taken back."
    told = guided(tmp_path / "second", ["undo", ""])
    assert after(told, "undo") == ["Only in practice can a decision be taken back."]
    assert headings(after(told, "")) == ["Page 2"]


def test_a_pipe_hears_the_whole_walk_without_typing(tmp_path: Path) -> None:
    """The end of input ends it; the score has its line."""
    play = seats.begin(tmp_path, quick=True)
    told: list[str] = []
    lines = iter(["kind", "rest", "wait"])
    PlainGame(LocalSeat(play, at_once=True), lambda: next(lines, None), told.append).run()
    pages = count(tmp_path)
    assert headings(told) == [f"Page {n}" for n in range(1, pages + 1)]
    assert any(line.startswith(f"Score: {play.debrief().outputs.score} of 1000. ") for line in told)
    assert not any("Every other way" in line for line in told)
    play.close()


class _Slow(LocalPlay):
    go: threading.Event

    def reviewing(self) -> Callable[[], ReviewView]:
        work = super().reviewing()

        def later() -> ReviewView:
            self.go.wait(200)
            return work()

        return later


class _Endless(LocalPlay):
    def reviewing(self) -> Callable[[], ReviewView]:
        raise ChasmError("more than 50,000,000 playthroughs: this game is not reviewed exactly")


def test_the_walk_does_not_wait_for_a_review_that_takes_long(tmp_path: Path) -> None:
    """A page that needs it says so, and nobody says of how many pages; told again, it has it, and they are counted."""
    first = ended(tmp_path)
    save = first.save
    first.close()
    play = _Slow.resume(save)
    assert isinstance(play, _Slow)
    play.go = threading.Event()
    told: list[str] = []

    def lines() -> Iterable[str]:
        yield "4"
        play.go.set()
        walk._found.wait(200)
        yield "again"

    typed = iter(lines())
    home = LocalSeat(play, at_once=True)
    walk = plain_walk.PlainWalk(home, lambda: next(typed, None), told.append, lambda: None, guided=True, patience=0.0)
    walk.run()
    play.close()
    pages = [n for n, line in enumerate(told) if line.startswith("Page 4")]
    assert len(pages) == 2
    assert told[pages[0]].startswith("Page 4. ")
    assert told[pages[0] + 1].startswith("Every other way through this story is being played.")
    assert told[pages[1]].startswith(f"Page 4 of {len(walk._walk().pages)}. ")
    assert not told[pages[1] + 1].startswith("Every other way")
    counts = re.findall(r"in (\d+) pages|page \d+ of (\d+)", "\n".join(told[: pages[1]]))
    assert counts == []


def test_the_first_page_waits_for_what_the_screen_waits_for(tmp_path: Path) -> None:
    """It says where the score lies, and of how many pages it is the first: none comes later."""
    told = guided(tmp_path, ["", ""])
    number = count(tmp_path)
    assert told[0].startswith(f"The debrief, in {number} pages. ")
    assert told[1].startswith(f"Page 1 of {number}. ")
    assert "Worst" in told[2]
    assert {line.split(" of ")[1].split(".")[0] for line in told if line.startswith("Page ")} == {str(number)}


def test_a_story_with_too_many_ways_says_why(tmp_path: Path) -> None:
    """The reason stands where the worth would stand, and the rest is told."""
    first = ended(tmp_path)
    save = first.save
    first.close()
    play = _Endless.resume(save)
    told = guided(tmp_path, ["4", "8", "all"], play)
    assert "More than 50,000,000 playthroughs: this game is not reviewed exactly." in after(told, "4")
    assert after(told, "all")[-1] == "More than 50,000,000 playthroughs: this game is not reviewed exactly."


def follow(folder: Path, *typed: str) -> tuple[PlainGame, list[str]]:
    """A finished quick game at home, where another one can follow; what the player wanted is in it."""
    game = ended(folder)
    told: list[str] = []
    lines = iter(typed)
    plain = PlainGame(LocalSeat(game, at_once=True), lambda: next(lines, None), told.append, guided=True, follows=True)
    plain.run()
    game.close()
    return plain, told


def test_another_game_follows_the_debrief(tmp_path: Path) -> None:
    """luck, story and from with a round's number end the walk with what the player wants next."""
    wanted = [follow(tmp_path / word[:4], word)[0].following for word in ("luck", "story", "from 2")]
    assert wanted == [Following("luck"), Following("story"), Following("round", "narrow")]


def test_from_without_a_round_tells_the_rounds(tmp_path: Path) -> None:
    """Without a number, and with one that no round has, each round is told with what was decided in it."""
    for typed in ("from", "from 0", "from 4", "from x"):
        plain, told = follow(tmp_path / typed.replace(" ", ""), typed)
        assert plain.following is None
        assert told[-2].startswith("Round 3: ") or "Type from and a number from 1 to 3." in told
        assert "Type from and a number from 1 to 3." in told


def test_a_game_is_shared_in_plain_mode(tmp_path: Path) -> None:
    """Share tells the line and what its signs mean, share picture writes the picture beside the save."""
    _, told = follow(tmp_path, "share", "share picture")
    assert any(line.startswith("Chasm: ") and "worst possible " in line for line in told)
    (written,) = [line.removeprefix("Written: ") for line in told if line.startswith("Written: ")]
    assert Path(written).read_text("utf-8").startswith("<svg ")


def test_where_no_game_can_follow_none_is_offered(tmp_path: Path) -> None:
    """At a seat elsewhere the words are none, and the help names none of them."""
    told = guided(tmp_path, ["luck", "help"])
    assert not any("luck plays this story" in line for line in told)
    assert any(line.startswith("The game is over. ") for line in after(told, "luck"))
