"""Actions and their lines: what is written can be read, and nothing else is."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from session import seats

from chasm_game.journal.actions import (
    MAX_REASON,
    MAX_TEAM,
    Action,
    Asked,
    Believed,
    Chose,
    Header,
    Over,
    Rewound,
    kept_text,
)
from chasm_game.journal.lines import NotAnAction, from_line, to_line

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
NUMBERS = st.one_of(st.integers(0, 1000), st.floats(0, 1e9))
PREDICTIONS: st.SearchStrategy[Any] = st.one_of(st.just((None, None)), st.tuples(TEXTS, st.integers(20, 100)))
ACTIONS = st.one_of(
    st.builds(Believed, st.sampled_from(["before", "after"]), st.none() | st.dictionaries(TEXTS, NUMBERS, max_size=6)),
    st.builds(Asked, TEXTS),
    st.builds(
        lambda where, what, p, why, seconds, by_default: Chose(where, what, p[0], p[1], why, seconds, by_default),
        TEXTS, TEXTS, PREDICTIONS, TEXTS, st.none() | NUMBERS, st.booleans(),
    ),
    st.builds(Rewound),
    st.builds(Over),
)  # fmt: skip
HEADERS = st.builds(
    Header, TEXTS, TEXTS, TEXTS, st.integers(0, 2**53 - 1), TEXTS, st.sampled_from(["assessed", "practice"]),
    st.booleans(), TEXTS, TEXTS, TEXTS,
)  # fmt: skip


@given(st.integers(1, 10**6), ACTIONS)
def test_every_action_round_trips(number: int, action: Action) -> None:
    """An action is one line, and its line gives it back."""
    line = to_line(number, action)
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")
    assert from_line(number, line) == action


@given(HEADERS)
def test_every_header_round_trips(header: Header) -> None:
    """A header is the first line, and its line gives it back with every text whole."""
    assert from_line(0, to_line(0, header)) == header


@pytest.mark.parametrize(
    "action",
    [
        Believed("before", {"customers": float("nan")}),
        Believed("before", {"customers": float("inf")}),
        Believed("before", {"customers": -1.0}),
        Believed("before", {"customers": 10**400}),
        Believed("then", None),
        Chose("first", "kind", seconds=float("nan")),
        Chose("first", "kind", seconds=-1),
        Chose("first", "kind", who="customers"),
        Chose("first", "kind", confidence=50),
        Chose("first", "kind", "customers", 19),
        Chose("first", "kind", "customers", 101),
        Chose("first", "kind", reason="x" * (MAX_REASON + 1)),
        Chose("first", "kind", reason="\ud800"),
        Asked("x" * 201),
    ],
    ids=repr,
)
def test_what_could_not_be_read_again_is_never_written(action: Action) -> None:
    """A value that its own reader would refuse has no line."""
    with pytest.raises(NotAnAction):
        to_line(1, action)


@given(st.text())
def test_a_players_text_is_kept_whole_but_for_what_no_file_holds(text: str) -> None:
    """Whatever a player types has a line once it is brought into the form that is kept, and stays as it is then."""
    kept = kept_text(text, MAX_TEAM)
    assert kept_text(kept, MAX_TEAM).strip() == kept.strip()
    assert from_line(0, to_line(0, seats.header(team=kept))) == seats.header(team=kept)


CHOICE: dict[str, Any] = {
    "n": 1, "do": "choose", "round": "first", "response": "kind",
    "prediction": {"who": "customers", "confidence": 50}, "reason": "", "seconds": 1, "defaulted": False,
}  # fmt: skip
SHEET: dict[str, Any] = {"n": 1, "do": "beliefs", "when": "before", "points": {"customers": 1}}


def wrong(line: dict[str, Any], field: str, *values: Any) -> list[tuple[dict[str, Any], str, Any]]:
    """A line, a field of it, and each value that it must not have."""
    return [(line, field, value) for value in values]


def surely(value: Any) -> dict[str, Any]:
    """A prediction with this confidence."""
    return {"who": "customers", "confidence": value}


def points(value: Any) -> dict[str, Any]:
    """A sheet's points for one stakeholder."""
    return {"customers": value}


WRONG = [
    *wrong(CHOICE, "n", True, 1.0, "1", None, 2, -1, 10**30),
    *wrong(CHOICE, "do", None, "", "win", 1, ["choose"], {}),
    *wrong(CHOICE, "round", None, 1, [], {}, "x" * 201, "\ud800"),
    *wrong(CHOICE, "response", None, True, 1.5, [], "x" * 201),
    *wrong(CHOICE, "prediction", 1, "customers", [], {}, {"who": 1, "confidence": 50}, {"who": "customers"}),
    *wrong(CHOICE, "prediction", *map(surely, (None, True, 19, 101, 50.0, "50", 10**400))),
    *wrong(CHOICE, "reason", None, 1, [], "x" * (MAX_REASON + 1)),
    *wrong(CHOICE, "seconds", True, "1", -1, 10**400, 1e10, []),
    *wrong(CHOICE, "defaulted", None, 1, "true", []),
    *wrong(SHEET, "when", None, "now", 1, ["before"]),
    *wrong(SHEET, "points", 1, "all", [], {"customers": None}, {"customers": "1"}, {"customers": True}),
    *wrong(SHEET, "points", *map(points, (-1, 1e10, 10**400, [], {}))),
]


@pytest.mark.parametrize(("line", "field", "value"), WRONG)
def test_a_field_of_a_wrong_type_or_size_rejects_the_line(line: dict[str, Any], field: str, value: Any) -> None:
    """Each field is looked at, and the message says something."""
    assert isinstance(from_line(1, json.dumps(line).encode()), Chose | Believed)
    with pytest.raises(NotAnAction, match=r"\w{3,}"):
        from_line(1, json.dumps({**line, field: value}).encode())


HEADER: dict[str, Any] = json.loads(to_line(0, seats.header()))
SHORT = ("scenario", "scenario_sha256", "rulebook_sha256", "started")
TEXTS_KEPT = ("scenario_text", "rulebook_text")


@pytest.mark.parametrize(
    ("header", "field", "value"),
    [
        *wrong(HEADER, "chasm", None, 0, 3, True, 1.0, 2.0, "1"),
        *wrong(HEADER, "n", None, 1, False, 0.0),
        *wrong(HEADER, "seed", None, -1, 2**53, 1.0, "1", True, 10**400),
        *wrong(HEADER, "mode", None, "ranked", 1),
        *wrong(HEADER, "quick", None, 1, "no"),
        *wrong(HEADER, "team", None, 7, [], "x" * (MAX_TEAM + 1)),
        *(w for name in SHORT for w in wrong(HEADER, name, None, 1, "x" * 201)),
        *(w for name in TEXTS_KEPT for w in wrong(HEADER, name, None, 1, "\udfff", "x" * ((1 << 20) + 1))),
    ],
)
def test_a_header_with_a_wrong_field_is_rejected(header: dict[str, Any], field: str, value: Any) -> None:
    """Each field of the header is looked at, too."""
    with pytest.raises(NotAnAction, match=r"\w{3,}"):
        from_line(0, json.dumps({**header, field: value}).encode())


@pytest.mark.parametrize("field", [*HEADER, *CHOICE, *SHEET])
def test_a_field_that_is_missing_rejects_the_line(field: str) -> None:
    """Only what has a meaning when it is left out may be left out."""
    number, fields = (0, HEADER) if field in HEADER and field != "n" else (1, CHOICE if field in CHOICE else SHEET)
    without = json.dumps({k: v for k, v in fields.items() if k != field}).encode()
    if field in {"quick", "prediction", "seconds", "defaulted", "points"}:
        assert isinstance(from_line(number, without), Header | Chose | Believed)
    else:
        with pytest.raises(NotAnAction):
            from_line(number, without)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"", "not JSON"),
        (b"\n", "not JSON"),
        (b"choose kind", "not JSON"),
        (b"[1]", "no JSON object"),
        (b"7", "no JSON object"),
        (b'{"n":1,', "not JSON"),
        (b'{"n":1} {"n":1}', "not JSON"),
        (b'{"n":1,"do":"rewind"}\xff', "not text in UTF-8"),
        (b'\xef\xbb\xbf{"n":1,"do":"rewind"}', "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b'{"n":' + b"[" * 100_000 + b"]" * 100_000 + b"}", "not JSON"),
        (b'{"n":1,"do":"choose","seconds":NaN}', "NaN is no number"),
        (b'{"n":1,"do":"choose","seconds":-Infinity}', "-Infinity is no number"),
        (b'{"n":' + b"9" * 5000 + b"}", "not JSON"),
        (b'{"n":1,"do":"ask","round":"a","round":"b"}', "stands twice"),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_a_line_that_is_no_json_object_is_rejected(line: bytes, reason: str) -> None:
    """Neither depth nor length nor strange bytes make more of a line than a rejected one."""
    with pytest.raises(NotAnAction, match=reason):
        from_line(1, line)


def test_a_save_of_a_later_format_says_so() -> None:
    """Whatever else a later version writes, the message names the version first."""
    with pytest.raises(NotAnAction, match="format 3; this version reads 2; a later Chasm wrote it"):
        from_line(0, b'{"chasm":3,"version":"later","n":"zero"}')


@pytest.mark.parametrize("version", [1, 2])
def test_both_formats_that_were_ever_written_are_read(version: int) -> None:
    """Of the first are the games of model 1: they are read, if only to be looked at."""
    fields = {**HEADER, "chasm": version}
    assert isinstance(from_line(0, json.dumps(fields).encode()), Header)
