"""What a story says after the game only where it is true: `if:` on points, questions and parallels."""

from __future__ import annotations

from pathlib import Path

import pytest
from analysis import small
from debrief import mills

from chasm_game.analysis.balance import balance
from chasm_game.views.debrief import DebriefView

NOTES = """
debrief:
  points:
    - To everybody.
    - {if: "chose('flood', 'dyke')", text: You built the dyke.}
    - {if: "not chose('flood', 'dyke') and not asked('flood')", text: Neither asked nor built.}
    - {if: ending == 'fallen', text: It fell.}
    - {if: ending != 'fallen' and cash >= 0, text: It stands.}
  questions:
    - {if: "asked('flood')", text: Whom had you asked?}
    - {if: round == 2 and 1 < 2, text: Only two rounds?}
    - {if: 2 < 1, text: Never.}
  parallels:
    - {case: Another mill, text: It burned., source: The paper, if: rescues > 0}
    - {case: A third, text: It did not., source: The paper}
"""


def debriefed(folder: Path, line: str) -> DebriefView:
    """The debrief of a game of the mill with these notes."""
    play = mills.played(folder, line, story=mills.mill(**{"\nrounds:\n": f"{NOTES}rounds:\n"}))
    view = play.debrief()
    play.close()
    return view


@pytest.mark.parametrize(
    ("line", "points", "questions", "parallels"),
    [
        ("dyke sell order", ["To everybody.", "You built the dyke.", "It stands."], [], ["Another mill", "A third"]),
        (
            "ask:ines half burn talk",
            ["To everybody.", "It stands."],
            ["Whom had you asked?"],
            ["Another mill", "A third"],
        ),
        ("dyke buy", ["To everybody.", "You built the dyke.", "It fell."], ["Only two rounds?"], ["A third"]),
        (
            "words burn order",
            ["To everybody.", "Neither asked nor built.", "It fell."],
            [],
            ["Another mill", "A third"],
        ),
    ],
)
def test_what_a_story_says_is_told_where_its_condition_holds_at_the_end(
    tmp_path: Path, line: str, points: list[str], questions: list[str], parallels: list[str]
) -> None:
    """Answers, asking, gauges and the ending decide which notes are told, and what has no condition always is."""
    view = debriefed(tmp_path, line)
    assert list(view.points) == points
    assert list(view.questions) == questions
    assert [p.case for p in view.parallels] == parallels


def test_a_note_that_nobody_can_read_is_found_by_playing_every_way() -> None:
    """A condition after the game that never holds is told at its line; one that varies is not."""
    notes = """\
debrief:
  points:
    - {if: "chose('r0', 'good')", text: Well done.}
    - {if: learning > 99, text: Wise.}
  questions:
    - {if: ending != 'fallen', text: Who stayed?}
"""
    text = small.rounds(2, small.TWO) + notes
    first = text[: text.index("debrief:")].count("\n") + small.HEAD.count("\n")
    found = {(d.code.id, d.span.line - first) for d in balance(small.scenario(text)).findings if "holds" in d.message}
    assert found == {("C042", 4), ("C043", 6)}
