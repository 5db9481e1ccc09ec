"""The command line: verbs only. Parse, call, print; every fault of a user's is one clear line, never a traceback."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from chasm_game import __version__
from chasm_game.errors import ChasmError, nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cyclopts import App

__all__ = ["application", "main"]

FOUND_PROBLEMS, WRONG_USE, INTERRUPTED = 1, 2, 130


def application() -> App:
    """The parser. The modules of the verbs import what is heavy only when they are called."""
    from cyclopts import App

    from chasm_game.commands import (
        balance,
        check,
        compare,
        history,
        library,
        new,
        play,
        poll,
        preview,
        review,
        room,
        rules,
    )

    app = App(
        name="chasm",
        help="Run a company through market shocks, and see what the people made of it. `chasm` alone opens the game.",
        version=__version__,
        help_format="plaintext",
        result_action="return_value",
    )
    app.default(play.open_game)
    app.command(play.play, name="play")
    app.command(library.list_games, name="list")
    app.command(review.review, name="review")
    app.command(compare.compare, name="compare")
    app.command(poll.poll, name="poll")
    app.command(room.room, name="room")
    app.command(new.new, name="new")
    app.command(check.check, name="check")
    app.command(preview.preview, name="preview")
    app.command(balance.balance, name="balance")
    app.command(history.history, name="history")
    app.command(rules.rules, name="rules")
    app.command(rules.schema, name="schema")
    return app


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and exit: 0 fine, 1 problems found, 2 wrong use."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given == ["--version"]:
        print(__version__)
        return
    sys.stdout = sys.stdout or _nobody()  # None where the process was started with its output closed
    sys.stderr = sys.stderr or _nobody()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError):  # a test's stand-in may not have it
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        sys.exit(_run(given))
    except BrokenPipeError:  # the reader has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


def _nobody() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def _run(given: list[str]) -> int:
    from cyclopts import CycloptsError

    from chasm_game.text import shown

    app = application()
    if given and not given[0].startswith("-") and given[0] not in set(app):
        near = nearest(given[0], [name for name in app if not name.startswith("-")])
        hint = f"did you mean `{near}`?" if near else "`chasm --help` names them"
        print(f"chasm: there is no command `{shown(given[0])}`; {hint}", file=sys.stderr)
        return WRONG_USE
    try:
        app(given, exit_on_error=False, print_error=True)
        sys.stdout.flush()
    except CycloptsError:
        return WRONG_USE
    except ChasmError as error:
        _explain(error)
        return getattr(error, "exit_code", FOUND_PROBLEMS)
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return INTERRUPTED
    return 0


def _explain(error: ChasmError) -> None:
    from chasm_game.text import shown

    diagnostics = getattr(error, "diagnostics", None)
    if diagnostics:
        from chasm_game.scenario.report import as_full

        print(as_full(diagnostics), file=sys.stderr)
    else:
        print(f"chasm: {shown(str(error))}", file=sys.stderr)
