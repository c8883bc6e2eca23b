"""`content/benchmarks.yaml` and `cost-templates.yaml` into the cost book. Teams replace a file to use other figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from playbook.economics.references import (
    Benchmark,
    CostBook,
    CostTemplate,
    Measures,
    TemplateElement,
)
from playbook.economics.standstill import STANDSTILL
from playbook.economics.yearly import SPREADABLE
from playbook.errors import ContentError, Problem, RefusalError
from playbook.locales import Locale
from playbook.profile import Phase
from playbook.profile.figures import Amounts, Per, PerWord
from playbook.sources.content import load_source
from playbook.sources.project import Project
from playbook.sources.refusals import dotted, in_file_order, placed, problems_in
from playbook.sources.source import Path_, SourceDocument

BENCHMARKS_FILE = "benchmarks.yaml"
TEMPLATES_FILE = "cost-templates.yaml"
SOURCES_FILE = "sources.yaml"

_Text = Annotated[str, Field(min_length=1)]
_EARLIEST, _LATEST = 1950, 2100


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class _Texts(_Entry):
    """One text in both languages."""

    en: _Text
    nl: _Text

    def by_locale(self) -> Mapping[Locale, str]:
        return {Locale.EN: self.en, Locale.NL: self.nl}


class _BenchmarkEntry(_Entry):
    measures: Measures
    what: _Texts
    value: Amounts
    per: PerWord
    year: Annotated[int, Field(ge=_EARLIEST, le=_LATEST)] | None
    country: Annotated[str, Field(pattern=r"^([A-Z]{2}|INT)$")]
    source: _Text

    @model_validator(mode="after")
    def _is_above_zero(self) -> _BenchmarkEntry:
        if not self.value.low:
            raise RefusalError("has zero as its low end", "Give what was found.")
        return self


class _ElementEntry(_Entry):
    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    phase: Phase
    per: PerWord
    minus: bool = False
    name: _Texts
    ask: _Texts
    holder: _Texts

    @model_validator(mode="after")
    def _can_be_counted(self) -> _ElementEntry:
        if self.per not in SPREADABLE:
            words = ", ".join(one.value for one in SPREADABLE)
            raise RefusalError(
                f"is per {self.per.value}, which a total cost cannot count", f"Use {words}."
            )
        if self.id == STANDSTILL:
            raise RefusalError(
                "has the id of the standstill, which is asked for by itself", "Name it otherwise."
            )
        return self


class _TemplateEntry(_Entry):
    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    name: _Texts
    unit: _Texts
    elements: tuple[_ElementEntry, ...]


class _TemplatesEntry(_Entry):
    templates: tuple[_TemplateEntry, ...]


def load_costs(project: Project) -> CostBook:
    """Read benchmarks and cost templates.

    Raises:
        ContentError: with everything that is wrong in them.
    """
    problems: list[Problem] = []
    benchmarks = _read(project, BENCHMARKS_FILE, _read_benchmarks, problems)
    templates = _read(project, TEMPLATES_FILE, _read_templates, problems)
    if problems:
        raise ContentError(tuple(problems))
    return CostBook(benchmarks or {}, templates or {})


def check_costs(project: Project) -> list[Problem]:
    """Return everything that is wrong in both files, also a benchmark whose source does not exist."""
    try:
        book = load_costs(project)
        known = load_source(project, SOURCES_FILE).data
        source = load_source(project, BENCHMARKS_FILE)
    except ContentError as error:
        return list(error.problems)
    return [
        placed(
            "unknown-source",
            (one.id, "source"),
            f"{one.id} names a source {one.source} that sources.yaml does not have",
            "Add it there.",
            source,
        )
        for one in book.benchmarks.values()
        if one.source not in known
    ]


_T = TypeVar("_T")


def _read(
    project: Project,
    name: str,
    read: Callable[[SourceDocument, list[Problem]], _T],
    problems: list[Problem],
) -> _T | None:
    found: list[Problem] = []
    try:
        result = read(load_source(project, name), found)
    except ContentError as error:
        problems += error.problems
        return None
    problems += in_file_order(found)
    return result


def _read_benchmarks(source: SourceDocument, problems: list[Problem]) -> dict[str, Benchmark]:
    found: dict[str, Benchmark] = {}
    for key, data in source.data.items():
        try:
            entry = _BenchmarkEntry.model_validate(data)
        except ValidationError as error:
            problems += problems_in(error, source, _BenchmarkEntry, (key,))
            continue
        value = entry.value
        found[key] = Benchmark(
            key, entry.measures, entry.what.by_locale(), value.low, value.high, value.currency,
            entry.per, entry.year, entry.country, entry.source,
        )  # fmt: skip
    return found


def _read_templates(source: SourceDocument, problems: list[Problem]) -> dict[str, CostTemplate]:
    try:
        entry = _TemplatesEntry.model_validate(source.data)
    except ValidationError as error:
        problems += problems_in(error, source, _TemplatesEntry)
        return {}
    problems += _check_ids(("templates",), entry.templates, source)
    for index, template in enumerate(entry.templates):
        problems += _check_ids(("templates", index, "elements"), template.elements, source)
    return {one.id: _template(one) for one in entry.templates}


def _check_ids(
    at: Path_,
    entries: tuple[_TemplateEntry, ...] | tuple[_ElementEntry, ...],
    source: SourceDocument,
) -> Iterator[Problem]:
    """Tell an id that stands twice, and a list without entries."""
    ids = [one.id for one in entries]
    if not ids:
        yield placed("empty", at, f"{dotted(at)} is empty", "Add an entry.", source)
    for index, key in enumerate(ids):
        if key in ids[:index]:
            path = (*at, index, "id")
            yield placed("repeated-id", path, f"{key} stands here twice", "Keep one.", source)


def _template(entry: _TemplateEntry) -> CostTemplate:
    elements = tuple(
        TemplateElement(
            one.id, one.phase, Per(one.per), one.name.by_locale(), one.ask.by_locale(),
            one.holder.by_locale(), one.minus,
        )
        for one in entry.elements
    )  # fmt: skip
    return CostTemplate(entry.id, entry.name.by_locale(), entry.unit.by_locale(), elements)
