"""Views told as paragraphs: feed, voices, consequences. Shared by the round, what follows it, and the debrief."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from chasm_game.session.views import STEPS
from chasm_game.text import money, one_line, signed
from chasm_game.tui.glyphs import glyphs
from chasm_game.tui.text import ACCENT, DOWN, FAINT, MUTED, UP, Para, heading, line, paragraphs, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chasm_game.session.views import (
        ChangeView,
        ConsequencesView,
        EchoView,
        HistoryView,
        LedgerLine,
        PostView,
        PredictionView,
        VoiceView,
    )

__all__ = ["changes", "echoes", "feed", "followed", "history", "ledger", "prediction", "voices"]


def _sign_style(sign: int) -> str:
    return UP if sign > 0 else DOWN if sign < 0 else MUTED


def feed(posts: Sequence[PostView], title: str = "The feed") -> list[Para]:
    """Posts, each with who wrote it and for whom it speaks."""
    if not posts:
        return []
    return [heading(title), *(_post(post) for post in posts)]


def _post(post: PostView) -> Para:
    whose = f" ({one_line(post.stakeholder)})" if post.stakeholder else ""
    body = Content.assemble(line(post.who, "bold"), (whose, MUTED), "  ", line(post.text))
    return Para(body, Content.styled("│ ", FAINT))


def voices(said: Sequence[VoiceView]) -> list[Para]:
    """What the people said when they were asked."""
    if not said:
        return [heading("You asked the people", gap=0), Para(Content("Nobody had more to say."))]
    told = [heading("You asked the people", gap=0)]
    told += [
        Para(Content.assemble(line(v.who, "bold"), "  ", text(v.text, "italic")), Content.styled("│ ", ACCENT))
        for v in said
    ]
    return told


def changes(changed: Sequence[ChangeView], unit: str) -> list[Para]:
    """Each change as a step in words, with its sign and its reasons."""
    told: list[Para] = []
    for change in changed:
        told.append(
            Para(_change(change, unit), _mark(_step(change)), gap=0 if not told else int(bool(told[-1].indent)))
        )
        told += [_reason(r.because, r.sign, r.points, echo=r.echo) for r in change.reasons]
    return told


def _mark(step: int) -> Content:
    marks = glyphs()
    sign = marks.up if step > 0 else marks.down if step < 0 else marks.same
    return Content.styled((sign * max(abs(step), 1)).ljust(4), _sign_style(step))


def _step(change: ChangeView) -> int:
    """The step; for cash, which has no steps of trust, only its sign."""
    moved = round(change.after - change.before, 1)
    return change.step if change.id != "cash" else (moved > 0) - (moved < 0)


def _change(change: ChangeView, unit: str) -> Content:
    name = line(change.name, "bold")
    if change.id == "cash":
        before, after = (money(round(v, 1), unit) for v in (change.before, change.after))
        return Content.assemble(name, f": {before} → {after}")
    return Content.assemble(
        name, ": ", (STEPS.get(change.step, ""), _sign_style(change.step)), (_from_to(change), MUTED)
    )


def _from_to(change: ChangeView) -> str:
    before, after = f"{change.before:.0f}", f"{change.after:.0f}"
    return "" if before == after else f"  {before} → {after}"


def _reason(because: str, sign: int, points: float | None, *, echo: bool) -> Para:
    mark = Content.styled("+ " if sign > 0 else "− ", _sign_style(sign))
    exact = "" if points is None else f"  {signed(points)}"
    earlier = "  (came later)" if echo else ""
    return Para(Content.assemble(line(because), (exact, _sign_style(sign)), (earlier, MUTED)), mark, indent=4)


def echoes(sent: Sequence[EchoView]) -> list[Para]:
    """What earlier decisions sent into this round."""
    told = [heading("What came back")] if sent else []
    for echo in sent:
        source = Content.assemble(
            (f"Round {echo.round_number}, ", MUTED),
            line(echo.round_title, MUTED),
            (": ", MUTED),
            line(echo.response_title, "bold"),
        )
        told.append(Para(source, Content.styled("← ", ACCENT)))
        told.append(Para(Content.assemble(line(echo.because), "  ", _touched(echo.touched)), indent=2))
    return told


def _touched(touched: Sequence[tuple[str, int]]) -> Content:
    marks = glyphs()
    seen = [
        Content.assemble((marks.up if s > 0 else marks.down, _sign_style(s)), line(n, _sign_style(s)))
        for n, s in touched
    ]
    return Content(" ").join(seen)


def prediction(made: PredictionView | None, reason: str) -> list[Para]:
    """What was expected, what happened, and why the player had expected it."""
    if made is None and not reason:
        return []
    told = [heading("What you expected")]
    if made is not None:
        actual = Content(" and ").join([line(name, "bold") for name in made.actual])
        verdict = Content.styled("Right. ", f"bold {UP}") if made.hit else Content.styled("Not so. ", f"bold {DOWN}")
        expected = Content.assemble(verdict, "You said ", line(made.who, "bold"), f", {made.confidence} % sure")
        told.append(Para(expected + "." if made.hit else Content.assemble(expected, ". It was ", actual, ".")))
    if reason:
        told.append(Para(Content.assemble(("You wrote: ", MUTED), line(reason, "italic"))))
    return told


def history(case: HistoryView | None) -> list[Para]:
    """What really happened, in a case file."""
    if case is None:
        return []
    same = " You chose the same." if case.same else ""
    told = [heading("What really happened")]
    told.append(Para(Content.assemble(line(case.when, MUTED), "  ", line(case.chose, "bold"), f".{same}")))
    told += paragraphs([case.told])
    told += [Para(line(source, MUTED), Content.styled("Source: ", MUTED)) for source in case.sources]
    return told


def ledger(lines: Sequence[LedgerLine]) -> list[Para]:
    """Every point, grouped by what it moved, with the sum."""
    groups: dict[str, list[LedgerLine]] = {}
    for each in lines:
        groups.setdefault(each.gauge, []).append(each)
    told: list[Para] = []
    for gauge, mine in groups.items():
        total = sum(each.amount for each in mine)
        head = Content.assemble(line(gauge, "bold"), "  ", (signed(total, 2), _sign_style(1 if total > 0 else -1)))
        told.append(Para(head, gap=1 if told else 0))
        told += [_ledger_line(each) for each in mine]
    return told or [Para(Content.styled("Nothing moved.", MUTED))]


def _ledger_line(each: LedgerLine) -> Para:
    amount = Content.styled(signed(each.amount, 2).rjust(8) + "  ", _sign_style(1 if each.amount > 0 else -1))
    return Para(Content.assemble(line(each.because), "  ", line(each.stage, MUTED)), amount)


def followed(view: ConsequencesView, unit: str) -> list[Para]:
    """Stakeholders, then the company, then what came back."""
    told = [heading("Who felt it", gap=0), *changes(view.stakeholders, unit)]
    if view.company:
        told += [heading("The company"), *changes(view.company, unit)]
    return told + echoes(view.echoes)
