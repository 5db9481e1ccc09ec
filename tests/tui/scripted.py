"""A game of three rounds and a backstage, written by hand: the screen is tested without the rules."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from textual.app import App
from textual.content import Content
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Static

from chasm_game.errors import ChasmError, IllegalDecision
from chasm_game.gauges import Group
from chasm_game.session.local_seat import LocalSeat
from chasm_game.tui.app import ChasmApp
from chasm_game.tui.game_shell import GameShell
from chasm_game.tui.screens.debrief import DebriefScreen
from chasm_game.tui.text import Drawn
from chasm_game.views.catalog import DifficultyLine, LibraryLine, SaveLine
from chasm_game.views.chasm import ChasmView
from chasm_game.views.consequences import (
    ChangeView,
    ConsequencesView,
    EchoView,
    HistoryView,
    PredictionView,
    ReasonView,
)
from chasm_game.views.dashboard import CashView, Dashboard, GaugeView, StakeholderView
from chasm_game.views.debrief import (
    AnswerImpacts,
    BeliefLine,
    BestDecisionView,
    DebriefView,
    DecisionLine,
    ParallelView,
    UnaskedView,
)
from chasm_game.views.foresight import ArrowView, ImpactView
from chasm_game.views.intro import IntroView
from chasm_game.views.ledger_line import LedgerLine
from chasm_game.views.named import Named, PointsView
from chasm_game.views.old_game import OldDecision, OldGame
from chasm_game.views.outputs import EndingView, OutputsView, TrajectoryPoint
from chasm_game.views.records import BestGame, EndingFound, Foresight, RecordsView, RoundRecord
from chasm_game.views.review import AnswerWorth, DecisionWorth, ReviewView
from chasm_game.views.round import AskView, Phase, PostView, ResponseView, RoundView, VoiceView

PEOPLE = (("customers", "Guests"), ("employees", "Bakers"), ("communities", "The street"), ("investors", "Owners"))
WEIGHTS = (0.31, 0.35, 0.27, 0.07)


class ScriptedPlay:
    """Implements `Play`; what is called is kept in `calls`. `noise` is added to every text."""

    def __init__(self, *, noise: str = "", quick: bool = False, practice: bool = False, at: int = 1) -> None:
        self.noise, self.quick, self.practice = noise, quick, practice
        self.number = at
        self.asks, self.asked, self.known = 2, False, False
        self.before: object = "not yet" if not quick and at == 1 else None
        self.after: object = "not yet" if not quick else None
        self.calls: list[tuple[Any, ...]] = []
        self.done: list[ConsequencesView] = []
        self.closed = False
        self.save = "/saves/one.chasm"

    def t(self, words: str) -> str:
        """A text, with the noise."""
        return f"{words}{self.noise}"

    @property
    def intro(self) -> IntroView:
        """What is played."""
        t = self.t
        return IntroView(
            "bakery",
            t("Five Bakeries"),
            t("Bread, and what *people* make of it."),
            "introductory",
            8,
            (t("See it."),),
            t("Crust & Co"),
            t("the head baker"),
            "$M",
            tuple((i, t(n)) for i, n in PEOPLE),
            3,
            7,
            t("Blue"),
            self.practice,
            self.quick,
            self.save,
        )

    @property
    def phase(self) -> Phase:
        """Where it stands."""
        if self.before == "not yet":
            return Phase.BELIEFS_BEFORE
        if self.number <= 3:
            return Phase.DECIDING
        return Phase.BELIEFS_AFTER if self.after == "not yet" else Phase.DEBRIEF

    def submit_beliefs(self, points: Mapping[str, float] | None, ways: Mapping[str, float] | None = None) -> None:
        """Keep the sheet."""
        self.calls.append(("beliefs", points) if ways is None else ("beliefs", points, ways))
        if self.before == "not yet":
            self.before = points
        else:
            self.after = points

    def _dashboard(self) -> Dashboard:
        t, n = self.t, self.number
        return Dashboard(
            tuple(
                StakeholderView(
                    i,
                    t(name),
                    50.0 + 3 * k - n,
                    (-4.0, 0.0, 2.0, 1.0)[k],
                    48.0 + k if self.asked else None,
                    WEIGHTS[k] if self.known else None,
                )
                for k, (i, name) in enumerate(PEOPLE)
            ),
            CashView(14.5 - n, -1.0, "$M"),
            (
                GaugeView("learning", "Learning", 30.0 + n, 1.0, Group.CHARACTER),
                *(GaugeView(g.lower(), g, 52.0, 0.0, Group.KNOW_HOW) for g in ("Strategy", "Vision", "Execution")),
                GaugeView("credibility", "Credibility", 45.0, -2.0, Group.CHARACTER),
            ),
        )

    def _chasm(self) -> ChasmView:
        if not self.known:
            return ChasmView(in_mist=True, width=None, before=None, bridge=45.0)
        return ChasmView(
            in_mist=False, width=52.0 - self.number, before=56.0, bridge=45.0, whom=48.0, how=56.0 - 2 * self.number
        )

    def round(self) -> RoundView:
        """The round that waits."""
        if self.phase is not Phase.DECIDING:
            raise ChasmError("the game is over")
        t = self.t
        voices = (VoiceView(t("Bakers"), t("Nobody asked us about the ovens.")),) if self.asked else ()
        return RoundView(
            self.number,
            3,
            f"r{self.number}",
            t(f"Shock {self.number}"),
            (t("The flour is *late* again.\n\nThe street waits at the door."), t("They remember the spring.")),
            self._dashboard(),
            self._chasm(),
            (PostView(t("miller_joe"), t("No flour before Friday."), t("Guests")), PostView(t("anon"), t("Hm."), None)),
            self._responses(),
            AskView(self.asks > 0 and not self.asked, self.asked, 1.0, self.asks, voices),
            (*((i, t(n)) for i, n in PEOPLE), ("nobody", "Nobody")),
        )

    def _responses(self) -> tuple[ResponseView, ...]:
        t = self.t
        hit, soft = ImpactView("customers", t("Guests"), 3), ImpactView("employees", t("Bakers"), 1)
        if self.asked:
            hit = replace(hit, now=ArrowView(-1, 1), later=ArrowView(-1, 3))
            soft = replace(soft, now=ArrowView(1, 1), later=ArrowView(0, 1))
        return (
            ResponseView(
                1, "wait-it-out", t("Wait it out"), t("Sell what there is."), None, True, "", (hit, soft), 0.0
            ),
            ResponseView(2, "bake-rye", t("Bake rye"), t("Rye is in the cellar."), "new", True, "", (soft,), -6.0),
            ResponseView(
                3, "buy-mill", t("Buy the mill"), t("All of it."), "old", False, t("at least $50M"), (hit,), -50.0
            ),
        )

    def ask(self, leader: str | None = None) -> RoundView:
        """Ask."""
        if self.asks <= 0 or self.asked:
            raise IllegalDecision("nobody can be asked now")
        self.calls.append(("ask",) if leader is None else ("ask", leader))
        self.asks, self.asked, self.known = self.asks - 1, True, True
        return self.round()

    def decide(
        self,
        response: str,
        *,
        prediction: tuple[str, int] | None = None,
        reason: str = "",
        seconds: float | None = None,
    ) -> ConsequencesView:
        """Take a response."""
        chosen = next(r for r in self.round().responses if r.id == response)
        if not chosen.open:
            raise IllegalDecision(f"{response} is locked")
        self.calls.append(("decide", response, prediction, reason))
        view = self._followed(chosen, prediction, reason)
        self.done.append(view)
        self.number, self.asked = self.number + 1, False
        return view

    def _named(self, who: str) -> Named | None:
        return None if who == "nobody" else Named(who, dict(self.round().targets)[who])

    def _followed(self, chosen: ResponseView, prediction: tuple[str, int] | None, reason: str) -> ConsequencesView:
        t, exact = self.t, self.asked or self.practice
        made = None
        if prediction is not None:
            made = PredictionView(self._named(prediction[0]), prediction[1], False, (Named("employees", t("Bakers")),))
        points = -3.2 if exact else None
        why = (ReasonView(t("Bread was short."), -1, points, "r1/wait-it-out", echo=False),)
        back = (ReasonView(t("They had kept a loaf."), 1, None, "r1/bake-rye/later/0", echo=True, sender=1),)
        ledger = tuple(
            LedgerLine("r1", "response", gauge, t(name), amount, t("Bread was short."), "r1/wait-it-out")
            for gauge, name, amount in (
                ("customers", "Guests", -3.2),
                ("customers", "Guests", 0.4),
                ("cash", "Cash", -6.0),
            )
        )
        return ConsequencesView(
            self.number,
            f"r{self.number}",
            t(f"Shock {self.number}"),
            chosen.id,
            chosen.title,
            "new",
            (t("The shelves are **empty** by ten."),),
            (
                ChangeView("customers", t("Guests"), 50.0, 46.8, -2, why),
                ChangeView("employees", t("Bakers"), 53.0, 53.1, 0, ()),
                ChangeView("communities", t("The street"), 55.0, 58.0, 2, back),
                ChangeView("investors", t("Owners"), 58.0, 59.0, 1, ()),
            ),
            (ChangeView("cash", "Cash", 13.5, 7.5, -2, why),),
            (
                EchoView(
                    1,
                    t("Shock 1"),
                    t("Bake rye"),
                    t("They had kept a loaf."),
                    ((Named("communities", t("The street")), 1),),
                ),
            ),
            (PostView(t("miller_joe"), t("Told you."), t("Guests")),),
            made,
            reason,
            HistoryView(
                "1911", t("Bake rye"), same=False, text=t("They baked *rye*."), sources=(t("The Baker, 1911"),)
            ),
            exact,
            ledger if exact else (),
            self._dashboard(),
            self._chasm(),
            self.number == 3,
            fallen=False,
        )

    def rewind(self) -> None:
        """Take the last decision back."""
        if not self.practice:
            raise ChasmError("only in practice can a decision be taken back")
        self.calls.append(("rewind",))
        if self.done:
            self.done.pop()
            self.number -= 1

    def consequences(self) -> tuple[ConsequencesView, ...]:
        """What was played."""
        return tuple(self.done)

    def debrief(self) -> DebriefView:
        """Everything."""
        t = self.t
        rounds = tuple(self.done)
        lines = tuple(
            DecisionLine(
                r.number,
                r.id,
                r.round_title,
                r.response_id,
                r.response,
                "new",
                asked=False,
                prediction=r.prediction,
                reason=r.reason,
                value_before=50.0 - r.number,
                value_after=52.0 - 3 * r.number,
            )
            for r in rounds
        )
        trajectory = tuple(
            TrajectoryPoint(
                "start" if n == 0 else str(n) if n < 4 else f"+{n - 3}", 50.0 - n, 52.0 - 4 * n, 12.0, coast=n > 3
            )
            for n in range(6)
        )
        beliefs = tuple(
            BeliefLine(i, t(n), 0.25, None, (0.2, 0.1, 0.1, 0.6)[k], (0.3, 0.2, 0.2, 0.3)[k], WEIGHTS[k], WEIGHTS[k])
            for k, (i, n) in enumerate(PEOPLE)
        )
        ledger = (LedgerLine("coast-1", "echo", "customers", t("Guests"), -1.0, t("They remember."), "r1/wait-it-out"),)
        return DebriefView(
            self.intro,
            EndingView("bread", t("Bread"), t("There is *bread* again.")),
            OutputsView(643, 642.7, 52.0, 36.0, 0.5, 31.0, 0.18),
            trajectory,
            lines,
            rounds,
            ledger,
            beliefs,
            23.0,
            None,
            next((d for d in lines if d.prediction), None),
            BestDecisionView(
                2,
                "r2",
                t("Round 2"),
                "say-so",
                t("Say so today"),
                4.2,
                (PointsView("employees", t("Bakers"), -6.0),),
                (PointsView("customers", t("Guests"), 9.0),),
            ),
            (
                UnaskedView(
                    1,
                    "r1",
                    t("Round 1"),
                    "wait-it-out",
                    t("Wait it out"),
                    True,
                    (
                        VoiceView(
                            t("Guests"),
                            t("Say so."),
                        ),
                    ),
                    (
                        AnswerImpacts(
                            "say-so",
                            t("Say so today"),
                            1,
                            (ImpactView("customers", t("Guests"), 3, ArrowView(1, 3), ArrowView(1, 2)),),
                        ),
                    ),
                ),
            ),
            (t("A point."),),
            (t("A question?"),),
            (ParallelView(t("A mill, 1911"), t("It *burned*."), t("The Baker")),),
        )

    def reviewing(self) -> Callable[[], ReviewView]:
        """What each decision was worth, to be called."""
        return self.review

    def review(self) -> ReviewView:
        """What each decision was worth."""
        t = self.t
        answers = (
            AnswerWorth("say-so", t("Say so today"), True, 643.2, 640.0),
            AnswerWorth("wait-it-out", t("Wait it out"), False, 702.0, 655.5),
        )
        best = (Named("wait-it-out", t("Wait it out")), Named("bake-at-night", t("Bake at night")))
        worths = tuple(
            DecisionWorth(
                r.number, r.id, r.round_title, Named("say-so", r.response), best[0], answers, 12.5, "costly", best
            )
            for r in self.done
        )
        histogram = tuple(max(0, 40 - abs(30 - n) * 4) for n in range(50))
        course = self.debrief().trajectory
        road = tuple(replace(p, value=50.0 + 2 * n, chasm=40.0, cash=12.0) for n, p in enumerate(course))
        return ReviewView(27, 712.0, 401.0, 62.5, histogram, 32, worths, 1, road, 702)

    def export(self, folder: str) -> tuple[str, ...]:
        """Write nothing, and say what would have been written."""
        self.calls.append(("export", folder))
        if "taken" in folder:
            raise ChasmError(f"{folder}/debrief.md is there already [/x]: name another folder")
        return (f"{folder}/debrief.md", f"{folder}/review.json")

    def close(self) -> None:
        """Let go."""
        self.closed = True


class ScriptedBackstage:
    """A library of three and as many saves as are given."""

    def __init__(self, *, noise: str = "", saves: tuple[SaveLine, ...] = (), play: ScriptedPlay | None = None) -> None:
        self.noise, self._saves, self.play = noise, saves, play or ScriptedPlay(noise=noise)
        self.calls: list[tuple[Any, ...]] = []

    def name(self, save: str, name: str) -> str:
        """The name as it was given."""
        self.calls.append(("name", save, name))
        return name

    def delete(self, save: str) -> None:
        """Gone, unless it is open elsewhere."""
        self.calls.append(("delete", save))
        if "open" in save:
            raise ChasmError(f"{save} is open in another window; close it there first")

    def library(self) -> list[LibraryLine]:
        """Two stories and a faulty file."""
        self.calls.append(("library",))
        t = self.noise
        return [
            LibraryLine("bakery", f"Five Bakeries{t}", f"Bread.{t}", "introductory", 8, "Chasm", 612, ""),
            LibraryLine("mill", f"The Mill{t}", f"A long story about flour.{t}", "hard", 40, "Chasm", None, ""),
            LibraryLine("bad", f"bad.yaml{t}", "", "", 0, "this folder", None, f"line 3: rounds is missing{t}"),
        ]

    def saves(self, most: int | None = None) -> tuple[SaveLine, ...]:
        """What was given."""
        return self._saves[:most]

    def scored(self, save: SaveLine) -> SaveLine:
        """A finished game has a score and an ending."""
        return replace(save, score=643, ending=f"Bread{self.noise}") if save.finished else save

    def decisions(self, save: str) -> OldGame:
        """One round, of a team that is named like the file."""
        self.calls.append(("decisions", save))
        said = OldDecision(Named("r1", "Shock 1"), Named("a", f"Wait{self.noise}"), True, False, None, None, "Because.")
        return OldGame(f"The Mill{self.noise}", save, 7, "2026-05-02 10:00", False, True, (said,))

    def difficulties(self) -> list[DifficultyLine]:
        """Three."""
        return [
            DifficultyLine("easy", "Easy", f"A softer oven.{self.noise}"),
            DifficultyLine("written", "As written", "The story as its file says."),
            DifficultyLine("hard", "Hard", f"A harder crust.{self.noise}"),
        ]

    def new(
        self, scenario_id: str, *, team: str, seed: int, practice: bool, quick: bool, difficulty: str = "written"
    ) -> LocalSeat:
        """Begin."""
        how_hard = () if difficulty == "written" else (difficulty,)
        self.calls.append(("new", scenario_id, team, seed, practice, quick, *how_hard))
        if scenario_id not in {"bakery", "mill", "tutorial"}:
            raise ChasmError(f"there is no story {scenario_id}")
        self.play.quick, self.play.practice = quick, practice
        return at_once(self.play)

    def from_round(self, save: str, round_id: str) -> LocalSeat:
        """Practice, in the second round."""
        self.calls.append(("from", save, round_id))
        self.play = ScriptedPlay(noise=self.noise, at=2, practice=True)
        return at_once(self.play)

    def records(self, scenario_id: str) -> RecordsView:
        """Two games over, one practice."""
        self.calls.append(("records", scenario_id))
        t = self.noise
        return RecordsView(
            scenario_id, f"Five Bakeries{t}", 2, 1, 0, 0, 0,
            (BestGame("written", 643, f"Bread{t}"),), (EndingFound(f"Bread{t}", 2),), 4,
            (RoundRecord(f"Flour{t}", (f"Wait{t}",), (f"Bake{t}",)),), 2, 1, 6, (Foresight(50, 79, 4, 2, 62.5),),
        )  # fmt: skip

    def next_story(self, scenario_id: str) -> LibraryLine | None:
        """The mill comes after everything."""
        self.calls.append(("next", scenario_id))
        return self.library()[1]

    def resume(self, save: str) -> LocalSeat:
        """Go on."""
        self.calls.append(("resume", save))
        if "damaged" in save:
            raise ChasmError("the save is damaged: line 4 is [no] JSON")
        self.play = ScriptedPlay(noise=self.noise, at=2)
        self.play.save = save
        return at_once(self.play)


SAVES = (
    SaveLine(
        "/saves/two.chasm", "mill", "The Mill", "Red", "2026-05-03 10:00", "finished: 643", finished=True, error=""
    ),
    SaveLine(
        "/saves/one.chasm",
        "bakery",
        "Five Bakeries",
        "Blue",
        "2026-05-02 10:00",
        "round 2 of 3",
        finished=False,
        error="",
    ),
    SaveLine("/saves/bad.chasm", "", "bad.chasm", "", "", "damaged", finished=False, error="line 4 is [no] JSON"),
)


def at_once(play: ScriptedPlay) -> LocalSeat:
    """A seat at it that answers in the same breath."""
    return LocalSeat(play, at_once=True)


def play_of(app: GameShell) -> ScriptedPlay:
    """The scripted game behind an app."""
    assert isinstance(app.seat, LocalSeat)
    assert isinstance(app.seat.play, ScriptedPlay)
    return app.seat.play


def app_with(play: ScriptedPlay | None = None, *, saves: tuple[SaveLine, ...] = (), noise: str = "") -> ChasmApp:
    """The app over scripted things."""
    return ChasmApp(backstage=ScriptedBackstage(saves=saves, noise=noise), seat=at_once(play) if play else None)


async def wait_until(pilot: Pilot[Any], holds: Callable[[], object], what: str = "") -> None:
    """Go on as soon as something holds, however busy the machine is; never a pause of a fixed length."""
    limit = time.monotonic() + 100
    while time.monotonic() < limit:
        await pilot.pause()
        if holds():
            return
        await pilot.pause(0.005)
    seen = f"on {type(pilot.app.screen).__name__}, which shows:\n{painted(pilot.app)}"
    raise AssertionError(f"never came to be: {what or holds}; {seen}")


async def on(pilot: Pilot[Any], screen: str) -> None:
    """Wait for a screen by the name of its class, until what is typed is meant for it."""
    await wait_until(pilot, lambda: type(pilot.app.screen).__name__ == screen and _hears(pilot.app), screen)
    await pilot.pause()


def _hears(app: App[Any]) -> bool:
    """Whether the screen is the one that is there for whoever types: what was typed before is forgotten."""
    return app.screen.is_mounted and getattr(app, "_there", app.screen) is app.screen


def painted(app: App[None]) -> str:
    """Every cell of the screen, as text."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


def opened(app: ChasmApp, section: str) -> bool:
    """Whether a section of all details has been built."""
    return bool(app.screen.query_one(f"#s{section}").children)


def told_page(app: ChasmApp, page: int) -> bool:
    """Whether a page of the walk, from 0, has been built."""
    screen = app.screen
    assert isinstance(screen, DebriefScreen)
    return bool(screen.query(f"#page-{screen._walk.pages[page].id} Static"))


def finished(play: ScriptedPlay) -> ScriptedPlay:
    """The game, played to its end without a screen: it opens in the debrief."""
    play.before = play.after = None
    while play.phase is Phase.DECIDING:
        made = None if play.quick else ("customers", 80)
        play.decide("wait-it-out", prediction=made, reason=play.t("They will wait."))
    return play


def last_round(play: ScriptedPlay) -> ScriptedPlay:
    """The game, played without a screen up to its last round: it opens with its first sheet."""
    play.before = None
    for _ in range(2):
        play.decide("wait-it-out", prediction=("customers", 80), reason=play.t("They will wait."))
    play.before = "not yet"
    return play


def words_of(widget: Widget) -> str:
    """What a Static says in full, seen or not."""
    assert isinstance(widget, Static)
    told = widget.content
    return told.plain if isinstance(told, Drawn | Content) else str(told)
