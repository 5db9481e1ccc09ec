"""Titles and names that stand twice: what is told of several teams knows answers, rounds and teams by their ids."""

from __future__ import annotations

from pathlib import Path

from session import seats

from chasm_game.compare.compare import Comparison, compare
from chasm_game.pages import room_page
from chasm_game.pages.room_values import room_values
from chasm_game.plain.compare import comparison
from chasm_game.scenario.scenario import Scenario
from chasm_game.tui.paragraphs.compare import choices, room
from chasm_game.tui.text import Drawn, Para


def two_teams(folder: Path, scenario: Scenario) -> Comparison:
    """Two teams that part in the first round: one is kind, the other hard."""
    for team, first in (("Anna", "kind"), ("Bert", "hard")):
        play = seats.begin(folder, scenario, team=team, quick=True)
        play.decide(first)
        while play.played.game.outcome is None:
            play.decide(play.played.game.open_responses[-1])
        play.close()
    return compare([folder], seats.library(), scenario=scenario)


def on_screen(told: Drawn | list[Para]) -> str:
    """What a section of the screen says."""
    if isinstance(told, Drawn):
        return told.plain
    return "\n".join(each.plain for para in told for each in para.lines(100))


def test_two_answers_of_one_title_part_the_teams_on_every_face(tmp_path: Path) -> None:
    """Plain text, screen and page say where the teams parted, and give each answer its own row."""
    found = two_teams(tmp_path, seats.small("title: Be hard", "title: Be kind"))
    (ranking,) = found.view.rankings
    assert ranking.parted is not None
    assert {(g.response, g.teams) for g in ranking.parted.groups} == {("kind", ("Anna",)), ("hard", ("Bert",))}
    page = room_page(ranking, found.packs(ranking))
    for told in ("\n".join(comparison(found.view)), on_screen(room(ranking)), page):
        assert "In no round did the answers set the teams further apart than in round 1, The first one." in told
    listed = on_screen(choices(ranking))
    assert [row.split()[0] for row in listed.splitlines() if row.strip().startswith(("A  Be kind", "B  Be kind"))] == [
        "A",
        "B",
    ]


def test_two_rounds_of_one_title_are_two_rounds(tmp_path: Path) -> None:
    """What asking would have told stands at the round in which nobody asked, not at another of the same title."""
    found = two_teams(tmp_path, seats.small("title: The last one", "title: The first one"))
    (ranking,) = found.view.rankings
    values = room_values(ranking, found.packs(ranking))
    answers = {said_of.head.id: [title for title, _, _ in said.answers] for said_of, said in values["said"]}
    assert answers["first"] == ["Be kind", "Be hard", "Promise it"]
    assert "Be kind" not in answers["last"]


def test_teams_whose_names_look_alike_are_numbered(tmp_path: Path) -> None:
    """An accent written in two ways, another case, a sign that cannot be seen: nobody could tell which is which."""
    for team in ("\u00c9quipe", "E\u0301quipe", "Blue", "BL\u200bUE", "Blues"):
        play = seats.begin(tmp_path, team=team, quick=True)
        while play.played.game.outcome is None:
            play.decide(play.played.game.open_responses[0])
        play.close()
    (ranking,) = compare([tmp_path], seats.library(), scenario=seats.small()).view.rankings
    numbers = sorted(team.team[-3:] for team in ranking.teams)
    assert numbers == ["(1)", "(1)", "(2)", "(2)", "ues"]
