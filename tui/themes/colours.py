"""Two calm themes of our own: warm paper and quiet night, text at 7:1 and more, quiet text above 4.5:1."""

from textual.theme import Theme

DARK = "afterword-dark"
LIGHT = "afterword-light"
PLAIN = "ansi-dark"
"""The terminal's own colours; with NO_COLOR set it writes no colour at all."""

THEMES = (
    Theme(
        name=DARK,
        dark=True,
        primary="#8ab0d0",
        secondary="#6d8aa3",
        accent="#d8b27a",
        foreground="#dcdfe4",
        background="#17191d",
        surface="#1c1f24",
        panel="#24282f",
        success="#9cc49a",
        warning="#e0b878",
        error="#ec9a94",
        variables={
            "text-muted": "#a2abb6",
            "text-primary": "#a9c7e0",
            "text-accent": "#e2c08c",
            "text-success": "#a9d0a6",
            "text-warning": "#e6c48c",
            "text-error": "#f0a6a0",
            "block-cursor-background": "#2f3d4c",
            "block-cursor-foreground": "#f2f4f7",
            "block-cursor-text-style": "none",
            "block-cursor-blurred-background": "#262b32",
            "block-cursor-blurred-foreground": "#dcdfe4",
            "block-cursor-blurred-text-style": "none",
            "border": "#4d6274",
            "border-blurred": "#343a43",
            "footer-background": "#1c1f24",
            "footer-key-foreground": "#e2c08c",
            "footer-description-foreground": "#a8b0ba",
            "scrollbar": "#343a43",
            "scrollbar-hover": "#4d6274",
            "scrollbar-active": "#6d8aa3",
            "scrollbar-background": "#17191d",
            "scrollbar-background-hover": "#17191d",
            "scrollbar-background-active": "#17191d",
            "input-selection-background": "#3b5268",
        },
    ),
    Theme(
        name=LIGHT,
        dark=False,
        primary="#2b5f8c",
        secondary="#5b7a94",
        accent="#855210",
        foreground="#25282c",
        background="#fbf9f5",
        surface="#f4f1ea",
        panel="#ebe6dc",
        success="#2d6a3b",
        warning="#7d5200",
        error="#a12c22",
        variables={
            "text-muted": "#5a5f66",
            "text-primary": "#1f4f78",
            "text-accent": "#7a4a0c",
            "text-success": "#245c31",
            "text-warning": "#744b00",
            "text-error": "#96261d",
            "block-cursor-background": "#d6e2ec",
            "block-cursor-foreground": "#16191c",
            "block-cursor-text-style": "none",
            "block-cursor-blurred-background": "#ece8df",
            "block-cursor-blurred-foreground": "#25282c",
            "block-cursor-blurred-text-style": "none",
            "border": "#8ba3b6",
            "border-blurred": "#d5cfc2",
            "footer-background": "#f4f1ea",
            "footer-key-foreground": "#7a4a0c",
            "footer-description-foreground": "#4d5258",
            "scrollbar": "#d5cfc2",
            "scrollbar-hover": "#b4bec6",
            "scrollbar-active": "#8ba3b6",
            "scrollbar-background": "#fbf9f5",
            "scrollbar-background-hover": "#fbf9f5",
            "scrollbar-background-active": "#fbf9f5",
            "input-selection-background": "#bfd3e4",
        },
    ),
)
"""Every colour a screen uses comes from here by its name."""


def other(name: str) -> str:
    """Return the theme that the light-or-dark key changes to."""
    return LIGHT if name == DARK else DARK
