"""The page of a room: everything that teams talk about after a session, in the order in which they talk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chasm_game.compare.account import account, apart
from chasm_game.compare.anonymous import REASONS_LEFT_OUT
from chasm_game.compare.hidden import are_scores_hidden, surest_forecast, without_place, without_ranks
from chasm_game.compare.luck import luck, luck_of_all, luck_sentence, roads
from chasm_game.compare.people_words import BY_THEMSELVES, COLUMNS, how_rows, people_sentences, whom_rows
from chasm_game.compare.ranking import by_name
from chasm_game.compare.room_talk import told_to_any
from chasm_game.compare.sentences import (
    BELOW_THE_LINE,
    BESIDE,
    BETWEEN_TWO,
    HOW_FAR,
    MOST_SURE,
    SAME_LUCK,
    SOCIAL_CHASM,
    SURE_AND_WRONG,
    SUREST_OF_THE_ROOM,
    TIES,
    beliefs_sentence,
    distances,
    parted_sentence,
    surest_miss,
)
from chasm_game.compare.side_by_side import best_decisions, packs_by_name, said_in
from chasm_game.debrief.headings import ASKING, QUESTIONS, ROAD
from chasm_game.grammar import days
from chasm_game.pages.many_teams import MANY, scores_spread, shelves
from chasm_game.pages.paper import rendered
from chasm_game.pages.room_figures import FEW, each_team, room_band, room_beliefs, room_course, weighed_anew

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from chasm_game.compare.found_files import FileLine
    from chasm_game.compare.people import PeopleView
    from chasm_game.compare.views import RankingView, TeamLine, TeamPack, UnfinishedLine

__all__ = ["room_page", "room_values"]


WORDS: dict[str, Any] = {
    "reasons_left_out": REASONS_LEFT_OUT,
    "below_the_line": BELOW_THE_LINE,
    "ties": TIES,
    "social_chasm": SOCIAL_CHASM,
    "beside": BESIDE,
    "most_sure": MOST_SURE,
    "sure_and_wrong": SURE_AND_WRONG,
    "surest_of_the_room": SUREST_OF_THE_ROOM,
    "how_far": HOW_FAR,
    "between_two": BETWEEN_TWO,
    "same_luck": SAME_LUCK,
    "headings": {"road": ROAD, "ask": ASKING},
}
"""What is said of every room, by the names that the template has for it."""


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


def room_values(ranking: RankingView, packs: Sequence[TeamPack]) -> dict[str, Any]:
    """What the templates show of a room; teams stand in the order of their names.

    `scored` is the ranking for what is folded away, None while scores are hidden; all else is of `ranking` without it.
    """
    shown = without_ranks(ranking)
    ordered = packs_by_name(packs)
    view = ordered[0].debrief if ordered else None
    talk = told_to_any([pack.debrief for pack in ordered]) if ordered else None
    courses = each_team(ranking, ordered)
    lucks = tuple(found for pack in ordered if (found := luck(pack)))
    with_sheets = tuple(p for p in ordered if p.line.beliefs)
    lines = by_name(without_place(p.line) for p in ordered)
    talked_about: tuple[TeamLine | UnfinishedLine, ...] = (*lines, *ranking.unfinished)
    return {
        **WORDS,
        "ranking": shown,
        "scored": None if are_scores_hidden(ranking) else ranking,
        "packs": ordered,
        "lines": lines,
        "view": view,
        "histories": tuple(h for r in view.rounds if (h := r.history)) if view else (),
        "played": days(p.debrief.intro.started for p in ordered),
        "room_talk": talk,
        "questions": (talk.questions if talk else ()) or QUESTIONS,
        "weighed_anew": weighed_anew(ordered),
        "few": len(ordered) <= FEW,
        "many": len(talked_about) > MANY,
        "shelves": shelves(talked_about),
        "spread": None if are_scores_hidden(ranking) else scores_spread(ranking),
        "courses": courses,
        "course": room_course(courses),
        "band": room_band(courses),
        "rounds": shown.answers,
        "cells": {line.save: {c.round: c for c in line.choices} for line in talked_about},
        "any_corrected": any(c.corrected for line in talked_about for c in line.choices),
        "parted_number": 0 if shown.parted is None else shown.parted.number,
        "parted_sentence": parted_sentence(shown),
        "parted_by_score": parted_sentence(ranking),
        "surest_miss": surest_miss(ranking),
        "beliefs_sentence": beliefs_sentence(ranking.beliefs),
        "persons": shown.persons and persons_values(shown.persons),
        "mean_score": _mean_score(ranking),
        "surest": tuple((line.team, made) for line in lines if (made := surest_forecast(line))),
        "sheet": room_beliefs(ranking),
        "with_sheets": with_sheets,
        "people_shares": _means([[b.people for b in p.line.beliefs] for p in with_sheets]),
        "people_wishes": _means([[w.people for w in p.line.ways] for p in with_sheets]),
        "distances": tuple((p.line.team, distances(p.line)) for p in ordered),
        "lucks": lucks,
        "not_measured": any(found.measured < found.decided for found in lucks),
        "luck_sentence": luck_sentence(luck_of_all(ordered)),
        "roads": tuple(roads(ordered)),
        "best": best_decisions(ranking, ordered),
        "said": tuple((r, said) for r in shown.answers if (said := said_in(r.head, ordered))),
    }


def persons_values(view: PeopleView) -> dict[str, Any]:
    """What the template shows of people: heading, two tables, and sentences."""
    tables = (("Whom for: shares of 100", whom_rows(view)), ("How: from −1 to 1", how_rows(view)))
    return {
        "heading": BY_THEMSELVES,
        "columns": COLUMNS[1:],
        "tables": tuple((caption, rows) for caption, rows in tables if rows),
        "sentences": " ".join(people_sentences(view)),
    }


def _mean_score(ranking: RankingView) -> float:
    scores = [line.outputs.score for line in ranking.teams]
    return sum(scores) / len(scores) if scores else 0.0


def _means(rows: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """The mean of each column: in the games of a room the people may have come to believe different things."""
    return tuple(sum(column) / len(column) for column in zip(*rows, strict=True))


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
        ("parted", "Where the teams parted"),
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
