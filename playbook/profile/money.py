"""The money section of a profile, as a human types it: four calculations and what they share."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from playbook.errors import RefusalError, quoted
from playbook.profile.fields import Day, Name, Sentence, Strict, read_word
from playbook.profile.figures import Count, Figure, Months, Share, Years
from playbook.profile.total_cost import TotalCostGiven
from playbook.quantities import is_currency

MOST_ENTRIES = 24
"""Entries of a list at most: what is longer belongs in the buyer's own sheet."""
_Few = Field(default=(), max_length=MOST_ENTRIES)


def _currency(value: Any) -> Any:
    code = value.strip().upper() if isinstance(value, str) else ""
    if not is_currency(code):
        raise RefusalError(f"is {quoted(value)}, which is no currency", "Write EUR, USD or GBP.")
    return code


def _rate(value: Any) -> Any:
    if isinstance(value, Decimal):
        return value
    text = str(value).strip()
    # A rate of 1.085 is no thousand: unlike an amount it can be read in one way only.
    is_plain = re.fullmatch(r"[0-9]{1,6}([.,][0-9]{1,10})?", text)
    rate = Decimal(text.replace(",", ".")) if is_plain else Decimal(0)
    if not rate or isinstance(value, bool):
        raise RefusalError(f"is {quoted(value)}", "Write what one unit is worth, such as 0.92.")
    return rate


Currency = Annotated[str, BeforeValidator(_currency)]


class Rate(Strict):
    """What one unit of a currency is worth in another, on a day, according to somebody."""

    currency: Currency = Field(alias="from")
    to: Currency
    rate: Annotated[Decimal, BeforeValidator(_rate)]
    on: Day
    source: Sentence


class Load(Strict):
    """A year of handling, counted."""

    orders: Count | None = None
    invoices: Count | None = None
    lines_per_invoice: Count | None = None
    articles: Count | None = None
    people: Count | None = None
    """Who order or check."""
    sites: Count | None = None
    emergency_orders: Count | None = None
    """Those of the orders that were rush orders."""
    error_rate: Share | None = None
    """Share of invoices that do not match and must be put right."""


class Step(Strict):
    """A step of the process, before and after."""

    name: Sentence
    now: Count
    after: Count
    unit: Name | None = None


class UseOfHours(Strict):
    """What freed hours will be used for, and who said so."""

    text: Sentence
    said_by: Name
    on: Day | None = None


class ProcessGiven(Strict):
    """What ordering, receiving and paying costs, now and after."""

    now: Load | None = None
    after: Load | None = None
    said_by: Name | None = None
    """Who gave the counts, where they do not say it themselves."""
    on: Day | None = None
    cost_per_order: Figure | None = None
    cost_per_invoice: Figure | None = None
    cost_per_error: Figure | None = None
    cost_per_emergency_order: Figure | None = None
    """What a rush order costs on top of an order."""
    cash_per_order: Figure | None = None
    """The part of the cost of an order that is paid to others."""
    cash_per_invoice: Figure | None = None
    use_of_hours: UseOfHours | None = None
    counted: Share | None = None
    """How much of the freed hours counts; without it half, or all where their use is named."""
    steps: Annotated[tuple[Step, ...], _Few]


class Contributions(Strict):
    """What each side puts in."""

    seller: Figure | None = None
    buyer: Figure | None = None


class Pilot(Strict):
    """A first test of the gains."""

    cost: Figure | None = None
    months: Months | None = None
    share_of_pool: Share | None = None
    """How much of the whole the pilot covers."""


class GainsGiven(Strict):
    """A gain made together, and how it is shared."""

    outcome: Sentence | None = None
    baseline: Figure | None = None
    """What it costs the buyer today."""
    improvement: Share | None = None
    contributions: Contributions = Field(default_factory=Contributions)
    share: Share | None = None
    """The seller's share of what is left after both contributions."""
    floor: Figure | None = None
    """What the seller gets at least."""
    cap: Figure | None = None
    """What the seller gets at most."""
    measurement: Sentence | None = None
    review: Sentence | None = None
    pilot: Pilot | None = None


class Direction(StrEnum):
    """Whether a difference makes the offer worth more or less than the alternative."""

    MORE = "more"
    LESS = "less"


class Difference(Strict):
    """One point in which the offer differs from the next best alternative, in money."""

    name: Name
    worth: Figure
    direction: Annotated[Direction, BeforeValidator(read_word)]


class Contention(Strict):
    """A point on which buyer and seller disagree, and how to settle it."""

    point: Sentence
    settle: Sentence


class ValueGiven(Strict):
    """What the offer is worth against the next best alternative."""

    alternative: Name | None = None
    reference_price: Figure | None = None
    """What the alternative costs."""
    price: Figure | None = None
    differences: Annotated[tuple[Difference, ...], _Few]
    parity: Annotated[tuple[Sentence, ...], _Few]
    contention: Annotated[tuple[Contention, ...], _Few]


class MoneyGiven(Strict):
    """Everything about money that a profile says."""

    currency: Currency | None = None
    rates: Annotated[tuple[Rate, ...], _Few]
    years: Years | None = None
    discount_rate: Share | None = None
    yearly_price: Figure | None = None
    total_cost: TotalCostGiven | None = None
    process: ProcessGiven | None = None
    gains: GainsGiven | None = None
    value: ValueGiven | None = None
