"""Foreign text becomes `Content` here and nowhere else: nothing in it is read as markup.

`Drawn` lays lines out for the width they are given, with hanging indents; it is the one renderable of every pane.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from rich.cells import cell_len
from textual.content import Content
from textual.visual import Visual

from chasm_game.prose import prose
from chasm_game.text import one_line, shown
from chasm_game.tui.glyphs import glyphs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from textual.css.styles import RulesMap
    from textual.strip import Strip
    from textual.style import Style
    from textual.visual import RenderOptions

__all__ = [
    "ACCENT",
    "COMPANY",
    "DOWN",
    "FAINT",
    "MUTED",
    "PEOPLE",
    "STRONG",
    "UP",
    "Drawn",
    "Laid",
    "Para",
    "columns",
    "fitted",
    "flow",
    "heading",
    "line",
    "packed",
    "paragraphs",
    "text",
]

UP, DOWN, ACCENT = "$chasm-up", "$chasm-down", "$chasm-accent"
MUTED, FAINT = "$chasm-muted", "$chasm-faint"
COMPANY, PEOPLE = "$chasm-company", "$chasm-people"
STRONG = "bold"


def text(foreign: str, style: str = "") -> Content:
    """A text of any origin, shown as itself, in one style; its line breaks stay."""
    return Content.styled(shown(foreign), style)


def line(foreign: str, style: str = "") -> Content:
    """A text of any origin on one line."""
    return Content.styled(one_line(foreign), style)


def fitted(content: Content, width: int) -> Content:
    """One line, cut with an ellipsis or filled with spaces to exactly `width` cells."""
    return content.truncate(width, ellipsis=True, pad=True) if width > 0 else Content("")


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph with a hanging mark: lines after the first stand under the first's text."""

    body: Content
    mark: Content = field(default_factory=Content)
    indent: int = 0
    """Cells of space before the mark."""
    gap: int = 0
    """Empty lines before the paragraph."""
    ruled: bool = False
    """Whether a thin rule fills its last line to the edge."""

    def lines(self, width: int) -> list[Content]:
        """The paragraph laid out for a width."""
        before = self.indent + cell_len(self.mark.plain)
        first, later = Content(" " * self.indent) + self.mark, Content(" " * before)
        # At four cells words are torn, but nothing is lost: a pane may be that narrow for a moment while it is laid
        # out.
        body = self.body.wrap(max(width - before, 4)) or [Content("")]
        rows = [(later if number else first) + each for number, each in enumerate(body)]
        if self.ruled and (rest := width - rows[-1].cell_length - 1) > 0:
            rows[-1] = Content.assemble(rows[-1], " ", (glyphs().rule * rest, FAINT))
        return [Content("")] * self.gap + rows


def paragraphs(markdown: Iterable[str], *, gap: int = 1) -> list[Para]:
    """Texts of the story with their emphasis, an empty line between paragraphs."""
    paras: list[Para] = []
    before = ""
    for source in markdown:
        for block in prose(source):
            body = Content.assemble(*((span.text, _style(span.emphasis, span.strong)) for span in block.spans))
            body = body.stylize(STRONG) if block.kind == "heading" else body
            close = block.kind == "item" == before
            mark = Content("· ") if block.kind == "item" else Content("")
            paras.append(Para(body, mark, gap=0 if not paras or close else gap))
            before = block.kind
    return paras


def _style(emphasis: bool, strong: bool) -> str:
    return " ".join(["italic"] * emphasis + ["bold"] * strong)


def heading(words: str, *, gap: int = 1) -> Para:
    """A small heading of ours, with a rule to the edge."""
    return Para(Content.styled(words, f"bold {ACCENT}"), gap=gap, ruled=True)


class Laid(Protocol):
    """What can be laid out for a width: a paragraph, or something that lays itself out."""

    def lines(self, width: int) -> list[Content]:
        """The lines."""
        ...


class Drawn(Visual):
    """Lines that are laid out anew for every width."""

    def __init__(self, paint: Callable[[int], Sequence[Content]]) -> None:
        self._paint = paint
        self._cache: tuple[int, list[Content]] = (-1, [])

    def lines(self, width: int) -> list[Content]:
        """The lines at this width, one at least."""
        # Textual asks for the height and then for the lines, at the same width: laid out once for both.
        if self._cache[0] != width:
            self._cache = (width, list(self._paint(max(width, 1))) or [Content("")])
        return self._cache[1]

    @property
    def plain(self) -> str:
        """The text at a comfortable width, for tests and for those who read with a program."""
        return "\n".join(each.plain for each in self.lines(self._cache[0] if self._cache[0] > 0 else 100))

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002
        """As wide as there is room."""
        return container_width

    def get_minimal_width(self, rules: RulesMap) -> int:  # noqa: ARG002
        """One cell."""
        return 1

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002
        """The number of lines at this width."""
        return len(self.lines(width))

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """The lines as Textual paints them."""
        return Content("\n").join(self.lines(width)).render_strips(width, height, style, options)


def flow(paras: Iterable[Laid]) -> Drawn:
    """Paragraphs one under the other."""
    # An iterator would be empty the second time it is laid out.
    fixed = tuple(paras)
    return Drawn(lambda width: [each for para in fixed for each in para.lines(width)])


def columns(cells: Sequence[tuple[Content, int]]) -> Content:
    """Cells side by side, each fitted to its width, one space between."""
    return Content(" ").join([fitted(content, width) for content, width in cells])


def packed(parts: Sequence[Content], width: int, *, least: int = 1) -> list[Content]:
    """Parts on as few lines as they need, none of them torn apart, two cells apart or `least` where that helps."""
    # Two cells where all fit on one line; else as many parts on each line as can be.
    between = 2 if sum(part.cell_length + 2 for part in parts) - 2 <= width else least
    lines: list[Content] = []
    for part in parts:
        if lines and lines[-1].cell_length + part.cell_length + between <= width:
            lines[-1] = lines[-1] + " " * between + part
        else:
            lines.append(part)
    return lines
