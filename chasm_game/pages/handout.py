"""Two pages of paper for one team to take away: what it decided and why, what others did, what it believed, Monday."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.compare.anonymous import REASONS_LEFT_OUT
from chasm_game.compare.hidden import HIDDEN, are_scores_hidden
from chasm_game.compare.room_talk import of_any_team, of_every_team
from chasm_game.debrief.headings import QUESTIONS
from chasm_game.debrief.walk import walk
from chasm_game.files import write_whole
from chasm_game.grammar import days
from chasm_game.pages.paper import rendered
from chasm_game.pages.team import page_paths
from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from chasm_game.compare.answers import AnswerGroup, ChoiceCell
    from chasm_game.compare.views import RankingView, TeamPack

__all__ = ["handout", "write_handouts"]

LONGEST = 120
"""Signs of a reason that a handout has room for; the team's page has all of it."""
MOST_REASONS = 5
"""Reasons of the round where the teams parted that a handout has room for."""
MOST_QUESTIONS = 4
"""Questions that a handout has room for."""
A_LINE, A_PAGE = 50, 42
"""Signs of a line of a table, and lines of two tables that are sure to fit on the first page of paper."""
_PAGES = ("miss", "paid", "road")
"""Pages of the walk whose first paragraph a handout has, where scores are not hidden."""


def handout(ranking: RankingView, packs: Sequence[TeamPack], pack: TeamPack) -> str:
    """The handout of one team as a page; `packs` are those of the whole room. It ranks nobody."""
    hidden = are_scores_hidden(ranking)
    views = [each.debrief for each in packs]
    talk = of_every_team(views) if hidden else of_any_team(views)
    parted = ranking.parted
    # As the story lists them: the answers of a parting stand by the scores of those who gave them.
    groups = next((each.groups for each in ranking.answers if parted and each.number == parted.number), ())
    chosen = {cell.round: cell for cell in pack.line.choices}
    reasons = tuple(_reasons(groups))
    own = None if hidden else walk(pack.debrief, pack.review, "" if pack.review is not None else "not known")
    return rendered(
        "handout.html",
        view=pack.debrief,
        team=pack.line.team,
        teams=len(ranking.teams),
        known=ranking.known,
        played=days([pack.debrief.intro.started]),
        hidden=HIDDEN if hidden else "",
        anonymous=ranking.anonymous,
        reasons_left_out=REASONS_LEFT_OUT,
        decisions=pack.debrief.decisions,
        chosen=chosen,
        short=_short,
        parted=parted,
        own_answer=chosen.get(parted.round.id) if parted else None,
        groups=groups,
        reasons=reasons,
        first_page_holds=_lines(pack.line.choices) + _lines([cell for _, _, cell in reasons]) <= A_PAGE,
        left_out=max(sum(len(group.reasons) for group in groups) - MOST_REASONS, 0),
        sheet_lines=tuple(b for b in pack.debrief.beliefs if b.before is not None or b.after is not None),
        pages=() if own is None else tuple(page for name in _PAGES if (page := own.page(name)) is not None),
        questions=(talk.questions or QUESTIONS)[:MOST_QUESTIONS],
    )


def write_handouts(folder: Path, ranking: RankingView, packs: Sequence[TeamPack]) -> tuple[Path, ...]:
    """A handout for each team in `folder`, which is made where it is not there; their paths. Raises `ChasmError`."""
    written = []
    for path, pack in page_paths(folder, packs, "-handout"):
        write_whole(path, handout(ranking, packs, pack), parents=True)
        written.append(path)
    return tuple(written)


def _short(text: str) -> str:
    line = one_line(text).strip()
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"


def _lines(cells: Sequence[ChoiceCell]) -> int:
    """About how many lines of a table these take: where they are many, what follows goes on behind them."""
    texts = [(cell.title, *filter(None, (_short(cell.reason), _short(cell.dissent)))) for cell in cells]
    return sum(len(text) // A_LINE + 1 for texts_of_one in texts for text in texts_of_one)


def _reasons(groups: Sequence[AnswerGroup]) -> Iterator[tuple[AnswerGroup, str, ChoiceCell]]:
    """Answer, team and what it said: first one for each answer, then the others, in the order of the answers."""
    rows = [(n, group, *said) for group in groups for n, said in enumerate(group.reasons)]
    chosen = sorted(range(len(rows)), key=lambda at: (rows[at][0], at))[:MOST_REASONS]
    return ((rows[at][1], rows[at][2], rows[at][3]) for at in sorted(chosen))
