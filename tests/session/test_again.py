"""After a game: other luck, a practice game from one of its rounds, the next story, and what is shown to others."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import UTC, datetime
from pathlib import Path

import pytest
from session import seats

from chasm_game.debrief.share import SIGNS, explained, picture, share_line, write_picture
from chasm_game.errors import ChasmError
from chasm_game.journal.journal import read_save
from chasm_game.journal.replay import replay
from chasm_game.scenario.difficulty import at_difficulty
from chasm_game.session.again import Following, from_round, luck_of_the_week, next_story, other_luck
from chasm_game.session.catalog import LocalBackstage
from chasm_game.session.local import LocalPlay
from chasm_game.views.catalog import LibraryLine
from chasm_game.views.round import Phase


def ended(saves: Path, difficulty: str = "written") -> LocalPlay:
    """A game of the tutorial with sheets, an ask, predictions and reasons, at its end."""
    story = at_difficulty(seats.library().find("tutorial"), difficulty)
    play = LocalPlay.new(story, saves, team="Blue", seed=5)
    play.submit_beliefs({"customers": 60, "employees": 40})
    for number in range(len(story.rounds)):
        view = play.round()
        if not number:
            play.ask()
            view = play.round()
        answer = [each.id for each in view.responses if each.open][number % 2]
        play.decide(answer, prediction=(view.targets[0][0], 70), reason=f"Because of {number}.", seconds=1.5)
    play.submit_beliefs(None)
    return play


@pytest.mark.parametrize("difficulty", ["written", "hard"])
def test_a_practice_game_begins_in_a_round_as_it_was(tmp_path: Path, difficulty: str) -> None:
    """Before the round all is as it was decided (sheet, asks, predictions, reasons); from it on one decides anew."""
    play = ended(tmp_path, difficulty)
    turns = play.played.game.turns
    play.close()
    again = from_round(play.played, turns[-1].round.id, tmp_path)
    assert again.intro.practice
    assert again.intro.difficulty == difficulty
    assert again.played.choices == play.played.choices[:-1]
    assert again.played.beliefs["before"] == play.played.beliefs["before"]
    assert again.played.game.turns[-1].shocked == turns[-1].shocked
    assert [t.asked for t in again.played.game.turns] == [t.asked for t in turns[:-1]] + [False]
    again.rewind()
    again.close()
    assert replay(read_save(play.save)).game.outcome == play.played.game.outcome


def test_a_practice_game_from_the_first_round_has_the_sheet_alone(tmp_path: Path) -> None:
    """In the first round nothing was decided before: only the belief sheet is as it was."""
    play = ended(tmp_path)
    play.close()
    again = from_round(play.played, play.played.game.turns[0].round.id, tmp_path)
    assert again.played.choices == []
    assert "before" in again.played.beliefs
    again.close()


def test_no_game_begins_in_a_round_that_was_not_played(tmp_path: Path) -> None:
    """An unknown round is refused, and no save is left behind."""
    play = ended(tmp_path)
    play.close()
    before = sorted(tmp_path.iterdir())
    with pytest.raises(ChasmError, match="round `nowhere` was not played"):
        from_round(play.played, "nowhere", tmp_path)
    assert sorted(tmp_path.iterdir()) == before


def test_a_practice_game_plays_the_texts_of_its_save(tmp_path: Path) -> None:
    """A story that was edited meanwhile changes nothing: the save keeps what was played."""
    play = ended(tmp_path)
    play.close()
    again = LocalBackstage(tmp_path / "other-stories", tmp_path).from_round(
        str(play.save), play.played.game.turns[1].round.id
    )
    again.close()
    assert read_save(Path(again.state.view.intro.save)).header.scenario_sha256 == play.played.header.scenario_sha256


@pytest.mark.parametrize("seed", [1, 9_999, 123_456])
def test_other_luck_is_another_luck(seed: int) -> None:
    """It is never the luck that was, and short enough to be read out."""
    drawn = {other_luck(seed) for _ in range(20)}
    assert seed not in drawn
    assert all(1 <= each <= 9_999 for each in drawn)
    assert len(drawn) > 1


@pytest.mark.parametrize(
    ("day", "seed"),
    [((2026, 11, 28), 202648), ((2027, 1, 3), 202653), ((2027, 1, 4), 202701), ((2024, 12, 30), 202501)],
)
def test_the_luck_of_a_week_is_everybodys(day: tuple[int, int, int], seed: int) -> None:
    """From Monday to Sunday it is one number, by the year that the week belongs to."""
    assert luck_of_the_week(datetime(*day, 12, tzinfo=UTC)) == seed


def story(name: str, error: str = "") -> LibraryLine:
    """A line of a library."""
    return LibraryLine(name, name.upper(), "", "introductory", 8, "Chasm", None, error)


@pytest.mark.parametrize(
    ("stories", "after", "finished", "expected"),
    [
        ([story("a"), story("b"), story("c")], "a", "", "b"),
        ([story("a"), story("b"), story("c")], "a", "b", "c"),
        ([story("a"), story("b")], "b", "b", "a"),
        ([story("a"), story("b"), story("c")], "b", "abc", "c"),
        ([story("a"), story("b"), story("c")], "c", "abc", "a"),
        ([story("a"), story("b", error="broken")], "a", "", None),
        ([story("a")], "gone", "", "a"),
    ],
)
def test_the_next_story_is_one_that_was_never_finished(
    stories: list[LibraryLine], after: str, finished: str, expected: str | None
) -> None:
    """The next one behind, round the end of the library; where all were finished just the next; never a faulty one."""
    found = next_story(stories, after, set(finished))
    assert (None if found is None else found.id) == expected


def test_a_story_is_followed_by_another(tmp_path: Path) -> None:
    """Plain mode asks for what it wants: the same story under another seed, a round, or the next story."""
    play = ended(tmp_path, "hard")
    play.close()
    shelves = LocalBackstage(seats.STORY, tmp_path)
    luck = shelves.follow(play.intro, Following("luck"))
    there = shelves.follow(play.intro, Following("round", play.played.game.turns[1].round.id))
    other = shelves.follow(play.intro, Following("story"))
    for seat in (luck, there, other):
        seat.close()
    assert luck.state.view.intro.scenario == "tutorial"
    assert luck.state.view.intro.seed != 5
    assert luck.state.view.intro.difficulty == "hard"
    assert there.state.view.intro.practice
    assert other.state.view.intro.scenario != "tutorial"


@pytest.mark.parametrize(("difficulty", "practice"), [("hard", False), ("written", True)])
def test_a_story_that_was_finished_in_any_way_is_not_the_next(tmp_path: Path, difficulty: str, practice: bool) -> None:
    """Also one of which the library tells no best: its game was hard, or practice; one that is not over is."""
    shelves = LocalBackstage(seats.STORY, tmp_path)
    order = [line.id for line in shelves.library()]
    first = shelves.next_story(order[-1])
    assert first is not None
    assert first.id == order[0]
    scenario = at_difficulty(seats.library().find(first.id), difficulty)
    play = LocalPlay.new(scenario, tmp_path, seed=5, practice=practice, quick=True)
    assert shelves.next_story(order[-1]) == first
    while play.phase is Phase.DECIDING:
        play.decide(next(each.id for each in play.round().responses if each.open))
    play.close()
    following = shelves.next_story(order[-1])
    assert following is not None
    assert following.id == order[1]


@pytest.mark.parametrize("difficulty", ["written", "hard"])
def test_a_story_of_a_file_can_be_played_again(tmp_path: Path, difficulty: str) -> None:
    """With other luck it is the text that was played, at its difficulty, where the library has none of its id."""
    path = tmp_path / "mine.yaml"
    text = (seats.STORY / "tutorial.yaml").read_text(encoding="utf-8")
    path.write_text(text.replace("id: tutorial\n", "id: mine\n", 1), encoding="utf-8")
    shelves = LocalBackstage(seats.STORY, tmp_path)
    scenario = at_difficulty(seats.library().find(str(path)), difficulty)
    game = shelves.seat_at(LocalPlay.new(scenario, tmp_path, seed=5))
    intro = game.state.view.intro
    game.close()
    again = shelves.follow(intro, Following("luck"))
    again.close()
    assert again.state.view.intro.scenario == "mine"
    assert again.state.view.intro.difficulty == difficulty
    assert shelves.records("mine").unfinished == 2
    with pytest.raises(ChasmError, match="there is no scenario `mine`"):
        LocalBackstage(seats.STORY, tmp_path).follow(intro, Following("luck"))


def test_the_line_to_share_gives_nothing_away(tmp_path: Path) -> None:
    """It has title, score, chasm, a sign a round, seed and difficulty; no answer, no ending, no title of a round."""
    play = ended(tmp_path, "hard")
    view, review = play.debrief(), play.review()
    play.close()
    said = share_line(view, review)
    signs = "".join(SIGNS[d.verdict] for d in review.decisions)
    start, end = round(view.outputs.chasm_start), round(view.outputs.chasm_end)
    assert said == (
        f"Chasm: Five Bakeries · score {view.outputs.score} (worst possible {round(review.worst_score)}, best "
        f"{round(review.best_score)}) · chasm {start}→{end} · {signs} · seed 5, hard"
    )
    spoilers = [view.ending.title, *(w for d in view.decisions for w in (d.response, d.round_title))]
    assert not [each for each in spoilers if each in said]


def test_a_line_without_a_review_has_no_signs(tmp_path: Path) -> None:
    """Where it is not known what the decisions were worth, the rest is told; on a plain terminal in plain letters."""
    play = ended(tmp_path)
    view, review = play.debrief(), play.review()
    play.close()
    assert not set(share_line(view, None)) & set(SIGNS.values())
    assert share_line(view, review, plain=True).isascii()
    assert explained(plain=True).isascii()
    assert set(SIGNS.values()) <= set(explained())


def test_a_shared_score_is_held_against_what_was_possible(tmp_path: Path) -> None:
    """Line and picture say the worst and the best there was, never `of 1000`; without a review where its scale ends."""
    from dataclasses import replace

    play = ended(tmp_path)
    view, review = play.debrief(), play.review()
    play.close()
    known = f"(worst possible {round(review.worst_score)}, best {round(review.best_score)})"
    assert known in share_line(view, review)
    assert known.strip("()") in "".join(ET.fromstring(picture(view, review)).itertext())
    assert "(the scale ends at 1000)" in share_line(view, None)
    assert "(by the only way there is)" in share_line(view, replace(review, paths=1))
    assert known in share_line(view, replace(review, paths=2))


def test_the_picture_stands_beside_the_save_and_escapes_what_is_in_it(tmp_path: Path) -> None:
    """A file of SVG that reads as XML, loads and runs nothing, is never written over, and shows a title as text."""
    from dataclasses import replace

    play = ended(tmp_path)
    view, review = play.debrief(), play.review()
    play.close()
    view = replace(view, intro=replace(view.intro, title="</text><script>alert(1)</script> & \x1b[31m"))
    first, second = Path(write_picture(view, review)), Path(write_picture(view, review))
    assert first.parent == second.parent == play.save.parent
    assert first != second
    root = ET.parse(first).getroot()
    kinds = {each.tag.rsplit("}", 1)[1] for each in root.iter()}
    assert kinds <= {"svg", "style", "rect", "text", "tspan", "path", "circle", "polygon"}
    texts = "".join(root.itertext())
    assert "<script>alert(1)</script>" in texts
    assert "\x1b" not in first.read_text("utf-8")
    assert str(view.outputs.score) in texts
