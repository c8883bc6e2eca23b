"""Our view of the account, and with the buyer's view of us one cell of the Dutch windmill.

A.J. van Weele lays the supplier's view of the customer beside the Kraljic matrix, which gives sixteen kinds of relation. The
supplier's side follows Steele and Court (1996): how attractive the account is, against what it is worth to us.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from playbook.kraljic.factors import HIGHEST, LOWEST

WORTH = "revenue_share"
"""The question that says what the account is worth to us; all others say how attractive it is."""
QUESTIONS = (WORTH, "growth", "payment", "ease", "fit")
_MIDDLE = (LOWEST + HIGHEST) / 2


class AccountView(StrEnum):
    """How we see an account."""

    DEVELOPMENT = "development"
    """Attractive, and still small."""
    CORE = "core"
    """Attractive and large."""
    EXPLOITABLE = "exploitable"
    """Large, and not attractive."""
    NUISANCE = "nuisance"
    """Small, and not attractive."""


VIEWS = tuple(AccountView)
"""In the order in which the content library has them."""


@dataclass(frozen=True, slots=True)
class AccountReading:
    """Our view of an account, with how it came about."""

    view: AccountView
    worth: float
    """Level 1 (little of our revenue or margin) to 5."""
    attractiveness: float
    """Mean level of the answered other questions, 1 to 5."""
    missing: tuple[str, ...]


def view_account(answers: Mapping[str, int]) -> AccountReading | None:
    """Return our view of an account from levels 1 to 5 by question.

    None when it cannot be said: without the account's worth, or without any answer on its attractiveness. The middle of
    the scale counts as not large and not attractive, since both must be earned.
    """
    others = [answers[one] for one in QUESTIONS if one != WORTH and one in answers]
    if WORTH not in answers or not others:
        return None
    worth, attractiveness = float(answers[WORTH]), sum(others) / len(others)
    is_large, is_attractive = worth > _MIDDLE, attractiveness > _MIDDLE
    if is_attractive:
        view = AccountView.CORE if is_large else AccountView.DEVELOPMENT
    else:
        view = AccountView.EXPLOITABLE if is_large else AccountView.NUISANCE
    missing = tuple(one for one in QUESTIONS if one not in answers)
    return AccountReading(view, worth, attractiveness, missing)
