"""How the chasm moved, in words and in the picture's caption: the numbers that are told agree with each other."""

import pytest

from chasm_game.debrief.happenings import people_moved
from chasm_game.plain.company_text import chasm, chasm_before_deciding
from chasm_game.tui.widgets.chasm_picture import caption
from chasm_game.views.chasm import ChasmView

SEEN_IN_GAMES = [
    (22.4, 18.6, 3, "narrower"),  # 22 and 19 lie 3 apart, though it moved by 3.8
    (51.5, 35.4, 17, "narrower"),
    (35.4, 35.6, 1, "wider"),  # just over the edge between two numbers
    (35.6, 36.4, 0, ""),  # moved by more, and both are told as 36
    (21.0, 21.0, 0, ""),
]


@pytest.mark.parametrize(("before", "width", "by", "way"), SEEN_IN_GAMES)
def test_the_chasm_moved_by_what_lies_between_the_numbers_that_are_told(
    before: float, width: float, by: int, way: str
) -> None:
    """Whoever heard 22 a round ago and hears 19 is told of 3; the caption of the picture says the same."""
    view = ChasmView(in_mist=False, width=width, before=before, bridge=50, whom=width, whom_before=before)
    said, seen = chasm(view), caption(view, room=80)
    assert said.endswith(f" {width:.0f} wide, {by} {way} than before." if by else f" {width:.0f} wide.")
    assert (f"{by} {way}" in seen) if by else seen.strip() == f"Chasm {width:.0f} of 100"


@pytest.mark.parametrize(("before", "width", "by", "way"), SEEN_IN_GAMES)
def test_before_a_decision_it_is_said_that_the_people_have_moved(
    before: float, width: float, by: int, way: str
) -> None:
    """Nothing was done since the last one: where another width is heard, the people want other things than before."""
    view = ChasmView(in_mist=False, width=width, before=before, bridge=50, whom=width, whom_before=before)
    moved = " Your deeds are as they were: the people want other things than before."
    assert chasm_before_deciding(view) == chasm(view) + (moved if by else "")
    assert way in chasm_before_deciding(view)
    assert people_moved(view) == moved.strip() * bool(by)
    in_mist = ChasmView(in_mist=True, width=None, before=None, bridge=50)
    assert chasm_before_deciding(in_mist) == chasm(in_mist)
