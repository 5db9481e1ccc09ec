"""A room without a screen: letters, reveals, defaults, parting stories, and what may be seen."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from session import rooms, seats
from session.rooms import Clock, again, choices, hand_in, opened, played, statuses

from chasm_game import cli
from chasm_game.errors import ChasmError
from chasm_game.journal.journal import read_save
from chasm_game.journal.replay import replay
from chasm_game.session.local import LocalPlay
from chasm_game.session.room.labels import RoomLabels
from chasm_game.session.room.listing import RoomDoor
from chasm_game.session.room.listing import rooms as shelf
from chasm_game.session.room.room import Room
from chasm_game.session.room.views import RoomStage, TeamStatus
from chasm_game.views.named import Named


def test_a_room_goes_from_teams_to_scores(tmp_path: Path) -> None:
    """Every stage comes in its order, and scores are there only when they are revealed."""
    room = Room.new(seats.small(), tmp_path)
    stages = [room.stage]
    for name in rooms.NAMES:
        room.add_team(name)
    room.begin()
    stages.append(room.stage)
    room.go_on()
    while room.stage is RoomStage.LETTERS:
        hand_in(
            room,
            "".join(
                next(letter for letter in "ABCD" if letter not in t.locked) if s is TeamStatus.WAITS else "."
                for s, t in zip(statuses(room), room.view().teams, strict=True)
            ),
        )
        room.reveal()
        stages.append(room.stage)
        room.open_all()
        stages.append(room.stage)
        room.go_on()
    stages.append(room.stage)
    room.go_on()
    stages.append(room.stage)
    assert room.view().scores is None
    room.show_scores()
    scores = room.view().scores
    assert scores is not None
    assert [s.rank for s in scores] == [1, 1, 1]
    after = [RoomStage.CHOICES, RoomStage.CONSEQUENCES] * 3
    assert stages == [RoomStage.TEAMS, RoomStage.SHEETS_BEFORE, *after, RoomStage.SHEETS_AFTER, RoomStage.END]
    room.close()


def test_every_team_is_an_ordinary_save(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A team's file replays, is reviewed by `chasm review`, and has the room's seed and texts."""
    room = opened(tmp_path, seed=7)
    played(room, "ABC")
    while room.stage is RoomStage.LETTERS:
        room.reveal()
        room.go_on()
    room.go_on()
    room.close()
    files = sorted(room.folder.glob("*.jsonl"))
    games = [replay(read_save(path)) for path in files]
    assert {g.header.team for g in games} == set(rooms.NAMES)
    assert len({(g.header.scenario_sha256, g.header.rulebook_sha256, g.header.seed) for g in games}) == 1
    assert all(g.game.outcome is not None and not g.practice for g in games)
    with pytest.raises(SystemExit) as left:
        cli.main(["review", str(files[0]), "--json"])
    assert left.value.code == 0
    told = json.loads(capsys.readouterr().out)
    assert [d["defaulted"] for d in told["decisions"]] == [c.defaulted for c in games[0].choices]


def test_a_letter_can_be_changed_until_the_reveal_and_not_after(tmp_path: Path) -> None:
    """The last letter counts; after the reveal it stands."""
    room = opened(tmp_path)
    hand_in(room, "ABC")
    room.choose(1, "b")
    room.clear(2)
    assert statuses(room) == [TeamStatus.IN, TeamStatus.WAITS, TeamStatus.IN]
    room.choose(2, "A")
    room.reveal()
    with pytest.raises(ChasmError, match="no round waits"):
        room.choose(1, "A")
    room.close()
    first = {team: taken[0][1] for team, taken in choices(room).items()}
    assert first == {"Blue": "hard", "Red": "kind", "Green": "talk"}


def test_without_a_letter_the_first_open_answer_is_taken_and_marked(tmp_path: Path) -> None:
    """Absent teams and teams without a letter get the default, and their saves say so."""
    room = opened(tmp_path)
    hand_in(room, "B-.")
    assert statuses(room) == [TeamStatus.IN, TeamStatus.ABSENT, TeamStatus.WAITS]
    room.reveal()
    assert [t.defaulted for t in room.view().teams] == [False, True, True]
    shown = room.view().round
    assert shown is not None
    assert shown.answers[0].teams == (("Red", True), ("Green", True))
    room.close()
    assert choices(room) == {
        "Blue": [("first", "hard", False)], "Red": [("first", "kind", True)], "Green": [("first", "kind", True)]
    }  # fmt: skip


def test_an_absent_team_that_comes_back_decides(tmp_path: Path) -> None:
    """A letter takes an absence back, and an absence that is taken back leaves the letter."""
    room = opened(tmp_path)
    hand_in(room, "B--")
    room.choose(2, "C")
    room.mark_absent(1)
    room.mark_absent(1, absent=False)
    assert [t.letter for t in room.view().teams] == ["B", "C", ""]
    room.close()


def test_where_stories_part_every_round_is_shown_and_others_sit_out(tmp_path: Path) -> None:
    """A round that one team has is played by that team alone; then all are together again."""
    room = played(opened(tmp_path), "BAC")
    shown = room.view().round
    assert shown is not None
    assert shown.id == "rare"
    assert statuses(room) == [TeamStatus.WAITS, TeamStatus.SITS_OUT, TeamStatus.SITS_OUT]
    with pytest.raises(ChasmError, match="Red sits this round out"):
        room.choose(2, "A")
    room.choose(1, "A")
    room.reveal()
    with pytest.raises(ChasmError, match="Red sat this round out"):
        room.open_team(2)
    room.open_team(1)
    assert room.followed(1).response == "Say sorry"
    room.go_on()
    after = room.view().round
    assert after is not None
    assert (after.id, after.number) == ("narrow", 3)
    assert statuses(room) == [TeamStatus.WAITS] * 3
    room.close()


def test_what_is_locked_is_marked_and_cannot_be_typed(tmp_path: Path) -> None:
    """A locked letter is refused with its reason; asking opens it for the team that asked, and for no other."""
    room = played(opened(tmp_path), "AAA")
    assert [t.locked for t in room.view().teams] == [("A", "B")] * 3
    with pytest.raises(ChasmError, match="B is locked for Blue: ask first"):
        room.choose(1, "B")
    room.ask(1)
    room.choose(1, "B")
    shown = room.view().round
    assert shown is not None
    assert [a.locked_for for a in shown.answers] == [rooms.NAMES, ("Red", "Green"), ()]
    with pytest.raises(ChasmError, match="Blue cannot ask now"):
        room.ask(1)
    room.close()


def test_where_nothing_is_open_a_team_waits(tmp_path: Path) -> None:
    """The letter after the last stands for waiting, where no answer is open."""
    room = played(opened(tmp_path), "AAA", "CCC")
    shown = room.view().round
    assert shown is not None
    assert [(a.letter, a.title) for a in shown.answers] == [("A", "Shut everything"), ("B", "Wait")]
    played(room, "BB.")
    room.close()
    assert [taken[-1] for taken in choices(room).values()] == [
        ("last", "wait", False), ("last", "wait", False), ("last", "wait", True)
    ]  # fmt: skip


def test_what_a_team_learned_is_on_its_own_page_only(tmp_path: Path) -> None:
    """The projector's view says that a team asked, never what it heard, what is true, or what anybody scores."""
    room = opened(tmp_path)
    room.ask(2)
    page = room.page_of(2)
    assert [v.text for v in page.ask.voices] == ["Tell us what happened."]
    assert page.dashboard.stakeholders[0].true is not None
    projected = json.dumps(dataclasses.asdict(room.view()), default=str)
    assert "Tell us what happened." not in projected
    assert '"direction": 1' not in projected
    for hidden in ("true", "reported", "weight", "learning", "credibility", 'score"'):
        assert f'"{hidden}' not in projected
    room.close()


def test_consequences_are_closed_until_they_are_opened(tmp_path: Path) -> None:
    """What followed for a team is told after it was opened, and tells no number of points."""
    room = opened(tmp_path)
    room.ask(1)
    hand_in(room, "AAB")
    room.reveal()
    with pytest.raises(ChasmError, match="not been opened"):
        room.followed(1)
    room.open_team(1)
    told = dataclasses.asdict(room.followed(1))
    assert not any(isinstance(value, float) for value in json.loads(json.dumps(told, default=str)).values())
    assert {type(step) for _, step, _ in told["felt"]} == {int}
    with pytest.raises(ChasmError, match="not been opened"):
        room.followed(2)
    room.open_all()
    assert room.followed(2).team == "Red"
    room.close()


def test_predictions_reasons_and_sheets_are_in_the_save(tmp_path: Path) -> None:
    """What a team said beside its letter is in its save as if it had played alone."""
    room = Room.new(seats.small(), tmp_path)
    room.add_team("Blue")
    room.begin()
    sheet = {s: 100.0 * (s == "customers") for s, _ in room.view().stakeholders}
    room.believe(1, sheet)
    room.go_on()
    room.predict(1, "investors", 80)
    room.explain(1, "Because.\x1b[31m")
    room.choose(1, "A")
    room.reveal()
    room.open_all()
    told = room.followed(1)
    assert told.prediction is not None
    assert (told.prediction.who, told.prediction.confidence) == (Named("investors", "Investors"), 80)
    room.close()
    (path,) = room.folder.glob("*.jsonl")
    game = replay(read_save(path))
    assert game.beliefs["before"] == sheet
    assert (game.choices[0].who, game.choices[0].confidence, game.choices[0].reason) == (
        "investors", 80, "Because.\x1b[31m",
    )  # fmt: skip


def test_a_late_team_gets_the_default_for_what_it_missed(tmp_path: Path) -> None:
    """It decides from the round that waits on; what was revealed before was taken for it, and is marked."""
    room = played(opened(tmp_path), "BAC", "A..")
    room.add_team("Late")
    late = room.view().teams[-1]
    assert (late.status, late.absences) == (TeamStatus.WAITS, 1)
    hand_in(room, "CCCC")
    room.reveal()
    room.add_team("Later")
    assert (room.view().teams[-1].defaulted, room.view().teams[-1].absences) == (True, 2)
    room.close()
    assert choices(room)["Late"] == [("first", "kind", True), ("narrow", "rest", False)]


def test_nobody_joins_when_it_is_over_and_nobody_leaves_once_it_began(tmp_path: Path) -> None:
    """Before the beginning a name can be taken out; after it, and after the end, the teams stand."""
    room = Room.new(seats.small(), tmp_path)
    room.add_team("Bleu")
    room.drop_team(1)
    with pytest.raises(ChasmError, match="needs a team"):
        room.begin()
    room.add_team("Blue")
    room.begin()
    with pytest.raises(ChasmError, match="before the game begins"):
        room.drop_team(2)
    room.go_on()
    played(room, "A", "C", "B")
    with pytest.raises(ChasmError, match="is over"):
        room.add_team("Late")
    room.close()


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "\u200b \u2060"])
def test_a_name_that_nobody_can_see_is_refused(tmp_path: Path, name: str) -> None:
    """Empty and invisible names are no names."""
    room = Room.new(seats.small(), tmp_path)
    with pytest.raises(ChasmError, match="needs a name that can be seen"):
        room.add_team(name)
    room.close()


@pytest.mark.parametrize("twin", ["Blue", " blue ", "BLUE", "Bl\u200bue", "Ｂｌｕｅ"])
def test_a_name_that_looks_like_another_is_refused_with_a_cure(tmp_path: Path, twin: str) -> None:
    """Names that the eye cannot tell apart are refused, and the message says what would do."""
    room = Room.new(seats.small(), tmp_path)
    room.add_team("Blue")
    with pytest.raises(ChasmError, match=r"already: add something .* such as .* 2"):
        room.add_team(twin)
    room.close()


def test_hostile_names_are_kept_as_text(tmp_path: Path) -> None:
    """Markup, escapes, directions and length change nothing about a room."""
    names = [
        "[red]x[/]",
        "\x1b[2J\x07",
        "a\u202egnp.exe",
        "=cmd|' /C calc'!A0",
        "<script>",
        "é" * 10_000,
        "🦊",
        "../../up",
    ]
    room = opened(tmp_path, *names)
    assert [t.name for t in room.view().teams] == [*names[:5], "é" * 200, *names[6:]]
    room.reveal()
    room = again(room)
    assert len(list(room.folder.glob("*.jsonl"))) == len(names)
    room.close()


def test_forty_teams_and_no_more(tmp_path: Path) -> None:
    """A room holds forty teams."""
    room = Room.new(seats.small(), tmp_path)
    for n in range(40):
        room.add_team(f"T{n}")
    with pytest.raises(ChasmError, match="a room holds 40 teams"):
        room.add_team("one more")
    room.close()


def test_the_timer_counts_pauses_and_stands_after_a_crash(tmp_path: Path) -> None:
    """It runs only when started, takes a minute more, never goes below zero, and is paused when found again."""
    clock = Clock()
    room = opened(tmp_path, minutes=2, clock=clock)
    clock.now += 500
    assert (room.timer.left, room.timer.running) == (120, False)
    room.run_timer(running=True)
    clock.now += 30
    room.add_minute()
    assert room.timer.left == pytest.approx(150)
    clock.now += 9
    room.tick()
    room = again(room, clock=clock)
    assert room.timer.left == pytest.approx(150)
    room.run_timer(running=True)
    clock.now += 12
    room.tick()
    clock.now += 5
    room = again(room, clock=clock)
    assert room.timer.left == pytest.approx(138)
    assert not room.timer.running
    room.run_timer(running=True)
    clock.now += 1_000
    room.tick()
    assert (room.timer.left, room.timer.running) == (0, False)
    room.add_minute()
    assert (room.timer.left, room.timer.running) == (60, True)
    room.reveal()
    room.go_on()
    assert room.timer.left == 120
    room.close()


@pytest.mark.parametrize(("after", "left"), [(9.9, 108.1), (10, 106), (10.1, 105.9), (119, 0)])
def test_a_slow_disk_gives_no_time_back(
    after: float, left: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A timer that is written down every ten seconds runs on while it is written: here four seconds each time."""
    clock = Clock()
    room = opened(tmp_path, minutes=2, clock=clock)
    room.run_timer(running=True)
    written = []

    def slow(handle: int) -> None:
        written.append(handle)
        clock.now += 4

    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", slow)
        clock.now += after
        room.tick()
    assert len(written) == (after >= 10)
    clock.now += 0 if written else 2
    assert room.timer.left == pytest.approx(left)
    room.close()


def test_two_programs_cannot_have_one_room(tmp_path: Path) -> None:
    """The second is told where the room is open, and changes nothing."""
    room = opened(tmp_path)
    with pytest.raises(ChasmError, match="open in another window"):
        Room.resume(room.folder)
    hand_in(room, "ABC")
    room.close()


def test_a_save_that_is_gone_or_anothers_is_named(tmp_path: Path) -> None:
    """A room without one of its saves says which, and where to put it; an exchanged one is refused."""
    room = opened(tmp_path)
    room.close()
    blue, red = (next(room.folder.glob(f"*-{name}-*.jsonl")) for name in ("blue", "red"))
    kept = red.read_bytes()
    red.unlink()
    with pytest.raises(ChasmError, match=r"the save of Red is not there: put .* back into"):
        Room.resume(room.folder)
    red.write_bytes(blue.read_bytes())
    with pytest.raises(ChasmError, match="not the save of Red"):
        Room.resume(room.folder)
    red.write_bytes(kept)
    Room.resume(room.folder).close()


def test_a_copy_of_a_save_in_the_folder_changes_nothing(tmp_path: Path) -> None:
    """The room knows its own files by name."""
    room = opened(tmp_path)
    hand_in(room, "ABC")
    room.reveal()
    room.close()
    blue = next(room.folder.glob("*-blue-*.jsonl"))
    blue.with_name("copy of blue.jsonl").write_bytes(blue.read_bytes())
    before = choices(room)
    room = Room.resume(room.folder)
    assert choices(room) == before
    room.close()


def test_an_edited_scenario_changes_nothing_for_a_room(tmp_path: Path) -> None:
    """A room goes on with the texts that it began with, late teams too."""
    room = opened(tmp_path / "saves")
    room = again(room)
    room.add_team("Late")
    room.close()
    texts = {read_save(path).header.scenario_sha256 for path in room.folder.glob("*.jsonl")}
    assert len(texts) == 1


def test_a_room_nobody_entered_leaves_nothing(tmp_path: Path) -> None:
    """Looking and leaving makes no folder."""
    Room.new(seats.small(), tmp_path / "saves").close()
    assert list((tmp_path / "saves").iterdir()) == []


def test_rooms_that_were_left_are_offered_and_finished_ones_are_not(tmp_path: Path) -> None:
    """The door knows the unfinished rooms of its story; damaged folders stop nothing."""
    door = RoomDoor(tmp_path, seats.small(), teams=("Blue", "Red"))
    room = door.entered()
    assert room is not None
    room.close()
    (tmp_path / "Monday, the second try").mkdir()  # by what is in it, not by its name
    (tmp_path / "Monday, the second try" / "room.journal").write_text("{}\n")
    assert door.entered() is None
    assert [(line.teams, line.revealed) for line in door.left()] == [(2, 0)]
    assert [line.error != "" for line in shelf(tmp_path)] == [False, True]
    room = door.resume(door.left()[0].folder)
    room.begin()
    room.go_on()
    played(room, "AA", "CC", "BB")
    room.go_on()
    room.show_scores()
    room.close()
    assert door.left() == ()


def test_a_full_disk_loses_nothing_and_can_be_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reveal that failed half-way is finished by revealing again; until then nothing else can be changed."""
    room = opened(tmp_path)
    hand_in(room, "ABC")
    decide = LocalPlay.decide

    def broken(play: LocalPlay, *given: object, **more: object) -> object:
        if play.played.header.team == "Green":
            raise ChasmError("no space left")
        return decide(play, *given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(LocalPlay, "decide", broken)
    with pytest.raises(ChasmError, match="no space left"):
        room.reveal()
    assert room.view().stage is RoomStage.LETTERS
    with pytest.raises(ChasmError, match=r"revealed, and stand|sits this round out"):
        room.choose(3, "A")
    monkeypatch.undo()
    room.reveal()
    assert room.view().stage is RoomStage.CHOICES
    room.close()
    assert list(choices(room).values()) == [
        [("first", "kind", False)], [("first", "hard", False)], [("first", "talk", False)]
    ]  # fmt: skip


def test_a_text_that_stands_twice_for_some_is_not_shown_as_read_by_all(tmp_path: Path) -> None:
    """Who reads what is counted by teams: two teams, one of which the story tells the same thing twice, are no four."""
    once = "{if: \"asked('first')\", text: You had asked.}"
    room = opened(tmp_path, "Blue", "Red", scenario=seats.small(once, f"{once}, {once}"))
    room.ask(1)
    played(room, "AA")
    while (shown := room.view().round) is not None and shown.id != "narrow":
        played(room, "AA")
    assert shown is not None
    assert "You had asked." not in shown.shock
    assert shown.parted == (("You had asked.", ("Blue",)),)
    room.close()


@pytest.mark.parametrize(
    ("story", "wanted", "before", "after"),
    [
        ("always", "always", True, True),
        ("always", "after", False, True),
        ("always", "debrief", False, False),
        ("after", "always", False, True),
        ("after", "after", False, True),
        ("after", "debrief", False, False),
        ("debrief", "always", False, False),
        ("debrief", "after", False, False),
    ],
)
def test_labels_wait_for_the_later_of_what_the_story_and_the_room_want(
    tmp_path: Path, story: str, wanted: RoomLabels, before: bool, after: bool
) -> None:
    """Neither shows old and new before the other wants it; at the end both are told, round by round."""
    room = opened(tmp_path, scenario=seats.small("labels: after", f"labels: {story}"), labels=wanted)
    assert _labelled(room) == before
    assert room.view().labels == ()
    hand_in(room, "ABC")
    room.reveal()
    assert _labelled(room) == after
    room.close()


def test_rooms_keep_labels_for_the_debrief_unless_they_are_asked_to_show_them(tmp_path: Path) -> None:
    """A room that nobody set shows none at a reveal, nor after it was opened again; at its end it tells all of them."""
    room = opened(tmp_path)
    hand_in(room, "ABC")
    room.reveal()
    assert not _labelled(room)
    room = again(room)
    assert not _labelled(room)
    room = again(room, labels="after")
    assert _labelled(room)
    while room.stage is not RoomStage.END:
        if room.stage is RoomStage.LETTERS:
            room.reveal()
        room.go_on()
    told = room.view().labels
    assert told[0].title == "The first one"
    assert len(told) == len(room._state.revealed)
    assert told[0].answers == (("A", "Be kind", "new"), ("B", "Be hard", "old"), ("C", "Promise it", "old"))
    room.close()


def _labelled(room: Room) -> bool:
    shown = room.view().round
    assert shown is not None
    return any(answer.label for answer in shown.answers)
