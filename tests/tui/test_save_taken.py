"""A save that is taken away while it is played: each screen says where the game goes on, and never that it is saved."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from session import seats
from session.rooms import opened
from textual.widgets import Static
from tui.scripted import ScriptedBackstage, on, wait_until, words_of

from chasm_game.journal import files
from chasm_game.journal.journal import read_save
from chasm_game.journal.replay import replay
from chasm_game.plain.game import PlainGame
from chasm_game.session.local import LocalPlay
from chasm_game.session.local_seat import LocalSeat
from chasm_game.session.room.listing import RoomDoor
from chasm_game.settings import Keeper
from chasm_game.tui.app import ChasmApp
from chasm_game.tui.room_app import RoomApp
from chasm_game.tui.shell import Shell


def notices(app: Shell) -> str:
    """Every notice that stands."""
    return " ".join(each.message for each in app._notifications)


def app_on(play: LocalPlay) -> ChasmApp:
    """The game on a screen, without the confirm step."""
    keeper = Keeper()
    keeper.change(confirm=False)
    return ChasmApp(backstage=ScriptedBackstage(), seat=LocalSeat(play), keeper=keeper)


async def test_a_decision_on_a_removed_save_says_where_the_game_goes_on(tmp_path: Path) -> None:
    """The notice and the page of the consequences name the new file; the decision is in it."""
    play = seats.begin(tmp_path, quick=True)
    first = play.save
    app = app_on(play)
    async with app.run_test(size=(120, 40)) as pilot:
        await on(pilot, "RoundScreen")
        first.unlink()
        await pilot.press("1", "1")
        await on(pilot, "ConsequencesScreen")
        assert play.save != first
        await wait_until(pilot, lambda: "was removed or renamed" in notices(app))
        told = "".join(words_of(each) for each in app.screen.query(Static))
        assert f"goeson,in{play.save}" in "".join(told.split())  # it is wrapped
    assert len(replay(read_save(play.save)).choices) == 1
    play.close()


async def test_leaving_a_game_whose_save_cannot_be_written_does_not_say_it_is_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Back at the title the notice says what was lost, in place of the usual one."""
    play = seats.begin(tmp_path, quick=True)
    play.decide("kind")
    app = app_on(play)
    async with app.run_test(size=(120, 40)) as pilot:
        await on(pilot, "RoundScreen")
        play.save.unlink()

        def full(*_: object) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        monkeypatch.setattr(files, "write_all", full)
        await pilot.press("escape")
        await on(pilot, "TitleScreen")
        await wait_until(pilot, lambda: "no space left on device" in notices(app))
        assert "is saved" not in notices(app)


async def test_a_room_whose_folder_was_renamed_says_where_it_goes_on(tmp_path: Path) -> None:
    """A letter typed after somebody renamed the room's folder is in a new folder, and the projector says which."""
    room = opened(tmp_path)
    app = RoomApp(RoomDoor(tmp_path, seats.small()), room)
    async with app.run_test(size=(120, 40)) as pilot:
        await on(pilot, "RoomRoundScreen")
        for _ in range(4):
            if app.screen.has_class("-letters"):
                break
            await pilot.press("tab")
        room.folder.rename(tmp_path / "taken")
        await pilot.press("a")
        await wait_until(pilot, lambda: "the whole room was written anew" in notices(app))
        await wait_until(pilot, lambda: not app.waiting)
        assert room.folder.is_dir()
        assert [team.letter for team in room.view().teams] == ["A", "", ""]
    app.let_go()


def plainly(play: LocalPlay, *typed: str, before: int) -> list[str]:
    """What plain mode tells while these lines are typed; before the one of that number the save is removed."""
    told: list[str] = []
    lines = iter(typed)
    count = 0

    def read() -> str | None:
        nonlocal count
        count += 1
        if count == before:
            play.save.unlink()
        return next(lines, None)

    PlainGame(LocalSeat(play, at_once=True), read, told.append).run()
    return told


@pytest.mark.parametrize("before", [1, 2, 3])
def test_plain_mode_says_where_the_game_goes_on(tmp_path: Path, before: int) -> None:
    """Removed before a decision or before the end of input: it is told once, and the way back names the new file."""
    play = seats.begin(tmp_path, quick=True)
    first = play.save
    told = plainly(play, "kind", "rest", before=before)
    assert sum(f"{first} was removed or renamed" in each for each in told) == 1
    assert play.save.name != first.name
    assert told[-1].startswith("The game is saved. Go on with:")
    assert str(play.save) in told[-1]
    assert len(replay(read_save(play.save)).choices) == 2


def test_plain_mode_does_not_say_saved_where_nothing_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the game cannot be written anew, its last word is what is lost."""
    play = seats.begin(tmp_path, quick=True)

    def full(*_: object) -> None:
        raise OSError(errno.EDQUOT, os.strerror(errno.EDQUOT))

    monkeypatch.setattr(files, "write_all", full)
    told = plainly(play, before=1)
    assert "disk quota exceeded" in told[-1]
    assert not any("The game is saved" in each for each in told)
