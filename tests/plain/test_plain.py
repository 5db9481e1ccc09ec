"""Plain mode: every line typed is answered, nothing is shown that steers a terminal, nothing is lost."""

from __future__ import annotations

import io
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from session import seats

from chasm_game.errors import ChasmError
from chasm_game.grammar import ended, joined, plural
from chasm_game.journal.journal import Journal, read_save
from chasm_game.journal.replay import replay
from chasm_game.plain import terminal
from chasm_game.plain.company_text import by_sign, moved
from chasm_game.plain.game import PlainGame
from chasm_game.plain.quoting import pasteable
from chasm_game.scenario.scenario import Scenario
from chasm_game.session.local import LocalPlay
from chasm_game.session.local_seat import LocalSeat
from chasm_game.session.parse_input import Unreadable, prediction_of
from chasm_game.text import shown
from chasm_game.views.named import Named
from chasm_game.views.round import Phase

import made
from processes import started

STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


@contextmanager
def seat(folder: Path, scenario: Scenario | None = None, **options: Any) -> Iterator[LocalPlay]:
    """A quick game that lets go of its save."""
    play = seats.begin(folder, scenario, **{"quick": True, **options})
    try:
        yield play
    finally:
        play.close()


def heard(play: LocalPlay, typed: Iterable[str]) -> list[str]:
    """What is told while some lines are typed."""
    told: list[str] = []
    lines = iter(typed)
    PlainGame(LocalSeat(play, at_once=True), lambda: next(lines, None), told.append).run()
    return told


def responses(play: LocalPlay) -> list[str]:
    """What was chosen."""
    return [c.response for c in play.played.choices]


def test_numbers_and_ids_choose_alike(tmp_path: Path) -> None:
    """With --quick every line is a choice or `ask`; empty lines are passed over, big letters are small ones."""
    with seat(tmp_path) as play:
        heard(play, ["", "ASK", "  ", "Kind", "3", "\t2  "])
        assert responses(play) == ["kind", "rest", "wait"]
        assert str(play.played.game.decisions[0]) == "ask"


def test_an_id_that_is_a_word_of_plain_mode_is_still_an_id(tmp_path: Path) -> None:
    """Only ask, help and quit cannot be ids; whoever calls an answer `exit` or `ledger` can have it chosen."""
    for word in ("exit", "undo", "state", "again", "ledger", "back", "skip"):
        with seat(tmp_path, _renamed(word), practice=True) as play:
            heard(play, [word])
            assert responses(play) == [word]


def _renamed(word: str) -> Scenario:
    return seats.small(
        "{id: kind, label: new, title: Be kind, text: It costs.,", f"{{id: {word}, label: new, title: K, text: k,"
    )


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("knd", "There is no answer “knd”. Did you mean kind? Type a number from 1 to 3, ask, help or quit."),
        ("0", "There is no answer “0”."),
        ("4", "Type a number from 1 to 3"),
        ("-1", "Type a number from 1 to 3"),
        ("1.0", "Type a number from 1 to 3"),
        ("1 2", "Type a number from 1 to 3"),
        ("١", "Type a number from 1 to 3"),
        ("skip", "Type a number from 1 to 3"),
        ("x" * 10_000, f"There is no answer “{'x' * 39}…”."),
        ("undo", "Only in practice can a decision be taken back."),
        ("ledger", "No round has been played yet."),
        ("help", "Type the number of an answer, or its id."),
        ("\x1b[2Jkind", "There is no answer “␛[2Jkind”."),
    ],
)
def test_wrong_input_gets_a_line_that_helps(tmp_path: Path, typed: str, answer: str) -> None:
    """Whatever is typed, the game says what can be typed instead, and has not changed."""
    with seat(tmp_path) as play:
        told = heard(play, [typed])
        assert any(answer in line for line in told[-2:]), told[-2:]
        assert responses(play) == []


def test_what_cannot_be_asked_again_says_why(tmp_path: Path) -> None:
    """Asking twice in a round, or when no asks are left, is told apart."""
    with seat(tmp_path) as play:
        told = heard(play, ["ask", "ask", "kind", "ask", "heard", "ask"])
    assert "You have asked in this round already. Type again to hear what they said." in told
    assert "You have asked as often as you could." in told
    assert any(
        line.startswith("2. Do what they said. This is open now.") and "By the end of this round up: Guests" in line
        for line in told
    )


def test_again_tells_the_round_and_what_the_people_said(tmp_path: Path) -> None:
    """Nothing that was heard is lost to a listener."""
    with seat(tmp_path) as play:
        told = heard(play, ["ask", "again"])
    assert told.count("Guests: “Tell us what happened.”") == 2
    assert told.count("Something happens.") == 2


def test_the_ledger_is_told_where_it_may_be_known(tmp_path: Path) -> None:
    """After a round in which the people were asked, not after one in which they were not, and at the end."""
    with seat(tmp_path) as play:
        told = heard(play, ["ask", "kind", "ledger", "rest", "ledger", "wait", "ledger"])
    assert "Those who ask, learn. Up: Learning 4.2." in told
    assert any(line.startswith("You did not ask the people in the last round") for line in told)
    assert "Silent round 4, after the last decision." in told


def test_undo_takes_back_in_practice_and_nowhere_else(tmp_path: Path) -> None:
    """A choice, an ask, and the end itself can be taken back; the round is told again."""
    with seat(tmp_path, practice=True) as play:
        told = heard(play, ["undo", "ask", "undo", "kind", "rest", "1", "2", "undo", "undo", "undo", "hard"])
        assert told.count("That is taken back.") == 4
        assert "There is nothing to take back." in told
        assert responses(play) == ["hard"]
        assert not play.played.game.turns[0].asked


def test_sheets_predictions_and_reasons_are_kept(tmp_path: Path) -> None:
    """What is said about a decision is in the save, word by word; skipping leaves it out."""
    typed = [
        "10 20 30 20 10 10",
        "3",
        "",
        "skip",
        "kind",
        "2 70",
        "Because — of “them”.",
        "rest",
        "skip",
        "skip",
        "2",
        "nobody",
        "Yes.",
    ]
    with seat(tmp_path, quick=False) as play:
        heard(play, [*typed, "50, 50, 0, 0, 0, 0", "skip"])
        assert play.phase is Phase.DEBRIEF
        choices = play.played.choices
        assert [(c.who, c.confidence, c.reason) for c in choices] == [
            ("employees", 70, "Because — of “them”."), (None, None, ""), ("nobody", 60, "Yes."),
        ]  # fmt: skip
        assert play.played.beliefs["before"] == dict(
            zip(play.played.game.plan.stakeholders, (10, 20, 30, 20, 10, 10), strict=True)
        )
        assert sum((play.played.beliefs["after"] or {}).values()) == 100
        assert play.played.ways == {"before": {"voice": -0.5, "openness": 0.0}, "after": None}


@pytest.mark.parametrize("typed", ["", "1 2 3", "a b c d e f", "100 0 0 0 0 -1", "nan 0 0 0 0 0", "20 20 20 20 20 20"])
def test_a_sheet_that_cannot_be_read_is_asked_for_again(tmp_path: Path, typed: str) -> None:
    """Neither too few nor too many points, nor what is no number, is taken for a sheet."""
    with seat(tmp_path, quick=False) as play:
        told = heard(play, [typed])
        assert play.phase is Phase.BELIEFS_BEFORE
        assert not typed or re.search(r"not 6 numbers|not to 100", told[-2])


@pytest.mark.parametrize("said", ["", "0", "8", "1 19", "1 101", "1 x", "x", "1 50 50", "nobody nobody", "1 nan", "%"])
def test_a_prediction_that_cannot_be_read_is_asked_for_again(said: str) -> None:
    """A number or a name, and perhaps a confidence of 20 to 100; nothing else."""
    targets = [(c, c) for c in "abcdef"] + [("nobody", "Nobody")]
    with pytest.raises(Unreadable, match="from 1 to 7"):
        prediction_of(said, targets)


@pytest.mark.parametrize(
    ("said", "meant"), [("1", ("a", 60)), ("2 70", ("b", 70)), ("nobody,90%", ("nobody", 90)), ("A 20", ("a", 20))]
)
def test_a_prediction_is_a_number_or_a_name(said: str, meant: tuple[str, int]) -> None:
    """How sure is 60 where it is not said; commas and per cent signs do no harm."""
    assert prediction_of(said, [("a", "A"), ("b", "B"), ("nobody", "Nobody")]) == meant


def test_back_chooses_again_before_the_decision_is_made(tmp_path: Path) -> None:
    """Until the reason is given nothing is decided, and nothing has been seen."""
    with seat(tmp_path, quick=False) as play:
        heard(play, ["skip", "kind", "back", "hard", "1", "back", "talk", "skip", "skip"])
        assert responses(play) == ["talk"]


def test_going_on_tells_the_last_round_again(tmp_path: Path) -> None:
    """Whoever was interrupted before the consequences were told hears them now."""
    with seat(tmp_path) as play:
        told = heard(play, ["kind"])
    again = LocalPlay.resume(play.save)
    resumed = heard(again, [])
    again.close()
    assert "You go on after round 1. This is how it came out." in resumed
    after = told[told.index("You chose: Be kind. That is the new way.") :]
    assert resumed[-len(after) :] == after


def test_a_fall_after_the_last_decision_is_told(tmp_path: Path) -> None:
    """The debrief says that the company fell afterwards, and in which silent round; no value is told of it."""
    story = seats.small("start: {cash: 12, asks: 2}", "start: {cash: 10, asks: 2}, income: -3, upside: 0")
    with seat(tmp_path, story) as play:
        told = heard(play, ["talk", "rest", "wait"])
    fell = [line for line in told if line.startswith("The company fell after the last decision, in silent round 2.")]
    assert len(fell) == 1
    assert "Resilience: 0. None, for the company fell." in told
    assert not any("value stood at" in line for line in told)


def test_a_fall_in_a_round_is_told_there(tmp_path: Path) -> None:
    """It is the last thing that is heard before the debrief."""
    story = seats.small("start: {cash: 12, asks: 2}", "start: {cash: 2, asks: 2}, income: -30")
    with seat(tmp_path, story) as play:
        told = heard(play, ["kind"])
    fell = next(n for n, line in enumerate(told) if line.startswith("Page 1 of "))
    assert told[fell - 1] == (
        "The company cannot pay: $31.5K are missing. That is deeper than Investors fill. It has fallen."
    )
    assert not any("after the last decision" in line for line in told)


def test_no_cause_is_told_twice_in_a_round(tmp_path: Path) -> None:
    """A cause that moved five people is one sentence with five names."""
    with seat(tmp_path, seats.library().find("broken-guitar")) as play:
        told = heard(play, ["ask", "answer", "2", "3"])
    starts = [n for n, line in enumerate(told) if line.startswith("You chose: ")]
    for start in starts:
        after = told[start : told.index(next(t for t in told[start:] if t.startswith("The chasm between")), start)]
        causes = [line.split(" Up: ")[0].split(" Down: ")[0] for line in after if " Up: " in line or " Down: " in line]
        assert len(set(causes)) == len(causes) >= 4


HOSTILE = [
    "\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "a\rb", "\x9b2J", "[bold]x[/bold]", "[link=x]y", "\u202edlrow",
    "**bold** [a](javascript:x)", "<script>", "tab\tand\nline", "\u2028", "é ü 漢字 🎸", "'; rm -rf /", "%s {0} $(x)",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_team_names_and_reasons_are_shown_as_themselves(tmp_path: Path, text: str) -> None:
    """What a player types comes back as its own signs, and as nothing that steers a terminal."""
    with seat(tmp_path, quick=False, team=text) as play:
        told = heard(play, ["skip", "kind", "skip", text, "rest", "skip", text, "2", "skip", "skip", "skip", "all"])
    assert not any(STEERING.search(line) for line in told)
    visible = " ".join(shown(text).split())
    assert f"You wrote: “{visible}”" in " ".join(told)


TITLES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30)


@given(made.worlds(3), st.lists(TITLES, min_size=4, max_size=4), st.lists(st.text(max_size=20), max_size=30))
@settings(max_examples=20)
def test_no_story_and_no_line_steers_the_terminal(
    tmp_path_factory: Any, world: Any, titles: list[str], typed: list[str]
) -> None:
    """Any story, with any titles, and anything typed: only signs that can be seen come out, and no error."""
    rulebook, scenario, seed = world
    title, answer, shock, who = titles
    scenario["title"] = title
    for round_ in scenario["rounds"]:
        round_["title"], round_["shock"]["text"] = title, shock
        round_["shock"]["feed"] = [{"who": who, "text": shock}]
        for response in round_["responses"]:
            response["title"], response["text"] = answer, shock
    try:
        story = made.loaded(scenario, rulebook)
    except ChasmError:
        return  # the loader is stricter still
    with seat(tmp_path_factory.mktemp("saves"), story, seed=seed) as play:
        told = heard(play, [*typed, *"1231231231231"])
    assert not any(STEERING.search(line) for line in told)


def test_the_last_gate_lets_nothing_through(capsys: pytest.CaptureFixture[str]) -> None:
    """Even a sentence that was made without care reaches the terminal as signs only."""
    terminal.tell("\x1b[31mred\n\nnext\x07\u202e")
    assert capsys.readouterr().out == "␛[31mred\n\nnext␇<right-to-left override>\n\n"


def test_paths_can_be_pasted_into_a_shell(tmp_path: Path) -> None:
    """Spaces, quotes, backslashes, control characters and bytes of no encoding come back as the same path."""
    for name in (
        "plain",
        "two words",
        "it's",
        'quo"te',
        "back\\slash",
        "\x1b[31m",
        "new\nline",
        "-dash",
        "é漢",
        "\udcff",
    ):
        path = tmp_path / name
        told = pasteable(str(path))
        assert not STEERING.search(told)
        echoed = subprocess.run(["bash", "-c", f"printf %s {told}"], capture_output=True, check=True).stdout
        assert echoed == str(path).encode("utf-8", "surrogateescape")


def test_a_relative_path_is_told_whole(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The command works from any folder, and a folder with a dash in front is no option."""
    monkeypatch.chdir(tmp_path)
    assert pasteable("-x/y.jsonl") == str(tmp_path / "-x" / "y.jsonl")


def test_a_decision_that_cannot_be_saved_ends_the_game_with_the_way_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The player hears how to go on, and the error goes to whoever called."""
    with seat(tmp_path) as play:

        def full(*_: Any) -> None:
            raise ChasmError("no space")

        monkeypatch.setattr(Journal, "append", full)
        told: list[str] = []
        with pytest.raises(ChasmError, match="no space"):
            PlainGame(LocalSeat(play, at_once=True), lambda: "1", told.append).run()
        assert told[-1].startswith("The game is saved. Go on with: chasm play --plain --resume ")
        assert responses(play) == []


@pytest.mark.parametrize(
    ("raw", "lines"),
    [
        (b"1\n2\n", ["1", "2"]),
        (b"1\r\n\r\n2", ["1", "", "2"]),
        (b"\xff\xfe\n", ["\ufffd\ufffd"]),
        (b"a\x00b\n", ["a\x00b"]),
        (b"y" * 10_000 + b"\n1\n", ["y" * 10_000, "1"]),
        (b"z" * 300_000 + b"\n1\n", ["z" * 65_536, "1"]),
        (b"w" * 65_536, ["w" * 65_536]),
    ],
    ids=lambda value: repr(value)[:12],
)
def test_any_bytes_are_lines(monkeypatch: pytest.MonkeyPatch, raw: bytes, lines: list[str]) -> None:
    """Bytes that are no UTF-8 are shown; of a line without end only its beginning counts, never its rest as another."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    read = []
    while (line := terminal.next_line()) is not None:
        read.append(line)
    assert read == lines


def run(arguments: list[str], folder: Path, stdin: str | None, **options: Any) -> subprocess.CompletedProcess[str]:
    """A real process in plain mode."""
    command = [sys.executable, "-m", "chasm_game", "play", "--plain", *arguments]
    return subprocess.run(
        command, input=stdin, capture_output=True, text=True, timeout=200, check=False,
        env=seats.process_environment(folder), **options,
    )  # fmt: skip


def test_the_documented_pipe_plays_two_rounds(tmp_path: Path) -> None:
    """The line of the documentation with `printf` and a pipe works, and so does the way back that it tells."""
    arguments = ["broken-guitar", "--quick", "--saves", str(tmp_path / "my saves")]
    first = run(arguments, tmp_path, "ask\nanswer\n2\n")
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.count("\nYou chose: ") == 2
    assert not STEERING.search(first.stdout)
    said = first.stdout.strip().rsplit("\n", 1)[-1].removeprefix("The game is saved. Go on with: chasm play --plain ")
    (save,) = (tmp_path / "my saves").iterdir()
    assert shlex.split(said) == ["--resume", str(save)]
    second = run(shlex.split(said), tmp_path, "quit\n")
    assert (second.returncode, second.stderr) == (0, "")
    assert "You go on after round 2. This is how it came out." in second.stdout
    assert len(replay(read_save(save)).choices) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to another process there")
def test_ctrl_c_leaves_a_saved_game_and_130(tmp_path: Path) -> None:
    """The exit code is the one of an interrupted program, nothing is printed that looks like a crash."""
    game = ["play", "tutorial", "--plain", "--quick", "--saves", str(tmp_path / "s")]
    command = [sys.executable, "-m", "chasm_game", *game]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with started(command, **pipes, env=seats.process_environment(tmp_path)) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("quiet\n")
        process.stdin.flush()
        for _ in range(2):
            while not process.stdout.readline().startswith("Or ask the people"):
                assert process.poll() is None
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=120)
    assert process.returncode == 130
    assert "Traceback" not in err
    assert "Go on with: chasm play --plain --resume" in out
    (save,) = (tmp_path / "s").iterdir()
    assert [c.response for c in replay(read_save(save)).choices] == ["quiet"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")
def test_a_reader_that_goes_away_ends_the_game_quietly(tmp_path: Path) -> None:
    """`| head -1` gets its line, and nobody hears of a broken pipe."""
    saves = shlex.quote(str(tmp_path / "s"))
    command = f"yes 1 | {shlex.quote(sys.executable)} -m chasm_game play tutorial --plain --quick --saves {saves}"
    told = subprocess.run(
        ["bash", "-c", f"{command} | head -1; echo ${{PIPESTATUS[1]}}"], capture_output=True, text=True, timeout=200,
        check=True, env=seats.process_environment(tmp_path),
    )  # fmt: skip
    assert told.stdout == "Five Bakeries.\n0\n"
    assert told.stderr == ""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")
def test_a_process_without_input_or_output_ends_quietly(tmp_path: Path) -> None:
    """Closed streams are the end of input, and nobody to tell."""
    for closed in ("<&-", "<&- >&-"):
        saves = shlex.quote(str(tmp_path / closed))
        command = f"{shlex.quote(sys.executable)} -m chasm_game play tutorial --plain --saves {saves} {closed}"
        told = subprocess.run(
            ["bash", "-c", f"exec 0</dev/null; {command}"], capture_output=True, text=True, timeout=200, check=False,
            env=seats.process_environment(tmp_path),
        )  # fmt: skip
        assert (told.returncode, told.stderr) == (0, "")
        assert len(list((tmp_path / closed).iterdir())) == 1


def test_small_words() -> None:
    """Plurals, lists, ends of sentences and changes read as a person would write them."""
    assert [plural(n, "round") for n in (0, 1, 2)] == ["0 rounds", "1 round", "2 rounds"]
    assert [joined(n) for n in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]
    assert [ended(t) for t in ("a", "a.", "a?", "“a.”", "“a”")] == ["a.", "a.", "a?", "“a.”", "“a”."]
    assert [moved(c) for c in (0.4, -0.4, 1.6, -3)] == ["", "", " (up 2)", " (down 3)"]
    assert by_sign([(Named("1", "a"), -1, -2.04), (Named("2", "b"), 1, None)]) == "Up: b. Down: a 2.0."
