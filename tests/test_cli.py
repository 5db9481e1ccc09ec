"""The command line: what it answers, where, with which exit code; and the JSON contract of `review`."""

from __future__ import annotations

import io
import json
import math
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from session import seats

import chasm_game
from chasm_game import cli
from chasm_game.journal.journal import read_save
from chasm_game.scenario.document import compose
from chasm_game.scenario.nodes import plain
from chasm_game.scenario.source import sha256
from chasm_game.views.catalog import CASES

SAMPLE = Path(__file__).parents[1] / "saves" / "samples" / "broken-guitar-accounts-20261012-100300.jsonl"


class Said(NamedTuple):
    """What a command came to."""

    code: int
    out: str
    err: str


Chasm = Callable[..., Said]


@pytest.fixture
def chasm(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Chasm:
    """Run a command here, with the shipped stories and some lines to type."""
    monkeypatch.setenv("CHASM_STORY", str(seats.STORY))
    monkeypatch.setenv("TERM", "dumb")

    def run(*arguments: str | Path, typed: bytes = b"") -> Said:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed)))
        try:
            cli.main([str(a) for a in arguments])
            code = 0
        except SystemExit as ended:
            code = int(ended.code or 0)
        return Said(code, *capsys.readouterr())

    return run


def python(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run some lines of Python in a process of its own."""
    environment = seats.process_environment(folder)
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=200, check=False, env=environment
    )


@pytest.mark.parametrize(
    "line",
    [
        "import chasm_game",
        "import chasm_game.cli",
        "from chasm_game.cli import main; main(['--version'])",
        "from chasm_game.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass",
        "from chasm_game.cli import main\ntry: main(['play', '--help'])\nexcept SystemExit: pass",
        "from chasm_game.cli import main\ntry: main(['nonsense'])\nexcept SystemExit: pass",
    ],
)
def test_what_is_quick_imports_nothing_heavy(tmp_path: Path, line: str) -> None:
    """The package, --version and --help come without the screen, numbers by the million and the schema."""
    told = python(line + "\nimport sys\nprint(sorted({'textual', 'numpy', 'pydantic'} & set(sys.modules)))", tmp_path)
    assert told.stdout.endswith("[]\n"), told.stdout + told.stderr


def test_a_list_brings_no_engine_before_a_game_is_over(tmp_path: Path) -> None:
    """`chasm list` without a finished game needs no numbers by the million, nor the screen."""
    line = "from chasm_game.cli import main\ntry: main(['list'])\nexcept SystemExit: pass"
    told = python(line + "\nimport sys\nprint(sorted({'textual', 'numpy'} & set(sys.modules)))", tmp_path)
    assert "tutorial" in told.stdout
    assert told.stdout.endswith("[]\n"), told.stdout + told.stderr


def test_version_and_help_answer_on_standard_output(chasm: Chasm) -> None:
    """Both are answers: standard output, exit code 0."""
    assert chasm("--version") == (0, f"{chasm_game.__version__}\n", "")
    said = chasm("--help")
    assert (said.code, said.err) == (0, "")
    assert "play" in said.out


@pytest.mark.parametrize("verb", sorted(name for name in cli.application() if not name.startswith("-")))
def test_every_verb_has_help_with_an_example(chasm: Chasm, verb: str) -> None:
    """Whoever asks for help sees a line that can be typed."""
    said = chasm(verb, "--help")
    assert (said.code, said.err) == (0, "")
    assert f"chasm {verb}" in said.out
    assert "Example" in said.out


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["plai"],
        ["play", "tutorial", "--seed", "one"],
        ["play", "tutorial", "--seed", "-1"],
        ["play", "tutorial", "--seed", str(2**53)],
        ["play", "tutorial", "--no-such-option"],
        ["play", "tutorial", "--resume", "x"],
        ["play", "--plain"],
        ["play", "tutorial", "extra"],
        ["review"],
    ],
    ids=" ".join,
)
def test_wrong_use_is_2_and_stands_on_standard_error(chasm: Chasm, tmp_path: Path, arguments: list[str]) -> None:
    """Nothing on standard output, a reason on the other, no traceback, no save."""
    saves = ["--saves", str(tmp_path / "s")] if arguments[0] == "play" else []
    said = chasm(*arguments, *saves)
    assert (said.code, said.out) == (2, "")
    assert said.err.strip()
    assert "Traceback" not in said.err
    assert not (tmp_path / "s").exists()


def test_wrong_seeds_are_named(chasm: Chasm) -> None:
    """The message says what a seed is."""
    for seed in ("-1", str(2**53)):
        assert (
            f"a seed is a whole number from 0 to 9007199254740991, not {seed}"
            in chasm("play", "tutorial", "--seed", seed).err
        )


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["play", "tutorail", "--plain"], "did you mean `tutorial`?"),
        (["play", "no/such.yaml", "--plain"], "there is no such file"),
        (["play", "--resume", "none.jsonl", "--plain"], "none.jsonl: cannot be read: no such file or directory"),
        (["review", "none.jsonl"], "none.jsonl: cannot be read: no such file or directory"),
        (["review", "."], "this is no ordinary file"),
    ],
)
def test_problems_found_are_1_and_stand_on_standard_error(chasm: Chasm, arguments: list[str], reason: str) -> None:
    """One clear line says what is wrong and, where there is one, the cure."""
    said = chasm(*arguments)
    assert (said.code, said.out) == (1, "")
    assert reason in said.err
    assert "Traceback" not in said.err


def test_an_interrupted_command_is_130(chasm: Chasm, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C is no crash."""
    monkeypatch.setattr("chasm_game.commands.play.play", lambda **_: (_ for _ in ()).throw(KeyboardInterrupt))
    assert chasm().code == 130


def test_a_saves_folder_that_is_a_file_is_refused(chasm: Chasm, tmp_path: Path) -> None:
    """The cure is told, and nothing is said on standard output."""
    (tmp_path / "saves").write_text("")
    said = chasm("play", "tutorial", "--plain", "--saves", tmp_path / "saves")
    assert (said.code, said.out) == (1, "")
    assert "name another folder with --saves" in said.err


@pytest.mark.parametrize("seed", [0, 1, 2**53 - 1])
def test_the_ends_of_the_seeds_are_seeds(chasm: Chasm, tmp_path: Path, seed: int) -> None:
    """From 0 to 2^53-1, kept as they are."""
    said = chasm("play", "tutorial", "--plain", "--seed", str(seed), "--saves", tmp_path)
    assert (said.code, said.err) == (0, "")
    (path,) = tmp_path.iterdir()
    assert read_save(path).header.seed == seed


@pytest.mark.parametrize(
    "team", ["\x1b[31mRed\x1b[0m\x07", "../../etc", "'; rm -rf /", "[bold]", "\udcff", "é" * 500, " "]
)
def test_a_team_of_any_name_plays_and_is_listed(chasm: Chasm, tmp_path: Path, team: str) -> None:
    """Its name leads nowhere and steers nothing: not the file, not the listing, not the review."""
    assert (
        chasm("play", "tutorial", "--plain", "--team", team, "--saves", tmp_path, typed=b"skip\nquiet\nskip\nskip").code
        == 0
    )
    (path,) = tmp_path.iterdir()
    for arguments in (("list", "--saves", tmp_path), ("review", path), ("review", path, "--as-play")):
        said = chasm(*arguments)
        assert (said.code, said.err) == (0, "")
        assert "\x1b" not in said.out
    assert json.loads(chasm("review", path, "--json").out)["team"] == read_save(path).header.team


def test_two_games_begun_in_the_same_second_are_two(chasm: Chasm, tmp_path: Path) -> None:
    """Neither overwrites the other."""
    for _ in range(3):
        assert chasm("play", "tutorial", "--plain", "--quick", "--saves", tmp_path, typed=b"1\n").code == 0
    assert len(list(tmp_path.iterdir())) == 3


def test_hostile_arguments_are_shown_as_signs(chasm: Chasm) -> None:
    """What was typed comes back in a message, and steers nothing."""
    for arguments in (["\x1b[2J"], ["play", "\x1b[2J", "--plain"], ["review", "\x1b[2J.jsonl"]):
        assert "\x1b" not in "".join(chasm(*arguments)[1:])


# --------------------------------------------------------------------------------------------- review

CONTRACT = (
    *("chasm", "scenario", "scenario_sha256", "rulebook_sha256", "known", "team", "seed", "mode", "finished"),
    *("score", "score_exact", "ending", "paths", "exact", "best_score", "worst_score", "percentile", "best_line"),
    *("states", "decisions", "ledger", "best_decision", "promises", "beliefs", "beliefs_how", "outputs"),
)
LATER = ("paths", "exact", "best_score", "worst_score", "percentile", "best_line")
STATE = (
    *("round", "stage", "trust", "reported", "belief", "people", "hurt", "ways", "people_ways", "chasm", "what", "how"),
    *("learning", "strategy", "vision", "execution", "credibility", "cash", "assent", "rescues", "value", "alive"),
)
DECISION = (
    *("round", "chosen", "asked", "defaulted", "open", "carry", "strange", "points", "value_points"),
    *("best", "best_after", "on_average_luck", "loss", "verdict", "prediction", "reason"),
)


def reviewed(chasm: Chasm, path: Path) -> dict[str, Any]:
    """The review of a save, with no number that JSON does not have."""
    said = chasm("review", path, "--json")
    assert (said.code, said.err) == (0, "")

    def refuse(word: str) -> None:
        pytest.fail(f"{word} is no JSON")

    told: dict[str, Any] = json.loads(said.out, parse_constant=refuse)
    return told


def test_the_json_of_a_review_keeps_its_contract(chasm: Chasm, tmp_path: Path) -> None:
    """The keys, their order, their types and what is null are those that are documented."""
    told = reviewed(chasm, seats.whole(tmp_path))
    assert tuple(told) == CONTRACT
    scenario = seats.small()
    assert told["scenario_sha256"] == sha256(scenario.text)
    assert told["rulebook_sha256"] == sha256(scenario.rulebook.text)
    fixed = {k: told[k] for k in ("chasm", "scenario", "known", "team", "seed", "mode", "finished")}
    assert fixed == {
        "chasm": 2, "scenario": "small", "known": False, "team": "Blue", "seed": 1, "mode": "assessed",
        "finished": True,
    }  # fmt: skip
    assert told["score"] == math.floor(told["score_exact"] + 0.5) == told["outputs"]["score"]
    assert all(told[name] is not None for name in LATER)
    assert told["exact"] is True
    assert told["worst_score"] <= told["score_exact"] <= told["best_score"]
    assert list(told["outputs"]) == ["score", "chasm_start", "chasm_end", "say_do", "resilience", "calibration"]
    assert told["outputs"]["say_do"] is None
    assert told["beliefs"]["before"]["customers"] == 0.6
    assert told["beliefs"]["after"] is None
    assert list(told["beliefs"]) == ["before", "after", "revealed", "people"]
    assert told["beliefs"]["revealed"] == told["states"][-1]["belief"]


def test_the_states_of_a_review_are_start_rounds_and_coast(chasm: Chasm, tmp_path: Path) -> None:
    """Full precision, every stakeholder in order, rounds that were skipped left out."""
    told = reviewed(chasm, seats.whole(tmp_path))
    names = [(s["round"], s["stage"]) for s in told["states"]]
    rounds = [("first", "end"), ("narrow", "end"), ("last", "end")]
    assert names == [("start", "start"), *rounds, *((f"coast-{n}", "coast") for n in range(1, 5))]
    ids = ["customers", "employees", "partners", "communities", "investors", "regulators"]
    for state in told["states"]:
        assert tuple(state) == STATE
        assert all(list(state[kind]) == ids for kind in ("trust", "reported", "belief", "people"))
        assert sum(state["people"].values()) == pytest.approx(1)


def test_the_decisions_of_a_review_say_what_was_open(chasm: Chasm, tmp_path: Path) -> None:
    """One for every round played, with prediction and reason as they were, and what every open answer was worth."""
    told = reviewed(chasm, seats.whole(tmp_path))
    assert [tuple(d) for d in told["decisions"]] == [DECISION] * 3
    assert [(d["round"], d["chosen"], d["asked"]) for d in told["decisions"]] == [
        ("first", "kind", True), ("narrow", "rest", False), ("last", "wait", False),
    ]  # fmt: skip
    assert [d["open"] for d in told["decisions"]] == [["kind", "hard", "talk"], ["rest"], ["wait"]]
    for decision in told["decisions"]:
        assert list(decision["prediction"]) == ["who", "confidence", "hit"]
        assert (decision["reason"], decision["defaulted"]) == ("It was time.", False)
        assert list(decision["best_after"]) == list(decision["on_average_luck"]) == decision["open"]
        assert decision["best_after"][decision["best"]] == max(decision["best_after"].values())
        assert decision["loss"] >= 0
        assert (decision["verdict"] == "best") == (decision["loss"] == 0)


@pytest.mark.parametrize("story", ["tutorial", "broken-guitar", pytest.param("the-squeeze", marks=pytest.mark.long)])
def test_the_ledger_of_a_review_explains_every_change(chasm: Chasm, tmp_path: Path, story: str) -> None:
    """Entries add up to every change from state to state: of trust, gauges, cash, weights, ways, wounds and assent."""
    typed = b"ask\n3\n2\nask\n1\n1\n3\n2\n1\n2\n" * 4
    chasm("play", story, "--plain", "--quick", "--saves", tmp_path, typed=typed)
    (path,) = tmp_path.iterdir()
    told = reviewed(chasm, path)
    assert told["finished"]
    assert told["known"]
    gauges = ("learning", "strategy", "vision", "execution", "credibility", "cash")
    sums: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for entry in told["ledger"]:
        assert list(entry) == ["round", "stage", "source", "gauge", "amount", "because"]
        sums[entry["round"]][entry["gauge"]] += entry["amount"]
    before = told["states"][0]
    for state in told["states"][1:]:
        found = sums[state["round"]]
        for name in gauges:
            assert state[name] - before[name] == pytest.approx(found.pop(name, 0.0), abs=1e-9)
        for s in state["trust"]:
            assert state["trust"][s] - before["trust"][s] == pytest.approx(found.pop(s, 0.0), abs=1e-9)
        of_each = (("belief", "belief"), ("people", "people"), ("hurt", "hurt"), ("assent", "assent"))
        for kind, called in (*of_each, ("ways", "way"), ("people_ways", "people_way")):
            for each in state[kind]:
                change = state[kind][each] - before[kind][each]
                assert change == pytest.approx(found.pop(f"{called}:{each}", 0.0), abs=1e-9)
        assert not found
        before = state


def test_a_review_of_an_unfinished_game_has_no_score(chasm: Chasm, tmp_path: Path) -> None:
    """What has not come yet is null, and reading gains nothing: neither states nor points nor weights are told."""
    play = seats.begin(tmp_path, quick=True)
    play.decide("hard")
    play.close()
    told = reviewed(chasm, play.save)
    assert tuple(told) == CONTRACT
    assert not told["finished"]
    assert (told["score"], told["score_exact"], told["ending"], told["outputs"]) == (None,) * 4
    assert (told["states"], told["ledger"]) == ([], [])
    assert (told["beliefs"]["revealed"], told["beliefs"]["people"]) == (None, None)
    assert [d["chosen"] for d in told["decisions"]] == ["hard"]
    assert told["decisions"][0]["prediction"] is None
    said = chasm("review", play.save)
    assert "This game is not over: 1 of at most 5 rounds were played." in said.out
    assert "How far they really trust you" not in said.out


def test_a_fallen_company_has_no_states_after_its_fall(chasm: Chasm, tmp_path: Path) -> None:
    """The last state is the one in which it fell; its value is nothing."""
    story = seats.small("start: {cash: 12, asks: 2}", "start: {cash: 2, asks: 2}, income: -30")
    play = seats.begin(tmp_path, story, quick=True)
    play.decide("kind")
    play.close()
    told = reviewed(chasm, play.save)
    assert told["ending"] == "fallen"
    assert [(s["round"], s["alive"]) for s in told["states"]] == [("start", True), ("first", False)]
    assert told["states"][-1]["value"] == 0
    assert told["outputs"]["resilience"] == 0


def test_a_review_in_words_tells_the_debrief_and_every_point(chasm: Chasm, tmp_path: Path) -> None:
    """The same sentences as at the end of a game in plain mode."""
    said = chasm("review", seats.whole(tmp_path))
    assert (said.code, said.err) == (0, "")
    assert "Score: " in said.out
    assert "Every point of the game." in said.out
    assert "Silent round 4, after the last decision." in said.out


@pytest.mark.parametrize("team", ["Blue", "", 'q"uo\\te', "{a: [b", "# x", "é 漢 🎸", "\ufffe\x85\u2028", "yes"])
def test_as_play_is_an_entry_that_the_composer_reads(chasm: Chasm, tmp_path: Path, team: str) -> None:
    """Name, seed, choices, score and ending come back, whatever the team's name."""
    play = seats.begin(tmp_path, quick=True, team=team)
    play.ask()
    for response in ("kind", "rest", "wait"):
        play.decide(response)
    score, ending = play.debrief().outputs.score, play.debrief().ending.id
    play.close()
    said = chasm("review", play.save, "--as-play")
    root, faults = compose(f"plays:\n{said.out}")
    assert not faults
    assert root is not None
    (entry,) = plain(root)["plays"]
    assert list(entry) == ["name", "seed", "choices", "score", "ending"]
    assert isinstance(entry["name"], str)
    assert entry["name"] == team or team in {"", "\ufffe\x85\u2028"}
    assert (entry["seed"], entry["choices"]) == (1, ["ask", "kind", "rest", "wait"])
    assert (entry["score"], entry["ending"]) == (score, ending)


def test_as_play_keeps_ids_that_yaml_takes_for_something_else(chasm: Chasm, tmp_path: Path) -> None:
    """An answer called `true` or `no` is still its id."""
    for name in ("true", "null", "no"):
        story = seats.small("{id: talk, label: old, title: Promise it,", f'{{id: "{name}", label: old, title: P,')
        play = seats.begin(tmp_path, story, quick=True)
        play.decide(name)
        play.close()
        root, faults = compose(f"plays:\n{chasm('review', play.save, '--as-play').out}")
        assert not faults
        assert root is not None
        assert plain(root)["plays"][0]["choices"] == [name]


def test_a_save_lists_as_it_stands(chasm: Chasm, tmp_path: Path) -> None:
    """Begun, under way, over: the listing says so, and a folder without saves too."""
    assert "no games in" in chasm("list", "--saves", tmp_path / "none").out
    seats.whole(tmp_path)
    play = seats.begin(tmp_path, quick=True)
    play.decide("hard")
    play.close()
    rows = chasm("list", "--saves", tmp_path).out.splitlines()
    assert any("1 rounds played" in row or "1 round played" in row for row in rows)
    assert any(": " in row and "Blue" in row for row in rows)


def test_games_are_named_and_deleted_from_the_command_line(chasm: Chasm, tmp_path: Path) -> None:
    """The list shows the name; deleting asks, keeps on anything but yes, and `--yes` asks nothing."""
    play = seats.begin(tmp_path, quick=True)
    play.close()
    (save,) = tmp_path.glob("*.jsonl")
    assert "is called “Try”" in chasm("name", save, "Try").out
    assert " Try " in chasm("list", "--saves", tmp_path).out
    assert "has no name of its own" in chasm("name", save).out
    for typed in (b"no\n", b""):
        assert "It is kept." in chasm("delete", save, typed=typed).out
    assert save.exists()
    ran = chasm("delete", save, "--yes")
    assert (ran.code, save.exists()) == (0, False)
    ran = chasm("delete", save, "--yes")
    assert ran.code == 1
    assert "there is no save" in ran.err


@pytest.mark.parametrize(
    "asked",
    [
        ("name", "{}/save.jsonl", "Try"),
        ("name", "{}/save.jsonl"),
        ("compare", str(SAMPLE), "--csv", "{}/table.csv"),
        ("compare", str(SAMPLE), "--xlsx", "{}/table.xlsx"),
        ("review", str(SAMPLE), "--html", "{}/page.html"),
        ("room", "tutorial", "--paper", "{}"),
        ("new", "{}/mine.yaml"),
    ],
)
def test_where_something_was_written_is_said_without_steering_the_terminal(
    chasm: Chasm, tmp_path: Path, asked: tuple[str, ...]
) -> None:
    """A folder may be called anything: its name is text wherever a command says it."""
    folder = tmp_path / "\x1b[2Jit"
    folder.mkdir()
    (folder / "scenario.schema.json").write_text("{}")  # somebody else's, which is left alone and named
    play = seats.begin(folder, quick=True)
    play.close()
    play.save.rename(folder / "save.jsonl")
    ran = chasm(*(each.format(folder) for each in asked))
    assert ran.code == 0
    assert "it" in ran.out + ran.err
    assert "\x1b" not in ran.out + ran.err


def test_cases_are_a_table_of_their_own(chasm: Chasm) -> None:
    """`chasm list` has the stories first, and the cases under a heading, each with its head."""
    stories, cases = chasm("list").out.split(f"\n{CASES}\n")
    assert "the-squeeze" in stories
    assert "kodak-1975" not in stories
    assert "kodak-1975" in cases
    assert stories.startswith("ID ")
    assert cases.lstrip().startswith("ID ")


@pytest.mark.parametrize(("asked", "team"), [((), "Blue"), (("--team", "Red"), "Red")])
def test_a_team_that_is_asked_for_wins_over_the_settings(
    chasm: Chasm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: tuple[str, ...], team: str
) -> None:
    """Games are played under the team of the settings, unless the command names another."""
    (tmp_path / "settings.json").write_text('{"team": "Blue"}', encoding="utf-8")
    monkeypatch.setenv("CHASM_CONFIG", str(tmp_path / "settings.json"))
    assert chasm("play", "tutorial", "--plain", "--quick", *asked, "--saves", tmp_path / "saves").code == 0
    (save,) = (tmp_path / "saves").glob("*.jsonl")
    assert read_save(save).header.team == team
