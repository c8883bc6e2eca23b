"""Filled coffee cards into answers: which profile a card belongs to, who answered when, and what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from playbook.document.coffee_card import CARD_FORMAT, LONGEST_NAME, LONGEST_REMARK, UNKNOWN
from playbook.errors import CardError, Problem, RefusalError, quoted
from playbook.kraljic.factors import HIGHEST, LOWEST, QuestionBank
from playbook.locales import Locale
from playbook.profile.fields import Sentence
from playbook.sources.card_dates import read_day
from playbook.sources.card_forms import FormFields, card_failure, load_form

_LEVELS = {str(level): level for level in range(LOWEST, HIGHEST + 1)}


class CardIdentity(BaseModel):
    """What a card says of itself."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    format: int | str
    profile: Annotated[str | None, Field(max_length=1000)] = None
    """The profile's file, as named from the project."""
    account: str | None = None
    offering: str
    language: Literal["en", "nl"]
    questions: Annotated[tuple[str, ...], Field(max_length=100)]

    @property
    def locale(self) -> Locale:
        """The card's language."""
        return Locale(self.language)

    @property
    def path(self) -> PurePosixPath | None:
        """The profile's file; None where none is named, or one outside the project."""
        path = PurePosixPath(self.profile or "")
        is_inside = path.name and not path.is_absolute() and ".." not in path.parts
        return path if is_inside and "\0" not in str(path) else None


@dataclass(frozen=True, slots=True)
class CardAnswer:
    """What was crossed and written under one question."""

    factor_id: str
    level: int | None
    """1 to 5; None for “don’t know”, or for a remark without a cross."""
    remark: str | None


@dataclass(frozen=True, slots=True)
class FilledCard:
    """A card as it came back."""

    file: str
    identity: CardIdentity
    name: str | None
    """Who answered."""
    on: date | None
    """The day written on it."""
    answers: tuple[CardAnswer, ...]


def load_card(path: Path, bank: QuestionBank, today: date, name: str | None = None) -> FilledCard:
    """Read one filled card.

    Args:
        path: a PDF with its form, or the JSON file that the HTML form saves.
        bank: the questions it may answer.
        today: the last day it can have been filled in.
        name: what to call the file in messages; without it the path.

    Raises:
        CardError: with everything that is wrong, at once.
    """
    file = name or str(path)
    form = load_form(path, file)
    identity = _identity(form, file)
    reader = _Reader(form, file, bank)
    card = FilledCard(
        file,
        identity,
        reader.text("name", LONGEST_NAME),
        reader.day(today),
        tuple(reader.answers(identity.questions)),
    )
    if reader.problems:
        raise CardError(tuple(reader.problems))
    if not card.answers:
        raise card_failure(
            "empty-card",
            file,
            "has no box crossed and no remark written",
            "If it looks filled in, save it in the viewer first, and not by printing it to PDF.",
        )
    return card


def _identity(form: FormFields, file: str) -> CardIdentity:
    hint = "Print the card again with this version, or type the answers into the HTML form."
    try:
        identity = CardIdentity.model_validate(form.card)
    except ValidationError:
        raise card_failure(
            "not-a-card", file, "is a form, but does not say which card it is", hint
        ) from None
    if str(identity.format) != str(CARD_FORMAT):
        message = f"is a card of format {quoted(identity.format)}, not {CARD_FORMAT}"
        raise card_failure("card-format", file, message, hint)
    return identity


class _Reader:
    """Reads one form, collecting every problem on the way."""

    def __init__(self, form: FormFields, file: str, bank: QuestionBank) -> None:
        self._form = form
        self._file = file
        self._bank = bank
        self.problems: list[Problem] = []

    def _refuse(self, code: str, field: str, message: str, hint: str) -> None:
        self.problems.append(Problem(code, f"{field} {message}", self._file, hint=hint))

    def answers(self, asked: Iterable[str]) -> Iterable[CardAnswer]:
        """Return what is filled in, question by question."""
        listed = list(dict.fromkeys(asked))
        stray = {key.removesuffix("-note") for key in (*self._form.values, *self._form.doubles)}
        listed += sorted(stray - set(listed) - {"name", "date"})
        for factor_id in listed:
            level = self._level(factor_id)
            remark = self.text(f"{factor_id}-note", LONGEST_REMARK)
            if level is None and remark is None:
                continue
            if factor_id not in self._bank:
                self._refuse(
                    "unknown-question",
                    quoted(factor_id),
                    "is answered, but the question bank has no such question",
                    "The card is older or newer than content/questions.yaml; print it again.",
                )
                continue
            yield CardAnswer(factor_id, _LEVELS.get(level or ""), remark)

    def _level(self, factor_id: str) -> str | None:
        """Return the value of the box that is crossed."""
        if factor_id in self._form.doubles:
            message = "has two boxes crossed"
            self._refuse("two-boxes", factor_id, message, "Ask which one is meant; leave one.")
            return None
        value = self._form.values.get(factor_id)
        if value is None or value in _LEVELS or value == UNKNOWN:
            return value
        hint = f"Its boxes are {LOWEST} to {HIGHEST} and {UNKNOWN}."
        self._refuse("impossible-value", factor_id, f"is {quoted(value)}", hint)
        return None

    def text(self, field: str, most: int) -> str | None:
        """Return what is written in a field, on one line."""
        if field in self._form.doubles:
            self._refuse("two-texts", field, "is filled in twice, differently", "Leave one.")
            return None
        value = self._form.values.get(field)
        if value is None:
            return None
        try:
            text = TypeAdapter(Sentence).validate_python(" ".join(value.split()))
        except ValidationError as error:
            details = error.errors(include_url=False)[0]
            cause = details.get("ctx", {}).get("error")
            message = getattr(cause, "message", "is longer than 240 characters")
            self._refuse("text", field, message, f"Shorten it to {most} plain characters.")
            return None
        if len(text) > most:
            self._refuse("too-long", field, f"has {len(text)} characters", f"Keep to {most}.")
            return None
        return text or None

    def day(self, today: date) -> date | None:
        """Return the day on the card."""
        text = self.text("date", 40)
        if text is None:
            return None
        try:
            return read_day(text, today)
        except RefusalError as error:
            self._refuse("date", "date", error.message, error.hint or "")
            return None
