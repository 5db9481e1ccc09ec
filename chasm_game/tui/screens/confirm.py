"""Before a decision is taken: who will lose most, how sure, and why. Every part may be skipped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, cast

from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from chasm_game.text import one_line, shown
from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.paragraphs.answer import price_words
from chasm_game.tui.paragraphs.foreseen import Impacts, ahead
from chasm_game.tui.screens.base import BACK, HELP, Dialog
from chasm_game.tui.text import MUTED, Drawn, Laid, Para, fitted, flow, line, paragraphs
from chasm_game.tui.widgets.menu import Menu
from chasm_game.tui.widgets.pane import Pane
from chasm_game.tui.widgets.stepper import Stepper

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from chasm_game.tui.host import GameHost, Host
    from chasm_game.views.round import ResponseView

__all__ = ["MAX_REASON", "ConfirmScreen", "Decision"]

MAX_REASON = 280
"""A sentence or two in a field of one line. A save holds more, for whoever explains at length in plain mode."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was confirmed."""

    prediction: tuple[str, int] | None
    """Who will lose most (id), and how sure in per cent; None where nothing was predicted."""
    reason: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What was filled in and not sent: it is there again when the same answer is chosen again."""

    who: int
    sure: int
    reason: str


class ReasonInput(Input):
    """One sentence; what is too long is cut, not refused."""

    def on_paste(self, event: events.Paste) -> None:
        """As much of it as there is room for, on one line."""
        event.prevent_default()
        event.stop()
        # What is selected makes room, for the paste takes its place.
        room = MAX_REASON - len(self.value) + len(self.selected_text)
        # Cut before it is cleaned: a paste of a whole document would hold the screen up.
        pasted = one_line(event.text[: MAX_REASON * 2])[: max(room, 0)]
        if pasted:
            self.replace(pasted, *sorted(self.selection))
        if len(one_line(event.text[: MAX_REASON * 2])) > len(pasted):
            notice = f"That was longer than a reason may be: its first {MAX_REASON} characters are kept."
            cast("Host", self.app).say(notice, severity="warning")


class ConfirmScreen(Dialog[Decision]):
    """Enter goes from part to part; on Decide it decides."""

    LAPSES = True
    TITLE_WORDS = (
        "Before you decide. The answer once more; then say who will lose most, how sure you are, and why in one "
        "sentence: you will see it again beside what happened. Leave any of it out if you like. Nothing is done "
        "before you press Decide."
    )
    WORDS = ("Calibration", "Trust")
    TIPS = "confirm"
    KEYS: ClassVar[tuple[Command, ...]] = (
        BACK,
        Command("confirm.above", "up", "part(-1)", "Above", "To the part above.", shown=False),
        Command("confirm.below", "down", "part(1)", "Below", "To the part below.", shown=False),
        Command("confirm.decide", "ctrl+d,f2", "decide", "Decide", "Decide at once, from any part.", key_name="F2"),
        HELP,
    )
    BINDINGS = bindings(KEYS)
    DEFAULT_CSS = """
    ConfirmScreen {
        #chosen { height: auto; max-height: 12; margin-bottom: 1; scrollbar-gutter: auto; }
        #chosen-words { height: auto; }
        .ask { height: 1; color: $chasm-text; text-style: bold; }
        #who { max-height: 9; margin-bottom: 1; }
        #who:blur > .option-list--option-highlighted { text-style: bold; }
        #sure-row { height: 1; margin-bottom: 1; } #sure-row .ask { width: 16; }
        #reason { margin-bottom: 1; }
        #last { height: 1; } #decide-words { width: 1fr; padding: 0 2; color: $chasm-muted; }
    }
    ConfirmScreen.-short, ConfirmScreen.-medium {
        #box { padding: 0 2; overflow-y: hidden; }
        #chosen { margin-bottom: 0; max-height: 7; } #who, #sure-row, #reason { margin-bottom: 0; }
        #who { max-height: 7; }
    }
    ConfirmScreen.-short { #chosen { max-height: 5; } #who { max-height: 4; } }
    """

    def __init__(
        self,
        response: ResponseView,
        targets: tuple[tuple[str, str], ...],
        unit: str,
        *,
        quick: bool,
        votes: bool = False,
    ) -> None:
        super().__init__()
        self._response, self._targets, self._unit, self._quick = response, targets, unit, quick
        self._votes = votes
        """Whether this is a vote: the reason is the team's, and comes with its answer."""

    @property
    def chasm(self) -> GameHost:
        """The app in which the game is played."""
        return cast("GameHost", self.app)

    def body(self) -> ComposeResult:
        """What was chosen, the three questions, and the button."""
        with Pane(id="chosen", can_focus=False):
            yield Static(flow(self._chosen()), id="chosen-words", markup=False)
        if not self._quick:
            yield Static("Who will lose most by the end of this round?", classes="ask", markup=False)
            names = [("no prediction", MUTED), *((name, "") for _, name in self._targets)]
            yield Menu(*(Option(_target(name, style)) for name, style in names), id="who", markup=False)
            with Horizontal(id="sure-row"):
                yield Static("How sure?", classes="ask", markup=False)
                yield Stepper(id="sure")
            yield Static("Why? One sentence", id="why", classes="ask", markup=False)
            yield ReasonInput(id="reason", max_length=MAX_REASON, placeholder="may stay empty")
        with Horizontal(id="last"):
            yield Button("Vote" if self._votes else "Decide", id="decide", compact=True)
            yield Static("Enter here, or F2 anywhere", id="decide-words", markup=False)

    def _chosen(self) -> list[Laid]:
        """The answer: its price, whom it moves, how strange it is to this house, and its text."""
        answer = self._response
        head = Content.assemble(line(answer.title, "bold"), "  ", (price_words(answer, self._unit), MUTED))
        return [Para(head), Impacts(answer), *ahead(answer), *paragraphs([answer.text], gap=0)]

    def on_mount(self) -> None:
        """Begin with the first question, as it was left."""
        if self._votes and not self._quick:
            self.query_one("#why").display = self.query_one("#reason").display = False
        self.query_one("#decide" if self._quick else "#who").focus()
        draft = self.chasm.drafts.get(f"confirm/{self._response.id}")
        if isinstance(draft, Draft) and not self._quick:
            self.query_one("#who", Menu).highlighted = draft.who
            self.query_one("#sure", Stepper).value = draft.sure
            self.query_one("#reason", Input).value = draft.reason

    @property
    def unsent(self) -> bool:
        """Whether there is text that would be lost with the program."""
        return not self._quick and bool(self.query_one("#reason", Input).value.strip())

    def action_back(self) -> None:
        """Close; what was filled in is kept for this round."""
        if not self._quick:
            who = self.query_one("#who", Menu).highlighted or 0
            draft = Draft(who, self.query_one("#sure", Stepper).value, self.query_one("#reason", Input).value)
            self.chasm.drafts[f"confirm/{self._response.id}"] = draft
        super().action_back()

    def action_part(self, step: int) -> None:
        """To the part above or below, in the order in which Enter goes; the list itself keeps both keys."""
        parts = [self.query_one("#decide")]
        if not self._quick:
            sure = self.query_one("#sure")
            named = ("#who", *(("#sure",) if self._predicts or sure.has_focus else ()), "#reason")
            parts = [*(part for each in named if (part := self.query_one(each)).display), *parts]
        at = next((n for n, part in enumerate(parts) if part.has_focus), None)
        if at is not None:
            parts[min(max(at + step, 0), len(parts) - 1)].focus()

    @property
    def _predicts(self) -> bool:
        """Whether somebody is marked: the first entry is `no prediction`, and of nothing nobody is sure."""
        return bool(self.query_one("#who", Menu).highlighted)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter: on to how sure, or to the button where nothing is predicted."""
        event.stop()
        self.query_one("#sure" if self._predicts else "#decide").focus()

    def on_stepper_entered(self) -> None:
        """Enter: on to why."""
        self.query_one("#decide" if self._votes else "#reason").focus()

    def on_input_submitted(self) -> None:
        """Enter: on to the button."""
        self.query_one("#decide").focus()

    def on_button_pressed(self) -> None:
        """Decide."""
        self.action_decide()

    def action_decide(self) -> None:
        """Answer with what was said."""
        if self._quick:
            self.close(Decision(None, ""))
            return
        who = self.query_one("#who", Menu).highlighted or 0
        sure = self.query_one("#sure", Stepper).value
        prediction = (self._targets[who - 1][0], sure) if who else None
        # Cleaned of signs that cannot be seen before it is cut, or the cut would count them.
        reason = shown(self.query_one("#reason", Input).value).strip()[:MAX_REASON]
        self.close(Decision(prediction, reason))


def _target(name: str, style: str) -> Drawn:
    return Drawn(lambda width: [fitted(Content(" ") + line(name, style), width)])
