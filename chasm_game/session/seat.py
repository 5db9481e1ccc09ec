"""The one interface between a screen and a game: a seat, which answers at once, after a while, or not for now.

What is seen comes whole, as a `SeatView`; what is done goes as a request. No call of a seat blocks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from chasm_game.errors import ChasmError
from chasm_game.views.round import Phase

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from concurrent.futures import Future

    from chasm_game.views.review import ReviewView
    from chasm_game.views.seat import SeatView

__all__ = [
    "AskRequest",
    "ChangeRequest",
    "ChoiceRequest",
    "Passed",
    "PenRequest",
    "Request",
    "RewindRequest",
    "Seat",
    "SeatState",
    "SheetRequest",
    "waiting_sentence",
]


class Passed(ChasmError):
    """What was handed in belongs to a round or sheet that is over: somebody else, or time, has gone on."""


@dataclass(frozen=True, slots=True)
class SheetRequest:
    """Hand in the belief sheet, or pass it over."""

    when: Literal["before", "after"]
    points: Mapping[str, float] | None
    """The first page, by stakeholder id, any positive sum; None where it is passed over."""
    ways: Mapping[str, float] | None = None
    """The second page, by axis, -1 to 1; None where it is passed over."""
    kind: Literal["sheet"] = "sheet"


@dataclass(frozen=True, slots=True)
class AskRequest:
    """Ask the people, alone or with one of the leaders."""

    round: str
    leader: str | None = None
    """The id of the leader who comes along."""
    kind: Literal["ask"] = "ask"


@dataclass(frozen=True, slots=True)
class ChoiceRequest:
    """Take a response. A round is decided once: a second choice for it is refused."""

    round: str
    response: str
    prediction: tuple[str, int] | None = None
    """Who will lose most (id or `nobody`), and how sure, 20 to 100 per cent."""
    reason: str = ""
    seconds: float | None = None
    """How long it took."""
    kind: Literal["choice"] = "choice"


@dataclass(frozen=True, slots=True)
class RewindRequest:
    """In practice only: take the last decision (or ask) back."""

    kind: Literal["rewind"] = "rewind"


@dataclass(frozen=True, slots=True)
class PenRequest:
    """Where several people sit in one team: from now on this seat hands in the team's answer."""

    round: str
    kind: Literal["pen"] = "pen"


@dataclass(frozen=True, slots=True)
class ChangeRequest:
    """Where what was handed in does not count yet: choose once more. It stands until something else is handed in."""

    round: str
    kind: Literal["change"] = "change"


Request = SheetRequest | AskRequest | ChoiceRequest | RewindRequest | PenRequest | ChangeRequest
"""What a player can hand in."""


@dataclass(frozen=True, slots=True)
class SeatState:
    """How it stands at a seat: what was seen last, and whether there is more to come."""

    view: SeatView
    pending: Request | None = None
    """What was handed in and is not answered yet."""
    lost: str = ""
    """Why nothing is heard from where the game is, as a clause; empty while something is."""
    words: str = ""
    """What has to be said of what can be decided here, or of what is waited for, in sentences; empty mostly."""
    votes: bool = False
    """Whether what is chosen here is a vote, and the team's answer is handed in by somebody else, or later."""
    can_take_pen: bool = False
    """Whether this seat may take over handing in the team's answer."""
    can_change: bool = False
    """Whether what was handed in here may be chosen anew, for it does not count yet."""
    over: str = ""
    """Why this seat is over, as a sentence: nothing more comes. Empty while it is not."""
    time_left: float | None = None
    """Seconds that a room leaves for what is decided here; None where nobody gives a time."""
    time_runs: bool = False

    @property
    def busy(self) -> bool:
        """Whether nothing can be handed in now, because something was."""
        return self.pending is not None or self.view.phase is Phase.WAITING or bool(self.over)


def waiting_sentence(state: SeatState) -> str:
    """What is waited for, or what is decided here, in a sentence or two; empty where nothing has to be said."""
    handed_in = state.pending is not None or state.view.phase is Phase.WAITING
    if state.over:
        return state.over
    if state.lost:
        kept = "What you handed in goes on its way when it is back. " if state.pending is not None else ""
        return f"The connection to the game is lost: {state.lost}. {kept}It is tried again and again."
    if state.words and state.pending is None:
        return state.words
    if not handed_in:
        return ""
    return f"Handed in. Waiting for {state.view.waiting_for or 'the answer'}."


class Seat(Protocol):
    """A game as its player may see and steer it, wherever its rules are. No call blocks.

    A seat that is played from afar finds its connection again by itself; `state` says when it is lost.
    """

    @property
    def state(self) -> SeatState:
        """How it stands now. After `close` it still tells what was seen last, and what became of the save."""
        ...

    def watch(self, heard: Callable[[], None] | None) -> None:
        """Call this after every change of `state`, from any thread; None: nobody any more."""
        ...

    def hand_in(self, request: Request) -> Future[None]:
        """Hand something in. What came of it is in `state`, now or later.

        The result comes once it was taken: then it is on disk, and nothing that happens here can lose it. It is
        `Passed` where it came too late, and another `ChasmError` where it cannot be done or something else is on
        its way; then nothing has changed. It is cancelled where the seat is closed before.
        """
        ...

    def review(self) -> Future[ReviewView]:
        """What each decision was worth, once it is over. Takes moments to seconds.

        `ChasmError` where the scenario has more playthroughs than can be played.
        """
        ...

    def export(self, folder: str) -> Future[tuple[str, ...]]:
        """Write the debrief to files in a folder: text, charts, data. Their paths; takes as long as a review.

        `ChasmError` where a file of that name is there already, or the folder cannot be written to.
        """
        ...

    def try_again(self) -> None:
        """Look for a lost connection now, and not only after a while."""
        ...

    def close(self) -> None:
        """Leave: let go of the save or the connection. What was handed in here is still written."""
        ...
