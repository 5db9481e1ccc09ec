"""What each decision was worth, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.debrief.pages.turning_point import turning_point
from chasm_game.grammar import joined
from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.views.review import DecisionWorth, ReviewView

__all__ = ["worth"]


def worth(view: ReviewView) -> Iterator[str]:
    """Where the game stands among all, and every decision beside what else was open."""
    yield "What your decisions were worth."
    yield (
        f"{view.paths:,} ways lead through this story, under the luck that fell. Yours scores better than "
        f"{int(view.percentile)} % of them. The best scores {view.best_score:.0f}, the worst {view.worst_score:.0f}."
    )
    if (turning := turning_point(view)) is not None:
        yield (
            f"The turning point was round {turning.number}, {one_line(turning.round_title)}: "
            f"it cost {turning.loss:.0f} % of all that was to be won."
        )
    if view.road_score is not None:
        yield f"The road not taken from your costliest decision ends at {view.road_score}."
    for decision in view.decisions:
        yield _decision(decision)
    yield (
        "A score here is the best that was still reachable after an answer, under the luck that fell. "
        f"On average luck, over {view.seeds} other draws, it can differ. Asking is held as you did it."
    )


def _decision(each: DecisionWorth) -> str:
    lost = "" if each.loss < 0.05 else f", {each.loss:.1f} % lost"
    told = f"{each.number}. {one_line(each.round_title)}: {each.verdict}{lost}."
    scores = []
    for answer in each.answers:
        yours = ", yours" if answer.chosen else ""
        luck = f", {answer.on_average:.0f} on average luck"
        apart = luck if abs(answer.on_average - answer.under_the_luck) >= 0.5 else ""
        scores.append(f"“{one_line(answer.title)}”{yours}: {answer.under_the_luck:.0f}{apart}")
    told += f" {'; '.join(scores)}."
    if each.loss >= 0.05 and len(each.best_line) > 1:
        told += f" Best from there: {joined([f'“{one_line(each_.name)}”' for each_ in each.best_line])}."
    return told
