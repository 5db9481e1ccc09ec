"""Themes in the command palette: ours first, then all of Textual's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from textual.command import Command, DiscoveryHit, Hit, Provider

from chasm_game.tui.themes import OURS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import App
    from textual.command import Hits
    from textual.theme import Theme
    from textual.widgets.option_list import Option

    from chasm_game.tui.host import Host

__all__ = ["Themes", "theme_of", "themes"]


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
    hit = option.hit if isinstance(option, Command) else None
    return hit.command.name if hit is not None and isinstance(hit.command, _Wear) else None


class Themes(Provider):
    """Every theme there is."""

    def _all(self) -> Iterator[tuple[str, _Wear, str]]:
        for theme in themes(self.app):
            told = "of Chasm" if theme in OURS else ""
            yield theme.name, _Wear(self.app, theme.name), f"{'dark' if theme.dark else 'light'} {told}".strip()

    async def discover(self) -> Hits:
        """All, before anything is typed."""
        for name, wear, told in self._all():
            yield DiscoveryHit(name, wear, help=told)

    async def search(self, query: str) -> Hits:
        """Those that fit what was typed."""
        matcher = self.matcher(query)
        for name, wear, told in self._all():
            score = matcher.match(f"{name} {told}")
            if score > 0:
                yield Hit(score, matcher.highlight(name), wear, help=told)
