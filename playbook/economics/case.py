"""The money case of a profile: four calculations, as far as what is known allows, and what is still to be asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from playbook.economics.checks import check_figures, check_results
from playbook.economics.gains import SharedGains, compute_gains
from playbook.economics.intake import Intake, OpenInput
from playbook.economics.process import ProcessCost, compute_process
from playbook.economics.references import Benchmark, CostBook, CostTemplate
from playbook.economics.sheet import Calculation, Input, Party
from playbook.economics.total_cost import TotalCost, compute_total_cost
from playbook.economics.value import EconomicValue, compute_value
from playbook.errors import Fault, Problem, ProfileError, Severity
from playbook.profile import MoneyGiven, OfferingProfile

SECTIONS = ("total_cost", "process", "gains", "value")
"""The calculations, as keys of `money` in a profile."""


@dataclass(frozen=True, slots=True)
class MoneyCase:
    """Everything about money that can be worked out; a calculation is None where not enough is known for any of it."""

    currency: str | None
    """ISO code that all amounts are in; None where the profile has none."""
    years: int | None
    total_cost: TotalCost | None
    process: ProcessCost | None
    gains: SharedGains | None
    value: EconomicValue | None
    open_inputs: tuple[OpenInput, ...]
    """What is needed and not given, of all four."""

    def open_for(self, section: str) -> tuple[OpenInput, ...]:
        """Return what one calculation still needs; *section* is one of `SECTIONS`."""
        return tuple(one for one in self.open_inputs if one.section == section)

    @property
    def inputs(self) -> tuple[Input, ...]:
        """Every input of all four, each once."""
        found: dict[str, Input] = {}
        for part in (self.total_cost, self.process, self.gains, self.value):
            if part:
                found |= {one.id: one for one in part.calculation.inputs}
        return tuple(found.values())

    @property
    def benchmarks(self) -> tuple[Benchmark, ...]:
        """Every benchmark in use: each is to be marked where it is printed, with its source."""
        used = {one.benchmark.id: one.benchmark for one in self.inputs if one.benchmark}
        return tuple(used.values())

    @property
    def questions(self) -> tuple[OpenInput, ...]:
        """Return what the calculations that were begun still need; where none was, what all of them do.

        Whoever has worked out a total cost need not be asked for the orders and invoices of another calculation.
        """
        begun = self.calculations
        return tuple(one for one in self.open_inputs if not begun or one.section in begun)

    @property
    def calculations(self) -> dict[str, Calculation]:
        """Return the calculations that have any step, by section."""
        parts = {
            "total_cost": self.total_cost,
            "process": self.process,
            "gains": self.gains,
            "value": self.value,
        }
        return {
            section: part.calculation
            for section, part in parts.items()
            if part and part.calculation.lines
        }

    def of_party(self, party: Party) -> tuple[Input, ...]:
        """Return every input that one party supplied."""
        return tuple(one for one in self.inputs if one.party is party)


def compute_case(
    profile: OfferingProfile,
    benchmarks: Mapping[str, Benchmark],
    templates: Mapping[str, CostTemplate],
) -> MoneyCase:
    """Work out the money case of a profile; one that says nothing of money has an empty case with everything open.

    Raises:
        ProfileError: when a figure cannot be right (see `resolve_money`).
    """
    case, faults = resolve_money(profile, CostBook(benchmarks, templates))
    wrong = [fault for fault in faults if fault.severity is Severity.ERROR]
    if wrong:
        raise ProfileError(tuple(Problem(f.code, f.message, hint=f.hint) for f in wrong))
    return case


def resolve_money(profile: OfferingProfile, book: CostBook) -> tuple[MoneyCase, tuple[Fault, ...]]:
    """Work out the money case, and tell everything in it that cannot be right or hardly is.

    With an error among the faults the case is only as good as the rest.
    """
    money = profile.money or MoneyGiven.model_validate({})
    intake = Intake(profile, money, book)
    intake.check_plain_amounts()
    intake.section = "total_cost"
    total_cost = compute_total_cost(intake)
    intake.section = "process"
    process = compute_process(intake)
    intake.section = "gains"
    gains = compute_gains(intake)
    intake.section = "value"
    value = compute_value(intake)
    case = MoneyCase(
        intake.currency, money.years, total_cost, process, gains, value, tuple(intake.open_inputs)
    )
    if profile.money is not None:
        check_figures(intake)
        check_results(intake, total_cost, process, gains, value)
    return case, tuple(dict.fromkeys(intake.faults))
