"""Small money cases, built by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from playbook.economics.case import MoneyCase, resolve_money
from playbook.economics.references import (
    Benchmark,
    CostBook,
    CostTemplate,
    Measures,
    TemplateElement,
)
from playbook.errors import Severity
from playbook.locales import Locale
from playbook.profile import Per, Phase
from tests.support import make_profile


def words(text: str) -> dict[Locale, str]:
    return {Locale.EN: text, Locale.NL: f"{text} (nl)"}


ORDERS = Benchmark(
    "orders", Measures.ORDER_COST, words("Order"), Decimal(50), Decimal(150), "USD", Per.ORDER, 2006, "US", "study-2020"
)  # fmt: skip
INVOICES = Benchmark(
    "invoices", Measures.INVOICE_COST, words("Invoice"), Decimal(5), Decimal(20), "EUR", Per.INVOICE, None, "NL", "study-2020"
)  # fmt: skip
SAVINGS = Benchmark(
    "savings", Measures.CARD_SAVING, words("Card"), Decimal(50), Decimal(60), "EUR", Per.ORDER, 1996, "US", "study-2020"
)  # fmt: skip
CARS = CostTemplate(
    "cars",
    words("Cars"),
    words("car"),
    (
        TemplateElement("price", Phase.ACQUISITION, Per.UNIT_MONTH, words("Price"), words("Price?"), words("Buyer")),
        TemplateElement("fuel", Phase.USE, Per.UNIT_YEAR, words("Fuel"), words("Fuel?"), words("Controller")),
        TemplateElement("sale", Phase.END_OF_LIFE, Per.UNIT, words("Sale"), words("Sale?"), words("Controller"), True),
    ),
)  # fmt: skip
BOOK = CostBook({one.id: one for one in (ORDERS, INVOICES, SAVINGS)}, {"cars": CARS})


def amount(
    value: Any, per: str = "year", said_by: str = "buyer", on: str = "2026-10-14"
) -> dict[str, Any]:
    """Return an amount as a profile has it; a bare number is euros."""
    text = f"{value} EUR" if not isinstance(value, str) or value[-1].isdigit() else value
    return {"value": text, "per": per, "said_by": said_by, "on": on}


def case_of(offering: dict[str, Any] | None = None, **money: Any) -> MoneyCase:
    """Return the case of a money section that has nothing wrong in it."""
    case, faults = resolve_money(make_profile(offering=offering or {}, money=money), BOOK)
    assert [one for one in faults if one.severity is Severity.ERROR] == []
    return case


def codes_of(offering: dict[str, Any] | None = None, **money: Any) -> list[tuple[str, str]]:
    """Return the path and code of every fault, errors in capitals."""
    _, faults = resolve_money(make_profile(offering=offering or {}, money=money), BOOK)
    return [
        (
            ".".join(map(str, one.path)),
            one.code.upper() if one.severity is Severity.ERROR else one.code,
        )
        for one in faults
    ]


def costs(years: int = 4, rate: str | None = None, **elements: Any) -> dict[str, Any]:
    """Return a money section with a total cost; an element is offer and current, or its keys."""
    made = {
        key: one
        if isinstance(one, dict)
        else {"name": key, "phase": "use", "offer": amount(one[0]), "current": amount(one[1])}
        for key, one in elements.items()
    }
    money: dict[str, Any] = {"years": years, "total_cost": {"elements": made}}
    return money | ({"discount_rate": rate} if rate else {})
