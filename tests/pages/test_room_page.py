"""The page of a room, and of each of its teams."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from pages import rooms
from pages.reading import HTML, headings, parsed, section, words

from chasm_game.compare.hidden import without_ranks
from chasm_game.pages import room_page, team_page, write_team_pages
from chasm_game.pages.room import MATERIAL

if TYPE_CHECKING:
    from pathlib import Path

    from chasm_game.compare.views import RankingView, TeamLine, TeamPack

    Room = tuple[RankingView, list[TeamPack]]


def test_the_parts_stand_in_the_order_in_which_a_room_talks(six: Room) -> None:
    """From the questions to Monday, and the contents lead to every part in that order."""
    tree = parsed(room_page(*six))
    ids = [e.get("id") for e in tree.iter(f"{HTML}section")]
    assert ids == [
        "use", "questions", "ranking", "courses", "parted", "choices", "reasons", "miss", "beliefs", "luck", "road",
        "people", "paid", "ask", "parallels", "monday", "files",
    ]  # fmt: skip
    links = [e.get("href") for e in tree.iter(f"{HTML}a") if (e.get("href") or "").startswith("#")]
    contents = ["#content", *(f"#{ident}" for ident in ids)]
    assert links[: len(contents)] == contents
    # Behind them each of the five questions leads to what it speaks of.
    assert links[len(contents) :] == [f"#{ident}" for part in MATERIAL for ident in part]


def test_headings_never_skip_a_level(six: Room) -> None:
    """One heading of the first level, and each next one is at most a level deeper."""
    levels = [level for level, _ in headings(parsed(room_page(*six)))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= former + 1 for former, later in pairwise(levels))


def test_the_ranking_is_folded_away(six: Room) -> None:
    """Nobody sees a score before the ranking is opened: no table outside what is folded has one."""
    ranking, packs = six
    tree = parsed(room_page(ranking, packs))
    folded = next(section(tree, "ranking").iter(f"{HTML}details"))
    assert folded.get("open") is None
    scores = [str(line.outputs.score) for line in ranking.teams]
    rows = [[words(cell) for cell in row] for row in folded.iter(f"{HTML}tr")][1:]
    assert [(row[0], row[1], row[2]) for row in rows] == [
        (str(line.rank), line.team, score) for line, score in zip(ranking.teams, scores, strict=True)
    ]
    cells = [words(c) for s in ("parted", "luck", "road", "beliefs") for c in section(tree, s).iter(f"{HTML}td")]
    assert not set(scores) & set(cells)


def test_without_the_ranking_no_score_is_in_the_page(six: Room) -> None:
    """A page without ranking has neither the ranking nor what other people would make of it."""
    ranking, packs = six
    scored = replace(ranking, teams=tuple(_scored(line, 7770 + n) for n, line in enumerate(ranking.teams)))
    text = room_page(without_ranks(scored), packs)
    ids = [e.get("id") for e in parsed(text).iter(f"{HTML}section")]
    assert "ranking" not in ids
    assert "people" not in ids
    assert not any(str(7770 + n) in text for n in range(6))
    assert "7770" in room_page(scored, packs)


def _scored(line: TeamLine, score: int) -> TeamLine:
    return replace(line, outputs=replace(line.outputs, score=score))


def test_teams_stand_by_name_wherever_they_are_not_ranked(six: Room) -> None:
    """Neither the order of the packs nor that of the ranking shows in any table but the ranking's."""
    ranking, packs = six
    tree = parsed(room_page(ranking, packs))
    for ident in ("choices", "beliefs", "luck", "paid"):
        tables = section(tree, ident).iter(f"{HTML}table")
        rows = [words(cell) for t in tables for row in t.iter(f"{HTML}tr") for cell in row if cell.tag == f"{HTML}th"]
        named = [name for name in rows if name in rooms.NAMES]
        assert named[:6] == sorted(rooms.NAMES, key=str.casefold), ident
    shuffled = packs[::-1]
    assert room_page(ranking, shuffled) == room_page(ranking, packs)


def test_numbers_in_names_count(six: Room) -> None:
    """Team 9 stands before Team 10."""
    ranking, packs = six
    renamed = [
        replace(p, line=replace(p.line, team=f"Team {n}")) for n, p in zip((10, 9, 2, 1, 30, 3), packs, strict=True)
    ]
    teams = tuple(p.line for p in renamed)
    tree = parsed(room_page(replace(ranking, teams=teams), renamed))
    rows = [words(next(r.iter(f"{HTML}th"))) for r in section(tree, "choices").iter(f"{HTML}tr")][1:7]
    assert rows == [f"Team {n}" for n in (1, 2, 3, 9, 10, 30)]


def test_every_reason_stands_beside_the_others_of_its_round(six: Room) -> None:
    """Whatever a team gave as its reason is quoted under its answer, with its name."""
    ranking, packs = six
    told = words(section(parsed(room_page(ranking, packs)), "reasons"))
    for pack in packs:
        for cell in pack.line.choices:
            assert cell.title in told
            assert not cell.reason or f"{cell.reason}{pack.line.team}" in told.replace(f"{cell.reason} ", cell.reason)


def test_a_cell_of_the_matrix_says_what_its_letter_stands_for(six: Room) -> None:
    """Letter, title and asking are in every cell that a team played; the way is not, for a count of it is a score."""
    ranking, packs = six
    tree = parsed(room_page(ranking, packs))
    cells = [e for t in section(tree, "choices").iter(f"{HTML}tbody") for e in t.iter(f"{HTML}abbr")]
    told = {(words(e).rstrip("?*"), (e.get("title") or "").removesuffix(", after asking the people")) for e in cells}
    assert told == {(c.letter, c.title) for p in packs for c in p.line.choices}
    assert {e.get("class") for e in cells} == {"none"}
    asked = sum(c.asked for p in packs for c in p.line.choices)
    assert asked
    assert sum("after asking" in (e.get("title") or "") for e in cells) == asked


def test_a_default_is_visible_as_such(six: Room) -> None:
    """A decision that nobody took is marked in the matrix."""
    ranking, packs = six
    choices = packs[0].line.choices
    line = replace(packs[0].line, choices=(replace(choices[0], defaulted=True), *choices[1:]), defaulted=1)
    text = room_page(ranking, [replace(packs[0], line=line), *packs[1:]])
    assert text.count("by default") == 1


def test_what_was_not_counted_is_named_with_its_reason(six: Room) -> None:
    """Files that were rejected stand at the end with the reason."""
    from chasm_game.compare.found_files import CountedAs, FileLine

    ranking, packs = six
    tree = parsed(
        room_page(ranking, packs, files=(FileLine("forged.jsonl", CountedAs.REJECTED, "line 3: nobody may", ""),))
    )
    told = words(section(tree, "files"))
    assert "forged.jsonl" in told
    assert "line 3: nobody may" in told
    assert "1 file: 1 rejected." in told


def test_a_story_that_is_not_known_is_said_to_be(six: Room) -> None:
    """The cover warns where story or rulebook are not the library's own."""
    ranking, packs = six
    assert "replayed on the texts" not in room_page(ranking, packs).replace("\n", " ")
    assert "replayed on the texts" in room_page(replace(ranking, known=False), packs).replace("\n", " ")


def test_values_weighed_anew_have_no_start(six: Room) -> None:
    """Under other people's weights the courses begin with the first round, and the page says who weighed."""
    ranking, packs = six
    lines = [
        replace(p.line, choices=tuple(replace(c, value_after=c.value_after / 2) for c in p.line.choices)) for p in packs
    ]
    anew = [replace(p, line=line) for p, line in zip(packs, lines, strict=True)]
    text = room_page(replace(ranking, people="owners-first"), anew)
    told = words(section(parsed(text), "courses"))
    assert "start" not in told
    assert "owners-first would weigh" in " ".join(text.split())


def test_without_a_review_the_page_says_what_is_not_known(six: Room) -> None:
    """Where there are too many ways to play, luck and the road not taken are said to be unknown."""
    ranking, packs = six
    tree = parsed(room_page(ranking, [replace(p, review=None) for p in packs]))
    assert "too many ways" in words(section(tree, "luck"))
    assert "not known here" in words(section(tree, "road"))


def test_a_room_says_how_many_decisions_were_measured_on_average(six: Room) -> None:
    """Where some were not, the table counts the others and the note under it says so; where all were, it does not."""
    ranking, packs = six
    assert "not measured" not in words(section(parsed(room_page(ranking, packs)), "luck"))
    first, rounds = packs[0], len(packs[0].debrief.decisions)
    assert first.review is not None

    def cells(unknown: int) -> str:
        assert first.review is not None
        decisions = tuple(
            replace(d, answers=tuple(replace(a, on_average=None) for a in d.answers)) if n < unknown else d
            for n, d in enumerate(first.review.decisions)
        )
        some = replace(first, review=replace(first.review, decisions=decisions))
        return words(section(parsed(room_page(ranking, [some, *packs[1:]])), "luck"))

    assert f"of {rounds - 1}" in cells(1)
    assert "are not measured and not counted" in cells(1)
    assert "are not measured and not counted" in cells(rounds)


@pytest.mark.parametrize("count", [1, 2])
def test_the_smallest_rooms_have_a_page(tmp_path: Path, count: int) -> None:
    """One team, and two that did the same, part nowhere and compare with nobody; the page still stands."""
    tree = parsed(room_page(*rooms.room(tmp_path, ["Same"] * count)))
    assert headings(tree)


def test_a_team_s_page_is_its_own_game_beside_the_others(six: Room) -> None:
    """It has the team's name, score and best round, where it stood in the room, and no ranking."""
    ranking, packs = six
    pack = packs[2]
    tree = parsed(team_page(ranking, packs, pack))
    assert headings(tree)[0] == (1, pack.line.team)
    assert str(pack.debrief.outputs.score) in words(section(tree, "end"))
    assert not any(e.get("id") == "ranking" for e in tree.iter())
    others = [str(p.line.outputs.score) for p in packs if p.line.outputs.score != pack.line.outputs.score]
    assert not any(score in words(section(tree, "room")).split() for score in others)


def test_every_team_gets_a_file_of_its_own(tmp_path: Path, six: Room) -> None:
    """Names that differ in nothing but signs that no file system takes become different files."""
    ranking, packs = six
    names = ("A/B", "A\\B", "Nul", "..", "", "ß" * 300)
    renamed = [replace(p, line=replace(p.line, team=n)) for n, p in zip(names, packs, strict=True)]
    written = write_team_pages(tmp_path / "new" / "teams", ranking, renamed)
    assert [p.name for p in written] == [
        "a-b.html", "a-b-2.html", "team-nul.html", "team-5ec1f7.html", "team.html", f"{'s' * 40}.html"
    ]  # fmt: skip
    assert sorted(p.name for p in (tmp_path / "new" / "teams").iterdir()) == sorted(p.name for p in written)


def test_every_team_s_sheet_stands_beside_its_deeds_and_the_people(six: Room) -> None:
    """What each team said before and after, in shares of 100 under the people's; its deeds only where it is folded."""
    ranking, packs = six
    tree = parsed(room_page(ranking, packs))
    beliefs = section(tree, "beliefs")
    whom = [t for t in beliefs.iter(f"{HTML}table") if t.get("class") == "sheets" and "Whom for" in words(t)]
    closed = next(d for d in beliefs.iter(f"{HTML}details") if d.get("class") == "closed")
    assert [table in list(closed.iter()) for table in whom] == [False, True]
    open_rows, rows = ([[words(cell) for cell in row] for row in t.iter(f"{HTML}tr")][1:] for t in whom)
    people = [100 * sum(p.line.beliefs[n].people for p in packs) / len(packs) for n in range(len(rows[0]) - 2)]
    assert rows[0][2:] == open_rows[0][2:] == [f"{share:.0f}" for share in people]
    assert open_rows == [row for row in rows if "shown by deeds" not in row]
    ordered = sorted(packs, key=lambda p: p.line.team.casefold())
    for n, pack in enumerate(ordered):
        before, after, deeds = rows[1 + 3 * n : 4 + 3 * n]
        assert before[0] == pack.line.team
        assert before[2:] == [f"{100 * (b.before or 0):.0f}" for b in pack.line.beliefs]
        assert after[1:] == [f"{100 * (b.after or 0):.0f}" for b in pack.line.beliefs]
        assert deeds[1:] == [f"{100 * b.revealed:.0f}" for b in pack.line.beliefs]
