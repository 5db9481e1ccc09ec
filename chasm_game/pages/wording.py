"""Small pieces of sentences and numbers, the same on every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.grammar import percent, rounded

if TYPE_CHECKING:
    from chasm_game.views.debrief import DebriefView, OutputsView

__all__ = ["fell", "results"]


def results(out: OutputsView, *, fallen: bool) -> tuple[tuple[str, str, str], ...]:
    """The four results beside the score: name, value, and what it means."""
    return (
        ("Chasm", f"{out.chasm_start:.0f} → {out.chasm_end:.0f}", _chasm(out.chasm_end - out.chasm_start)),
        ("Say-do", percent(out.say_do), _say_do(out.say_do)),
        ("Resilience", f"{out.resilience:.0f}", _resilience(out.resilience, fallen=fallen)),
        ("Calibration", rounded(out.calibration, 2), _calibration(out.calibration)),
    )


def _chasm(moved: float) -> str:
    if abs(moved) < 0.5:
        return "Deeds and what the people value are as far apart as they were."
    way = f"came {-moved:.0f} nearer to" if moved < 0 else f"went {moved:.0f} further from"
    return f"The company’s deeds {way} what the people value."


def _say_do(share: float | None) -> str:
    if share is None:
        return "Nothing was promised in public, so there was nothing to keep."
    if share >= 0.995:
        return "Everything that was promised was kept."
    return f"Of what was promised, deeds kept {share * 100:.0f} %. The rest came back as backlash."


def _resilience(lowest: float, *, fallen: bool) -> str:
    if fallen:
        return "None: the company fell."
    if lowest <= 0:
        return "Somewhere trust ran out altogether."
    return f"Nobody’s trust was below {lowest:.0f} at the end of any round."


def _calibration(brier: float | None) -> str:
    if brier is None:
        return "Too few predictions to tell; it takes one in at least half of the rounds."
    if brier <= 0.12:
        return "Sure where right, doubtful where not. 0 is perfect."
    if brier <= 0.25:
        return "A little better than always saying 50 %, which earns 0.25. 0 is perfect."
    return "Surer than right: always saying 50 % earns 0.25. 0 is perfect."


def fell(view: DebriefView) -> str:
    """That the company fell after its last decision, and when; empty where it did not."""
    last = view.trajectory[-1]
    if view.ending.id != "fallen" or not last.coast:
        return ""
    return (
        f"The company fell after the last decision, in silent round {last.label.removeprefix('+')}: what had been "
        "begun came due, the cash did not cover it, and nobody stepped in."
    )
