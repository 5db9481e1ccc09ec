"""Asking the people with a leader: what is kept, what is seen, what is refused, and the way back into a story."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from session import rooms, seats

from chasm_game.commands.review import review
from chasm_game.compare.compare import compare
from chasm_game.compare.data import comparison_csv
from chasm_game.debrief.review_json import review_json
from chasm_game.engine.game import Game
from chasm_game.errors import ChasmError
from chasm_game.journal.actions import Asked
from chasm_game.journal.journal import read_save
from chasm_game.journal.played import Played
from chasm_game.scenario.load import load_scenario
from chasm_game.scenario.source import Source
from chasm_game.session.local import LocalPlay
from chasm_game.session.parse_input import Unreadable, leader_of
from chasm_game.session.preview.replaying import decisions_of, replay_decisions
from chasm_game.session.room.room import Room
from chasm_game.session.seat import AskRequest
from chasm_game.session.wire import request_from_wire, to_wire

LEADERS = (("ines", "Ines Vall"), ("tom", "Tom [Ek]"))


def over(folder: Path, **options: bool) -> LocalPlay:
    """A quick game: with Ines in the first round, alone in the second."""
    play = seats.begin(folder, seats.led(), quick=True, team="Blue", **options)
    play.ask("ines")
    play.decide("kind")
    play.ask()
    play.decide("stay")
    return play


def test_who_may_come_along_is_seen_and_who_came(tmp_path: Path) -> None:
    """Name, role and assent before; afterwards who it was, and that the assent has risen by the rulebook's share."""
    play = seats.begin(tmp_path, seats.led(), quick=True)
    before = play.round().ask
    assert [(k.id, k.name, k.role, k.assent) for k in before.leaders] == [
        ("ines", "Ines Vall", "keeps the books", 45.0), ("tom", "Tom [Ek]", "", 50.0),
    ]  # fmt: skip
    assert before.companion is None
    after = play.ask("ines").ask
    assert after.companion is not None
    assert after.companion.id == "ines"
    assert after.companion.assent == pytest.approx(45 + 0.15 * 55)
    assert [k.assent for k in after.leaders] == [after.companion.assent, 50.0]
    play.close()


def test_a_save_says_with_whom_and_is_played_again(tmp_path: Path) -> None:
    """`with` in the line where somebody came along, nothing where nobody did; resumed, it is seen as before."""
    play = over(tmp_path)
    said = [json.loads(line) for line in play.save.read_bytes().splitlines()[1:]]
    assert said[0] == {"n": 1, "do": "ask", "round": "first", "with": "ines"}
    assert said[2] == {"n": 3, "do": "ask", "round": "second"}
    assert [d.companion and d.companion.name for d in play.debrief().decisions] == ["Ines Vall", None]
    assert [d["asked"] for d in review_json(play.played, known=False)["decisions"]] == ["ines", True]
    seen = seats.seen(play)
    play.close()
    again = LocalPlay.resume(play.save)
    assert seats.seen(again)[2:] == seen[2:]
    again.close()


@pytest.mark.parametrize("leader", ["inez", "INES", "cash", "", "ines\n"])
def test_a_leader_that_is_none_is_refused_and_nothing_is_paid(tmp_path: Path, leader: str) -> None:
    """With the nearest name where there is one; neither the file nor the game has changed."""
    play = seats.begin(tmp_path, seats.led(), quick=True)
    before, seen = play.save.read_bytes(), play.round()
    with pytest.raises(ChasmError, match="no leader") as refused:
        play.ask(leader)
    assert "ines" in str(refused.value)
    assert (play.save.read_bytes(), play.round()) == (before, seen)
    play.close()


def test_where_nobody_leads_nobody_comes_along(tmp_path: Path) -> None:
    """A story without leaders is asked in as always, and only alone."""
    play = seats.begin(tmp_path, quick=True)
    assert play.round().ask.leaders == ()
    with pytest.raises(ChasmError, match="no leader `ines` in this story"):
        play.ask("ines")
    assert play.ask().ask.companion is None
    play.close()


def test_taking_back_leaves_nobody_convinced(tmp_path: Path) -> None:
    """In practice an asking is taken back with who heard it."""
    play = seats.begin(tmp_path, seats.led(), practice=True, quick=True)
    before = play.round()
    play.ask("tom")
    play.rewind()
    assert play.round() == before
    play.close()


@pytest.mark.parametrize(
    ("said", "meant"),
    [("ines", "ines"), ("INES", "ines"), (" Ines  Vall ", "ines"), ("tom [ek]", "tom"), ("ＴＯＭ", "tom")],
)
def test_a_leader_is_named_by_id_or_name(said: str, meant: str) -> None:
    """In capitals too, and as an input method writes it."""
    assert leader_of(said, LEADERS) == meant


@pytest.mark.parametrize(
    ("said", "told"),
    [("inez", "Did you mean ines?"), ("Ines Wall", "Did you mean ines?"), ("zzz", "There are ines and tom."),
     ("\x1b[2J", "There are ines and tom.")],
)  # fmt: skip
def test_a_leader_that_is_not_there_is_told_with_the_nearest(said: str, told: str) -> None:
    """Or with all there are; what was typed steers no terminal."""
    with pytest.raises(Unreadable) as refused:
        leader_of(said, LEADERS)
    assert str(refused.value).endswith(told)
    assert "\x1b" not in str(refused.value)


def test_a_name_that_two_leaders_share_names_neither_and_an_id_wins_over_a_name() -> None:
    """Whoever is meant is asked for by id."""
    alike = (("ann", "Kim"), ("kim", "Lee"), ("lee", "Max"), ("bob", "Max"))
    assert leader_of("kim", alike) == "kim"
    assert leader_of("lee", alike) == "lee"
    with pytest.raises(Unreadable):
        leader_of("Max", alike)


def test_a_team_of_a_room_asks_with_a_leader(tmp_path: Path) -> None:
    """It is paid at once and stands; a wrong leader changes nothing, not even its belief sheet."""
    room = rooms.opened(tmp_path, "Blue", "Red", scenario=seats.led())
    with pytest.raises(ChasmError, match="no leader `tim`"):
        room.ask(1, "tim")
    assert not room.view().teams[0].asked
    room.ask(1, "tom")
    room.ask(2)
    pages = [room.page_of(team).ask for team in (1, 2)]
    assert [page.companion and page.companion.id for page in pages] == ["tom", None]
    saves = [read_save(path) for path in sorted(room.folder.glob("led-*.jsonl"))]
    asked = [a.leader for save in saves for a in save.actions if isinstance(a, Asked)]
    assert asked == ["tom", None]
    room = rooms.again(room)
    assert isinstance(room, Room)
    assert room.page_of(1).ask.companion == pages[0].companion
    room.close()


def test_a_leader_crosses_to_a_host_and_an_older_seat_asks_alone() -> None:
    """What is no text is refused."""
    request = AskRequest("first", "ines")
    assert request_from_wire(to_wire(request)) == request
    assert request_from_wire(b'{"kind":"ask","round":"first"}') == AskRequest("first", None)
    with pytest.raises(ChasmError, match="no AskRequest at leader"):
        request_from_wire(b'{"kind":"ask","round":"first","leader":1}')


def test_a_review_as_a_play_is_read_by_its_story(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`ask:ines` in `choices:` comes back as the asking that it was, under `chasm check` and in games."""
    play = over(tmp_path)
    play.close()
    review(play.save, as_play=True)
    entry = capsys.readouterr().out.strip()
    assert "choices: [ask:ines, kind, ask, stay]" in entry
    text = f"{seats.LED}plays:\n  {entry}\n"
    scenario, _ = load_scenario(Source("led.yaml", text), seats.library().rulebook)
    assert scenario.plays[0].choices == ("ask:ines", "kind", "ask", "stay")
    assert scenario.plays[0].score == play.played.game.outcome.score  # type: ignore[union-attr]
    with pytest.raises(ChasmError, match="there is no leader `inez`"):
        load_scenario(Source("led.yaml", text.replace("ask:ines", "ask:inez")), seats.library().rulebook)


def test_a_preview_asks_again_with_the_same_leader(tmp_path: Path) -> None:
    """After the file changed; where the leader is gone the people are asked alone, and it is said."""
    play = over(tmp_path)
    decided = decisions_of(play.played.game)
    text = seats.LED.replace(
        "  ines: {name: Ines Vall, role: keeps the books, watches: cash, share: 2, assent: 45}\n", ""
    )
    without, _ = load_scenario(Source("led.yaml", text), seats.library().rulebook)
    told = {}
    for scenario in (seats.led(), without):
        again = Played(play.played.header, Game(scenario))
        notes = replay_decisions(again, decided)
        told[tuple(str(d) for d in again.game.decisions)] = notes
    assert told == {
        ("ask:ines", "kind", "ask", "stay"): [],
        ("ask", "kind", "ask", "stay"): ["There is no leader `ines` any more: the people are asked alone."],
    }
    play.close()


def test_a_comparison_says_with_whom(tmp_path: Path) -> None:
    """The cell has the leader, and a column of the table its id."""
    play = over(tmp_path)
    play.close()
    found = compare([play.save], seats.library())
    cells = found.view.rankings[0].teams[0].choices
    assert [c.companion and c.companion.id for c in cells] == ["ines", None]
    rows = csv.DictReader(comparison_csv(found.view).splitlines())
    assert [row["asked_with"] for row in rows] == ["ines", ""]
