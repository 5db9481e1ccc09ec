"""What is written about a fault."""

from __future__ import annotations

from pathlib import Path

from chasm_game.crash import LARGEST, record, where
from chasm_game.text import money

SECRET = "a reason of team Sesame"


def fault() -> Exception:
    """An error that quotes what it should not, from inside our own code."""
    try:
        money(SECRET, "$")  # type: ignore[arg-type]
    except TypeError as error:
        error.add_note(SECRET)
        try:
            raise ValueError(SECRET) from error  # noqa: TRY301
        except ValueError as outer:
            return outer
    raise AssertionError


def test_the_log_says_where_and_nothing_of_what_was_played(tmp_path: Path) -> None:
    """Types, files, lines and functions are written; messages, values and the folders of the machine are not."""
    log = tmp_path / "logs" / "crash.log"
    assert record(fault(), log)
    told = log.read_text(encoding="utf-8")
    assert "ValueError" in told
    assert "TypeError" in told
    assert "chasm_game/text.py:" in told
    assert "in money" in told
    assert "Sesame" not in told
    assert str(Path.home()) not in told
    assert str(Path(__file__).parent.parent) not in told
    assert where(fault()).startswith("chasm_game/text.py, line ")


def test_the_log_stays_small_and_keeps_the_latest(tmp_path: Path) -> None:
    """Old entries go first, whole; what is there begins with an entry."""
    log = tmp_path / "crash.log"
    log.write_text("--- old\n" + "x" * 70 * 1_000, encoding="utf-8")
    for _ in range(400):
        assert record(fault(), log)
    told = log.read_text(encoding="utf-8")
    assert len(told.encode()) <= LARGEST
    assert told.startswith("--- ")
    assert "old" not in told
    assert told.count("--- ") > 50


def test_a_log_that_cannot_be_written_is_no_second_fault(tmp_path: Path) -> None:
    """Where no log can be written the answer says so, and nothing is raised."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert not record(fault(), tmp_path / "file" / "crash.log")
