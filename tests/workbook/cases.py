"""Profiles with money: everything the profile's reference shows, and each calculation by itself."""

from __future__ import annotations

import copy
import re
from typing import Any

from ruamel.yaml import YAML

from tests.economics.money import amount, costs
from tests.support import ROOT, make_profile


def documented() -> dict[str, Any]:
    """Return the money section that the profile's reference shows, with everything there is."""
    text = (ROOT / "content" / "profiles" / "README.md").read_text(encoding="utf-8")
    (shown,) = [
        body
        for body in re.findall(r"^```yaml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
        if body.startswith("money:")
    ]
    money = YAML(typ="safe", pure=True).load(shown)["money"]
    return _in_english(money)


def _in_english(value: Any) -> Any:
    if isinstance(value, dict):
        if set(value) == {"en", "nl"}:
            return value["en"]
        return {key: _in_english(one) for key, one in value.items()}
    return [_in_english(one) for one in value] if isinstance(value, list) else value


def with_money(money: dict[str, Any], **parts: Any) -> Any:
    """Return a profile with this money section at a named buyer."""
    return make_profile(**{"account": {"name": "Noordhof & Zonen"}, **parts}, money=money)


def changed(money: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """Return a money section with one value replaced."""
    made = copy.deepcopy(money)
    *steps, last = path.split(".")
    part = made
    for step in steps:
        part = part[int(step) if step.isdigit() else step]
    part[last] = value
    return made


PROCESS = {
    "yearly_price": amount(4000, "month"),
    "process": {
        "said_by": "buyer",
        "now": {"orders": "500..700", "invoices": 720},
        "after": {"orders": 48, "invoices": "12..24"},
        "cost_per_order": {"benchmark": "apqc-order-2006"},
        "cost_per_invoice": amount("8..12 EUR", "invoice"),
    },
    "rates": [{"from": "USD", "to": "EUR", "rate": 0.92, "on": "2026-10-30", "source": "ECB"}],
    "currency": "EUR",
}
"""Half of the freed hours counts, since nobody says what for; a benchmark in dollars."""
NEVER_PAYS = {
    "gains": {
        "baseline": amount(1000),
        "improvement": "0..10%",
        "share": "50%",
        "pilot": {"cost": amount(300, "once"), "share_of_pool": "50%"},
    }
}
"""Where nothing improves, the pilot never pays for itself."""
UNDISCOUNTED = costs(2, price=(1000, 900), energy=("10..20", "30..45"))
VALUE = {
    "years": 4,
    "value": {
        "reference_price": amount(640, "once"),
        "price": amount(55, "month"),
        "differences": [
            {"name": "=1+1", "worth": amount("20..40", "year"), "direction": "more"},
            {"name": "+Slower", "worth": amount("1..2", "year"), "direction": "less"},
        ],
    },
}
FULL = documented()
CASES = {
    "full": FULL,
    "process": PROCESS,
    "never-pays": NEVER_PAYS,
    "undiscounted": UNDISCOUNTED,
    "value": VALUE,
}
