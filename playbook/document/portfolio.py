"""What the overview keeps of one account: where it stands, where it stood, and where its documents are.

A holding is small, plain and picklable, so that a process that made an account's documents can hand it back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypedDict

from playbook.document.briefing import Briefing
from playbook.kraljic.inference import Confidence, Placement
from playbook.kraljic.matrix import Axis, Quadrant
from playbook.kraljic.windmill import AccountView
from playbook.profile import OfferingProfile, Sector
from playbook.quantities import Amount

_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"'\\^`{|}]+", re.IGNORECASE)
WORTH_ASKING = 0.02
"""Bits: a question that tells less than this about an account is not worth the buyer's time."""
_DECIMALS = 6
"""Of probabilities and scores in a manifest: more than any eye or rule here tells apart."""


class StandingJson(TypedDict):
    """A standing as a manifest keeps it."""

    quadrant: str
    probabilities: dict[str, float]
    scores: dict[str, float]
    confidence: str
    by_hand: bool
    on: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an account stood in one build."""

    quadrant: Quadrant
    probabilities: Mapping[Quadrant, float]
    scores: Mapping[Axis, float]
    """0 to 1 on each axis."""
    confidence: Confidence
    on: date
    """The day of the build."""
    is_by_hand: bool = False
    """Whether somebody placed it, instead of the answers."""

    @property
    def place(self) -> Quadrant | None:
        """The quadrant, or none where there is no answer and nobody placed it: then all four are as likely."""
        is_known = self.is_by_hand or self.confidence is not Confidence.UNKNOWN
        return self.quadrant if is_known else None

    def to_json(self) -> StandingJson:
        """Return it as a manifest keeps it; probabilities and scores are rounded to six decimals."""
        return {
            "quadrant": self.quadrant.value,
            "probabilities": _rounded(self.probabilities),
            "scores": _rounded(self.scores),
            "confidence": self.confidence.value,
            "by_hand": self.is_by_hand,
            "on": self.on.isoformat(),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Standing | None:
        """Read back what `to_json` gave; None where it is anything else, such as that of another version."""
        try:
            return cls(
                Quadrant(data["quadrant"]),
                {one: float(data["probabilities"][one.value]) for one in Quadrant},
                {one: float(data["scores"][one.value]) for one in Axis},
                Confidence(data["confidence"]),
                date.fromisoformat(data["on"]),
                data["by_hand"] is True,
            )
        except (KeyError, TypeError, ValueError):
            return None


def _rounded(values: Mapping[Any, float]) -> dict[str, float]:
    return {key.value: round(value, _DECIMALS) for key, value in values.items()}


@dataclass(frozen=True, slots=True)
class Link:
    """One document of an account."""

    kind: str
    """`brief`, `playbook`, `leave-behind`, `coffee-card`."""
    format: str
    """`html` or `pdf`."""
    locale: str
    href: str
    """From the folder of the overview: with `/`, percent-encoded where needed."""


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """What to ask first about an account."""

    factor_id: str
    gain: float
    """Expected fall in uncertainty about the quadrant, in bits (0 to 2)."""


@dataclass(frozen=True, slots=True)
class Holding:
    """One offering at one account, as the overview shows it."""

    key: str
    """Identity between builds."""
    record_id: str | None
    """The id of the record in the CRM, as it stood in the sheet."""
    account: str | None
    """None for an offering without an account."""
    offering: str
    seller: str
    owner: str | None
    sector: Sector | None
    industry: str | None
    value: Amount | None
    """What the contract is worth a year."""
    standing: Standing
    second: Quadrant
    """The likeliest of the other quadrants."""
    question: NextQuestion | None
    """None where every answer is known for sure, or no answer would still tell anything."""
    view: AccountView | None
    """How we see the account, where the profile says enough."""
    answers: int
    """Questions that have an answer."""
    dates: tuple[date, ...]
    """Days of the oldest and the newest dated answer; empty where none is dated."""
    documents: tuple[Link, ...]
    before: Standing | None
    """Where it stood in the build before this one."""
    link: str | None
    """Address of the record in the CRM: `http` or `https`, nothing else."""

    @property
    def name(self) -> str:
        """What to call it: the account, or the offering where there is none."""
        return self.account or self.offering


def stand(placement: Placement, on: date) -> Standing:
    """Return where an account stands on the day of a build."""
    return Standing(
        placement.quadrant,
        dict(placement.probabilities),
        {axis: reading.score for axis, reading in placement.axes.items()},
        placement.confidence,
        on,
        placement.override_reason is not None,
    )


def summarise(
    briefing: Briefing,
    *,
    key: str,
    record_id: str | None = None,
    owner: str | None = None,
    link: str | None = None,
    documents: tuple[Link, ...] = (),
    before: Standing | None = None,
) -> Holding:
    """Return what the overview keeps of one account.

    Args:
        briefing: the account's material.
        key: its identity between builds.
        record_id: of the record in the CRM.
        owner: whose account it is; without one, the seller's contact of the profile.
        link: the record in the CRM; anything but a web address is dropped, for it comes from a sheet.
        documents: what was made for it.
        before: where it stood in the build before this one.
    """
    profile, placement = briefing.profile, briefing.placement
    account = profile.account
    dates = sorted(one.on for one in placement.evidence if one.on)
    return Holding(
        key,
        record_id,
        account.name if account else None,
        profile.offering.name,
        profile.seller.name,
        owner or profile.seller.contact,
        account.sector if account else None,
        account.industry if account else None,
        _plain(profile),
        stand(placement, briefing.today),
        placement.second,
        _next_question(briefing),
        briefing.account.view if briefing.account else None,
        len(placement.beliefs),
        (dates[0], dates[-1]) if dates else (),
        documents,
        before,
        link if link and _WEB_ADDRESS.fullmatch(link) else None,
    )


def _plain(profile: OfferingProfile) -> Amount | None:
    """Return the yearly value without who gave it."""
    given = profile.offering.yearly_value
    return Amount(given.value, given.currency) if given else None


def _next_question(briefing: Briefing) -> NextQuestion | None:
    telling = [one for one in briefing.agenda[:1] if one.gain >= WORTH_ASKING]
    return NextQuestion(telling[0].factor_id, telling[0].gain) if telling else None
