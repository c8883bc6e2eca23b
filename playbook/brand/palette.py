"""The colours that the pages use: those a brand gives, the ones that follow from them, and which must be told apart.

A colour is known by its name in the style sheets (`--accent`). Where a brand gives an accent but no tints, the tints are
mixed from its own accent and paper, so that nothing of the house colours is left beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from playbook.brand.contrast import LEAST_RATIO, contrast, mixed, nearest_passing
from playbook.errors import RefusalError

COLOURS = (
    "ink", "soft", "line", "paper", "note", "desk", "tint", "accent", "accent-tint", "warn", "warn-tint",
)  # fmt: skip
"""Every colour of the style sheets, by name."""

GROUNDS: dict[str, tuple[str, ...]] = {
    "ink": ("paper", "note", "desk", "tint", "accent-tint", "warn-tint"),
    "soft": ("paper", "note", "desk", "tint"),
    "accent": ("paper", "desk", "tint", "accent-tint"),
    "warn": ("paper", "warn-tint"),
}
"""What each colour of text stands on. White on accent has the ratio of accent on white."""

_MIXED: dict[str, tuple[str, float]] = {
    "soft": ("ink", 0.72),
    "line": ("ink", 0.24),
    "note": ("ink", 0.02),
    "desk": ("ink", 0.1),
    "tint": ("accent", 0.08),
    "accent-tint": ("accent", 0.14),
    "warn-tint": ("warn", 0.1),
}
"""Of which colour, and how much of it over the paper, a colour is made that the brand does not give."""
_SOFT_RATIO = 5.6
"""A soft ink that we mix keeps this, so that it can also stand on a tint."""
_NEGLIGIBLE = 0.01
_HEX = re.compile(r"#[0-9a-fA-F]{6}$")
_TOKEN = re.compile(r"--([a-z-]+):\s*([^;]+);")


@dataclass(frozen=True, slots=True)
class FailingPair:
    """A text that cannot be read on its ground."""

    text: str
    ground: str
    """Names of colours."""
    ratio: float


def tokens_in(css: str) -> dict[str, str]:
    """Return the custom properties that a style sheet sets, by name without dashes; the last of a name wins."""
    return {name: value.strip() for name, value in _TOKEN.findall(css)}


def house_colours(css: str) -> dict[str, str]:
    """Return the colours that the style sheets set, as `#rrggbb`.

    Raises:
        RefusalError: when one of them is missing or written otherwise.
    """
    tokens = tokens_in(css)
    for name in COLOURS:
        if not _HEX.match(tokens.get(name, "")):
            raise RefusalError(
                f"the style sheets set no --{name} as #rrggbb", "Compare with styles/tokens.css."
            )
    return {name: tokens[name].lower() for name in COLOURS}


def complete_colours(house: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
    """Return every colour: those given, those that follow from them, and the house's for the rest."""
    colours = {name: given.get(name, house[name]) for name in COLOURS}
    for name in _followers(given):
        source, share = _MIXED[name]
        colours[name] = _mix(name, source, share, colours)
    return colours


def _followers(given: Mapping[str, str]) -> list[str]:
    """Return the colours that are mixed from what is given, in an order in which that can be done."""
    return [
        name
        for name, (source, _) in _MIXED.items()
        if name not in given and {source, "paper"} & set(given)
    ]


def _mix(name: str, source: str, share: float, colours: Mapping[str, str]) -> str:
    """Mix a colour over the paper: as text strong enough, as a ground faint enough to be read."""
    paper = colours["paper"]
    if name == "soft":
        while share < 1 and contrast(mixed(colours[source], paper, share), paper) < _SOFT_RATIO:
            share += 0.02
        return mixed(colours[source], paper, min(share, 1.0))
    texts = [colours[text] for text, grounds in GROUNDS.items() if name in grounds]
    while share > _NEGLIGIBLE:
        found = mixed(colours[source], paper, share)
        if all(contrast(text, found) >= LEAST_RATIO for text in texts):
            return found
        share *= 0.8
    return paper


def check_contrast(colours: Mapping[str, str]) -> tuple[FailingPair, ...]:
    """Return every text that cannot be read on one of its grounds; equal grounds count once."""
    return tuple(_failing(colours))


def _failing(colours: Mapping[str, str]) -> Iterator[FailingPair]:
    for text, grounds in GROUNDS.items():
        seen: set[str] = set()
        fails_on_paper = contrast(colours[text], colours["paper"]) < LEAST_RATIO
        for ground in grounds:
            ratio = contrast(colours[text], colours[ground])
            # The desk is a paper a little darker: whoever fails on paper has been told.
            is_told = colours[ground] in seen or (ground == "desk" and fails_on_paper)
            if ratio < LEAST_RATIO and not is_told:
                yield FailingPair(text, ground, ratio)
            seen.add(colours[ground])


def suggest_colour(name: str, colours: Mapping[str, str], given: Mapping[str, str]) -> str | None:
    """Return the nearest colour that can be read with all it meets, or none.

    Tints that we mix are left out: they are mixed again from the new colour.
    """
    fixed = set(COLOURS) - set(_followers(given))
    met = [colours[ground] for ground in GROUNDS.get(name, ()) if ground in fixed]
    met += [colours[text] for text, grounds in GROUNDS.items() if name in grounds and text in fixed]
    return nearest_passing(colours[name], met)
