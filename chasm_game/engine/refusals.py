"""Why a decision cannot be taken now, for whoever wrote it: the reason, and what was probably meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.errors import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from chasm_game.engine.decisions import Ask, Choose
    from chasm_game.engine.plan import LeaderPlan
    from chasm_game.engine.snapshot import Turn

__all__ = ["refusal_to_ask", "refusal_to_choose"]


def refusal_to_ask(ask: Ask, turn: Turn, *, can_ask: bool, leaders: Iterable[LeaderPlan]) -> str:
    """Why the people cannot be asked like this in a round; empty where they can."""
    # Before the count of asks: who used the last one in this round has asked already, and should hear that.
    if turn.asked:
        return f"the people were already asked {_where(turn)}"
    if not can_ask:
        return f"no asks are left {_where(turn)}"
    known = [leader.id for leader in leaders]
    if ask.leader is None or ask.leader in known:
        return ""
    return f"there is no leader `{ask.leader}` in this story{_hint(ask.leader, known)}"


def refusal_to_choose(choice: Choose, turn: Turn, open_now: Sequence[str]) -> str:
    """Why a response cannot be taken in a round; empty where it is open."""
    if choice.response in open_now:
        return ""
    known = [response.id for response in turn.round.responses]
    if choice.response in known:
        return f"`{choice.response}` is locked {_where(turn)}"
    return f"there is no response `{choice.response}` {_where(turn)}{_hint(choice.response, known)}"


def _where(turn: Turn) -> str:
    return f"in round `{turn.round.id}`"


def _hint(wanted: str, known: Sequence[str]) -> str:
    if near := nearest(wanted, known):
        return f"; did you mean `{near}`?"
    return f"; there are {', '.join(known)}" if known else ""
