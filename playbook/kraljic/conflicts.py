"""Answers that pull a buyer's organisation apart: where spend and impact, or two voices, tell different stories.

Deals get stuck between the department that pays and the one that stops working when the delivery fails. Procurement reads
the spend, operations the impact; such a gap is a question about who decides, not an error in the profile.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
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
    """Compare what different people say about one factor now: of each the latest answer counts."""
    latest: dict[str, Evidence] = {}
    for one in evidence:
        if one.factor_id != factor_id or not one.said_by:
            continue
        voice = one.said_by.casefold()
        if voice not in latest or _day(one) >= _day(latest[voice]):
            latest[voice] = one
    if len(latest) < 2:
        return None
    lowest = min(latest.values(), key=_middle)
    highest = max(latest.values(), key=_middle)
    if _middle(highest) - _middle(lowest) < GAP:
        return None
    return Conflict(ConflictKind.VOICES, (factor_id,), (str(lowest.said_by), str(highest.said_by)))


def _middle(answer: Evidence) -> float:
    return (answer.low + answer.high) / 2


def _day(answer: Evidence) -> date:
    """Return when it was said; an undated answer counts as the oldest."""
    return answer.on or date.min
