"""A game that runs in this process: the engine, its journal, and the views of both."""

from __future__ import annotations

import contextlib
from functools import partial
from typing import TYPE_CHECKING

from chasm_game.debrief import debrief_builder
from chasm_game.engine.game import Game
from chasm_game.errors import ChasmError
from chasm_game.journal.actions import (
    MAX_REASON,
    MAX_TEAM,
    Action,
    Asked,
    Believed,
    Chose,
    Corrected,
    Over,
    Removed,
    Renamed,
    Restored,
    Rewound,
    kept_text,
)
from chasm_game.journal.headers import save_header
from chasm_game.journal.journal import Journal, read_save
from chasm_game.journal.played import Played
from chasm_game.journal.replay import replay
from chasm_game.limits import check_confidence
from chasm_game.session.followed import Followed
from chasm_game.views import round_builder
from chasm_game.views.round import Phase, RoundView
from chasm_game.views.round_builder import intro_view

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from chasm_game.scenario.scenario import Scenario
    from chasm_game.views.consequences import ConsequencesView
    from chasm_game.views.debrief import DebriefView
    from chasm_game.views.intro import IntroView
    from chasm_game.views.review import ReviewView

__all__ = ["LocalPlay"]


class LocalPlay:
    """A game being played here (`chasm_game.session.play.Play`). Every action is on disk before it is done."""

    def __init__(self, played: Played, journal: Journal) -> None:
        self._played, self._journal = played, journal
        self._followed = Followed(played)
        self.read: frozenset[str] = frozenset()
        """Texts of the story that the player has read in earlier games."""
        self.torn = False
        """Whether the save's last line was cut off and dropped when it was resumed."""

    @classmethod
    def new(
        cls,
        scenario: Scenario,
        saves: Path,
        *,
        team: str = "",
        seed: int = 1,
        practice: bool = False,
        quick: bool = False,
    ) -> LocalPlay:
        """Begin a game, with a save in `saves`. Raises `ChasmError` where none can be written or the seed is none."""
        game = Game(scenario, seed)
        header = save_header(scenario, seed, team=team, practice=practice, quick=quick)
        play = cls(Played(header, game), Journal.create(saves, header))
        play._note_the_end()  # of a story in which no round happens
        return play

    @classmethod
    def resume(cls, path: Path) -> LocalPlay:
        """Go on where a save stands. Raises `DamagedSave`, or `ChasmError` where it is open elsewhere."""
        record = read_save(path)
        # Replayed before the file is held: a save that cannot be done raises here, with nothing left open.
        play = cls(replay(record), Journal.resume(record))
        play.torn = record.torn
        play._note_the_end()
        return play

    @property
    def played(self) -> Played:
        """The game behind the views."""
        return self._played

    @property
    def journal(self) -> Journal:
        """The file behind the game."""
        return self._journal

    @property
    def save(self) -> Path:
        """The file that keeps this game. It changes where something else takes the file away: see `intro`."""
        return self._journal.path

    @property
    def intro(self) -> IntroView:
        """What is played."""
        journal = self._journal
        return intro_view(
            self._played, "" if journal.lost else str(journal.path), journal.lost or journal.notice, self.read
        )

    @property
    def phase(self) -> Phase:
        """Where the game stands. A quick game has no belief sheets."""
        played = self._played
        sheets = not played.header.quick
        # A save whose first sheet was never written and that was played on is past it: the sheet would know too much.
        if sheets and "before" not in played.beliefs and not played.game.decisions:
            return Phase.BELIEFS_BEFORE
        if played.game.outcome is None:
            return Phase.DECIDING
        return Phase.BELIEFS_AFTER if sheets and "after" not in played.beliefs else Phase.DEBRIEF

    def submit_beliefs(self, points: Mapping[str, float] | None, ways: Mapping[str, float] | None = None) -> None:
        """Hand in the belief sheet of this phase; None passes a page over."""
        if self.phase not in {Phase.BELIEFS_BEFORE, Phase.BELIEFS_AFTER}:
            raise ChasmError("no belief sheet is asked for now")
        when = "before" if self.phase is Phase.BELIEFS_BEFORE else "after"
        # Copies: the game keeps them, and a form that goes on being filled in must not change what is on disk.
        self._do(Believed(when, _kept(points), _kept(ways)))

    def round(self) -> RoundView:
        """The round that waits for a decision."""
        turn = self._played.game.turn
        if turn is None:
            raise ChasmError("the game is over")
        return round_builder.round_view(self._played.game, turn, practice=self._played.practice, read=self.read)

    def ask(self, leader: str | None = None) -> RoundView:
        """Ask the people, with a leader if wished; the round as it is seen from then on."""
        self._only_while_deciding()
        self._do(Asked(self.round().id, leader))
        return self.round()

    def decide(
        self,
        response: str,
        *,
        prediction: tuple[str, int] | None = None,
        reason: str = "",
        seconds: float | None = None,
        defaulted: bool = False,
        dissent: str = "",
    ) -> ConsequencesView:
        """Take a response; what followed from it. A reason is kept to 2,000 characters, and so is a dissent.

        `defaulted` says that nobody decided, and that this is what is then taken; `dissent` is what a team had to say
        for another answer.
        """
        self._only_while_deciding()
        who, confidence = prediction or (None, None)
        if confidence is not None:
            check_confidence(confidence)
        kept, against = kept_text(reason, MAX_REASON), kept_text(dissent, MAX_REASON)
        turn = self._played.game.turn
        if turn is None:
            raise ChasmError("the game is over")
        self._do(Chose(turn.round.id, response, who, confidence, kept, seconds, defaulted, dissent=against))
        self._note_the_end()
        return self._followed.of(len(self._played.choices))

    def rewind(self) -> None:
        """In practice only: take the last decision (or ask) back."""
        self._do(Rewound())

    def correct(self, round_id: str, response: str) -> None:
        """In a room: what was typed for the round that was decided last was another response than the team took."""
        self._do(Corrected(round_id, response))
        self._note_the_end()

    def rename(self, team: str) -> None:
        """The team has another name from here on."""
        self._do(Renamed(kept_text(team, MAX_TEAM)))

    def mark_removed(self, removed: bool) -> None:
        """In a room: the team was taken out, or taken back."""
        self._do(Removed() if removed else Restored())

    def consequences(self) -> tuple[ConsequencesView, ...]:
        """The rounds played so far, the last one last."""
        return self._followed.all()

    def debrief(self) -> DebriefView:
        """Everything, once it is over."""
        if self.phase is not Phase.DEBRIEF:
            raise ChasmError("the debrief comes when the game is over")
        return debrief_builder.debrief(self._played, self.intro)

    def review(self) -> ReviewView:
        """What each decision was worth, once the game is over. Takes moments to seconds."""
        return self.reviewing()()

    def reviewing(self) -> Callable[[], ReviewView]:
        """The review to be worked out beside, of the game as it is now: in practice it may be taken back meanwhile."""
        if self._played.game.outcome is None:
            raise ChasmError("the review comes when the game is over")
        return partial(_reviewed, self._played.game.copying())

    def export(self, folder: str) -> tuple[str, ...]:
        """Write the debrief to files in a folder: text, charts, data; their paths."""
        from chasm_game.debrief.export import export

        return export(self._played, self.debrief(), folder)

    def close(self) -> None:
        """Let go of the save; `intro` tells what became of it."""
        self._journal.close()

    def _only_while_deciding(self) -> None:
        if self.phase is Phase.BELIEFS_BEFORE:
            raise ChasmError("the belief sheet comes first: hand it in, or skip it")

    def _note_the_end(self) -> None:
        """For listings only: a disk that is full now hides no consequences."""
        if self._played.game.outcome is not None and not self._played.over:
            # The line only spares listings a replay; the game is over without it.
            with contextlib.suppress(ChasmError):
                self._do(Over())

    def _do(self, action: Action) -> None:
        """Check, write, do: what is shown was on disk before, and what is on disk can be done."""
        # In this order: a line that cannot be done would make the save unreadable, and a deed that is not written is
        # lost.
        self._played.check(action)
        self._journal.append(action)
        self._played.do(action)


def _reviewed(copied: Callable[[], Game]) -> ReviewView:
    # Loaded here, beside: it brings the analysis, which only a debrief needs, and would hold up the screen.
    from chasm_game.debrief.review_builder import review_view

    return review_view(copied())


def _kept(page: Mapping[str, float] | None) -> dict[str, float] | None:
    """A page of a sheet as nobody else holds it."""
    return None if page is None else dict(page)
