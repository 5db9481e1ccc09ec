"""The debrief as files: no text becomes markup in the document, drawings stand alone, the JSON is the review's."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from session import seats

from chasm_game.charts.figures import Distribution, Waterfall
from chasm_game.debrief.export import drawing, suggested
from chasm_game.debrief.markdown import escaped, markdown
from chasm_game.debrief.page import Table, Words
from chasm_game.debrief.review_json import review_json
from chasm_game.debrief.walk import walk
from chasm_game.errors import ChasmError
from chasm_game.journal.replay import known
from chasm_game.session.local import LocalPlay
from chasm_game.text import one_line

HOSTILE = (
    "<script>alert(1)</script> [a](javascript:x) ![i](http://e.vil/p.png) **b** `c` | d | http://e.vil www.e.vil "
    "\x1b[31m \u202e a@e.vil # h\n- item\n===\n1. one &lt; :tada: ~~s~~ $x$ <!-- c --> \\"
)


def parser() -> MarkdownIt:
    """Markdown with everything on that readers usually have: tables, strikethrough, HTML."""
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def inline(source: str) -> list[Token]:
    """Every inline token of a document."""
    return [child for token in parser().parse(source) for child in token.children or ()]


def ended(folder: Path, team: str = "Blue") -> LocalPlay:
    """A game at its end."""
    play = seats.begin(folder, team=team)
    play.submit_beliefs({"customers": 60, "investors": 40})
    for response in ("kind", "rest", "wait"):
        play.decide(response, prediction=("customers", 70), reason=HOSTILE)
    play.submit_beliefs(None)
    return play


@settings(max_examples=300)
@given(st.one_of(st.text(max_size=60), st.text(alphabet="\\`*_{}[]()<>#+-.!|~$&=:@/ 1aw\n", max_size=40)))
def test_an_escaped_text_is_read_as_itself(text: str) -> None:
    """Whatever is written: as a paragraph and in a table it is one text, and no markup."""
    wanted = one_line(text)
    tokens = parser().parse(f"{escaped(text)}\n")
    assert [t.type for t in tokens] in ([], ["paragraph_open", "inline", "paragraph_close"])
    children = inline(escaped(text))
    assert {t.type for t in children} <= {"text", "text_special"}
    assert "".join(t.content for t in children) == wanted
    cells = parser().parse(f"| a | b |\n|---|---|\n| {escaped(text)} | x |\n")
    assert [t.type for t in cells].count("td_open") == 2
    first = [t for t in cells if t.type == "inline"][2].children or []
    assert "".join(t.content for t in first) == wanted
    assert {t.type for t in first} <= {"text", "text_special"}


def test_a_document_of_hostile_texts_holds_no_markup_but_its_own(tmp_path: Path) -> None:
    """Titles, names, questions, sources: no link, no picture, no HTML comes out of them, and nothing is lost."""
    play = ended(tmp_path, team=HOSTILE)
    view, review = play.debrief(), play.review()
    play.close()
    told = walk(dataclasses.replace(view, questions=(HOSTILE,), points=(HOSTILE,)), review)
    pages = tuple(
        dataclasses.replace(
            p,
            heading=HOSTILE,
            words=(*p.words, *(Words(HOSTILE, kind, HOSTILE) for kind in ("text", "note", "head", "name"))),
            table=Table((HOSTILE, "b"), ((HOSTILE, HOSTILE),)),
        )
        for p in told.pages
    )
    source = markdown(dataclasses.replace(told, title=HOSTILE, pages=pages), {"course": "course.svg"})
    kinds = {t.type for t in inline(source)} | {t.type for t in parser().parse(source)}
    assert not kinds & {"link_open", "html_block", "code_inline", "fence", "code_block", "s_open", "hr"}
    images = [t for t in inline(source) if t.type == "image"]
    assert [t.attrGet("src") for t in images] == ["course.svg"]
    assert all(t.content == "<br>" for t in inline(source) if t.type == "html_inline")
    assert "\x1b" not in source
    assert "\u202e" not in source


def test_the_story_keeps_its_emphasis_in_the_document(tmp_path: Path) -> None:
    """What the author wrote in Markdown is written in Markdown, and is one emphasis, not more."""
    play = ended(tmp_path)
    told = walk(play.debrief())
    play.close()
    pages = (dataclasses.replace(told.pages[0], words=(Words("It *burned * and **all\\*** fell.", "story"),)),)
    source = markdown(dataclasses.replace(told, pages=pages), {})
    assert "**all\\***" in source
    assert [t.type for t in inline(source)].count("strong_open") == 1


def test_an_export_is_the_walk_its_drawings_and_the_review(tmp_path: Path) -> None:
    """Every file is named; the JSON is that of the command line; the drawings are XML and in the document."""
    play = ended(tmp_path)
    folder = suggested(play.intro)
    assert Path(folder) == play.save.with_name(f"{play.save.stem}-debrief")
    written = [Path(path) for path in play.export(folder)]
    assert {p.name for p in written} == {p.name for p in Path(folder).iterdir()} >= {"debrief.md", "review.json"}
    assert json.loads((Path(folder) / "review.json").read_text(encoding="utf-8")) == json.loads(
        json.dumps(review_json(play.played, known=known(play.played)))
    )
    source = (Path(folder) / "debrief.md").read_text(encoding="utf-8")
    drawings = [p for p in written if p.suffix == ".svg"]
    assert drawings
    for path in drawings:
        root = ET.fromstring(path.read_text(encoding="utf-8"))
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        assert f"]({path.name})" in source
    assert f"Score: {play.debrief().outputs.score} of 1000" in source
    play.close()


def test_an_export_never_writes_over_anything(tmp_path: Path) -> None:
    """What stands in the way is named, stays as it is, and nothing else is left behind; another name is suggested."""
    play = ended(tmp_path)
    folder = Path(suggested(play.intro))
    folder.mkdir()
    (folder / "review.json").write_text("mine", encoding="utf-8")
    with pytest.raises(ChasmError, match=r"review\.json is there already"):
        play.export(str(folder))
    assert [p.name for p in folder.iterdir()] == ["review.json"]
    assert (folder / "review.json").read_text(encoding="utf-8") == "mine"
    assert suggested(play.intro).endswith("-debrief-2")
    play.close()


@pytest.mark.parametrize("name", ["", "  ", "\x00", "~nobody-of-this-name/x", "FILE/below", "x" * 300])
def test_a_folder_that_cannot_be_written_to_is_an_error_of_one_line(tmp_path: Path, name: str) -> None:
    """An empty name, a file where a folder should be, a name too long: the player hears which."""
    play = ended(tmp_path)
    (tmp_path / "FILE").write_text("", encoding="utf-8")
    wanted = name.replace("FILE", str(tmp_path / "FILE"))
    with pytest.raises(ChasmError) as caught:
        play.export(
            wanted if wanted.strip() in {"", "\x00"} or wanted.startswith(("~", "/")) else str(tmp_path / wanted)
        )
    assert "\n" not in str(caught.value)
    play.close()


def test_a_figure_that_cannot_be_drawn_is_told_in_words_only() -> None:
    """A waterfall has no drawing; a distribution has one that stands alone."""
    assert drawing(Waterfall("x", 1.0, ())) == ""
    root = ET.fromstring(drawing(Distribution("<&>", (1, 2, 3), here=1)))
    assert root.get("aria-label") == "<&>"
