"""What must be true of a story, measured in the background while it is written: nobody waits for it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from chasm_game.session.preview.views import PropertyView

if TYPE_CHECKING:
    from chasm_game.analysis.progress import Progress
    from chasm_game.analysis.properties import Property
    from chasm_game.scenario.scenario import Scenario

__all__ = ["MOST_WAYS", "Holding"]

MOST_WAYS = 100_000
"""Ways that are walked at most while somebody plays: beyond, `chasm balance` is the place to ask."""


class _Outdated(Exception):
    """The file has changed: nobody wants the answer any more."""


class Holding:
    """The properties of one version of a file: the newest one that was asked about."""

    def __init__(self) -> None:
        self._text: str | None = None
        """Of the version that is, or was, measured last."""
        self._found: tuple[str, tuple[PropertyView, ...]] | None = None
        self._heard = True

    def begin(self, scenario: Scenario) -> None:
        """Measure a version in a thread of its own, unless that was begun already; an older one is given up."""
        if scenario.text == self._text:
            return
        self._text = scenario.text
        # Nothing waits for it, not even the end of the program.
        threading.Thread(target=self._measure, args=(scenario,), daemon=True, name="properties").start()

    def rows(self, scenario: Scenario | None) -> tuple[PropertyView, ...]:
        """What is known of a version; empty while it is measured, or was not asked for."""
        found = self._found
        return found[1] if found is not None and scenario is not None and found[0] == scenario.text else ()

    def measuring(self, scenario: Scenario | None) -> bool:
        """Whether a version is being measured."""
        return scenario is not None and scenario.text == self._text and not self.rows(scenario)

    def news(self) -> bool:
        """Whether something was found since this was asked last."""
        heard, self._heard = self._heard, True
        return not heard

    def _measure(self, scenario: Scenario) -> None:
        # Here and not above: a preview that is only played needs none of it.
        from chasm_game.analysis.progress import Progress
        from chasm_game.analysis.properties import properties

        def go_on(_: Progress) -> None:
            if scenario.text != self._text:
                # The only way out: a walk in a thread cannot be stopped from outside.
                raise _Outdated

        try:
            found = properties(scenario, budget=MOST_WAYS, progress=Progress(on_change=go_on))
        except _Outdated:
            return
        if scenario.text == self._text:
            self._found = scenario.text, tuple(_view(p) for p in found)
            self._heard = False


def _view(p: Property) -> PropertyView:
    return PropertyView(p.title, p.figure, p.bound, p.holds, p.verdict, p.why, p.size)
