"""What each of the five questions of a debrief opens in a room: tables and voices, as pages that any face can show.

While scores are hidden nothing in it tells who stands where; once they are revealed, what goes with them is there too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.compare.hidden import are_scores_hidden, line_without_rank, surest_forecast, without_ranks
from chasm_game.compare.luck import luck, luck_of_all, luck_sentence, roads
from chasm_game.compare.ranking import by_name
from chasm_game.compare.room_talk import of_any_team
from chasm_game.compare.sentences import (
    BELIEFS,
    HALVES,
    HOW_FAR,
    MOST_SURE,
    OTHER_PEOPLE,
    PARTED,
    SAME_LUCK,
    SURE_AND_WRONG,
    SUREST_OF_THE_ROOM,
    beliefs_sentence,
    distances,
    halves_sentence,
    other_people_sentence,
    parted_sentence,
    surest_miss,
)
from chasm_game.compare.side_by_side import best_decisions, packs_by_name, said_in
from chasm_game.debrief.headings import AGAINST_IT, ASKING, ROAD
from chasm_game.debrief.page import NONE, PageView, Table, Words
from chasm_game.debrief.predictions import expected_who, foreseen_by_a_team, who_lost
from chasm_game.grammar import capital, listed, rounded
from chasm_game.text import one_line, signed
from chasm_game.views.marks import mark_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from chasm_game.compare.answers import AnswerGroup
    from chasm_game.compare.views import RankingView, TeamLine, TeamPack

__all__ = ["material"]

NAME = 30
"""Signs of a team's name in a table."""


def material(ranking: RankingView, packs: Sequence[TeamPack]) -> tuple[tuple[PageView, ...], ...]:
    """The pages behind each of the five questions, in their order; `packs` hold one for each team of the ranking."""
    ordered = packs_by_name(packs)
    of: tuple[Callable[[RankingView, Sequence[TeamPack]], Iterator[PageView]], ...] = (
        _believed,
        _foreseen,
        _paid,
        _the_people,
        _monday,
    )
    return tuple(tuple(pages(ranking, ordered)) for pages in of)


def _name(name: str) -> str:
    return one_line(name, NAME)


def _believed(ranking: RankingView, packs: Sequence[TeamPack]) -> Iterator[PageView]:
    """The room's sheets before and after beside the people's, then each team's."""
    if ranking.beliefs is None:
        yield PageView("beliefs", BELIEFS, (Words(beliefs_sentence(None)),))
        return
    shares = tuple((name, *map(_share, said)) for _, name, *said in ranking.beliefs.lines)
    table = Table(("", "Before", "After", "The people"), shares, shares=True)
    yield PageView("beliefs", BELIEFS, (Words(beliefs_sentence(ranking.beliefs)),), table=table)
    teams = [pack.line for pack in packs if any(b.before is not None or b.after is not None for b in pack.line.beliefs)]
    if teams:
        heads = ("Team", *(b.name for b in teams[0].beliefs))
        rows = tuple((_name(t.team), *(f"{_share(b.before)} → {_share(b.after)}" for b in t.beliefs)) for t in teams)
        yield PageView("sheets", "Each team’s sheet, before and after, in shares of 100", (), table=Table(heads, rows))
    wished = [t for t in teams if any(w.before is not None or w.after is not None for w in t.ways)]
    if wished:
        heads = ("Team", *(w.title for w in wished[0].ways))
        rows = tuple((_name(t.team), *(f"{_mark(w.before)} → {_mark(w.after)}" for w in t.ways)) for t in wished)
        between = [Words(f"1 {one_line(w.low)} 9 {one_line(w.high)}", mark=f"{w.title}:") for w in wished[0].ways]
        about = (Words("The marks as they were handed in, 1 to 9.", "note"), *between)
        yield PageView("ways", "How each team would have value created", about, table=Table(heads, rows))
    if not are_scores_hidden(ranking):
        heads = ("Team", "Said before", "Said after", "Deeds at the start", "Deeds at the end")
        rows = tuple((_name(pack.line.team), *distances(pack.line)) for pack in packs)
        yield PageView("distances", capital(HOW_FAR), (), table=Table(heads, rows))


def _share(share: float | None) -> str:
    return NONE if share is None else rounded(100 * share)


def _mark(way: float | None) -> str:
    # What the room wrote on its sheets: it does not know its marks again as -50 or +75.
    return NONE if way is None else str(mark_of(way))


def _foreseen(ranking: RankingView, packs: Sequence[TeamPack]) -> Iterator[PageView]:
    """What each team was most sure of, and the round in which they saw things most differently."""
    # By name and without places: these pages are shown while the scores are hidden, too.
    lines: Sequence[TeamLine] = by_name(line_without_rank(pack.line) for pack in packs)
    made = [(line.team, cell, cell.prediction) for line in lines if (cell := surest_forecast(line))]
    rows = tuple(
        (_name(team), f"{seen.confidence} %", expected_who(seen), who_lost(seen), one_line(cell.title))
        for team, cell, seen in made
        if seen is not None
    )
    heads = ("Team", "Sure", "Expected to lose most", "Who did", "After choosing")
    words = (Words(SURE_AND_WRONG),)
    if rows:
        yield PageView("miss", MOST_SURE, words, table=Table(heads, rows))
    else:
        yield PageView("miss", MOST_SURE, (Words("No prediction was made."),))
    if (miss := surest_miss(ranking)) is not None:
        yield PageView("surest", capital(SUREST_OF_THE_ROOM), (Words(f"{miss[0]}, {miss[1]}"),))
    yield from _parted(without_ranks(ranking))


def _parted(shown: RankingView) -> Iterator[PageView]:
    """The reasons of the round where the teams parted, side by side."""
    if shown.parted is None:
        yield PageView("parted", PARTED, (Words(parted_sentence(shown)),))
        return
    answers = next(each for each in shown.answers if each.number == shown.parted.number)
    words = [Words(parted_sentence(shown))]
    for group in answers.groups:
        words += _reasons(group)
    yield PageView("parted", f"{PARTED}: {one_line(shown.parted.round.title)}", tuple(words))


def _reasons(group: AnswerGroup) -> Iterator[Words]:
    yield Words(f"{group.mark} · {one_line(group.title)}", "head")
    for team, cell in group.reasons:
        # Not what came of it: over many rooms that goes with the score.
        foreseen = f" {foreseen_by_a_team(cell.prediction)}" if cell.prediction is not None else ""
        said = f"“{one_line(cell.reason).strip()}”" if cell.reason.strip() else ""
        corrected = f" † {cell.corrected} had been typed." if cell.corrected else ""
        yield Words(f"{said}{foreseen}{corrected}".strip(), mark=f"{_name(team)}:")
        if cell.dissent.strip():
            yield Words(f"{AGAINST_IT}: “{one_line(cell.dissent).strip()}”", "note")
    if group.silent:
        yield Words(f"Without a reason: {', '.join(map(_name, group.silent))}.", "note")


def _paid(ranking: RankingView, packs: Sequence[TeamPack]) -> Iterator[PageView]:
    """The answers that were some team's best decision, and whom they moved; once revealed, luck against choice."""
    best = best_decisions(ranking, packs)
    nobody = "nobody"  # a dash would be read as something that is not known
    rows = tuple((one_line(b.round_title), one_line(b.response), b.paid or nobody, b.gained or nobody) for b in best)
    if rows:
        table = Table(("Round", "Best decision of some team", "Who paid", "Who gained"), rows)
        yield PageView("paid", "Who paid for the best decisions", (), table=table)
    else:
        yield PageView("paid", "Who paid for the best decisions", (Words("Nobody’s decision brought anything."),))
    found = [] if are_scores_hidden(ranking) else [each for pack in packs if (each := luck(pack)) is not None]
    if found:
        heads = ("Team", "Best, as it fell", "Best, on average", "Right, and unlucky", "Lucky")
        lines = tuple(
            (
                _name(each.line.team),
                f"{each.best} of {each.decided}",
                f"{each.best_on_average} of {each.measured}" if each.measured else NONE,
                listed(each.unlucky) or NONE,
                listed(each.lucky) or NONE,
            )
            for each in found
        )
        words = Words(f"{SAME_LUCK} {luck_sentence(luck_of_all(packs))}".strip())
        yield PageView("luck", "Luck against choice", (words,), table=Table(heads, lines))


def _the_people(ranking: RankingView, packs: Sequence[TeamPack]) -> Iterator[PageView]:
    """What the people would have said to whoever did not ask; once revealed, whose chasm is how wide."""
    unheard = [(each, said) for each in ranking.answers if (said := said_in(each.head, packs)) is not None]
    if not unheard:
        yield PageView("asking", ASKING, (Words("Every team asked in every round."),))
    for each, said in unheard:
        words = [Words(voice.text, "story", f"{one_line(voice.who)}:") for voice in said.voices]
        rows = tuple((one_line(title), now or "nobody", later or "nobody") for title, now, later in said.answers)
        heading = f"{ASKING}: {one_line(each.head.title)}"
        table = Table(("Answer", "Now", "Later"), rows) if rows else None
        yield PageView(f"asking-{each.number}", heading, tuple(words), table=table)
    if are_scores_hidden(ranking):
        return
    halves = tuple(Words(halves_sentence(pack.line), mark=f"{_name(pack.line.team)}:") for pack in packs)
    yield PageView("halves", HALVES, halves)
    if ranking.other_people and len(ranking.teams) > 1:
        others = tuple(Words(other_people_sentence(each)) for each in ranking.other_people)
        yield PageView("people", OTHER_PEOPLE, others)


def _monday(ranking: RankingView, packs: Sequence[TeamPack]) -> Iterator[PageView]:
    """What the story leaves to talk about; once revealed, the road that each team did not take."""
    talk = of_any_team([pack.debrief for pack in packs])
    points = tuple(Words(text, "story", f"{n}.") for n, text in enumerate(talk.points, start=1))
    asked = tuple(Words(text, "story", f"{n}.") for n, text in enumerate(talk.questions, start=1))
    if points:
        yield PageView("points", "What to see in it", points)
    if asked:
        yield PageView("questions", "What the story asks", asked)
    for n, each in enumerate(talk.parallels, start=1):
        source = (Words(f"Source: {one_line(each.source)}", "note"),) if each.source else ()
        heading = f"It has happened: {one_line(each.case)}"
        yield PageView(f"parallel-{n}", heading, (Words(each.text, "story"),), after=source)
    costly = () if are_scores_hidden(ranking) else tuple(roads(packs))
    if costly:
        rows = tuple(
            (
                _name(p.line.team),
                one_line(at.round_title),
                one_line(at.chosen.name),
                one_line(at.best.name),
                signed(more, 0),
            )
            for p, at, more in costly
        )
        table = Table(("Team", "Round", "Chose", "Best from there", "Points more"), rows)
        yield PageView("road", ROAD, (), table=table)
    if not (points or asked or talk.parallels or costly):
        yield PageView("points", "What to see in it", (Words("The story leaves this to you."),))
