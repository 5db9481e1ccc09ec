"""What a survey sees of every way to play, asking and luck included, beside brute force with the oracle."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pytest
from analysis import small
from analysis.every_way import Brute, Way
from hypothesis import assume, given

from chasm_game.analysis.ask_ways import WAYS, Asks, affordable, most_ways
from chasm_game.analysis.expectations import proofs_of
from chasm_game.analysis.survey import survey
from chasm_game.engine.compiling import compile_open, compile_plan
from chasm_game.engine.decisions import parse
from chasm_game.engine.game import Game

import made
from budgets import tried

if TYPE_CHECKING:
    from chasm_game.scenario.conditions import Condition
    from chasm_game.scenario.scenario import Scenario

LOOKS = ("cash >= 8", "credibility < 50", "asked('r0')", "asks < 1", "learning > 40 and chasm < 30")
"""Conditions of the texts that are put into made worlds."""


def with_texts(scenario: dict[str, Any]) -> None:
    """Texts of all kinds, in every round and behind every answer."""
    for n, round_ in enumerate(scenario["rounds"]):
        look = LOOKS[n % len(LOOKS)]
        round_["shock"]["also"] = [{"if": look, "text": "t"}]
        round_["shock"]["feed"] = [{"who": "a", "if": LOOKS[2], "text": "t"}]
        round_["ask"] = [{"who": "investors", "if": look, "text": "t"}] if "investors" not in scenario["gone"] else []
        for m, answer in enumerate(round_["responses"]):
            answer["also"] = [{"if": LOOKS[(n + m) % len(LOOKS)], "text": "t"}]
    del scenario["gone"]


def shown(whole: Scenario, ways: list[Way]) -> dict[tuple[str | int, ...], set[bool]]:
    """By the place of each text: whether its condition held, over all moments at which a player would read it."""
    seen: dict[tuple[str | int, ...], set[bool]] = defaultdict(set)
    chances = dict.fromkeys(compile_open(whole).chances, False)
    for way in ways:
        game = Game(whole, 0, plan=compile_plan(whole, 0, {**chances, **way.fallen}))
        for word in way.decisions:
            game.push(parse(word))
        for turn in game.turns:
            path: tuple[str | int, ...] = ("rounds", turn.index)

            def look(at: tuple[str | int, ...], when: Condition | None, moment: Any, game: Game = game) -> None:
                if when is not None:
                    seen[*at, "if"].add(game.holds(when, moment))

            for n, also in enumerate(turn.round.shock.also):
                look((*path, "shock", "also", n), also.when, turn.shocked)
            for n, post in enumerate(turn.round.shock.feed):
                look((*path, "shock", "feed", n), post.when, turn.shocked)
            for n, voice in enumerate(turn.round.ask if turn.asked else ()):
                look((*path, "ask", n), voice.when, turn.shocked)
            for m, answer in enumerate(turn.round.responses):
                for n, also in enumerate(answer.also if answer.id == turn.response else ()):
                    look((*path, "responses", m, "also", n), also.when, turn.after)
    return seen


@tried(10, 30)
@given(made.worlds(3))
def test_what_is_seen_is_what_brute_force_sees(world: Any) -> None:
    """Endings, answers, voices, texts and promises, over every way to ask and both sides of luck, are the oracle's."""
    rulebook, scenario, seed = world
    scenario["gone"] = [s for s, given in scenario["stakeholders"].items() if given is None]
    with_texts(scenario)
    names = ["fallen", "crossed", "stranded"]
    scenario["expect"] = [
        *({"share": f"ending == '{e}'", "at_most": 1, "asks": asks} for e in names for asks in ("any", "never")),
        *({"reachable": f"ending == '{e}'"} for e in names),
        {"always": "cash > 5"},
    ]
    whole = made.loaded(scenario, rulebook)
    kinds = tuple(range(len(whole.leaders) + 1))
    assume(most_ways(compile_open(whole), Asks(kinds, frozenset(kinds), "")) <= 300)
    brute = Brute(scenario, rulebook, ["ask", *(f"ask:{k.id}" for k in whole.leaders)])
    brute.run()
    proofs = proofs_of(whole)
    found = survey(whole, seed, proofs=proofs)
    assert found.sure
    ways: dict[str, float] = defaultdict(float)
    for way in brute.ways:
        ways[way.played.ending] += way.luck
    assert {e: n for e, n in found.seen.endings.items() if n} == pytest.approx(dict(ways))
    answers = {r.id: [a.id for a in r.responses] for r in whole.rounds}
    rounds = list(answers)
    taken = {(rounds[n], [*answers[rounds[n]], "wait"][min(m, len(answers[rounds[n]]))]) for n, m in found.seen.taken}
    assert taken == {pair for way in brute.ways for pair in way.taken}
    judged = {
        path: {holds for holds, often in ((True, v.held), (False, v.judged - v.held)) if often}
        for path, v in found.seen.watch.verdicts.items()
        if v.judged and {"also", "feed", "ask"} & set(path)
    }
    assert judged == shown(whole, brute.ways)
    for proof in proofs:
        mine = brute.ways if proof.wants_asking else list(brute.never_asking())
        if proof.promise.kind == "share":
            ending = names[proof.number // 2]
            share = sum(w.luck for w in mine if w.played.ending == ending) / sum(w.luck for w in mine)
            assert proof.share == pytest.approx((share, share))
        elif proof.promise.kind == "reachable":
            assert (proof.held_in is not None) is (names[proof.number - 6] in ways)
        else:
            # At the end of every round of the file, and of the game: not of the silent rounds before that.
            ends = [[s for s in w.played.states[1:] if not s["round"].startswith("coast")] for w in brute.ways]
            low = min(s["cash"] for w, told in zip(brute.ways, ends, strict=True) for s in (*told, w.played.states[-1]))
            assert (proof.failed_in is not None) is (low <= 5)


@pytest.mark.parametrize(("less", "kinds"), [(-1, 3), (0, 3), (1, 1)])
def test_companions_are_walked_up_to_the_budget(less: int, kinds: int) -> None:
    """Exactly as many ways as are allowed are walked with every companion; one more, and asking alone is left."""
    text = "company: {start: {asks: 1}}\nleaders:\n  ines: {name: I, watches: cash}\n  otto: {name: O, watches: cash}\n"
    plan = compile_open(small.scenario(text + small.rounds(3, small.TWO)))
    asks = affordable(plan, most_ways(plan, affordable(plan, WAYS)) - less)
    assert len(asks.kinds) == kinds
