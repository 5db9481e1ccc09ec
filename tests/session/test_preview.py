"""A scenario that is played while it is written."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shipped_stories import shipped_library

from chasm_game.analysis import properties as analysed
from chasm_game.analysis.bounds import BOUNDS
from chasm_game.analysis.progress import Progress
from chasm_game.analysis.properties import Property
from chasm_game.analysis.properties import properties as measured
from chasm_game.errors import ChasmError
from chasm_game.scenario import source as sources
from chasm_game.scenario.diagnostics import FaultyFile
from chasm_game.scenario.scenario import Scenario
from chasm_game.scenario.source import Source
from chasm_game.session.preview import saved_file
from chasm_game.session.preview.play import PreviewPlay
from chasm_game.session.preview.preview import Preview
from chasm_game.session.preview.replaying import decisions_of
from chasm_game.session.preview.saved_file import SETTLED, YOUNG, SavedFile
from chasm_game.views.round import Phase

STORY = Path(__file__).parents[2] / "story"
ANSWERS = ("kind", "hard", "talk")


def told(rounds: Mapping[str, Sequence[str]], **extra: str) -> str:
    """A scenario with these rounds and answers; `extra` is added to the round of that id."""
    text = "id: small\ntitle: Small\nrounds:\n"
    for name, answers in rounds.items():
        text += f"  - id: {name}\n    title: Round {name}\n    shock: {{text: Something happens.}}\n"
        text += extra.get(name, "") + "    responses:\n"
        text += "".join(
            f"      - {{id: {a}, title: Be {a}, effects: {{customers: {5 * n - 4}}}}}\n" for n, a in enumerate(answers)
        )
    return text


ABC = {"one": ANSWERS, "two": ANSWERS, "three": ANSWERS}


def save(preview: Preview, path: Path, text: str) -> None:
    """Save as an editor does, and look until it was read."""
    path.write_text(text, "utf-8")
    assert any(preview.look() for _ in range(SETTLED + 2))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file that is written."""
    found = tmp_path / "small.yaml"
    found.write_text(told(ABC), "utf-8")
    return found


@pytest.fixture
def preview(path: Path) -> Preview:
    """Its preview."""
    return Preview(path)


def play_of(preview: Preview) -> PreviewPlay:
    """What is played."""
    assert preview.play is not None
    return preview.play


def decide(preview: Preview, *responses: str) -> None:
    """Decide, one round after the other; `ask` asks."""
    for response in responses:
        if response == "ask":
            play_of(preview).ask()
        else:
            play_of(preview).decide(response)


def decided(preview: Preview) -> list[str]:
    """What is decided, as `round/response`."""
    return [f"{d.round}/{d.response}" for d in decisions_of(play_of(preview).played.game)]


# ---------------------------------------------------------------------------------------------------- the file


def test_a_change_is_believed_when_it_has_settled(path: Path) -> None:
    """Nothing is read while the file still changes from look to look, and everything once it does not."""
    file = SavedFile(path)
    assert isinstance(file.now(), Source)
    assert [file.look() for _ in range(5)] == [None] * 5
    for n in range(5):
        path.write_text(f"id: a{n}\n" + "#" * n)
        assert file.look() is None
    found = [file.look() for _ in range(SETTLED + 2)]
    assert [isinstance(f, Source) for f in found] == [n == SETTLED - 1 for n in range(SETTLED + 2)]


@pytest.mark.parametrize("steps", ["truncate, write", "write half, write the rest", "rename away, write", "remove"])
def test_half_a_file_is_never_read(steps: str, path: Path) -> None:
    """Between the steps of a save there is an empty file, half of one, or none, and it is not taken for a version."""
    text = told(ABC)
    file, whole = SavedFile(path), text.replace("Small", "Large")
    file.now()
    if steps == "truncate, write":
        path.write_text("")
    elif steps == "write half, write the rest":
        path.write_text(text[: len(text) // 2])
    elif steps == "rename away, write":
        path.rename(path.with_suffix(".bak"))
    else:
        path.unlink()
    assert file.look() is None
    path.write_text(whole)
    found = [f for _ in range(SETTLED + 2) if (f := file.look()) is not None]
    assert [f.text for f in found if isinstance(f, Source)] == [whole]
    assert len(found) == 1


def test_a_file_that_changes_while_it_is_read_is_read_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was read while an editor wrote is thrown away."""
    file = SavedFile(path)
    file.now()
    path.write_text("id: half")
    real = sources.read

    def slow(at: Path) -> Source:
        found = real(at)
        if found.text == "id: half":
            at.write_text("id: half\ntitle: and the rest\n")
        return found

    monkeypatch.setattr(saved_file, "read", slow)
    found = [f for _ in range(2 * SETTLED + 4) if (f := file.look()) is not None]
    assert [f.text for f in found if isinstance(f, Source)] == ["id: half\ntitle: and the rest\n"]


@pytest.mark.parametrize(("seconds", "seen"), [(0.0, True), (YOUNG - 0.1, True), (YOUNG, True), (YOUNG + 0.1, False)])
def test_an_edit_under_the_same_stamp_is_seen_while_the_stamp_is_young(
    seconds: float, seen: bool, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file system that counts in twos of seconds hides no edit of the same size, nor does a stamp put back."""
    clock = [0.0]
    file = SavedFile(path, clock=lambda: clock[0])
    monkeypatch.setattr(file, "_signature", lambda: (1, 2, 3))  # whatever is written, the stamp stays
    file.now()
    clock[0] = seconds
    path.write_text(path.read_text().replace("Small", "Large"))
    found = [f for _ in range(2 * SETTLED + 2) if (f := file.look()) is not None]
    assert ["Large" in f.text for f in found if isinstance(f, Source)] == [True] * seen


def test_a_file_that_cannot_be_read_any_more_under_its_stamp_is_told(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A text that is no text any more is a change too, and is told once."""
    file = SavedFile(path, clock=lambda: 0.0)
    monkeypatch.setattr(file, "_signature", lambda: (1, 2, 3))
    file.now()
    path.write_bytes(b"\xff" * path.stat().st_size)
    found = [f for _ in range(3 * SETTLED + 3) if (f := file.look()) is not None]
    assert [type(f) for f in found] == [FaultyFile]


def test_a_save_by_rename_is_seen_even_at_the_same_size_and_time(path: Path) -> None:
    """Another file under the same name is another version, whatever its size and time say."""
    file = SavedFile(path)
    file.now()
    before = path.stat()
    other = path.with_suffix(".tmp")
    other.write_text(path.read_text().replace("Small", "Large"))
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.rename(path)
    found = [f for _ in range(SETTLED + 2) if (f := file.look()) is not None]
    assert isinstance(found[0], Source)
    assert "Large" in found[0].text


# ---------------------------------------------------------------------------------------------------- the place


def test_a_faulty_save_keeps_the_last_good_version(preview: Preview, path: Path) -> None:
    """The play stays, its problem is told with its line, and the next good save takes it away."""
    decide(preview, "kind")
    play = preview.play
    save(preview, path, told(ABC).replace("title: Round two", "titel: Round two"))
    assert preview.play is play
    view = preview.view
    assert (view.playable, view.playing) == (False, True)
    assert {(p.line, p.code) for p in view.problems} == {(11, "C014"), (12, "C013")}
    save(preview, path, told(ABC).replace("Round two", "Another title"))
    assert [p for p in preview.view.problems if p.error] == []
    assert play_of(preview).round().title == "Another title"
    assert decided(preview) == ["one/kind"]


def test_a_file_that_is_faulty_at_first_is_played_once_it_is_good(path: Path) -> None:
    """Without a good version nothing is played, and the first good one begins."""
    path.write_text("id: small\n")
    preview = Preview(path)
    assert preview.play is None
    assert not preview.view.playing
    with pytest.raises(ChasmError):
        preview.jump_form()
    with pytest.raises(ChasmError):
        preview.take_back()
    preview.again()
    save(preview, path, told(ABC))
    assert play_of(preview).round().id == "one"


def test_the_place_is_kept_by_ids(preview: Preview, path: Path) -> None:
    """Other titles, another order of answers and of rounds: what was decided stays decided."""
    decide(preview, "ask", "kind", "hard")
    swapped = {"two": ("talk", "hard", "kind"), "one": ("hard", "kind"), "three": ANSWERS}
    save(preview, path, told(swapped).replace("Be kind", "Be gentle"))
    assert decided(preview) == ["two/hard", "one/kind"]
    assert play_of(preview).round().id == "three"
    assert preview.view.notes == ()
    assert play_of(preview).consequences()[1].response == "Be gentle"
    assert play_of(preview).played.game.turns[1].asked


@pytest.mark.parametrize(
    ("rounds", "extra", "stands", "note"),
    [
        ({**ABC, "two": ("kind", "talk")}, {}, "two", "There is no answer `hard` any more in `two`"),
        ({"one": ANSWERS, "three": ANSWERS}, {}, None, "There is no round `two` any more"),
        ({"one": ANSWERS, "new": ANSWERS, "two": ANSWERS, "three": ANSWERS}, {}, "new", "`new` comes before `two`"),
        (ABC, {"two": "    if: cash > 900\n"}, None, "The round `two` does not happen any more"),
        (ABC, {"two": "    chance: 0\n"}, None, "The round `two` does not happen any more"),
    ],
)
def test_what_is_no_longer_there_is_said(
    preview: Preview, path: Path, rounds: dict[str, Sequence[str]], extra: dict[str, str], stands: str | None, note: str
) -> None:
    """A decision that the new version does not allow is named, and so is the place where the play stands for it."""
    decide(preview, "kind", "hard", "talk")
    save(preview, path, told(rounds, **extra))
    turn = play_of(preview).played.game.turn
    assert (turn.round.id if turn else None) == stands
    assert any(note in n for n in preview.view.notes), preview.view.notes


def test_an_answer_that_is_locked_now_is_said(preview: Preview, path: Path) -> None:
    """Where a condition closes what was chosen, the play stands before it."""
    decide(preview, "kind", "hard", "talk")
    save(preview, path, told(ABC).replace("{id: hard,", "{id: hard, if: cash > 900,"))
    assert play_of(preview).round().id == "two"
    assert any("`hard` is locked now in `two`" in n for n in preview.view.notes)


def test_a_company_that_falls_earlier_is_said(preview: Preview, path: Path) -> None:
    """Where the new version ends before what was decided, that is told."""
    decide(preview, "kind", "hard", "talk")
    ruin = "    shock: {text: Ruin., effects: {cash: -900}}\n"
    save(preview, path, told(ABC).replace("    shock: {text: Something happens.}\n", ruin, 1))
    assert play_of(preview).phase is Phase.DEBRIEF
    assert any("falls in `one` now" in n for n in preview.view.notes)


def test_an_edit_that_is_undone_brings_everything_back(preview: Preview, path: Path) -> None:
    """Decisions that a version does not know are kept for the next one, until something else is decided."""
    decide(preview, "kind", "hard")
    save(preview, path, told({"three": ANSWERS}))
    assert decided(preview) == []
    save(preview, path, told(ABC))
    assert decided(preview) == ["one/kind", "two/hard"]
    save(preview, path, told({**ABC, "one": ("hard", "talk")}))
    decide(preview, "talk")
    save(preview, path, told(ABC))
    assert decided(preview) == ["one/talk"]


def test_a_save_without_a_change_changes_nothing(preview: Preview, path: Path) -> None:
    """The same text again is read, and the play goes on as the same play."""
    decide(preview, "kind")
    play, readings = preview.play, preview.view.readings
    save(preview, path, told(ABC))
    assert preview.play is play
    assert preview.view.readings == readings + 1


def test_nothing_is_written(preview: Preview, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A whole preview leaves the folder as it was."""
    monkeypatch.chdir(path.parent)
    monkeypatch.setenv("XDG_DATA_HOME", str(path.parent / "data"))
    decide(preview, "kind", "ask", "hard", "talk")
    assert play_of(preview).phase is Phase.DEBRIEF
    assert play_of(preview).debrief().outputs.score > 0
    assert play_of(preview).intro.save == ""
    play_of(preview).close()
    assert [p.name for p in path.parent.iterdir()] == ["small.yaml"]


def test_a_decision_is_taken_back_whether_numbers_are_shown_or_not(preview: Preview) -> None:
    """Taking back is the author's right, and does not switch the numbers on."""
    decide(preview, "kind", "ask")
    preview.take_back()
    assert not play_of(preview).round().ask.asked
    preview.take_back()
    assert play_of(preview).round().id == "one"
    assert not play_of(preview).numbers
    with pytest.raises(ChasmError):
        preview.take_back()


VERSIONS = st.lists(
    st.tuples(
        st.permutations(["one", "two", "three", "four"]),
        st.integers(1, 4),
        st.lists(st.sampled_from(ANSWERS), min_size=1, max_size=3, unique=True),
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=25, deadline=None)
@given(versions=VERSIONS, choices=st.lists(st.integers(0, 3), max_size=8))
def test_whatever_is_edited_the_play_is_a_play_of_the_last_version(
    tmp_path_factory: pytest.TempPathFactory, versions: list[tuple[list[str], int, list[str]]], choices: list[int]
) -> None:
    """After any edits the play holds only decisions of the file as it is, each as it was last taken."""
    path = tmp_path_factory.mktemp("edits") / "small.yaml"
    path.write_text(told(ABC))
    preview, taken, left = Preview(path), {}, list(choices)
    for order, count, answers in versions:
        while left and (turn := play_of(preview).played.game.turn) is not None and left[-1] % 2:
            open_now = play_of(preview).played.game.open_responses
            taken[turn.round.id] = open_now[left.pop() % len(open_now)]
            decide(preview, taken[turn.round.id])
        left = left[:-1]
        rounds = {name: tuple(answers) for name in order[:count]}
        save(preview, path, told(rounds))
        for line in decisions_of(play_of(preview).played.game):
            assert line.round in rounds
            assert line.response == taken[line.round]
            assert line.response in answers


# ---------------------------------------------------------------------------------------------------- jumping


@pytest.mark.parametrize("way", ["as-played", "always-old", "always-new", "words-only", "greedy", "cash-first"])
def test_every_way_leads_to_the_round(way: str) -> None:
    """The rounds before are played by the way, and the play waits in the round that was asked for."""
    preview = Preview(STORY / "the-squeeze.yaml")
    form = preview.jump_form()
    assert way in {name for name, _ in form.ways}
    target = form.rounds[3][0]
    preview.jump(target, way, {})
    assert play_of(preview).round().id == target
    assert len(decided(preview)) >= 3
    assert preview.view.start == ""


def test_as_played_keeps_what_was_decided(preview: Preview) -> None:
    """What was decided stays, and the first open answer stands in for the rest."""
    decide(preview, "talk")
    preview.jump("three", "as-played", {})
    assert decided(preview) == ["one/talk", "two/kind"]


def test_numbers_of_ones_own_are_where_the_play_starts(path: Path) -> None:
    """Trust, gauges and cash are exactly as set; nothing was chosen before, nothing comes back, and that is said."""
    text = told(ABC, three="    ask: []\n").replace(
        "{id: talk,", "{id: talk, later: [{after: 1, effects: {customers: 50}}],"
    )
    also = "shock: {text: Now., also: [{if: \"chose('one', 'talk')\", text: You talked.}]}"
    path.write_text(text.replace("shock: {text: Something happens.}", also, 3).replace(also, "shock: {text: A.}", 1))
    preview = Preview(path)
    decide(preview, "talk")
    numbers = {"cash": 3.25, "learning": 77.0, "credibility": 11.0, "customers": 20.5, "investors": 0.0}
    preview.jump("three", "own-numbers", numbers)
    game = play_of(preview).played.game
    now = game.turns[-1].before
    assert {n: {**now.trust, **now.gauges}[n] for n in numbers} == numbers
    assert now.trust["employees"] == 50
    assert play_of(preview).round().shock == ("Now.",)
    assert "`three`" in preview.view.start
    assert "false" in preview.view.start
    decide(preview, "kind")
    assert play_of(preview).phase is Phase.DEBRIEF
    assert all(entry.round not in {"one", "two"} for entry in game.ledger)


def test_ways_and_leaders_are_set_and_the_peoples_wishes_stay_as_shocks_left_them(path: Path) -> None:
    """A jump sets how the company creates value and how far its leaders carry it; what people wish is the file's."""
    leaders = "leaders: {ines: {name: Ines, watches: cash, assent: 30}}\n"
    text = told(ABC).replace("rounds:\n", leaders + "people_ways: {voice: 0.1}\nrounds:\n", 1)
    shock = "shock: {text: Something happens.}"
    wishes = "shock: {text: A., people_ways: {voice: -0.25, horizon: 0.75}}"
    path.write_text(text.replace(shock, wishes, 1).replace(shock, shock.replace("}", ", people_ways: {voice: 0.9}}")))
    preview = Preview(path)
    names = {name: (shown, now) for name, shown, now in preview.jump_form().numbers}
    assert names["ines"] == ("Ines", 30.0)
    assert names["voice"][0] == "Who decides"
    preview.jump("two", "own-numbers", {"ines": 88.0, "voice": -1.0, "sharing": 0.5})
    before = play_of(preview).played.game.turns[-1].before
    assert (before.gauges["ines"], before.ways["voice"], before.ways["sharing"]) == (88.0, -1.0, 0.5)
    assert (before.people_ways["voice"], before.people_ways["horizon"]) == (-0.25, 0.75)
    for wrong in ({"voice": 1.01}, {"voice": -1.01}, {"ines": 100.5}):
        with pytest.raises(ChasmError, match="not"):
            preview.jump("two", "own-numbers", wrong)
    preview.jump("two", "own-numbers", {"voice": 1.0, "ines": 100.0})


@pytest.mark.parametrize("cash", [-100_000.0, 99_999.0, 100_000.0])
def test_cash_is_set_as_far_as_a_hundred_of_the_largest_effects(preview: Preview, cash: float) -> None:
    """A gauge without ends has some where an author sets it, and they can be set."""
    preview.jump("two", "own-numbers", {"cash": cash})
    assert play_of(preview).played.game.turns[-1].before.gauges["cash"] == cash


def test_a_start_of_ones_own_lasts_over_saves(preview: Preview, path: Path) -> None:
    """The start is kept while its round is there; then the play begins at the top, and says so."""
    preview.jump("two", "own-numbers", {"customers": 20.0})
    save(preview, path, told(ABC).replace("Round three", "Last"))
    assert play_of(preview).round().id == "two"
    assert play_of(preview).played.game.snapshots[0].trust["customers"] == 20
    save(preview, path, told({"one": ANSWERS, "three": ANSWERS}))
    assert play_of(preview).round().id == "one"
    assert any("no round `two` any more, where you had started" in n for n in preview.view.notes)
    assert preview.view.start == ""


@pytest.mark.parametrize(
    ("target", "way", "numbers"),
    [
        ("four", "greedy", {}),
        ("two", "by-magic", {}),
        ("two", "own-numbers", {"customers": 101.0}),
        ("two", "own-numbers", {"customers": float("nan")}),
        ("two", "own-numbers", {"cash": float("inf")}),
        ("two", "own-numbers", {"cash": 100_001.0}),
        ("two", "own-numbers", {"cash": -100_001.0}),
        ("two", "own-numbers", {"nobody": 5.0}),
    ],
)
def test_a_jump_that_cannot_be_leaves_the_play_where_it_is(
    preview: Preview, target: str, way: str, numbers: dict[str, float]
) -> None:
    """Unknown rounds and ways, and numbers out of range, are refused with a reason."""
    decide(preview, "kind")
    with pytest.raises(ChasmError):
        preview.jump(target, way, numbers)
    assert decided(preview) == ["one/kind"]


def test_a_round_that_does_not_happen_is_not_reached(path: Path) -> None:
    """A way on which the round is skipped says so; with numbers of one's own it is played all the same."""
    path.write_text(told(ABC, two="    if: cash > 900\n"))
    preview = Preview(path)
    with pytest.raises(ChasmError, match="not reached"):
        preview.jump("two", "greedy", {})
    preview.jump("two", "own-numbers", {})
    assert play_of(preview).round().id == "two"


# ---------------------------------------------------------------------------------------------------- true numbers


def test_the_numbers_of_an_answer_are_what_it_then_does() -> None:
    """With numbers shown every answer says what it lands and where the value goes, and taking it does exactly that."""
    for entry in shipped_library().entries[:4]:
        preview = Preview(entry.path)
        before = play_of(preview).round()
        preview.show_numbers(numbers=True)
        game = play_of(preview).played.game
        while game.turn is not None:
            view = play_of(preview).round()
            assert len(game.decisions) == view.number - 1
            answer = next(r for r in view.responses if r.open)
            assert "Value " in answer.text
            count = len(game.ledger)
            decide(preview, answer.id)
            after = game.turns[view.number - 1].after
            assert after is not None
            assert f"→ {after.value:.1f}." in answer.text
            for name, gauge in (("Cash", "cash"), ("Learning", "learning")):
                landed = sum(
                    e.amount for e in game.ledger[count:]
                    if e.gauge == gauge and e.round == view.id and e.stage in {"response", "character"}
                )  # fmt: skip
                if abs(landed) >= 0.05:
                    assert f"{name} {'+' if landed > 0 else '−'}{abs(landed):.1f}" in answer.text
        preview.again()
        preview.show_numbers(numbers=False)
        assert play_of(preview).round() == before


# ---------------------------------------------------------------------------------------------------- strangers


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(10 << 30)


HOSTILE: dict[str, Callable[[Path], object]] = {
    "a pipe that nobody writes to": _pipe,
    "an endless device": lambda p: p.symlink_to("/dev/zero"),
    "a link to itself": lambda p: p.symlink_to(p.name),
    "a folder": Path.mkdir,
    "10 GiB of nothing": _sparse,
    "binary": lambda p: p.write_bytes(bytes(range(256)) * 100),
    "100,000 brackets": lambda p: p.write_text("[" * 100_000),
    "350,000 aliases": lambda p: p.write_text("a: &a 1\nb: [" + "*a," * 340_000 + "]\n"),
    "nothing": lambda p: None,
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_a_problem_and_no_more(what: str, preview: Preview, path: Path) -> None:
    """Whatever the file turns into, the play goes on and the problem is told; opened first, it is only told."""
    play = play_of(preview)
    path.unlink()
    HOSTILE[what](path)
    assert any(preview.look() for _ in range(SETTLED + 2))
    assert preview.play is play
    problems = preview.view.problems
    assert problems
    assert all(p.error for p in problems)
    assert not preview.view.playable
    fresh = Preview(path)
    assert fresh.play is None
    assert [p.code for p in fresh.view.problems] == [p.code for p in problems]


def test_what_must_be_true_is_measured_in_the_background(preview: Preview, path: Path) -> None:
    """Nothing is measured until somebody asks; then the version that is played is, and again after a save."""
    assert (preview.view.properties, preview.view.measuring) == ((), False)
    for text in (None, told({**ABC, "four": ANSWERS})):
        if text is not None:
            save(preview, path, text)
            assert preview.view.properties == ()
        preview.measure()
        for thread in threading.enumerate():
            if thread.name == "properties":
                thread.join()
        assert preview.measured()
        assert not preview.measured()
        view = preview.view
        assert not view.measuring
        assert [p.title for p in view.properties] == [b.title for b in BOUNDS.values()]
        assert {p.holds for p in view.properties} == {None}


def test_a_version_that_was_saved_over_is_not_measured_to_its_end(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A newer version gives up the older one: only the newest is told, whichever would end first."""
    begun, go_on = threading.Event(), threading.Event()

    def properties(scenario: Scenario, *, budget: int, progress: Progress) -> tuple[Property, ...]:
        if "four" not in scenario.text:
            begun.set()
            go_on.wait()
        progress.add(1)
        progress.step()
        return measured(scenario, budget=budget)

    monkeypatch.setattr(analysed, "properties", properties)
    preview = Preview(path)
    preview.measure()
    begun.wait()
    save(preview, path, told({**ABC, "four": ANSWERS}))
    preview.measure()
    go_on.set()
    for thread in threading.enumerate():
        if thread.name == "properties":
            thread.join()
    assert len(preview.view.properties) == len(BOUNDS)
    assert not preview.view.measuring
