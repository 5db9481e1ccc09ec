"""What the projector shows of one round: its answers, what followed for each team, and what may be corrected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chasm_game.views.consequences import EchoView, PredictionView
    from chasm_game.views.foresight import ImpactView
    from chasm_game.views.round import PostView

__all__ = ["AnswerLine", "Correctable", "RoomRound", "RoundLabels", "TeamFollowed"]


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One answer of a round. Whom it moves and how strongly is seen; which way is not."""

    letter: str
    title: str
    text: str
    label: str | None
    """`old` or `new`, where and when the story and the room show labels."""
    price: float
    impacts: tuple[ImpactView, ...]
    locked_for: tuple[str, ...]
    """Names of the teams in the round that cannot take it."""
    needs: str
    """Why it is locked for them; empty where it is open to everybody.

    On a wall of devices also without anybody for whom it is locked: what it needs, whoever may lack it."""
    teams: tuple[tuple[str, bool], ...]
    """After the reveal: who took it, and whether as the default."""
    corrected: tuple[str, ...] = ()
    """Those of them for whom another letter had been typed."""


@dataclass(frozen=True, slots=True)
class RoomRound:
    """A round as the projector shows it."""

    id: str
    number: int
    """Counts the rounds that this room has played."""
    of: int
    """Rounds of the file; some may be skipped."""
    title: str
    shock: tuple[str, ...]
    """The text, and what the story remembers of every team in the round, each Markdown."""
    parted: tuple[tuple[str, tuple[str, ...]], ...]
    """What it remembers of some teams only, with their names."""
    feed: tuple[PostView, ...]
    """Posts that every team in the round sees."""
    answers: tuple[AnswerLine, ...]
    targets: tuple[tuple[str, str], ...]
    """Id and name of everybody who may be predicted to lose most; the last is nobody."""
    opened: tuple[int, ...]
    """Teams whose consequences were shown."""
    all_opened: bool
    roles: str = ""
    """Who speaks for a team and who dissents, by their seats, in a sentence; empty where no roles are named."""


@dataclass(frozen=True, slots=True)
class TeamFollowed:
    """What followed for one team, in words and signs: no numbers."""

    team: str
    letter: str
    response: str
    defaulted: bool
    outcome: tuple[str, ...]
    """Each Markdown."""
    felt: tuple[tuple[str, int, tuple[tuple[str, int], ...]], ...]
    """Each stakeholder's name, its step (-3..3, see `STEPS`), and why with a sign, the strongest first."""
    company: tuple[tuple[str, int], ...]
    """Gauges of the company and leaders that moved, with the sign."""
    echoes: tuple[EchoView, ...]
    feed: tuple[PostView, ...]
    prediction: PredictionView | None
    reason: str
    fallen: bool
    happened: tuple[str, ...] = ()
    """That less of the truth is heard, or more; promises that were due, rescues, a fall, in silent rounds too: a
    paragraph each, without numbers."""
    corrected: str = ""
    """The letter that was revealed first, where it was corrected."""
    dissent: str = ""
    """The best case that the team had made for another answer."""
    averted: tuple[str, ...] = ()
    """Of rounds that would have come next and do not, what is to be read of that; each Markdown."""


@dataclass(frozen=True, slots=True)
class Correctable:
    """The round that was revealed last, while its letters may be corrected."""

    title: str
    letters: tuple[tuple[str, str], ...]
    """Letter and title of each answer, waiting last where it was open to somebody."""
    teams: tuple[tuple[int, str, bool, tuple[str, ...]], ...]
    """Of every team that was in it: its number, its letter, whether that is the default, what was open to it."""


@dataclass(frozen=True, slots=True)
class RoundLabels:
    """A round that was played, and which of its answers are old and which new."""

    title: str
    answers: tuple[tuple[str, str, str], ...]
    """Letter, title and `old` or `new` of each answer that has a label."""
