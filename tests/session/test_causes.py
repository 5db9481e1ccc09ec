"""No reported move without a cause of its sign below it, in games of every shipped story, on each face."""

from __future__ import annotations

import pytest
from session.random_games import STORIES, random_games

from chasm_game.plain.consequences import consequences as in_plain_mode
from chasm_game.tui.paragraphs.consequences import felt
from chasm_game.views.changes_builder import FOG
from chasm_game.views.consequences import ChangeView, ConsequencesView
from chasm_game.views.consequences_builder import consequences


def explained(change: ChangeView) -> bool:
    """Whether a change has a reason of its sign, if it changed at all."""
    return not change.step or any(reason.sign == (1 if change.step > 0 else -1) for reason in change.reasons)


def check(view: ConsequencesView) -> None:
    """Everybody's move has a cause of its sign, silent rounds included; the fog is told where it is one."""
    silent = [change for each in view.silent for change in (*each.stakeholders, *each.company)]
    for change in (*view.stakeholders, *view.company, *silent):
        assert explained(change), (view.id, change)
    heard = " ".join(in_plain_mode(view))
    blocks = felt(view, "$M")[1 : 1 + len(view.stakeholders)]
    for change, block in zip(view.stakeholders, blocks, strict=True):
        shown = " ".join(line.plain for line in block.after(2000)[1:])
        assert not change.step or ("+ " if change.step > 0 else "− ") in shown, (view.id, change, shown)
    foggy = {r.because for c in (*view.stakeholders, *silent) if c.step for r in c.reasons if r.because in FOG.values()}
    assert all(because in heard for because in foggy)


def every_round(name: str, games: int) -> None:
    """Every round of so many games of a story, as its player sees it."""
    for played in random_games(STORIES[name], games):
        for number in range(1, len(played.choices) + 1):
            check(consequences(played, number))


@pytest.mark.parametrize("name", STORIES)
def test_every_reported_move_has_a_cause_of_its_sign_or_the_fog_is_named(name: str) -> None:
    """Three games of every story: nobody goes up or down on the screen with nothing below that says why."""
    every_round(name, 3)


@pytest.mark.long
@pytest.mark.parametrize("name", STORIES)
def test_every_reported_move_of_many_games_has_a_cause(name: str) -> None:
    """The same in a hundred games of every story."""
    every_round(name, 100)
