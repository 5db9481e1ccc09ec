"""The run sheet: what whoever leads a session reads before it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from analysis import small

from chasm_game.commands.play import WrongUse
from chasm_game.commands.room import RoomOptions, room
from chasm_game.plain.run_sheet import run_sheet_paragraphs
from chasm_game.scenario import rounds, scenario
from chasm_game.scenario.library import Library
from chasm_game.views.run_sheet_builder import run_sheet

PACKAGE = Path(scenario.__file__).parents[1]

STORY = """\
summary: The pier is closing.
minutes: 20
goals: [See who pays.]
facilitator: {notes: "Let them play in pairs.\\n\\nTen minutes to talk."}
rounds:
  - id: pier
    title: The pier
    shock: {text: It closes.}
    ask: [{who: employees, text: Nobody asked us.}, {who: employees, text: Again.}, {who: customers, text: Why?}]
    facilitator: {notes: Ask who was not in the room.}
    responses:
      - {id: sell, title: Sell it, label: old, outcome: o}
      - {id: keep, title: Keep it, label: new, if: cash >= 6, needs: at least $6M, outcome: o}
  - id: storm
    title: A storm
    if: chose('pier', 'keep')
    chance: 0.25
    shock: {text: It blows.}
    responses: [{id: wait-out, title: Wait, outcome: o}]
debrief:
  points: [Who owned the pier?]
  questions: [{if: "chose('pier', 'sell')", text: Who bought it?}]
  parallels: [{case: Brighton 2003, text: It burned., source: Press}]
"""


def said(text: str) -> list[str]:
    """The run sheet of a small story."""
    return list(run_sheet_paragraphs(run_sheet(small.scenario(text))))


def test_a_run_sheet_has_notes_rounds_and_what_to_talk_about() -> None:
    """Notes of the whole and of a round, every answer with its letter, when it is open, and whom asking lets speak."""
    assert said(STORY) == [
        "Run sheet: Small. For whoever leads the session: players find out by playing.",
        "The pier is closing.",
        "Introductory, 20 minutes for one player, at most 2 rounds.",
        "What is learned\n- See who pays.",
        "The author's notes\nLet them play in pairs.\n\nTen minutes to talk.",
        "Round 1: The pier.",
        "A  “Sell it” (old)\nB  “Keep it” (new). Open where cash >= 6. It needs at least $6M.",
        "Whoever asks hears Employees and Customers.",
        "Notes\nAsk who was not in the room.",
        "Round 2: A storm. Only where chose('pier', 'keep'). 25% likely.",
        "A  “Wait”",
        "What to see in it\n- Who owned the pier?",
        "What to ask\n- Who bought it? (where chose('pier', 'sell'))",
        "Real cases in the debrief\n- Brighton 2003",
    ]


def test_a_story_without_notes_says_so() -> None:
    """Where the author left no notes the sheet says it, and has its rounds all the same."""
    found = said(small.rounds(2, small.TWO))
    assert "The author's notes\nThe author left none for the whole story." in found
    assert "Introductory, 15 minutes for one player, 2 rounds." in found
    assert not [line for line in found if line.startswith("Notes")]


def test_the_room_prints_the_sheet_and_ends(capsys: pytest.CaptureFixture[str]) -> None:
    """`chasm room SCENARIO --notes` needs no terminal; it wants a story, and no room to go on with."""
    room("tutorial", options=RoomOptions(notes=True))
    sheet = run_sheet(Library().find("tutorial"))
    assert capsys.readouterr().out == "\n\n".join(run_sheet_paragraphs(sheet)) + "\n"
    for name, resume in ((None, None), ("tutorial", Path("x"))):
        with pytest.raises(WrongUse, match="say of which story"):
            room(name, options=RoomOptions(notes=True, resume=resume))


def test_every_key_of_the_format_is_read_by_something() -> None:
    """Whatever an author may write is used beyond the reader of files, or nobody would ever see it."""
    read: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        if path.parent.name != "scenario" and "scenario/checks" not in path.as_posix():
            read |= {n.attr for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Attribute)}
    parts = [c for m in (rounds, scenario) for c in vars(m).values() if hasattr(c, "__dataclass_fields__")]
    unread = {f"{c.__name__}.{name}" for c in parts for name in c.__dataclass_fields__ if name not in read}
    assert unread == set()
