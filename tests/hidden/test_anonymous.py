"""An anonymous comparison: nothing that people typed is in any byte of any output, and every number is what it was."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import asdict, is_dataclass, replace
from functools import partial
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
import samples
from hidden.typed_rooms import TypedRoom, made_by_people
from pages import rooms
from session import seats
from tui.scripted import painted, wait_until

from chasm_game import cli
from chasm_game.compare.anonymous import REASONS_LEFT_OUT, common_day
from chasm_game.compare.compare import Comparison, compare
from chasm_game.compare.data import comparison_csv, comparison_json
from chasm_game.compare.expected import expected_names
from chasm_game.compare.poll import polled_weights
from chasm_game.compare.sheets import sheets
from chasm_game.compare.workbook import workbook
from chasm_game.pages import room_page, write_team_pages
from chasm_game.plain.compare import comparison
from chasm_game.tui.compare_app import CompareApp
from chasm_game.tui.paragraphs import compare as paragraphs
from chasm_game.tui.text import flow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from chasm_game.compare.views import ComparisonView

NAMING = {"team", "save", "save_notice", "started", "reason", "dissent", "file", "of", "names", "missing", "not_ranked",
          "not_expected", "people", "anonymous"}  # fmt: skip
"""Fields of views that hold names, paths and what people wrote, or say that they do not."""


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> TypedRoom:
    """Six teams of the small story, and the rest of what lies in a folder after a session, hostile names in all."""
    return made_by_people(tmp_path_factory.mktemp("room"), 1, seats.small(), hostile=True)


def compared(room: TypedRoom) -> Comparison:
    """The room as `chasm compare` finds it, with names."""
    return compare(
        [room.folder],
        seats.library(),
        weights=polled_weights(room.people),
        names=expected_names(room.expect),
    )


def outputs(found: Comparison, to: Path) -> Iterator[tuple[str, bytes]]:
    """Every output of a comparison but the painted screen: files with their names, what is packed unpacked."""
    view = found.view
    # The views themselves: what no output shows today another one may show tomorrow.
    yield "views", repr(view).encode("utf-8", "replace")
    yield "text", "\n".join(comparison(view)).encode("utf-8", "replace")
    yield "data", json.dumps(comparison_json(view), ensure_ascii=False).encode("utf-8", "replace")
    yield "table", comparison_csv(view).encode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(workbook(sheets(view)))) as book:
        yield from (("workbook", book.read(name)) for name in book.namelist())
    yield "sections", "\n".join(_sections(view)).encode("utf-8", "replace")
    for number, ranking in enumerate(view.rankings):
        packs = found.packs(ranking)
        yield "views", repr(packs).encode("utf-8", "replace")
        yield "page", room_page(ranking, packs, files=view.files).encode("utf-8", "replace")
        for path in write_team_pages(to / str(number), ranking, packs):
            yield "name of a page", path.name.encode()
            yield "page of a team", path.read_bytes()


KINDS = {"views", "text", "data", "table", "workbook", "sections", "page", "name of a page", "page of a team"}


def _sections(view: ComparisonView) -> Iterator[str]:
    """What the screen has to paint, without a screen: also what would have to be scrolled to."""
    yield flow(paragraphs.files(view)).plain
    for ranking in view.rankings:
        yield from (paragraphs.choices(ranking).plain, paragraphs.ranking(ranking).plain)
        yield from (flow(section(ranking)).plain for section in (paragraphs.reasons, paragraphs.room))
        yield repr(paragraphs.course(ranking, 0))


@pytest.mark.parametrize("hidden", [False, True])
def test_no_word_of_people_is_in_any_output(room: TypedRoom, tmp_path: Path, *, hidden: bool) -> None:
    """Names, files, folders, reasons, lists and hours that people typed are in no byte of anything written or said."""
    found = compared(room).anonymous()
    said = list(outputs(found.without_scores() if hidden else found, tmp_path))
    assert {kind for kind, _ in said} == KINDS
    assert [(kind, words) for kind, output in said if (words := room.found_in(output))] == []
    for kind in ("text", "sections", "page"):
        where = [output.count(REASONS_LEFT_OUT.encode()) for each, output in said if each == kind]
        assert set(where) == {1 if kind == "page" else len(found.view.rankings)}, kind


def test_words_of_people_are_found_where_they_are(room: TypedRoom, tmp_path: Path) -> None:
    """Without the wish to be anonymous the same search finds words in every kind of output: it can fail."""
    assert {kind for kind, output in outputs(compared(room), tmp_path) if room.found_in(output)} == KINDS


def of_command(
    room: TypedRoom, to: Path, capsys: pytest.CaptureFixture[str], *options: str
) -> Iterator[tuple[str, bytes]]:
    """What the command says and writes: to standard output, standard error and files."""
    to.mkdir(parents=True)
    given = ["compare", str(room.folder), "--expect", str(room.expect), "--story", str(seats.STORY), *options]
    files = [part for kind in ("csv", "xlsx", "html") for part in (f"--{kind}", str(to / f"out.{kind}"))]
    folders = ["--html-teams", str(to / "teams"), "--handout", str(to / "paper")]
    for shown in (["--plain"], ["--json", *files, *folders], files):
        with pytest.raises(SystemExit):
            cli.main([*given, "--anonymous", *shown])
        said = capsys.readouterr()
        yield shown[0], f"{said.out}\n{said.err}".encode("utf-8", "replace")
    for path in sorted(each for each in to.rglob("*") if each.is_file()):
        yield "a name", path.name.encode()
        yield path.suffix, path.read_bytes()
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as book:
                yield from ((name, book.read(name)) for name in book.namelist())


def check_command(room: TypedRoom, at: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """That no word of people is in any output of the command, in every combination."""
    for number, (hidden, people) in enumerate(product(((), ("--no-ranking",)), ((), ("--people", str(room.people))))):
        kinds = set()
        for kind, output in of_command(room, at / str(number), capsys, *hidden, *people):
            assert room.found_in(output) == [], (hidden, people, kind)
            kinds.add(kind)
        assert kinds >= {"--plain", "--json", "--csv", ".csv", ".xlsx", ".html", "a name", "xl/sharedStrings.xml"}


def test_the_command_leaves_names_out(capsys: pytest.CaptureFixture[str]) -> None:
    """`chasm compare --anonymous` has letters for the six sample teams, and none of their names, files and reasons."""
    with pytest.raises(SystemExit):
        cli.main(["compare", str(samples.FOLDER), "--anonymous", "--json", "--story", str(seats.STORY)])
    said = capsys.readouterr().out
    teams = json.loads(said)["rankings"][0]["teams"]
    assert sorted(each["team"] for each in teams) == [f"Team {letter}" for letter in "ABCDEF"]
    assert [team.name for team in samples.TEAMS if team.name in said] == []


@pytest.mark.long
@pytest.mark.timeout(600)
async def test_no_word_of_people_is_on_the_screen(room: TypedRoom) -> None:
    """No section of the screen paints one, with the ranking or without; that of reasons says that it has none."""
    for found in (compared(room).anonymous(), compared(room).anonymous().without_scores()):
        shown = await _painted(found)
        assert room.found_in(shown.encode("utf-8", "replace")) == []
        assert REASONS_LEFT_OUT in shown


async def _painted(found: Comparison) -> str:
    """Every section of the screen, of every ranking."""
    app, seen = CompareApp(found.view), []
    async with app.run_test(size=(160, 120)) as pilot:
        for _ in found.view.rankings:
            for key in "123456":
                await pilot.press(key)
                await wait_until(pilot, partial(_is_open, app, key))
                await pilot.pause()
                seen.append(painted(app))
            await pilot.press("r")
            await pilot.pause()
    return "\n".join(seen)


def _is_open(app: CompareApp, section: str) -> bool:
    pane = app.screen.query_one(f"#s{section}")
    return bool(pane.display and pane.children and pane.size.height > 0)


def _without_names(value: Any) -> Any:
    """A view as plain values, without everything that names."""
    if is_dataclass(value) and not isinstance(value, type):
        value = asdict(value)
    if isinstance(value, dict):
        return {key: _without_names(each) for key, each in value.items() if key not in NAMING}
    if isinstance(value, list | tuple):
        return [_without_names(each) for each in value]
    return value


def test_every_number_is_that_of_the_comparison_with_names(room: TypedRoom) -> None:
    """Lines, answers, other people's orders, debriefs and reviews are equal, team by team, but for names and words."""
    named = compared(room)
    hidden = named.anonymous()
    for theirs, ours in zip(named.view.rankings, hidden.view.rankings, strict=True):
        alike = {line.save: _without_names(line) for line in theirs.teams}
        assert sorted(map(repr, alike.values())) == sorted(repr(_without_names(line)) for line in ours.teams)
        assert [line.rank for line in theirs.teams] == [line.rank for line in ours.teams]
        score = {line.team: line.outputs.score for line in ours.teams}
        assert [score[line.team] for line in ours.teams] == [line.outputs.score for line in theirs.teams]
        assert _without_names(ours.beliefs) == _without_names(theirs.beliefs)
        for mine, other in zip(ours.answers, theirs.answers, strict=True):
            assert [(g.response, g.label, g.mean, len(g.everybody)) for g in mine.groups] == [
                (g.response, g.label, g.mean, len(g.everybody)) for g in other.groups
            ]
        for mine_, other_ in zip(ours.other_people, theirs.other_people, strict=True):
            assert [s for _, s in mine_.order] == [s for _, s in other_.order]
        packs = [sorted(repr(_without_names(p)) for p in c.packs(r)) for c, r in ((named, theirs), (hidden, ours))]
        assert packs[0] == packs[1]
    kinds = [sorted(line.counted_as.value for line in found.view.files) for found in (named, hidden)]
    assert kinds[0] == kinds[1]


def test_letters_are_the_same_for_the_same_saves_and_tell_nothing_of_files(room: TypedRoom, tmp_path: Path) -> None:
    """Files under other names, in another order, give every game the letter that it had."""
    before = compared(room).anonymous()
    for number, path in enumerate(sorted(room.folder.glob("*.jsonl"), reverse=True)):
        (tmp_path / f"{number:03}.jsonl").write_bytes(path.read_bytes())
    after = compare([tmp_path], seats.library(), weights=polled_weights(room.people)).anonymous()
    for old, new in zip(before.view.rankings, after.view.rankings, strict=True):
        # The folder has two copies of one game: which of them is the copy goes by its name, and changes nothing.
        assert [replace(line, save="") for line in old.teams] == [replace(line, save="") for line in new.teams]
        assert [(line.team, line.reason) for line in old.unranked] == [(x.team, x.reason) for x in new.unranked]


def test_hidden_first_or_anonymous_first_is_the_same(room: TypedRoom) -> None:
    """Scores are hidden and names taken out in either order, and the same is left."""
    assert compared(room).without_scores().anonymous().view == compared(room).anonymous().without_scores().view


def test_letters_stand_in_order_by_name_however_many_there_are(tmp_path: Path) -> None:
    """Up to 26 games have one letter, one more has two for everybody: `Team B` never stands behind `Team AA`."""
    for count, first, last in ((26, "Team A", "Team Z"), (27, "Team AA", "Team BA")):
        at = tmp_path / str(count)
        at.mkdir()
        raw = seats.whole(tmp_path / f"one of {count}").read_text("utf-8")
        for number in range(count):
            # Without seconds: else they would be one game that was sent often.
            own = re.sub(r'"seconds": ?3.5', '"seconds":null', raw).replace("It was time.", f"{number}")
            (at / f"{number}.jsonl").write_text(own, encoding="utf-8")
        view = compare([at], seats.library()).anonymous().view
        teams = sorted(line.team for line in view.rankings[0].teams)
        assert (len(teams), teams[0], teams[-1]) == (count, first, last)
        assert len({len(team) for team in teams}) == 1


def test_who_was_expected_is_told_by_letters(room: TypedRoom) -> None:
    """Who came has a letter, who did not is counted, and why somebody does not count is told with a number."""
    named, hidden = compared(room).view.expected, compared(room).anonymous().view.expected
    assert named is not None
    assert hidden is not None
    assert [len(x.names) for x in (named, hidden)] == [5, 5]
    assert hidden.missing == ("Missing team 1",)
    assert len(hidden.not_ranked) == len(named.not_ranked) == 2
    for team, reason in hidden.not_ranked:
        assert re.fullmatch(r"A team|Team [A-Z]", team)
        assert re.search(r"\(File \d+\)$", reason)
    assert len(hidden.not_expected) == len(named.not_expected)


def test_a_day_is_told_only_where_all_played_on_it() -> None:
    """A common day stays, without its hour; of two days, or of no day, none does."""
    assert common_day(["2026-11-24T09:00:00+00:00", "2026-11-24T23:59:59+00:00"]) == "2026-11-24"
    assert common_day(["2026-11-24T23:59:59+00:00", "2026-11-25T00:00:00+00:00"]) == ""
    assert common_day(["yesterday"]) == common_day([]) == ""


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("hostile", [False, True])
def test_no_word_of_people_is_in_any_output_of_many_rooms(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], *, hostile: bool
) -> None:
    """The same over six made rooms of the tutorial and of the small story, with plain and with hostile names."""
    for seed in range(1, 7):
        scenario = rooms.story("tutorial") if seed % 2 else seats.small()
        at = tmp_path / str(seed)
        room = made_by_people(at / "room", seed, scenario, teams=4 + seed % 3, hostile=hostile)
        check_command(room, at / "out", capsys)
