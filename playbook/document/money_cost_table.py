"""The elements of a total cost in a table: phases with their sums, under each its elements as they were stated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from playbook.document.money_parts import NOTHING_KNOWN, Cell, Row, Table, stated
from playbook.document.money_words import MoneyWords
from playbook.economics.elements import PRICE, CostElement
from playbook.economics.sheet import Calculation, Input, Line, Operation
from playbook.economics.standstill import STANDSTILL
from playbook.economics.total_cost import Comparison, TotalCost
from playbook.profile import Per, Phase, Side


def is_incomplete(elements: Iterable[CostElement], side: Side) -> bool:
    """Tell whether one side misses an element that is known elsewhere, so that its total cannot stand beside the others."""
    return any(one.totals and side not in one.totals for one in elements)


@dataclass
class CostTable:
    """Puts the elements in a table: phases with their sums, under each its elements as they were stated."""

    words: MoneyWords
    cost: TotalCost
    against: Comparison | None
    most: int

    @property
    def at(self) -> Calculation:
        return self.cost.calculation

    def table(self) -> Table:
        """Return the table."""
        t = self.words.t
        sides = [side for side in Side if side in self.cost.totals]
        shown = self._largest()
        rows: list[Row] = []
        for phase in Phase:
            own = [one for one in self.cost.elements if one.phase is phase]
            sums = [self.at.line(self.cost.phases.get((side, phase), "")) for side in sides]
            if not any(sums):
                continue
            cells = [self._sum(own, side, one) for side, one in zip(sides, sums, strict=True)]
            rows.append(
                Row(
                    (Cell(t(f"phase.{phase}")), Cell(), Cell(), *cells, Cell(self._saved(own))),
                    "group",
                )
            )
            for element in own:
                if element.id in shown:
                    rows += self._element_rows(element, sides)
        cells = [self._total(side) for side in sides]
        rows.append(
            Row(
                (
                    Cell(t("page.total-over", years=self.cost.years)),
                    Cell(),
                    Cell(),
                    *cells,
                    Cell(self._saved(list(self.cost.elements))),
                ),
                "sum",
            )
        )
        heads = tuple(t(f"page.short.{side}") for side in sides)
        saving = t("page.saved-over", years=self.cost.years) if self.against else ""
        columns = (t("page.element"), t("page.per"), t("page.times"), *heads, saving)
        return Table(
            t("page.recompute"),
            columns,
            tuple(rows),
            f"cost of-{len(sides)}",
            2,
            tuple(self._notes(shown)),
        )

    def _sum(self, elements: list[CostElement], side: Side, amount: Line | None) -> Cell:
        """Return what a phase costs on one side; no zero where one is all that is known of it beside what is not."""
        if amount is None or (amount.base == 0 and is_incomplete(elements, side)):
            return NOTHING_KNOWN
        return Cell(self.words.exact(amount.base))

    def _total(self, side: Side) -> Cell:
        """Return what one side costs in all, marked where it misses what another side has."""
        line = self.at.line(self.cost.totals[side])
        mark = self.words.t("page.incomplete") if is_incomplete(self.cost.elements, side) else ""
        return Cell(self.words.exact(line.base), mark) if line else NOTHING_KNOWN

    def _largest(self) -> set[str]:
        """Return the elements to show: those that differ most between the sides first, then the dearest; none that is nil."""
        elements = [one for one in self.cost.elements if any(self._totals(one).values())]

        def weight(one: CostElement) -> tuple[bool, Decimal, Decimal]:
            totals = self._totals(one)
            return (
                one.id == PRICE,
                max(totals.values()) - min(totals.values()),
                max(map(abs, totals.values())),
            )

        return {one.id for one in sorted(elements, key=weight, reverse=True)[: self.most]}

    def _totals(self, one: CostElement) -> dict[Side, Decimal]:
        lines = {side: self.at.line(line) for side, line in one.totals.items()}
        return {side: line.base for side, line in lines.items() if line}

    def _saved(self, elements: list[CostElement]) -> str:
        """Write what elements save together, as far as they are compared."""
        if self.against is None:
            return ""
        lines = [self.at.line(self.against.by_element.get(one.id, "")) for one in elements]
        known = [line.base for line in lines if line]
        return self.words.exact(sum(known, Decimal(0))) if known else ""

    def _element_rows(self, element: CostElement, sides: list[Side]) -> Iterator[Row]:
        """Yield a row for each way in which an element was stated: most often one."""
        if element.id == STANDSTILL:
            yearly = {side: self.cost.standstill.get(side) for side in sides}
            lines = {side: self.at.line(one.yearly) for side, one in yearly.items() if one}
            cells = [
                Cell(self.words.exact(line.base)) if (line := lines.get(side)) else Cell()
                for side in sides
            ]
            factor = self._factor("annuity")
            label = Cell(self.words.t("standstill"))
            yield Row(
                (
                    label,
                    Cell(self.words.each(Per.YEAR)),
                    Cell(factor),
                    *cells,
                    Cell(self._saved([element])),
                )
            )
            return
        groups: dict[tuple[str, str], dict[Side, Input]] = {}
        for side, input_id in element.inputs.items():
            one = self.at.input(input_id)
            if one:
                factor = self._written(self._scale(element, side))
                groups.setdefault((self.words.each(one.per), factor), {})[side] = one
        name = self.words.element(element.id)
        for index, ((per, factor), of) in enumerate(groups.items()):
            cells = [stated(self.words, of.get(side)) for side in sides]
            saved = self._saved([element]) if index == len(groups) - 1 else ""
            yield Row(
                (Cell(name if index == 0 else ""), Cell(per), Cell(factor), *cells, Cell(saved))
            )

    def _scale(self, element: CostElement, side: Side) -> Decimal:
        """Return what a stated amount is multiplied by to get its cost over all years."""
        line = f"cost.{element.id}.{side}"
        total = self.at.line(element.totals[side])
        first = self.at.line(f"{line}.once") or self.at.line(f"{line}.yearly")
        factor = Decimal(1)
        for one in (first, total):
            if one is None or one.operation is not Operation.PRODUCT:
                continue
            for term in one.terms:
                known = term if isinstance(term, Decimal) else self._number(term)
                factor *= Decimal(1) if known is None else known
        return factor

    def _number(self, term: str) -> Decimal | None:
        """Return a factor that is an input or a line of its own; None for the amount itself and for steps on the way."""
        if term == "annuity" or term.startswith("discount."):
            line = self.at.line(term)
            return line.base if line else None
        if term in ("money.total_cost.units", "money.total_cost.uses"):
            one = self.at.input(term)
            return one.base if one else None
        return None

    def _factor(self, line: str) -> str:
        found = self.at.line(line)
        return self._written(found.base) if found else ""

    def _written(self, factor: Decimal) -> str:
        return (
            ""
            if factor == 1
            else self.words.number(
                factor, 4 if abs(factor) < 10 else 2 if abs(factor) < 1000 else 0
            )
        )

    def _notes(self, shown: set[str]) -> Iterator[str]:
        """Say how to count, with what, and what is not shown."""
        words = self.words
        yield words.t("page.how-to", years=self.cost.years)
        counted = [self.at.input(f"money.total_cost.{name}") for name in ("units", "uses")]
        counted.append(self.at.input("money.discount_rate"))
        shared = [
            f"{words.figure(one.id)} {words.ends(one)} ({words.mark(one)})"
            for one in counted
            if one
        ]
        annuity = self.at.line("annuity")
        if annuity and self.cost.is_discounted:
            shared.append(
                words.t("page.annuity", years=self.cost.years, factor=words.number(annuity.base, 4))
            )
        if shared:
            yield "; ".join(shared) + "."
        unknown = sum(not one.totals for one in self.cost.elements)
        dropped = [one for one in self.cost.elements if one.totals and one.id not in shown]
        if dropped:
            amount = sum(
                (
                    abs(total)
                    for one in dropped
                    for side, total in self._totals(one).items()
                    if side is Side.OFFER
                ),
                Decimal(0),
            )
            yield words.t("page.dropped", count=len(dropped), amount=words.exact(amount))
        if unknown:
            yield words.t("page.not-known", count=unknown)
