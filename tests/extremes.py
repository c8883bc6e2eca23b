"""Profiles at the edges of the format: the least there can be, and every text and list at its longest."""

from __future__ import annotations

from typing import Any

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
    }
    return OfferingProfile.model_validate({**data, **parts})
