"""The handout of a team: what stands in it, with scores and without, and that it fits on two pages."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from analysis import small
from pages.reading import headings, parsed, words

from chasm_game.commands.compare import CompareOptions, compare
from chasm_game.compare.answers import AnswerGroup, ChoiceCell
from chasm_game.compare.hidden import HIDDEN, without_ranks
from chasm_game.debrief.headings import AGAINST_IT
from chasm_game.pages import handout
from chasm_game.pages.handout import LONGEST, MOST_REASONS, _reasons, _short
from chasm_game.pages.team import file_stem

if TYPE_CHECKING:
    from chasm_game.compare.views import RankingView, TeamPack

    Room = tuple[RankingView, list[TeamPack]]


def _cell(reason: str, dissent: str = "") -> ChoiceCell:
    return ChoiceCell(
        "r", "a", "A", "t", None, asked=False, defaulted=False, prediction=None, reason=reason, seconds=None,
        value_after=0.0, dissent=dissent,
    )  # fmt: skip


def test_it_has_every_decision_with_its_reason_and_what_others_said(six: Room) -> None:
    """Rounds, answers, reasons, where the teams parted, the sheet, questions and Monday; a table's head is a head."""
    ranking, packs = six
    for pack in packs:
        tree = parsed(handout(ranking, packs, pack))
        text = words(tree)
        for decision in pack.debrief.decisions:
            assert decision.round_title in text
            assert decision.response in text
            assert decision.reason in text
        assert ranking.parted is not None
        assert f"Where the teams parted: {ranking.parted.round.title}" in text
        own = next(each for each in pack.line.choices if each.round == ranking.parted.round.id)
        assert f"You chose {own.letter}: {own.title}." in text
        for part in ("What you believed", "The people", "What came of it", "To talk about", "On Monday"):
            assert part in text
        assert [level for level, _ in headings(tree)][:2] == [1, 2]


def test_without_the_scores_it_tells_nothing_of_how_a_game_went(six: Room) -> None:
    """What was decided, foreseen and believed stays; who lost, deeds, the people and the ending are not there."""
    ranking, packs = six
    page = handout(without_ranks(ranking), packs, packs[0])
    text = words(parsed(page))
    assert HIDDEN in text
    for gone in ("What came of it", "Who did", "Your deeds", "The people", packs[0].debrief.ending.title):
        assert gone not in text
    assert packs[0].debrief.decisions[0].response in text


def test_a_dissent_stands_beside_the_reason(six: Room) -> None:
    """In the team's own decisions."""
    ranking, packs = six
    view = packs[0].debrief
    said = tuple(replace(each, dissent="Ann weighed it.") for each in view.decisions)
    page = words(parsed(handout(ranking, packs, replace(packs[0], debrief=replace(view, decisions=said)))))
    assert page.count(f"{AGAINST_IT}: Ann weighed it.") == len(said)


def test_hostile_names_and_reasons_are_text(hostile: Room) -> None:
    """No markup that somebody typed is markup in a handout, and a reason without end is cut."""
    ranking, packs = hostile
    for pack in packs:
        page = handout(ranking, packs, pack)
        assert "<script" not in page
        assert "<img" not in page
        assert len(page) < 100_000


@pytest.mark.parametrize("length", [LONGEST - 1, LONGEST, LONGEST + 1])
def test_a_reason_is_cut_where_it_is_too_long(length: int) -> None:
    """Up to so many signs it stands whole; a longer one ends in dots."""
    shown = _short("x" * length)
    assert len(shown) == min(length, LONGEST)
    assert shown.endswith("…") is (length > LONGEST)


@pytest.mark.parametrize("teams", [1, MOST_REASONS // 2, MOST_REASONS - 2, MOST_REASONS - 1, MOST_REASONS, 20])
def test_every_answer_has_a_reason_before_any_has_two(teams: int) -> None:
    """Of two answers each is spoken for; more than fit are left out, and the order is that of the answers."""
    many = AnswerGroup("a", "A", "t", None, tuple((f"T{n}", _cell("so")) for n in range(teams)), 0.0)
    one = AnswerGroup("b", "B", "t", None, (("Alone", _cell("", "not so")),), 0.0)
    shown = list(_reasons([many, one]))
    assert len(shown) == min(teams + 1, MOST_REASONS)
    assert [group.mark for group, _, _ in shown] == sorted(group.mark for group, _, _ in shown)
    assert "Alone" in [team for _, team, _ in shown]


def test_the_command_writes_one_for_each_team_and_says_where(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--handout FOLDER` makes the folder; names of files are those of the teams, no page of a team is in the way."""
    compare(
        small.ROOT / "saves" / "samples", options=CompareOptions(handout=tmp_path / "new", html_teams=tmp_path / "new")
    )
    names = {path.name for path in (tmp_path / "new").iterdir()}
    assert {"accounts.html", "accounts-handout.html", "table-two-handout.html"} <= names
    assert len(names) == 12
    assert "7 files: 6 ranked" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("team", "stem"),
    [
        ("Blue & Red", "blue-red"), ("青チーム 7", "青チーム-7"), ("हिन्दी दल", "हिन्दी-दल"), ("ทีมน้ำเงิน", "ทีมน้ําเงิน"),
        ("فريق أزرق", "فريق-أزرق"), ("Équipe d’Été", "équipe-d-été"), ("I ❤️ B", "i-b"),
        ("CON", "team-con"), ("", "team"),
    ],
)  # fmt: skip
def test_a_file_is_named_in_the_script_of_its_team(team: str, stem: str) -> None:
    """Letters, their vowel signs and digits of any script stay; all else is a dash."""
    assert file_stem(team) == stem


@pytest.mark.parametrize("team", ["🦊", "❤️", "!?", "\u0301"])
def test_a_name_without_a_letter_gives_a_short_hash(team: str) -> None:
    """So that two such teams have two files."""
    assert re.fullmatch("team-[0-9a-f]{6}", file_stem(team))
    assert file_stem(team) != file_stem(team * 2)
