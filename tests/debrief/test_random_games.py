"""Random games of the long stories: what the debrief declares and says is worked out again from the JSON."""

from __future__ import annotations

import pytest
from debrief.faces import in_plain_mode, on_the_page, on_the_screen
from debrief.page_facts import pages_by_facts
from debrief.pages_in_json import pages_by_json
from debrief.pages_in_text import Shown, pages_by_text
from debrief.recomputed import READ, recomputed
from session.random_games import LONG, STORIES, random_games

from chasm_game.debrief.debrief_builder import debrief
from chasm_game.debrief.details import details
from chasm_game.debrief.facts import Fact, Kind
from chasm_game.debrief.page import WalkView
from chasm_game.debrief.review_builder import review_view
from chasm_game.debrief.review_json import review_json
from chasm_game.debrief.walk import walk
from chasm_game.journal.played import Played
from chasm_game.views.round_builder import intro_view

Stated = set[tuple[str, Fact]]

NO_FACT = (
    "Each result stands for itself", "Take one decision that waits", "Say in public", "Look again in a month",
    "Ask one of them", "Write down who", "You wrote:", "If nothing is done", "Each axis goes from",
    "The chasm is the mean of", "Where were you most sure",
    "Where would you have been most sure", "Which stakeholder paid", "Who paid for what you did",
    "What will you do on Monday?", "You chose",
)  # fmt: skip
"""How the paragraphs of ours begin that state nothing of a game; all others without facts are the story's own texts,
headings and notes that explain."""


def without_voices(stated: Stated) -> Stated:
    """All but how many voices would have been heard, which the readers of made stories take to be none."""
    return {(page, fact) for page, fact in stated if fact.kind is not Kind.VOICES}


def check(played: Played) -> None:
    """Facts and faces of one game against its JSON; every paragraph of ours states something, or is listed."""
    view, review = debrief(played, intro_view(played, "")), review_view(played.game)
    data, scenario = review_json(played, known=False), played.game.scenario
    pages, behind = walk(view, review), details(view, review)
    expected = without_voices(pages_by_json(data, scenario, review.road_score))
    assert without_voices(pages_by_facts(pages.pages)) == expected
    more = {(page.id, fact) for page in pages.pages for fact in page.facts if fact.kind in READ.get(page.id, ())}
    assert {(page, fact) for page, fact in recomputed(data) if pages.page(page)} == more
    shown = Shown.of(scenario, data)
    for text in (on_the_screen(pages, behind), in_plain_mode(pages, behind), on_the_page(view, review)):
        heard = text.replace("They would have said:", "Nobody would have said")
        assert without_voices(pages_by_text(heard, shown)) == expected
    states_something(pages)


def states_something(pages: WalkView) -> None:
    """A paragraph of ours has facts, or is one of those that have none."""
    for page in pages.pages:
        for each in (*page.words, *page.after):
            listed = page.id == "promises" or each.text.startswith(NO_FACT)
            assert each.facts or each.kind != "text" or listed, (page.id, each.text)


@pytest.mark.parametrize("name", LONG)
def test_what_a_debrief_says_of_a_random_game_is_so(name: str) -> None:
    """One game of each long story: each page on each face states what follows from its decisions and ledger."""
    for played in random_games(STORIES[name], 1):
        check(played)


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("name", LONG)
def test_what_a_debrief_says_of_three_hundred_random_games_is_so(name: str) -> None:
    """The same of three hundred games of each long story."""
    for played in random_games(STORIES[name], 300):
        check(played)
