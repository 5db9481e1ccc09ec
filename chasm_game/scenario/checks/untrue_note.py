"""A point or a question after the game names an answer, and is told to those too who never gave it.

What stands under `debrief:` is read by everybody. "You asked for ideas: how many must you carry out?" is untrue for
whoever took the telephones, and who reads one untrue sentence after a game believes the others less. A point or a
question that names an answer by its title, or says what *you chose* or *you asked*, has an `if`. It is judged at the
end of the game, and may name the ending too. A title of one word is looked for in quotes only, and one of two words as
it is written.

**Example**

```yaml
# fragment: top
debrief:
  points:
    - Pass it on looked cheap on the day. What did it cost you in the end?
  questions:
    - You chose to wait for spring. Who waited with you?
```

**Instead** say when it is told, or ask everybody.

```yaml
# fragment: top
debrief:
  points:
    - if: chose('flour', 'raise')
      text: Pass it on looked cheap on the day. What did it cost you in the end?
  questions:
    - Which of the answers looked cheap on the day, and what did it cost?
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from chasm_game.scenario.diagnostics import Code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.scenario.checks.story import Story
    from chasm_game.scenario.diagnostics import Fault

__all__ = ["check"]

_YOU_DID = re.compile(r"(?<!\bhave )(?<!\bhad )\byou (?:(?:also|never|only|once) )?(?:chose|asked)\b", re.IGNORECASE)
"""What was done in this game. `Have you asked anybody?` and `what you would have asked` are questions to everybody."""
_QUOTES = r"[“”\"‘’'«»*_]"
_ENDS = " .,;:!?…"


def check(story: Story) -> Iterator[Fault]:
    """Points and questions without a condition that speak of what not everybody did."""
    titles = [(response.title, _named(response.title)) for _, _, response in story.responses()]
    debrief = story.model.debrief
    for key, notes in (("points", debrief.points), ("questions", debrief.questions)):
        for n, note in enumerate(notes):
            if isinstance(note, str) and (said := _said(" ".join(note.split()), titles)):
                message = f"this is told after every game, and {said}"
                hint = "write `{if: \"chose('round', 'response')\", text: …}`, or ask what everybody can answer"
                yield story.fault(Code.UNTRUE_NOTE, ("debrief", key, n), message, hint)


def _said(note: str, titles: list[tuple[str, re.Pattern[str]]]) -> str:
    """What a note says that holds after some games only; empty where nothing is found."""
    named = next((title for title, pattern in titles if pattern.search(note)), None)
    if named is not None:
        return f"names the answer “{' '.join(named.split())}”"
    did = _YOU_DID.search(note)
    return "" if did is None else f"says “{did[0]}”"


def _named(title: str) -> re.Pattern[str]:
    """What finds a title in a text.

    Short titles are everyday words: one alone counts in quotes only, and two with the capital that they have.
    """
    words = title.strip(_ENDS).split()
    if len(words) == 1:
        return re.compile(f"{_QUOTES}{re.escape(words[0])}[{re.escape(_ENDS)}]?{_QUOTES}")
    # A title may begin or end with a sign, where there is no edge of a word.
    body = rf"(?<!\w){' '.join(map(re.escape, words))}(?!\w)" if words else r"(?!)"
    return re.compile(body, re.IGNORECASE if len(words) > 2 else 0)
