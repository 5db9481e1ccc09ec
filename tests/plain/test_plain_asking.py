"""Plain mode: asking with a leader in one line, and the second page of the belief sheet, axis by axis."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from session import seats

from chasm_game.debrief.happenings import COMING_ALONG
from chasm_game.plain.game import PlainGame
from chasm_game.session.local import LocalPlay
from chasm_game.session.local_seat import LocalSeat
from chasm_game.views.marks import MARKS_TOLD
from chasm_game.views.round import Phase

POINTS = "20 20 20 20 20"


def heard(folder: Path, typed: Iterable[str], **options: Any) -> tuple[LocalPlay, list[str]]:
    """A game of the story with leaders, closed, and what is told while some lines are typed."""
    play = seats.begin(folder, seats.led(), **{"quick": True, **options})
    told: list[str] = []
    lines = iter(typed)
    PlainGame(LocalSeat(play, at_once=True), lambda: next(lines, None), told.append).run()
    return play, told


def decisions(play: LocalPlay) -> list[str]:
    """Everything decided."""
    return [str(d) for d in play.played.game.decisions]


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("ask", "ask"), ("ask:ines", "ask:ines"), ("ask ines", "ask:ines"), ("ask : ines", "ask:ines"),
        ("ASK:Tom.", "ask:tom"),
        ("ask Ines Vall", "ask:ines"), ("ask tom [ek]", "ask:tom"), ("ａｓｋ：ｔｏｍ", "ask:tom"),
    ],
)  # fmt: skip
def test_one_line_asks_alone_or_with_a_leader(tmp_path: Path, line: str, asked: str) -> None:
    """By id or name, with a colon or a space, in capitals, as an input method writes it; also in a quick game."""
    play, told = heard(tmp_path, [line, "kind", "stay"])
    assert decisions(play) == [asked, "kind", "stay"]
    first = next(part for part in told if part.startswith("You asked the people"))
    assert (" with " in first) == (":" in asked)


def test_who_may_come_along_is_told_with_the_answers_and_who_came_with_the_voices(tmp_path: Path) -> None:
    """With what to type, what they watch, and how far they carry what is decided; what that buys is told before.

    It is told once, and where one asks to hear it: with the first round, and on `help`.
    """
    _, told = heard(tmp_path, ["answers", "help", "ask ines", "voices", "kind", "leave"])
    offer = [part for part in told if part.startswith("A leader can come along")]
    assert len(offer) == 3  # with the first round, where it is asked for again, and with the second round
    assert "type ask ines for Ines Vall, who watches Cash, assent 45" in offer[0]
    assert "type ask tom for Tom [Ek], who watches " in offer[0]
    assert [COMING_ALONG in part for part in offer] == [True, True, False]
    assert any(COMING_ALONG in part for part in told if part.startswith("Type the number of an answer"))
    assert any("or ask and the id of a leader who comes along" in part for part in told)
    assert told.count("Ines Vall has heard it too: assent 53.") == 2
    assert sum(part.startswith("You asked the people with Ines Vall, for") for part in told) == 2


def test_what_a_leader_does_is_told_once(tmp_path: Path) -> None:
    """Behind the name in the first round; no more at each offer, round and consequence, but where `state` asks."""
    _, told = heard(tmp_path, ["kind", "state", "ask ines"])
    role = [part for part in told if "Ines Vall (keeps the books)" in part]
    assert len(role) == 2
    assert role[0] == next(part for part in told if "How far your leaders carry things" in part)
    asked = next(part for part in told if part.startswith("Your leaders: "))
    assert told.index(role[0]) < told.index(asked) < told.index(role[1])


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("ask inez", "Did you mean ines?"), ("ask:inez", "Did you mean ines?"), ("ask Ines Wall", "Did you mean ines?"),
        ("ask the people", "There are ines and tom."), ("ask \x1b[2J\u202e", "There are ines and tom."),
    ],
)  # fmt: skip
def test_a_leader_that_is_not_there_is_told_and_nothing_is_asked(tmp_path: Path, line: str, said: str) -> None:
    """The line is answered, and the round waits as before."""
    play, told = heard(tmp_path, [line, "kind"])
    assert decisions(play) == ["kind"]
    answer = next(part for part in told if part.startswith("There is no leader"))
    assert answer.endswith(said)
    assert not set(answer) & {"\x1b", "\u202e"}


def test_where_nobody_leads_and_where_nothing_can_be_asked(tmp_path: Path) -> None:
    """Both are said; a leader's name makes no second asking in a round."""
    play = seats.begin(tmp_path, quick=True)
    told: list[str] = []
    lines = iter(["ask ines", "help", "kind"])
    PlainGame(LocalSeat(play, at_once=True), lambda: next(lines, None), told.append).run()
    assert "Nobody comes along in this story: type ask alone to ask the people." in told
    assert decisions(play) == ["kind"]
    assert not any("leader" in part for part in told if part.startswith(("Or ask", "A leader", "Type the number")))
    play, told = heard(tmp_path / "led", ["ask", "ask ines", "kind", "ask tom", "ask", "stay"])
    assert decisions(play) == ["ask", "kind", "ask:tom", "stay"]
    assert sum(part.startswith("You have asked in this round already") for part in told) == 2


def test_a_pipe_asks_with_a_leader_in_one_line(tmp_path: Path) -> None:
    """In a process of its own: every line of input counts, as the documents say."""
    story = tmp_path / "led.yaml"
    story.write_text(seats.LED)
    command = [
        sys.executable,
        "-m",
        "chasm_game",
        "play",
        str(story),
        "--plain",
        "--quick",
        "--saves",
        str(tmp_path / "s"),
    ]
    done = subprocess.run(
        command, input="ask:ines\nkind\nask tom\n2\n", capture_output=True, text=True, check=True,
        env=seats.process_environment(tmp_path), timeout=120,
    )  # fmt: skip
    assert "You asked the people with Tom [Ek]" in done.stdout
    (save,) = (tmp_path / "s").glob("*.jsonl")
    assert [line.count('"with":"ines"') for line in save.read_text().splitlines()[1:3]] == [1, 0]


def test_the_second_page_is_asked_axis_by_axis(tmp_path: Path) -> None:
    """Both statements are read, Enter keeps the middle, what was typed is said in words, before and after the game."""
    lines = [POINTS, "9", "", "2", " 6 ", "kind", "skip", "skip", "stay", "skip", "skip", POINTS, "1", "skip"]
    play, told = heard(tmp_path, lines, quick=False)
    assert play.phase is Phase.DEBRIEF
    assert play.played.ways == {
        "before": {"voice": 1.0, "openness": 0.0, "horizon": -0.75, "sharing": 0.25}, "after": {"voice": -1.0},
    }  # fmt: skip
    ways = seats.library().rulebook.ways
    for number, way in enumerate(ways.values(), start=1):
        question = next(part for part in told if part.startswith(f"{number} of {len(ways)}: "))
        assert way.low in question
        assert way.high in question
    for mark in (9, 5, 2, 6, 1):
        assert f"{mark}: {MARKS_TOLD[mark]}." in told


def test_skipping_the_first_page_skips_the_sheet(tmp_path: Path) -> None:
    """Who has nothing to say is asked nothing more; who skips the first question has said nothing of how."""
    play, told = heard(tmp_path, ["skip", "kind", "skip", "skip", "stay", "skip", "skip", POINTS, "Skip."], quick=False)
    assert play.played.ways == {"before": None, "after": None}
    assert play.played.beliefs["before"] is None
    assert play.played.beliefs["after"] is not None
    assert sum(part.startswith("1 of 4: ") for part in told) == 1


@pytest.mark.parametrize("line", ["0", "10", "-1", "5.5", "middle", "1 2", "\x1b[2J", "½"])
def test_what_is_no_mark_is_asked_for_again(tmp_path: Path, line: str) -> None:
    """Just under the first and just over the last: the question stays, and nothing was said."""
    play, told = heard(tmp_path, [POINTS, line, "help", "words", "7", "skip"], quick=False)
    assert play.played.ways == {"before": {"voice": 0.5}}
    assert "Type a number from 1 to 9; Enter alone is 5, the middle. Or type skip." in told
    assert any(part.startswith("Type a number from 1 to 9: 1 is the first statement alone") for part in told)


@pytest.mark.parametrize("lines", [[POINTS], [POINTS, "9", "quit"]])
def test_leaving_in_the_middle_hands_nothing_in(tmp_path: Path, lines: list[str]) -> None:
    """Neither page is in the save, and both are asked for again."""
    play, _ = heard(tmp_path, lines, quick=False)
    again = LocalPlay.resume(play.save)
    assert (again.phase, again.played.beliefs) == (Phase.BELIEFS_BEFORE, {})
    again.close()


def test_a_quick_game_asks_about_neither_page(tmp_path: Path) -> None:
    """Every line of it is a decision."""
    play, told = heard(tmp_path, ["1", "1"])
    assert play.phase is Phase.DEBRIEF
    assert not any("how does a company create it" in part for part in told)
