"""Axis readings to a placement: the probability of each quadrant, the likeliest two, and how firm that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from playbook.errors import Problem, ProfileError
from playbook.kraljic.beliefs import form_beliefs
from playbook.kraljic.evidence import Evidence, resolve_evidence
from playbook.kraljic.factors import QuestionBank
from playbook.kraljic.matrix import Axis, Quadrant, ranked
from playbook.kraljic.scoring import (
    AxisReading,
    Belief,
    Contribution,
    PlacementModel,
    axis_moments,
    axis_probability,
    read_axis,
)
from playbook.profile import OfferingProfile


class Confidence(StrEnum):
    """How firm a placement is, by the probability of its likeliest quadrant."""

    UNKNOWN = "unknown"
    """No answer that weighs on any axis."""
    OPEN = "open"
    """Under 45%: more than one plan is needed."""
    LEANING = "leaning"
    """45 to 65%."""
    LIKELY = "likely"
    """65 to 85%."""
    CLEAR = "clear"
    """85% and more."""


CONFIDENCE_STEPS = ((0.85, Confidence.CLEAR), (0.65, Confidence.LIKELY), (0.45, Confidence.LEANING))


@dataclass(frozen=True, slots=True)
class Placement:
    """Where this buyer's procurement most likely places the offering."""

    quadrant: Quadrant
    """The likeliest, or the one a human chose."""
    second: Quadrant
    """The likeliest of the others."""
    probabilities: Mapping[Quadrant, float]
    """By quadrant; they sum to 1. A human's choice does not change them."""
    confidence: Confidence
    approach: str
    axes: Mapping[Axis, AxisReading]
    beliefs: Mapping[str, Belief]
    """By factor id."""
    missing: tuple[str, ...]
    """Ids of factors that weigh on an axis and have no answer, heaviest first."""
    evidence: tuple[Evidence, ...]
    override_reason: str | None = None
    """Why a human overruled the model; None where nobody did."""

    @property
    def likeliest(self) -> Quadrant:
        """The quadrant the model itself finds likeliest."""
        return ranked(dict(self.probabilities))[0]

    @property
    def contributions(self) -> tuple[Contribution, ...]:
        """What each answer does to each axis, largest push first."""
        every = [c for reading in self.axes.values() for c in reading.contributions]
        return tuple(sorted(every, key=lambda c: (-abs(c.effect), c.factor_id)))


def infer_placement(
    profile: OfferingProfile, bank: QuestionBank, model: PlacementModel
) -> Placement:
    """Place an offering at a buyer. Every profile has a placement, also one without any answer.

    Raises:
        ProfileError: when an answer cannot be right (see `resolve_evidence`).
    """
    evidence, faults = resolve_evidence(profile, bank)
    if faults:
        raise ProfileError(tuple(Problem(f.code, f.message, hint=f.hint) for f in faults))
    return place_evidence(evidence, model, profile)


def place_evidence(
    evidence: tuple[Evidence, ...], model: PlacementModel, profile: OfferingProfile
) -> Placement:
    """Place evidence that was resolved already."""
    beliefs = form_beliefs(evidence, model)
    axes = {axis: read_axis(axis, beliefs, model) for axis in Axis}
    probabilities = quadrant_probabilities(
        axes[Axis.FINANCIAL_RISK].probability, axes[Axis.SUPPLY_RISK].probability
    )
    order = ranked(probabilities)
    chosen = Quadrant(profile.placement.quadrant) if profile.placement else order[0]
    is_informed = any(reading.contributions for reading in axes.values())
    return Placement(
        quadrant=chosen,
        second=next(quadrant for quadrant in order if quadrant is not chosen),
        probabilities=probabilities,
        confidence=_confidence(probabilities[order[0]], is_informed),
        approach=model.approaches[chosen],
        axes=axes,
        beliefs=beliefs,
        missing=_missing(beliefs, model),
        evidence=evidence,
        override_reason=profile.placement.reason if profile.placement else None,
    )


def probabilities_of(beliefs: Mapping[str, Belief], model: PlacementModel) -> dict[Quadrant, float]:
    """Return the probability of each quadrant, without explanations: cheap enough for sliders and portfolios."""
    financial, supply = (
        axis_probability(*axis_moments(axis, beliefs, model), model.axes[axis])
        for axis in (Axis.FINANCIAL_RISK, Axis.SUPPLY_RISK)
    )
    return quadrant_probabilities(financial, supply)


def quadrant_probabilities(financial: float, supply: float) -> dict[Quadrant, float]:
    """Return the probability of each quadrant from those of the two axes, taken as independent."""
    return {
        Quadrant.STRATEGIC: financial * supply,
        Quadrant.LEVERAGE: financial * (1 - supply),
        Quadrant.BOTTLENECK: (1 - financial) * supply,
        Quadrant.ROUTINE: (1 - financial) * (1 - supply),
    }


def _confidence(top: float, has_answers: bool) -> Confidence:
    if not has_answers:
        return Confidence.UNKNOWN
    return next((word for least, word in CONFIDENCE_STEPS if top >= least), Confidence.OPEN)


def _missing(beliefs: Mapping[str, Belief], model: PlacementModel) -> tuple[str, ...]:
    heaviest = {
        factor_id: max(
            rule.weights[factor_id].weight
            for rule in model.axes.values()
            if factor_id in rule.weights
        )
        for factor_id in model.missing
    }
    unanswered = [factor_id for factor_id in heaviest if factor_id not in beliefs]
    return tuple(sorted(unanswered, key=lambda factor_id: (-heaviest[factor_id], factor_id)))
