"""`chasm rules` and `chasm schema`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from chasm_game.commands.options import FilePath  # noqa: TC001  (read by cyclopts)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.scenario.scenario import Rulebook

__all__ = ["rules", "schema"]


def schema(*, story: FilePath | None = None) -> None:
    """The JSON Schema of scenario files, for editors; it knows the rulebook's moves and manners.

    Example: chasm schema > scenario.schema.json

    Parameters
    ----------
    story
        A folder whose rulebook is used.
    """
    from chasm_game.scenario.editor_schema import editor_schema
    from chasm_game.scenario.library import Library
    from chasm_game.scenario.report import json_text

    print(json_text(editor_schema(Library(story).rulebook)))


def rules(*, json: Annotated[bool, Parameter(negative="")] = False, story: FilePath | None = None) -> None:
    """The rulebook with its evidence: coefficients, weight sets, moves, manners.

    Example: chasm rules

    Parameters
    ----------
    json
        As JSON (version 1 of its contract).
    story
        A folder whose rulebook is used.
    """
    from chasm_game.scenario.library import Library
    from chasm_game.scenario.load import sha256

    rulebook = Library(story).rulebook
    if json:
        from chasm_game.scenario.document import compose
        from chasm_game.scenario.nodes import plain
        from chasm_game.scenario.report import json_text

        # Read anew as plain data: the built rulebook has merged and renamed what the file says.
        root, _ = compose(rulebook.text)
        assert root is not None
        print(json_text({"chasm": 1, "sha256": sha256(rulebook.text), **plain(root)}))
    else:
        print("\n".join(_rule_lines(rulebook)))


def _rule_lines(book: Rulebook) -> Iterator[str]:
    from chasm_game.text import shown

    def cards(evidence: tuple[str, ...]) -> str:
        return ", ".join(evidence) or "assumed"

    def points(effects: object) -> str:
        assert hasattr(effects, "items")
        return ", ".join(f"{name} {amount:+g}" for name, amount in effects.items()) or "nothing"

    yield "COEFFICIENTS"
    for name, rule in book.rules.items():
        yield f"  {name} {rule.value:g}: {shown(rule.because)} [{cards(rule.evidence)}]"
    yield "\nWHAT THE PEOPLE BELIEVE"
    for weights in book.people.values():
        yield f"  {weights.id} ({shown(weights.title)}): {', '.join(f'{n} {w:g}' for n, w in weights.of.items())}"
        yield f"    {shown(weights.because)} Source: {shown(weights.source)}"
    yield "\nMOVES"
    for move in book.moves.values():
        yield f"  {move.id} ({move.label or 'no label'}): {shown(move.title)}"
        yield f"    at once: {points(move.effects)}. {shown(str(move.because))} [{cards(move.evidence)}]"
        for later in move.later:
            chance = f" with a chance of {later.chance:.0%}" if later.chance < 1 else ""
            yield f"    after {later.after}{chance}: {points(later.effects)}. {shown(str(later.because))}"
        if move.claims:
            yield f"    promises: {points(move.claims)}"
    yield "\nMANNERS"
    for manner in book.manners.values():
        yield (
            f"  {manner.id}: gains x {manner.gains:g}, losses x {manner.losses:g}, cash {manner.cash:+g}, "
            f"delay {manner.delay}. {shown(manner.because)} [{cards(manner.evidence)}]"
        )
    yield "\nEVIDENCE"
    for card in book.evidence.values():
        contested = ", contested" if card.contested else ""
        yield f"  {card.id} ({card.certainty}{contested}): {shown(card.finding)} Size: {shown(card.size)}."
        yield f"    Source: {shown(card.source)}"
