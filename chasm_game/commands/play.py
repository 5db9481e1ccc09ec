"""`chasm` and `chasm play`."""

from __future__ import annotations

import contextlib
import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Literal, cast

from cyclopts import Parameter

from chasm_game.commands.options import Difficulty, FilePath  # noqa: TC001  (read by cyclopts)
from chasm_game.commands.screen import crashed, run_screen
from chasm_game.commands.screen import keeper as settings_keeper
from chasm_game.errors import ChasmError
from chasm_game.limits import WRITTEN, check_seed
from chasm_game.plain.quoting import pasteable
from chasm_game.streams import needs_plain, talks_to_nobody
from chasm_game.text import shown

if TYPE_CHECKING:
    from chasm_game.session.catalog import LocalBackstage
    from chasm_game.session.local import LocalPlay
    from chasm_game.session.local_seat import LocalSeat
    from chasm_game.settings import Keeper

__all__ = ["PlayOptions", "WrongUse", "open_game", "play"]

FOUND_PROBLEMS = 1
_Flag = Parameter(negative="")


class WrongUse(ChasmError):
    """What was asked for makes no sense as it was asked."""

    exit_code = 2


@Parameter(name="*")
@dataclass(frozen=True)
class PlayOptions:
    """How a game is played."""

    team: str = ""
    """A name to play under."""
    seed: int = 1
    """The luck of the game, 0 to 2^53-1; the same for everybody who wants to compare."""
    luck: Literal["new", "week"] | None = None
    """In place of a seed: new luck, or that of this week (ISO, UTC), which is the same for everybody."""
    difficulty: Difficulty = "written"
    """How hard the game is; as written is as the story's file says."""
    resume: FilePath | None = None
    """Go on with this save instead of beginning."""
    practice: Annotated[bool, _Flag] = False
    """Decisions can be taken back and every point is shown; the save says so and is not ranked."""
    quick: Annotated[bool, _Flag] = False
    """Choices only: no belief sheet, predictions or reasons."""
    plain: Annotated[bool, _Flag] = False
    """Line by line, for screen readers, dumb terminals and pipes."""
    story: FilePath | None = None
    """A folder with scenarios to look in first."""
    saves: FilePath | None = None
    """The folder for saves."""


def play(scenario: str | None = None, /, *, options: PlayOptions | None = None) -> None:
    """Play. Without a scenario the game opens at its title.

    In plain mode every line of input is an answer's number or id, or ask, help or quit; the end of input saves.

    Example: chasm play broken-guitar --team Blue

    Parameters
    ----------
    scenario
        An id of the library (`chasm list` shows them) or a file.
    """
    options = options or PlayOptions()
    if options.resume is not None and scenario is not None:
        raise WrongUse("name a scenario or a save to resume, not both")
    if options.resume is not None and options.difficulty != WRITTEN:
        raise WrongUse("a game to resume is as hard as it was begun: give --resume without --difficulty")
    if options.luck is not None:
        options = replace(options, seed=_drawn(options))
    # A dumb terminal or a pipe gets the same game in words, and not an error.
    if options.plain or needs_plain():
        _in_plain(scenario, options)
    else:
        _on_screen(scenario, options)


def _drawn(options: PlayOptions) -> int:
    """The seed of the luck that was asked for by name."""
    from chasm_game.session.again import luck_of_the_week, other_luck

    if options.resume is not None or options.seed != PlayOptions.seed:
        raise WrongUse("--luck is in place of --seed, for a game that is begun: give one of them")
    return luck_of_the_week() if options.luck == "week" else other_luck(options.seed)


def open_game(*, options: PlayOptions | None = None) -> None:
    """Open the game at its title."""
    play(options=options)


def _opened(scenario: str | None, options: PlayOptions, shelves: LocalBackstage) -> LocalSeat:
    if options.resume is not None:
        return shelves.resume(str(options.resume))
    return shelves.seat_at(_begun(scenario, options, shelves.keeper))


def _begun(scenario: str | None, options: PlayOptions, keeper: Keeper) -> LocalPlay:
    from chasm_game.paths import saves_folder
    from chasm_game.scenario.difficulty import at_difficulty
    from chasm_game.scenario.library import Library
    from chasm_game.session.local import LocalPlay

    if scenario is None:
        raise WrongUse("say what to play: `chasm list` shows the library, `chasm play tutorial --plain` plays")
    check_seed(options.seed, WrongUse)
    return LocalPlay.new(
        at_difficulty(Library(options.story).find(scenario), options.difficulty),
        saves_folder(options.saves),
        team=options.team or keeper.settings.played_by,
        seed=options.seed,
        practice=options.practice,
        quick=options.quick,
    )


def _in_plain(scenario: str | None, options: PlayOptions) -> None:
    from chasm_game.plain.terminal import choose_plain, listens, play_plain, tell
    from chasm_game.session.catalog import LocalBackstage

    shelves = LocalBackstage(options.story, options.saves, settings_keeper(), at_once=True)
    if scenario is None and options.resume is None and listens():
        asked, keeper = True, shelves.keeper

        def begin(story: str, hard: str) -> LocalSeat:
            how = replace(options, difficulty=cast("Difficulty", hard)) if hard else options
            return shelves.seat_at(_begun(story, how, keeper))

        chosen = choose_plain(shelves, begin, keeper)
        game = cast("LocalSeat | None", chosen)  # the shelves of this machine have no others
    else:
        asked, game = False, _opened(scenario, options, shelves)
    if game is None:
        return
    talks_to_nobody()  # what is told is lost on a closed stream; what is decided is not
    try:
        if game.torn:
            tell("The last line of this save was cut off when it was written; the decision before it stands.")
        while (wanted := play_plain(game, shelves.keeper, greet=not asked, follows=True)) is not None:
            game.close()
            game, asked = shelves.follow(game.state.view.intro, wanted), True
    except (ChasmError, BrokenPipeError):  # a reader that has had enough is no fault
        raise
    except Exception as fault:  # noqa: BLE001  (whatever it is, a player sees one line, and not a traceback)
        # Closed first, for only then is it known whether the file has everything.
        game.close()
        intro = game.state.view.intro
        raise crashed(fault, _way_back(intro.save) if intro.save else intro.save_notice) from None
    finally:
        game.close()
    if not game.state.view.intro.save:  # it was told
        sys.exit(FOUND_PROBLEMS)


def _on_screen(scenario: str | None, options: PlayOptions) -> None:
    from chasm_game.session.catalog import LocalBackstage
    from chasm_game.tui.app import ChasmApp
    from chasm_game.tui.backstage import Beginning

    keeper = settings_keeper()
    named = scenario is not None or options.resume is not None
    backstage = LocalBackstage(options.story, options.saves, keeper)
    game = _opened(scenario, options, backstage) if named else None
    usual = Beginning(options.team, options.seed, options.practice, options.quick, options.difficulty)
    app = ChasmApp(backstage=backstage, seat=game, keeper=keeper, usual=usual)

    lost = False

    def saved() -> str:
        nonlocal lost
        # Left at the title there is no seat any more; the game that was named on the command line is told of all the
        # same.
        seat = app.seat or game
        app.let_go()
        if seat is None:
            return ""
        intro = seat.state.view.intro
        lost = not intro.save
        with contextlib.suppress(OSError):  # a terminal that was closed hears nothing any more
            if intro.save_notice:
                print(f"chasm: {shown(intro.save_notice)}", file=sys.stderr, flush=True)
            if intro.save and app.fault is None:
                print(f"Your game is saved in {pasteable(intro.save)}", file=sys.stderr, flush=True)
        return _way_back(intro.save) if intro.save else ""

    run_screen(app, saved)
    if lost:
        sys.exit(FOUND_PROBLEMS)


def _way_back(save: str) -> str:
    return f"Your game is saved; go on with: chasm play --resume {pasteable(save)}"
