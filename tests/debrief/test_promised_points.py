"""In what a promise is counted: points of trust as its answer sends them, named as such wherever a number stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from session import seats

from chasm_game.debrief import happenings
from chasm_game.views.events import PromisedView, SettledView


def _to(points: float | None, came: float | None = None) -> PromisedView:
    return PromisedView("customers", "Regulars", 3, points, None if came is None else 2, came)


@pytest.mark.parametrize(
    ("points", "told"),
    [
        (0.9, "0.9 points"),
        (0.94, "0.9 points"),
        (0.96, "1 point"),
        (1.0, "1 point"),
        (1.04, "1 point"),
        (1.06, "1.1 points"),
        (22.0, "22 points"),
        (None, "much"),
    ],
)
def test_a_number_that_was_promised_has_its_unit(points: float | None, told: str) -> None:
    """One is a point, by the number that is shown; where no number may be seen, the word stands alone."""
    assert happenings.promised(_to(points)) == f"Regulars {told}"


def test_what_came_of_a_promise_says_what_is_counted() -> None:
    """Only beside numbers; in a room, where none stand, the words are as they were."""
    due = SettledView(1, "Eighty grams", "Own up", (_to(22.0, 24.2),), 2, 2, ())
    told = list(happenings.settled(due))
    assert told[0].endswith("and it was kept: Regulars 22 points promised, 24.2 came.")
    assert told[1] == f"{happenings.AS_SENT}."
    assert all("oint" not in each for each in happenings.settled(due, points=False))


def test_what_came_is_counted_before_the_chasm_takes_its_part(tmp_path: Path) -> None:
    """More points came than the answer's own points of trust in the ledger: the numbers count two things."""
    play = seats.begin(tmp_path, seats.library().find("tutorial"), quick=True, practice=True)
    play.decide("own-up")
    play.ask()
    play.decide("oven")
    (due,) = play.decide("hang").settled
    ledger = [line for each in play.consequences() for line in each.ledger]
    of_it = [p for p in ledger if p.source.startswith("loaf/own-up/") and not p.source.endswith("/gloss")]
    rose = sum(p.amount for p in of_it if p.gauge == "customers")
    play.close()
    (to,) = due.to
    assert to.came is not None
    assert to.came > rose > 0
