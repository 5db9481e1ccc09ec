"""What a device is sent: a view as JSON or as a page's middle part, and a stamp that is another where the view is."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol
from uuid import uuid4

from chasm_game.live import html
from chasm_game.live.refusals import NoSeat
from chasm_game.session.wire import to_wire

if TYPE_CHECKING:
    from chasm_game.live.hosted import Hosted
    from chasm_game.live.lead_views import PresenterView, ProjectorView
    from chasm_game.live.views import PersonView

__all__ = ["BOARD", "PersonSight", "PersonSights", "PresenterSight", "ProjectorSight", "Sight", "new_key"]

BOARD, LEAD = "board", "lead"
"""Who looks that has no seat."""
_NO_GAME = b'"game":null'
_KEY_HERE, _CLOCK_HERE = uuid4().hex, uuid4().hex
"""Where a page that is kept has its key and its time. Nobody outside of this process can write them into a text."""


def new_key() -> str:
    """What a page calls the next thing that is handed in from it."""
    return uuid4().hex


class Sight(Protocol):
    """What one kind of device sees, as it is now."""

    @property
    def version(self) -> int:
        """Of two states the larger is newer."""
        ...

    @property
    def who(self) -> str:
        """A seat's code, or what else is looked at."""
        ...

    @property
    def team(self) -> int:
        """The team of whose people it is; 0: something of all teams is in it."""
        ...

    @property
    def pause(self) -> float:
        """Seconds between two of them, at least."""
        ...

    @property
    def stamp(self) -> object:
        """Equal where nothing else is to be seen."""
        ...

    def json(self) -> bytes:
        """The view."""
        ...

    def main(self) -> str:
        """The middle part of its page."""
        ...


class PersonSight:
    """A person's. The game in it is made into JSON once for a team; the page once, for whoever looks again."""

    def __init__(self, hosted: Hosted, seat: str) -> None:
        self.view: PersonView = hosted.person_view(seat)
        self._main = ""
        self._game = hosted.game_json(self.view.team.id)
        timeless = replace(self.view, version=0, game=None, time_left=None)
        self.stamp: object = (to_wire(timeless), self._game, hosted.timed, hosted.touched.get(seat))
        self.version = self.view.version
        self.who, self.team, self.pause = seat, self.view.team.id, 0.0

    def json(self) -> bytes:
        """The view."""
        # Inside of a text every quotation mark has a backslash before it, so this stands nowhere else.
        return to_wire(replace(self.view, game=None)).replace(_NO_GAME, b'"game":' + self._game, 1)

    def main(self) -> str:
        """The middle part of its page, with a key and the time of this moment."""
        self._main = self._main or html.person_main(self.view, key=_KEY_HERE, clock=_CLOCK_HERE)
        return self._main.replace(_KEY_HERE, new_key()).replace(_CLOCK_HERE, html.clock_of(self.view))

    def page(self) -> str:
        """All of it."""
        return html.person_frame(self.view, self.main())

    def at(self, time_left: float | None) -> PersonSight:
        """The same with this time left."""
        self.view = replace(self.view, time_left=time_left)
        return self


class PersonSights:
    """Those of all people: each is made again only when there may be something else to see from its seat.

    A hundred phones look again and again while nothing happens, and one vote is seen by one team alone.
    """

    def __init__(self, hosted: Hosted) -> None:
        self._hosted = hosted
        self._kept: dict[str, tuple[object, PersonSight]] = {}

    def of(self, seat: str) -> PersonSight:
        """What is to be seen from a seat. Raises `NoSeat`, and keeps nothing of one that is gone."""
        try:
            at = self._hosted.seen_from(seat)
        except NoSeat:
            self._kept.pop(seat, None)
            raise
        kept = self._kept.get(seat)
        if kept is None or kept[0] != at:
            kept = self._kept[seat] = (at, PersonSight(self._hosted, seat))
        return kept[1].at(self._hosted.time_left)


class ProjectorSight:
    """What is projected. While it is frozen, its bytes are those of when it was."""

    def __init__(self, hosted: Hosted) -> None:
        self.view: ProjectorView = hosted.projector_view()
        self._frozen = hosted.people.board.encode("utf-8")
        timeless = replace(self.view, version=0, time_left=None)
        self.stamp: object = self._frozen or (to_wire(timeless), hosted.timed)
        self.version = self.view.version
        self.who, self.team, self.pause = BOARD, 0, 0.2

    def json(self) -> bytes:
        """The view."""
        return self._frozen or to_wire(self.view)

    def main(self) -> str:
        """The middle part of its page."""
        return html.projector_main(self.view)


class PresenterSight:
    """That of whoever leads the room: every change is one."""

    def __init__(self, hosted: Hosted) -> None:
        self.view: PresenterView = hosted.presenter_view()
        self.stamp: object = self.view.version
        self.version = self.view.version
        self.who, self.team, self.pause = LEAD, 0, 0.2

    def json(self) -> bytes:
        """The view."""
        return to_wire(self.view)

    def main(self) -> str:
        """The middle part of its page."""
        return html.presenter_main(self.view, key=new_key())


def state(sight: Sight, *, as_html: bool) -> bytes:
    """The whole state on one line, as it goes to a page or to a program."""
    if as_html:
        return json.dumps({"version": sight.version, "html": sight.main()}, ensure_ascii=False).encode("utf-8")
    return b'{"version":%d,"view":%b}' % (sight.version, sight.json())
