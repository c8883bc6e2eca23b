"""`content/questions.yaml` into the question bank. Teams replace the file to ask other questions."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from playbook.errors import ContentError, RefusalError
from playbook.kraljic.factors import Factor, FactorText, QuestionBank, Scale
from playbook.kraljic.matrix import Axis
from playbook.locales import Locale
from playbook.quantities import Unit
from playbook.sources.content import load_source
from playbook.sources.project import Project
from playbook.sources.refusals import in_file_order, placed, problems_in

FILE = "questions.yaml"


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class _ScaleEntry(_Entry):
    unit: Unit
    bounds: tuple[float, float, float, float]
    rising: bool = True
    base: Literal["yearly_value", "purchasing_volume"] | None = None
    maximum: Annotated[float, Field(gt=0)] | None = None

    @model_validator(mode="after")
    def _bounds_in_order(self) -> _ScaleEntry:
        if list(self.bounds) != sorted(set(self.bounds), reverse=not self.rising):
            order = "rise" if self.rising else "fall"
            raise RefusalError(f"has bounds that do not {order}", "Put them in order.")
        return self


class _TextEntry(_Entry):
    name: str = Field(min_length=1)
    question: str = Field(min_length=1)
    anchors: tuple[str, str, str, str, str]
    low: str = Field(min_length=1)
    high: str = Field(min_length=1)
    ask_buyer: str = Field(min_length=1)
    ask_colleague: str = Field(min_length=1)


class _FactorEntry(_Entry):
    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    axis: Axis
    sources: tuple[str, ...] = Field(min_length=1)
    scale: _ScaleEntry | None = None
    en: _TextEntry
    nl: _TextEntry


class _BankEntry(_Entry):
    factors: tuple[_FactorEntry, ...]


def load_bank(project: Project) -> QuestionBank:
    """Read the question bank.

    Raises:
        ContentError: with everything that is wrong in it.
    """
    source = load_source(project, FILE)
    try:
        entry = _BankEntry.model_validate(source.data)
    except ValidationError as error:
        raise ContentError(in_file_order(problems_in(error, source, _BankEntry))) from None
    ids = [factor.id for factor in entry.factors]
    problems = tuple(
        placed(
            "repeated-id", ("factors", index, "id"), f"{key} is asked twice", "Keep one.", source
        )
        for index, key in enumerate(ids)
        if key in ids[:index]
    )
    if not ids:
        problems = (placed("empty", ("factors",), "asks nothing", "Add a question.", source),)
    if problems:
        raise ContentError(problems)
    return QuestionBank(tuple(map(_factor, entry.factors)))


def _factor(entry: _FactorEntry) -> Factor:
    return Factor(
        entry.id,
        entry.axis,
        {Locale.EN: _text(entry.en), Locale.NL: _text(entry.nl)},
        entry.sources,
        _scale(entry.scale) if entry.scale else None,
    )


def _text(entry: _TextEntry) -> FactorText:
    fields: dict[str, Any] = entry.model_dump()
    return FactorText(**fields)


def _scale(entry: _ScaleEntry) -> Scale:
    return Scale(entry.unit, entry.bounds, entry.rising, entry.base, entry.maximum)
