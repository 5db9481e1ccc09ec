"""One game: what may be decided now, what a decision led to, and the way back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from chasm_game.engine.compiling import compile_plan
from chasm_game.engine.decisions import Ask, Choose, Decision
from chasm_game.engine.hand import Hand, Mark
from chasm_game.engine.ledger import Entry, Ledger
from chasm_game.engine.outcome import holds, holds_at_end, outcome_of
from chasm_game.engine.refusals import refusal_to_ask, refusal_to_choose
from chasm_game.engine.round import NOT_ASKING, Round, arrive, coast, company, open_in
from chasm_game.engine.snapshot import Snapshot, Turn, snapshot
from chasm_game.engine.start import start
from chasm_game.errors import IllegalDecision
from chasm_game.limits import check_seed

if TYPE_CHECKING:
    from collections.abc import Callable

    from chasm_game.engine.plan import Plan
    from chasm_game.engine.score import Outcome
    from chasm_game.scenario.conditions import Condition
    from chasm_game.scenario.scenario import Scenario

__all__ = ["Game"]


class Game:
    """A scenario being played under a seed. It stands at a decision or at its end, never in between.

    `legal_decisions`, `push`, `pop` and `outcome` are all that an algorithm needs to know.
    """

    def __init__(self, scenario: Scenario, seed: int = 1, *, plan: Plan | None = None) -> None:
        """Begin; `plan` is the scenario under this seed where it was compiled before.

        Raises `ChasmError` where the seed is not 0 to 2^53-1.
        """
        check_seed(seed)
        self.plan: Plan = compile_plan(scenario, seed) if plan is None else plan
        self.turns: list[Turn] = []
        self.outcome: Outcome | None = None
        self._state = start(self.plan)
        self._entries: list[Entry] = []
        self._ledger = Ledger(self.plan, self._state, self._entries)
        self._next = 0
        self._hand = Hand()
        self._round: Round | None = None
        self._stack: list[Mark] = []
        self.snapshots: list[Snapshot] = [self._snapshot("start", "start")]
        self._advance()

    def __repr__(self) -> str:
        line = " ".join(str(d) for d in self.decisions)
        return f"<Game {self.scenario.id} seed {self.seed}: {line or 'not begun'}>"

    @property
    def scenario(self) -> Scenario:
        """What is played."""
        return self.plan.scenario

    @property
    def seed(self) -> int:
        """The luck it is played under."""
        return self.plan.seed

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """Everything decided so far."""
        return tuple(mark.decision for mark in self._stack)

    @property
    def ledger(self) -> tuple[Entry, ...]:
        """Every point so far, in the order in which it landed."""
        return tuple(self._entries)

    @property
    def turn(self) -> Turn | None:
        """The round that waits for a decision, or None at the end."""
        return self.turns[-1] if self.outcome is None else None

    @property
    def now(self) -> Snapshot:
        """The state as it is."""
        return self._snapshot(self._ledger.round, self._ledger.stage)

    @property
    def legal_decisions(self) -> tuple[Decision, ...]:
        """What may be decided now: asking alone and with each leader, then the open responses; nothing at the end."""
        if self.turn is None:
            return ()
        alone: tuple[Decision, ...] = (Ask(), *(Ask(k.id) for k in self.plan.leaders))
        asks = alone if self.can_ask else ()
        return (*asks, *(Choose(r) for r in self.open_responses))

    @property
    def can_ask(self) -> bool:
        """Whether the people may be asked now: once a round, while asks are left."""
        return self.turn is not None and not self.turn.asked and int(self._state.asks[0]) > 0

    @property
    def open_responses(self) -> tuple[str, ...]:
        """The ids of the open responses; `wait` alone where none is."""
        if self.turn is None:
            return ()
        assert self._round is not None
        round_ = self._round.plan
        found = open_in(self.plan, self._state, round_)[:, 0]
        return tuple(r.id for r, is_open in zip((*round_.responses, round_.wait), found, strict=True) if is_open)

    def holds(self, condition: Condition | None, at: Snapshot) -> bool:
        """Whether a condition of a text holds at a moment of this game; none always holds."""
        if condition is None:
            return True
        return holds(self.plan, condition, at.moment)

    def held(self, condition: Condition | None) -> bool:
        """Whether a condition of a text that is told after the game holds at its end; none always holds.

        To be asked of a finished game only.
        """
        assert self.outcome is not None
        return holds_at_end(self.plan, condition, self._state, self.outcome.ending)

    def push(self, decision: Decision) -> None:
        """Take a decision. Raises `IllegalDecision` where it cannot be taken now."""
        self.check(decision)
        turn = self.turns[-1]
        assert self._round is not None
        mark = Mark(
            decision,
            # The whole lane and no list of changes: it is small, and taking back what rules did would be a second
            # telling of them.
            self._state.copy(),
            len(self._entries),
            len(self.snapshots),
            len(self.turns),
            self._next,
            (self._ledger.round, self._ledger.stage),
            self._round.at,
            (turn.ask, turn.response, turn.open, turn.shocked, turn.after),
        )
        if isinstance(decision, Ask):
            self._ask(self._round, turn, decision)
        else:
            self._choose(self._round, turn, decision.response)
        self._stack.append(mark)

    def pop(self) -> Decision:
        """Take the last decision back, and return it. Raises `IndexError` where there is none."""
        mark = self._stack.pop()
        self._state = mark.state
        self._ledger.state = mark.state
        self._ledger.round, self._ledger.stage = mark.moment
        del self._entries[mark.entries :], self.snapshots[mark.snapshots :], self.turns[mark.turns :]
        self._next, self.outcome = mark.next_round, None
        # The turn is mended in place: whoever looks at this game may hold it.
        turn = self.turns[-1]
        turn.ask, turn.response, turn.open, turn.shocked, turn.after = mark.turn
        self._hand = Hand()
        self._round = Round(self._ledger, turn.index, self._hand, at=mark.step)
        return mark.decision

    def copying(self) -> Callable[[], Game]:
        """What makes the game as it is now once more, in any thread, while this one goes on or is taken back."""
        return partial(_played, self.plan, self.decisions)

    def check(self, decision: Decision) -> None:
        """Raise `IllegalDecision`, with the reason, where a decision cannot be taken now; change nothing."""
        if self.turn is None:
            raise IllegalDecision(f"the game is over: `{decision}` can no longer be taken")
        if isinstance(decision, Ask):
            refused = refusal_to_ask(decision, self.turn, can_ask=self.can_ask, leaders=self.plan.leaders)
        else:
            refused = refusal_to_choose(decision, self.turn, self.open_responses)
        if refused:
            raise IllegalDecision(refused)

    def _ask(self, round_: Round, turn: Turn, ask: Ask) -> None:
        self._hand.asking = company(self.plan, ask)
        turn.ask = ask
        round_.go()
        turn.shocked = self._snapshot(turn.round.id, "asked")

    def _choose(self, round_: Round, turn: Turn, response_id: str) -> None:
        # Kept before the answer is played: afterwards the state has moved, and other answers might be open.
        turn.open = self.open_responses
        turn.response = response_id
        # Whoever chooses without having asked has decided not to ask.
        if self._hand.asking is None:
            self._hand.asking = NOT_ASKING
        self._hand.response = next((r for r in round_.plan.responses if r.id == response_id), round_.plan.wait)
        round_.go()
        turn.after = self._snapshot(turn.round.id, "end")
        self.snapshots.append(turn.after)
        self._advance()

    def _advance(self) -> None:
        """On to the next round that happens, or to the end."""
        while self._alive and self._next < len(self.plan.rounds):
            index, self._next = self._next, self._next + 1
            (part,) = arrive(self.plan, self._state, index)
            if part.plays:
                self._begin(index)
                return
        self._finish()

    def _begin(self, index: int) -> None:
        """Into a round, up to its first decision."""
        round_id = self.plan.rounds[index].id
        before = self._snapshot(round_id, "before")
        self._hand = Hand()
        self._round = Round(self._ledger, index, self._hand)
        self._round.go()
        self.turns.append(Turn(index, self.scenario.rounds[index], before, self._snapshot(round_id, "shock")))

    def _finish(self) -> None:
        for number in range(1, self.plan.coast + 1):
            if not coast(self._ledger, number):
                break
            self.snapshots.append(self._snapshot(f"coast-{number}", "coast"))
        self.outcome = outcome_of(self.plan, self._state, self.snapshots[0])

    @property
    def _alive(self) -> bool:
        return bool(self._state.alive[0])

    def _snapshot(self, round_id: str, stage: str) -> Snapshot:
        return snapshot(self.plan, self._state, round_id, stage)


def _played(plan: Plan, decisions: tuple[Decision, ...]) -> Game:
    # Played again, so that it shares nothing that changes with the first.
    made = Game(plan.scenario, plan.seed, plan=plan)
    for decision in decisions:
        made.push(decision)
    return made
