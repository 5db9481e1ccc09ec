"""What lies in a folder: copies, beginnings of games, and things that are no saves at all."""

from __future__ import annotations

import os
import sys
import zipfile
from pathlib import Path

import pytest
from session import seats

from chasm_game.compare.compare import compare
from chasm_game.compare.views import ComparisonView
from chasm_game.journal import find_saves
from chasm_game.journal.find_saves import find_saves as found_in

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes as Unix has them")


def compared(*given: Path) -> ComparisonView:
    """A comparison in which the small story is the facilitator's own."""
    return compare(given, seats.library(), scenario=seats.small()).view


def saves(view: ComparisonView) -> list[str]:
    """The files that are ranked."""
    return [team.save for ranking in view.rankings for team in ranking.teams]


def test_the_same_game_in_two_files_counts_once(tmp_path: Path) -> None:
    """By what is in it, not by its name; the first file is the one that counts, and the other is named with it."""
    path = seats.whole(tmp_path)
    copy = tmp_path / "z-copy.jsonl"
    copy.write_bytes(path.read_bytes().replace(b'"n":3,', b'"n": 3, '))
    view = compared(tmp_path, path)
    assert saves(view) == [path.name]
    assert [(c.save, c.of, c.shorter) for c in view.copies] == [(str(copy), str(path), False)]
    assert len(view.copies) == 1


def test_a_copy_that_ends_earlier_gives_way_to_the_whole_game(tmp_path: Path) -> None:
    """Taken before the last round, or with its last line torn: the longer file counts, wherever it stands."""
    path = seats.whole(tmp_path / "new")
    raw = path.read_bytes()
    early = tmp_path / "a.jsonl"
    early.write_bytes(b"".join(raw.splitlines(keepends=True)[:4]))
    torn = tmp_path / "b.jsonl"
    torn.write_bytes(raw[:-4])
    view = compared(early, torn, path)
    assert saves(view) == [path.name]
    assert [(c.save, c.shorter) for c in view.copies] == [(str(early), True), (str(torn), True)]
    assert view.rankings[0].unranked == ()


def test_two_versions_of_a_game_are_two_games(tmp_path: Path) -> None:
    """The same header and other decisions: nobody can say which is right, so both are shown."""
    path = seats.whole(tmp_path)
    other = tmp_path / "other.jsonl"
    other.write_bytes(path.read_bytes().replace(b'"reason":"It was time."', b'"reason":"No."', 1))
    assert len(saves(compared(tmp_path))) == 2


def test_practice_and_unfinished_games_are_shown_with_the_reason(tmp_path: Path) -> None:
    """Neither is ranked, and neither is forgotten."""
    seats.whole(tmp_path, practice=True)
    play = seats.begin(tmp_path, team="Late", quick=True)
    play.decide("hard")
    play.close()
    (ranking,) = compared(tmp_path).rankings
    assert ranking.teams == ()
    assert sorted((u.team, u.reason) for u in ranking.unranked) == [
        ("Blue", "practice: decisions could be taken back"),
        ("Late", "not over: 1 of at most 5 rounds were played"),
    ]


def test_one_ranking_for_each_text_and_seed(tmp_path: Path) -> None:
    """Another seed is another luck, another text another game: neither is ranked against the first."""
    for options in ({"seed": 1}, {"seed": 2}, {"scenario": seats.small("cash: 12", "cash: 13")}):
        seats.whole(tmp_path, **options)
    rankings = compare([tmp_path], seats.library()).view.rankings
    assert [(len(r.teams), r.known) for r in rankings] == [(1, False)] * 3
    assert len({(r.scenario_sha256, r.seed) for r in rankings}) == 3


def test_only_the_scenario_asked_for_is_ranked(tmp_path: Path) -> None:
    """The others are named as played on something else, which is no fault of theirs."""
    wanted = seats.whole(tmp_path)
    other = seats.whole(tmp_path, scenario=seats.small("cash: 12", "cash: 13"))
    view = compared(tmp_path)
    assert saves(view) == [wanted.name]
    assert [p.save for p in view.passed_over] == [other.name]
    assert view.rejected == ()
    assert view.rankings[0].known


@POSIX
def test_what_is_no_save_neither_hangs_nor_hides_the_others(tmp_path: Path) -> None:
    """A pipe, a link in a circle or to nowhere, a file of a gigabyte, one of another kind: each with its reason."""
    good = seats.whole(tmp_path / "deep" / "deeper")
    os.mkfifo(tmp_path / "pipe.jsonl")
    (tmp_path / "circle").symlink_to(tmp_path)
    (tmp_path / "nowhere.jsonl").symlink_to(tmp_path / "not-there")
    (tmp_path / "folder.jsonl").mkdir()
    (tmp_path / ".hidden.jsonl").write_text("not looked at")
    (tmp_path / "notes.txt").write_text("not looked at")
    (tmp_path / "story.jsonl").write_text("id: small\n")
    with (tmp_path / "huge.jsonl").open("wb") as huge:
        huge.truncate(1 << 30)
    view = compared(tmp_path, tmp_path / "gone")
    assert saves(view) == [good.name]
    assert sorted((Path(r.save).name, r.reason) for r in view.rejected) == [
        ("gone", "there is no such file or folder"),
        ("huge.jsonl", "larger than 16 MiB, which no save is"),
        ("nowhere.jsonl", "cannot be read: no such file or directory"),
        ("pipe.jsonl", "this is no ordinary file"),
        ("story.jsonl", "line 1: the line is not JSON"),
    ]


def test_what_a_room_wrote_of_its_debrief_is_left_out_of_the_account(tmp_path: Path) -> None:
    """Pages and tables in a room's own `debrief` are not told of, unpacked or packed; anybody else's are."""
    good = seats.whole(tmp_path / "room")
    (good.parent / "room.journal").write_bytes(b'{"chasm_room":1}\n')
    for folder in (good.parent / "debrief", tmp_path / "debrief", good.parent / "other"):
        (folder / "teams").mkdir(parents=True)
        (folder / "teams" / f"{folder.parent.name} {folder.name}.html").write_text("<p>")
    (good.parent / "debrief" / "tables.xlsx").write_bytes(b"PK\x05\x06" + bytes(18))
    (good.parent / "debrief" / "mine.jsonl").write_text("")
    wanted = {good.name, "mine.jsonl", "room.journal", f"{tmp_path.name} debrief.html", "room other.html"}
    assert {line.file for line in compared(tmp_path).files} == wanted
    with zipfile.ZipFile(tmp_path / "room.zip", "w") as packed:
        for path in sorted(good.parent.rglob("*")):
            packed.write(path, path.relative_to(tmp_path))
    inside = {line.file.rsplit("/", 1)[-1] for line in compared(tmp_path / "room.zip").files}
    assert inside == {good.name, "mine.jsonl", "room.journal", "room other.html"}


def test_a_folder_with_too_much_in_it_is_refused_as_a_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody named the wrong folder: nothing of it is read, the other folder is compared."""
    good = seats.whole(tmp_path / "good")
    monkeypatch.setattr(find_saves, "MAX_ENTRIES", 20)
    for number in range(21):
        (tmp_path / "home" / f"{number}").mkdir(parents=True)
    view = compared(tmp_path / "home", tmp_path / "good")
    assert saves(view) == [good.name]
    assert [r.reason for r in view.rejected] == ["more than 20 files are in it; name the folder of the saves alone"]
    monkeypatch.setattr(find_saves, "MAX_SAVES", 2)
    for number in range(3):
        (tmp_path / "good" / f"{number}.jsonl").write_text("")
    found = found_in([tmp_path / "good"])
    assert found.paths == []
    assert found.refused[0].reason == "more than 2 saves at once; compare fewer"


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    """Nobody is left to wonder why nothing was compared."""
    assert [r.reason for r in compared(tmp_path).rejected] == ["no save is in it"]
