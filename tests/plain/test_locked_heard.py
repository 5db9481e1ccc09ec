"""A locked answer in plain mode: its title and what it needs, until it is open."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from session import seats

from chasm_game.plain.game import PlainGame
from chasm_game.session.local_seat import LocalSeat

TEXT = "You heard it when you asked."


def heard(folder: Path, typed: Iterable[str]) -> list[str]:
    """What is told of a quick tutorial while some lines are typed."""
    play = seats.begin(folder, seats.library().find("tutorial"), quick=True)
    told: list[str] = []
    lines = iter(typed)
    try:
        PlainGame(LocalSeat(play, at_once=True), lambda: next(lines, None), told.append).run()
    finally:
        play.close()
    return told


def test_a_locked_answer_tells_only_its_title_and_what_it_needs(tmp_path: Path) -> None:
    """Neither its text, which speaks of what has not been done, nor its price, nor whom it moves."""
    told = heard(tmp_path, ["1", "answers", "again"])
    locked = [line for line in told if line.startswith("4. Do what the night shift proposes.")]
    assert len(locked) == 3
    assert len(set(locked)) == 1
    assert locked[0].startswith("4. Do what the night shift proposes. Locked: ")
    assert not any(word in locked[0] for word in (TEXT, "Moves", "Costs"))


def test_an_answer_that_asking_opened_is_told_in_full(tmp_path: Path) -> None:
    """Nobody has heard its text before; those that were open are not told again in full."""
    told = heard(tmp_path, ["1", "ask"])
    directions = told[next(n for n, line in enumerate(told) if line.startswith("You now know which way")) :]
    opened = next(line for line in directions if line.startswith("4. "))
    assert opened.startswith(f"4. Do what the night shift proposes. This is open now. {TEXT}")
    assert "By the end of this round" in opened
    first = next(line for line in directions if line.startswith("1. "))
    assert "By the end of this round" in first.split(". ")[2]


def test_the_ways_of_the_company_are_called_the_company_s(tmp_path: Path) -> None:
    """What its deeds show is not what the player thinks."""
    told = heard(tmp_path, ["1", "ask"])
    ways = [line for line in told if line.startswith("What is told. ")]
    assert ways
    assert all(line.startswith("What is told. Your company: ") for line in ways)
