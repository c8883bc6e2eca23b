"""Who needs whom more: what research leads to expect per quadrant, and how far this account's own answers move it.

Purchasers see the supplier as the stronger one in strategic relations, even in good ones (a survey of Dutch purchasers, Caniëls
and Gelderman 2007). That the supplier is stronger in bottleneck and the buyer in leverage, that routine is about even, and the
three levels of mutual need are common knowledge of the field. How far it is off balance on a side is left open, unless the
answers say which party depends on the other. That last step is our own proposal.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from playbook.kraljic.inference import Confidence, Placement
from playbook.kraljic.matrix import Quadrant

SOURCE = "caniels-gelderman-2007"
"""Id of the source on strategic relations."""
THEIR_NEED = ("alternatives", "switching_time", "switching_cost", "lock_in")
"""Factors that say how much the buyer needs the supplier."""
FIRM = 0.65
"""Probability from which one side is called the stronger."""
_HIGH, _LOW = 3.5, 2.5


class Side(StrEnum):
    """Who is the stronger."""

    BUYER = "buyer"
    BALANCED = "balanced"
    SUPPLIER = "supplier"
    OPEN = "open"
    """Not known firmly enough to say."""


class Need(StrEnum):
    """How much both need each other."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"


_EXPECTED = {
    Quadrant.STRATEGIC: (Side.SUPPLIER, Need.HIGH),
    Quadrant.LEVERAGE: (Side.BUYER, Need.MODERATE),
    Quadrant.BOTTLENECK: (Side.SUPPLIER, Need.MODERATE),
    Quadrant.ROUTINE: (Side.BALANCED, Need.LOW),
}
_DIRECTION = {Side.BUYER: -1, Side.BALANCED: 0, Side.SUPPLIER: 1}


@dataclass(frozen=True, slots=True)
class Share:
    """One quadrant on the scale."""

    quadrant: Quadrant
    side: Side
    need: Need
    steps: tuple[int, ...]
    """Where it lies: -2 (buyer clearly stronger), -1, 0 (even), 1, 2 (supplier clearly stronger); two where that is open."""
    probability: float


@dataclass(frozen=True, slots=True)
class PowerBalance:
    """Who is probably the stronger at this account."""

    shares: tuple[Share, ...]
    """One for each quadrant."""
    side: Side
    pull: int
    """Which way the answers move it: -1 (to the buyer), 0 (neither), 1 (to the supplier)."""
    told_by: tuple[str, ...]
    """Ids of the factors on their need, the most telling first; empty when none is answered."""


def weigh_power(placement: Placement, revenue_share: int | None = None) -> PowerBalance | None:
    """Return the balance of power, or None while nothing says in which quadrant this lies.

    Args:
        placement: gives the probability of each quadrant and the answers on how much the buyer needs us.
        revenue_share: how much of our revenue the account is, a level 1 to 5: how much we need the buyer.
    """
    if placement.confidence is Confidence.UNKNOWN:
        return None
    told_by = tuple(one for one in THEIR_NEED if one in placement.beliefs)
    levels = [placement.beliefs[one].level for one in told_by]
    pull = _tilt(sum(levels) / len(levels)) if levels else 0
    told_by = tuple(sorted(told_by, key=lambda one: -pull * placement.beliefs[one].level))
    if revenue_share is not None:
        pull -= _tilt(revenue_share)
    pull = max(-1, min(1, pull))
    shares = tuple(
        Share(
            quadrant, side, need, _steps(_DIRECTION[side], pull), placement.probabilities[quadrant]
        )
        for quadrant, (side, need) in _EXPECTED.items()
    )
    return PowerBalance(shares, _stronger(shares), pull, told_by)


def _tilt(level: float) -> int:
    """Return 1 for a need that is high, -1 for one that is low, and 0 between."""
    return (level >= _HIGH) - (level <= _LOW)


def _steps(direction: int, pull: int) -> tuple[int, ...]:
    """Return the steps on one side of the scale: the answers choose between its two, where they point somewhere."""
    if not direction:
        return (0,)
    if not pull:
        return (-2, -1) if direction < 0 else (1, 2)
    return (2 * direction,) if pull == direction else (direction,)


def _stronger(shares: tuple[Share, ...]) -> Side:
    totals = {
        side: sum(one.probability for one in shares if one.side is side) for side in _DIRECTION
    }
    side = max(totals, key=lambda one: totals[one])
    return side if totals[side] >= FIRM else Side.OPEN
