"""What must be true of the stories: the figures of docs/model.md, as `chasm balance` prints them, story beside story.

python benchmarks/ablations.py                 the three stories
python benchmarks/ablations.py kodak-1975      others, by their ids
"""

from __future__ import annotations

import sys
from pathlib import Path

from chasm_game.analysis.bounds import BOUNDS
from chasm_game.analysis.properties import properties
from chasm_game.scenario.library import Library

STORY = Path(__file__).parent.parent / "story"
STORIES = ("tutorial", "broken-guitar", "the-squeeze")


def main(names: list[str]) -> None:
    """Print a row for each property, a column for each story, and what is missed where."""
    library = Library(STORY)
    stories = names or list(STORIES)
    tables = [properties(library.find(name)) for name in stories]
    print(f"{'':<64}" + "".join(f"{name:>16}" for name in stories))
    for rows in zip(*tables, strict=True):
        figures = "".join(f"{row.figure + (' *' if row.holds is False else '  '):>16}" for row in rows)
        print(f"{BOUNDS[rows[0].name].title:<64}{figures}")
    print("* missed")


if __name__ == "__main__":
    main(sys.argv[1:])
