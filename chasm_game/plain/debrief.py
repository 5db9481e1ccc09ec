"""The debrief in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.debrief.pages.results import fallen_afterwards
from chasm_game.debrief.predictions import expectation
from chasm_game.grammar import ended, joined
from chasm_game.plain import consequences
from chasm_game.prose import inline, plain
from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.views.debrief import BeliefLine, DebriefView, DecisionLine, OutputsView

__all__ = ["debrief", "whole_ledger"]


def debrief(view: DebriefView) -> Iterator[str]:
    """The ending, the outputs, every decision, beliefs, and what to talk about."""
    yield f"The end: {ended(one_line(view.ending.title))}"
    yield plain(view.ending.text)
    if fell := fallen_afterwards(view):
        yield fell
    yield from _outputs(view.outputs, fallen=view.ending.id == "fallen")
    yield from _trajectory(view)
    yield "Your decisions."
    for decision in view.decisions:
        yield _decision(decision)
    if view.most_confident_miss and view.most_confident_miss.prediction:
        miss = view.most_confident_miss
        sure = f"Where you were most sure, and it came otherwise: round {miss.number}"
        yield f"{sure}, {ended(one_line(miss.round_title))}"
    yield from _beliefs(view)
    for title, texts in (("What to see in it.", view.points), ("What to talk about.", view.questions)):
        if texts:
            yield title
            yield from (f"{n}. {inline(text)}" for n, text in enumerate(texts, start=1))
    if view.parallels:
        yield "It has happened."
        for parallel in view.parallels:
            source = f" Source: {ended(one_line(parallel.source))}" if parallel.source else ""
            yield f"{ended(one_line(parallel.case))} {inline(parallel.text)}{source}"


def _outputs(o: OutputsView, *, fallen: bool) -> Iterator[str]:
    yield f"Score: {o.score} of 1000."
    width = f"The chasm was {o.chasm_start:.0f} wide at the start and {o.chasm_end:.0f} at the end"
    yield f"{width}: the distance between what the people value and what your deeds show."
    if o.say_do is not None:
        yield f"Say and do: of what you promised in public you kept {o.say_do:.0%}."
    lowest = "none, for the company fell" if fallen else f"nobody's trust ever fell below {o.resilience:.0f}"
    yield f"Resilience: {lowest}."
    if o.calibration is not None:
        told = f"Calibration: {o.calibration:.2f}, where 0 is a perfect forecaster"
        yield f"{told} and 0.25 is somebody who always says fifty-fifty."


def _trajectory(view: DebriefView) -> Iterator[str]:
    played = [p for p in view.trajectory if not p.coast]
    last = view.trajectory[-1]
    values = ", ".join(f"{p.value:.0f}" for p in played)
    chasms = ", ".join(f"{p.chasm:.0f}" for p in played)
    yield f"Value that the people felt, from the start and round by round: {values}."
    yield f"Width of the chasm: {chasms}."
    if last.coast and view.ending.id != "fallen":
        yield f"When everything you began had landed, value stood at {last.value:.0f}."


def _decision(line: DecisionLine) -> str:
    label = f", the {line.label} way" if line.label else ""
    asked = " You had asked the people." if line.asked else ""
    told = f"{line.number}. {one_line(line.round_title)}: {ended(one_line(line.response) + label)}{asked}"
    before, after = f"{line.value_before:.0f}", f"{line.value_after:.0f}"
    told += f" Value stayed at {after}." if before == after else f" Value went from {before} to {after}."
    if line.reason:
        told += f" Your reason: “{one_line(line.reason)}”"
    return f"{told} {expectation(line.prediction)}" if line.prediction else told


def _beliefs(view: DebriefView) -> Iterator[str]:
    yield "What creates the most value?"
    sheets: dict[str, list[float | None]] = {
        "You said before": [b.before for b in view.beliefs],
        "You said after": [b.after for b in view.beliefs],
        "Your company's deeds had shown at the start": [b.start for b in view.beliefs],
        "Your deeds showed at the end": [b.revealed for b in view.beliefs],
        "The people say": [b.people for b in view.beliefs],
    }
    for name, shares in sheets.items():
        told = [_share(b, share) for b, share in zip(view.beliefs, shares, strict=True) if share is not None]
        if told:
            yield f"{name}: {joined(told)}."
    if view.own_chasm_before is not None and view.own_chasm_after is not None:
        yield (
            f"Your own distance to the people was {view.own_chasm_before:.0f} before the game "
            f"and {view.own_chasm_after:.0f} after it."
        )


def _share(line: BeliefLine, share: float) -> str:
    return f"{one_line(line.name)} {share:.0%}"


def whole_ledger(view: DebriefView) -> Iterator[str]:
    """Every point of the game, round by round."""
    for round_ in view.rounds:
        yield f"Round {round_.number}, {ended(one_line(round_.round_title))}"
        yield from consequences.ledger(round_.ledger)
    for coast in dict.fromkeys(line.round for line in view.coast):
        yield f"Silent round {coast.removeprefix('coast-')}, after the last decision."
        yield from consequences.ledger([line for line in view.coast if line.round == coast])
