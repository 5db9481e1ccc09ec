"""Advice on what a scenario says: one check a file, each with its documentation page as its docstring.

A check is a function from a `Story` to faults, and has one code. It looks at the file alone and never stops it from
being played. A new one is a new file here, a code in `diagnostics.py`, and a line in `CHECKS`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.scenario.checks import (
    at_odds,
    counts_nothing,
    cut_by_hash,
    empty_claim,
    game_word,
    given_away,
    hidden_sign,
    late_claim,
    leader_stuck,
    leader_unmoved,
    looks_ahead,
    no_because,
    no_outcome,
    no_reason,
    nobody_speaks,
    placeholder,
    reading_time,
    same_name,
    text_length,
    too_many,
    too_strong,
    unmoved,
    untrue_note,
    unused,
)
from chasm_game.scenario.diagnostics import Code

if TYPE_CHECKING:
    from types import ModuleType

    from chasm_game.scenario.checks.story import Story
    from chasm_game.scenario.diagnostics import Fault

__all__ = ["CHECKS", "advice"]

CHECKS: dict[Code, ModuleType] = {
    Code.CUT_BY_HASH: cut_by_hash,
    Code.LOOKS_AHEAD: looks_ahead,
    Code.TEXT_LENGTH: text_length,
    Code.READING_TIME: reading_time,
    Code.PLACEHOLDER: placeholder,
    Code.NO_OUTCOME: no_outcome,
    Code.TOO_STRONG: too_strong,
    Code.GIVEN_AWAY: given_away,
    Code.UNMOVED: unmoved,
    Code.AT_ODDS: at_odds,
    Code.UNUSED: unused,
    Code.EMPTY_CLAIM: empty_claim,
    Code.NO_REASON: no_reason,
    Code.NOBODY_SPEAKS: nobody_speaks,
    Code.SAME_NAME: same_name,
    Code.GAME_WORD: game_word,
    Code.HIDDEN_SIGN: hidden_sign,
    Code.NO_BECAUSE: no_because,
    Code.LEADER_UNMOVED: leader_unmoved,
    Code.LEADER_STUCK: leader_stuck,
    Code.LATE_CLAIM: late_claim,
    Code.COUNTS_NOTHING: counts_nothing,
    Code.TOO_MANY: too_many,
    Code.UNTRUE_NOTE: untrue_note,
}
"""Every check by its code, in the order of the codes."""


def advice(story: Story) -> list[Fault]:
    """What all checks say of a story."""
    return [fault for module in CHECKS.values() for fault in module.check(story)]
