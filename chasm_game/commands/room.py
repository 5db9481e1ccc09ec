"""`chasm room`."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from chasm_game.commands.options import RESUME_ALONE, Difficulty, FilePath
from chasm_game.commands.play import WrongUse
from chasm_game.commands.room_debrief import write_room_debrief
from chasm_game.commands.screen import keeper, run_screen
from chasm_game.file_facts import kind_of
from chasm_game.limits import WRITTEN, check_minutes, check_seed
from chasm_game.streams import needs_plain
from chasm_game.text import shown

if TYPE_CHECKING:
    from chasm_game.session.room.listing import RoomDoor
    from chasm_game.session.room.port import RoomPort

__all__ = ["RoomOptions", "room", "team_names"]

FOUND_PROBLEMS = 1


@Parameter(name="*")
@dataclass(frozen=True)
class RoomOptions:
    """How a room is set up."""

    teams: int | None = None
    """So many teams, named Team 1, Team 2 and so on; 1 to 40."""
    team: Annotated[tuple[str, ...], Parameter(negative="")] = ()
    """The name of a team; give it again and again. Names can also be typed on the screen."""
    seed: int = 1
    """The luck of the game, 0 to 2^53-1; the same for every team."""
    difficulty: Difficulty = "written"
    """How hard the game is, for every team; as written is as the story's file says."""
    minutes: int = 5
    """On the timer at the start of each round, 1 to 60."""
    labels: Literal["always", "after", "debrief"] | None = None
    """When old and new are shown: before a choice, after it, or (as usual) at the end.

    Never before the story wants it; a room that is resumed keeps what it has unless this is given."""
    roles: bool | None = None
    """Name in each round, by seats, who speaks for a team and who makes the best case for another answer.

    The usual is in the settings (`roles`, on); a room that is resumed keeps what it has unless this is given."""
    notes: Annotated[bool, Parameter(negative="")] = False
    """Print the run sheet (rounds, answers, the author's notes, what to talk about), and end."""
    paper: FilePath | None = None
    """Write the run sheet, a sheet for each team to fill in and cards with letters into this folder, and end."""
    presenter: Annotated[bool, Parameter(negative="")] = False
    """With --resume, on a second terminal: the author's notes and what was handed in, while the room is open."""
    plain: Annotated[bool, Parameter(negative="")] = False
    """Line by line, for a facilitator who listens, a bad line, or a script; ? tells what can be typed."""
    forget: str | None = None
    """With --resume: take a team's name and reasons, or a person's name, out of the room's files; asks, and ends."""
    yes: Annotated[bool, Parameter(negative="")] = False
    """With --forget: do not ask."""
    resume: FilePath | None = None
    """Go on with this room: the folder that keeps it."""
    story: FilePath | None = None
    """A folder with scenarios to look in first."""
    saves: FilePath | None = None
    """The folder for saves; the room gets a folder of its own in it."""


def room(scenario: str | None = None, /, *, options: RoomOptions | None = None) -> None:
    """Run a session for a room on one laptop: project the screen, and type each team's letter.

    Everything typed is on disk at once. A room of the same story that was left is offered to go on with.

    Example: chasm room broken-guitar --notes
    Example: chasm room broken-guitar --teams 10

    Parameters
    ----------
    scenario
        An id of the library (`chasm list` shows them) or a file.
    """
    options = options or RoomOptions()
    if options.notes or options.paper is not None:
        _prepare(scenario, options)
    elif options.presenter or options.forget is not None:
        _beside(scenario, options)
    else:
        _run(scenario, options)


def _beside(scenario: str | None, options: RoomOptions) -> None:
    """What is done with a room without entering it."""
    beside = "--presenter" if options.forget is None else "--forget NAME"
    if options.resume is None or scenario is not None:
        raise WrongUse(f"say which room: chasm room --resume FOLDER {beside}")
    if options.forget is None:
        from chasm_game.commands.presenter import present

        present(options.resume)
    else:
        from chasm_game.commands.forget import forget_in_room

        forget_in_room(options.resume, options.forget, yes=options.yes)


def _run(scenario: str | None, options: RoomOptions) -> None:
    kept = keeper()
    door = _door(scenario, options, roles=kept.settings.roles if options.roles is None else options.roles)
    if options.plain:
        from chasm_game.commands.plain_room import run_plain_room

        if kept.complaint:
            print(f"chasm: {shown(kept.complaint)}", file=sys.stderr)
        run_plain_room(door)
        return
    if needs_plain():
        raise WrongUse(
            "a room needs a terminal for its screen; start it in a terminal window, or line by line with --plain"
        )
    from chasm_game.tui.room_app import RoomApp

    room = door.entered()
    app = RoomApp(door, room, write_room_debrief)
    app.adopt(kept)

    def saved() -> str:
        # First: what was typed last may still be on its way to the disk.
        app.let_go()
        if app.room is not None:
            _tell_where(app.room)
        return ""

    run_screen(app, saved)
    if app.room is not None and app.room.lost:
        sys.exit(FOUND_PROBLEMS)


def _prepare(scenario: str | None, options: RoomOptions) -> None:
    """The evening before: the run sheet in plain sentences, and everything that a session wants on paper."""
    if options.resume is not None or scenario is None:
        raise WrongUse("say of which story: chasm room broken-guitar --notes")
    from chasm_game.scenario.difficulty import at_difficulty
    from chasm_game.scenario.library import Library
    from chasm_game.views.run_sheet_builder import run_sheet

    sheet = run_sheet(at_difficulty(Library(options.story).find(scenario), options.difficulty))
    if options.paper is not None:
        from chasm_game.pages import write_session_papers

        roles = keeper().settings.roles if options.roles is None else options.roles
        written = write_session_papers(options.paper, sheet, roles=roles)
        print(f"{', '.join(path.name for path in written)}: in {shown(str(options.paper))}", file=sys.stderr)
    if options.notes:
        from chasm_game.plain.run_sheet import run_sheet_paragraphs

        print("\n\n".join(run_sheet_paragraphs(sheet)))


def _door(scenario: str | None, options: RoomOptions, *, roles: bool) -> RoomDoor:
    from chasm_game.paths import saves_folder
    from chasm_game.scenario.difficulty import at_difficulty
    from chasm_game.scenario.library import Library
    from chasm_game.session.room.listing import RoomDoor

    saves = saves_folder(options.saves)
    if options.resume is not None:
        if scenario is not None or options.team or options.teams is not None or options.difficulty != WRITTEN:
            raise WrongUse(RESUME_ALONE)
        return RoomDoor(saves, folder=options.resume, labels=options.labels, roles=options.roles)
    if scenario is None:
        raise WrongUse("say what to play: `chasm list` shows the library, `chasm room broken-guitar --teams 10` plays")
    check_seed(options.seed, WrongUse)
    check_minutes(options.minutes, WrongUse)
    found = at_difficulty(Library(options.story).find(scenario), options.difficulty)
    names = team_names(options.team, options.teams)
    return RoomDoor(saves, found, options.seed, options.minutes, names, labels=options.labels, roles=roles)


def team_names(given: tuple[str, ...], numbered: int | None) -> tuple[str, ...]:
    """The names of a room's teams: those that were given, or so many numbered ones. Raises `WrongUse`."""
    from chasm_game.errors import ChasmError
    from chasm_game.journal.room_actions import MAX_TEAMS
    from chasm_game.session.room.seats import room_name

    if given and numbered is not None:
        raise WrongUse("name the teams with --team, or number them with --teams, not both")
    count = numbered if numbered is not None else len(given)
    if not (numbered is None or numbered >= 1) or count > MAX_TEAMS:
        raise WrongUse(f"a room holds 1 to {MAX_TEAMS} teams, not {count}")
    if numbered is not None:
        return tuple(f"Team {n}" for n in range(1, count + 1))
    names: list[str] = []
    for name in given:
        try:
            names.append(room_name(name, names))
        except ChasmError as error:
            raise WrongUse(str(error)) from None
    return tuple(names)


def _tell_where(room: RoomPort) -> None:
    import shlex

    folder = Path(room.view().folder)
    if problem := room.lost or room.notice:
        print(f"chasm: {shown(problem)}", file=sys.stderr)
    if not room.lost and kind_of(folder):
        print(f"The room is kept in {shown(str(folder))}", file=sys.stderr)
        place = shown(shlex.quote(str(folder)))
        print(f"Go on with it: chasm room --resume {place}", file=sys.stderr)
        print(f"Teams side by side: chasm compare {place}", file=sys.stderr)
