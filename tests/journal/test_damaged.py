"""Torn, damaged and forged saves: resumed at the decision before, or rejected with file, line and reason."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from session import seats

from chasm_game import cli
from chasm_game.journal.journal import DamagedSave, read_save
from chasm_game.journal.replay import replay
from chasm_game.scenario.source import sha256
from chasm_game.session.local import LocalPlay
from chasm_game.views.round import Phase

Line = dict[str, Any]
Forgery = Callable[[list[Line]], None]


def test_a_torn_last_line_resumes_at_the_decision_before(tmp_path: Path) -> None:
    """Wherever the last line is cut, it is dropped with a notice, and going on gives a whole file."""
    play = seats.begin(tmp_path, quick=True)
    play.ask()
    play.decide("kind")
    play.close()
    raw = play.save.read_bytes()
    start = raw.rstrip(b"\n").rfind(b"\n") + 1
    for cut in range(start, len(raw)):
        play.save.write_bytes(raw[:cut])
        resumed = LocalPlay.resume(play.save)
        assert resumed.torn == (cut > start)
        assert resumed.consequences() == ()
        assert resumed.round().ask.asked
        resumed.decide("kind")
        resumed.close()
        again = read_save(play.save)
        assert not again.torn
        assert play.save.read_bytes() == raw.replace(raw[start:], play.save.read_bytes()[start:])
        assert [c.response for c in replay(again).choices] == ["kind"]


def test_reading_a_torn_save_changes_nothing(tmp_path: Path) -> None:
    """Only playing on writes: a save that is looked at and closed again is the same file, and still torn."""
    path = seats.whole(tmp_path)
    raw = path.read_bytes()[:-5]
    path.write_bytes(raw)
    play = LocalPlay.resume(path)
    assert play.torn
    assert play.phase is Phase.BELIEFS_AFTER
    play.close()
    assert path.read_bytes() == raw


def test_a_header_that_was_cut_off_is_no_save(tmp_path: Path) -> None:
    """Without a whole first line there is nothing to go on with."""
    path = seats.whole(tmp_path)
    raw = path.read_bytes()
    for cut in (0, 1, raw.find(b"\n")):
        path.write_bytes(raw[:cut])
        with pytest.raises(DamagedSave, match="line 1: no whole line is in it"):
            read_save(path)


def _renumbered(lines: list[Line]) -> None:
    for number, line in enumerate(lines):
        line["n"] = number


def _set(number: int, **fields: Any) -> Forgery:
    return lambda lines: lines[number].update(fields)


def _insert(number: int, renumber: bool = True, **fields: Any) -> Forgery:
    def forge(lines: list[Line]) -> None:
        lines.insert(number, {"n": number, **fields})
        if renumber:
            _renumbered(lines)

    return forge


def _double(number: int, renumber: bool) -> Forgery:
    def forge(lines: list[Line]) -> None:
        lines.insert(number, dict(lines[number]))
        if renumber:
            _renumbered(lines)

    return forge


def _remove(number: int, renumber: bool) -> Forgery:
    def forge(lines: list[Line]) -> None:
        del lines[number]
        if renumber:
            _renumbered(lines)

    return forge


def _text(kind: str, old: str, new: str, fresh: bool) -> Forgery:
    def forge(lines: list[Line]) -> None:
        text = lines[0][f"{kind}_text"]
        assert old in text
        lines[0][f"{kind}_text"] = text.replace(old, new)
        if fresh:
            lines[0][f"{kind}_sha256"] = sha256(lines[0][f"{kind}_text"])

    return forge


def _swap(one: int, other: int) -> Forgery:
    def forge(lines: list[Line]) -> None:
        lines[one], lines[other] = lines[other], lines[one]
        _renumbered(lines)

    return forge


# The lines of the whole game: 0 header, 1 sheet, 2 ask, 3 kind, 4 rest, 5 wait, 6 over, 7 second sheet.
FORGERIES: list[tuple[str, Forgery, int, str]] = [
    ("an unknown response", _set(3, response="nice"), 4, "no response `nice`"),
    ("a locked response", _set(4, response="rich"), 5, "`rich` is locked"),
    ("a response that only asking opens", _set(4, response="heard"), 5, "`heard` is locked"),
    ("another round's response", _set(3, response="rest"), 4, "no response `rest`"),
    ("a decision changed so that the rounds part", _set(3, response="hard"), 5, "round `rare` is played, not `narrow`"),
    ("another round", _set(3, round="narrow"), 4, "round `first` is played, not `narrow`"),
    ("an ask of another round", _set(2, round="last"), 3, "round `first` is played, not `last`"),
    ("an inserted ask", _insert(3, do="ask", round="first"), 4, "already asked"),
    ("an inserted decision", _insert(3, do="choose", round="first", response="hard", reason=""), 5, "`rare` is played"),
    ("an inserted line with a number of its own", _insert(3, renumber=False, do="ask", round="first"), 5, "numbered 3"),
    ("a doubled decision", _double(3, renumber=True), 5, "round `narrow` is played, not `first`"),
    ("a doubled line", _double(3, renumber=False), 5, "numbered 3 where 4 belongs"),
    ("a removed decision", _remove(3, renumber=True), 4, "round `first` is played, not `narrow`"),
    ("a removed line", _remove(3, renumber=False), 4, "numbered 4 where 3 belongs"),
    ("a removed last decision", _remove(5, renumber=True), 6, "the game is not over"),
    ("a changed number", _set(4, n=44), 5, "numbered 44 where 4 belongs"),
    ("two lines exchanged", _swap(3, 4), 4, "round `first` is played, not `narrow`"),
    ("a second first sheet", _insert(2, do="beliefs", when="before", points=None), 3, "already handed in"),
    ("a second last sheet", _insert(8, do="beliefs", when="after", points=None), 9, "already handed in"),
    ("a last sheet too early", _set(1, when="after"), 2, "comes after the last round"),
    ("a first sheet too late", _set(7, when="before"), 8, "already handed in"),
    ("a rewind in an assessed game", _insert(4, do="rewind"), 5, "only in practice"),
    ("an end before the end", _insert(4, do="over"), 5, "the game is not over"),
    ("a second end", _insert(7, do="over"), 8, "the game is over already"),
    ("a decision after the end", _insert(7, do="choose", round="last", response="wait", reason=""), 8, "game is over"),
    ("a prediction of nobody known", _set(3, prediction={"who": "martians", "confidence": 50}), 4, "no stakeholder"),
    ("a confidence beyond all measure", _set(3, prediction={"who": "customers", "confidence": 900}), 4, "`confidence`"),
    ("points for nobody known", _set(1, points={"martians": 1}), 2, "no stakeholder `martians`"),
    ("a line that is a list", lambda lines: lines.__setitem__(3, [1]), 4, "no JSON object"),  # type: ignore[call-overload]
    ("a second header", _insert(1, chasm=1), 2, "nothing is known of doing None"),
    ("an unknown deed", _set(2, do="win"), 3, "nothing is known of doing 'win'"),
    ("a later format", _set(0, chasm=3), 1, "format 3; this version reads 2"),
    ("an earlier mode", _set(0, mode="ranked"), 1, "neither assessed nor practice"),
    ("a seed out of range", _set(0, seed=2**53), 1, "`seed`"),
    ("another scenario's name", _set(0, scenario="tutorial"), 1, "its scenario is `small`, not `tutorial`"),
    ("a changed hash", _set(0, scenario_sha256="0" * 64), 1, "the text of the scenario does not match its hash"),
    ("an edited scenario", _text("scenario", "customers: -8", "customers: 8", fresh=False), 1, "not match its hash"),
    ("an edited rulebook", _text("rulebook", "rules:", "rules: ", fresh=False), 1, "rulebook does not match its hash"),
    ("a scenario with a fault", _text("scenario", "id: hard", "id: kind", fresh=True), 1, "played on has a fault"),
    ("a rulebook with a fault", _text("rulebook", "chasm-rules: 2", "chasm-rules: x", fresh=True), 1, "has a fault"),
    ("a scenario without its answer", _text("scenario", "id: rest", "id: rust", fresh=True), 5, "no response `rest`"),
    ("a scenario that is a bomb", _text("scenario", "chasm: 1", "chasm: " + "[" * 5000, fresh=True), 1, "has a fault"),
]  # fmt: skip


@pytest.mark.parametrize(("forge", "line", "reason"), [f[1:] for f in FORGERIES], ids=[f[0] for f in FORGERIES])
def test_a_forged_save_is_rejected_with_file_line_and_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], forge: Forgery, line: int, reason: str
) -> None:
    """Replay names what cannot have happened; `review` says so with exit code 1, and the other saves are listed."""
    good = seats.whole(tmp_path, quick=True)
    path = seats.whole(tmp_path)
    lines = [json.loads(raw) for raw in path.read_bytes().splitlines()]
    assert len(lines) == 8
    forge(lines)
    path.write_bytes(b"".join(json.dumps(made).encode() + b"\n" for made in lines))
    with pytest.raises(DamagedSave) as caught:
        replay(read_save(path))
    assert (caught.value.path, caught.value.line) == (path, line)
    assert reason in caught.value.reason
    with pytest.raises(SystemExit) as ended:
        cli.main(["review", str(path)])
    assert ended.value.code == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert f"{path}, line {line}: " in told.err
    with pytest.raises(SystemExit) as ended:
        cli.main(["list", "--saves", str(tmp_path)])
    assert not ended.value.code
    listed = capsys.readouterr().out
    assert f"line {line}: " in listed
    assert any(str(good) in row and "damaged" not in row for row in listed.splitlines())


def test_a_game_on_exchanged_texts_replays_and_is_not_known(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever edits a text and its hash alike gets a game on that text, and nobody takes it for the library's."""
    play = seats.begin(tmp_path, seats.library().find("tutorial"), quick=True)
    while play.phase is Phase.DECIDING:
        play.decide(next(r.id for r in play.round().responses if r.open))
    play.close()

    def known() -> tuple[bool, float]:
        with pytest.raises(SystemExit) as ended:
            cli.main(["review", str(play.save), "--json", "--story", str(seats.STORY)])
        assert not ended.value.code
        told = json.loads(capsys.readouterr().out)
        return told["known"], told["states"][0]["cash"]

    assert known() == (True, 12.0)
    lines = [json.loads(raw) for raw in play.save.read_bytes().splitlines()]
    _text("scenario", "{cash: 12,", "{cash: 99,", fresh=True)(lines)
    play.save.write_bytes(b"".join(json.dumps(made).encode() + b"\n" for made in lines))
    assert known() == (False, 99.0)
    lines = [json.loads(raw) for raw in play.save.read_bytes().splitlines()]
    _text("scenario", "{cash: 99,", "{cash: 12,", fresh=True)(lines)
    _text("rulebook", "chasm-rules: 2", "chasm-rules:  2", fresh=True)(lines)
    play.save.write_bytes(b"".join(json.dumps(made).encode() + b"\n" for made in lines))
    assert known() == (False, 12.0)


def test_an_edited_library_breaks_no_save(tmp_path: Path) -> None:
    """Each game goes on with the text that it was begun with."""
    play = seats.begin(tmp_path, seats.small("cash: 12", "cash: 30"), quick=True)
    play.decide("hard")
    told = play.consequences()
    play.close()
    resumed = LocalPlay.resume(play.save)
    assert resumed.consequences() == told
    assert resumed.played.game.snapshots[0].gauges["cash"] == 30
    resumed.close()


def test_any_flipped_byte_is_rejected_or_changes_nothing_hidden(tmp_path: Path) -> None:
    """No damage to a single byte of the decisions ends in anything but a game that replays, or a named fault."""
    path = seats.whole(tmp_path)
    raw = path.read_bytes()
    start = raw.find(b"\n") + 1
    for at in range(start, len(raw), 3):
        path.write_bytes(raw[:at] + bytes([raw[at] ^ 0x11]) + raw[at + 1 :])
        with contextlib.suppress(DamagedSave):
            assert replay(read_save(path)).header.scenario == "small"
