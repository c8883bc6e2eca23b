"""The one justifier: a small extra with self-evident value, chosen by what burdens the buyer most.

Tiebreaker selling (Anderson, Narus and Wouters 2014): for what is not strategic, buyers want one extra that lets the
purchasing manager show a result. Which complaint asks for which offer is the list of domain 4.4. How loud a complaint is,
is how many times its number reaches the yardstick of the complaint. The yardsticks are our own and not tested with buyers;
they only order the complaints.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from playbook.economics.sheet import Calculation, Measure


class Offer(StrEnum):
    """What can be offered; what it answers stands beside it."""

    CATALOGUE = "catalogue"
    """Many small orders."""
    CONSOLIDATED_INVOICE = "consolidated-invoice"
    """Many invoices."""
    E_INVOICE = "e-invoice"
    """Re-typing: many invoice lines."""
    SELF_BILLING = "self-billing"
    """Invoices that do not match."""
    BLANKET_ORDER = "blanket-order"
    """Many people between need and order."""
    REPLENISHMENT = "replenishment"
    """Rush orders: stock runs out."""
    PURCHASING_CARD = "purchasing-card"
    """Orders worth less than it costs to place one."""
    ARTICLE_REDUCTION = "article-reduction"
    """Too many variants."""
    POINT_OF_USE = "point-of-use"
    """Many sites: goods are walked or driven on."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that decided."""

    name: str
    """orders, invoices, invoice_lines, error_rate, people, emergency_share, order_value, articles or sites."""
    value: Decimal
    measure: Measure


@dataclass(frozen=True, slots=True)
class Complaint:
    """One complaint that the load gives cause for."""

    offer: Offer
    loudness: Decimal
    """How many times the number reaches its yardstick; 1 is where it begins to count."""
    figures: tuple[Figure, ...]
    """The deciding numbers, the telling one first."""
    yardstick: Decimal
    """What the first number was held against; in the same measure."""


@dataclass(frozen=True, slots=True)
class Justifier:
    """What to offer and why."""

    chosen: Complaint
    others: tuple[Complaint, ...]
    """What else could be offered, loudest first."""

    @property
    def offer(self) -> Offer:
        """The one to offer."""
        return self.chosen.offer

    @property
    def is_pressing(self) -> bool:
        """Tell whether the number reaches its yardstick; below it the offer is the best of a quiet lot."""
        return self.chosen.loudness >= 1


ORDERS_A_YEAR = Decimal(250)
"""An order every working day."""
INVOICES_A_SITE = Decimal(12)
"""An invoice a month for each site."""
INVOICE_LINES = Decimal(2500)
"""Ten lines to type every working day."""
ERROR_RATE = Decimal("0.05")
EMERGENCY_SHARE = Decimal("0.10")
PEOPLE = Decimal(25)
SITES = Decimal(10)
ARTICLES = Decimal(500)
ORDER_VALUE = Decimal(100)
"""In the case's currency; the low end of what an order costs (domain 4.3)."""

_Get = Callable[[str], Decimal | None]


def choose_justifier(calculation: Calculation, price: str | None) -> Justifier | None:
    """Choose by the load now, at base; None where no load is known.

    Args:
        calculation: with the inputs of `money.process.now`.
        price: the id of the line or input with the price a year, for the value of an order.
    """

    def get(name: str) -> Decimal | None:
        found = calculation.input(f"money.process.now.{name}")
        return found.base if found else None

    worth = (calculation.line(price) or calculation.input(price)) if price else None
    found = [*_of_orders(get, worth.base if worth else None), *_of_invoices(get), *_of_spread(get)]
    ranked = sorted(found, key=lambda one: (-one.loudness, list(Offer).index(one.offer)))
    return Justifier(ranked[0], tuple(ranked[1:])) if ranked else None


def _complaint(offer: Offer, yardstick: Decimal, *figures: Figure) -> Complaint:
    return Complaint(offer, figures[0].value / yardstick, figures, yardstick)


def _number(name: str, value: Decimal) -> Figure:
    return Figure(name, value, Measure.NUMBER)


def _of_orders(get: _Get, price: Decimal | None) -> Iterator[Complaint]:
    orders = get("orders")
    if not orders:
        return
    yield _complaint(Offer.CATALOGUE, ORDERS_A_YEAR, _number("orders", orders))
    rush = get("emergency_orders")
    if rush:
        share = Figure("emergency_share", rush / orders, Measure.SHARE)
        figures = (share, _number("emergency_orders", rush), _number("orders", orders))
        yield _complaint(Offer.REPLENISHMENT, EMERGENCY_SHARE, *figures)
    if price:
        value = Figure("order_value", price / orders, Measure.MONEY)
        loudness = ORDER_VALUE / value.value
        beside = _number("orders", orders)
        yield Complaint(Offer.PURCHASING_CARD, loudness, (value, beside), ORDER_VALUE)


def _of_invoices(get: _Get) -> Iterator[Complaint]:
    invoices = get("invoices")
    if not invoices:
        return
    sites = max(get("sites") or Decimal(1), Decimal(1))
    figures = (_number("invoices", invoices), _number("sites", sites))
    yield _complaint(Offer.CONSOLIDATED_INVOICE, INVOICES_A_SITE * sites, *figures)
    lines = get("lines_per_invoice")
    if lines:
        total = _number("invoice_lines", invoices * lines)
        figures = (total, _number("invoices", invoices))
        yield _complaint(Offer.E_INVOICE, INVOICE_LINES, *figures)
    rate = get("error_rate")
    if rate:
        share = Figure("error_rate", rate, Measure.SHARE)
        yield _complaint(Offer.SELF_BILLING, ERROR_RATE, share, _number("invoices", invoices))


def _of_spread(get: _Get) -> Iterator[Complaint]:
    for name, offer, yardstick in (
        ("people", Offer.BLANKET_ORDER, PEOPLE),
        ("articles", Offer.ARTICLE_REDUCTION, ARTICLES),
        ("sites", Offer.POINT_OF_USE, SITES),
    ):
        value = get(name)
        if value:
            yield _complaint(offer, yardstick, _number(name, value))
