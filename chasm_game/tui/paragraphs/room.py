"""What the projector says of a round, in few words a line: the shock, the answers, the choices, what followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from chasm_game.compare.sentences import CORRECTED
from chasm_game.debrief.headings import AGAINST_IT, SINCE
from chasm_game.session.room.outcomes import answers_told
from chasm_game.session.room.questions import named, not_in_it
from chasm_game.text import money, one_line
from chasm_game.tui.block_letters import block_words
from chasm_game.tui.glyphs import glyphs
from chasm_game.tui.paragraphs import feed
from chasm_game.tui.paragraphs.consequences import LABELS, echo_paras
from chasm_game.tui.paragraphs.room_tables import step_marks
from chasm_game.tui.text import ACCENT, DOWN, MUTED, UP, Drawn, Para, heading, line, paragraphs
from chasm_game.views.consequences import STEPS
from chasm_game.views.foresight import STRENGTHS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chasm_game.session.room.round_views import AnswerLine, RoomRound, RoundLabels, TeamFollowed
    from chasm_game.session.room.views import RoomTeam

__all__ = [
    "answers",
    "choices",
    "feed_of",
    "large",
    "old_and_new",
    "one_team",
    "outcomes",
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
    paras = _outcome(followed, default)
    paras.append(heading(f"Who felt it, {SINCE}"))
    for name, step, reasons in followed.felt:
        # The two strongest: it is read from the back row, and the debrief has all of them.
        because = " ".join(one_line(words) for words, _ in reasons[:2])
        style = UP if step > 0 else DOWN if step < 0 else MUTED
        words = Content.assemble(line(name, "bold"), ": ", (STEPS[step], style), ("  ", ""), line(because, MUTED))
        paras.append(Para(words, Content.styled(step_marks(step).ljust(4), style)))
    if followed.company:
        moved = [
            Content.assemble((step_marks(sign), UP if sign > 0 else DOWN), " ", line(name))
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


def _outcome(followed: TeamFollowed, note: str = "") -> list[Para]:
    """What was chosen, and what the story tells of it."""
    return [_answered(followed.letter, followed.response, note), *_below(paragraphs(followed.outcome))]


def outcomes(found: Sequence[TeamFollowed]) -> list[Para]:
    """The story of each answer that somebody took, once; what it tells some of them only, under their names."""
    paras: list[Para] = []
    for answer in answers_told(found):
        head = _answered(answer.letter, answer.response)
        paras += [Para(head.body, head.mark, head.indent, int(bool(paras))), *_below(paragraphs(answer.shared))]
        for text, names in answer.parted:
            who = Content.assemble(line(named(names, 12), f"bold {ACCENT}"), (":", ACCENT))
            paras += [Para(who, indent=3, gap=1), *(Para(p.body, p.mark, 3, p.gap) for p in paragraphs([text]))]
    return paras


def _answered(letter: str, title: str, note: str = "") -> Para:
    mark = Content.styled(f"{letter}  ", f"bold {ACCENT}")
    return Para(Content.assemble(line(title, "bold"), (note, MUTED)), mark)


def _below(texts: Sequence[Para]) -> list[Para]:
    return [Para(p.body, p.mark, 3, 1 if n == 0 else p.gap) for n, p in enumerate(texts)]
