"""Plain mode at a seat that takes its time: another process holds the game, and its line may be lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from session.far import Elsewhere, FarSeat, elsewhere

from chasm_game.journal.journal import read_save
from chasm_game.journal.replay import replay
from chasm_game.plain.game import PlainGame


def play(seat: FarSeat, lines: list[str | Callable[[], str]], on: dict[str, Callable[[], object]]) -> list[str]:
    """What is told while lines are typed; each of `on` is done once, when a paragraph that begins so is told."""
    told: list[str] = []
    typed = iter(lines)

    def read() -> str | None:
        line = next(typed, None)
        return line() if callable(line) else line

    def say(paragraph: str) -> None:
        told.append(paragraph)
        for begin in [each for each in on if paragraph.startswith(each)]:
            on.pop(begin)()

    PlainGame(seat, read, say, patience=0.0).run()
    return told


def choices(game: Elsewhere) -> list[str]:
    """What was decided, as the save of the killed process tells it."""
    return [each.response for each in replay(read_save(game.end())).choices]


def test_a_whole_game_is_played_with_a_host_in_another_process(tmp_path: Path) -> None:
    """Sheet, ask, three rounds with their predictions, sheet, debrief: as at home, with a line while one waits."""
    with elsewhere(tmp_path) as game:
        seat = game.seat()
        rounds = [line for number in ("1", "3", "2") for line in (number, "1 70", "skip")]
        told = play(seat, ["skip", "ask", *rounds, "skip", "quit"], {})
        assert "Handed in. Waiting for Red and Blue. Ctrl+C leaves." in told
        assert any(each.startswith("That was the debrief.") for each in told)
        assert choices(game) == ["kind", "rest", "wait"]


def test_a_lost_line_is_told_and_comes_back(tmp_path: Path) -> None:
    """What was typed while the line was lost arrives when it is back, once, and the game goes on."""
    with elsewhere(tmp_path) as game:
        seat = game.seat(every=0.02)
        on: dict[str, Callable[[], object]] = {}

        def decide() -> str:
            game.tell("deaf")
            on["Handed in. Waiting for the answer."] = lambda: game.tell("cut")
            on["The connection to the game is lost: the host does not answer."] = lambda: game.tell("mend", "hear")
            return "skip"

        told = play(seat, ["skip", "1", "skip", decide, "last"], on)
        assert any("Be kind" in each for each in told[told.index("The connection is back.") :])
        assert choices(game) == ["kind"]


def test_a_round_that_went_on_while_somebody_typed_is_said(tmp_path: Path) -> None:
    """An answer to a round that others have closed is refused in a sentence, and what followed is told."""
    with elsewhere(tmp_path) as game:
        seat = game.seat()

        def late() -> str:
            game.tell("default")
            while not seat.state.view.rounds:  # it is there when it is there
                seat._thread.join(0.01)
            return "skip"

        told = play(seat, ["skip", "2", "skip", late], {})
        at = next(n for n, each in enumerate(told) if each.startswith("That round is over"))
        assert any("Be kind" in each for each in told[at:])
        assert choices(game) == ["kind"]


def test_ctrl_c_leaves_while_one_waits_and_loses_nothing(tmp_path: Path) -> None:
    """Nobody has to wait for the others to leave; what was handed in is in the game."""
    with elsewhere(tmp_path) as game:
        seat = game.seat()
        on: dict[str, Callable[[], object]] = {}

        def interrupt() -> None:
            raise KeyboardInterrupt

        def decide() -> str:
            game.tell("hold")
            on["Handed in. Waiting for Red and Blue."] = interrupt
            return "skip"

        with pytest.raises(KeyboardInterrupt):
            play(seat, ["skip", "1", "skip", decide], on)
        assert seat._closed
        assert choices(game) == ["kind"]


def test_while_one_waits_nothing_is_offered_but_the_way_out(tmp_path: Path) -> None:
    """From handing in until something follows, the only thing told to type is Ctrl+C."""
    with elsewhere(tmp_path) as game:
        seat = game.seat()
        on: dict[str, Callable[[], object]] = {}

        def held() -> str:
            game.tell("hold")
            on["Handed in. Waiting for Red and Blue."] = lambda: game.tell("go")
            return "skip"

        told = play(seat, ["skip", "1", "skip", held, "quit"], on)
        why = told.index("Why this answer? One sentence, or skip.")
        followed = next(n for n in range(why, len(told)) if "Be kind" in told[n])
        waiting = told[why + 1 : followed]
        assert "Handed in. Waiting for Red and Blue. Ctrl+C leaves." in waiting
        assert all(each.startswith("Handed in.") and each.endswith(" Ctrl+C leaves.") for each in waiting), waiting
        assert choices(game) == ["kind"]
