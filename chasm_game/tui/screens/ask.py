"""Before the people are asked: what it costs, how often it can be done, what it shows."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widgets import Button, OptionList, Static
from textual.widgets.option_list import Option

from chasm_game.debrief import happenings
from chasm_game.text import money, one_line
from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.screens.base import BACK, HELP, Dialog
from chasm_game.tui.text import MUTED, Drawn, Para, columns, fitted, flow, line
from chasm_game.tui.widgets.menu import Menu

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from chasm_game.views.dashboard import LeaderView
    from chasm_game.views.round import AskView

__all__ = ["ALONE", "AskScreen"]


ALONE = ""
"""The answer of whoever takes nobody along."""


class AskScreen(Dialog[str]):
    """Enter asks, Esc does not. The answer is the id of the leader who comes along, or `ALONE`."""

    LAPSES = True
    TITLE_WORDS = "Asking the people."
    WORDS = ("Asking", "Chasm", "Reported")
    KEYS: ClassVar[tuple[Command, ...]] = (BACK, HELP)
    BINDINGS = bindings(KEYS)
    DEFAULT_CSS = """
    AskScreen #box { width: 62; }
    AskScreen:ansi #box { width: 68; padding: 0 2; }  /* its frame takes rows, and the question must stay in view */
    AskScreen #ask-words { margin-bottom: 1; height: auto; }
    """

    def __init__(
        self,
        ask: AskView,
        unit: str,
        *,
        in_mist: bool = True,
        title: str = "Ask the people?",
        words: Sequence[Para] = (),
        wary: bool = False,
    ) -> None:
        """`words` say what comes of it, where the one who asks is not told; `in_mist` is the chasm until then.

        `wary` has Enter alone ask nobody: for whoever types for somebody else.
        """
        super().__init__()
        self._ask, self._unit, self._title, self._words = ask, unit, title, list(words) or _heard(in_mist=in_mist)
        self._wary = wary

    def body(self) -> ComposeResult:
        """The price and the promise."""
        yield Static(flow(self._paras()), id="ask-words", markup=False)
        if self._ask.leaders:
            nobody = [Drawn(partial(_plain, "Not yet"))] if self._wary else []
            who = [
                *nobody,
                Drawn(partial(_plain, "Alone")),
                *(Drawn(partial(_leader, each)) for each in self._ask.leaders),
            ]
            yield Menu(*map(Option, who), id="with", markup=False)
        else:
            yield Button("Ask", id="ask", compact=True)

    def _paras(self) -> list[Para]:
        left = self._ask.left
        times = "This is the last time." if left == 1 else f"You can do it {left} times."
        cost = money(round(self._ask.cost, 1), self._unit)
        paras = [
            Para(line(self._title, "bold")),
            Para(Content(f"It costs {cost} now. {times}"), gap=1),
            *self._words,
        ]
        if self._ask.leaders:
            paras.append(Para(Content(happenings.COMING_ALONG), gap=1))
        return paras

    def on_mount(self) -> None:
        """Enter asks, and alone where nobody is chosen; where one is wary, it asks nobody."""
        if self._ask.leaders:
            menu = self.query_one("#with", Menu)
            menu.focus()
            menu.highlighted = 0
        else:
            self.query_one("#ask").focus()

    def on_button_pressed(self) -> None:
        """Ask."""
        self.close(ALONE)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Ask, alone or with a leader."""
        event.stop()
        answers = [*([None] if self._wary else []), ALONE, *(leader.id for leader in self._ask.leaders)]
        self.close(answers[event.option_index])


def _heard(*, in_mist: bool) -> list[Para]:
    """What comes of it for who asks; that the chasm is seen only to whom it is not seen yet."""
    what = "You hear what they say, see their true trust, and which way each answer would move them."
    seen = [Para(Content("The chasm is seen from then on."))] if in_mist else []
    return [Para(Content(what), gap=1), *seen]


def _plain(word: str, width: int) -> list[Content]:
    return [fitted(Content(f" {word}"), width)]


def _leader(leader: LeaderView, width: int) -> list[Content]:
    """Who it is, and how far they carry what is decided."""
    assent = f"assent {leader.assent:.0f}"
    role = line(f", {leader.role}", MUTED) if leader.role else Content("")
    name = Content.assemble(" With ", line(leader.name, "bold"), role)
    room = max(width - len(assent) - 1, 8)
    # Where it takes more than a row, the others begin under the name.
    first, *rest = [name] if name.cell_length <= room else name.wrap(max(room - 6, 8))
    head = columns([(first, room), (Content.styled(assent, MUTED), len(assent))])
    watches = Para(line(f"watches {one_line(leader.watches)}", MUTED), indent=6).lines(width - 1)
    return [
        head,
        *(columns([(Content(""), 5), (row, width - 6)]) for row in rest),
        *(watches if leader.watches else ()),
    ]
