"""What a room hears of a round: the story, the answers, who chose what, what followed. No number of a company."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.compare.sentences import CORRECTED
from chasm_game.debrief import happenings
from chasm_game.debrief.headings import AGAINST_IT, SINCE
from chasm_game.debrief.predictions import expectation_of_a_team
from chasm_game.grammar import ended, joined, listed, plural, quoted
from chasm_game.plain import answers_text, company_text, round_text
from chasm_game.plain.consequences import echoes
from chasm_game.prose import inline, plain
from chasm_game.session.room.outcomes import answers_told
from chasm_game.session.room.questions import named
from chasm_game.text import one_line
from chasm_game.views.consequences import STEPS
from chasm_game.views.foresight import STRENGTHS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from chasm_game.session.room.round_views import AnswerLine, RoomRound, TeamFollowed
    from chasm_game.views.round import RoundView

__all__ = ["answers", "choices", "everybody", "own_page", "story", "team_followed"]


def story(shown: RoomRound) -> Iterator[str]:
    """What happened, what only some teams read, and what everybody sees posted."""
    yield f"Round {shown.number} of {shown.of}. {ended(one_line(shown.title))}"
    yield from map(plain, shown.shock)
    for text, names in shown.parted:
        yield f"For {named(names, 12)}: {plain(text)}"
    yield from round_text.feed(shown.feed)


def answers(shown: RoomRound, unit: str) -> Iterator[str]:
    """Each answer under its letter."""
    yield f"The answers are {joined([answer.letter for answer in shown.answers])}."
    for answer in shown.answers:
        yield _answer(answer, unit)
    if shown.roles:
        yield shown.roles


def _answer(answer: AnswerLine, unit: str) -> str:
    label = f" ({answer.label})" if answer.label else ""
    parts = [f"{answer.letter}. {ended(one_line(answer.title) + label)}"]
    if answer.text:
        parts.append(ended(inline(answer.text)))
    if answer.locked_for:
        needs = f": {one_line(answer.needs)}" if answer.needs else ""
        parts.append(ended(f"Locked for {named(answer.locked_for, 12)}{needs}"))
    parts += answers_text.price(round(answer.price, 1), unit, answer.text)
    groups = [
        f"{STRENGTHS[strength]}: {listed(i.name for i in answer.impacts if i.strength == strength)}"
        for strength in sorted({i.strength for i in answer.impacts}, reverse=True)
    ]
    return " ".join([*parts, f"Moves {'; '.join(groups) or 'nobody to speak of'}."])


def choices(shown: RoomRound) -> Iterator[str]:
    """Who chose what, answer by answer."""
    for answer in shown.answers:
        takers = [
            one_line(name, 30) + " †" * (name in answer.corrected) + " (default)" * default
            for name, default in answer.teams
        ]
        count = plural(len(takers), "team") if takers else "nobody"
        names = f": {joined(takers)}" if takers else ""
        label = f" That is the {answer.label} way." if answer.label else ""
        yield f"{answer.letter}, {quoted(answer.title)}, {count}{ended(names)}{label}"
    if any(answer.corrected for answer in shown.answers):
        yield CORRECTED


def team_followed(followed: TeamFollowed) -> Iterator[str]:
    """What followed for one team: the story, who felt it and why, what came back."""
    note = " By default: no letter was given." if followed.defaulted else ""
    if followed.corrected:
        note = f" † Corrected: {followed.corrected} had been typed."
    yield f"{one_line(followed.team)}: {followed.letter}, {quoted(followed.response)}.{note}"
    yield from map(plain, followed.outcome)
    yield f"Who felt it, {SINCE}: {_felt(followed)}."
    for name, step, reasons in followed.felt:
        if reasons:
            # The two strongest, as on the projector: the debrief has all of them.
            because = " ".join(ended(one_line(words)) for words, _ in reasons[:2])
            yield f"{one_line(name)}, {STEPS[step]}: {because}"
    moved = [f"{one_line(name)} {'up' if sign > 0 else 'down'}" for name, sign in followed.company]
    if moved:
        yield f"In the company: {', '.join(moved)}."
    yield from echoes(followed.echoes, {})
    yield from followed.happened
    yield from map(plain, followed.averted)
    yield from round_text.feed(followed.feed)
    if followed.prediction is not None:
        yield f"What it expected: {expectation_of_a_team(followed.prediction)}"
    if followed.reason:
        yield f"It wrote: “{one_line(followed.reason)}”"
    if followed.dissent:
        yield f"{AGAINST_IT}: “{one_line(followed.dissent)}”"
    if followed.fallen:
        yield "The company has fallen."


def everybody(found: Sequence[TeamFollowed]) -> Iterator[str]:
    """A sentence a team, then the story of each answer that somebody took, once."""
    for followed in found:
        mark = "†" * bool(followed.corrected)
        fallen = " The company has fallen." if followed.fallen else ""
        yield f"{one_line(followed.team)}, {followed.letter}{mark}: {_felt(followed)}.{fallen}"
    for answer in answers_told(found):
        yield f"{answer.letter}, {quoted(answer.response)}."
        yield from map(plain, answer.shared)
        for text, names in answer.parted:
            yield f"For {named(names, 12)}: {plain(text)}"


def _felt(followed: TeamFollowed) -> str:
    return ", ".join(f"{one_line(name)} {STEPS[step]}" for name, step, _ in followed.felt)


def own_page(name: str, page: RoundView) -> Iterator[str]:
    """What one team is told about itself, what it can choose, and what the people said if it asked."""
    yield f"The page of {name}. Only this team hears it."
    if page.ask.asked:
        yield from round_text.voices(page)
    yield from company_text.stands(page)
    for answer in page.responses:
        yield answers_text.response(answer, page.dashboard.cash.unit, chr(ord("A") + answer.number - 1))
    if page.falls_by_waiting:
        yield happenings.WAITING_FALLS
    yield f"{plural(page.ask.left, 'time')} left to ask the people."
