"""A move or a manner that the scenario defines is used by no response.

It does nothing in any game. Mostly a response was removed, or its name is a little different where it was to be used.

**Example**

```yaml
# fragment: top
moves:
  open-day:
    title: Open the bakery for a day
    effects: {customers: 4, communities: 5, cash: -1}
    because: "People have seen how it is made."
```

**Instead** use it in the `does:` of a response, or remove it.

```yaml
# fragment: rounds
- id: fair
  title: The town fair
  shock:
    text: The town asks every shop for an idea, and yours is due on Friday.
    effects: {communities: -2, employees: -1, partners: -1}
  responses:
    - id: open
      title: Open the doors
      does: [{move: open-the-books, strength: 0.5}]
      outcome: People have seen how it is made, and some have stayed for a roll.
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.scenario.diagnostics import Code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.scenario.checks.story import Story
    from chasm_game.scenario.diagnostics import Fault

__all__ = ["check"]


def check(story: Story) -> Iterator[Fault]:
    """Own moves and manners that no response names."""
    uses = [use for _, _, response in story.responses() for use in response.does]
    moves = {use if isinstance(use, str) else use.move for use in uses}
    manners = {name for use in uses if not isinstance(use, str) for name in use.how}
    for key, kind, own, used in (
        ("moves", "move", story.model.moves, moves),
        ("manners", "manner", story.model.manners, manners),
    ):
        for name in own:
            if name not in used:
                message = f"no response uses the {kind} `{name}`"
                hint = "use it in `does:`, or remove it" if kind == "move" else "use it in `how:`, or remove it"
                yield story.fault(Code.UNUSED, (key, name), message, hint, key=True)
