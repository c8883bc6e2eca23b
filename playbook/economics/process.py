"""What handling costs now and after, and the price difference that the way of working is worth.

    handling saved = orders removed x cost per order + invoices removed x cost per invoice      (a year)
    cash           = orders removed x cash per order + invoices removed x cash per invoice
    capacity freed = handling saved - cash, of which only the counted share is a saving
    risk avoided   = errors avoided x cost per error + rush orders avoided x their extra cost
    break-even     = (cash + capacity counted) / price a year

The break-even is that of domain 4.5, with cash counted whole. Half of the freed capacity counts unless the buyer says what
the hours will be used for, or `counted` says how much. Errors are the error rate times the invoices. Risk is shown beside
the saving and is no part of the break-even.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from playbook.economics.intake import Intake, OpenInput
from playbook.economics.justifier import Justifier, choose_justifier
from playbook.economics.sheet import Calculation, Input, Measure, Operation, Path_
from playbook.economics.solving import Sheet
from playbook.economics.yearly import take_scale
from playbook.profile import Count, Figure, Load, Per, ProcessGiven, UseOfHours

AT: Path_ = ("money", "process")
COUNTS = (
    "orders", "invoices", "lines_per_invoice", "articles", "people", "sites", "emergency_orders",
)  # fmt: skip
HALF = Decimal("0.5")
"""Share of freed hours that counts when nobody says what they will be used for (domain 4.5)."""


@dataclass(frozen=True, slots=True)
class Change:
    """A load now and after; ids of inputs, and of the line with what is removed where both are known."""

    name: str
    """orders, invoices, lines_per_invoice, articles, people, sites, emergency_orders or error_rate."""
    now: str | None
    after: str | None
    removed: str | None


@dataclass(frozen=True, slots=True)
class StepChange:
    """A step of the process map, with its counts at base."""

    name: str
    now: Decimal
    after: Decimal
    unit: str | None

    @property
    def is_removed(self) -> bool:
        """Tell whether nothing is left of it."""
        return self.after == 0 and self.now > 0


@dataclass(frozen=True, slots=True)
class ProcessCost:
    """The saving on handling, a year, in the case's currency. Texts are ids of lines; None where not enough is known."""

    calculation: Calculation
    changes: tuple[Change, ...]
    steps: tuple[StepChange, ...]
    cost_now: str | None
    """Line: orders x cost per order + invoices x cost per invoice, as it is now."""
    cost_after: str | None
    handling: str | None
    """Line: what handling costs less, cash and capacity together."""
    cash: str | None
    capacity: str | None
    """Line: the freed capacity in full."""
    capacity_counted: str | None
    """Line: the part of it that counts."""
    risk: str | None
    saving: str | None
    """Line and first result: cash and counted capacity."""
    saving_with_risk: str | None
    price: str | None
    """Input or line: the price a year the break-even divides by."""
    break_even: str | None
    """Line and result: the price difference, as a share of the price, that the way of working is worth."""
    counted_share: Decimal
    """How much of the freed capacity counts, at base."""
    is_default_share: bool
    """Whether that is our default of a half."""
    use_of_hours: UseOfHours | None
    justifier: Justifier | None
    open_inputs: tuple[OpenInput, ...]


_COSTS = (("orders", "order", Per.ORDER), ("invoices", "invoice", Per.INVOICE))


class _Process:
    """Puts the lines on the sheet one group after the other."""

    def __init__(self, intake: Intake, given: ProcessGiven) -> None:
        self.intake, self.given = intake, given
        self.sheet = Sheet()

    def count(self, when: str, name: str) -> str | None:
        """Take one count of the load on the sheet."""
        load: Load | None = getattr(self.given, when)
        figure = getattr(load, name) if load else None
        found = self.intake.number((*AT, when, name), figure, self.given.said_by, self.given.on)
        return self.sheet.take(found) if found else None

    def cost(self, name: str, per: Per) -> str | None:
        """Take one cost on the sheet."""
        figure: Figure | None = getattr(self.given, name)
        found = self.intake.amount((*AT, name), figure, per)
        return self.sheet.take(found) if found else None

    def change(self, name: str) -> Change:
        """Put what is removed of one count on the sheet."""
        now, after = self.count("now", name), self.count("after", name)
        removed = None
        if now and after:
            measure = Measure.SHARE if name == "error_rate" else Measure.NUMBER
            removed = self.sheet.line(
                f"{name}.removed", Operation.DIFFERENCE, now, after, measure=measure
            )
        return Change(name, now, after, removed)

    def product(
        self, line: str, *terms: str | None, measure: Measure = Measure.MONEY
    ) -> str | None:
        """Put a product on the sheet where all its terms are known."""
        known = [term for term in terms if term]
        if len(known) < len(terms):
            return None
        return self.sheet.line(line, Operation.PRODUCT, *known, measure=measure)

    def sum(self, line: str, *terms: str | None) -> str | None:
        """Put the sum of the terms that are known on the sheet."""
        known = [term for term in terms if term]
        return self.sheet.line(line, Operation.SUM, *known) if known else None


def compute_process(intake: Intake) -> ProcessCost | None:
    """Work out the process saving; None where the profile says nothing of the process."""
    given = intake.money.process
    price = intake.yearly_price() if given else None
    if not (intake.money.yearly_price or intake.profile.offering.yearly_value):
        intake.miss(("money", "yearly_price"))
    if given is None:
        for line, cost, _ in _COSTS:
            intake.miss((*AT, "now", line))
            intake.miss((*AT, "after", line))
            intake.miss((*AT, f"cost_per_{cost}"))
        return None
    work = _Process(intake, given)
    changes = {name: work.change(name) for name in (*COUNTS, "error_rate")}
    now, after, handling, cash = _handling(work, changes)
    counted_share, share, is_default = _counted(work)
    capacity, counted = _capacity(work, handling, cash, counted_share)
    risk = work.sum("risk", _errors(work, changes), _rush(work, changes))
    saving = work.sum("saving", cash, counted)
    with_risk = work.sum("saving-with-risk", saving, risk)
    price_line, break_even = _break_even(work, price, saving)
    results = (saving, break_even, with_risk, risk, handling)
    calculation = work.sheet.solve(one for one in results if one)
    return ProcessCost(
        calculation, tuple(changes.values()), _steps(given), now, after, handling, cash, capacity, counted, risk,
        saving, with_risk, price_line, break_even, share, is_default, given.use_of_hours,
        choose_justifier(calculation, price_line), intake.missed,
    )  # fmt: skip


def _handling(
    work: _Process, changes: dict[str, Change]
) -> tuple[str | None, str | None, str | None, str | None]:
    """Put the cost now, the cost after, what is saved and the cash in it on the sheet."""
    parts: list[tuple[str | None, str | None, str | None, str | None]] = []
    for plural, name, per in _COSTS:
        change = changes[plural]
        cost = work.cost(f"cost_per_{name}", per)
        cash = work.cost(f"cash_per_{name}", per)
        for missing, path in (
            (change.now, (*AT, "now", plural)),
            (change.after, (*AT, "after", plural)),
            (cost, (*AT, f"cost_per_{name}")),
        ):
            if missing is None:
                work.intake.miss(path)
        parts.append(
            (
                work.product(f"{plural}.cost-now", change.now, cost),
                work.product(f"{plural}.cost-after", change.after, cost),
                work.product(f"{plural}.saved", change.removed, cost),
                work.product(f"{plural}.cash", change.removed, cash) if cost else None,
            )
        )
    now, after, saved, cash_lines = zip(*parts, strict=True)
    return (
        work.sum("cost-now", *now),
        work.sum("cost-after", *after),
        work.sum("handling", *saved),
        work.sum("cash", *cash_lines),
    )


def _counted(work: _Process) -> tuple[str | Decimal, Decimal, bool]:
    """Return the term for how much of the freed hours counts, its base value, and whether it is our default."""
    given = work.intake.number((*AT, "counted"), work.given.counted)
    if given:
        return work.sheet.take(given), given.base, False
    if work.given.use_of_hours:
        return Decimal(1), Decimal(1), False
    return HALF, HALF, True


def _capacity(
    work: _Process, handling: str | None, cash: str | None, share: str | Decimal
) -> tuple[str | None, str | None]:
    """Put the freed capacity on the sheet, in full and as far as it counts."""
    if handling is None:
        return None, None
    terms = (handling, cash) if cash else (handling,)
    capacity = work.sheet.line("capacity", Operation.DIFFERENCE, *terms)
    return capacity, work.sheet.line("capacity.counted", Operation.PRODUCT, capacity, share)


def _errors(work: _Process, changes: dict[str, Change]) -> str | None:
    """Put what avoided errors save on the sheet: error rate x invoices, now less after, x cost of one."""
    rate, invoices = changes["error_rate"], changes["invoices"]
    cost = work.cost("cost_per_error", Per.ERROR)
    measure = Measure.NUMBER
    now = work.product("errors.now", rate.now, invoices.now, measure=measure)
    after = work.product("errors.after", rate.after, invoices.after, measure=measure)
    if not (now and after):
        return None
    removed = work.sheet.line("errors.removed", Operation.DIFFERENCE, now, after, measure=measure)
    if cost is None:
        work.intake.miss((*AT, "cost_per_error"))
    return work.product("errors.saved", removed, cost)


def _rush(work: _Process, changes: dict[str, Change]) -> str | None:
    """Put what avoided rush orders save on the sheet, over and above an order."""
    cost = work.cost("cost_per_emergency_order", Per.ORDER)
    removed = changes["emergency_orders"].removed
    if removed and cost is None:
        work.intake.miss((*AT, "cost_per_emergency_order"))
    return work.product("emergency_orders.saved", removed, cost)


def _break_even(
    work: _Process, price: Input | None, saving: str | None
) -> tuple[str | None, str | None]:
    """Put the price a year and the saving as a share of it on the sheet."""
    if price is None:
        return None, None
    scale = take_scale(work.sheet, work.intake, price.per)
    if scale is None:
        return None, None
    line = work.sheet.take(price)
    if scale:
        line = work.sheet.line("price", Operation.PRODUCT, line, *scale)
    if saving is None:
        return line, None
    share = work.sheet.line("break-even", Operation.QUOTIENT, saving, line, measure=Measure.SHARE)
    return line, share


def _steps(given: ProcessGiven) -> tuple[StepChange, ...]:
    def middle(count: Count) -> Decimal:
        return (count.value.low + count.value.high) / 2

    return tuple(
        StepChange(step.name, middle(step.now), middle(step.after), step.unit)
        for step in given.steps
    )
