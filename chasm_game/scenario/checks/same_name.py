"""Two things that a player knows by the same name.

Two answers of one round with the same title, two rounds, two endings or two stakeholders called the same: the game
keeps them apart by their ids, and a person cannot. In a debrief nobody knows which "Wait and see" the others chose.

**Example**

```yaml
# fragment: rounds
- id: fair
  title: The town fair
  shock:
    text: The town asks every shop for an idea, and yours is due on Friday.
    effects: {communities: -2, employees: -1, partners: -1}
  responses:
    - id: open
      title: Wait and see
      does: [{move: open-the-books, strength: 0.5}]
      outcome: Some came in to look, and stayed for a roll.
    - id: shut
      title: Wait and see
      does: [stonewall]
      outcome: The door was shut on Friday.
```

**Instead** say what each of them is.

```yaml
# fragment: rounds
- id: fair
  title: The town fair
  shock:
    text: The town asks every shop for an idea, and yours is due on Friday.
    effects: {communities: -2, employees: -1, partners: -1}
  responses:
    - id: open
      title: Wait with the door open
      does: [{move: open-the-books, strength: 0.5}]
      outcome: Some came in to look, and stayed for a roll.
    - id: shut
      title: Wait behind the shutter
      does: [stonewall]
      outcome: The door was shut on Friday.
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.scenario.diagnostics import Code
from chasm_game.text import comparable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from chasm_game.scenario.checks.story import Story
    from chasm_game.scenario.diagnostics import Fault
    from chasm_game.scenario.names import Path

__all__ = ["check"]


def check(story: Story) -> Iterator[Fault]:
    """Equal titles in one round, of rounds and of endings, and equal names of stakeholders and leaders."""
    model = story.model
    rounds = [(("rounds", n, "title"), r.title) for n, r in enumerate(model.rounds)]
    yield from _twins(story, "round", rounds)
    for n, round_ in enumerate(model.rounds):
        answers = [(("rounds", n, "responses", m, "title"), r.title) for m, r in enumerate(round_.responses)]
        yield from _twins(story, "answer of this round", answers)
    yield from _twins(story, "ending", [(("endings", n, "title"), e.title) for n, e in enumerate(model.endings)])
    people: list[tuple[Path, str]] = [
        (("stakeholders", name, "name"), given.name)
        for name, given in model.stakeholders.items()
        if given is not None and given.name is not None
    ]
    people += [(("leaders", name, "name"), k.name) for name, k in model.leaders.items() if k.name is not None]
    yield from _twins(story, "one on the board", people)


def _twins(story: Story, kind: str, titles: Iterable[tuple[Path, str]]) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for path, title in titles:
        key = comparable(title)
        if key in first:
            message = f"another {kind} is called `{first[key]}` as well"
            yield story.fault(Code.SAME_NAME, path, message, "give one of them another name")
        first.setdefault(key, title)
