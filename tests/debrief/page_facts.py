"""What single pages state of a game, by what their sentences declare: the course, asking, the road and luck, and more.

Three readers give the same set of facts with ids and numbers, each beside the page that states it: this one, one of
any text in which the pages stand (`pages_in_text`), and one of the JSON (`pages_in_json`). A sentence that declares
less or more than it says is found, though another one on another page states the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from chasm_game.debrief.facts import Fact, Kind
from chasm_game.debrief.page import PageView

Stated = tuple[str, Fact]
PAGES = ("course", "asking", "road", "rival", "trap", "luck", "talk", "monday")
PARTLY = {
    "miss": {Kind.PREDICTIONS, Kind.HITS, Kind.SURE, Kind.AS_SURE},
    "turning": {Kind.RIGHT_THE_OLD_WAY, Kind.RIGHT_THE_NEW_WAY},
    "ended": {Kind.FELL_AFTERWARDS, Kind.MARK, Kind.CROWDED},
    "paid": {Kind.BEST_DECISION, Kind.PAID},
}
"""What is read of four more pages; the rest of them is read elsewhere."""


def pages_by_facts(pages: Iterable[PageView]) -> set[Stated]:
    """What the sentences declare."""
    return {
        (page.id, fact)
        for page in pages
        for fact in page.facts
        if page.id in PAGES or fact.kind in PARTLY.get(page.id, ())
    }


def direction(start: int, end: int) -> int:
    """1 for up, -1 for down, 0 for neither."""
    return (end > start) - (end < start)


def counted(made: int, hits: int, sure: int) -> Iterator[Fact]:
    """So many predictions, of which so many hit, and how sure they were on average."""
    yield from (Fact(Kind.PREDICTIONS, count=made), Fact(Kind.HITS, count=hits), Fact(Kind.SURE, share=sure))
