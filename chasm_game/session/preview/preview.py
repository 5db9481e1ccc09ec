"""A scenario that is played while it is written: read again on every save, the place kept by ids. Nothing is saved."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from chasm_game.engine.game import Game
from chasm_game.errors import ChasmError
from chasm_game.journal.actions import Header
from chasm_game.journal.played import Played
from chasm_game.scenario.checking import check_source
from chasm_game.scenario.diagnostics import FaultyFile, Severity
from chasm_game.scenario.library import Library
from chasm_game.session.preview import jumping
from chasm_game.session.preview.holding import Holding
from chasm_game.session.preview.jumping import OWN_NUMBERS, Start
from chasm_game.session.preview.play import PreviewPlay
from chasm_game.session.preview.replaying import decisions_of, replay_decisions
from chasm_game.session.preview.saved_file import SavedFile
from chasm_game.session.preview.views import JumpView, PreviewView, ProblemView

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from chasm_game.scenario.diagnostics import Diagnostic
    from chasm_game.scenario.scenario import Scenario
    from chasm_game.scenario.source import Source
    from chasm_game.session.preview.replaying import Decided

__all__ = ["Preview"]


class Preview:
    """A file and the play of its last good version. Only `look` reads the file again."""

    def __init__(self, path: Path, *, story: Path | None = None, seed: int = 1) -> None:
        """Read the file for the first time. Raises `ChasmError` where there is no rulebook to read it with."""
        self._rulebook = Library(story).rulebook
        self._file, self._seed = SavedFile(path), seed
        self._scenario: Scenario | None = None
        self._start: Start | None = None
        self._decisions: tuple[Decided, ...] = ()
        """What was decided, also where the file does not allow it now: an edit that is undone brings it back."""
        self._replayed: tuple[Decided, ...] = ()
        """How far `_line` went when the file was last read."""
        self._problems: tuple[ProblemView, ...] = ()
        self._playable, self._numbers, self._readings = False, False, 0
        self._notes: tuple[str, ...] = ()
        self._holding = Holding()
        self.play: PreviewPlay | None = None
        """The play of the last good version; None while there was none."""
        self._take(self._file.now())

    @property
    def view(self) -> PreviewView:
        """Where file and play stand."""
        scenario = self._scenario
        return PreviewView(
            str(self._file.path),
            scenario.title if scenario else "",
            self._problems,
            self._playable,
            self.play is not None,
            self._notes,
            self._start_in_words(),
            self._numbers,
            self._readings,
            self._holding.rows(scenario),
            self._holding.measuring(scenario),
        )

    def look(self) -> bool:
        """Read the file if it was saved since. Whether it was."""
        found = self._file.look()
        if found is None:
            return False
        self._take(found)
        return True

    def measure(self) -> None:
        """Begin to measure what must be true of the version that is played; `view` has it when `measured` says so."""
        if self._scenario is not None:
            self._holding.begin(self._scenario)

    def measured(self) -> bool:
        """Whether something was measured since this was asked last."""
        return self._holding.news()

    def again(self) -> None:
        """Play from the beginning."""
        self._decisions, self._start, self._notes = (), None, ()
        self._play_again()

    def take_back(self) -> None:
        """Take the last decision or ask back. Raises `ChasmError` where there is none."""
        if self.play is None:
            raise ChasmError("there is nothing to take back")
        self.play.take_back()

    def show_numbers(self, *, numbers: bool) -> None:
        """Whether true numbers, effects and the ledger are shown from now on."""
        self._numbers = numbers
        if self.play is not None:
            self.play.numbers = numbers

    def jump_form(self) -> JumpView:
        """Where one can jump to. Raises `ChasmError` while nothing is played."""
        if self.play is None:
            raise ChasmError("the file cannot be played yet")
        return jumping.jump_view(self.play.played.game)

    def jump(self, target: str, way: str, numbers: Mapping[str, float]) -> None:
        """To a round. Raises `ChasmError`, and stays where it is, where that round is not reached in this way."""
        scenario = self._scenario
        if scenario is None:
            raise ChasmError("the file cannot be played yet")
        if scenario.round(target) is None:
            raise ChasmError(f"there is no round `{target}`")
        if way == OWN_NUMBERS:
            self._start = Start(target, jumping.checked_numbers(scenario, numbers))
            # Decisions of rounds that never happen would be replayed into the ones that do.
            self._decisions = ()
        else:
            self._decisions = jumping.decisions_to(scenario, self._seed, target, way, self._known_decisions())
            self._start = None
        self._notes = ()
        self._play_again()

    # ------------------------------------------------------------------------------------------------ reading

    def _take(self, found: Source | FaultyFile) -> None:
        """A new version of the file: its problems, and its play as far as the decisions still go."""
        self._readings += 1
        scenario, diagnostics = self._checked(found)
        self._problems = tuple(_problem(d) for d in diagnostics)
        self._playable = scenario is not None
        # Saved without a change: the play stays as it is, in the middle of whatever is done.
        if scenario is None or (self._scenario is not None and scenario.text == self._scenario.text):
            return
        # Before the new version takes its place, for what was decided is read from the old play.
        self._decisions = self._known_decisions()
        self._scenario = scenario
        notes = self._checked_start(scenario)
        self._notes = (*notes, *self._play_again())

    def _checked(self, found: Source | FaultyFile) -> tuple[Scenario | None, Iterable[Diagnostic]]:
        if isinstance(found, FaultyFile):
            return None, found.diagnostics
        checked = check_source(found, self._rulebook)
        return checked.scenario, checked.diagnostics

    def _known_decisions(self) -> tuple[Decided, ...]:
        """What was decided: as it is now if something was decided since the file was read, else as it ever was."""
        now = decisions_of(self.play.played.game) if self.play is not None else ()
        # Nothing was decided since: the whole line is kept, with what the last version could not take.
        return self._decisions if now == self._replayed else now

    def _checked_start(self, scenario: Scenario) -> list[str]:
        """A start in a round or with a stakeholder that is gone is no start."""
        start = self._start
        if start is None:
            return []
        if scenario.round(start.round) is None:
            self._start = None
            return [f"There is no round `{start.round}` any more, where you had started: the play starts at the top."]
        gone = set(start.numbers) - set(jumping.ranges(scenario))
        self._start = Start(start.round, {n: v for n, v in start.numbers.items() if n not in gone})
        return [f"There is no stakeholder `{name}` any more, whose trust you had set." for name in sorted(gone)]

    def _play_again(self) -> Sequence[str]:
        """Begin the last good version and decide as before. What could not be done."""
        scenario = self._scenario
        if scenario is None:
            return []
        played = Played(_header(scenario, self._seed), Game(self._started(scenario), self._seed))
        notes = replay_decisions(played, self._decisions)
        self._replayed = decisions_of(played.game)
        self.play = PreviewPlay(played, numbers=self._numbers)
        return notes

    def _started(self, scenario: Scenario) -> Scenario:
        return scenario if self._start is None else jumping.from_start(scenario, self._start)

    def _start_in_words(self) -> str:
        start = self._start
        if start is None:
            return ""
        return (
            f"You started in `{start.round}` with numbers of your own: the rounds before it were not played, so every "
            "chose(…) and asked(…) of theirs is false and nothing comes back from them."
        )


def _header(scenario: Scenario, seed: int) -> Header:
    """A header for a game that no file keeps."""
    # Nothing of it is ever written: the header is there because whatever looks at a game asks for one.
    began = datetime.now(UTC).isoformat(timespec="seconds")
    return Header(scenario.id, "", "", seed, "", "assessed", True, began, "", "")


def _problem(found: Diagnostic) -> ProblemView:
    return ProblemView(
        found.span.line,
        found.span.column,
        found.code.id,
        found.severity is Severity.ERROR,
        found.message,
        found.hint or "",
        found.excerpt or "",
    )
