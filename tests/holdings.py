"""Holdings for the tests of the overview: one by one, and many that differ as those of a real portfolio do."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from playbook.document.portfolio import Holding, Link, NextQuestion, Standing
from playbook.kraljic.inference import Confidence, quadrant_probabilities
from playbook.kraljic.matrix import Axis, Quadrant, ranked
from playbook.kraljic.windmill import AccountView
from playbook.profile import Sector
from playbook.quantities import Amount

TODAY = date(2026, 11, 24)
BEFORE = date(2026, 10, 20)
OWNERS = ("Sanne Verbruggen", "Youssef El Amrani", "Marieke de Boer")
INDUSTRIES = ("Bouw", "Zorg", "Logistiek", "Voedingsmiddelen")
QUESTIONS = ("cost_share", "alternatives", "spend_share")


def make_standing(
    financial: float = 0.8, supply: float = 0.2, on: date = TODAY, **given: Any
) -> Standing:
    """Return a standing whose probabilities and scores are those of the two axes."""
    probabilities = quadrant_probabilities(financial, supply)
    first = ranked(probabilities)[0]
    top = probabilities[first]
    word = next(
        (word for least, word in ((0.85, Confidence.CLEAR), (0.65, Confidence.LIKELY), (0.45, Confidence.LEANING)) if top >= least),
        Confidence.OPEN,
    )  # fmt: skip
    parts: dict[str, Any] = {
        "quadrant": first,
        "probabilities": probabilities,
        "scores": {Axis.FINANCIAL_RISK: financial, Axis.SUPPLY_RISK: supply},
        "confidence": word,
        "on": on,
    }
    return Standing(**(parts | given))


def unknown() -> Standing:
    """Return the standing of an account without any answer."""
    return make_standing(0.5, 0.5, confidence=Confidence.UNKNOWN, quadrant=Quadrant.ROUTINE)


def euros(amount: int | str, currency: str = "EUR") -> Amount:
    return Amount(Decimal(amount), currency)


def make_holding(key: str = "1", standing: Standing | None = None, **given: Any) -> Holding:
    """Return a holding; what is given replaces what an ordinary one has."""
    now = standing or make_standing()
    parts: dict[str, Any] = {
        "key": key,
        "record_id": f"00{key}",
        "account": f"Account {key}",
        "offering": "Car lease",
        "seller": "Meridian Lease",
        "owner": OWNERS[0],
        "sector": Sector.PRIVATE,
        "industry": INDUSTRIES[0],
        "value": euros(100_000),
        "standing": now,
        "second": ranked(dict(now.probabilities))[1],
        "question": NextQuestion("cost_share", 0.2),
        "view": None,
        "answers": 5,
        "dates": (date(2026, 3, 1), date(2026, 10, 14)),
        "documents": links(key),
        "before": None,
        "link": None,
    }
    return Holding(**(parts | given))


def links(key: str, locale: str = "en") -> tuple[Link, ...]:
    return tuple(
        Link(kind, form, locale, f"accounts/{key}/{key}_{kind}_{locale}.{form}")
        for kind in ("brief", "playbook")
        for form in ("html", "pdf")
    )


def many(count: int, *, locale: str = "nl", **given: Any) -> list[Holding]:
    """Return that many holdings that differ in everything, the same ones every time."""
    draw = random.Random(7)
    return [_varied(str(number), draw, locale, given) for number in range(1, count + 1)]


def _varied(key: str, draw: random.Random, locale: str, given: Mapping[str, Any]) -> Holding:
    financial, supply = (min(0.97, max(0.03, draw.gauss(0.5, 0.4))) for _ in "fs")
    is_known = draw.random() > 0.06
    now = make_standing(financial, supply) if is_known else unknown()
    before = None
    if draw.random() < 0.7:
        drift = 0.3 if draw.random() < 0.15 else 0.0
        before = make_standing(
            min(0.97, financial + drift), max(0.03, supply - drift), BEFORE
        ) if is_known else unknown()  # fmt: skip
    value = round(10 ** draw.gauss(5.3, 0.6), -3)
    parts: dict[str, Any] = {
        "account": f"{draw.choice(('Haverdonk', 'Kesteren', 'Vossen', 'Meerbeek'))} {draw.choice(INDUSTRIES)} {key}",
        "owner": draw.choice(OWNERS),
        "industry": draw.choice(INDUSTRIES),
        "sector": draw.choice(list(Sector)),
        "value": euros(int(value)) if value >= 1000 and draw.random() < 0.9 else None,
        "question": NextQuestion(draw.choice(QUESTIONS), draw.random() * 0.5),
        "view": draw.choice([None, *AccountView]),
        "dates": (TODAY - timedelta(days=300), TODAY - timedelta(days=draw.randrange(200))),
        "documents": links(key, locale),
        "before": before,
        "link": f"https://crm.example.com/{key}",
    }
    return make_holding(key, now, **(parts | dict(given)))
