"""When an item is printed: facets of the situation, and conditions on them.

A condition is written in braces behind a heading: `{sector=public stage=tender|negotiation}`. All facets must hold; one
of several values is enough. There is no "not" and no "or" between facets, so what a page will hold can be read off.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from playbook.errors import RefusalError, quoted
from playbook.profile import Kind, OfferingProfile, Sector, Situation, Stage

UNKNOWN = "unknown"
"""The value of a facet that the profile leaves out; texts may have a general variant for it."""

FACETS: dict[str, tuple[str, ...]] = {
    "sector": tuple(Sector),
    "stage": tuple(Stage),
    "kind": (*Kind, UNKNOWN),
    "situation": (*Situation, UNKNOWN),
}
"""Every facet and the values it can take."""

_BRACES = re.compile(r"\s*\{([^{}%]*)\}\s*$")
_LONE_BRACE = re.compile(r"(?<!\{)\{(?![{%#])[^{}]*\}(?!\})")

Facets = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold for an item to be printed."""

    allowed: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def holds(self, facets: Facets) -> bool:
        """Tell whether every facet has an allowed value; an unknown facet has none."""
        return all(facets.get(facet) in values for facet, values in self.allowed.items())


def facets_of(profile: OfferingProfile) -> dict[str, str | None]:
    """Return the facets of a profile. Without an account the sector counts as private."""
    offering = profile.offering
    return {
        "sector": profile.account.sector if profile.account else Sector.PRIVATE,
        "stage": offering.stage or Stage.ORIENTATION,
        "kind": offering.kind or UNKNOWN,
        "situation": offering.situation or UNKNOWN,
    }


def split_condition(heading: str) -> tuple[str, Condition]:
    """Separate a heading from the braces behind it.

    Raises:
        RefusalError: when the braces hold an unknown facet or value, or stand elsewhere.
    """
    match = _BRACES.search(heading)
    text = heading[: match.start()] if match else heading
    if _LONE_BRACE.search(text):
        raise RefusalError(
            f"{quoted(heading.strip())} has braces before its end", "Put one pair, at the end."
        )
    return text.strip(), _condition(match[1]) if match else Condition()


def _condition(inside: str) -> Condition:
    allowed: dict[str, frozenset[str]] = {}
    for part in inside.split():
        facet, separator, values = part.partition("=")
        if not separator or facet not in FACETS:
            raise RefusalError(f"{quoted(part)} is no condition", f"Use {', '.join(FACETS)}.")
        if facet in allowed:
            raise RefusalError(f"{facet} stands twice", "Join its values with |.")
        chosen = frozenset(values.split("|"))
        unknown = sorted(chosen - set(FACETS[facet]))
        if unknown:
            raise RefusalError(
                f"{quoted(unknown[0])} is no {facet}", f"Use {', '.join(FACETS[facet])}."
            )
        allowed[facet] = chosen
    if not allowed:
        raise RefusalError("the braces hold no condition", "Remove them.")
    return Condition(allowed)
