"""A game that is harder or easier than written: kept in its save, found again, and held against its like alone."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from session import seats

from chasm_game.compare.compare import compare
from chasm_game.compare.data import comparison_csv, comparison_json
from chasm_game.debrief.review_json import review_json
from chasm_game.errors import ChasmError
from chasm_game.journal.journal import DamagedSave, read_save
from chasm_game.journal.replay import replay
from chasm_game.scenario.difficulty import at_difficulty
from chasm_game.session.catalog import LocalBackstage
from chasm_game.session.local import LocalPlay
from chasm_game.session.room.room import Room
from chasm_game.views.round import RoundView


def begun(saves: Path, difficulty: str, team: str = "Blue") -> LocalPlay:
    """A quick game of the tutorial."""
    scenario = at_difficulty(seats.library().find("tutorial"), difficulty)
    return LocalPlay.new(scenario, saves, team=team, quick=True)


def played(saves: Path, difficulty: str, team: str = "Blue") -> Path:
    """The save of a game in which the last open answer was always taken."""
    play = begun(saves, difficulty, team)
    while play.played.game.turn is not None:
        play.decide([r.id for r in play.round().responses if r.open][-1])
    play.close()
    return play.save


def test_a_hard_game_is_hard_again_when_it_is_resumed(tmp_path: Path) -> None:
    """The header says how hard it is, and what is read of the file is the same game: asks, cash, no prices."""
    play = begun(tmp_path, "hard")
    before = play.round()
    play.close()
    again = LocalPlay.resume(play.save)
    assert again.round() == before
    assert again.intro.difficulty == "hard"
    assert json.loads(play.save.read_text("utf-8").splitlines()[0])["difficulty"] == "hard"
    again.close()


def test_a_game_as_written_has_the_header_that_it_always_had(tmp_path: Path) -> None:
    """No new field: a save without it is as written, and one that says written is the same game."""
    path = played(tmp_path, "written")
    raw = path.read_text("utf-8")
    assert "difficulty" not in json.loads(raw.splitlines()[0])
    said = tmp_path / "said.jsonl"
    said.write_text(raw.replace('"quick":true', '"quick":true,"difficulty":"written"', 1), "utf-8")
    assert read_save(said).header == read_save(path).header


@pytest.mark.parametrize("said", ['"brutal"', "3", '"HARD"'])
def test_a_difficulty_that_there_is_not_rejects_the_save(tmp_path: Path, said: str) -> None:
    """Whatever else stands in the header where one of three words belongs, the file is refused with these words."""
    path = played(tmp_path, "hard")
    path.write_text(path.read_text("utf-8").replace('"difficulty":"hard"', f'"difficulty":{said}', 1), "utf-8")
    with pytest.raises(DamagedSave, match="difficulty"):
        read_save(path)


def test_a_hard_save_on_a_rulebook_without_difficulties_says_why(tmp_path: Path) -> None:
    """A header that names what its own rulebook has not is a damaged save, with the reason."""
    path = played(tmp_path, "hard")
    lines = path.read_text("utf-8").splitlines(keepends=True)
    header = json.loads(lines[0])
    kept, _, rest = header["rulebook_text"].partition("\ndifficulty:\n")
    header["rulebook_text"] = kept + "\n" + rest[rest.index("endings:") :]
    import hashlib

    header["rulebook_sha256"] = hashlib.sha256(header["rulebook_text"].encode()).hexdigest()
    path.write_text(json.dumps(header) + "\n" + "".join(lines[1:]), "utf-8")
    with pytest.raises(DamagedSave, match="has no difficulty `hard`"):
        replay(read_save(path))


def test_a_hard_game_shows_no_prices(tmp_path: Path) -> None:
    """What an answer costs at once is seen as written and on easy, and not on hard."""

    def prices(difficulty: str) -> set[float]:
        play = begun(tmp_path, difficulty)
        view: RoundView = play.round()
        play.close()
        return {answer.price for answer in view.responses}

    assert prices("hard") == {0.0}
    assert prices("written") == prices("easy") != {0.0}


def test_games_are_ranked_with_their_like(tmp_path: Path) -> None:
    """Three difficulties of one story and one luck are three rankings, and every output names which."""
    for difficulty in ("easy", "written", "hard", "hard"):
        played(tmp_path, difficulty, team=f"Team {len([*tmp_path.iterdir()])}")
    view = compare([tmp_path], seats.library()).view
    assert {r.difficulty: len(r.teams) for r in view.rankings} == {"easy": 1, "written": 1, "hard": 2}
    data = comparison_json(view)
    assert [{t["difficulty"] for t in r["teams"]} for r in data["rankings"]] == [{"hard"}, {"easy"}, {"written"}]
    rows = csv.DictReader(io.StringIO(comparison_csv(view).lstrip("\ufeff")))
    assert {row["difficulty"] for row in rows} == {"easy", "written", "hard"}


def test_a_review_says_how_hard_the_game_was(tmp_path: Path) -> None:
    """The JSON of one game has the difficulty where its save has it: of one as written the contract is as it was."""
    hard, written = (replay(read_save(played(tmp_path, name))) for name in ("hard", "written"))
    assert review_json(hard, known=True)["difficulty"] == "hard"
    assert "difficulty" not in review_json(written, known=True)


def test_the_shelf_says_how_hard_a_game_is(tmp_path: Path) -> None:
    """Lists of games show it, and the dialog's choices come from the rulebook, easiest first."""
    played(tmp_path, "hard")
    shelves = LocalBackstage(seats.STORY, tmp_path)
    assert [line.difficulty for line in shelves.saves()] == ["hard"]
    assert [line.id for line in shelves.difficulties()] == ["easy", "written", "hard"]


def test_a_room_is_as_hard_for_every_team(tmp_path: Path) -> None:
    """The room's journal keeps it, its teams' saves have it, and it is so when the room is opened again."""
    room = Room.new(at_difficulty(seats.library().find("tutorial"), "hard"), tmp_path)
    room.add_team("Blue")
    room.begin()
    room.close()
    again = Room.resume(room.folder)
    assert again.view().difficulty == "hard"
    again.close()
    saves = [read_save(path).header.difficulty for path in room.folder.glob("*.jsonl")]
    assert saves == ["hard"]


def test_a_story_cannot_be_begun_at_a_difficulty_that_there_is_not(tmp_path: Path) -> None:
    """Nothing is written, and the line names rulebook and cure."""
    shelves = LocalBackstage(seats.STORY, tmp_path)
    with pytest.raises(ChasmError, match="no difficulty `grim`"):
        shelves.new("tutorial", team="", seed=1, practice=False, quick=True, difficulty="grim")
    assert not [*tmp_path.iterdir()]
