"""The schemes that ship: quiet night, warm paper, and two in which every text has a contrast of 7:1 and more."""

from collections.abc import Mapping

from store.model.scheme import Scheme

DARK = "dark"
LIGHT = "light"
CONTRAST = "high-contrast"
CONTRAST_LIGHT = "high-contrast-light"

SCHEMES: Mapping[str, Scheme] = {
    DARK: Scheme(
        dark=True,
        background="#17191d",
        foreground="#dcdfe4",
        surface="#1c1f24",
        panel="#24282f",
        muted="#a2abb6",
        primary="#a9c7e0",
        secondary="#6d8aa3",
        accent="#e2c08c",
        success="#a9d0a6",
        warning="#e6c48c",
        error="#f0a6a0",
        cursor="#2f3d4c",
        cursor_away="#262b32",
        selection="#3b5268",
        border="#4d6274",
        border_away="#343a43",
    ),
    LIGHT: Scheme(
        dark=False,
        background="#fbf9f5",
        foreground="#25282c",
        surface="#f4f1ea",
        panel="#ebe6dc",
        muted="#5a5f66",
        primary="#1f4f78",
        secondary="#5b7a94",
        accent="#7a4a0c",
        success="#245c31",
        warning="#744b00",
        error="#96261d",
        cursor="#d6e2ec",
        cursor_away="#ece8df",
        selection="#bfd3e4",
        border="#8ba3b6",
        border_away="#d5cfc2",
    ),
    CONTRAST: Scheme(
        dark=True,
        reverse=True,
        background="#000000",
        foreground="#ffffff",
        surface="#000000",
        panel="#1c1c1c",
        muted="#d8d8d8",
        primary="#9fd6ff",
        secondary="#6fb4e6",
        accent="#ffe14d",
        success="#8ff08f",
        warning="#ffc94d",
        error="#ffb8b0",
        cursor="#ffffff",
        cursor_away="#303030",
        selection="#003a70",
        border="#ffffff",
        border_away="#a0a0a0",
    ),
    CONTRAST_LIGHT: Scheme(
        dark=False,
        reverse=True,
        background="#ffffff",
        foreground="#000000",
        surface="#ffffff",
        panel="#f0f0f0",
        muted="#303030",
        primary="#003a75",
        secondary="#2f6ba6",
        accent="#5c2e00",
        success="#004400",
        warning="#5a3000",
        error="#7a0000",
        cursor="#000000",
        cursor_away="#e4e4e4",
        selection="#cfe4ff",
        border="#000000",
        border_away="#6a6a6a",
    ),
}
"""Every colour of the shipped themes comes from here."""
