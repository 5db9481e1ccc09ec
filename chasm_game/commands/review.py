"""`chasm review`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from chasm_game.commands.options import FilePath  # noqa: TC001  (read by cyclopts)
from chasm_game.errors import ChasmError
from chasm_game.files import write_whole
from chasm_game.limits import WRITTEN
from chasm_game.streams import print_data
from chasm_game.text import shown

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from chasm_game.journal.actions import Header
    from chasm_game.journal.journal import Record
    from chasm_game.journal.played import Played
    from chasm_game.views.review import ReviewView

__all__ = ["review"]


def review(
    save: FilePath,
    /,
    *,
    json: Annotated[bool, Parameter(negative="")] = False,
    html: FilePath | None = None,
    as_play: Annotated[bool, Parameter(negative="")] = False,
    story: FilePath | None = None,
) -> None:
    """The debrief of one game: every decision with what it was worth, the outputs, and every point of the ledger.

    Example: chasm review saves/broken-guitar-blue-20261123-101500.jsonl

    Parameters
    ----------
    save
        The file of the game.
    json
        As JSON (version 2 of its contract).
    html
        Write the debrief to this file, as one page that opens offline and prints well.
    as_play
        As an entry for `plays:` in a scenario.
    story
        A folder with scenarios to look in first.
    """
    from chasm_game.journal.journal import read_save
    from chasm_game.journal.old_model import OldModel
    from chasm_game.journal.replay import replay

    record = read_save(save)
    try:
        played = replay(record)
    except OldModel as old:
        if html is not None:
            raise ChasmError(f"a page needs a game that is scored: {old}") from None
        _old(record, json=json, as_play=as_play)
        return
    if html is not None:
        _page(played, html, story)
    if json:
        print_data(_json(played, story))
    elif as_play:
        print_data(_as_play(played))
    elif html is None:
        _tell(played)


def _old(record: Record, *, json: bool, as_play: bool) -> None:
    """A game of model 1: its decisions, and why there is no more of it."""
    from chasm_game.debrief.old_game import old_game_json, paragraphs
    from chasm_game.plain.terminal import tell
    from chasm_game.views.old_game_builder import old_game

    view = old_game(record)
    if json:
        print_data(_text(old_game_json(view, record.header)))
    elif as_play:
        choices = (word for each in view.decisions for word in (*["ask"] * each.asked, each.response.id))
        print_data(f"- {{{', '.join(_play_of(record.header, choices))}}}")
    else:
        for paragraph in paragraphs(view):
            tell(paragraph)


def _page(played: Played, path: Path, story: Path | None) -> None:
    """Write the page, and say where it is; a game that is not over has none."""
    from chasm_game.debrief.debrief_builder import debrief
    from chasm_game.journal.replay import known
    from chasm_game.pages import review_page
    from chasm_game.views.round_builder import intro_view

    if played.game.outcome is None:
        raise ChasmError("this game is not over, so it has no debrief yet: go on with `chasm play --resume SAVE`")
    review, reason = _reviewed(played)
    view = debrief(played, intro_view(played, ""))
    write_whole(path, review_page(view, review, known=known(played, story), no_review=reason), parents=True)
    print(f"Written: {shown(str(path))}", file=sys.stderr)


def _json(played: Played, story: Path | None) -> str:
    from chasm_game.debrief.review_json import review_json
    from chasm_game.journal.replay import known

    return _text(review_json(played, known=known(played, story)))


def _text(data: dict[str, Any]) -> str:
    import json

    return json.dumps(data, ensure_ascii=False, indent=1)


def _as_play(played: Played) -> str:
    if played.header.difficulty != WRITTEN:
        raise ChasmError(f"recorded plays are of a story as written, and this game is {played.header.difficulty}")
    fields = _play_of(played.header, map(str, played.game.decisions))
    if played.game.outcome is not None:
        fields += [f"score: {played.game.outcome.score}", f"ending: {_word(played.game.outcome.ending)}"]
    return f"- {{{', '.join(fields)}}}"


def _play_of(header: Header, choices: Iterable[str]) -> list[str]:
    """What a recorded play says in any case: whose, under which luck, and what was decided."""
    import json

    from chasm_game.text import one_line

    name = json.dumps(one_line(header.team) or "a game", ensure_ascii=False)
    return [f"name: {name}", f"seed: {header.seed}", f"choices: [{', '.join(map(_word, choices))}]"]


def _word(name: str) -> str:
    """An id as YAML text: some would be read as something else, by one reader of YAML or another."""
    # YAML 1.1 reads `no` as false, and so do some editors that know it.
    return f'"{name}"' if name in {"true", "false", "null", "yes", "no", "on", "off", "y", "n"} else name


def _tell(played: Played) -> None:
    from chasm_game.debrief import debrief_builder
    from chasm_game.debrief.details import details
    from chasm_game.debrief.walk import walk
    from chasm_game.plain import consequences, debrief, intro_text
    from chasm_game.plain.terminal import tell
    from chasm_game.views import consequences_builder
    from chasm_game.views.round_builder import intro_view

    intro = intro_view(played, "")
    for paragraph in intro_text.introduction(intro):
        tell(paragraph)
    # What followed so far, as its player has seen it: no debrief, and no truth before the end.
    if played.game.outcome is None:
        tell(f"This game is not over: {len(played.choices)} of at most {intro.rounds} rounds were played.")
        for number in range(1, len(played.choices) + 1):
            for paragraph in consequences.consequences(consequences_builder.consequences(played, number)):
                tell(paragraph)
        return
    view = debrief_builder.debrief(played, intro)
    review, reason = _reviewed(played)
    for paragraph in debrief.every_page(walk(view, review, reason)):
        tell(paragraph)
    behind = details(view, review, reason)
    for paragraph in ("Every decision.", *debrief.every_decision(behind)):
        tell(paragraph)
    for paragraph in ("Every point of the game.", *debrief.whole_ledger(behind.ledger)):
        tell(paragraph)


def _reviewed(played: Played) -> tuple[ReviewView | None, str]:
    """What each decision was worth, or why that is not known."""
    from chasm_game.analysis.review import TooManyPlaythroughs
    from chasm_game.debrief.review_builder import review_view

    try:
        return review_view(played.game), ""
    except TooManyPlaythroughs as error:
        return None, str(error)
