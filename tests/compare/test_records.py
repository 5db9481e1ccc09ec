"""The records of a story: every save counted as what it is, and nothing told of what was never met."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from session import seats

from chasm_game.compare import save_facts
from chasm_game.compare.records import records
from chasm_game.compare.save_facts import Kept, SaveFacts, SaveKind, facts_in
from chasm_game.debrief.record_sentences import record_parts
from chasm_game.journal.journal import Record, read_save
from chasm_game.scenario.difficulty import at_difficulty
from chasm_game.scenario.source import sha256
from chasm_game.session.catalog import LocalBackstage
from chasm_game.session.local import LocalPlay
from chasm_game.views.records import RecordsView

TUTORIAL = seats.library().find("tutorial")


def played(saves: Path, pick: int = 0, difficulty: str = "written", *, practice: bool = False) -> Path:
    """A game of the tutorial that asks in its first round and is 70 per cent sure of the first stakeholder."""
    play = LocalPlay.new(at_difficulty(TUTORIAL, difficulty), saves, quick=True, practice=practice)
    play.ask()
    while play.played.game.turn is not None:
        view = play.round()
        answers = [each.id for each in view.responses if each.open]
        play.decide(answers[min(pick, len(answers) - 1)], prediction=(view.targets[0][0], 70))
    play.close()
    return play.save


def of(saves: Path, kept: Kept | None = None) -> RecordsView:
    """The records of the tutorial."""
    return records(TUTORIAL, facts_in(saves, "tutorial", {} if kept is None else kept))


def told(view: RecordsView) -> str:
    """All that is said."""
    return "\n".join(f"{head}: {' '.join(sentences)}" for head, sentences in record_parts(view))


def test_every_save_is_counted_as_what_it_is(tmp_path: Path) -> None:
    """Games that are over count; practice, what is not over, another version, what is damaged and other stories do not.

    A file of another story is none of this one's, a damaged one that names this story is counted as damaged.
    """
    played(tmp_path)
    played(tmp_path, practice=True)
    LocalPlay.new(TUTORIAL, tmp_path, quick=True).close()
    edited = replace(TUTORIAL, text=TUTORIAL.text + "\n# once more\n")
    LocalPlay.new(edited, tmp_path, quick=True).close()
    LocalPlay.new(seats.library().find("the-squeeze"), tmp_path, quick=True).close()
    damaged = played(tmp_path, 1)
    damaged.write_bytes(damaged.read_bytes().replace(b'"n":2,', b'"n":7,', 1))
    view = of(tmp_path)
    assert (view.games, view.practice, view.unfinished, view.other, view.damaged) == (1, 1, 1, 1, 1)
    apart = "1 is not over, 1 is practice, 1 is on another version of the story or its rules and 1 is damaged"
    assert f"Not counted: {apart}." in told(view)


def test_best_scores_stand_by_difficulty(tmp_path: Path) -> None:
    """Each difficulty has its own best, the easiest first: they are no scores of one scale."""
    paths = [played(tmp_path, pick, difficulty) for pick, difficulty in ((0, "hard"), (2, "hard"), (0, "written"))]
    scores = [facts_in(tmp_path, "tutorial", {})]
    assert len(paths) == len(scores[0])
    view = of(tmp_path)
    assert [each.difficulty for each in view.best] == ["written", "hard"]
    hard = [f.score for f in scores[0] if f.difficulty == "hard"]
    assert view.best[1].score == max(hard)
    assert f"Best hard: {max(hard)} of 1000" in told(view)


def test_answers_never_given_are_named_in_rounds_that_were_met(tmp_path: Path) -> None:
    """What was taken in any game is no longer missing; a round that no game has met is counted and not named."""
    played(tmp_path, 0)
    first = of(tmp_path)
    assert all(len(each.given) == 1 for each in first.rounds)
    played(tmp_path, 1)
    second = of(tmp_path)
    assert sum(len(each.never) for each in second.rounds) < sum(len(each.never) for each in first.rounds)
    facts = [SaveFacts(SaveKind.OVER, sha256(TUTORIAL.text), sha256(TUTORIAL.rulebook.text), "written")]
    one_round = replace(facts[0], answers=((TUTORIAL.rounds[0].id, TUTORIAL.rounds[0].responses[0].id),), score=500)
    view = records(TUTORIAL, [one_round])
    assert view.unmet == len(TUTORIAL.rounds) - 1
    assert not [r.title for r in TUTORIAL.rounds[1:] if r.title in told(view)]


def test_endings_that_were_not_found_are_not_named(tmp_path: Path) -> None:
    """How many there are is told, and the names of those that were found, with how often."""
    played(tmp_path)
    played(tmp_path)
    view = of(tmp_path)
    (found,) = view.endings
    assert found.times == 2
    assert f"Endings found: 1 of {len(TUTORIAL.endings)}: {found.title} (twice)." in told(view)
    assert not [e.title for e in TUTORIAL.endings if e.title != found.title and e.title in told(view)]


@pytest.mark.parametrize(("sure", "step"), [(20, 0), (49, 0), (50, 1), (79, 1), (80, 2), (100, 2)])
def test_how_sure_stands_beside_how_often_right(sure: int, step: int) -> None:
    """Predictions stand in the range of their confidence, both ends included."""
    here = SaveFacts(
        SaveKind.OVER,
        sha256(TUTORIAL.text),
        sha256(TUTORIAL.rulebook.text),
        "written",
        answers=(("r", "a"),),
        predictions=((sure, True), (sure, False)),
    )
    (found,) = records(TUTORIAL, [here]).foresight
    assert (found.least, found.most) == ((20, 49), (50, 79), (80, 100))[step]
    assert (found.made, found.right, found.sure) == (2, 1, sure)


@pytest.mark.parametrize(("wrong", "share"), [(0, "100 %"), (1, "99 %"), (2, "99 %")])
def test_what_was_not_always_right_is_no_hundred_per_cent(wrong: int, share: str) -> None:
    """Of three hundred predictions one that was wrong is seen."""
    here = SaveFacts(
        SaveKind.OVER,
        sha256(TUTORIAL.text),
        sha256(TUTORIAL.rulebook.text),
        "written",
        answers=(("r", "a"),),
        predictions=((90, True),) * (300 - wrong) + ((90, False),) * wrong,
    )
    assert f"Of 300 predictions {300 - wrong} came true: {share}." in told(records(TUTORIAL, [here]))


@pytest.mark.parametrize(("scores", "ending"), [((499, 500), "second"), ((500, 500), "first"), ((500, 499), "first")])
def test_of_equal_scores_the_latest_game_is_the_best(scores: tuple[int, int], ending: str) -> None:
    """The shelf has the latest game first; a better one before it takes its place."""
    here = (SaveKind.OVER, sha256(TUTORIAL.text), sha256(TUTORIAL.rulebook.text), "written")
    facts = [
        SaveFacts(*here, score, (name, name), (("r", "a"),))
        for score, name in zip(scores, ("first", "second"), strict=True)
    ]
    assert [best.ending for best in records(TUTORIAL, facts).best] == [ending]


def test_only_files_that_changed_are_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was replayed once is remembered until its file changes, so that a thousand saves cost nothing twice."""
    path = played(tmp_path)
    kept: Kept = {}
    read: list[Path] = []

    def counted(each: Path) -> Record:
        read.append(each)
        return read_save(each)

    monkeypatch.setattr(save_facts, "read_save", counted)
    first = of(tmp_path, kept)
    assert of(tmp_path, kept) == first
    assert read == [path]
    played(tmp_path, 1)
    assert of(tmp_path, kept).games == 2
    assert len(read) == 2
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))
    os.utime(path, ns=(1, 1))
    of(tmp_path, kept)
    assert len(read) == 3


def test_a_story_without_games_says_so(tmp_path: Path) -> None:
    """No game, no folder: one sentence, and no headings without a word below them."""
    view = LocalBackstage(seats.STORY, tmp_path / "none").records("tutorial")
    assert [*record_parts(view)] == [("Your games", (f"0 games of {TUTORIAL.title} are over.",))]


def test_the_library_shows_the_best_as_written(tmp_path: Path) -> None:
    """A hard game's score is on another scale: the library's best is of games as written, the records have both."""
    played(tmp_path, 0, "hard")
    shelves = LocalBackstage(seats.STORY, tmp_path)
    assert {line.id: line.best for line in shelves.library()}["tutorial"] is None
    assert [each.difficulty for each in shelves.records("tutorial").best] == ["hard"]
