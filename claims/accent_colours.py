"""The accent colour of a desk: one colour is chosen for light pages, the others are derived so that text stays legible.

Contrast is that of WCAG 2: https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio.
"""

import hashlib
import re
from dataclasses import dataclass

Colour = tuple[float, float, float]
"""Red, green and blue of sRGB, from 0 to 255."""

MIN_CONTRAST = 4.5
ACCENT_PATTERN = r"#[0-9a-f]{6}"
LIGHT_GROUND, DARK_GROUND = "#ebe7dd", "#5a4710"
"""The darkest ground of a light page and the lightest of a dark one on which a link stands (see tokens.css)."""

BLACK, WHITE = (0.0, 0.0, 0.0), (255.0, 255.0, 255.0)
STEPS = 50
HASH_DIGITS = 16
LINEAR_UP_TO = 0.04045
"""sRGB is linear near black."""


@dataclass(frozen=True, slots=True)
class AccentColours:
    """The colours of links and buttons, of what is pressed, and of the text on buttons, on light and dark pages."""

    light: str
    light_strong: str
    on_light: str
    dark: str
    dark_strong: str
    on_dark: str


def is_legible_accent(colour: str) -> bool:
    """Return whether text in this colour can be read on light pages; any such colour has a dark counterpart."""
    return bool(re.fullmatch(ACCENT_PATTERN, colour)) and contrast(colour, LIGHT_GROUND) >= MIN_CONTRAST


def derive_accent_colours(colour: str) -> AccentColours:
    """Return the colours of a desk with a legible accent colour."""
    accent = _read(colour)
    dark = next(mixed for mixed in _lighter(accent) if contrast(mixed, DARK_GROUND) >= MIN_CONTRAST)
    return AccentColours(
        light=colour,
        light_strong=_write(_mix(accent, BLACK, 0.3)),
        on_light=_write(WHITE),
        dark=dark,
        dark_strong=_write(_mix(_read(dark), WHITE, 0.4)),
        on_dark=_write(_mix(accent, BLACK, 0.7)),
    )


def write_accent_css(colour: str) -> str:
    """Return the stylesheet that replaces the accent of tokens.css."""
    own = derive_accent_colours(colour)
    return (
        "@layer tokens {\n  :root {\n"
        f"    --accent: light-dark({own.light}, {own.dark});\n"
        f"    --accent-strong: light-dark({own.light_strong}, {own.dark_strong});\n"
        f"    --on-accent: light-dark({own.on_light}, {own.on_dark});\n"
        "  }\n}\n"
    )


def name_accent_file(colour: str) -> str:
    """Return the name of the stylesheet: the colour, and the hash of the content."""
    digest = hashlib.sha256(write_accent_css(colour).encode()).hexdigest()
    return f"{colour.removeprefix('#')}-{digest[:HASH_DIGITS]}"


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    darker, lighter = sorted((_luminance(_read(first)), _luminance(_read(second))))
    return (lighter + 0.05) / (darker + 0.05)


def _lighter(colour: Colour) -> list[str]:
    return [_write(_mix(colour, WHITE, step / STEPS)) for step in range(STEPS + 1)]


def _luminance(colour: Colour) -> float:
    parts = [value / 255 for value in colour]
    red, green, blue = (part / 12.92 if part <= LINEAR_UP_TO else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mix(colour: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = ((1 - share) * own + share * added for own, added in zip(colour, other, strict=True))
    return red, green, blue


def _read(colour: str) -> Colour:
    return float(int(colour[1:3], 16)), float(int(colour[3:5], 16)), float(int(colour[5:7], 16))


def _write(colour: Colour) -> str:
    return "#" + "".join(f"{round(value):02x}" for value in colour)
