"""Settings: what is kept, and what a broken file does."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chasm_game.errors import ChasmError
from chasm_game.paths import settings_file
from chasm_game.settings import Keeper, Settings


def test_what_is_changed_is_there_the_next_time(tmp_path: Path) -> None:
    """A change is in force at once, and in the file for the next start; the usual values are not written."""
    path = tmp_path / "deep" / "settings.json"
    keeper = Keeper(path)
    keeper.change(team="Blue", confirm=False, keys={"round.ask": "z"}, seen=("tutorial",))
    assert keeper.settings.team == "Blue"
    assert Keeper(path).settings == keeper.settings
    assert set(json.loads(path.read_text(encoding="utf-8"))) == {"team", "confirm", "keys", "seen"}
    assert [each.name for each in path.parent.iterdir()] == ["settings.json"]


def test_without_a_file_everything_is_as_usual(tmp_path: Path) -> None:
    """A first start has no complaint, and writes nothing before something is changed."""
    keeper = Keeper(tmp_path / "settings.json")
    assert keeper.settings == Settings()
    assert keeper.complaint == ""
    assert not (tmp_path / "settings.json").exists()


@pytest.mark.parametrize(
    ("written", "named"),
    [
        (b"", "Expecting value"),
        (b"{", "line 1"),
        (b"[1]", "an object"),
        (b"\xff\xfe\x00", "decode"),
        (b'{"motion": "fast"}', "motion: has to be full, reduced or none"),
        (b'{"confirm": "yes"}', "confirm: has to be true or false"),
        (b'{"name": 3}', "name: has to be a text"),
        (b'{"keys": {"a": 1}}', "keys: has to be"),
        (b'{"seen": "x"}', "seen: has to be"),
        (b'{"colour": "red"}', "there is no setting colour"),
        (b"[" * 50_000, "settings.broken.json"),
        (b'{"name": "' + b"x" * 70_000 + b'"}', "larger than"),
    ],
)
def test_a_broken_file_is_named_and_set_aside(tmp_path: Path, written: bytes, named: str) -> None:
    """The complaint says the file and the fault; the file stays under another name, and the game goes on."""
    path = tmp_path / "settings.json"
    path.write_bytes(written)
    keeper = Keeper(path)
    assert named in keeper.complaint
    assert str(path) in keeper.complaint
    assert (tmp_path / "settings.broken.json").read_bytes() == written
    assert Keeper(path).complaint == ""


def test_what_was_right_in_a_broken_file_stays(tmp_path: Path) -> None:
    """One wrong value costs the others nothing, now and the next time."""
    path = tmp_path / "settings.json"
    path.write_text('{"team": "Blue", "motion": "fast"}', encoding="utf-8")
    assert Keeper(path).settings == Settings(team="Blue")
    assert Keeper(path).settings == Settings(team="Blue")


NAMES = st.sampled_from(["name", "theme", "keys", "seen", "labels", "x"]) | st.text()
LEAVES = st.none() | st.booleans() | st.integers() | st.text()


@settings(max_examples=40)
@given(st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(NAMES, inner)))
def test_no_json_stops_the_game(value: object) -> None:
    """Whatever a file holds, settings come out of it."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "settings.json"
        path.write_text(json.dumps(value), encoding="utf-8")
        keeper = Keeper(path)
        assert isinstance(keeper.settings, Settings)
        assert not any(ord(sign) < 32 for sign in keeper.settings.name + keeper.complaint)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """What cannot be kept is in force all the same, and said."""
    tmp_path.chmod(0o500)
    keeper = Keeper(tmp_path / "settings.json")
    with pytest.raises(ChasmError, match="cannot be kept"):
        keeper.change(team="Blue")
    assert keeper.settings.team == "Blue"


def test_a_file_where_a_folder_has_to_be(tmp_path: Path) -> None:
    """What cannot be kept is in force all the same, and the error names the file."""
    (tmp_path / "config").write_text("", encoding="utf-8")
    keeper = Keeper(tmp_path / "config" / "settings.json")
    with pytest.raises(ChasmError, match=r"cannot be kept in .*settings\.json"):
        keeper.change(team="Blue")
    assert keeper.settings.team == "Blue"


@pytest.mark.parametrize(("given_", "meant"), [("a.json", "a.json"), ("folder", "folder/settings.json")])
def test_the_file_can_be_elsewhere(given_: str, meant: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`$CHASM_CONFIG` names a file or a folder."""
    monkeypatch.setenv("CHASM_CONFIG", str(tmp_path / given_))
    assert settings_file() == tmp_path / meant


def test_the_team_comes_before_the_name() -> None:
    """Games are played under the team's name, or the player's where there is no team."""
    assert Settings(name="Ada", team="Blue").played_by == "Blue"
    assert Settings(name="Ada").played_by == "Ada"


def test_two_windows_lose_nothing_of_each_others_settings(tmp_path: Path) -> None:
    """What the other has written meanwhile stays, is in force here from then on, and explanations are added up."""
    path = tmp_path / "settings.json"
    one, other = Keeper(path), Keeper(path)
    one.change(team="Blue", seen=("tutorial",))
    other.change(theme="chasm-light", seen=("ledger",))
    assert other.settings == Settings(team="Blue", theme="chasm-light", seen=("tutorial", "ledger"))
    one.change(confirm=False)
    assert one.settings == Settings(team="Blue", theme="chasm-light", confirm=False, seen=("tutorial", "ledger"))
    assert Keeper(path).settings == one.settings
    one.change(seen=())
    assert Keeper(path).settings.seen == ()


def test_settings_that_were_removed_meanwhile_are_written_anew(tmp_path: Path) -> None:
    """What is in force is kept, and not the usual values."""
    path = tmp_path / "settings.json"
    keeper = Keeper(path)
    keeper.change(team="Blue")
    path.unlink()
    keeper.change(confirm=False)
    assert Keeper(path).settings == Settings(team="Blue", confirm=False)


@pytest.mark.parametrize("theirs", [b"{", b'{"motion": "fast", "team": "Red"}'])
def test_settings_that_were_broken_meanwhile_are_kept_aside(tmp_path: Path, theirs: bytes) -> None:
    """A hand that edits the file while the game runs loses nothing of what it typed."""
    path = tmp_path / "settings.json"
    keeper = Keeper(path)
    keeper.change(confirm=False)
    path.write_bytes(theirs)
    keeper.change(name="Ada")
    assert keeper.settings.name == "Ada"
    assert (tmp_path / "settings.broken.json").read_bytes() == theirs
    assert Keeper(path).settings == keeper.settings


def test_settings_that_are_a_link_stay_one(tmp_path: Path) -> None:
    """Somebody keeps them elsewhere: they are written there."""
    real = tmp_path / "dotfiles.json"
    (tmp_path / "settings.json").symlink_to(real)
    Keeper(tmp_path / "settings.json").change(team="Blue")
    assert Keeper(real).settings.team == "Blue"
    assert (tmp_path / "settings.json").is_symlink()
