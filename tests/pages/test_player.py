"""The page of one game, and how it is written."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING

import pytest
from pages import rooms
from pages.reading import HTML, SVG, headings, parsed, section, words

from chasm_game.cli import main
from chasm_game.debrief.walk import walk
from chasm_game.errors import ChasmError
from chasm_game.files import write_whole
from chasm_game.pages import review_page, room_page, team_page
from chasm_game.pages.player import SECTIONS
from chasm_game.session.local import LocalPlay

if TYPE_CHECKING:
    from pathlib import Path

    from chasm_game.compare.views import RankingView, TeamPack

    Room = tuple[RankingView, list[TeamPack]]


def test_the_walk_through_a_game(six: Room) -> None:
    """From where it ended to every point of it, and the contents lead there."""
    pack = six[1][0]
    tree = parsed(review_page(pack.debrief, pack.review, known=True))
    ids = [e.get("id") for e in tree.iter(f"{HTML}section")]
    assert ids == [
        *(SECTIONS[page.id] for page in walk(pack.debrief, pack.review).pages),
        *("decisions", "ledger"),
    ]
    assert len(ids) == len(set(ids)) > 10
    links = [e.get("href") for e in tree.iter(f"{HTML}a") if (e.get("href") or "").startswith("#")]
    assert links[: len(ids) + 1] == ["#content", *(f"#{ident}" for ident in ids)]
    levels = [level for level, _ in headings(tree)]
    assert all(later <= former + 1 for former, later in pairwise(levels))


def test_the_page_says_what_the_views_say(six: Room) -> None:
    """Score, turning point, most confident miss, who paid and what the other road had brought stand in their parts."""
    for pack in six[1]:
        view, review = pack.debrief, pack.review
        assert review is not None
        tree = parsed(review_page(view, review))
        assert str(view.outputs.score) in words(section(tree, "end"))
        assert f"{view.outputs.chasm_start:.0f} → {view.outputs.chasm_end:.0f}" in words(section(tree, "end"))
        if review.turning_point is not None:
            turning = review.decisions[review.turning_point - 1]
            assert turning.best.name in words(section(tree, "turn"))
        if view.most_confident_miss is not None and view.most_confident_miss.prediction is not None:
            assert f"{view.most_confident_miss.prediction.confidence} % sure" in words(section(tree, "miss"))
        if view.best_decision is not None:
            assert all(each.name in words(section(tree, "paid")) for each in view.best_decision.paid)
        if review.road_score is not None:
            road = f"It ends at a score of {review.road_score}, yours at {view.outputs.score}."
            assert road in words(section(tree, "road"))
        for unasked in view.unasked:
            assert all(voice.text in words(section(tree, "ask")) for voice in unasked.voices)


def test_the_page_says_what_the_walk_says(six: Room) -> None:
    """Every sentence of every page of the walk stands in its section, word for word, and so does every table."""
    for pack in six[1]:
        tree = parsed(review_page(pack.debrief, pack.review))
        for page in walk(pack.debrief, pack.review).pages:
            there = words(section(tree, SECTIONS[page.id]))
            ours = [each.text for each in (*page.words, *page.after) if each.kind != "story"]
            cells = [cell for row in page.table.rows for cell in row] if page.table and not page.table.shares else []
            assert [text for text in (page.heading, *ours, *cells) if " ".join(text.split()) not in there] == []


def test_every_round_without_an_ask_is_there_and_what_they_would_have_said(six: Room) -> None:
    """Beside the round that the walk tells stand all others, folded, none of them open."""
    for pack in six[1]:
        tree = parsed(review_page(pack.debrief, pack.review))
        folded = list(section(tree, "ask").iter(f"{HTML}details"))
        titles = [words(next(each.iter(f"{HTML}summary"))) for each in folded]
        assert titles == [f"{u.number}. {u.round_title}" for u in pack.debrief.unasked]
        assert [each for each in folded if each.get("open") is not None] == []


def test_a_loss_too_small_for_a_word_is_no_other_road(six: Room) -> None:
    """Where the walk says that nothing was lost, the page does not tell of a road that brings nothing either."""
    pack = next(p for p in six[1] if p.review is not None and p.review.road)
    assert pack.review is not None
    small = tuple(replace(d, loss=0.01) for d in pack.review.decisions)
    review = replace(pack.review, decisions=small, turning_point=None)
    tree = parsed(review_page(pack.debrief, review))
    assert not any(e.get("id") in {"road", "turn"} for e in tree.iter())
    assert "Nothing was lost" in words(section(tree, "rival"))


def test_the_ledger_of_the_page_is_whole(six: Room) -> None:
    """The points in the page add up to those of the game, but for what is too small to be heard."""
    view = six[1][0].debrief
    tree = parsed(review_page(view, None))
    told = 0.0
    for item in section(tree, "ledger").iter(f"{HTML}span"):
        if item.get("class") == "move":
            told += float(words(item).rsplit(" ", 1)[1].replace("−", "-").replace("+", ""))
    entries = [e for r in view.rounds for e in r.ledger] + list(view.coast)
    amounts = [e.amount * (100 if e.weight else 1) for e in entries]
    heard = [a for a in amounts if abs(a) >= 0.05]
    assert told == pytest.approx(sum(heard), abs=0.06 * len(heard))


def test_every_figure_has_a_table_beside_it(six: Room) -> None:
    """After each figure comes a table with the same numbers, for whoever cannot see it."""
    pack = next(p for p in six[1] if p.review is not None and p.review.road)
    tree = parsed(review_page(pack.debrief, pack.review))
    parents = {child: parent for parent in tree.iter() for child in parent}
    figures = list(tree.iter(f"{HTML}figure"))
    drawn = [page.id for page in walk(pack.debrief, pack.review).pages if page.figure is not None and page.id != "miss"]
    # Beside those of the walk: all ways by their score, and the sheet of beliefs.
    assert len(figures) == len(drawn) + 2 > 3
    for figure in figures:
        beside = list(parents[figure])
        after = beside[beside.index(figure) + 1]
        assert after.tag == f"{HTML}details"
        assert list(after.iter(f"{HTML}td"))


def test_every_point_of_a_figure_says_what_was_decided_and_why(six: Room) -> None:
    """A point shows its round's answer and the reason for it."""
    view = six[1][0].debrief
    tree = parsed(review_page(view, None))
    titles = [words(e) for e in tree.iter(f"{SVG}title")]
    for each in view.decisions:
        assert any(each.response in t and each.reason in t for t in titles)


def test_without_sheets_predictions_or_a_review_the_page_says_so(tmp_path: Path, six: Room) -> None:
    """A quick game has a page too; what it does not know it says, and why."""
    view = six[1][0].debrief
    quick = replace(
        view,
        own_chasm_before=None,
        own_chasm_after=None,
        most_confident_miss=None,
        best_decision=None,
        beliefs=tuple(replace(b, before=None, after=None) for b in view.beliefs),
        decisions=tuple(replace(d, prediction=None, reason="") for d in view.decisions),
        unasked=(),
        questions=(),
        points=(),
        parallels=(),
    )
    tree = parsed(review_page(quick, None, no_review="There are too many ways through it."))
    assert "too many ways" in words(section(tree, "turn"))
    assert "Every other way" not in words(tree)
    assert not any(e.get("id") == "miss" for e in tree.iter())
    assert "Your own chasm" not in words(section(tree, "beliefs"))
    assert not any(e.get("id") in {"paid", "ask", "road"} for e in tree.iter())
    assert "What would the people" in words(section(tree, "talk"))
    assert "It has happened" not in words(section(tree, "talk"))


def test_a_page_replaces_another_only_when_it_is_whole(tmp_path: Path) -> None:
    """What cannot be written leaves what was there, and says where."""
    path = tmp_path / "page.html"
    write_whole(path, "first")
    write_whole(path, "second")
    assert path.read_text() == "second"
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(ChasmError, match=r"page\.html"):
        write_whole(path / "below.html", "third")
    assert path.read_text() == "second"


def test_the_command_writes_the_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`chasm review SAVE --html FILE` writes a page of the whole game and says where it is."""
    game = rooms.play(tmp_path / "saves", rooms.story("tutorial"), "Blue", Random(1))
    assert _chasm("review", game.intro.save, "--html", tmp_path / "blue.html") == 0
    told = capsys.readouterr()
    assert not told.out
    assert "blue.html" in told.err
    tree = parsed((tmp_path / "blue.html").read_text(encoding="utf-8"))
    assert headings(tree)[0] == (1, "Five Bakeries")


def test_the_command_writes_the_room_and_its_teams(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`chasm compare FOLDER --html FILE --html-teams FOLDER` writes one page for the room and one for each team."""
    for n, team in enumerate(("Blue", "Red")):
        rooms.play(tmp_path / "saves", rooms.story("tutorial"), team, Random(n))
    page, teams = tmp_path / "room.html", tmp_path / "teams"
    assert _chasm("compare", tmp_path / "saves", "--html", page, "--html-teams", teams, "--no-ranking") == 0
    assert not capsys.readouterr().out
    tree = parsed(page.read_text(encoding="utf-8"))
    assert "ranking" not in [e.get("id") for e in tree.iter(f"{HTML}section")]
    assert sorted(p.name for p in teams.iterdir()) == ["blue.html", "red.html"]


def test_a_page_is_of_one_ranking(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where games of two stories are given, two pages are written, and both are named."""
    for name in ("tutorial", "cases/motrin-2008"):
        rooms.play(tmp_path / "saves", rooms.story(name), "Blue", Random(1))
    assert _chasm("compare", tmp_path / "saves", "--html", tmp_path / "room.html") == 0
    assert {"room.html", "room-2.html"} <= {p.name for p in tmp_path.iterdir()}
    assert "room-2.html" in capsys.readouterr().err


def test_a_game_that_is_not_over_has_no_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The commands say so, and write nothing."""
    game = LocalPlay.new(rooms.story("tutorial"), tmp_path / "saves")
    game.close()
    assert _chasm("review", game.intro.save, "--html", tmp_path / "x.html") == 1
    assert "--resume" in capsys.readouterr().err
    assert _chasm("compare", game.intro.save, "--html", tmp_path / "x.html") == 1
    assert "no game that is over" in capsys.readouterr().err
    assert not (tmp_path / "x.html").exists()


def _chasm(*words: object) -> object:
    with pytest.raises(SystemExit) as left:
        main([str(word) for word in words])
    return left.value.code


@pytest.mark.long
@pytest.mark.parametrize(
    "path", [p for p in sorted(rooms.STORY.rglob("*.yaml")) if p.stem != "rulebook"], ids=lambda path: path.stem
)
def test_every_shipped_story_has_pages(tmp_path: Path, path: Path) -> None:
    """Whatever the story, and however it ended, the pages of three random teams are valid and whole."""
    name = str(path.relative_to(rooms.STORY).with_suffix(""))
    ranking, packs = rooms.room(tmp_path, ["One", "Two", "Three"], scenario=rooms.story(name))
    parsed(room_page(ranking, packs))
    for pack in packs:
        tree = parsed(team_page(ranking, packs, pack))
        assert pack.debrief.ending.title in words(section(tree, "end"))
        history = next((r.history for r in pack.debrief.rounds if r.history), None)
        assert history is None or history.when in words(section(tree, "history"))
