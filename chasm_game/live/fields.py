"""What a device handed in, as it came: every field is looked at before it is believed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from chasm_game.limits import LEAST_SURE, MOST_SURE
from chasm_game.live.refusals import NotUnderstood

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Fields"]

MAX_KEY = 64
MAX_TEXT = 16_384
"""Characters of a text; what is kept of it is shorter."""
MAX_PAGE = 100
"""Names on a page of a sheet."""
_ON_OR_OFF: dict[str | None, bool] = {
    "1": True,
    "on": True,
    "true": True,
    None: False,
    "": False,
    "0": False,
    "off": False,
    "false": False,
}


class Fields:
    """The fields of a form or of a JSON object. Every reader raises `NotUnderstood` with the name of the field."""

    def __init__(self, said: Mapping[str, Any]) -> None:
        self._said = said

    @property
    def key(self) -> str:
        """What the device calls this one thing; empty where it does not say."""
        key = self.text("key")
        if len(key) > MAX_KEY:
            raise NotUnderstood(f"`key` has at most {MAX_KEY} characters.")
        return key

    def text(self, name: str, *, needed: bool = False) -> str:
        """A text; empty where there is none."""
        value = self._said.get(name)
        if value is None or value == "":
            if needed:
                raise NotUnderstood(f"`{name}` is missing.")
            return ""
        if not isinstance(value, str) or len(value) > MAX_TEXT:
            raise NotUnderstood(f"`{name}` is no text of at most {MAX_TEXT:,} characters.")
        # Half a character can be spelt in JSON, and no file takes it.
        return value.encode("utf-8", "replace").decode("utf-8")

    def typed(self, name: str, most: int) -> str:
        """A text as it was typed, up to `most` characters, to be shown again where it was refused; empty for none."""
        value = self._said.get(name)
        return value[:most] if isinstance(value, str) else ""

    def whole(self, name: str) -> int | None:
        """A whole number; None where there is none."""
        value = self._said.get(name)
        if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) <= 6:
            return int(value)
        if value is None or value == "":
            return None
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 999_999:
            raise NotUnderstood(f"`{name}` is no whole number.")
        return value

    def needed_whole(self, name: str) -> int:
        """A whole number."""
        value = self.whole(name)
        if value is None:
            raise NotUnderstood(f"`{name}` is missing.")
        return value

    def flag(self, name: str) -> bool:
        """Whether something is on."""
        value = self._said.get(name)
        if isinstance(value, bool):
            return value
        if isinstance(value, str | None) and value in _ON_OR_OFF:
            return _ON_OR_OFF[value]
        raise NotUnderstood(f"`{name}` is neither on nor off.")

    def sure(self) -> int | None:
        """How sure somebody is, in per cent; None where they do not say."""
        value = self.whole("confidence")
        if value is not None and not LEAST_SURE <= value <= MOST_SURE:
            raise NotUnderstood(f"`confidence` is {LEAST_SURE} to {MOST_SURE}.")
        return value

    def page(self, name: str, low: float, high: float) -> dict[str, float] | None:
        """Numbers by name: an object, or the fields `name.ID` of a form. None where there are none."""
        value = self._said.get(name)
        if value is None:
            start = f"{name}."
            value = {each.removeprefix(start): said for each, said in self._said.items() if each.startswith(start)}
            value = {each: said for each, said in value.items() if said != ""}
        if not isinstance(value, dict) or len(value) > MAX_PAGE:
            raise NotUnderstood(f"`{name}` is no page of numbers by name.")
        return {str(each): _number(name, said, low, high) for each, said in value.items()} or None


def _number(name: str, said: object, low: float, high: float) -> float:
    try:
        number = float(said) if isinstance(said, int | float | str) and not isinstance(said, bool) else math.nan
    except (ValueError, OverflowError):
        number = math.nan
    if not low <= number <= high:  # also refuses what is not a number
        raise NotUnderstood(f"`{name}` holds something that is no number from {low:g} to {high:g}.")
    return number
