"""The words from a list: what a profile may say of kind, situation, stage, sector, sureness, role and stance."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What sort of thing is offered, where the texts differ by it."""

    GOODS = "goods"
    SERVICES = "services"
    SOFTWARE = "software"


class Situation(StrEnum):
    """Why the buyer is buying."""

    NEW_BUILD = "new-build"
    REPLACEMENT = "replacement"
    RUNNING_CONTRACT = "running-contract"


class Stage(StrEnum):
    """Where the buyer stands in the buying cycle."""

    ORIENTATION = "orientation"
    SPECIFICATION = "specification"
    TENDER = "tender"
    NEGOTIATION = "negotiation"
    RUNNING_CONTRACT = "running-contract"
    RENEWAL = "renewal"


class Sector(StrEnum):
    """Whether public procurement law applies to the buyer."""

    PRIVATE = "private"
    PUBLIC = "public"


class Sure(StrEnum):
    """How firmly an answer stands."""

    KNOWN = "known"
    INFORMED = "informed"
    GUESS = "guess"


class Role(StrEnum):
    """A stakeholder's part in the decision (buying influences, Miller Heiman)."""

    DECIDER = "decider"
    BUDGET_HOLDER = "budget-holder"
    USER = "user"
    TECHNICAL = "technical"
    PROCUREMENT = "procurement"
    LEGAL = "legal"
    COACH = "coach"


class Stance(StrEnum):
    """How a stakeholder stands towards us."""

    SUPPORTER = "supporter"
    NEUTRAL = "neutral"
    CRITIC = "critic"
