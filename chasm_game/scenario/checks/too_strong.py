"""An effect is larger than the whole gauge that it moves.

Trust and the other gauges go from 0 to 100, and an effect is a percentage of the distance that is left: 100 closes all
of it. More cannot happen, so a larger number is a slip of the keyboard, or points of another scale. Cash has no such
end and is not looked at.

**Example**

```yaml
# fragment: response
id: bonus
label: new
title: A share for everybody
text: Whoever worked here this year gets a share of what was earned.
effects: {employees: 120, cash: -4}
because: Whoever worked for it has a part of it.
outcome: The canteen is loud on Friday, and it is not about the food.
```

**Instead** stay small: the strongest moves of the rulebook give 16 points at once, and a hard shock takes 12.

```yaml
# fragment: response
id: bonus
label: new
title: A share for everybody
text: Whoever worked here this year gets a share of what was earned.
effects: {employees: 12, cash: -4}
because: Whoever worked for it has a part of it.
outcome: The canteen is loud on Friday, and it is not about the food.
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.scenario.diagnostics import Code

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from chasm_game.scenario.checks.story import Story
    from chasm_game.scenario.diagnostics import Fault
    from chasm_game.scenario.names import Path
    from chasm_game.scenario.schema_moves import LaterModel, NowModel

__all__ = ["check"]

WHOLE = 100.0


def check(story: Story) -> Iterator[Fault]:
    """Effects of more than a hundred points on anything but cash."""
    for path, effects in _effects(story):
        for name, points in effects.items():
            if abs(points) > WHOLE and name != "cash":
                message = f"`{name}` has 100 points from end to end, and this moves it by {points:g}"
                hint = "5 is noticed, and 15 is much"
                yield story.fault(Code.TOO_STRONG, (*path, name), message, hint)


def _effects(story: Story) -> Iterator[tuple[Path, Mapping[str, float]]]:
    for n, round_ in enumerate(story.model.rounds):
        yield ("rounds", n, "shock", "effects"), round_.shock.effects
        yield from _of_list(("rounds", n, "shock", "now"), round_.shock.now)
    for path, _, response in story.responses():
        yield (*path, "effects"), response.effects
        yield from _of_list((*path, "now"), response.now)
        yield from _of_list((*path, "later"), response.later)
    for name, move in story.model.moves.items():
        yield ("moves", name, "effects"), move.effects
        yield from _of_list(("moves", name, "later"), move.later)


def _of_list(path: Path, entries: Sequence[LaterModel | NowModel]) -> Iterator[tuple[Path, Mapping[str, float]]]:
    yield from (((*path, n, "effects"), entry.effects) for n, entry in enumerate(entries))
