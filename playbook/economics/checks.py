"""What cannot be right in a money case, and what can but hardly is.

The bounds of what is plausible are ours: they are where a controller would ask "really?".
"""

from __future__ import annotations

from decimal import Decimal

from playbook.economics.elements import AT as COSTS
from playbook.economics.gains import AT as GAINS
from playbook.economics.gains import SharedGains
from playbook.economics.intake import Intake, evidence_in
from playbook.economics.process import AT as PROCESS
from playbook.economics.process import ProcessCost
from playbook.economics.references import Benchmark, Measures
from playbook.economics.sheet import Calculation, Path_
from playbook.economics.standstill import AT as STANDSTILL
from playbook.economics.total_cost import RATE, TotalCost
from playbook.economics.value import AT as VALUE
from playbook.economics.value import EconomicValue
from playbook.economics.yearly import UNITS, USES
from playbook.errors import quoted
from playbook.profile import Cited, Count, Hours, Months, Rate, Share, Side, Stated

PILOT_MONTHS: Path_ = (*GAINS, "pilot", "months")
HIGHEST_RATE = Decimal("0.15")
MOST_YEARS = 15
HIGHEST_ERROR_RATE = Decimal("0.20")
HIGHEST_PROBABILITY = Decimal("0.80")
MOST_HOURS = Decimal(720)
"""Thirty days on end."""
LARGEST_SAVING = Decimal("0.50")
"""Of the cost it comes from."""
_COST_KINDS = {
    "cost_per_order": (Measures.ORDER_COST, Measures.CARD_COST),
    "cost_per_invoice": (Measures.INVOICE_COST, Measures.E_INVOICE_COST),
}
RATE_BOUNDS = (Decimal("0.0005"), Decimal(2000))
"""What one unit of a currency can be worth in another."""
CLOSE_CURRENCIES = frozenset({"USD", "EUR", "GBP", "CHF"})
CLOSE_BOUNDS = (Decimal("0.3"), Decimal(3))
"""The same between these four, which have stayed within it since the euro."""
_CHECK = "Check it with whoever gave it."


def check_figures(intake: Intake) -> None:
    """Check every figure by itself: who, when, and whether its size is plausible."""
    for path, figure in evidence_in(intake.money, ("money",)):
        intake.party(path, figure)
        if isinstance(figure, Stated) and figure.on is None:
            said = "does not say when it was given"
            intake.warn(path, "undated", said, "Add on: with the day, as in 2026-11-24.")
        if isinstance(figure, Share):
            _check_share(intake, path, figure)
        if isinstance(figure, Hours) and figure.value.high > MOST_HOURS:
            said = f"is more than {MOST_HOURS} hours, thirty days on end"
            intake.warn(path, "implausible-hours", said, _CHECK)
        if isinstance(figure, Count) and path in (UNITS, USES) and not figure.value.low:
            intake.refuse(path, "none-counted", "is zero, of which there is no cost", "Correct it.")
        if path == PILOT_MONTHS and isinstance(figure, Months) and not figure.value.low:
            said = "is zero, and in no time a pilot shows nothing"
            intake.refuse(path, "none-counted", said, "Write its months, or drop the pilot.")
    _check_rates(intake)
    _check_years(intake)
    _check_counted(intake)
    _check_process_costs(intake)


_SHARE_BOUNDS = {
    "error_rate": (HIGHEST_ERROR_RATE, "implausible-error-rate", "an error rate"),
    "probability": (HIGHEST_PROBABILITY, "implausible-probability", "a chance of standstill"),
    "improvement": (LARGEST_SAVING, "large-saving", "an improvement"),
}


def _check_share(intake: Intake, path: Path_, figure: Share) -> None:
    bound = _SHARE_BOUNDS.get(str(path[-1]))
    if path == RATE:
        bound = (HIGHEST_RATE, "implausible-rate", "a discount rate")
    if bound and figure.value.high > bound[0]:
        said = f"is {bound[2]} over {_percent(bound[0])}"
        intake.warn(path, bound[1], said, _CHECK)


def _check_rates(intake: Intake) -> None:
    seen: set[tuple[str, str]] = set()
    for index, rate in enumerate(intake.money.rates):
        path: Path_ = ("money", "rates", index)
        pair = (rate.currency, rate.to)
        if rate.currency == rate.to:
            intake.refuse(path, "rate", "leads to its own currency", "Drop it.")
        elif pair in seen:
            intake.refuse(path, "rate", "gives a rate that stands above already", "Keep one.")
        seen.add(pair)
        _check_rate(intake, (*path, "rate"), rate)


def _check_rate(intake: Intake, path: Path_, rate: Rate) -> None:
    hint = f"Check which way round it is: what one {rate.currency} is worth in {rate.to}."
    lowest, highest = RATE_BOUNDS
    if not lowest <= rate.rate <= highest:
        said = f"is {rate.rate}, outside {lowest} to {highest}"
        intake.refuse(path, "rate", said, hint)
        return
    lowest, highest = CLOSE_BOUNDS
    if {rate.currency, rate.to} <= CLOSE_CURRENCIES and not lowest <= rate.rate <= highest:
        said = f"is {rate.rate}, outside {lowest} to {highest} for these two currencies"
        intake.warn(path, "implausible-exchange-rate", said, hint)


def _check_years(intake: Intake) -> None:
    years = intake.money.years
    if years is not None and years > MOST_YEARS:
        said = f"is more than {MOST_YEARS} years, which few figures hold for"
        intake.warn(("money", "years"), "implausible-years", said, "Compare over the contract.")


def _check_counted(intake: Intake) -> None:
    """Freed hours count for more than half only when somebody says what they will be used for."""
    given = intake.money.process
    if given is None:
        return
    if given.counted and given.use_of_hours is None and given.counted.value.high > LARGEST_SAVING:
        said = (
            "counts more than half of the freed hours, and nobody says what they will be used for"
        )
        intake.warn((*PROCESS, "counted"), "hours-counted", said, "Add use_of_hours:.")
    use = given.use_of_hours
    if use and intake.voice(use.said_by) is None:
        said = f"is {quoted(use.said_by)}, who is neither a party nor a stakeholder"
        hint = "Write buyer, or a stakeholder’s name."
        intake.refuse((*PROCESS, "use_of_hours", "said_by"), "unknown-voice", said, hint)


def _check_process_costs(intake: Intake) -> None:
    """Compare the cost of an order and of an invoice with what is published, and with the cash in it."""
    given = intake.money.process
    if given is None:
        return
    for name, kinds in _COST_KINDS.items():
        figure = getattr(given, name)
        path = (*PROCESS, name)
        if isinstance(figure, Cited):
            benchmark = intake.book.benchmarks.get(figure.benchmark)
            if benchmark and benchmark.measures not in kinds:
                said = f"names a benchmark that measures something else ({benchmark.measures})"
                intake.refuse(path, "wrong-benchmark", said, "Use one that measures this cost.")
        highest = intake.book.highest(*kinds)
        if isinstance(figure, Stated) and highest and _is_above(intake, figure, highest):
            said = (
                f"is more than the highest published figure, {highest.high} {highest.currency} "
                f"({highest.source})"
            )
            intake.warn(path, "above-benchmark", said, _CHECK)


def _is_above(intake: Intake, figure: Stated, benchmark: Benchmark) -> bool:
    """Compare in the case's currency where rates are given, else one to one: the yardstick is a rough one."""
    rates = {rate.currency: rate.rate for rate in intake.money.rates if rate.to == intake.currency}
    own = figure.value.high * rates.get(figure.value.currency, Decimal(1))
    return own > benchmark.high * rates.get(benchmark.currency, Decimal(1))


def check_results(
    intake: Intake,
    total_cost: TotalCost | None,
    process: ProcessCost | None,
    gains: SharedGains | None,
    value: EconomicValue | None,
) -> None:
    """Check what the figures lead to together."""
    if total_cost:
        _check_total_cost(intake, total_cost)
    if process:
        _check_process(intake, process)
    if gains:
        _check_gains(intake, gains)
    if value:
        _check_value(intake, value)


def _check_total_cost(intake: Intake, cost: TotalCost) -> None:
    sheet = cost.calculation
    for one in cost.comparisons.values():
        if _base(sheet, one.share) > LARGEST_SAVING:
            said = f"saves over {_percent(LARGEST_SAVING)} of the {one.side} cost"
            intake.warn(COSTS, "large-saving", said, "Check that both sides hold the same things.")
    for side, total in cost.totals.items():
        if _base(sheet, total) < 0:
            said = f"brings in more than it costs on the side {side}"
            intake.warn(COSTS, "negative-cost", said, "Check what comes in: minus: true.")
    offer, current = (cost.standstill.get(side) for side in (Side.OFFER, Side.CURRENT))
    if offer and current and _base(sheet, offer.yearly) > _base(sheet, current.yearly):
        said = "is worse than today’s standstill"
        intake.warn((*STANDSTILL, Side.OFFER.value), "more-after", said, _CHECK)


def _check_process(intake: Intake, process: ProcessCost) -> None:
    sheet = process.calculation
    for change in process.changes:
        if change.removed and _base(sheet, change.removed) < 0:
            said = "is more after than now"
            intake.warn((*PROCESS, "after", change.name), "more-after", said, _CHECK)
    for index, step in enumerate(process.steps):
        if step.after > step.now:
            said = "is more after than now"
            intake.warn((*PROCESS, "steps", index, "after"), "more-after", said, _CHECK)
    if process.handling and process.cost_now and process.cost_after:
        # All of it, before half of the hours are left uncounted: that half hides how much is said to vanish.
        now, handling = _base(sheet, process.cost_now), _base(sheet, process.handling)
        if now and handling / now > LARGEST_SAVING:
            said = f"saves {_percent(handling / now)} of today’s cost of handling"
            intake.warn(PROCESS, "large-saving", said, _CHECK)
    if process.break_even and _base(sheet, process.break_even) > LARGEST_SAVING:
        said = f"saves more on handling than {_percent(LARGEST_SAVING)} of the price"
        intake.warn(PROCESS, "large-break-even", said, "Check the price a year and the counts.")
    _check_parts(intake, sheet)


def _check_parts(intake: Intake, sheet: Calculation) -> None:
    """Check that no part of the handling is more than the whole it belongs to."""
    for when in ("now", "after"):
        rush, orders = (
            sheet.input(f"money.process.{when}.{name}") for name in ("emergency_orders", "orders")
        )
        if rush and orders and rush.low > orders.high:
            said = "are more than all orders, of which they are a part"
            path = (*PROCESS, when, "emergency_orders")
            intake.refuse(path, "part-above-whole", said, "Count them within the orders.")
    for name in ("order", "invoice"):
        cash, cost = (sheet.input(f"money.process.{kind}_per_{name}") for kind in ("cash", "cost"))
        if cash and cost and (cash.low > cost.low or cash.high > cost.high):
            said = f"is more than cost_per_{name}, of which it is a part"
            hint = "Correct one of the two, at both ends of the range."
            intake.refuse((*PROCESS, f"cash_per_{name}"), "part-above-whole", said, hint)


def _check_gains(intake: Intake, gains: SharedGains) -> None:
    sheet = gains.calculation
    floor, cap = (sheet.line(name) for name in ("floor", "cap"))
    ends = [sheet.input(f"money.gains.{name}") for name in ("floor", "cap")]
    if floor and cap and all(ends) and _highest(sheet, "floor") > _lowest(sheet, "cap"):
        said = "is above the cap"
        intake.refuse((*GAINS, "floor"), "floor-above-cap", said, "Lower it, or raise the cap.")
    if gains.net_pool and _base(sheet, gains.net_pool) < 0:
        said = "cost more than the gain they help to make"
        intake.warn((*GAINS, "contributions"), "no-gain", said, _CHECK)
    elif floor and gains.net_pool and floor.base > _base(sheet, gains.net_pool):
        said = "is more than there is to share: the buyer would pay to take part"
        intake.warn((*GAINS, "floor"), "floor-above-pool", said, "Lower it.")


def _highest(sheet: Calculation, name: str) -> Decimal:
    return max(_ends(sheet, name))


def _lowest(sheet: Calculation, name: str) -> Decimal:
    return min(_ends(sheet, name))


def _ends(sheet: Calculation, name: str) -> tuple[Decimal, ...]:
    """Return both ends of an amount, by the year."""
    given, line = sheet.input(f"money.gains.{name}"), sheet.line(name)
    if given is None or line is None or not given.base:
        return (Decimal(0),)
    times = line.base / given.base
    return given.low * times, given.high * times


def _check_value(intake: Intake, value: EconomicValue) -> None:
    sheet = value.calculation
    for name in (value.better, value.worse):
        if name and value.reference_price:
            reference = _base(sheet, value.reference_price)
            if _base(sheet, name) > LARGEST_SAVING * reference:
                said = f"has differences {name}, over {_percent(LARGEST_SAVING)} of the reference price"
                intake.warn((*VALUE, "differences"), "large-saving", said, _CHECK)


def _base(sheet: Calculation, name: str) -> Decimal:
    """Return the base value of a line that is on the sheet."""
    line = sheet.line(name)
    return line.base if line else Decimal(0)


def _percent(share: Decimal) -> str:
    return f"{share * 100:.0f}%"
