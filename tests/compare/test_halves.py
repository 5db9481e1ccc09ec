"""A room under model 2: both halves of the chasm, sheets of two pages, leaders who came along."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from debrief.mills import WAYS, mill
from session import seats

from chasm_game.compare.compare import Comparison, compare
from chasm_game.compare.data import comparison_csv, comparison_json
from chasm_game.compare.poll import poll_of, polled_weights, sheets_of_saves
from chasm_game.compare.sentences import beliefs_sentence, distances, halves_sentence, own_chasm
from chasm_game.compare.side_by_side import said_in
from chasm_game.compare.views import RankingView, TeamLine
from chasm_game.debrief.review_json import review_json
from chasm_game.journal.journal import read_save
from chasm_game.journal.replay import replay
from chasm_game.scenario.scenario import Scenario
from chasm_game.session.local import LocalPlay
from chasm_game.views.round import Phase

TEAMS = {
    "Blue": ("ask:ines half burn talk", 0.2, 0.4),
    "Red": ("words burn order", None, None),
    "Green": ("dyke loan talk", -0.6, 0.8),
}
"""Decisions of each team, and where its second pages stand on every axis, before and after."""
SHEET = {"customers": 60.0, "investors": 40.0}


def play_one(folder: Path, team: str, line: str, before: float | None, after: float | None, story: Scenario) -> None:
    """A game that is over, with both first pages, and second ones where there is a place for them."""
    play = LocalPlay.new(story, folder, seed=1, team=team)
    play.submit_beliefs(SHEET, None if before is None else dict.fromkeys(WAYS, before))
    for word in line.split():
        if word.startswith("ask"):
            play.ask(word.removeprefix("ask").removeprefix(":") or None)
        else:
            play.decide(word)
    assert play.phase is Phase.BELIEFS_AFTER
    play.submit_beliefs(SHEET, None if after is None else dict.fromkeys(WAYS, after))
    play.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The saves of three teams."""
    made: Path = tmp_path_factory.mktemp("room")
    story = mill()
    for team, (line, before, after) in TEAMS.items():
        play_one(made, team, line, before, after, story)
    return made


@pytest.fixture(scope="module")
def room(folder: Path) -> Comparison:
    """Their comparison."""
    return compare([folder], seats.library())


def line_of(room: Comparison, team: str) -> TeamLine:
    """One team."""
    return next(line for line in ranking_of(room).teams if line.team == team)


def ranking_of(room: Comparison) -> RankingView:
    """The only ranking."""
    (ranking,) = room.view.rankings
    return ranking


def test_the_json_and_the_table_have_both_halves_of_every_team(folder: Path, room: Comparison) -> None:
    """They are those of each team's own review: at the start, at the end, and after every decision."""
    teams = {team["team"]: team for team in comparison_json(room.view)["rankings"][0]["teams"]}
    rows = list(csv.DictReader(io.StringIO(comparison_csv(room.view))))
    for path in folder.glob("*.jsonl"):
        data = review_json(replay(read_save(path)), known=False)
        first, last = data["states"][0], data["states"][-1]
        team = teams[data["team"]]
        assert (team["what_start"], team["what_end"]) == (first["what"], last["what"])
        assert (team["how_start"], team["how_end"]) == (first["how"], last["how"])
        ends = {state["round"]: state for state in data["states"]}
        mine = [row for row in rows if row["team"] == data["team"]]
        assert [row["round"] for row in mine] == [d["round"] for d in data["decisions"]]
        for row, decision in zip(mine, data["decisions"], strict=True):
            assert float(row["what_after"]) == ends[row["round"]]["what"]
            assert float(row["how_after"]) == ends[row["round"]]["how"]
            assert row["asked_with"] == ("ines" if decision["asked"] == "ines" else "")


def test_a_sheet_without_its_second_page_says_so(room: Comparison) -> None:
    """Its distance is whom alone; beside it the deeds, which have both halves, tell them apart."""
    red, blue = line_of(room, "Red"), line_of(room, "Blue")
    assert distances(red)[0].endswith("(whom alone)")
    assert own_chasm(red).count("(whom alone)") == 2
    before, after, start, end = distances(blue)
    for told in (before, after, start, end):
        chasm, whom, how = (float(n) for n in told.replace("(whom", "").replace(", how", "").rstrip(")").split())
        assert chasm == pytest.approx((whom + how) / 2, abs=1.01)
    assert halves_sentence(blue) == f"{start} to {end}; rescued once"
    assert halves_sentence(line_of(room, "Green")).endswith(")")


def test_the_room_is_measured_alike_before_and_after(room: Comparison) -> None:
    """The mean of the second pages that were handed in, against what the people wished at that moment."""
    beliefs = ranking_of(room).beliefs
    assert beliefs is not None
    lines = [line_of(room, team) for team in ("Blue", "Green")]
    said = {"before": (0.2 - 0.6) / 2, "after": (0.4 + 0.8) / 2}
    for when, place, mine in (("before", beliefs.how_before, 0), ("after", beliefs.how_after, 1)):
        wishes = [[w.people_start if when == "before" else w.people for w in line.ways] for line in lines]
        apart = [abs(said[when] - sum(axis) / 2) for axis in zip(*wishes, strict=True)]
        assert place == pytest.approx(50 * sum(apart) / len(apart)), mine
    assert "before (whom " in beliefs_sentence(beliefs)


def test_a_room_that_said_how_only_once_is_measured_by_whom_alone(tmp_path: Path) -> None:
    """A chasm with both halves beside one with the first alone would be no comparison."""
    play_one(tmp_path, "One", "words sell order", 0.2, None, mill())
    (ranking,) = compare([tmp_path], seats.library()).view.rankings
    assert ranking.beliefs is not None
    assert (ranking.beliefs.how_before, ranking.beliefs.how_after) == (None, None)
    assert "whom" not in beliefs_sentence(ranking.beliefs)


def test_a_poll_of_saves_has_the_second_pages_too(folder: Path, tmp_path: Path) -> None:
    """The mean on each axis, of those who said anything, as `people_ways:` of a scenario; its file still weighs."""
    found = sheets_of_saves([folder], "before")
    poll = poll_of(found.sheets, found.ways)
    assert poll.ways == dict.fromkeys(WAYS, -0.2)
    assert "# How it would have value created: the mean of 2 second pages.\npeople_ways: {voice: -0.2, " in poll.yaml()
    path = tmp_path / "room.yaml"
    path.write_text(poll.yaml(), encoding="utf-8")
    assert polled_weights(path).of["customers"] == 60
    assert "people_ways" not in poll_of(found.sheets).yaml()
    latest = sheets_of_saves([folder], "latest")
    assert poll_of(latest.sheets, latest.ways).ways == dict.fromkeys(WAYS, 0.6)


def test_what_an_answer_would_have_done_differs_with_what_a_team_did_before(room: Comparison) -> None:
    """Arrows are told for all where all have them, for some where some have, and apart where they point apart."""
    ranking = ranking_of(room)
    packs = room.packs(ranking)
    found = [said for head in ranking.rounds if (said := said_in(head, packs)) is not None]
    first = found[0]  # Blue asked there; to the two others the same was foreseen
    assert [title for title, _, _ in first.answers] == [r.title for r in mill().rounds[0].responses]
    assert not any("for some" in told or "differently" in told for _, *both in first.answers for told in both)
    told = " ".join(text for said in found[1:] for _, *both in said.answers for text in both)
    assert "up " in told
    assert "down " in told
    assert "for some" in told or "differently" in told
