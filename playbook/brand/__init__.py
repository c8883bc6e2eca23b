"""The brand: the seller's name, logo, colours, fonts and fixed texts, and whether its colours can be read. Pure."""

from playbook.brand.contrast import LEAST_RATIO, contrast, luminance, mixed, nearest_passing
from playbook.brand.identity import HOUSE, Brand, FixedText, FontFace, Logo, Theme
from playbook.brand.palette import (
    COLOURS,
    GROUNDS,
    FailingPair,
    check_contrast,
    complete_colours,
    house_colours,
    suggest_colour,
    tokens_in,
)

__all__ = [
    "COLOURS",
    "GROUNDS",
    "HOUSE",
    "LEAST_RATIO",
    "Brand",
    "FailingPair",
    "FixedText",
    "FontFace",
    "Logo",
    "Theme",
    "check_contrast",
    "complete_colours",
    "contrast",
    "house_colours",
    "luminance",
    "mixed",
    "nearest_passing",
    "suggest_colour",
    "tokens_in",
]
