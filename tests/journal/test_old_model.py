"""Saves of model 1: listed and read in every verb, and scored, ranked, counted or gone on with in none."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from session import seats

from chasm_game.cli import main
from chasm_game.compare.account import account
from chasm_game.compare.compare import compare
from chasm_game.compare.found_files import CountedAs
from chasm_game.compare.poll import sheets_of_saves
from chasm_game.debrief.old_game import opening, rounds_in_words
from chasm_game.journal.actions import Asked, Chose, Over, Rewound
from chasm_game.journal.journal import Record, read_save
from chasm_game.journal.listing import best_scores, shelved
from chasm_game.journal.old_model import NOT_SCORED, OldModel, is_old
from chasm_game.journal.replay import replay
from chasm_game.journal.replay_many import replay_many
from chasm_game.journal.room_actions import RoomHeader, TeamJoined
from chasm_game.journal.room_journal import RoomJournal
from chasm_game.scenario.source import sha256
from chasm_game.session.catalog import LocalBackstage
from chasm_game.session.local import LocalPlay
from chasm_game.session.room.listing import RoomDoor, rooms
from chasm_game.session.room.room import Room
from chasm_game.views.old_game_builder import old_game

OLD = Path(__file__).parent.parent / "saves_of_model_1"
"""Three games that were saved under model 1, as they were written then."""
NAMES = ("Accounts", "Table Two", "The Early Shift")


def chasm(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """A command as it is typed: its exit code, and what it says."""
    with pytest.raises(SystemExit) as ended:
        main(list(words))
    said = capsys.readouterr()
    return int(ended.value.code or 0), said.out, said.err


def saves() -> list[Path]:
    """The three files."""
    found = sorted(OLD.glob("*.jsonl"))
    assert len(found) == 3
    return found


def record(name: str = "the-early-shift") -> Record:
    """One of them."""
    return read_save(next(path for path in saves() if path.name.startswith(name)))


def test_they_are_whole_and_known_for_what_they_are() -> None:
    """No line of them is damaged; and nobody needs to parse a rulebook to see whose numbers it has."""
    for path in saves():
        found = read_save(path)
        assert is_old(found.header.rulebook_text)
        with pytest.raises(OldModel, match="model 1, which is not scored"):
            replay(found)
        assert all(isinstance(each, OldModel) for each in replay_many([found, found]))


@pytest.mark.parametrize(
    ("text", "old"),
    [
        ("chasm-rules: 1\n", True), ("chasm-rules:   1  # the first\n", True), ("# c\nchasm-rules: 1", True),
        ("chasm-rules: 2\n", False), ("chasm-rules: 10\n", False), ("chasm-rules: 1.5\n", False), ("", False),
        ("note: |\n  chasm-rules: 1\nchasm-rules: 2\n", False),
    ],
)  # fmt: skip
def test_which_model_a_rulebook_has_is_seen_by_its_own_line(text: str, old: bool) -> None:
    """Just below 2 there is only 1; a text within the file that looks like the line is none."""
    assert is_old(text) is old


def test_a_rulebook_that_says_it_otherwise_is_found_when_it_is_loaded() -> None:
    """Quotes around the key hide it from the first look, and not from the second."""
    found = record()
    text = found.header.rulebook_text.replace("chasm-rules: 1", '"chasm-rules": 1', 1)
    assert not is_old(text)
    header = replace(found.header, rulebook_text=text, rulebook_sha256=sha256(text))
    with pytest.raises(OldModel):
        replay(replace(found, header=header))


def test_what_was_decided_is_read_with_titles_reasons_and_predictions() -> None:
    """As it stands in the file: asked where it was asked, a default where nobody decided."""
    view = old_game(record())
    assert (view.title, view.team, view.over, view.practice) == ("The Broken Guitar", "The Early Shift", True, False)
    assert [d.response.id for d in view.decisions] == ["answer", "share-pain", "turns", "half", "books", "mornings"]
    assert [d.asked for d in view.decisions] == [True, False, True, False, False, False]
    first = view.decisions[0]
    assert (first.round.id, first.who and first.who.id, first.confidence) == ("song", "investors", 60)
    assert first.response.name not in {"answer", ""}
    assert first.reason.startswith("Whoever loads the bags")
    assert [d.defaulted for d in old_game(record("table-two")).decisions] == [False, False, True, False, False, False]
    told = "\n".join((opening(view), *(part for _, sentences in rounds_in_words(view) for part in sentences)))
    assert "not scored any more" in told
    assert told.count("You asked the people.") == 2


def test_what_was_taken_back_was_not_decided() -> None:
    """An asking is taken back by itself, an end with the choice that led to it; too many are no fault here."""
    actions = (
        Rewound(), Asked("song"), Chose("song", "answer"), Rewound(), Chose("song", "policy"), Asked("fuel"), Rewound(),
        Chose("fuel", "green-fare"), Over(), Rewound(),
    )  # fmt: skip
    view = old_game(replace(record(), actions=actions))
    assert [(d.response.id, d.asked) for d in view.decisions] == [("policy", True)]
    assert not view.over


def test_a_story_that_cannot_be_read_any_more_leaves_ids() -> None:
    """Nothing of an old text has to be understood for ever."""
    found = record()
    header = replace(found.header, scenario_text="chasm: 1\nid: [", scenario_sha256="x")
    view = old_game(replace(found, header=header))
    assert view.title == "broken-guitar"
    assert view.decisions[0].round.name == "song"
    assert view.decisions[0].who is not None
    assert view.decisions[0].who.name == "investors"


def test_the_list_names_them_and_accounts_for_them(capsys: pytest.CaptureFixture[str]) -> None:
    """Each with its rounds and without a score; below, in one sentence, why."""
    code, out, _ = chasm(capsys, "list", "--saves", str(OLD))
    assert code == 0
    for name in NAMES:
        assert name in out
    assert out.count("6 rounds played, not scored") == 3
    assert NOT_SCORED in out
    assert "3 files: 3 not looked at." in out
    assert "damaged" not in out


def test_a_review_tells_what_was_decided(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """In words, as data without a score, as a play without one; a page needs a game that is scored, and says so."""
    save = str(record("table-two").path)
    code, out, _ = chasm(capsys, "review", save)
    assert code == 0
    assert "Nobody decided, and the default was taken" in out
    assert "Cheap, fast, and everybody feels included." in out
    code, out, _ = chasm(capsys, "review", save, "--json")
    data = json.loads(out)
    assert (code, data["scored"], data["score"], data["model"]) == (0, False, None, 1)
    assert [d["chosen"] for d in data["decisions"]][:2] == ["hashtag", "outsource"]
    assert "states" not in data
    assert "ledger" not in data
    code, out, _ = chasm(capsys, "review", save, "--as-play")
    assert out.strip().startswith('- {name: "Table Two", seed: 1, choices: [hashtag, outsource, ')
    assert "score" not in out
    page = tmp_path / "page.html"
    code, _, err = chasm(capsys, "review", save, "--html", str(page))
    assert (code, page.exists()) == (1, False)
    assert NOT_SCORED in err
    assert len(err.splitlines()) == 1


def test_nobody_goes_on_with_one(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """In one line that says what can be done instead; the file is as it was."""
    save = tmp_path / "old.jsonl"
    shutil.copy(record().path, save)
    before = save.read_bytes()
    code, _, err = chasm(capsys, "play", "--plain", "--resume", str(save))
    assert code == 1
    assert NOT_SCORED in err
    assert len(err.splitlines()) == 1
    with pytest.raises(OldModel):
        LocalPlay.resume(save)
    assert save.read_bytes() == before


def test_a_comparison_ranks_the_others_and_says_of_each_old_file_why_not(tmp_path: Path) -> None:
    """Beside a game of today, in a folder; copies of old games are old games, too."""
    seats.whole(tmp_path)
    for save in saves():
        shutil.copy(save, tmp_path)
    shutil.copy(saves()[0], tmp_path / "again.jsonl")
    view = compare([tmp_path], seats.library()).view
    assert [len(ranking.teams) for ranking in view.rankings] == [1]
    assert (view.rejected, view.copies) == ((), ())
    old = [line for line in view.files if line.counted_as is CountedAs.NOT_LOOKED_AT]
    assert [line.reason for line in old] == [NOT_SCORED] * 4
    assert {line.team for line in old} == set(NAMES)
    assert account(view.files) == "5 files: 1 ranked and 4 not looked at."


def test_a_comparison_of_old_games_alone_has_nothing_to_rank(capsys: pytest.CaptureFixture[str]) -> None:
    """It exits with 1, names every file, and the reason stands in its data too."""
    code, out, _ = chasm(capsys, "compare", "--plain", str(OLD))
    assert code == 1
    assert "No game was found that could be compared." in out
    assert out.count(NOT_SCORED) == 3
    code, out, _ = chasm(capsys, "compare", "--json", str(OLD))
    data = json.loads(out)
    assert [(each["as"], each["reason"]) for each in data["files"]] == [("not_looked_at", NOT_SCORED)] * 3
    assert data["rankings"] == data["rejected"] == []


def test_a_poll_counts_no_sheet_of_theirs(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Five of their sheets lie there, and only the one of today is in the mean."""
    seats.whole(tmp_path)
    found = sheets_of_saves([tmp_path, OLD], "latest")
    assert len(found.sheets) == 1
    assert sum(line.reason == NOT_SCORED for line in found.files) == 3
    code, _, err = chasm(capsys, "poll", str(OLD))
    assert code == 1
    assert err.count(NOT_SCORED) == 3
    assert "no belief sheet was handed in" in err


def test_the_shelf_shows_them_and_scores_none(tmp_path: Path) -> None:
    """Neither as a best, nor beside the game; what was decided can be asked for."""
    for save in saves():
        shutil.copy(save, tmp_path)
    assert best_scores(tmp_path) == {}
    assert all(save.old and save.over for save in shelved(tmp_path))
    shelves = LocalBackstage(seats.STORY, tmp_path)
    lines = shelves.saves()
    assert [line.old for line in lines] == [NOT_SCORED] * 3
    assert [line.where for line in lines] == ["finished, not scored"] * 3
    assert [shelves.scored(line) for line in lines] == list(lines)
    assert all(line.best is None for line in shelves.library())
    assert {shelves.decisions(line.path).team for line in lines} == set(NAMES)
    with pytest.raises(OldModel):
        shelves.resume(lines[0].path)


def old_room(folder: Path) -> Path:
    """A room that was left under model 1."""
    found = record().header
    header = RoomHeader(
        found.scenario, found.scenario_sha256, found.rulebook_sha256, 1, 5, found.started, found.scenario_text,
        found.rulebook_text,
    )  # fmt: skip
    journal = RoomJournal.create(folder, header)
    journal.append(TeamJoined(1, "Blue"))
    journal.close()
    return journal.path.parent


def test_a_room_of_model_1_is_not_gone_on_with(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is on the shelf with its reason, is not offered to whoever begins one, and resuming it says why not."""
    room = old_room(tmp_path)
    assert [line.error for line in rooms(tmp_path)] == [NOT_SCORED]
    assert RoomDoor(tmp_path, seats.library().find("broken-guitar")).left() == ()
    before: dict[str, Any] = {path.name: path.read_bytes() for path in room.iterdir()}
    with pytest.raises(OldModel):
        Room.resume(room)
    monkeypatch.setattr("chasm_game.commands.room.needs_plain", lambda: False)
    code, _, err = chasm(capsys, "room", "--resume", str(room))
    assert code == 1
    assert NOT_SCORED in err
    assert {path.name: path.read_bytes() for path in room.iterdir()} == before


def test_listing_old_games_needs_no_numbers() -> None:
    """That they are old is seen without the engine: the title screen opens as fast as ever."""
    code = (
        "import sys; from pathlib import Path; from chasm_game.journal.listing import shelved; "
        f"print([s.old for s in shelved(Path({str(OLD)!r}))], 'numpy' in sys.modules, 'pydantic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[True, True, True] False False"
