"""`chasm room --resume FOLDER --forget NAME`: somebody's name and reasons go out of a room, after a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.commands.asking import is_sure
from chasm_game.grammar import joined, plural, quoted
from chasm_game.plain.quoting import pasteable
from chasm_game.text import shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from chasm_game.session.room.forget import Forgetting

__all__ = ["forget_in_room"]

UNREACHED = (
    "What this cannot reach: copies of the folder, of its files and of its pages and tables anywhere else; what was "
    "mailed or printed; backups, and earlier versions that a cloud or a disk keeps; the name that you play by in your "
    "settings. Go through these yourself."
)


def forget_in_room(folder: Path, name: str, *, yes: bool) -> None:
    """Say what would be done, ask unless `yes` was given, and do it. Raises `ChasmError`."""
    from chasm_game.session.room.forget import forget, plan_forgetting

    found = plan_forgetting(folder, name)
    for sentence in _sentences(found):
        print(sentence)
    print()
    if not yes and not is_sure("Forget? Type yes, or Enter for no:"):
        print("No: nothing is changed.")
        return
    forget(found)
    print("Done: it is forgotten in this folder.")
    _write_pages(found)
    print(UNREACHED)
    for place in found.elsewhere:
        print(f"- {shown(place)}")


def _sentences(found: Forgetting) -> Iterator[str]:
    yield f"In {pasteable(str(found.folder))}:"
    for team, called in found.teams:
        yield f"- {quoted(team)} is called {called} from now on, in the journal, in its save and the name of its file."
    if found.reasons:
        yield f"- {plural(found.reasons, 'reason')} that it gave {'goes' if found.reasons == 1 else 'go'}."
    if found.mentions:
        yield f"- In {plural(found.mentions, 'reason')} of other teams a gap stands in place of the name."
    yield "- Letters, predictions and belief sheets stay, under the new name."
    if found.others:
        names = joined([quoted(each) for each in found.others])
        yield f"- Removed, for the name is in {'it' if len(found.others) == 1 else 'them'}: {names}."
    if found.pages:
        yield f"  Then written anew, without scores: {joined([quoted(each) for each in found.pages])}."
    if found.in_the_story:
        yield "- The text of the story has this word too. It stays: it says nothing of anybody in the room."
    yield "This cannot be taken back."


def _write_pages(found: Forgetting) -> None:
    """The pages of the room that were removed: without scores, for nobody knows any more how they were asked for."""
    if not found.pages:
        return
    from chasm_game.commands.compare_pages import write_pages
    from chasm_game.compare.compare import compare
    from chasm_game.scenario.library import Library

    room = compare([found.folder], Library()).without_scores()
    for page in found.pages:
        write_pages(room, found.folder / page, None)
