"""What pages of a live room say beside what stands in the views: words, rows and sentences, the game's own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from chasm_game.debrief import happenings, quarters
from chasm_game.debrief.predictions import expectation
from chasm_game.debrief.walk import walk
from chasm_game.gauges import CASH
from chasm_game.grammar import ended, have, plural, rounded
from chasm_game.live.lead_views import Doing
from chasm_game.live.views import LiveStage
from chasm_game.plain.company_text import chasm, moved
from chasm_game.text import money, one_line
from chasm_game.views.consequences import STEPS, between
from chasm_game.views.foresight import DIRECTIONS, STRENGTHS
from chasm_game.views.marks import mark_of
from chasm_game.views.recalled import recalled
from chasm_game.views.round import round_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chasm_game.debrief.page import WalkView
    from chasm_game.live.lead_views import PresenterView, TeamDoing
    from chasm_game.live.views import PersonSheet, PersonView
    from chasm_game.views.consequences import ChangeView, ConsequencesView, SilentView
    from chasm_game.views.debrief import DebriefView
    from chasm_game.views.foresight import ArrowView
    from chasm_game.views.round import PostView

__all__ = ["FILTERS", "Felt", "Step", "consequences_of", "own_debrief", "said_of", "sheet_rows", "sure_steps"]

STAGES = {
    LiveStage.LOBBY: "Before it begins",
    LiveStage.SHEETS_BEFORE: "The belief sheet",
    LiveStage.STORY: "The story",
    LiveStage.ANSWERS: "The answers are open",
    LiveStage.REVEALED: "What followed",
    LiveStage.SHEETS_AFTER: "The belief sheet, once more",
    LiveStage.TALK: "To talk about",
    LiveStage.SCORES: "Where you ended",
    LiveStage.CLOSED: "It is over",
}
"""Where a room stands, in a few words."""
DOING = {
    Doing.EMPTY: "nobody sits there",
    Doing.READING: "reading",
    Doing.VOTING: "voting",
    Doing.SPLIT: "split",
    Doing.AGREED: "agreed, not handed in",
    Doing.DECIDED: "handed in",
    Doing.OUT: "not in this round",
}
"""What a team is doing, in a few words."""
BY = {
    "": "",
    "pen": "by the team",
    "facilitator": "typed by the facilitator",
    "majority": "taken from the majority of its votes",
    "default": "the default",
}
"""Who handed an answer in."""
UNKNOWN = "what each decision was worth stands on the team's own page"


@dataclass(frozen=True, slots=True)
class Felt:
    """How somebody or something came out of a round, as a row."""

    name: str
    step: int
    words: str
    stands: str
    """From what to what."""
    because: tuple[str, ...]


def arrow(found: ArrowView | None) -> str:
    """Which way and how strongly, in words."""
    if found is None:
        return "not moved"
    return f"{DIRECTIONS[found.direction]}, {STRENGTHS[found.strength]}"


def arrow_sign(found: ArrowView | None) -> str:
    """The same as signs: as many arrows as it is strong."""
    return "·" if found is None else {1: "↑", -1: "↓", 0: "↕"}[found.direction] * found.strength


def step_sign(step: int) -> str:
    """A step of -3 to 3 as arrows."""
    return "=" if not step else ("↑" if step > 0 else "↓") * abs(step)


def clock(seconds: float | None) -> str:
    """A time as minutes and seconds: `2:05`."""
    whole = max(int(seconds or 0), 0)
    return f"{whole // 60}:{whole % 60:02d}"


def seconds_of(seconds: float | None) -> int:
    """Whole seconds, none below zero."""
    return max(round(seconds or 0), 0)


def team_doing(team: TeamDoing) -> str:
    """What a team is doing, with how its votes stand and how long it has been silent."""
    words = DOING[team.doing]
    if team.doing is Doing.SPLIT:
        words += " " + "–".join(str(count) for _, count in team.votes)
    if team.silent >= 60 and team.doing not in {Doing.DECIDED, Doing.OUT, Doing.EMPTY}:
        words += f", silent for {plural(int(team.silent // 60), 'minute')}"
    return words


FILTERS = {
    "have": have,
    "arrow": arrow, "arrow_sign": arrow_sign, "step_sign": step_sign, "clock": clock, "seconds_of": seconds_of,
    "doing": team_doing, "by": lambda who: BY[who], "stage_words": lambda stage: STAGES[stage],
    "money": lambda amount, unit: money(round(amount, 1), unit), "mark": mark_of, "chasm": chasm, "moved": moved,
    "strength": lambda size: STRENGTHS[size], "dots": lambda size: "●" * size + "○" * (3 - size),
    "step_words": lambda step: STEPS[step], "round_of": round_of, "carrying": happenings.carrying,
    "falls": happenings.chances_of_falling, "open_promise": happenings.open_promise,
    "settled": lambda promise: " ".join(happenings.settled(promise)), "expectation": expectation,
    "rescue": lambda view, unit: " ".join(happenings.rescue(view, unit)),
    "fallen": lambda view, unit: " ".join(happenings.fall(view, unit)),
    "leader_moved": happenings.leader_moved, "heard_too": happenings.heard_too, "side_of": happenings.side_of,
    "fog": happenings.fog_in_words, "quarter": quarters.named, "nothing_landed": quarters.nothing_landed,
}  # fmt: skip


def said_of(view: PersonView) -> str:
    """Where it stands for a person, to be spoken when it changes."""
    parts = [STAGES[view.stage]]
    if view.game is not None and view.game.round is not None:
        parts.append(one_line(view.game.round.title))
    asked = view.round
    if view.stage is LiveStage.ANSWERS and asked is not None:
        if asked.votes is not None:
            parts.append("Your team has voted")
        if asked.letter:
            parts.append(f"{asked.letter} is handed in for your team")
        if view.time_up:
            parts.append("The time is up")
    if view.waiting_for:
        parts.append(f"Waiting for {one_line(view.waiting_for)}")
    return ". ".join([*parts, one_line(view.notice).rstrip(".")]).rstrip(". ") + "."


def sheet_rows(sheet: PersonSheet) -> tuple[tuple[str, str, str, float | None], ...]:
    """The id and name of each stakeholder, its points as they stand in a field, and the team's mean."""
    points, mean = sheet.points or {}, sheet.mean or {}
    return tuple(
        (each, name, f"{points[each]:g}" if each in points else "", mean.get(each)) for each, name in sheet.stakeholders
    )


def _felt(change: ChangeView, unit: str) -> Felt:
    cash = change.id == CASH.id
    if cash:
        # Money is told to a tenth and has no steps of trust: only the direction says something everywhere.
        moved = round(change.after, 1) - round(change.before, 1)
        change = replace(change, step=(moved > 0) - (moved < 0))
    stands = between(change, lambda number: money(round(number, 1), unit) if cash else rounded(number))
    because = dict.fromkeys(
        (f"from round {r.sender}: " if r.sender is not None else "") + ended(one_line(r.because))
        for r in change.reasons
        if not (r.usual or r.fog)
    )
    words = {1: "up", -1: "down"}.get(change.step, STEPS[0]) if cash else STEPS[change.step]
    return Felt(one_line(change.name), change.step, words, stands, tuple(because)[:3])


def _silent(view: SilentView, unit: str, post: tuple[int, PostView] | None) -> dict[str, Any]:
    return {
        "view": view,
        "rows": [_felt(each, unit) for each in (*view.stakeholders, *view.company) if each.step],
        "post": post,
    }


def consequences_of(view: ConsequencesView, rounds: Sequence[ConsequencesView]) -> dict[str, Any]:
    """What followed from a decision, in rows; `rounds` are those played so far."""
    unit = view.dashboard.cash.unit
    posts = recalled(view.silent, rounds)
    return {
        "view": view,
        "unit": unit,
        "rows": [_felt(each, unit) for each in view.stakeholders],
        "company": [_felt(each, unit) for each in view.company],
        "silent": [_silent(each, unit, post) for each, post in zip(view.silent, posts, strict=True)],
    }


def own_debrief(view: DebriefView) -> WalkView:
    """A team's own debrief, as far as a telephone shows it; what decisions were worth needs the review."""
    return walk(view, None, UNKNOWN)


@dataclass(frozen=True, slots=True)
class Step:
    """Something that leads a room on."""

    verb: str
    label: str
    sure: str
    """What it does that cannot be taken back; empty where it may be done without a second question."""


_NEXT = {
    LiveStage.SHEETS_BEFORE: ("On to the first round", "The sheets are closed by that, and nobody can hand one in."),
    LiveStage.REVEALED: ("Go on", ""),
    LiveStage.SHEETS_AFTER: ("On to the talk", "The sheets are closed by that, and nobody can hand one in."),
}
_OTHERS = {
    "begin": ("Begin with the belief sheets", "The story and its luck are fixed by that; people can still come in."),
    "answers": ("Open the answers", ""),
    "reveal": ("Reveal", "The letters are fixed and shown to everybody. A team without one gets the default."),
    "scores": ("Show the scores", "All scores are shown at once, the best first. After them, people talk about them."),
    "close": ("Close the room", "The pages are written, and every seat ends. It cannot be opened to devices again."),
    "shorten": ("Straight to the last round", "What lies between is decided by default, and marked so everywhere."),
}


def sure_steps(view: PresenterView) -> list[Step]:
    """What leads the room on now, the next thing first."""
    steps = []
    for verb in ("begin", "answers", "reveal", "next", "scores", "close", "shorten"):
        if verb in view.can:
            label, sure = _NEXT.get(view.stage, ("Go on", "")) if verb == "next" else _OTHERS[verb]
            steps.append(Step(verb, label, sure))
    return steps
