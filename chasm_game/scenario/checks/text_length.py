"""A text is clearly too long for the screen.

Sixty to 120 words are right for a shock: a window of 80 x 24 shows it with the answers below. From 180 words on a
player scrolls before anything has happened. The limits are 160 words for an outcome, 80 for what a response would do,
60 for an addition, a post or a voice, 150 for an ending, and 80 characters for a title.

**Example**

```yaml
# fragment: response
id: quiet
label: old
title: Say nothing, have the label printed again with the right number, and weigh every single loaf from Thursday on
text: No notice, no fuss.
does: [stonewall]
outcome: Every loaf weighs 720 grams, which few bakers in the county could swear to.
```

**Instead** keep what a player needs to decide. The rest makes a good post, or an outcome.

```yaml
# fragment: response
id: quiet
label: old
title: Say nothing, weigh every loaf
text: No notice, no fuss. The label is printed again, and from Thursday every loaf is weighed.
does: [stonewall]
outcome: Every loaf weighs 720 grams, which few bakers in the county could swear to.
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
    from chasm_game.scenario.names import Path
    from chasm_game.scenario.schema_rounds import AlsoModel, PostModel, ResponseModel, RoundModel, VoiceModel

__all__ = ["check"]

TITLE = 80
"""Characters."""
SHOCK, OUTCOME, ANSWER, SMALL, ENDING = 180, 160, 80, 60, 150
"""Words."""


def check(story: Story) -> Iterator[Fault]:
    """Texts above their limits."""
    for path, text, limit in _texts(story):
        if path[-1] == "title":
            if len(text) > TITLE:
                message = f"this title has {len(text)} characters, and a line of the screen has room for {TITLE}"
                yield story.fault(Code.TEXT_LENGTH, path, message, "say it in five words")
        elif (count := words(text)) > limit:
            message = f"this text has {count} words, and more than {limit} are too many for the screen"
            yield story.fault(Code.TEXT_LENGTH, path, message, "keep what a player needs here")


def _texts(story: Story) -> Iterator[tuple[Path, str, int]]:
    """Every text of a story with its place and its limit."""
    yield ("title",), story.model.title, TITLE
    for n, round_ in enumerate(story.model.rounds):
        for path, text, limit in _of_round(round_):
            yield ("rounds", n, *path), text, limit
    for n, ending in enumerate(story.model.endings):
        yield ("endings", n, "title"), ending.title, TITLE
        yield ("endings", n, "text"), ending.text, ENDING


def _of_round(round_: RoundModel) -> Iterator[tuple[Path, str, int]]:
    yield ("title",), round_.title, TITLE
    yield ("shock", "text"), round_.shock.text, SHOCK
    for path, text, limit in _small(also=round_.shock.also, feed=round_.shock.feed):
        yield ("shock", *path), text, limit
    yield from _small(ask=round_.ask)
    yield ("averted",), round_.averted or "", OUTCOME
    for n, response in enumerate(round_.responses):
        for path, text, limit in _of_response(response):
            yield ("responses", n, *path), text, limit


def _of_response(response: ResponseModel) -> Iterator[tuple[Path, str, int]]:
    yield ("title",), response.title, TITLE
    yield ("text",), response.text or "", ANSWER
    yield ("outcome",), response.outcome or "", OUTCOME
    yield from _small(also=response.also, feed=response.feed)


def _small(**lists: Sequence[AlsoModel | PostModel | VoiceModel]) -> Iterator[tuple[Path, str, int]]:
    """Additions, posts and voices, by the key of their list."""
    for key, parts in lists.items():
        yield from (((key, n, "text"), part.text, SMALL) for n, part in enumerate(parts))
