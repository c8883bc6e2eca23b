"""All evidence on one factor, weighed into one belief. Nothing is thrown away: later and surer evidence counts for more.

Each answer is weighed by its precision, halved for every half-life it is older than the newest one on the same factor.
Answers that contradict each other leave the belief less certain than either.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date

from playbook.kraljic.evidence import Evidence
from playbook.kraljic.scoring import Belief, PlacementModel
from playbook.profile import Sure


def form_beliefs(evidence: Iterable[Evidence], model: PlacementModel) -> dict[str, Belief]:
    """Return one belief for each factor that has evidence."""
    by_factor: dict[str, list[Evidence]] = {}
    for answer in evidence:
        by_factor.setdefault(answer.factor_id, []).append(answer)
    return {factor_id: _weigh(answers, model) for factor_id, answers in by_factor.items()}


def _weigh(answers: list[Evidence], model: PlacementModel) -> Belief:
    if len(answers) == 1:
        only = answers[0]
        return Belief(_level(only), _sd(only, model), only.sure, float(_is_own_guess(only)))
    dates = [answer.on for answer in answers if answer.on]
    newest, oldest = (max(dates), min(dates)) if dates else (None, None)
    weights = [_weight(answer, model, newest, oldest) for answer in answers]
    total = sum(weights)
    level = sum(w * _level(a) for w, a in zip(weights, answers, strict=True)) / total
    between = (
        sum(w * (_level(a) - level) ** 2 for w, a in zip(weights, answers, strict=True)) / total
    )
    guessed = sum(w for w, a in zip(weights, answers, strict=True) if _is_own_guess(a)) / total
    heaviest = max(range(len(answers)), key=lambda index: (weights[index], index))
    return Belief(level, math.sqrt(1 / total + between), answers[heaviest].sure, guessed)


def _level(answer: Evidence) -> float:
    return (answer.low + answer.high) / 2


def _sd(answer: Evidence, model: PlacementModel) -> float:
    """Return the spread of one answer; a range of levels is taken as equally likely throughout."""
    sharpened = model.procurement_sharpens if answer.is_from_procurement else 1.0
    spread = model.sureness[answer.sure] * sharpened
    return math.sqrt(spread**2 + (answer.high - answer.low) ** 2 / 12)


def _weight(
    answer: Evidence, model: PlacementModel, newest: date | None, oldest: date | None
) -> float:
    """Return the precision of an answer, less for age; an undated answer counts as the oldest."""
    on = answer.on or oldest
    age = (newest - on).days if newest and on else 0
    return float(0.5 ** (age / model.half_life) / _sd(answer, model) ** 2)


def _is_own_guess(answer: Evidence) -> bool:
    return answer.sure is Sure.GUESS and not answer.is_from_procurement
