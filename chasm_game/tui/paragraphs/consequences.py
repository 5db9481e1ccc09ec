"""What followed from a decision, as blocks that land: who felt it and why, the company, what came back, the feed."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from textual.content import Content

from chasm_game.debrief import happenings
from chasm_game.text import money, one_line, signed
from chasm_game.tui.glyphs import glyphs
from chasm_game.tui.paragraphs.feed import post, sign_style, touched
from chasm_game.tui.text import ACCENT, DOWN, FAINT, MUTED, PEOPLE, UP, Para, columns, fitted, heading, line
from chasm_game.tui.widgets.charts.bars import cells_of
from chasm_game.tui.widgets.landing import Block
from chasm_game.views.consequences import STEPS, ChangeView
from chasm_game.views.dashboard import scale_of
from chasm_game.views.thresholds import shows, step

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from chasm_game.views.consequences import ConsequencesView, EchoView, LeaderChange, ReasonView, SilentView
    from chasm_game.views.dashboard import Dashboard
    from chasm_game.views.events import FallView, PromiseView, SettledView
    from chasm_game.views.round import PostView

__all__ = [
    "LABELS",
    "bar_content",
    "echo_paras",
    "fallen",
    "felt",
    "promises",
    "reacted",
    "silent_round",
]

_STYLES = {"chart--bar": PEOPLE, "chart--up": UP, "chart--down": DOWN, "chart--grid": FAINT}
_MARK, _NUMBERS, _STEP, _BAR = 4, 11, 15, 8
_WITH_BARS = 66
"""Cells from which on a row has a bar."""


def bar_content(value: float, change: float, room: int, scale: tuple[float, float] = (0.0, 100.0)) -> Content:
    """A bar with what was won or lost, as text, between the ends of its scale."""
    cells = cells_of(value, change, room, low=scale[0], high=scale[1])
    # Cells of a style are one span: a span a cell costs as much to paint as thirty words.
    runs = groupby(cells, key=itemgetter(1))
    return Content.assemble(*(("".join(mark for mark, _ in run), _STYLES[style]) for style, run in runs))


def felt(view: ConsequencesView, unit: str) -> list[Block]:
    """Stakeholders, then the company, then what came back."""
    company = [*_value(view.dashboard), *view.company]
    table = _Table.of(view.stakeholders, company, view.leaders, unit)
    blocks = [_fixed(heading("Who felt it", gap=0))]
    blocks += [_change(change, table) for change in view.stakeholders]
    if company:
        blocks.append(_fixed(heading("The company")))
        blocks += [_change(change, table) for change in company]
    if view.leaders:
        blocks.append(_fixed(heading("Your leaders")))
        blocks += [_change(leader.change, table, happenings.watched(leader)) for leader in view.leaders]
    return [*blocks, *_events(view, unit)]


def _value(board: Dashboard) -> list[ChangeView]:
    """The value as a row like the others: what all of it came to."""
    value = board.value
    if value is None:
        return []
    return [ChangeView("value", "Value", value.value - value.change, value.value, step(value.change), ())]


@dataclass(frozen=True, slots=True)
class _Table:
    """What the rows of a table have in common."""

    unit: str
    longest: int
    """Cells of the longest name."""
    scale: tuple[float, float]
    """The ends of its bars: the range that occurs."""

    @classmethod
    def of(
        cls,
        stakeholders: Sequence[ChangeView],
        company: Sequence[ChangeView],
        leaders: Sequence[LeaderChange],
        unit: str,
    ) -> _Table:
        """For these rows."""
        rows = [*stakeholders, *company, *(leader.change for leader in leaders)]
        longest = max((line(row.name).cell_length for row in rows), default=8)
        return cls(unit, longest, scale_of(n for row in rows if row.id != "cash" for n in (row.before, row.after)))


def _events(view: ConsequencesView | SilentView, unit: str) -> list[Block]:
    """What came back, promises that were due, a rescue."""
    blocks = []
    if view.echoes:
        blocks.append(_fixed(heading("What came back")))
        blocks += [Block(_lines(echo_paras(echo))) for echo in view.echoes]
    if view.settled:
        blocks.append(_fixed(heading("What you had promised")))
        blocks += [Block(_lines([_settled(promise)])) for promise in view.settled]
    if view.rescue:
        blocks.append(_fixed(heading("A rescue")))
        blocks.append(Block(_lines([Para(line(" ".join(happenings.rescue(view.rescue, unit)), f"bold {DOWN}"))])))
    return blocks


def _settled(view: SettledView) -> Para:
    """A promise that was due, with a sign of whether it was kept."""
    style = (DOWN, MUTED, UP)[view.kept]
    return Para(line(" ".join(happenings.settled(view))), Content.styled("│ ", style))


def promises(open_now: Sequence[PromiseView]) -> list[Para]:
    """What was promised and is not due yet."""
    if not open_now:
        return []
    return [heading("What you have promised"), *(Para(line(happenings.open_promise(each))) for each in open_now)]


def silent_round(view: SilentView, unit: str, post_of: tuple[int, PostView] | None = None) -> list[Block]:
    """A silent round: what came back, who felt it to speak of, and what had been posted about it."""
    moved = [change for change in view.stakeholders if change.step]
    company = [change for change in view.company if shows(change.after - change.before)]
    leaders = [leader for leader in view.leaders if leader.change.step]
    table = _Table.of(moved, company, leaders, unit)
    blocks = [_fixed(heading(f"Silent round {view.number}", gap=0)), *_events(view, unit)]
    if not moved:
        blocks.append(_fixed(Para(Content.styled("Nobody's trust has changed to speak of.", MUTED), gap=1)))
    elif len(blocks) > 1:
        blocks.append(_fixed(heading("Who felt it")))
    blocks += [_change(change, table) for change in (*moved, *company)]
    blocks += [_change(leader.change, table, happenings.watched(leader)) for leader in leaders]
    if view.fall:
        blocks.append(Block(_lines(fallen(view.fall, unit))))
    if post_of is not None:
        blocks.append(_fixed(heading(f"Posted in round {post_of[0]}")))
        blocks.append(Block(_lines([post(post_of[1])])))
    return blocks


def fallen(view: FallView, unit: str) -> list[Para]:
    """The fall, and the promises that were still open."""
    return [Para(line(" ".join(happenings.fall(view, unit)), f"bold {DOWN}"), gap=1)]


def reacted(posts: Sequence[PostView]) -> list[Block]:
    """The feed, post by post."""
    return [_fixed(heading("The feed now", gap=0)), *(Block(_lines([post(each)])) for each in posts)] if posts else []


def _fixed(para: Para) -> Block:
    """What stands there from the beginning."""
    return Block(para.lines, para.lines, fixed=True)


def _lines(paras: Sequence[Para]) -> Callable[[int], list[Content]]:
    return lambda width: [each for para in paras for each in para.lines(width)]


# ---------------------------------------------------------------- a change


def _change(change: ChangeView, table: _Table, seen: str = "") -> Block:
    """A row with the name, a bar, the numbers and the step in words; the reasons under it, and what a leader saw.

    What is the same every round is told below, once for all; and here, where nothing else explains the way it went.
    """
    row = _Row(change, table)
    folded = not change.only_usual or bool(seen)  # what a leader saw stands there in any case
    reasons = [_reason(reason) for reason in change.reasons if not (reason.usual and folded)]
    if seen:
        reasons.insert(0, Para(line(seen, MUTED), indent=_MARK))
    return Block(lambda width: [row.after(width), *_lines(reasons)(width)], lambda width: [row.before(width)])


@dataclass(frozen=True, slots=True)
class _Row:
    change: ChangeView
    table: _Table

    def after(self, width: int) -> Content:
        change, step = self.change, self._step
        marks, style = glyphs(), sign_style(step)
        sign = marks.up if step > 0 else marks.down if step < 0 else marks.same
        # Up to three signs for how far: the number beside it says the same without them.
        mark = Content.styled(sign * max(abs(step), 1), style if step else MUTED)
        before, after = self._number(change.before), self._number(change.after)
        if change.id == "cash":
            return self._laid(width, mark, None, f"{before} → {after}", "", step)
        words = STEPS.get(change.step, "")
        numbers = after if before == after else f"{before} → {after}"
        return self._laid(width, mark, change.after - change.before, numbers, words, step)

    def before(self, width: int) -> Content:
        """Where it was, and nothing yet."""
        moved = None if self.change.id == "cash" else 0.0
        return self._laid(width, Content(""), moved, self._number(self.change.before), "", 0)

    def _laid(self, width: int, mark: Content, moved: float | None, numbers: str, words: str, step: int) -> Content:
        name = min(self.table.longest, max(width - _MARK - _NUMBERS - _STEP - 3 - _BAR, 12))
        cells = [(mark, _MARK - 1), (line(self.change.name, "bold"), name)]
        room = min(width - _MARK - name - _NUMBERS - _STEP - 3, 30)
        step_words = Content.styled(words, sign_style(step) if step else MUTED)
        if moved is None or width < _WITH_BARS:
            both = Content.assemble(step_words, "  " if words else "", (numbers, MUTED if words else ""))
            return columns([*cells, (both, max(width - _MARK - name - 1, 1))])
        # Before it has landed there is no mark, and the bar stands where it was.
        value = self.change.after if mark.plain else self.change.before
        right = Content(numbers.rjust(_NUMBERS))
        return columns(
            [
                *cells,
                (bar_content(value, moved, room, self.table.scale), room),
                (right, _NUMBERS),
                (Content(" ") + step_words, _STEP),
            ]
        )

    def _number(self, value: float) -> str:
        if self.change.id == "cash":
            return money(round(value, 1), self.table.unit)
        return f"{value:.1f}" if self.change.id == "value" else f"{value:.0f}"

    @property
    def _step(self) -> int:
        """The step; for cash, which has no steps of trust, only its sign."""
        moved = round(self.change.after - self.change.before, 1)
        return self.change.step if self.change.id != "cash" else (moved > 0) - (moved < 0)


def _reason(reason: ReasonView) -> Para:
    """The words, the points where they may be known, and which round sent it if it was an earlier one."""
    style = sign_style(reason.sign)
    sender = f"{glyphs().echo}{reason.sender or ''} " if reason.echo else ""
    mark = Content.styled("+ " if reason.sign > 0 else "− ", style)
    exact = "" if reason.points is None else f"  {signed(reason.points)}"
    return Para(Content.assemble((sender, ACCENT), line(reason.because), (exact, style)), mark, indent=_MARK)


# ---------------------------------------------------------------- an echo


def echo_paras(echo: EchoView) -> list[Para]:
    """Which decision sent it, what it says, and whom it touched."""
    source = Content.assemble(
        (f"Round {echo.round_number}, {one_line(echo.round_title)}: ", MUTED), line(echo.response_title, "bold")
    )
    body = Content.assemble(line(echo.because), "  ", touched((who.name, sign) for who, sign in echo.touched))
    mark = fitted(Content.styled(f"{glyphs().echo}{echo.round_number}", f"bold {ACCENT}"), _MARK)
    return [Para(source, mark), Para(body, indent=_MARK)]


LABELS = {
    "old": "An answer of the old way: the company as a machine.",
    "new": "An answer of the new way: the company as an organism.",
}
"""What a label says, once it is seen."""
