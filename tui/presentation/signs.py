"""The program's own signs and their twins for terminals that show ASCII only: one cell for one cell."""

from collections.abc import Mapping
from types import MappingProxyType

TWINS: Mapping[str, str] = MappingProxyType(
    {
        # Words and sentences.
        "…": "~",
        "“": '"',
        "”": '"',
        "„": '"',
        "‘": "'",
        "’": "'",
        "‚": ",",
        "«": "<",
        "»": ">",
        "‹": "<",
        "›": ">",
        "–": "-",
        "—": "-",
        "−": "-",
        "·": "-",
        "•": "*",
        "‣": ">",
        "×": "x",
        "÷": "/",
        "±": "~",
        "≈": "~",
        "≤": "<",
        "≥": ">",
        "¬": "!",
        "†": "+",
        "§": "S",
        "°": "o",
        "´": "'",
        "\u00a0": " ",
        # Stages, boxes, marks.
        "○": "o",
        "◌": "o",
        "◔": "c",
        "◑": "d",
        "◐": "d",
        "◕": "b",
        "◉": "@",
        "◎": "@",
        "●": "@",
        "✓": "v",
        "✔": "v",
        "✗": "x",
        "✘": "x",
        "☐": "o",
        "☑": "v",
        "☒": "x",
        "★": "*",
        "☆": "*",
        "⚑": "P",
        "⚠": "!",
        "❯": ">",
        "❮": "<",
        "✎": "/",
        # Directions.
        "←": "<",
        "→": ">",
        "↑": "^",
        "↓": "v",
        "↔": "=",
        "↕": "|",
        "↩": "<",
        "↪": ">",
        "⏎": "<",
        "▲": "^",
        "△": "^",
        "▼": "v",
        "▽": "v",
        "▶": ">",
        "▷": ">",
        "▸": ">",
        "▹": ">",
        "◀": "<",
        "◁": "<",
        "◂": "<",
        "▴": "^",
        "▾": "v",
        "⭘": "o",
        # What Textual draws by itself.
        "🔎": "? ",
        "⟩": ">",
        "⟨": "<",
        # Blocks: how much of a cell is filled.
        "▁": "_",
        "▂": "_",
        "▃": "-",
        "▄": "-",
        "▅": "=",
        "▆": "=",
        "▇": "#",
        "█": "#",
        "▏": "|",
        "▎": "|",
        "▍": "|",
        "▌": "|",
        "▋": "#",
        "▊": "#",
        "▉": "#",
        "▐": "|",
        "▕": "|",
        "▔": "-",
        "▀": "-",
        "░": ".",
        "▒": ":",
        "▓": "%",
    }
)
"""Each sign and what stands for it, in as many cells."""
ACROSS = frozenset("─━┄┅┈┉╌╍═╴╶╸╺╼╾")
UPRIGHT = frozenset("│┃┆┇┊┋╎╏║╵╷╹╻╽╿")
LINES = ("\u2500", "\u257f")
"""The first and the last sign of which frames are drawn."""
OTHERS = (("\u2190", "\u21ff"), ("\u2580", "\u25fc"), ("\u2800", "\u28ff"))
"""Arrows, blocks and shapes, dots: signs of which no language is written, each one cell wide."""


def in_ascii(text: str) -> str:
    """Return text with every sign as its twin; letters of any language stay as they are."""
    return text if text.isascii() else "".join(map(_twin, text))


def _twin(sign: str) -> str:
    if sign in TWINS:
        return TWINS[sign]
    if LINES[0] <= sign <= LINES[1]:
        return "-" if sign in ACROSS else "|" if sign in UPRIGHT else "+"
    return "#" if any(first <= sign <= last for first, last in OTHERS) else sign
