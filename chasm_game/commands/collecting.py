"""Much is read that stays: meanwhile nobody looks for what could be thrown away."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["nothing_collected"]


@contextmanager
def nothing_collected() -> Iterator[None]:
    """Things that hold each other in a circle stay until the end of the block; all else goes as always.

    Python looks through all that is held whenever there is a quarter more of it. Of ten thousand games that took a
    fifth of the time, and found nothing: a comparison has hardly any circles.
    """
    collected = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collected:
            gc.enable()
