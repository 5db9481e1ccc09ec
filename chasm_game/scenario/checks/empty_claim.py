"""A public promise is larger than anything that follows from it.

`claims:` says what a response promises in public, in points of trust. What its moves and its own effects give to that
stakeholder, at once and later, is what it delivers. Where less is delivered than was promised the promise is broken in
every game: it pleases until it is due, and then costs trust and credibility. As a temptation that is a good lesson, and
a response labelled `old` may well be one. A response that is called `new`, or nothing at all, looks as if its author
had meant to keep its word.

**Example**

```yaml
# fragment: response
id: promise
label: new
title: Promise the town cleaner lorries
text: You promise it in the newspaper and order the first of them.
does: [{move: clean-up-the-chain, strength: 0.2}]
claims: {communities: 12}
outcome: The first lorry comes in May. It is very clean.
```

**Instead** promise what is done, or do what is promised.

```yaml
# fragment: response
id: promise
label: new
title: Promise the town cleaner lorries
text: You promise it in the newspaper and order all of them.
does: [clean-up-the-chain]
claims: {communities: 6}
outcome: They come in May, one a week, and the newspaper counts them.
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

# As where a promise is told: less than 0.05 points count for nothing (model.md, Decisions).
_ROUNDING = 0.05


def check(story: Story) -> Iterator[Fault]:
    """Claims of responses that are not labelled `old`, where less is delivered than claimed."""
    for path, _, response in story.responses():
        # An old answer that promises more than it does is the lesson, and not a slip.
        if response.label == "old":
            continue
        delivered = story.delivered(response)
        for name, claimed in response.claims.items():
            given = max(0.0, delivered.get(name, 0.0))
            if claimed > given + _ROUNDING and name in story.stakeholders:
                message = f"{claimed:g} is promised to `{name}`, and at most {given:.3g} can be delivered"
                hint = "promise less, let it do more, or label it old"
                yield story.fault(Code.EMPTY_CLAIM, (*path, "claims", name), message, hint)
