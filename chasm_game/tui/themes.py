"""Our own themes, designed as a set: dark, light and high contrast; and all themes in the command palette, ours first.

Sand is the company's side of the chasm, water green the people's, in all three. What each colour of the game is in a
theme, ours or not, is worked out in `palette`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from textual.command import Command, DiscoveryHit, Hit, Provider
from textual.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import App
    from textual.command import Hits
    from textual.widgets.option_list import Option

    from chasm_game.tui.host import Host

__all__ = ["CONTRAST", "DARK", "LIGHT", "OURS", "WITHOUT_COLOUR", "Themes", "theme_of", "themes"]

DARK = Theme(
    name="chasm-dark",
    primary="#d9a860",
    secondary="#6fbdb4",
    accent="#ebc57f",
    success="#8fcb93",
    warning="#e6ba5c",
    error="#f2937f",
    foreground="#dde2e7",
    background="#12161b",
    surface="#1a2027",
    panel="#222a33",
    variables={
        "text-success": "#8fcb93",
        "text-error": "#f2937f",
        "text-accent": "#ebc57f",
        "text-warning": "#e6ba5c",
        "text-muted": "#a3adb8",
        "foreground-muted": "#a3adb8",
        "scrollbar": "#3b4753",
        "scrollbar-background": "#12161b",
        "scrollbar-hover": "#556371",
        "scrollbar-background-hover": "#12161b",
        "block-cursor-foreground": "#12161b",
        "block-cursor-background": "#d9a860",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-foreground": "#dde2e7",
        "block-cursor-blurred-background": "#2c3641",
        "footer-key-foreground": "#ebc57f",
        "footer-background": "#1a2027",
        "footer-description-foreground": "#b3bcc6",
        "input-selection-background": "#4a4130",
    },
)

LIGHT = Theme(
    name="chasm-light",
    primary="#8f5410",
    secondary="#0f6a64",
    accent="#7d4a0c",
    success="#23622a",
    warning="#755200",
    error="#a02b18",
    foreground="#21262c",
    background="#faf7f1",
    surface="#f2ede3",
    panel="#e9e2d4",
    dark=False,
    variables={
        "text-success": "#23622a",
        "text-error": "#a02b18",
        "text-accent": "#7d4a0c",
        "text-warning": "#755200",
        "text-muted": "#4d545b",
        "foreground-muted": "#4d545b",
        "scrollbar": "#c9bfae",
        "scrollbar-background": "#faf7f1",
        "scrollbar-hover": "#a89c86",
        "scrollbar-background-hover": "#faf7f1",
        "block-cursor-foreground": "#fffdf8",
        "block-cursor-background": "#84500f",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-foreground": "#21262c",
        "block-cursor-blurred-background": "#e0d6c3",
        "footer-key-foreground": "#7d4a0c",
        "footer-background": "#f0eade",
        "footer-description-foreground": "#4b5259",
        "input-selection-background": "#e6d2ab",
    },
)

CONTRAST = Theme(
    name="chasm-contrast",
    primary="#ffd75f",
    secondary="#5fffff",
    accent="#ffff5f",
    success="#7fff7f",
    warning="#ffff00",
    error="#ffa0a0",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#161616",
    variables={
        "text-success": "#7fff7f",
        "text-error": "#ffa0a0",
        "text-accent": "#ffff5f",
        "text-warning": "#ffff00",
        "text-muted": "#e4e4e4",
        "foreground-muted": "#e4e4e4",
        "scrollbar": "#ffffff",
        "scrollbar-background": "#000000",
        "scrollbar-hover": "#ffffff",
        "scrollbar-background-hover": "#000000",
        "block-cursor-foreground": "#000000",
        "block-cursor-background": "#ffff5f",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-foreground": "#ffffff",
        "block-cursor-blurred-background": "#3a3a3a",
        "border": "#ffff5f",
        "footer-key-foreground": "#ffff5f",
        "footer-background": "#000000",
        "footer-description-foreground": "#ffffff",
        "input-selection-background": "#404000",
        "chasm-muted": "#e4e4e4",
        "chasm-faint": "#9a9a9a",
        "chasm-cursor": "#2f2f00",
        # Every ink has 7 to 1 on this ground, so it has 1.5 to 1 on black: rows and fields need a line as well.
        "chasm-mark-style": "underline",
        "chasm-hover": "#1f1f00",
        "chasm-mist": "#b0b0b0",
    },
)

OURS = (DARK, LIGHT, CONTRAST)
WITHOUT_COLOUR = "ansi-dark"
"""The built-in theme that `NO_COLOR` selects."""


def themes(app: App[object]) -> list[Theme]:
    """Ours, then the others by name."""
    ours = [theme.name for theme in OURS]
    known = app.available_themes
    return [known[name] for name in ours] + [known[name] for name in sorted(known) if name not in ours]


@dataclass(frozen=True, slots=True)
class _Wear:
    """Puts a theme on, and keeps it."""

    app: App[object]
    name: str

    def __call__(self) -> None:
        cast("Host", self.app).keep(theme=self.name)


def theme_of(option: Option) -> str | None:
    """The theme that an option of the palette stands for; None where it stands for something else."""
    # The palette tells only which option is highlighted; what it stands for hangs on it as its command.
    hit = option.hit if isinstance(option, Command) else None
    return hit.command.name if hit is not None and isinstance(hit.command, _Wear) else None


class Themes(Provider):
    """Every theme there is."""

    def _all(self) -> Iterator[tuple[str, _Wear, str]]:
        for theme in themes(self.app):
            origin = "of Chasm" if theme in OURS else ""
            yield theme.name, _Wear(self.app, theme.name), f"{'dark' if theme.dark else 'light'} {origin}".strip()

    async def discover(self) -> Hits:
        """All, before anything is typed."""
        for name, wear, about in self._all():
            yield DiscoveryHit(name, wear, help=about)

    async def search(self, query: str) -> Hits:
        """Those that fit what was typed."""
        matcher = self.matcher(query)
        for name, wear, about in self._all():
            score = matcher.match(f"{name} {about}")
            if score > 0:
                yield Hit(score, matcher.highlight(name), wear, help=about)
