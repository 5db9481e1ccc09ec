"""Stakeholders of one's own stand beside the five that are always there, where they were meant in their place.

Customers, employees, partners, communities and investors are in every story. Whoever adds passengers, crews and
shareholders of their own has eight: the trust of the five stands on the board and hardly moves. The five can be given
any name, and any of them can be taken out. Nothing is said where at most one of the five is left alone, or where no
more than two of one's own were added.

**Example**

```yaml
# fragment: top
stakeholders:
  regulars: {name: Regulars}
  bakers: {name: Bakers and shops}
  mill: {name: The mill}
people: {customers: 30, employees: 20, communities: 20, investors: 15, partners: 10, regulars: 5, bakers: 5, mill: 5}
rounds:
  - id: loaf
    title: Eighty grams
    shock: {text: Your loaf was weighed at the post office., effects: {regulars: -6, bakers: -2, mill: -2}}
    responses:
      - {id: own-up, title: Own up, effects: {regulars: 4}, because: It was said., outcome: Somebody claps.}
```

**Instead** give the five the names that they have in your story, and take out whom it does not need.

```yaml
# fragment: top
stakeholders:
  customers: {name: Regulars}
  employees: {name: Bakers and shops}
  partners: {name: The mill}
rounds:
  - id: loaf
    title: Eighty grams
    shock: {text: Your loaf was weighed at the post office., effects: {customers: -6, partners: -2}}
    responses:
      - {id: own-up, title: Own up, effects: {customers: 4}, because: It was said., outcome: Somebody claps.}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.scenario.diagnostics import Code
from chasm_game.scenario.scenario import DEFAULT_STAKEHOLDERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.scenario.checks.story import Story
    from chasm_game.scenario.diagnostics import Fault

__all__ = ["check"]

OWN = 3
"""So many of one's own may have been meant in the place of those that are always there."""
IDLE = 2
"""So many of those that are always there, which the story itself never speaks of, look forgotten."""


def check(story: Story) -> Iterator[Fault]:
    """Own stakeholders, beside defaults that the file never names."""
    given = story.model.stakeholders
    own = [name for name in story.stakeholders if name not in DEFAULT_STAKEHOLDERS]
    idle = [name for name in DEFAULT_STAKEHOLDERS if name in story.stakeholders and name not in given]
    idle = [name for name in idle if name not in _spoken_of(story)]
    if len(own) < OWN or len(idle) < IDLE:
        return
    count = len(story.stakeholders)
    message = f"{count} stakeholders: beside yours there are {_listed(idle)}, which the story never speaks of"
    renamed = f"`{idle[0]}: {{name: {given_name(story, own[0])}}}` gives one of them a name"
    hint = f"{renamed}, `{idle[-1]}: null` takes one out"
    yield story.fault(Code.TOO_MANY, ("stakeholders", own[0]), message, hint, key=True)


def given_name(story: Story, own: str) -> str:
    """What a stakeholder of the story's own is called in it."""
    given = story.model.stakeholders[own]
    return (given.name if given is not None else None) or own


def _spoken_of(story: Story) -> set[str]:
    """Whom the file itself names: in its own effects, claims, voices, feeds and weights of the company."""
    named: set[str] = set(story.model.company.belief or {})
    for round_ in story.model.rounds:
        named |= {*round_.shock.effects, *(name for now in round_.shock.now for name in now.effects)}
        named |= {voice.who for voice in round_.ask}
        named |= {post.stakeholder for post in round_.shock.feed if post.stakeholder is not None}
    for _, _, response in story.responses():
        named |= {*response.effects, *response.claims}
        named |= {name for later in response.later for name in later.effects}
        named |= {name for now in response.now for name in now.effects}
        named |= {post.stakeholder for post in response.feed if post.stakeholder is not None}
    return named | {watched.watches for watched in story.model.leaders.values()}


def _listed(names: list[str]) -> str:
    marked = [f"`{name}`" for name in names]
    return marked[0] if len(marked) == 1 else ", ".join(marked[:-1]) + " and " + marked[-1]
