"""The colours of a brand file: names followed to values, then every text held against its ground."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import floor

import tinycss2.color3

from playbook.brand import (
    LEAST_RATIO,
    FailingPair,
    check_contrast,
    complete_colours,
    contrast,
    nearest_passing,
    suggest_colour,
)
from playbook.errors import Problem, quoted
from playbook.sources.brand_format import Colours
from playbook.sources.refusals import dotted, nearest, placed
from playbook.sources.source import Path_, SourceDocument

ROLES = {
    "foreground": "ink",
    "background": "paper",
    "primary": "accent",
    "secondary": "soft",
    "tertiary": "accent-tint",
    "light": "tint",
    "danger": "warn",
}
"""What the format calls a colour, and the colour of our style sheets that it becomes."""
_NAMES = {colour: role for role, colour in ROLES.items()}
_PAPER_AGAINST_BLACK = 15.0
"""Contrast that paper must have against black: a darker page costs ink and takes no pen."""
_AS_HEX = 'Write it as hex in quotes, such as "#0e5a6b".'


class ColourReader:
    """Follows the colours of one file, keeping what is wrong with them."""

    def __init__(self, colours: Colours, source: SourceDocument) -> None:
        self._source = source
        self._palette = colours.palette
        roles = {role: getattr(colours, role) for role in Colours.model_fields if role != "palette"}
        self._roles = {role: value for role, value in roles.items() if value}
        self.problems: list[Problem] = []

    def read(self) -> dict[str, str]:
        """Return the colours that the pages use, by our name, as `#rrggbb`; every other one is checked too."""
        for name in self._palette:
            self._check(("palette", name), self._palette[name])
        found = {role: self._check((role,), value) for role, value in self._roles.items()}
        return {ROLES[role]: colour for role, colour in found.items() if colour and role in ROLES}

    def _check(self, path: Path_, value: str) -> str | None:
        """Return the colour written at *path*; a fault further along its trail is told there, not here."""
        trail = [str(path[-1])]
        while (following := self._palette.get(value) or self._roles.get(value)) and value != trail[
            -1
        ]:
            if value in trail:
                if value == trail[0] == min(trail):  # once for the whole loop
                    self._tell(
                        "colour-loop", path, "leads back to itself", f"Give {value} a value."
                    )
                return None
            trail.append(value)
            value = following
        parsed = tinycss2.color3.parse_color(value)
        if isinstance(parsed, tinycss2.color3.RGBA) and parsed.alpha == 1:
            return "#" + "".join(f"{round(255 * part):02x}" for part in parsed[:3])
        if len(trail) == 1:
            self._refuse(path, value, parsed is not None)
        return None

    def _refuse(self, path: Path_, value: str, is_colour: bool) -> None:
        if is_colour:
            self._tell("colour", path, f"cannot be {quoted(value)}: it shines through", _AS_HEX)
        elif value.startswith("#") or not self._palette:
            self._tell("colour", path, f"cannot be {quoted(value)}, which is no colour", _AS_HEX)
        else:
            hint = f"{nearest(value, self._palette)} Or write hex in quotes."
            self._tell("colour", path, f"names {quoted(value)}, which is not in the palette", hint)

    def _tell(self, code: str, path: Path_, said: str, hint: str) -> None:
        where = ("color", *path)
        self.problems.append(placed(code, where, f"{dotted(where)} {said}", hint, self._source))


def contrast_problems(
    house: Mapping[str, str], given: Mapping[str, str], source: SourceDocument
) -> Iterator[Problem]:
    """Yield each text that cannot be read on its ground, with the nearest colour that can."""
    colours = complete_colours(house, given)
    paper = colours["paper"]
    if contrast(paper, "#000000") < _PAPER_AGAINST_BLACK:
        lighter = nearest_passing(paper, ["#000000"], _PAPER_AGAINST_BLACK)
        message = f"color.background ({paper}) is too dark for paper"
        hint = f"Use {lighter} or lighter; for dark screens write light: and dark: under it."
        yield placed("too-dark", ("color", "background"), message, hint, source)
        return
    for pair in check_contrast(colours):
        blamed = pair.text if pair.text in given or pair.ground not in given else pair.ground
        suggested = suggest_colour(blamed, colours, given)
        name = _NAMES[blamed]
        hint = (
            f"Make color.{name} {suggested}, the nearest colour that passes."
            if suggested
            else f"No {name} passes with the other colours; change those first."
        )
        yield placed("contrast", ("color", name), _failure(pair, colours), hint, source)


def _failure(pair: FailingPair, colours: Mapping[str, str]) -> str:
    """Name both colours and the ratio, cut rather than rounded, so that 4.499 is not called 4.5."""
    text, ground = _NAMES[pair.text], _NAMES.get(pair.ground, "the tint of the pages")
    ratio = floor(pair.ratio * 100) / 100
    return (
        f"{text} ({colours[pair.text]}) on {ground} ({colours[pair.ground]}) has a contrast of {ratio:.2f}:1, "
        f"and text needs {LEAST_RATIO}:1"
    )
