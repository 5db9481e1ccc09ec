"""Pages in a real browser: nothing leaves the file, nothing runs, and nobody is shut out.

Needs chromium, node and npm; the two packages that drive and judge the browser are installed into a temporary folder.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pages import rooms

from chasm_game.files import write_whole
from chasm_game.pages import handout, review_page, room_page, team_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chasm_game.compare.views import RankingView, TeamPack

    Room = tuple[RankingView, list[TeamPack]]

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("browser"), pytest.mark.timeout(900)]

PACKAGES = ("playwright-core@1.56.1", "axe-core@4.11.0")
LOOKS = ("desktop in light", "telephone in dark")


@pytest.fixture(scope="module")
def browse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which node finds what drives the browser and what judges a page."""
    folder = tmp_path_factory.mktemp("browser")
    npm = shutil.which("npm")
    assert npm, "npm is missing: these tests need chromium, node and npm"
    done = subprocess.run(
        [npm, "install", "--no-save", "--no-audit", "--no-fund", *PACKAGES],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    shutil.copy(Path(__file__).with_name("browse.js"), folder)
    return folder


@pytest.fixture(scope="module")
def seen(browse: Path, hostile: Room, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What the browser saw of every kind of page, in every look."""
    folder = tmp_path_factory.mktemp("pages")
    for count, name in ((1, "tutorial"), (6, "broken-guitar"), (40, "tutorial")):
        names = [f"Team {n}" for n in range(1, count + 1)]
        ranking, packs = rooms.room(folder / f"saves-{count}", names, scenario=rooms.story(name))
        write_whole(folder / f"room-{count}.html", room_page(ranking, packs))
        if count == 6:
            write_whole(folder / "team.html", team_page(ranking, packs, packs[3]))
            write_whole(folder / "handout.html", handout(ranking, packs, packs[3]))
            write_whole(folder / "player.html", review_page(packs[0].debrief, packs[0].review, known=True))
    ranking, packs = hostile
    write_whole(folder / "hostile-room.html", room_page(ranking, packs))
    write_whole(folder / "hostile-handout.html", handout(ranking, packs, packs[0]))
    write_whole(folder / "hostile-team.html", team_page(ranking, packs, packs[0]))
    return _browsed(browse, sorted(folder.glob("*.html")))


def _browsed(browse: Path, files: Sequence[Path]) -> list[dict[str, Any]]:
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    assert chromium, "chromium is missing: these tests need chromium, node and npm"
    done = subprocess.run(
        ["node", "browse.js", chromium, *map(str, files)], cwd=browse, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    told: list[dict[str, Any]] = json.loads(done.stdout)
    return told


def test_every_page_was_opened_in_every_look(seen: list[dict[str, Any]]) -> None:
    """Rooms of one, six and forty, a team, its handout, a player, and hostile ones: wide and narrow, light and dark."""
    names = {"room-1", "room-6", "room-40", "team", "handout", "player"}
    names |= {"hostile-room", "hostile-team", "hostile-handout"}
    assert {(Path(s["file"]).stem, s["look"]) for s in seen} == {(name, look) for name in names for look in LOOKS}


def test_no_request_leaves_the_file(seen: list[dict[str, Any]]) -> None:
    """Opening a page asks for the page, and for nothing else."""
    assert [s["requests"] for s in seen] == [[Path(s["file"]).as_uri()] for s in seen]


def test_nothing_runs_and_nothing_complains(seen: list[dict[str, Any]]) -> None:
    """No dialog opens, and the console stays empty: not even an attempt was stopped by the policy."""
    assert [(s["file"], s["console"], s["dialogs"]) for s in seen if s["console"] or s["dialogs"]] == []


def test_nobody_is_shut_out(seen: list[dict[str, Any]]) -> None:
    """The judge of accessibility finds nothing serious, in whatever look, with everything unfolded."""
    grave = {"serious", "critical"}
    found = [(Path(s["file"]).stem, s["look"], f) for s in seen for f in s["findings"] if f["impact"] in grave]
    assert found == []
    assert all({"color-contrast", "html-has-lang", "document-title"} <= set(s["passes"]) for s in seen)


def test_everything_folds_open_without_a_script(seen: list[dict[str, Any]]) -> None:
    """A click opens whatever is folded, and the first stop of the keyboard leads past the contents."""
    assert {s["folded"] for s in seen} == {0}
    assert {s["first_stop"] for s in seen} == {"skip"}


def test_no_page_is_wider_than_its_window(seen: list[dict[str, Any]]) -> None:
    """On a telephone too, only tables scroll sideways, each in a place of its own."""
    assert [(s["file"], s["look"], s["overflow"]) for s in seen if s["overflow"] > 0] == []


def test_a_ranking_that_nobody_opened_is_not_printed(seen: list[dict[str, Any]]) -> None:
    """What a room folded away stays away from paper, its heading too; all else that it talks about is there."""
    for each in seen:
        if "room" in Path(each["file"]).stem:
            assert not {"ranking", "people"} & set(each["printed_unopened"])
            assert {"courses", "parted", "choices", "reasons", "monday"} <= set(each["printed_unopened"])


def test_pages_print_on_white(seen: list[dict[str, Any]]) -> None:
    """In print the ground is white even where the screen is dark, there are pages of paper, and a handout is two."""
    assert {s["print_background"] for s in seen} == {"rgb(255, 255, 255)"}
    for each in seen:
        if each["look"] == "telephone in dark":
            if "handout" in Path(each["file"]).stem:
                assert each["pdf_pages"] == 2, each["file"]
            else:
                assert each["pdf_pages"] >= 3, each["file"]
            assert each["pdf_size"] == "A4", each["file"]
