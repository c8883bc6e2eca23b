"""What would move the placement: other answers, and other weights.

The likeliest quadrant changes exactly when an axis score crosses its line, because the axes are independent. So each flip
is looked for on one axis at a time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random

from playbook.kraljic.factors import HIGHEST, LOWEST
from playbook.kraljic.inference import Placement, probabilities_of
from playbook.kraljic.matrix import Axis, Quadrant, ranked
from playbook.kraljic.scoring import Belief, PlacementModel, axis_moments

DRAWS = 400
"""Weightings tried for the stability; gives the share to within about 5 points."""
_SEED = 1983


@dataclass(frozen=True, slots=True)
class Change:
    """One answer that would have to be another."""

    factor_id: str
    before: float
    """Level it has now, 1 to 5."""
    after: int
    """Level that would do."""


@dataclass(frozen=True, slots=True)
class Flip:
    """A set of changes that moves the likeliest quadrant."""

    changes: tuple[Change, ...]
    quadrant: Quadrant
    """Where it would move to."""


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """How firmly the placement stands."""

    single: tuple[Flip, ...]
    """Each answer that alone would move it, least change first."""
    smallest: Flip | None
    """The smallest set of answers that together move it; None where even all of them would not."""
    agreement: float
    """Share of plausible weightings, 0 to 1, under which the likeliest quadrant stays the same."""


def measure_sensitivity(placement: Placement, model: PlacementModel) -> Sensitivity:
    """Find what would move the placement."""
    single = sorted(
        (flip for factor_id in placement.beliefs if (flip := _single(factor_id, placement, model))),
        key=lambda flip: (_distance(flip), flip.changes[0].factor_id),
    )
    sets = single[:1] + [flip for axis in Axis if (flip := _together(axis, placement, model))]
    smallest = min(sets, key=lambda flip: (len(flip.changes), _distance(flip)), default=None)
    return Sensitivity(tuple(single), smallest, _agreement(placement, model))


def _distance(flip: Flip) -> float:
    return sum(abs(change.after - change.before) for change in flip.changes)


def _likeliest(beliefs: Mapping[str, Belief], model: PlacementModel) -> Quadrant:
    return ranked(probabilities_of(beliefs, model))[0]


def _with(beliefs: Mapping[str, Belief], changes: list[Change]) -> dict[str, Belief]:
    changed = dict(beliefs)
    for change in changes:
        changed[change.factor_id] = replace(changed[change.factor_id], level=float(change.after))
    return changed


def _single(factor_id: str, placement: Placement, model: PlacementModel) -> Flip | None:
    """Return the least change of one answer that moves the quadrant, if there is one."""
    before = placement.beliefs[factor_id].level
    candidates = sorted(range(LOWEST, HIGHEST + 1), key=lambda level: (abs(level - before), level))
    for level in candidates:
        change = Change(factor_id, before, level)
        quadrant = _likeliest(_with(placement.beliefs, [change]), model)
        if quadrant is not placement.likeliest:
            return Flip((change,), quadrant)
    return None


def _together(axis: Axis, placement: Placement, model: PlacementModel) -> Flip | None:
    """Return the smallest set on one axis: take the answers that can push furthest until the line is crossed."""
    target = LOWEST if placement.likeliest.is_high(axis) else HIGHEST
    now, _ = axis_moments(axis, placement.beliefs, model)

    def reach(factor_id: str) -> float:
        change = Change(factor_id, placement.beliefs[factor_id].level, target)
        return abs(axis_moments(axis, _with(placement.beliefs, [change]), model)[0] - now)

    movable = sorted(
        (one for one in placement.beliefs if one in model.axes[axis].weights and reach(one) > 0),
        key=lambda factor_id: (-reach(factor_id), factor_id),
    )
    changes: list[Change] = []
    for factor_id in movable:
        changes.append(Change(factor_id, placement.beliefs[factor_id].level, target))
        quadrant = _likeliest(_with(placement.beliefs, changes), model)
        if quadrant is not placement.likeliest:
            return Flip(tuple(_trimmed(changes, placement, model)), quadrant)
    return None


def _trimmed(changes: list[Change], placement: Placement, model: PlacementModel) -> list[Change]:
    """Bring each change back towards the present answer as far as the quadrant still moves."""
    for index in reversed(range(len(changes))):
        step = 1 if changes[index].after < changes[index].before else -1
        while abs(changes[index].after + step - changes[index].before) < abs(
            changes[index].after - changes[index].before
        ):
            milder = [*changes]
            milder[index] = replace(changes[index], after=changes[index].after + step)
            if _likeliest(_with(placement.beliefs, milder), model) is placement.likeliest:
                break
            changes = milder
    return changes


def _agreement(placement: Placement, model: PlacementModel) -> float:
    """Return the share of weightings that agree, each weight halved to doubled at random (log-uniform)."""
    drawn = _weightings.of(model)
    agreeing = sum(_likeliest(placement.beliefs, one) is placement.likeliest for one in drawn)
    return agreeing / len(drawn)


class _Weightings:
    """The models with drawn weights, drawn once for the model in use: they do not depend on a placement."""

    def __init__(self) -> None:
        self._model: PlacementModel | None = None
        self._drawn: tuple[PlacementModel, ...] = ()

    def of(self, model: PlacementModel) -> tuple[PlacementModel, ...]:
        """Return the drawn models."""
        if self._model is not model:
            random = Random(_SEED)  # noqa: S311 a fixed draw, so that the same profile gives the same answer
            self._model, self._drawn = model, tuple(_draw(model, random) for _ in range(DRAWS))
        return self._drawn


_weightings = _Weightings()


def _draw(model: PlacementModel, random: Random) -> PlacementModel:
    axes = {}
    for axis, rule in model.axes.items():
        drawn = {
            factor_id: weight.weight * 2 ** random.uniform(-1, 1)
            for factor_id, weight in rule.weights.items()
        }
        total = sum(drawn.values())
        weights = {
            factor_id: replace(weight, weight=drawn[factor_id] / total)
            for factor_id, weight in rule.weights.items()
        }
        axes[axis] = replace(rule, weights=weights)
    return replace(model, axes=axes)
