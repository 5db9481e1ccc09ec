"""The key map knows every command there is, and says which keys do not go together."""

from __future__ import annotations

import ast
from importlib import import_module
from itertools import combinations
from pathlib import Path

import pytest
from textual.binding import Binding

import chasm_game.tui
from chasm_game.tui.commands import keys_label
from chasm_game.tui.keymap import checked, every_command, every_context
from chasm_game.tui.screens.keys import KeysScreen

FOLDER = Path(chasm_game.tui.__file__).parent
GLOSSARY_AND_SEVENTH_ANSWER = ("glossary", "room.letter-g")
"""On the page of a room's letters a G is an answer; the glossary is in the palette there."""


def modules() -> list[Path]:
    """Every file of the screen, found without the package's own way of looking."""
    return sorted(FOLDER.rglob("*.py"))


def written_ids() -> set[str]:
    """The ids of commands as they stand in the source, but for rows of the help that stand for several commands."""
    found = set()
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Command":
                written = [each.value if isinstance(each, ast.Constant) else None for each in node.args[:3]]
                if len(written) == 3 and isinstance(written[0], str) and written[2] != "":
                    found.add(written[0])
    return found


def bound_ids() -> set[str]:
    """The ids of all keys that any class of any module binds."""
    found = set()
    for path in modules():
        name = ".".join(("chasm_game.tui", *path.relative_to(FOLDER).with_suffix("").parts))
        for cls in vars(import_module(name.removesuffix(".__init__"))).values():
            keys = getattr(cls, "BINDINGS", ()) if isinstance(cls, type) and cls.__module__.startswith("chasm") else ()
            found |= {key.id for key in keys if isinstance(key, Binding) and key.id}
    return found


def test_the_key_map_knows_every_command() -> None:
    """What is written in the source and what is bound by a class are the same commands that can be given keys."""
    known = set(every_command())
    assert written_ids() <= known
    assert bound_ids() == known
    assert {"room.timer", "preview.play", "jump.jump", "round.pick-9", "room.letter-i"} <= known


@pytest.mark.parametrize("command", ["room.timer", "preview.quit", "team-page.close", "round.ask"])
def test_a_command_of_any_screen_takes_another_key(command: str) -> None:
    """Those of a room's and the preview's screens as well as a game's."""
    assert checked({command: "f10"}) == ({command: "f10"}, [])


def test_usual_keys_do_not_clash() -> None:
    """No two commands of one place have a key in common, but for a letter that is an answer where letters are asked."""
    clashing = set()
    for place in every_context():
        for one, other in combinations(place, 2):
            if set(one.keys.split(",")) & set(other.keys.split(",")) and one.action != other.action:
                clashing.add(tuple(sorted((one.id, other.id))))
    assert clashing == {GLOSSARY_AND_SEVENTH_ANSWER}
    assert checked({each.id: each.keys for each in every_command().values()})[1] == []


@pytest.mark.parametrize(
    ("wish", "has_it"),
    [({"round.ask": "1"}, "Answer 1"), ({"room.timer": "c"}, "C"), ({"preview.quit": "ctrl+z"}, "To the shell")],
)
def test_a_key_that_somebody_has_is_refused(wish: dict[str, str], has_it: str) -> None:
    """A digit that is an answer, a letter of a room, a key of the program: the line says whose it is."""
    keymap, faults = checked(wish)
    assert keymap == {}
    assert len(faults) == 1
    assert f"“{has_it}”" in faults[0]


async def test_the_key_screen_lists_every_command() -> None:
    """As docs/settings.md promises."""
    from tui.scripted import ScriptedBackstage, on

    from chasm_game.tui.app import ChasmApp
    from chasm_game.tui.widgets.menu import Menu

    app = ChasmApp(backstage=ScriptedBackstage())
    async with app.run_test(size=(100, 40)) as pilot:
        app.push_screen(KeysScreen())
        await on(pilot, "KeysScreen")
        menu = app.screen.query_one(Menu)
        assert {menu.get_option_at_index(n).id for n in range(menu.option_count)} - {None} == set(every_command())


def test_every_key_of_the_program_has_a_name_that_people_know() -> None:
    """The help of a room told of a key `equals_sign`, and of one `delete` beside `Backspace`."""
    labels = {keys_label(command.keys) for command in every_command().values() if not command.key_name}
    labels |= {keys_label(command.keys) for command in every_command().values()}
    assert any("=" in label for label in labels)
    assert any("Del" in label for label in labels)
    assert not [label for label in labels if "_" in label]
    assert not [label for label in labels for key in label.split() if len(key) > 1 and key == key.lower()]
