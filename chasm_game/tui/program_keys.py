"""The commands that count on every screen of every app."""

from __future__ import annotations

from chasm_game.tui.commands import Command

__all__ = ["GLOSSARY", "PROGRAM_KEYS"]

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
