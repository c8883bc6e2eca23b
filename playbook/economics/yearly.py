"""An amount per something into an amount a year or once: the arithmetic behind each word after `per`."""

from __future__ import annotations

from decimal import Decimal

from playbook.economics.intake import Intake, dotted
from playbook.economics.sheet import Input, Operation, Path_
from playbook.economics.solving import Sheet
from playbook.profile import Count, Per

MONTHS = Decimal(12)
SPREADABLE = (
    Per.ONCE,
    Per.YEAR,
    Per.MONTH,
    Per.UNIT,
    Per.UNIT_YEAR,
    Per.UNIT_MONTH,
    Per.USE,
)
"""What can be counted over a life or a year."""
PAID_ONCE = frozenset({Per.ONCE, Per.UNIT})
YEARS: Path_ = ("money", "years")
YEARS_HINT = "Add years: with the term of the contract."
UNITS: Path_ = ("money", "total_cost", "units")
USES: Path_ = ("money", "total_cost", "uses")


def take_scale(sheet: Sheet, intake: Intake, per: Per | None) -> tuple[str | Decimal, ...] | None:
    """Return what to multiply an amount by to get what is paid at one moment, or in one year.

    Once 1; a month 12; a unit the number of units; a use that number times the uses of one unit in a year. None where a
    count it needs is not given, which is noted as open and told.
    """
    given = intake.money.total_cost
    factors: list[str | Decimal] = [MONTHS] if per in (Per.MONTH, Per.UNIT_MONTH) else []
    needed: list[tuple[Path_, Count | None]] = []
    if per in (Per.UNIT, Per.UNIT_YEAR, Per.UNIT_MONTH, Per.USE):
        needed.append((UNITS, given.units if given else None))
    if per is Per.USE:
        needed.append((USES, given.uses if given else None))
    kind = "use" if per is Per.USE else "unit"
    is_complete = True
    for path, figure in needed:
        found = sheet.inputs.get(dotted(path)) or intake.number(path, figure)
        if found:
            factors.append(sheet.take(found))
        else:
            intake.miss(path)
            if figure is None:
                said = f"is missing: amounts per {kind} are left out"
                intake.warn(path, "missing-count", said, f"Add {path[-1]}: with the number.")
            is_complete = False
    return tuple(factors) if is_complete else None


def a_year(sheet: Sheet, intake: Intake, name: str, amount: Input) -> str | None:
    """Put the line `<name>` on the sheet: an amount by the year, what is paid once spread evenly over the years."""
    scale = take_scale(sheet, intake, amount.per)
    years = intake.money.years
    if amount.per in PAID_ONCE and years is None:
        intake.miss(YEARS)
        said = "is missing: what is paid once is left out of what is counted by the year"
        intake.warn(YEARS, "missing-count", said, YEARS_HINT)
        return None
    if scale is None:
        return None
    total = sheet.take(amount)
    if amount.per in PAID_ONCE:
        if scale:
            total = sheet.line(f"{name}.once", Operation.PRODUCT, total, *scale)
        return sheet.line(name, Operation.QUOTIENT, total, Decimal(years or 1))
    return sheet.line(name, Operation.PRODUCT, total, *scale)
