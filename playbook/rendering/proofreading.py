"""Reading every text once before anybody prints it: each is filled in for a bare profile and for one of each situation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import cycle
from pathlib import Path
from typing import Any

from playbook.brand import HOUSE, Brand
from playbook.document.brief import compose_brief
from playbook.document.briefing import Briefing
from playbook.document.coffee_card import compose_coffee_card
from playbook.document.for_buyer import leave_behind_of
from playbook.document.leave_behind import VALUE_CASE, buyer_safe_variables
from playbook.document.playbook import compose_playbook
from playbook.errors import ContentError, Problem, ProblemsError
from playbook.kraljic.factors import QuestionBank
from playbook.kraljic.inference import infer_placement
from playbook.kraljic.matrix import Quadrant
from playbook.kraljic.scoring import PlacementModel
from playbook.library.library import ContentLibrary
from playbook.locales import Locale
from playbook.profile import (
    Kind,
    OfferingProfile,
    OurView,
    Role,
    Sector,
    Situation,
    Stage,
    Stance,
)
from playbook.rendering.card import Paper, render_coffee_card
from playbook.rendering.environment import fill_passage
from playbook.rendering.html import render_html, render_leave_behind
from playbook.rendering.wording import Wording

_BARE: dict[str, Any] = {
    "format": 1,
    "seller": {"name": "Seller"},
    "offering": {"name": "Offering", "summary": "What it is."},
}


def _amount(value: str, per: str) -> dict[str, str]:
    return {"value": value, "per": per, "said_by": "buyer"}


_MONEY: dict[str, Any] = {
    "years": 4,
    "total_cost": {
        "elements": {
            "price": {
                side: _amount(f"{price}..{price + 9} EUR", "year")
                for side, price in (("offer", 90), ("current", 100), ("alternative", 80))
            },
            "use": {
                "name": "Use",
                "phase": "use",
                "offer": _amount("9 EUR", "month"),
                "current": _amount("19 EUR", "month"),
            },
        },
        "standstill": {
            "current": {
                "probability": "5%",
                "hours": 8,
                "cost_per_hour": _amount("90 EUR", "hour"),
            },
            "avoided": "50%",
        },
    },
    "process": {
        "now": {"orders": 90, "invoices": 900, "people": 9, "error_rate": "5%"},
        "after": {"orders": 9, "invoices": 12, "people": 9, "error_rate": "1%"},
        "cost_per_order": _amount("9..19 EUR", "order"),
        "cost_per_error": _amount("9 EUR", "error"),
        "steps": [{"name": "Step", "now": 90, "after": 0}],
    },
    "gains": {
        "baseline": _amount("9000 EUR", "year"),
        "improvement": "10..20%",
        "share": "30%",
        "floor": _amount("90 EUR", "year"),
        "pilot": {"cost": _amount("90 EUR", "once"), "months": 6, "share_of_pool": "20%"},
    },
    "value": {
        "alternative": "Alternative",
        "reference_price": _amount("90 EUR", "year"),
        "price": _amount("99 EUR", "year"),
        "differences": [
            {"name": "Better", "worth": _amount("9..19 EUR", "year"), "direction": "more"}
        ],
        "contention": [{"point": "Point", "settle": "How"}],
    },
}
"""A figure for everything the money page can print."""


def _rich(bank: QuestionBank, stage: Stage, quadrant: Quadrant, level: int) -> dict[str, Any]:
    """Return a profile that gives every page something to print, at one stage and in one quadrant."""
    sector = list(Sector)[level % len(Sector)]
    return {
        **_BARE,
        "seller": {"name": "Seller", "contact": "Contact", "role": "Account manager"},
        "offering": {
            **_BARE["offering"],
            "category": "Category",
            "yearly_value": "100000 EUR",
            "stage": stage,
            "kind": list(Kind)[level % len(Kind)],
            "situation": list(Situation)[level % len(Situation)],
        },
        "account": {
            "name": "Account",
            "sector": sector,
            "industry": "Industry",
            "purchasing_volume": "20000000 EUR",
        },
        "answers": {factor.id: level for factor in bank if not factor.follows_from_amounts},
        "proof_points": [{"claim": "Claim", "figure": "1 of 2", "source": "Source"}],
        "stakeholders": [
            {"name": role, "role": role, "stance": stance}
            for role, stance in zip(Role, cycle(Stance), strict=False)
        ],
        "objections": [{"objection": "Objection", "answer": "Answer"}, {"objection": "Another"}],
        "actions": [{"action": "Action", "owner": "Owner", "due": "2026-01-01"}],
        "money": _MONEY,
        "our_view": dict.fromkeys(OurView.model_fields, level),
        "placement": {"quadrant": quadrant, "reason": "Reason"},
    }


def _situations(bank: QuestionBank) -> Iterator[dict[str, Any]]:
    """Yield profiles that together show every stage, sector, kind, quadrant and level."""
    for stage, quadrant, level in zip(Stage, cycle(Quadrant), cycle(range(1, 6)), strict=False):
        yield _rich(bank, stage, quadrant, level)


def proofread(
    library: ContentLibrary,
    bank: QuestionBank,
    model: PlacementModel,
    roots: tuple[Path, ...],
    today: date,
    brand: Brand = HOUSE,
) -> list[Problem]:
    """Return every place where a text or a page names something that does not exist, or may be unknown unguarded."""
    problems: list[Problem] = []
    for locale in Locale:
        for data in (_BARE, *_situations(bank)):
            profile = OfferingProfile.model_validate(data)
            placement = infer_placement(profile, bank, model)
            briefing = Briefing(profile, placement, bank, model, library, locale, today)
            problems += _read_blocks(briefing)
            problems += _read_pages(briefing, roots, brand)
    return list(dict.fromkeys(problems))


def proofread_texts(
    library: ContentLibrary, bank: QuestionBank, model: PlacementModel, today: date
) -> list[Problem]:
    """Return what is wrong in any text, also one that no document at hand prints: quick enough for every build."""
    rich = _rich(bank, Stage.TENDER, Quadrant.LEVERAGE, 3)
    problems: list[Problem] = []
    for locale in Locale:
        for data in (_BARE, rich):
            profile = OfferingProfile.model_validate(data)
            placement = infer_placement(profile, bank, model)
            briefing = Briefing(profile, placement, bank, model, library, locale, today)
            problems += _read_blocks(briefing)
    return list(dict.fromkeys(problems))


def _read_blocks(briefing: Briefing) -> Iterator[Problem]:
    """Fill in every text with what it may use: a text for the buyer may use less."""
    safe = buyer_safe_variables(briefing.profile, briefing.labels)
    for (_, topic, locale), block in briefing.library.blocks.items():
        if locale is not briefing.locale:
            continue
        variables = safe if topic == VALUE_CASE else briefing.variables
        for passage in block.passages():
            try:
                fill_passage(passage, variables)
            except ContentError as error:
                yield from error.problems


def _read_pages(briefing: Briefing, roots: tuple[Path, ...], brand: Brand) -> Iterator[Problem]:
    def brief() -> str:
        return render_html(briefing, compose_brief(briefing), roots, for_print=True, brand=brand)

    def playbook() -> str:
        return render_html(briefing, compose_playbook(briefing), roots, for_print=True, brand=brand)

    def leave_behind() -> str:
        document = leave_behind_of(briefing)
        return render_leave_behind(document, briefing.library, roots, for_print=True, brand=brand)

    def coffee_card() -> str:
        document = compose_coffee_card(
            briefing.profile, briefing.agenda, briefing.bank, briefing.labels, briefing.today
        )
        foot = Wording(briefing).foot()
        return render_coffee_card(document, foot, roots, brand, Paper.FORM)

    for page in (brief, playbook, leave_behind, coffee_card):
        try:
            page()
        except ProblemsError as error:
            yield from error.problems
