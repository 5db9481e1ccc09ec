"""A screen of numbered sections under their names, of which one is open; each is built when it is first opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.widgets import ContentSwitcher, Tab, Tabs

from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.screens.base import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widget import Widget

__all__ = ["SectionsPage", "section_bindings"]


def section_bindings(context: str, keys: Iterable[Command], sections: Sequence[str]) -> list[BindingType]:
    """The screen's own keys, and a digit for each section; their ids begin with `context`."""
    digits = (
        Command(f"{context}.section-{n}", str(n), f"pick({n})", name, f"Open: {name}.", shown=False)
        for n, name in enumerate(sections, start=1)
    )
    return [*bindings(each for each in keys if each.action), *bindings(digits)]


class SectionsPage(Page):
    """Digits open the sections, arrows go to the one beside."""

    SECTIONS: ClassVar[tuple[str, ...]] = ()
    """Their names, in order."""
    DEFAULT_CSS = """
    SectionsPage {
        Tabs { margin: 0 1; }
        ContentSwitcher { height: 1fr; }
        .section { height: 1fr; padding: 1 2; scrollbar-size-vertical: 1; }
        .section Static { height: auto; }
    }
    SectionsPage.-medium .section, SectionsPage.-short .section { padding: 0 2; }
    """

    def __init__(self, section: int = 1) -> None:
        super().__init__()
        self._section = section

    def sections(self) -> ComposeResult:
        """The sections' names, and room for one of them."""
        tabs = (Tab(f"{n} {name}", id=f"t{n}") for n, name in enumerate(self.SECTIONS, start=1))
        yield Tabs(*tabs, active=f"t{self._section}")
        with ContentSwitcher(initial=f"s{self._section}"):
            for n in range(1, len(self.SECTIONS) + 1):
                yield VerticalScroll(id=f"s{n}", classes="section")

    def built(self, section: int) -> Iterable[Widget]:
        """What stands in a section, 1 for the first."""
        raise NotImplementedError

    def open_section(self, section: int) -> None:
        """Open a section, 1 for the first."""
        self._section = section
        pane = self.query_one(f"#s{section}", VerticalScroll)
        if not pane.children:
            pane.mount_all(self.built(section))
        self.query_one(ContentSwitcher).current = f"s{section}"
        tabs = self.query_one(Tabs)
        if tabs.active != f"t{section}":
            tabs.active = f"t{section}"
        pane.focus()
        self.refresh_bindings()

    def on_tabs_tab_activated(self, event: Tabs.TabActivated) -> None:
        """A click on a section's name. What was activated before something else was is over.

        Without that, two keys in quick succession would open each other's section for ever.
        """
        section = int((event.tab.id or "t1")[1:])
        if section != self._section and event.tabs.active == event.tab.id:
            self.open_section(section)

    def action_pick(self, section: int) -> None:
        """A digit."""
        self.open_section(section)

    def action_turn(self, step: int) -> None:
        """The section beside."""
        self.open_section((self._section - 1 + step) % len(self.SECTIONS) + 1)
