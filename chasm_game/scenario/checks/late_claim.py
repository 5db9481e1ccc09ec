"""A public promise is kept in the end, and too late: less has come by its date than was promised.

A promise is held against what its response has brought when it falls due: `claims_due` rounds after it was made, or as
many as the rulebook says. What comes later comes too late, and counts for nothing. So a good deed that takes three
rounds, promised for the day after tomorrow, is booked as a broken promise. As a temptation that is a good lesson, and
nothing is said of a response that is labelled `old`.

**Example**

```yaml
# fragment: response
id: promise
label: new
title: Promise the bakers a warm room
text: You promise it on Friday. The builder can come in May.
claims: {employees: 8}
claims_due: 1
effects: {cash: -3}
later: [{after: 3, effects: {employees: 9}, because: The room is warm and has a window.}]
because: The builder is paid in advance.
outcome: They say thank you, and look at the calendar.
```

**Instead** promise it for the day on which it will be there, or deliver it sooner.

```yaml
# fragment: response
id: promise
label: new
title: Promise the bakers a warm room
text: You promise it for May, when the builder can come.
claims: {employees: 8}
claims_due: 3
effects: {cash: -3}
later: [{after: 3, effects: {employees: 9}, because: The room is warm and has a window.}]
because: The builder is paid in advance.
outcome: They say thank you, and look at the calendar.
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

_ROUNDING = 0.05


def check(story: Story) -> Iterator[Fault]:
    """Claims of responses that are not labelled `old`, which could be kept, but not by their date."""
    for path, _, response in story.responses():
        if response.label == "old":
            continue
        due = response.claims_due or int(story.rulebook["claims_due"])
        in_time, ever = story.delivered(response, due), story.delivered(response)
        for name, claimed in response.claims.items():
            given, at_last = (max(0.0, part.get(name, 0.0)) for part in (in_time, ever))
            if name in story.stakeholders and given + _ROUNDING < claimed <= at_last + _ROUNDING:
                rounds = f"{due} round" + "s" * (due != 1)
                message = f"{claimed:g} is promised to `{name}`, and by its date, {rounds} later, {given:.3g} has come"
                hint = "give it more time with `claims_due: …`, promise less, or deliver sooner"
                yield story.fault(Code.LATE_CLAIM, (*path, "claims", name), message, hint)
