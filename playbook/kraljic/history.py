"""How a placement moved as evidence came in: the placement on each day, from what was known by then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from playbook.kraljic.beliefs import form_beliefs
from playbook.kraljic.evidence import Evidence
from playbook.kraljic.inference import probabilities_of
from playbook.kraljic.matrix import Quadrant, ranked
from playbook.kraljic.scoring import PlacementModel


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
        probabilities = probabilities_of(form_beliefs(so_far, model), model)
        steps.append(Step(day, arrived, probabilities, ranked(probabilities)[0]))
    return tuple(steps)
