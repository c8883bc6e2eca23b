"""The profile: what a seller knows of an offering and, where there is one, of the account.

Pydantic checks what a human typed; everything here is frozen afterwards. Positions in the file are not known here:
`playbook.sources.profiles` adds them to whatever these models refuse.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from playbook.errors import RefusalError, quoted
from playbook.locales import Locale
from playbook.quantities import (
    UNKNOWN_WORDS,
    Amount,
    AmountRange,
    Levels,
    Natural,
    names_currency,
    parse_amount,
    parse_amounts,
    parse_quantity,
)

FORMAT = 1
"""Version of the profile format this package reads."""

# Control, surrogate and private characters have no business in a name; bidirectional overrides can make a printed
# line read differently from what was checked.
_REFUSED_CATEGORIES = {"Cc", "Cs", "Co", "Cn"}
_REFUSED_CHARACTERS = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


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


E = TypeVar("E", bound=StrEnum)


def _plain_text(value: Any) -> Any:
    """Normalise a text to one line of composed characters, and refuse invisible trickery."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return value
    text = " ".join(unicodedata.normalize("NFC", str(value)).split())
    for character in text:
        if (
            unicodedata.category(character) in _REFUSED_CATEGORIES
            or character in _REFUSED_CHARACTERS
        ):
            raise RefusalError(
                f"holds a character that does not print (U+{ord(character):04X})",
                "Delete it, or type the text again.",
            )
    is_visible = any(unicodedata.category(character) not in {"Cf", "Zs"} for character in text)
    return text if is_visible else ""


def _word(value: Any) -> Any:
    """Let people write `new build`, `New_Build` or `new-build`."""
    return re.sub(r"[\s_]+", "-", value.strip().lower()) if isinstance(value, str) else value


def _iso_date(value: Any) -> Any:
    """Take only year-month-day: 3-4-2026 is April to one reader and March to the next."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    text = value.strip() if isinstance(value, str) else ""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise RefusalError("is not a date", "Write year-month-day, as in 2026-11-24.")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise RefusalError(
            f"is {quoted(text)}, which is no day in the calendar", "Check the month and the day."
        ) from None


def _amount(value: Any) -> Any:
    if isinstance(value, Amount):
        return value
    if isinstance(value, Mapping):
        if set(value) != {"amount", "currency"}:
            raise RefusalError(
                "does not have exactly the keys amount and currency",
                "Write one text, such as 4200000 EUR.",
            )
        value = f"{value['amount']} {value['currency']}"
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise RefusalError("is not an amount", "Write it as 4200000 EUR.")
    return parse_amount(str(value))


def _format(value: Any) -> Any:
    """Take 1 as number or text, and nothing that Python merely holds equal to it (true, 1.0)."""
    if isinstance(value, bool | float):
        return str(value)
    return FORMAT if value == str(FORMAT) else value


_Line = Annotated[str, BeforeValidator(_plain_text)]
Name = Annotated[_Line, StringConstraints(min_length=1, max_length=80)]
Claim = Annotated[_Line, StringConstraints(min_length=1, max_length=140)]
Sentence = Annotated[_Line, StringConstraints(min_length=1, max_length=240)]
Paragraph = Annotated[_Line, StringConstraints(min_length=1, max_length=2000)]
Short = Annotated[_Line, StringConstraints(min_length=1, max_length=40)]
Day = Annotated[date, BeforeValidator(_iso_date)]
Money = Annotated[Amount, BeforeValidator(_amount)]


class _Model(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", allow_inf_nan=False, arbitrary_types_allowed=True
    )


class Seller(_Model):
    """Who sells."""

    name: Name
    contact: Name | None = None
    """Who goes to the meeting."""
    role: Name | None = None


class Offering(_Model):
    """What is sold."""

    name: Name
    summary: Sentence
    """What it is, in one sentence."""
    category: Name | None = None
    """The purchasing category, in the buyer's words."""
    kind: Annotated[Kind | None, BeforeValidator(_word)] = None
    situation: Annotated[Situation | None, BeforeValidator(_word)] = None
    stage: Annotated[Stage | None, BeforeValidator(_word)] = None
    yearly_value: Money | None = None
    """What the contract is worth a year."""


class Account(_Model):
    """Who buys."""

    name: Name
    sector: Annotated[Sector, BeforeValidator(_word)] = Sector.PRIVATE
    industry: Name | None = None
    size: Name | None = None
    """How large, in whatever measure says most: `1,900 employees`, `14 sites`."""
    purchasing_volume: Money | None = None
    """What the buyer purchases a year, all in all."""


def _level(data: Any) -> Levels | None:
    level = _answer_value(data)
    if level is None or isinstance(level, Levels):
        return level
    raise RefusalError(f"{quoted(data)} is not a level", "Write 1 to 5, or a range such as 2..3.")


def _answer_value(data: Any) -> Levels | Natural | AmountRange | None:
    """Read an answer's value; None stands for unknown.

    Raises:
        RefusalError: with a message that completes "answers.alternatives ...".
    """
    if data is None or isinstance(data, Levels | Natural | AmountRange):
        return data
    if isinstance(data, bool) or not isinstance(data, str | int | float):
        raise RefusalError(
            "is not an answer", "Write a level from 1 to 5, a value with its unit, or unknown."
        )
    text = str(data).strip()
    if text.casefold() in UNKNOWN_WORDS:
        return None
    return parse_amounts(text) if names_currency(text) else parse_quantity(text)


class Answer(_Model):
    """One piece of evidence about one factor. The same factor may have several, with their dates."""

    level: Annotated[Levels | None, BeforeValidator(_level)] = None
    value: Annotated[Levels | Natural | AmountRange | None, BeforeValidator(_answer_value)] = None
    """What was said; None with no level means: not known."""
    sure: Annotated[Sure | None, BeforeValidator(_word)] = None
    said_by: Name | None = None
    """A stakeholder's name, or seller, user, procurement, published."""
    on: Day | None = None
    note: Sentence | None = None

    @property
    def is_known(self) -> bool:
        """Tell whether this says anything about the factor."""
        return self.level is not None or self.value is not None

    @model_validator(mode="before")
    @classmethod
    def _from_plain(cls, data: Any) -> Any:
        """Accept the short form, where an answer is just its value."""
        return data if isinstance(data, Mapping) else {"value": data}

    @model_validator(mode="after")
    def _says_something(self) -> Answer:
        if not {"level", "value"} & self.model_fields_set:
            raise RefusalError(
                "has neither a level nor a value", "Add value: unknown when nobody knows."
            )
        return self


def _answer_list(value: Any) -> Any:
    """Let one answer stand without brackets."""
    return value if isinstance(value, list | tuple) else [value]


Answers = Annotated[tuple[Answer, ...], BeforeValidator(_answer_list), Field(min_length=1)]


class ProofPoint(_Model):
    """Something that happened elsewhere and can be checked."""

    claim: Claim
    figure: Short | None = None
    source: Sentence | None = None
    on: Day | None = None


class Stakeholder(_Model):
    """Somebody at the buyer's who has a say."""

    name: Name
    function: Name | None = None
    role: Annotated[Role | None, BeforeValidator(_word)] = None
    stance: Annotated[Stance | None, BeforeValidator(_word)] = None
    note: Sentence | None = None


class Objection(_Model):
    """An objection that was met, and the answer if there is one."""

    objection: Sentence
    answer: Sentence | None = None


class Action(_Model):
    """Something to be done by somebody before a day."""

    action: Sentence
    owner: Name
    due: Day


class Override(_Model):
    """A human's placement instead of the model's, with the reason in writing."""

    quadrant: Annotated[
        Literal["strategic", "leverage", "bottleneck", "routine"], BeforeValidator(_word)
    ]
    reason: Sentence


Level = Annotated[int, Field(ge=1, le=5)]


class OurView(_Model):
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
_Few = Field(default=(), max_length=12)


class OfferingProfile(_Model):
    """One offering at one buyer: the input of everything."""

    format: Annotated[Literal[1], BeforeValidator(_format)]
    language: Annotated[Locale, BeforeValidator(_word)] = Locale.EN
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
