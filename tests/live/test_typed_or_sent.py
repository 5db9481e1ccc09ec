"""The same session from devices and typed on one laptop: the same files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from live.serving import Client, Served, room, served
from session import seats

from chasm_game.live.hosted import Hosted
from chasm_game.session.room.room import Room
from chasm_game.session.room.views import RoomStage

LETTERS = {1: "AAB", 2: "BAC", 3: "CCC"}
"""What each team takes, round by round; where it cannot, the first that is open to it."""
REASON = "Weil es so ist, \u202esagt <b>man</b>."


def timeless(path: Path) -> list[dict[str, Any]]:
    """The lines of a file without what only says when."""
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    kept = [{name: each for name, each in line.items() if name not in {"started", "seconds"}} for line in lines]
    return [
        {name: each for name, each in line.items() if name not in {"n", "save"}}
        for line in kept
        if line.get("do") != "timer"
    ]


def saves(folder: Path) -> list[list[dict[str, Any]]]:
    """Every team's save."""
    found = [timeless(path) for path in folder.glob("*.jsonl")]
    return sorted(found, key=lambda lines: str(lines[0]["team"]))


def letter(letters: str, number: int, can_be: list[str]) -> str:
    """The one that a team means to take, or the first that it can."""
    wanted = letters[number] if number < len(letters) else "A"
    return wanted if wanted in can_be else can_be[0]


def sent(it: Served) -> Path:
    """A session in which one team is on phones, one in programs, and one is typed."""
    lead = it.lead
    people: dict[int, Client] = {team: it.join(team) for team in (1, 2)}
    lead.do("/presenter/begin")
    for team, person in people.items():
        person.do("/seat/sheet", when="before", points={"customers": 100 - team, "investors": team})
    lead.do("/presenter/sheet", team=3, points={"partners": 100})
    lead.do("/presenter/next")
    number = 0
    while lead.view("presenter")["stage"] == "story":
        lead.do("/presenter/answers")
        current = it.hosted.room.round_id
        for team in (1, 2, 3):
            answers = it.hosted.room.answers_of(team)
            if answers is None:
                continue
            mine = letter(LETTERS[team], number, list(answers.open))
            said = {"letter": mine, "who": "customers", "confidence": 80, "reason": REASON}
            if team == 1:
                form = {"round": current, "key": f"form-{number}", **{name: str(each) for name, each in said.items()}}
                cookie = {"cookie": f"chasm_seat_{it.code}={people[1].token}"}
                assert it.http.post("/seat/choice", data=form, headers=cookie).status_code == 303
            elif team == 2:
                people[2].do("/seat/vote", round=current, letter=mine)
                people[2].do("/seat/choice", round=current, **said)
            else:
                lead.do("/presenter/choose", team=3, **said)
        lead.do("/presenter/reveal")
        lead.do("/presenter/next")
        number += 1
    for person in people.values():
        person.do("/seat/sheet", when="after", points={"employees": 100})
    lead.do("/presenter/next")
    lead.do("/presenter/scores")
    return it.hosted.room.folder


def everybody(**points: float) -> dict[str, float]:
    """A whole sheet."""
    return {each.id: points.get(each.id, 0.0) for each in seats.small().stakeholders}


def typed(parent: Path) -> Path:
    """The same session in `chasm room`."""
    one = Room.new(seats.small(), parent, roles=False)
    for name in ("Team 1", "Team 2", "Team 3"):
        one.add_team(name)
    one.begin()
    one.believe(3, {"partners": 100.0})  # the means of people come when the sheets are closed
    for team in (1, 2):
        one.believe(team, everybody(customers=100.0 - team, investors=float(team)))
    one.go_on()
    number = 0
    while one.stage is RoomStage.LETTERS:
        for each in one.view().teams:
            shown = one.view().round
            assert shown is not None
            if each.status.value != "waits":
                continue
            can_be = [answer.letter for answer in shown.answers if answer.letter not in each.locked]
            one.choose(each.id, letter(LETTERS[each.id], number, can_be))
            one.predict(each.id, "customers", 80)
            one.explain(each.id, REASON)
        one.reveal()
        one.go_on()
        number += 1
    for team in (1, 2):
        one.believe(team, everybody(employees=100.0))
    one.go_on()
    one.show_scores()
    folder = one.folder
    one.close()
    return folder


def test_acceptance_19_a_session_by_devices_leaves_the_files_of_a_typed_one(tmp_path: Path) -> None:
    """Forms, JSON and typed letters: saves and the room's journal are those of a typed session, but for times."""
    with served(Hosted.new(room(tmp_path / "sent", 3, roles=False))) as it:
        live = sent(it)
    by_hand = typed(tmp_path / "typed")
    assert len(saves(live)) == 3
    for one, other in zip(saves(live), saves(by_hand), strict=True):
        for line, same in zip(one, other, strict=True):
            assert line == same
    assert timeless(live / "room.journal") == timeless(by_hand / "room.journal")
