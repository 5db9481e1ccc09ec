"""docs/reference.md: every key, every move, manner and weight set, every code; made from the sources of each.

`python -m chasm_game.scenario.reference > docs/reference.md` writes it anew, and a test fails when it is stale.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from chasm_game.scenario.checks.pages import page
from chasm_game.scenario.descriptions import described_schema
from chasm_game.scenario.diagnostics import Code, Kind
from chasm_game.scenario.namespace import ASSENT
from chasm_game.scenario.schema import ScenarioModel

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from chasm_game.scenario.rulebook import Evidence, Manner, Move, Rulebook, Way, WeightSet

__all__ = ["reference"]

_HEAD = """\
# Reference

What a scenario may say, what the rulebook offers, and what `chasm check` can find. This page is made from the program:
`python -m chasm_game.scenario.reference > docs/reference.md` writes it anew. How to begin is told in
[writing-scenarios.md](writing-scenarios.md), how the format is meant in [format.md](format.md), and what the numbers do
in [model.md](model.md)."""
_PARTS = {
    "ScenarioModel": "The file",
    "CompanyModel": "company",
    "StartModel": "company: start",
    "StakeholderModel": "stakeholders: each",
    "RolesModel": "roles",
    "LeaderModel": "leaders: each",
    "RoundModel": "rounds: each",
    "ShockModel": "rounds: shock",
    "AlsoModel": "also: each, of a shock or a response",
    "PostModel": "feed: each, of a shock or a response",
    "VoiceModel": "rounds: ask: each",
    "ResponseModel": "rounds: responses: each",
    "MoveUseModel": "responses: does: each, with strength or manner",
    "NowModel": "now: each, of a shock or a response",
    "LaterModel": "later: each, of a response or a move",
    "BecauseModel": "because, where gains and losses have a reason each",
    "EndingModel": "endings: each",
    "DebriefModel": "debrief",
    "NoteModel": "debrief: points, questions: each, with a condition",
    "ParallelModel": "debrief: parallels: each",
    "FacilitatorModel": "facilitator, of the story or of a round",
    "HistoryModel": "history",
    "ExpectModel": "expect: each",
    "PlayModel": "plays: each",
    "MoveModel": "moves: each",
    "MannerModel": "manners: each",
}
"""The parts of a file in the order in which they are told."""
_PROMISES = frozenset({"always", "reachable", "share"})
"""Keys of an expectation that are conditions, as `if` is anywhere."""
_KINDS = {
    Kind.READING: "What is found while reading",
    Kind.ADVICE: "Advice",
    Kind.GAME: "What is found by playing every way through (`--balance`)",
}


def reference(rulebook: Rulebook) -> str:
    """The whole page, in Markdown."""
    lines = [_HEAD, "", *_keys(), "", *_rulebook(rulebook), "", *_codes()]
    return "\n".join(lines).rstrip() + "\n"


def _keys() -> Iterator[str]:
    schema = described_schema(ScenarioModel)
    parts = {"ScenarioModel": schema, **schema["$defs"]}
    yield "## Keys"
    for name, title in _PARTS.items():
        part = parts[name]
        yield from ("", f"### {title}", "", part["description"], "")
        yield from ("| key | what it is | values | if left out |", "|---|---|---|---|")
        required = set(part.get("required", ()))
        for key, value in part["properties"].items():
            default = "must be there" if key in required else _default(value)
            condition = key == "if" or (name == "ExpectModel" and key in _PROMISES)
            kind = "a condition" if condition else _kind(value)
            yield f"| `{key}` | {_cell(value.get('description', ''))} | {_cell(kind)} | {_cell(default)} |"


def _kind(value: Mapping[str, Any]) -> str:
    """What may stand there, in words."""
    options = value.get("anyOf") or value.get("oneOf")
    if options:
        return " or ".join(dict.fromkeys(_kind(o) for o in options if o.get("type") != "null"))
    if "$ref" in value:
        return f"a mapping, see *{_PARTS[value['$ref'].rsplit('/', 1)[1]]}*"
    if "enum" in value or "const" in value:
        return ", ".join(f"`{choice}`" for choice in value.get("enum", [value.get("const")]))
    match value.get("type"):
        case "array":
            return f"a list{_at_most(value.get('maxItems'), 'entries')} of: {_kind(value['items'])}"
        case "object":
            of: Mapping[str, Any] = value.get("additionalProperties") or next(
                iter(value.get("patternProperties", {}).values()), {}
            )
            return f"a mapping of names to: {_kind(of)}"
        case "integer":
            return f"a whole number{_range(value)}"
        case "number":
            return f"a number{_range(value)}"
        case "string" if "pattern" in value:
            return "a name" if value["pattern"].startswith("^[a-z]") else "a mark: `++`, `+`, `0`, `-`, `--`, `?`"
        case "string":
            return f"text{_at_most(value.get('maxLength'), 'characters')}"
    return "anything"


def _at_most(most: int | None, of: str) -> str:
    """A largest size in words, empty where there is none."""
    return "" if most is None else f" (at most {most:,} {of})"


def _range(value: Mapping[str, Any]) -> str:
    """A range in words, empty where there is none."""
    above, least, most = value.get("exclusiveMinimum"), value.get("minimum"), value.get("maximum")
    if most is None:
        return ""
    return f" above {above:g}, to {most:,.16g}" if above is not None else f" from {least:,.16g} to {most:,.16g}"


def _default(value: Mapping[str, Any]) -> str:
    default = value.get("default")
    if default is None or default in ([], {}):
        return "none"
    if isinstance(default, dict):
        return "its own defaults"
    return f"`{default:g}`" if isinstance(default, float) else f"`{default}`"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _rulebook(rulebook: Rulebook) -> Iterator[str]:
    yield from ("## Moves", "", "What `does:` may name. Points are at once; later ones stand behind their round.", "")
    yield from ("| move | label | effects | claims | ways | evidence |", "|---|---|---|---|---|---|")
    yield from (_move(move) for move in rulebook.moves.values())
    yield from ("", "## Manners", "", "What `how:` may name. Factors on what a move gives and takes.", "")
    yield from ("| manner | gains | losses | cash | gains come | leaders | ways | evidence |", "|---" * 8 + "|")
    yield from (_manner(manner) for manner in rulebook.manners.values())
    yield from ("", "## Axes", "", "What `ways:` and `people_ways:` may name: how value is created, from -1 to 1.", "")
    yield from ("| axis | at -1 | at 1 | company | people | evidence |", "|---|---|---|---|---|---|")
    yield from (_way(way) for way in rulebook.ways.values())
    yield from ("", "## Weight sets", "", "What `people:` may name.", "")
    yield from ("| set | weights | where they come from |", "|---|---|---|")
    yield from (_weights(weights) for weights in rulebook.people.values())
    yield from ("", "## Evidence", "", "What `evidence:` may name, and where the moves and manners come from.", "")
    yield from ("| card | what was found | how much | source | certainty |", "|---|---|---|---|---|")
    yield from (_evidence(card) for card in rulebook.evidence.values())


def _move(move: Move) -> str:
    parts = [_points(move.effects)]
    for later in move.later:
        luck = f", {later.chance:.0%} likely" if later.chance < 1 else ""
        parts.append(f"after {later.after}{luck}: {_points(later.effects)}")
    what = f"**`{move.id}`** {move.title}. *{move.because}*"
    effects, cards = "; ".join(p for p in parts if p), ", ".join(move.evidence)
    row = (what, move.label or "", effects, _points(move.claims), _points(move.ways), cards)
    return "| " + " | ".join(_cell(cell) for cell in row) + " |"


def _manner(manner: Manner) -> str:
    what = f"**`{manner.id}`** {manner.title}. *{manner.because}*"
    when = "at once" if not manner.delay else f"{manner.delay} round{'s' * (manner.delay != 1)} later"
    numbers = (f"x {manner.gains:g}", f"x {manner.losses:g}", f"{manner.cash:+g}" if manner.cash else "0", when)
    leaders = [f"carried {manner.carried:g}"] if manner.carried else []
    leaders += [f"{ASSENT} {manner.assent:+g}"] if manner.assent else []
    row = (what, *numbers, ", ".join(leaders), _points(manner.ways), ", ".join(manner.evidence))
    return "| " + " | ".join(_cell(cell) for cell in row) + " |"


def _way(way: Way) -> str:
    what = f"**`{way.id}`** {way.title}. *{way.because}*"
    row = (what, way.low, way.high, f"{way.company:g}", f"{way.people:g}", ", ".join(way.evidence))
    return "| " + " | ".join(_cell(cell) for cell in row) + " |"


def _weights(weights: WeightSet) -> str:
    row = (f"**`{weights.id}`** {weights.title}. *{weights.because}*", _plain(weights.of), weights.source)
    return "| " + " | ".join(_cell(cell) for cell in row) + " |"


def _evidence(card: Evidence) -> str:
    certainty = card.certainty + (", contested" if card.contested else "")
    row = (f"**`{card.id}`**", card.finding, card.size, card.source, certainty)
    return "| " + " | ".join(_cell(cell) for cell in row) + " |"


def _points(effects: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {points:+g}" for name, points in effects.items())


def _plain(of: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {share:g}" for name, share in of.items())


def _codes() -> Iterator[str]:
    yield from ("## Codes", "", "`chasm check --explain CODE` shows the same pages.")
    for kind, title in _KINDS.items():
        yield from ("", f"### {title}")
        for code in (c for c in Code if c.kind is kind):
            # The first example of a page is the faulty one: the mark keeps readers of this page from trying it as it
            # is.
            text = page(code).body.replace("```yaml\n", f"```yaml\n# broken: {code.id}\n", 1)
            yield from ("", f"#### {code.id}: {code.about} ({code.severity.value})", "", text)


if __name__ == "__main__":
    from chasm_game.scenario.library import Library

    sys.stdout.write(reference(Library().rulebook))
