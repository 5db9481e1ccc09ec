"""The records of a story in sentences: the same words on the screen, in plain mode and on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.grammar import ended, joined, percent, plural, quoted, rounded, times
from chasm_game.limits import WRITTEN
from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.views.records import RecordsView

__all__ = ["record_parts"]


def record_parts(view: RecordsView) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Heading and sentences of each part; of a story without a game that counts only how many others there are."""
    yield "Your games", tuple(_counted(view))
    if not view.games:
        return
    yield "Best score and endings", tuple(_best(view))
    yield "Answers", tuple(_answers(view))
    yield "Asking", (f"You asked the people in {view.asked} of {plural(view.played, 'round')}.",)
    if view.foresight:
        yield "How sure, and how often right", tuple(_foresight(view))


def _counted(view: RecordsView) -> Iterator[str]:
    yield f"{plural(view.games, 'game')} of {one_line(view.title)} {'is' if view.games == 1 else 'are'} over."
    others = [
        f"{count} {'is' if count == 1 else 'are'} {what}"
        for count, what in (
            (view.unfinished, "not over"),
            (view.practice, "practice"),
            (view.other, "on another version of the story or its rules"),
            (view.damaged, "damaged"),
        )
        if count
    ]
    if others:
        yield f"Not counted: {joined(others)}."


def _best(view: RecordsView) -> Iterator[str]:
    for best in view.best:
        how = "as written" if best.difficulty == WRITTEN else best.difficulty
        yield f"Best {how}: {best.score} of 1000, {ended(one_line(best.ending))}"
    found = [one_line(each.title) + ("" if each.times == 1 else f" ({times(each.times)})") for each in view.endings]
    yield f"Endings found: {len(found)} of {view.endings_in_all}: {ended(joined(found))}"


def _answers(view: RecordsView) -> Iterator[str]:
    never = sum(len(each.never) for each in view.rounds)
    of = never + sum(len(each.given) for each in view.rounds)
    if not never:
        yield f"You have given every one of the {of} answers of the rounds that you met."
    else:
        yield f"Of {plural(of, 'answer')} in the rounds that you met, {never} you have never given."
    for each in view.rounds:
        if each.never:
            yield f"In {quoted(each.title)}: {joined([quoted(title) for title in each.never])}."
    if view.unmet:
        yield f"{plural(view.unmet, 'round')} of the story you have never met."


def _foresight(view: RecordsView) -> Iterator[str]:
    made = sum(each.made for each in view.foresight)
    right = sum(each.right for each in view.foresight)
    sure = sum(each.sure * each.made for each in view.foresight) / made
    yield f"Of {plural(made, 'prediction')} {right} came true: {percent(right / made)}."
    yield f"You were {rounded(sure)} % sure on average."
    for each in view.foresight:
        yield f"Where you were {each.least} to {each.most} % sure: right {each.right} of {each.made}."
