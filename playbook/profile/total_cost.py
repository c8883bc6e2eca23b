"""What the buyer pays in all, as a human types it: cost elements, and what a standstill costs."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field

from playbook.profile.fields import Name, Strict, read_word
from playbook.profile.figures import Count, Figure, Hours, Share, Years


class Phase(StrEnum):
    """When in its life a thing costs money (pre-transaction, transaction, post-transaction, end: domain 4.1)."""

    BEFORE_PURCHASE = "before-purchase"
    ACQUISITION = "acquisition"
    USE = "use"
    END_OF_LIFE = "end-of-life"


class Side(StrEnum):
    """Whose cost it is: our offer, what the buyer has now, or the next best alternative."""

    OFFER = "offer"
    CURRENT = "current"
    ALTERNATIVE = "alternative"


PhaseWord = Annotated[Phase, BeforeValidator(read_word)]


class Element(Strict):
    """One cost element, for up to three sides. A template's element needs neither name nor phase."""

    name: Name | None = None
    phase: PhaseWord | None = None
    minus: bool | None = None
    """True for what comes in instead of going out, such as a residual value."""
    in_year: Years | None = None
    """The year at whose end something paid once is paid; without it as its phase says."""
    offer: Figure | None = None
    current: Figure | None = None
    alternative: Figure | None = None

    def of(self, side: Side) -> Figure | None:
        """Return what the element costs on one side."""
        return {
            Side.OFFER: self.offer,
            Side.CURRENT: self.current,
            Side.ALTERNATIVE: self.alternative,
        }[side]


class StandstillSide(Strict):
    """How likely a standstill is within a year, how many hours it lasts, and what an hour costs."""

    probability: Share | None = None
    hours: Hours | None = None
    cost_per_hour: Figure | None = None


class Standstill(Strict):
    """A standstill on each side. What the offer or the alternative leaves out is as it is now."""

    offer: StandstillSide | None = None
    current: StandstillSide | None = None
    alternative: StandstillSide | None = None
    avoided: Share | None = None
    """Instead of `offer`: the share of today's standstills that the offer avoids."""

    def of(self, side: Side) -> StandstillSide | None:
        """Return the standstill of one side."""
        return {
            Side.OFFER: self.offer,
            Side.CURRENT: self.current,
            Side.ALTERNATIVE: self.alternative,
        }[side]


class TotalCostGiven(Strict):
    """The total cost of ownership, as far as it is known."""

    template: Name | None = None
    """A template of `content/cost-templates.yaml`."""
    units: Count | None = None
    unit: Name | None = None
    """What a unit is: a vehicle, a machine, a seat."""
    uses: Count | None = None
    """How often one unit is used in a year; needed where an amount is per use."""
    use: Name | None = None
    """What a use is: a kilometre, a print."""
    elements: dict[str, Element] = Field(default_factory=dict)
    standstill: Standstill | None = None
