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
        (
            "A  “Sell it” (old)\n"
            "B  “Keep it” (new). Open where cash is at least 6. Where it is locked, players read “at least $6M”."
        ),
        "Whoever asks hears Employees and Customers.",
        "Notes\nAsk who was not in the room.",
        "Round 2: A storm. Only where B was chosen in round 1. 25% likely.",
        "A  “Wait”",
        "What to see in it\n- Who owned the pier?",
        "What to ask\n- Who bought it? (where A was chosen in round 1)",
        "Real cases in the debrief\n- Brighton 2003",
    ]


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("customers < 50", "the trust of Customers is under 50"),
        ("50.5 <= customers", "the trust of Customers is at least 50.5"),
        ("cash <= -2 or chasm != 40", "cash is at most -2 or the chasm is not 40"),
        ("not asked('pier') and learning > 30", "the people were not asked in round 1 and learning is over 30"),
        ("chose('pier', 'sell') or chose('pier', 'keep')", "round 1 was played"),
        ("chose('pier', 'keep') and (cash > 1 or asks == 0)",
         "B was chosen in round 1 and (cash is over 1 or the number of asks is 0)"),
        ("not (chose('pier', 'keep') and asked('storm'))",
         "not (B was chosen in round 1 and the people were asked in round 2)"),
        ("chose('storm', 'wait-out') or chose('pier', 'keep')", "A was chosen in round 2 or B was chosen in round 1"),
        ("cash > 2 * rescues", "cash > 2 * rescues"),
        ("1 < cash < 5", "1 < cash < 5"),
        ("ending == 'crossed'", "the ending is “Crossed”"),
    ],
)  # fmt: skip
def test_a_condition_is_told_in_words(condition: str, words: str) -> None:
    """Rounds by number, answers by letter, trust by name; what has no words stands as the file has it."""
    story = STORY.replace("chose('pier', 'sell')", condition)
    assert said(story)[-2] == f"What to ask\n- Who bought it? (where {words})"


def test_several_answers_of_a_round_are_told_in_one_breath() -> None:
    """Some answers of a round that has more stand before its number once; all of them are the round itself."""
    more = STORY.replace("title: Keep it,", "title: Keep it}\n      - {id: burn, title: Burn it,")
    for condition, words in (
        ("chose('pier', 'sell') or chose('pier', 'burn')", "A or C was chosen in round 1"),
        ("chose('pier', 'sell') or chose('pier', 'keep') or chose('pier', 'burn')", "round 1 was played"),
        ("chose('pier', 'sell') or asked('pier')", "A was chosen in round 1 or the people were asked in round 1"),
    ):
        assert said(more.replace("if: \"chose('pier', 'sell')\"", f'if: "{condition}"'))[-2].endswith(
            f"(where {words})"
        )


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
