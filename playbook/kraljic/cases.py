"""Offerings whose quadrant is known, what a model says of them, and the simpler models it has to beat."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from playbook.kraljic.beliefs import form_beliefs
from playbook.kraljic.evidence import Evidence
from playbook.kraljic.inference import probabilities_of
from playbook.kraljic.matrix import Axis, Quadrant
from playbook.kraljic.scoring import AxisRule, PlacementModel, Weight

FOUR_FACTORS = {
    Axis.FINANCIAL_RISK: ("spend_share", "cost_share"),
    Axis.SUPPLY_RISK: ("alternatives", "switching_time"),
}
"""What the seed of this product names: order value and impact; ease of switching and alternatives (R. Willems, 2014)."""
_MIDDLE = 0.5


@dataclass(frozen=True, slots=True)
class Case:
    """One offering at one buyer, with the quadrant that a source gives it."""

    id: str
    quadrant: Quadrant
    evidence: tuple[Evidence, ...]
    second: tuple[Evidence, ...] | None = None
    """The same, as a second person judged it; None where nobody did."""
    source: str | None = None
    quality: str | None = None
    """a: study or own case of a real buyer; b: consultancy or textbook; c: blog, student work or demo data."""


@dataclass(frozen=True, slots=True)
class Prediction:
    """What a model says of one case, beside the truth."""

    case: Case
    probabilities: Mapping[Quadrant, float]
    """By quadrant; they sum to 1."""


def predict(cases: Iterable[Case], model: PlacementModel) -> tuple[Prediction, ...]:
    """Return what *model* says of each case."""
    return tuple(
        Prediction(case, probabilities_of(form_beliefs(case.evidence, model), model))
        for case in cases
    )


def predict_commonest(cases: Sequence[Case]) -> tuple[Prediction, ...]:
    """Say of each case how often each quadrant occurs among these very cases.

    That knows more than anybody can know beforehand, so it flatters the baseline, not us.
    """
    counts = Counter(case.quadrant for case in cases)
    shares = {quadrant: counts[quadrant] / len(cases) for quadrant in Quadrant}
    return tuple(Prediction(case, shares) for case in cases)


def by_second_coder(cases: Iterable[Case]) -> tuple[Case, ...]:
    """Return the cases that a second person judged, with that person's answers."""
    return tuple(
        replace(case, evidence=case.second, second=None)
        for case in cases
        if case.second is not None
    )


def four_factor_model(model: PlacementModel) -> PlacementModel:
    """Return the seed as a model: two factors an axis, equal, linear, with the line at the middle of the scale.

    What is no matter of weights (sureness, spread of the buyers' lines) stays as in *model*.
    """

    def rule(axis: Axis) -> AxisRule:
        names = FOUR_FACTORS[axis]
        weights = {name: Weight(1 / len(names)) for name in names}
        return AxisRule(weights, _MIDDLE, model.axes[axis].line_sd)

    missing = {
        name: model.missing[name]
        for names in FOUR_FACTORS.values()
        for name in names
        if name in model.missing
    }
    return replace(model, axes={axis: rule(axis) for axis in Axis}, missing=missing)


def equal_weights_model(model: PlacementModel) -> PlacementModel:
    """Return *model* with every factor counting the same on its axis; all else stays."""
    axes = {
        axis: replace(
            rule,
            weights={
                name: replace(weight, weight=1 / len(rule.weights))
                for name, weight in rule.weights.items()
            },
        )
        for axis, rule in model.axes.items()
    }
    return replace(model, axes=axes)
