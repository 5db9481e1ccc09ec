"""The pages of a live room, from views: whole pages, and their middle part alone, which a running page takes in.

They work as plain forms; `live.js` only makes them follow the room by themselves. Text from people and stories is
text: the templates escape everything, and no page holds a script or a style of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from chasm_game.debrief.happenings import COMING_ALONG
from chasm_game.debrief.headings import QUESTIONS
from chasm_game.live.html_words import FILTERS, consequences_of, own_debrief, said_of, sheet_rows, sure_steps
from chasm_game.live.qr import qr_code
from chasm_game.live.views import LiveStage
from chasm_game.pages.paper import environment
from chasm_game.views.marks import MARKS_TOLD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment

    from chasm_game.live.lead_views import PresenterView, ProjectorView
    from chasm_game.live.views import LobbyView, PersonView, TeamTile
    from chasm_game.views.seat import SeatView

__all__ = [
    "clock_of",
    "code_page",
    "door_page",
    "elsewhere_page",
    "person_frame",
    "person_main",
    "person_page",
    "presenter_main",
    "presenter_page",
    "projector_main",
    "projector_page",
    "sentence_page",
]

_TO_WRITE = frozenset({LiveStage.SHEETS_BEFORE, LiveStage.ANSWERS, LiveStage.SHEETS_AFTER})
"""Where a person has something to fill in: there a page without a script is not loaded anew by itself."""

_TELLS_LAST = frozenset({LiveStage.STORY, LiveStage.ANSWERS, LiveStage.REVEALED})
"""Where what followed from a team's last decision is shown, or folded away."""


def code_page(fault: str = "", typed: str = "") -> str:
    """Asks for the join code; `typed` is one that was refused, and is put right more easily than typed anew."""
    return _made("code.html", fault=fault, typed=typed)


def door_page(lobby: LobbyView, *, fault: str = "", key: str, typed: Mapping[str, str] | None = None) -> str:
    """The door: a team to choose, a new one, or the way back to a seat. `key` is for what is handed in.

    `typed` is what was refused, by field: `team` (its number) and `pin` of the way back, `name` of a new team.
    """
    return _made(
        "door.html", lobby=lobby, fault=fault, key=key, typed={"team": "", "name": "", "pin": "", **(typed or {})}
    )


def elsewhere_page(team: TeamTile, code: str, *, key: str) -> str:
    """For a device whose seat another one has now: that it is so, and the way back. `code` is that of the room."""
    return _made("elsewhere.html", team=team, code=code, key=key)


def sentence_page(title: str, sentence: str) -> str:
    """A page that says one thing."""
    return _made("sentence.html", title=title, sentence=sentence)


def person_page(view: PersonView, *, fault: str = "", key: str) -> str:
    """The page of a person, whole."""
    return person_frame(view, person_main(view, fault=fault, key=key))


def person_frame(view: PersonView, main: str) -> str:
    """The same around a middle part that is there."""
    # Loading a page anew takes away what somebody has half written in it.
    waits = view.stage not in _TO_WRITE or bool(view.waiting_for)
    return _page(view.title, main, refresh=8 if waits else 0)


def clock_of(view: PersonView) -> str:
    """The time that is left, as it stands in a person's page; empty where none runs."""
    return _made("clock.html", view=view) if view.time_up or view.time_left is not None else ""


def person_main(view: PersonView, *, fault: str = "", key: str, clock: str | None = None) -> str:
    """Its middle part. `clock` stands where the time does, for whoever keeps the rest."""
    game, sat_out = view.game, _sat_out(view)
    shared = "" if game is None or sat_out else _shared(_Game(game), view.stage, *_answers_of(view))
    rows = () if view.sheet is None else sheet_rows(view.sheet)
    return _made(
        "person.html",
        view=view,
        clock=clock_of(view) if clock is None else clock,
        fault=fault,
        key=key,
        said=said_of(view),
        rows=rows,
        shared=shared,
        sat_out=sat_out,
    )


def _sat_out(view: PersonView) -> bool:
    """Whether the round that is revealed was not the team's: what followed from an older one is not shown again."""
    played = view.game.rounds if view.game is not None else ()
    return view.stage is LiveStage.REVEALED and (not played or played[-1].id != view.revealed)


@dataclass(frozen=True, eq=False)
class _Game:
    """A game as itself: views hold what has no hash, and are never changed."""

    view: SeatView

    def __eq__(self, other: object) -> bool:
        """Whether it is the very same."""
        return isinstance(other, _Game) and other.view is self.view

    def __hash__(self) -> int:
        """By where it is kept, where it stays as long as somebody holds it."""
        return id(self.view)


def _answers_of(view: PersonView) -> tuple[tuple[tuple[str, str, str], ...], str]:
    """The answers that are read, and the letter that is handed in for the team."""
    return ((), "") if view.round is None else (view.round.letters, view.round.letter)


@lru_cache(maxsize=64)
def _shared(of: _Game, stage: LiveStage, letters: tuple[tuple[str, str, str], ...], letter_in: str) -> str:
    """What all people of a team read alike. Three hundred devices take it in at a reveal, in forty teams or fewer."""
    game, last = of.view, of.view.rounds[-1] if of.view.rounds else None
    return _made(
        "person_shared.html",
        game=game,
        stage=stage,
        letters=letters,
        letter_in=letter_in,
        followed=consequences_of(last, game.rounds) if stage in _TELLS_LAST and last is not None else None,
        debrief=own_debrief(game.debrief) if stage is LiveStage.SCORES and game.debrief is not None else None,
    )


def projector_page(view: ProjectorView) -> str:
    """What is projected, whole."""
    return _page(view.room.title, projector_main(view), kind="wall", refresh=5)


def projector_main(view: ProjectorView) -> str:
    """Its middle part."""
    codes = {"join": qr_code(view.doors.join), "wifi": qr_code(view.doors.wifi_code) if view.doors.wifi_code else ""}
    return _made("projector.html", view=view, codes=codes if view.stage is LiveStage.LOBBY else None)


def presenter_page(view: PresenterView, *, fault: str = "", key: str) -> str:
    """The facilitator's own window, whole."""
    return _page(view.projector.room.title, presenter_main(view, fault=fault, key=key), kind="desk")


def presenter_main(view: PresenterView, *, fault: str = "", key: str) -> str:
    """Its middle part."""
    names = {team.id: team.name for team in view.teams}
    return _made("presenter.html", view=view, fault=fault, key=key, names=names, steps=sure_steps(view))


def _page(title: str, main: str, *, kind: str = "phone", refresh: int = 0) -> str:
    return _made("frame.html", title=title, main=main, kind=kind, refresh=refresh)


def _made(template: str, **values: Any) -> str:
    return _environment().get_template(template).render(stages=LiveStage, **values)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = environment("chasm_game.live", "chasm_game.pages")
    made.filters |= FILTERS
    made.globals |= {"marks_told": MARKS_TOLD, "questions_asked": QUESTIONS, "coming_along": COMING_ALONG}
    return made
