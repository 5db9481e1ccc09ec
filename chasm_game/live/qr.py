"""A QR code as a drawing that stands inside a page."""

from __future__ import annotations

from functools import lru_cache

__all__ = ["qr_code"]


@lru_cache(maxsize=8)
def qr_code(text: str) -> str:
    """The code of a text, with the quiet zone that readers need; dark on white in any look of the page."""
    import segno

    # Level M: a code that is projected gets blurred and tilted, and one of a short address is coarse all the same.
    code = segno.make(text, micro=False, error="m")
    return code.svg_inline(border=4, dark="#000", light="#fff", omitsize=True, svgclass="qr", lineclass=None)
