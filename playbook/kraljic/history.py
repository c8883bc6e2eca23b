"""How a placement moved as evidence came in: the placement on each day, from what was known by then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from playbook.kraljic.beliefs import form_beliefs
from playbook.kraljic.evidence import Evidence
from playbook.kraljic.inference import probabilities_of
from playbook.kraljic.matrix import Axis, Quadrant, ranked
from playbook.kraljic.scoring import PlacementModel, axis_moments


@dataclass(frozen=True, slots=True)
class Step:
    """The placement after one day's evidence."""

    on: date | None
    """None for what was known before the first dated answer."""
    arrived: tuple[Evidence, ...]
    """What came in on that day."""
    probabilities: Mapping[Quadrant, float]
    quadrant: Quadrant
    """The likeliest then."""
    scores: Mapping[Axis, float]
    """By axis, 0 (lowest risk) to 1 (highest)."""


def trace_history(evidence: tuple[Evidence, ...], model: PlacementModel) -> tuple[Step, ...]:
    """Return one step for the undated evidence, if there is any, and one for each day with evidence, in order."""
    days: list[date | None] = [*sorted({one.on for one in evidence if one.on})]
    if any(one.on is None for one in evidence):
        days.insert(0, None)
    steps: list[Step] = []
    known: list[Evidence] = []
    for day in days:
        arrived = tuple(one for one in evidence if one.on == day)
        known += arrived
        # In the bank's order, as a profile gives it, so that the last step is the placement of today.
        so_far = [one for one in evidence if one in known]
        beliefs = form_beliefs(so_far, model)
        probabilities = probabilities_of(beliefs, model)
        scores = {axis: axis_moments(axis, beliefs, model)[0] for axis in Axis}
        steps.append(Step(day, arrived, probabilities, ranked(probabilities)[0], scores))
    return tuple(steps)
