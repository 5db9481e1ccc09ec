"""A response can be locked, and does not say why in words.

Where its `if` does not hold, a response is shown locked, with its `needs`. Without one the player reads the condition
itself: "only if chose('oven', 'mend')". That is a line from the workshop, and it gives away what is counted.

**Example**

```yaml
# fragment: response
title: Bake it overnight
if: chose('oven', 'mend')
effects: {customers: 4}
because: It is still warm at six.
outcome: At six it is still warm.
```

**Instead** say it as somebody in the story would.

```yaml
# fragment: response
title: Bake it overnight
if: chose('oven', 'mend')
needs: a second oven that is hot
effects: {customers: 4}
because: It is still warm at six.
outcome: At six it is still warm.
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
    """Responses with a condition and without `needs`."""
    for path, _, response in story.responses():
        if response.condition is not None and not (response.needs or "").strip():
            message = f"`{response.id}` can be locked, and the player is not told in words why"
            yield story.fault(
                Code.NO_REASON, (*path, "if"), message, "add `needs: …`, for example `at least $6M in cash`"
            )
