"""An answer: one piece of evidence about one factor, in any of the forms in which people give it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from playbook.errors import RefusalError, quoted
from playbook.profile.fields import Day, Name, Sentence, Strict, read_word
from playbook.profile.words import Sure
from playbook.quantities import (
    UNKNOWN_WORDS,
    AmountRange,
    Levels,
    Natural,
    names_currency,
    parse_amounts,
    parse_quantity,
)


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


class Answer(Strict):
    """One piece of evidence about one factor. The same factor may have several, with their dates."""

    level: Annotated[Levels | None, BeforeValidator(_level)] = None
    value: Annotated[Levels | Natural | AmountRange | None, BeforeValidator(_answer_value)] = None
    """What was said; None with no level means: not known."""
    sure: Annotated[Sure | None, BeforeValidator(read_word)] = None
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
