"""The Kraljic matrix itself: two axes, four quadrants, and how they lie to each other.

Drawn the Dutch way: financial risk upwards, supply risk to the right (P. Kraljic, Harvard Business Review, September 1983,
calls the axes importance of purchasing and complexity of the supply market).
"""

from __future__ import annotations

from enum import StrEnum


class Axis(StrEnum):
    """What procurement weighs."""

    FINANCIAL_RISK = "financial_risk"
    """Order value and impact on the business; upwards."""
    SUPPLY_RISK = "supply_risk"
    """How hard it is to switch, and whether there are alternatives; to the right."""


class Quadrant(StrEnum):
    """Where an offering lies, by which axes are above the buyer's line."""

    STRATEGIC = "strategic"
    LEVERAGE = "leverage"
    BOTTLENECK = "bottleneck"
    ROUTINE = "routine"

    def is_high(self, axis: Axis) -> bool:
        """Tell whether this quadrant lies above the line of *axis*."""
        if axis is Axis.FINANCIAL_RISK:
            return self in (Quadrant.STRATEGIC, Quadrant.LEVERAGE)
        return self in (Quadrant.STRATEGIC, Quadrant.BOTTLENECK)


# Equal probabilities go to the humbler quadrant: sellers overrate their own weight (domain research 1.6).
HUMBLEST_FIRST = (Quadrant.ROUTINE, Quadrant.BOTTLENECK, Quadrant.LEVERAGE, Quadrant.STRATEGIC)


def ranked(probabilities: dict[Quadrant, float]) -> tuple[Quadrant, ...]:
    """Return the quadrants from likeliest to least likely; ties, to nine decimals, go to the humbler one."""
    return tuple(
        sorted(
            probabilities,
            key=lambda q: (-round(probabilities[q], 9), HUMBLEST_FIRST.index(q)),
        )
    )
