"""What is posted: bounded in bytes and time, a form or JSON, nothing else."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect

from chasm_game.live.fields import Fields
from chasm_game.live.refusals import NotUnderstood, Refusal

if TYPE_CHECKING:
    from starlette.requests import Request

__all__ = ["MAX_BODY", "fields_of", "is_program"]

MAX_BODY = 16 << 10
"""Bytes."""
MAX_FIELDS = 64
"""The largest form is a belief sheet: 30 stakeholders and 12 axes at most, and three fields around them."""


class TooLarge(Refusal):
    """More bytes than anything needs that can be handed in."""

    status = 413


class TooSlow(Refusal):
    """It did not come."""

    status = 408


def is_program(request: Request) -> bool:
    """Whether whoever asks wants JSON and no page."""
    sent = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return sent == "application/json" or "application/json" in request.headers.get("accept", "")


async def fields_of(request: Request, *, patience: float) -> Fields:
    """What was handed in. Raises a `Refusal` where it is too large, slow or no form and no JSON object."""
    raw = await _body(request, patience)
    sent = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        text = raw.decode("utf-8")
        if sent == "application/json":
            return Fields(_object(text))
        if sent == "application/x-www-form-urlencoded" or not raw:
            return Fields(dict(parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MAX_FIELDS)))
    except (ValueError, RecursionError):
        pass
    raise NotUnderstood("What was handed in is neither a form nor a JSON object.")


def _object(text: str) -> dict[str, Any]:
    said = json.loads(text or "{}")
    if not isinstance(said, dict):
        raise ValueError  # noqa: TRY004  (as what is no JSON at all)
    return said


async def _body(request: Request, patience: float) -> bytes:
    announced = request.headers.get("content-length", "0")
    # Refused before anything is read, where it says so itself; cut to 12 digits, since `int` refuses thousands.
    if announced.isascii() and announced.isdecimal() and int(announced[:12]) > MAX_BODY:
        raise TooLarge("That is more than can be handed in at once.")
    raw = bytearray()
    try:
        async with asyncio.timeout(patience):
            async for part in request.stream():
                raw += part
                if len(raw) > MAX_BODY:
                    raise TooLarge("That is more than can be handed in at once.")
    except TimeoutError:
        raise TooSlow("What was handed in did not come to its end.") from None
    except ClientDisconnect:
        raise TooSlow("What was handed in broke off.") from None
    return bytes(raw)
