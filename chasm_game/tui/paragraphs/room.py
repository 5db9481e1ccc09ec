"""What the projector says of a round, in few words a line: the shock, the answers, the choices, what followed."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from chasm_game.compare.sentences import BELOW_THE_LINE, CORRECTED
from chasm_game.debrief.headings import AGAINST_IT
from chasm_game.session.room.questions import named, not_in_it
from chasm_game.text import money, one_line
from chasm_game.tui.block_letters import block_words
from chasm_game.tui.glyphs import glyphs
from chasm_game.tui.paragraphs import feed
from chasm_game.tui.paragraphs.consequences import LABELS, echo_paras
from chasm_game.tui.text import ACCENT, DOWN, MUTED, UP, Drawn, Para, columns, heading, line, paragraphs
from chasm_game.views.consequences import STEPS
from chasm_game.views.foresight import STRENGTHS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chasm_game.session.room.views import AnswerLine, RoomRound, RoomTeam, RoundLabels, ScoreLine, TeamFollowed

__all__ = [
    "answers",
    "choices",
    "everybody",
    "feed_of",
    "large",
    "old_and_new",
    "one_team",
    "outcome",
    "scores",
    "story",
    "titles",
]

_FEW_WORDS = 54
"""Cells of a line that is read from the back row."""
_READABLE, _LETTER = 84, 6
"""Cells of a line of an answer, and before it for its letter."""


def large(paras: Sequence[Para], height: int) -> Drawn:
    """Paragraphs in a narrow column in the middle; with an empty line between lines where the height allows it."""

    def paint(width: int) -> list[Content]:
        column = min(_FEW_WORDS, max(width - 4, 20))
        lines = [each for para in paras for each in para.lines(column)]
        if len(lines) * 2 <= height:
            lines = [each for one in lines for each in (one, Content(""))]
        before = Content(" " * ((width - column) // 2))
        return [before + each for each in lines]

    return Drawn(paint)


def story(shown: RoomRound, teams: Sequence[RoomTeam]) -> list[Para]:
    """The shock, what the story remembers of all teams or of some, and who does not play the round."""
    paras = [Para(p.body.stylize("bold"), p.mark, p.indent, p.gap) for p in paragraphs(shown.shock)]
    for text, names in shown.parted:
        who = Content.assemble(line(named(names, 12), f"bold {ACCENT}"), (":", ACCENT))
        paras.append(Para(who, gap=1))
        paras += paragraphs([text])
    return [*paras, *(Para(line(sentence, MUTED), gap=1) for sentence in not_in_it(teams))]


def feed_of(shown: RoomRound) -> list[Para]:
    """What people post, those posts that every team sees."""
    paras: list[Para] = []
    for post in shown.feed:
        whose = f"  {one_line(post.stakeholder)}" if post.stakeholder else ""
        paras.append(Para(Content.assemble(line(post.who, f"bold {ACCENT}"), (whose, MUTED)), gap=int(bool(paras))))
        paras.append(Para(line(post.text, "bold")))
    return paras


def titles(shown: RoomRound, unit: str) -> list[Para]:
    """Each answer under its letter, and for whom it is locked."""
    paras: list[Para] = []
    for answer in shown.answers:
        paras.append(Para(_title(answer, unit), Content.styled(f"{answer.letter}  ", f"bold {ACCENT}")))
        paras += _locked(answer, indent=3)
    return paras


def answers(shown: RoomRound, unit: str, height: int) -> Drawn:
    """Each answer beside its letter, with its text and whom it moves; room between them where the height allows it.

    Below them who speaks for a team and who dissents, where the room names them.
    """

    def paint(width: int) -> list[Content]:
        column = min(_READABLE, width - _LETTER)
        blocks = [_answer(answer, unit, column) for answer in shown.answers]
        gap = 2 if sum(len(each) + 2 for each in blocks) <= height else 1
        before = Content(" " * max((width - column - _LETTER) // 2, 0))
        rows = [before + each for lines in blocks for each in (*lines, *[Content("")] * gap)]
        roles = Para(Content.styled(shown.roles, MUTED), indent=_LETTER).lines(column + _LETTER) if shown.roles else []
        return [*rows, *(before + each for each in roles)]

    return Drawn(paint)


def _answer(answer: AnswerLine, unit: str, column: int) -> list[Content]:
    """The letter in blocks on the left, everything else on its right."""
    paras = [Para(_title(answer, unit)), *paragraphs([answer.text]), *_locked(answer)]
    if answer.impacts:
        moved = ", ".join(f"{one_line(i.name)} {STRENGTHS[i.strength]}" for i in answer.impacts)
        paras.append(Para(Content.assemble(("moves ", MUTED), line(moved, MUTED))))
    right = [each for para in paras for each in para.lines(column)]
    left = block_words(answer.letter, _LETTER) or [answer.letter]
    count = max(len(left), len(right))
    left += [""] * (count - len(left))
    right += [Content("")] * (count - len(right))
    pairs = zip(left, right, strict=True)
    return [Content.styled(one.ljust(_LETTER), f"bold {ACCENT}") + other for one, other in pairs]


def _title(answer: AnswerLine, unit: str) -> Content:
    price = f"  {money(round(answer.price, 1), unit, sign=True)}" if round(answer.price, 1) else ""
    return Content.assemble(line(answer.title, "bold"), (price, MUTED))


def _locked(answer: AnswerLine, indent: int = 0) -> list[Para]:
    if not answer.locked_for:
        return []
    needs = f" ({one_line(answer.needs)})" if answer.needs else ""
    return [Para(Content.styled(f"locked for {named(answer.locked_for)}{needs}", DOWN), indent=indent)]


def choices(shown: RoomRound) -> list[Para]:
    """Who chose what: the letter, a dot a team, the names."""
    paras: list[Para] = []
    dot = glyphs().full
    for answer in shown.answers:
        count = len(answer.teams)
        head = Content.assemble(line(answer.title, "bold" if count else MUTED), "  ", (dot * count, UP), f"  {count}")
        paras.append(Para(head, Content.styled(f"{answer.letter}  ", f"bold {ACCENT}"), gap=int(bool(paras))))
        if count:
            names = ", ".join(
                one_line(name, 30) + " †" * (name in answer.corrected) + (" (default)" if default else "")
                for name, default in answer.teams
            )
            paras.append(Para(line(names), indent=3))
        if answer.label in LABELS:
            paras.append(Para(Content.styled(LABELS[answer.label], f"italic {ACCENT}"), indent=3))
    if any(answer.corrected for answer in shown.answers):
        paras.append(Para(Content.styled(CORRECTED, MUTED), gap=1))
    return paras


def old_and_new(rounds: Sequence[RoundLabels]) -> list[Para]:
    """Round by round which answer was the old way and which the new, without saying who gave it."""
    paras = [
        Para(Content("Which answers were the old way, the company as a machine, and which the new, as an organism."))
    ]
    for each in rounds:
        paras.append(Para(line(each.title, f"bold {ACCENT}"), gap=1))
        for letter, title, label in each.answers:
            words = Content.assemble((f"{label:5}", ACCENT), line(title))
            paras.append(Para(words, Content.styled(f"{letter}  ", "bold"), indent=2))
    return paras


def one_team(followed: TeamFollowed) -> list[Para]:
    """What followed for one team: the story, who felt it, what came back."""
    default = "  by default: no letter was given" if followed.defaulted else ""
    if followed.corrected:
        default = f"  † corrected: {followed.corrected} had been typed"
    paras = outcome(followed, default)
    paras.append(heading("Who felt it"))
    for name, step, reasons in followed.felt:
        because = " ".join(one_line(words) for words, _ in reasons[:2])
        style = UP if step > 0 else DOWN if step < 0 else MUTED
        words = Content.assemble(line(name, "bold"), ": ", (STEPS[step], style), ("  ", ""), line(because, MUTED))
        paras.append(Para(words, Content.styled(_steps(step).ljust(4), style)))
    if followed.company:
        moved = [
            Content.assemble((_steps(sign), UP if sign > 0 else DOWN), " ", line(name))
            for name, sign in followed.company
        ]
        paras.append(Para(Content("   ").join(moved), gap=1))
    if followed.echoes:
        paras += [heading("What came back"), *(para for each in followed.echoes for para in echo_paras(each))]
    if followed.happened:
        paras += [heading("What happened besides"), *(Para(line(each)) for each in followed.happened)]
    paras += feed.averted(followed.averted)
    paras += feed.feed(followed.feed, "The feed now")
    paras += feed.prediction(followed.prediction, followed.reason)
    if followed.dissent:
        paras.append(Para(Content.assemble((f"{AGAINST_IT}: ", MUTED), line(followed.dissent, "italic")), gap=1))
    if followed.fallen:
        paras.append(Para(Content.styled("The company has fallen.", f"bold {DOWN}"), gap=1))
    return paras


def outcome(followed: TeamFollowed, note: str = "") -> list[Para]:
    """What was chosen, and what the story tells of it."""
    letter = Content.styled(f"{followed.letter}  ", f"bold {ACCENT}")
    head = Para(Content.assemble(line(followed.response, "bold"), (note, MUTED)), letter)
    story_of = paragraphs(followed.outcome)
    return [head, *(Para(p.body, p.mark, 3, 1 if n == 0 else p.gap) for n, p in enumerate(story_of))]


def everybody(all_of: Sequence[TeamFollowed]) -> Drawn:
    """One row a team, one column a stakeholder, each with its sign."""

    def paint(width: int) -> list[Content]:
        if not all_of:
            return [Content("")]
        names = [name for name, _, _ in all_of[0].felt]
        name_width = min(max(len(one_line(f.team, 24)) for f in all_of) + 1, 24)
        fell = 7 if any(f.fallen for f in all_of) else 0
        each = max((width - name_width - 5 - fell) // max(len(names), 1) - 1, 4)
        sizes = _sizes(names, each)
        rows = _heads(names, name_width + 4, sizes)
        for followed in all_of:
            marked = followed.letter + "†" * bool(followed.corrected)
            letter = Content.styled(marked, f"bold {ACCENT}")
            cells = [
                (line(followed.team, "bold"), name_width),
                (letter, 3),
            ]
            for (_, step, _), size in zip(followed.felt, sizes, strict=True):
                style = UP if step > 0 else DOWN if step < 0 else MUTED
                cells.append((Content.styled(_steps(step), style), size))
            if fell:
                cells.append((Content.styled("fallen" if followed.fallen else "", DOWN), 6))
            rows.append(columns(cells))
        return rows

    return Drawn(paint)


def _sizes(names: Sequence[str], each: int) -> list[int]:
    """Cells of every column: alike; or, where a word would be torn so and need not be, by their longest words."""
    words = [max((cell_len(word) for word in one_line(name).split()), default=1) for name in names]
    spare = each * len(names) - sum(words)
    if max(words, default=0) <= each or spare < 0:
        return [each] * len(names)
    return [size + spare // len(names) for size in words]


def _heads(names: Sequence[str], before: int, sizes: Sequence[int]) -> list[Content]:
    """Names above their columns, on as many rows, up to three, as the narrowest needs."""
    wrapped = [line(name, MUTED).wrap(size)[:3] for name, size in zip(names, sizes, strict=True)]
    rows = zip_longest(*wrapped, fillvalue=Content(""))
    cells = ([(cell.rstrip(), size) for cell, size in zip(row, sizes, strict=True)] for row in rows)
    return [columns([(Content(""), before), *row]) for row in cells]


def _steps(step: int) -> str:
    marks = glyphs()
    sign = marks.up if step > 0 else marks.down if step < 0 else marks.same
    return sign * max(abs(step), 1)


def scores(lines: Sequence[ScoreLine]) -> Drawn:
    """Rank, team, score, the chasm at the start and at the end, the ending."""

    def paint(width: int) -> list[Content]:
        name = min(max((len(one_line(s.team, 30)) for s in lines), default=4), 30) + 1
        ending = max(width - name - 25, 8)
        sizes = (4, name, 6, 10, ending)
        heads = ("", "Team", "Score", "Chasm", "Ending")
        rows = [columns([(Content.styled(h, MUTED), s) for h, s in zip(heads, sizes, strict=True)])]
        below = False
        for each in lines:
            if each.rank is None and not below:
                below = True
                rows += [Content(""), Content.styled(f"{BELOW_THE_LINE}:"[:width], MUTED)]
            chasm = f"{each.chasm_start:.0f} → {each.chasm_end:.0f}"
            default = f"  ({each.defaulted} by default)" if each.defaulted else ""
            default += f"  ({each.corrected} corrected †)" if each.corrected else ""
            cells = [
                Content.styled("" if each.rank is None else f"{each.rank}.", MUTED), line(each.team, "bold"),
                Content.styled(f"{each.score:4d}", "bold"), Content(chasm), line(f"{each.ending}{default}"),
            ]  # fmt: skip
            rows.append(columns(list(zip(cells, sizes, strict=True))))
        return rows

    return Drawn(paint)
