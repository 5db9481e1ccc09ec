"""What a scenario file may say: the shape, the kinds of values and their ranges.

Names (stakeholders, moves, rounds) are judged elsewhere, because they depend on the rulebook and on the rest of the
file. The docstrings are what an editor shows on hover.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, StringConstraints, Tag

__all__ = ["ID", "STAKEHOLDER_ID", "LaterModel", "MoveModel", "MoveUseModel", "ScenarioModel", "Strict"]

ID = r"^[a-z][a-z0-9-]*$"
STAKEHOLDER_ID = r"^[a-z][a-z0-9_]*$"
MARK = r"^(\+\+|\+|0|-|--|\?|n\.a\.)((→|/)(\+\+|\+|0|-|--|\?))?$"

Text = Annotated[str, StringConstraints(min_length=1, max_length=8_000)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Id = Annotated[str, StringConstraints(pattern=ID, max_length=60)]
StakeholderId = Annotated[str, StringConstraints(pattern=STAKEHOLDER_ID, max_length=40)]
ConditionText = Annotated[str, StringConstraints(min_length=1)]
Gauge = Annotated[float, Field(ge=0, le=100)]
Points = Annotated[float, Field(ge=-1000, le=1000, allow_inf_nan=False)]
Share = Annotated[float, Field(ge=0, le=1_000_000, allow_inf_nan=False)]
Chance = Annotated[float, Field(ge=0, le=1)]
Effects = dict[str, Points]


def _kind(value: Any) -> str:
    return "name" if isinstance(value, str) else "mapping"


def _text_or_number(value: Any) -> str:
    return "number" if isinstance(value, int | float) else "name"


class Strict(BaseModel):
    """Nothing unknown, nothing converted."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, use_attribute_docstrings=True)


class AlsoModel(Strict):
    """A text that is added where its condition holds: the story remembers."""

    condition: ConditionText = Field(alias="if")
    """When it is added, for example `chose('strike', 'wait')`."""
    text: Text
    """What is added."""


class PostModel(Strict):
    """A post in the feed: what the people made of it. It changes nothing."""

    who: Line
    """The name under which it is posted."""
    text: Text
    """What it says; short."""
    stakeholder: str | None = None
    """Which stakeholder speaks."""
    condition: ConditionText | None = Field(default=None, alias="if")
    """When it is posted; always, if nothing is said."""


class VoiceModel(Strict):
    """What somebody says when the player asks the people."""

    who: str
    """The stakeholder who speaks."""
    text: Text
    """What is said."""
    condition: ConditionText | None = Field(default=None, alias="if")
    """When it is said; always, if nothing is said."""


class LaterModel(Strict):
    """What comes back in a later round."""

    after: Annotated[int, Field(ge=1, le=50)]
    """After how many rounds that happen (at least 1)."""
    effects: Effects
    """Points by stakeholder, gauge or cash."""
    because: Line = "What was begun then lands now."
    """The reason, as the player reads it."""
    chance: Chance = 1.0
    """How likely it is, 0 to 1."""
    condition: ConditionText | None = Field(default=None, alias="if")
    """Judged when it is due."""


class MoveUseModel(Strict):
    """A move of the rulebook with its strength and its manner."""

    move: str
    """The move's name."""
    strength: Annotated[float, Field(gt=0, le=2)] = 1.0
    """How much of it: 0.5 is half, 2 twice."""
    how: list[str] = []
    """Its manners, in order."""


class ShockModel(Strict):
    """What happens to the company at the beginning of a round."""

    text: Text
    """What happened, in the second person, in 60 to 120 words. Markdown."""
    effects: Effects = {}
    """Points by stakeholder, gauge or cash."""
    also: list[AlsoModel] = []
    """Texts that are added where their condition holds."""
    feed: list[PostModel] = []
    """What the people post before the player answers."""
    people: (
        Annotated[Annotated[str, Tag("name")] | Annotated[dict[str, Share], Tag("mapping")], Discriminator(_kind)]
        | None
    ) = None
    """New weights of the people from here on: a named set of the rulebook, or a mapping."""


class ResponseModel(Strict):
    """One of the answers that the player may give."""

    id: Id
    """Its name within the round."""
    title: Line
    """A few words."""
    label: Literal["old", "new"] | None = None
    """What it is called; never read by the engine."""
    text: Text | None = None
    """What the company would do, in a sentence or two."""
    does: list[
        Annotated[Annotated[str, Tag("name")] | Annotated[MoveUseModel, Tag("mapping")], Discriminator(_kind)]
    ] = []
    """Moves of the rulebook, by name or with strength and manner."""
    claims: dict[str, Share] = {}
    """Public promises: points by stakeholder."""
    effects: Effects = {}
    """Effects of its own, added to those of its moves."""
    later: list[LaterModel] = []
    """Effects of its own that come back later."""
    condition: ConditionText | None = Field(default=None, alias="if")
    """When it is open; locked otherwise."""
    needs: Line | None = None
    """Why it is locked, as the player reads it."""
    outcome: Text | None = None
    """What the player reads afterwards. Markdown."""
    also: list[AlsoModel] = []
    """Texts that are added to the outcome where their condition holds."""
    feed: list[PostModel] = []
    """What the people post afterwards."""


class RoundModel(Strict):
    """A shock and the answers to it."""

    id: Id
    """Its name within the scenario."""
    title: Line
    """A few words."""
    shock: ShockModel
    """What happens."""
    ask: list[VoiceModel] = []
    """What the people say when they are asked."""
    responses: Annotated[list[ResponseModel], Field(min_length=1, max_length=9)]
    """One to nine answers."""
    condition: ConditionText | None = Field(default=None, alias="if")
    """When the round happens; it is skipped otherwise."""
    chance: Chance = 1.0
    """How likely it happens, 0 to 1."""


class StartModel(Strict):
    """Where the company stands at the beginning."""

    cash: Points = 20.0
    """Money, in the company's unit; about 20 is usual."""
    learning: Gauge = 30.0
    """0 a machine, 100 an organism."""
    strategy: Gauge = 52.0
    """Know-how: amplifies what lands later."""
    vision: Gauge = 52.0
    """How fast belief follows deeds."""
    execution: Gauge = 52.0
    """Know-how: amplifies what lands at once."""
    credibility: Gauge = 55.0
    """How far the company's words are believed."""
    asks: Annotated[int, Field(ge=0, le=50)] = 3
    """How many times the player may ask the people."""


class CompanyModel(Strict):
    """Who the player is."""

    name: Line = "The company"
    """The company's name."""
    you: Line = "the chief executive"
    """Who the player is in it."""
    unit: Annotated[str, StringConstraints(max_length=8)] = "$M"
    """The unit of cash: `$M` is written before and behind the number."""
    start: StartModel = StartModel()
    """Where it stands at the beginning."""
    income: Points = 0.6
    """Cash a round at customers' trust 50."""
    upside: Points = 7.0
    """How much more at customers' trust 100."""
    belief: dict[str, Share] | None = None
    """What the company's deeds have shown so far: weights by stakeholder."""


class StakeholderModel(Strict):
    """A stakeholder's name and starting trust."""

    name: Line | None = None
    """What it is called in this story."""
    trust: Gauge = 50.0
    """How much value it feels it gets at the beginning."""


class RolesModel(Strict):
    """Who is heard inside, who buys, who owns; only needed where a default stakeholder was removed."""

    employees: str | None = None
    """Whose fear hides bad news, and who serves the customers."""
    customers: str | None = None
    """Who buys."""
    owners: str | None = None
    """Who owns, and may rescue."""


class EndingModel(Strict):
    """How the story can end: the first whose condition holds."""

    id: Id
    """Its name."""
    title: Line
    """A few words."""
    text: Text
    """What the player reads."""
    condition: ConditionText | None = Field(default=None, alias="if")
    """When it is this one."""


class ParallelModel(Strict):
    """A real case to hold beside the story."""

    case: Line
    """Who and when."""
    text: Text
    """What happened."""
    source: Line
    """Where that can be read."""


class DebriefModel(Strict):
    """What to talk about afterwards."""

    points: list[Text] = []
    """What to see in it."""
    questions: list[Text] = []
    """What to ask."""
    parallels: list[ParallelModel] = []
    """Real cases, with their source."""


class FacilitatorModel(Strict):
    """For whoever leads a session."""

    notes: Text
    """Timings, what to say when."""


def _nought(value: Any) -> Any:
    return "0" if value == 0 and not isinstance(value, bool) else value  # `customers: 0` is a number to YAML


Mark = Annotated[str, BeforeValidator(_nought), StringConstraints(pattern=MARK)]


class HistoryModel(Strict):
    """What really happened: makes the scenario a case file."""

    round: Id
    """The round of the real decision."""
    chose: Id
    """The response that was really chosen."""
    when: Annotated[Annotated[Line, Tag("name")] | Annotated[int, Tag("number")], Discriminator(_text_or_number)]
    """The year, or the years."""
    short: dict[str, Mark] = {}
    """What became of each stakeholder within a year: ++ + 0 - -- or ?"""
    long: dict[str, Mark] = {}
    """What became of each stakeholder in three to five years."""
    told: Text
    """What the player reads after the choice."""
    sources: Annotated[list[Line], Field(min_length=1)]
    """Where that can be read."""


class MoveModel(Strict):
    """Something a company can do, with what follows."""

    title: Line
    """What it is, as a person would say it."""
    label: Literal["old", "new"] | None = None
    """What it is called; never read by the engine."""
    effects: Effects = {}
    """Points at once, by stakeholder, gauge or cash."""
    later: list[LaterModel] = []
    """What comes back later."""
    claims: dict[str, Share] = {}
    """Public promises: points by stakeholder."""
    because: Line = "That is what it does."
    """The reason, as the player reads it."""
    evidence: list[str] = []
    """Evidence cards of the rulebook."""


class MannerModel(Strict):
    """A way of doing something."""

    title: Line | None = None
    """What it is, as a person would say it."""
    gains: Annotated[float, Field(ge=0, le=3)] = 1.0
    """Factor on what a move gives."""
    losses: Annotated[float, Field(ge=0, le=3)] = 1.0
    """Factor on what a move takes."""
    cash: Points = 0.0
    """What it costs (negative) or saves."""
    delay: Annotated[int, Field(ge=0, le=20)] = 0
    """By how many rounds gains of trust come later."""
    because: Line = "It was done that way."
    """The reason, as the player reads it."""
    evidence: list[str] = []
    """Evidence cards of the rulebook."""


PolicyName = Literal["always-old", "always-new", "words-only", "greedy", "cash-first", "random", "best"]


class ExpectModel(Strict):
    """A promise about every playthrough: one of `always`, `reachable`, `share`, `policy`."""

    always: ConditionText | None = None
    """Holds at the end of every round and of the game, in every playthrough."""
    reachable: ConditionText | None = None
    """Holds at the end of some playthrough."""
    share: ConditionText | None = None
    """Holds at the end of a share of the playthroughs: with `at_most` or `at_least`."""
    at_most: Chance | None = None
    """The largest share, 0 to 1."""
    at_least: Chance | None = None
    """The smallest share, 0 to 1."""
    policy: PolicyName | None = None
    """A way to play, held against another one: with `below` or `above`."""
    below: PolicyName | None = None
    """It scores less than this one."""
    above: PolicyName | None = None
    """It scores more than this one."""
    by: Annotated[float, Field(ge=0, le=1000)] | None = None
    """By at least so many points."""


class PlayModel(Strict):
    """A recorded play: the same decisions give the same score and ending."""

    name: Line = "a recorded play"
    """What it is called."""
    seed: Annotated[int, Field(ge=0, le=2**53 - 1)] = 1
    """The luck."""
    choices: Annotated[list[str], Field(max_length=1_000)] = []
    """Every decision: `ask`, the id of a response, or `wait`."""
    score: Annotated[int, Field(ge=0, le=1000)] | None = None
    """The score that it comes to."""
    ending: Id | None = None
    """The ending that it comes to."""


class ScenarioModel(Strict):
    """A scenario for Chasm: shocks, answers, and what to talk about afterwards."""

    chasm: Literal[1] = 1
    """The version of the format."""
    id: Id
    """The name by which the library knows it."""
    title: Line
    """What the player sees."""
    summary: Text | None = None
    """One or two sentences for the library."""
    level: Literal["introductory", "intermediate", "advanced"] = "introductory"
    """For whom it is."""
    minutes: Annotated[int, Field(ge=1, le=600)] = 15
    """How long a game takes."""
    goals: list[Line] = []
    """What is learned."""
    labels: Literal["always", "after", "debrief"] = "after"
    """When players see the labels old and new."""
    people: Annotated[
        Annotated[str, Tag("name")] | Annotated[dict[str, Share], Tag("mapping")], Discriminator(_kind)
    ] = "balanced"
    """What the people believe creates value: a named set of the rulebook, or weights by stakeholder."""
    company: CompanyModel = CompanyModel()
    """Who the player is."""
    stakeholders: Annotated[dict[StakeholderId, StakeholderModel | None], Field(max_length=30)] = {}
    """Names and starting trust of the defaults, own stakeholders; `partners: null` removes one."""
    roles: RolesModel = RolesModel()
    """Who plays the parts of employees, customers and owners."""
    rounds: Annotated[list[RoundModel], Field(min_length=1, max_length=400)]
    """The rounds, in the order in which they are played."""
    endings: list[EndingModel] = []
    """Own endings; the rulebook has defaults."""
    debrief: DebriefModel = DebriefModel()
    """What to talk about."""
    facilitator: FacilitatorModel | None = None
    """For whoever leads a session."""
    history: HistoryModel | None = None
    """What really happened, in a case file."""
    expect: Annotated[list[ExpectModel], Field(max_length=100)] = []
    """What the author promises; proved over every playthrough by `chasm check --balance`."""
    plays: Annotated[list[PlayModel], Field(max_length=100)] = []
    """Recorded plays as tests."""
    moves: Annotated[dict[Id, MoveModel], Field(max_length=200)] = {}
    """Moves of its own, like the rulebook's."""
    manners: Annotated[dict[Id, MannerModel], Field(max_length=200)] = {}
    """Manners of its own, like the rulebook's."""
