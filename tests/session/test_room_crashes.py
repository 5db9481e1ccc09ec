"""A room that is killed after any write, or in the middle of one, stands where it stood."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from session import seats
from session.rooms import Clock, choices, hand_in, opened, seen

from chasm_game.errors import ChasmError
from chasm_game.journal.append_file import HeldFile
from chasm_game.session.room.room import Room
from chasm_game.session.room.views import RoomStage, RoomTeam, TeamStatus


class Killed(BaseException):
    """The process is gone."""


@contextmanager
def killed_after(writes: int, torn: float) -> Iterator[None]:
    """Let so many lines be written; of the next one only a part reaches the disk, and nothing after it."""
    real, left = HeldFile._write, [writes]

    def write(file: HeldFile, line: bytes) -> None:
        if left[0] > 0:
            left[0] -= 1
            real(file, line)
            return
        if left[0] == 0:
            left[0] = -1
            file._handle.seek(0, 2)
            file._handle.write(line[: int(len(line) * torn)])
        raise Killed

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(HeldFile, "_write", write)
        yield


@contextmanager
def tracked() -> Iterator[list[HeldFile]]:
    """Every file that is opened meanwhile: a killed process lets go of them."""
    real = HeldFile.__init__
    held: list[HeldFile] = []

    def init(file: HeldFile, *given: Any, **more: Any) -> None:
        real(file, *given, **more)
        held.append(file)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(HeldFile, "__init__", init)
        yield held
    for file in held:
        file.close()


class Crashing(RuleBasedStateMachine):
    """Does everything twice: on a copy without a crash, and on the room with one."""

    kills = 0

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="chasm-rooms-"))
        self.clock = Clock()
        self.room: Room
        self.names = 0

    def teardown(self) -> None:
        """Leave nothing."""
        if hasattr(self, "room"):
            self.room.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    @initialize()
    def enter(self) -> None:
        """A room with two teams."""
        self.room = Room.new(seats.small(), self.folder, clock=self.clock)
        self.room.add_team("Blue")
        self.room.add_team("Red")

    def _do(self, act: Callable[[Room], object], data: st.DataObject, *, lines: int = 1) -> None:
        """Act, with or without being killed on the way; the room is where it was, or where it was going."""
        before = seen(self.room)
        copy = self.folder / "copy"
        shutil.copytree(self.room.folder, copy)
        twin = Room.resume(copy, clock=self.clock)
        try:
            act(twin)
            refused = False
        except ChasmError:
            refused = True
        after = seen(twin)
        twin.close()
        shutil.rmtree(copy)
        if refused:
            assert after == before
            with pytest.raises(ChasmError):
                act(self.room)
            assert seen(self.room) == before
            return
        writes = data.draw(st.integers(0, 7), label="writes before the kill")
        torn = data.draw(st.sampled_from([0.0, 0.4, 0.98]), label="share of the next line")
        with tracked() as started:
            try:
                with killed_after(writes, torn):
                    act(self.room)
            except Killed:
                Crashing.kills += 1
                self.room.close()
                for file in started:
                    file.close()
                self.room = Room.resume(self.room.folder, clock=self.clock)
                started.clear()
                self._keep(self.room)
                if 0 < writes < lines and seen(self.room) != after:
                    act(self.room)  # the first of its lines is there alone: it can be done again, and is whole then
                assert seen(self.room) in (before, after) if writes == 0 else seen(self.room) == after
            else:
                started.clear()
                assert seen(self.room) == after

    def _keep(self, room: Room) -> None:
        """A timer that ran is paused now, and has what was written down."""
        assert not room.timer.running

    def _team(self, data: st.DataObject) -> RoomTeam:
        return data.draw(st.sampled_from(self.room.view().teams), label="team")

    def _is(self, *stages: RoomStage) -> bool:
        return self.room.stage in stages

    @rule(data=st.data())
    def join(self, data: st.DataObject) -> None:
        """A team, in time or late."""
        if len(self.room.view().teams) < 4:
            self.names += 1
            name = f"T{self.names}"
            self._do(lambda room: room.add_team(name), data)

    @precondition(lambda self: self._is(RoomStage.TEAMS))
    @rule(data=st.data())
    def begin(self, data: st.DataObject) -> None:
        """The game."""
        self._do(lambda room: room.begin(), data)

    @precondition(lambda self: self._is(RoomStage.SHEETS_BEFORE, RoomStage.SHEETS_AFTER, RoomStage.LETTERS))
    @rule(data=st.data(), points=st.sampled_from([{"customers": 60.0, "investors": 40.0}, {"investors": 1.0}, None]))
    def sheet(self, data: st.DataObject, points: dict[str, float] | None) -> None:
        """A team's points, typed again, or taken back."""
        team = self._team(data).id
        self._do(lambda room: room.believe(team, points), data)

    @precondition(lambda self: self._is(RoomStage.LETTERS))
    @rule(data=st.data(), letter=st.sampled_from("ABCD"))
    def letter(self, data: st.DataObject, letter: str) -> None:
        """A letter, open or not."""
        team = self._team(data).id
        self._do(lambda room: room.choose(team, letter), data)

    @precondition(lambda self: self._is(RoomStage.LETTERS))
    @rule(data=st.data(), what=st.sampled_from(["absent", "clear", "ask", "predict", "explain", "run", "minute"]))
    def else_(self, data: st.DataObject, what: str) -> None:
        """Whatever else is done while letters come in."""
        team = self._team(data).id
        acts: dict[str, Callable[[Room], object]] = {
            "absent": lambda room: room.mark_absent(team),
            "clear": lambda room: room.clear(team),
            "ask": lambda room: room.ask(team),
            "predict": lambda room: room.predict(team, "investors", 70),
            "explain": lambda room: room.explain(team, "[so] \x1b]"),
            "run": lambda room: room.run_timer(running=False),
            "minute": lambda room: room.add_minute(),
        }
        # Who asks with a sheet still open has it passed over first, in a line of its own.
        self._do(acts[what], data, lines=2 if what == "ask" else 1)

    @precondition(lambda self: self._is(RoomStage.LETTERS))
    @rule(data=st.data())
    def reveal(self, data: st.DataObject) -> None:
        """Choices are fixed; none is lost."""
        view = self.room.view()
        assert view.round is not None
        handed = {t.name: t.letter for t in view.teams if t.status is TeamStatus.IN}
        round_id = view.round.id
        self._do(lambda room: room.reveal(), data)
        if self._is(RoomStage.CHOICES):
            now = {t.name: t.letter for t in self.room.view().teams}
            assert {name: now[name] for name in handed} == handed
            for name, taken in choices(self.room).items():
                if name not in now:  # taken out
                    continue
                mine = [default for where, _, default in taken if where == round_id]
                assert mine == ([name not in handed] if now[name] else [])

    @precondition(lambda self: self._is(*set(RoomStage) - {RoomStage.TEAMS, RoomStage.SHEETS_BEFORE, RoomStage.END}))
    @rule(data=st.data(), letter=st.sampled_from("ABC"))
    def correct(self, data: st.DataObject, letter: str) -> None:
        """Another letter for a team that was in the round that was revealed last, or for one that was not."""
        team = self._team(data).id
        self._do(lambda room: room.correct(team, letter), data)

    @precondition(lambda self: self.room.stage is not RoomStage.TEAMS)
    @rule(data=st.data(), what=st.sampled_from(["rename", "remove", "restore", "restore"]))
    def put_right(self, data: st.DataObject, what: str) -> None:
        """A team gets another name, is taken out, or comes back."""
        view = self.room.view()
        team = data.draw(st.sampled_from([*(each.id for each in view.teams), *(each for each, _ in view.removed)]))
        self.names += 1
        name = f"T{self.names}"
        acts: dict[str, Callable[[Room], object]] = {
            "rename": lambda room: room.rename(team, name),
            "remove": lambda room: room.remove(team),
            "restore": lambda room: room.restore(team),
        }
        self._do(acts[what], data)

    @precondition(lambda self: self._is(RoomStage.CHOICES, RoomStage.CONSEQUENCES))
    @rule(data=st.data(), all_of=st.booleans())
    def open(self, data: st.DataObject, all_of: bool) -> None:
        """What followed."""
        team = self._team(data).id
        self._do(lambda room: room.open_all() if all_of else room.open_team(team), data)

    @precondition(lambda self: self._is(*set(RoomStage) - {RoomStage.TEAMS, RoomStage.LETTERS, RoomStage.END}))
    @rule(data=st.data())
    def go_on(self, data: st.DataObject) -> None:
        """On."""
        self._do(lambda room: room.go_on(), data)

    @precondition(lambda self: self._is(RoomStage.END))
    @rule(data=st.data())
    def scores(self, data: st.DataObject) -> None:
        """At the end."""
        self._do(lambda room: room.show_scores(), data)

    @rule()
    def reopen(self) -> None:
        """Killed while nothing is done."""
        before = seen(self.room)
        self.room.close()
        self.room = Room.resume(self.room.folder, clock=self.clock)
        assert seen(self.room) == before

    @invariant()
    def nothing_is_there_twice(self) -> None:
        """Every save has each of its rounds once."""
        if hasattr(self, "room"):
            for taken in choices(self.room).values():
                rounds = [where for where, _, _ in taken]
                assert len(rounds) == len(set(rounds))


TestCrashing = Crashing.TestCase
TestCrashing.settings = settings(settings.get_profile("default"), max_examples=6, stateful_step_count=20)


@pytest.mark.long
@pytest.mark.timeout(900)
def test_many_more_crashes() -> None:
    """The same with many more rooms; kills must really have happened."""
    from hypothesis.stateful import run_state_machine_as_test

    Crashing.kills = 0
    run_state_machine_as_test(
        Crashing, settings=settings(settings.get_profile("default"), max_examples=50, stateful_step_count=30)
    )
    assert Crashing.kills > 50


@pytest.mark.parametrize("written", range(10))
def test_killed_between_the_saves_of_a_reveal(tmp_path: Path, written: int) -> None:
    """However many teams' lines were on disk, opening the room again finishes the reveal with the letters typed."""
    names = ("A", "B", "C", "D", "E")
    room = opened(tmp_path, *names)
    hand_in(room, "ABC.-")
    with pytest.raises(Killed), killed_after(written, 0.5):
        room.reveal()
    room.close()
    room = Room.resume(room.folder)
    if written == 0:
        assert room.stage is RoomStage.LETTERS
        assert [t.letter for t in room.view().teams] == ["A", "B", "C", "", ""]
        room.reveal()
    assert room.stage is RoomStage.CHOICES
    room.close()
    assert list(choices(room).values()) == [
        [("first", "kind", False)], [("first", "hard", False)], [("first", "talk", False)],
        [("first", "kind", True)], [("first", "kind", True)],
    ]  # fmt: skip


def test_every_cut_of_the_journal_opens(tmp_path: Path) -> None:
    """Wherever the room's journal ends after the seats were taken, what stands before the cut is what is found."""
    room = opened(tmp_path)
    hand_in(room, "AB-")
    room.predict(2, "nobody", 50)
    room.close()
    path = room.folder / "room.journal"
    raw = path.read_bytes()
    begun = raw.index(b'"do":"slip"')
    for cut in range(raw.rindex(b"\n", 0, begun) + 1, len(raw) + 1, 9):
        path.write_bytes(raw[:cut])
        whole = raw[:cut].count(b'"do":"slip"', 0, raw[:cut].rfind(b"\n") + 1)
        found = Room.resume(room.folder)
        assert found.torn == (not raw[:cut].endswith(b"\n"))
        handed = [t.status for t in found.view().teams]
        assert handed.count(TeamStatus.WAITS) == 3 - min(whole, 3)
        found.close()
        assert path.read_bytes() == raw[:cut]


def test_a_journal_that_says_nothing_is_refused(tmp_path: Path) -> None:
    """A line that cannot be is named with its number, and the saves are left alone."""
    room = opened(tmp_path)
    room.close()
    path = room.folder / "room.journal"
    raw = path.read_bytes()
    count = raw.count(b"\n")
    for line in (b'{"n":%d,"do":"slip","round":"first","team":9}\n', b'{"n":%d,"do":"fly"}\n', b"no %d json\n"):
        path.write_bytes(raw + line % count)
        with pytest.raises(ChasmError, match=f"line {count + 1}"):
            Room.resume(room.folder)
    path.write_bytes(raw.replace(b"Small & Co", b"Large & Co"))
    with pytest.raises(ChasmError, match="does not match its hash"):
        Room.resume(room.folder)
