"""A save back to a game: every line is done again, and what cannot be done rejects the save with its reason."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from chasm_game.engine.compiling import compile_plan
from chasm_game.engine.game import Game
from chasm_game.errors import ChasmError
from chasm_game.journal.journal import DamagedSave, Record
from chasm_game.journal.old_model import OldModel, is_old
from chasm_game.journal.played import Played
from chasm_game.limits import WRITTEN
from chasm_game.scenario.diagnostics import FaultyFile
from chasm_game.scenario.difficulty import at_difficulty
from chasm_game.scenario.library import Library, kept_scenario
from chasm_game.scenario.source import sha256

if TYPE_CHECKING:
    from pathlib import Path

    from chasm_game.engine.plan import Plan
    from chasm_game.scenario.scenario import Scenario

__all__ = ["kept", "known", "plan_of", "replay"]


@lru_cache(maxsize=8)
def _loaded(scenario_text: str, rulebook_text: str) -> Scenario | FaultyFile:
    """A folder of saves holds a few texts, each many times, the faulty ones too."""
    try:
        return kept_scenario(scenario_text, rulebook_text, "the save")
    except FaultyFile as fault:
        return fault


@lru_cache(maxsize=8)
def _plan(scenario_text: str, rulebook_text: str, seed: int, difficulty: str) -> Plan:
    """Everything that no decision can change is worked out once for all saves of a session."""
    return compile_plan(kept(scenario_text, rulebook_text, difficulty), seed)


def kept(scenario_text: str, rulebook_text: str, difficulty: str = WRITTEN) -> Scenario:
    """What was played, from its texts. Raises `FaultyFile`; `ChasmError` where they know no such difficulty."""
    scenario = _loaded(scenario_text, rulebook_text)
    if isinstance(scenario, FaultyFile):
        raise scenario
    return at_difficulty(scenario, difficulty)


def plan_of(record: Record) -> Plan:
    """What a save was played on, from the texts that it kept. Raises `DamagedSave`; `OldModel` for one of model 1."""
    header, path = record.header, record.path
    for kind in ("scenario", "rulebook"):
        # Not against forgery, for a forger writes the hash anew; it finds files that were edited or cut by accident.
        if sha256(getattr(header, f"{kind}_text")) != getattr(header, f"{kind}_sha256"):
            raise DamagedSave(path, 1, f"the text of the {kind} does not match its hash")
    if is_old(header.rulebook_text):  # before it is parsed: what an old story may say need not be known for ever
        raise OldModel(path)
    try:
        scenario = kept(header.scenario_text, header.rulebook_text, header.difficulty)
    except FaultyFile as fault:
        raise DamagedSave(path, 1, f"what it was played on has a fault: {fault.diagnostics[0]}") from None
    except ChasmError as error:
        raise DamagedSave(path, 1, str(error)) from None
    # Once more by the parsed text: the look at the bare text misses rulebooks that write the key in another way.
    if scenario.rulebook.model == 1:
        raise OldModel(path)
    if scenario.id != header.scenario:
        raise DamagedSave(path, 1, f"its scenario is `{scenario.id}`, not `{header.scenario}`")
    return _plan(header.scenario_text, header.rulebook_text, header.seed, header.difficulty)


def replay(record: Record) -> Played:
    """Do a save's lines again, on the texts that it kept. Raises `DamagedSave`; `OldModel` for one of model 1."""
    header, path = record.header, record.path
    plan = plan_of(record)
    played = Played(header, Game(plan.scenario, header.seed, plan=plan))
    for index, action in enumerate(record.actions):
        try:
            played.do(action)
        except ChasmError as error:
            raise DamagedSave(path, record.line_number(index), str(error)) from None
    return played


def known(played: Played, story: Path | None = None) -> bool:
    """Whether scenario and rulebook are the library's own, by hash; nothing is known where its rulebook is at fault.

    `story` is a folder with scenarios that the library looks in first.
    """
    library, header = Library(story), played.header
    try:
        rulebook = sha256(library.rulebook.text)
    except ChasmError:
        return False
    return header.rulebook_sha256 == rulebook and header.scenario_sha256 in library.known_hashes
