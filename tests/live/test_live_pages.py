"""The pages of a live room from made views: well-formed, without anything that runs, and whole without a script."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

import pytest
from live import made_views
from pages import rooms
from pages.reading import HTML, headings, parsed, words

from chasm_game.live import html
from chasm_game.live.views import LiveStage
from chasm_game.text import one_line

if TYPE_CHECKING:
    from chasm_game.scenario.scenario import Scenario
    from chasm_game.session.room.views import RoomView
    from chasm_game.views.seat import SeatView

    Walls = dict[LiveStage, RoomView]

PAGES = {"code", "door", "elsewhere", "sentence"} | {
    f"{kind}-{stage.name.lower()}" for kind in ("person", "projector", "presenter") for stage in LiveStage
}
FIELDS = (f"{HTML}input", f"{HTML}select", f"{HTML}textarea")


def test_every_stage_has_its_pages(trees: dict[str, Element]) -> None:
    """Code, door, sentence, and at each stage a person's, the wall's and the facilitator's page, all well-formed."""
    assert set(trees) == PAGES


def test_nothing_of_a_page_runs_or_is_styled_in_place(trees: dict[str, Element]) -> None:
    """One script by address and one style sheet: none in the page, no handler, no style, nothing from elsewhere."""
    for name, tree in trees.items():
        for element in tree.iter():
            tag = str(element.tag).removeprefix(HTML)
            assert tag not in {"style", "iframe", "object", "embed", "img", "base"}, name
            assert not any(key == "style" or key.startswith("on") for key in element.keys()), name  # noqa: SIM118
            if tag == "script":
                assert (element.get("src"), words(element)) == ("/live.js", "")
        leads = {e.get(key) for e in tree.iter() for key in ("href", "src", "action") if e.get(key)}
        assert [each for each in leads if not (each or "").startswith(("/", "#", "data:,"))] == [], name


def test_a_page_shows_where_a_form_came_from(made: dict[str, str]) -> None:
    """No page hides its own address from the host: a form would then come without an origin, and be refused."""
    assert {re.findall(r'<meta name="referrer" content="([^"]+)"', text)[0] for text in made.values()} == {
        "same-origin"
    }


def test_every_field_has_a_label(trees: dict[str, Element]) -> None:
    """Whatever can be written or marked has a label that names it, and every button says what it does."""
    for name, tree in trees.items():
        labels = {e.get("for"): words(e) for e in tree.iter(f"{HTML}label")}
        for kind in FIELDS:
            for field in tree.iter(kind):
                if field.get("type") != "hidden":
                    assert labels.get(field.get("id")), (name, field.get("id"), field.get("name"))
        assert all(words(e) for tag in ("button", "summary") for e in tree.iter(f"{HTML}{tag}")), name


def test_no_two_elements_have_one_name(trees: dict[str, Element]) -> None:
    """An id stands once in a page: labels, focus and what is swapped find what they mean."""
    for name, tree in trees.items():
        ids = [e.get("id", "") for e in tree.iter() if e.get("id")]
        assert len(ids) == len(set(ids)), (name, sorted({i for i in ids if ids.count(i) > 1}))


def test_every_part_of_a_page_has_a_name(trees: dict[str, Element]) -> None:
    """Each child of the middle has an id: by it a running page knows which part is being written in."""
    for name, tree in trees.items():
        if name.startswith(("person", "projector", "presenter")):
            middle = next(e for e in tree.iter(f"{HTML}main"))
            assert all(child.get("id") for child in middle), name


def test_every_form_posts_with_a_key(trees: dict[str, Element]) -> None:
    """Whatever is handed in carries a key, so that what comes twice is done once; only the code is asked by GET."""
    for name, tree in trees.items():
        for form in tree.iter(f"{HTML}form"):
            keys = [e.get("value") for e in form.iter(f"{HTML}input") if e.get("name") == "key"]
            assert (form.get("method"), keys) == (("get", []) if name == "code" else ("post", ["k1"])), name


def test_a_page_has_one_first_heading_and_skips_no_level(trees: dict[str, Element]) -> None:
    """One `h1`, and below it no step over a level, as those who hear a page move through it."""
    for name, tree in trees.items():
        levels = [level for level, _ in headings(tree)]
        assert levels.count(1) == 1, name
        assert all(after <= before + 1 for before, after in pairwise(levels)), (name, levels)


def test_the_middle_alone_is_what_stands_in_the_page(made: dict[str, str], seen: dict[LiveStage, SeatView]) -> None:
    """What a running page takes in is, byte for byte, what a page that is loaded has."""
    for stage in (LiveStage.SHEETS_BEFORE, LiveStage.ANSWERS, LiveStage.SCORES):
        view = made_views.person(stage, seen.get(stage))
        assert html.person_main(view, key="k1") in html.person_page(view, key="k1")
    assert '<main id="live"' in made["person-lobby"]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Scenario, dict[LiveStage, SeatView], Walls]:
    """A story that means harm, its game and its room at each stage."""
    story, folder = rooms.hostile_story(), tmp_path_factory.mktemp("hostile")
    return story, made_views.games(folder / "a", story), made_views.projected(folder / "b", story)


@pytest.mark.parametrize("stage", list(LiveStage))
def test_hostile_names_are_text(stage: LiveStage, hostile: tuple[Scenario, dict[LiveStage, SeatView], Walls]) -> None:
    """Names and reasons that mean harm stand in the pages as they are, and make no element."""
    story, game, wall = hostile
    names, reason = tuple(name for name in rooms.HOSTILE if name.strip()), rooms.HOSTILE[4]
    person, room = made_views.person(stage, game.get(stage), name=names[0], reason=reason), wall[stage]
    # The wall names teams only while they come in, and while their answers are waited for.
    on_the_wall = names[0] if stage in {LiveStage.LOBBY, LiveStage.ANSWERS} else ""
    for text, name in (
        (html.person_page(person, fault=reason, key="k"), names[0]),
        (html.projector_page(made_views.projector(stage, room, names, reason)), on_the_wall),
        (html.presenter_page(made_views.presenter(stage, room, story, names, reason), key="k"), names[0]),
        (html.door_page(made_views.lobby(names), key="k"), names[0]),
    ):
        tree = parsed(text)
        assert sum(1 for _ in tree.iter(f"{HTML}script")) <= 1
        assert not any(str(e.tag).endswith(("}img", "}iframe")) for e in tree.iter())
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]", text)
        assert one_line(name) in words(tree)


def test_a_name_without_end_is_cut_in_the_middle() -> None:
    """Ten thousand signs of a team's name take no more room than sixty."""
    text = html.door_page(made_views.lobby((rooms.LONG,)), key="k")
    button = next(e for e in parsed(text).iter(f"{HTML}button") if "person" in words(e) or "people" in words(e))
    assert len(words(button)) < 80


def test_whoever_leads_sees_how_many_have_handed_in(trees: dict[str, Element]) -> None:
    """People for the belief sheets, teams for the answers, and nothing while nothing is asked."""
    people, teams = "2 of 4 people have handed in.", "2 of 4 teams have handed in."
    shown = {LiveStage.SHEETS_BEFORE: [people], LiveStage.ANSWERS: [teams], LiveStage.SHEETS_AFTER: [people]}
    for stage in LiveStage:
        tree = trees[f"presenter-{stage.name.lower()}"]
        said = [words(e) for e in tree.iter(f"{HTML}p") if e.get("id") == "handed-in"]
        assert said == shown.get(stage, []), stage


def test_only_a_team_with_people_can_be_nudged(trees: dict[str, Element]) -> None:
    """A team that nobody sits in has no button for it, for nobody would see it; one with people has."""
    tree = trees["presenter-sheets_before"]
    rows = [row for row in tree.iter(f"{HTML}tr") if any(e.tag == f"{HTML}td" for e in row)]
    people = [int(words(row.findall(f"{HTML}td")[0])) for row in rows]
    nudges = ["Nudge" in words(row) for row in rows]
    assert nudges == [bool(each) for each in people]
    assert {True, False} <= set(nudges)
