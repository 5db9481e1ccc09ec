"""Silent rounds in words, for every face: how they are called, and that nothing landed in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.grammar import joined

if TYPE_CHECKING:
    from chasm_game.views.consequences import SilentView

__all__ = ["named", "nothing_landed", "nth"]

_NTH = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def nth(count: int) -> str:
    """`third`; beyond the tenth in digits, `21st`."""
    if count <= len(_NTH):
        return _NTH[count - 1]
    ending = "th" if count % 100 in {11, 12, 13} else _ENDINGS.get(count % 10, "th")
    return f"{count}{ending}"


def named(view: SilentView) -> str:
    """`Silent round 1`, `Silent rounds 3 and 4`, `Silent rounds 2 to 4`: what stands over it."""
    if view.number == view.last:
        return f"Silent round {view.number}"
    return f"Silent rounds {view.number} {'and' if view.last - view.number == 1 else 'to'} {view.last}"


def nothing_landed(view: SilentView) -> str:
    """That nothing came back, nothing fell due and nobody stepped in; empty where something did."""
    if not view.quiet:
        return ""
    if view.last - view.number > 1:
        return f"From the {nth(view.number)} to the {nth(view.last)} quarter nothing landed."
    return f"In the {joined([nth(n) for n in range(view.number, view.last + 1)])} quarter nothing landed."
