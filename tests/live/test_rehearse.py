"""A rehearsal: made people before a real host; what it reads, what it tells, and that it sees what is wrong."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from chasm_game.live.address import Address
from chasm_game.live.rehearsal.child_host import ChildHost
from chasm_game.live.rehearsal.forms import read_page
from chasm_game.live.rehearsal.manners import Manner, mind
from chasm_game.live.rehearsal.rehearse import Rehearsal
from chasm_game.live.rehearsal.report import report
from chasm_game.live.rehearsal.seen import Seen, quantile

PAGE = """
<main id="live" data-place="answers r1"><p id="fault">Not <b>now</b>.</p>
<form method="post" action="/seat/vote"><input type="hidden" name="key" value="k&amp;1">
<input type="hidden" name="round" value="r1">
<input type="radio" name="letter" value="A"><input type="radio" name="letter" value="B" disabled>
<input type="radio" name="letter" value="C" checked>
<select name="who"><option value="">-</option><option value="staff" selected>Staff</option></select>
<textarea name="reason">Be &lt;kind&gt;</textarea><button>Vote</button></form>
<form method="get" action="/other"><input name="q"></form><a href="/page/red.html">Yours</a></main>
"""


def test_a_page_is_read_as_a_browser_without_a_script_reads_it() -> None:
    """Hidden fields, what is chosen already, what can be chosen; nothing that is disabled, no form that only asks."""
    page = read_page(PAGE)
    (form,) = page.forms
    assert form.verb == "vote"
    assert form.fields == {"key": "k&1", "round": "r1", "letter": "C", "who": "staff", "reason": "Be <kind>"}
    assert form.choices == {"letter": ["A", "C"], "who": ["", "staff"]}
    assert page.place == "answers r1"
    assert page.fault == "Not now."
    assert page.links == ["/page/red.html"]
    assert page.form("choice") is None


def test_every_page_that_a_person_gets_has_forms_that_can_be_read(made: dict[str, str]) -> None:
    """Those of the real pages: each sends a key, and is posted to a place of this host."""
    forms = [form for text in made.values() for form in read_page(text).forms]
    assert {form.verb for form in forms} >= {"join", "return", "sheet", "vote", "choice"}
    for form in forms:
        assert form.action.startswith("/")
        assert form.fields.get("key"), form


def test_minds_are_the_same_in_every_rehearsal_and_the_first_of_a_team_speaks() -> None:
    """A rehearsal can be had again; every manner is in one of 24, and no team is silent as a whole."""
    assert {mind(n, 1).manner for n in range(24)} == set(Manner)
    assert all(mind(n, 0).speaks for n in range(100))
    for number in range(30):
        one, two = mind(number, 1), mind(number, 1)
        assert [one.letter("ABC") for _ in range(9)] == [two.letter("ABC") for _ in range(9)]
        points = one.points(["a", "b", "c"])
        assert sum(points.values()) == 100
        assert min(points.values()) >= 0


def test_the_report_is_for_whoever_leads_the_room() -> None:
    """Sentences with what came in, what was taken and refused, and how long it took; no memory where none is told."""
    seen = Seen(came_in=3, sheets=2, votes=4, answers=1, refused=5, rounds=2, pages=3, waits=[0.01, 1.25])
    plan = Rehearsal(1, 3, seen=seen, seconds=12.3)
    host = ChildHost([])
    told = report(plan, host, "small")
    assert "All of 3 came in, and 2 rounds took 12 seconds." in told
    assert "Taken: 2 belief sheets, 4 votes, 1 answer of a team and 0 questions to the people." in told
    assert any("the slowest 1.2 s" in each for each in told)
    assert not any("MB" in each for each in told)
    host.memory = 99.6
    assert report(plan, host, "small")[-1] == "The host took 100 MB of memory at most."


@pytest.mark.parametrize(("share", "value"), [(0.0, 1.0), (0.49, 1.0), (0.5, 2.0), (0.99, 2.0), (1.0, 2.0)])
def test_a_quantile_is_one_of_the_values(share: float, value: float) -> None:
    """Just under a half, at it, and at the end; of nothing it is 0."""
    assert quantile([2.0, 1.0], share) == value
    assert quantile([], share) == 0.0


def test_what_a_host_says_of_itself_is_read() -> None:
    """Port, token, code and folder, from the lines that a facilitator reads."""
    host = ChildHost([])
    said = [
        "Join:       http://192.168.0.7:8201/bafokile",
        "Code:       bafokile",
        "Presenter:  http://192.168.0.7:8201/presenter?token=a-b_c",
        "Kept in     /tmp/a room",
    ]
    assert [host._take(line) for line in said] == [False] * 4
    assert host._take("Ctrl+C ends the host; the room is kept, and --resume goes on with it.")
    assert (host.address, host.code, host.token, host.folder) == (
        Address("127.0.0.1", 8201), "bafokile", "a-b_c", "/tmp/a room",
    )  # fmt: skip


def rehearsed(tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The verb, as somebody types it."""
    command = [sys.executable, "-m", "chasm_game", "rehearse", *arguments]
    return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=600, check=False)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["tutorial", "--teams", "0"], "a room holds 1 to 40 teams, not 0"),
        (["tutorial", "--teams", "41", "--people", "50"], "not 41"),
        (["tutorial", "--teams", "6", "--people", "5"], "at least one person a team"),
        (["no-such-story"], "the host did not start"),
    ],
)
def test_what_cannot_be_rehearsed_is_said_in_a_line(tmp_path: Path, arguments: list[str], told: str) -> None:
    """Numbers out of range, a story that is not there: exit code and one line, no traceback."""
    found = rehearsed(tmp_path, *arguments)
    assert found.returncode in {1, 2}
    assert told in found.stderr
    assert "Traceback" not in found.stderr


@pytest.mark.long
def test_acceptance_19_a_whole_session_is_rehearsed_to_the_pages(tmp_path: Path) -> None:
    """Browsers without a script and programs, bold, late, wrong and silent: all in, all through, every page read."""
    found = rehearsed(tmp_path, "tutorial", "--teams", "3", "--people", "9", "--saves", str(tmp_path / "kept"))
    assert found.returncode == 0, found.stderr
    assert "All of 9 came in, and 3 rounds took" in found.stdout
    assert "9 devices read the page of their team at the end." in found.stdout
    assert "Everything was as it should be." in found.stdout
    (room,) = (tmp_path / "kept").iterdir()
    assert len([*room.glob("*.jsonl")]) == 3
    assert [*(room / "debrief").rglob("*.html")]
