"""Answers to axis scores: a weighted mean of levels per axis, with how far it may be off.

The score of an axis is the weighted mean of its factors' levels, put on 0 (lowest risk) to 1 (highest). An answer that is
less sure, a range, or missing makes the score less certain. A missing answer is expected where the other answers on its
axis point, so that silence widens the result instead of pulling it to a false middle.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from playbook.kraljic.factors import HIGHEST, LOWEST
from playbook.kraljic.matrix import Axis, Quadrant
from playbook.locales import Locale
from playbook.profile import Sure

_SPAN = HIGHEST - LOWEST

# Before other answers on an axis are trusted to tell a missing one, they must outweigh this share of the axis.
_CAUTION = 0.15
# How much offerings differ as a whole on an axis: the variance of that deviation, in levels squared. 0.5 (financial) and 0.8
# (supply) in the development cases. All missing answers share it, so it does not average out between them.
_COMMON_VARIANCE = 0.65


@dataclass(frozen=True, slots=True)
class Weight:
    """How much a factor counts on an axis, and why."""

    weight: float
    """Share of the axis, 0 to 1."""
    is_progressive: bool = False
    """Whether levels count by the square of their distance from 1 instead of evenly."""
    reasons: Mapping[Locale, str] = field(default_factory=dict)
    sources: tuple[str, ...] = ()

    def value(self, level: float) -> float:
        """Return the score (0 to 1) of a level (1 to 5). Never falls when the level rises."""
        share = (level - LOWEST) / _SPAN
        return share * share if self.is_progressive else share


@dataclass(frozen=True, slots=True)
class Expectation:
    """What to expect of a factor that nobody answered, in levels."""

    mean: float
    slope: float
    """How far it follows the mean deviation of the answered factors on its axis; not negative."""
    sd: float

    def level(self, deviation: float) -> float:
        """Return the expected level, 1 to 5, when the answered factors deviate by so much."""
        return min(float(HIGHEST), max(float(LOWEST), self.mean + self.slope * deviation))


@dataclass(frozen=True, slots=True)
class AxisRule:
    """How one axis is read."""

    weights: Mapping[str, Weight]
    """By factor id; the shares sum to 1."""
    line: float
    """The score at which a buyer is as likely to say high as low."""
    line_sd: float
    """How much buyers differ in where they draw that line, in score."""
    guess_discount: float = 0.0
    """Levels taken off a guess that does not come from procurement: sellers overrate their weight."""


@dataclass(frozen=True, slots=True)
class PlacementModel:
    """Everything that turns answers into a placement, as data (`content/weights.yaml` and `fitted.yaml`)."""

    axes: Mapping[Axis, AxisRule]
    missing: Mapping[str, Expectation]
    """By factor id."""
    sureness: Mapping[Sure, float]
    """Standard deviation of an answer, in levels."""
    procurement_sharpens: float
    """Factor on that deviation for answers said by the buyer's procurement, above 0 and at most 1."""
    half_life: float
    """Days after which older evidence on a factor counts half."""
    approaches: Mapping[Quadrant, str]

    def axes_of(self, factor_id: str) -> tuple[Axis, ...]:
        """Return the axes on which a factor counts."""
        return tuple(axis for axis, rule in self.axes.items() if factor_id in rule.weights)


@dataclass(frozen=True, slots=True)
class Belief:
    """What all evidence on one factor says together."""

    level: float
    """Expected level, 1 to 5."""
    sd: float
    """Standard deviation, in levels."""
    sure: Sure
    """Of the evidence that counts most."""
    guessed: float = 0.0
    """Share of the evidence, by weight, that is a guess and not procurement's own; 0 to 1."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one answer does to one axis."""

    factor_id: str
    axis: Axis
    level: float
    """Expected level, 1 to 5, as stated: before any discount."""
    sure: Sure
    weight: float
    """Share of the axis, 0 to 1."""
    effect: float
    """How far it pushes the score above (+) or below (-) the line, in score."""


@dataclass(frozen=True, slots=True)
class AxisReading:
    """One axis for one offering at one buyer."""

    axis: Axis
    score: float
    """0 (lowest risk) to 1 (highest)."""
    sd: float
    """Standard deviation of the score, from the answers alone."""
    line: float
    line_sd: float
    probability: float
    """That this buyer puts it above the line."""
    contributions: tuple[Contribution, ...]
    """Largest push first."""


def axis_moments(
    axis: Axis, beliefs: Mapping[str, Belief], model: PlacementModel
) -> tuple[float, float]:
    """Return mean and variance of an axis score.

    With no answer on the axis the mean is the line itself: then the model does not know.
    """
    rule = model.axes[axis]
    levels = discounted_levels(rule, beliefs)
    mean = variance = 0.0
    for factor_id, level in levels.items():
        weight = rule.weights[factor_id]
        mean += weight.weight * weight.value(level)
        variance += (weight.weight * beliefs[factor_id].sd / _SPAN) ** 2
    if len(levels) < len(rule.weights):
        silent_mean, silent_variance = _silent_moments(rule, levels, model)
        mean += silent_mean
        variance += silent_variance
    return min(1.0, max(0.0, mean)), variance


def _silent_moments(
    rule: AxisRule, levels: Mapping[str, float], model: PlacementModel
) -> tuple[float, float]:
    """Return what the unanswered factors of an axis add to its mean and variance.

    Each stands where it usually stands, moved by what the answers say, with all usual levels shifted alike so that an
    offering of which nothing is known lies on the line. Some factors are high nearly everywhere (few buyers could make the
    thing themselves); put on the line, their silence would count as good or bad news.
    """
    deviation = _deviation(rule, levels, model)
    usual = sum(
        weight.weight * weight.value(model.missing[factor_id].mean)
        for factor_id, weight in rule.weights.items()
    )
    mean = variance = seen = shared = 0.0
    for factor_id, weight in rule.weights.items():
        if factor_id in levels:
            seen += weight.weight
            continue
        expected = model.missing[factor_id]
        level = expected.level(deviation)
        mean += weight.weight * (weight.value(level) + rule.line - usual)
        variance += (weight.weight * expected.sd / _SPAN) ** 2
        shared += weight.weight * expected.slope / _SPAN
    # The deviation itself is known the less, the less is answered.
    unsure = _COMMON_VARIANCE * _CAUTION / (seen + _CAUTION)
    return mean, variance + shared**2 * unsure


def expected_belief(
    factor_id: str, axis: Axis, beliefs: Mapping[str, Belief], model: PlacementModel
) -> Belief:
    """Return what the other answers on an axis lead to expect of a factor that nobody answered."""
    rule = model.axes[axis]
    expected = model.missing[factor_id]
    deviation = _deviation(rule, discounted_levels(rule, beliefs), model)
    return Belief(expected.level(deviation), expected.sd, Sure.GUESS)


def discounted_levels(rule: AxisRule, beliefs: Mapping[str, Belief]) -> dict[str, float]:
    """Return the level that counts for each answered factor of an axis."""
    return {
        factor_id: max(float(LOWEST), belief.level - rule.guess_discount * belief.guessed)
        for factor_id, belief in beliefs.items()
        if factor_id in rule.weights
    }


def _deviation(rule: AxisRule, levels: Mapping[str, float], model: PlacementModel) -> float:
    """Return how far the answered factors lie from what is usual, in levels, shrunk when few are answered."""
    seen = sum(rule.weights[factor_id].weight for factor_id in levels)
    total = sum(
        rule.weights[factor_id].weight * (level - model.missing[factor_id].mean)
        for factor_id, level in levels.items()
    )
    return total / (seen + _CAUTION)


def axis_probability(mean: float, variance: float, rule: AxisRule) -> float:
    """Return the probability that a score lies above this buyer's own line.

    Phi((mean - line) / sqrt(variance + line_sd^2)): the answers' uncertainty and the buyer's line are taken as normal and
    independent of each other.
    """
    return normal_cdf((mean - rule.line) / math.sqrt(variance + rule.line_sd**2))


def read_axis(axis: Axis, beliefs: Mapping[str, Belief], model: PlacementModel) -> AxisReading:
    """Return everything there is to say about one axis."""
    rule = model.axes[axis]
    mean, variance = axis_moments(axis, beliefs, model)
    levels = discounted_levels(rule, beliefs)
    contributions = [
        Contribution(
            factor_id,
            axis,
            beliefs[factor_id].level,
            beliefs[factor_id].sure,
            rule.weights[factor_id].weight,
            rule.weights[factor_id].weight * (rule.weights[factor_id].value(level) - rule.line),
        )
        for factor_id, level in levels.items()
    ]
    contributions.sort(key=lambda one: (-abs(one.effect), one.factor_id))
    return AxisReading(
        axis,
        mean,
        math.sqrt(variance),
        rule.line,
        rule.line_sd,
        axis_probability(mean, variance, rule),
        tuple(contributions),
    )


def normal_cdf(x: float) -> float:
    """Return the probability that a standard normal variable is below *x*."""
    return 0.5 * math.erfc(-x / math.sqrt(2))
