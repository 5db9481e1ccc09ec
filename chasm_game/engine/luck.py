"""Luck is a pure function of the seed and of a thing's own path in the scenario.

The same seed gives every team the same luck whatever it chooses: every "what if" is played under the luck that was had.
"""

from __future__ import annotations

from hashlib import blake2b

__all__ = ["luck"]

_MASK = 2**64 - 1


def luck(seed: int, path: str) -> float:
    """The draw 0 <= u < 1 of the thing at `path`; it happens where u is below its chance (model.md, Luck)."""
    # Not Python's `hash`, which differs from process to process, nor a generator, whose draws hang on who drew before.
    key = int.from_bytes(blake2b(path.encode("utf-8"), digest_size=8).digest(), "big")
    # 53 bits are what a double holds exactly, so every program gets the same number from them.
    return (_splitmix64((seed + key) & _MASK) >> 11) * 2.0**-53


def _splitmix64(state: int) -> int:
    """One step of SplitMix64 (Steele, Lea, Flood 2014) from `state`."""
    z = (state + 0x9E3779B97F4A7C15) & _MASK
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _MASK
    return z ^ (z >> 31)
