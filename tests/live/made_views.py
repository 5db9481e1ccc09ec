"""Views of a live room at every stage, made by hand on a real game and a real room: what pages are tried with."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle
from typing import TYPE_CHECKING

from pages import rooms

from chasm_game.live.lead_views import (
    Doing,
    DoorsView,
    PresenterView,
    ProjectorView,
    Said,
    SeatLine,
    SheetMean,
    TeamDoing,
)
from chasm_game.live.views import LiveStage, LobbyView, PersonRound, PersonSheet, PersonView, TeamTile, Vote
from chasm_game.session.local import LocalPlay
from chasm_game.session.local_seat import seat_view
from chasm_game.session.room.room import Room
from chasm_game.views.round import Phase
from chasm_game.views.run_sheet_builder import run_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from chasm_game.scenario.scenario import Scenario
    from chasm_game.session.room.views import RoomView
    from chasm_game.views.seat import SeatView

VERBS = (
    "team", "rename", "remove", "restore", "move", "spare", "seats", "begin", "next", "answers", "timer", "minute",
    "choose", "clear", "default", "majority", "ask", "sheet", "reveal", "correct", "freeze", "shorten", "nudge",
    "scores", "close",
)  # fmt: skip
NAMES = ("Blue", "Saffron", "Table 3", "The auditors")

_DOING = (Doing.EMPTY, Doing.DECIDED, Doing.SPLIT, Doing.OUT, Doing.READING, Doing.VOTING, Doing.AGREED)
LEADERS = (("board_chair", "Ines <Brandt>"), ("first_mate", "The mate"))
"""Who may come along when people are asked."""


def games(folder: Path, story: Scenario) -> dict[LiveStage, SeatView]:
    """A game as its seat shows it at each stage; the people are asked in the round that waits."""
    play = LocalPlay.new(story, folder, team="Blue")
    found = {LiveStage.SHEETS_BEFORE: seat_view(play, 1)}
    ids = [each for each, _ in play.intro.stakeholders]
    play.submit_beliefs(dict.fromkeys(ids, 20.0))
    found[LiveStage.STORY] = seat_view(play, 2)
    play.ask()
    found[LiveStage.ANSWERS] = seat_view(play, 3)
    while play.phase is Phase.DECIDING:
        view = play.round()
        answer = next(each.id for each in view.responses if each.open)
        play.decide(answer, prediction=(view.targets[0][0], 70), reason="It is what they asked for.", seconds=9.0)
        found[LiveStage.REVEALED] = seat_view(play, 4)
    found[LiveStage.SHEETS_AFTER] = seat_view(play, 5)
    play.submit_beliefs(dict.fromkeys(ids, 20.0))
    found[LiveStage.SCORES] = seat_view(play, 6)
    found[LiveStage.TALK] = found[LiveStage.CLOSED] = replace(found[LiveStage.SCORES], debrief=None)
    play.close()
    return found


def projected(folder: Path, story: Scenario, names: tuple[str, ...] = NAMES) -> dict[LiveStage, RoomView]:
    """A room as it is projected at each stage."""
    room = Room.new(story, folder)
    found = {}
    try:
        teams = [room.add_team(name) for name in names]
        found[LiveStage.LOBBY] = room.view()
        room.begin()
        found[LiveStage.SHEETS_BEFORE] = room.view()
        room.go_on()
        found[LiveStage.STORY] = found[LiveStage.ANSWERS] = room.view()
        while (view := room.view()).round is not None:
            for team in teams:
                letter = next(a.letter for a in view.round.answers if view.teams[0].name not in a.locked_for)
                room.choose(team, letter)
            room.reveal()
            found.setdefault(LiveStage.REVEALED, room.view())
            room.go_on()
        found[LiveStage.SHEETS_AFTER] = room.view()
        room.go_on()
        found[LiveStage.TALK] = room.view()
        room.show_scores()
        found[LiveStage.SCORES] = found[LiveStage.CLOSED] = room.view()
    finally:
        room.close()
    return found


def tiles(names: tuple[str, ...] = NAMES) -> tuple[TeamTile, ...]:
    """Teams as everybody may see them."""
    return tuple(TeamTile(n + 1, name, n % 12, 3, n % 2 == 0) for n, name in enumerate(names))


def lobby(names: tuple[str, ...] = NAMES, *, spare: bool = True, full: str = "") -> LobbyView:
    """A door."""
    return LobbyView("Bread", "A bakery, *three* rounds.", "bafokile", tiles(names), spare, full)


def asked(game: SeatView, **changes: object) -> PersonRound:
    """What a person can do in the round that waits: voted, with the pen, nothing handed in."""
    assert game.round is not None
    letters = tuple((chr(65 + n), r.id, r.title) for n, r in enumerate(game.round.responses))
    is_open = tuple(chr(65 + n) for n, r in enumerate(game.round.responses) if r.open)
    made = PersonRound(
        game.round.id, letters, is_open, Vote("A", game.round.targets[0][0], 70), 2, None,
        has_pen=True, pen="talupine", letter="", who=None, confidence=None, reason="", by="",
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]  # (fields by their names)


def person(stage: LiveStage, game: SeatView | None, *, name: str = "Blue", reason: str = "") -> PersonView:
    """A person's view at a stage."""
    sheet = None
    if stage in {LiveStage.SHEETS_BEFORE, LiveStage.SHEETS_AFTER} and game is not None:
        when = "before" if stage is LiveStage.SHEETS_BEFORE else "after"
        sheet = PersonSheet(when, game.intro.stakeholders, game.intro.axes, None, None, 1, None)
    answers = asked(game, reason=reason, votes=(("A", 2), ("B", 1))) if stage is LiveStage.ANSWERS and game else None
    return PersonView(
        7, stage, "Bread", "talupine", "4711", TeamTile(1, name, 2, 3, ready=False),
        None if stage is LiveStage.LOBBY else game, answers, sheet,
        151.2 if stage is LiveStage.ANSWERS else None, time_runs=True, time_up=False, notice="",
        waiting_for="the others" if stage is LiveStage.LOBBY else "",
        revealed=game.rounds[-1].id if stage is LiveStage.REVEALED and game is not None else "",
        page="/page/blue.html" if stage in {LiveStage.SCORES, LiveStage.CLOSED} else "",
    )  # fmt: skip


ASKED = (LiveStage.SHEETS_BEFORE, LiveStage.ANSWERS, LiveStage.SHEETS_AFTER)


def projector(
    stage: LiveStage, room: RoomView, names: tuple[str, ...] = NAMES, reason: str = "Cheap."
) -> ProjectorView:
    """What is projected at a stage."""
    doors = DoorsView(
        (("http://192.168.1.20:8000", "Wi-Fi"), ("http://10.0.0.3:8000", "Ethernet")),
        "http://192.168.1.20:8000/bafokile", "bafokile", "Conference 2", "WIFI:S:Conference 2;T:WPA;P:x;;",
    )  # fmt: skip
    said = tuple(Said(name, "A", "Guests", 70, reason) for name in names) if stage is LiveStage.REVEALED else ()
    beliefs = tuple(SheetMean(name, 20.0, 24.5) for _, name in room.stakeholders) if stage is LiveStage.TALK else ()
    handed_in = (2, 4) if stage in ASKED else (0, 0)
    return ProjectorView(
        7, stage, frozen=False, doors=doors, tiles=tiles(names), handed_in=handed_in, room=room,
        time_left=151.2 if stage is LiveStage.ANSWERS else None, time_runs=True, time_up=False,
        said=said, beliefs=beliefs,
    )  # fmt: skip


def presenter(
    stage: LiveStage, room: RoomView, story: Scenario, names: tuple[str, ...] = NAMES, reason: str = "Cheap."
) -> PresenterView:
    """What the facilitator sees at a stage, with every verb that there is."""
    teams = tuple(
        TeamDoing(
            n + 1, name, doing, 0 if doing is Doing.EMPTY else 3, 2, (("A", 1), ("B", 1)), 75.0, "AB"[n % 2], "Guests",
            70, reason, "pen",
        )
        for n, (name, doing) in enumerate(zip(names, cycle(_DOING), strict=False))
    )  # fmt: skip
    sheet = run_sheet(story)
    seats = tuple(SeatLine(code, n % len(names) + 1, n % 2 == 0) for n, code in enumerate(("talupine", "bogirasu")))
    on = projector(stage, room, names, reason)
    return PresenterView(
        7, stage, frozen=True, doors=on.doors, projector=on, teams=teams, seats=seats, notes=sheet.notes,
        sheet=sheet.rounds[0], can=VERBS, notice="", time_left=151.2, time_runs=True, time_up=False,
        correctable=room.correctable, removed=((9, "Gone"),), leaders=LEADERS,
    )  # fmt: skip


def every_page(folder: Path, story: Scenario | None = None) -> Iterator[tuple[str, str]]:
    """The name and the text of a page of every kind at every stage."""
    from chasm_game.live import html

    told = story or rooms.story("tutorial")
    yield "code", html.code_page("That is no code.")
    yield "door", html.door_page(lobby(), key="k1")
    yield "elsewhere", html.elsewhere_page(tiles()[0], "bafokile", key="k1")
    yield "sentence", html.sentence_page("Full", "Nobody can come in any more.")
    seen, wall = games(folder / "games", told), projected(folder / "rooms", told)
    for stage in LiveStage:
        name = stage.name.lower()
        yield f"person-{name}", html.person_page(person(stage, seen.get(stage)), key="k1")
        yield f"projector-{name}", html.projector_page(projector(stage, wall[stage]))
        yield f"presenter-{name}", html.presenter_page(presenter(stage, wall[stage], told), key="k1")
