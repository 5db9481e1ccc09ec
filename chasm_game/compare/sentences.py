"""What a comparison says: every sentence once, for screen, plain text and pages to set.

Names come from files and people and stand on one line each. Of all this only `other_people_sentence` tells of places.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.compare.hidden import HIDDEN, are_scores_hidden
from chasm_game.compare.ranking import everybody
from chasm_game.debrief.predictions import expectation_of_a_team
from chasm_game.grammar import NONE, capital, joined, plural, rounded, times, under
from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chasm_game.compare.answers import ChoiceCell
    from chasm_game.compare.views import OtherPeople, RankingView, RoomBeliefs, TeamLine

__all__ = [
    "BELIEFS",
    "BELOW_THE_LINE",
    "BESIDE",
    "BETWEEN_TWO",
    "CORRECTED",
    "HALVES",
    "HOW_FAR",
    "MARKS",
    "MOST_SURE",
    "OTHER_PEOPLE",
    "PARTED",
    "SAME_LUCK",
    "SOCIAL_CHASM",
    "SUREST_OF_THE_ROOM",
    "SURE_AND_WRONG",
    "TIES",
    "VALUES",
    "beliefs_sentence",
    "distances",
    "halves_sentence",
    "mark",
    "marks",
    "named",
    "other_people_sentence",
    "output_cells",
    "own_chasm",
    "parted_sentence",
    "standing_words",
    "surest_miss",
]

PARTED = "Where the teams parted"
VALUES = "Value at the end of each round"
"""Two headings."""
MANY = 12
"""Teams that a sentence names; of more, how many."""
NAME = 60
"""Signs of a team's name in a sentence."""
_OUTPUTS = ("chasm_end", "say_do", "resilience", "calibration")
TIES = "Equal scores go to the narrower final chasm, then to the higher resilience, then they share the place."
"""The rule of the ranking, as it is printed under it."""
BELOW_THE_LINE = "Not ranked, for the default decided half of their rounds or more"
"""What stands above the teams that were absent."""
BESIDE = (
    "In brackets the place by each output alone: a narrow chasm, words kept and trust never low are better; so is a "
    "low calibration."
)
BELIEFS = "What the room believes creates the most value, in shares of 100"
"""The heading of the room's belief sheets."""
HALVES = "Each team's chasm at the start and at the end, with its halves"
"""The heading of the teams' chasms."""
SOCIAL_CHASM = (
    "The social chasm of the room is the distance between its mean belief sheet and what the people say, from 0 to 100."
)
OTHER_PEOPLE = "Would other people rank the teams in the same way?"
MOST_SURE = "What each team was most sure of, and what came"
SURE_AND_WRONG = "An error that one was sure of is the one that is corrected best, once it has surprised."
SUREST_OF_THE_ROOM = "the surest miss of the room"
HOW_FAR = "how far each team is from the people"
BETWEEN_TWO = "from −100 to 100 between two statements"
SAME_LUCK = "Every team had the same luck."
CORRECTED = "† was corrected after the reveal: another letter had been typed."
MARKS = "The letters are the answers as they are listed; ? asked the people first, * is a default, – was not played."


def standing_words(view: RankingView) -> str:
    """Under whose eyes the scores stand, and whether the texts are known."""
    whose = f"the weights `{one_line(view.people)}`" if view.people else "the scenario's own weights"
    known = "the library's own texts" if view.known else "UNKNOWN TEXTS: not the library's scenario and rulebook"
    luck = capital(under(view.seed, view.difficulty))
    return f"{luck}, {known}. {HIDDEN if are_scores_hidden(view) else f'Scores under {whose}.'}"


def output_cells(line: TeamLine) -> tuple[str, str, str, str]:
    """The other outputs, each with the place by it."""
    o = line.outputs
    cells = {
        "chasm_end": f"{o.chasm_start:.0f} to {o.chasm_end:.0f}",
        "say_do": "–" if o.say_do is None else f"{o.say_do:.0%}",
        "resilience": f"{o.resilience:.0f}",
        "calibration": "–" if o.calibration is None else f"{o.calibration:.2f}",
    }
    chasm, say, low, sure = (f"{cells[n]} ({line.ranks[n]})" if n in line.ranks else cells[n] for n in _OUTPUTS)
    return chasm, say, low, sure


def mark(choice: ChoiceCell | None) -> str:
    """A choice in a cell: its letter, with ? where the people were asked, * for a default, † for a correction."""
    if choice is None:
        return "–"
    return f"{choice.letter or 'wait'}{'?' * choice.asked}{'*' * choice.defaulted}{'†' * bool(choice.corrected)}"


def marks(view: RankingView) -> str:
    """What the marks in the cells mean, as far as there are any."""
    cells = (cell for line in everybody(view) for cell in line.choices)
    return f"{MARKS} {CORRECTED}" if any(cell.corrected for cell in cells) else MARKS


def named(teams: Sequence[str], most: int = MANY) -> str:
    """The first names, and how many more there are."""
    # Cut before they are joined: a room of two hundred teams is a sentence too.
    names = [one_line(team, NAME) for team in teams[:most]]
    return joined(names if len(teams) <= most else [*names, f"{len(teams) - most:,} more"])


def parted_sentence(view: RankingView) -> str:
    """Where the teams parted, or why they did nowhere."""
    if view.parted is not None:
        title = one_line(view.parted.round.title)
        if are_scores_hidden(view):
            return f"In no round did the teams answer more differently than in round {view.parted.number}, {title}."
        return f"In no round did the answers set the teams further apart than in round {view.parted.number}, {title}."
    if len(view.teams) < 2:
        return "One team played, so nobody could part."
    return "Nowhere: all teams answered every round the same."


def surest_miss(view: RankingView) -> tuple[str, str] | None:
    """The team that was most sure and wrong, and the sentence that goes on from its name; None where nobody was."""
    if view.most_confident_miss is None:
        return None
    team, miss = view.most_confident_miss
    assert miss.prediction is not None
    title = next(one_line(each.title) for each in view.rounds if each.id == miss.round)
    chosen = f"in “{title}” with “{one_line(miss.title)}”"
    return one_line(team), f"{chosen}: {expectation_of_a_team(miss.prediction)}"


def beliefs_sentence(room: RoomBeliefs | None) -> str:
    """How far the room's mean sheets are from the people, of how many sheets."""
    if room is None:
        return "No belief sheet was handed in."
    sheets = (
        (room.chasm_before, room.how_before, "before", room.handed_in_before),
        (room.chasm_after, room.how_after, "after", room.handed_in_after),
    )
    parts = [
        f"{rounded(chasm)} {when} ({_parts(chasm, how)}{plural(count, 'sheet')})"
        for chasm, how, when, count in sheets
        if chasm is not None
    ]
    return f"The social chasm of the room: {', '.join(parts)}."


def _parts(chasm: float, how: float | None) -> str:
    # The chasm is the mean of its halves (model.md), so the first follows from the other two numbers.
    return "" if how is None else f"whom {rounded(2 * chasm - how)}, how {rounded(how)}; "


def own_chasm(line: TeamLine) -> str:
    """How far a team's own sheets are from the people: `34 before, 30 after`; empty without sheets."""
    before, after, _, _ = distances(line)
    sheets = ((line.own_chasm_before, before, "before"), (line.own_chasm_after, after, "after"))
    return ", ".join(f"{distance} {when}" for own, distance, when in sheets if own is not None)


def distances(line: TeamLine) -> tuple[str, str, str, str]:
    """How far a team's sheets before and after, and its deeds at the start and at the end, are from the people."""
    out, halves = line.outputs, line.outputs.halves
    hows = (None, None) if halves is None else (halves.how_start, halves.how_end)
    alone = bool(line.ways)
    return (
        _in_halves(line.own_chasm_before, line.own_how_before, alone=alone),
        _in_halves(line.own_chasm_after, line.own_how_after, alone=alone),
        _in_halves(out.chasm_start, hows[0], alone=alone),
        _in_halves(out.chasm_end, hows[1], alone=alone),
    )


def _in_halves(chasm: float | None, how: float | None, *, alone: bool) -> str:
    """`36 (whom 60, how 12)`, or `60 (whom alone)` where the other half is not known."""
    if chasm is None:
        return NONE
    if how is None:
        return f"{rounded(chasm)} (whom alone)" if alone else rounded(chasm)
    return f"{rounded(chasm)} (whom {rounded(2 * chasm - how)}, how {rounded(how)})"


def halves_sentence(line: TeamLine) -> str:
    """Where a team's chasm and its halves began and ended, and how often its owners stepped in."""
    _, _, start, end = distances(line)
    rescued = f"; rescued {times(line.outputs.rescues)}" if line.outputs.rescues else ""
    return f"{start} to {end}{rescued}"


def other_people_sentence(other: OtherPeople, *, with_order: bool = False) -> str:
    """Whether these people would rank the teams in the same way; `with_order` with every team and its score."""
    people = f"{one_line(other.title or other.name)} (`{one_line(other.name)}`)"
    if other.same_order:
        return f"{people}: yes, the same order."
    first = "the same team first" if other.same_first else f"{one_line(other.order[0][0], NAME)} first"
    order = named([f"{one_line(team, NAME)} {score:.0f}" for team, score in other.order])
    return f"{people}: no, {first}.{f' {order}.' if with_order else ''}"
