"""A text ends where a `#` begins, and the author may not have meant it.

Behind a space, `#` begins a comment in YAML: all that follows in the line is a note that nobody who plays will see.
In a text without quotes that cuts off hashtags and numbers such as #3, without a word. The rest of the file is fine,
so nothing else can find it.

**Example**

```yaml
# fragment: response
id: tag
label: old
title: Launch #HaldenCares today
text: A hashtag, a film, and a famous guitar player.
does: [hashtag-campaign]
outcome: It trends. The people who made it trend are not the ones whom you had asked.
```

**Instead** put the text in quotes, or leave a space behind the `#` of a note.

```yaml
# fragment: response
id: tag
label: old
title: 'Launch #HaldenCares today'
text: A hashtag, a film, and a famous guitar player.
does: [hashtag-campaign] # this is a note
outcome: It trends. The people who made it trend are not the ones whom you had asked.
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from chasm_game.scenario.diagnostics import Code, Fault, Span
from chasm_game.scenario.nodes import Mapping, Scalar, Sequence
from chasm_game.scenario.parse_error import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.scenario.checks.story import Story
    from chasm_game.scenario.nodes import Node

__all__ = ["check"]

_CUT = re.compile(r"\s+(?P<rest>#[^\s#].*)")
_TEXTS = frozenset({
    "because", "case", "finding", "goals", "name", "needs", "notes", "outcome", "points", "questions", "source",
    "sources", "summary", "text", "title", "told", "who", "you",
})  # fmt: skip
"""Keys whose values are prose. Behind others a note without a space is usual."""


def check(story: Story) -> Iterator[Fault]:
    """Texts without quotes with a `#` and no space behind them."""
    # Most files have none, and need no walk over every value.
    if " #" not in story.text:
        return
    lines = story.text.split("\n")
    for scalar in _texts(story.root, ""):
        span, line = scalar.span, lines[scalar.span.end_line - 1]
        cut = _CUT.match(line, span.end_column - 1)
        if cut is None or scalar.inset or line[span.column - 1 : span.column] in {"|", ">"}:
            continue
        at = Span(span.end_line, cut.start("rest") + 1, span.end_line, cut.start("rest") + 2)
        whole = line[span.column - 1 :] if span.line == span.end_line else ""
        hint = f"put the text in quotes: {quoted(whole)}" if whole else "put the text in quotes"
        yield Fault(Code.CUT_BY_HASH, at, "the text ends here: behind a space, `#` begins a note", hint)


def _texts(node: Node, key: str) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        if key in _TEXTS and isinstance(node.value, str):
            yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _texts(item, key)
    elif isinstance(node, Mapping):
        for name, (_, value) in node.entries.items():
            yield from _texts(value, name)
