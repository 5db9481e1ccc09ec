"""A leader watches something that never moves.

Leaders come to believe by what they see: the trust of those they watch, a gauge of the company, or the till. Where no
shock, no answer and nothing that goes on by itself ever moves that, they have nothing to learn from, and stay as they
are, but for whoever takes them along to ask the people. Customers are always reached through employees, owners through
the cash, learning wherever the people can be asked; all others have only what the file says.

**Example**

```yaml
# fragment: top
leaders:
  lena: {name: Lena Holt, role: runs the night shift, watches: partners}
rounds:
  - id: loaf
    title: Eighty grams
    shock: {text: Your loaf was weighed at the post office., effects: {customers: -6}}
    responses:
      - {id: own-up, title: Own up, effects: {customers: 4}, because: It was said., outcome: Somebody claps.}
```

**Instead** let them watch what the story moves.

```yaml
# fragment: top
leaders:
  lena: {name: Lena Holt, role: runs the night shift, watches: customers}
rounds:
  - id: loaf
    title: Eighty grams
    shock: {text: Your loaf was weighed at the post office., effects: {customers: -6}}
    responses:
      - {id: own-up, title: Own up, effects: {customers: 4}, because: It was said., outcome: Somebody claps.}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.gauges import CASH, CREDIBILITY, LEARNING
from chasm_game.scenario.diagnostics import Code
from chasm_game.scenario.namespace import GAUGES, ROLE_DEFAULTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.scenario.checks.story import Story
    from chasm_game.scenario.diagnostics import Fault

__all__ = ["check", "moving", "stuck"]


def check(story: Story) -> Iterator[Fault]:
    """Leaders whose `watches` nothing reaches; of one whom nobody can move at all, another code tells more."""
    known, there = moving(story), {*story.stakeholders, *GAUGES}  # what is not there is an error of its own
    for name, leader in story.model.leaders.items():
        if leader.watches in there - known and not stuck(story, name):
            message = f"`{name}` watches `{leader.watches}`, which nothing ever moves"
            hint = "let a shock or an answer move it, or let them watch something else, such as `cash`"
            yield story.fault(Code.LEADER_UNMOVED, ("leaders", name, "watches"), message, hint)


def moving(story: Story) -> set[str]:
    """Everything that moves in a story: by an effect, or by itself."""
    roles, model = story.model.roles, story.model
    known = {*story.reached, CASH.id}
    # Business moves them every round (model.md, step 6).
    known |= {getattr(roles, role) or ROLE_DEFAULTS[role] for role in ("customers", "owners")}
    if model.company.start.asks:
        known.add(LEARNING.id)
    claims = any(r.claims or any(use.move.claims for use in story.uses(r)) for _, _, r in story.responses())
    # Only settled promises move credibility.
    return known | ({CREDIBILITY.id} if claims else set())


def stuck(story: Story, leader: str) -> bool:
    """Whether nothing at all changes a leader's assent, in any way to play."""
    touched = {"assent", leader} & story.reached
    return not (story.model.company.start.asks or touched or story.model.leaders[leader].watches in moving(story))
