"""What the wall of a room with devices says of single teams: what they decided, and never how their companies stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from session import seats

from chasm_game.errors import ChasmError
from chasm_game.scenario.load import load_scenario
from chasm_game.scenario.source import Source
from chasm_game.session.room.device_room import DeviceRoom
from chasm_game.session.room.wall import without_locks

ALSO = "{if: \"asked('first')\", text: You had asked.}"
MORE = (
    "{if: cash < 10, text: The bank has written.}, {if: \"chose('first', 'kind')\", text: Kind.}, "
    "{if: \"chose('first', 'kind') and rescues < 1\", text: Kind and well.}"
)
CASH = "if: cash >= 500, needs: five hundred"
REST = "title: Rest, label: old,"


def narrow(folder: Path, cash: str = CASH, rest: str = "") -> DeviceRoom:
    """Before the narrow round: Blue was kind and asked, and has $8.2K left; Red did neither, and has $11.5K."""
    assert ALSO in seats.SMALL
    assert CASH in seats.SMALL
    assert REST in seats.SMALL
    text = seats.SMALL.replace(ALSO, f"{ALSO}, {MORE}").replace(CASH, cash)
    text = text.replace(REST, f"{REST} {rest}," if rest else REST)
    room = DeviceRoom.new(load_scenario(Source("small.yaml", text), seats.library().rulebook)[0], folder, roles=False)
    for name in ("Blue", "Red"):
        room.add_team(name)
    room.begin()
    room.go_on()
    room.ask(1)
    room.choose(1, "A")
    room.choose(2, "C")
    room.reveal()
    room.go_on()
    assert room.round_id == "narrow"
    return room


def test_the_wall_remembers_of_single_teams_only_what_they_decided(tmp_path: Path) -> None:
    """A text that cash or rescues bring names nobody, beside a decision too; that of a decision names its teams."""
    room = narrow(tmp_path)
    view = room.view()
    shown = room.for_the_wall(view)
    assert view.round is not None
    assert shown is not None
    assert [text for text, _ in view.round.parted] == [
        "You had asked.",
        "The bank has written.",
        "Kind.",
        "Kind and well.",
    ]
    assert shown.parted == (("You had asked.", ("Blue",)), ("Kind.", ("Blue",)))
    room.close()


@pytest.mark.parametrize(
    ("cash", "named", "needs"),
    [
        ("if: cash >= 10, needs: ten", (), "ten"),
        ("if: cash >= 500, needs: five hundred", (), "five hundred"),
        ("if: cash >= 1, needs: one", (), "one"),
        ("if: cash >= 1", (), "Only if cash >= 1"),
        ("if: \"chose('first', 'talk')\", needs: a promise", ("Blue",), "a promise"),
        ("if: \"chose('first', 'kind')\", needs: kindness", ("Red",), "kindness"),
        ("if: \"asked('first') or chose('first', 'talk')\", needs: a word", (), ""),
    ],
)
def test_the_wall_does_not_tell_whether_a_gauge_locks_an_answer_for_anybody(
    tmp_path: Path, cash: str, named: tuple[str, ...], needs: str
) -> None:
    """What cash must be is told whether some, all or none have less; what was decided locks an answer with names."""
    room = narrow(tmp_path, cash)
    shown = room.for_the_wall(room.view())
    assert shown is not None
    assert (shown.answers[0].locked_for, shown.answers[0].needs) == (named, needs)
    room.close()


def test_the_wall_does_not_tell_who_has_asked_in_the_round_that_waits(tmp_path: Path) -> None:
    """An answer that only asking opens needs just that, before anybody has asked and after."""
    room = narrow(tmp_path)
    for asks in (False, True):
        if asks:
            room.ask(2)
        shown = room.for_the_wall(room.view())
        assert shown is not None
        assert (shown.answers[1].locked_for, shown.answers[1].needs) == ((), "ask first")
    room.close()


@pytest.mark.parametrize(
    ("when", "text"),
    [("asked('narrow')", ""), ("asked('narrow') or cash >= 500", ""), ("asked('first')", "T."), ("cash >= 10", "T.")],
)
def test_what_asking_opens_is_read_on_devices_only(tmp_path: Path, when: str, text: str) -> None:
    """On the wall its text would tell what was said to every team; the text of any other answer is there."""
    room = narrow(tmp_path, f'if: "{when}", needs: ten, text: T.')
    view = room.view()
    shown = room.for_the_wall(view)
    assert view.round is not None
    assert shown is not None
    assert (view.round.answers[0].text, shown.answers[0].text) == ("T.", text)
    room.close()


@pytest.mark.parametrize(("rest", "is_seen"), [("if: cash >= 10", False), ("if: cash >= 500", True)])
def test_waiting_is_on_the_wall_where_all_can_do_nothing_else(tmp_path: Path, rest: str, is_seen: bool) -> None:
    """One team that can take nothing else reads so on its own device alone, until the reveal shows what it took."""
    room = narrow(tmp_path, rest=rest)
    before = room.for_the_wall(room.view())
    assert before is not None
    assert ("Wait" in [line.title for line in before.answers]) == is_seen
    answers = room.answers_of(1)
    assert answers is not None
    assert [title for _, _, title in answers.letters][-1] == "Wait"
    room.reveal()
    after = room.for_the_wall(room.view())
    assert after is not None
    assert after.answers[-1].title == "Wait"
    room.close()


def test_a_correction_is_offered_every_letter_and_told_what_was_locked(tmp_path: Path) -> None:
    """Ten were needed, and Blue had less: nothing says so before that letter is taken for it, and then a sentence."""
    room = narrow(tmp_path, "if: cash >= 10, needs: ten")
    room.choose(1, "C")
    room.choose(2, "A")
    room.reveal()
    known = room.view().correctable
    assert known is not None
    blue, red = known.teams
    assert ("A" in blue[-1], "A" in red[-1]) == (False, True)
    offered = without_locks(known)
    every = tuple(letter for letter, _ in known.letters)
    assert offered.teams == ((1, "C", False, every), (2, "A", False, every))
    with pytest.raises(ChasmError, match="A was locked for Blue"):
        room.correct(1, "A")
    room.close()
