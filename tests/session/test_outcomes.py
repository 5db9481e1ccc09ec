"""What followed for the whole room: the story of each answer, and what only some of those who took it read."""

from __future__ import annotations

from pathlib import Path

from analysis import small

from chasm_game.plain.room.round_sentences import everybody
from chasm_game.session.room.outcomes import AnswerTold, answers_told
from chasm_game.session.room.room import Room
from chasm_game.session.room.round_views import TeamFollowed
from chasm_game.session.room.views import RoomStage
from chasm_game.tui.paragraphs.room import outcomes
from chasm_game.tui.text import flow

STORY = """\
people: balanced
rounds:
  - id: desk
    title: The desk
    shock: {text: It opens.}
    ask: [{who: customers, text: How far may it go?}]
    responses:
      - id: settle
        title: Let it settle
        outcome: It settles.
        also:
          - {if: "asked('desk')", text: It knows how far.}
          - {if: "not asked('desk')", text: Nobody has said how far.}
          - {if: cash > -99, text: A canoe comes.}
      - {id: shut, title: Shut it, outcome: It is shut.}
"""


def followed(folder: Path, *, asks: tuple[int, ...]) -> list[TeamFollowed]:
    """What followed for Blue, Red, Green (all A) and Gold (B), after some of them had asked the people."""
    room = Room.new(small.scenario(STORY), folder)
    for name in ("Blue", "Red", "Green", "Gold"):
        room.add_team(name)
    room.begin()
    while room.stage is not RoomStage.LETTERS:
        room.go_on()
    for team in asks:
        room.ask(team)
    for team, letter in enumerate("AAAB", start=1):
        room.choose(team, letter)
    room.reveal()
    room.open_all()
    found = [room.followed(team) for team in (1, 2, 3, 4)]
    room.close()
    return found


def test_what_an_outcome_remembers_of_some_teams_is_told_under_their_names(tmp_path: Path) -> None:
    """No team's ending is told as that of all who took the answer; what all of them read stands once, before it."""
    told = answers_told(followed(tmp_path, asks=(2,)))
    parted = (("Nobody has said how far.", ("Blue", "Green")), ("It knows how far.", ("Red",)))
    assert set(told[0].parted) == set(parted)
    assert told[0].shared == ("It settles.", "A canoe comes.")
    assert told[1] == AnswerTold("B", "Shut it", ("It is shut.",), ())


def test_where_all_read_the_same_nobody_is_named(tmp_path: Path) -> None:
    """Where nobody asked, or all did, the story of an answer has one ending."""
    assert answers_told(followed(tmp_path / "a", asks=()))[0].parted == ()
    all_asked = answers_told(followed(tmp_path / "b", asks=(1, 2, 3)))[0]
    assert all_asked.shared == ("It settles.", "It knows how far.", "A canoe comes.")
    assert all_asked.parted == ()


def test_which_team_stands_first_changes_nothing_but_the_order_of_names(tmp_path: Path) -> None:
    """The same texts in the same order, whoever joined first."""
    found = followed(tmp_path, asks=(2,))
    texts = [[text for text, _ in told.parted] for told in answers_told(found)]
    assert [[text for text, _ in told.parted] for told in answers_told(found[::-1])] == texts


def test_screen_and_plain_room_tell_it_alike(tmp_path: Path) -> None:
    """Both name the teams before what only these read."""
    found = followed(tmp_path, asks=(2,))
    assert "For Red: It knows how far." in list(everybody(found))
    assert "For Blue, Green: Nobody has said how far." in list(everybody(found))
    lines = [each.plain.rstrip() for para in outcomes(found) for each in para.lines(60)]
    assert lines.index("   Red:") + 1 == lines.index("   It knows how far.")
    assert flow(outcomes(found)) is not None
