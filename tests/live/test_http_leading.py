"""Whoever leads a live room: freeze, silent teams, corrections, powers, an end without a network."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from live.serving import Client, Served, begun, next_round, opened, room, served
from session import seats
from session.rooms import Clock

from chasm_game.journal.people_journal import PEOPLE_FILE
from chasm_game.live.hosted import Hosted
from chasm_game.session.room.room import Room


def doing(it: Served, team: int) -> dict[str, object]:
    """What the presenter sees of a team."""
    found: dict[str, object] = next(each for each in it.lead.view("presenter")["teams"] if each["id"] == team)
    return found


def test_acceptance_10_a_frozen_board_is_the_same_bytes_whatever_happens(tmp_path: Path) -> None:
    """Votes, answers, a reveal, a team, a minute: what is projected stays as it was, and whoever leads sees that."""
    clock = Clock()
    with served(Hosted.new(room(tmp_path, clock=clock), clock=clock)) as it:
        person = it.join(1)
        begun(it)
        it.lead.do("/presenter/freeze", on=True)
        frozen = it.lead.send("GET", "/projector/state").content
        page = it.http.get("/projector").text
        person.do("/seat/vote", round=opened(it), letter="A")
        clock.now += 30
        it.lead.do("/presenter/minute")
        it.lead.do("/presenter/team", name="Late")
        person.do("/seat/choice", round=it.hosted.room.round_id, letter="A")
        leads = it.lead.view("presenter")
        assert (leads["time_left"], leads["time_runs"], leads["projector"]["handed_in"]) == (330.0, True, [1, 3])
        it.lead.do("/presenter/reveal")
        assert it.lead.send("GET", "/projector/state").content == frozen
        assert it.http.get("/projector").text == page
        presenter = it.lead.view("presenter")
        assert (presenter["frozen"], presenter["stage"], presenter["projector"]["stage"]) == (
            True,
            "revealed",
            "revealed",
        )
        it.lead.do("/presenter/freeze", on=False)
        assert it.lead.view("projector")["stage"] == "revealed"


def test_a_board_that_is_frozen_while_time_runs_shows_none(tmp_path: Path) -> None:
    """A clock that stands beside one that runs would be wrong; on the phones and for whoever leads it goes on."""
    clock = Clock()
    with served(Hosted.new(room(tmp_path, clock=clock), clock=clock)) as it:
        person = it.join(1)
        begun(it)
        opened(it)
        assert 'id="clock"' in it.http.get("/projector").text
        it.lead.do("/presenter/freeze", on=True)
        assert 'id="clock"' not in it.http.get("/projector").text
        clock.now += 20
        assert person.view()["time_left"] == it.lead.view("presenter")["time_left"] == 280.0
        it.lead.do("/presenter/freeze", on=False)
        assert it.lead.view("projector")["time_left"] == 280.0


def test_a_time_that_is_up_is_not_let_run_but_made_longer(tmp_path: Path) -> None:
    """A second before its end it can be stopped; at its end nothing is left to run, until a minute more is given."""
    clock = Clock()
    with served(Hosted.new(room(tmp_path, clock=clock), clock=clock)) as it:
        begun(it)
        opened(it)
        seen = []
        for step in (299, 1, 1):
            clock.now += step
            view = it.lead.view("presenter")
            seen.append((view["time_up"], "timer" in view["can"]))
        assert seen == [(False, True), (True, False), (True, False)]
        it.lead.do("/presenter/minute")
        view = it.lead.view("presenter")
        assert (view["time_up"], "timer" in view["can"]) == (False, True)


def test_a_team_that_sits_out_is_asked_for_nothing(tmp_path: Path) -> None:
    """It is not nudged, its row offers nothing to do for it, and on the board it has neither dot."""
    with served(Hosted.new(room(tmp_path))) as it:
        it.join(1)
        it.join(2)
        begun(it)
        opened(it)
        it.lead.do("/presenter/choose", team=1, letter="B")  # only after hardness the story goes by the rare round
        it.lead.do("/presenter/choose", team=2, letter="A")
        next_round(it)
        assert opened(it) == "rare"
        assert [doing(it, team)["doing"] for team in (1, 2)] == ["reading", "out"]
        assert "sits this round out" in it.lead.refused("/presenter/nudge", 409, team=2)["refused"]
        page = it.http.get("/presenter", headers={"authorization": f"Bearer {it.lead.token}"}).text
        assert "do-default-1" in page
        assert not [each for each in ("nudge", "majority", "default", "clear") if f"do-{each}-2" in page]
        board = it.http.get("/projector").text
        assert board.count("sits this round out") == 1
        assert (board.count("not yet"), board.count("handed in</span>")) == (1, 0)


def test_a_frozen_board_stands_also_after_the_host_was_killed(tmp_path: Path) -> None:
    """What nobody was to see yet is not shown by a restart."""
    hosted = Hosted.new(room(tmp_path))
    with served(hosted) as it:
        begun(it)
        it.lead.do("/presenter/freeze", on=True)
        frozen = it.lead.send("GET", "/projector/state").content
        opened(it)
        it.lead.do("/presenter/reveal")
    with served(Hosted.resume(hosted.room.folder)) as it:
        assert it.lead.send("GET", "/projector/state").content == frozen


def test_acceptance_11_a_silent_team_gets_the_default_and_it_can_be_undone(tmp_path: Path) -> None:
    """When time is up the others go on; what was taken for the silent team is marked, and taken back by its letter."""
    clock = Clock()
    hosted = Hosted.new(room(tmp_path, clock=clock), clock=clock)
    with served(hosted) as it:
        fast, silent = it.join(1), it.join(2)
        begun(it)
        current = opened(it)
        fast.do("/seat/choice", round=current, letter="A", reason="Quick.")
        clock.now += 61
        assert doing(it, 2)["silent"] == 61
        assert doing(it, 1)["doing"] == "decided"
        clock.now += 5 * 60
        assert silent.view()["time_up"]
        it.lead.do("/presenter/default", team=2)
        assert doing(it, 2)["by"] == "default"
        assert silent.view()["round"]["by"] == "default"
        silent.do("/seat/choice", round=current, letter="B")
        assert (doing(it, 2)["by"], doing(it, 2)["letter"]) == ("pen", "B")
        it.lead.do("/presenter/clear", team=2)
        assert doing(it, 2)["letter"] == ""
        it.lead.do("/presenter/default")
        assert (doing(it, 1)["by"], doing(it, 2)["by"]) == ("pen", "default")
        it.lead.do("/presenter/reveal")
        assert [team["defaulted"] for team in it.lead.view("projector")["room"]["teams"]] == [False, True]
        assert "as the default" in silent.view()["notice"]
        assert fast.view()["notice"] == ""


def test_what_a_team_handed_in_is_not_written_over_by_a_press_that_came_later(tmp_path: Path) -> None:
    """The majority or the default for one team is refused until its answer is taken back, by whom it was handed in."""
    with served(Hosted.new(room(tmp_path))) as it:
        person, voter = it.join(1), it.join(1)
        begun(it)
        current = opened(it)
        voter.do("/seat/vote", round=current, letter="A")
        for typed, by in ((False, "pen"), (True, "facilitator")):
            if typed:
                it.lead.do("/presenter/choose", team=1, letter="B")
            else:
                person.do("/seat/choice", round=current, letter="B")
            for verb in ("majority", "default"):
                said = it.lead.refused(f"/presenter/{verb}", 409, team=1)["refused"]
                assert said == "Team 1 has handed in an answer: take it back first."
            assert (doing(it, 1)["by"], doing(it, 1)["letter"]) == (by, "B")
            it.lead.do("/presenter/clear", team=1)
        # What was only taken for a team gives way to the next.
        for verb in ("majority", "default", "majority"):
            it.lead.do(f"/presenter/{verb}", team=1)
            assert doing(it, 1)["by"] == verb


@pytest.mark.parametrize(("votes", "letter"), [("AAB", "A"), ("ABB", "B"), ("AB", ""), ("", ""), ("A", "A")])
def test_the_majority_is_taken_only_where_there_is_one(tmp_path: Path, votes: str, letter: str) -> None:
    """More votes than every other answer has are a majority; as many as another are none, and neither is no vote."""
    with served(Hosted.new(room(tmp_path))) as it:
        people = [it.join(1) for _ in range(max(len(votes), 1))]
        begun(it)
        current = opened(it)
        for person, vote in zip(people, votes, strict=False):
            person.do("/seat/vote", round=current, letter=vote)
        if letter:
            it.lead.do("/presenter/majority", team=1)
            assert (doing(it, 1)["by"], doing(it, 1)["letter"]) == ("majority", letter)
        else:
            said = "has more votes" if votes else "Nobody in Team 1 has voted."
            assert said in it.lead.refused("/presenter/majority", 409, team=1)["refused"]
            it.lead.do("/presenter/majority")
            assert doing(it, 1)["letter"] == ""


def test_acceptance_12_a_correction_reopens_what_forks(tmp_path: Path) -> None:
    """Journal, board and phone show both letters; a team whose story forks is asked anew, and sees the other round."""
    hosted = Hosted.new(room(tmp_path))
    with served(hosted) as it:
        blue = it.join(1)
        begun(it)
        blue.do("/seat/choice", round=opened(it), letter="A")
        it.lead.do("/presenter/reveal")
        it.lead.do("/presenter/correct", team=1, letter="C")
        assert "your team took C, where A was revealed" in blue.view()["notice"]
        board = it.lead.view("projector")["room"]["teams"][0]
        assert (board["letter"], board["corrected"]) == ("C", "A")
        it.lead.do("/presenter/next")
        assert hosted.room.round_id == "narrow"
        blue.do("/seat/choice", round=opened(it), letter="C")
        it.lead.do("/presenter/correct", team=1, letter="B")
        assert hosted.room.round_id == "rare"
        view = blue.view()
        assert (view["stage"], view["game"]["round"]["id"]) == ("story", "rare")
        journal = (hosted.room.folder / "room.journal").read_text("utf-8")
        assert journal.count('"do":"correct"') == 2
        assert view["game"]["rounds"][0]["response_id"] == "hard"
        opened(it)
        assert blue.view()["round"]["letter"] == ""
        next_round(it)
        assert hosted.room.round_id == "narrow"


VERBS = ("team", "begin", "next", "answers", "reveal", "choose", "freeze", "scores", "close", "sheet", "move")


@pytest.mark.parametrize("token", ["none", "a person's", "a wrong one", "in the address"])
def test_acceptance_13_powers_only_with_the_token_of_whoever_leads(tmp_path: Path, token: str) -> None:
    """No verb, no view and no page of the presenter is had with less; the address of the board cannot act."""
    with served(Hosted.new(room(tmp_path))) as it:
        given = {"none": "", "a person's": it.join(1).token, "a wrong one": "x" * 43, "in the address": ""}[token]
        there = f"?token={it.lead.token}" if token == "in the address" else ""
        client = Client(it, given)
        # What is written, and not the version: that a device is there is another one, whenever the host looks.
        before = _written(it)
        for verb in VERBS:
            said = {"key": uuid4().hex, "team": 1, "letter": "A", "name": "X", "on": True}
            assert client.send("POST", f"/presenter/{verb}{there}", said).status_code == 401
            assert client.send("POST", f"/projector/{verb}", said).status_code in {404, 405}
        for path in ("/presenter/state", "/presenter/events"):
            assert client.send("GET", path + there).status_code == 401
        if not there:
            assert client.send("GET", "/presenter").status_code == 401
        assert _written(it) == before


def _written(it: Served) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in it.hosted.room.folder.iterdir()}


def test_acceptance_14_without_a_network_the_room_is_typed_and_phones_come_back(tmp_path: Path) -> None:
    """`chasm room` goes on with the folder and takes letters by hand; later the same phones are in the same room."""
    hosted = Hosted.new(room(tmp_path))
    folder = hosted.room.folder
    with served(hosted) as it:
        phone = it.join(1)
        begun(it)
        phone.do("/seat/vote", round=opened(it), letter="B")
    typed = Room.resume(folder)
    typed.choose(1, "B")
    typed.choose(2, "A")
    typed.reveal()
    typed.go_on()
    typed.close()
    with served(Hosted.resume(folder)) as it:
        again = Client(it, phone.token)
        view = again.view()
        assert (view["code"], view["stage"], len(view["game"]["rounds"])) == (phone.seat["code"], "story", 1)
        again.do("/seat/vote", round=opened(it), letter="B")


def test_a_typed_room_gets_doors(tmp_path: Path) -> None:
    """A room that was begun on one laptop goes on with phones."""
    typed = Room.new(seats.small(), tmp_path)
    typed.add_team("Blue")
    typed.begin()
    typed.close()
    assert not (typed.folder / PEOPLE_FILE).exists()
    with served(Hosted.resume(typed.folder)) as it:
        assert it.join(1).view()["stage"] == "sheets before"


def test_shortening_decides_by_default_and_says_so(tmp_path: Path) -> None:
    """Straight to the last round: what was handed in counts, what lies between is the default and marked."""
    with served(Hosted.new(room(tmp_path))) as it:
        person = it.join(1)
        begun(it)
        person.do("/seat/choice", round=opened(it), letter="A")
        it.lead.do("/presenter/shorten")
        assert it.hosted.room.round_id == "last"
        rounds = person.view()["game"]["rounds"]
        assert [each["id"] for each in rounds] == ["first", "narrow"]
        (first, second) = [each["absences"] for each in it.lead.view("projector")["room"]["teams"]]
        assert (first, second) == (1, 2)
        assert it.lead.refused("/presenter/shorten", 409)["refused"] == "This is the last round."
        assert "shorten" not in it.lead.view("presenter")["can"]


def test_a_person_moves_to_another_team_and_the_vote_stays_behind(tmp_path: Path) -> None:
    """Moved people see the other team's game; what they voted for a round that waits is dropped."""
    with served(Hosted.new(room(tmp_path))) as it:
        person, other = it.join(1), it.join(2)
        begun(it)
        current = opened(it)
        person.do("/seat/vote", round=current, letter="A")
        it.lead.do("/presenter/move", seat=person.seat["code"], team=2)
        view = person.view()
        assert (view["team"]["id"], view["round"]["vote"], view["round"]["voted"]) == (2, None, 0)
        assert other.view()["team"]["people"] == 2


def test_who_is_moved_after_the_reveal_keeps_what_was_foreseen(tmp_path: Path) -> None:
    """A vote of a round that is over stays, and is of the team in whose game it was given."""
    with served(Hosted.new(room(tmp_path))) as it:
        person = it.join(1)
        begun(it)
        current = opened(it)
        person.do("/seat/vote", round=current, letter="A")
        it.lead.do("/presenter/reveal")
        it.lead.do("/presenter/move", seat=person.seat["code"], team=2)
        people = it.hosted.people
        at = (current, person.seat["code"])
        assert people.votes[at].letter == "A"
        assert (people.voted_in[at], people.seats[person.seat["code"]].team) == (1, 2)


def test_a_team_is_emptied_before_it_is_struck(tmp_path: Path) -> None:
    """Before the beginning nobody loses the team under them; afterwards its people read what to do."""
    with served(Hosted.new(room(tmp_path, 3))) as it:
        person = it.join(1)
        assert "move them" in it.lead.refused("/presenter/remove", 409, team=1)["refused"]
        it.lead.do("/presenter/remove", team=3)
        begun(it)
        it.lead.do("/presenter/remove", team=1)
        view = person.view()
        assert (view["game"], view["round"], "taken out" in view["notice"]) == (None, None, True)
        assert it.http.get("/seat", headers={"authorization": f"Bearer {person.token}"}).status_code == 200
        it.lead.do("/presenter/restore", team=1)
        assert person.view()["game"] is not None


def test_the_pen_goes_round_and_whoever_is_there_may_take_it(tmp_path: Path) -> None:
    """By the order of coming, one further each round; only who has it hands in, and taking it is seen by the team."""
    with served(Hosted.new(room(tmp_path))) as it:
        people = [it.join(1) for _ in range(3)]
        begun(it)
        current = opened(it)
        assert [person.view()["round"]["has_pen"] for person in people] == [True, False, False]
        refused = people[2].refused("/seat/choice", 403, round=current, letter="A")
        assert "has the pen" in refused["refused"]
        people[2].do("/seat/pen", round=current)
        people[2].do("/seat/choice", round=current, letter="A")
        assert people[0].view()["round"]["pen"] == people[2].seat["code"]
        it.join(1)
        assert people[2].view()["round"]["has_pen"]
        next_round(it)
        opened(it)
        assert [person.view()["round"]["has_pen"] for person in people] == [False, True, False]


def test_votes_are_counted_only_when_all_have_voted_or_time_is_up(tmp_path: Path) -> None:
    """Until then a person knows how many voted and not for what; what somebody foresees is never another's to see."""
    clock = Clock()
    with served(Hosted.new(room(tmp_path, clock=clock), clock=clock)) as it:
        people = [it.join(1) for _ in range(3)]
        begun(it)
        current = opened(it)
        for person in people[:2]:
            person.do("/seat/vote", round=current, letter="B", who="customers", confidence=90)
        seen = people[2].view()["round"]
        assert (seen["voted"], seen["votes"], seen["vote"]) == (2, None, None)
        people[2].do("/seat/vote", round=current, letter="A")
        assert people[0].view()["round"]["votes"] == [["A", 1], ["B", 2]]
        it.join(1)
        assert people[0].view()["round"]["votes"] is None
        clock.now += 5 * 60
        assert people[0].view()["round"]["votes"] == [["A", 1], ["B", 2]]
        assert people[0].view()["round"]["who"] is None


def test_a_next_that_comes_again_skips_nothing(tmp_path: Path) -> None:
    """With the same key it is done once; with another key and the stage that was seen it is refused."""
    with served(Hosted.new(room(tmp_path))) as it:
        it.lead.do("/presenter/begin")
        key = uuid4().hex
        for _ in range(2):
            assert it.lead.send("POST", "/presenter/next", {"key": key, "stage": "sheets before"}).status_code == 200
        assert it.lead.view("presenter")["stage"] == "story"
        assert it.lead.refused("/presenter/next", 409, stage="sheets before")["passed"]


def test_the_sheet_of_a_team_is_the_mean_of_its_people_unless_one_was_typed(tmp_path: Path) -> None:
    """Points come to 100 for each, and then to their mean; what was typed stands, and two people see no mean."""
    hosted = Hosted.new(room(tmp_path))
    with served(hosted) as it:
        three, two = [it.join(1) for _ in range(3)], [it.join(2) for _ in range(2)]
        it.lead.do("/presenter/begin")
        for person, points in zip(
            three, ({"customers": 1}, {"customers": 30, "employees": 10}, {"employees": 7}), strict=True
        ):
            person.do("/seat/sheet", when="before", points=points)
        for person in two:
            person.do("/seat/sheet", when="before", points={"investors": 1})
        it.lead.do("/presenter/sheet", team=2, points={"partners": 100})
        it.lead.do("/presenter/next")
        mean = three[0].view()["sheet"]["mean"]
        assert (round(mean["customers"], 2), round(mean["employees"], 2)) == (58.33, 41.67)
        assert two[0].view()["sheet"]["mean"] is None
        sheets = {sheet.team: dict(sheet.points or ()) for sheet in hosted.room.sheets()}
        assert round(sheets[1]["customers"], 2) == 58.33
        assert sheets[2]["partners"] == 100


def test_acceptance_18_what_a_person_said_is_deleted_by_the_own_code(tmp_path: Path) -> None:
    """Afterwards neither code, sheet nor vote of that seat is in any file; no file holds a name, address or device."""
    hosted = Hosted.new(room(tmp_path))
    with served(hosted) as it:
        gone, stays = it.join(1), it.join(1)
        it.lead.do("/presenter/begin")
        for person in (gone, stays):
            person.do("/seat/sheet", when="before", points={"customers": 61.8, "investors": 38.2})
        it.lead.do("/presenter/next")
        current = opened(it)
        for person in (gone, stays):
            person.do("/seat/vote", round=current, letter="B", who="nobody", confidence=77)
        gone.do("/seat/forget")
        assert gone.send("GET", "/seat/state").status_code == 401
        files = {path.name: path.read_text("utf-8") for path in hosted.room.folder.iterdir()}
        for text in files.values():
            assert gone.seat["code"] not in text
            assert "127.0.0.1" not in text
            assert "python-httpx" not in text
        assert stays.seat["code"] in files[PEOPLE_FILE]
        assert stays.view()["round"]["vote"]["letter"] == "B"
    with served(Hosted.resume(hosted.room.folder)) as it:
        assert list(it.hosted.people.seats) == [stays.seat["code"]]


def test_a_room_whose_files_are_taken_away_goes_on_elsewhere_with_its_people(tmp_path: Path) -> None:
    """Somebody removes the journal: room and people go on in a new folder, and every device stays where it was."""
    hosted = Hosted.new(room(tmp_path))
    with served(hosted) as it:
        person = it.join(1)
        begun(it)
        before = hosted.room.folder
        (before / "room.journal").unlink()
        current = opened(it)
        person.do("/seat/vote", round=current, letter="B")
        after = hosted.room.folder
        assert after != before
        assert person.view()["round"]["vote"]["letter"] == "B"
        assert "anew" in it.lead.view("presenter")["notice"]
    with served(Hosted.resume(after)) as it:
        assert Client(it, person.token).view()["round"]["vote"]["letter"] == "B"


def test_a_fault_of_its_own_is_a_sentence_and_the_session_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What breaks in one request, or in a look at the clock, is told to whoever runs the host, and stops nothing."""
    faults: list[Exception] = []
    hosted = Hosted.new(room(tmp_path))
    with served(hosted, faulted=faults.append) as it:
        person = it.join(1)

        def broken() -> None:
            raise RuntimeError("broken")

        monkeypatch.setattr(hosted.room, "begin", broken)
        answer = it.lead.send("POST", "/presenter/begin", {"key": "a key that is new"})
        assert answer.status_code == 500
        assert "try again" in answer.json()["refused"]
        assert answer.headers["connection"] == "close", (
            "the server ends this connection: the next request needs a new one"
        )
        assert [str(fault) for fault in faults] == ["broken"]
        monkeypatch.undo()
        it.lead.do("/presenter/begin")
        assert person.view()["stage"] == "sheets before"
