"""Which effects of a scenario's own say nothing of why they happen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.scenario.names import Path
    from chasm_game.scenario.schema import ScenarioModel
    from chasm_game.scenario.schema_moves import NowModel

__all__ = ["without_reason"]


def without_reason(model: ScenarioModel) -> Iterator[Path]:
    """The paths of effects, of responses and of what happens at once, that have no `because`."""
    for n, round_ in enumerate(model.rounds):
        yield from _now(("rounds", n, "shock"), round_.shock.now)
        for m, response in enumerate(round_.responses):
            path: Path = ("rounds", n, "responses", m)
            if response.effects and response.because is None:
                yield (*path, "effects")
            yield from _now(path, response.now)


def _now(path: Path, entries: list[NowModel]) -> Iterator[Path]:
    yield from ((*path, "now", n, "effects") for n, entry in enumerate(entries) if entry.because is None)
