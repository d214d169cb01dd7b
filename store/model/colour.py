"""Colours as numbers, and how well one can be read on another."""

import re

from msgspec import Struct

WRITTEN = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)


class Colour(Struct, frozen=True, array_like=True):
    """A colour by its three parts, each from 0 to 255."""

    red: int
    green: int
    blue: int

    @classmethod
    def read(cls, text: str) -> "Colour | None":
        """Read `#rgb` or `#rrggbb`; None where it is neither."""
        if not WRITTEN.fullmatch(text):
            return None
        digits = text[1:] if len(text) > len("#rgb") else "".join(digit * 2 for digit in text[1:])
        return cls(*bytes.fromhex(digits))

    @property
    def hex(self) -> str:
        """Return it as `#rrggbb`."""
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    @property
    def light(self) -> float:
        """Return how much light it gives, from 0 (black) to 1 (white), as WCAG measures it."""
        red, green, blue = (_linear(part / 255) for part in (self.red, self.green, self.blue))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def towards(self, other: "Colour", share: float) -> "Colour":
        """Return the colour that lies that share of the way to another."""
        mine, theirs = (self.red, self.green, self.blue), (other.red, other.green, other.blue)
        return Colour(*(round(a + (b - a) * share) for a, b in zip(mine, theirs, strict=True)))


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast of two colours, from 1 (none) to 21 (black on white), as WCAG measures it."""
    low, high = sorted((one.light, other.light))
    return (high + 0.05) / (low + 0.05)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB's own numbers
