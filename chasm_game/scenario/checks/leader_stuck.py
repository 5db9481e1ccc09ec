"""Nobody can move a leader: not by results, not by an answer, not by asking.

What a leader does not believe in is carried out by halves, and a story with leaders is about that: how they come to
believe. One who watches what never moves, in a story in which nobody can be asked and no answer touches the leaders'
assent, believes at the end what they believed at the beginning, whatever the player does.

**Example**

```yaml
# fragment: top
company: {start: {asks: 0}}
leaders:
  lena: {name: Lena Holt, role: runs the night shift, watches: vision}
```

**Instead** let the player ask the people with her, or let an answer move her.

```yaml
# fragment: top
company: {start: {asks: 2}}
leaders:
  lena: {name: Lena Holt, role: runs the night shift, watches: learning}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.scenario.checks.leader_unmoved import stuck
from chasm_game.scenario.diagnostics import Code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.scenario.checks.story import Story
    from chasm_game.scenario.diagnostics import Fault

__all__ = ["check"]


def check(story: Story) -> Iterator[Fault]:
    """Leaders whose assent nothing changes, in any way to play."""
    for name in story.model.leaders:
        if stuck(story, name):
            message = f"nobody can move `{name}`: no result, no answer and no asking reaches them"
            hint = "let the people be asked (`company: {start: {asks: 2}}`), or give an answer an effect on `assent`"
            yield story.fault(Code.LEADER_STUCK, ("leaders", name), message, hint, key=True)
