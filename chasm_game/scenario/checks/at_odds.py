"""A response is called new, and every move of it is old.

The engine never reads labels: it is the moves that count. But players see the label afterwards, and draw their
conclusions from it. With a wrong one they learn the wrong thing, and rightly lose trust in the story. The other way
round is no fault: a new deed that is done late, or under pressure, may well be an old one.

**Example**

```yaml
# fragment: response
id: team
label: new
title: Become one family
text: A town hall, a new motto, and from Monday every hour is written down.
does: [tighten-control, trim-costs]
outcome: The motto hangs in the corridor, beside the forms.
```

**Instead** call it what it is, or let it do something new.

```yaml
# fragment: response
id: team
label: new
title: Become one family
text: Whoever meets the customer decides from Monday, up to two hundred dollars.
does: [empower-front-line, trim-costs]
outcome: Forty decisions are made before noon, and you hear of two.
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
    """Responses labelled `new` whose moves are all `old`."""
    for path, _, response in story.responses():
        if response.label == "new" and {use.move.label for use in story.uses(response)} == {"old"}:
            message = "labelled `new`, but every move of it is `old`: old belief in new clothing?"
            yield story.fault(Code.AT_ODDS, (*path, "label"), message, "change the label, or what it does")
