"""A game where its rules are, as whoever holds them steers it. Screens sit at a `chasm_game.session.seat`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from chasm_game.views.consequences import ConsequencesView
    from chasm_game.views.debrief import DebriefView
    from chasm_game.views.intro import IntroView
    from chasm_game.views.review import ReviewView
    from chasm_game.views.round import Phase, RoundView

__all__ = ["Play"]


class Play(Protocol):
    """A game as its player may see and steer it, in the same breath. What is done is on disk before it returns.

    A call that the phase or the rules do not allow raises `ChasmError` and changes nothing.
    """

    @property
    def intro(self) -> IntroView:
        """What is played."""
        ...

    @property
    def phase(self) -> Phase:
        """Where the game stands."""
        ...

    def submit_beliefs(self, points: Mapping[str, float] | None, ways: Mapping[str, float] | None = None) -> None:
        """Hand in the belief sheet: points by stakeholder id, any positive sum; ways by axis, -1 to 1.

        None passes a page over.
        """
        ...

    def round(self) -> RoundView:
        """The round that waits for a decision."""
        ...

    def ask(self, leader: str | None = None) -> RoundView:
        """Ask the people, with a leader if wished (an id); the round as it is seen from then on."""
        ...

    def decide(
        self,
        response: str,
        *,
        prediction: tuple[str, int] | None = None,
        reason: str = "",
        seconds: float | None = None,
    ) -> ConsequencesView:
        """Take a response, with who is predicted to lose most (id or `nobody`, confidence 20 to 100) and why."""
        ...

    def rewind(self) -> None:
        """In practice only: take the last decision (or ask) back."""
        ...

    def consequences(self) -> tuple[ConsequencesView, ...]:
        """The rounds played so far, the last one last."""
        ...

    def debrief(self) -> DebriefView:
        """Everything, once it is over."""
        ...

    def reviewing(self) -> Callable[[], ReviewView]:
        """What tells, once it is over, what each decision of the game as it is now was worth.

        It takes moments to seconds: call it beside the screen; the game may be taken back meanwhile. Raises
        `ChasmError` where it is not over; what is returned does where the scenario has more playthroughs than can be
        played.
        """
        ...

    def export(self, folder: str) -> tuple[str, ...]:
        """Write the debrief to files in a folder: text, charts, data. Returns their paths; takes as long as a review.

        Raises `ChasmError` where a file of that name is there already, or the folder cannot be written to.
        """
        ...

    def close(self) -> None:
        """Let go of the save. `intro` can still be asked for, and tells whether the file has everything."""
        ...
