"""Keys of a room's screens: letters count in any case and width, and a key that does nothing says why.

A facilitator types in front of a room: what is refused in silence is typed again, louder, until something happens that
nobody meant.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, ClassVar, cast

from textual.keys import KEY_NAME_REPLACEMENTS
from textual.screen import Screen, ScreenResultType

from chasm_game.tui.commands import key_label
from chasm_game.tui.widgets.tip import CLOSE

if TYPE_CHECKING:
    from textual import events
    from textual.containers import VerticalScroll

    from chasm_game.tui.commands import Command
    from chasm_game.tui.host import RoomHost

__all__ = ["TellsWhy", "plain_key", "scroll"]


_NOTHING = ("scroll_", "page_", "app.focus_", CLOSE.action)
"""How actions begin that Textual binds on every part and that do nothing here: what scrolls has its own commands.

Nothing of a first game is explained in a room either, so there is no explanation to close.
"""


def plain_key(key: str, character: str | None) -> str:
    """The key as it is bound: `A`, by Caps Lock or Shift, or full-width, is `a`; a full-width `+` is `plus`."""
    held, _, last = key.rpartition("+")
    if held == "shift" and len(last) == 1:
        return last.lower()
    # Keys with a name, and those with Ctrl or Alt held, have no other form.
    if held or character is None or not character.isprintable():
        return key
    folded = unicodedata.normalize("NFKC", character).casefold()
    if len(folded) != 1:
        return key
    if folded.isalnum():
        return folded
    name = unicodedata.name(folded, key).lower().replace("-", "_").replace(" ", "_")
    return KEY_NAME_REPLACEMENTS.get(name, name)


class TellsWhy(Screen[ScreenResultType]):
    """A screen of a room that leaves no key without an answer."""

    KEYS: ClassVar[tuple[Command, ...]]

    def why_not(self, key: str) -> str:
        """Why a key does nothing here now, as a sentence; `key` as it is bound."""
        help_key = next((c.key_name or "?" for c in self.KEYS if c.action == "app.help"), "Esc")
        return f"{_name(key)} does nothing here. {help_key} tells the keys."

    def on_key(self, event: events.Key) -> None:
        """Before it is looked up: the key that was meant, or the reason why there is none."""
        if self._counts(event.key):
            return
        key = plain_key(event.key, event.character)
        if self._counts(key):
            event.key = key
            return
        event.stop()
        cast("RoomHost", self.app).say(self.why_not(key), severity="warning")

    def _counts(self, key: str) -> bool:
        """Whether a key does something now, here or in the whole program."""
        keymap: dict[str, str] = getattr(self.app, "keymap", {})
        own = [c for c in self.KEYS if c.action and key in keymap.get(c.id, c.keys).split(",")]
        if own:
            return any(self.check_action(c.action.partition("(")[0], ()) for c in own)
        active = self.active_bindings.get(key)
        return active is not None and not active.binding.action.startswith(_NOTHING)


def scroll(screen: Screen[ScreenResultType], box: VerticalScroll, pages: int) -> None:
    """Scroll by pages; where there is nothing more to see, say so."""
    say = cast("RoomHost", screen.app).say
    if box.max_scroll_y == 0:
        say("All of it is on the screen.")
    elif (pages > 0 and box.scroll_y >= box.max_scroll_y) or (pages < 0 and box.scroll_y <= 0):
        say("That was the end." if pages > 0 else "That is the beginning.")
    else:
        box.scroll_relative(y=pages * max(box.size.height - 2, 1), animate=False)


def _name(key: str) -> str:
    label = key_label(key)
    return label.upper() if len(label) == 1 else label
