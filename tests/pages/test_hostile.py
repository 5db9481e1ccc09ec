"""Whoever wrote a text, it is shown as itself and runs nowhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pages import rooms
from pages.reading import HTML, SVG, parsed, words

from chasm_game.pages import review_page, room_page, team_page
from chasm_game.pages.paper import POLICY, linked, person
from chasm_game.text import one_line, shown

if TYPE_CHECKING:
    from chasm_game.compare.views import RankingView, TeamPack

    Room = tuple[RankingView, list[TeamPack]]


@pytest.fixture(scope="module", params=["room", "team", "endless team", "player"])
def text(request: pytest.FixtureRequest, hostile: Room) -> str:
    """Every kind of page of hostile teams."""
    ranking, packs = hostile
    if request.param == "room":
        return room_page(ranking, packs)
    if request.param == "player":
        return review_page(packs[2].debrief, packs[2].review, known=False)
    return team_page(ranking, packs, packs[0 if "endless" in request.param else 3])


def test_a_page_is_valid_and_has_nothing_that_runs(text: str) -> None:
    """No script, no handler, no frame, no image, no form, whatever was typed; and all is nested as it should be."""
    for element in parsed(text).iter():
        assert str(element.tag).removeprefix(HTML).removeprefix(SVG) not in {
            "script", "iframe", "object", "embed", "img", "image", "link", "form", "input", "button", "base", "audio",
            "video", "animate", "set", "foreignObject",
        }  # fmt: skip
        assert not any(name.startswith("on") for name in element.keys())  # noqa: SIM118  (of an element, not a dict)


def test_a_page_forbids_itself_everything(text: str) -> None:
    """The policy allows styles in the page, and nothing else from anywhere."""
    metas = {e.get("http-equiv"): e.get("content") for e in parsed(text).iter(f"{HTML}meta")}
    assert metas["Content-Security-Policy"] == POLICY
    assert POLICY.startswith("default-src 'none'; style-src 'unsafe-inline';")


def test_nothing_is_loaded_and_links_lead_to_the_web_alone(text: str) -> None:
    """Addresses are parts of the page, or http and https of the story's own sources, told to nobody."""
    tree = parsed(text)
    targets = [v for e in tree.iter() for k, v in e.items() if k.split("}")[-1] in {"href", "src", "srcset", "action"}]
    outside = {t for t in targets if not t.startswith("#")}
    assert outside == {"https://example.org/a", "https://example.org/b", "https://example.org/c"}
    for link in tree.iter(f"{HTML}a"):
        assert link.get("href", "").startswith("#") or "noreferrer" in (link.get("rel") or "")
    style = "".join(words(e) for e in tree.iter(f"{HTML}style"))
    assert "url(" not in style
    assert "@import" not in style
    assert not any("url(" in (e.get("style") or "") for e in tree.iter())


def test_no_sign_of_a_page_turns_or_hides_what_stands_beside_it(text: str) -> None:
    """Control characters and marks of direction are shown as signs and names."""
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]", text)


def test_what_was_typed_is_shown_as_it_is(hostile: Room) -> None:
    """Names and reasons stand in the page as they were typed, letter for letter."""
    told = words(parsed(room_page(*hostile)))
    for typed in rooms.HOSTILE:
        assert one_line(typed) in told


@settings(max_examples=60)
@given(st.text(max_size=60))
@example("\U0001fffe")
def test_any_text_is_itself(typed: str) -> None:
    """Whatever is typed, what a reader gets is the text with its unseen signs made visible."""
    tree = parsed(f"<!doctype html><title>x</title><p>{person(typed)}</p>")
    assert words(next(tree.iter(f"{HTML}p"))) == " ".join(one_line(typed).split())


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from(["http://", "https://", "javascript:", "a.org", '"', "<", ">", "&", "'", " ", ".", ")"]))
)
def test_only_the_web_is_linked(parts: list[str]) -> None:
    """A link is an http or https address, and the text around it stays what it was."""
    typed = "".join(parts)
    tree = parsed(f"<!doctype html><title>x</title><p>{linked(typed)}</p>")
    for link in tree.iter(f"{HTML}a"):
        assert (link.get("href") or "").startswith(("http://", "https://"))
        assert link.get("href") == "".join(link.itertext())
    assert "".join(next(tree.iter(f"{HTML}p")).itertext()) == shown(typed)
