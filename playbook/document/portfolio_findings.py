"""What a whole portfolio says that no account says alone: what to ask, where effort is misplaced, and what moved."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from playbook.document.portfolio import Holding, Standing
from playbook.kraljic.agenda import entropy
from playbook.kraljic.inference import Confidence
from playbook.kraljic.matrix import Axis, Quadrant
from playbook.kraljic.windmill import AccountView

_FIRM_ENOUGH = (Confidence.LEANING, Confidence.LIKELY, Confidence.CLEAR)
_STIR = 0.03
"""Scores that change by less have not moved to any eye."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One question, and the accounts for which it is the one to ask first."""

    factor_id: str
    accounts: tuple[int, ...]
    """Holdings, largest value first."""
    gain: float
    """Expected fall in uncertainty about all these accounts' quadrants together, in bits."""
    share: float
    """That, as a share of the uncertainty about every account of the portfolio: 0 to 1."""


def rank_asks(holdings: Sequence[Holding]) -> tuple[Ask, ...]:
    """Return the questions by what they are expected to settle over all accounts, most first."""
    accounts: dict[str, list[int]] = {}
    for index, one in enumerate(holdings):
        if one.question:
            accounts.setdefault(one.question.factor_id, []).append(index)
    doubt = math.fsum(entropy(one.standing.probabilities.values()) for one in holdings)
    asks = []
    for factor_id, found in accounts.items():
        gain = math.fsum(_gain(holdings[index]) for index in found)
        asks.append(Ask(factor_id, tuple(found), gain, gain / doubt))
    return tuple(sorted(asks, key=lambda one: (-round(one.gain, 6), one.factor_id)))


def _gain(holding: Holding) -> float:
    return holding.question.gain if holding.question else 0.0


class Effort(StrEnum):
    """How what we put into an account compares with how procurement most likely sees us there."""

    TOO_MUCH = "too-much"
    """They can do without us, and we give what a partner gets."""
    TOO_LITTLE = "too-little"
    """They cannot do without us, and we hardly look."""


_MUCH = (AccountView.CORE, AccountView.DEVELOPMENT)
_LITTLE = (AccountView.EXPLOITABLE, AccountView.NUISANCE)
_DISAGREEING: Mapping[Quadrant, tuple[Effort, tuple[AccountView, ...]]] = {
    Quadrant.STRATEGIC: (Effort.TOO_LITTLE, _LITTLE),
    Quadrant.BOTTLENECK: (Effort.TOO_LITTLE, _LITTLE),
    Quadrant.LEVERAGE: (Effort.TOO_MUCH, _MUCH),
    Quadrant.ROUTINE: (Effort.TOO_MUCH, _MUCH),
}
"""Of the sixteen cells of the windmill, the eight in which the two sides do not fit (content/quadrants/*/windmill)."""


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One cell of the windmill in which our effort and their view disagree, with the accounts in it."""

    quadrant: Quadrant
    view: AccountView
    effort: Effort
    accounts: tuple[int, ...]
    """Holdings, largest value first."""


def find_mismatches(holdings: Sequence[Holding]) -> tuple[Mismatch, ...]:
    """Return where effort and quadrant disagree: the cell with the largest account first.

    Only accounts of which our view is known and whose quadrant is at least leaning, or was given by hand.
    """
    cells: dict[tuple[Quadrant, AccountView], list[int]] = {}
    for index, one in enumerate(holdings):
        standing = one.standing
        is_firm = standing.is_by_hand or standing.confidence in _FIRM_ENOUGH
        if one.view and is_firm and one.view in _DISAGREEING[standing.quadrant][1]:
            cells.setdefault((standing.quadrant, one.view), []).append(index)
    return tuple(
        Mismatch(quadrant, view, _DISAGREEING[quadrant][0], tuple(found))
        for (quadrant, view), found in cells.items()
    )


@dataclass(frozen=True, slots=True)
class Move:
    """An account that stands elsewhere than in the build before."""

    index: int
    before: Standing
    has_changed: bool
    """Whether its quadrant is another."""


def find_moves(holdings: Sequence[Holding]) -> tuple[Move, ...]:
    """Return what moved: changes of quadrant first, then the largest value."""
    moves = [
        Move(index, one.before, one.before.place is not one.standing.place)
        for index, one in enumerate(holdings)
        if one.before and _has_moved(one.before, one.standing)
    ]
    return tuple(sorted(moves, key=lambda one: not one.has_changed))


def _has_moved(before: Standing, now: Standing) -> bool:
    if before.place is not now.place or before.confidence is not now.confidence:
        return True
    return max(abs(before.scores[axis] - now.scores[axis]) for axis in Axis) >= _STIR
