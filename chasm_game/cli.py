"""The command line: verbs only. Parse, call, print; every fault of a user's is one clear line, never a traceback."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from chasm_game import __version__, streams
from chasm_game.docstrings import put_back
from chasm_game.errors import ChasmError, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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
        host,
        join,
        library,
        new,
        play,
        poll,
        preview,
        rehearse,
        review,
        room,
        rules,
        saves,
    )

    app = App(
        name="chasm",
        help="Run a company through market shocks, and see what the people made of it. `chasm` alone opens the game.",
        version=__version__,
        help_format="plaintext",
        result_action="return_value",
    )
    verbs: dict[str, Callable[..., None]] = {
        "play": play.play,
        "list": library.list_games,
        "name": saves.name,
        "delete": saves.delete,
        "review": review.review,
        "compare": compare.compare,
        "poll": poll.poll,
        "room": room.room,
        "host": host.host,
        "join": join.join,
        "rehearse": rehearse.rehearse,
        "new": new.new,
        "check": check.check,
        "preview": preview.preview,
        "balance": balance.balance,
        "history": history.history,
        "rules": rules.rules,
        "schema": rules.schema,
    }
    put_back(play.open_game, *verbs.values())
    app.default(play.open_game)
    for name, verb in verbs.items():
        app.command(verb, name=name)
    return app


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and exit: 0 fine, 1 problems found, 2 wrong use."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    streams.guard()
    # Both, in this order: what could not be said is a fault only where the command itself has found none.
    found, unsaid = _ended(lambda: _run(given)), _ended(streams.finish)
    code = found or unsaid
    if code or given != ["--version"]:
        sys.exit(code)


def _ended(call: Callable[[], int | None]) -> int:
    """The exit code of a call; what went wrong is said in a line."""
    try:
        return call() or 0
    except SystemExit as left:  # a verb that found problems
        return left.code if isinstance(left.code, int) else 0
    # `chasm list | head` is no failure.
    except streams.ReaderGone:
        return 0
    except ChasmError as error:
        _explain(error)
        return getattr(error, "exit_code", FOUND_PROBLEMS)
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return INTERRUPTED


def _run(given: list[str]) -> int:
    if given == ["--version"]:
        print(__version__)
        return 0
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
    except CycloptsError:
        return WRONG_USE
    return 0


def _explain(error: ChasmError) -> None:
    from chasm_game.text import shown

    diagnostics = getattr(error, "diagnostics", None)
    if diagnostics:
        from chasm_game.scenario.report import as_full

        print(as_full(diagnostics), file=sys.stderr)
    else:
        print(f"chasm: {shown(str(error))}", file=sys.stderr)
