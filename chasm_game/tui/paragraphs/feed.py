"""Views told as paragraphs: feed, voices, consequences. Shared by the round, what follows it, and the debrief."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from chasm_game.debrief import happenings, predictions
from chasm_game.text import one_line, signed
from chasm_game.tui.glyphs import glyphs
from chasm_game.tui.text import ACCENT, DOWN, FAINT, MUTED, UP, Para, heading, line, paragraphs, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from chasm_game.views.chasm import ChasmView
    from chasm_game.views.consequences import HistoryView, PredictionView
    from chasm_game.views.ledger_line import LedgerLine
    from chasm_game.views.round import AskView, PostView, RoundView

__all__ = [
    "asked",
    "averted",
    "expected",
    "feed",
    "history",
    "ledger",
    "lifted",
    "post",
    "prediction",
    "sign_style",
    "touched",
    "voices",
]


def sign_style(sign: int) -> str:
    """The colour of a change."""
    return UP if sign > 0 else DOWN if sign < 0 else MUTED


def feed(posts: Sequence[PostView], title: str = "The feed") -> list[Para]:
    """Posts, each with who wrote it and for whom it speaks."""
    if not posts:
        return []
    return [heading(title), *(post(each) for each in posts)]


def post(view: PostView) -> Para:
    """Who wrote it, for whom it speaks, and the words."""
    whose = f" ({one_line(view.stakeholder)})" if view.stakeholder else ""
    body = Content.assemble(line(view.who, "bold"), (whose, MUTED), "  ", line(view.text))
    return Para(body, Content.styled("│ ", FAINT))


def lifted(view: ChasmView) -> Content:
    """What is seen when the mist has lifted."""
    width = 0 if view.width is None else round(view.width)
    return Content.assemble(
        ("The mist has lifted. ", "bold"),
        f"What the people value and what your deeds show lie {width} of 100 apart.",
    )


def voices(ask: AskView) -> list[Para]:
    """What the people said when they were asked, and who heard it too."""
    said, companion = ask.voices, ask.companion
    along = "" if companion is None else f" with {one_line(companion.name)}"
    paras = [heading(f"You asked the people{along}", gap=0)]
    if not said:
        return [*paras, Para(Content("Nobody had more to say."))]
    paras += [
        Para(Content.assemble(line(v.who, "bold"), "  ", text(v.text, "italic")), Content.styled("│ ", ACCENT))
        for v in said
    ]
    return paras


def averted(texts: Sequence[str], *, gap: int = 1) -> list[Para]:
    """What did not happen."""
    return [heading("What did not happen", gap=gap), *paragraphs(texts)] if texts else []


def asked(view: RoundView) -> list[Para]:
    """What is known once the people were asked: what they said, who heard it, the halves, whether waiting is a fall."""
    paras = voices(view.ask)
    companion = view.ask.companion
    if companion is not None:
        paras.append(Para(line(happenings.heard_too(companion), MUTED)))
    if apart := happenings.halves(view.chasm):
        paras.append(Para(line(f"The chasm: {apart}. {happenings.HALVES}", MUTED)))
    if view.falls_by_waiting:
        paras.append(Para(line(happenings.WAITING_FALLS, f"bold {DOWN}")))
    return paras


def touched(names: Iterable[tuple[str, int]]) -> Content:
    """Whom something touched, each with a sign."""
    marks = glyphs()
    seen = [
        Content.assemble((marks.up if s > 0 else marks.down, sign_style(s)), line(n, sign_style(s))) for n, s in names
    ]
    return Content("  ").join(seen)


def prediction(made: PredictionView | None, reason: str) -> list[Para]:
    """What was expected, what happened, and why the player had expected it."""
    if made is None and not reason:
        return []
    paras = [heading("What you expected")]
    if made is not None:
        style = f"bold {UP if made.hit else DOWN}"
        paras.append(Para(Content.assemble(line(predictions.said(made)), " ", line(predictions.verdict(made), style))))
    if reason:
        paras.append(Para(Content.assemble(("You wrote: ", MUTED), line(reason, "italic"))))
    return paras


def expected(made: PredictionView | None, reason: str) -> list[Para]:
    """What was expected, before it is known."""
    if made is None:
        return prediction(None, reason)
    # Only what was said: whether it came so lands later.
    return [heading("What you expected"), Para(line(predictions.said(made))), *prediction(None, reason)[1:]]


def history(case: HistoryView | None) -> list[Para]:
    """The real decision of a case file, and what became of it."""
    if case is None:
        return []
    same = " You chose the same." if case.same else ""
    paras = [heading("What really happened")]
    paras.append(Para(Content.assemble(line(case.when, MUTED), "  ", line(case.chose, "bold"), f".{same}")))
    paras += paragraphs([case.text])
    paras += [Para(line(source, MUTED), Content.styled("Source: ", MUTED)) for source in case.sources]
    return paras


def ledger(lines: Sequence[LedgerLine]) -> list[Para]:
    """Every point, grouped by what it moved, with the sum."""
    groups: dict[str, list[LedgerLine]] = {}
    for each in lines:
        groups.setdefault(each.gauge, []).append(each)
    paras: list[Para] = []
    for mine in groups.values():
        total = sum(each.amount for each in mine)
        head = Content.assemble(
            line(mine[0].title, "bold"), "  ", (signed(total, 2), sign_style(1 if total > 0 else -1))
        )
        paras.append(Para(head, gap=1 if paras else 0))
        paras += [_ledger_line(each) for each in mine]
    return paras or [Para(Content.styled("Nothing moved.", MUTED))]


def _ledger_line(each: LedgerLine) -> Para:
    amount = Content.styled(signed(each.amount, 2).rjust(8) + "  ", sign_style(1 if each.amount > 0 else -1))
    return Para(Content.assemble(line(each.because), "  ", line(each.stage, MUTED)), amount)
