"""`chasm rules` and `chasm schema`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from chasm_game.commands.options import FilePath  # noqa: TC001  (read by cyclopts)
from chasm_game.streams import print_data
from chasm_game.text import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from chasm_game.scenario.rulebook import Manner, Move, Rulebook

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

    print_data(json_text(editor_schema(Library(story).rulebook)))


def rules(*, json: Annotated[bool, Parameter(negative="")] = False, story: FilePath | None = None) -> None:
    """The rulebook with its evidence: coefficients, axes, weight sets, moves, manners.

    Example: chasm rules

    Parameters
    ----------
    json
        As JSON (version 1 of its contract).
    story
        A folder whose rulebook is used.
    """
    from chasm_game.scenario.library import Library
    from chasm_game.scenario.source import sha256

    rulebook = Library(story).rulebook
    if json:
        from chasm_game.scenario.document import compose
        from chasm_game.scenario.nodes import plain
        from chasm_game.scenario.report import json_text

        # Read anew as plain data: the built rulebook has merged and renamed what the file says.
        root, _ = compose(rulebook.text)
        assert root is not None
        print_data(json_text({"chasm": 1, "sha256": sha256(rulebook.text), **plain(root)}))
    else:
        print("\n".join(_rule_lines(rulebook)))


def _rule_lines(book: Rulebook) -> Iterator[str]:
    yield "COEFFICIENTS"
    for name, rule in book.rules.items():
        yield f"  {name} {rule.value:g}: {shown(rule.because)} [{_cards(rule.evidence)}]"
    yield "\nHOW VALUE IS CREATED"
    for way in book.ways.values():
        yield f"  {way.id} ({shown(way.title)}): -1 {shown(way.low)} 1 {shown(way.high)}"
        yield f"    company {way.company:g}, people {way.people:g}. {shown(way.because)} [{_cards(way.evidence)}]"
    yield "\nWHAT THE PEOPLE BELIEVE"
    for weights in book.people.values():
        yield f"  {weights.id} ({shown(weights.title)}): {', '.join(f'{n} {w:g}' for n, w in weights.of.items())}"
        yield f"    {shown(weights.because)} Source: {shown(weights.source)}"
    yield "\nMOVES"
    for move in book.moves.values():
        yield from _move(move)
    yield "\nMANNERS"
    for manner in book.manners.values():
        yield from _manner(manner)
    if book.difficulties:
        yield "\nDIFFICULTY"
    for difficulty in book.difficulties.values():
        prices = "" if difficulty.prices else ", no prices"
        changes = f"asks {difficulty.asks:+d}, cash x {difficulty.cash:g}, fog_below {difficulty.fog:+g}{prices}"
        yield f"  {difficulty.id}: {changes}. {shown(difficulty.because)}"
    yield "\nEVIDENCE"
    for card in book.evidence.values():
        contested = ", contested" if card.contested else ""
        yield f"  {card.id} ({card.certainty}{contested}): {shown(card.finding)} Size: {shown(card.size)}."
        yield f"    Source: {shown(card.source)}"


def _move(move: Move) -> Iterator[str]:
    yield f"  {move.id} ({move.label or 'no label'}): {shown(move.title)}"
    yield f"    at once: {_points(move.effects)}. {shown(str(move.because))} [{_cards(move.evidence)}]"
    for later in move.later:
        chance = f" with a chance of {later.chance:.0%}" if later.chance < 1 else ""
        yield f"    after {later.after}{chance}: {_points(later.effects)}. {shown(str(later.because))}"
    if move.claims:
        yield f"    promises: {_points(move.claims)}"
    if move.ways:
        yield f"    shows: {_points(move.ways)}"


def _manner(manner: Manner) -> Iterator[str]:
    yield (
        f"  {manner.id}: gains x {manner.gains:g}, losses x {manner.losses:g}, cash {manner.cash:+g}, "
        f"delay {manner.delay}. {shown(manner.because)} [{_cards(manner.evidence)}]"
    )
    if manner.carried or manner.assent:
        yield f"    carried {manner.carried:g} whatever the leaders believe, assent {manner.assent:+g}"
    if manner.ways:
        yield f"    shows: {_points(manner.ways)}"


def _cards(evidence: tuple[str, ...]) -> str:
    return ", ".join(evidence) or "assumed"


def _points(effects: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {amount:+g}" for name, amount in effects.items()) or "nothing"
