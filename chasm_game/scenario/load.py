"""One way in for every file: bytes, text, nodes, shape, names, and only then a scenario or a rulebook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from chasm_game.scenario.build import build_scenario
from chasm_game.scenario.build_rulebook import build_rulebook
from chasm_game.scenario.check_names import check_scenario
from chasm_game.scenario.check_rulebook import check_rulebook
from chasm_game.scenario.diagnostics import MAX_FAULTS, Code, Diagnostic, Fault, FaultyFile, Severity, Span
from chasm_game.scenario.document import compose
from chasm_game.scenario.messages import reword
from chasm_game.scenario.nodes import Mapping, Node, locate, plain, scalar_at
from chasm_game.scenario.repair import UNNAMED, repaired
from chasm_game.scenario.rulebook_schema import BookModel, RulebookModel
from chasm_game.scenario.schema import ScenarioModel

if TYPE_CHECKING:
    from collections.abc import Callable

    from chasm_game.scenario.rulebook import Rulebook
    from chasm_game.scenario.scenario import Scenario
    from chasm_game.scenario.source import Source

__all__ = [
    "Reading",
    "checked_rulebook",
    "load_rulebook",
    "load_scenario",
    "playable_rulebook",
    "read_scenario",
]

_M = TypeVar("_M", bound=BaseModel)

_BEGIN = "begin with lines for `id:`, `title:` and `rounds:`"


@dataclass(frozen=True, slots=True)
class Reading:
    """What could be read of a scenario, and every fault that was met on the way."""

    model: ScenarioModel
    root: Node
    faults: list[Fault]
    whole: bool
    """Whether the model is what the file says: nothing had to be taken out or put in its place."""


def read_scenario(source: Source, rulebook: Rulebook) -> Reading:
    """The scenario in a text with its faults. Raises `FaultyFile` where nothing can be made of it."""
    shaped = _shaped(source, lambda _: ScenarioModel)
    names = shaped.only_real(check_scenario(shaped.model, shaped.root, rulebook))
    return Reading(shaped.model, shaped.root, shaped.faults + names, whole=not shaped.faults)


def load_scenario(source: Source, rulebook: Rulebook) -> tuple[Scenario, list[Diagnostic]]:
    """The scenario in a text, and its warnings. Raises `FaultyFile` with every problem found in one run."""
    reading = read_scenario(source, rulebook)
    diagnostics = _raise_errors(source, reading.faults)
    return build_scenario(reading.model, rulebook, source.text), diagnostics


def load_rulebook(source: Source) -> Rulebook:
    """The rulebook in a text. Raises `FaultyFile` with every problem found in one run."""
    return checked_rulebook(source)[0]


def checked_rulebook(source: Source) -> tuple[Rulebook, list[Diagnostic]]:
    """The rulebook in a text, and its warnings. Raises `FaultyFile` with every problem found in one run."""
    shaped = _shaped(source, _rulebook_shape)
    diagnostics = _raise_errors(source, shaped.faults + shaped.only_real(check_rulebook(shaped.model, shaped.root)))
    return build_rulebook(shaped.model, source.text), diagnostics


def playable_rulebook(source: Source) -> tuple[Rulebook, list[Diagnostic]]:
    """A rulebook to play by, and its warnings. Raises `FaultyFile`, also for one of model 1: only old saves hold it."""
    rulebook, diagnostics = checked_rulebook(source)
    if rulebook.model == 1:
        root, _ = compose(source.text)
        assert root is not None, "a rulebook that was read has a root"
        message = "this is a rulebook of model 1, by which nothing is played any more"
        hint = "begin with the rulebook that comes with Chasm (`chasm-rules: 2`), and put your own moves into it"
        raise FaultyFile(source.diagnostics([Fault(Code.NOT_A_CHOICE, locate(root, ("chasm-rules",)), message, hint)]))
    return rulebook, diagnostics


def _rulebook_shape(root: Node) -> type[BookModel]:
    """What a rulebook must look like, by the model that it says it is for."""
    version = scalar_at(root, ("chasm-rules",))
    # YAML's `true` equals 1 for Python.
    if version is None or version.value != 1 or isinstance(version.value, bool):
        return RulebookModel
    from chasm_game.scenario.rulebook_schema_1 import FirstRulebookModel  # only old saves need it

    return FirstRulebookModel


def _raise_errors(source: Source, faults: list[Fault]) -> list[Diagnostic]:
    diagnostics = source.diagnostics(faults)
    if any(d.severity is Severity.ERROR for d in diagnostics):
        raise FaultyFile(diagnostics)
    return diagnostics


@dataclass(frozen=True, slots=True)
class _Shaped(Generic[_M]):
    """A model whose shape is right, or was made right so that its names can be looked at too."""

    model: _M
    root: Node
    faults: list[Fault]
    refused: tuple[str, ...] = ()
    """Values that were taken out; names that point at them are no further faults."""

    def only_real(self, faults: list[Fault]) -> list[Fault]:
        """The faults that are not consequences of the repair."""
        places, lines = {f.span for f in self.faults}, _put_right(self.faults)
        return [
            f
            for f in faults
            if f.span not in places
            and f.span.line not in lines
            # Names that the repair itself put in are nobody's fault.
            and UNNAMED not in f"{f.message} {f.hint}"
            and not any(f"`{r}`" in f.message for r in self.refused)
        ]


def _put_right(faults: list[Fault]) -> set[int]:
    """The lines that do not say what their author wrote."""
    return {f.span.line for f in faults if f.code in {Code.SYNTAX, Code.NOT_TEXT}}


def _shaped(source: Source, shape_of: Callable[[Node], type[_M]]) -> _Shaped[_M]:
    root, faults = compose(source.text)
    if root is None:
        if not faults:
            faults = [Fault(Code.EMPTY, Span.point(1, 1), "the file says nothing", _BEGIN)]
        raise FaultyFile(source.diagnostics(faults))
    if not isinstance(root, Mapping):
        if not any(f.span.line == root.span.line for f in faults):
            message = "the file must be a mapping: lines of `name: value`"
            faults.append(Fault(Code.WRONG_TYPE, root.span, message, _BEGIN))
        raise FaultyFile(source.diagnostics(faults))
    data, shape = plain(root), shape_of(root)
    try:
        return _Shaped(shape.model_validate(data), root, faults)
    except ValidationError as error:
        errors = error.errors(include_url=False)
    worded = [reword(root, e, shape) for e in errors[: MAX_FAULTS + 1]]
    # What was put right does not say what its author wrote: a fault of shape there is a consequence, except for a
    # key that is missing altogether.
    lines, places = _put_right(faults), {f.span for f in faults}
    own = [f for f in worded if f.code is Code.MISSING_KEY or (f.span.line not in lines and f.span not in places)]
    faults = list(dict.fromkeys(faults + own))
    refused = tuple(str(e["input"]) for e in errors if isinstance(e["input"], str))
    model = repaired(data, errors, shape) if len(errors) <= MAX_FAULTS else None
    if model is None:
        raise FaultyFile(source.diagnostics(faults))
    return _Shaped(model, root, faults, refused)
