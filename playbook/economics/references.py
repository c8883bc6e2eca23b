"""Reference figures and cost templates, as data that somebody else writes (`content/benchmarks.yaml`, `cost-templates.yaml`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from playbook.locales import Locale
from playbook.profile import Per, Phase


class Measures(StrEnum):
    """What a benchmark measures."""

    ORDER_COST = "order-cost"
    INVOICE_COST = "invoice-cost"
    E_INVOICE_COST = "e-invoice-cost"
    E_INVOICE_SAVING = "e-invoice-saving"
    CARD_COST = "card-cost"
    CARD_SAVING = "card-saving"
    STANDSTILL_COST = "standstill-cost"


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A published figure: a range that others found. Its low end counts, its source is printed beside it."""

    id: str
    measures: Measures
    what: Mapping[Locale, str]
    low: Decimal
    high: Decimal
    currency: str
    per: Per
    year: int | None
    """Year of the figure; None where its source carries no date."""
    country: str
    """Where it was found: a two-letter code, or `INT` where the source spans countries or does not say."""
    source: str
    """Id in `content/sources.yaml`, whose caution is printed with it."""


@dataclass(frozen=True, slots=True)
class TemplateElement:
    """A cost element of a template: what to ask, and who has the number."""

    id: str
    phase: Phase
    per: Per
    """What its amount is usually stated for each time."""
    name: Mapping[Locale, str]
    ask: Mapping[Locale, str]
    """The question that gets the number."""
    holder: Mapping[Locale, str]
    """Who has it."""
    minus: bool = False
    """Whether it comes in instead of going out."""


@dataclass(frozen=True, slots=True)
class CostTemplate:
    """The cost elements that matter for one sort of purchase."""

    id: str
    name: Mapping[Locale, str]
    unit: Mapping[Locale, str]
    elements: tuple[TemplateElement, ...]

    def element(self, element_id: str) -> TemplateElement | None:
        """Return an element, or None where the template has none of that id."""
        return next((one for one in self.elements if one.id == element_id), None)


@dataclass(frozen=True, slots=True)
class CostBook:
    """All benchmarks and templates, by id."""

    benchmarks: Mapping[str, Benchmark] = field(default_factory=dict)
    templates: Mapping[str, CostTemplate] = field(default_factory=dict)

    def highest(self, *measured: Measures) -> Benchmark | None:
        """Return the benchmark with the highest high end among those that measure one of these."""
        found = [one for one in self.benchmarks.values() if one.measures in measured]
        return max(found, key=lambda one: one.high, default=None)
