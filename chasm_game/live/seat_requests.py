"""What a seat hands in, as the protocol of a live room has it: a verb and its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chasm_game.errors import ChasmError
from chasm_game.session.seat import AskRequest, ChoiceRequest, PenRequest, SheetRequest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chasm_game.live.views import PersonRound
    from chasm_game.session.seat import Request

__all__ = ["sent_as"]


def sent_as(request: Request, now: PersonRound | None, *, votes: bool) -> tuple[str, Mapping[str, Any]]:
    """The verb and what is sent with it; `now` is the round that waits, `votes` whether a choice is a vote in it.

    Raises `ChasmError` where a live room knows no such thing, or not now.
    """
    if isinstance(request, SheetRequest):
        left_out = {"points": request.points, "ways": request.ways}
        return "sheet", {"when": request.when, **{k: dict(v) for k, v in left_out.items() if v is not None}}
    if isinstance(request, AskRequest):
        return "ask", {"round": request.round, **({} if request.leader is None else {"leader": request.leader})}
    if isinstance(request, PenRequest):
        return "pen", {"round": request.round}
    if isinstance(request, ChoiceRequest):
        return _choice(request, now, votes=votes)
    raise ChasmError("in a live room nothing is taken back")


def _choice(request: ChoiceRequest, now: PersonRound | None, *, votes: bool) -> tuple[str, Mapping[str, Any]]:
    letters = {} if now is None else {response: letter for letter, response, _ in now.letters}
    if request.response not in letters:
        raise ChasmError("that answer is not open now")
    fields: dict[str, Any] = {"round": request.round, "letter": letters[request.response]}
    if request.prediction is not None:
        fields |= {"who": request.prediction[0], "confidence": request.prediction[1]}
    return ("vote", fields) if votes else ("choice", {**fields, "reason": request.reason})
