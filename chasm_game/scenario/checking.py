"""Everything that there is to say about a file: reading it, advice on it, and what it allows.

Loading a scenario to play it says only what stands in the way of playing; this says the rest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chasm_game.scenario.build import build_scenario
from chasm_game.scenario.checks import advice
from chasm_game.scenario.checks.story import Story
from chasm_game.scenario.diagnostics import FaultyFile, Kind, Severity
from chasm_game.scenario.document import compose
from chasm_game.scenario.load import playable_rulebook, read_scenario
from chasm_game.scenario.suppressions import Allowances

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from chasm_game.scenario.diagnostics import Diagnostic
    from chasm_game.scenario.rulebook import Rulebook
    from chasm_game.scenario.scenario import Scenario
    from chasm_game.scenario.source import Source

__all__ = ["Checked", "check_rules", "check_source", "is_rulebook"]

_RULES = re.compile(r"^chasm-rules\s*:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of a file that was looked at."""

    scenario: Scenario | None
    """None where an error stands in the way, and for a rulebook."""
    diagnostics: tuple[Diagnostic, ...]
    """In the order of the file."""
    allowed: int = 0
    """How many more there would be, but for the allowances in the file."""


def is_rulebook(source: Source) -> bool:
    """Whether a text means to be a rulebook."""
    return _RULES.search(source.text) is not None


def check_source(
    source: Source, rulebook: Rulebook, *, games: Callable[[Scenario], Sequence[Diagnostic]] | None = None
) -> Checked:
    """The scenario in a text, if it can be played, and everything that there is to say about it.

    `games` looks at what can be played with it, and adds what it finds there.
    """
    try:
        reading = read_scenario(source, rulebook)
    except FaultyFile as fault:
        return Checked(None, fault.diagnostics)
    allowances = Allowances.of(source.text, reading.root)
    looked_at = {Kind.READING}
    faults = list(reading.faults)
    # Advice on a text that was cut where it could not be read would be about what is missing.
    if reading.whole:
        looked_at.add(Kind.ADVICE)
        faults += advice(Story(reading.model, reading.root, rulebook, source.text))
    faults = [f for f in faults if not allowances.allow(f.code, f.span.line)]
    scenario, found = None, []
    if not any(f.code.severity is Severity.ERROR for f in faults):
        scenario = build_scenario(reading.model, rulebook, source.text)
        if games is not None:
            looked_at.add(Kind.GAME)
            found = [d for d in games(scenario) if not allowances.allow(d.code, d.span.line)]
    everything = [*source.diagnostics([*faults, *allowances.faults, *allowances.unused(looked_at)]), *found]
    return Checked(scenario, tuple(sorted(everything, key=lambda d: (d.span, d.code.id))), allowances.used)


def check_rules(source: Source) -> Checked:
    """Everything that there is to say about a rulebook."""
    try:
        warnings = playable_rulebook(source)[1]
    except FaultyFile as fault:
        return Checked(None, fault.diagnostics)
    root, _ = compose(source.text)
    assert root is not None, "a rulebook that was read has a root"
    allowances = Allowances.of(source.text, root)
    left = [d for d in warnings if not allowances.allow(d.code, d.span.line)]
    left += source.diagnostics([*allowances.faults, *allowances.unused({Kind.READING})])
    return Checked(None, tuple(sorted(left, key=lambda d: (d.span, d.code.id))), allowances.used)
