"""There is more to read than there is time for.

Grown-ups read about two hundred words a minute, and the decision is yet to be taken. This check adds up the longest way
through a round (the shock with all its additions and posts, what people say, every response, the longest outcome) and
says so where it takes longer than five minutes. It says so of the whole story where reading alone takes longer than its
`minutes`.

**Example**

```yaml
# fragment: top
minutes: 1
facilitator: {notes: Let people play in pairs.}
```

**Instead** cut the text, or say how long it takes. Half reading and half thinking is a good measure.

```yaml
# fragment: top
minutes: 10
facilitator: {notes: Let people play in pairs.}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.scenario.checks.story import words
from chasm_game.scenario.diagnostics import Code

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from chasm_game.scenario.checks.story import Story
    from chasm_game.scenario.diagnostics import Fault
    from chasm_game.scenario.schema_rounds import AlsoModel, PostModel, ResponseModel, RoundModel, VoiceModel

__all__ = ["WORDS_A_MINUTE", "check"]

WORDS_A_MINUTE = 200
ROUND = 5
"""Minutes of reading in a round."""


def check(story: Story) -> Iterator[Fault]:
    """Rounds and stories that take too long to read."""
    lengths = [_longest(round_) for round_ in story.model.rounds]
    for n, length in enumerate(lengths):
        if length > ROUND * WORDS_A_MINUTE:
            message = f"this round has {length:,} words to read, {length / WORDS_A_MINUTE:.0f} minutes of them"
            hint = f"{ROUND} minutes of reading are more than enough for one decision"
            yield story.fault(Code.READING_TIME, ("rounds", n, "id"), message, hint)
    total, minutes = sum(lengths), story.model.minutes
    if total > minutes * WORDS_A_MINUTE:
        needed = total / WORDS_A_MINUTE
        message = f"reading alone takes {needed:.0f} minutes ({total:,} words), and the story says {minutes}"
        hint = f"cut the texts, or write `minutes: {round(2 * needed)}`"
        at = "minutes" if "minutes" in story.model.model_fields_set else "title"
        yield story.fault(Code.READING_TIME, (at,), message, hint)


def _longest(round_: RoundModel) -> int:
    """Words of the longest way through a round."""
    shock = words(round_.shock.text) + _all(round_.shock.also) + _all(round_.shock.feed) + _all(round_.ask)
    answers = sum(words(r.title) + words(r.text) for r in round_.responses)
    return words(round_.title) + shock + answers + max(_afterwards(r) for r in round_.responses)


def _afterwards(response: ResponseModel) -> int:
    return words(response.outcome) + _all(response.also) + _all(response.feed)


def _all(texts: Sequence[AlsoModel | PostModel | VoiceModel]) -> int:
    return sum(words(text.text) for text in texts)
