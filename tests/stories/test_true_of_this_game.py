"""What a story says of the game beside it is true of that game: texts held against the ledger and the answers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from session import seats
from session.random_games import STORIES, random_games

from chasm_game.debrief.debrief_builder import debrief
from chasm_game.engine.game import Game
from chasm_game.journal.actions import Chose
from chasm_game.journal.played import Played
from chasm_game.views.consequences_builder import consequences
from chasm_game.views.round_builder import feed, intro_view, texts

PAIRS = {
    "broken-guitar": (
        ("is nearly gentle", "Gus Tarrant had the seventy in a drawer"),
        ("what they make of it can be flown", "Crews had helped to write the questions"),
        ("I checked. It is the bill.", "People checked the fuel invoice"),
    ),
    "the-squeeze": (
        ("two Adas stand side by side in Mags's new film", "Mags put two Adas of the same month side by side"),
        ("so it comes as a surprise: to the shops", "so it came as a surprise"),
        ("never for long, in a biscuit tin on Wenna's", "A quiet motor had been running in a biscuit tin"),
        ("There is nothing to show, and that is another", "Nobody had let her, so nobody had an answer"),
        ("struck out, with Denise Teale's own pen", "the fees were struck out"),
        ("Daft result, honest count", "Many of those who lost the vote made their peace"),
        ("the second oven has been held together with wire", "The second oven had been failing since winter"),
        ("they have had the Bravo on a shelf since August", "The line had seen the orders thin since summer"),
    ),
}
"""Words of a story that stand for a cause of the ledger: the condition of each is written for another moment."""

AFTER: dict[str, tuple[tuple[str, Callable[[dict[str, str]], bool]], ...]] = {
    "broken-guitar": (
        ("We beat them by ten today", lambda chose: chose.get("strike") == "turns"),
        ("We still have nine", lambda chose: chose.get("strike") != "turns"),
        ("On 1 February the fuel line came off", lambda chose: chose.get("fuel") == "surcharge" and "strike" in chose),
        ("In April the fuel line will come off", lambda chose: "strike" not in chose),
    ),
    "the-squeeze": (),
}
"""Words that only some answers make true, whatever the numbers are."""


def said_in(played: Played) -> str:
    """Everything that a story has told and posted in a game, but for what it always tells."""
    game, said = played.game, []
    for number, turn in enumerate(game.turns, start=1):
        view, shock = consequences(played, number), turn.round.shock
        said += [*texts(game, shock.also, turn.shocked), *(post.text for post in feed(game, shock.feed, turn.shocked))]
        said += [*view.outcome, *(post.text for post in view.feed)]
    return "\n".join(said)


def hold(name: str, games: int) -> None:
    """So many random games of a story, each held against what it told."""
    for played in random_games(STORIES[name], games):
        said, causes = said_in(played), "\n".join(entry.because for entry in played.game.ledger)
        for words, cause in PAIRS[name]:
            assert (words in said) == (cause in causes), (words, played.choices)
        chose = {choice.round: choice.response for choice in played.choices}
        for words, holds in AFTER[name]:
            assert words not in said or holds(chose), (words, chose)


@pytest.mark.parametrize("name", PAIRS)
def test_what_is_told_beside_a_number_is_told_where_the_number_is(name: str) -> None:
    """In four random games a text that stands for a cause comes with it and never without."""
    hold(name, 4)


@pytest.mark.long
@pytest.mark.parametrize("name", PAIRS)
def test_what_is_told_beside_a_number_in_many_games(name: str) -> None:
    """The same in three hundred."""
    hold(name, 300)


def points(name: str, *answers: str) -> str:
    """What a story gives to think about after a game with these answers, as a team would read it."""
    story = STORIES[name]
    played = Played(seats.header(scenario=name), Game(story, 1))
    for answer in answers:
        assert played.game.turn is not None
        played.do(Chose(played.game.turn.round.id, answer))
    view = debrief(played, intro_view(played, ""))
    return "\n".join((*view.points, *view.questions))


@pytest.mark.parametrize(
    ("answers", "rained"),
    [
        (("books", "recall", "small-shops", "keep"), False),  # falls in the round before the rain
        (("freeze", "guarantee", "pass-on", "sell", "three-things", "agency", "same-ada", "family"), True),
    ],
)
def test_it_has_rained_only_where_the_rain_came(answers: tuple[str, ...], rained: bool) -> None:
    """A company that fell in autumn is not told that it rained, as Walter had said it would."""
    assert ("and it rained" in points("the-squeeze", *answers)) == rained


@pytest.mark.parametrize(
    ("answers", "there", "absent"),
    [
        (
            ("policy", "surcharge", "half", "skerry", "match"),
            ("you took none of them",),
            ("not all of them were left alone", "had learned in April", "What did two gates know", "half staffed"),
        ),
        (
            ("answer", "share-pain", "turns", "half", "skerry", "buy-song"),
            ("not all of them were left alone", "had learned in April", "What did two gates know", "half staffed"),
            ("you took none of them", "Cash that is spent in one round"),
        ),
    ],
)
def test_what_there_is_to_think_about_is_of_this_game(
    answers: tuple[str, ...], there: tuple[str, ...], absent: tuple[str, ...]
) -> None:
    """The desks of April, the two gates and the cheap words are spoken of where they were, and nowhere else."""
    told = points("broken-guitar", *answers)
    assert all(words in told for words in there)
    assert not any(words in told for words in absent)


@pytest.mark.parametrize(
    ("answers", "met"),
    [
        (("books", "recall", "small-shops", "keep"), False),  # falls before the list of forty-one products
        (("stuff", "guarantee", "pass-on", "sell", "lite", "agency", "colours", "family"), False),
        (("freeze", "guarantee", "pass-on", "sell", "three-things", "agency", "same-ada", "family"), True),
    ],
)
def test_the_egg_boiler_is_asked_about_where_it_was_met(answers: tuple[str, ...], met: bool) -> None:
    """Who never stopped it has never heard of it; the gear is everybody's."""
    told = points("the-squeeze", *answers)
    assert ("egg boiler" in told) is met
    assert "what is the gear" in told or "is the gear, the forty pence" in told
