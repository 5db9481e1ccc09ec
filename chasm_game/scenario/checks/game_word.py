"""A stakeholder is called like a word of the game.

On every board cash, learning and the chasm stand beside the stakeholders, and a prediction may be that nobody loses
anything. Somebody who is called "Nobody" or "Learning" is then taken for that.

**Example**

```yaml
# fragment: top
stakeholders:
  partners: {name: Nobody}
```

**Instead** say who they are.

```yaml
# fragment: top
stakeholders:
  partners: {name: The mill and the dairy}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.glossary import WORDS
from chasm_game.scenario.diagnostics import Code
from chasm_game.text import comparable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.scenario.checks.story import Story
    from chasm_game.scenario.diagnostics import Fault

__all__ = ["check"]

TAKEN = {
    comparable(word)
    for word in (*WORDS, "Nobody", "Everybody", "You", "The company", "The people", "Strategy", "Vision", "Execution")
}


def check(story: Story) -> Iterator[Fault]:
    """Names of stakeholders and leaders that the game uses for something else."""
    called = [(("stakeholders", n, "name"), given.name) for n, given in story.model.stakeholders.items() if given]
    called += [(("leaders", n, "name"), leader.name) for n, leader in story.model.leaders.items()]
    for path, name in called:
        if name is not None and comparable(name) in TAKEN:
            message = f"`{name}` is a word of the game"
            yield story.fault(Code.GAME_WORD, path, message, "take another name")
