"""Everything that is sent to devices in a whole session, recorded, and searched for what is hidden."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from live.serving import Client, Served, room, served
from session import seats

from chasm_game.journal.journal import read_save
from chasm_game.journal.played import Played
from chasm_game.journal.replay import replay
from chasm_game.live.hosted import Hosted

RUN = "Zanzibar"
"""A word of the author's notes, which nobody but whoever leads the room reads."""


class Record:
    """What devices got, in order, each with whose it is: `board`, or the number of a team."""

    def __init__(self, it: Served) -> None:
        self.it = it
        self.sent: list[tuple[int, str]] = []
        self.people: list[Client] = []

    def look(self) -> None:
        """Every device asks for its state and its page, as JSON and as HTML."""
        for person in self.people:
            headers = {"authorization": f"Bearer {person.token}"}
            team = person.seat["team"]
            for path in ("/seat/state", "/seat/state?as=html", "/seat"):
                self.sent.append((team, self.it.http.get(path, headers=headers).text))
        for path in ("/projector/state", "/projector/state?as=html", "/projector", f"/{self.it.code}", "/api"):
            self.sent.append((0, self.it.http.get(path).text))

    def since(self, mark: int) -> Iterator[tuple[int, str]]:
        """What was sent from there on."""
        yield from self.sent[mark:]


def plain(text: str) -> str:
    """What is sent without what carries it: markup, styles, codes, keys."""
    return re.sub(r"<svg.*?</svg>|<style.*?</style>", " ", text, flags=re.DOTALL)


def numbers(text: str) -> set[str]:
    """Every number in a text, as it is written."""
    return set(re.findall(r"(?<![\w.])-?\d+\.\d+(?![\w.])", text))


def hidden_numbers(played: Played) -> set[str]:
    """What orders teams at the end, as JSON writes it: score, chasm, resilience, calibration, at full length."""
    outcome = played.game.outcome
    assert outcome is not None
    found = {float(outcome.score), float(outcome.chasm_end), float(outcome.resilience)}
    return {repr(each) for each in found if not each.is_integer()}


def answered(record: Record, letters: dict[int, str], reasons: dict[int, str]) -> None:
    """The answers open, everybody votes, whoever has the pen hands in; devices look at each step."""
    it = record.it
    it.lead.do("/presenter/answers")
    record.look()
    current = it.hosted.room.round_id
    for person in record.people:
        team = person.seat["team"]
        waits = person.view()["round"]
        if waits is None:
            continue
        letter = letters[team] if letters[team] in waits["open"] else waits["open"][0]
        person.do("/seat/vote", round=current, letter=letter, who="customers", confidence=83)
        record.look()
        if waits["has_pen"]:
            person.do("/seat/choice", round=current, letter=letter, reason=reasons[team], who="nobody", confidence=71)
            record.look()


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Record, dict[str, int], dict[int, Played]]]:
    """A whole session of two teams of two, and what was sent up to each of its steps."""
    title = "    title: The first one\n"
    story = seats.small(title, f"{title}    facilitator: {{notes: {RUN} is the word.}}\n")
    hosted = Hosted.new(room(tmp_path_factory.mktemp("hidden"), 2, story, labels="debrief"))
    marks: dict[str, int] = {}
    with served(hosted) as it:
        record = Record(it)
        record.people = [it.join(team) for team in (1, 1, 2, 2)]
        record.look()
        it.lead.do("/presenter/begin")
        for n, person in enumerate(record.people):
            person.do("/seat/sheet", when="before", points={"customers": 61.25 + n, "investors": 38.75 - n})
            record.look()
        it.lead.do("/presenter/next")
        record.look()
        while it.lead.view("presenter")["stage"] == "story":
            current = it.hosted.room.round_id
            marks[f"opened {current}"] = len(record.sent)
            answered(record, {1: "A", 2: "B"}, {1: f"Ultramarine {current}.", 2: f"Vermilion {current}."})
            marks[f"revealed {current}"] = len(record.sent)
            it.lead.do("/presenter/reveal")
            record.look()
            it.lead.do("/presenter/next")
            record.look()
        it.lead.do("/presenter/next")
        record.look()
        marks["scores"] = len(record.sent)
        it.lead.do("/presenter/scores")
        record.look()
        saves = hosted.room.folder.glob("*.jsonl")
        games = {int(p.header.team[-1]): p for p in (replay(read_save(path)) for path in saves)}
        yield record, marks, games


Session = tuple[Record, dict[str, int], dict[int, Played]]


def test_acceptance_09_no_letter_or_reason_of_another_team_before_the_reveal(session: Session) -> None:
    """Until a round is revealed neither board nor other teams get what a team said, in any encoding."""
    record, marks, _ = session
    rounds = [name.removeprefix("opened ") for name in marks if name.startswith("opened ")]
    assert len(rounds) >= 3
    for current in rounds:
        begin, end = marks[f"opened {current}"], marks[f"revealed {current}"]
        assert end > begin
        for team, text in record.sent[begin:end]:
            for other, word in ((1, "Ultramarine"), (2, "Vermilion")):
                if team != other:
                    assert f"{word} {current}" not in text
        shown = [text for team, text in record.sent[end:] if team == 0]
        assert any(f"Vermilion {current}" in text for text in shown)


def test_acceptance_09_the_board_has_no_letter_while_answers_are_open(session: Session) -> None:
    """A dot for each team, and nothing of which answer, of whom or how sure."""
    record, marks, _ = session
    for name in (name for name in marks if name.startswith("opened ")):
        end = marks[name.replace("opened", "revealed")]
        for team, text in record.sent[marks[name] : end]:
            if team == 0 and text.startswith('{"version"'):
                if '"html"' in text[:40]:
                    continue
                view = json.loads(text)["view"]
                assert {each["letter"] for each in view["room"]["teams"]} <= {""}
                assert (view["said"], view["room"]["scores"], view["room"]["correctable"]) == ([], None, None)
                assert not any(each["predicted"] or each["reasoned"] for each in view["room"]["teams"])


def test_acceptance_09_no_score_before_the_scores_are_shown(session: Session) -> None:
    """Numbers that order the teams reach nobody before, but for those of one's own company; a score reaches nobody."""
    record, marks, games = session
    before, after = record.sent[: marks["scores"]], record.sent[marks["scores"] :]
    for team, text in before:
        # A team sees its own company as a player alone does; that of another nobody sees, and no score anybody.
        others = [played for other, played in games.items() if other != team]
        secrets = set().union(*(hidden_numbers(played) for played in others))
        assert len(secrets) >= 2
        assert numbers(plain(text)).isdisjoint(secrets)
        assert '"debrief":{' not in text
        assert '"score":' not in text
    assert any('"debrief":{' in text and '"score":' in text for _, text in after)


def test_acceptance_09_no_label_no_note_no_file_and_no_luck_before_the_end(session: Session) -> None:
    """Old and new come at the end; the author's notes, the host's folder and the seed never come to a device."""
    record, marks, _ = session
    folder = str(record.it.hosted.room.folder)
    for team, text in record.sent:
        assert RUN not in text
        assert folder not in text
        assert ".jsonl" not in text or team == -1
    for _, text in record.sent[: marks["scores"]]:
        assert '"seed":1' not in text
        assert '"label":"' not in text


def test_acceptance_09_no_other_persons_sheet_or_vote(session: Session) -> None:
    """What one person gave and foresaw is in nobody else's bytes; means come of three at least."""
    record, _, _ = session
    for n, person in enumerate(record.people):
        own = person.seat["code"]
        for _team, text in record.sent:
            if own not in text:
                assert f"{61.25 + n}" not in numbers(text)


def keys(value: Any) -> Iterator[str]:
    """Every name of a field, at any depth."""
    if isinstance(value, dict):
        yield from value
        for each in value.values():
            yield from keys(each)
    elif isinstance(value, list):
        for each in value:
            yield from keys(each)


def test_acceptance_09_effects_of_answers_are_in_no_device(session: Session) -> None:
    """An answer says whom it moves, and not which way or by how much, before the reveal."""
    record, marks, _ = session
    for team, text in record.sent[: marks["scores"]]:
        if team and text.startswith('{"version"') and '"html"' not in text[:40]:
            game = json.loads(text)["view"]["game"]
            if game and game["round"]:
                for response in game["round"]["responses"]:
                    assert not {"effects", "claims"} & set(keys(response))
                    assert [(each["now"], each["later"]) for each in response["impacts"]].count((None, None)) == len(
                        response["impacts"]
                    )
