"""Everything a document is made of, gathered once: profile, placement, content and the day it is printed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from playbook.document.leave_behind import buyer_safe_variables
from playbook.economics.case import MoneyCase, resolve_money
from playbook.economics.references import CostBook
from playbook.kraljic.agenda import OpenQuestion, plan_agenda
from playbook.kraljic.conflicts import Conflict, find_conflicts
from playbook.kraljic.evidence import VOICES, Evidence
from playbook.kraljic.factors import Factor, FactorText, QuestionBank
from playbook.kraljic.history import Step, trace_history
from playbook.kraljic.inference import Placement
from playbook.kraljic.matrix import Quadrant
from playbook.kraljic.scoring import PlacementModel
from playbook.kraljic.sensitivity import Sensitivity, measure_sensitivity
from playbook.kraljic.windmill import VIEWS, AccountReading, view_account
from playbook.library.blocks import Block, Item
from playbook.library.conditions import facets_of
from playbook.library.library import ContentLibrary, Labels
from playbook.locales import Locale, format_amount, format_date, format_natural, format_odds
from playbook.profile import OfferingProfile, Sector
from playbook.quantities import Amount, Natural

REVIEW_AFTER = timedelta(days=90)
"""After this the placement is checked again: a snapshot that nobody repeats is the matrix's best-known weakness."""


@dataclass(frozen=True)
class Briefing:
    """The material of one account's documents in one language."""

    profile: OfferingProfile
    placement: Placement
    bank: QuestionBank
    model: PlacementModel
    library: ContentLibrary
    locale: Locale
    today: date
    costs: CostBook = field(default_factory=CostBook)
    """Published figures and cost templates, which the money case may name."""

    @property
    def labels(self) -> Labels:
        """The words on the pages."""
        return self.library.labels[self.locale]

    @property
    def buyer(self) -> str:
        """The account's name, or what to call a buyer without one."""
        return self.profile.account.name if self.profile.account else self.labels("buyer.unnamed")

    @property
    def is_public(self) -> bool:
        """Whether public procurement law applies."""
        return bool(self.profile.account and self.profile.account.sector is Sector.PUBLIC)

    @property
    def review_on(self) -> date:
        """The day to check the placement again."""
        return self.today + REVIEW_AFTER

    @cached_property
    def odds(self) -> dict[Quadrant, str]:
        """The probability of each quadrant as it is printed; all places print the same."""
        return format_odds(self.placement.probabilities)

    @cached_property
    def agenda(self) -> tuple[OpenQuestion, ...]:
        """What to ask, most telling first."""
        return plan_agenda(self.placement, self.model)

    @cached_property
    def sensitivity(self) -> Sensitivity:
        """What would move the placement."""
        return measure_sensitivity(self.placement, self.model)

    @cached_property
    def money(self) -> MoneyCase:
        """The money case, as far as the profile's figures allow; what is wrong in them was told when it was read."""
        case, _ = resolve_money(self.profile, self.costs)
        return case

    @cached_property
    def account(self) -> AccountReading | None:
        """Our view of the account, where the profile says enough."""
        return view_account(self.profile.our_view.answers())

    @cached_property
    def cell(self) -> Item | None:
        """The advice of the windmill cell, where there is one."""
        items = self.block("windmill").items
        return items[VIEWS.index(self.account.view)] if self.account else None

    @cached_property
    def history(self) -> tuple[Step, ...]:
        """How the placement moved as evidence came in."""
        return trace_history(self.placement.evidence, self.model)

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Where views lie apart."""
        return find_conflicts(self.placement)

    def block(self, topic: str, quadrant: Quadrant | None = None) -> Block:
        """Return a block with the items that hold here; without a quadrant, of the likeliest one."""
        chosen = quadrant or self.placement.quadrant
        return self.library.block(chosen, topic, self.locale).selected(facets_of(self.profile))

    def factor(self, factor_id: str) -> Factor:
        """Return a factor."""
        return self.bank[factor_id]

    def words(self, factor_id: str) -> FactorText:
        """Return a factor's words in this language."""
        return self.bank[factor_id].texts[self.locale]

    def spoken(self, evidence: Evidence) -> str:
        """Say an answer in words: its natural value where it has one, else what its level means."""
        value = evidence.value
        if isinstance(value, Natural):
            return format_natural(value, self.locale)
        if value is not None:
            low = format_amount(value.low, value.currency, self.locale)
            if value.low == value.high:
                return low
            return self.labels(
                "range", low=low, high=format_amount(value.high, value.currency, self.locale)
            )
        anchors = self.words(evidence.factor_id).anchors
        low, high = anchors[evidence.low - 1], anchors[evidence.high - 1]
        return low if low == high else self.labels("range", low=low, high=high)

    def voice(self, said_by: str) -> str:
        """Return who said something: the words for a known voice, else the name as it was given."""
        known = said_by.casefold()
        return self.labels(f"voice.{known}") if known in VOICES else said_by

    def attributed(self, evidence: Evidence) -> str:
        """Say an answer with who gave it and when, so that no figure stands on its own."""
        if evidence.is_derived:
            source = [self.labels("annex.derived")]
        else:
            source = [self.voice(evidence.said_by)] if evidence.said_by else []
            source += [format_date(evidence.on, self.locale, short=True)] if evidence.on else []
        said = f" ({', '.join(source)})" if source else ""
        return f"{self.spoken(evidence)}{said}"

    @cached_property
    def variables(self) -> dict[str, Any]:
        """What the texts in `content/` may use, as plain data (content/README.md lists it)."""
        offering, account = self.profile.offering, self.profile.account
        facts: dict[str, str | None] = dict.fromkeys(self.bank.ids)
        for evidence in self.placement.evidence:
            facts[evidence.factor_id] = self.attributed(evidence)
        return {
            **buyer_safe_variables(self.profile, self.labels),
            "facts": facts,
            "amounts": {
                "yearly_value": self._amount(offering.yearly_value),
                "purchasing_volume": self._amount(account.purchasing_volume if account else None),
            },
        }

    def _amount(self, amount: Amount | None) -> str | None:
        return format_amount(amount.value, amount.currency, self.locale) if amount else None
