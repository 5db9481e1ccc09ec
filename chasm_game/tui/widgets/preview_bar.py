"""The line that a preview has on every screen: how the file is, and what one can do; below it the first trouble."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from chasm_game.tui.text import DOWN, MUTED, Drawn, fitted, line

if TYPE_CHECKING:
    from chasm_game.session.preview.views import PreviewView

__all__ = ["PreviewBar", "state_words"]

_KEYS = "F5 again  F6 jump  F7 numbers  F8 file  F9 take back"
_SHORT_KEYS = "F5 F6 F7 F8 F9"


def state_words(view: PreviewView) -> str:
    """How the file is, in a few words."""
    errors = sum(p.error for p in view.problems)
    warnings = len(view.problems) - errors
    if not view.playable:
        return f"{errors} problem{'s' * (errors != 1)}"
    return f"{warnings} warning{'s' * (warnings != 1)}" if warnings else "no problems"


class PreviewBar(Static):
    """One line, and a second one where there is something to say."""

    DEFAULT_CSS = """
    PreviewBar { dock: bottom; margin-bottom: 1; height: auto; max-height: 3; width: 100%; background: $panel;
        padding: 0 1; }
    """

    def __init__(self, view: PreviewView) -> None:
        super().__init__("", markup=False)
        self.show(view)

    def show(self, view: PreviewView) -> None:
        """Say how things are now."""
        self.update(Drawn(lambda width: _lines(view, width)))


def _lines(view: PreviewView, width: int) -> list[Content]:
    style = "bold" if view.playable else f"bold {DOWN}"
    numbers = "  numbers shown" if view.numbers else ""
    state = Content.assemble(("Preview: ", MUTED), (state_words(view), style), (numbers, MUTED))
    keys = _KEYS if width - len(_KEYS) > state.cell_length + 2 else _SHORT_KEYS
    room = width - len(keys) - 1
    lines = [fitted(state, room) + " " + Content.styled(keys, MUTED)]
    if trouble := _trouble(view):
        lines.append(fitted(trouble, width))
    return lines


def _trouble(view: PreviewView) -> Content | None:
    """The first error, else what became of the play, else where it started."""
    error = next((p for p in view.problems if p.error), None)
    if error is not None:
        last = " The last good version is on screen." if view.playing else ""
        return Content.assemble((f"Line {error.line}: ", f"bold {DOWN}"), line(error.message), (f".{last}", MUTED))
    notes = [*view.notes, *([view.start] if view.start else [])]
    return line(notes[0]) if notes else None
