"""Findings to diagnostics: where in the file a thing stands, and what its line says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chasm_game.scenario.diagnostics import Code, Diagnostic, Severity, Span
from chasm_game.scenario.document import compose
from chasm_game.scenario.nodes import Mapping, Sequence, locate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.analysis.coverage import Path
    from chasm_game.analysis.playthrough import Line
    from chasm_game.analysis.witness import Witness

__all__ = ["Finding", "Places"]

_ERRORS = frozenset({Code.EXPECTATION, Code.PLAY})


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to say about a scenario, at a place in it, with a playthrough that shows it."""

    code: Code
    path: Path
    message: str
    witness: Line | None
    """Without any decision where no round happens; None where nothing can be shown."""
    seed: int | None
    """The luck under which the witness shows it; None where no seed that was tried has it."""
    hint: str = ""
    sure: bool = True
    """Whether it is more than a suspicion; a suspicion is never an error."""
    fallen: tuple[tuple[str, bool], ...] = ()
    """The luck that the witness needs: chances by their paths, and whether they happen."""

    @classmethod
    def showing(cls, code: Code, path: Path, message: str, witness: Witness, hint: str = "") -> Finding:
        """With a playthrough that was seen."""
        return cls(code, path, message, witness.line, witness.seed, hint, fallen=witness.fallen)


class Places:
    """A scenario's text, to find things in."""

    def __init__(self, text: str, file: str) -> None:
        self.file, self._lines = file, text.split("\n")
        self._root, _ = compose(text)

    def span(self, path: Path) -> Span:
        """Where the value at a path stands; the first line where nothing is known of it."""
        return Span.point(1, 1) if self._root is None else locate(self._root, path)

    def number(self, key: str) -> int:
        """How many entries the list of this name has at the top of the file."""
        if not isinstance(self._root, Mapping) or key not in self._root.entries:
            return 0
        node = self._root.entries[key][1]
        return len(node.items) if isinstance(node, Sequence) else 0

    def diagnostic(self, finding: Finding) -> Diagnostic:
        """The finding as everybody reads it; what replays its witness stands in the hint."""
        span = self.span(finding.path)
        excerpt = self._lines[span.line - 1] if span.line <= len(self._lines) else None
        hint = "; ".join(part for part in (finding.hint, *_shows(finding)) if part)
        # Only what an author promised can be broken; everything else is advice.
        severity = Severity.ERROR if finding.sure and finding.code in _ERRORS else Severity.WARNING
        return Diagnostic(
            finding.code, severity, self.file, span, finding.message, hint or None, excerpt, finding.witness
        )


def _shows(finding: Finding) -> Iterator[str]:
    """The luck of a witness, and what replays it."""
    if finding.witness is None:
        return
    if finding.fallen:
        yield "luck: " + ", ".join(
            f"`{path}` {'happens' if happens else 'does not'}" for path, happens in finding.fallen
        )
    seed = "no seed up to 10,000 has this luck" if finding.seed is None else f"seed {finding.seed}"
    yield f"seen in: {' '.join(finding.witness) or 'no decision'} ({seed})"
