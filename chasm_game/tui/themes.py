"""Our own themes: dark, light and high contrast. Sand is the company's side of the chasm, water green the people's."""

from __future__ import annotations

from textual.theme import Theme

__all__ = ["CONTRAST", "DARK", "LIGHT", "OURS", "WITHOUT_COLOUR"]

DARK = Theme(
    name="chasm-dark",
    primary="#d8a35d",
    secondary="#6fb7b0",
    accent="#e6bd75",
    success="#86c08a",
    warning="#e3b34f",
    error="#ec8a78",
    foreground="#d9dde2",
    background="#13171c",
    surface="#191f26",
    panel="#222a33",
    variables={
        "scrollbar": "#3a4652",
        "scrollbar-background": "#13171c",
        "scrollbar-hover": "#3a4652",
        "scrollbar-background-hover": "#13171c",
        "block-cursor-foreground": "#13171c",
        "block-cursor-background": "#d8a35d",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-foreground": "#d9dde2",
        "block-cursor-blurred-background": "#2c3641",
        "footer-key-foreground": "#e6bd75",
        "footer-background": "#191f26",
        "footer-description-foreground": "#aab3bd",
    },
)

LIGHT = Theme(
    name="chasm-light",
    primary="#9a5b14",
    secondary="#17716b",
    accent="#85500f",
    success="#2b6b33",
    warning="#8a6100",
    error="#a8321f",
    foreground="#23282e",
    background="#f8f5ef",
    surface="#f1ece2",
    panel="#e6dfd1",
    dark=False,
    variables={
        "scrollbar": "#c9bfae",
        "scrollbar-background": "#f8f5ef",
        "scrollbar-hover": "#c9bfae",
        "scrollbar-background-hover": "#f8f5ef",
        "block-cursor-foreground": "#fffdf8",
        "block-cursor-background": "#8a5212",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-foreground": "#23282e",
        "block-cursor-blurred-background": "#e0d6c3",
        "footer-key-foreground": "#85500f",
        "footer-background": "#efe9dd",
        "footer-description-foreground": "#4d545b",
    },
)

CONTRAST = Theme(
    name="chasm-contrast",
    primary="#ffd75f",
    secondary="#5fffff",
    accent="#ffff5f",
    success="#5fff5f",
    warning="#ffff00",
    error="#ff8787",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    variables={
        "scrollbar": "#ffffff",
        "scrollbar-background": "#000000",
        "scrollbar-hover": "#ffffff",
        "scrollbar-background-hover": "#000000",
        "block-cursor-foreground": "#000000",
        "block-cursor-background": "#ffff5f",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-foreground": "#ffffff",
        "block-cursor-blurred-background": "#3a3a3a",
        "border": "#ffff5f",
        "footer-key-foreground": "#ffff5f",
        "footer-background": "#000000",
        "footer-description-foreground": "#ffffff",
    },
)

OURS = (DARK, LIGHT, CONTRAST)
WITHOUT_COLOUR = "ansi-dark"
"""The built-in theme that `NO_COLOR` selects."""
