"""Promises, leaders, rescues, falls and ways, told of a game that is over: the same on every face, and true."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest
from debrief.faces import all_faces
from debrief.games import page, words
from debrief.mills import LINES, mill, played, stated_by_facts, stated_by_json, stated_by_text
from debrief.reading import stated_by_facts as results_by_facts
from debrief.reading import stated_by_json as results_by_json
from debrief.reading import stated_by_text as results_by_text
from session import seats

from chasm_game.debrief import leader_account
from chasm_game.debrief.details import details
from chasm_game.debrief.ledger import words_of_a_cause
from chasm_game.debrief.pages.leaders import leaders
from chasm_game.debrief.pages.promises import promises
from chasm_game.debrief.pages.results import results
from chasm_game.debrief.pages.solvency import fallen, rescued
from chasm_game.debrief.promise_account import promise_account
from chasm_game.debrief.review_json import review_json
from chasm_game.debrief.walk import walk
from chasm_game.engine.game import Game
from chasm_game.engine.ledger import Entry
from chasm_game.session.local import LocalPlay
from chasm_game.views.accounts import ClaimLine, FallLine, LeaderLine, Moment, PromiseLine, RescueLine, UncarriedLine
from chasm_game.views.debrief import DebriefView
from chasm_game.views.named import Named, PointsView
from chasm_game.views.outputs import HalvesView
from chasm_game.views.waterfalls import waterfalls


@pytest.mark.parametrize("said", [False, True], ids=["quick", "with sheets"])
@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_every_face_states_the_accounts_of_the_game(tmp_path: Path, line: str, said: bool) -> None:
    """Read back from screen, plain mode, page and command, from what is declared and from the JSON, they are equal."""
    play = played(tmp_path, line, said=said)
    view, review, scenario = play.debrief(), play.review(), play.played.game.scenario
    data = review_json(play.played, known=False)
    play.close()
    expected = stated_by_json(data, scenario)
    results = results_by_json(data, scenario, quick=not said)
    for face, text in all_faces(play.played, view, review):
        assert stated_by_text(text, len(view.decisions)) == expected, face
        assert results_by_text(text) == results, face
    facts = list(chain.from_iterable(p.facts for p in (*walk(view, review).pages, *details(view, review).decisions)))
    people = {s.id: s.name for s in scenario.stakeholders}
    names = {k.id: k.name for k in scenario.leaders} | {axis: way.title for axis, way in scenario.rulebook.ways.items()}
    answers = {a.id: a.title for r in scenario.rounds for a in r.responses}
    assert stated_by_facts(facts, names, answers) == expected
    assert results_by_facts(facts, people, {d.number: d.response for d in view.decisions}) == results


def test_everything_occurs_in_some_game(tmp_path: Path) -> None:
    """Promises kept, kept in part, broken and cut off by a fall; rescues; falls in a round and in a silent one."""
    found = set()
    for number, line in enumerate(LINES.values()):
        play = played(tmp_path / str(number), line)
        data = review_json(play.played, known=False)
        play.close()
        for p in data["promises"]:
            found.add(
                "cut off" if p["due"] is None else "kept" if not p["gap"] else "in part" if p["kept"] else "broken"
            )
        found |= {"rescued"} if data["states"][-1]["rescues"] else set()
        if not data["states"][-1]["alive"]:
            found.add(f"fallen {data['states'][-1]['stage']}")
        found |= {str(d["asked"]) for d in data["decisions"]}
        found |= {"remembered" for e in data["ledger"] if e["because"] == "They remember the promise."}
        found |= {"struck" for e in data["ledger"] if e["because"] == "Nobody had seen such water before."}
    outcomes = {"cut off", "kept", "in part", "broken", "rescued", "fallen end", "fallen coast"}
    assert found == {*outcomes, "remembered", "struck", "False", "True", "ines", "otto"}


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_the_ledger_of_the_json_explains_every_change(tmp_path: Path, line: str) -> None:
    """Trust, wounds, weights, ways and assent: entries add up from state to state, and no entry is left over."""
    play = played(tmp_path, line)
    data = review_json(play.played, known=False)
    play.close()
    before = data["states"][0]
    for state in data["states"][1:]:
        sums: dict[str, float] = {}
        for entry in data["ledger"]:
            if entry["round"] == state["round"]:
                sums[entry["gauge"]] = sums.get(entry["gauge"], 0.0) + entry["amount"]
        called = {
            "trust": "", "hurt": "hurt:", "belief": "belief:", "people": "people:", "ways": "way:",
            "people_ways": "people_way:", "assent": "assent:",
        }  # fmt: skip
        for kind, prefix in called.items():
            for each, now in state[kind].items():
                assert now - before[kind][each] == pytest.approx(sums.pop(f"{prefix}{each}", 0.0), abs=1e-9)
        for gauge in ("learning", "strategy", "vision", "execution", "credibility", "cash"):
            assert state[gauge] - before[gauge] == pytest.approx(sums.pop(gauge, 0.0), abs=1e-9)
        assert not sums
        before = state


def test_what_moved_a_leader_adds_up(tmp_path: Path) -> None:
    """What they watched, asking together and everything else are the whole way from start to end."""
    play = played(tmp_path, "ask:ines half burn talk")
    view = play.debrief()
    play.close()
    for leader in view.leaders:
        assert leader.start + leader.by_watching + leader.by_asking + leader.by_others == pytest.approx(leader.end)
    ines, otto = view.leaders
    assert ines.by_asking > 0 == otto.by_asking
    assert otto.by_others < 0  # the new speaker of the owners
    assert (ines.watches, otto.watches) == ("Cash", "Hands")


def test_hostile_names_stand_as_text_on_one_line(tmp_path: Path) -> None:
    """Names with markup, line breaks and a change of direction make nothing but text, on the page too."""
    evil = "<b>x</b>\\n\\u202e[red]"
    story = mill(
        Bakers=f'"{evil}"', Hands='"Hands, \\u202d"', **{"Ines Vall": f'"{evil}"', "keeps the books": f'"{evil}"'}
    )
    play = played(tmp_path, "ask:ines half burn talk", story=story, said=True)
    view, review = play.debrief(), play.review()
    play.close()
    for face, text in all_faces(play.played, view, review):
        assert "\u202e" not in text, face
        assert "<b>x</b> " in text, face
    for each in walk(view, review).pages:
        assert all("\n" not in w.text for w in (*each.words, *each.after) if w.kind != "story")


ROUND, SILENT = Moment(2, "mould", "Mould", silent=False), Moment(3, "coast-3", "", silent=True)
OWNERS = Named("investors", "Owners")


@pytest.mark.parametrize(
    ("cash", "trust", "told"),
    [
        (-8.0, 39.9, "their trust was 39.9, and under 40 they rescue nobody."),
        (-8.0, 39.9999, "their trust was 39.9999, and under 40 they rescue nobody."),
        (-8.2, 40.0, "the hole was 8.2 deep, and they fill none deeper than 8."),
        (-8.0001, 40.0, "the hole was 8.0001 deep, and they fill none deeper than 8."),
        (-9.0, 30.0, "under 40 they rescue nobody and the hole was 9.0 deep, and they fill none deeper than 8."),
    ],
)  # fmt: skip
def test_a_fall_says_which_of_the_two_was_missing(cash: float, trust: float, told: str) -> None:
    """Trust just under the least, a hole just over the deepest, or both; the number never reads as the limit itself."""
    said = fallen(FallLine(ROUND, cash, OWNERS, trust, 40.0, 8.0), "$M").text
    assert said.startswith(
        "The company fell in round 2, “Mould”. The cash stood at −$8" if cash > -9 else "The company"
    )
    assert said.endswith(told)
    assert ("rescue nobody" in said, "deeper than" in said) == (trust < 40, cash < -8)


def test_a_rescue_in_a_silent_round_is_told_there() -> None:
    """The round has no title, and what it took is told without a sign."""
    said = rescued(RescueLine(SILENT, 2.5, 4.0, OWNERS, -21.04), "€").text
    assert said == (
        "In silent round 3, the cash stood at −€2.5. The owners (Owners) rescued the company: it stood at €4 again, "
        "and that took 21.0 points of their trust."
    )


@pytest.fixture
def whole(tmp_path: Path) -> DebriefView:
    """A debrief, whose accounts a test replaces."""
    play: LocalPlay = played(tmp_path, "half burn talk")
    view = play.debrief()
    play.close()
    return view


@pytest.mark.parametrize(("points", "told"), [(-0.04, "It was kept."), (-0.06, "It was kept, but for a trace.")])
def test_of_a_promise_that_was_kept_the_trace_is_named_that_cost_trust(
    whole: DebriefView, points: float, told: str
) -> None:
    """What is told to have cost something is not told to have been kept as a whole."""
    cost = (PointsView("guests", "Guests", points),)
    page_ = promises(replace(whole, promises=(promise(10.0, 9.96, cost=cost),)))
    assert page_ is not None
    assert told in words(page_)


def promise(claimed: float, came: float, **others: object) -> PromiseLine:
    """A promise to guests, due in the third round."""
    claim = ClaimLine("guests", "Guests", claimed, came, min(claimed, max(came, 0.0)))
    made = PromiseLine(ROUND, "a", "A", Moment(3, "heir", "Heir", silent=False), 0, (claim,), (), (), None)
    return replace(made, **others)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("came", "told", "kept"),
    [
        (10.0, "It was kept.", 10.0), (9.96, "It was kept.", 10.0), (9.94, "9.9 of it was kept, 0.1 stayed open.", 9.9),
        (0.06, "0.1 of it was kept, 9.9 stayed open.", 0.1), (0.04, "Nothing of it was kept.", 0.0),
        (-3.0, "Nothing of it was kept.", 0.0), (14.0, "It was kept.", 10.0),
    ],
)  # fmt: skip
def test_how_much_of_a_promise_was_kept(whole: DebriefView, came: float, told: str, kept: float) -> None:
    """What would stand there as 0.0 is no part of it, kept or open; more than was promised keeps no more than that."""
    page_ = promises(replace(whole, promises=(promise(10.0, came),)))
    assert page_ is not None
    assert told in words(page_)
    assert [f.amount for f in page_.facts if f.kind.name == "KEPT"] == [kept]


def test_a_promise_tells_what_it_did(whole: DebriefView) -> None:
    """What its words gave at once, what was open cost, and what people believe since; nothing that reads as 0.0."""
    points = (PointsView("a", "Ann", 0.4), PointsView("b", "Ben", 0.04))
    cost = (PointsView("a", "Ann", -2.0), PointsView("b", "Ben", -0.04))
    made = promise(10.0, 4.0, pleased=points, cost=cost, credibility=-3.04)
    told = promises(replace(whole, promises=(made,)))
    assert told is not None
    assert "The words alone pleased at once: Ann +0.4." in words(told)
    assert "What was open cost trust when it was due: Ann −2.0. It cost 3.0 points of credibility." in words(told)
    quiet = promises(replace(whole, promises=(replace(made, pleased=points[1:], cost=cost[1:], credibility=0.04),)))
    assert quiet is not None
    assert "pleased" not in words(quiet)
    assert "credibility" not in words(quiet)
    assert "built 0.1 points" in words(promises(replace(whole, promises=(replace(made, credibility=0.06),))) or told)


def test_a_game_without_promises_or_leaders_has_no_page_of_them(whole: DebriefView) -> None:
    """Nothing is told of what the story has not, or nobody did."""
    assert promises(replace(whole, promises=())) is None
    assert leaders(replace(whole, leaders=())) is None


@pytest.mark.parametrize(("moved", "told"), [(0.5, ""), (0.51, ", most by asking"), (-0.51, ", most by asking")])
def test_what_moved_a_leader_most_is_told_where_it_is_felt(whole: DebriefView, moved: float, told: str) -> None:
    """Half a point is nothing to speak of; the larger of two is told, whatever its sign."""
    leader = LeaderLine("a", "Ann", "", "Cash", 50.0, 51.0, 0.3, moved, -0.2)
    page_ = leaders(replace(whole, leaders=(leader,), uncarried=None))
    assert page_ is not None
    said = page_.words[0].text
    assert said.startswith("The assent of Ann, who watches Cash, went from 50 to 51")
    assert (", most by asking" in said) == bool(told)
    assert "Nothing to speak of was lost" in words(page_)


@pytest.mark.parametrize(
    ("end", "said"), [(50.4, "stayed at 50."), (50.6, "went from 50 to 51, most by watching that")]
)
def test_of_an_assent_that_stayed_no_cause_is_told(whole: DebriefView, end: float, said: str) -> None:
    """What moved most one way and was moved back is no reason for where it ended, by the numbers that are shown."""
    page_ = leaders(replace(whole, leaders=(LeaderLine("a", "Ann", "", "Cash", 50.0, end, 14.9, -14.5, 0.0),)))
    assert page_ is not None
    assert f"The assent of Ann, who watches Cash, {said}" in page_.words[0].text


def test_what_was_not_carried_is_its_share_of_the_gains(whole: DebriefView) -> None:
    """60 % carried of 20 points leave 8 that never came."""
    found = UncarriedLine(2, "Mould", "burn", "Burn it", 0.6, 0.755, 20.0)
    page_ = leaders(replace(whole, uncarried=found))
    assert page_ is not None
    assert (
        "“Burn it” was 76 % strange to the company, 60 % of its gains were carried, and 8.0 of 20.0 points never"
        in words(page_)
    )


def test_what_the_people_wish_is_told_at_both_ends_where_it_moved(tmp_path: Path) -> None:
    """The shock of the third round changed it on one axis; a game that fell before tells one wish alone."""
    play = played(tmp_path / "a", "half burn talk")
    told = page(walk(play.debrief(), play.review()), "ways")
    play.close()
    assert "the people wished for +50 at the start and −20 at the end" in words(told)
    assert told.table is not None
    assert "The people before" in told.table.head
    believed = page(walk(play.debrief()), "beliefs").table
    assert believed is not None
    assert believed.head[-2:] == ("The people before", "The people")
    play = played(tmp_path / "b", "dyke buy")
    told = page(walk(play.debrief(), play.review()), "ways")
    play.close()
    believed = page(walk(play.debrief()), "beliefs").table
    assert believed is not None
    assert "The people before" not in believed.head
    assert "the people wish for +50." in words(told)
    assert told.table is not None
    assert "The people before" not in told.table.head


def test_a_chasm_that_the_people_narrowed_is_not_the_deeds_alone(tmp_path: Path) -> None:
    """Where the people came to believe otherwise the result says so, and where they did not it names the deeds."""
    play = played(tmp_path / "a", "half burn talk")
    moved = page(walk(play.debrief(), play.review()), "ended").table
    play.close()
    play = played(tmp_path / "b", "dyke buy")
    stayed = page(walk(play.debrief(), play.review()), "ended").table
    play.close()
    assert moved is not None
    assert stayed is not None
    assert {row[0]: row[2] for row in moved.rows}["Chasm"].endswith("they moved too.")
    assert {row[0]: row[2] for row in stayed.rows}["Chasm"].startswith("Your deeds came ")


@pytest.mark.parametrize(
    ("because", "source", "told"),
    [
        ("There are sandbags.", "flood/half/effects", "There are sandbags."),
        ("Promise a dyke", "flood/half/effects", "The answer itself"),
        ("Promise a dyke", "flood/half/does/0/effects", "Promise a dyke"),
        ("Promise a dyke", "flood/half/later/0", "Promise a dyke"),
        ("The flood", "flood/shock", "What happened"),
        ("Nobody had seen such water.", "flood/shock/now/0", "Nobody had seen such water."),
    ],
)
def test_only_a_title_that_was_just_told_is_no_reason(because: str, source: str, told: str) -> None:
    """A reason of the story's own is told; a title stands for one where the story gives none."""
    assert words_of_a_cause(because, source, "Promise a dyke") == told


def test_what_earlier_promises_did_to_beliefs_is_not_mixed_with_the_deed(tmp_path: Path) -> None:
    """Both have the rule's words; the one comes from earlier, and nobody stands twice in a cause."""
    play = played(tmp_path, "half burn talk")
    view, review = play.debrief(), play.review()
    play.close()
    (heir,) = [each for each in details(view, review).ledger if "The heir" in each.title]
    shown = [cause for cause in heir.causes if cause.weight == "The company's weight"]
    assert [cause.echo for cause in shown] == [True, False]
    for cause in heir.causes:
        ids = [who.id for who, _ in cause.touched]
        assert len(ids) == len(set(ids)), cause


def test_a_game_that_is_not_over_tells_its_promises_in_practice_alone(tmp_path: Path) -> None:
    """While it is assessed reading gains nothing; in practice a promise that is not due has no outcome yet."""
    story = mill()
    play = LocalPlay.new(story, tmp_path / "a", seed=1, quick=True)
    play.decide("half")
    data = review_json(play.played, known=False)
    play.close()
    assert data["promises"] == []
    assert [(d["carry"], d["strange"]) for d in data["decisions"]] == [(None, None)]
    play = LocalPlay.new(story, tmp_path / "b", seed=1, practice=True, quick=True)
    play.decide("half")
    (promise,) = review_json(play.played, known=False)["promises"]
    play.close()
    assert promise == {"round": "flood", "due": None, "made": 16.0, "kept": None, "gap": None}


def test_without_leaders_all_is_carried(tmp_path: Path) -> None:
    """Then nothing is strange to anybody who would have to carry it, and no state has an assent."""
    play = seats.begin(tmp_path, quick=True)
    for response in ("kind", "rest", "wait"):
        play.decide(response)
    data = review_json(play.played, known=False)
    play.close()
    assert {(d["carry"], d["strange"]) for d in data["decisions"]} == {(1.0, None)}
    assert all(state["assent"] == {} for state in data["states"])


def test_a_leaders_assent_is_a_waterfall_by_its_name_in_the_ledger(tmp_path: Path) -> None:
    """It goes from where it stood before the round to where it stood after it; wounds are told with their losses."""
    play = played(tmp_path, "ask:ines half burn talk")
    game, view = play.played.game, play.debrief()
    play.close()
    falls, others = waterfalls(view.rounds[0])
    ines = next(fall for fall in falls if fall.title == "Assent of Ines Vall")
    before, after = game.turns[0].before, game.turns[0].after
    assert after is not None
    assert ines.start == pytest.approx(before.gauges["ines"])
    assert ines.end == pytest.approx(after.gauges["ines"])
    assert not any(line.gauge.startswith(("hurt:", "assent:")) for line in others)


@pytest.mark.parametrize(
    ("start", "end", "told", "sign"),
    [
        (45.4, 44.6, "whom value is for; as it was.", 0),
        (45.4, 44.4, "whom value is for; 1 nearer.", -1),
        (44.4, 45.6, "whom value is for; 2 further.", 1),
    ],
)
def test_a_half_moves_by_the_numbers_that_are_shown(
    whole: DebriefView, start: float, end: float, told: str, sign: int
) -> None:
    """Whoever subtracts what stands beside it finds what is said."""
    out = replace(whole.outputs, halves=HalvesView(start, end, 50.0, 50.0))
    found = {result.name: result for result in results(replace(whole, outputs=out))}
    assert found["Whom"].says.text.endswith(told)
    assert found["Whom"].value == f"{start:.0f} → {end:.0f}"
    assert found["How"].says.text.endswith("as it was.")
    assert [fact.sign for fact in found["Whom"].says.facts] == [sign]
    alone = {r.name for r in results(replace(whole, outputs=replace(whole.outputs, halves=None)))}
    assert alone.isdisjoint({"Whom", "How"})


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (0, "The owners never had to fill a hole in the cash."),
        (1, "The owners filled a hole in the cash once."),
        (2, "The owners filled a hole in the cash twice."),
        (3, "The owners filled a hole in the cash 3 times."),
    ],
)
def test_rescues_are_counted_in_words(whole: DebriefView, count: int, told: str) -> None:
    """None, one, two and more."""
    found = {r.name: r for r in results(replace(whole, outputs=replace(whole.outputs, rescues=count)))}
    assert (found["Rescues"].value, found["Rescues"].says.text) == (str(count), told)


@pytest.mark.parametrize(("gains", "told"), [(0.9, False), (1.0, False), (1.1, True)])
def test_less_than_half_a_point_that_was_not_carried_is_nothing_to_speak_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gains: float, told: bool
) -> None:
    """Half of it came; exactly half a point lost is not told, a little more is."""
    play = played(tmp_path, "half burn talk")
    monkeypatch.setattr(leader_account, "carrying", lambda *_: leader_account.Carrying(0.5, 1.0))
    line = UncarriedLine(1, "The flood", "half", "Half", 0.5, 1.0, gains)
    monkeypatch.setattr(leader_account, "_uncarried", lambda *_: line)
    assert (leader_account.uncarried(play.played.game) is not None) is told
    play.close()


def test_a_promise_cut_off_by_a_fall_is_named_in_say_do(tmp_path: Path) -> None:
    """It did not come back, for it was not yet due; without one the rest did."""
    play = played(tmp_path / "a", "dyke loan talk")
    cut = {r.name: r.says.text for r in results(play.debrief())}["Say-do"]
    play.close()
    play = played(tmp_path / "b", "half burn talk")
    came = {r.name: r.says.text for r in results(play.debrief())}["Say-do"]
    play.close()
    assert cut == "Deeds kept 43 %; what was not due yet is not kept."
    assert came.endswith("of your promises; the rest came back.")


def test_every_result_fits_a_line_of_eighty(tmp_path: Path) -> None:
    """Its name, its value and what it says, in every game of the mill."""
    for number, line in enumerate(LINES.values()):
        play = played(tmp_path / str(number), line)
        told = [(r.name, r.says.text) for r in results(play.debrief())]
        play.close()
        assert all(len(text) <= 54 for _, text in told), told


@pytest.mark.parametrize(("points", "told"), [(0.5, False), (0.51, True), (-0.5, False), (-0.51, True)])
def test_what_convinced_a_leader_and_what_turned_them_away_is_told_where_it_is_felt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, points: float, told: bool
) -> None:
    """The strongest cause of each sign, with its round; half a point of assent is nothing to speak of."""
    play = played(tmp_path, "dyke sell order")
    game = play.played.game
    play.close()
    called = "assent:ines"
    entries = [e for e in game.ledger if e.gauge != called]
    entries.append(Entry("mould", "character", "mould/sell/effects", called, points, "Somebody said so."))
    monkeypatch.setattr(Game, "ledger", tuple(entries))
    line = next(each for each in leader_account.leader_courses(game) if each.id == "ines")
    turn, other = (line.won, line.lost) if points > 0 else (line.lost, line.won)
    assert other is None
    assert (turn is not None) is told
    assert turn is None or (turn.at.number, turn.amount, turn.watched) == (2, points, False)


def test_words_please_at_once_and_cost_where_they_were_not_kept(tmp_path: Path) -> None:
    """What a promise gave and took is what the ledger says of it: gains of its words, losses of its open part."""
    play = seats.begin(tmp_path, quick=True)
    play.decide("talk")
    game = play.played.game
    while game.outcome is None:
        play.decide(game.open_responses[0])
    play.close()
    (made,) = promise_account(game)
    for moved, end, sign in ((made.pleased, "gloss", 1), (made.cost, "backlash", -1)):
        entries = [e for e in game.ledger if e.source == f"first/talk/{end}" and ":" not in e.gauge]
        assert {each.id: each.points for each in moved} == {e.gauge: e.amount for e in entries}
        assert moved
        assert all(sign * each.points > 0 for each in moved)
