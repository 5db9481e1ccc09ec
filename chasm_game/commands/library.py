"""`chasm list`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from chasm_game.commands.options import FilePath  # noqa: TC001  (read by cyclopts)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from chasm_game.compare.found_files import CountedAs, FileLine
    from chasm_game.journal.listing import ShelvedSave
    from chasm_game.scenario.library import Entry, Library

__all__ = ["list_games"]


def list_games(
    folder: FilePath | None = None,
    /,
    *,
    saves: Annotated[bool, Parameter(negative="")] = False,
    records: str | None = None,
    story: FilePath | None = None,
) -> None:
    """List what can be played, with your best score and where it comes from; or your games.

    Example: chasm list --saves

    Parameters
    ----------
    folder
        Where the saves are, if not in the usual place.
    saves
        List your games instead, the latest first.
    records
        What your games of this story come to together: best scores, endings found, answers never given, asking,
        how sure you were beside how often right.
    story
        A folder with scenarios to look in first.
    """
    from chasm_game.paths import saves_folder, usual_saves
    from chasm_game.plain.table import aligned
    from chasm_game.scenario.library import Library
    from chasm_game.views.catalog import CASES

    if records is not None:
        _tell_records(records, folder, story)
        return
    if saves:
        from chasm_game.journal.protection import unprotected

        at = saves_folder(folder)
        rows, files = _games(at)
        print(aligned(rows))
        for sentence in (*_account(at, files), *unprotected(at)):
            print(sentence)
        return
    library = Library(story)
    best = _best(usual_saves(folder))
    print(aligned(_scenarios([e for e in library.entries if e.scenario and e.scenario.history is None], best)))
    if cases := [e for e in library.entries if e.scenario and e.scenario.history is not None]:
        print(f"\n{CASES}\n")
        print(aligned(_scenarios(cases, best)))
    for line in _faulty(library):
        print(line)


def _best(saves: Path | None) -> dict[str, int]:
    if saves is None:
        return {}
    from chasm_game.journal.listing import best_scores

    return best_scores(saves)


def _scenarios(entries: Sequence[Entry], best: dict[str, int]) -> list[Sequence[str]]:
    from chasm_game.scenario.source import sha256
    from chasm_game.text import one_line

    rows: list[Sequence[str]] = [("ID", "TITLE", "LEVEL", "MINUTES", "YOUR BEST", "FROM")]
    for entry in entries:
        if (s := entry.scenario) is not None:
            score, title = best.get(sha256(s.text)), one_line(s.title, 80)
            rows.append((s.id, title, s.level, str(s.minutes), "–" if score is None else str(score), _origin(entry)))
    return rows


def _faulty(library: Library) -> Iterator[str]:
    """Below the table, for an error is longer than a title: each faulty file, and what only looks like a story."""
    from chasm_game.text import one_line

    for entry in library.entries:
        if entry.fault is not None:
            yield f"faulty: {one_line(str(entry.fault), 300)}; from {_origin(entry)}"
    for path, why, place in library.not_read:
        yield f"not read: {one_line(str(path))}: {why}; from {place}"


def _origin(entry: Entry) -> str:
    """Where a scenario comes from, and what it hides."""
    from chasm_game.text import one_line

    hidden = ", ".join(one_line(name, 60) for name in entry.shadows)
    return entry.place + (f" (hides the one in {hidden})" if hidden else "")


def _tell_records(name: str, folder: Path | None, story: Path | None) -> None:
    """Heading and sentences, a paragraph each."""
    from chasm_game.debrief.record_sentences import record_parts
    from chasm_game.plain.terminal import tell
    from chasm_game.session.catalog import LocalBackstage

    for head, sentences in record_parts(LocalBackstage(story, folder).records(name)):
        tell(f"{head}. {' '.join(sentences)}")


def _games(folder: Path) -> tuple[list[Sequence[str]], list[FileLine]]:
    """A row for each save, and what became of each file."""
    from chasm_game.compare.found_files import CountedAs, FileLine
    from chasm_game.journal.listing import shelved
    from chasm_game.journal.old_model import NOT_SCORED

    rows: list[Sequence[str]] = [("STARTED", "SCENARIO", "NAME", "TEAM", "SEED", "WHERE", "FILE")]
    files: list[FileLine] = []
    for save in shelved(folder):
        where, counted_as = _came_to(save)
        reason = NOT_SCORED if counted_as is CountedAs.NOT_LOOKED_AT else where
        files.append(FileLine(save.path.name, counted_as, reason, "" if save.record is None else save.record.team))
        rows.append(_row(save, where, practice=counted_as is CountedAs.PRACTICE))
    # The head alone: a table without a row would look like a mistake.
    if len(rows) == 1:
        return [(f"no games in {folder} yet",)], files
    return rows, files


def _came_to(save: ShelvedSave) -> tuple[str, CountedAs]:
    """How far a game came or what it came to, or what is wrong with its file; and as what it counts."""
    from chasm_game.compare.account import kind_of_game
    from chasm_game.compare.found_files import CountedAs
    from chasm_game.errors import ChasmError
    from chasm_game.grammar import plural
    from chasm_game.journal.listing import notes
    from chasm_game.journal.old_model import OldModel
    from chasm_game.journal.replay import replay

    rounds = f"{plural(save.choices, 'round')} played"
    old = f"{rounds}, not scored", CountedAs.NOT_LOOKED_AT
    if save.old:
        return old
    if save.record is None:
        return f"damaged: {save.fault}", CountedAs.REJECTED
    try:
        played = replay(save.record)
    # The head of the file was fine; a line in its middle cannot be done.
    except OldModel:
        return old
    except ChasmError as error:
        return f"damaged: {error}", CountedAs.REJECTED
    outcome = played.game.outcome
    where = rounds if outcome is None else f"{outcome.ending}: {outcome.score}"
    return ", ".join([where, *notes(save.record)]), kind_of_game(played, save.record)[0]


def _row(save: ShelvedSave, where: str, *, practice: bool) -> Sequence[str]:
    """A save in the table; of one whose head cannot be read its file alone."""
    from chasm_game.limits import WRITTEN
    from chasm_game.text import one_line

    header, record = save.header, save.record
    if header is None:
        return ("", "", "", "", "", one_line(where), str(save.path))
    started = one_line(header.started.replace("T", " ")[:16])
    team = one_line(header.team if record is None else record.team, 30) + (" (practice)" if practice else "")
    own = "" if record is None else one_line(record.name, 40)
    luck = f"{header.seed}" + ("" if header.difficulty == WRITTEN else f" ({header.difficulty})")
    return (started, one_line(header.scenario), own, team, luck, one_line(where), str(save.path))


def _account(folder: Path, files: list[FileLine]) -> Iterator[str]:
    """What else lies there, and all of it in one sentence."""
    from chasm_game.compare.account import account, apart
    from chasm_game.compare.found_files import CountedAs, FileLine
    from chasm_game.journal.listing import shelf
    from chasm_game.text import one_line

    found = shelf(folder)
    for each in found.others:
        kind = CountedAs.HIDDEN if each.is_hidden else CountedAs.NOT_LOOKED_AT
        files.append(FileLine(each.path.name, kind, each.reason, ""))
    for heading, lines, more in apart([each for each in files if each.counted_as is CountedAs.NOT_LOOKED_AT]):
        yield f"\n{heading}"
        yield from (f"  {one_line(each.file)}: {one_line(each.reason)}" for each in lines)
        if more:
            yield f"  and {more:,} more"
    if files:
        yield f"\n{account(files, over='over')}"
    if found.more:
        yield "There is more in this folder than was looked at: name a smaller one."
