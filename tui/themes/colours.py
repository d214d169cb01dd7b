"""Themes as Textual takes them, out of schemes."""

from textual.theme import BUILTIN_THEMES, Theme

from store.model.scheme import Scheme
from store.model.schemes import SCHEMES
from tui.presentation.looks import ANSI, ANSI_LIGHT


def theme(name: str, one: Scheme) -> Theme:
    """Return the theme of a scheme; every colour that a screen uses has its name here."""
    cursor, on_cursor, style = (
        (one.background, one.foreground, "reverse") if one.reverse else (one.cursor, one.foreground, "none")
    )
    return Theme(
        name=name,
        dark=one.dark,
        primary=one.primary,
        secondary=one.secondary,
        accent=one.accent,
        foreground=one.foreground,
        background=one.background,
        surface=one.surface,
        panel=one.panel,
        success=one.success,
        warning=one.warning,
        error=one.error,
        variables={
            "text": one.foreground,
            "text-muted": one.muted,
            "text-disabled": one.muted,
            "text-primary": one.primary,
            "text-accent": one.accent,
            "text-success": one.success,
            "text-warning": one.warning,
            "text-error": one.error,
            "foreground-muted": one.muted,
            "foreground-disabled": one.muted,
            "block-cursor-background": cursor,
            "block-cursor-foreground": on_cursor,
            "block-cursor-text-style": style,
            "block-cursor-blurred-background": one.cursor_away,
            "block-cursor-blurred-foreground": one.foreground,
            "block-cursor-blurred-text-style": "none",
            "block-hover-background": one.panel,
            "border": one.border,
            "border-blurred": one.border_away,
            "footer-background": one.surface,
            "footer-key-foreground": one.accent,
            "footer-description-foreground": one.muted,
            "scrollbar": one.border_away,
            "scrollbar-hover": one.border,
            "scrollbar-active": one.secondary,
            "scrollbar-background": one.background,
            "scrollbar-background-hover": one.background,
            "scrollbar-background-active": one.background,
            "input-cursor-background": one.foreground,
            "input-cursor-foreground": one.background,
            "input-selection-background": one.selection,
            "input-selection-foreground": one.foreground,
            "screen-selection-background": one.selection,
            "screen-selection-foreground": one.foreground,
            "button-foreground": one.foreground,
            "button-color-foreground": one.background,
            "button-focus-text-style": "bold reverse",
        },
    )


def of_the_terminal(name: str, like: str) -> Theme:
    """Return a theme of the terminal's own colours; what has the cursor is drawn in reverse."""
    given = BUILTIN_THEMES[like]
    accent = "ansi_yellow" if given.dark else "ansi_magenta"
    return Theme(
        name=name,
        ansi=True,
        dark=given.dark,
        primary="ansi_cyan" if given.dark else "ansi_blue",
        secondary="ansi_cyan",
        accent=accent,
        warning="ansi_yellow" if given.dark else "ansi_red",
        error="ansi_bright_red" if given.dark else "ansi_red",
        success="ansi_green",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
        variables=given.variables
        | {
            "block-cursor-background": "ansi_default",
            "block-cursor-foreground": "ansi_default",
            "block-cursor-text-style": "reverse",
            "block-cursor-blurred-background": "ansi_default",
            "block-cursor-blurred-foreground": "ansi_default",
            "block-cursor-blurred-text-style": "underline",
            "border": "ansi_default",
            "border-blurred": "ansi_bright_black",
            "footer-key-foreground": accent,
            "scrollbar": "ansi_default",
            "scrollbar-background": "ansi_default",
            "input-cursor-text-style": "reverse",
            "input-cursor-background": "ansi_default",
            "input-cursor-foreground": "ansi_default",
        },
    )


THEMES = (
    *(theme(name, one) for name, one in SCHEMES.items()),
    of_the_terminal(ANSI, "ansi-dark"),
    of_the_terminal(ANSI_LIGHT, "ansi-light"),
)
"""The themes that ship."""
