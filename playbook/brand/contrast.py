"""Whether a text can be read on its ground, and the nearest colour with which it can.

Luminance and ratio are those of the Web Content Accessibility Guidelines 2.2 (W3C 2023, “relative luminance” and
“contrast ratio”); success criterion 1.4.3 asks 4.5:1 of text. Colours are texts of the form `#rrggbb`.
"""

from __future__ import annotations

import colorsys
from collections.abc import Iterable

LEAST_RATIO = 4.5
"""What text must have against its ground; the ratio runs from 1 (the same colour) to 21 (black on white)."""
_STEPS = 1000
"""Lightnesses that are tried between black and white."""


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, from 0 (black) to 1 (white)."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in _channels(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21, whichever of them is the text."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mixed(colour: str, ground: str, share: float) -> str:
    """Return *share* (0 to 1) of a colour laid over a ground."""
    pairs = zip(_channels(colour), _channels(ground), strict=True)
    return _written([share * top + (1 - share) * below for top, below in pairs])


def nearest_passing(colour: str, others: Iterable[str], least: float = LEAST_RATIO) -> str | None:
    """Return the colour of the same hue, as near in lightness as can be, that has *least* against all *others*.

    None where even black and white do not have it.
    """
    grounds = tuple(others)
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    for step in range(_STEPS + 1):
        for move in (-step, step):
            moved = lightness + move / _STEPS
            if not 0 <= moved <= 1:
                continue
            tried = _written(colorsys.hls_to_rgb(hue, moved, saturation))
            if all(contrast(tried, ground) >= least for ground in grounds):
                return tried
    ends = ("#000000", "#ffffff")
    passing = (end for end in ends if all(contrast(end, one) >= least for one in grounds))
    return next(passing, None)


def _channels(colour: str) -> tuple[float, float, float]:
    """Return red, green and blue, each from 0 to 1."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _written(channels: Iterable[float]) -> str:
    return "#" + "".join(f"{round(255 * min(1.0, max(0.0, part))):02x}" for part in channels)
