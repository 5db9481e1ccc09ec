"""Weight sets by name: those of rulebooks, and those that a room gave itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chasm_game.errors import ChasmError, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from chasm_game.scenario.rulebook import Rulebook

__all__ = ["UnknownPeople", "Weights", "named_weights", "of_rulebook"]


class UnknownPeople(ChasmError):
    """No weight set has this name."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Weights:
    """What some people believe creates value, in any unit, by stakeholder id."""

    name: str
    title: str
    of: Mapping[str, float]
    is_of_a_file: bool = False
    """Whether it is named after a file, which somebody named."""

    def knows(self, stakeholders: Iterable[str]) -> bool:
        """Whether any of these gets a weight."""
        return any(self.of.get(each, 0.0) > 0 for each in stakeholders)


def of_rulebook(rulebook: Rulebook) -> dict[str, Weights]:
    """The named sets of a rulebook, in its order."""
    return {name: Weights(name, each.title, each.of) for name, each in rulebook.people.items()}


def named_weights(name: str, rulebook: Rulebook) -> Weights:
    """The set of a rulebook with this name. Raises `UnknownPeople` with the nearest name."""
    known = of_rulebook(rulebook)
    if name in known:
        return known[name]
    near = nearest(name, known)
    hint = f"did you mean `{near}`?" if near else f"there are {', '.join(known)}, or the file of a poll"
    raise UnknownPeople(f"there are no people called `{name}`; {hint}")
