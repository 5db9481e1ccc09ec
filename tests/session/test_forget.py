"""Somebody is forgotten in a room: no byte of the name is left, all else stays, and a kill leaves all or nothing."""

from __future__ import annotations

import errno
import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from session import rooms, seats

from chasm_game import cli
from chasm_game.compare.compare import compare
from chasm_game.errors import ChasmError
from chasm_game.journal import exchange as exchange_module
from chasm_game.journal.care import name_save
from chasm_game.journal.exchange import WAITING, alone_with, exchange, finish_exchange
from chasm_game.journal.forgotten_words import ForgottenWords
from chasm_game.journal.room_journal import ROOM_FILE
from chasm_game.session.room.forget import forget, plan_forgetting
from chasm_game.session.room.room import Room

NAME = "Zoë & Ümit <3"
FIRST_NAME = "Zoe Umit"
WRITTEN = (NAME, "Zo\\u00eb", "Zo&#235;", "Zoë", "zoe-umit", FIRST_NAME, "ZOË", "Her secret plan", "zoe-u-mit")
"""How the names could stand in a file, and a reason that she gave."""


def played(folder: Path) -> Path:
    """A room that is over, in which one team was renamed, gave reasons, and is in a reason of another."""
    room = rooms.opened(folder, FIRST_NAME, "Red", "Green")
    room.rename(1, NAME)
    room.believe(1, {"customers": 100.0})
    room.explain(1, "Her secret plan.")
    room.predict(1, "investors", 80)
    room.explain(2, f"As ZOË & ümit <3 said: wait for {FIRST_NAME}.")
    room.explain(3, "Nobody asked us.")
    room.dissent(1, "Her secret plan, the other one.")
    room.dissent(3, f"{NAME} would not.")
    rooms.hand_in(room, "abc")
    room.reveal()
    room.correct(1, "C")
    room.go_on()
    while room.view().round is not None:
        room.reveal()
        room.go_on()
    room.go_on()
    room.close()
    return room.folder


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Such a room, to be copied."""
    return played(tmp_path_factory.mktemp("made"))


def copy_of(made: Path, folder: Path) -> Path:
    """A room to be changed."""
    into = folder / made.name
    into.mkdir(parents=True)
    for path in made.iterdir():
        (into / path.name).write_bytes(path.read_bytes())
    return into


def everything(folder: Path) -> dict[str, bytes]:
    """Every file by its path."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def assert_forgotten(folder: Path) -> None:
    """Nothing of the name is in any byte or name of a file, in no writing of it."""
    for name, raw in everything(folder).items():
        for written in WRITTEN:
            for encoding in ("utf-8", "utf-16-le"):
                assert written.encode(encoding) not in raw, (name, written)
            assert written not in name


def test_no_byte_of_a_name_is_left_and_all_else_stays(made: Path, tmp_path: Path) -> None:
    """Journal, saves, tables and drafts are without it; the room resumes, and every score is as it was."""
    folder = copy_of(made, tmp_path)
    before = compare([folder], seats.library()).view.rankings[0]
    (folder / "list.csv").write_bytes(f"team\r\n{NAME}\r\n".encode("utf-16"))
    (folder / "names.json").write_text(json.dumps({"team": NAME}), encoding="utf-8")
    (folder / "of others.csv").write_text("team\nRed\n", encoding="utf-8")
    (folder / "inner").mkdir()
    (folder / "inner" / ".half.tmp").write_text(f"<b>{NAME}</b>", encoding="utf-8")
    found = plan_forgetting(folder, NAME.lower())
    assert found.teams == ((NAME, "Forgotten 1"),)
    assert (found.reasons, found.mentions) == (2, 2)
    assert set(found.others) == {"list.csv", "names.json", "inner/.half.tmp"}
    assert (found.pages, found.elsewhere, found.in_the_story) == ((), (), False)
    forget(found)
    assert_forgotten(folder)
    assert not (folder / WAITING).exists()
    assert (folder / "of others.csv").exists()
    room = Room.resume(folder)
    assert [team.name for team in room.view().teams] == ["Forgotten 1", "Red", "Green"]
    room.close()
    after = compare([folder], seats.library()).view.rankings[0]
    assert {team.outputs.score for team in after.teams} == {team.outputs.score for team in before.teams}
    assert {team.team for team in after.teams} == {"Forgotten 1", "Red", "Green"}  # vouched for, though corrected
    assert after.unranked == before.unranked == ()
    assert '"reason":"As … said: wait for ….' in (folder / "room.journal").read_text(encoding="utf-8")


class Killed(BaseException):
    """The process is gone."""


@contextmanager
def killed_at(step: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Every step on the disk counts; before the one of this number the process is gone."""
    steps: list[str] = []

    def counted(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def called(*given: Any, **named: Any) -> Any:
            steps.append(name)
            if len(steps) > step:
                raise Killed
            return call(*given, **named)

        return called

    with monkeypatch.context() as patched:
        for name in ("write_whole", "remove", "sync_folder", "move_over", "delete"):
            patched.setattr(exchange_module, name, counted(name, getattr(exchange_module, name)))
        yield steps


def test_killed_at_every_step_all_or_nothing_is_forgotten(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the plan has its name the folder is as it was; from then on what was begun is finished."""
    wanted: dict[str, bytes] = {}
    outcomes = set()
    for step in range(100):
        folder = copy_of(made, tmp_path / f"{step}")
        (folder / "copy.html").write_text(f"<p>{NAME}", encoding="utf-8")
        before, found, killed = everything(folder), plan_forgetting(folder, NAME), False
        with killed_at(step, monkeypatch):
            try:
                forget(found)
            except Killed:
                killed = True
        finish_exchange(folder, folder / ROOM_FILE)
        now = everything(folder)
        if now == before:
            outcomes.add("nothing")
            continue
        assert_forgotten(folder)
        wanted = wanted or now
        assert now == wanted
        outcomes.add("all")
        if not killed:
            break
    assert step > 8
    assert outcomes == {"nothing", "all"}


@pytest.mark.parametrize("step", [5, 7])
def test_a_room_that_is_opened_again_finishes_what_was_begun(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """Killed behind the plan, resuming alone leaves nothing of the name."""
    folder = copy_of(made, tmp_path)
    with killed_at(step, monkeypatch), pytest.raises(Killed):
        forget(plan_forgetting(folder, NAME))
    Room.resume(folder).close()
    assert_forgotten(folder)


def test_a_persons_name_goes_out_of_names_and_reasons(tmp_path: Path) -> None:
    """A word in a team's name makes that team be forgotten; in reasons of others a gap stands there."""
    room = rooms.opened(tmp_path, "Ada, Ben & Mila", "Adagio")
    room.explain(2, "We asked ada's team.")
    room.close()
    found = plan_forgetting(room.folder, "Ada")
    assert [name for name, _ in found.teams] == ["Ada, Ben & Mila"]
    forget(found)
    again = Room.resume(room.folder)
    assert [team.name for team in again.view().teams] == ["Forgotten 1", "Adagio"]
    again.close()
    assert "We asked …'s team." in (room.folder / "room.journal").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "text", "there"),
    [
        ("Ada", "Ada", True), ("Ada", "ADA's", True), ("Ada", "Adagio", False), ("Ada", "Canada", False),
        ("Ada", "Ａｄａ", True), ("7", "17", False), ("7", "team 7!", True), ("田中", "田中さんが", True),
        ("Zoë", "Zoe\u0308", True), ("Ben & Co", "ben  &\nco", True), ("Straße", "STRASSE", True),
        ("-_-", "so -_-.", True),
    ],
)  # fmt: skip
def test_a_name_is_found_as_the_eye_sees_it(name: str, text: str, there: bool) -> None:
    """In any case, width and spacing, as a word of its own where its script has words; what is left has none of it."""
    words = ForgottenWords((name,))
    assert words.are_in(text) == there
    assert not words.are_in(words.taken_out(text))
    assert there or words.taken_out(text) == text


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "say who is to be forgotten"),
        (" \u200b", "say who"),
        ("Grene", "did you mean Green?"),
        ("Somebody", "is no team"),
    ],
)
def test_who_is_not_there_is_said(made: Path, tmp_path: Path, name: str, said: str) -> None:
    """An empty name, one that was misspelt, one that nobody has."""
    with pytest.raises(ChasmError, match=said.replace("?", r"\?")):
        plan_forgetting(copy_of(made, tmp_path), name)


def test_a_room_that_is_open_is_left_alone(tmp_path: Path) -> None:
    """As long as somebody plays in it nothing is changed."""
    room = rooms.opened(tmp_path, "Blue", "Red")
    before = everything(room.folder)
    with pytest.raises(ChasmError, match="open in another window"):
        forget(plan_forgetting(room.folder, "Blue"))
    assert everything(room.folder) == before
    room.close()


def test_what_was_typed_after_the_question_is_not_lost(tmp_path: Path) -> None:
    """A room that was played on since the plan was made stays as it is, and is asked for once more."""
    room = rooms.opened(tmp_path, "Blue", "Red")
    room.close()
    found = plan_forgetting(room.folder, "Blue")
    again = Room.resume(room.folder)
    again.choose(2, "b")
    again.close()
    before = everything(room.folder)
    with pytest.raises(ChasmError, match="was changed since you were asked"):
        forget(found)
    assert everything(room.folder) == before


def test_an_exchange_on_its_way_is_left_to_whoever_does_it(made: Path, tmp_path: Path) -> None:
    """Until its files are let go of nobody else opens the room, finishes what was begun, or drops it."""
    folder = copy_of(made, tmp_path)
    found = plan_forgetting(folder, NAME)
    (folder / WAITING).mkdir()
    (folder / WAITING / "0").write_bytes(b"half")
    with alone_with(folder / ROOM_FILE):
        for opened in (lambda: Room.resume(folder), lambda: plan_forgetting(folder, NAME)):
            with pytest.raises(ChasmError, match="open in another window"):
                opened()
        with pytest.raises(ChasmError, match="open in another window"):
            forget(found)
    assert (folder / WAITING / "0").read_bytes() == b"half"
    Room.resume(folder).close()
    assert not (folder / WAITING).exists()


def test_a_name_that_another_team_has_now_takes_nothing_from_it(tmp_path: Path) -> None:
    """Whose a save is says the journal: a late team may bear the name that the forgotten one had before."""
    room = rooms.opened(tmp_path, "Ada", "Red")
    room.rename(1, "Blue")
    late = room.add_team("Ada")
    room.explain(late, "Ours alone.")
    rooms.hand_in(room, "abc")
    room.reveal()
    room.close()
    forget(plan_forgetting(room.folder, "Blue"))
    again = Room.resume(room.folder)
    assert [team.name for team in again.view().teams] == ["Forgotten 1", "Red", "Ada"]
    again.close()
    saves = [path.read_text(encoding="utf-8") for path in room.folder.glob("*.jsonl")]
    assert sum("Ours alone." in save and '"team":"Ada"' in save for save in saves) == 1


def test_the_name_that_a_save_was_given_goes_too(made: Path, tmp_path: Path) -> None:
    """What a player called a save goes where its team is forgotten; in another's a gap stands in place of somebody."""
    folder = copy_of(made, tmp_path)
    for team in ("zoe", "red"):
        name_save(next(folder.glob(f"*-{team}*.jsonl")), f"The day with {FIRST_NAME}")
    forget(plan_forgetting(folder, NAME))
    assert_forgotten(folder)
    assert "The day with …" in next(folder.glob("*-red*.jsonl")).read_text(encoding="utf-8")
    Room.resume(folder).close()


def test_a_copy_of_the_room_and_a_link_are_named(made: Path, tmp_path: Path) -> None:
    """What is beside the folder, or behind a link in it, is not touched and is told."""
    folder = copy_of(made, tmp_path)
    other = tmp_path / f"{made.name}-2"
    copy_of(made, tmp_path / "x").rename(other)
    (folder / "link.html").symlink_to(tmp_path / "page.html")
    found = plan_forgetting(folder, NAME)
    assert found.elsewhere == (f"{folder / 'link.html'}, a link to a file elsewhere", str(other))


@pytest.mark.parametrize(
    "plan",
    ['{"write": [], "remove": ["../page.html"]}', '{"write": ["/tmp/x"], "remove": []}', "[]", "{", '{"write": 3}'],
)
def test_a_plan_of_somebody_else_touches_nothing_outside(tmp_path: Path, plan: str) -> None:
    """A folder that was mailed cannot have files removed beside it."""
    waiting = tmp_path / "room" / WAITING
    waiting.mkdir(parents=True)
    (tmp_path / "page.html").write_text("mine", encoding="utf-8")
    (waiting / "plan.json").write_text(plan, encoding="utf-8")
    held = tmp_path / "room" / ROOM_FILE
    held.touch()
    with pytest.raises(ChasmError, match="cannot be followed"):
        finish_exchange(tmp_path / "room", held)
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == "mine"


def test_nothing_is_removed_where_what_replaces_it_is_missing(tmp_path: Path) -> None:
    """Another program took a new file away before it had its place: the old one stays, and it is said."""
    waiting = tmp_path / WAITING
    waiting.mkdir()
    (tmp_path / ROOM_FILE).write_text("there", encoding="utf-8")
    (tmp_path / "old.jsonl").write_text("all of it", encoding="utf-8")
    (waiting / "plan.json").write_text('{"write": ["new.jsonl"], "remove": ["old.jsonl"]}', encoding="utf-8")
    with pytest.raises(ChasmError, match=r"new\.jsonl is missing in .*, and what it replaces is not removed"):
        finish_exchange(tmp_path, tmp_path / ROOM_FILE)
    assert (tmp_path / "old.jsonl").read_text(encoding="utf-8") == "all of it"
    (waiting / "0").write_text("without the name", encoding="utf-8")
    finish_exchange(tmp_path, tmp_path / ROOM_FILE)
    assert everything(tmp_path) == {ROOM_FILE: b"there", "new.jsonl": b"without the name"}


def test_an_exchange_writes_and_removes_as_one(tmp_path: Path) -> None:
    """What is written and named to be removed stays; what was there under another name goes."""
    for name in ("a", "b", "c"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    exchange(tmp_path, {"a": b"new", "d": b"d"}, ["a", "b"])
    assert everything(tmp_path) == {"a": b"new", "c": b"c", "d": b"d"}


@pytest.mark.parametrize(("typed", "done"), [("yes\n", True), ("\n", False), ("", False), ("no\n", False)])
def test_the_command_asks_and_only_a_yes_forgets(
    made: Path,
    tmp_path: Path,
    typed: str,
    done: bool,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It says what goes, what stays and what it cannot reach; Enter alone changes nothing."""
    folder = copy_of(made, tmp_path)
    before = everything(folder)
    monkeypatch.setattr("chasm_game.commands.asking.read_line", lambda _: typed.encode())
    with pytest.raises(SystemExit) as left:
        cli.main(["room", "--resume", os.fspath(folder), "--forget", NAME])
    said = capsys.readouterr().out
    assert left.value.code == 0
    assert "“Zoë & Ümit <3” is called Forgotten 1 from now on" in said
    assert ("What this cannot reach: copies of the folder" in said) == done
    assert (everything(folder) != before) == done


@pytest.mark.long
def test_a_page_of_the_room_is_written_anew(made: Path, tmp_path: Path) -> None:
    """It is there again, without the name and without scores."""
    folder = copy_of(made, tmp_path)
    with pytest.raises(SystemExit):
        cli.main(["compare", os.fspath(folder), "--html", os.fspath(folder / "page.html")])
    assert NAME.replace("&", "&amp;").replace("<", "&lt;") in (folder / "page.html").read_text(encoding="utf-8")
    with pytest.raises(SystemExit):
        cli.main(["room", "--resume", os.fspath(folder), "--forget", NAME, "--yes"])
    assert "Forgotten 1" in (folder / "page.html").read_text(encoding="utf-8")
    assert_forgotten(folder)


@pytest.mark.parametrize("arguments", [["tutorial", "--forget", "x"], ["--forget", "x"]])
def test_wrong_use_is_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Without a room it says what to type, and exits with 2."""
    with pytest.raises(SystemExit) as left:
        cli.main(["room", *arguments])
    assert left.value.code == 2
    assert capsys.readouterr().err == "chasm: say which room: chasm room --resume FOLDER --forget NAME\n"


@pytest.mark.parametrize("of", ["is_dir", "iterdir"])
def test_a_disk_that_does_not_answer_is_a_sentence(of: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody can say what an exchange left, it is neither carried out nor passed over, and the place is named."""
    (tmp_path / WAITING).mkdir()
    (tmp_path / ROOM_FILE).write_bytes(b"")

    def broken(_path: Path) -> bool:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(Path, of, broken)
        with pytest.raises(ChasmError, match=re.escape(WAITING)):
            finish_exchange(tmp_path, tmp_path / ROOM_FILE)
    finish_exchange(tmp_path, tmp_path / ROOM_FILE)
    assert not (tmp_path / WAITING).exists()
