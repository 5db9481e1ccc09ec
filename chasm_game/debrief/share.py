"""A game that is over in one line, and as a small picture: to show to others, and nothing of the story given away."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from chasm_game.charts.card import Card, card
from chasm_game.errors import ChasmError
from chasm_game.file_facts import kind_of
from chasm_game.files import AlreadyThere, write_whole
from chasm_game.grammar import under, whole
from chasm_game.text import one_line

if TYPE_CHECKING:
    from chasm_game.views.debrief import DebriefView
    from chasm_game.views.intro import IntroView
    from chasm_game.views.review import ReviewView

__all__ = ["SIGNS", "explained", "picture", "share_line", "write_picture"]

SIGNS = {"best": "★", "sound": "●", "a detour": "◐", "costly": "○", "very costly": "×"}
"""By the verdict on a decision: the more of it is filled, the less was lost."""
PLAIN_SIGNS = {"best": "*", "sound": "+", "a detour": "~", "costly": "-", "very costly": "x"}
"""The same where a terminal speaks no UTF-8."""
SIGNS_EXPLAINED = "A sign for each round, by what was lost: "


def share_line(view: DebriefView, review: ReviewView | None, *, plain: bool = False) -> str:
    """Title, score, chasm from and to, a sign a round, luck and difficulty. No answer, no ending, no name of a round.

    The score stands between the worst and the best that was possible, as in the debrief: no game comes near 1000, and
    who only hears the line does not know it. Without the review, which knows what was possible and what a decision was
    worth, it has its scale, and there are no signs.
    """
    intro, outputs = view.intro, view.outputs
    arrow, dot = ("->", "|") if plain else ("→", "·")
    parts = [f"Chasm: {one_line(intro.title)}", f"score {outputs.score} ({_against(review)})"]
    parts.append(f"chasm {whole(outputs.chasm_start)}{arrow}{whole(outputs.chasm_end)}")
    if review is not None:
        signs = PLAIN_SIGNS if plain else SIGNS
        parts.append("".join(signs[decision.verdict] for decision in review.decisions))
    parts.append(under(intro.seed, intro.difficulty))
    if intro.practice:
        parts.append("practice")
    return f" {dot} ".join(parts)


def _against(review: ReviewView | None) -> str:
    """What a score is held against: what was possible here, or its scale."""
    if review is None:
        return "the scale ends at 1000"
    if review.paths == 1:
        return "by the only way there is"
    return f"worst possible {whole(review.worst_score)}, best {whole(review.best_score)}"


def explained(*, plain: bool = False) -> str:
    """What the signs of the line mean."""
    signs = PLAIN_SIGNS if plain else SIGNS
    meanings = ("nothing", "little", "some", "much", "very much")
    return (
        SIGNS_EXPLAINED
        + ", ".join(f"{sign} {meaning}" for sign, meaning in zip(signs.values(), meanings, strict=True))
        + "."
    )


def picture(view: DebriefView, review: ReviewView | None) -> str:
    """The same as a drawing that stands alone: a file of SVG."""
    intro, outputs = view.intro, view.outputs
    verdicts = tuple(SIGNS) if review is not None else ()
    luck = under(intro.seed, intro.difficulty) + (", practice" if intro.practice else "")
    return card(
        Card(
            title=intro.title,
            about=f"Chasm, {luck}",
            score=outputs.score,
            against=_against(review),
            before=outputs.chasm_start,
            after=outputs.chasm_end,
            marks=tuple(verdicts.index(d.verdict) for d in review.decisions) if review is not None else (),
            words=share_line(view, review),
        )
    )


def picture_path(intro: IntroView) -> Path:
    """A file that is not there yet, beside the debrief that is written: next to the save."""
    base = Path(intro.save).with_suffix("") if intro.save else Path(intro.scenario)
    names = (f"{base.name}-result{'' if n == 1 else f'-{n}'}.svg" for n in count(1))
    return next(path for name in names if not kind_of(path := base.parent / name))


def write_picture(view: DebriefView, review: ReviewView | None) -> str:
    """Write the picture next to the save; its path. Raises `ChasmError` where it cannot be written."""
    path = picture_path(view.intro)
    try:
        write_whole(path, picture(view, review), fresh=True)
    except AlreadyThere as error:  # in the moment between
        raise ChasmError(f"{error}: share once more") from None
    return str(path)
