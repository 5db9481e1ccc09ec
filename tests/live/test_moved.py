"""Whoever is moved to another team hears of it: with whom one plays now, and what becomes of what one had said."""

from __future__ import annotations

from pathlib import Path

import pytest
from live.fake_host import person as at_terminal
from live.serving import Client, Served, begun, next_round, opened, room, served, text_of

from chasm_game.live.hosted import Hosted
from chasm_game.live.person_seat import person_seat

BACK = "You were moved to Team 2: you come back with their name and your PIN."
SHEET = "You were moved to Team 2: your sheet counts in their mean."
SHEET_IN = "You were moved to Team 2: the sheet that you handed in counts in their mean."
NEW = "You were moved to Team 2: this is their company, and your vote counts with them."
AGAIN = "You were moved to Team 2: your vote and forecast of this round are gone, so vote again with them."
FOLLOWED = "You were moved to Team 2: what followed here is theirs, and your next vote counts with them."
NOT_JUDGED = "You were moved to Team 2: what followed here is theirs, and what you foresaw in this round is not judged."


def moved(it: Served, person: Client, team: int = 2) -> str:
    """What somebody is told who was moved."""
    it.lead.do("/presenter/move", seat=person.seat["code"], team=team)
    return notice(person)


def notice(person: Client) -> str:
    """What a person is told."""
    found: str = person.view()["notice"]
    return found


def test_who_is_moved_reads_with_whom_and_what_becomes_of_the_own_vote(tmp_path: Path) -> None:
    """In the lobby, at a sheet, at the story, at the answers before and after a vote, and at what followed."""
    with served(Hosted.new(room(tmp_path))) as it:
        people = [it.join(1) for _ in range(9)]
        first, sheetless, with_sheet, reader, voter, silent, late, judged, stays = people
        assert moved(it, first) == BACK
        it.lead.do("/presenter/begin")
        assert notice(first) == ""
        with_sheet.do("/seat/sheet", when="before", points={"customers": 100})
        assert (moved(it, sheetless), moved(it, with_sheet)) == (SHEET, SHEET_IN)
        it.lead.do("/presenter/next")
        assert moved(it, reader) == NEW
        current = opened(it)
        for each in (voter, judged):
            each.do("/seat/vote", round=current, letter="B", who="customers", confidence=80)
        assert (moved(it, voter), moved(it, silent), moved(it, judged), notice(reader)) == (AGAIN, NEW, AGAIN, NEW)
        page = text_of(it.http.get("/seat", headers={"authorization": f"Bearer {voter.token}"}))
        assert page.count(AGAIN) == 1
        assert notice(stays) == ""
        voter.do("/seat/vote", round=current, letter="A")
        assert notice(voter) == ""
        it.lead.do("/presenter/reveal")
        # What is told besides, of the team, stands behind it.
        default = notice(voter)
        assert default.startswith("Nothing was handed in for your team")
        assert (moved(it, late), notice(judged)) == (f"{FOLLOWED} {default}", f"{NOT_JUDGED} {default}")
        it.lead.do("/presenter/next")
        assert [notice(each) for each in people] == [""] * 9


def test_a_vote_that_went_with_the_first_of_two_moves_is_told_of_after_the_second(tmp_path: Path) -> None:
    """Back in the own team the vote is gone all the same; nobody is told who was moved to where they sit."""
    with served(Hosted.new(room(tmp_path))) as it:
        person, other = it.join(1), it.join(1)
        begun(it)
        person.do("/seat/vote", round=opened(it), letter="B")
        moved(it, person)
        assert moved(it, person, 1) == AGAIN.replace("Team 2", "Team 1")
        assert person.view()["round"]["vote"] is None
        assert moved(it, other, 1) == ""


def test_a_team_that_sits_out_says_so_to_whoever_comes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A team of which the company fell has nothing to vote on."""
    with served(Hosted.new(room(tmp_path))) as it:
        person = it.join(1)
        begun(it)
        opened(it)
        next_round(it)
        opened(it)
        monkeypatch.setattr(it.hosted.room, "answers_of", lambda _team: None)
        assert moved(it, person) == (
            "You were moved to Team 2, who sit this round out: your vote counts with them from the next round on."
        )


def test_a_terminal_says_it_before_all_else() -> None:
    """On the screen it stands above the hints, and plain mode tells it: both say the words of the seat."""
    assert person_seat(at_terminal(notice=BACK), "").words.startswith(f"{BACK} You sit in Red;")
