"""docs/modules.md: every module by its path, with the first sentence of its docstring.

python docs/modules.py > docs/modules.md
"""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(__file__).parent.parent / "chasm_game"
HEAD = """\
# Every module

Made by `python docs/modules.py` from the first line of each module's docstring. [architecture.md](architecture.md) says
what the rooms are and what each may touch.
"""


def lines() -> Iterator[str]:
    """The document: a heading for each folder, a line for each module."""
    yield HEAD
    folders = sorted({path.parent for path in PACKAGE.rglob("*.py")}, key=lambda p: p.as_posix())
    for folder in folders:
        name = folder.relative_to(PACKAGE.parent).as_posix()
        yield f"## {name}/\n"
        yield f"{first_line(folder / '__init__.py')}\n"
        modules = sorted(path for path in folder.glob("*.py") if path.name != "__init__.py")
        yield "\n".join(f"- `{name}/{path.name}`: {first_line(path)}" for path in modules) + "\n"


def first_line(path: Path) -> str:
    """The first line of a module's docstring."""
    told = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert told, f"{path} has no docstring"
    return told.splitlines()[0]


if __name__ == "__main__":
    print("\n".join(lines()).rstrip("\n"))
