"""Answers that pull a buyer's organisation apart: where spend and impact, or two voices, tell different stories.

Deals get stuck between the department that pays and the one that stops working when the delivery fails. Procurement reads
the spend, operations the impact; such a gap is a question about who decides, not an error in the profile.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from playbook.kraljic.evidence import Evidence
from playbook.kraljic.inference import Placement
from playbook.kraljic.scoring import Belief

GAP = 2.0
"""Levels between two views from which they count as different (domain research 1.2)."""
_SPEND = ("spend_share", "cost_share")
_IMPACT = ("outage_cost", "quality_reach")


class ConflictKind(StrEnum):
    """What kind of gap it is; also the key of its text."""

    IMPACT_ABOVE_SPEND = "impact-above-spend"
    SPEND_ABOVE_IMPACT = "spend-above-impact"
    VOICES = "voices"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two views that lie far apart."""

    kind: ConflictKind
    factor_ids: tuple[str, ...]
    """The answers that differ, the lower first."""
    voices: tuple[str, ...] = ()
    """Who said what, for two voices on one factor: the one with the lower level first."""


def find_conflicts(placement: Placement) -> tuple[Conflict, ...]:
    """Return every gap between views in the evidence of a placement."""
    found = [_spend_against_impact(placement.beliefs)]
    factor_ids = dict.fromkeys(answer.factor_id for answer in placement.evidence)
    found += [_voices(factor_id, placement.evidence) for factor_id in factor_ids]
    return tuple(conflict for conflict in found if conflict)


def _spend_against_impact(beliefs: Mapping[str, Belief]) -> Conflict | None:
    """Compare the average of the money answers with the heaviest of the impact answers."""
    spend = [beliefs[factor_id].level for factor_id in _SPEND if factor_id in beliefs]
    impact = [beliefs[factor_id].level for factor_id in _IMPACT if factor_id in beliefs]
    if not spend or not impact:
        return None
    gap = max(impact) - sum(spend) / len(spend)
    given = tuple(factor_id for factor_id in (*_SPEND, *_IMPACT) if factor_id in beliefs)
    if gap >= GAP:
        return Conflict(ConflictKind.IMPACT_ABOVE_SPEND, given)
    if gap <= -GAP:
        return Conflict(ConflictKind.SPEND_ABOVE_IMPACT, tuple(reversed(given)))
    return None


def _voices(factor_id: str, evidence: tuple[Evidence, ...]) -> Conflict | None:
    """Compare what different people said about one factor."""
    said = [one for one in evidence if one.factor_id == factor_id and one.said_by]
    if len({one.said_by for one in said}) < 2:
        return None
    lowest = min(said, key=lambda one: one.low + one.high)
    highest = max(said, key=lambda one: one.low + one.high)
    if (
        highest.low + highest.high - lowest.low - lowest.high
    ) / 2 < GAP or lowest.said_by == highest.said_by:
        return None
    return Conflict(ConflictKind.VOICES, (factor_id,), (str(lowest.said_by), str(highest.said_by)))
