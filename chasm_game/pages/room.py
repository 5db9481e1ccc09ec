"""The page of a room: everything that teams talk about after a session, in the order in which they talk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chasm_game.compare.account import account, apart
from chasm_game.compare.sentences import PARTED
from chasm_game.debrief.headings import ASKING, QUESTIONS, ROAD
from chasm_game.pages.paper import rendered
from chasm_game.pages.room_values import room_values

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from chasm_game.compare.found_files import FileLine
    from chasm_game.compare.views import RankingView, TeamPack

__all__ = ["room_page"]


def room_page(ranking: RankingView, packs: Sequence[TeamPack], *, files: Sequence[FileLine] = ()) -> str:
    """The debrief of all teams of a ranking as a page; `packs` hold one for each of them, in any order.

    What tells who stands where is folded away until somebody opens it; while scores are hidden it is not in the page at
    all. `files` are all that were found; at the end they are counted, and those left out named.
    """
    values = room_values(ranking, packs)
    counted = account(files) if files else ""
    left_out, sections = tuple(apart(files)), tuple(_sections(values))
    return rendered(
        "room.html",
        account=counted,
        left_out=left_out,
        sections=sections,
        material_of=tuple(_material(dict(sections))),
        **values,
    )


MATERIAL = (
    ("beliefs",),
    ("miss", "parted", "reasons"),
    ("paid", "luck"),
    ("ask", "people", "ranking"),
    ("parallels", "road", "monday"),
)
"""The sections that each of the five questions speaks of, as far as a page has them."""


def _material(names: dict[str, str]) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """The five questions, each with the sections of this page that it speaks of."""
    for question, ids in zip(QUESTIONS, MATERIAL, strict=True):
        yield question, tuple((id_, names[id_]) for id_ in ids if id_ in names)


def _sections(values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Ids and names for the contents; as the template has them."""
    talk, scored = values["room_talk"], values["scored"]
    yield from (("use", "How to use this page"), ("questions", "Questions"))
    if scored is not None:
        yield "ranking", "The ranking"
    yield from (
        ("courses", "All teams, round by round"),
        ("parted", PARTED),
        ("choices", "Who chose what"),
        ("reasons", "Answers, side by side" if values["ranking"].anonymous else "Reasons, side by side"),
        ("miss", "Most sure, and wrong?"),
        ("beliefs", "What creates the most value"),
        ("luck", "Luck against choice"),
    )
    if scored is not None:
        yield "road", ROAD
        if scored.other_people:
            yield "people", "If other people had judged"
    yield from (("paid", "Who paid for the best decision"), ("ask", ASKING))
    if talk and (talk.parallels or talk.points or values["histories"]):
        yield "parallels", "It has happened"
    yield from (("monday", "On Monday"), ("files", "What was counted"))
