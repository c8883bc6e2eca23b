"""Cost elements on the sheet: what each costs on each side, at one time or by the year, and over all years."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from playbook.economics.intake import Intake, dotted
from playbook.economics.references import CostTemplate, TemplateElement
from playbook.economics.sheet import Measure, Operation, Path_
from playbook.economics.solving import Sheet
from playbook.economics.standstill import STANDSTILL
from playbook.economics.yearly import PAID_ONCE, SPREADABLE, take_scale
from playbook.errors import quoted
from playbook.locales import Locale
from playbook.profile import Element, Phase, Side, TotalCostGiven

PRICE = "price"
"""The id of the cost element that is the price."""
AT: Path_ = ("money", "total_cost")
MINUS_ONE = Decimal(-1)


@dataclass(frozen=True, slots=True)
class CostElement:
    """One element of the total cost, with the ids of its input and its lines on each side that has it."""

    id: str
    name: Mapping[Locale, str] | str
    """In both languages where it comes from a template, else as the profile has it; empty for the standstill."""
    phase: Phase
    minus: bool
    template: TemplateElement | None
    inputs: Mapping[Side, str]
    """Id of the input, by side; none for the standstill, which has several."""
    totals: Mapping[Side, str]
    """Id of the line with its cost over all years, discounted, by side; negative where it comes in."""


@dataclass
class CostSheet:
    """A sheet of costs over some years, discounted at a rate."""

    sheet: Sheet
    intake: Intake
    given: TotalCostGiven
    years: int
    rate: str | Decimal
    """Id of the discount rate, or zero."""

    def worth(self, line: str, amount: str, at: int) -> str:
        """Put a line with what *amount* at the end of year *at* is worth today."""
        if not at or self.rate == 0:
            return self.sheet.line(line, Operation.SUM, amount)
        factor = f"discount.{at}"
        if factor not in self.sheet.specs:
            self.sheet.line(
                factor, Operation.DISCOUNT, self.rate, Decimal(at), measure=Measure.NUMBER
            )
        return self.sheet.line(line, Operation.PRODUCT, amount, factor)


def find_template(intake: Intake, given: TotalCostGiven) -> CostTemplate | None:
    """Return the template that is named; one that does not exist is noted."""
    if given.template is None:
        return None
    template = intake.book.templates.get(given.template)
    if template is None:
        known = ", ".join(intake.book.templates) or "none"
        said = f"is {quoted(given.template)}, which is no template"
        hint = f"Use one of content/cost-templates.yaml: {known}."
        intake.refuse((*AT, "template"), "unknown-template", said, hint)
    return template


_Merged = tuple[str, Element, Mapping[Locale, str] | str, Phase, bool, TemplateElement | None]


def merged(intake: Intake, given: TotalCostGiven, template: CostTemplate | None) -> list[_Merged]:
    """Return every element with its name and phase: those of the template first, then the profile's own."""
    known = {one.id: one for one in template.elements} if template else {}
    found: list[_Merged] = []
    for key in dict.fromkeys((*known, *given.elements)):
        element = given.elements.get(key, Element())
        of = known.get(key)
        path = (*AT, "elements", key)
        name = element.name or (of.name if of else None)
        phase = element.phase or (of.phase if of else None)
        if key == PRICE:
            name, phase = (
                name or {Locale.EN: "Price", Locale.NL: "Prijs"},
                phase or Phase.ACQUISITION,
            )
        if not re.fullmatch(r"[\w-]+", key):
            said = "is no id"
            intake.refuse(path, "bad-id", said, "Use letters, digits, - and _ only.")
        elif key == STANDSTILL:
            said = "has the name of the standstill, which is worked out by itself"
            intake.refuse(path, "reserved-id", said, "Put it under total_cost.standstill.")
        elif name is None or phase is None:
            if template is not None or given.template is None:
                _unknown_element(intake, path, key, template)
        else:
            minus = of.minus if of and element.minus is None else bool(element.minus)
            found.append((key, element, name, phase, minus, of))
    return found


def _unknown_element(intake: Intake, path: Path_, key: str, template: CostTemplate | None) -> None:
    of = f"the template {template.id} has no {key}" if template else "there is no template"
    known = f"one of {', '.join(one.id for one in template.elements)}, or " if template else ""
    hint = f"Use {known}add name: and phase: ({', '.join(Phase)})."
    intake.refuse(path, "unknown-element", f"has no name or phase of its own, and {of}", hint)


def put_element(
    book: CostSheet,
    key: str,
    element: Element,
    name: Mapping[Locale, str] | str,
    phase: Phase,
    minus: bool,
    of: TemplateElement | None,
) -> CostElement:
    """Put one element on the sheet, on every side that has it."""
    inputs: dict[Side, str] = {}
    totals: dict[Side, str] = {}
    for side in Side:
        path = (*AT, "elements", key, side.value)
        total = _put_side(book, path, element, phase, minus, side)
        if total:
            inputs[side], totals[side] = dotted(path), total
        elif side is not Side.ALTERNATIVE and element.of(side) is None:
            book.intake.miss(path, key)
    return CostElement(key, name, phase, minus, of, inputs, totals)


def _put_side(
    book: CostSheet, path: Path_, element: Element, phase: Phase, minus: bool, side: Side
) -> str | None:
    """Put what an element costs on one side: at one time or in a year, then over all years."""
    amount = book.intake.amount(path, element.of(side), *SPREADABLE)
    if amount is None:
        return None
    scale = take_scale(book.sheet, book.intake, amount.per)
    if scale is None:
        return None
    line = f"cost.{path[-2]}.{side.value}"
    signed = (MINUS_ONE,) if minus else ()
    if amount.per in PAID_ONCE:
        at = _year_of(book, path, element, phase)
        once = book.sheet.line(
            f"{line}.once", Operation.PRODUCT, book.sheet.take(amount), *scale, *signed
        )
        return book.worth(f"{line}.total", once, at)
    if element.in_year is not None:
        said = "says in which year it is paid, but is not paid once"
        book.intake.refuse(path[:-1], "in-year", said, "Drop in_year:, or state it per once.")
    yearly = book.sheet.line(
        f"{line}.yearly", Operation.PRODUCT, book.sheet.take(amount), *scale, *signed
    )
    return book.sheet.line(f"{line}.total", Operation.PRODUCT, yearly, "annuity")


def _year_of(book: CostSheet, path: Path_, element: Element, phase: Phase) -> int:
    """Return the year at whose end something paid once is paid; 0 is the start."""
    if element.in_year is None:
        return {Phase.USE: 1, Phase.END_OF_LIFE: book.years}.get(phase, 0)
    if element.in_year > book.years:
        said = f"is paid in year {element.in_year}, after the {book.years} years that are compared"
        book.intake.refuse(
            (*path[:-1], "in_year"), "in-year", said, f"Write a year from 1 to {book.years}."
        )
    return element.in_year
