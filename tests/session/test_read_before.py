"""What was read in an earlier game is known in the next one, and only that."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from session import seats

from chasm_game.journal.journal import read_save
from chasm_game.journal.replay import replay
from chasm_game.plain.game import PlainGame
from chasm_game.scenario.scenario import Scenario
from chasm_game.session import read_before as module
from chasm_game.session.catalog import LocalBackstage
from chasm_game.session.local import LocalPlay
from chasm_game.session.local_seat import LocalSeat
from chasm_game.session.read_before import read_before
from chasm_game.views import round_builder
from chasm_game.views.round import RoundView

SQUEEZE = seats.library().find("the-squeeze")


def played(saves: Path, picks: str, team: str = "Blue", story: Scenario = SQUEEZE) -> Path:
    """A quick game in which these answers were taken, by their place, and no others."""
    play = LocalPlay.new(story, saves, team=team, quick=True)
    for pick in picks:
        answers = [each.id for each in play.round().responses if each.open]
        play.decide(answers[min(int(pick), len(answers) - 1)])
    play.close()
    return play.save


def seat(saves: Path, team: str = "Blue", *, quick: bool = True) -> LocalSeat:
    """The next game of the same story."""
    shelves = LocalBackstage(seats.STORY, saves, at_once=True)
    return shelves.new("the-squeeze", team=team, seed=1, practice=False, quick=quick)


def first_round(saves: Path, team: str = "Blue") -> RoundView:
    """As it is seen in the next game."""
    here = seat(saves, team)
    view = here.state.view.round
    here.close()
    assert view is not None
    return view


def test_the_second_game_knows_what_was_read(tmp_path: Path) -> None:
    """The shock of a round that was met is read; of a first game nothing is, and nothing is folded in it."""
    assert first_round(tmp_path / "new").read == ()
    played(tmp_path, "0")
    view = first_round(tmp_path)
    assert view.read == (True,) * len(view.shock)
    assert view.unread == ()


def test_what_differs_is_never_read(tmp_path: Path) -> None:
    """In every round of another way, a text is read just where it stood in a round of the first game, word for word."""
    first = replayed(played(tmp_path, "000000"))
    again = LocalBackstage(seats.STORY, tmp_path, at_once=True)
    here = again.new("the-squeeze", team="Blue", seed=1, practice=False, quick=True)
    play = here.play
    while play.phase.name == "DECIDING":
        view = play.round()
        flags = view.read or (False,) * len(view.shock)
        assert flags == tuple(text in first for text in view.shock)
        play.decide([each.id for each in view.responses if each.open][-1])
    here.close()


def replayed(save: Path) -> set[str]:
    """Every text of a shock that was decided upon in a game, found by playing it again."""
    found: set[str] = set()
    other = LocalPlay.new(SQUEEZE, save.parent / "other", team="Nobody", quick=True)
    for choice in replay(read_save(save)).choices:
        found |= set(other.round().shock)
        other.decide(choice.response)
    other.close()
    return found


@pytest.mark.parametrize("team", ["Red", ""])
def test_another_player_has_read_nothing(tmp_path: Path, team: str) -> None:
    """On one computer two teams may play: what one of them read is no text that the other knows."""
    played(tmp_path, "00", team="Blue")
    assert first_round(tmp_path, team).read == ()
    assert all(first_round(tmp_path, " blue ").read)


def test_another_version_was_not_read(tmp_path: Path) -> None:
    """Of a story that was edited nothing is folded, and a damaged save stops nothing."""
    edited = replace(SQUEEZE, text=SQUEEZE.text + "\n# once more\n")
    played(tmp_path, "00", story=edited)
    damaged = played(tmp_path, "00")
    damaged.write_bytes(damaged.read_bytes().replace(b'"n":1,', b'"n":9,', 1))
    assert first_round(tmp_path).read == ()


def test_a_game_that_is_resumed_is_no_earlier_game(tmp_path: Path) -> None:
    """What was read in the game itself does not fold it when it is gone on with."""
    save = played(tmp_path, "0")
    header = read_save(save).header
    assert read_before(header, save) == frozenset()
    assert read_before(header, tmp_path / "another.jsonl")


def test_a_long_shelf_is_not_read_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many saves there are, a few of the latest are replayed while a game is begun."""
    for _ in range(8):
        played(tmp_path, "0", team="Red")
    read: list[Path] = []

    def counted(path: Path) -> object:
        read.append(path)
        return read_save(path)

    monkeypatch.setattr(module, "read_save", counted)
    monkeypatch.setattr(module, "MOST_FILES", 3)
    assert first_round(tmp_path, "Blue").read == ()
    assert len(read) == 3


@pytest.mark.parametrize(("later", "known"), [(3, True), (4, True), (5, False)])
def test_five_latest_games_are_looked_at(tmp_path: Path, later: int, known: bool) -> None:
    """A round that only the fifth game back had met is known; one of the sixth is not."""
    files = [played(tmp_path, "00"), *(played(tmp_path, "0") for _ in range(later))]
    for second, path in enumerate(files):
        os.utime(path, (second, second))
    next_game = seat(tmp_path)
    header = read_save(files[0]).header
    found = read_before(header, Path(next_game.state.view.intro.save))
    next_game.close()
    of_all = replayed(files[0])
    of_first = replayed(files[-1])
    assert of_first < of_all
    assert found == (of_all if known else of_first)


def heard(saves: Path, *typed: str, guided: bool = True, quick: bool = True) -> list[str]:
    """What is told of the next game in plain mode."""
    here = seat(saves, quick=quick)
    lines, told = iter(typed), [""]
    PlainGame(here, lambda: next(lines, None), told.append, guided=guided).run()
    here.close()
    return told


def test_plain_mode_folds_what_was_read_for_a_person(tmp_path: Path) -> None:
    """A person hears that it is known, and `again` tells all of it; a pipe hears the same from run to run."""
    view = first_round(tmp_path)
    shock = view.shock[0].split("\n")[0][:40]
    assert any(shock in line for line in heard(tmp_path))
    played(tmp_path, "0")
    told = heard(tmp_path, "again")
    folded = told.index("You know this from an earlier game. Type again to hear all of it.")
    assert not any(shock in line for line in told[:folded])
    assert any(shock in line for line in told[folded:])
    assert any(shock in line for line in heard(tmp_path, guided=False))


def test_a_story_without_a_first_page_tells_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no round waits yet, `story` before the sheet is no word, and no fault either."""
    monkeypatch.setattr(round_builder, "_opening", lambda _: ())
    told = heard(tmp_path, "story", "skip", quick=False)
    assert any("Or type skip." in line for line in told)


def test_plain_mode_folds_how_a_story_begins(tmp_path: Path) -> None:
    """Before the sheet the first page is named, and `story` tells it."""
    played(tmp_path, "0")
    shock = first_round(tmp_path).shock[0].split("\n")[0][:40]
    told = heard(tmp_path, "story", quick=False)
    folded = told.index("You know how it begins from an earlier game. Type story to hear it.")
    assert not any(shock in line for line in told[:folded])
    assert any(shock in line for line in told[folded:])
