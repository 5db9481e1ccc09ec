"""A text is still to be written.

`TODO`, `FIXME`, `TBD`, `XXX`, a piece of lorem ipsum, or nothing but dots and blanks stand where players will read.

**Example**

```yaml
# fragment: response
id: quiet
label: old
title: Say nothing
text: "TODO: why is this tempting?"
does: [stonewall]
outcome: "…"
```

**Instead** write it. A note to yourself stands behind a `#` and a space, where nobody who plays sees it.

```yaml
# fragment: response
id: quiet
label: old
title: Say nothing
text: No notice, no fuss. In a month nobody will talk of it. # TODO make it shorter
does: [stonewall]
outcome: The slip of paper stays in the chemist's window until it turns yellow.
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from chasm_game.scenario.diagnostics import Code, Fault
from chasm_game.scenario.nodes import Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.scenario.checks.story import Story
    from chasm_game.scenario.nodes import Node

__all__ = ["check"]

_LEFT = re.compile(r"\b(?:TODO|FIXME|TBD|XXX)\b|\b[Ll]orem ipsum\b")
_DOTS = " .…\n\t"


def check(story: Story) -> Iterator[Fault]:
    """Texts that say that they are none."""
    anywhere = _LEFT.search(story.text) is not None
    for scalar in _values(story.root):
        text = str(scalar.value)
        if not text.strip(_DOTS):
            yield Fault(Code.PLACEHOLDER, scalar.span, "nothing is written here yet", "write it, or remove the key")
        elif anywhere and (found := _LEFT.search(text)):
            message = f"`{found.group()}` was left in this text"
            hint = "write the text; a note to yourself stands behind `# `"
            yield Fault(Code.PLACEHOLDER, scalar.span, message, hint)


def _values(node: Node) -> Iterator[Scalar]:
    """Every value that is text."""
    if isinstance(node, Scalar):
        if isinstance(node.value, str):
            yield node
        return
    for part in node.items if isinstance(node, Sequence) else [value for _, value in node.entries.values()]:
        yield from _values(part)
