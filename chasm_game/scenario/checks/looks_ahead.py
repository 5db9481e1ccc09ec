"""A condition asks about a decision that has not been taken yet.

Rounds are played from top to bottom, so `chose('strike', 'wait')` can hold only in rounds below the strike, and in the
outcome of the strike itself. Anywhere above it never holds (and `not chose(…)` always does): a text is never shown, a
response never opens, a round is never played.

**Example**

```yaml
# fragment: round
id: spring
title: A warm spring
if: chose('spring', 'paint')
shock: {text: The tables stand outside for the first time this year., effects: {customers: 2}}
responses:
  - id: paint
    title: Paint the front
    does: [basics-right]
    outcome: It is blue now, and people stop in front of it.
```

**Instead** ask about a round that stands above.

```yaml
# fragment: round
id: spring
title: A warm spring
if: not chose('oven', 'mend')
shock: {text: The tables stand outside for the first time this year., effects: {customers: 2}}
responses:
  - id: paint
    title: Paint the front
    does: [basics-right]
    outcome: It is blue now, and people stop in front of it.
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.scenario.conditions import Condition, ConditionError
from chasm_game.scenario.diagnostics import Code

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from chasm_game.scenario.checks.story import Story
    from chasm_game.scenario.diagnostics import Fault
    from chasm_game.scenario.names import Path
    from chasm_game.scenario.schema_moves import NowModel
    from chasm_game.scenario.schema_rounds import AlsoModel, PostModel, ResponseModel, RoundModel, VoiceModel

    _Part = AlsoModel | PostModel | VoiceModel | ResponseModel | NowModel

__all__ = ["check"]


def check(story: Story) -> Iterator[Fault]:
    """Conditions that name a round below, or their own before anything was chosen in it."""
    # Backwards: where two rounds have one id, which is an error of its own, the first of them is meant.
    order = {round_.id: n for n, round_ in reversed(list(enumerate(story.model.rounds)))}
    for n, round_ in enumerate(story.model.rounds):
        for path, source, chosen, asked in _conditions(round_):
            for name, at in _mentioned(source):
                known = chosen if name == "chose" else asked
                if at in order and order[at] >= n + known:
                    where = "this round" if order[at] == n else f"the round `{at}`, which comes later"
                    message = f"`{name}` looks at {where}: nothing is decided there yet"
                    hint = "ask about a round that stands above"
                    yield story.fault(Code.LOOKS_AHEAD, ("rounds", n, *path), message, hint)


def _mentioned(source: str) -> Iterator[tuple[str, str]]:
    """The calls of a condition, each with its round; none where it cannot be understood."""
    try:
        calls = Condition(source).mentions.calls
    except ConditionError:
        return
    yield from ((call.name, call.texts[0][0]) for call in calls)


def _conditions(round_: RoundModel) -> Iterator[tuple[Path, str, bool, bool]]:
    """Every condition of a round, with whether its own choice and its own asking are known when it is judged."""
    if round_.condition is not None:
        yield ("if",), round_.condition, False, False
    for path, part in _parts(round_):
        if part.condition is not None:
            after = path[0] == "responses" and path[2:3] in {("also",), ("feed",), ("now",)}
            shocked = path[:2] == ("shock", "now")  # it happens before anybody is asked
            yield (*path, "if"), part.condition, after, not shocked


def _parts(round_: RoundModel) -> Iterator[tuple[Path, _Part]]:
    """What has a condition in a round, but for what comes back later."""
    lists: list[tuple[Path, Sequence[_Part]]] = [
        (("shock", "also"), round_.shock.also),
        (("shock", "feed"), round_.shock.feed),
        (("shock", "now"), round_.shock.now),
        (("ask",), round_.ask),
        (("responses",), round_.responses),
    ]
    for m, response in enumerate(round_.responses):
        lists += [
            (("responses", m, "also"), response.also),
            (("responses", m, "feed"), response.feed),
            (("responses", m, "now"), response.now),
        ]
    for path, parts in lists:
        yield from (((*path, n), part) for n, part in enumerate(parts))
