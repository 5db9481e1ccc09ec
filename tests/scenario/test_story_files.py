"""Stories as mail left them: read under the names that mail makes, and named where they are not."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from session import seats

from chasm_game import cli
from chasm_game.scenario.library import Library
from chasm_game.scenario.story_files import story_files

TEXT = seats.SMALL


@pytest.mark.parametrize(
    ("name", "content", "read"),
    [
        ("own.yaml", TEXT.encode(), True),
        ("own.yaml", b"nothing of ours", True),
        ("own.yml", TEXT.encode(), True),
        ("OWN.YAML", TEXT.encode(), True),
        ("own.yaml.txt", TEXT.encode(), True),
        ("own.YML.TXT", TEXT.replace("\n", "\r\n").encode("utf-16"), True),
        ("settings.yml", b"id: 1\ntitle: 2\n", False),
        ("notes.txt", b"rounds: of a boxer", False),
    ],
)
def test_a_story_is_read_under_the_names_that_mail_makes(tmp_path: Path, name: str, content: bytes, read: bool) -> None:
    """A name that ends in .yaml is a story; others are where they begin like one, and else nobody's business."""
    (tmp_path / name).write_bytes(content)
    found = story_files(tmp_path)
    assert (found.read, found.not_read) == ([tmp_path / name] if read else [], [])


@pytest.mark.parametrize("name", ["own.md", "own.yaml.bak", "own.yaml~", "attachment"])
def test_what_looks_like_a_story_and_is_not_read_is_named(tmp_path: Path, name: str) -> None:
    """Under a name that no mail program makes nobody knows whether it is meant: the list says what to do."""
    (tmp_path / name).write_text(TEXT)
    found = story_files(tmp_path)
    assert found.read == []
    assert found.not_read == [(tmp_path / name, "it looks like a story: give it a name that ends in .yaml")]


def test_a_packed_story_is_named(tmp_path: Path) -> None:
    """Stories are edited, so they are not read out of a zip file; one of pictures is passed over."""
    for name, member in (("story.zip", "own.yaml"), ("pictures.zip", "a.png")):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as packed:
            packed.writestr(member, TEXT)
        (tmp_path / name).write_bytes(out.getvalue())
    assert story_files(tmp_path).not_read == [(tmp_path / "story.zip", "a story is packed in it: unpack it")]


def test_hidden_files_and_folders_are_passed_over(tmp_path: Path) -> None:
    """By the one rule: a dot, and what systems leave in every folder."""
    for folder in (".git", "__MACOSX", "deep"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "own.yaml").write_text(TEXT)
    (tmp_path / "._own.yaml").write_text(TEXT)
    assert story_files(tmp_path).read == [tmp_path / "deep" / "own.yaml"]


def test_the_list_names_what_it_does_not_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Below the table, with the place; what was read under another name can be played by its id."""
    (tmp_path / "mine.yaml.txt").write_text(TEXT)
    (tmp_path / "other.md").write_text(TEXT)
    with pytest.raises(SystemExit) as ended:
        cli.main(["list", "--story", str(tmp_path)])
    assert not ended.value.code
    told = capsys.readouterr().out
    assert f"not read: {tmp_path / 'other.md'}: it looks like a story: give it a name that ends in .yaml; from" in told
    assert Library(tmp_path).find("small").title == "A Small Story"
