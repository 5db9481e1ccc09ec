"""The made session in saves/samples: six teams on The Broken Guitar, so that a comparison shows something at once.

`python tests/samples.py` makes them anew, for whenever the story or the rulebook changes; a test holds the files
against it, byte by byte. Nobody played these games: the choices are a policy's or were picked by hand, as the README
beside the saves says of each, and all sheets, predictions and reasons were written for the purpose.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from chasm_game.engine.game import Game
from chasm_game.journal.actions import Action, Asked, Believed, Chose, Header, Over
from chasm_game.journal.journal import Journal
from chasm_game.journal.played import Played
from chasm_game.scenario.library import Library
from chasm_game.scenario.scenario import Scenario
from chasm_game.scenario.source import sha256

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "saves" / "samples"
SHEET = ("customers", "employees", "partners", "communities", "investors")
AXES = ("voice", "openness", "horizon", "sharing")


@dataclass(frozen=True)
class Turn:
    """What a team did in a round that happened."""

    response: str
    who: str | None = None
    sure: int | None = None
    reason: str = ""
    seconds: float | None = None
    asks: bool = False
    defaulted: bool = False


@dataclass(frozen=True)
class Team:
    """A team of the made session."""

    name: str
    minute: int
    """After ten o'clock."""
    turns: tuple[Turn, ...]
    before: tuple[int, ...] | None = None
    after: tuple[int, ...] | None = None
    ways_before: tuple[float, ...] | None = None
    ways_after: tuple[float, ...] | None = None


TEAMS = (
    Team(
        "The Early Shift",
        2,
        (
            Turn(
                "answer",
                "investors",
                60,
                "Whoever loads the bags knows why they break. So we said it before somebody sang it.",
                148.0,
                asks=True,
            ),
            Turn(
                "share-pain", "employees", 70, "If it hurts, ours first. Nobody believes the sentence otherwise.", 201.5
            ),
            Turn(
                "turns",
                "investors",
                55,
                "They asked for seventeen minutes and a date. That is less than eighteen dollars.",
                176.0,
                asks=True,
            ),
            Turn(
                "half",
                "customers",
                50,
                "We can fly seventy. We had just been told so by the people who fly them.",
                95.0,
            ),
            Turn(
                "books",
                "investors",
                80,
                "If Brandt may read everything, so may the loaders. Then let him argue with them.",
                164.0,
            ),
            Turn(
                "mornings",
                "communities",
                65,
                "We lose three towns and keep one promise: nobody beats us before noon.",
                188.0,
            ),
        ),
        (30, 25, 10, 15, 20),
        (28, 34, 8, 18, 12),
        (0.2, 0.5, 0.3, 0.0),
        (0.5, 0.7, 0.3, 0.2),
    ),
    Team(
        "North Side",
        2,
        (
            Turn(
                "hashtag",
                "investors",
                70,
                "By Friday everybody sees that we care. A million is less than the lawyers cost before lunch.",
                84.0,
            ),
            Turn(
                "surcharge",
                "customers",
                90,
                "Six dollars with the invoice printed beside it. People pay for what they can check.",
                102.0,
            ),
            Turn(
                "pay",
                "investors",
                85,
                "Eighteen dollars, in writing, today. Every hour without a signature costs a headline.",
                77.0,
            ),
            Turn("promise", "customers", 60, "Everybody home for Christmas. Say it now, find the seats tonight.", 71.0),
            Turn(
                "skerry", "investors", 60, "Four million for four islands. Nobody else will ever ask so little.", 66.0
            ),
            Turn(
                "buy-song",
                "partners",
                40,
                "Everybody hums it already. Two million is cheap for a tune people know.",
                58.0,
            ),
        ),
        (35, 20, 10, 10, 25),
        (32, 28, 8, 14, 18),
        (-0.3, 0.4, -0.2, -0.2),
        (0.0, 0.6, 0.1, 0.0),
    ),
    Team(
        "Ada, Ben and Mila",
        3,
        (
            Turn("answer", "investors", 80, "Say sorry like a person. No hashtag.", 61.0),
            Turn(
                "share-pain",
                "employees",
                60,
                "We argued about this for the whole time. Ben still thinks we should have told the passengers first.",
                240.0,
            ),
            Turn(
                "pay",
                "investors",
                90,
                "They earned it. It is also cheaper than a strike, Mila did the sum on her phone.",
                133.0,
            ),
            Turn("half", "customers", 75, "Bad news today is better than bad news at noon tomorrow.", 90.0),
            Turn("kitchen", "employees", 80, "We would have opened the books. There is nothing left in them.", 41.0),
            Turn(
                "match",
                "investors",
                70,
                "The passengers kept us alive. Now we fly them for the price of a taxi.",
                155.0,
            ),
        ),
        (25, 30, 5, 30, 10),
        (30, 32, 6, 24, 8),
        (0.8, 0.9, 0.6, 0.5),
        (0.6, 0.8, 0.5, 0.6),
    ),
    Team(
        "Accounts",
        3,
        (
            Turn(
                "policy",
                "communities",
                90,
                "There is a rule, it was printed on the ticket. New carts solve the real problem.",
                45.0,
            ),
            Turn("green-fare", "nobody", 90, "Nobody minds a euro for a tree.", 38.0),
            Turn(
                "court", "employees", 80, "A 50 % chance of not paying six million a year has a value of three.", 52.0
            ),
            Turn("half", "customers", 70, "The only number we could calculate that evening.", 60.0),
            Turn("skerry", "investors", 60, "Buy before Jetlet buys.", 49.0),
            Turn("buy-song", "nobody", 80, "We own the song, the song is over.", 35.0),
        ),
        (25, 10, 10, 5, 50),
        (30, 20, 10, 10, 30),
        (-0.8, -0.5, -0.4, -0.7),
        (-0.6, -0.2, -0.2, -0.6),
    ),
    Team(
        "Table Two",
        4,
        (
            Turn("hashtag", "communities", 50, "Cheap, fast, and everybody feels included.", 33.0),
            Turn("outsource", "employees", 90, "The cash must last until spring.", 41.0),
            Turn("court", defaulted=True),
            Turn("promise", "customers", 60, "", 70.0),
            Turn("kitchen", "employees", 60, "Eight million for trays.", 28.0),
            Turn("mornings", "communities", 70, "We can pay for the good routes now. Only the good ones.", 73.0),
        ),
        (40, 10, 10, 5, 35),
        None,
    ),
    Team(
        "The Back Row",
        5,
        (
            Turn("hashtag", "nobody", 100, "lol the canoe", 21.0),
            Turn("green-fare", "nobody", 80, "It is ONE leaf. Who reads the back of a ticket", 25.0),
            Turn("pay", "investors", 50, "ok ok that got serious, just pay them", 66.0),
            Turn("promise", "nobody", 90, "You can not cancel Christmas", 30.0),
            Turn("books", "nobody", 40, "let them read it, WE can't", 19.0),
            Turn("vote", "investors", 50, "let them decide, we are out of ideas", 40.0),
        ),
        (60, 10, 5, 5, 20),
        (25, 40, 5, 20, 10),
        (-1.0, 0.0, -1.0, -0.5),
        (0.3, 0.5, 0.4, 0.3),
    ),
)


def made(team: Team, scenario: Scenario, folder: Path) -> Path:
    """The save of one team. Raises `ChasmError` where the story no longer allows what it did."""
    game = Game(scenario)
    header = Header(
        scenario.id, sha256(scenario.text), sha256(scenario.rulebook.text), game.seed, team.name, "assessed", False,
        f"2026-10-12T10:{team.minute:02}:00+00:00", scenario.text, scenario.rulebook.text,
    )  # fmt: skip
    played = Played(header, game)
    with Journal.create(folder, header) as journal:

        def do(action: Action) -> None:
            played.check(action)
            journal.append(action)
            played.do(action)

        do(Believed("before", _sheet(team.before), _sheet(team.ways_before, AXES)))
        for turn in team.turns:
            assert game.turn is not None, f"{team.name}: the game is over before {turn.response}"
            where = game.turn.round.id
            if turn.asks:
                do(Asked(where))
            do(Chose(where, turn.response, turn.who, turn.sure, turn.reason, turn.seconds, turn.defaulted))
        assert game.outcome is not None, f"{team.name} is not over"
        do(Over())
        do(Believed("after", _sheet(team.after), _sheet(team.ways_after, AXES)))
    return journal.path


def _sheet(numbers: tuple[float, ...] | None, names: tuple[str, ...] = SHEET) -> dict[str, float] | None:
    return None if numbers is None else {name: float(n) for name, n in zip(names, numbers, strict=True)}


def make_all(folder: Path) -> list[Path]:
    """The whole session, on the story as it is now."""
    scenario = Library(ROOT / "story").find("broken-guitar")
    return [made(team, scenario, folder) for team in TEAMS]


if __name__ == "__main__":
    for old in FOLDER.glob("*.jsonl"):
        old.unlink()
    for path in make_all(FOLDER):
        print(path.relative_to(ROOT))  # noqa: T201
