"""A folder of 24 files as mail left them: every real team is ranked, and every file is accounted for."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from compare.mail import RANKED, mail_folder
from session import seats

from chasm_game import cli
from chasm_game.compare.account import account, apart
from chasm_game.compare.compare import compare
from chasm_game.compare.expected import expected_names, expected_sentences
from chasm_game.compare.found_files import CountedAs, FileLine
from chasm_game.compare.poll import sheets_of_saves
from chasm_game.compare.views import ComparisonView
from chasm_game.errors import ChasmError


@pytest.fixture(scope="module")
def mail(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder."""
    return mail_folder(tmp_path_factory.mktemp("room"))


@pytest.fixture(scope="module")
def view(mail: Path) -> ComparisonView:
    """What is told of it, asked for the small story."""
    return compare([mail], seats.library(), scenario=seats.small(), names=[*RANKED, "Early", "Absent"]).view


def kinds(view: ComparisonView) -> dict[str, CountedAs]:
    """File and what became of it."""
    return {line.file: line.counted_as for line in view.files}


def test_every_real_team_is_ranked(view: ComparisonView) -> None:
    """In whatever encoding, under whatever name, packed or not, cut at its end or aired with empty lines."""
    (ranking,) = view.rankings
    assert {team.team for team in ranking.teams} == set(RANKED)


def test_all_files_are_accounted_for(mail: Path, view: ComparisonView) -> None:
    """Each file that one sees in the folder has one line, the zip file under the name of its member."""
    seen = {path.name for path in mail.iterdir() if not path.name.startswith(".")}
    assert len(seen) == 24
    assert set(kinds(view)) == seen - {"north.zip"} | {"north.zip/north side/save.jsonl", ".DS_Store"}
    assert account(view.files) == (
        "24 files: 13 ranked, 1 not over, 1 practice, 3 copies, 1 the same game under another name, "
        "1 on another scenario, 1 rejected and 3 not looked at. Besides, 1 hidden file."
    )


def test_each_that_does_not_count_says_why(view: ComparisonView) -> None:
    """In words that somebody who has the mail before him can act on."""
    reasons = {line.file: line.reason for line in view.files if line.counted_as is not CountedAs.RANKED}
    assert reasons["copycat.jsonl"] == "the same decisions, reasons and seconds as blue.jsonl (Blue)"
    assert reasons["blue (1).jsonl"] == "the same game as blue.jsonl"
    assert reasons["forged.jsonl"].startswith("line 3: there is no response `royal`")
    assert reasons["edited.jsonl"] == "played on another scenario, or another version of it"
    assert reasons["early.jsonl"] == "not over: 1 of at most 5 rounds were played"
    assert reasons["Re session.eml"] == "a mail: save what is attached to it"
    assert reasons["scores.xlsx"] == "a document of an office program, and no save"
    assert reasons["photo.png"] == "no save"
    assert reasons[".DS_Store"] == "its name is hidden"


def test_who_was_expected_and_is_missing(view: ComparisonView) -> None:
    """Of those expected one sent nothing, one a game that is not over; the others are here, and nobody else."""
    assert view.expected is not None
    assert view.expected.missing == ("Absent",)
    assert view.expected.not_ranked == (("Early", "not over: 1 of at most 5 rounds were played (early.jsonl)"),)
    assert view.expected.not_expected == ()
    assert next(expected_sentences(view.expected)) == "Still missing, 1 of 15: Absent."


def test_a_poll_counts_each_sheet_once_and_says_whose(mail: Path) -> None:
    """The copies and the game under two names have one sheet together; what is not over and practice are told apart."""
    found = sheets_of_saves([mail], "latest")
    assert len(found.sheets) == 16
    assert found.whose == (
        "16 sheets: 14 of games that are over, 1 of games that are not and 1 of practice; of 2 stories."
    )
    assert account(found.files, over="over").startswith("24 files: 14 over, 1 not over, 1 practice, 3 copies, 1 the")


def run(*arguments: str) -> int:
    """The exit code of a command."""
    with pytest.raises(SystemExit) as ended:
        cli.main(list(arguments))
    return int(ended.value.code or 0)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_the_command_says_who_is_missing(
    mail: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], encoding: str
) -> None:
    """Names in any encoding, case, width and form of accents; with somebody missing the exit code is 1."""
    names = tmp_path / "names.txt"
    names.write_bytes("blue\r\n\r\n\uff35\uff4e\uff2b\uff4e\uff2f\uff37\uff2e\r\nSOUTH\u200b\r\n".encode(encoding))
    assert run("compare", str(mail), "--plain", "--expect", str(names)) == 1
    told = capsys.readouterr().out
    assert "Still missing, 1 of 3: \uff35\uff4e\uff2b\uff4e\uff2f\uff37\uff2e." in told
    assert "Nobody expected" in told
    assert told.rstrip().splitlines()[-1].startswith("24 files: 14 ranked, ")


def test_json_has_every_file_and_who_is_missing(mail: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`files` knows the seven kinds of the contract, and `expected` is there when it was asked for."""
    names = tmp_path / "names.txt"
    names.write_text("Blue\nAbsent\n")
    run("compare", str(mail), "--json", "--expect", str(names))
    told = json.loads(capsys.readouterr().out)
    assert Counter(each["as"] for each in told["files"]) == {
        "ranked": 14, "unfinished": 1, "practice": 1, "copy": 3, "same_decisions": 1, "rejected": 1, "not_looked_at": 4,
    }  # fmt: skip
    assert told["expected"]["missing"] == ["Absent"]
    assert {tuple(each) for each in told["files"]} == {("file", "as", "reason", "team")}


def test_what_is_written_to_files_is_accounted_for_beside_them(
    mail: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody has to open a table to see that a team is missing."""
    run("compare", str(mail), "--csv", str(tmp_path / "t.csv"))
    told = capsys.readouterr()
    assert told.err.rstrip().splitlines()[-1].startswith("24 files: 14 ranked, ")
    assert told.out == ""


def test_a_list_of_saves_accounts_for_every_file(mail: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Games under any name are listed; what is none, or is packed, is named, with a room among them."""
    room = mail.parent / "room-here"
    if not room.exists():
        room.mkdir()
        (room / "room.journal").write_text("{}\n")
    assert run("list", str(mail), "--saves") == 0
    told = capsys.readouterr().out
    assert "upload_7f3a" in told
    assert "  south.jsonl.gz: packed: chasm compare looks into it" in told
    assert "24 files: 16 over, 1 not over, 1 practice, 1 rejected and 5 not looked at. Besides, 1 hidden file." in told
    assert run("list", str(mail.parent), "--saves") == 0
    told = capsys.readouterr().out
    assert "  room-here: a room: chasm room --resume goes on with it" in told
    assert "  mail: a folder, which is not searched" in told


@pytest.mark.parametrize(("timed", "twins"), [(0, 0), (1, 0), (2, 1), (3, 1)])
def test_alike_games_are_one_game_only_where_two_seconds_are_known(tmp_path: Path, timed: int, twins: int) -> None:
    """In a room nobody's seconds are known and teams may well decide alike; by chance nobody takes as long twice."""
    for team in ("Left", "Right"):
        play = seats.begin(tmp_path, team=team, quick=True)
        for number, response in enumerate(("hard", "sorry", "rest")):
            play.decide(response, seconds=12.5 if number < timed else None)
        play.close()
    files = compare([tmp_path], seats.library()).view.files
    assert sum(line.counted_as is CountedAs.SAME_DECISIONS for line in files) == twins


def test_of_a_game_under_two_names_the_one_that_began_first_counts(tmp_path: Path) -> None:
    """Whatever the files are called."""
    path = seats.whole(tmp_path)
    late = path.read_bytes().replace(b'"team":"Blue"', b'"team":"Late"').replace(b'"started":"20', b'"started":"30')
    (tmp_path / "a.jsonl").write_bytes(late)
    view = compare([tmp_path], seats.library()).view
    assert [team.team for ranking in view.rankings for team in ranking.teams] == ["Blue"]
    assert kinds(view)["a.jsonl"] is CountedAs.SAME_DECISIONS


@pytest.mark.parametrize(("count", "named", "more"), [(39, 39, 0), (40, 40, 0), (41, 40, 1)])
def test_of_many_files_the_first_forty_are_named(count: int, named: int, more: int) -> None:
    """And how many there are besides: a folder of pictures is no wall of names."""
    files = [FileLine(f"{n}.png", CountedAs.NOT_LOOKED_AT, "no save", "") for n in range(count)]
    ((_, lines, rest),) = apart(files)
    assert (len(lines), rest) == (named, more)


@pytest.mark.parametrize(
    ("raw", "reason"), [(b"\n \n", "no name is in"), (b"\xff\xfeA", "is not text"), (b"\xe9", "is not text")]
)
def test_a_list_of_names_that_holds_none_is_refused(tmp_path: Path, raw: bytes, reason: str) -> None:
    """With the file and the cure, before anything is compared."""
    path = tmp_path / "names.txt"
    path.write_bytes(raw)
    with pytest.raises(ChasmError, match=reason):
        expected_names(path)
    with pytest.raises(ChasmError, match=r"none\.txt cannot be read: no such file"):
        expected_names(tmp_path / "none.txt")
