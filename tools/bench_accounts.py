"""The accounts of `make bench`: one offering profile and as many rows of a CRM sheet as asked for, the same every time.

The offering is the lease of the example account, with its proof, objections and money case, and without what one buyer said.
Each row has a name, sector, industry, size of the contract, purchasing volume and four to eight answers with who gave them and
when. The answers lean towards each of the four quadrants in turn.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from ruamel.yaml import YAML

from playbook.kraljic.factors import QuestionBank
from playbook.locales import Locale
from playbook.profile import OfferingProfile
from playbook.sources.profiles import parse_profile
from playbook.sources.structured import parse_structured

OFFERING = (
    Path(__file__).resolve().parent.parent / "content" / "profiles" / "car-lease-installer.yaml"
)
OF_THE_ACCOUNT = ("account", "answers", "stakeholders", "actions", "our_view")
PARTIES = ("seller", "user", "procurement", "published", "buyer")
LEVELS = {"leverage": (4, 2), "strategic": (4, 4), "routine": (2, 2), "bottleneck": (2, 4)}
"""Middle level of the answers on financial and on supply risk."""
FINANCIAL = ("cost_share", "outage_cost", "quality_reach", "lifetime_cost", "board_goal")
SUPPLY = (
    "alternatives", "switching_time", "switching_cost", "specification", "approval", "availability",
    "lock_in", "make_or_buy", "market_stability",
)  # fmt: skip
FIRST = ("Van Dalen", "Brouwer", "Noordhof", "Terpstra", "Kuiper", "Lindhout")
SECOND = ("Techniek", "Bouw", "Logistiek", "Zorg", "Installaties", "Groep")
INDUSTRIES = ("Construction", "Logistics", "Care", "Installation technology")


def accounts(
    count: int, bank: QuestionBank, *, has_money: bool = True, seed: int = 1
) -> Iterator[OfferingProfile]:
    """Yield the profiles of *count* accounts."""
    random = Random(seed)  # noqa: S311 the same accounts every time
    yaml = YAML(typ="safe")
    offering = yaml.load(OFFERING)
    for key in OF_THE_ACCOUNT:
        del offering[key]
    offering["money"] = _without_names(offering["money"])
    if not has_money:
        del offering["money"]
    for number in range(count):
        text = io.StringIO()
        YAML().dump({**offering, **_row(number, random, offering)}, text)
        source = parse_structured(text.getvalue(), f"row {number + 2}", ".yaml")
        yield parse_profile(source, bank, Locale.EN)


def _row(number: int, random: Random, offering: dict[str, Any]) -> dict[str, Any]:
    financial, supply = list(LEVELS.values())[number % len(LEVELS)]
    asked = {
        **dict.fromkeys(random.sample(FINANCIAL, random.randint(2, 4)), financial),
        **dict.fromkeys(random.sample(SUPPLY, random.randint(2, 4)), supply),
    }
    answers = {
        factor: {
            "level": max(1, min(5, level + random.choice((-1, 0, 0, 1)))),
            "said_by": random.choice(("user", "procurement", "seller")),
            "on": f"2025-{random.randint(8, 10):02}-{random.randint(1, 28):02}",
        }
        for factor, level in asked.items()
    }
    account = {
        "name": f"{random.choice(FIRST)} {random.choice(SECOND)} {number + 1}",
        "sector": "public" if random.random() < 0.2 else "private",
        "industry": random.choice(INDUSTRIES),
        "purchasing_volume": f"{random.randrange(20, 400) * 1_000_000} EUR",
    }
    value = {"yearly_value": f"{random.randrange(100, 4000) * 1_000} EUR"}
    return {
        "account": account,
        "answers": answers,
        "offering": {**offering["offering"], **value},
    }


def _without_names(figures: Any) -> Any:
    """Return a money case as one for all accounts has it: figures by a person are the buyer's."""
    if isinstance(figures, list):
        return [_without_names(one) for one in figures]
    if not isinstance(figures, dict):
        return figures
    return {
        key: ("buyer" if key == "said_by" and value not in PARTIES else _without_names(value))
        for key, value in figures.items()
    }
