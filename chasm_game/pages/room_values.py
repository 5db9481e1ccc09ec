"""What the templates show of a room, by the names that they have for it: one function for each part of the talk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chasm_game.compare.anonymous import REASONS_LEFT_OUT
from chasm_game.compare.hidden import are_scores_hidden, line_without_rank, surest_forecast, without_ranks
from chasm_game.compare.luck import luck, luck_of_all, luck_sentence, roads
from chasm_game.compare.people_words import BY_THEMSELVES, COLUMNS, how_rows, people_sentences, whom_rows
from chasm_game.compare.ranking import by_name
from chasm_game.compare.room_talk import of_any_team
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
from chasm_game.pages.room_figures import FEW, each_team, room_band, room_beliefs, room_course, weighed_anew

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chasm_game.compare.people import PeopleView
    from chasm_game.compare.views import RankingView, TeamLine, TeamPack, UnfinishedLine

__all__ = ["room_values"]

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


def room_values(ranking: RankingView, packs: Sequence[TeamPack]) -> dict[str, Any]:
    """What the templates show of a room; teams stand in the order of their names.

    `scored` is the ranking for what is folded away, None while scores are hidden; all else is of `ranking` without it.
    """
    shown, ordered = without_ranks(ranking), packs_by_name(packs)
    lines = by_name(line_without_rank(pack.line) for pack in ordered)
    return {
        **WORDS,
        "ranking": shown,
        "scored": None if are_scores_hidden(ranking) else ranking,
        "packs": ordered,
        "lines": lines,
        **_session(ordered),
        **_teams(ranking, lines),
        **_courses(ranking, ordered),
        **_choices(ranking, shown, ordered),
        **_forecasts(ranking, lines),
        **_beliefs(ranking, shown, ordered),
        **_luck(ordered),
        "best": best_decisions(ranking, ordered),
    }


def _session(ordered: Sequence[TeamPack]) -> dict[str, Any]:
    """The story, the days, and what everybody may be asked."""
    view = ordered[0].debrief if ordered else None
    talk = of_any_team([pack.debrief for pack in ordered]) if ordered else None
    return {
        "view": view,
        "histories": tuple(h for r in view.rounds if (h := r.history)) if view else (),
        "played": days(p.debrief.intro.started for p in ordered),
        "room_talk": talk,
        "questions": (talk.questions if talk else ()) or QUESTIONS,
    }


def _teams(ranking: RankingView, lines: Sequence[TeamLine]) -> dict[str, Any]:
    """Who played, those too who did not come to the end; and how far apart they came out."""
    talked_about: tuple[TeamLine | UnfinishedLine, ...] = (*lines, *ranking.unfinished)
    return {
        "few": len(lines) <= FEW,
        "many": len(talked_about) > MANY,
        "shelves": shelves(talked_about),
        "spread": None if are_scores_hidden(ranking) else scores_spread(ranking),
        "mean_score": _mean_score(ranking),
        "cells": {line.save: {c.round: c for c in line.choices} for line in talked_about},
        "any_corrected": any(c.corrected for line in talked_about for c in line.choices),
    }


def _courses(ranking: RankingView, ordered: Sequence[TeamPack]) -> dict[str, Any]:
    """The value of everybody, round by round."""
    courses = each_team(ranking, ordered)
    return {
        "weighed_anew": weighed_anew(ordered),
        "courses": courses,
        "course": room_course(courses),
        "band": room_band(courses),
    }


def _choices(ranking: RankingView, shown: RankingView, ordered: Sequence[TeamPack]) -> dict[str, Any]:
    """Who chose what and why, and where the teams parted: in what everybody sees, and in the ranking."""
    return {
        "rounds": shown.answers,
        "parted_number": 0 if shown.parted is None else shown.parted.number,
        "parted_sentence": parted_sentence(shown),
        "parted_by_score": parted_sentence(ranking),
        "said": tuple((r, said) for r in shown.answers if (said := said_in(r.head, ordered))),
    }


def _forecasts(ranking: RankingView, lines: Sequence[TeamLine]) -> dict[str, Any]:
    """How sure the teams were of what would happen."""
    return {
        "surest_miss": surest_miss(ranking),
        "surest": tuple((line.team, made) for line in lines if (made := surest_forecast(line))),
    }


def _beliefs(ranking: RankingView, shown: RankingView, ordered: Sequence[TeamPack]) -> dict[str, Any]:
    """What the teams and the people in them believe creates value, beside what the people of the story believe."""
    with_sheets = tuple(pack for pack in ordered if pack.line.beliefs)
    return {
        "beliefs_sentence": beliefs_sentence(ranking.beliefs),
        "persons": shown.persons and _persons(shown.persons),
        "sheet": room_beliefs(ranking),
        "with_sheets": with_sheets,
        "people_shares": _means([[b.people for b in p.line.beliefs] for p in with_sheets]),
        "people_wishes": _means([[w.people for w in p.line.ways] for p in with_sheets]),
        "distances": tuple((p.line.team, distances(p.line)) for p in ordered),
    }


def _luck(ordered: Sequence[TeamPack]) -> dict[str, Any]:
    """How much was luck, and where another road would have led."""
    lucks = tuple(found for pack in ordered if (found := luck(pack)))
    return {
        "lucks": lucks,
        "not_measured": any(found.measured < found.decided for found in lucks),
        "luck_sentence": luck_sentence(luck_of_all(ordered)),
        "roads": tuple(roads(ordered)),
    }


def _persons(view: PeopleView) -> dict[str, Any]:
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
