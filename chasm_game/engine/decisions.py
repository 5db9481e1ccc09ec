"""Decisions: small values whose text form round-trips."""

from __future__ import annotations

import re
from dataclasses import dataclass

from chasm_game.errors import UnreadableDecision
from chasm_game.scenario.rounds import WAIT
from chasm_game.scenario.scenario import RESERVED_IDS

__all__ = ["Ask", "Choose", "Decision", "parse"]

# Two patterns, as in the format: responses have hyphens, leaders underscores, since conditions name leaders bare.
_ID = re.compile(r"[a-z][a-z0-9-]*")
_LEADER = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask the people, once a round at most; with one of the leaders, if wished."""

    leader: str | None = None
    """The id of the leader who comes along."""

    def __str__(self) -> str:
        return "ask" if self.leader is None else f"ask:{self.leader}"


@dataclass(frozen=True, slots=True)
class Choose:
    """Take the response with this id; `wait` where none is open."""

    response: str

    def __str__(self) -> str:
        return self.response


Decision = Ask | Choose


def parse(text: str) -> Decision:
    """The decision that `str` of a decision gave. Raises `UnreadableDecision`."""
    if text == "ask":
        return Ask()
    if (leader := text.removeprefix("ask:")) != text and _LEADER.fullmatch(leader):
        return Ask(leader)
    # `wait` is a decision where nothing is open; the other reserved words are commands, or stages of the ledger.
    if not _ID.fullmatch(text) or text in RESERVED_IDS - {WAIT}:
        raise UnreadableDecision(
            f"`{text[:60]}` is no decision: write `ask`, `ask:` with a leader, or the id of a response"
        )
    return Choose(text)
