"""Single fields: texts, days and amounts as people type them, and the strictness that every model shares."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    StringConstraints,
    Tag,
)

from playbook.errors import RefusalError, quoted
from playbook.locales import NO_BREAK_SPACE
from playbook.quantities import Amount, parse_amount

# Control, surrogate and private characters have no business in a name; bidirectional overrides can make a printed
# line read differently from what was checked.
_REFUSED_CATEGORIES = {"Cc", "Cs", "Co", "Cn"}
_REFUSED_CHARACTERS = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


# `€ 1.250` must not break after its sign.
_SIGN_AND_AMOUNT = re.compile(r"([€$£]) (?=\d)")


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
    return _SIGN_AND_AMOUNT.sub(f"\\1{NO_BREAK_SPACE}", text) if is_visible else ""


def read_word(value: Any) -> Any:
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


_Line = Annotated[str, BeforeValidator(_plain_text)]
Name = Annotated[_Line, StringConstraints(min_length=1, max_length=80)]
Claim = Annotated[_Line, StringConstraints(min_length=1, max_length=140)]
Sentence = Annotated[_Line, StringConstraints(min_length=1, max_length=240)]
Paragraph = Annotated[_Line, StringConstraints(min_length=1, max_length=2000)]
Short = Annotated[_Line, StringConstraints(min_length=1, max_length=40)]
Day = Annotated[date, BeforeValidator(_iso_date)]
_PlainAmount = Annotated[Amount, BeforeValidator(_amount)]


class Strict(BaseModel):
    """A group of keys: frozen once read, and refusing keys it does not know."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", allow_inf_nan=False, arbitrary_types_allowed=True
    )


@dataclass(frozen=True, slots=True)
class StatedAmount(Amount):
    """An amount with who gave it and when."""

    said_by: str
    on: date | None = None
    note: str | None = None


class _AmountGiven(Strict):
    value: _PlainAmount
    per: Annotated[Literal["year", "jaar"] | None, BeforeValidator(read_word)] = None
    """Both amounts of a profile are a year's; saying so is fine, and nothing else can be said."""
    said_by: Name
    on: Day | None = None
    note: Sentence | None = None


def _stated(given: _AmountGiven) -> StatedAmount:
    amount = given.value
    return StatedAmount(amount.value, amount.currency, given.said_by, given.on, given.note)


def _form(value: Any) -> str:
    return "(stated)" if isinstance(value, Mapping) and "value" in value else "(plain)"


if TYPE_CHECKING:
    Money = Amount
else:
    Money = Annotated[
        Annotated[_PlainAmount, Tag("(plain)")]
        | Annotated[_AmountGiven, AfterValidator(_stated), Tag("(stated)")],
        Discriminator(_form),
    ]
    """An amount: a text, or a group of keys that also says who gave it (a `StatedAmount`)."""
