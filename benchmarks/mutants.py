"""What is known of mutants: the tests nearest to a module, and the lines that no test can tell from changed ones."""

from __future__ import annotations

__all__ = ["EXPLAINED", "NEAREST"]

_EDGES = "tests/analysis/test_analysis_edges.py"
_SAMPLES = ("tests/analysis/test_sampling.py", "tests/analysis/test_balance.py")
_SURVEY = "tests/analysis/test_survey.py"
_REVIEWED = (
    "tests/analysis/test_review.py", "tests/analysis/test_average_luck.py", "tests/compare/test_room_reviews.py",
)  # fmt: skip
_CALIBRATED = ("tests/analysis/test_marks.py", "tests/analysis/test_calibration.py")
_PROPERTIES = ("tests/analysis/test_properties.py",)
NEAREST: dict[str, tuple[str, ...]] = {
    "engine": ("tests/engine",),
    "engine/chances": ("tests/engine", "tests/analysis/test_every_way.py"),
    "engine/compiling": ("tests/engine", "tests/analysis/test_every_way.py"),
    "engine/state": ("tests/engine", "tests/analysis/test_every_way.py"),
    "engine/lane_environment": ("tests/engine", "tests/analysis/test_every_way.py"),
    "engine/promises": ("tests/engine", "tests/session/test_events_seen.py"),
    "engine/forecast": ("tests/engine", "tests/session/test_foresight.py"),
    "engine/reweigh": ("tests/engine", "tests/compare"),
    "engine/batch": ("tests/engine", "tests/compare"),
    "analysis": (
        _EDGES, "tests/analysis/test_review.py", "tests/analysis/test_findings.py",
        "tests/analysis/test_expectations.py", "tests/analysis/test_balance.py", "tests/analysis/test_history.py",
    ),
    "analysis/sampling": (_EDGES, "tests/analysis/test_sampling.py"),
    "analysis/survey": (_EDGES, *_SAMPLES, _SURVEY),
    "analysis/observations": (_EDGES, "tests/analysis/test_findings.py", _SURVEY),
    "analysis/observing_walk": (_EDGES, "tests/analysis/test_findings.py", _SURVEY),
    "analysis/proving": ("tests/analysis/test_expectations.py", _SURVEY, "tests/analysis/test_promises_over_all.py"),
    "analysis/witness": ("tests/analysis/test_promises_over_all.py", _SURVEY),
    "analysis/ask_ways": (_SURVEY, "tests/analysis/test_every_way.py", "tests/analysis/test_balance.py"),
    "analysis/drawing": (_SURVEY, *_SAMPLES),
    "analysis/extremes": (_SURVEY, *_SAMPLES),
    "analysis/average_luck": (
        _EDGES, "tests/analysis/test_expectations.py", "tests/analysis/test_promises_over_all.py",
    ),
    "analysis/open_luck": _REVIEWED,
    "analysis/reach": _REVIEWED,
    "analysis/review": _REVIEWED,
    "analysis/decisions_met": _REVIEWED,
    "analysis/tree": ("tests/analysis/test_every_way.py", "tests/analysis/test_balance.py", *_REVIEWED),
    "analysis/marks": _CALIBRATED,
    "analysis/guessers": _CALIBRATED,
    "analysis/calibration": _CALIBRATED,
    "analysis/history": (*_CALIBRATED, "tests/analysis/test_history.py"),
    "analysis/exploring": (_EDGES, *_SAMPLES),
    "analysis/report": (
        _EDGES, "tests/analysis/test_sampling.py", "tests/analysis/test_balance.py",
    ),
    "analysis/ablations": _PROPERTIES,
    "analysis/asking": _PROPERTIES,
    "analysis/bounds": _PROPERTIES,
    "analysis/heuristics": _PROPERTIES,
    "analysis/measured": _PROPERTIES,
    "analysis/nudges": _PROPERTIES,
    "analysis/properties": (_EDGES, *_PROPERTIES, "tests/analysis/test_beside.py"),
    "analysis/property_figures": _PROPERTIES,
    "analysis/property_findings": _PROPERTIES,
    "analysis/reason": _PROPERTIES,
    "analysis/reasons_of": (_EDGES, *_PROPERTIES),
    "analysis/situations": _PROPERTIES,
    "analysis/ways": _PROPERTIES,
    "analysis/whys": _PROPERTIES,
    "analysis/progress": ("tests/analysis/test_sampling.py", "tests/analysis/test_review.py"),
    "analysis/sweep": (_EDGES, "tests/analysis/test_sweep.py"),
    "journal": ("tests/journal", "tests/session/test_seat.py"),
    "journal/room": ("tests/journal", "tests/session/test_room.py", "tests/session/test_room_crashes.py"),
    "journal/forgotten": ("tests/journal", "tests/session/test_forget.py"),
    "journal/exchange": ("tests/journal", "tests/session/test_forget.py"),
    "journal/find_saves": ("tests/journal", "tests/compare", "tests/session/test_shelves.py"),
    "journal/listing": ("tests/journal", "tests/session/test_shelves.py"),
    "journal/replay_many": ("tests/journal", "tests/engine/test_batch_replay.py", "tests/compare"),
    "journal/file": ("tests/test_files.py", "tests/journal", "tests/session/test_shelves.py"),
    "debrief": ("tests/debrief", "tests/session", "tests/compare"),
}  # fmt: skip
"""Which tests stand nearest, by the beginning of a module's path: the longest counts. What is not there is left out."""

EXPLAINED = {
    ("chasm_game/analysis/observing_walk.py", "if len(parts) > 1:"): (
        "one branch alone has neither a rival nor two answers that contest a situation: what it would call does nothing"
    ),
    ("chasm_game/engine/ledger.py", "target = contributions[0].target"): (
        "all contributions of one change have one target, so the last says as much as the first"
    ),
    ("chasm_game/engine/ledger.py", "row = contributions[0].target.row"): (
        "all contributions of one change have one target, so the last says as much as the first"
    ),
    ("chasm_game/engine/outcome.py", "alive = bool(state.alive[0])"): "an outcome is that of a state with one lane",
    ("chasm_game/engine/outcome.py", "int(state.rescues[0]),"): "an outcome is that of a state with one lane",
    ("chasm_game/engine/outcome.py", "float(chasm(state)[0]),"): "an outcome is that of a state with one lane",
    ("chasm_game/engine/outcome.py", "float(state.lowest[0]),"): "an outcome is that of a state with one lane",
    ("chasm_game/engine/state.py", "UNDECIDED, FAILS, HAPPENS = -1, 0, 1"): (
        "three names for how a chance stands, which everybody reads by name"
    ),
    ("chasm_game/engine/response_plan.py", "self.trust += [e for e in trust if not e.points > 0]"): (
        "an effect of no points changes nothing in whichever half of a delayed effect it stands"
    ),
    ("chasm_game/engine/game.py", "return bool(self._state.alive[0])"): "a game is a state with one lane",
    ("chasm_game/engine/batch.py", "BLOCK = 16_384"): "how many lanes are played together changes no number of them",
    (
        "chasm_game/engine/response_plan.py",
        "gains = tuple(e for e in trust if e.points > 0)",
    ): "an effect of no points changes nothing in whichever half of a delayed effect it stands",
    ("chasm_game/engine/score.py", "return frozenset(s for s, fall in falls.items() if fall >= most - 1e-9)"): (
        "two falls would have to be apart by exactly 1e-9, which no sum of binary fractions is"
    ),
    (
        "chasm_game/engine/promises.py",
        ("promise = responses[chosen].promise if 0 <= chosen < len(responses) else None"),
    ): "no round has as many answers as `WAITED`, the only number beyond them",
    ("chasm_game/engine/contributions.py", "sign = 1 if share > 0 else -1"): (
        "of a sign only the side of 0 is looked at"
    ),
    ("chasm_game/engine/ledger.py", "self.change(gains, sign=1)"): "of a sign only the side of 0 is looked at",
    ("chasm_game/engine/contributions.py", "step = high - old if sign > 0 else old - low"): (
        "everything that points move has 0 as its low end; ways, which have not, are shown and not moved"
    ),
    ("chasm_game/engine/state.py", "return int(self.alive.shape[0])"): "one axis is the first and the last",
    ("chasm_game/analysis/reach.py", "among = np.flatnonzero(scores >= best[root] - EQUAL)"): (
        "two scores would have to be apart by exactly `EQUAL`"
    ),
    (
        "chasm_game/analysis/drawing.py",
        "drawn: NDArray[np.int64] = np.where(is_open, luck.random(is_open.shape), -1.0).argmax(axis=0)",
    ): "whatever is below 0 is below every random number",
    (
        "chasm_game/journal/append_file.py",
        "if self._unsure.startswith(read_all(self._handle, len(self._unsure) + 1)):",
    ): "a byte more than was written tells that somebody else wrote too, and two bytes tell no more",
    (
        "chasm_game/debrief/figures.py",
        "low, high = (low - 10, high) if low > 0 and (high >= 100 or low >= 100 - high) else (low, high + 10)",
    ): "at the upper end there is no room above; and in the middle one side is widened first and then the other",
    (
        "chasm_game/debrief/pages/surprises.py",
        'way = " You were surer than you were right." if apart > 0 else " You knew more than you dared to say."',
    ): "what is apart by nothing has been told before",
    ("chasm_game/analysis/observing_walk.py", "self.under_seed = Found(-1.0, ())"): "no score is below 0",
    ("chasm_game/engine/state.py", "ASKED = 1"): (
        "a name for how asking stands in a record: whoever reads one takes it off again, and 0 stays nobody's"
    ),
    ("chasm_game/engine/plan.py", "WAITED = 100"): "any number beyond nine responses says that nothing was open",
    ("chasm_game/engine/contributions.py", "share *= old - low"): (
        "everything that points move has 0 as its low end; ways, which have not, are shown and not moved"
    ),
    (
        "chasm_game/analysis/sampling.py",
        "self.variants(np.array(self.tally.best_line, dtype=np.int64), [(0, self.tally.best_line[0])])",
    ): "the climb then begins one change beside the best line, and comes back to it or to a better one",
    (
        "chasm_game/analysis/asking.py",
        "return Companions(best, max(n for n, score in walk.by_asks.items() if score >= best - EQUAL), walk.alike)",
    ): "two scores would have to be apart by exactly `EQUAL`",
    ("chasm_game/analysis/tree.py", "if sum(branch.state.lanes for branch in branches) > self.block:"): (
        "branches at once or one after another: the same numbers"
    ),
    ("chasm_game/engine/measures.py", "return np.full(state.lanes, 100.0)"): (
        "where nobody leads no condition can name assent, and no snapshot shows it"
    ),
    ("chasm_game/journal/damage.py", 'raw = handle.read(MAX_BYTES + 1) if whole else b""'): (
        "a byte more than a save may have tells that it is larger, and two bytes tell no more"
    ),
    (
        "chasm_game/debrief/pages/beliefs.py",
        "ids = tuple(who for value, who in found if value >= most - CLOSE) if most > 0 else ()",
    ): "shares sum to 1 where there are any, so the greatest is 0 only where there are none",
    ("chasm_game/analysis/sampling.py", "if self.under.score <= before + EQUAL:"): (
        "`extremes` takes a better line only from beyond `EQUAL` on, so the best is never exactly that much better"
    ),
    ("chasm_game/analysis/ways.py", "if largest > _ROOM // values:"): (
        "numbering the keys anew changes none of their order, so it may be done one step earlier"
    ),
    (
        "chasm_game/analysis/bounds.py",
        'return value < limit - EQUAL if self.relation == "below" else value > limit + EQUAL',
    ): "a figure and its limit would have to be apart by exactly `EQUAL`",
    (
        "chasm_game/analysis/reasons_of_one_way.py",
        'name = answer_id(m, weakest, taken) if taken < len(m.scenario.rounds[weakest].responses) else ""',
    ): "waiting is recorded as `WAITED`, far beyond the answers of any round",
}
"""Why the edge of a line makes no difference, by its module and its text: no test can kill a change of it."""
