"""What a standstill costs: probability within a year x hours it lasts x cost of an hour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from playbook.economics.intake import Intake
from playbook.economics.sheet import Input, Measure, Operation, Path_
from playbook.economics.solving import Sheet
from playbook.profile import Per, Side, Standstill, StandstillSide

STANDSTILL = "standstill"
AT: Path_ = ("money", "total_cost", STANDSTILL)
_PARTS = ("probability", "hours", "cost_per_hour")


@dataclass(frozen=True, slots=True)
class StandstillCost:
    """One side's standstill, by the ids of inputs and lines."""

    probability: str
    """Input, or where the offer avoids a share of today's standstills the line with what is left."""
    hours: str
    cost_per_hour: str
    one: str
    """Line: what one standstill costs, hours x cost of an hour."""
    yearly: str
    """Line: what to expect in a year, probability x what one costs."""
    total: str
    """Line: over all years, yearly x annuity factor."""


def put_standstill(sheet: Sheet, intake: Intake, given: Standstill | None) -> dict[Side, str]:
    """Put the standstill of every side that is known on the sheet; return the total line of each.

    Nothing is guessed from today's situation but what a side leaves out while it names the rest: then the same figure
    counts on both sides, so that its uncertainty cannot make a saving by itself.
    """
    current = _inputs(intake, Side.CURRENT, given.current if given else None)
    for part in _PARTS:
        if part not in current:
            intake.miss((*AT, Side.CURRENT.value, part), STANDSTILL)
    if given is None:
        return {}
    if given.avoided is None and given.offer is None:
        intake.miss((*AT, "avoided"), STANDSTILL)
    if given.avoided and given.offer:
        said = "is given beside the standstill of the offer, and both say what is left"
        intake.refuse((*AT, "avoided"), "said-twice", said, "Keep one of the two.")
    totals: dict[Side, str] = {}
    for side in (Side.CURRENT, Side.OFFER, Side.ALTERNATIVE):
        own = _inputs(intake, side, given.of(side)) if side is not Side.CURRENT else current
        avoided = side is Side.OFFER and given.avoided is not None
        if own or avoided:
            parts = {part: own.get(part) or current.get(part) for part in _PARTS}
            if all(parts.values()):
                terms = {part: sheet.take(one) for part, one in parts.items() if one}
                totals[side] = _put_side(sheet, intake, given, side, terms)
    return totals


def _inputs(intake: Intake, side: Side, given: StandstillSide | None) -> dict[str, Input]:
    if given is None:
        return {}
    path = (*AT, side.value)
    found = {
        "probability": intake.number((*path, "probability"), given.probability),
        "hours": intake.number((*path, "hours"), given.hours),
        "cost_per_hour": intake.amount((*path, "cost_per_hour"), given.cost_per_hour, Per.HOUR),
    }
    return {part: one for part, one in found.items() if one}


def _put_side(
    sheet: Sheet, intake: Intake, given: Standstill, side: Side, terms: Mapping[str, str]
) -> str:
    name = f"{STANDSTILL}.{side.value}"
    probability = terms["probability"]
    avoided = intake.number((*AT, "avoided"), given.avoided) if side is Side.OFFER else None
    if avoided:
        kept = sheet.line(
            f"{name}.kept",
            Operation.DIFFERENCE,
            Decimal(1),
            sheet.take(avoided),
            measure=Measure.SHARE,
        )
        probability = sheet.line(
            f"{name}.probability", Operation.PRODUCT, probability, kept, measure=Measure.SHARE
        )
    one = sheet.line(f"{name}.one", Operation.PRODUCT, terms["hours"], terms["cost_per_hour"])
    yearly = sheet.line(f"{name}.yearly", Operation.PRODUCT, probability, one)
    return sheet.line(f"{name}.total", Operation.PRODUCT, yearly, "annuity")


def standstill_of(sheet: Sheet) -> dict[Side, StandstillCost]:
    """Return the standstill of every side that was put on the sheet."""
    found: dict[Side, StandstillCost] = {}
    for side in Side:
        name = f"{STANDSTILL}.{side.value}"
        if f"{name}.total" in sheet.specs:
            hours, cost = (str(term) for term in sheet.specs[f"{name}.one"].terms)
            probability = str(sheet.specs[f"{name}.yearly"].terms[0])
            found[side] = StandstillCost(
                probability, hours, cost, f"{name}.one", f"{name}.yearly", f"{name}.total"
            )
    return found
