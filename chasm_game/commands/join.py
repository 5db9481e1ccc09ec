"""`chasm join`."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from chasm_game.commands.play import WrongUse
from chasm_game.commands.screen import crashed, keeper, run_screen
from chasm_game.errors import ChasmError
from chasm_game.grammar import ended
from chasm_game.streams import needs_plain, talks_to_nobody
from chasm_game.text import shown

if TYPE_CHECKING:
    from chasm_game.live.address import Address
    from chasm_game.live.kept_seat import KeptSeat, KeptSeats
    from chasm_game.live.seat import LiveSeat

__all__ = ["JoinOptions", "join"]


@Parameter(name="*")
@dataclass(frozen=True)
class JoinOptions:
    """How a terminal joins a room."""

    team: str = ""
    """The team to sit in, by its name; where the room lets people open teams, a new name opens one."""
    pin: str = ""
    """With --team: back to the seat that has this PIN, from another device."""
    plain: Annotated[bool, Parameter(negative="")] = False
    """Line by line, for screen readers, dumb terminals and pipes."""


def join(address: str | None = None, /, *, options: JoinOptions | None = None) -> None:
    """Join a live room from a terminal: the whole game, in a team, with the others.

    A terminal that was closed or killed comes back to its seat with the same command.

    Example: chasm join 192.168.0.7:8200/bafokile

    Parameters
    ----------
    address
        What stands below the QR code. Without it you are asked.
    """
    from chasm_game.live.address import address_of
    from chasm_game.live.kept_seat import KeptSeats
    from chasm_game.paths import seats_folder

    options = options or JoinOptions()
    if options.pin and not options.team:
        raise WrongUse("--pin is for coming back: say which team too, with --team NAME")
    found, room = address_of(address if address is not None else _asked_address())
    kept = KeptSeats(seats_folder())
    seat, opened = _sat_down(found, room, kept, options)
    if options.plain or needs_plain():
        _in_plain(opened)
    else:
        _on_screen(opened)
    _tell_end(seat, opened, kept)


def _asked_address() -> str:
    from chasm_game.plain.terminal import listens, next_line, tell

    if not listens():
        raise WrongUse("say which room: chasm join ADDRESS, as it stands below the QR code")
    tell("The address of the room, as it stands below the QR code:")
    line = next_line()
    if not line:
        raise WrongUse("say which room: chasm join ADDRESS, as it stands below the QR code")
    return line


def _sat_down(found: Address, room: str, kept: KeptSeats, options: JoinOptions) -> tuple[KeptSeat, LiveSeat]:
    """The own seat where there is one, else a new one."""
    from chasm_game.live.door import Door
    from chasm_game.live.host_messages import Refused
    from chasm_game.live.seat import LiveSeat
    from chasm_game.plain.terminal import next_line, tell

    before = kept.found(room, found.root)
    if before is not None and before.token and not options.pin:
        try:
            return before, LiveSeat.open(found, before.token)
        except Refused as error:
            if error.status != 401:
                raise
            kept.forget(before.room)  # closed, taken out, or taken over: it is asked for anew
            if error.taken:
                # Not at once into a team: somebody who wants the own seat back would become a second person.
                tell(ended(str(error)))
                options = JoinOptions()
    seat = Door(found, kept, next_line, tell).entered(room, team=options.team, pin=options.pin)
    tell(f"Your seat is {seat.code}, its PIN {seat.pin}: with that you come back from any other device.")
    return seat, LiveSeat.open(found, seat.token)


def _in_plain(seat: LiveSeat) -> None:
    from chasm_game.live.views import LiveStage
    from chasm_game.plain.patience import SeatOver
    from chasm_game.plain.terminal import play_plain, tell

    talks_to_nobody()  # what is told is lost on a closed stream; what is decided is not
    try:
        play_plain(seat, keeper(), shared=True)
    except SeatOver as over:
        if seat.person.stage is LiveStage.CLOSED:  # else it is why the program ends, and said once
            tell(str(over))
    except (ChasmError, BrokenPipeError):
        raise
    except Exception as fault:  # noqa: BLE001  (whatever it is, a player sees one line, and not a traceback)
        raise crashed(fault, _way_back(seat)) from None
    finally:
        seat.close()


def _on_screen(seat: LiveSeat) -> None:
    from chasm_game.tui.live_app import LiveApp

    app = LiveApp(seat=seat, keeper=keeper())

    def left() -> str:
        app.let_go()
        seat.close()
        return _way_back(seat)

    run_screen(app, left)


def _way_back(seat: LiveSeat) -> str:
    return f"Your seat is kept: the same command, or PIN {seat.person.pin}, comes back to it."


def _tell_end(seat: KeptSeat, opened: LiveSeat, kept: KeptSeats) -> None:
    """What a person needs afterwards; a seat that is over is forgotten here too."""
    from chasm_game.live.views import LiveStage

    person, state = opened.person, opened.state
    if person.page:
        print(f"Your team's own page: {shown(seat.root + person.page)}", file=sys.stderr)
    if person.stage is LiveStage.CLOSED or state.over:
        if not opened.is_taken:  # that is said once more to whoever comes again, before a new seat is offered
            kept.forget(seat.room)
        if state.over and person.stage is not LiveStage.CLOSED:
            raise ChasmError(state.over.rstrip("."))
    else:
        print(_way_back(opened), file=sys.stderr)
