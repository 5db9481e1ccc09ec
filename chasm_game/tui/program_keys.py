"""The commands that count on every screen: of every app, and of a preview."""

from __future__ import annotations

from chasm_game.tui.commands import Command

__all__ = ["GLOSSARY", "PREVIEW_KEYS", "PROGRAM_KEYS"]

GLOSSARY = Command("glossary", "g", "app.glossary", "Words", "The words of the game.", shown=False)
PROGRAM_KEYS: tuple[Command, ...] = (
    Command("quit", "ctrl+q,ctrl+c", "quit", "Quit", "Leave the program; games are saved.", shown=False, priority=True),
    Command(
        "suspend",
        "ctrl+z",
        "suspend_process",
        "To the shell",
        "Back to the shell for a while; fg goes on here.",
        shown=False,
        priority=True,
    ),
    GLOSSARY,
)
PREVIEW_KEYS: tuple[Command, ...] = (
    Command("preview.again", "f5", "again", "Again", "Preview: play again from the beginning.", shown=False),
    Command("preview.jump", "f6", "jump", "Jump", "Preview: jump to any round, in any state.", shown=False),
    Command("preview.numbers", "f7", "numbers", "Numbers", "Preview: show or hide true numbers.", shown=False),
    Command("preview.file", "f8", "file", "File", "Preview: the file with its problems, and back.", shown=False),
    Command("preview.back", "f9", "take_back", "Take back", "Preview: take the last decision back.", shown=False),
)
