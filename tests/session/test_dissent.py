"""Who speaks and who dissents in a round, and the best case for another answer: kept, shown, switched off."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

import pytest
from session import seats
from session.rooms import again, hand_in, opened, played

from chasm_game.commands.room import RoomOptions
from chasm_game.commands.room import room as run_room
from chasm_game.compare.compare import Comparison, compare
from chasm_game.compare.data import comparison_csv
from chasm_game.compare.sheets import sheets
from chasm_game.debrief.headings import AGAINST_IT
from chasm_game.debrief.review_json import review_json
from chasm_game.errors import ChasmError
from chasm_game.journal.journal import read_save
from chasm_game.journal.replay import replay
from chasm_game.journal.room_journal import read_room
from chasm_game.pages import room_page, team_page
from chasm_game.plain.compare import comparison
from chasm_game.plain.presenter import presenter_paragraphs
from chasm_game.session.room.presenter import look
from chasm_game.session.room.room import Room
from chasm_game.views.roles import SIZES, roles_of, roles_sentence

CASE, OTHER = "Ann weighed it.", "Nobody will believe it."


@pytest.mark.parametrize("people", [1, *SIZES, 9])
def test_everybody_speaks_and_dissents_in_turn(people: int) -> None:
    """In as many rounds as there are people each seat does both once, never both at once where there are two."""
    rounds = [roles_of(number, people) for number in range(1, people + 1)]
    assert (
        sorted(speaks for speaks, _ in rounds) == sorted(dissents for _, dissents in rounds) == [*range(1, people + 1)]
    )
    assert all(speaks != dissents for speaks, dissents in rounds) or people == 1
    assert roles_of(people + 1, people) == rounds[0]


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (1, "Of 2 to 5 people seat 1 speaks and seat 2 dissents."),
        (2, "Of 2 people seat 2 speaks and seat 1 dissents; of 3 to 5: 2 and 3."),
        (3, "Of 2 people seat 1 speaks and seat 2 dissents; of 3: 3 and 1; of 4 or 5: 3 and 4."),
    ],
)
def test_a_round_names_the_seats(number: int, sentence: str) -> None:
    """Sizes of a team that come to the same seats are named once."""
    assert roles_sentence(number) == sentence


def test_a_room_names_roles_unless_it_is_switched_off_and_keeps_what_it_has(tmp_path: Path) -> None:
    """They are named from the first round; a room that is resumed says what it was set to last."""
    room = opened(tmp_path)
    assert room.view().round is not None
    assert [round_.roles for round_ in [room.view().round] if round_] == [roles_sentence(1)]
    room = again(room, roles=False)
    assert [round_.roles for round_ in [room.view().round] if round_] == [""]
    room = again(room)
    assert [round_.roles for round_ in [room.view().round] if round_] == [""]
    room = again(room, roles=True)
    played(room, "AAA")
    assert [round_.roles for round_ in [room.view().round] if round_] == [roles_sentence(2)]
    room.close()
    off = opened(tmp_path, roles=False)
    assert [round_.roles for round_ in [off.view().round] if round_] == [""]
    off.close()


def test_a_journal_of_an_earlier_version_replays(tmp_path: Path) -> None:
    """A header without roles, and slips without a dissent, are read as they were meant."""
    room = opened(tmp_path)
    hand_in(room, "AB.")
    room.close()
    path = room.folder / "room.journal"
    lines = [json.loads(line) for line in path.read_bytes().splitlines()]
    for fields in lines:
        fields.pop("roles", None)
        fields.pop("dissent", None)
    path.write_text("".join(json.dumps(fields) + "\n" for fields in lines), "utf-8")
    state = read_room(room.folder).state
    assert state.roles
    assert {slip.dissent for slip in state.slips.values()} == {""}
    room = Room.resume(room.folder)
    assert [team.letter for team in room.view().teams] == ["A", "B", ""]
    room.close()


def test_a_dissent_is_seen_by_the_presenter_changed_until_the_reveal_and_kept(tmp_path: Path) -> None:
    """It stands in the journal, then in the team's save; whoever is not in a round has none."""
    room = opened(tmp_path)
    hand_in(room, "ABC")
    room.dissent(1, OTHER)
    room.dissent(1, CASE)
    assert [team.dissented for team in room.view().teams] == [True, False, False]
    assert f"{AGAINST_IT}: “{CASE}”" in "\n".join(presenter_paragraphs(look(room.folder)))
    room.reveal()
    with pytest.raises(ChasmError, match="no round waits"):
        room.dissent(1, OTHER)
    room.open_all()
    assert (room.followed(1).dissent, room.followed(2).dissent) == (CASE, "")
    room.close()
    (blue,) = room.folder.glob("*blue*")
    assert b'"dissent":"Ann weighed it."' in blue.read_bytes()
    (red,) = room.folder.glob("*red*")
    assert b"dissent" not in red.read_bytes()  # as a save was before there was any
    decision = review_json(replay(read_save(blue)), known=False)["decisions"][0]
    assert decision["dissent"] == CASE


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    """Two teams that finished: one with a reason and a dissent, one with a dissent alone."""
    room = opened(tmp_path_factory.mktemp("dissent"), "Blue", "Red", scenario=seats.led())
    room.explain(1, "It is kind.")
    room.dissent(1, CASE)
    room.dissent(2, OTHER)
    played(room, "AA", "AA")
    room.close()
    return compare([room.folder], seats.library())


def test_every_output_has_the_dissent_beside_the_reason(compared: Comparison) -> None:
    """Text, pages, table and workbook, also while scores are hidden: it is what the teams talk about."""
    for found in (compared, compared.without_scores()):
        (ranking,) = found.view.rankings
        packs = found.packs(ranking)
        page, own = room_page(ranking, packs), team_page(ranking, packs, packs[0])
        for shown in ("\n".join(comparison(found.view)), page, own):
            assert AGAINST_IT in shown
            assert CASE in shown
        assert OTHER in page
        rows = list(csv.DictReader(io.StringIO(comparison_csv(found.view))))
        assert [row["dissent"] for row in rows if row["dissent"]] == [CASE, OTHER]
        (decisions, *_) = sheets(found.view)
        assert decisions.columns[-1].heading == AGAINST_IT
        assert [row[-1] for row in decisions.rows if row[-1]] == [CASE, OTHER]


def test_an_anonymous_comparison_has_no_dissent(compared: Comparison) -> None:
    """It was written by people: no view, page or table of an anonymous comparison holds it."""
    found = compared.anonymous()
    (ranking,) = found.view.rankings
    packs = found.packs(ranking)
    said = [repr(found.view), repr(packs), comparison_csv(found.view), room_page(ranking, packs)]
    assert not [text for text in said if CASE in text or OTHER in text]


@pytest.mark.parametrize(
    ("settings", "wish", "roles"),
    [("{}", None, True), ('{"roles": false}', None, False), ('{"roles": false}', True, True)],
)
def test_the_usual_is_in_the_settings_and_a_wish_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: str, wish: bool | None, roles: bool
) -> None:
    """A new room begins as the settings say, unless `--roles` or `--no-roles` says otherwise."""
    (tmp_path / "settings.json").write_text(settings, "utf-8")
    monkeypatch.setenv("CHASM_CONFIG", str(tmp_path / "settings.json"))
    with Path(os.devnull).open(encoding="utf-8") as nobody_types:
        monkeypatch.setattr("sys.stdin", nobody_types)
        run_room("tutorial", options=RoomOptions(teams=2, plain=True, roles=wish, saves=tmp_path / "saves"))
    (folder,) = (tmp_path / "saves").glob("room-*")
    assert read_room(folder).state.roles is roles
