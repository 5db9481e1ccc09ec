"""What crosses between a host and a seat: equal after the trip, and refused in a line where it is something else."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import is_dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter
from session import rooms, seats

import chasm_game.views
from chasm_game.engine.game import Game
from chasm_game.errors import ChasmError
from chasm_game.journal.actions import Header
from chasm_game.journal.played import Played
from chasm_game.session.catalog import LocalBackstage
from chasm_game.session.local_seat import LocalSeat, seat_view
from chasm_game.session.preview.play import PreviewPlay
from chasm_game.session.room.listing import rooms as rooms_of
from chasm_game.session.seat import AskRequest, ChoiceRequest, PenRequest, Request, RewindRequest, SheetRequest
from chasm_game.session.wire import VIEWS, NotUnderstood, from_wire, request_from_wire, to_wire
from chasm_game.views.round import Phase
from chasm_game.views.seat import SeatView

from made import loaded, worlds


def crosses(value: object) -> None:
    """It comes out as it went in."""
    assert from_wire(type(value), to_wire(value)) == value


def steps(seat: LocalSeat) -> Iterator[SeatView]:
    """A whole game at a seat, each request over the wire too: ask where one can, take the last answer that is open."""
    while (view := seat.state.view).phase is not Phase.DEBRIEF:
        yield view
        request: Request
        if view.round is None:
            before = view.phase is Phase.BELIEFS_BEFORE
            names = [who for who, _ in view.intro.stakeholders]
            request = SheetRequest("before", dict.fromkeys(names, 1.0)) if before else SheetRequest("after", None)
        elif view.round.ask.possible and not view.round.ask.asked:
            request = AskRequest(view.round.id)
        else:
            answer = [each.id for each in view.round.responses if each.open][-1]
            request = ChoiceRequest(view.round.id, answer, (view.round.targets[0][0], 70), "Because.", 1.5)
        seat.hand_in(request_from_wire(to_wire(request))).result()
    yield seat.state.view


@pytest.mark.parametrize("scenario", ["small", "eventful", "tutorial", "broken-guitar"])
def test_every_view_of_a_whole_game_crosses(tmp_path: Path, scenario: str) -> None:
    """Before, between and after: what is seen from a seat is equal after the trip, and so is its review."""
    own = {"small": seats.small, "eventful": seats.eventful}
    story = own[scenario]() if scenario in own else seats.library().find(scenario)
    seat = LocalSeat(seats.begin(tmp_path, story, team="Bläu \u202e <b>"), at_once=True)
    seen = [*steps(seat)]
    assert {view.phase for view in seen} >= {Phase.BELIEFS_BEFORE, Phase.DECIDING, Phase.BELIEFS_AFTER, Phase.DEBRIEF}
    for view in seen:
        crosses(view)
    crosses(seen[-1].debrief)
    for each in (seen[1].intro, seen[1].round, seen[-1].rounds[0], seat.review().result()):
        crosses(each)
    seat.close()


@settings(max_examples=15)
@given(worlds(most_rounds=3))
def test_views_of_made_games_cross(world: tuple[Any, Any, int]) -> None:
    """Whatever numbers, names and texts an author may write, nothing of what is seen is lost or rounded."""
    rulebook, scenario, seed = world
    header = Header("made", "", "", seed, "", "assessed", True, "2026-11-28T09:00:00+00:00", "", "")
    played = Played(header, Game(loaded(scenario, rulebook), seed))
    seat = LocalSeat(PreviewPlay(played, numbers=True), at_once=True)
    for view in steps(seat):
        crosses(view)


def test_what_a_room_shows_and_what_a_library_lists_cross(tmp_path: Path) -> None:
    """The room with its timer, what followed for a team, rooms on the shelf; stories and saves."""
    room = rooms.opened(tmp_path)
    crosses(room.view())
    room.believe(1, {"customers": 1.5}, {"voice": -0.5})
    for sheet in room.sheets():
        crosses(sheet)
    rooms.hand_in(room, "AB-")
    room.reveal()
    room.correct(1, "B")
    room.open_all()
    for each in (room.view(), room.timer, room.followed(1), room.page_of(1)):
        crosses(each)
    room.close()
    seats.whole(tmp_path)
    shelves = LocalBackstage(seats.STORY, tmp_path)
    for line in (*rooms_of(tmp_path), *shelves.library(), *shelves.saves()):
        crosses(line)


texts = st.text(st.characters(exclude_categories=["Cs"]))
finite = st.floats(allow_nan=False, allow_infinity=False)


@given(
    st.one_of(
        st.builds(SheetRequest, st.sampled_from(["before", "after"]), st.none() | st.dictionaries(texts, finite)),
        st.builds(AskRequest, texts),
        st.builds(
            ChoiceRequest,
            texts,
            texts,
            st.none() | st.tuples(texts, st.integers(20, 100)),
            texts,
            st.none() | finite,
        ),
        st.builds(RewindRequest),
        st.builds(PenRequest, texts),
    )
)
def test_every_request_crosses(request_: Request) -> None:
    """Whatever is typed, and however odd a number: what arrives is what was handed in."""
    assert request_from_wire(to_wire(request_)) == request_


def test_every_view_class_is_tested_here() -> None:
    """A new class of views crosses with one of the views that are named for the wire, or is named there itself."""
    kinds = [getattr(import_module(module), name) for module, names in VIEWS.items() for name in names]
    known: set[str] = set()
    for kind in kinds:
        to_crossed = _schema(kind)
        known |= {kind.__name__, *to_crossed.get("$defs", {})}
    there = set()
    names = [each.name for each in iter_modules(chasm_game.views.__path__)]
    modules = [f"chasm_game.views.{name}" for name in names if not name.endswith("_builder")]
    of_rooms = [f"chasm_game.session.room.{name}" for name in ("views", "round_views")]
    for module in (*modules, *of_rooms, "chasm_game.live.views", "chasm_game.live.lead_views"):
        there |= {
            name for name, found in vars(import_module(module)).items()
            if isinstance(found, type) and is_dataclass(found) and found.__module__ == module
        }  # fmt: skip
    assert len(there) > 40
    assert there - known == set()


def _schema(kind: type[Any]) -> dict[str, Any]:
    from chasm_game.session import wire

    adapter: TypeAdapter[Any] = wire._adapter(kind)
    return adapter.json_schema()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (b"", "no JSON"),
        (b"\xff", "no JSON"),
        (b"[" * 200_000, "no JSON"),
        (b"null", "of no kind"),
        (b"[]", "of no kind"),
        (b'{"round": "r"}', "of no kind"),
        (b'{"kind": "cheat", "round": "r"}', "of no kind"),
        (b'{"kind": ["ask"], "round": "r"}', "of no kind"),
        (b'{"kind": "ask"}', "no AskRequest at round"),
        (b'{"kind": "ask", "round": 1}', "no AskRequest at round"),
        (b'{"kind": "choice", "round": "r", "response": "a", "prediction": ["b"]}', "no ChoiceRequest at prediction"),
        (b'{"kind": "choice", "round": "r", "response": "a", "seconds": "long"}', "no ChoiceRequest at seconds"),
        (b'{"kind": "sheet", "when": "never", "points": null}', "no SheetRequest at when"),
    ],
)
def test_what_is_no_request_is_refused_in_one_line(said: bytes, told: str) -> None:
    """Whoever sends something else hears what it is not, and the host goes on."""
    with pytest.raises(NotUnderstood, match=told) as refused:
        request_from_wire(said)
    assert "\n" not in str(refused.value)
    assert isinstance(refused.value, ChasmError)


def test_what_is_no_view_is_refused_and_what_is_new_is_passed_over(tmp_path: Path) -> None:
    """A wrong type is refused with its place; a field that is not known yet does no harm."""
    play = seats.begin(tmp_path)
    view = seat_view(play, 1)
    said = json.loads(to_wire(view))
    assert from_wire(SeatView, json.dumps(said | {"weather": "fine"}).encode()) == view
    said["intro"]["seed"] = "1"
    with pytest.raises(NotUnderstood, match=r"no SeatView at intro\.seed"):
        from_wire(SeatView, json.dumps(said).encode())
    play.close()


def test_the_wire_costs_nothing_until_it_is_used() -> None:
    """Importing it imports no validator: a game at home never needs one."""
    code = "import sys, chasm_game.session.wire; print('pydantic' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
