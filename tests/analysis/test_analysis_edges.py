"""Where the analysis draws a line: just under it, on it, and just over; and which of equal ones it takes."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from operator import mul
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pytest
from analysis import small
from shipped_stories import shipped_library

from chasm_game.analysis import average_luck, findings, report
from chasm_game.analysis import survey as survey_module
from chasm_game.analysis.balance import balance
from chasm_game.analysis.drawing import affordable_samples, mean_interval, share_interval
from chasm_game.analysis.exploring import explore
from chasm_game.analysis.history import as_it_went
from chasm_game.analysis.locations import Places
from chasm_game.analysis.observations import Found
from chasm_game.analysis.playthrough import completed, line_of, played, recorded
from chasm_game.analysis.policies import POLICIES, play_policy
from chasm_game.analysis.progress import Progress
from chasm_game.analysis.properties import properties
from chasm_game.analysis.reach import BARS, bar_of
from chasm_game.analysis.reasons_of_all_ways import idle
from chasm_game.analysis.reasons_of_one_way import companions
from chasm_game.analysis.review import _line, _rounds, review, reviews, turning_point_of, verdict_of
from chasm_game.analysis.tally import BINS_PER_POINT, EQUAL, Tally
from chasm_game.analysis.tree import bound
from chasm_game.analysis.ways import correlation, ranks
from chasm_game.analysis.witness import Record, Witness
from chasm_game.engine.compiling import compile_open, compile_plan
from chasm_game.engine.decisions import parse
from chasm_game.engine.game import Game
from chasm_game.engine.round import company
from chasm_game.engine.state import ASKED
from chasm_game.limits import WRITTEN
from chasm_game.scenario.diagnostics import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chasm_game.analysis.balance_data import Balance
    from chasm_game.analysis.policies import PolicyResult
    from chasm_game.analysis.reason import Reason
    from chasm_game.analysis.survey import Survey
    from chasm_game.analysis.tally import Floats
    from chasm_game.engine.plan import Plan

LIBRARY = shipped_library()


@pytest.mark.parametrize(
    ("losses", "turning"),
    [
        ((), None),
        ((0.0, 4.999), None),
        ((0.0, 5.0), 1),
        ((5.001, 3.0), 0),
        ((6.0, 6.0, 2.0), 0),
        ((1.0, 7.0, 6.9), 1),
    ],
)
def test_a_game_turns_on_five_per_cent(losses: Sequence[float], turning: int | None) -> None:
    """The decision that lost most is the turning point if that was 5 per cent or more; of equal ones the first."""
    assert turning_point_of(losses) == turning


@pytest.mark.parametrize(
    ("loss", "word"),
    [
        (EQUAL, "best"), (EQUAL * 1.5, "sound"), (4.999, "sound"), (5.0, "a detour"), (5.001, "a detour"),
        (9.999, "a detour"), (10.0, "costly"), (10.001, "costly"), (14.999, "costly"), (15.0, "very costly"),
        (15.001, "very costly"),
    ],
)  # fmt: skip
def test_a_verdict_changes_on_its_limit(loss: float, word: str) -> None:
    """Each word of a verdict begins at its limit, and `best` is nothing lost but a rounding."""
    assert verdict_of(loss) == word


def test_every_score_has_a_bar() -> None:
    """A score belongs to the bar that its thousandth is in, 1000 to the last one: both sides of a border, and ends."""
    border = 1000 / BARS
    scores = np.array([0.0, border - 0.001, border - 0.0004, border, 1000.0 - border, 999.9999, 1000.0])
    assert bar_of(scores).tolist() == [0, 0, 1, 1, BARS - 1, BARS - 1, BARS - 1]


def test_quantiles_stand_on_playthroughs() -> None:
    """The least of three is at 0, the middle one from there to a half, the greatest from there to 1."""
    tally = Tally()
    for points in (100, 200, 600):
        tally.histogram[points * BINS_PER_POINT] += 1
    assert [tally.quantile(share) for share in (0.0, 0.001, 0.5, 0.501, 1.0)] == [100, 200, 200, 600, 600]


def test_games_that_ask_later_are_not_lent_each_others_averages() -> None:
    """Games that part only in what they ask later, reviewed together, get what each of them gets alone."""
    asking, silent = Game(LIBRARY.find("tutorial")), Game(LIBRARY.find("tutorial"))
    for made, asks in ((asking, True), (silent, False)):
        while made.outcome is None:
            assert made.turn is not None
            if asks and made.turn.index == 1 and not made.turn.asked:
                made.push(parse("ask"))
            made.push(parse(made.open_responses[0]))
    for made, found in zip((asking, silent), reviews([asking, silent]), strict=True):
        alone = review(made)
        assert [w.on_average_luck for w in found.worths] == [w.on_average_luck for w in alone.worths]
        assert [w.best_after for w in found.worths] == [w.best_after for w in alone.worths]


def test_a_policy_takes_the_first_of_equal_ones() -> None:
    """Where two responses lead to the same value and cash, greedy and cash-first take the one that stands first."""
    same = "\n".join(f"      - {{id: {n}, title: {n}, label: {label}, effects: {{customers: 2, cash: 1}}, outcome: o}}"
                     for n, label in (("one", "new"), ("two", "old"), ("three", "new")))  # fmt: skip
    scenario = small.scenario(small.rounds(2, same))
    for policy in ("greedy", "cash-first", "always-new"):
        assert play_policy(policy, scenario, 1).line == ("one", "one")
    assert play_policy("always-old", scenario, 1).line == ("two", "two")
    assert set(POLICIES) >= {"greedy", "cash-first"}


def survey(**known: Any) -> Survey:
    """A survey in which only this is known."""
    scenario = SimpleNamespace(
        rounds=[SimpleNamespace(id="r", responses=[SimpleNamespace(id="a", label="new")])], level="advanced"
    )
    tally = SimpleNamespace(best=700.0, worst=600.0, best_line=(0,))
    plan, best = SimpleNamespace(odds=()), Found(700.0, (0,))
    base: dict[str, Any] = {
        "scenario": scenario, "tally": tally, "best": best, "exact": True, "seed": 1, "plan": plan,
    }  # fmt: skip
    return cast("Survey", SimpleNamespace(**{**base, **known}))


@pytest.mark.parametrize(("met", "enough"), [(9.0, False), (9.9, False), (10.0, True), (11.0, True)])
def test_ten_situations_without_asking_are_enough(met: float, enough: bool) -> None:
    """Nothing is said of a decision that was met in fewer, however many ways there are to ask before it."""
    assert findings._enough(cast("Any", SimpleNamespace(met=met, contested=1_000))) is enough


@pytest.mark.parametrize(
    ("spread", "best", "matters"),
    [
        (1.0, 610.0, False),
        (1.001, 610.0, True),
        (1.0, 700.0, False),
        (1.001, 700.0, True),
        (3.9, 1000.0, False),
        (4.1, 1000.0, True),
    ],
)  # fmt: skip
def test_a_decision_matters_from_a_point_and_a_hundredth(spread: float, best: float, matters: bool) -> None:
    """More than one point, and more than one per cent of the range, must hang on it."""
    found = survey(tally=SimpleNamespace(best=best, worst=600.0))
    assert findings._matters(found, cast("Any", SimpleNamespace(spread=spread))) is matters


@pytest.mark.parametrize(("wins", "said"), [(89, 0), (90, 0), (91, 1), (100, 1)])
def test_a_response_always_wins_above_nine_of_ten(monkeypatch: pytest.MonkeyPatch, wins: int, said: int) -> None:
    """Nine of ten is a decision still; more is hardly one."""
    monkeypatch.setattr(findings, "through", lambda *_: Witness(("a",), 1))
    stake = SimpleNamespace(contested=100, met=100.0, spread=50.0, wins={0: wins}, won={0: SimpleNamespace()})
    found = list(findings.always_wins(survey(seen=SimpleNamespace(stakes={0: stake})), cast("Any", None)))
    assert len(found) == said


@pytest.mark.parametrize(
    ("level", "alive", "said"),
    [
        ("introductory", 0.599, 1), ("introductory", 0.6, 0), ("introductory", 0.601, 0), ("intermediate", 0.499, 1),
        ("intermediate", 0.5, 0), ("advanced", 0.349, 1), ("advanced", 0.35, 0),
    ],
)  # fmt: skip
def test_random_play_survives_as_its_level_promises(
    monkeypatch: pytest.MonkeyPatch, level: str, alive: float, said: int
) -> None:
    """A trap is what survives less often than its level; just as often is fair."""
    monkeypatch.setattr(findings, "whole", lambda *_: Witness(("a",), 1))
    found = survey(scenario=SimpleNamespace(level=level), alive=alive, seen=SimpleNamespace(fallen=((0,), (), ())))
    assert len(list(findings.punishes(found, cast("Any", None)))) == said


@pytest.mark.parametrize(("taken", "best"), [(0, True), (1, True), (-1, False)])
def test_the_best_playthrough_shows_a_round_that_it_plays(
    monkeypatch: pytest.MonkeyPatch, taken: int, best: bool
) -> None:
    """Also where it takes the first response there; only where the round does not happen in it, another one does."""
    monkeypatch.setattr(findings, "_best", lambda _: Witness(("best",), 1))
    monkeypatch.setattr(findings, "whole", lambda *_: Witness(("other",), 7))
    found = survey(best=Found(700.0, (taken,)))
    witness = findings._passing(found, 0, Record((), (), ()))
    assert witness == (Witness(("best",), 1) if best else Witness(("other",), 7))


@pytest.mark.parametrize(("short", "said"), [(0.0, 1), (EQUAL / 2, 1), (0.01, 0)])
def test_a_sermon_reaches_the_best(short: float, said: int) -> None:
    """Always taking the new response preaches where it is the best way, and not where it falls short of it."""
    rounds = [SimpleNamespace(id="r", responses=[SimpleNamespace(label="old"), SimpleNamespace(label="new")])]
    policies = {"always-new": SimpleNamespace(score=700.0 - short, line=("a",))}
    found = survey(scenario=SimpleNamespace(rounds=rounds, level="advanced"), policies=policies)
    assert len(list(findings.preaches(found, cast("Any", None)))) == said


@pytest.mark.parametrize(
    ("part", "shown"),
    [
        (0.0, "0 %"), (0.0049, "<1 %"), (0.005, "0 %"), (0.0051, "1 %"), (0.5, "50 %"), (0.9949, "99 %"),
        (0.995, ">99 %"), (0.9999, ">99 %"), (1.0, "100 %"),
    ],
)  # fmt: skip
def test_what_is_rare_is_not_rounded_to_never(part: float, shown: str) -> None:
    """A share under half a per cent is not nothing, one just under all is not all."""
    assert report.share(part) == shown


@pytest.mark.parametrize(
    ("mean", "low", "high", "height"),
    [(None, 0, 10, 0.0), (0.0, 0, 10, 0.0), (2.5, 0, 10, 0.25), (10.0, 0, 10, 1.0), (5.0, 5, 5, 1.0)],
)
def test_a_mean_stands_between_worst_and_best(mean: float | None, low: float, high: float, height: float) -> None:
    """The bar of a mean is empty at the worst score, full at the best, and full where there is but one."""
    assert report.height(mean, low, high) == height


@pytest.mark.parametrize(
    ("number", "said"), [(999, "999"), (10**15 - 1, "999,999,999,999,999"), (10**15, "about 10^15")]
)
def test_a_number_of_playthroughs_is_told_however_large(number: int, said: str) -> None:
    """Fifteen digits are written out, more are a power of ten."""
    assert report.count(number) == said


def test_nothing_found_is_said_as_surely_as_it_is_known() -> None:
    """A sample does not say that there is nothing to find."""
    assert report.nothing_found(cast("Balance", SimpleNamespace(exact=True))) == "Nothing to find fault with."
    assert "cannot find everything" in report.nothing_found(cast("Balance", SimpleNamespace(exact=False)))


def test_intervals_hold_their_middle() -> None:
    """An interval of a share or a mean is around it, within what is possible, and narrower for more samples."""
    for hits, of in ((0, 50), (25, 50), (50, 50)):
        found = share_interval(hits, of)
        assert 0 <= found.low <= hits / of <= found.high + 1e-12 <= 1 + 1e-12
        more = share_interval(hits * 100, of * 100)
        assert more.high - more.low < found.high - found.low
    values = np.array([1.0, 2.0, 3.0, 4.0])
    found = mean_interval(float(values.sum()), float((values**2).sum()), 4)
    assert found.low + found.high == pytest.approx(5.0)
    assert found.high - found.low == pytest.approx(2 * 1.96 * values.std(ddof=1) / 2, rel=1e-3)


@pytest.mark.parametrize(
    ("paths", "said"), [(1, "All 1 playthrough,"), (2, "All 2 playthroughs,"), (1_000, "All 1,000 playthroughs,")]
)
def test_one_playthrough_is_one(paths: int, said: str) -> None:
    """The number of playthroughs stands with its noun, one or many."""
    known = {"exact": True, "paths": paths, "lucky": False, "asks": False, "walked": None, "difficulty": WRITTEN}
    shown = cast("Balance", SimpleNamespace(title="T", scenario="t", seed=1, **known))
    assert list(report.about(shown))[1].startswith(said)


@pytest.mark.parametrize(("asks", "most"), [(0, 1), (2, 2)])
def test_progress_counts_the_walks_with_and_without_asking(asks: int, most: int) -> None:
    """Every way is walked once, and once more with asking where somebody can ask; done is never over 1."""
    scenario = small.scenario(f"company: {{start: {{asks: {asks}}}}}\n" + small.rounds(2, small.TWO))
    seen: list[tuple[int, float]] = []
    progress = Progress(lambda now: seen.append((now.steps, now.done)))
    survey_module.survey(scenario, progress=progress)
    assert {steps for steps, _ in seen} == {most}
    assert [done for _, done in seen] == sorted(done for _, done in seen)
    assert progress.done == 1


@pytest.mark.parametrize(
    ("rounds", "samples"), [(0, 100_000), (20, 100_000), (21, 95_238), (199, 10_050), (200, 10_000), (201, 10_000)]
)
def test_a_long_scenario_gets_fewer_samples_and_never_under_ten_thousand(rounds: int, samples: int) -> None:
    """A hundred thousand up to twenty rounds, ten thousand from two hundred on, two million rounds between them."""
    assert affordable_samples(cast("Any", SimpleNamespace(rounds=(None,) * rounds))) == samples


@pytest.mark.parametrize(
    ("text", "entries"),
    [("", 0), ("endings: []\n", 0), ("endings: [a]\n", 1), ("endings: [a, b]\n", 2), ("endings: a\n", 0)],
)
def test_a_list_has_as_many_entries_as_stand_in_the_file(text: str, entries: int) -> None:
    """None where the list is not there, or is no list: what the rulebook adds stands behind them."""
    assert Places(f"id: x\n{text}", "x.yaml").number("endings") == entries


def test_history_decides_its_own_round_alone() -> None:
    """In other rounds the first open answer is what happened, also where another one has the same id."""
    plain = small.scenario(small.rounds(3, small.TWO))
    case = SimpleNamespace(round="r1", chose="bad")
    game = as_it_went(replace(plain, history=cast("Any", case)))
    assert [turn.response for turn in game.turns] == ["good", "bad", "good"]


@pytest.mark.parametrize(("less", "exact"), [(0, True), (1, False), (-1, True)])
def test_a_scenario_is_walked_up_to_its_budget(less: int, exact: bool) -> None:
    """Exactly as many playthroughs as the budget allows are walked; one more, and a sample is drawn."""
    scenario = small.scenario(small.rounds(3, small.TWO))
    found, drawn = explore(scenario, budget=bound(compile_plan(scenario, 1)) - less, samples=50)
    assert found.exact is exact
    assert (drawn is None) is exact


BETTER_LATER = """\
      - {id: bad, title: Bad, label: old, effects: {customers: -5}, outcome: o}
      - {id: good, title: Good, label: new, effects: {customers: 5}, outcome: o}"""


@pytest.mark.parametrize(("affordable", "rest"), [(3, "bad"), (4, "good"), (5, "good")])
def test_a_witness_goes_on_as_well_as_can_be_afforded(affordable: int, rest: str) -> None:
    """With four ways left, four are affordable and three are not: then the first open response goes on."""
    plan = compile_plan(small.scenario(small.rounds(3, BETTER_LATER)), 1)
    assert completed(plan, (), 0, affordable=affordable) == ("bad", rest, rest)


def test_a_witness_asks_where_its_record_says_so_and_no_later() -> None:
    """The best that is left is best play that does not ask: what a record says of later rounds is another game's."""
    plan = compile_plan(small.scenario("company: {start: {asks: 3}}\n" + small.rounds(3, BETTER_LATER)), 1)
    assert completed(plan, (), 0, asked=(1, 1, 1), affordable=4) == ("ask", "bad", "good", "good")


@pytest.mark.parametrize(("games", "exact"), [(3, False), (4, True), (5, True)])
def test_a_mean_over_luck_is_exact_up_to_its_games(monkeypatch: pytest.MonkeyPatch, games: int, exact: bool) -> None:
    """Two chances make four games: played one by one where so many may be, else seeds stand for them."""
    monkeypatch.setattr(average_luck, "GAMES", games)
    answer = """\
      - id: go
        title: Go
        later: [{after: 1, chance: 0.25, effects: {customers: 40}, because: b}]
        outcome: o"""
    scenario = small.scenario(small.rounds(2, answer))
    open_plan = compile_open(scenario)
    paths = tuple(open_plan.chances)

    def play(plan: Plan) -> PolicyResult:
        return play_policy("always-new", scenario, plan.seed, plan=plan)

    mean = average_luck.average(open_plan, play, 1)
    assert (len(paths), mean.exact) == (2, exact)
    sides = [dict(zip(paths, fallen, strict=True)) for fallen in product((True, False), repeat=2)]
    scores = [play(compile_plan(scenario, 1, side)).score for side in sides]
    odds = [0.25**n * 0.75 ** (2 - n) for n in (sum(side.values()) for side in sides)]
    assert max(scores) > min(scores) + 1
    assert (abs(mean.score - sum(map(mul, odds, scores))) < 1e-9) is exact


def test_seeds_that_stand_for_all_games_count_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where seeds stand for the games, the mean is that of seeds 1 to 3 where three may be played, and of no fourth."""
    monkeypatch.setattr(average_luck, "GAMES", 3)
    answer = "      - {id: go, title: Go, now: [{chance: 0.5, effects: {customers: 9}, because: b}], outcome: o}"
    scenario = small.scenario(small.rounds(2, answer))
    scores = {1: 500.0, 2: 600.0, 3: 640.0, 4: 0.0}

    def play(plan: Plan) -> PolicyResult:
        return cast("PolicyResult", SimpleNamespace(score=scores.get(plan.seed, 1000.0), line=("go", "go")))

    mean = average_luck.average(compile_open(scenario), play, 1)
    assert (mean.score, mean.exact) == (580.0, False)


def test_a_samples_means_are_those_of_the_responses() -> None:
    """Over random playthroughs a response has the mean of those that took it, within its interval."""
    scenario = small.scenario(small.rounds(6, BETTER_LATER))
    exact, drawn = balance(scenario), balance(scenario, budget=10, samples=4_000)
    for mine, theirs in zip(drawn.responses, exact.responses, strict=True):
        assert mine.response == theirs.response
        assert mine.mean == pytest.approx(theirs.mean, abs=4)
        interval = drawn.intervals[f"responses.{mine.round}/{mine.response}.mean"]
        assert mine.mean is not None
        assert interval.low < mine.mean < interval.high
    means = [r.mean or 0.0 for r in drawn.responses]
    assert all(bad < good for bad, good in zip(means[::2], means[1::2], strict=True))


def test_lines_leave_out_rounds_that_did_not_happen() -> None:
    """A round that was skipped is in no line; the first response of a round is one like the others."""
    plan = compile_plan(small.scenario(small.rounds(3, small.TWO)), 1)
    assert _line(plan, (0, -1, 1)) == ("good", "bad")
    assert _rounds(plan, (0, -1, 1), 0) == ("r0", "r2")
    assert _rounds(plan, (0, -1, 1), 1) == ("r2",)
    assert _rounds(plan, (0, 0, 1), 1) == ("r1", "r2")


@pytest.mark.parametrize(
    ("points", "percentile"), [((5, 5, 5, 5), 50.0), ((5, 6, 7, 8), 12.5), ((8, 5, 6, 7), 87.5), ((6, 6, 5, 7), 50.0)]
)
def test_a_percentile_counts_half_of_the_equal_ones(points: Sequence[int], percentile: float) -> None:
    """Playthroughs below count whole, equal ones half."""
    answers = "\n".join(
        f"      - {{id: r{n}, title: R{n}, effects: {{customers: {points}}}, because: b, outcome: o}}"
        for n, points in enumerate(points)
    )
    made = Game(small.scenario(small.rounds(1, answers)))
    made.push(parse("r0"))
    assert review(made).percentile == percentile


def test_a_round_that_is_always_played_is_not_told_how_often() -> None:
    """Only a round that some playthroughs do not have says in how many it is played."""
    rounds = (SimpleNamespace(round="sure", reach=1.0), SimpleNamespace(round="rare", reach=0.5))
    score = SimpleNamespace(min=400.0, max=600.0)
    shown = cast("Balance", SimpleNamespace(score=score, exact=True, rounds=rounds, responses=()))
    assert list(report.strip_lines(shown))[1:] == ["sure", "rare, played in 50 %"]


@pytest.mark.parametrize("chosen", ["one", "two"])
def test_of_equal_answers_the_players_own_is_best(chosen: str) -> None:
    """Where two answers lead equally far, whichever was taken is the best one, and nothing was lost."""
    same = "\n".join(f"      - {{id: {n}, title: {n}, effects: {{customers: 2}}, outcome: o}}" for n in ("one", "two"))
    made = Game(small.scenario(small.rounds(2, same)))
    while made.outcome is None:
        made.push(parse(chosen))
    found = review(made)
    assert [(w.best, w.loss, w.verdict) for w in found.worths] == [(chosen, 0, "best")] * 2


def test_a_story_that_no_way_leads_through_without_a_part_has_no_figure_and_says_why() -> None:
    """Where every answer that is open needs a part of the model, nothing can be compared without it."""
    story = small.scenario("""\
rounds:
  - id: r1
    title: Round 1
    shock: {text: It happens., now: [{if: "learning >= 0", effects: {cash: 10}, because: x}]}
    responses:
      - {id: only, title: Only, outcome: o}
  - id: r2
    title: Round 2
    shock: {text: It happens.}
    responses:
      - {id: rich, title: Rich, if: "cash >= 25", effects: {customers: 5}, outcome: o}
      - {id: poor, title: Poor, if: "cash < 25", outcome: o}
company: {start: {cash: 18}}
""")
    (found,) = (each for each in properties(story) if each.name == "without-now")
    assert (found.value, found.holds, found.note) == (None, None, "no way can be taken without it")


def idle_reason(moved: Floats) -> str:
    """What it would take, where a part of the model moves a hundred games, ranked 0 to 99, by so much."""
    games = len(moved)
    changed = np.arange(games, dtype=float)
    chosen = np.arange(games, dtype=np.int8)[:, None] % 2
    everywhere = np.ones(games, dtype=bool)
    scenario = small.scenario(small.rounds(1, small.TWO))
    ablation = SimpleNamespace(changed=changed, same=everywhere, felt=np.ones(5))
    walked = SimpleNamespace(chosen=chosen, scores=changed + moved)
    situations = [SimpleNamespace(index=0)]
    m = SimpleNamespace(ablation=lambda _: ablation, found=walked, situations=situations, scenario=scenario)
    return idle(cast("Any", m), "drag-0", 1.0, 0.98).size


def test_how_much_more_weight_a_part_of_the_model_would_need() -> None:
    """So many times its weight parts the two rankings, and a little less does not; what only stretches never does."""
    moved = np.where(np.arange(100) % 2, 4.0, 0.0)
    said = idle_reason(moved)
    times = float(said.split()[1])
    assert said == f"about {times:.2f} times its weight would do"
    rank = ranks(np.arange(100.0))
    together = [correlation(ranks(np.arange(100.0) + t * moved), rank) or 0.0 for t in (times - 0.02, times + 0.02)]
    assert together[0] > 0.98 >= together[1]
    assert idle_reason(np.arange(100.0)) == "not even 64 times its weight would do"


@pytest.mark.parametrize("text", ["", "rounds: ["])
def test_where_nothing_can_be_found_the_first_line_is_named(text: str) -> None:
    """A text that is no scenario has a place for every finding all the same."""
    assert Places(text, "x.yaml").span(("rounds", 0)) == Span.point(1, 1)


CROSSED = """\
  - {id: r0, title: A, shock: {text: x}, responses: [{id: go, title: Go, outcome: o}]}
  - id: r1
    title: B
    shock: {text: x}
    responses: [{id: a, title: A, outcome: o}, {id: b, title: B, outcome: o}]
  - id: r2
    title: C
    shock: {text: x}
    responses:
      - {id: a, title: A, now: [{if: "chose('r1', 'b')", effects: {customers: 9}, because: x}], outcome: o}
      - {id: b, title: B, now: [{if: "chose('r1', 'a')", effects: {customers: 9}, because: x}], outcome: o}
"""


def test_of_equal_ways_the_first_is_named_round_by_round() -> None:
    """Two ways are equally good: the one whose earlier answer stands first is the best way, whatever follows it."""
    game = Game(small.scenario("rounds:\n" + CROSSED), 1)
    for word in ("go", "a", "a"):
        game.push(parse(word))
    assert review(game).best_line == ("go", "a", "b")


@pytest.mark.parametrize(("mean", "marks"), [(None, 0), (400.0, 1), (401.0, 1), (500.0, 5), (600.0, 10)])
def test_the_worst_mean_has_a_mark_and_the_best_has_all(mean: float | None, marks: int) -> None:
    """A bar is as long as its mean is high between the lowest and the highest; it is empty where nobody took it."""
    drawn = report._bar(mean, 400.0, 600.0)
    assert (drawn.count("▪"), len(drawn)) == (marks, 0 if mean is None else report.BAR)


@pytest.mark.parametrize("along", ["ask", "ask:ines", "ask:omar", "ask:uma"])
def test_who_came_along_is_read_back_from_a_record(along: str) -> None:
    """Of three leaders the first, the middle or the last comes along, or none: a record gives back who it was."""
    leaders = "".join(
        f"  {each}: {{name: N, role: r, watches: cash, assent: 15}}\n" for each in ("ines", "omar", "uma")
    )
    plan = compile_plan(small.scenario(f"leaders:\n{leaders}" + small.rounds(2, small.TWO)), 1)
    game = played(plan, ("good", along, "bad"))
    asked = [0 if turn.ask is None else company(plan, turn.ask) + ASKED for turn in game.turns]
    assert line_of(plan, recorded(plan, ("good", along, "bad")), asked) == ("good", along, "bad")


def test_one_leader_is_enough_and_is_named() -> None:
    """The leader with whom every ask is best is named, the next best with how far behind; one alone without."""
    plan = SimpleNamespace(leaders=[SimpleNamespace(id=each) for each in ("ines", "omar", "uma")])

    def said(alike: dict[int, float]) -> Reason:
        found = SimpleNamespace(alike=alike, score=600.0)
        return companions(cast("Any", SimpleNamespace(plan=plan, companions=found)), "companions", 0.0, 0.0)

    assert said({1: 580.0, 2: 597.5, 3: 590.0}).why == "every ask is best taken with `omar`"
    assert said({1: 580.0, 2: 597.5, 3: 590.0}).size.startswith("always with `uma` is 10.0 points behind")
    assert said({3: 600.0}).why == "every ask is best taken with `uma`"


@pytest.mark.parametrize(("locked", "share"), [("", 1.0), ("if: cash > 9999, needs: n, ", 1 / 64)])
def test_measuring_is_as_far_as_the_ways_that_are_walked(locked: str, share: float) -> None:
    """A step is done as far as the ways that there may be were walked: all 64, or one where the rest is locked."""
    shares: list[float] = []
    answers = f"      - {{id: a, title: A, outcome: o}}\n      - {{id: b, title: B, {locked}outcome: o}}"
    scenario = small.scenario(small.rounds(6, answers))
    properties(scenario, progress=Progress(on_change=lambda progress: shares.append(progress.share)))
    assert shares[0] == share
