"""The tables of docs/calibration.md, made of `story/calibration.json`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from calibration.figures import percent

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["set_tables", "tables"]

HEAD = (
    "| | run | marks | concordance | direction | three-way | near-zeros | guessers: all, stakeholder, and old or new |"
)
ORDERED, AGREED = 0.8, 0.7
"""The concordance and the three-way agreement that were aimed at."""
RULE = "|---|---|---|---|---|---|---|---|"


def set_tables(page: Path, written: dict[str, Any]) -> None:
    """Put the tables into the page, each between its marks."""
    text = page.read_text("utf-8")
    for name, table in tables(written).items():
        mark = f"<!-- {name} -->\n"
        before, _, after = text.partition(mark)
        _, end, rest = after.partition("<!-- end -->")
        text = f"{before}{mark}\n{table}\n\n{end}{rest}"
    page.write_text(text, "utf-8")


def tables(written: dict[str, Any]) -> dict[str, str]:
    """By name, every table as Markdown."""
    fitting = written["fitting"]
    return {
        "figures": "\n".join(
            [
                HEAD,
                RULE,
                *_rows("ends known (in sample)", written["in_sample"]),
                *_rows("coded blind (left out)", written["left_out"]),
                *_rows("all cases", written["whole"]),
                *_rows("coding A alone", written["codings"]["A"]),
                *_rows("coding B alone", written["codings"]["B"]),
                *_rows("coded blind, from before the shock", written["from_before_the_shock"]),
            ]
        ),
        "reversals": "\n".join(_reversals(written)),
        "groups": "\n".join(_groups(written["left_out_by"])),
        "tried": "\n".join(_tried(fitting["tried"])),
        "fitted": "\n".join(
            [
                HEAD,
                RULE,
                *_rows("all cases, in sample", fitting["in_sample"]),
                *_rows("all cases, left out", fitting["left_out"]),
                *_rows("coded blind, left out", fitting["left_out_blind"]),
            ]
        ),
        "aim": "\n".join(
            [
                "| | run | concordance | three-way | best guesser |",
                "|---|---|---|---|---|",
                *_aims("the rulebook as it is", written["whole"]),
                *_aims("fitted, left out", fitting["left_out"]),
                *_aims("the rulebook as it is, coded blind", written["left_out"]),
                *_aims("fitted, left out, coded blind", fitting["left_out_blind"]),
            ]
        ),
        "values": "\n".join(
            [
                f"Chosen on everything: *{fitting['family']}*, held {fitting['hold']:g}.",
                "",
                "| parameter | fitted |",
                "|---|---|",
                *(f"| {name} | {value:.2f} |" for name, value in fitting["values"].items()),
            ]
        ),
        "weak": "\n".join(f"- {sentence}" for sentence in written["weak"]),
    }


def _rows(name: str, figures: dict[str, Any]) -> Iterator[str]:
    for horizon in ("short", "long"):
        here = figures[horizon]
        low, high = here["interval"]["concordance"]
        few, many = here["interval"]["three_way"]
        guessers = ", ".join(percent(g["left_out"]["three_way"]) for g in here["guessers"].values())
        zeros = here["near_zeros"]
        yield (
            f"| {name} | {horizon} | {here['marks']} | {here['concordance']:.2f} ({low:.2f} to {high:.2f}) "
            f"| {percent(here['direction'])} | {percent(here['three_way'])} ({100 * few:.0f} to {100 * many:.0f}) "
            f"| {zeros['right']} of {zeros['of']} | {guessers} |"
        )


def _aims(name: str, figures: dict[str, Any]) -> Iterator[str]:
    """The figures beside what they should be."""
    for horizon in ("short", "long"):
        here = figures[horizon]
        best = max(guesser["left_out"]["three_way"] for guesser in here["guessers"].values())
        order = f"{here['concordance']:.3f}, {_reached(here['concordance'] >= ORDERED)}"
        agree = f"{100 * here['three_way']:.1f} %, {_reached(here['three_way'] >= AGREED)}"
        better = f"{100 * best:.1f} %, {'beaten' if here['three_way'] > best else 'not beaten'}"
        yield f"| {name} | {horizon} | {order} | {agree} | {better} |"


def _reached(reached: bool) -> str:
    return "reached" if reached else "missed"


def _reversals(written: dict[str, Any]) -> Iterator[str]:
    yield "| | reversals seen |"
    yield "|---|---|"
    names = {"in_sample": "ends known", "left_out": "coded blind, both codings", "whole": "all, both readings"}
    for key, name in names.items():
        turned = written[key]["reversals"]
        yield f"| {name} | {turned['right']} of {turned['of']} |"


def _groups(by: dict[str, Any]) -> Iterator[str]:
    yield "| | run | marks | concordance | three-way | best guesser |"
    yield "|---|---|---|---|---|---|"
    for named in by.values():
        for name, at in named.items():
            for horizon, here in at.items():
                order = "none" if here["concordance"] is None else f"{here['concordance']:.2f}"
                shares = f"{percent(here['three_way'])} | {percent(here['best_guesser'])}"
                yield f"| {name} | {horizon} | {here['marks']} | {order} | {shares} |"


def _tried(attempts: list[dict[str, Any]]) -> Iterator[str]:
    yield "| what may change | parameters | held | short | long |"
    yield "|---|---|---|---|---|"
    for each in attempts:
        runs = " | ".join(f"{each[h]['concordance']:.2f}, {percent(each[h]['three_way'])}" for h in ("short", "long"))
        yield f"| {each['family']} | {each['parameters']} | {each['hold']:g} | {runs} |"
