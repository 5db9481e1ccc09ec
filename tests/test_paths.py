"""Where things are found: each place that can be told, none that cannot, and homes by their tilde."""

from __future__ import annotations

import os
import pwd
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
import samples
from session import seats

from chasm_game import cli
from chasm_game.errors import ChasmError
from chasm_game.paths import log_file, saves_folder, settings_file, story_places, usual_saves
from chasm_game.settings import Keeper


@pytest.fixture
def homeless(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A number for a user in a container: no home, no entry among the users, no folders of its own."""
    for name in [name for name in os.environ if name == "HOME" or name.startswith("XDG_")]:
        monkeypatch.delenv(name)

    def nobody(number: int) -> Any:
        raise KeyError(f"getpwuid(): uid not found: {number}")

    monkeypatch.setattr(pwd, "getpwuid", nobody)
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> int:
    """A command without input; its exit code."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", None)
        with pytest.raises(SystemExit) as left:
            cli.main(list(arguments))
    return int(left.value.code or 0)


def test_without_a_home_a_place_that_cannot_be_told_is_left_out(homeless: None, tmp_path: Path) -> None:
    """No folder named `~` is thought of, looked into or made."""
    assert settings_file() is None
    assert log_file() is None
    assert usual_saves() is None
    assert "your data folder" not in [place.name for place in story_places()]
    with pytest.raises(ChasmError, match=r"no home is known.*name one with --saves or \$CHASM_SAVES"):
        saves_folder()
    Keeper(settings_file()).change(team="Blue")
    assert list(tmp_path.iterdir()) == []


def test_without_a_home_every_verb_works_that_needs_none(
    homeless: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Checks, lists, comparisons, reviews and games with a folder of their own; what needs a home says so in a line."""
    save = str(min(samples.FOLDER.glob("*.jsonl")))
    (tmp_path / "x.yaml").write_text((seats.STORY / "tutorial.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    for words in (
        ["check", "x.yaml"], ["list"], ["rules"], ["review", save], ["compare", str(samples.FOLDER), "--plain"],
        ["play", "tutorial", "--plain", "--saves", "games"], ["list", "--saves", "games"], ["new", "y.yaml"],
    ):  # fmt: skip
        assert run(*words) == 0, words
    capsys.readouterr()
    assert run("play", "tutorial", "--plain") == 1
    assert capsys.readouterr().err.startswith("chasm: no home is known")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["games", "scenario.schema.json", "x.yaml", "y.yaml"]


def test_a_tilde_is_a_home_in_every_option_and_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A shell leaves `--saves=~/games` as it is, and so does a file that sets variables."""
    monkeypatch.setenv("HOME", str(tmp_path))
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    assert run("play", "tutorial", "--plain", "--quick", "--saves=~/games") == 0
    (save,) = (tmp_path / "games").iterdir()
    monkeypatch.setenv("CHASM_SAVES", "~/games")
    monkeypatch.setenv("CHASM_CONFIG", "~/config")
    monkeypatch.setenv("CHASM_STORY", "~/stories")
    (tmp_path / "stories").mkdir()
    assert saves_folder() == tmp_path / "games"
    assert settings_file() == tmp_path / "config" / "settings.json"
    assert ("$CHASM_STORY", tmp_path / "stories") in [(place.name, place.path) for place in story_places()]
    name = f"~/games/{save.name}"
    assert run("review", name) == 0
    few = tmp_path / "few"
    few.mkdir()
    for sample in sorted(samples.FOLDER.glob("*.jsonl"))[:2]:
        shutil.copy(sample, few)
    assert run("compare", str(few), "--csv=~/t.csv", "--html=~/r.html", "--html-teams=~/teams") == 0
    assert run("poll", str(few), "--save=~/room.yaml") == 0
    assert run("compare", str(few), "--people=~/room.yaml", "--plain") == 0
    assert run("new", "~/x.yaml") == 0
    assert run("check", "~/x.yaml") == 0
    assert run("play", "~/x.yaml", "--plain") == 0
    assert run("balance", "~/x.yaml", "--html=~/balance.html") == 0
    capsys.readouterr()
    assert {"t.csv", "r.html", "teams", "room.yaml", "x.yaml", "balance.html"} <= {p.name for p in tmp_path.iterdir()}
    assert list(work.iterdir()) == []
    assert run("review", "~nobody-of-this-name/x.jsonl") == 1
    said = capsys.readouterr().err
    assert said == ("chasm: nobody's home is known by the name in ~nobody-of-this-name/x.jsonl: name another folder\n")


@pytest.mark.skipif(sys.platform == "win32", reason="no permissions of this kind")
def test_a_story_folder_that_may_not_be_entered_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else's `story/` in the working folder stops nobody from playing what came with the program."""
    (tmp_path / "story").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "access", lambda path, _mode: Path(path) != Path("story"))
    assert [place.name for place in story_places()] == ["Chasm"]
