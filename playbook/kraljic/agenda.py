"""What to ask next: every unanswered or unsure factor, by how much its answer is expected to tell about the quadrant.

The gain of a question is the expected fall in the entropy of the quadrant (in bits) when procurement answers it: for each
level it may turn out to be, the placement is worked out anew, and the results are weighed by how likely each level is.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from playbook.kraljic.factors import HIGHEST, LOWEST
from playbook.kraljic.inference import Placement, quadrant_probabilities
from playbook.kraljic.matrix import Axis
from playbook.kraljic.scoring import (
    Belief,
    PlacementModel,
    axis_moments,
    axis_probability,
    expected_belief,
    normal_cdf,
)
from playbook.profile import Sure

_LEVELS = range(LOWEST, HIGHEST + 1)


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A factor worth asking about."""

    factor_id: str
    gain: float
    """Expected fall in uncertainty about the quadrant, in bits (0 to 2)."""
    is_unanswered: bool


def plan_agenda(placement: Placement, model: PlacementModel) -> tuple[OpenQuestion, ...]:
    """Return every factor whose answer is missing or not yet known for sure, most telling first.

    Where the placement is so clear that no answer tells anything, the heavier factor goes first.
    """
    now = entropy(placement.probabilities.values())
    questions = [
        OpenQuestion(
            factor_id,
            max(0.0, now - _expected_entropy(factor_id, placement, model)),
            factor_id not in placement.beliefs,
        )
        for factor_id in model.missing
        if not _is_settled(placement.beliefs.get(factor_id), model)
    ]
    return tuple(
        sorted(
            questions, key=lambda q: (-round(q.gain, 4), -_weight(q.factor_id, model), q.factor_id)
        )
    )


def entropy(probabilities: Iterable[float]) -> float:
    """Return the Shannon entropy in bits: 0 for certainty, 2 for four equal chances."""
    return -sum(p * math.log2(p) for p in probabilities if p > 0)


def _is_settled(belief: Belief | None, model: PlacementModel) -> bool:
    return belief is not None and belief.sd <= model.sureness[Sure.KNOWN]


def _expected_entropy(factor_id: str, placement: Placement, model: PlacementModel) -> float:
    axes = model.axes_of(factor_id)
    total = 0.0
    for level, chance in zip(_LEVELS, _chances(factor_id, placement, model), strict=True):
        if chance > 0:
            beliefs = {**placement.beliefs, factor_id: _heard(float(level), model)}
            total += chance * _entropy_with(beliefs, axes, placement, model)
    return total


def _heard(level: float, model: PlacementModel) -> Belief:
    """Return the belief after procurement answered for sure."""
    return Belief(level, model.sureness[Sure.KNOWN] * model.procurement_sharpens, Sure.KNOWN)


def _entropy_with(
    beliefs: Mapping[str, Belief],
    axes: tuple[Axis, ...],
    placement: Placement,
    model: PlacementModel,
) -> float:
    high = {axis: reading.probability for axis, reading in placement.axes.items()}
    for axis in axes:
        high[axis] = axis_probability(*axis_moments(axis, beliefs, model), model.axes[axis])
    probabilities = quadrant_probabilities(high[Axis.FINANCIAL_RISK], high[Axis.SUPPLY_RISK])
    return entropy(probabilities.values())


def _chances(factor_id: str, placement: Placement, model: PlacementModel) -> list[float]:
    """Return how likely each level is, from what is believed or, unanswered, from what the other answers imply."""
    belief = placement.beliefs.get(factor_id) or expected_belief(
        factor_id, model.axes_of(factor_id)[0], placement.beliefs, model
    )
    cuts = [-math.inf, *(level + 0.5 for level in _LEVELS[:-1]), math.inf]
    below = [normal_cdf((cut - belief.level) / belief.sd) for cut in cuts]
    return [after - before for before, after in pairwise(below)]


def _weight(factor_id: str, model: PlacementModel) -> float:
    return max(model.axes[axis].weights[factor_id].weight for axis in model.axes_of(factor_id))
