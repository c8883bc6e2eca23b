"""Profiles at the edges of the format: the least there can be, and every text and list at its longest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from playbook.economics.process import COUNTS
from playbook.kraljic.factors import QuestionBank
from playbook.profile import OfferingProfile

PROSE = "the supplier measures savings in every region while procurement compares alternatives "
NAMES = (
    "Van *Dijk* & Zn | <b>B.V.</b>",
    "[x](javascript:alert(1))",
    "1. Acme",
    "{{ 7*7 }} {% raw %}",
    "</title><script>alert(1)</script>",
    '" onmouseover="alert(1)" x="',
    "Zn \\_under_ `code` ~~no~~ #1 +2 - _",
    "&amp; &lt;i&gt; &#60;u&#62;",
    "klzzwxh:0000 [source:medius-2021]",
    "Ελληνική Εταιρεία",
    "W" * 80,
)
"""Names that try to become markup, template code, a source or a layout problem."""


def minimal() -> OfferingProfile:
    """Return a profile with only what must be there."""
    return OfferingProfile.model_validate(
        {
            "format": 1,
            "seller": {"name": "S"},
            "offering": {"name": "O", "summary": "It is."},
        }
    )


def full_money(long: Callable[[int], str]) -> dict[str, Any]:
    """Return a money section with every figure as a range, every list full, and every text made by *long*."""
    days = iter(range(10**6))

    def noted(value: str) -> dict[str, Any]:
        day = str(date(2026, 1, 1) + timedelta(days=next(days) % 300))
        return {"value": value, "said_by": "buyer", "on": day, "note": long(240)}

    def amount(low: int, per: str) -> dict[str, Any]:
        return {**noted(f"{low}..{low + 999999} EUR"), "per": per}

    elements = {
        f"own{number}": {
            "name": long(80),
            "phase": ("before-purchase", "acquisition", "use", "end-of-life")[number % 4],
            **{
                side: amount(10**6 + number, "unit per month")
                for side in ("offer", "current", "alternative")
            },
        }
        for number in range(23)
    }
    price = {side: amount(10**7, "unit per month") for side in ("offer", "current", "alternative")}
    stop = {
        "probability": noted("5..6%"),
        "hours": noted("8..9"),
        "cost_per_hour": amount(9999, "hour"),
    }
    load = {name: noted("100000..200000") for name in COUNTS} | {"error_rate": noted("4..6%")}
    step = {"name": long(240), "now": "10000..20000", "after": 0, "unit": long(80)}
    return {
        "years": 50,
        "discount_rate": noted("5..8%"),
        "yearly_price": amount(10**7, "year"),
        "total_cost": {
            "units": noted("1000..2000"),
            "unit": long(80),
            "elements": {"price": price, **elements},
            "standstill": {"current": stop, "alternative": stop, "avoided": noted("10..90%")},
        },
        "process": {
            "now": load,
            "after": {name: noted("1..10") for name in COUNTS} | {"error_rate": noted("1..2%")},
            **{
                f"cost_per_{name}": amount(9, name.rpartition("_")[2])
                for name in ("order", "invoice", "error", "emergency_order")
            },
            "cash_per_order": amount(1, "order"),
            "cash_per_invoice": amount(1, "invoice"),
            "use_of_hours": {"text": long(240), "said_by": "buyer"},
            "steps": [step] * 24,
        },
        "gains": {
            "outcome": long(240),
            "baseline": amount(10**7, "year"),
            "improvement": noted("10..20%"),
            "contributions": {"seller": amount(9, "year"), "buyer": amount(9, "year")},
            "share": noted("20..30%"),
            "floor": amount(9, "year"),
            "cap": amount(10**7, "year"),
            "measurement": long(240),
            "review": long(240),
            "pilot": {
                "cost": amount(10**6, "once"),
                "months": noted("6..9"),
                "share_of_pool": noted("10..20%"),
            },
        },
        "value": {
            "alternative": long(80),
            "reference_price": amount(10**7, "year"),
            "price": amount(10**7, "year"),
            "differences": [
                {"name": long(80), "worth": amount(10**6 + number, "year"), "direction": "more"}
                for number in range(24)
            ],
            "parity": [long(240)] * 24,
            "contention": [{"point": long(240), "settle": long(240)}] * 24,
        },
    }


def maximal(bank: QuestionBank, text: str = PROSE, **parts: Any) -> OfferingProfile:
    """Return a profile with every text, made of *text*, and every list as long as they can be."""

    def long(most: int) -> str:
        return (text * (most // len(text) + 1))[:most].strip()

    answer = {"level": 5, "sure": "guess", "said_by": long(80), "note": long(240)}
    proof = {"claim": long(140), "figure": long(40), "source": long(240), "on": "2026-01-01"}
    person = {
        "name": long(80),
        "function": long(80),
        "role": "budget-holder",
        "stance": "supporter",
        "note": long(240),
    }
    data: dict[str, Any] = {
        "format": 1,
        "seller": {"name": long(80), "contact": long(80), "role": long(80)},
        "offering": {
            "name": long(80),
            "summary": long(240),
            "category": long(80),
            "kind": "services",
            "situation": "new-build",
            "stage": "specification",
            "yearly_value": "999999999999.99 EUR",
        },
        "account": {"name": long(80), "sector": "public", "industry": long(80), "size": long(80)},
        "answers": {factor.id: [answer] * 3 for factor in bank},
        "proof_points": [proof] * 12,
        "stakeholders": [person] * 12,
        "objections": [{"objection": long(240), "answer": long(240)}] * 12,
        "actions": [{"action": long(240), "owner": long(80), "due": "2026-12-01"}] * 12,
        "placement": {"quadrant": "leverage", "reason": long(240)},
        "money": full_money(long),
    }
    return OfferingProfile.model_validate({**data, **parts})
