"""A stakeholder is on the board, and nothing ever moves it.

No shock, no move and no effect of a response reaches it, in any way to play. Customers are always reached through
employees, and owners through cash; all others have only what the file says. A bar that never moves looks like a broken
game, and its weight in what the people value waters everything else down. Of the five that are always there, that is
said of a story of three rounds or more: a short one cannot reach everybody.

**Example**

```yaml
# fragment: top
people: {customers: 30, employees: 30, communities: 15, partners: 10, investors: 10, inspector: 5}
stakeholders:
  inspector: {name: The food inspector, trust: 55}
```

**Instead** let something reach it, or leave it out; `partners: null` removes one of the five that are always there.

```yaml
# fragment: top
people: {customers: 30, employees: 30, communities: 15, partners: 10, investors: 10, inspector: 5}
stakeholders:
  inspector: {name: The food inspector, trust: 55}
rounds:
  - id: loaf
    title: Eighty grams
    shock: {text: Your loaf was weighed at the post office., effects: {customers: -6, inspector: -8}}
    responses:
      - {id: own-up, title: Own up, does: [own-it], effects: {inspector: 4}, because: You told her., outcome: She nods.}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.scenario.diagnostics import Code
from chasm_game.scenario.namespace import ROLE_DEFAULTS
from chasm_game.scenario.scenario import DEFAULT_STAKEHOLDERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.scenario.checks.story import Story
    from chasm_game.scenario.diagnostics import Fault
    from chasm_game.scenario.names import Path

__all__ = ["check"]

ROUNDS = 3
"""A story that is shorter need not reach everybody."""


def check(story: Story) -> Iterator[Fault]:
    """Stakeholders that no effect and no claim names."""
    roles = story.model.roles
    moved = {getattr(roles, role) or ROLE_DEFAULTS[role] for role in ("customers", "owners")}
    moved |= story.reached
    if len(story.model.rounds) < ROUNDS:
        moved |= set(DEFAULT_STAKEHOLDERS)
    for name in story.stakeholders:
        if name not in moved:
            message = f"nothing ever moves `{name}`: no shock, no move and no effect reaches it"
            remove = f"remove it: `stakeholders: {{{name}: null}}`" if name in DEFAULT_STAKEHOLDERS else "take it out"
            hint = f"let something reach it, or {remove}"
            yield story.fault(Code.UNMOVED, _place(story, name), message, hint, key=True)


def _place(story: Story, name: str) -> Path:
    """Where it is named, or where it would be."""
    if name in story.model.stakeholders:
        return ("stakeholders", name)
    return ("stakeholders",) if "stakeholders" in story.model.model_fields_set else ("rounds",)
