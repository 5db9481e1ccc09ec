"""What a team can do beside its letter: ask the people, predict, explain; and its own page, opened on purpose."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from chasm_game.debrief import happenings
from chasm_game.session.parse_input import TAKES_BACK, prediction_of, word_of
from chasm_game.session.room.questions import before_asking, before_opening_a_page
from chasm_game.session.room.views import TeamStatus
from chasm_game.text import money, one_line
from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.paragraphs import feed
from chasm_game.tui.paragraphs.foreseen import Impacts, ahead
from chasm_game.tui.paragraphs.room_words import consequences
from chasm_game.tui.screens.ask import ALONE, AskScreen
from chasm_game.tui.screens.base import HELP, Dialog
from chasm_game.tui.screens.room.base import SureScreen
from chasm_game.tui.screens.room.keys import TellsWhy, scroll
from chasm_game.tui.text import ACCENT, DOWN, MUTED, Laid, Para, flow, heading, line
from chasm_game.tui.widgets.board import Board

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from chasm_game.session.room.port import RoomPort
    from chasm_game.session.room.round_views import RoomRound
    from chasm_game.session.room.views import RoomTeam
    from chasm_game.tui.screens.room.base import RoomPage
    from chasm_game.views.round import AskView, ResponseView, RoundView

__all__ = ["TeamDesk", "TeamPageScreen"]


_BACK = Para(line("- takes it back.", MUTED))


def _kept(said: str) -> str:
    """A sentence; none, where it was taken back."""
    return "" if word_of(said) in TAKES_BACK else said


class TeamDesk:
    """Dialogs above the page of the letters."""

    def __init__(self, screen: RoomPage) -> None:
        self._screen = screen

    @property
    def _round(self) -> RoomRound:
        """The round that waits."""
        assert self._screen.view.round is not None
        return self._screen.view.round

    def _is_in(self, team: RoomTeam) -> bool:
        if team.status in {TeamStatus.SITS_OUT, TeamStatus.FALLEN}:
            self._screen.chasm.say(f"{one_line(team.name, 40)} is not in this round", severity="warning")
            return False
        return True

    def ask(self, team: RoomTeam) -> None:
        """Say what it costs, then ask; what is learned stays closed."""
        screen, name = self._screen, one_line(team.name, 40)
        if not self._is_in(team):
            return
        if not team.can_ask:
            screen.chasm.say(f"{name} cannot ask: it has asked, or has no asks left", severity="warning")
            return
        screen.attempt(lambda room: room.page_of(team.id).ask, lambda ask: self._ask(team, ask), alone=True)

    def _ask(self, team: RoomTeam, ask: AskView) -> None:
        screen, name = self._screen, one_line(team.name, 40)
        where = "What the people say is on the team's own page: o opens it, while the others look away."
        words = [Para(line(where), gap=1)]
        title = f"{name} asks the people?"

        def asked(leader: str | None) -> None:
            if leader is not None:
                said = f"{name} has asked. o opens what it learned."
                screen.attempt(lambda room: room.ask(team.id, leader or None), lambda _: screen.chasm.say(said))

        if ask.leaders:
            stands = Para(line("It stands."), gap=1)
            dialog = AskScreen(ask, screen.view.unit, title=title, words=[stands, *words], wary=True)
            screen.app.push_screen(dialog, asked)
            return
        question = before_asking(name, money(round(ask.cost, 1), screen.view.unit), ask.left)
        sure = SureScreen(question.title, [*consequences(question), *words], question.yes, no="No", wary=True)
        screen.app.push_screen(sure, lambda yes: asked(ALONE if yes else None))

    def open_page(self, team: RoomTeam) -> None:
        """The page of a team, behind a question: nobody sees it by accident."""
        screen, name = self._screen, one_line(team.name, 40)
        if not self._is_in(team):
            return
        asked = before_opening_a_page(name)

        def show(page: RoundView) -> None:
            screen.app.push_screen(TeamPageScreen(name, page, screen.view.unit))

        def answer(yes: bool | None) -> None:
            if yes:
                screen.attempt(lambda room: room.page_of(team.id), show, alone=True)

        sure = SureScreen(asked.title, consequences(asked), asked.yes, no="No", wary=True)
        screen.app.push_screen(sure, answer)

    def predict(self, team: RoomTeam) -> None:
        """Who will lose most: a number, and how sure."""
        screen = self._screen
        if not self._is_in(team):
            return
        targets = self._round.targets
        words = [Para(line(name), Content.styled(f"{n}  ", f"bold {ACCENT}")) for n, (_, name) in enumerate(targets, 1)]
        words.append(Para(line("Type a number, and how sure they are, 20 to 100: for example 1 70.", MUTED), gap=1))
        words.append(_BACK)

        def predict(room: RoomPort, said: str) -> None:
            if word_of(said) in TAKES_BACK:
                room.predict(team.id, None)
                return
            who, sure = prediction_of(said, targets)
            room.predict(team.id, who, sure)

        title = f"{one_line(team.name, 40)}: who will lose most this round?"
        screen.enter_line(title, words, predict, most=40)

    def explain(self, team: RoomTeam) -> None:
        """Why, in a sentence."""
        screen = self._screen
        if not self._is_in(team):
            return
        words = [Para(line("One sentence. It stands beside the others' in the debrief.", MUTED)), _BACK]
        screen.enter_line(
            f"{one_line(team.name, 40)}: why?", words, lambda room, said: room.explain(team.id, _kept(said))
        )

    def dissent(self, team: RoomTeam) -> None:
        """The best case for another answer."""
        screen = self._screen
        if not self._is_in(team):
            return
        about = "One sentence, from whoever dissents this round. It stands beside the reason in the debrief."
        title = f"{one_line(team.name, 40)}: why not? The best case for another answer"
        screen.enter_line(
            title, [Para(line(about, MUTED)), _BACK], lambda room, said: room.dissent(team.id, _kept(said))
        )


class TeamPageScreen(Dialog[None], TellsWhy[None]):
    """One team's own page."""

    TITLE_WORDS = "One team's page: what it is told about itself, what it can choose, what the people said if it asked."
    WORDS = ("Reported", "Asking", "Trust")
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("team-page.close", "escape,enter,q,o", "back", "Close", "Close the page.", key_name="Esc"),
        Command("team-page.down", "space,pagedown,down", "turn(1)", "Scroll", "Scroll down.", key_name="↓"),
        Command("team-page.up", "pageup,up", "turn(-1)", "Up", "Scroll up.", shown=False),
        HELP,
    )
    BINDINGS = bindings(KEYS)
    DEFAULT_CSS = """
    TeamPageScreen { #box { width: 100; height: 92%; } #page { height: 1fr; scrollbar-size-vertical: 1; }
        Board { margin-bottom: 1; } #words { height: auto; } }
    """

    def __init__(self, name: str, page: RoundView, unit: str) -> None:
        super().__init__()
        self._name, self._view, self._unit = name, page, unit

    def body(self) -> ComposeResult:
        """Name, dashboard, voices, answers."""
        yield Static(line(f"{self._name} only", f"bold {ACCENT}"), markup=False)
        with VerticalScroll(id="page", can_focus=False):
            yield Static(flow(self._paras()), id="words", markup=False)
            yield Board(self._view.dashboard, id="board")

    def _paras(self) -> list[Laid]:
        view = self._view
        paras: list[Laid] = [*feed.asked(view)] if view.ask.asked else []
        paras.append(heading("The answers"))
        for response in view.responses:
            paras += self._response(response)
        paras.append(Para(line(f"{view.ask.left} left to ask the people", MUTED), gap=1))
        paras += [Para(line(happenings.open_promise(each))) for each in view.promises]
        return [*paras, Para(line(""))]

    def _response(self, response: ResponseView) -> list[Laid]:
        letter = chr(ord("A") + response.number - 1)
        state = "" if response.open else f"  locked{': ' + one_line(response.needs) if response.needs else ''}"
        paras = [
            Para(
                Content.assemble(line(response.title, "bold"), (state, DOWN)),
                Content.styled(f"{letter}  ", f"bold {ACCENT}"),
            )
        ]
        return [*paras, Impacts(response, indent=3), *(replace(each, indent=3) for each in ahead(response))]

    def action_turn(self, pages: int) -> None:
        """Scroll."""
        scroll(self, self.query_one("#page", VerticalScroll), pages)
