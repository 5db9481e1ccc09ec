"""`chasm name` and `chasm delete`."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from chasm_game.commands.options import FilePath  # noqa: TC001  (read by cyclopts)

__all__ = ["delete", "name"]


def name(save: FilePath, name: str = "", /) -> None:
    """Give a game a name of its own, or take it away.

    Example: chasm name games/broken-guitar-20261128-101500.jsonl "With the sceptic"

    Parameters
    ----------
    save
        The file of the game, as `chasm list --saves` tells it.
    name
        What you call it, in at most 80 characters; without one it has none of its own any more.
    """
    from chasm_game.journal.care import name_save
    from chasm_game.text import one_line

    kept, file = name_save(save, name), one_line(str(save))
    print(f"{file} is called “{one_line(kept)}”." if kept else f"{file} has no name of its own.")


def delete(save: FilePath, /, *, yes: Annotated[bool, Parameter(negative="")] = False) -> None:
    """Delete a game. It cannot be brought back.

    Example: chasm delete games/tutorial-20261128-101500.jsonl --yes

    Parameters
    ----------
    save
        The file of the game, as `chasm list --saves` tells it.
    yes
        Delete it without asking; needed where nobody can be asked.
    """
    from chasm_game.commands.asking import is_sure
    from chasm_game.journal.care import delete_save
    from chasm_game.text import one_line

    if not yes and not is_sure(f"Delete {one_line(str(save))}? It cannot be brought back. Type yes to delete it:"):
        print("It is kept.")
        return
    delete_save(save)
    print(f"{one_line(str(save))} is deleted.")
