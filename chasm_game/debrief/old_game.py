"""A game of model 1 in words: what was decided, round by round. Nothing of it is scored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chasm_game.grammar import ended, plural, quoted
from chasm_game.journal.old_model import NOT_SCORED
from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.journal.actions import Header
    from chasm_game.views.old_game import OldDecision, OldGame

__all__ = ["old_game_json", "opening", "paragraphs", "rounds_in_words"]


_WHY = "It was played under the rules of model 1, which are not scored any more: this is what was decided, and why."


def opening(view: OldGame) -> str:
    """What it is, whose, and why nothing more is said of it."""
    team = f", {one_line(view.team)}" if view.team.strip() else ""
    kind = ", practice" if view.practice else ""
    far = plural(len(view.decisions), "round") + (" played, and over" if view.over else " played")
    return f"{one_line(view.title)}{team}{kind}, seed {view.seed}: {far}. {_WHY}"


def rounds_in_words(view: OldGame) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each round: a heading, and sentences on what was decided in it."""
    for number, decision in enumerate(view.decisions, start=1):
        yield f"Round {number}. {one_line(decision.round.name)}", tuple(_sentences(decision))


def _sentences(decision: OldDecision) -> Iterator[str]:
    if decision.asked:
        yield "You asked the people."
    taken = "Nobody decided, and the default was taken:" if decision.defaulted else "You chose"
    yield ended(f"{taken} {quoted(decision.response.name)}")
    if decision.who is not None:
        yield f"You predicted who would lose most: {one_line(decision.who.name)}, {decision.confidence} % sure."
    if decision.reason:
        yield f"You wrote: {quoted(decision.reason)}"


def paragraphs(view: OldGame) -> Iterator[str]:
    """What it is, and a paragraph for each round."""
    yield opening(view)
    for heading, sentences in rounds_in_words(view):
        yield " ".join((ended(heading), *sentences))


def old_game_json(view: OldGame, header: Header) -> dict[str, Any]:
    """The same as data: no state, score or ledger is in it, and `scored` says so."""
    return {
        "chasm": 2,
        "model": 1,
        "scored": False,
        "reason": NOT_SCORED,
        "scenario": header.scenario,
        "scenario_sha256": header.scenario_sha256,
        "rulebook_sha256": header.rulebook_sha256,
        "team": header.team,
        "seed": header.seed,
        "mode": header.mode,
        "finished": view.over,
        "score": None,
        "decisions": [
            {
                "round": each.round.id,
                "chosen": each.response.id,
                "asked": each.asked,
                "defaulted": each.defaulted,
                "prediction": None if each.who is None else {"who": each.who.id, "confidence": each.confidence},
                "reason": each.reason,
            }
            for each in view.decisions
        ],
    }
