"""What the made worlds hold: every part of the model occurs in them, so what is proved on them is proved of it."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import Any

import pytest

import made
import oracle
import oracle_state

World = tuple[dict[str, Any], dict[str, Any], int]
WORLDS = 120

PARTS = {
    # what a file can hold
    "leaders 0", "leaders 1", "leaders 6", "watches trust", "watches gauge", "watches cash", "roles", "a removed buyer",
    "a removed default", "an own stakeholder", "an own move", "own weights", "company ways", "people ways",
    "axes 0", "axes 5", "no openness but a promise", "claims due", "ways of an answer", "assent in a shock",
    "a leader in an answer", "strength", "two manners", "a manner twice",
    # what happens
    "ask", "ask with a leader", "a round that does not happen", "waiting", "people changed", "people ways changed",
    "now of a shock holds", "now of a shock does not", "now of an answer holds", "now of an answer does not",
    "now by chance", "now by condition", "carried by the leaders", "carried by a manner", "hardly carried", "drag",
    "delay of a gain", "delay of a later gain", "later by chance", "later by condition", "kept in part", "kept wholly",
    "not kept at all", "due in the coast", "an echo behind its settled promise", "a promise open at a fall",
    "rescue", "a fall", "a fall in the coast", "healing", "wounded at the end", "cross floor", "exposure floor",
    "backlash", "openness by a broken promise",
    # what is clipped
    "clip of an effect down", "clip of an effect up", "clip of the chain", "clip of the owners", "clip of a leader",
    "belief at 0", "no strain", "all strain",
}  # fmt: skip


class Seen(Counter[str]):
    """Parts that were met, with how often."""

    def note(self, **parts: Any) -> None:
        """Count those that are true; an underscore stands for a space."""
        for name, true in parts.items():
            self[name.replace("_", " ")] += bool(true)


def in_files(seen: Seen, rulebook: dict[str, Any], scenario: dict[str, Any]) -> None:
    """What the files of a world hold."""
    leaders = scenario.get("leaders", {})
    axes, stakeholders = rulebook["ways"], scenario["stakeholders"]
    answers = [a for r in scenario["rounds"] for a in r["responses"]]
    uses = [use for a in answers for use in a["does"] if isinstance(use, dict)]
    removed = {s for s, given_ in stakeholders.items() if given_ is None}
    roles = scenario.get("roles", {})
    for leader in leaders.values():
        kind = "cash" if leader["watches"] == "cash" else "gauge" if leader["watches"] in made.FIVE else "trust"
        seen[f"watches {kind}"] += 1
    seen[f"leaders {len(leaders)}"] += 1
    seen[f"axes {len(axes)}"] += 1
    promised = any(x > 0 for a in answers for x in a.get("claims", {}).values())
    seen.note(
        roles=roles and not removed,
        a_removed_buyer="customers" in removed,
        a_removed_default=removed,
        an_own_stakeholder="regulators" in stakeholders,
        an_own_move=any(use == "own-move" for a in answers for use in a["does"]),
        own_weights=isinstance(scenario["people"], dict),
        company_ways=scenario["company"]["ways"],
        people_ways=scenario["people_ways"],
        no_openness_but_a_promise=axes and "openness" not in axes and promised,
        claims_due=any("claims_due" in a for a in answers),
        ways_of_an_answer=any(a["ways"] for a in answers),
        assent_in_a_shock=any("assent" in r["shock"]["effects"] for r in scenario["rounds"]),
        a_leader_in_an_answer=any(k in a["effects"] for a in answers for k in leaders),
        strength=any(use["strength"] != 1 for use in uses),
        two_manners=any(len(set(use["how"])) == 2 for use in uses),
        a_manner_twice=any(len(use["how"]) > len(set(use["how"])) for use in uses),
    )


class Watched:
    """The oracle, looked at while it plays."""

    def __init__(self, seen: Seen, patch: pytest.MonkeyPatch) -> None:
        self.seen = seen
        self.last: Any = None
        self.clip, self.carry, self.settle = oracle_state.clip, oracle.carry, oracle.settle
        self.shock, self.respond, self.echoes = oracle.shock, oracle.respond, oracle.echoes
        patch.setattr(oracle, "clip", self.clipped)
        patch.setattr(oracle_state, "clip", self.clipped)
        for name in ("carry", "settle", "shock", "respond", "echoes"):
            patch.setattr(oracle, name, getattr(self, f"see_{name}"))

    def clipped(self, x: float, low: float, high: float) -> float:
        """Which clips bind, by their ends."""
        down, up = x < low, x > high
        kind = {(-95, 95): "effect", (0, 100): "chain", (-12, 12): "owners", (-15, 15): "leader", (0, 1): "strain"}
        name = kind[int(low), int(high)]
        self.seen.note(
            clip_of_an_effect_down=name == "effect" and down,
            clip_of_an_effect_up=name == "effect" and up,
            clip_of_the_chain=name == "chain" and (down or up),
            clip_of_the_owners=name == "owners" and (down or up),
            clip_of_a_leader=name == "leader" and (down or up),
            no_strain=name == "strain" and down,
            all_strain=name == "strain" and up,
        )
        return self.clip(x, low, high)

    def see_carry(self, g: Any, deed: Any, response: Any) -> float:
        """How far the leaders carry."""
        out = self.carry(g, deed, response)
        manners = [m for use in response.get("does") or [] for m in oracle.use_of(g, use)[2]]
        most = max([m.get("carried", 0) for m in manners], default=0)
        if g.leaders:
            assent = oracle_state.assent(g) / 100
            self.seen.note(
                carried_by_a_manner=most > assent and out < 1,
                carried_by_the_leaders=most <= assent and 0.7 <= out < 1,
                hardly_carried=out < 0.7,
                drag=out < 1,
            )
        return out

    def see_settle(self, g: Any, claim: Any) -> Any:
        """What a promise comes to."""
        out = self.settle(g, claim)
        kept, gap = sum(claim.kept.values()), sum(claim.gap.values())
        self.seen.note(
            kept_in_part=kept > 0 and gap > 0,
            kept_wholly=kept > 0 and gap == 0,
            not_kept_at_all=kept == 0,
            backlash=out,
            openness_by_a_broken_promise=gap > 0 and "openness" in g.way and g.way["openness"] > -1,
            due_in_the_coast=g.clock > g.happened,
        )
        return out

    def see_shock(self, g: Any, round_id: str, given_: Any) -> None:
        """What a shock does; its now entries are judged before it."""
        before, ways = dict(g.people), dict(g.people_way)
        r = g.rules
        held = [oracle_state.judged(g, x, f"{round_id}/shock/now/{j}") for j, x in enumerate(given_.get("now") or [])]
        low = r["exposure_base"] - r["exposure_slope"] * g.gauge["learning"] / 100
        self.shock(g, round_id, given_)
        self.seen.note(
            now_of_a_shock_holds=any(held),
            now_of_a_shock_does_not=not all(held),
            people_changed=g.people != before,
            people_ways_changed=g.people_way != ways,
            exposure_floor=low < r["exposure_floor"],
        )

    def see_respond(self, g: Any, round_id: str, response: Any) -> Any:
        """What an answer does at once; its now entries are judged before it."""
        path = f"{round_id}/{response['id']}"
        now = response.get("now") or []
        held = [oracle_state.judged(g, x, f"{path}/now/{j}") for j, x in enumerate(now)]
        chasm = oracle_state.chasm(g)
        deed = self.respond(g, round_id, response)
        gains = [any(n in g.trust and e > 0 for n, e in p.once) for p in deed.parts]
        later = [any(n in g.trust and e > 0 for _, es, _ in p.later for n, e in es) for p in deed.parts]
        self.seen.note(
            now_of_an_answer_holds=any(held),
            now_of_an_answer_does_not=not all(held),
            now_by_chance=any("chance" in x for x in now),
            now_by_condition=any("if" in x for x in now),
            waiting=response["id"] == "wait",
            cross_floor=1 - g.rules["convey_loss"] * chasm / 100 < g.rules["cross_floor"],
            delay_of_a_gain=any(p.delay and x for p, x in zip(deed.parts, gains, strict=True)),
            delay_of_a_later_gain=any(p.delay and x for p, x in zip(deed.parts, later, strict=True)),
        )
        return deed

    def see_echoes(self, g: Any) -> None:
        """What the diary has."""
        due = [x for x in g.diary if x.due == g.clock]
        self.seen.note(
            an_echo_behind_its_settled_promise=any(x.claim and x.claim.settled and x.effects for x in due),
            later_by_chance=any(0 < x.chance < 1 for x in due),
            later_by_condition=any(x.condition for x in due),
        )
        self.echoes(g)
        self.seen.note(belief_at_0=min(g.belief.values()) == 0)
        self.last = g


def what_is_played(seen: Seen, watched: Watched, world: World, pick: int) -> None:
    """Play a world once, asking where `pick` says so."""
    rulebook, scenario, seed = world

    def decide(g: Any, round_id: str, is_open: list[str]) -> str:
        if g.asks > 0 and round_id not in g.asked and (pick + len(g.choices)) % 3 == 0:
            who = ["", *g.leaders][pick % (len(g.leaders) + 1)]
            seen.note(ask=not who, ask_with_a_leader=bool(who))
            return f"ask:{who}" if who else "ask"
        return is_open[pick % len(is_open)]

    played = oracle.play(scenario, rulebook, seed, decide)
    game = watched.last if any(r for r in played.falls) else None
    ends = [x for x in played.states if x["stage"] != "start"]
    fell = not played.alive
    seen.note(
        a_round_that_does_not_happen=len(played.falls) < len(scenario["rounds"]) and not fell,
        rescue=played.rescues,
        a_fall=fell and ends[-1]["stage"] == "end",
        a_fall_in_the_coast=fell and ends[-1]["stage"] == "coast",
        healing=any(b["hurt"][s] < a["hurt"][s] for a, b in pairwise(ends) for s in a["hurt"]),
        wounded_at_the_end=any(ends[-1]["hurt"].values()) if ends else False,
        a_promise_open_at_a_fall=fell and game is not None and any(x.settles for x in game.diary),
    )


def gathered(patch: pytest.MonkeyPatch, count: int) -> Seen:
    """Everything that a number of made worlds hold, the same worlds each time."""
    seen = Seen()
    watched = Watched(seen, patch)

    for number in range(count):
        world = made.world_of(number)
        in_files(seen, world[0], world[1])
        for pick in range(4):
            what_is_played(seen, watched, world, pick)
    return seen


def test_every_part_of_the_model_occurs_in_made_worlds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Roles, clips, a fall in the coast and everything else of the model occur in the first made worlds."""
    seen = gathered(monkeypatch, WORLDS)
    assert sorted(part for part in PARTS if not seen[part]) == []


def test_a_part_that_is_not_made_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where worlds are made without leaders, the same look misses them."""
    monkeypatch.setattr(made, "LEADERS", [])
    seen = gathered(monkeypatch, 5)
    assert not seen["leaders 1"]
    assert not seen["ask with a leader"]
