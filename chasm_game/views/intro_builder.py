"""Who plays what: the introduction of a game, from its save."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.views.chasm import AxisView
from chasm_game.views.intro import IntroView

if TYPE_CHECKING:
    from chasm_game.journal.replay import Played
    from chasm_game.scenario.rulebook import Rulebook

__all__ = ["axes", "intro_view"]


def intro_view(played: Played, save: str, save_notice: str = "") -> IntroView:
    """What is played, by whom, how; `save` is the file that keeps it, and `save_notice` what has to be said of it."""
    header, scenario = played.header, played.game.scenario
    return IntroView(
        scenario.id,
        scenario.title,
        scenario.summary,
        scenario.level,
        scenario.minutes,
        scenario.goals,
        scenario.company.name,
        scenario.company.you,
        scenario.company.unit,
        tuple((s.id, s.name) for s in scenario.stakeholders),
        len(scenario.rounds),
        header.seed,
        header.team,
        played.practice,
        header.quick,
        save,
        header.started,
        save_notice,
        axes(scenario.rulebook),
    )


def axes(rulebook: Rulebook) -> tuple[AxisView, ...]:
    """The axes of a rulebook, as the second page of the belief sheet asks about them."""
    return tuple(AxisView(way.id, way.title, way.low, way.high) for way in rulebook.ways.values())
