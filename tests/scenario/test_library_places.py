"""Where scenarios are found, which one wins, and what `chasm list` says of it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from chasm_game.commands.library import list_games
from chasm_game.errors import NotFound
from chasm_game.scenario import story_files as story_files_module
from chasm_game.scenario.diagnostics import FaultyFile
from chasm_game.scenario.library import Library

STORY = Path(__file__).parents[2] / "story"
TEXT = """\
id: {id}
title: {title}
rounds:
  - id: loaf
    title: Eighty grams
    shock: {{text: Your loaf is too light.}}
    responses:
      - {{id: silent, title: Say nothing, does: [stonewall]}}
      - {{id: open, title: Say so, does: [own-it]}}
"""


def put(folder: Path, name: str, title: str, file: str | None = None) -> Path:
    """Put a scenario into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / (file or f"{name}.yaml")
    path.write_text(TEXT.format(id=name, title=title), "utf-8")
    return path


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder and a data folder of one's own."""
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("CHASM_STORY", str(tmp_path / "given"))
    return tmp_path


def test_the_nearest_place_wins(home: Path) -> None:
    """`--story`, `$CHASM_STORY`, `story/`, the data folder, the package: the first that has the id wins."""
    folders = [home / "flag", home / "given", home / "work" / "story", home / "data" / "chasm" / "story"]
    names = ["--story", "$CHASM_STORY", "this folder", "your data folder", "Chasm"]
    for folder, name in zip(folders, names, strict=False):
        put(folder, "tutorial", name)
    for n, name in enumerate(names):
        entry = next(e for e in Library(home / "flag").entries if e.id == "tutorial")
        assert entry.place == name
        assert entry.scenario is not None
        assert entry.shadows == tuple(names[n + 1 :])
        assert entry.scenario.title == (name if n < 4 else "Five Bakeries")
        if n < 4:
            (folders[n] / "tutorial.yaml").unlink()


def test_one_folder_by_two_names_is_one_place(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that is named twice is looked in once, under its nearest name."""
    put(home / "given", "own", "Own")
    entry = next(e for e in Library(home / "given").entries if e.id == "own")
    assert (entry.place, entry.shadows) == ("--story", ())
    monkeypatch.setenv("CHASM_STORY", str(STORY))
    assert {e.place for e in Library().entries} == {"$CHASM_STORY"}


def test_hidden_files_and_the_rulebook_are_passed_over(home: Path) -> None:
    """Hidden files and folders, the rulebook, folders and other files are no scenarios; subfolders are looked into."""
    given = home / "given"
    put(given, "seen", "Seen")
    put(given / "deeper" / "down", "deep", "Deep")
    put(given, "hidden-file", "Hidden", ".hidden.yaml")
    put(given / ".git", "hidden-folder", "Hidden")
    put(given, "other", "Other", "other.txt")
    (given / "folder.yaml").mkdir()
    (given / "rulebook.yaml").write_text((STORY / "rulebook.yaml").read_text("utf-8"), "utf-8")
    assert {e.id for e in Library().entries if e.place == "$CHASM_STORY"} == {"seen", "deep"}


def test_a_faulty_file_stops_no_other(home: Path) -> None:
    """A faulty file is listed last with its fault; the others are there."""
    given = home / "given"
    put(given, "good", "Good")
    (given / "bad.yaml").write_text("id: bad\ntitle: Bad\nrounds: 5\n")
    (given / "worse.yaml").write_bytes(b"\xff\0")
    entries = Library().entries
    assert [e.id for e in entries][-2:] == ["bad", "worse"]
    assert "good" in {e.id for e in entries if e.scenario}
    assert "tutorial" in {e.id for e in entries if e.scenario}
    bad = entries[-2]
    assert bad.fault is not None
    assert "bad.yaml:3:9: C015" in str(bad.fault)
    with pytest.raises(FaultyFile):
        Library().find("bad")


def test_a_faulty_file_takes_no_id_from_a_good_one_beside_it(home: Path) -> None:
    """A faulty file that is called like a good scenario of the same folder does not hide it."""
    given = home / "given"
    put(given, "bakery", "Good", "z.yaml")
    (given / "bakery.yaml").write_text("title: Bad\n")
    library = Library()
    assert library.find("bakery").title == "Good"
    assert "bakery.yaml" in {e.id for e in library.entries if e.fault}


def test_a_faulty_file_that_is_nearer_is_not_passed_over(home: Path) -> None:
    """Who spoils the own copy of a shipped story is told so, and does not play the shipped one unawares."""
    (home / "given").mkdir()
    (home / "given" / "tutorial.yaml").write_text("title: Bad\n")
    with pytest.raises(FaultyFile):
        Library().find("tutorial")


def test_a_rulebook_of_ones_own_is_used(home: Path) -> None:
    """The nearest rulebook counts; where it is faulty, every scenario says so and the list still works."""
    text = (STORY / "rulebook.yaml").read_text("utf-8")
    (home / "given").mkdir()
    (home / "given" / "rulebook.yaml").write_text(text.replace("ask_cost: {value: 1", "ask_cost: {value: 2"), "utf-8")
    assert Library().rulebook["ask_cost"] == 2
    (home / "given" / "rulebook.yaml").write_text("chasm-rules: 1\n", "utf-8")
    assert all(e.fault and "rulebook.yaml" in str(e.fault) for e in Library().entries)


def test_a_file_name_always_works(home: Path) -> None:
    """A scenario is found by its file's name, with a folder, with an ending, or with neither."""
    put(home / "work", "own", "Own", "mine.yaml")
    put(home / "work", "own", "Other ending", "mine.yml")
    put(home / "work", "own", "No ending", "mine")
    for name, title in [
        ("mine.yaml", "Own"),
        ("./mine.yaml", "Own"),
        ("mine.yml", "Other ending"),
        ("mine", "No ending"),
        (str(home / "work" / "mine"), "No ending"),
    ]:
        assert Library().find(name).title == title
    with pytest.raises(FaultyFile, match="no such file"):
        Library().find("missing.yaml")


def test_an_unknown_id_is_told_with_the_nearest(home: Path) -> None:
    """Who mistypes an id is told which one is near."""
    with pytest.raises(NotFound, match="did you mean `tutorial`"):
        Library().find("tutorail")
    with pytest.raises(NotFound, match="chasm list"):
        Library().find("zzzzzzzz")


def test_the_shipped_texts_are_known(home: Path) -> None:
    """The library knows its own texts by their hashes, and only those."""
    library = Library()
    put(home / "given", "own", "Own")
    assert len(library.known_hashes) == len({e.id for e in library.entries})
    assert len(Library().known_hashes) == len(library.known_hashes)


def test_list_says_what_wins_and_what_it_hides(home: Path, chasm: Callable[..., Any]) -> None:
    """`chasm list` names the place of each scenario, which others it hides, and the first error of a faulty one."""
    put(home / "given", "tutorial", "Mine [bold]\u202e")
    (home / "given" / "bad\x1b[31m.yaml").write_text("id: bad\ntitle: Bad\nrounds: 5\n")
    ran = chasm("list", cwd=home / "work")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert any("Mine [bold]" in line and "$CHASM_STORY (hides the one in Chasm)" in line for line in lines)
    assert any("faulty: " in line and "C015" in line for line in lines)
    assert any("broken-guitar" in line and line.endswith("Chasm") for line in lines)
    assert "\x1b" not in ran.out
    assert "\u202e" not in ran.out


def test_list_with_a_folder_on_the_command_line(home: Path, chasm: Callable[..., Any]) -> None:
    """`--story` is nearer than everything else."""
    put(home / "given", "own", "From the variable")
    put(home / "flag", "own", "From the flag")
    ran = chasm("list", "--story", home / "flag", cwd=home / "work")
    assert "From the flag" in ran.out
    assert "From the variable" not in ran.out
    assert "--story (hides the one in $CHASM_STORY)" in ran.out


def test_two_files_with_one_id_beside_each_other_are_told(home: Path, chasm: Callable[..., Any]) -> None:
    """Of two files of a folder with the same id the first is played, and the list names the file that it hides."""
    put(home / "given", "own", "First", "a.yaml")
    put(home / "given", "own", "Second", "b.yaml")
    entry = next(e for e in Library().entries if e.id == "own")
    assert entry.scenario is not None
    assert (entry.scenario.title, entry.shadows) == ("First", ("b.yaml",))
    assert "$CHASM_STORY (hides the one in b.yaml)" in chasm("list", cwd=home / "work").out


def test_every_faulty_file_is_listed(home: Path) -> None:
    """Faulty files of one name in several folders are all there, each by its own path."""
    for folder in ("", "a", "b"):
        (home / "given" / folder).mkdir(parents=True, exist_ok=True)
        (home / "given" / folder / "bad.yaml").write_text("id: bad\n")
    assert {e.id for e in Library().entries if e.fault} == {"bad", "b/bad.yaml", "bad.yaml"}


def test_what_is_no_file_is_listed_and_hangs_nothing(home: Path, chasm: Callable[..., Any]) -> None:
    """Pipes, devices, links to nothing, to themselves and to folders, and endless files do not stop the list."""
    given = home / "given"
    put(given, "good", "Good")
    os.mkfifo(given / "pipe.yaml")
    (given / "zero.yaml").symlink_to("/dev/zero")
    (given / "loop.yaml").symlink_to("loop.yaml")
    (given / "nothing.yaml").symlink_to("nowhere")
    (given / "up.yaml").symlink_to("..")
    (given / "whole-disk").symlink_to("/")
    (given / "folder.yaml").mkdir()
    with (given / "endless.yaml").open("wb") as file:
        file.truncate(10 << 30)
    ran = chasm("list", cwd=home / "work")
    assert ran.code == 0
    assert "Traceback" not in ran.err
    faulty = [line for line in ran.out.splitlines() if line.startswith("faulty: ")]
    for name in ("pipe", "zero", "loop", "nothing", "endless"):
        assert any(f"{name}.yaml" in line for line in faulty), (name, faulty)
    assert len(faulty) == 5
    assert "Good" in ran.out
    assert ran.seconds < 10


def test_a_pipe_for_a_rulebook_is_passed_over(home: Path) -> None:
    """A rulebook that is no file is none; the next place's is used."""
    (home / "given").mkdir()
    os.mkfifo(home / "given" / "rulebook.yaml")
    assert Library().rulebook["ask_cost"] == 1


def test_a_folder_without_end_is_not_walked_to_its_end(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a folder with more files or folders than any library has, the first are looked at."""
    monkeypatch.setattr(story_files_module, "MAX_FILES", 5)
    monkeypatch.setattr(story_files_module, "MAX_FOLDERS", 10)
    for n in range(20):
        put(home / "given", f"own-{n:02}", "Own")
        (home / "work" / "story" / f"{n:02}" / "deep").mkdir(parents=True)
    put(home / "work" / "story" / "19" / "deep", "far", "Far")
    found = {e.id for e in Library().entries if e.place != "Chasm"}
    assert found == {f"own-{n:02}" for n in range(5)}


def test_a_name_that_no_file_can_have_is_an_unknown_scenario(home: Path) -> None:
    """A name too long for the system, or with a NUL in it, is looked for like any other."""
    for name in ("x" * 300, "a\0b"):
        with pytest.raises(NotFound, match="there is no scenario"):
            Library().find(name)


def test_a_strangers_file_reaches_no_terminal(home: Path, chasm: Callable[..., Any]) -> None:
    """Titles, file names, errors and what `new` copies of a hostile file are letters, and nothing else."""
    evil = "\\e]0;owned\\a\\e[2J\\u202e[/x]"
    text = TEXT.format(id="evil", title=f'"{evil}"').replace("title: Eighty grams", f'title: "{evil}"')
    (home / "work" / "story").mkdir()
    path = home / "work" / "story" / "evil\x1b[2J\n.yaml"
    path.write_text(text, "utf-8")
    (home / "work" / "story" / "bad\x1b]0;x\x07.yaml").write_text(f'id: "{evil}"\n', "utf-8")
    for arguments in (["list"], ["new", "copy.yaml", "--from", "evil"], ["check", path], ["play", "evil", "--plain"]):
        ran = chasm(*arguments, cwd=home / "work")
        assert "\x1b" not in ran.out + ran.err
        assert "\x07" not in ran.out + ran.err
        assert "\u202e" not in ran.out + ran.err
        assert "Traceback" not in ran.err
    assert (home / "work" / "copy.yaml").exists()


def test_a_faulty_file_is_told_by_its_first_error(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A warning that stands above the error does not take its place in the list."""
    (home / "given").mkdir()
    text = "moves: {a: {title: A, evidence: [nope]}}\nid: bad\ntitle: Bad\nrounds: 5\n"
    (home / "given" / "bad.yaml").write_text(text)
    list_games(home / "saves")
    (line,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("faulty: ")]
    assert "bad.yaml:4:9: C015" in line
    assert line.endswith("from $CHASM_STORY")
