"""`chasm host`."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from chasm_game.commands.options import RESUME_ALONE, Difficulty, FilePath
from chasm_game.commands.play import WrongUse
from chasm_game.file_facts import kind_of
from chasm_game.limits import WRITTEN, check_minutes, check_seed

if TYPE_CHECKING:
    from pathlib import Path

    from chasm_game.live.hosted import Hosted
    from chasm_game.live.lead_views import DoorsView

__all__ = ["HostOptions", "host"]

_Flag = Parameter(negative="")


@Parameter(name="*")
@dataclass(frozen=True)
class HostOptions:
    """How a live room is set up."""

    teams: int | None = None
    """So many teams, named Team 1, Team 2 and so on; 1 to 40."""
    team: Annotated[tuple[str, ...], Parameter(negative="")] = ()
    """The name of a team; give it again and again."""
    people: int | None = None
    """So many people may come in, 1 to 400; as many as want to, unless this is given."""
    address: str = ""
    """The address that the board shows, where the first one found is not the right one."""
    port: int | None = None
    """Where to listen; the first free one from 8200 on, unless this is given."""
    public: str = ""
    """The address under which a tunnel or proxy brings people in from elsewhere, such as https://play.example.org"""
    wifi: str = ""
    """The name of the Wi-Fi that people have to be in: the board shows it, with a QR code that brings a phone there."""
    wifi_password: str = ""
    """Its password, for that code; without it the Wi-Fi is an open one. It is kept nowhere."""
    seed: int = 1
    """The luck of the game, 0 to 2^53-1; the same for every team."""
    difficulty: Difficulty = "written"
    """How hard the game is, for every team; as written is as the story's file says."""
    minutes: int = 5
    """On the timer at the start of each round, 1 to 60."""
    labels: Literal["always", "after", "debrief"] | None = None
    """When old and new are shown: before a choice, after it, or (as usual) at the end.

    Never before the story wants it; a room that is resumed keeps what it has unless this is given."""
    resume: FilePath | None = None
    """Go on with this room: the folder that keeps it. Every phone comes back by itself."""
    check: Annotated[bool, _Flag] = False
    """Try whether phones reach this machine, and end; nothing is played and nothing is kept."""
    story: FilePath | None = None
    """A folder with scenarios to look in first."""
    saves: FilePath | None = None
    """The folder for saves; the room gets a folder of its own in it."""


def host(scenario: str | None = None, /, *, options: HostOptions | None = None) -> None:
    """Run a live session: everybody plays on a phone, in a browser or with `chasm join`, in teams.

    Project the board; the presenter's window is yours alone. Everything is on disk at once. Ctrl+C ends the host, and
    --resume goes on.

    Example: chasm host broken-guitar --teams 6
    Example: chasm host broken-guitar --teams 6 --check

    Parameters
    ----------
    scenario
        An id of the library (`chasm list` shows them) or a file.
    """
    options = options or HostOptions()
    _check(scenario, options)
    if options.check:
        from chasm_game.commands.host_check import check_doors

        check_doors(options.port, options.address, options.public)
        return
    from chasm_game.commands.hosting import run_host
    from chasm_game.live.ports import listening

    def doors(code: str, port: int) -> DoorsView:
        from chasm_game.live.doors import doors_view

        return doors_view(code, port, options.address, options.public, options.wifi, options.wifi_password)

    # First the door: a room that nobody can come into is not begun.
    with listening(options.port, _port_before(options)) as door:
        run_host(_hosted(scenario, options), door, doors, public=options.public, called=options.address)


def _port_before(options: HostOptions) -> int | None:
    """Where a room that is resumed was, for there its phones look for it; None where nobody knows."""
    from chasm_game.journal.people_journal import PEOPLE_FILE, read_people

    if options.resume is None or kind_of(options.resume / PEOPLE_FILE) != "file":
        return None
    return read_people(options.resume).state.port or None


def _check(scenario: str | None, options: HostOptions) -> None:
    if options.port is not None and not 1 <= options.port <= 65_535:
        raise WrongUse(f"a port is 1 to 65535, not {options.port}")
    if options.public and not options.public.startswith(("http://", "https://")):
        raise WrongUse("--public takes a whole address, such as https://play.example.org")
    if options.wifi_password and not options.wifi:
        raise WrongUse("--wifi-password belongs to a Wi-Fi: give its name with --wifi")
    if options.check:
        return
    if options.resume is not None:
        if scenario is not None or options.team or options.teams is not None or options.difficulty != WRITTEN:
            raise WrongUse(RESUME_ALONE)
        return
    if scenario is None:
        raise WrongUse("say what to play: `chasm list` shows the library, `chasm host broken-guitar --teams 6` plays")
    check_seed(options.seed, WrongUse)
    check_minutes(options.minutes, WrongUse)
    from chasm_game.journal.people_actions import MAX_PEOPLE

    if options.people is not None and not 1 <= options.people <= MAX_PEOPLE:
        raise WrongUse(f"a live room holds 1 to {MAX_PEOPLE} people, not {options.people}")


def _hosted(scenario: str | None, options: HostOptions) -> Hosted:
    from chasm_game.live.hosted import Hosted
    from chasm_game.paths import saves_folder
    from chasm_game.scenario.difficulty import at_difficulty
    from chasm_game.scenario.library import Library
    from chasm_game.session.room.device_room import DeviceRoom

    if options.resume is not None:
        hosted = Hosted.resume(options.resume, labels=options.labels)
        if hosted.people.closed:
            hosted.end()
            print(f"This room is closed; its pages are in {_pages(options.resume)}", file=sys.stderr)
            sys.exit(1)
        return hosted
    assert scenario is not None
    names = _names(options)
    found = at_difficulty(Library(options.story).find(scenario), options.difficulty)
    saves = saves_folder(options.saves)
    labels = options.labels or "debrief"
    # Who speaks is said by the pen: roles that are given out by number would say something else.
    room = DeviceRoom.new(found, saves, seed=options.seed, minutes=options.minutes, labels=labels, roles=False)
    try:
        for name in names:
            room.add_team(name)
        return Hosted.new(room, people=options.people or 0)
    except BaseException:
        room.close()
        raise


def _pages(folder: Path) -> str:
    from chasm_game.journal.room_journal import DEBRIEF_FOLDER
    from chasm_game.text import shown

    return shown(str(folder / DEBRIEF_FOLDER))


def _names(options: HostOptions) -> tuple[str, ...]:
    from chasm_game.commands.room import team_names

    return team_names(options.team, options.teams)
