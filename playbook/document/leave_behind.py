"""The leave-behind: one or two pages for the buyer, in the buyer's words.

It is composed without the placement, the answers, the objections, the people or the actions, so no template can print them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from playbook.document.buyer_money import BuyerMoney
from playbook.library.blocks import Block
from playbook.library.library import CITATION, ContentLibrary, Labels, Source
from playbook.locales import Locale
from playbook.profile import OfferingProfile, ProofPoint, Sector

VALUE_CASE = "value-case"
"""The topic of the texts for the buyer."""


@dataclass(frozen=True, slots=True)
class LeaveBehind:
    """Everything on the pages."""

    locale: Locale
    labels: Labels
    today: date
    offering: str
    summary: str
    seller: str
    contact: str | None
    role: str | None
    account: str | None
    case: Block
    """The value case, with the items that hold here."""
    proof: tuple[ProofPoint, ...]
    figures_until: date | None
    """The latest day on which a figure of the proof was established."""
    sources: tuple[Source, ...]
    money: BuyerMoney | None
    """What it brings in figures, as far as the buyer may see it; None where nothing is known."""
    variables: dict[str, Any]
    """What the texts may use; nothing that only the seller should know."""


def compose_leave_behind(
    profile: OfferingProfile,
    case: Block,
    library: ContentLibrary,
    today: date,
    money: BuyerMoney | None = None,
) -> LeaveBehind:
    """Choose what stands on the pages.

    Args:
        profile: only its seller, offering, account name and proof points are used.
        case: the value case to print, already selected; which one fits is decided elsewhere.
        library: labels and sources.
        today: the day to print.
        money: what the buyer may see of the money case (see `buyer_money`).
    """
    labels = library.labels[case.locale]
    cited = {
        source_id
        for passage in case.passages()
        for source_id in CITATION.findall(passage.source)
        if source_id in library.sources
    }
    return LeaveBehind(
        locale=case.locale,
        labels=labels,
        today=today,
        offering=profile.offering.name,
        summary=profile.offering.summary,
        seller=profile.seller.name,
        contact=profile.seller.contact,
        role=profile.seller.role,
        account=profile.account.name if profile.account else None,
        case=case,
        proof=profile.proof_points,
        figures_until=max((one.on for one in profile.proof_points if one.on), default=None),
        sources=tuple(library.sources[one] for one in sorted(cited)),
        money=money,
        variables=buyer_safe_variables(profile, labels),
    )


def buyer_safe_variables(profile: OfferingProfile, labels: Labels) -> dict[str, Any]:
    """Return the variables that a text for the buyer may use (content/README.md lists them)."""
    offering, account = profile.offering, profile.account
    return {
        "seller": {"name": profile.seller.name, "contact": profile.seller.contact},
        "offering": {
            "name": offering.name,
            "summary": offering.summary,
            "category": offering.category,
        },
        "account": {
            "name": account.name if account else None,
            "industry": account.industry if account else None,
        },
        "buyer": account.name if account else labels("buyer.unnamed"),
        "public": bool(account and account.sector is Sector.PUBLIC),
    }
