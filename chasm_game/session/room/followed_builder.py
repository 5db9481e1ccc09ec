"""What followed for a team in a round, as its room may show it: signs and words, and no number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.debrief import happenings, quarters
from chasm_game.session.room.answers import letter_of
from chasm_game.session.room.round_views import TeamFollowed
from chasm_game.session.room.stage import choice_in
from chasm_game.views import consequences_builder
from chasm_game.views.consequences import SilentView
from chasm_game.views.thresholds import shows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.journal.actions import Chose
    from chasm_game.scenario.rounds import Round
    from chasm_game.session.local import LocalPlay
    from chasm_game.views.consequences import ChangeView, ConsequencesView

__all__ = ["corrected_from", "followed"]


def corrected_from(current: Round, choice: Chose | None) -> str:
    """The letter that stood before it was corrected."""
    return "" if choice is None else letter_of(current, choice.corrected)


def followed(play: LocalPlay, round_id: str) -> TeamFollowed:
    """What followed for one team, without a number in it."""
    choice = choice_in(play, round_id)
    assert choice is not None
    number = play.played.choices.index(choice) + 1
    view = consequences_builder.consequences(play.played, number)
    turn = play.played.game.turns[number - 1]
    return TeamFollowed(
        team=play.played.header.team,
        letter=letter_of(turn.round, choice.response),
        response=view.response,
        defaulted=choice.defaulted,
        outcome=view.outcome,
        felt=tuple((c.name, c.step, _why(c)) for c in view.stakeholders),
        company=tuple(
            (c.name, 1 if c.after > c.before else -1)
            for c in (*view.company, *(leader.change for leader in view.leaders))
            if shows(c.after - c.before)
        ),
        echoes=view.echoes,
        feed=view.feed,
        prediction=view.prediction,
        reason=view.reason,
        fallen=view.fallen,
        happened=tuple(_happened(view)),
        averted=view.averted,
        corrected=corrected_from(turn.round, choice),
        dissent=choice.dissent,
    )


def _why(change: ChangeView) -> tuple[tuple[str, int], ...]:
    """The reasons of a change; those of every round only where there is no other. The fog is told once for all."""
    own = [reason for reason in change.reasons if not reason.usual]
    return tuple((reason.because, reason.sign) for reason in own or change.reasons if not reason.fog)


def _happened(view: ConsequencesView) -> Iterator[str]:
    """What is told for all in a round, and the events of it and of the silent ones behind it, without a number."""
    yield from happenings.fog_in_words(view.stakeholders)
    rounds: tuple[ConsequencesView | SilentView, ...] = (view, *view.silent)
    for each in rounds:
        when = f"{quarters.named(each)}. " if isinstance(each, SilentView) else ""
        for promise in each.settled:
            yield when + " ".join(happenings.settled(promise, points=False))
        if each.rescue:
            yield when + " ".join(happenings.rescue(each.rescue, None))
        if each.fall:
            yield when + " ".join(happenings.fall(each.fall, None))
