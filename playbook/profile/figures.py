"""Figures of the money case: amounts, shares and counts, each with who gave it, when and why."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Discriminator, Tag, model_validator

from playbook.errors import RefusalError, quoted
from playbook.profile.fields import Day, Name, Sentence, Strict
from playbook.quantities import AmountRange, Range, parse_amounts, parse_count, parse_share


class Per(StrEnum):
    """What an amount is paid for each time."""

    ONCE = "once"
    YEAR = "year"
    MONTH = "month"
    UNIT = "unit"
    """Once for each unit."""
    UNIT_YEAR = "unit per year"
    UNIT_MONTH = "unit per month"
    USE = "use"
    """Each time a unit is used once: a kilometre, a print, a running hour."""
    ORDER = "order"
    INVOICE = "invoice"
    ERROR = "error"
    HOUR = "hour"


_PER_WORDS = {
    **{word.value: word for word in Per},
    "eenmalig": Per.ONCE, "one-off": Per.ONCE, "jaar": Per.YEAR, "maand": Per.MONTH,
    "eenheid": Per.UNIT, "stuk": Per.UNIT, "eenheid per jaar": Per.UNIT_YEAR, "stuk per jaar": Per.UNIT_YEAR,
    "eenheid per maand": Per.UNIT_MONTH, "stuk per maand": Per.UNIT_MONTH,
    "unit of use": Per.USE, "gebruik": Per.USE, "gebruikseenheid": Per.USE,
    "bestelling": Per.ORDER, "factuur": Per.INVOICE, "fout": Per.ERROR, "uur": Per.HOUR,
}  # fmt: skip
_HOUR_WORDS = frozenset({"hour", "hours", "uur", "h"})
_MONTH_WORDS = frozenset({"month", "months", "maand", "maanden"})
_YEAR_WORDS = frozenset({"year", "years", "jaar", "jaren"})
MOST_YEARS = 50
"""A comparison over more years than this is no comparison."""
_FINEST = 4
"""Decimal places of an amount: a kilometre costs € 0.2134."""


def _per(value: Any) -> Any:
    if isinstance(value, Per):
        return value
    word = re.sub(r"[\s_-]+", " ", value.strip().lower()) if isinstance(value, str) else ""
    found = _PER_WORDS.get(word.removeprefix("per ")) or _PER_WORDS.get(word.replace(" ", "-"))
    if found is None:
        known = ", ".join(one.value for one in Per)
        raise RefusalError(f"is {quoted(value)}, which we cannot count with", f"Use {known}.")
    return found


def _plain(value: Any, what: str, hint: str) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise RefusalError(f"is not {what}", hint)
    return str(value).strip()


def _amounts(value: Any) -> Any:
    if isinstance(value, AmountRange):
        return value
    return parse_amounts(_plain(value, "an amount", "Write it as 667 EUR or 35..90 EUR."), _FINEST)


def _share(value: Any) -> Any:
    if isinstance(value, Range):
        return value
    return parse_share(_plain(value, "a share", "Write it as 6% or 10..20%."))


def _counted(words: Collection[str] = ()) -> BeforeValidator:
    def read(value: Any) -> Any:
        if isinstance(value, Range):
            return value
        return parse_count(_plain(value, "a number", "Write it as 600 or 20..25."), words)

    return BeforeValidator(read)


def _years(value: Any) -> Any:
    text = _plain(value, "a number of years", "Write a whole number, such as 4.")
    years = parse_count(text, _YEAR_WORDS)
    if years.low != years.high or years.low % 1 or not 1 <= years.low <= MOST_YEARS:
        raise RefusalError(
            f"is {quoted(value)}", f"Write a whole number of years from 1 to {MOST_YEARS}."
        )
    return int(years.low)


Amounts = Annotated[AmountRange, BeforeValidator(_amounts)]
PerWord = Annotated[Per, BeforeValidator(_per)]
Years = Annotated[int, BeforeValidator(_years)]


class Stated(Strict):
    """An amount that somebody stated: a value or a range, for what each time, by whom and when."""

    value: Amounts
    per: PerWord
    said_by: Name
    """buyer, seller, user, procurement, a name, or published with its source."""
    on: Day | None = None
    note: Sentence | None = None
    source: Sentence | None = None


class Cited(Strict):
    """An amount from `content/benchmarks.yaml`, by id."""

    benchmark: Name
    note: Sentence | None = None


def _form(value: Any) -> str:
    is_cited = isinstance(value, Cited) or (isinstance(value, Mapping) and "benchmark" in value)
    return "(cited)" if is_cited else "(stated)"


# No key of a file is written in round brackets, so these tags can be told from keys in a path.
Figure = Annotated[
    Annotated[Stated, Tag("(stated)")] | Annotated[Cited, Tag("(cited)")], Discriminator(_form)
]
"""An amount of money as evidence."""


class _Noted(Strict):
    """A number with who gave it and when; the short form is the number alone."""

    said_by: Name | None = None
    on: Day | None = None
    note: Sentence | None = None
    source: Sentence | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_plain(cls, data: Any) -> Any:
        if not isinstance(data, Mapping):
            return {"value": data}
        if "value" in data and data.get("said_by") is None:
            raise RefusalError(
                "does not say who gave it", "Add said_by: buyer, or seller, or a name."
            )
        return data


class Share(_Noted):
    """A share of a whole, 0 to 100%."""

    value: Annotated[Range, BeforeValidator(_share)]


class Count(_Noted):
    """A number of things."""

    value: Annotated[Range, _counted()]


class Hours(_Noted):
    """A number of hours."""

    value: Annotated[Range, _counted(_HOUR_WORDS)]


class Months(_Noted):
    """A number of months."""

    value: Annotated[Range, _counted(_MONTH_WORDS)]


Evidence = Stated | Cited | Share | Count | Hours | Months
"""Everything in the money section that somebody measured, estimated or quoted."""
EVIDENCE = (Stated, Cited, Share, Count, Hours, Months)
