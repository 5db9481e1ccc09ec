"""From the end of a debrief to what follows it: the questions that are asked on the way, one after another."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from chasm_game.session.again import other_luck
from chasm_game.tui.backstage import Beginning
from chasm_game.tui.screens.again import AgainScreen
from chasm_game.tui.screens.begin import BeginScreen
from chasm_game.tui.screens.from_round import FromRoundScreen
from chasm_game.tui.screens.records import RecordsScreen
from chasm_game.tui.screens.share import ShareScreen

if TYPE_CHECKING:
    from textual.app import App

    from chasm_game.tui.host import LibraryHost
    from chasm_game.views.debrief import DebriefView
    from chasm_game.views.review import ReviewView

__all__ = ["follow_up"]


async def follow_up(app: App[None], view: DebriefView, review: ReviewView | None, library: LibraryHost | None) -> None:
    """Ask what follows and do it; nothing where the player goes back. Only in a worker of a screen that stays."""
    screen = AgainScreen(view, library)
    chosen, intro = await app.push_screen_wait(screen), view.intro
    if chosen == "share":
        await app.push_screen_wait(ShareScreen(view, review))
    elif library is None or chosen is None:
        return
    elif chosen == "records":
        await app.push_screen_wait(RecordsScreen(intro.scenario, intro.title, library.backstage))
    elif chosen == "round":
        rounds = [(each.id, each.round_title, each.response) for each in view.decisions]
        round_id = await app.push_screen_wait(FromRoundScreen(rounds))
        if round_id is not None:
            library.begin_from(intro.save, round_id)
    else:
        story, title, seed = intro.scenario, intro.title, other_luck(intro.seed)
        if chosen == "story" and screen.following is not None:
            story, title, seed = screen.following.id, screen.following.title, library.usual.seed
        usual = Beginning(intro.team, seed, False, intro.quick, intro.difficulty)
        # Asked once more how it is to be played: Enter begins as it stands there.
        how = await app.push_screen_wait(BeginScreen(title, usual, library.backstage.difficulties()))
        if how is not None:
            library.begin(story, **asdict(how))
