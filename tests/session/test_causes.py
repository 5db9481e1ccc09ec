"""No reported move without a cause of its sign below it, in games of every shipped story, on each face."""

from __future__ import annotations

import pytest
from session import seats
from session.random_games import STORIES, random_games

from chasm_game.debrief.happenings import fog
from chasm_game.engine.game import Game
from chasm_game.journal.actions import Chose
from chasm_game.journal.played import Played
from chasm_game.plain.consequences import consequences as in_plain_mode
from chasm_game.tui.paragraphs.consequences import felt
from chasm_game.views.consequences import ChangeView, ConsequencesView, SilentView
from chasm_game.views.consequences_builder import consequences


def explained(change: ChangeView) -> bool:
    """Whether a change has a reason of its sign, if it changed at all."""
    return not change.step or any(reason.sign == (1 if change.step > 0 else -1) for reason in change.reasons)


def check_echoes(part: ConsequencesView | SilentView) -> None:
    """What came back stands under its own reason: a gain never under that of a loss, a leader under one name."""
    changes = (*part.stakeholders, *part.company, *(leader.change for leader in part.leaders))
    reasons = {change.id: {(r.because, r.sign) for r in change.reasons} for change in changes}
    for echo in part.echoes:
        for who, sign in echo.touched:
            # A gauge that moved by less than half a point has no change of its own, and nothing to compare with.
            assert who.id not in reasons or (echo.because, sign) in reasons[who.id], (part.number, echo, who)


def check(view: ConsequencesView) -> None:
    """Everybody's move has a cause of its sign, silent rounds included; the fog is told where it is one."""
    silent = [change for each in view.silent for change in (*each.stakeholders, *each.company)]
    for change in (*view.stakeholders, *view.company, *silent):
        assert explained(change), (view.id, change)
    check_echoes(view)
    for each in view.silent:
        check_echoes(each)
    heard = " ".join(in_plain_mode(view))
    landing = felt(view, "$M")
    blocks = landing[1 : 1 + len(view.stakeholders)]
    for change, block in zip(view.stakeholders, blocks, strict=True):
        shown = " ".join(line.plain for line in block.after(2000)[1:])
        # The fog is told below the rows, and explains a row beside which what is the same every round stays folded.
        mine = [r for r in change.reasons if r.sign * change.step > 0]
        below = any(r.fog for r in mine) and all(r.fog or r.usual for r in mine)
        assert not change.step or below or ("+ " if change.step > 0 else "− ") in shown, (view.id, change, shown)
    screen = " ".join(line.plain.strip() for block in landing for line in block.after(2000))
    parts: tuple[ConsequencesView | SilentView, ...] = (view, *view.silent)
    for part in parts:
        for because, moved in fog(part.stakeholders).items():
            assert because in heard
            assert part is not view or screen.count(because) == 1, (view.id, screen)
            assert all(name in heard for name, _ in moved)


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


@pytest.mark.parametrize(
    ("answers", "reasons"),
    [
        (
            ("policy", "surcharge", "half", "skerry", "match"),
            {
                "The fuel line came off the ticket, and six dollars a seat with it.": {("Cash", -1)},
                "The price was gone, and so was the fuel line, as you had printed it.": {("Credibility", 1)},
            },
        ),
        (
            ("policy", "share-pain", "turns", "half", "skerry"),
            {
                "Gates 4 and 7 leave earlier than the diagram says. Gus Tarrant has checked with his own watch.": {
                    ("Gus Tarrant", 1)
                }
            },
        ),
    ],
)
def test_what_comes_back_stands_under_its_own_reason(
    answers: tuple[str, ...], reasons: dict[str, set[tuple[str, int]]]
) -> None:
    """One echo that gains and loses gives the reason of each, and a leader who was moved is named once."""
    story = STORIES["broken-guitar"]
    played = Played(seats.header(scenario=story.id), Game(story, 1))
    for answer in answers:
        assert played.game.turn is not None
        played.do(Chose(played.game.turn.round.id, answer))
    view = consequences(played, len(answers))
    check_echoes(view)
    found = {e.because: {(who.name, sign) for who, sign in e.touched} for e in view.echoes}
    assert {because: found.get(because) for because in reasons} == reasons
    heard = " ".join(in_plain_mode(view))
    assert all(
        f"{because} {'Up' if sign > 0 else 'Down'}: {who}." in heard
        for because, each in reasons.items()
        for who, sign in each
    )
