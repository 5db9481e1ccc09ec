"""`chasm new`: a scenario to start from."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator  # type: ignore[import-untyped]
from shipped_stories import shipped_library

from chasm_game.analysis.balance import balance_diagnostics
from chasm_game.commands.new import new
from chasm_game.commands.play import WrongUse
from chasm_game.errors import ChasmError
from chasm_game.scenario.diagnostics import FaultyFile
from chasm_game.scenario.document import compose
from chasm_game.scenario.library import Library
from chasm_game.scenario.load import load_scenario
from chasm_game.scenario.nodes import plain
from chasm_game.scenario.rulebook import Rulebook
from chasm_game.scenario.scenario import RESERVED_IDS
from chasm_game.scenario.schema_values import ID
from chasm_game.scenario.source import Source
from chasm_game.scenario.template import MAX_NAME, Beginning, free_id, id_from, starting_text, title_from
from chasm_game.text import one_line

STORY = Path(__file__).parents[2] / "story"
BOOK = shipped_library().rulebook
SPECIAL = [
    *"~#\"'%@\\?|>=",
    "No",
    "on",
    "null",
    "12:30",
    "1e3",
    "- a",
    "a: b",
    "a # b",
    "[x",
    "{x}",
    "*a",
    "&a",
    "!a",
    "<<",
]
SPECIAL += ["Müller & Söhne", ".inf", "0x10", "2024-01-01", "---", "...", "a:", "10 %"]
NAMES = st.text(max_size=200).map(lambda text: one_line(text, MAX_NAME)).filter(bool) | st.sampled_from(SPECIAL)


def answered(answers: str, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """`chasm new` as a process of its own, with somebody who answers."""
    command = [sys.executable, "-m", "chasm_game", "new", *arguments]
    env = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        command, input=answers, capture_output=True, encoding="utf-8", cwd=cwd, env=env, timeout=200, check=False
    )


def test_what_is_written_checks_and_plays(chasm: Callable[..., Any], tmp_path: Path) -> None:
    """From one command to the end of a game: no warning, three rounds, a score."""
    ran = chasm("new", "the-lift.yaml")
    assert (ran.code, ran.err) == (0, "")
    assert "chasm preview the-lift.yaml" in ran.out
    checked = chasm("check", "the-lift.yaml", "--balance")
    assert (checked.code, checked.out) == (0, ""), checked.out
    played = subprocess.run(
        [sys.executable, "-m", "chasm_game", "play", "the-lift.yaml", "--plain", "--quick", "--saves", "saves"],
        input="own\ndearer\nprocess\n",
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
        timeout=200,
        check=True,
    )
    assert "The Lift" in played.stdout
    assert "Score: " in played.stdout


def test_the_first_line_names_a_schema_that_is_there(chasm: Callable[..., Any], tmp_path: Path) -> None:
    """An editor finds the schema beside the file, without a network, and the file fits it."""
    chasm("new", "sub/the-lift.yaml")
    first = (tmp_path / "sub" / "the-lift.yaml").read_text("utf-8").splitlines()[0]
    found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert found is not None
    schema = json.loads((tmp_path / "sub" / found.group(1)).read_text("utf-8"))
    root, _ = compose((tmp_path / "sub" / "the-lift.yaml").read_text("utf-8"))
    assert root is not None
    assert list(Draft7Validator(schema).iter_errors(plain(root))) == []


def test_nothing_is_overwritten(chasm: Callable[..., Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file, a folder, a link to nothing, a device and a schema of somebody else's stay as they are."""
    (tmp_path / "file.yaml").write_text("mine")
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "link.yaml").symlink_to("target.yaml")
    (tmp_path / "scenario.schema.json").write_text("{}")
    for name in ("file.yaml", "file", "folder.yaml", "link.yaml", "/dev/null", ".", "folder.yaml/.."):
        with pytest.raises(ChasmError):
            new(tmp_path / name)
    ran = chasm("new", "file.yaml")
    assert (ran.code, ran.out) == (1, "")
    assert "there already" in ran.err
    assert (tmp_path / "file.yaml").read_text() == "mine"
    assert not (tmp_path / "target.yaml").exists()
    new(tmp_path / "other.yaml")
    assert "left as it is" in capsys.readouterr().err
    assert (tmp_path / "scenario.schema.json").read_text() == "{}"


def test_an_older_schema_of_ours_is_renewed(tmp_path: Path) -> None:
    """A schema that an earlier version wrote is brought up to date."""
    (tmp_path / "scenario.schema.json").write_text('{"title": "A scenario for Chasm"}')
    new(tmp_path / "a.yaml")
    assert "properties" in json.loads((tmp_path / "scenario.schema.json").read_text("utf-8"))


@pytest.mark.parametrize("name", ["story.yml", "story.txt", "rulebook.yaml", ".hidden.yaml", ".yaml"])
def test_a_name_that_the_library_would_not_find_is_refused(name: str, tmp_path: Path) -> None:
    """What no library would list is not written."""
    with pytest.raises(WrongUse):
        new(tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_an_id_that_is_taken_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file called like a shipped scenario gets an id beside it, with a word about it, and hides nothing."""
    new(tmp_path / "tutorial.yaml", from_="broken-guitar", story=tmp_path)
    assert "`tutorial` already" in capsys.readouterr().err
    found = {e.id: e.shadows for e in Library(tmp_path).entries}
    assert found["tutorial-2"] == found["tutorial"] == ()


def test_questions_are_asked_and_their_answers_are_text(tmp_path: Path) -> None:
    """Answers with quotes, colons and letters of any language are what the player reads."""
    ran = answered('Wer "klingelt": Äpfel?\nMüller # Söhne\nNo\n\n\n\n12:30\n4\n', "apfel", "--ask", cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    scenario = Library(tmp_path).find("apfel")
    assert (scenario.title, scenario.company.name) == ('Wer "klingelt": Äpfel?', "Müller # Söhne")
    assert [s.name for s in scenario.stakeholders] == ["No", "Staff", "Suppliers", "Neighbours", "12:30"]
    assert len(scenario.rounds) == 4


def typed(text: str) -> io.TextIOWrapper:
    """A standard input from which this comes."""
    return io.TextIOWrapper(io.BytesIO(text.encode("utf-8")), encoding="utf-8")


def test_who_stops_answering_gets_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the input ends before the last question, nothing is written."""
    monkeypatch.setattr(sys, "stdin", typed("A title\n"))
    with pytest.raises(ChasmError, match="nothing was written"):
        new(tmp_path / "a.yaml", ask=True)
    assert not list(tmp_path.iterdir())


def test_a_number_that_is_none_is_asked_for_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words, signs and numbers out of range are no number of rounds."""
    monkeypatch.setattr(sys, "stdin", typed("\n" * 7 + "many\n-1\n²\n9\n99999999999999999999\n5\n"))
    new(tmp_path / "a.yaml", ask=True)
    assert len(Library(tmp_path).find("a").rounds) == 5


def test_a_stakeholder_whom_the_rounds_speak_of_is_not_taken_out_by_a_dash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`-` is no name: it is said how to play without them, the name is asked for again, and the cure holds."""
    monkeypatch.setattr(sys, "stdin", typed("\n\n\n\n-\nMillers\n\n-\n\n3\n"))
    new(tmp_path / "a.yaml", ask=True)
    asked = capsys.readouterr().err
    assert asked.count("What do you call the partners?") == asked.count("What do you call the investors?") == 2
    for stakeholder in ("partners", "investors"):
        assert f"To play without them write `{stakeholder}: null` in the file" in asked
    written = (tmp_path / "a.yaml").read_text("utf-8")
    assert [s.name for s in Library(tmp_path).find("a").stakeholders][2:] == ["Millers", "Neighbours", "Owners"]
    for line, stakeholder in (("{name: Millers, trust: 54}", "partners"), ("{name: Owners, trust: 56}", "investors")):
        without = written.replace(f"{stakeholder}: {line}", f"{stakeholder}: null")
        with pytest.raises(FaultyFile) as faulty:
            load_scenario(Source("a.yaml", without), BOOK)
        assert all(f"`{stakeholder}`" in d.message for d in faulty.value.diagnostics)


def test_an_own_stakeholder_of_a_copied_story_is_taken_out_by_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only the five defaults are set to null."""
    whole = starting_text(Beginning("b", "B")).replace(
        "  partners: {name:", "  millers: {name: Millers}\n  partners: {name:"
    )
    (tmp_path / "b.yaml").write_text(whole, "utf-8")
    monkeypatch.setattr(sys, "stdin", typed("\n\n\n\n-\n\n\n\n\n"))
    new(tmp_path / "a.yaml", from_=str(tmp_path / "b.yaml"), ask=True)
    assert "To play without them take its line out in the file" in capsys.readouterr().err


@settings(max_examples=60, deadline=None)
@given(title=NAMES, company=NAMES, name=NAMES)
def test_any_name_is_text_in_the_file(title: str, company: str, name: str) -> None:
    """Whatever is answered stands in the file as text, and the file has no problem."""
    text = starting_text(Beginning("an-id", title, company, {"customers": name, "investors": name}))
    scenario, warnings = load_scenario(Source("new", text), BOOK)
    assert warnings == []
    assert (scenario.title, scenario.company.name) == (title, company)
    assert (scenario.stakeholders[0].name, scenario.stakeholders[-1].name) == (name, name)


@pytest.mark.parametrize("rounds", [3, 4, pytest.param(5, marks=pytest.mark.long)])
def test_every_length_is_balanced(rounds: int, rulebook: Rulebook) -> None:
    """However many rounds are asked for, every way through was played and there is nothing to say."""
    scenario, warnings = load_scenario(Source("new", starting_text(Beginning("a", "A", rounds=rounds))), rulebook)
    assert len(scenario.rounds) == rounds
    assert [str(d) for d in (*warnings, *balance_diagnostics(scenario, "new"))] == []


def test_every_shipped_scenario_can_be_copied(rulebook: Rulebook) -> None:
    """A copy differs in id, title and the line for editors only, and keeps every comment."""
    for entry in shipped_library().entries:
        assert entry.scenario is not None
        before = entry.scenario.text
        after = starting_text(Beginning("a-copy", "A: Copy"), before)
        scenario, _ = load_scenario(Source("copy", after), rulebook)
        assert (scenario.id, scenario.title) == ("a-copy", "A: Copy")
        assert scenario.rounds == entry.scenario.rounds
        changed = [(a, b) for a, b in zip(before.splitlines(), after.splitlines(), strict=True) if a != b]
        assert len(changed) <= 3
        assert after.startswith("# yaml-language-server: $schema=scenario.schema.json\n")


def test_a_copy_of_a_file_without_a_line_for_editors_gets_one(rulebook: Rulebook) -> None:
    """Where there was none, one is added above."""
    text = 'id: a\ntitle: "two\n  lines"\nrounds: []\n'
    after = starting_text(Beginning("b", "c"), text)
    assert after == "# yaml-language-server: $schema=scenario.schema.json\nid: b\ntitle: c\nrounds: []\n"


@given(st.text(max_size=80) | st.sampled_from(["ask", "coast-3", "help", "Der Müller", "日本", "9 lives", ""]))
def test_any_file_name_makes_an_id_and_a_title(stem: str) -> None:
    """Ids follow the rules and mean nothing else, titles are a line of text."""
    made = id_from(stem)
    assert re.fullmatch(ID, made)
    assert made not in RESERVED_IDS
    assert not re.fullmatch(r"coast-[0-9]+", made)
    assert 1 <= len(title_from(stem)) <= MAX_NAME + 1


def test_a_free_id_is_found() -> None:
    """The first number that nothing has."""
    assert free_id("a", ()) == "a"
    assert free_id("a", {"a", "a-2", "a-4"}) == "a-3"
    assert id_from("Der Müller") == "der-mueller"


def test_nothing_is_copied_from_a_file_that_is_none(tmp_path: Path) -> None:
    """A pipe, a device or a broken file to start from is told with its problem, and nothing is written."""
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "zero.yaml").symlink_to("/dev/zero")
    (tmp_path / "broken.yaml").write_text("id: a\ntitle: b\n")
    for name in ("pipe", "zero", "broken"):
        with pytest.raises(ChasmError):
            new(tmp_path / "mine.yaml", from_=str(tmp_path / f"{name}.yaml"))
    assert not (tmp_path / "mine.yaml").exists()
    assert not (tmp_path / "scenario.schema.json").exists()
