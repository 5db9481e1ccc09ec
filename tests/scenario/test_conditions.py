"""The language of `if:`: the same truth for one game and for many, and nothing but the language."""

from __future__ import annotations

import copy
import pickle
import warnings
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chasm_game.scenario.conditions import TOLERANCE, Condition, ConditionError

import made
from budgets import tried

NAMES = ["cash", "chasm", "customers", "learning", "round"]
ROUNDS = {"strike": ["wait-it-out", "talk"], "song": ["answer"]}
VALUES = st.one_of(st.sampled_from([0.0, -0.0, 1.0, 20.0, 50.0, 50.0 + 5e-10, 50.0 + 2e-9]), st.floats(-1e6, 1e6))


@dataclass
class Values:
    """An environment of given values; it counts what it is asked."""

    values: dict[str, Any]
    taken: dict[tuple[str, str], Any] = field(default_factory=dict)
    asks: dict[str, Any] = field(default_factory=dict)
    zero: Any = False

    def value(self, name: str) -> Any:
        """A value by name."""
        return self.values[name]

    def chose(self, round_id: str, response_id: str) -> Any:
        """Whether it was chosen."""
        return self.taken.get((round_id, response_id), False)

    def asked(self, round_id: str) -> Any:
        """Whether the people were asked."""
        return self.asks.get(round_id, False)


@st.composite
def moments(draw: st.DrawFn, lanes: int = 5) -> tuple[Values, list[Values]]:
    """The same values as arrays, and lane by lane."""
    values = {n: draw(st.lists(VALUES, min_size=lanes, max_size=lanes)) for n in NAMES}
    flags = st.lists(st.booleans(), min_size=lanes, max_size=lanes)
    taken = {(r, a): draw(flags) for r, answers in ROUNDS.items() for a in [*answers, "wait"]}
    asks = {r: draw(flags) for r in ROUNDS}
    many = Values(
        {n: np.array(v) for n, v in values.items()},
        {k: np.array(v) for k, v in taken.items()},
        {r: np.array(v) for r, v in asks.items()},
    )
    alone = [
        Values(
            {n: v[i] for n, v in values.items()},
            {k: v[i] for k, v in taken.items()},
            {r: v[i] for r, v in asks.items()},
        )
        for i in range(lanes)
    ]
    return many, alone


@tried(120, 800)
@given(made.conditions(NAMES, ROUNDS), moments())
def test_lanes_are_judged_like_games(source: str, moment: tuple[Values, list[Values]]) -> None:
    """A condition over arrays is true in exactly the lanes where it is true alone."""
    condition = Condition(source)
    many, alone = moment
    together = np.broadcast_to(condition.holds(many), len(alone))
    assert together.tolist() == [bool(condition.holds(one)) for one in alone]


def test_numbers_without_end_are_judged_alike() -> None:
    """Products beyond every bound are infinite, alone and in lanes, and nobody is warned of them."""
    large = " * ".join(["cash"] * 9)
    for source in (f"{large} > 1", f"{large} - {large} == 0", f"not {large} / ({large}) > 0"):
        condition = Condition(source)
        alone = [bool(condition.holds(Values({"cash": c}))) for c in (1e300, -1e300, 2.0)]
        assert condition.holds(Values({"cash": np.array([1e300, -1e300, 2.0])})).tolist() == alone


@pytest.mark.parametrize(
    ("sign", "below", "just_below", "equal", "just_above", "above"),
    [
        ("<", True, False, False, False, False),
        ("<=", True, True, True, True, False),
        (">", False, False, False, False, True),
        (">=", False, True, True, True, True),
        ("==", False, True, True, True, False),
        ("!=", True, False, False, False, True),
    ],
)
def test_comparisons_allow_a_billionth(
    sign: str, below: bool, just_below: bool, equal: bool, just_above: bool, above: bool
) -> None:
    """Numbers within 1e-9 count as equal in every comparison, so that one unit in the last place flips nothing."""
    condition = Condition(f"cash {sign} 1")
    distances = [-2 * TOLERANCE, -0.5 * TOLERANCE, 0.0, 0.5 * TOLERANCE, 2 * TOLERANCE]
    expected = [below, just_below, equal, just_above, above]
    assert [bool(condition.holds(Values({"cash": 1 + d}))) for d in distances] == expected
    assert condition.holds(Values({"cash": np.array([1 + d for d in distances])})).tolist() == expected


@pytest.mark.parametrize(
    "source",
    [
        "1 / cash > 0", "cash > -1 or 1 / cash > 0", "1 / cash > 0 or cash > -1", "not (1 / cash > 0)",
        "not (1 / cash > 0 or cash > 5)",
        "not (not (1 / (cash * 2) == 1))", "1 / (1 / cash) == 0", "0 / cash == 0",
        "cash > -1 and not 5 / (cash - cash) == 1",
        "-1 < 1 / cash < 5 or 1 == 1",
    ],
)  # fmt: skip
def test_a_division_by_zero_makes_all_of_it_false(source: str) -> None:
    """Wherever a condition divides by zero, also behind `or` and `not`, the whole of it is false, in that lane only."""
    condition = Condition(source)
    assert not condition.holds(Values({"cash": 0.0}))
    assert not condition.holds(Values({"cash": -0.0}))
    lanes = condition.holds(Values({"cash": np.array([0.0, 4.0, 0.0])}))
    alone = bool(condition.holds(Values({"cash": 4.0})))
    assert lanes.tolist() == [False, alone, False]


def test_a_division_leaves_nothing_behind() -> None:
    """A division by zero in one judgement does not spoil the next in the same environment."""
    environment = Values({"cash": 0.0})
    assert not Condition("1 / cash > 0").holds(environment)
    assert Condition("cash == 0").holds(environment)


@pytest.mark.parametrize(
    ("source", "truth"), [("1 == 1", True), ("2 < 1", False), ("1 / 0 == 1 or 1 == 1", False), ("not 2 < 1", True)]
)
def test_without_names_it_is_plainly_true_or_false(source: str, truth: bool) -> None:
    """A condition that looks at nothing is one truth for all lanes."""
    result = Condition(source).holds(Values({}))
    assert bool(result) is truth
    assert np.ndim(result) == 0


@given(made.conditions(NAMES, ROUNDS), moments())
@settings(max_examples=50)
def test_it_travels_as_its_text(source: str, moment: tuple[Values, list[Values]]) -> None:
    """A condition that was pickled or copied is equal to the one before and judges alike."""
    condition = Condition(source)
    for other in (pickle.loads(pickle.dumps(condition)), copy.deepcopy(condition)):
        assert other == condition
        assert hash(other) == hash(condition)
        assert [bool(other.holds(m)) for m in moment[1]] == [bool(condition.holds(m)) for m in moment[1]]


def test_it_mentions_what_it_looks_at() -> None:
    """Names and the texts of calls are known with the columns in which they stand, counted in letters."""
    source = "  asked('für')\nand chose( 'song', \"answer\") or cash / customers > -learning"
    mentions = Condition(source).mentions
    assert [name for name, _ in mentions.names] == ["cash", "customers", "learning"]
    assert [(c.name, [text for text, _ in c.texts]) for c in mentions.calls] == [
        ("asked", ["für"]),
        ("chose", ["song", "answer"]),
    ]
    for name, column in (*mentions.names, *(text for call in mentions.calls for text in call.texts)):
        assert source[column:].startswith(name)


@pytest.mark.parametrize(
    "source",
    [
        "__import__('os').system('true') == 0", "cash.__class__ == 1", "().__class__ == 1", "open('x') == 1",
        "(lambda: 1)() == 1",
        "[c for c in (1,)] == 1", "{1} == 1", "'a' == 'a'", "f'{cash}' == 'x'", "cash if cash > 1 else 2",
        "(cash := 5) > 1",
        "cash ** 2 > 1", "cash // 2 > 1", "cash % 2 == 1", "~1 == 1", "cash @ 2 > 1", "cash is 1", "1 in cash",
        "cash[0] > 1",
        "await cash", "yield", "print > 1 and print()", "chose(*['a', 'b'])", "chose('a', b='c')", "chose('a')",
        "asked(1)", "asked(cash)",
        "chose(f'{1}', 'b')", "True", "None", "...", "1j > 0", "True > 0", "b'a' == 1", "1e400 > 0", "1e13 > 0",
        "cash", "5", "-cash", "not cash",
        "cash > 1 > True", "cash; cash", "cash > 1\\", "", " ", "#", "cash = 1", "import os", "asked('a') > 0",
        "cash > asked('a')",
        "chose", "asked('a') + 1 > 0", "(1, 2) == 1", "cash > 0,5", "1" * 401, "(" * 100 + "1" + ")" * 100,
        "not " * 90 + "asked('a')",
        "cash > " + "-" * 300 + "1", "cash > \0", "cash > \ud800", "ｃash > 5", "cash\u00a0> 5", "саsh > 5",
        "cash > −5", "'" * 3,
    ],
)  # fmt: skip
def test_nothing_but_the_language_is_read(source: str) -> None:
    """Everything outside the language is an error that names a place in the text, and Python warns of nothing."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(ConditionError) as caught:
            Condition(source)
    assert 0 <= caught.value.column <= max(len(source), 1)
    assert caught.value.width >= 1
    assert caught.value.message


@given(st.text(max_size=60))
@settings(max_examples=300)
def test_any_text_is_a_condition_or_an_error(source: str) -> None:
    """No text does anything but be understood or refused."""
    try:
        mentions = Condition(source).mentions
    except ConditionError as error:
        column, understood = error.column, True
    else:
        column, understood = 0, bool(mentions.names or mentions.calls or any(c.isdigit() for c in source))
    assert 0 <= column <= max(len(source), 1)
    assert understood


@given(
    st.lists(
        st.sampled_from(
            [
                "cash",
                "1",
                "0.5",
                "<",
                ">=",
                "==",
                "and",
                "or",
                "not",
                "(",
                ")",
                "+",
                "/",
                "-",
                "asked('a')",
                ",",
                "=",
                "!",
            ]
        ),
        max_size=12,
    )
)
@settings(max_examples=300)
def test_any_order_of_its_words_is_a_condition_or_an_error(words: list[str]) -> None:
    """The words of the language in any order are understood or refused, and what is understood can be judged."""
    try:
        condition = Condition(" ".join(words))
    except ConditionError:
        return
    assert condition.holds(Values({"cash": 3.0})) in (True, False)


def test_judging_touches_nothing_of_python() -> None:
    """What a condition is compiled to calls the environment and arithmetic, and holds no name of Python's."""
    from chasm_game.scenario.condition_compiler import compiled

    source = "chose('song', 'answer') and not asked('strike') or -cash / 2 + 1 * 3 - 1 < 4 <= 5"
    seen: list[Any] = [compiled(source)[0]]
    done: set[int] = set()
    while seen:
        closure = seen.pop()
        if id(closure) in done:
            continue
        done.add(id(closure))
        code = closure.__code__
        assert set(code.co_names) <= {"value", "chose", "asked", "zero", "TOLERANCE"}, code.co_names
        for cell in closure.__closure__ or ():
            content = cell.cell_contents
            seen += [c for c in (content if isinstance(content, list) else [content]) if hasattr(c, "__code__")]


def test_both_sides_are_always_looked_at() -> None:
    """`and` and `or` look at both sides, so that the lanes of an array need not agree."""
    assert not Condition("cash > 1 or 1 / learning > 0").holds(Values({"cash": 5.0, "learning": 0.0}))


def test_chains_are_read_as_in_mathematics() -> None:
    """`1 < cash < 5` means both comparisons."""
    chain, both = Condition("1 < cash <= 5 != learning"), Condition("1 < cash and cash <= 5 and 5 != learning")
    for cash in (0.0, 1.0, 3.0, 5.0, 6.0):
        for learning in (4.0, 5.0):
            environment = Values({"cash": cash, "learning": learning})
            assert chain.holds(environment) == both.holds(environment)
