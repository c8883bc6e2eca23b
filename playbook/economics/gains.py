"""A gain made together: how large, what each side puts in, how it is shared, and when a pilot has paid for itself.

    pool a year     = baseline x improvement
    net pool        = pool - what the seller puts in - what the buyer puts in
    seller's gain   = share x net pool, never below the floor, never above the cap
    buyer's gain    = net pool - seller's gain
    payback         = cost of the pilot / (pool x part the pilot covers / 12), in months

Each side first takes back what it puts in; what is left is shared. What is paid once is spread evenly over the years; where
those are unknown there is a pool but nothing to share yet, for a contribution that cannot be counted is not zero.
"""

from __future__ import annotations

from dataclasses import dataclass

from playbook.economics.intake import Intake, OpenInput
from playbook.economics.sheet import Calculation, Measure, Operation, Path_
from playbook.economics.solving import Sheet
from playbook.economics.yearly import MONTHS, a_year
from playbook.profile import Figure, GainsGiven, Per, Pilot

AT: Path_ = ("money", "gains")
NEEDED = ("baseline", "improvement", "share")
MECHANICS = ("outcome", "floor", "cap", "measurement", "review")
"""What an agreement to share also settles; asked for where it is not given."""


@dataclass(frozen=True, slots=True)
class SharedGains:
    """The gain and how it is shared, a year, in the case's currency. Texts are ids of lines, unless they say otherwise."""

    calculation: Calculation
    outcome: str | None
    """What is to be reached, in the profile's words."""
    baseline: str | None
    pool: str | None
    """First result."""
    seller_puts_in: str | None
    buyer_puts_in: str | None
    net_pool: str | None
    """Result."""
    shared: str | None
    """Line: the seller's share of the net pool before floor and cap."""
    seller_gain: str | None
    """Result."""
    buyer_gain: str | None
    """Result."""
    has_floor: bool
    has_cap: bool
    measurement: str | None
    """How the gain is measured, in the profile's words."""
    review: str | None
    payback_months: str | None
    """Result: months until the pilot has paid for itself; infinite where it never does."""
    pilot_months: str | None
    """Input: how long the pilot lasts."""
    open_inputs: tuple[OpenInput, ...]


def compute_gains(intake: Intake) -> SharedGains | None:
    """Work out the gain; None where the profile says nothing of it."""
    given = intake.money.gains
    for part in (*NEEDED, *MECHANICS):
        if given is None or getattr(given, part) is None:
            intake.miss((*AT, part))
    if given is None:
        intake.miss((*AT, "pilot", "cost"))
        return None
    sheet = Sheet()
    baseline = _yearly(sheet, intake, "baseline", given.baseline, Per.YEAR, Per.MONTH)
    improvement = intake.number((*AT, "improvement"), given.improvement)
    pool = None
    if baseline and improvement:
        pool = sheet.line("pool", Operation.PRODUCT, baseline, sheet.take(improvement))
    puts = _contributions(sheet, intake, given)
    given_puts = (given.contributions.seller, given.contributions.buyer)
    is_whole = all(line or figure is None for line, figure in zip(puts, given_puts, strict=True))
    net = None
    if pool and is_whole:
        net = sheet.line("net-pool", Operation.DIFFERENCE, pool, *(one for one in puts if one))
    shared, seller, buyer = _sharing(sheet, intake, given, net)
    payback, months = _payback(sheet, intake, given.pilot, pool)
    results = [one for one in (pool, net, seller, buyer, payback) if one]
    return SharedGains(
        sheet.solve(results), given.outcome, baseline, pool, *puts, net, shared, seller, buyer,
        given.floor is not None, given.cap is not None, given.measurement, given.review, payback, months,
        intake.missed,
    )  # fmt: skip


def _yearly(
    sheet: Sheet, intake: Intake, name: str, figure: Figure | None, *allowed: Per
) -> str | None:
    amount = intake.amount((*AT, *name.split(".")), figure, *allowed)
    return a_year(sheet, intake, name, amount) if amount else None


def _contributions(
    sheet: Sheet, intake: Intake, given: GainsGiven
) -> tuple[str | None, str | None]:
    allowed = (Per.ONCE, Per.YEAR, Per.MONTH)
    put = given.contributions
    for party in ("seller", "buyer"):
        if getattr(put, party) is None:
            intake.miss((*AT, "contributions", party))
    return (
        _yearly(sheet, intake, "contributions.seller", put.seller, *allowed),
        _yearly(sheet, intake, "contributions.buyer", put.buyer, *allowed),
    )


def _sharing(
    sheet: Sheet, intake: Intake, given: GainsGiven, net: str | None
) -> tuple[str | None, str | None, str | None]:
    """Put the shares of both sides on the sheet; the floor counts after the cap, for it is a promise."""
    share = intake.number((*AT, "share"), given.share)
    floor = _yearly(sheet, intake, "floor", given.floor, Per.YEAR, Per.MONTH)
    cap = _yearly(sheet, intake, "cap", given.cap, Per.YEAR, Per.MONTH)
    if not (share and net):
        return None, None, None
    shared = seller = sheet.line("shared", Operation.PRODUCT, net, sheet.take(share))
    if cap:
        seller = sheet.line("shared.capped", Operation.SMALLEST, seller, cap)
    if floor:
        seller = sheet.line("shared.floored", Operation.LARGEST, seller, floor)
    seller = sheet.line("seller-gain", Operation.SUM, seller)
    return shared, seller, sheet.line("buyer-gain", Operation.DIFFERENCE, net, seller)


def _payback(
    sheet: Sheet, intake: Intake, pilot: Pilot | None, pool: str | None
) -> tuple[str | None, str | None]:
    path: Path_ = (*AT, "pilot")
    for part in ("cost", "share_of_pool", "months"):
        if pilot is None or getattr(pilot, part) is None:
            intake.miss((*path, part))
    if pilot is None:
        return None, None
    months = intake.number((*path, "months"), pilot.months)
    cost = intake.amount((*path, "cost"), pilot.cost, Per.ONCE)
    part_covered = intake.number((*path, "share_of_pool"), pilot.share_of_pool)
    lasts = sheet.take(months) if months else None
    if not (cost and pool and part_covered):
        return None, lasts
    covered = sheet.line("pilot.pool", Operation.PRODUCT, pool, sheet.take(part_covered))
    monthly = sheet.line("pilot.monthly", Operation.QUOTIENT, covered, MONTHS)
    payback = sheet.line(
        "pilot.payback", Operation.QUOTIENT, sheet.take(cost), monthly, measure=Measure.MONTHS
    )
    return payback, lasts
