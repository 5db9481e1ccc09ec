"""`chasm history`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from chasm_game.commands.options import FilePath  # noqa: TC001  (read by cyclopts)
from chasm_game.errors import ChasmError
from chasm_game.file_facts import kind_of
from chasm_game.streams import print_data

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from chasm_game.analysis.history import HistoryResult
    from chasm_game.scenario.library import Library
    from chasm_game.scenario.scenario import Scenario

__all__ = ["history", "measured_lines"]


def history(
    folder: FilePath | None = None,
    /,
    *,
    json: Annotated[bool, Parameter(negative="")] = False,
    story: FilePath | None = None,
) -> None:
    """Hold case files against history: which way did every stakeholder really go, and which way in the game?

    Example: chasm history

    Parameters
    ----------
    folder
        A folder of case files; without it, every case of the library.
    json
        As JSON (version 1 of its contract).
    story
        A folder with scenarios to look in first.
    """
    from chasm_game.analysis.calibration import calibration_in_use, read_calibration
    from chasm_game.analysis.history import compare_with_history
    from chasm_game.scenario.library import Library

    library = Library(story)
    cases = [s for s in _cases(folder, library) if s.history is not None]
    result = compare_with_history(cases)
    if not result.cases:
        raise ChasmError("no case file is there: a case file is a scenario with `history:`")
    calibration = calibration_in_use(read_calibration(), library.rulebook, cases)
    if json:
        from json import dumps

        print_data(dumps(result.as_json(calibration), ensure_ascii=False, indent=1))
    else:
        print("\n".join([*_report_lines(result), "", *measured_lines(calibration)]))


def _cases(folder: Path | None, library: Library) -> Iterator[Scenario]:
    from chasm_game.scenario.load import load_scenario
    from chasm_game.scenario.source import read

    if folder is None:
        yield from (e.scenario for e in library.entries if e.scenario is not None)
        return
    if kind_of(folder) != "folder":
        raise ChasmError(f"there is no folder {folder}")
    for path in sorted(folder.rglob("*.yaml")):
        # A rulebook lies beside its cases, and is none.
        if path.name != "rulebook.yaml":
            yield load_scenario(read(path), library.rulebook)[0]


def _report_lines(result: HistoryResult) -> Iterator[str]:
    from chasm_game.analysis.marks import HORIZONS
    from chasm_game.text import signed

    for case in result.cases:
        wrong = [s for s in case.signs if not s.agree]
        yield f"{case.case}: {len(case.signs) - len(wrong)} of {len(case.signs)} signs agree"
        for sign in wrong:
            yield (
                f"  {sign.stakeholder}, {sign.horizon}: history {sign.history}, "
                f"engine {sign.engine} ({signed(sign.delta)})"
            )
        for reversal in case.reversals:
            verdict = "reverses too" if reversal.agree else f"has {reversal.engine}"
            yield f"  {reversal.stakeholder} reversed ({reversal.history}): the engine {verdict}"
    right, of = result.reversals
    yield ""
    for horizon in HORIZONS:
        signs = [s for c in result.cases for s in c.signs if s.horizon == horizon]
        agree = sum(s.agree for s in signs)
        share = f"{agree / len(signs):.0%}" if signs else "none"
        yield f"{horizon} horizon: {agree} of {len(signs)} signs agree ({share})"
    yield f"reversals: {right} of {of}"


def measured_lines(calibration: dict[str, Any] | None) -> Iterator[str]:
    """What was measured on the whole corpus, and what the model is bad at; or that it was not measured."""
    from chasm_game.analysis.calibration import NOT_MEASURED

    if calibration is None:
        yield f"How true the model is: {NOT_MEASURED} and these cases."
        return
    fitting = calibration["fitting"]
    yield "How true the model is (docs/calibration.md). Beside it three guessers who know no model: the commonest sign,"
    yield "that of this stakeholder, and that of it under mostly old or new acts; for groups the best of the three."
    yield f"  {'':42}{'marks':>5}{'concordance':>20}{'three-way':>18}{'guessers':>16}"
    yield from _table("in sample: the ends were known", calibration["in_sample"])
    yield from _table("left out: coded blind", calibration["left_out"])
    yield from _table("all cases", calibration["whole"])
    yield from _table("all cases, if fitted, left out", fitting["left_out"])
    for grouping, title in (("stakeholder", "stakeholder"), ("kind", "kind of act"), ("label", "label")):
        yield f"Left out, by {title}:"
        for name, figures in calibration["left_out_by"][grouping].items():
            yield from _table(name, figures)
    yield "What it is bad at:"
    yield from (f"  {sentence}" for sentence in calibration["weak"])


def _table(name: str, figures: dict[str, Any]) -> Iterator[str]:
    """A line a horizon: the measures with their intervals, where they are known, and the best guesser."""
    for horizon, here in figures.items():
        if horizon == "reversals":
            yield f"  {name:33}reversals{'':5}{here['right']:>9} of {here['of']}"
            continue
        if (best := here.get("best_guesser")) is not None:
            guessers = f"best {best:.0%}"
        else:
            guessers = ", ".join(f"{guesser['left_out']['three_way']:.0%}" for guesser in here["guessers"].values())
        low, high = here.get("interval", {}).get("concordance", (None, None))
        order = "none" if here["concordance"] is None else f"{here['concordance']:.2f}"
        order += "" if low is None else f" ({low:.2f} to {high:.2f})"
        agree = f"{here['three_way']:.0%}"
        if low is not None:
            agree += " ({:.0%} to {:.0%})".format(*here["interval"]["three_way"])
        yield f"  {name:37}{horizon:5}{here['marks']:>5}{order:>20}{agree:>18}{guessers:>16}"
