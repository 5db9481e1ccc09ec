"""Teams side by side: places, ties, other people's weights, the room, and the packs of a debrief."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from session import seats
from shipped_stories import shipped_library

from chasm_game.compare.answers import ChoiceCell, RoundHead
from chasm_game.compare.compare import Comparison, compare
from chasm_game.compare.ranking import in_rank_order
from chasm_game.compare.room_summary import answers_by_round, parted
from chasm_game.compare.views import RankingView, TeamLine
from chasm_game.compare.weights import UnknownPeople, Weights, named_weights
from chasm_game.debrief.review_builder import review_view
from chasm_game.engine.score import distance
from chasm_game.journal.journal import read_save
from chasm_game.journal.replay import replay
from chasm_game.views.outputs import EndingView, OutputsView

if TYPE_CHECKING:
    from collections.abc import Sequence

SAMPLES = Path(__file__).parent.parent.parent / "saves" / "samples"


@pytest.fixture(scope="module")
def samples() -> Comparison:
    """The made session."""
    return compare([SAMPLES], shipped_library())


def line(team: str, score: int, chasm: float = 30.0, low: float = 20.0, **more: Any) -> TeamLine:
    """A line with these outputs."""
    outputs = OutputsView(score, float(score), 50.0, chasm, more.get("say"), low, more.get("sure"))
    nothing: tuple[Any, ...] = ()
    return TeamLine(
        team, f"{team}.jsonl", None, {}, outputs, EndingView("e", "E", ""), nothing, nothing, nothing, nothing, nothing,
        None, None, None, 0,
    )  # fmt: skip


def test_equal_scores_go_to_the_narrower_chasm_then_to_resilience_then_share() -> None:
    """The printed rule, and the next place is counted from who stands before it."""
    lines = [line("d", 500), line("b", 500, 30.0, 25.0), line("a", 500, 29.0, 1.0), line("c", 500), line("e", 499, 0.0)]
    assert [(each.rank, each.team) for each in in_rank_order(lines)] == [
        (1, "a"),
        (2, "b"),
        (3, "c"),
        (3, "d"),
        (5, "e"),
    ]


def test_every_output_has_a_ranking_of_its_own() -> None:
    """Narrow, kept, never low and well calibrated are better; who has no value stands nowhere."""
    lines = [
        line("a", 1, 20.0, 50.0, say=0.5, sure=0.1),
        line("b", 2, 10.0, 60.0, say=0.9),
        line("c", 3, 30.0, sure=0.0),
    ]
    ranks = {each.team: dict(each.ranks) for each in in_rank_order(lines)}
    assert ranks == {
        "a": {"chasm_end": 2, "say_do": 2, "resilience": 2, "calibration": 2},
        "b": {"chasm_end": 1, "say_do": 1, "resilience": 1},
        "c": {"chasm_end": 3, "resilience": 3, "calibration": 1},
    }


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2), st.integers(0, 2)), max_size=12), st.randoms())
@settings(max_examples=60)
def test_places_do_not_depend_on_the_order_of_the_files(given: list[tuple[int, int, int]], order: Any) -> None:
    """Whoever is better by the rule stands before; who is equal shares; however the files came."""
    lines = [line(f"t{n:02}", score, float(chasm), float(low)) for n, (score, chasm, low) in enumerate(given)]
    mixed = list(lines)
    order.shuffle(mixed)
    assert in_rank_order(mixed) == in_rank_order(lines)
    for one in in_rank_order(lines):
        better = sum((-s, c, -low) < (-one.outputs.score, one.outputs.chasm_end, -one.outputs.resilience)
                     for s, c, low in given)  # fmt: skip
        assert one.rank == better + 1


def answered(rounds: Sequence[RoundHead], team: str, score: int, *answers: str) -> TeamLine:
    """A line that gave these answers."""
    cells = tuple(
        ChoiceCell(r.id, a, "ABCDEFG"["pqrxyz".index(a)], a, None, False, False, None, "", None, 0.0)
        for r, a in zip(rounds, answers, strict=False)
    )
    return replace(line(team, score), choices=cells)


ROUNDS = (RoundHead("one", "First"), RoundHead("two", "Second"), RoundHead("three", "Third"))


def parting(teams: Sequence[TeamLine]) -> tuple[int, list[tuple[str, tuple[str, ...], float]]] | None:
    """Number of the round in which these teams parted, and answers, teams and means."""
    found = parted(answers_by_round(ROUNDS, teams))
    return None if found is None else (found.number, [(g.response, g.teams, g.mean) for g in found.groups])


def test_the_teams_parted_where_answers_part_the_scores() -> None:
    """Of two rounds with different answers it is the one whose groups ended farther apart; none where all agree."""
    given = (("a", 100, "x", "p"), ("b", 110, "y", "p"), ("c", 500, "x", "q"))
    teams = [answered(ROUNDS, *each) for each in given]
    assert parting(teams) == (2, [("q", ("c",), 500.0), ("p", ("a", "b"), 105.0)])
    assert parting(teams[:1]) is None


@pytest.mark.parametrize(("second", "where"), [(269, 1), (270, 1), (271, 2)])
def test_a_group_counts_by_its_size_where_the_teams_parted(second: int, where: int) -> None:
    """One of ten with 630 points apart from nine weighs as much as two, 630 and 270, from eight: then the first."""
    teams = [answered(ROUNDS, "a", 630, "x", "p"), answered(ROUNDS, "b", second, "y", "p")]
    teams += [answered(ROUNDS, f"z{n}", 0, "y", "q") for n in range(8)]
    found = parting(teams)
    assert found is not None
    assert found[0] == where


def test_of_rounds_that_part_alike_the_first_is_told() -> None:
    """Ties go to what the teams met first, whatever the order of the files."""
    teams = [answered(ROUNDS, "a", 100, "p", "x", "p"), answered(ROUNDS, "b", 200, "p", "y", "q")]
    assert parting(teams) == parting(teams[::-1]) == (2, [("y", ("b",), 200.0), ("x", ("a",), 100.0)])


def test_other_people_weigh_the_recorded_trust_again(samples: Comparison) -> None:
    """Under each named set and the room's own sheets: half the value at the end, half the mean of the rounds."""
    (ranking,) = samples.view.rankings
    assert [o.name for o in ranking.other_people] == ["balanced", "just-2024", "equal", "owners-first", "room"]
    sets = seats.library().rulebook.people
    for other in ranking.other_people[:-1]:
        again = compare([SAMPLES], shipped_library(), weights=named_weights(other.name, seats.library().rulebook))
        (theirs,) = again.view.rankings
        assert theirs.people == other.name
        assert other.order == tuple((t.team, float(t.outputs.score)) for t in theirs.teams)
        assert other.same_first == (theirs.teams[0].team == ranking.teams[0].team)
        assert other.same_order == ([t.team for t in theirs.teams] == [t.team for t in ranking.teams])
        team = theirs.teams[0]
        if team.ending.id != "fallen":
            trust, of = team.trust_by_round[0], sets[other.name].of
            felt = sum(of.get(s, 0.0) * trust[s] for s in trust) / sum(of.get(s, 0.0) for s in trust)
            assert team.value_by_round[0] == pytest.approx(felt - 0.3 * sum(max(0, 20 - t) for t in trust.values()))


def test_people_who_know_nobody_in_the_story_change_nothing(samples: Comparison) -> None:
    """Weights without any of the stakeholders leave the ranking under its own, and say so by its name."""
    again = compare([SAMPLES], shipped_library(), weights=Weights("martians", "Martians", {"martians": 1.0}))
    assert again.view.rankings[0].people == "just-2018"
    assert again.view == samples.view


def test_unknown_people_are_named_with_the_nearest() -> None:
    """A name that is nearly right is offered."""
    with pytest.raises(UnknownPeople, match="did you mean `owners-first`"):
        named_weights("owner-first", seats.library().rulebook)


def test_the_room_believes_the_mean_of_its_sheets(samples: Comparison) -> None:
    """Each sheet counts the same; the social chasm of the room is the distance of the mean to the people."""
    (ranking,) = samples.view.rankings
    room = ranking.beliefs
    assert room is not None
    assert (room.handed_in_before, room.handed_in_after) == (6, 5)
    story = seats.library().find("broken-guitar")
    believed = [r.shock.people for r in story.rounds if r.shock.people is not None][-1]
    sheets = [{b.id: b.after for b in t.beliefs} for t in ranking.teams if t.own_chasm_after is not None]
    for stakeholder, _, _, after, people in room.lines:
        assert after == pytest.approx(sum(s[stakeholder] or 0 for s in sheets) / 5)
        assert people == pytest.approx(believed[_index(ranking, stakeholder)])
    mean = {s: after for s, _, _, after, _ in room.lines if after is not None}
    said: dict[str, list[float]] = {}
    for way in (way for team in ranking.teams for way in team.ways if way.after is not None):
        said.setdefault(way.id, []).append(way.after or 0.0)
    wished = {way.id: way.people for way in ranking.teams[0].ways}
    how = 50 * sum(abs(sum(said[a]) / len(said[a]) - wish) for a, wish in wished.items()) / len(wished)
    assert room.how_after == pytest.approx(how)
    whom = distance(mean, {s: people for s, _, _, _, people in room.lines})
    assert room.chasm_after == pytest.approx(0.5 * whom + 0.5 * how)


def _index(ranking: RankingView, stakeholder: str) -> int:
    return [s for s, _ in ranking.stakeholders].index(stakeholder)


def test_teams_of_one_name_are_told_apart(tmp_path: Path) -> None:
    """Two teams called Blue, and two without a name, are numbered."""
    for folder, name in (("a", "Blue"), ("b", "Blue"), ("c", ""), ("d", " ")):
        play = seats.begin(tmp_path / folder, team=name, quick=True)
        for response in ("kind" if folder in "ac" else "talk", "rest", "wait"):
            play.decide(response)
        play.close()
    (ranking,) = compare([tmp_path], seats.library(), scenario=seats.small()).view.rankings
    assert sorted(t.team for t in ranking.teams) == [
        "Blue (1)", "Blue (2)", "a team without a name (1)", "a team without a name (2)",
    ]  # fmt: skip
    assert len({t.save for t in ranking.teams}) == 4


@pytest.mark.parametrize("own", ["Blue (2)", "BLUE (1)"])
def test_a_team_that_numbers_itself_is_told_apart_too(tmp_path: Path, own: str) -> None:
    """Where two are called Blue and a third calls itself `Blue (2)`, no two of them look alike."""
    for folder, name in (("a", "Blue"), ("b", own), ("c", "Blue")):
        play = seats.begin(tmp_path / folder, team=name, quick=True)
        for response in ("kind" if folder == "a" else "talk", "rest", "wait"):
            play.decide(response)
        play.close()
    (ranking,) = compare([tmp_path], seats.library(), scenario=seats.small()).view.rankings
    names = [t.team for t in ranking.teams]
    assert own in names
    assert len({name.casefold() for name in names}) == 3


def test_a_round_that_was_skipped_records_the_last_value_again(tmp_path: Path) -> None:
    """One value for each round of the file; the rounds that anybody played are the ones that are listed."""
    seats.whole(tmp_path)
    (ranking,) = compare([tmp_path], seats.library(), scenario=seats.small()).view.rankings
    (team,) = ranking.teams
    assert [r.id for r in ranking.rounds] == ["first", "narrow", "last"]
    assert len(team.value_by_round) == len(team.trust_by_round) == 5
    assert team.value_by_round[0] == team.value_by_round[1] == team.value_by_round[2] == team.choices[0].value_after
    assert [c.letter for c in team.choices] == ["A", "C", ""]
    assert team.choices[0].asked


def test_packs_have_the_debrief_and_the_review_of_each_team(tmp_path: Path) -> None:
    """What walks were shared changes nothing: each review is the one of the game alone, in the order of the ranking."""
    for name, ask, answers in (("a", True, "kind"), ("b", False, "kind"), ("c", True, "talk")):
        play = seats.begin(tmp_path, team=name, quick=True)
        if ask:
            play.ask()
        for response in (answers, "rest", "wait"):
            play.decide(response)
        play.close()
    found = compare([tmp_path], seats.library(), scenario=seats.small())
    (ranking,) = found.view.rankings
    shares: list[float] = []
    packs = found.packs(ranking, shares.append)
    assert [p.line for p in packs] == list(ranking.teams)
    assert shares == [1 / 3, 2 / 3, 1.0]
    for pack in packs:
        assert pack.debrief.outputs == pack.line.outputs
        assert pack.debrief.beliefs == pack.line.beliefs
        assert pack.review == review_view(replay(read_save(tmp_path / pack.line.save)).game)
