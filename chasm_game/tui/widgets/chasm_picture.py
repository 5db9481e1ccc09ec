"""The chasm as a picture: two cliffs as far apart as the company and the people, and a bridge of words.

It is drawn by `chasm_scene`; here it gets its words and its movement. Nothing moves unless the app's motion is full.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.reactive import reactive
from textual.strip import Strip
from textual.style import Style as Paint
from textual.widget import Widget

from chasm_game.grammar import whole
from chasm_game.text import one_line
from chasm_game.tui.glyphs import glyphs
from chasm_game.tui.widgets.cells import Sheet, strip_of
from chasm_game.tui.widgets.chasm_scene import Scene

if TYPE_CHECKING:
    from rich.style import Style

    from chasm_game.tui.host import Host
    from chasm_game.views.chasm import ChasmView

__all__ = ["ANSWERING", "ARRIVING", "QUARTERLY", "ChasmPicture", "caption"]

ARRIVING = 0.9
"""Seconds in which the picture moves as a round begins: short, for the shock is to be read, and the picture only tells
from the corner of an eye that the shores have moved."""
QUARTERLY = 1.2
"""Seconds in which it moves in a silent round: under three of the beats in which changes land beside it, so that it
stands still when the third one lands."""
ANSWERING = 1.6
"""Seconds in which it moves after a decision: there it is what one waits to see."""

_PAINTS = {
    "chasm--air": "",
    "chasm--company": "$chasm-company", "chasm--company-deep": "$chasm-company-deep",
    "chasm--people": "$chasm-people", "chasm--people-deep": "$chasm-people-deep",
    "chasm--people-edge": "$chasm-people reverse",
    "chasm--bridge": "$chasm-bridge", "chasm--way": "$chasm-mist", "chasm--mist": "$chasm-mist",
    "chasm--caption": "$chasm-text",
}  # fmt: skip
"""How each part is painted. As component classes they would cost as much as ten widgets on every screen."""


def caption(view: ChasmView, *, room: int = 34, halves: bool = True) -> str:
    """The picture in words, as many as there is room for: the chasm, how it moved, and its halves where asked for."""
    if view.in_mist or view.width is None:
        return "In mist until you ask"
    from chasm_game.debrief import happenings  # the title draws a chasm too, and its frame must not wait for this

    words, apart = f"Chasm {view.width:.0f} of 100{_moved(view)}", happenings.halves(view) if halves else ""
    forms = [f"{words}  {glyphs().gap}  {apart}", f"Chasm {view.width:.0f}{_moved(view, shortly=True)}  {apart}"]
    return next((form for form in forms if apart and len(form) <= room), words)


def _moved(view: ChasmView, *, shortly: bool = False) -> str:
    # Between the two numbers that are seen, whatever stands behind the point.
    moved = 0 if view.before is None or view.width is None else whole(view.width) - whole(view.before)
    if not moved:
        return ""
    marks = glyphs()
    words = "" if shortly else f" {'wider' if moved > 0 else 'narrower'}"
    return f" {marks.up if moved > 0 else marks.down}{abs(moved)}{words}"


_HALVES_AT = 2
"""The row of the picture in which the halves stand: right below the bridge."""
_ROUGH = 1
"""Cells of air between a cliff and what stands beside it."""


class ChasmPicture(Widget):
    """Left the company, right the people; nothing of the far side while it is in mist."""

    DEFAULT_CSS = "ChasmPicture { height: 5; width: 1fr; }"

    gap: reactive[float] = reactive(100.0)
    """How far apart the cliffs are drawn now, 0..100."""
    bridge: reactive[float] = reactive(0.0)
    """How far the bridge is drawn now, 0..100."""
    mist: reactive[float] = reactive(0.0)
    """How thick the mist is drawn now, 0..1."""

    def __init__(
        self,
        company: str,
        view: ChasmView | None = None,
        *,
        title: str = "",
        labelled: bool = True,
        captioned: bool = True,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self._company, self._labelled, self._captioned = one_line(company), labelled, labelled and captioned
        self._view, self._title = view, title
        self._styles: dict[str, Style] = {}
        for name, value in self._goal().items():
            self.set_reactive(getattr(ChasmPicture, name), value)

    # ------------------------------------------------------------- what is seen, at once or in a while

    def show(self, view: ChasmView, *, title: str = "") -> None:
        """Draw this chasm at once; a title stands in the air between the cliffs."""
        self._view, self._title = view, title or self._title
        self.halt()
        self.refresh()

    def move_to(self, view: ChasmView, seconds: float) -> None:
        """Draw this chasm, and let the cliffs, the bridge and the mist go there from where they are."""
        if self._view is None or not self._may_move:
            self.show(view)
            return
        # The cliffs would else fly in from wherever the mist had them, as if the people had moved.
        if self._unseen and view.width is not None:
            self.gap = view.width  # what comes out of the mist stands still
        self._view = view
        for name, value in self._goal().items():
            # One animation for each value, under its own name: a second decision while it runs takes over from where it
            # is.
            self.animate(name, value, duration=seconds, easing="in_out_cubic", level="full")
        self.refresh()

    def halt(self) -> None:
        """Be where one was going."""
        for name, value in self._goal().items():
            if self.is_attached:
                # A running animation would go on to where it was bound for, over what is set here.
                self.app.animator.force_stop_animation(self, name)
            setattr(self, name, value)

    @property
    def words(self) -> str:
        """What the picture says."""
        return "" if self._view is None else caption(self._view)

    @property
    def _may_move(self) -> bool:
        return self.is_attached and cast("Host", self.app).motion == "full"

    @property
    def _unseen(self) -> bool:
        return self._view is None or self._view.in_mist or self._view.width is None

    def _goal(self) -> dict[str, float]:
        view = self._view
        if view is None:
            return {}
        return {"gap": view.width or 0.0, "bridge": view.bridge, "mist": 1.0 if self._unseen else 0.0}

    # ------------------------------------------------------------- painting

    def notify_style_update(self) -> None:
        """Another theme: the styles are looked up anew."""
        self._styles.clear()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """One row of the picture."""
        width, height = self.size
        # Two cliffs of six cells and a gap: below that it would be a wall.
        if self._view is None or width < 16:
            return Strip.blank(width, self.rich_style)
        if not self._labelled:
            return self._scene(width, height, y)
        low = height <= 3 and self._captioned and not self._in_one(width)  # three rows: words instead of names
        if y == 0:
            return self._words(width, self._caption(width, height, width)) if low else self._labels(width, height)
        if low or self._in_one(width) or not self._captioned:
            return self._scene(width, height - 1, y - 1)
        if y == height - 1:
            return self._words(width, self._caption(width, height, width))
        return self._scene(width, height - 2, y - 1)

    def _caption(self, width: int, height: int, room: int) -> str:
        """The picture in words; without its halves where they stand in it."""
        if self._view is None:
            return ""
        rows = height - 1 if self._in_one(width) else height - 2
        return caption(self._view, room=room, halves=not (rows > _HALVES_AT and self._halves(self._drawn(width, rows))))

    def _drawn(self, width: int, rows: int) -> Scene:
        return Scene(width, rows, None if self._unseen else self.gap, self.bridge, self.mist)

    def _halves(self, scene: Scene) -> str:
        """The way across as its two halves, each as long as it is wide; empty where one of them has no room."""
        view, marks = self._view, glyphs()
        if view is None or self._unseen or view.whom is None or view.how is None or not self._captioned:
            return ""
        span = int(scene.span) - 2 * _ROUGH
        whole = view.whom + view.how
        first = round(span * view.whom / whole) if whole else span // 2
        parts = []
        for name, at, room in (("whom", view.whom, first), ("how", view.how, span - first)):
            words = f" {name} {at:.0f} "
            rest = room - len(words) - 2
            if rest < 0:
                return ""
            parts.append(f"{marks.left}{marks.rule * (rest // 2)}{words}{marks.rule * (rest - rest // 2)}{marks.right}")
        return "".join(parts)

    def _labels(self, width: int, height: int) -> Strip:
        """Whose side is whose; in between, where there is room, the picture in words."""
        row, people, view = Sheet(width, 1, "chasm--air"), "the people", self._view
        beside = view is not None and self._captioned and self._in_one(width)
        words = self._caption(width, height, width * 6 // 10) if beside else ""
        room = (width - len(words)) // 2 if words else width - len(people)
        row.write(0, 0, self._company, "chasm--company", max(room - 2, 1))
        row.write((width - len(words)) // 2, 0, words, "chasm--caption")
        row.write(width - len(people), 0, people, "chasm--people")
        return strip_of(row.rows[0], self._style)

    def _words(self, width: int, words: str) -> Strip:
        row = Sheet(width, 1, "chasm--air")
        row.write(max((width - len(words)) // 2, 0), 0, words, "chasm--caption")
        return strip_of(row.rows[0], self._style)

    def _in_one(self, width: int) -> bool:
        """Whether names and words have one row together."""
        return width >= 76

    def _scene(self, width: int, rows: int, y: int) -> Strip:
        scene = self._drawn(width, rows)
        cells = scene.row(y)
        if y == _HALVES_AT and (halves := self._halves(scene)):
            start = scene.near + _ROUGH
            cells[start : start + len(halves)] = [(mark, "chasm--caption") for mark in halves]
        if self._title and y == max(rows // 2, 1):
            start = scene.near + int(scene.span - len(self._title)) // 2
            cells[start : start + len(self._title)] = [(mark, "chasm--caption") for mark in self._title]
        return strip_of(cells[:width], self._style)

    def _style(self, name: str) -> Style:
        found = self._styles.get(name)
        if found is None:
            # On the ground that the widget has, for a cell without one would be a hole in the screen.
            found = self._styles[name] = (self.visual_style + Paint.parse(_PAINTS[name])).rich_style
        return found
