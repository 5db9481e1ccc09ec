"""`chasm history`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from chasm_game.commands.options import FilePath  # noqa: TC001  (read by cyclopts)
from chasm_game.errors import ChasmError
from chasm_game.files import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from chasm_game.analysis.history import HistoryResult
    from chasm_game.scenario.scenario import Scenario

__all__ = ["history"]


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
    from chasm_game.analysis.history import compare_with_history

    result = compare_with_history(_cases(folder, story))
    if not result.cases:
        raise ChasmError("no case file is there: a case file is a scenario with `history:`")
    if json:
        from json import dumps

        print(dumps(result.as_json(), ensure_ascii=False, indent=1))
    else:
        print("\n".join(_report_lines(result)))


def _cases(folder: Path | None, story: Path | None) -> Iterator[Scenario]:
    from chasm_game.scenario.library import Library
    from chasm_game.scenario.load import load_scenario, read

    library = Library(story)
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
    for horizon in ("short", "long"):
        signs = [s for c in result.cases for s in c.signs if s.horizon == horizon]
        agree = sum(s.agree for s in signs)
        share = f"{agree / len(signs):.0%}" if signs else "none"
        yield f"{horizon} horizon: {agree} of {len(signs)} signs agree ({share})"
    yield f"reversals: {right} of {of}"
