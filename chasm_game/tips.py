"""What a first game explains, one thing at a time, when it first matters; on the screen and in plain mode."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["EXPLANATIONS", "TUTORIAL", "Explanation", "waiting"]

TUTORIAL = "tutorial"
"""The id of the scenario that is offered first; and, among what was seen, that it was offered."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A few words about a part of the game."""

    id: str
    """Kept in the settings once it was shown."""
    screen: str
    """Where it belongs: beliefs, round, confirm, after, debrief."""
    part: str
    """What it explains."""
    words: str
    aloud: str = ""
    """What is said in place of that where there is nothing to be seen: no dots, no page, no name of a part above it."""

    @property
    def heard(self) -> str:
        """The words for who hears them."""
        return self.aloud or self.words


EXPLANATIONS = (
    Explanation(
        "sheet", "beliefs", "The belief sheet",
        "Spread 100 points: who creates the most value? A second page asks how. Nobody sees it before the debrief.",
        "Spread 100 points: who creates the most value? Then you are asked how. Nobody hears of it before the debrief.",
    ),
    Explanation(
        "shock", "round", "The story",
        "This happened before you could do anything about it. Read it first; the posts show what people make of you.",
        "This happened before you could do anything about it; the posts say what people make of you.",
    ),
    Explanation(
        "dashboard", "round", "The dashboard",
        "What the company is told: trust from 0 to 100, with its change. Where people are afraid, bad news stays out.",
    ),
    Explanation(
        "mist", "round", "Asking the people",
        "What the people believe lies in mist until you ask them. It costs cash, and you can do it only a few times.",
    ),
    Explanation(
        "answers", "round", "The answers",
        "Dots say whom an answer moves and how strongly, not which way. Arrows do, once the people were asked.",
        "Each answer says whom it moves and how strongly, not which way. That it says once the people were asked.",
    ),
    Explanation(
        "arrows", "round", "The arrows",
        "By the end of this round, then later; against doing nothing, not against now. What the people tell you "
        "is true.",
        "Each answer now says which way it moves whom, by the end of this round and later, against doing nothing, "
        "not against now. What the people tell you is true.",
    ),
    Explanation(
        "halves", "round", "The chasm",
        "It has two halves: whom you create value for, and how you do it. Deeds move both.",
        "The chasm has two halves: whom you create value for, and how you do it. Deeds move both.",
    ),
    Explanation(
        "leaders", "round", "Your leaders",
        "They carry what you decide as far as they believe in it, and come to believe by what they watch.",
        "Your leaders carry what you decide as far as they believe in it, and come to believe by what they watch.",
    ),
    Explanation(
        "promise", "round", "A promise",
        "It stands here until it is due. Then it is held against what has come, and people remember.",
        "A promise is told in every round until it is due. Then it is held against what has come, and people remember.",
    ),
    Explanation(
        "prediction", "confirm", "The prediction",
        "Who will lose most from now to the end of the round? It costs nothing, and shows where you were sure and "
        "wrong.",
    ),
    Explanation(
        "consequences", "after", "What followed",
        "Who felt it, and why, the strongest reason first. Nothing moves without a cause.",
    ),
    Explanation(
        "echo", "after", "What came back",
        "Deeds have echoes. This one comes from an earlier decision, and says from which.",
    ),
    Explanation(
        "debrief", "debrief", "The debrief",
        "Now everything may be seen: what each decision was worth, where you were sure and wrong, and what to talk "
        "about.",
    ),
)  # fmt: skip
"""In the order in which they are told."""


def waiting(screen: str, seen: Collection[str]) -> tuple[Explanation, ...]:
    """What is still to be explained at a place."""
    return tuple(each for each in EXPLANATIONS if each.screen == screen and each.id not in seen)
