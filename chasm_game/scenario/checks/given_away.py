"""The length of a text gives the answer away.

Players notice within two rounds that the longest answer is the one that the author liked best, and stop thinking. This
check finds a response whose text is more than three times as long as any other in its round, and a story of at least
four rounds in which the longest text always belongs to the same label.

**Example**

```yaml
# fragment: round
id: rolls
title: Rolls at fifteen cents
shock:
  text: A supermarket has opened across the street, with rolls at fifteen cents. Two of your eleven bakers give notice.
  effects: {customers: -5, employees: -3}
responses:
  - id: match
    label: old
    title: Match the price
    text: Fifteen cents, here too.
    does: [cut-prices]
    outcome: On Monday the queue reaches the chemist's.
  - id: listen
    label: new
    title: Ask the night shift
    text: >-
      You come at two in the morning, with coffee, and ask the bakers what is wrong and what they would do about it. You
      write it down, you read it back to them, and you promise that half of it will be done before the month is over.
    does: [ask-and-fix]
    outcome: It was the second oven. It had been cold since March.
```

**Instead** let every answer sound as good as it can, in as many words as the others.

```yaml
# fragment: round
id: rolls
title: Rolls at fifteen cents
shock:
  text: A supermarket has opened across the street, with rolls at fifteen cents. Two of your eleven bakers give notice.
  effects: {customers: -5, employees: -3}
responses:
  - id: match
    label: old
    title: Match the price
    text: Fifteen cents, here too, from Monday. Nobody will have a reason to cross the street, and cake makes up for it.
    does: [cut-prices]
    outcome: On Monday the queue reaches the chemist's.
  - id: listen
    label: new
    title: Ask the night shift
    text: You come at two in the morning, with coffee, and ask what is wrong. Half of it will be done this month.
    does: [ask-and-fix]
    outcome: It was the second oven. It had been cold since March.
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.scenario.checks.story import words
from chasm_game.scenario.diagnostics import Code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.scenario.checks.story import Story
    from chasm_game.scenario.diagnostics import Fault
    from chasm_game.scenario.schema_rounds import RoundModel

__all__ = ["check"]

TIMES = 3
LONG = 30
"""Words: a text that is shorter than this is not long, whatever the others are."""
# By chance alone the same label has it in one story of three rounds in four; of four rounds, in one of eight.
ROUNDS = 4


def check(story: Story) -> Iterator[Fault]:
    """Responses that are far longer than the others, and labels that always have the longest text."""
    for n, round_ in enumerate(story.model.rounds):
        lengths = [words(r.text) for r in round_.responses]
        first, second = sorted(lengths, reverse=True)[:2] if len(lengths) > 1 else (0, 0)
        if first >= LONG and first > TIMES * second:
            at = lengths.index(first)
            message = f"this text has {first} words, and no other answer in the round has more than {second}"
            hint = "let every answer sound as good as it can, in about as many words"
            yield story.fault(Code.GIVEN_AWAY, ("rounds", n, "responses", at, "text"), message, hint)
    yield from _always_the_same(story)


def _always_the_same(story: Story) -> Iterator[Fault]:
    longest = [(n, label) for n, r in enumerate(story.model.rounds) if (label := _longest_label(r)) is not None]
    labels = {label for _, label in longest}
    if len(longest) < ROUNDS or len(labels) != 1:
        return
    n, label = longest[0]
    if not label:
        return
    texts = [len(r.text or "") for r in story.model.rounds[n].responses]
    path = ("rounds", n, "responses", texts.index(max(texts)), "text")
    message = f"in each of {len(longest)} rounds the longest text belongs to a response labelled `{label}`"
    yield story.fault(Code.GIVEN_AWAY, path, message, "make some of the others longer, and some of these shorter")


def _longest_label(round_: RoundModel) -> str | None:
    """The label of the longest text, empty where two labels share it; None where there is nothing to compare."""
    longest: dict[str, int] = {}
    for response in round_.responses:
        if response.label and response.text:
            longest[response.label] = max(longest.get(response.label, 0), len(response.text))
    if len(longest) < 2:
        return None
    return "" if longest["old"] == longest["new"] else max(longest, key=lambda label: longest[label])
