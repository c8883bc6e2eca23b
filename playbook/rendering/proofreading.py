"""Reading every text once before anybody prints it: each passage is filled in for a rich and a bare profile."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from playbook.document.briefing import Briefing
from playbook.document.playbook import compose_playbook
from playbook.errors import ContentError, Problem, ProblemsError
from playbook.kraljic.factors import QuestionBank
from playbook.kraljic.inference import infer_placement
from playbook.kraljic.scoring import PlacementModel
from playbook.library.library import ContentLibrary
from playbook.locales import Locale
from playbook.profile import OfferingProfile
from playbook.rendering.environment import fill_passage
from playbook.rendering.html import render_html

_BARE: dict[str, Any] = {
    "format": 1,
    "seller": {"name": "Seller"},
    "offering": {"name": "Offering", "summary": "What it is."},
}


def _rich(bank: QuestionBank, sector: str) -> dict[str, Any]:
    return {
        **_BARE,
        "seller": {"name": "Seller", "contact": "Contact", "role": "Account manager"},
        "offering": {**_BARE["offering"], "category": "Category", "yearly_value": "100000 EUR"},
        "account": {
            "name": "Account",
            "sector": sector,
            "industry": "Industry",
            "purchasing_volume": "20000000 EUR",
        },
        "answers": {factor.id: 3 for factor in bank if not _follows_from_amounts(factor.scale)},
    }


def _follows_from_amounts(scale: Any) -> bool:
    return scale is not None and scale.base == "purchasing_volume"


def proofread(
    library: ContentLibrary,
    bank: QuestionBank,
    model: PlacementModel,
    roots: tuple[Path, ...],
    today: date,
) -> list[Problem]:
    """Return every place where a text or a page names something that does not exist, or may be unknown unguarded."""
    problems: list[Problem] = []
    for locale in Locale:
        for data in (_BARE, _rich(bank, "private"), _rich(bank, "public")):
            profile = OfferingProfile.model_validate(data)
            placement = infer_placement(profile, bank, model)
            briefing = Briefing(profile, placement, bank, model, library, locale, today)
            problems += _read_blocks(briefing)
            problems += _read_pages(briefing, roots)
    return list(dict.fromkeys(problems))


def _read_blocks(briefing: Briefing) -> Iterator[Problem]:
    for (_, _, locale), block in briefing.library.blocks.items():
        if locale is not briefing.locale:
            continue
        for passage in block.passages():
            try:
                fill_passage(passage, briefing.variables)
            except ContentError as error:
                yield from error.problems


def _read_pages(briefing: Briefing, roots: tuple[Path, ...]) -> Iterator[Problem]:
    try:
        render_html(briefing, compose_playbook(briefing), roots, for_print=True)
    except ContentError:
        return  # a block, found above
    except ProblemsError as error:
        yield from error.problems
