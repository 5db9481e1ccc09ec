"""Words beside numbers: a word follows what is behind the rounded numbers, and neither may deny the other."""

from __future__ import annotations

import re

import pytest
from session import seats
from session.random_games import STORIES

from chasm_game.debrief import happenings
from chasm_game.engine.game import Game
from chasm_game.gauges import Group
from chasm_game.journal.actions import Chose
from chasm_game.journal.played import Played
from chasm_game.live.html_words import _felt
from chasm_game.plain.company_text import dashboard
from chasm_game.plain.consequences import decision
from chasm_game.tui.paragraphs.change_rows import ChangeTable, change_block
from chasm_game.tui.paragraphs.consequences import felt
from chasm_game.tui.paragraphs.dashboard import company_lines
from chasm_game.views.consequences import STEPS, ChangeView, LeaderChange, between
from chasm_game.views.consequences_builder import consequences
from chasm_game.views.dashboard import (
    CashView,
    Dashboard,
    GaugeView,
    StakeholderView,
    ValueView,
    between_shown,
    has_moved,
)
from chasm_game.views.events_builder import _kept
from chasm_game.views.named import Named
from chasm_game.views.thresholds import step


def moved(before: float, after: float, which: str = "crews", name: str = "Crews") -> ChangeView:
    """A change with the step that the views give it."""
    return ChangeView(which, name, before, after, step(after - before), ())


CHANGES = [
    (49.4, 49.8, "50", "about the same"),  # shown as 49 and 50, and moved by less than half a point
    (49.5, 49.01, "49", "about the same"),
    (49.2, 49.7, "49 → 50", "a little up"),  # exactly half a point
    (49.2, 49.69, "50", "about the same"),  # just under it
    (49.2, 49.71, "49 → 50", "a little up"),  # just over it
    (49.6, 50.4, "50", "a little up"),  # shown alike
    (50.4, 49.4, "50 → 49", "a little down"),
    (50.0, 50.0, "50", "about the same"),
]


@pytest.mark.parametrize(("before", "after", "numbers", "words"), CHANGES)
def test_where_nothing_moved_to_speak_of_one_number_stands(
    before: float, after: float, numbers: str, words: str
) -> None:
    """On the screen, in sentences of leaders, and on a phone: from where to where only beside a word that says so."""
    change = moved(before, after)
    assert STEPS[change.step] == words
    assert between(change, lambda n: f"{n:.0f}") == numbers
    row = change_block(change, ChangeTable.of([change], [], [], "M")).after(100)[0].plain
    assert " ".join(row.split()).endswith(f"{numbers} {words}")
    leader = LeaderChange(change, "", Named("cash", "Cash"), 1)
    told_of_both = re.sub(r"(\S+) → (\S+)", r"from \1 to \2", numbers)  # a sentence is heard too
    assert happenings.leader_moved(leader).startswith(f"Crews {words}, {told_of_both}: ")
    told = _felt(change, "M")
    assert (told.stands, told.words) == (numbers, words)


@pytest.mark.parametrize(
    ("before", "after", "stands", "words"),
    [
        (4.04, 3.96, "£4M", "about the same"),
        (4.04, 4.06, "£4M → £4.1M", "up"),
        (4.0, 3.9, "£4M → £3.9M", "down"),
    ],
)
def test_cash_is_told_to_a_tenth_on_every_face(before: float, after: float, stands: str, words: str) -> None:
    """Money that moved by a tenth has moved: it has no steps of trust."""
    change = moved(before, after, "cash", "Cash")
    told = _felt(change, "£M")
    assert (told.stands, told.words) == (stands, words)
    row = change_block(change, ChangeTable.of([], [change], [], "£M")).after(100)[0].plain
    assert row.rstrip().endswith(f" {stands}")


@pytest.mark.parametrize(
    ("value", "change", "digits", "shown"),
    [
        (34.27, -1.55, 1, -1.5),  # 35.82, shown as 35.8, and 34.3: not the 1.6 of the hidden digits
        (51.4, -9.5, 0, -10),  # 60.9 and 51.4
        (51.4, -9.0, 0, -9),
        (49.4, -0.2, 0, -1),  # 49.6 was shown as 50
        (50.4, 0.8, 0, 0),
    ],
)
def test_a_change_is_the_difference_of_the_numbers_that_are_shown(
    value: float, change: float, digits: int, shown: float
) -> None:
    """Whoever subtracts what stood there before finds what is said."""
    assert between_shown(value, change, digits) == shown


def board(trust: float, change: float) -> Dashboard:
    """A company of one."""
    crews = StakeholderView("crews", "Crews", trust, change, None, None)
    learning = GaugeView("learning", "Learning", trust, change, Group.CHARACTER)
    return Dashboard((crews,), CashView(4.04, 0.06, "£M"), (learning,), (), ValueView(34.27, -1.55))


def test_every_face_of_the_dashboard_subtracts_what_was_shown() -> None:
    """The screen and plain mode alike."""
    now = board(51.4, -9.5)
    seen = "\n".join(each.plain for each in company_lines(now, 80))
    assert "34.3 ▼1.5" in seen
    assert "▼10" in seen
    assert "£4M =" in seen
    heard = dashboard(now)
    assert "Value 34.3 (down 1.5)." in heard
    assert "Cash £4M." in heard
    assert "Crews 51 (down 10)" in heard


@pytest.mark.parametrize(
    ("trust", "change", "opens"),
    [(50.4, 0.8, False), (50.6, 0.8, True), (49.6, 0.4, False), (51.0, 1.0, True), (50.0, 0.0, False)],
)
def test_what_is_folded_opens_where_its_number_is_another(trust: float, change: float, opens: bool) -> None:
    """By about a point, and to another number: nothing opens to show what stood there before."""
    assert has_moved(board(trust, change), {"crews"}) is opens


@pytest.mark.parametrize(("answers", "fell"), [(("books",), False), (("books", "recall", "small-shops", "keep"), True)])
def test_the_value_of_a_round_is_told_on_both_faces(answers: tuple[str, ...], fell: bool) -> None:
    """With where it came from; a value of 0 has its reason below it, and plain mode tells the fall in its place."""
    played = Played(seats.header(scenario="the-squeeze"), Game(STORIES["the-squeeze"], 1))
    for answer in answers:
        assert played.game.turn is not None
        played.do(Chose(played.game.turn.round.id, answer))
    view = consequences(played, len(answers))
    rows = [row.plain.strip() for block in felt(view, "£M") for row in block.after(100)]
    at = next(n for n, row in enumerate(rows) if " Value " in row)
    assert ("The company has fallen." in rows[at + 1]) is fell
    told = "\n".join(decision(view))
    assert (f"Value {view.dashboard.value.value:.1f}" in told) is not fell  # type: ignore[union-attr]
    assert ("It has fallen." in told) is fell


@pytest.mark.parametrize(
    ("kept", "gap", "level"),
    [(0.0, 5.0, 0), (0.1, 4.9, 0), (0.5, 4.5, 0), (0.51, 4.49, 1), (4.96, 0.04, 2), (4.95, 0.05, 1)],
)
def test_a_promise_is_kept_in_part_where_a_part_was_felt(kept: float, gap: float, level: int) -> None:
    """A tenth of a point of five is not a part: it is told as nothing to speak of, and the share says 0 %."""
    assert _kept(kept, gap) == level
