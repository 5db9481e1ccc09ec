"""What is the same every round: folded into a line, or cause by cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from chasm_game.debrief import happenings, quarters
from chasm_game.tui.paragraphs.feed import sign_style, touched
from chasm_game.tui.text import ACCENT, MUTED, Para, heading, line

if TYPE_CHECKING:
    from chasm_game.views.consequences import ConsequencesView, SilentView

__all__ = ["folded", "usual"]


def folded(view: ConsequencesView) -> list[Para]:
    """What is the same every round, in a line; empty where nothing is."""
    names = dict.fromkeys(who for _, mine in _causes(view) for who, _, _ in mine)
    if not names:
        return []
    words = f"{happenings.usually_moved(list(names))}: "
    return [Para(Content.assemble(line(words, MUTED), (" o", f"bold {ACCENT}"), (" tells how.", MUTED)))]


def usual(view: ConsequencesView) -> list[Para]:
    """The same, cause by cause; of the silent rounds too."""
    paras = [heading("As every round", gap=0), *_usual(view)]
    for each in view.silent:
        paras += [heading(f"As every round: {quarters.named(each).lower()}"), *_usual(each)]
    return paras


def _usual(view: ConsequencesView | SilentView) -> list[Para]:
    paras = []
    for because, mine in _causes(view):
        moved = [_moved(*each) for each in mine]
        paras.append(Para(Content.assemble(line(because), "  ", Content("  ").join(moved)), Content("· ")))
    return paras


def _moved(name: str, sign: int, points: float | None) -> Content:
    exact = "" if points is None else f" {abs(points):.1f}"
    return touched([(name, sign)]) + Content.styled(exact, sign_style(sign))


def _causes(view: ConsequencesView | SilentView) -> list[tuple[str, list[tuple[str, int, float | None]]]]:
    """Causes that are the same every round, each with whom it moved, the sign, and points where they may be seen."""
    found: dict[str, list[tuple[str, int, float | None]]] = {}
    for change in (*view.stakeholders, *view.company, *(leader.change for leader in view.leaders)):
        for reason in change.reasons:
            if reason.usual:
                found.setdefault(reason.because, []).append((change.name, reason.sign, reason.points))
    return list(found.items())
