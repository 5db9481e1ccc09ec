"""What a facilitator is asked before something that stays, and what it would do: the same words on every face."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chasm_game.grammar import joined, plural
from chasm_game.session.room.views import TeamStatus
from chasm_game.text import one_line
from chasm_game.views.marks import mark_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chasm_game.session.room.round_views import RoomRound
    from chasm_game.session.room.views import RoomTeam, RoomView, TeamSheet

__all__ = [
    "Consequence",
    "Question",
    "before_asking",
    "before_beginning",
    "before_correcting",
    "before_going_on",
    "before_leaving_sheets",
    "before_opening_a_page",
    "before_removing",
    "before_restoring",
    "before_revealing",
    "before_scores",
    "late_team",
    "missing",
    "named",
    "no_such_answer",
    "not_in_it",
    "numbers_of",
    "without_sheet",
]


@dataclass(frozen=True, slots=True)
class Consequence:
    """One sentence of what an answer would do."""

    text: str
    label: str = ""
    """What stands before it, as `No letter from`; mostly nothing."""
    apart: bool = False
    """Whether a new paragraph begins here."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question that is answered with yes or no."""

    title: str
    consequences: tuple[Consequence, ...]
    yes: str
    """What a yes does, in a few words."""


def named(names: Sequence[str], most: int = 6) -> str:
    """Names on one line; of many the first, and how many more."""
    shown = ", ".join(one_line(name, 24) for name in names[:most])
    return shown if len(names) <= most else f"{shown} and {len(names) - most} more"


def missing(teams: Sequence[RoomTeam]) -> list[str]:
    """Names of those in the round that have handed in nothing and are not marked absent."""
    return [team.name for team in teams if team.status is TeamStatus.WAITS]


def not_in_it(teams: Sequence[RoomTeam]) -> list[str]:
    """Who does not play a round, in a sentence for each reason: said with the story, before they discuss it in vain."""
    out = [team.name for team in teams if team.status is TeamStatus.SITS_OUT]
    fallen = [team.name for team in teams if team.status is TeamStatus.FALLEN]
    sentences = []
    if out:
        sentences.append(f"Not in this round, for their story goes another way: {named(out, 12)}.")
    if fallen:
        sentences.append(f"Out of the game, for their company has fallen: {named(fallen, 12)}.")
    return sentences


def without_sheet(view: RoomView) -> list[str]:
    """Names of those whose sheet is not in; nobody where none is in, for then the sheets were left out on purpose."""
    names = [team.name for team in view.teams if not team.sheets[0]]
    return names if len(names) < len(view.teams) else []


def no_such_answer(letter: str, shown: RoomRound) -> str:
    """That a letter is none of this round's answers, and which are."""
    letters = joined([answer.letter for answer in shown.answers])
    return f"There is no {letter.upper()} in this round: its answers are {letters}."


def numbers_of(sheet: TeamSheet | None) -> str:
    """A belief sheet as it is typed; `none` where nothing was handed in."""
    if sheet is None or sheet.points is None:
        return "none"
    points = " ".join(f"{share:g}" for _, share in sheet.points)
    marks = "" if sheet.ways is None else " / " + " ".join(str(mark_of(way)) for _, way in sheet.ways)
    return points + marks


def before_beginning(view: RoomView) -> Question:
    """Before the names are left."""
    return Question(
        f"Begin with {plural(len(view.teams), 'team')}?",
        (
            Consequence("Each team gets a save of its own, all with the same luck."),
            Consequence("Names can still be changed, and late teams can join."),
        ),
        "Begin",
    )


def before_leaving_sheets(view: RoomView, without: Sequence[str], *, after: bool, way_back: str) -> Question:
    """Before the belief sheets are left; `without` names the teams whose sheet is missing.

    `way_back` is what leads to them again before the first reveal.
    """
    count = len(view.teams) - len(without)
    lines = [Consequence(f"{count} of {plural(len(view.teams), 'sheet')} in.")]
    if without:
        lines.append(Consequence(named(without, 12), "No sheet from", apart=True))
    if after:
        over = "The game is over then: sheets and letters stand, and the questions come."
        return Question("On to the questions?", (*lines, Consequence(over, apart=True)), "Go on")
    later = f"They can still be typed until the first reveal: {way_back}."
    return Question("Go on without these sheets?", (*lines, Consequence(later, apart=True)), "Go on")


def before_revealing(view: RoomView, without: Sequence[str], no_sheet: Sequence[str]) -> Question:
    """Before a reveal; `without` and `no_sheet` name the teams whose letter or sheet is missing."""
    letters = sum(team.status is TeamStatus.IN for team in view.teams)
    absent = [team.name for team in view.teams if team.status is TeamStatus.ABSENT]
    stand = "The letters of the round before stand then." if view.revealed else "The belief sheets stand then."
    lines = [Consequence(f"{plural(letters, 'letter')} in. {stand}")]
    for label, names in (("No sheet from", no_sheet), ("No letter from", without), ("Absent", absent)):
        if names:
            lines.append(Consequence(named(names, 12), label, apart=True))
    if without or absent:
        lines.append(Consequence("They get the default, the first open answer, and it is marked as that."))
    return Question("Reveal the choices?", tuple(lines), "Reveal")


def before_asking(name: str, price: str, left: int, companion: str = "") -> Question:
    """Before a team asks the people, for a price, with somebody or alone."""
    along = f" with {companion}" if companion else ""
    return Question(
        f"{name} asks the people{along}?", (Consequence(f"It costs {price} now; {left} left. It stands."),), "Ask"
    )


def before_opening_a_page(name: str) -> Question:
    """Before a team's own page is shown."""
    return Question(
        f"Show the page of {name}?",
        (
            Consequence("Its dashboard, what is open to it, and what the people said if it asked."),
            Consequence("The other teams look away, or you read it out.", apart=True),
        ),
        "Show",
    )


def before_going_on(closed: str) -> Question:
    """Before a round is left of which `closed`, so many of so many teams, was not opened."""
    lines = (Consequence(f"What followed for {closed} was not opened, and cannot be opened later."),)
    return Question("On to the next round?", lines, "Go on")


def before_scores(view: RoomView) -> Question:
    """Before the scores are revealed."""
    return Question(
        "Reveal the scores?",
        (
            Consequence(f"All {len(view.teams)} teams' scores are shown at once, the best first."),
            Consequence(
                "Talk about the first three questions before: after the scores, people talk about the scores.",
                apart=True,
            ),
        ),
        "Reveal the scores",
    )


def late_team(missed: int) -> Question:
    """Before a team joins a game that has begun, and in which `missed` rounds are revealed."""
    past = f"the {missed} rounds" if missed > 1 else "the round"
    default = f"For {past} that it missed it gets the default, marked." if missed else "It has missed nothing yet."
    lines = (Consequence(default), Consequence("It plays on with the others from then on."))
    return Question("Does a late team join?", lines, "A late team")


def before_removing(name: str) -> Question:
    """Before a team is taken out."""
    return Question(
        f"Take {name} out?",
        (
            Consequence("Nobody waits for it any more, and it has no place at the end."),
            Consequence("It is kept, and can be taken back."),
        ),
        "Take it out",
    )


def before_restoring(name: str) -> Question:
    """Before a team is taken back."""
    stands = Consequence("For every round that it missed it gets the default, marked. That stands.")
    return Question(f"Take {name} back?", (stands,), "Take it back")


def before_correcting(name: str, stands: str, letter: str) -> Question:
    """Before the letter that stands for a team is corrected to another."""
    return Question(
        f"{name}: {stands} → {letter}?",
        (
            Consequence("What followed for it is worked out anew, and the correction is marked with † everywhere."),
            Consequence("Who loses most, how sure and why stay as they were handed in."),
        ),
        "Correct it",
    )
