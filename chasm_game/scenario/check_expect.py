"""Whether what an author promises can be understood: `expect:` and `plays:`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.scenario.diagnostics import Code
from chasm_game.scenario.rounds import WAIT

if TYPE_CHECKING:
    from collections.abc import Collection

    from chasm_game.scenario.names import Path, Scope
    from chasm_game.scenario.rulebook import Rulebook
    from chasm_game.scenario.schema import ExpectModel, PlayModel, ScenarioModel

__all__ = ["check_expectations", "known_endings"]

KINDS = ("always", "reachable", "share", "policy")
BELONGS = {
    "at_most": "share",
    "at_least": "share",
    "below": "policy",
    "above": "policy",
    "by": "policy",
    "asks": "share",
}
"""Keys that mean something only beside another one."""


def known_endings(model: ScenarioModel, rulebook: Rulebook) -> tuple[str, ...]:
    """Every ending that a game of this scenario may have."""
    return tuple(dict.fromkeys([*(e.id for e in model.endings), *(e.id for e in rulebook.endings), "fallen", "ended"]))


def check_expectations(model: ScenarioModel, scope: Scope, endings: Collection[str]) -> None:
    """Note every fault of the promises and of the recorded plays; `endings` are those that they may name."""
    for index, expectation in enumerate(model.expect):
        _expectation(expectation, scope, ("expect", index), endings)
    for index, play in enumerate(model.plays):
        _play(play, scope, ("plays", index), endings)


def _expectation(expected: ExpectModel, scope: Scope, path: Path, endings: Collection[str]) -> None:
    given = [kind for kind in KINDS if getattr(expected, kind) is not None]
    if len(given) != 1:
        message = "an expectation says one thing: always, reachable, share or policy"
        scope.fault(Code.MISSING_KEY, path, message, "write one of them, and another line for the next")
        return
    kind = given[0]
    for key, owner in BELONGS.items():
        if getattr(expected, key) is not None and owner != kind:
            hint = f"remove it: it belongs to `{owner}`"
            scope.fault(Code.UNKNOWN_KEY, (*path, key), f"`{key}` means nothing beside `{kind}`", hint, key=True)
    if kind == "policy":
        _one_of(expected, scope, path, "policy", ("below", "above"))
        return
    scope.condition(getattr(expected, kind), (*path, kind), endings=endings)
    if kind == "share" and expected.at_most is None and expected.at_least is None:
        scope.fault(Code.MISSING_KEY, path, "`share` needs `at_most` or `at_least`", "for example `at_most: 0.4`")


def _one_of(expected: ExpectModel, scope: Scope, path: Path, kind: str, keys: tuple[str, str]) -> None:
    one, other = keys
    if (getattr(expected, one) is None) == (getattr(expected, other) is None):
        scope.fault(Code.MISSING_KEY, path, f"`{kind}` needs `{one}` or `{other}`", f"for example `{one}: best`")


def _play(play: PlayModel, scope: Scope, path: Path, endings: Collection[str]) -> None:
    if not play.choices:
        scope.fault(Code.MISSING_KEY, path, "`choices` is missing here", "add `choices: [...]`")
    known = {"ask", WAIT, *(r for responses in scope.rounds.values() for r in responses)}
    for n, choice in enumerate(play.choices):
        if (leader := choice.removeprefix("ask:")) != choice:
            scope.known(leader, scope.leaders, (*path, "choices", n), "leader")
        else:
            scope.known(choice, known, (*path, "choices", n), "response")
    if play.ending is not None:
        scope.known(play.ending, endings, (*path, "ending"), "ending")
