"""Waiting in a coroutine for what a seat answers from elsewhere, without ever taking it back."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

__all__ = ["answered"]

_Found = TypeVar("_Found")


async def answered(answer: Future[_Found]) -> _Found:
    """The answer. A screen that goes away no longer waits; what is done for it elsewhere goes on."""
    return await asyncio.shield(asyncio.wrap_future(answer))
