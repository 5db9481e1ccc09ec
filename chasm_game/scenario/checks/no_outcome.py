"""A response has no outcome, or the outcome of another one.

The outcome is what a player reads after the choice, before the numbers. Without one, the choice has points and no
story; with a copied one, a player who tries the other way learns that nobody had written it. `also:` texts may take its
place where they cover every case.

**Example**

```yaml
# fragment: response
id: quiet
label: old
title: Say nothing
text: No notice, no fuss. In a month nobody will talk of it.
does: [stonewall]
```

**Instead** say what happened, in two or three sentences that only fit this response.

```yaml
# fragment: response
id: quiet
label: old
title: Say nothing
text: No notice, no fuss. In a month nobody will talk of it.
does: [stonewall]
outcome: The slip of paper stays in the chemist's window until it turns yellow.
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.scenario.diagnostics import Code
from chasm_game.scenario.nodes import locate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.scenario.checks.story import Story
    from chasm_game.scenario.diagnostics import Fault

__all__ = ["check"]


def check(story: Story) -> Iterator[Fault]:
    """Responses without an outcome, and outcomes that stand twice."""
    seen: dict[str, int] = {}
    for path, _, response in story.responses():
        outcome = " ".join((response.outcome or "").split())
        if not outcome:
            # Additions may cover every case; whether they do, only playing shows.
            if not response.also:
                message = f"`{response.id}` has no outcome: what does the player read afterwards?"
                yield story.fault(Code.NO_OUTCOME, (*path, "id"), message, "add `outcome: …`")
            continue
        if outcome in seen:
            message = f"this outcome stands word for word in line {seen[outcome]}"
            hint = "write one that only fits this response"
            yield story.fault(Code.NO_OUTCOME, (*path, "outcome"), message, hint)
        seen.setdefault(outcome, locate(story.root, (*path, "outcome")).line)
