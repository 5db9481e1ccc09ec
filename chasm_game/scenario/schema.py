"""What a scenario file may say: the shape, the kinds of values and their ranges.

Names (stakeholders, moves, rounds) are judged elsewhere, because they depend on the rulebook and on the rest of the
file. The docstrings are what an editor shows on hover.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field, StringConstraints, create_model

from chasm_game.gauges import BUILT_IN
from chasm_game.scenario.schema_debrief import (
    DebriefModel,
    ExpectModel,
    HistoryModel,
    NoteModel,
    ParallelModel,
    PlayModel,
)
from chasm_game.scenario.schema_moves import MannerModel, MoveModel
from chasm_game.scenario.schema_rounds import EndingModel, FacilitatorModel, RoundModel
from chasm_game.scenario.schema_values import (
    MOST,
    Id,
    Line,
    Points,
    Share,
    StakeholderId,
    Strict,
    Text,
    Trust,
    Ways,
    Weights,
)

__all__ = [
    "CompanyModel",
    "DebriefModel",
    "ExpectModel",
    "FacilitatorModel",
    "HistoryModel",
    "LeaderModel",
    "NoteModel",
    "ParallelModel",
    "PlayModel",
    "RolesModel",
    "ScenarioModel",
    "StakeholderModel",
    "StartModel",
]


def _start_keys() -> dict[str, Any]:
    """The keys of `start`: one for each built-in gauge, endless ones first, then the asks."""
    keys: dict[str, Any] = {}
    for gauge in sorted(BUILT_IN, key=lambda g: not g.endless):
        kind: Any = Points if gauge.endless else Annotated[float, Field(ge=gauge.low, le=gauge.high)]
        usual = f"; about {gauge.default:g} is usual" if gauge.endless else ""
        keys[gauge.id] = (kind, Field(gauge.default, description=f"{gauge.about}{usual}."))
    asks = Annotated[int, Field(ge=0, le=50)]
    return keys | {"asks": (asks, Field(3, description="How many times the player may ask the people."))}


if TYPE_CHECKING:

    class StartModel(Strict):
        """Where the company stands at the beginning: `asks`, and a number for each built-in gauge."""

        asks: int = 3
else:
    StartModel = create_model(
        "StartModel",
        __base__=Strict,
        __doc__="Where the company stands at the beginning.",
        __module__=__name__,
        **_start_keys(),
    )


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
    ways: Ways = Field(default_factory=dict)
    """How its deeds have shown that it creates value, where the rulebook says otherwise: by axis, -1 to 1."""


class StakeholderModel(Strict):
    """A stakeholder's name and starting trust."""

    name: Line | None = None
    """What it is called in this story."""
    trust: Trust = 50.0
    """How much value it feels it gets at the beginning."""


class LeaderModel(Strict):
    """One of those who carry what is decided, as far as they have come to believe in it."""

    name: Line | None = None
    """What they are called in this story."""
    role: Line | None = None
    """What they do in the company, in a few words."""
    watches: str
    """What they learn from: the trust of a stakeholder, one of the five gauges, or cash."""
    share: Annotated[float, Field(gt=0, le=MOST, allow_inf_nan=False)] = 1.0
    """Their weight in carrying what is decided, beside the others."""
    assent: Trust = 50.0
    """How far they carry what is decided at the beginning."""


class RolesModel(Strict):
    """Who is heard inside, who buys, who owns; only needed where a default stakeholder was removed."""

    employees: str | None = None
    """Whose fear hides bad news, and who serves the customers."""
    customers: str | None = None
    """Who buys."""
    owners: str | None = None
    """Who owns, and may rescue."""


class ScenarioModel(Strict):
    """A scenario for Chasm: shocks, answers, and what to talk about afterwards."""

    chasm: Literal[1, 2] = 1
    """The version of the format: 2 asks for a reason for everything, and reserves the names that came with it."""
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
    goals: list[Line] = Field(default_factory=list)
    """What is learned."""
    labels: Literal["always", "after", "debrief"] = "after"
    """When players see the labels old and new."""
    people: Weights = "balanced"
    """What the people believe creates value: a named set of the rulebook, or weights by stakeholder."""
    people_ways: Ways = Field(default_factory=dict)
    """How the people want value created, where the rulebook says otherwise: by axis, -1 to 1."""
    company: CompanyModel = CompanyModel()
    """Who the player is."""
    stakeholders: Annotated[dict[StakeholderId, StakeholderModel | None], Field(max_length=30)] = Field(
        default_factory=dict
    )
    """Names and starting trust of the defaults, own stakeholders; `partners: null` removes one."""
    roles: RolesModel = RolesModel()
    """Who plays the parts of employees, customers and owners."""
    leaders: Annotated[dict[StakeholderId, LeaderModel], Field(max_length=6)] = Field(default_factory=dict)
    """Those who carry what is decided, up to six; without any, everything is carried."""
    rounds: Annotated[list[RoundModel], Field(min_length=1, max_length=400)]
    """The rounds, in the order in which they are played."""
    endings: list[EndingModel] = Field(default_factory=list)
    """Own endings; the rulebook has defaults."""
    debrief: DebriefModel = DebriefModel()
    """What to talk about."""
    facilitator: FacilitatorModel | None = None
    """For whoever leads a session."""
    history: HistoryModel | None = None
    """The real decision of this round, in a case file."""
    expect: Annotated[list[ExpectModel], Field(max_length=100)] = Field(default_factory=list)
    """What the author promises; proved over every playthrough by `chasm check --balance`."""
    plays: Annotated[list[PlayModel], Field(max_length=100)] = Field(default_factory=list)
    """Recorded plays as tests."""
    moves: Annotated[dict[Id, MoveModel], Field(max_length=200)] = Field(default_factory=dict)
    """Moves of its own, like the rulebook's."""
    manners: Annotated[dict[Id, MannerModel], Field(max_length=200)] = Field(default_factory=dict)
    """Manners of its own, like the rulebook's."""
