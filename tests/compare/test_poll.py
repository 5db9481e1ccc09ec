"""Just ask the people: sheets as they are typed, their mean, and the file that ranks a room by its own eyes."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from session import seats

from chasm_game import cli
from chasm_game.compare.poll import poll_of, polled_weights, sheets_of_saves
from chasm_game.compare.typed_sheet import UnreadableSheet, pages_of_line, sheet_of_line
from chasm_game.errors import ChasmError
from chasm_game.scenario.load import load_scenario
from chasm_game.scenario.source import Source

NAMES = ("customers", "employees", "partners", "communities", "investors")
SHEETS = st.lists(
    st.dictionaries(st.sampled_from(NAMES), st.floats(0, 1e9), min_size=1).filter(lambda s: sum(s.values()) > 0),
    min_size=1,
    max_size=8,
)


@given(SHEETS)
def test_a_poll_is_the_mean_in_tenths_that_add_up_to_a_hundred(sheets: list[dict[str, float]]) -> None:
    """Every sheet counts the same, whatever its sum; each share is within a tenth of the mean."""
    found = poll_of(sheets)
    assert round(10 * sum(found.weights.values())) == 1000
    for name, share in found.weights.items():
        mean = 100 * sum(s.get(name, 0.0) / sum(s.values()) for s in sheets) / len(sheets)
        assert abs(share - mean) <= 0.1 + 1e-6


@pytest.mark.parametrize(
    ("line", "sheet"),
    [
        ("30 40 10 10 10", (30, 40, 10, 10, 10)),
        ("30, 40, 10, 10, 10", (30, 40, 10, 10, 10)),
        ("customers 30, employees 40", (30, 40, 0, 0, 0)),
        ("Investors: 60%  customers=40%", (40, 0, 0, 0, 60)),
        ("investors 0.5", (0, 0, 0, 0, 0.5)),
    ],
)
def test_a_sheet_is_read_as_people_type_it(line: str, sheet: tuple[float, ...]) -> None:
    """In order, or by name, with commas, per cent and equal signs as they like."""
    found = sheet_of_line(line, NAMES)
    assert found is not None
    assert tuple(found.values()) == sheet


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("30 40", "2 numbers for 5 stakeholders"),
        ("custmers 30", "did you mean `customers`"),
        ("customers thirty", "`thirty` is no number"),
        ("customers -3", "`-3` is no number of points"),
        ("customers nan", "`nan` is no number"),
        ("customers 1e400", "no number"),
        ("customers 30 employees", "say a number for each"),
        ("0 0 0 0 0", "more than 0 points"),
        ("\x1b[2J 30", "there is no stakeholder"),
    ],
)
def test_what_is_no_sheet_is_told_with_the_cure(line: str, reason: str) -> None:
    """The line is named with what is wrong in it."""
    with pytest.raises(UnreadableSheet, match=reason):
        sheet_of_line(line, NAMES)


def run(*arguments: str) -> int:
    """The exit code of a command."""
    with pytest.raises(SystemExit) as ended:
        cli.main(list(arguments))
    return int(ended.value.code or 0)


class Typed(io.TextIOWrapper):
    """Standard input of a pipe."""

    def __init__(self, text: str) -> None:
        super().__init__(io.BytesIO(text.encode()), encoding="utf-8")


def test_typed_sheets_become_a_line_that_a_scenario_takes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is printed is `people:` of a scenario; a line that is no sheet is passed over, and the exit code says so."""
    monkeypatch.setattr(sys, "stdin", Typed("20 60 0 20 0\n\nnonsense\n40 20 20 20 0\n"))
    assert run("poll", "--save", str(tmp_path / "room.yaml")) == 1
    told = capsys.readouterr()
    assert told.out == (tmp_path / "room.yaml").read_text()
    assert "mean of 2 sheets" in told.out
    assert "line 3: " in told.err
    people = told.out.splitlines()[1]
    assert people == "people: {customers: 30, employees: 40, partners: 10, communities: 20, investors: 0}"
    text = re.sub(r"^people: .*$", people, (seats.STORY / "tutorial.yaml").read_text("utf-8"), flags=re.MULTILINE)
    scenario, _ = load_scenario(Source("polled.yaml", text), seats.library().rulebook)
    assert scenario.people == pytest.approx((0.3, 0.4, 0.1, 0.2, 0.0))


def test_nobody_typed_anything(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A poll without a sheet says so."""
    monkeypatch.setattr(sys, "stdin", Typed("\n"))
    assert run("poll") == 1
    assert "no belief sheet was handed in" in capsys.readouterr().err


def test_the_rooms_own_sheets_rank_the_room(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`chasm poll` on saves, and `chasm compare --people` with its file, is what the comparison tells of the room."""
    samples = str(seats.STORY.parent / "saves" / "samples")
    assert run("poll", samples, "--save", str(tmp_path / "room.yaml")) == 0
    assert run("poll", samples, "--when", "before") == 0
    assert "mean of 6 sheets" in capsys.readouterr().out
    weights = polled_weights(tmp_path / "room.yaml")
    assert weights.name == "room"
    assert sum(weights.of.values()) == pytest.approx(100)
    assert run("compare", samples, "--people", str(tmp_path / "room.yaml"), "--story", str(seats.STORY)) == 0
    assert "Scores under the weights `room`" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("shares", "tenths"),
    [
        ((1, 1, 1), (33.4, 33.3, 33.3)),  # nothing but a tie: the first gets what is left
        ((3334, 3333, 3333), (33.4, 33.3, 33.3)),
        ((3333, 3334, 3333), (33.3, 33.4, 33.3)),
        ((3333, 3333, 3334), (33.3, 33.3, 33.4)),
        ((3336, 3337, 3327), (33.3, 33.4, 33.3)),  # two are left: none to the one cut off least
        ((2005, 4005, 3990), (20.1, 40.0, 39.9)),
        ((1999, 4001, 4000), (20.0, 40.0, 40.0)),  # just under a tenth is cut off most
        ((5000, 3000, 2000), (50.0, 30.0, 20.0)),
    ],
)
def test_what_is_left_by_tenths_goes_to_those_cut_off_most(shares: tuple[int, ...], tenths: tuple[float, ...]) -> None:
    """Of equal ones to the first; the sum is 100."""
    sheet = {f"s{n}": float(share) for n, share in enumerate(shares)}
    assert tuple(poll_of([sheet]).weights.values()) == tenths


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_sheets_are_read_in_every_encoding_that_a_shell_writes(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    """PowerShell's `Get-Content | chasm poll` and Notepad's files, with Windows' line ends."""
    text = "customers 20, employees 80\r\n\r\n40 60 0 0 0\r\n".encode(encoding)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text), encoding="utf-8"))
    assert run("poll") == 0
    told = capsys.readouterr()
    assert "mean of 2 sheets" in told.out
    assert "customers: 30, employees: 70," in told.out


@pytest.mark.parametrize("text", ["", "people: just-2018\n", "people: {customers: -1}\n", "people: {a: 0}\n", "- 1\n"])
def test_a_file_without_weights_is_refused(tmp_path: Path, text: str) -> None:
    """A file for `--people` has weights by stakeholder, and says what is missing otherwise."""
    (tmp_path / "room.yaml").write_text(text)
    with pytest.raises(ChasmError, match=r"room\.yaml"):
        polled_weights(tmp_path / "room.yaml")


AXES = ("voice", "openness")


@pytest.mark.parametrize(
    ("line", "ways"),
    [
        ("30 40 10 10 10", None),
        ("30 40 10 10 10 / 9 1", {"voice": 1.0, "openness": -1.0}),
        ("30 40 10 10 10/5,6", {"voice": 0.0, "openness": 0.25}),
        ("30 40 10 10 10 / openness 2", {"openness": -0.75}),
        ("customers 30, employees 40 / Voice: 7, openness: 5", {"voice": 0.5, "openness": 0.0}),
    ],
)
def test_a_typed_line_may_have_a_second_page(line: str, ways: dict[str, float] | None) -> None:
    """Behind a stroke: marks in order, or each behind its name; who is not named is not spoken of."""
    pages = pages_of_line(line, NAMES, AXES)
    assert pages is not None
    assert pages[1] == ways


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("30 40 10 10 10 /", "0 marks"), ("30 40 10 10 10 / 5", "1 mark behind"), ("30 40 10 10 10 / 5 5 5", "3 marks"),
        ("30 40 10 10 10 / 0 5", "no mark"), ("30 40 10 10 10 / 10 5", "no mark"),
        ("30 40 10 10 10 / 5.5 5", "no mark"),
        ("30 40 10 10 10 / voices 5", "did you mean `voice`"), ("30 40 10 10 10 / voice", "a mark for each"),
        ("/ 5 5", "before the stroke"), ("30 40 10 10 10 / 5 / 5", "a mark for each|no mark|no axis"),
    ],
)  # fmt: skip
def test_a_second_page_that_cannot_be_read_is_refused_with_its_line(line: str, told: str) -> None:
    """One too few, one too many, just under the first mark and just over the last."""
    with pytest.raises(UnreadableSheet, match=told):
        pages_of_line(line, NAMES, AXES)


def test_a_poll_counts_both_pages_and_each_axis_by_those_who_spoke_of_it() -> None:
    """Three sheets, two of them with a second page, one of which says less: means by hand, to a hundredth."""
    sheets = [{"customers": 1.0}, {"customers": 1.0}, {"customers": 1.0}]
    found = poll_of(sheets, [{"voice": 0.25, "openness": -1.0}, {"voice": 0.5}])
    assert (found.sheets, found.second_pages, dict(found.ways)) == (3, 2, {"voice": 0.38, "openness": -1.0})
    assert found.yaml().endswith(
        "# How it would have value created: the mean of 2 second pages.\npeople_ways: {voice: 0.38, openness: -1}\n"
    )
    assert "people_ways" not in poll_of(sheets).yaml()
    assert poll_of(sheets, [{"voice": -0.25}, {"voice": 0.25}]).yaml().count("voice: 0}") == 1


def test_a_poll_of_saves_takes_both_pages_of_the_sheet_that_counts(tmp_path: Path) -> None:
    """The second page belongs to the first it was handed in with: an earlier one is not added to a later sheet."""
    for number, after in enumerate(({"voice": 1.0}, None)):
        play = seats.begin(tmp_path, seats.led(), team=str(number))
        play.submit_beliefs({"customers": 100}, {"voice": -1.0})
        play.decide("kind")
        play.decide("stay")
        play.submit_beliefs({"customers": 50, "investors": 50}, after)
        play.close()
    latest, before = (sheets_of_saves([tmp_path], when) for when in ("latest", "before"))
    assert latest.ways == ({"voice": 1.0},)
    assert before.ways == ({"voice": -1.0}, {"voice": -1.0})
    lines = poll_of(latest.sheets, latest.ways).yaml()
    text = seats.LED.replace("rounds:\n", f"{lines}rounds:\n", 1)
    scenario, _ = load_scenario(Source("led.yaml", text), seats.library().rulebook)
    assert scenario.people_ways[0] == 1.0
