"""The parts of a profile, and the profile itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from playbook.errors import RefusalError, quoted
from playbook.locales import Locale
from playbook.profile.answer import Answers
from playbook.profile.fields import Claim, Day, Money, Name, Sentence, Short, Strict, read_word
from playbook.profile.money import MoneyGiven
from playbook.profile.words import Kind, Role, Sector, Situation, Stage, Stance

FORMAT = 1
"""Version of the profile format this package reads."""


def _format(value: Any) -> Any:
    """Take 1 as number or text, and nothing that Python merely holds equal to it (true, 1.0)."""
    if isinstance(value, bool | float):
        return str(value)
    return FORMAT if value == str(FORMAT) else value


class Seller(Strict):
    """Who sells."""

    name: Name
    contact: Name | None = None
    """Who goes to the meeting."""
    role: Name | None = None


class Offering(Strict):
    """What is sold."""

    name: Name
    summary: Sentence
    """What it is, in one sentence."""
    category: Name | None = None
    """The purchasing category, in the buyer's words."""
    kind: Annotated[Kind | None, BeforeValidator(read_word)] = None
    situation: Annotated[Situation | None, BeforeValidator(read_word)] = None
    stage: Annotated[Stage | None, BeforeValidator(read_word)] = None
    yearly_value: Money | None = None
    """What the contract is worth a year."""


class Account(Strict):
    """Who buys."""

    name: Name
    sector: Annotated[Sector, BeforeValidator(read_word)] = Sector.PRIVATE
    industry: Name | None = None
    size: Name | None = None
    """How large, in whatever measure says most: `1,900 employees`, `14 sites`."""
    purchasing_volume: Money | None = None
    """What the buyer purchases a year, all in all."""


def _whole(most: int, what: str) -> Callable[[Any], int]:
    """Return a reader of whole numbers from 1 to *most*, given as a number or as its digit."""

    def read(value: Any) -> int:
        text = str(value).strip()
        if not isinstance(value, bool) and text in map(str, range(1, most + 1)):
            return int(text)
        raise RefusalError(f"is {quoted(value)}", f"Write {what} from 1 to {most}.")

    return read


Level = Annotated[int, BeforeValidator(_whole(5, "a level"))]


class ProofPoint(Strict):
    """Something that happened elsewhere and can be checked."""

    claim: Claim
    figure: Short | None = None
    source: Sentence | None = None
    on: Day | None = None
    message: Annotated[int, BeforeValidator(_whole(3, "a number"))] | None = None
    """Which of the three messages it backs; without one it takes the first that is free."""


class Stakeholder(Strict):
    """Somebody at the buyer's who has a say."""

    name: Name
    function: Name | None = None
    role: Annotated[Role | None, BeforeValidator(read_word)] = None
    stance: Annotated[Stance | None, BeforeValidator(read_word)] = None
    note: Sentence | None = None


class Objection(Strict):
    """An objection that was met, and the answer if there is one."""

    objection: Sentence
    answer: Sentence | None = None


class Action(Strict):
    """Something to be done by somebody before a day."""

    action: Sentence
    owner: Name
    due: Day


class Override(Strict):
    """A human's placement instead of the model's, with the reason in writing."""

    quadrant: Annotated[
        Literal["strategic", "leverage", "bottleneck", "routine"], BeforeValidator(read_word)
    ]
    reason: Sentence


class OurView(Strict):
    """What the account is to us: five answers by the seller, each a level 1 to 5."""

    revenue_share: Level | None = None
    """Its share of our revenue or margin."""
    growth: Level | None = None
    payment: Level | None = None
    """Whether it pays on time."""
    ease: Level | None = None
    """Whether it is easy to work with."""
    fit: Level | None = None
    """Its reference value, and fit with where we are going."""

    def answers(self) -> dict[str, int]:
        """Return the questions that have an answer."""
        return {key: level for key, level in self.model_dump().items() if level is not None}


# Longer lists belong in a CRM: a playbook that nobody finishes reading helps nobody (domain research 6.2).
MOST = 12
"""Entries of a list at most."""
LISTS = ("proof_points", "stakeholders", "objections", "actions")
_Few = Field(default=(), max_length=MOST)


class OfferingProfile(Strict):
    """One offering at one buyer: the input of everything."""

    format: Annotated[Literal[1], BeforeValidator(_format)]
    language: Annotated[Locale, BeforeValidator(read_word)] = Locale.EN
    seller: Seller
    offering: Offering
    account: Account | None = None
    answers: dict[str, Answers] = Field(default_factory=dict)
    """Evidence by factor id."""
    proof_points: Annotated[tuple[ProofPoint, ...], _Few]
    stakeholders: Annotated[tuple[Stakeholder, ...], _Few]
    objections: Annotated[tuple[Objection, ...], _Few]
    actions: Annotated[tuple[Action, ...], _Few]
    placement: Override | None = None
    our_view: OurView = Field(default_factory=OurView)
    money: MoneyGiven | None = None
    """What it costs, saves and is worth."""
