"""A sign in a text that nobody can see.

A zero-width space, a soft hyphen or a mark that turns the reading direction round comes in by copying from a web page
or a telephone. It is shown to players as nothing, breaks lines where none should break, and can turn a sentence round.

**Example**

```yaml
# fragment: top
summary: Flour is dear, the o\u200bven is old, and the town fair is on Friday.
```

**Instead** delete it: type the word again.

```yaml
# fragment: top
summary: Flour is dear, the oven is old, and the town fair is on Friday.
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from chasm_game.scenario.diagnostics import Code, Fault, Span
from chasm_game.scenario.signs import HIDDEN, named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.scenario.checks.story import Story

__all__ = ["check"]

_HIDDEN = re.compile(f"[{HIDDEN}]")


def check(story: Story) -> Iterator[Fault]:
    """Signs without a width, the first of each line; joiners, which some writings need, are left alone."""
    for row, line in enumerate(story.text.split("\n"), start=1):
        if found := _HIDDEN.search(line):
            message = f"{named(found.group())} stands here, and nobody can see it"
            span = Span.point(row, found.start() + 1)
            yield Fault(Code.HIDDEN_SIGN, span, message, "delete it: type the word again")
