"""The corpus: every real case that was written in the rulebook's moves, as games that can be played under any rulebook.

- *known*: the shipped case files, and the cases of `cases.yaml` that have no file. Whoever coded them knew their ends.
- *A* and *B*: two codings of the same 26 cases, from the acts alone.

The marks of the 26 say what changed "against the moment just before the decision", so they are held against the state
after the shock. For the known ones nobody said so, and the shock is in both: they are held against the state before it.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from chasm_game.analysis import history
from chasm_game.analysis.marks import HORIZONS, SIZES, Horizon, Mark
from chasm_game.engine.decisions import Choose
from chasm_game.engine.game import Game
from chasm_game.scenario.load import load_scenario
from chasm_game.scenario.source import Source, sha256

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from chasm_game.scenario.library import Library
    from chasm_game.scenario.rounds import MoveUse
    from chasm_game.scenario.rulebook import Rulebook
    from chasm_game.scenario.scenario import Scenario

__all__ = ["FOLDER", "Coded", "agreement", "corpus", "kinds", "marks_of", "rest_hash"]

FOLDER = Path(__file__).parent
FILES = ("cases.yaml", "coding-a.yaml", "coding-b.yaml", "marks.csv", "kinds.yaml")
LETTERS = {"C": "customers", "W": "employees", "P": "partners", "S": "communities", "O": "investors"}


@dataclass(frozen=True)
class Coded:
    """One coding of one case."""

    case: str
    coding: str
    """`known`, `A` or `B`."""
    scenario: Scenario
    sizes: Mapping[tuple[str, Horizon], int]
    """Of a blind coding what history says, by stakeholder and horizon, -2 to 2; a known case has it in its file."""
    uses: tuple[MoveUse, ...]
    """What was done."""
    old: bool
    kind: str
    shipped: bool = False
    """Whether it is a case file that everybody has."""

    @property
    def blind(self) -> bool:
        """Whether it was coded from the acts alone."""
        return self.coding != "known"


def corpus(library: Library) -> list[Coded]:
    """Every coding of every case: the known ones first, then A, then B."""
    book = library.rulebook
    shipped = {s.id: s for e in library.entries if (s := e.scenario) is not None and s.history is not None}
    known = dict(shipped)
    for case in _read("cases.yaml"):
        if case["id"] not in known:
            told = {h: _named(marks) for h, marks in case["history"].items()}
            known[case["id"]] = _scenario(case, case["chosen"]["does"], case["shock"].get("effects") or {}, book, told)
    with (FOLDER / "marks.csv").open(encoding="utf-8") as lines:
        rows = {row["case"]: row for row in csv.DictReader(lines)}
    made = [replace(_coded("known", s, {}), shipped=name in shipped) for name, s in known.items()]
    for coding in "AB":
        for case in _read(f"coding-{coding.lower()}.yaml"):
            told = {h: _named({k: rows[case["id"]][f"{k}_{h}"] for k in LETTERS}) for h in HORIZONS}
            made.append(_coded(coding, _scenario(case, case["does"], case["shock"], book), _sizes(told)))
    return made


def rest_hash() -> str:
    """The hash of all in the corpus that is not shipped."""
    return sha256("".join(sha256((FOLDER / name).read_text("utf-8")) for name in FILES))


@cache
def kinds() -> dict[str, str]:
    """The kind of every move."""
    by_kind = yaml.safe_load((FOLDER / "kinds.yaml").read_text("utf-8"))
    return {move: kind for kind, moves in by_kind.items() for move in moves}


def marks_of(coded: Coded, rulebook: Rulebook | None = None, *, after_shock: bool = True) -> Iterator[Mark]:
    """Every mark of a coding beside the engine's change, under a rulebook (its own, where none is given).

    `after_shock` says from where the changes of the blind ones count.
    """
    scenario = coded.scenario if rulebook is None else _under(coded.scenario, rulebook)
    if scenario.history is not None:
        yield from (replace(m, kind=coded.kind) for m in history.marks_of(history.as_it_went(scenario)))
        return
    game = Game(scenario)
    game.push(Choose("did"))
    turn = game.turns[0]
    assert turn.after is not None
    before = (turn.shocked if after_shock else turn.before).trust
    after = {"short": turn.after.trust, "long": game.snapshots[-1].trust}
    for (who, horizon), size in coded.sizes.items():
        yield Mark(coded.case, who, horizon, size, after[horizon][who] - before[who], coded.old, coded.kind)


def agreement(codings: Sequence[Coded]) -> float:
    """How far two codings took the same moves: the share that both have of all that either has, as a mean of cases."""
    moves = {(c.coding, c.case): {use.move.id for use in c.uses} for c in codings}
    cases = [case for coding, case in moves if coding == "A"]
    shares = [len(moves["A", c] & moves["B", c]) / len(moves["A", c] | moves["B", c]) for c in cases]
    return sum(shares) / len(shares)


def _read(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((FOLDER / name).read_text("utf-8"))["cases"]
    return found


def _coded(coding: str, scenario: Scenario, sizes: Mapping[tuple[str, Horizon], int]) -> Coded:
    chose, at = (h.chose, h.round) if (h := scenario.history) else ("did", "then")
    round_ = scenario.round(at)
    assert round_ is not None
    uses = next(r.does for r in round_.responses if r.id == chose)
    return Coded(scenario.id, coding, scenario, sizes, uses, history.mostly_old(uses), _kind(uses))


def _scenario(
    case: Mapping[str, Any],
    does: list[Any],
    shock: Mapping[str, float],
    rulebook: Rulebook,
    told: Mapping[str, Mapping[str, str]] | None = None,
) -> Scenario:
    """A case as a scenario of one round with one answer, which is what was done; `told` makes it a case file."""
    company = {"start": {"asks": 0, **case.get("start", {})}}
    if "belief" in case:
        company["belief"] = case["belief"]
    answer = {"id": "did", "title": "Did", "does": does, "outcome": "…"}
    round_ = {"id": "then", "title": "Then", "shock": {"text": "…", "effects": shock}, "responses": [answer]}
    raw = {"chasm": 2, "id": case["id"].lower(), "title": "Case", "company": company, "rounds": [round_]}
    if told is not None:
        raw["history"] = {"round": "then", "chose": "did", "when": "…", **told, "told": "…", "sources": ["…"]}
    scenario, _ = load_scenario(Source(case["id"], yaml.safe_dump(raw, sort_keys=False)), rulebook)
    return scenario


def _named(marks: Mapping[str, str]) -> dict[str, str]:
    return {LETTERS[letter]: str(mark) for letter, mark in marks.items()}


def _sizes(told: Mapping[str, Mapping[str, str]]) -> dict[tuple[str, Horizon], int]:
    """The marks that say something: of two moments the last, and none that is the shock's (`--s`)."""
    last = {(who, h): re.split("[→/]", mark)[-1] for h in HORIZONS for who, mark in told[h].items()}
    return {key: SIZES[mark] for key, mark in last.items() if mark in SIZES}


def _kind(uses: Sequence[MoveUse]) -> str:
    """The kind of most of what was done, by strength; the first of equal ones."""
    of, total = kinds(), dict.fromkeys(kinds().values(), 0.0)
    for use in uses:
        if use.move.id in of:
            total[of[use.move.id]] += use.strength
    return max(total, key=lambda kind: total[kind])


def _under(scenario: Scenario, rulebook: Rulebook) -> Scenario:
    """The scenario with another rulebook's moves and coefficients."""
    rounds = tuple(
        replace(
            r,
            responses=tuple(
                replace(a, does=tuple(replace(u, move=rulebook.moves.get(u.move.id, u.move)) for u in a.does))
                for a in r.responses
            ),
        )
        for r in scenario.rounds
    )
    return replace(scenario, rulebook=rulebook, rounds=rounds)
