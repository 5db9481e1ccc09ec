"""How it is told that more or less of the truth is heard: once a round, all together, and shorter again."""

from __future__ import annotations

import pytest
from session.random_games import STORIES, random_games

from chasm_game.debrief import happenings
from chasm_game.tui.paragraphs.consequences import felt
from chasm_game.views.changes_builder import AGAIN, FOG, told_again
from chasm_game.views.consequences import FOG_RULE, ChangeView, ConsequencesView, ReasonView, SilentView
from chasm_game.views.consequences_builder import consequences


def heard(name: str, sign: int) -> ChangeView:
    """Somebody of whom more or less of the truth is heard, beside a loss."""
    loss = ReasonView("Be hard.", -1, None, "strike/hard/effects", echo=False)
    fog = ReasonView(FOG[sign], sign, None, FOG_RULE, echo=False)
    return ChangeView(name.lower(), name, 40.0, 42.0, 1, (loss, fog))


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [([], 1, FOG[1]), ([-1], 1, FOG[1]), ([1], 1, AGAIN[1]), ([-1], -1, AGAIN[-1]), ([1, -1], -1, AGAIN[-1])],
)
def test_the_fog_is_told_in_fewer_words_where_it_went_the_same_way_before(
    before: list[int], now: int, words: str
) -> None:
    """Only the words become fewer: signs and other reasons stay."""
    change = heard("Guests", now)
    (told,) = told_again((change,), [heard("Crews", sign) for sign in before])
    assert [(r.because, r.sign, r.fog) for r in told.reasons] == [("Be hard.", -1, False), (words, now, True)]


def test_all_whom_the_fog_moved_are_named_together() -> None:
    """A sentence for each way, with the names behind it; nobody, no sentence."""
    found = tuple(happenings.fog_in_words((heard("Guests", 1), heard("Crews", -1), heard("Towns", 1))))
    assert found == (f"{FOG[1]} Up: Guests, Towns.", f"{FOG[-1]} Down: Crews.")
    assert not tuple(happenings.fog_in_words(()))


def test_rounds_and_silent_rounds_tell_the_fog_once_and_again_in_fewer_words() -> None:
    """In games of all stories: in long words where the round before had none that way, and never twice on a screen."""
    told = set()
    for story in STORIES.values():
        for played in random_games(story, 6):
            before: set[int] = set()
            for number in range(1, len(played.choices) + 1):
                view = consequences(played, number)
                screen = [line.plain for block in felt(view, "$M") for line in block.after(2000)]
                parts: tuple[ConsequencesView | SilentView, ...] = (view, *view.silent)
                for part in parts:
                    found = {(r.because, r.sign) for c in part.stakeholders for r in c.reasons if r.fog}
                    assert found == {((AGAIN if sign in before else FOG)[sign], sign) for _, sign in found}
                    before = {sign for _, sign in found}
                    told |= found
                    if part is view:
                        assert all(sum(because in row for row in screen) == 1 for because, _ in found)
    assert {because for because, _ in told} == {*FOG.values(), *AGAIN.values()}
