"""The page of one team of a room, its own game beside what the others did; and the name of its file."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING, Any

from chasm_game.compare.anonymous import REASONS_LEFT_OUT
from chasm_game.compare.hidden import HIDDEN, are_scores_hidden
from chasm_game.compare.room_talk import of_every_team
from chasm_game.compare.sentences import PARTED
from chasm_game.debrief.headings import ASKING, QUESTIONS
from chasm_game.files import write_whole
from chasm_game.grammar import days
from chasm_game.pages.paper import rendered
from chasm_game.pages.player import own_sections, own_values
from chasm_game.pages.room_figures import room_course
from chasm_game.pages.room_values import room_values

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from chasm_game.compare.views import RankingView, TeamPack

__all__ = ["file_stem", "page_paths", "team_page", "write_team_pages"]


def team_page(ranking: RankingView, packs: Sequence[TeamPack], pack: TeamPack) -> str:
    """The debrief of one team as a page; `packs` are those of the whole room. It ranks nobody."""
    return _page(ranking, room_values(ranking, packs), pack)


def write_team_pages(folder: Path, ranking: RankingView, packs: Sequence[TeamPack]) -> tuple[Path, ...]:
    """One page for each team in `folder`, which is made where it is not there; their paths. Raises `ChasmError`."""
    room, written = room_values(ranking, packs), []
    for path, pack in page_paths(folder, packs):
        write_whole(path, _page(ranking, room, pack), parents=True)
        written.append(path)
    return tuple(written)


def page_paths(folder: Path, packs: Sequence[TeamPack], kind: str = "") -> Iterator[tuple[Path, TeamPack]]:
    """A path in `folder` for a page of each team, no two of them the same; `kind` stands behind the name."""
    taken = set()
    for pack in packs:
        stem = file_stem(pack.line.team)
        names = [stem, *(f"{stem}-{n}" for n in range(2, len(packs) + 2))]
        # Different names can become one name of a file: the later ones get a number.
        path = next(p for name in names if (p := folder / f"{name}{kind}.html") not in taken)
        taken.add(path)
        yield path, pack


def _page(ranking: RankingView, room: dict[str, Any], pack: TeamPack) -> str:
    chosen = {c.round: c for c in pack.line.choices}
    parted = ranking.parted
    both = {
        "ranking": ranking,
        "reasons_left_out": REASONS_LEFT_OUT,
        "team": pack.line.team,
        "parted": parted,
        "parted_round": next((r for r in ranking.answers if parted and r.number == parted.number), None),
        "chosen": chosen,
        "own_answer": chosen.get(parted.round.id) if parted else None,
        "teams": len(ranking.teams),
        "known": ranking.known,
    }
    if are_scores_hidden(ranking):
        return rendered("team_unscored.html", **both, **_unscored(room, pack, parted=parted is not None))
    own = own_values(pack.debrief, pack.review)
    return rendered(
        "team.html",
        sections=(("room", "You in the room"), *own_sections(own)),
        room_course=room_course(room["courses"], own=pack.line.team),
        **both,
        **own,
    )


def _unscored(room: dict[str, Any], pack: TeamPack, *, parted: bool) -> dict[str, Any]:
    """What a team's page shows while scores are hidden: nothing by which two pages side by side could be ranked."""
    view, talk = pack.debrief, of_every_team([each.debrief for each in room["packs"]])
    sheet = tuple(b for b in view.beliefs if b.before is not None or b.after is not None)
    sections = (
        *((("room", PARTED),) if parted else ()),
        ("decisions", "What you decided"),
        *((("beliefs", "What you believed"),) if sheet else ()),
        ("ask", ASKING),
        ("talk", "To talk about"),
        ("monday", "On Monday"),
    )
    return {
        "view": view,
        "sections": sections,
        "hidden": HIDDEN,
        "asking": ASKING,
        "played": days([view.intro.started]),
        "decisions": view.decisions,
        "sheet_lines": sheet,
        "unasked": view.unasked,
        "questions": talk.questions or QUESTIONS,
        "histories": room["histories"],
        "talk": talk,
    }


NAME = 40
"""Signs of a team's name that its file's name keeps."""

_DEVICE = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
"""What Windows takes for a device, whatever follows the dot."""


def file_stem(team: str) -> str:
    """A team's name as a file's name on any system: letters, digits and dashes; where none is left, a short hash."""
    # Folded, so that no two pages differ in case alone, which some systems take for one file.
    letters = unicodedata.normalize("NFKC", team).casefold()
    stem = re.sub("-+", "-", _kept(letters))[:NAME].strip("-")
    if not stem:
        return f"team-{hashlib.sha256(team.encode('utf-8', 'replace')).hexdigest()[:6]}" if team.strip() else "team"
    return f"team-{stem}" if _DEVICE.fullmatch(stem) else stem


def _kept(name: str) -> str:
    """Letters and digits of any script, dashes for all else; the vowels of many scripts are marks on a letter."""
    kept = ""
    for sign in name:
        kind = unicodedata.category(sign)[0]
        # A mark that stands on nothing kept is part of a picture, as the one that makes a heart red.
        kept += sign if kind in "LN" or (kind == "M" and kept[-1:] not in {"", "-"}) else "-"
    return kept
