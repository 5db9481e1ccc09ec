"""Text as editors, shells and mail programs write it: in UTF-8 with or without its mark, or in UTF-16."""

from __future__ import annotations

__all__ = ["MARK", "encoding_of"]

MARK = b"\xef\xbb\xbf"
"""The mark that some editors write before UTF-8."""

_LOOKED_AT = 400
"""Bytes from which the encoding is told; a scenario and a save begin with words of plain ASCII."""


def encoding_of(raw: bytes) -> str:
    """The codec that reads a text: `utf-8-sig`, `utf-16` (with its mark), `utf-16-le` or `utf-16-be` (without).

    Without a mark UTF-16 is known by its zero bytes: half of what is plain ASCII, and nothing in UTF-8, is zero.
    """
    if raw[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return "utf-16"
    even, odd = raw[0:_LOOKED_AT:2], raw[1:_LOOKED_AT:2]
    if len(odd) <= 8:
        return "utf-8-sig"
    if odd.count(0) * 4 >= len(odd) and not even.count(0):
        return "utf-16-le"
    return "utf-16-be" if even.count(0) * 4 >= len(even) and not odd.count(0) else "utf-8-sig"
