"""`chasm preview`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.commands.options import FilePath  # noqa: TC001  (read by cyclopts)
from chasm_game.commands.play import WrongUse
from chasm_game.commands.screen import keeper, run_screen
from chasm_game.limits import check_seed
from chasm_game.streams import needs_plain

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["preview"]


def preview(file: FilePath, /, *, seed: int = 1, story: FilePath | None = None) -> None:
    """Play a scenario while you write it: every save in your editor is on screen at once, and your place is kept.

    F5 plays again from the beginning, F6 jumps to any round, F7 shows true numbers and effects, F8 the file with its
    problems, F9 takes a decision back. Nothing is saved.

    Example: chasm preview the-lift.yaml

    Parameters
    ----------
    file
        The scenario's file.
    seed
        The luck: a whole number; the same number, the same luck.
    story
        A folder with scenarios and a rulebook to look in first.
    """
    if needs_plain():
        raise WrongUse(
            "a preview needs a terminal: keyboard and screen on standard input and output, and a TERM other than dumb; "
            "without one, `chasm check FILE` finds the problems and `chasm play FILE --plain` plays line by line"
        )
    check_seed(seed, WrongUse)
    # Before the screen is taken: a name that was misspelt is a line in the shell.
    _must_be_there(file)
    from chasm_game.session.preview.preview import Preview
    from chasm_game.tui.preview_app import PreviewApp

    app = PreviewApp(Preview(file, story=story, seed=seed))
    app.adopt(keeper())
    run_screen(app)


def _must_be_there(file: Path) -> None:
    """A first look; everything else that is wrong with a file is told on screen."""
    try:
        there, folder = file.exists(), file.is_dir()
    except (OSError, ValueError):
        raise WrongUse(f"{file} is no name that a file can have") from None
    if not there:
        raise WrongUse(f"there is no file {file}; `chasm new {file}` writes one to start from")
    if folder:
        raise WrongUse(f"{file} is a folder; name the file of a scenario")
