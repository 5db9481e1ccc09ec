"""A room as a screen sees it: what its facilitator may see and do, wherever the room itself is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from chasm_game.debrief.page import PageView
    from chasm_game.session.room.round_views import TeamFollowed
    from chasm_game.session.room.views import RoomLine, RoomStage, RoomView, TeamSheet, TimerView
    from chasm_game.views.round import RoundView

__all__ = ["RoomDoorPort", "RoomPort"]


class RoomPort(Protocol):
    """A room with its teams; teams go by their number, 1 for the first.

    Everything done is on disk before it returns. A call that cannot be done now raises `ChasmError` and changes
    nothing.

    Calls may take a while, as long as a disk or a connection takes; a screen never makes one in its own thread.
    """

    @property
    def torn(self) -> bool:
        """Whether the last line of the journal was cut off and dropped when the room was opened again."""
        ...

    @property
    def notice(self) -> str:
        """What has to be said of the room's files: they had to be written anew elsewhere. Empty mostly."""
        ...

    @property
    def lost(self) -> str:
        """Why its files do not hold what was done, once the room was closed. Empty where they do."""
        ...

    @property
    def stage(self) -> RoomStage:
        """Where the room stands."""
        ...

    @property
    def timer(self) -> TimerView:
        """The time that is left."""
        ...

    def view(self) -> RoomView:
        """Everything that the projector may show now."""
        ...

    def page_of(self, team: int) -> RoundView:
        """What one team sees of its own company, and heard if it asked."""
        ...

    def followed(self, team: int) -> TeamFollowed:
        """What followed for a team in the round that is shown, once that was opened."""
        ...

    def add_team(self, name: str) -> int:
        """A team joins; its number."""
        ...

    def drop_team(self, team: int) -> None:
        """A name that was entered by mistake; only before the game begins."""
        ...

    def rename(self, team: int, name: str) -> None:
        """Another name for a team, from here on."""
        ...

    def remove(self, team: int) -> None:
        """Take a team out after the beginning; it can be taken back."""
        ...

    def restore(self, team: int) -> None:
        """Take back a team that was taken out, with the default for what it missed."""
        ...

    def begin(self) -> None:
        """The teams are there: each gets its save."""
        ...

    def believe(self, team: int, points: Mapping[str, float] | None, ways: Mapping[str, float] | None = None) -> None:
        """A team's belief sheet: points by stakeholder id, any positive sum; ways by axis, -1 to 1.

        The last one counts; without points it is taken back.
        """
        ...

    def sheets(self) -> Sequence[TeamSheet]:
        """What every team handed in for the sheets that are asked for now, to be checked."""
        ...

    def choose(self, team: int, letter: str) -> None:
        """A team's letter, until the reveal; the last one counts."""
        ...

    def clear(self, team: int) -> None:
        """Take a team's letter back, and its absence."""
        ...

    def mark_absent(self, team: int, absent: bool = True) -> None:
        """Nobody is there to decide: at the reveal the default is taken."""
        ...

    def predict(self, team: int, who: str | None, confidence: int = 60) -> None:
        """Who a team thinks will lose most (id, `nobody`, None to take it back), 20 to 100 per cent sure."""
        ...

    def explain(self, team: int, reason: str) -> None:
        """Why, in a sentence of at most 2,000 characters."""
        ...

    def dissent(self, team: int, case: str) -> None:
        """The best case for another answer, in a sentence of at most 2,000 characters."""
        ...

    def ask(self, team: int, leader: str | None = None) -> None:
        """A team asks the people, with a leader if wished (an id): paid at once, and it stands."""
        ...

    def reveal(self) -> None:
        """Fix the choices of the round."""
        ...

    def correct(self, team: int, letter: str) -> bool:
        """What a team took in the round that was revealed last, where another letter was typed; until the next reveal.

        Whether what it handed in for the round that waits is asked for again.
        """
        ...

    def open_team(self, team: int) -> None:
        """Show what followed for a team that is in the round."""
        ...

    def open_all(self) -> None:
        """Show what followed for every team."""
        ...

    def go_on(self) -> None:
        """On from the belief sheets, or from a round that was talked about."""
        ...

    def show_scores(self) -> None:
        """The scores, at the end."""
        ...

    def talk(self) -> Sequence[Sequence[PageView]]:
        """At the end: the material behind each of the five questions; nothing of scores before they are shown."""
        ...

    def run_timer(self, running: bool) -> None:
        """Start or pause."""
        ...

    def add_minute(self) -> None:
        """One minute more."""
        ...

    def tick(self) -> None:
        """To be called now and then while the timer runs."""
        ...

    def close(self) -> None:
        """Let go of every file."""
        ...


class RoomDoorPort(Protocol):
    """The ways into a room. Every call may raise `ChasmError`."""

    def left(self) -> Sequence[RoomLine]:
        """Rooms of the same story that were left before their end, the latest first."""
        ...

    def new(self) -> RoomPort:
        """A new room."""
        ...

    def resume(self, folder: str) -> RoomPort:
        """A room that was left."""
        ...
