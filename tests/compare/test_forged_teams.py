"""Forged saves in a comparison: rejected with the reason, shown apart as unknown, or replayed to their true score."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from journal.test_damaged import FORGERIES
from session import seats

from chasm_game.compare.compare import compare
from chasm_game.compare.views import ComparisonView
from chasm_game.journal.journal import DamagedSave, Record, read_save
from chasm_game.journal.replay import replay
from chasm_game.journal.replay_many import Replayed, replay_many
from chasm_game.scenario.source import sha256

Line = dict[str, Any]


def lines_of(path: Path) -> list[Line]:
    """A save's lines as objects."""
    return [json.loads(raw) for raw in path.read_bytes().splitlines()]


def write(path: Path, lines: list[Any]) -> Path:
    """Lines as a save."""
    path.write_bytes(b"".join(json.dumps(line).encode() + b"\n" for line in lines))
    return path


def compared(*given: Path) -> ComparisonView:
    """What a comparison makes of files, with the shipped library and the small story as the facilitator's."""
    return compare(given, seats.library(), scenario=seats.small()).view


def test_every_forgery_is_rejected_and_stops_nobody(tmp_path: Path) -> None:
    """Each file is named with line and reason, whichever way it was replayed, and the honest team is ranked."""
    whole = lines_of(seats.whole(tmp_path / "whole"))
    good = seats.whole(tmp_path / "all", seed=3)
    expected = []
    for number, (_, forge, line, reason) in enumerate(FORGERIES):
        lines = json.loads(json.dumps(whole))
        forge(lines)
        expected.append((str(write(tmp_path / "all" / f"{number:02}.jsonl", lines)), f"line {line}: ", reason))
    view = compared(tmp_path / "all")
    told = {each.save: each.reason for each in view.rejected}
    assert [e for e in expected if not (told[e[0]].startswith(e[1]) and e[2] in told[e[0]])] == []
    assert len(told) == len(expected)
    assert [team.save for ranking in view.rankings for team in ranking.teams] == [good.name]


def test_a_field_that_stands_twice_in_a_line_is_rejected(tmp_path: Path) -> None:
    """Which of two values holds is nobody's guess."""
    path = seats.whole(tmp_path)
    raw = path.read_bytes()
    path.write_bytes(raw.replace(b'"response":"kind"', b'"response":"hard","response":"kind"'))
    assert [r.reason for r in compared(path).rejected] == ["line 4: a field stands twice in the line"]


def test_a_prediction_in_a_line_of_its_own_is_rejected(tmp_path: Path) -> None:
    """Nobody predicts when it is over: such a line is no deed that a save knows."""
    path = seats.whole(tmp_path)
    lines = lines_of(path)
    late = {"n": 8, "do": "predict", "round": "first", "prediction": {"who": "investors", "confidence": 100}}
    write(path, [*lines, late])
    assert [r.reason for r in compared(path).rejected] == [
        "line 9: nothing is known of doing 'predict'; if a later Chasm wrote it, bring yours up to date"
    ]


def test_scores_that_a_save_claims_count_for_nothing(tmp_path: Path) -> None:
    """A score in the header, in a decision or in the last line changes nothing: the score is what replay says."""
    honest = seats.whole(tmp_path)
    lines = lines_of(honest)
    for number in (0, 3, 6):
        lines[number] |= {"score": 1000, "outputs": {"score": 1000}, "state": {"trust": {"customers": 100}}}
    write(tmp_path / "boasting.jsonl", lines)
    mine, theirs = (compared(p).rankings[0].teams[0] for p in (honest, tmp_path / "boasting.jsonl"))
    assert theirs.outputs == mine.outputs
    assert (
        len(compared(honest, tmp_path / "boasting.jsonl").copies) == 1
    )  # it says nothing else, so it is the same game


def test_a_changed_decision_that_could_have_been_is_ranked_as_what_it_is(tmp_path: Path) -> None:
    """Whoever changes a decision to another open one has played that game, and gets its score."""
    honest = seats.whole(tmp_path)
    play = seats.begin(tmp_path / "other", team="Blue", quick=True)
    play.ask()
    for response in ("talk", "rest", "wait"):
        play.decide(response)
    play.close()
    lines = lines_of(honest)
    lines[3]["response"] = "talk"
    write(honest, lines)
    score = replay(read_save(play.save)).game.outcome
    assert score is not None
    assert compared(honest).rankings[0].teams[0].outputs.score_exact == score.score_exact


def test_edited_texts_with_fresh_hashes_are_unknown_and_stand_apart(tmp_path: Path) -> None:
    """A game on an edited scenario or rulebook is in a ranking of its own, after the known ones, and called unknown."""
    story = seats.library().find("tutorial")
    saves = []
    for name in ("honest", "scenario", "rulebook"):
        play = seats.begin(tmp_path / name, story, quick=True, team=name)
        while play.phase.name == "DECIDING":
            play.decide(next(r.id for r in play.round().responses if r.open))
        play.close()
        saves.append(play.save)
    for path, kind, old, new in (
        (saves[1], "scenario", "{cash: 12,", "{cash: 99,"),
        (saves[2], "rulebook", "chasm-rules: 2", "chasm-rules:  2"),
    ):
        lines = lines_of(path)
        assert old in lines[0][f"{kind}_text"]
        lines[0][f"{kind}_text"] = lines[0][f"{kind}_text"].replace(old, new)
        lines[0][f"{kind}_sha256"] = sha256(lines[0][f"{kind}_text"])
        write(path, lines)
    view = compare(saves, seats.library()).view
    assert [(r.known, [t.team for t in r.teams]) for r in view.rankings] == [
        (True, ["honest"]),
        *((False, [name]) for name in sorted(("scenario", "rulebook"), key=lambda n: _order(view, n))),
    ]
    assert view.rejected == ()


def _order(view: ComparisonView, team: str) -> int:
    return next(n for n, r in enumerate(view.rankings) if r.teams[0].team == team)


def both_ways(record: Record) -> tuple[Any, Any]:
    """A save replayed line by line, and together with others: what can be seen of each."""
    try:
        alone = replay(record)
    except DamagedSave as damage:
        one: Any = (damage.line, damage.reason)
    else:
        one = (alone.game.turns, alone.game.snapshots, alone.game.outcome, alone.beliefs, list(alone.choices))
    found = next(iter(replay_many([record])))
    if isinstance(found, DamagedSave):
        return one, (found.line, found.reason)
    assert isinstance(found, Replayed)
    return one, (
        list(found.game.turns),
        list(found.game.snapshots),
        found.game.outcome,
        found.beliefs,
        list(found.choices),
    )


def test_both_ways_to_replay_say_the_same_of_every_line_left_out_or_doubled(tmp_path: Path) -> None:
    """Told together or alone, a save with any line missing, doubled or moved has the same games and the same faults."""
    lines = lines_of(seats.whole(tmp_path))
    path = tmp_path / "changed.jsonl"
    for at in range(1, len(lines)):
        for changed in (
            lines[:at] + lines[at + 1 :],
            [*lines[: at + 1], lines[at], *lines[at + 1 :]],
            [*lines[:at], *lines[at + 1 :], lines[at]],
            lines[:at],
        ):
            renumbered = [{**line, "n": number} for number, line in enumerate(changed)]
            one, many = both_ways(read_save(write(path, renumbered)))
            assert one == many
