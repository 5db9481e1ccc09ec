"""An effect without a reason of its own.

After a choice the player reads why each number moved. A move brings its reasons; effects that a response has of its
own, and what happens at once under a condition (`now:`), have only what `because:` says. Without it the player reads
the title of the answer, or of the round, as the reason: that is none. With `chasm: 2` a reason must be there (C014).

**Example**

```yaml
# fragment: response
id: flour
label: new
title: Give the mill two years
text: Old Holt gets a contract for two years, at a price that both can live with.
effects: {partners: 6, cash: -1}
outcome: He reads it twice, and then he shakes hands with everybody in the room.
```

**Instead** say in one sentence why it does what it does, or in one each for what it gives and what it takes.

```yaml
# fragment: response
id: flour
label: new
title: Give the mill two years
text: Old Holt gets a contract for two years, at a price that both can live with.
effects: {partners: 6, cash: -1}
because: {gain: The mill can plan for two years., loss: The other two mills were cheaper.}
outcome: He reads it twice, and then he shakes hands with everybody in the room.
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.scenario.diagnostics import Code
from chasm_game.scenario.reasons import without_reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.scenario.checks.story import Story
    from chasm_game.scenario.diagnostics import Fault

__all__ = ["check"]


def check(story: Story) -> Iterator[Fault]:
    """Own effects without a reason, in a scenario that need not give one."""
    for path in without_reason(story.model) if story.model.chasm == 1 else ():
        message = "nothing says why these effects happen: the player reads a title for a reason"
        yield story.fault(Code.NO_BECAUSE, path, message, "add `because: …` beside them, in a player's words", key=True)
