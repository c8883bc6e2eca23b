"""The coffee card: one page on which a colleague in our own procurement department answers the most telling questions.

It is composed without our answers, their scores and the probabilities, so that nothing on it leads the colleague.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from playbook.kraljic.agenda import OpenQuestion
from playbook.kraljic.factors import QuestionBank
from playbook.library.library import Labels
from playbook.locales import Locale, format_amount
from playbook.profile import OfferingProfile

FEWEST, MOST = 8, 10
"""Questions on a card: what a colleague answers over one coffee, and what fits a page with room for remarks."""
CARD_FORMAT = 1
"""Version of what a card carries to be found back by, and of what it is saved as."""
LONGEST_NAME, LONGEST_REMARK = 60, 150
"""Characters a name and a remark may have: together they fit the note of an answer."""
UNKNOWN = "unknown"
"""The value of the box for who does not know."""


@dataclass(frozen=True, slots=True)
class CardQuestion:
    """One question with its boxes."""

    factor_id: str
    text: str
    anchors: tuple[str, ...]
    """What each level means, from 1 to 5."""


@dataclass(frozen=True, slots=True)
class CoffeeCard:
    """Everything on the page."""

    locale: Locale
    labels: Labels
    today: date
    offering: str
    summary: str
    seller: str
    contact: str
    """Whom to give it back to."""
    buyer: str
    facts: tuple[str, ...]
    """What a colleague must know of the buyer to answer: line of business, size, yearly value."""
    questions: tuple[CardQuestion, ...]
    """Most telling first."""
    profile_name: str | None
    account: str | None

    @property
    def identity(self) -> str:
        """What the card carries, unseen, so that its answers find their profile back: JSON without any answer."""
        return json.dumps(
            {
                "format": CARD_FORMAT,
                "profile": self.profile_name,
                "account": self.account,
                "offering": self.offering,
                "language": self.locale.value,
                "printed": self.today.isoformat(),
                "questions": [one.factor_id for one in self.questions],
            },
            ensure_ascii=False,
        )


def compose_coffee_card(
    profile: OfferingProfile,
    agenda: tuple[OpenQuestion, ...],
    bank: QuestionBank,
    labels: Labels,
    today: date,
    profile_name: str | None = None,
) -> CoffeeCard:
    """Choose what stands on the card.

    Args:
        profile: only its seller, offering and account are used, never its answers.
        agenda: what to ask, most telling first.
        bank: the words of the questions.
        labels: the words around them, whose language is the card's.
        today: the day to print.
        profile_name: the profile's file as named from the project, to find it back by; None for a profile without one.
    """
    locale = labels.locale
    account = profile.account
    return CoffeeCard(
        locale=locale,
        labels=labels,
        today=today,
        offering=profile.offering.name,
        summary=profile.offering.summary,
        seller=profile.seller.name,
        contact=profile.seller.contact or profile.seller.name,
        buyer=account.name if account else labels("coffee-card.nobody"),
        facts=_facts(profile, locale, labels),
        questions=tuple(
            CardQuestion(
                factor_id,
                bank[factor_id].texts[locale].ask_colleague,
                bank[factor_id].texts[locale].anchors,
            )
            for factor_id in choose_questions(agenda, bank, _known_from_amounts(profile, bank))
        ),
        profile_name=profile_name,
        account=account.name if account else None,
    )


def choose_questions(
    agenda: tuple[OpenQuestion, ...], bank: QuestionBank, left_out: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """Return the factors to ask about, most telling first.

    Eight, and a ninth and tenth where nobody has answered them yet. Where fewer are open, questions that count as settled
    fill up in the bank's order: a colleague who sees them otherwise is worth hearing too.
    """
    open_ones = [one for one in agenda if one.factor_id not in left_out]
    asked = [one.factor_id for one in open_ones[:FEWEST]]
    asked += [one.factor_id for one in open_ones[FEWEST:MOST] if one.is_unanswered]
    settled = [one for one in bank.ids if one not in asked and one not in left_out]
    return (*asked, *settled[: max(0, FEWEST - len(asked))])


def _known_from_amounts(profile: OfferingProfile, bank: QuestionBank) -> frozenset[str]:
    """Return the shares that the profile's own amounts give: an estimate beside them could only contradict them."""
    account = profile.account
    if not (profile.offering.yearly_value and account and account.purchasing_volume):
        return frozenset()
    return frozenset(factor.id for factor in bank if factor.follows_from_amounts)


def _facts(profile: OfferingProfile, locale: Locale, labels: Labels) -> tuple[str, ...]:
    account, value = profile.account, profile.offering.yearly_value
    facts = [account.industry, account.size] if account else []
    if value:
        amount = format_amount(value.value, value.currency, locale)
        facts.append(labels("coffee-card.yearly", amount=amount))
    return tuple(fact for fact in facts if fact)
