"""What followed from a decision, as blocks that land: who felt it and why, the company, what came back, the feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from chasm_game.debrief import happenings, quarters
from chasm_game.debrief.headings import SINCE
from chasm_game.text import one_line
from chasm_game.tui.glyphs import glyphs
from chasm_game.tui.paragraphs.change_rows import MARK, ChangeTable, change_block, stacked
from chasm_game.tui.paragraphs.feed import post, touched
from chasm_game.tui.text import ACCENT, DOWN, MUTED, UP, Para, fitted, heading, line
from chasm_game.tui.widgets.landing import Block
from chasm_game.views.consequences import ChangeView, ReasonView
from chasm_game.views.thresholds import shows, step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chasm_game.views.consequences import ConsequencesView, EchoView, SilentView
    from chasm_game.views.events import FallView, PromiseView, SettledView
    from chasm_game.views.round import PostView

__all__ = [
    "LABELS",
    "echo_paras",
    "fallen",
    "felt",
    "promises",
    "reacted",
    "silent_round",
]


def felt(view: ConsequencesView, unit: str) -> list[Block]:
    """Stakeholders, then the company, then what came back."""
    company = [*_value(view), *view.company]
    table = ChangeTable.of(view.stakeholders, company, view.leaders, unit)
    blocks = [_fixed(heading(f"Who felt it, {SINCE}", gap=0))]
    blocks += [change_block(change, table) for change in view.stakeholders]
    blocks += _fog(view)
    if company:
        blocks.append(_fixed(heading("The company")))
        blocks += [change_block(change, table) for change in company]
    if view.leaders:
        blocks.append(_fixed(heading("Your leaders")))
        blocks += [change_block(leader.change, table, happenings.watched(leader)) for leader in view.leaders]
    return [*blocks, *_events(view, unit)]


def _fog(view: ConsequencesView | SilentView) -> list[Block]:
    """That more or less of the truth is heard, once for all whom it moved, apart from the rows."""
    found = happenings.fog(view.stakeholders).items()
    return [
        Block(stacked([Para(Content.assemble(line(because), "  ", touched(moved)), gap=1)])) for because, moved in found
    ]


def _value(view: ConsequencesView) -> list[ChangeView]:
    """The value as a row like the others: what all of it came to. Nothing in the rows above explains a fall to 0."""
    value = view.dashboard.value
    if value is None:
        return []
    fell = (ReasonView("The company has fallen.", -1, None, "", echo=False),) if view.fall else ()
    return [ChangeView("value", "Value", value.value - value.change, value.value, step(value.change), fell)]


def _events(view: ConsequencesView | SilentView, unit: str) -> list[Block]:
    """What came back, promises that were due, a rescue."""
    blocks = []
    if view.echoes:
        blocks.append(_fixed(heading("What came back")))
        blocks += [Block(stacked(echo_paras(echo))) for echo in view.echoes]
    if view.settled:
        blocks.append(_fixed(heading("What you had promised")))
        blocks += [Block(stacked([_settled(promise)])) for promise in view.settled]
    if view.rescue:
        blocks.append(_fixed(heading("A rescue")))
        blocks.append(Block(stacked([Para(line(" ".join(happenings.rescue(view.rescue, unit)), f"bold {DOWN}"))])))
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
    table = ChangeTable.of(moved, company, leaders, unit)
    blocks = [_fixed(heading(quarters.named(view), gap=0)), *_events(view, unit)]
    still = [quarters.nothing_landed(view), "" if moved else happenings.NOBODY_MOVED]
    if any(still):
        words = " ".join(filter(None, still))
        blocks.append(_fixed(Para(Content.styled(words, MUTED), gap=0 if view.quiet else 1)))
    elif len(blocks) > 1:
        blocks.append(_fixed(heading("Who felt it")))
    blocks += [change_block(change, table) for change in moved]
    blocks += _fog(view)
    blocks += [change_block(change, table) for change in company]
    blocks += [change_block(leader.change, table, happenings.watched(leader)) for leader in leaders]
    if view.fall:
        blocks.append(Block(stacked(fallen(view.fall, unit))))
    if post_of is not None:
        blocks.append(_fixed(heading(f"Posted in round {post_of[0]}")))
        blocks.append(Block(stacked([post(post_of[1])])))
    return blocks


def fallen(view: FallView, unit: str) -> list[Para]:
    """The fall, and the promises that were still open."""
    return [Para(line(" ".join(happenings.fall(view, unit)), f"bold {DOWN}"), gap=1)]


def reacted(posts: Sequence[PostView]) -> list[Block]:
    """The feed, post by post."""
    return [_fixed(heading("The feed now", gap=0)), *(Block(stacked([post(each)])) for each in posts)] if posts else []


def _fixed(para: Para) -> Block:
    """What stands there from the beginning."""
    return Block(para.lines, para.lines, fixed=True)


def echo_paras(echo: EchoView) -> list[Para]:
    """Which decision sent it, what it says, and whom it touched."""
    source = Content.assemble(
        (f"Round {echo.round_number}, {one_line(echo.round_title)}: ", MUTED), line(echo.response_title, "bold")
    )
    body = Content.assemble(line(echo.because), "  ", touched((who.name, sign) for who, sign in echo.touched))
    mark = fitted(Content.styled(f"{glyphs().echo}{echo.round_number}", f"bold {ACCENT}"), MARK)
    return [Para(source, mark), Para(body, indent=MARK)]


LABELS = {
    "old": "An answer of the old way: the company as a machine.",
    "new": "An answer of the new way: the company as an organism.",
}
"""What a label says, once it is seen."""
