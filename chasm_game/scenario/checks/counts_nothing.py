"""A stakeholder counts nothing in what the people value, from the first round to the last.

Its trust is shown, and answers move it, but the value that the people feel does not contain it: whoever serves it
alone creates nothing. That happens to a stakeholder of one's own when `people:` names a set of the rulebook, which
knows only the five that are always there, or when a line was forgotten. Somebody whom the people leave out on purpose
should come to count in a shock, by its `people:`.

**Example**

```yaml
# fragment: top
stakeholders:
  inspector: {name: The food inspector, trust: 55}
rounds:
  - id: loaf
    title: Eighty grams
    shock: {text: Your loaf was weighed at the post office., effects: {customers: -6, inspector: -8}}
    responses:
      - {id: own-up, title: Own up, does: [own-it], outcome: Somebody claps.}
```

**Instead** say what everybody counts, yours among them.

```yaml
# fragment: top
people: {customers: 30, employees: 30, communities: 15, partners: 10, investors: 10, inspector: 5}
stakeholders:
  inspector: {name: The food inspector, trust: 55}
rounds:
  - id: loaf
    title: Eighty grams
    shock: {text: Your loaf was weighed at the post office., effects: {customers: -6, inspector: -8}}
    responses:
      - {id: own-up, title: Own up, does: [own-it], outcome: Somebody claps.}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.scenario.diagnostics import Code

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from chasm_game.scenario.checks.story import Story
    from chasm_game.scenario.diagnostics import Fault

__all__ = ["check"]


def check(story: Story) -> Iterator[Fault]:
    """Stakeholders whose weight is 0 in every set of weights that the story has."""
    counted: set[str] = set()
    for people in (story.model.people, *(r.shock.people for r in story.model.rounds)):
        counted |= {name for name, weight in _weights(story, people).items() if weight > 0}
    if not counted & set(story.stakeholders):
        return  # weights that add up to nothing are an error of their own
    for name in story.stakeholders:
        if name not in counted:
            here = name in story.model.stakeholders
            message = f"`{name}` counts nothing in what the people value"
            hint = f"give it a weight: `people: {{…, {name}: 10}}`, with a number for everybody"
            path = ("stakeholders", name) if here else ("people",)
            yield story.fault(Code.COUNTS_NOTHING, path, message, hint, key=True)


def _weights(story: Story, people: str | Mapping[str, float] | None) -> Mapping[str, float]:
    if isinstance(people, str):
        return story.rulebook.people[people].of if people in story.rulebook.people else {}
    return people or {}
