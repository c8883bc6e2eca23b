"""What the page of the overview can be filtered by: the choices, and for each row what it belongs to.

The script of the page reads rows and choices from the page itself; no second copy of the data stands in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

from markupsafe import Markup

from playbook.document.overview import CERTAINTY, Overview
from playbook.document.portfolio import Holding
from playbook.rendering.portfolio_words import NO_PLACE, OverviewWording, Row

Option = tuple[str, str]
"""A value, as rows and addresses have it, and its words."""
OTHER_VALUE = "none"


class Filters:
    """The choices of one overview."""

    def __init__(self, overview: Overview, words: OverviewWording) -> None:
        self.o = overview
        self.w = words
        self.t = overview.labels
        self._effort = {
            index: f"{one.quadrant}-{one.view}"
            for one in overview.mismatches
            for index in one.accounts
        }
        self._fields: Mapping[str, Callable[[Holding], str | None]] = {
            "owner": lambda one: one.owner,
            "industry": lambda one: one.industry,
            "offering": lambda one: one.offering,
        }

    def places(self) -> list[Option]:
        """Return the quadrants, and what has none where there is any."""
        return [(one.place or NO_PLACE, self.w.place_name(one.place)) for one in self.o.counts]

    def sures(self) -> list[Option]:
        """Return the degrees of certainty that occur."""
        counted = dict(self.o.certainty)
        return [(one.value, self.t(f"portfolio.sure.{one}")) for one in CERTAINTY if counted[one]]

    def values(self) -> list[Option]:
        """Return the classes of value, by their number, and what has none where there is any."""
        classes = [(str(number), words) for number, words in enumerate(self.w.classes())]
        if any(row.amount is None for row in self.w.rows):
            classes.append((OTHER_VALUE, self.t("portfolio.none-given")))
        return classes if len(classes) > 1 else []

    def borders(self) -> str:
        """Return the values at which a class of value begins, rising."""
        return " ".join(format(one, "f") for one in self.o.borders)

    def only(self) -> list[Option]:
        """Return what can be singled out: what moved, and where effort and quadrant disagree."""
        found = []
        if self.o.moves:
            found.append(("moved", self.t("portfolio.only-moved")))
        if self.o.mismatches:
            found.append(("effort", self.t("portfolio.only-effort")))
        return found

    @cached_property
    def options(self) -> dict[str, list[Option]]:
        """Return the choices of each list, in the order of their words."""
        lists = {name: self._texts(read) for name, read in self._fields.items()}
        sectors = {
            row.holding.sector.value: row.sector for row in self.w.rows if row.holding.sector
        }
        asks = {
            row.holding.question.factor_id: row.ask for row in self.w.rows if row.holding.question
        }
        return {**lists, "sector": _sorted(sectors), "ask": _sorted(asks)}  # fmt: skip

    def _texts(self, read: Callable[[Holding], str | None]) -> list[Option]:
        texts = {text for one in self.o.holdings if (text := read(one))}
        return _sorted({text: text for text in texts})

    @cached_property
    def _numbers(self) -> dict[str, dict[str, int]]:
        """Return the place of each text in its list: shorter in thousands of rows than the text."""
        return {
            name: {text: number for number, (text, _) in enumerate(self.options[name])}
            for name in self._fields
        }

    def data(self, row: Row) -> Markup:
        """Return the attributes of a row that the script reads."""
        holding = row.holding
        pairs: list[tuple[str, object]] = [
            ("q", row.code),
            ("c", holding.standing.confidence.value),
        ]
        if row.amount is not None:
            pairs.append(("v", format(row.amount.normalize(), "f")))
        for short, name in (("o", "owner"), ("i", "industry"), ("f", "offering")):
            text = self._fields[name](holding)
            if text and len(self.options[name]) > 1:
                pairs.append((short, self._numbers[name][text]))
        if holding.sector and len(self.options["sector"]) > 1:
            pairs.append(("s", holding.sector.value))
        if holding.question:
            pairs.append(("a", holding.question.factor_id))
        if row.index in self._effort:
            pairs.append(("e", self._effort[row.index]))
        if row.moved:
            pairs.append(("m", row.moved))
        return Markup("").join(Markup(' data-{}="{}"').format(name, value) for name, value in pairs)


def _sorted(words: Mapping[str, str]) -> list[Option]:
    return sorted(words.items(), key=lambda one: (one[1].casefold(), one[0]))
