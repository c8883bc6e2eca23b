"""How often placements are right, and whether their probabilities mean what they say.

accuracy   share of cases whose likeliest quadrant is the true one
top_two    share whose true quadrant is among the two likeliest
brier      mean over cases of the sum over the four quadrants of (probability - truth)^2; 0 perfect, 0.75 uniform, 2 worst
           (G. Brier, Monthly Weather Review 78, 1950, which sums over classes as here)
log_loss   mean of -ln(probability of the true quadrant); 0 perfect, 1.386 uniform

Intervals come from a bootstrap that draws whole sources with replacement: cases from one source stand or fall together.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from playbook.kraljic.cases import (
    Case,
    Prediction,
    by_second_coder,
    equal_weights_model,
    four_factor_model,
    predict,
    predict_commonest,
)
from playbook.kraljic.inference import CONFIDENCE_STEPS
from playbook.kraljic.matrix import Axis, Quadrant, ranked
from playbook.kraljic.scoring import PlacementModel

DRAWS = 2000
"""Bootstrap draws; the ends of an interval are then steady to about a point."""
COVERAGE = 0.90
"""Of the intervals: from the 5th to the 95th percentile of the draws."""
_SEED = 1983
_LEAST_PROBABILITY = 1e-9
"""A zero at the true quadrant counts as this in the log loss, which would be infinite."""
_METRICS = ("accuracy", "top_two", "brier", "log_loss")


@dataclass(frozen=True, slots=True)
class Scores:
    """The headline numbers; see the top of this module."""

    n: int
    accuracy: float
    top_two: float
    brier: float
    log_loss: float


@dataclass(frozen=True, slots=True)
class QuadrantScores:
    """How one quadrant fares."""

    n: int
    """Cases that truly lie in it."""
    recall: float | None
    """Share of those that were put in it; None without any."""
    precision: float | None
    """Share of those put in it that truly lie in it; None without any."""
    mean_probability: float | None
    """What it got on average where it is the truth."""


@dataclass(frozen=True, slots=True)
class AxisScores:
    """How one axis fares, as a question with two answers: above the buyer's line or not."""

    accuracy: float
    brier: float
    """Mean (probability - truth)^2; 0 perfect, 0.25 for always even odds, 1 worst."""
    log_loss: float


@dataclass(frozen=True, slots=True)
class CalibrationBin:
    """Cases whose likeliest quadrant got about the same probability."""

    low: float
    """Least probability in the bin; it belongs to it."""
    high: float
    """Where the next bin begins."""
    n: int
    mean_predicted: float | None
    hit_rate: float | None
    """How often the likeliest was right; where this is below `mean_predicted` the model is too sure."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """One set of predictions, with all its numbers."""

    scores: Scores
    intervals: Mapping[str, tuple[float, float]] | None
    """By headline number; None with fewer than two sources, which say nothing about other sources."""
    quadrants: Mapping[Quadrant, QuadrantScores]
    axes: Mapping[Axis, AxisScores]
    source_quality: Mapping[str, Scores]
    """By quality; cases without one are under `unknown`."""
    calibration: tuple[CalibrationBin, ...]
    misses: tuple[Prediction, ...]
    """Where the likeliest quadrant is not the true one, worst first."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A model against cases, beside simpler models on the same cases."""

    ours: Measurement
    second_coder: Measurement | None
    """With the answers of a second person, on the cases that have them."""
    commonest: Scores
    four_factors: Scores
    equal_weights: Scores


def evaluate(cases: Sequence[Case], model: PlacementModel) -> Evaluation:
    """Measure *model* on cases. There must be at least one."""
    again = by_second_coder(cases)
    return Evaluation(
        measure(predict(cases, model)),
        measure(predict(again, model)) if again else None,
        headline(predict_commonest(cases)),
        headline(predict(cases, four_factor_model(model))),
        headline(predict(cases, equal_weights_model(model))),
    )


def measure(predictions: Sequence[Prediction]) -> Measurement:
    """Return everything there is to say about predictions."""
    wrong = [one for one in predictions if not _marks(one)[0]]
    return Measurement(
        headline(predictions),
        bootstrap(predictions),
        {quadrant: _quadrant(predictions, quadrant) for quadrant in Quadrant},
        {axis: _axis(predictions, axis) for axis in Axis},
        {
            quality: headline(group)
            for quality, group in _grouped(predictions, lambda one: one.case.quality or "unknown")
        },
        calibrate(predictions),
        tuple(sorted(wrong, key=lambda one: one.probabilities[one.case.quadrant])),
    )


def headline(predictions: Sequence[Prediction]) -> Scores:
    """Return the headline numbers of one or more predictions."""
    sums = [sum(column) for column in zip(*map(_marks, predictions), strict=True)]
    return Scores(len(predictions), *(total / len(predictions) for total in sums))


def _marks(one: Prediction) -> tuple[float, float, float, float]:
    """Return what one prediction adds to each headline number."""
    truth, order = one.case.quadrant, ranked(dict(one.probabilities))
    brier = sum((p - (quadrant is truth)) ** 2 for quadrant, p in one.probabilities.items())
    return (
        float(order[0] is truth),
        float(truth in order[:2]),
        brier,
        _surprise(one.probabilities[truth]),
    )


def _surprise(probability: float) -> float:
    return -math.log(max(_LEAST_PROBABILITY, probability))


def _quadrant(predictions: Sequence[Prediction], quadrant: Quadrant) -> QuadrantScores:
    truly = [one for one in predictions if one.case.quadrant is quadrant]
    put = [one for one in predictions if ranked(dict(one.probabilities))[0] is quadrant]
    both = sum(one.case.quadrant is quadrant for one in put)
    given = sum(one.probabilities[quadrant] for one in truly)
    return QuadrantScores(
        len(truly), _share(both, len(truly)), _share(both, len(put)), _share(given, len(truly))
    )


def _share(part: float, whole: int) -> float | None:
    return part / whole if whole else None


def _axis(predictions: Sequence[Prediction], axis: Axis) -> AxisScores:
    right = brier = loss = 0.0
    for one in predictions:
        high = sum(p for quadrant, p in one.probabilities.items() if quadrant.is_high(axis))
        is_high = one.case.quadrant.is_high(axis)
        # Even odds count as low, as in a placement: ties go to the humbler quadrant.
        right += (round(high, 9) > 0.5) is is_high
        brier += (high - is_high) ** 2
        loss += _surprise(high if is_high else 1 - high)
    n = len(predictions)
    return AxisScores(right / n, brier / n, loss / n)


def _grouped(
    predictions: Iterable[Prediction], key: Callable[[Prediction], str]
) -> list[tuple[str, list[Prediction]]]:
    groups: dict[str, list[Prediction]] = {}
    for one in predictions:
        groups.setdefault(key(one), []).append(one)
    return sorted(groups.items())


def calibrate(predictions: Sequence[Prediction]) -> tuple[CalibrationBin, ...]:
    """Return a calibration table, with the bounds by which documents choose their words (open, leaning, likely, clear)."""
    bounds = [0.25, *sorted(least for least, _ in CONFIDENCE_STEPS), 1.0]
    bins: list[list[tuple[float, bool]]] = [[] for _ in bounds[1:]]
    for one in predictions:
        likeliest = ranked(dict(one.probabilities))[0]
        top = one.probabilities[likeliest]
        bins[sum(top >= bound for bound in bounds[1:-1])].append(
            (top, likeliest is one.case.quadrant)
        )
    return tuple(
        CalibrationBin(
            low,
            high,
            len(inside),
            _share(sum(top for top, _ in inside), len(inside)),
            _share(sum(hit for _, hit in inside), len(inside)),
        )
        for (low, high), inside in zip(pairwise(bounds), bins, strict=True)
    )


def bootstrap(
    predictions: Sequence[Prediction], draws: int = DRAWS
) -> dict[str, tuple[float, float]] | None:
    """Return an interval of `COVERAGE` for each headline number; the same predictions give the same one every time.

    A case without a source counts as a source of its own.
    """
    sources = [
        [len(group), *(sum(column) for column in zip(*map(_marks, group), strict=True))]
        for _, group in _grouped(predictions, lambda one: one.case.source or f"\0{one.case.id}")
    ]
    if len(sources) < 2:
        return None
    random = Random(_SEED)  # noqa: S311 a fixed draw, not a secret
    drawn: list[list[float]] = []
    for _ in range(draws):
        sample = random.choices(sources, k=len(sources))
        n, *sums = (sum(column) for column in zip(*sample, strict=True))
        drawn.append([total / n for total in sums])
    tail = round(draws * (1 - COVERAGE) / 2)
    return {
        name: (column[tail], column[-tail - 1])
        for name, column in zip(_METRICS, map(sorted, zip(*drawn, strict=True)), strict=True)
    }
