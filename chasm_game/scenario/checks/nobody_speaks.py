"""The people can be asked in a round, and nobody says anything.

Asking costs money and one of a few chances. Where other rounds have voices, a player who asks here pays and hears
nothing, and takes it for a broken game. (Trust is seen clearly after asking all the same, so a story in which nobody
ever speaks is not told of this.)

**Example**

```yaml
# fragment: rounds
- id: oven
  title: A cold oven
  shock: {text: The second oven has been cold since March., effects: {employees: -4}}
  ask: [{who: employees, text: It is a fuse and a belt.}]
  responses:
    - {id: mend, title: Mend it, does: [basics-right], outcome: At six the rolls are warm.}
- id: fair
  title: The town fair
  shock: {text: The town asks for your best idea by Friday., effects: {communities: -3}}
  responses:
    - {id: go, title: Take a stall, effects: {communities: 4, cash: -1}, because: You came., outcome: It rained.}
```

**Instead** let one or two of them say what only they know: the best hint of the round.

```yaml
# fragment: rounds
- id: oven
  title: A cold oven
  shock: {text: The second oven has been cold since March., effects: {employees: -4}}
  ask: [{who: employees, text: It is a fuse and a belt.}]
  responses:
    - {id: mend, title: Mend it, does: [basics-right], outcome: At six the rolls are warm.}
- id: fair
  title: The town fair
  shock: {text: The town asks for your best idea by Friday., effects: {communities: -3}}
  ask: [{who: communities, text: A table and an awning would do. Last year nobody came at all.}]
  responses:
    - {id: go, title: Take a stall, effects: {communities: 4, cash: -1}, because: You came., outcome: It rained.}
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
    """Rounds without voices in a story that has some elsewhere."""
    rounds = story.model.rounds
    if story.model.company.start.asks == 0 or not any(round_.ask for round_ in rounds):
        return
    for n, round_ in enumerate(rounds):
        if not round_.ask:
            message = f"whoever asks the people in `{round_.id}` pays, and hears nothing"
            yield story.fault(Code.NOBODY_SPEAKS, ("rounds", n, "id"), message, "add `ask:` with a voice or two")
