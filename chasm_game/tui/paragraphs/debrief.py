"""The sections of the debrief as paragraphs and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from chasm_game.debrief import predictions
from chasm_game.debrief.pages.results import results
from chasm_game.tui.digits import large
from chasm_game.tui.glyphs import glyphs
from chasm_game.tui.text import (
    ACCENT,
    COMPANY,
    DOWN,
    MUTED,
    PEOPLE,
    UP,
    Drawn,
    Para,
    columns,
    fitted,
    heading,
    line,
    paragraphs,
    text,
)
from chasm_game.tui.widgets.board import bar

if TYPE_CHECKING:
    from chasm_game.views.debrief import BeliefLine, DebriefView, DecisionLine, OutputsView

__all__ = ["beliefs", "course", "decisions", "ending", "talk"]

_NAME = 15


def ending(view: DebriefView) -> list[Para]:
    """How it ended, and the five results, each with what it means."""
    out = view.outputs
    score = [Para(Content.styled(row, f"bold {ACCENT}")) for row in large(out.score)]
    told_of = [*paragraphs([view.ending.text]), heading("Score, of 1000"), *score, Para(_score(out), gap=0)]
    told_of.append(heading("Four more results; they are never added up"))
    for name, value, meaning in results(view):
        mark = fitted(Content.styled(name, "bold"), _NAME) + fitted(Content.styled(value, f"bold {ACCENT}"), 12)
        told_of.append(Para(Content(meaning), mark))
    told_of += _own(view)
    return told_of


def _score(out: OutputsView) -> Content:
    return Content.styled(
        f"Half is the value at the end, half its mean over the rounds, as the people weigh it ({out.score_exact:.1f}).",
        MUTED,
    )


def _own(view: DebriefView) -> list[Para]:
    before, after = view.own_chasm_before, view.own_chasm_after
    if before is None and after is None:
        return []
    words = " → ".join("–" if own is None else f"{own:.0f}" for own in (before, after))
    mark = fitted(Content.styled("Your own chasm", "bold"), _NAME) + fitted(Content.styled(words, f"bold {ACCENT}"), 12)
    return [Para(Content("Between your belief sheet and the people, before and after."), mark, gap=1)]


def course(view: DebriefView) -> list[Para]:
    """The chart in words."""
    paras = []
    for point in view.trajectory:
        where = (
            "At the start"
            if point.label == "start"
            else f"Silent round {point.label}"
            if point.coast
            else f"Round {point.label}"
        )
        body = f"value {point.value:.0f}, chasm {point.chasm:.0f}, cash {point.cash:.1f}"
        paras.append(Para(Content(body), Content.styled(where.ljust(17), "bold")))
    return paras


def decisions(view: DebriefView) -> list[Para]:
    """Every decision with what was expected and why."""
    paras: list[Para] = []
    miss = view.most_confident_miss
    if miss is not None and miss.prediction is not None:
        words = Content.assemble(
            ("Where you were most sure, and wrong: ", "bold"), line(miss.round_title),
            ". ", line(predictions.expectation(miss.prediction)),
        )  # fmt: skip
        paras.append(Para(words))
    for decision in view.decisions:
        paras += [Para(Content(""))] * bool(paras) + _decision(decision)
    return paras or [Para(Content("No decision was taken."))]


def _decision(each: DecisionLine) -> list[Para]:
    marks = glyphs()
    moved = each.value_after - each.value_before
    sign, style = (marks.up, UP) if moved > 0.5 else (marks.down, DOWN) if moved < -0.5 else (marks.same, MUTED)
    aside = "".join([f"  {each.label} way" if each.label else "", "  asked" if each.asked else ""])
    head = Content.assemble(line(each.round_title, "bold"), (aside, MUTED))
    value = Content.assemble(
        "value ",
        f"{each.value_before:.0f} → {each.value_after:.0f} ",
        (sign if sign == marks.same else f"{sign}{abs(moved):.0f}", style),
    )
    told_of = [Para(head, Content.styled(f"{each.number}  ", f"bold {ACCENT}"))]
    told_of.append(Para(Content.assemble(line(each.response), "   ", value), indent=3))
    if each.prediction is not None:
        p = each.prediction
        style = UP if p.hit else DOWN
        words = Content.assemble(line(predictions.said(p)), " ", line(predictions.verdict(p), style))
        told_of.append(Para(words, indent=3))
    if each.reason:
        told_of.append(Para(Content.assemble(("You wrote: ", MUTED), line(each.reason, "italic")), indent=3))
    return told_of


def beliefs(view: DebriefView) -> Drawn:
    """What creates the most value: said before, said after, shown by deeds, believed by the people."""
    return Drawn(lambda width: _belief_lines(view, width))


def _belief_lines(view: DebriefView, width: int) -> list[Content]:
    name = min(max((line(b.name).cell_length for b in view.beliefs), default=8), max(width // 4, 10))
    room = max((width - name - 5) // 5, 7)
    above, below = ("You", "You", "Deeds", "Deeds", "The"), ("before", "after", "before", "after", "people")
    styles = (COMPANY, COMPANY, ACCENT, ACCENT, PEOPLE)
    lines = [fitted(Content.styled("What creates the most value? In shares of 100.", MUTED), width), Content("")]
    for row in (above, below):
        lines += [columns([(Content(""), name), *((Content.styled(t, "bold"), room) for t in row)])]
    for belief in view.beliefs:
        cells = [(_share(v, room, s), room) for v, s in zip(_shares(belief), styles, strict=True)]
        lines.append(columns([(line(belief.name), name), *cells]))
    return [*lines, Content(""), *_belief_words(view, width)]


def _shares(each: BeliefLine) -> tuple[float | None, ...]:
    return (each.before, each.after, each.start, each.revealed, each.people)


def _share(value: float | None, room: int, style: str) -> Content:
    if value is None:
        return Content.styled("  –", MUTED)
    drawn = bar(min(value * 200, 100), room - 5, style) + " " if room >= 9 else Content("")
    return Content.assemble(f"{value * 100:3.0f} ", drawn)


def _belief_words(view: DebriefView, width: int) -> list[Content]:
    told_of = []
    if view.beliefs:
        top = max(view.beliefs, key=lambda b: b.people)
        deeds = max(view.beliefs, key=lambda b: b.revealed)
        told_of.append(
            Content.assemble(
                "The people put first: ",
                line(top.name, "bold"),
                ". Your deeds put first: ",
                line(deeds.name, "bold"),
                ".",
            )
        )
    if view.own_chasm_before is not None and view.own_chasm_after is not None:
        told_of.append(
            Content(f"Your own chasm: {view.own_chasm_before:.0f} before, {view.own_chasm_after:.0f} after.")
        )
    return [row for each in told_of for row in each.wrap(width)]


def talk(view: DebriefView) -> list[Para]:
    """Points, questions, and real cases to hold beside the story."""
    number = iter(range(1, 100))
    paras = [heading("To talk about", gap=0)] if view.points else []
    paras += [Para(p.body, Content.styled("· ", ACCENT), gap=i and 1) for i, p in enumerate(paragraphs(view.points))]
    if view.questions:
        paras.append(heading("Questions"))
        paras += [Para(p.body, Content.styled(f"{next(number)}. ", ACCENT)) for p in paragraphs(view.questions)]
    if view.parallels:
        paras.append(heading("It has happened"))
    for n, parallel in enumerate(view.parallels):
        paras.append(Para(line(parallel.case, "bold"), gap=1 if n else 0))
        paras += paragraphs([parallel.text])
        paras.append(Para(text(parallel.source, MUTED), Content.styled("Source: ", MUTED)))
    return paras or [Para(Content("This story leaves the talking to you."))]
