"""Views to sentences: what a screen reader says well, without colour, drawing or columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.prose import plain
from chasm_game.session.views import STEPS, STRENGTHS
from chasm_game.text import money, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from chasm_game.session.views import (
        ChangeView,
        ChasmView,
        ConsequencesView,
        Dashboard,
        IntroView,
        LedgerLine,
        PostView,
        PredictionView,
        ResponseView,
        RoundView,
    )

__all__ = [
    "chasm",
    "consequences",
    "dashboard",
    "feed",
    "introduction",
    "joined",
    "ledger",
    "plural",
    "prediction",
    "question",
    "response",
    "round_told",
    "voices",
]


def plural(count: int, noun: str) -> str:
    """`1 round`, `2 rounds`."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def joined(names: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def introduction(intro: IntroView) -> Iterator[str]:
    """What is played."""
    yield f"{one_line(intro.title)}."
    if intro.summary:
        yield plain(intro.summary)
    yield f"You are {one_line(intro.you)} of {one_line(intro.company)}."
    yield f"{plural(intro.rounds, 'round')} at most, about {plural(intro.minutes, 'minute')}, luck {intro.seed}."
    if intro.practice:
        yield "This is practice: you may take decisions back, you see every point, and nothing is ranked."
    if intro.save:
        yield f"Every decision is saved at once, in {intro.save}."


def round_told(view: RoundView) -> Iterator[str]:
    """A round up to the question what to do."""
    yield f"Round {view.number} of {view.of}. {one_line(view.title)}."
    for text in view.shock:
        yield plain(text)
    yield from feed(view.feed)
    yield dashboard(view.dashboard)
    yield chasm(view.chasm)


def question(view: RoundView) -> Iterator[str]:
    """The answers that can be given."""
    yield "What do you do?"
    for answer in view.responses:
        yield response(answer, view.dashboard.cash.unit)
    ask = view.ask
    if ask.possible:
        times = "the last time" if ask.left == 1 else f"{ask.left} times left"
        yield f"Or ask the people first: type ask. It costs {money(ask.cost, view.dashboard.cash.unit)}, {times}."


def response(view: ResponseView, unit: str) -> str:
    """One answer: what it is, what it costs, whom it moves."""
    label = f" ({view.label})" if view.label else ""
    parts = [f"{view.number}. {_ended(one_line(view.title) + label)}"]
    if view.text:
        parts.append(_ended(" ".join(plain(view.text).split())))
    if not view.open:
        parts.append(f"Locked: {_ended(one_line(view.needs))}")
    if view.price:
        verb = "Brings" if view.price > 0 else "Costs"
        parts.append(f"{verb} {money(abs(view.price), unit)} now.")
    if view.impacts:
        parts.append(f"Moves {_impacts(view)}.")
    return " ".join(parts)


def _impacts(view: ResponseView) -> str:
    told = []
    for impact in view.impacts:
        way = "" if impact.direction is None else " up" if impact.direction > 0 else " down"
        told.append(f"{one_line(impact.name)} {STRENGTHS[impact.strength]}{way}")
    return joined(told)


def voices(view: RoundView) -> Iterator[str]:
    """What the people say when they are asked, and what is known from then on."""
    if not view.ask.voices:
        yield "You ask the people. Nobody has anything to say that you did not know."
    for voice in view.ask.voices:
        yield f"{one_line(voice.who)}: “{' '.join(plain(voice.text).split())}”"
    true = [f"{one_line(s.name)} {s.true:.0f}" for s in view.dashboard.stakeholders if s.true is not None]
    if true:
        yield f"How they really feel: {joined(true)}."
    weights = [f"{one_line(s.name)} {s.weight:.0%}" for s in view.dashboard.stakeholders if s.weight is not None]
    if weights:
        yield f"What the people believe creates the most value: {joined(weights)}."
    yield chasm(view.chasm)


def feed(posts: Iterable[PostView]) -> Iterator[str]:
    """What the people post."""
    told = [f"{one_line(p.who)} posts: “{' '.join(plain(p.text).split())}”" for p in posts]
    yield from told


def dashboard(view: Dashboard) -> str:
    """What the company is told about itself, in one paragraph."""
    trust = [f"{one_line(s.name)} {s.reported:.0f}{_moved(s.change)}" for s in view.stakeholders]
    know_how = joined([f"{g.name.lower()} {g.value:.0f}{_moved(g.change)}" for g in view.know_how])
    cash = f"{money(round(view.cash.value, 1), view.cash.unit)}{_moved(view.cash.change, 1)}"
    return (
        f"Trust, as reported: {joined(trust)}. Cash {cash}. "
        f"Learning {view.learning.value:.0f}{_moved(view.learning.change)}, know-how: {know_how}, "
        f"credibility {view.credibility.value:.0f}{_moved(view.credibility.change)}."
    )


def _moved(change: float, digits: int = 0) -> str:
    size = f"{abs(change):.{digits}f}"
    if float(size) == 0:
        return ""
    return f" ({'up' if change > 0 else 'down'} {size})"


def chasm(view: ChasmView) -> str:
    """The chasm, as far as it can be seen."""
    if view.in_mist or view.width is None:
        return "The far side of the chasm stands in mist: you have not asked the people yet."
    moved = "" if view.before is None else _narrower(view.before - view.width)
    return f"The chasm between you and the people is {view.width:.0f} wide{moved}."


def _narrower(change: float) -> str:
    size = f"{abs(change):.0f}"
    return "" if size == "0" else f", {size} {'narrower' if change > 0 else 'wider'} than before"


def consequences(view: ConsequencesView) -> Iterator[str]:
    """What followed from a decision."""
    label = f" It is called the {view.label} way." if view.label else ""
    yield f"You chose: {_ended(one_line(view.response))}{label}"
    for text in view.outcome:
        yield plain(text)
    yield from feed(view.feed)
    yield "What followed, as reported:"
    for change in (*view.stakeholders, *view.company):
        yield _change(change, view.dashboard.cash.unit)
    for echo in view.echoes:
        touched = joined([f"{one_line(name)} {'up' if sign > 0 else 'down'}" for name, sign in echo.touched])
        yield (
            f"It came back from round {echo.round_number}, “{one_line(echo.response_title)}”: "
            f"{_ended(one_line(echo.because))} {touched}."
        )
    if view.prediction:
        yield prediction(view.prediction)
    if view.history:
        same = "You did what they did." if view.history.same else f"They chose: {_ended(one_line(view.history.chose))}"
        yield f"What really happened, {one_line(view.history.when)}. {same} {plain(view.history.told)}"
        yield f"Source: {'; '.join(one_line(s) for s in view.history.sources)}."
    if view.fallen:
        yield "The company is insolvent. It has fallen."
    else:
        yield chasm(view.chasm)


def _change(change: ChangeView, unit: str) -> str:
    name = one_line(change.name)
    if change.id == "cash":
        told = f"{name} {money(round(change.after, 1), unit)}{_moved(change.after - change.before, 1)}"
    else:
        told = f"{name} {STEPS[change.step]}"
    reasons = []
    for reason in change.reasons[:3]:
        points = "" if reason.points is None else f" {abs(reason.points):.1f}"
        sign = "up" if reason.sign > 0 else "down"
        reasons.append(f"{sign}{points}: {_ended(one_line(reason.because))}")
    return f"{told}. {' '.join(r[0].upper() + r[1:] for r in reasons)}".strip()


def prediction(view: PredictionView) -> str:
    """A prediction against what happened."""
    actual = joined([one_line(name) for name in view.actual])
    lost = "nobody lost anything to speak of" if view.actual == ("Nobody",) else f"{actual} lost most"
    verdict = "You were right" if view.hit else "It came otherwise"
    return f"You predicted {one_line(view.who)}, {view.confidence} % sure. {verdict}: {lost}."


def ledger(lines: Iterable[LedgerLine]) -> Iterator[str]:
    """Every point, a line each."""
    for line in lines:
        if ":" not in line.gauge and abs(line.amount) >= 0.05:
            yield f"{one_line(line.gauge)} {_signed(line.amount)}: {_ended(one_line(line.because))}"


def _signed(amount: float) -> str:
    return f"{'plus' if amount > 0 else 'minus'} {abs(amount):.1f}"


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…", "”", ".)")) else f"{text}."
