"""Sentences and rows of the overview, in its language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from playbook.document.overview import Count, Overview, value_in
from playbook.document.portfolio import Holding, Link, Standing
from playbook.kraljic.matrix import Quadrant
from playbook.locales import (
    Locale,
    format_amount,
    format_date,
    format_exact,
    format_number,
    format_odds,
    format_rough,
    format_share,
)
from playbook.quantities import Amount

_FEW_BITS = 0.05
_PAGE = "HTML"
"""The form that needs no name: the name of the document leads to it."""
_LEAST = 0.005
"""Shares below this are not zero, but round to it."""
NO_PLACE = "none"
"""The code of what has no quadrant."""


@dataclass(frozen=True, slots=True)
class Row:
    """One account as it is printed."""

    index: int
    holding: Holding
    name: str
    """The account, with its offering where it has several."""
    code: str
    """The quadrant's, or `none`."""
    place: str
    odds: str
    """Of its quadrant; empty where there is none."""
    second: str
    second_odds: str
    sure: str
    value: str
    amount: Decimal | None
    """The value, in the currency of the overview."""
    sector: str
    ask: str
    heard: str
    """What its mark in the picture is called."""
    moved: str
    """`moved` or `new` since the build before, else empty."""


@dataclass(frozen=True, slots=True)
class Papers:
    """The documents of one kind: their links, each with what to call it."""

    kind: str
    """What to call them; empty where the first link says it."""
    links: tuple[tuple[str, str], ...]
    """Name and address."""


class OverviewWording:
    """Turns an overview into words."""

    def __init__(self, overview: Overview) -> None:
        self.o = overview
        self.t = overview.labels
        self.locale: Locale = overview.locale
        self.noun = self._noun()
        self._accounts = Counter(one.account for one in overview.holdings)
        self._moved = dict.fromkeys(overview.newcomers, "new") | {
            one.index: "moved" for one in overview.moves
        }
        self.rows = tuple(map(self._row, range(len(overview.holdings)), overview.holdings))
        self._has_languages = (
            len({link.locale for one in overview.holdings for link in one.documents}) > 1
        )

    def _noun(self) -> str:
        if self.o.holdings and not any(one.account for one in self.o.holdings):
            return "offering"
        return "placement" if self.o.has_offerings else "account"

    def nouns(self, count: int) -> str:
        """Return what the rows are called: accounts, offerings, or placements where there are several of each."""
        return self._noun_of(count, self.noun)

    def _noun_of(self, count: int, noun: str) -> str:
        return self.t(f"portfolio.noun{'-one' if count == 1 else ''}.{noun}")

    def counted(self, count: int, noun: str) -> str:
        """Return a number with its noun: 1 account, 300 accounts."""
        return self.t("portfolio.all", n=self.number(count), noun=self._noun_of(count, noun))

    def _row(self, index: int, holding: Holding) -> Row:
        standing = holding.standing
        odds = format_odds(standing.probabilities)
        place = standing.place
        name = holding.name
        if holding.account and self._accounts[holding.account] > 1 and self.noun == "placement":
            name = self.t(
                "portfolio.with-offering", account=holding.account, offering=holding.offering
            )
        place_name = self.place_name(place)
        return Row(
            index,
            holding,
            name,
            place.value if place else NO_PLACE,
            place_name,
            odds[place] if place else "",
            self.t(f"quadrant.{holding.second}") if place else "",
            odds[holding.second] if place else "",
            self.t(f"portfolio.sure.{standing.confidence}"),
            self.amount(holding.value),
            value_in(holding, self.o.currency),
            self.t(f"sector.{holding.sector}") if holding.sector else "",
            self.factor(holding.question.factor_id) if holding.question else "",
            self.t("portfolio.mark", name=name, place=self.lower(place_name), odds=odds[place])
            if place
            else self.t("portfolio.mark-none", name=name),
            self._moved.get(index, ""),
        )

    def place_name(self, place: Quadrant | None) -> str:
        """Return the name of a quadrant, or what to say where there is none."""
        return self.t(f"quadrant.{place}") if place else self.t("portfolio.none")

    def standing(self, standing: Standing) -> str:
        """Say in a few words where an account stood."""
        if not standing.place:
            return self.t("portfolio.none")
        odds = format_odds(standing.probabilities)[standing.place]
        return f"{self.t(f'quadrant.{standing.place}')} {odds}"

    def percent(self, share: float) -> str:
        """Write a share in whole percent; what rounds to nothing is `<1%`."""
        return format_share(Decimal(round(share, 2)), self.locale) if share >= _LEAST else "<1%"

    def bits(self, gain: float) -> str:
        """Write a gain in bits with one decimal; what rounds to nothing is `<0.1`."""
        return self.number(gain, 1) if gain >= _FEW_BITS else f"<{self.number(0.1, 1)}"

    def asked_together(self) -> str:
        """Say what all first questions together are expected to settle."""
        share = sum(one.share for one in self.o.asks)
        return self.t("portfolio.asks-sum", share=self.percent(share))

    def arrivals(self, most: int) -> str:
        """Name what is new since the build before."""
        return self._named([self.rows[index].name for index in self.o.newcomers], most)

    def gone(self, most: int) -> str:
        """Name what is no longer there."""
        return self._named(self.o.gone, most)

    def _named(self, names: Sequence[str], most: int) -> str:
        """Name the first *most*, and say how many more there are; a full stop follows."""
        shown = ", ".join(names[:most])
        if len(names) <= most:
            return shown.removesuffix(".")
        return self.t("portfolio.names-more", names=shown, n=self.number(len(names) - most))

    def papers(self, documents: Iterable[Link]) -> Iterator[Papers]:
        """Return an account's documents by kind."""
        kinds: dict[str, list[tuple[str, str]]] = {}
        for one in documents:
            name = one.format.upper()
            if self._has_languages:
                name = f"{name} {one.locale}"
            kinds.setdefault(one.kind, []).append((name, one.href))
        for kind, links in kinds.items():
            called = self.t(f"portfolio.kind.{kind}")
            name, href = links[0]
            if name == _PAGE:
                yield Papers("", ((called, href), *links[1:]))
            else:
                yield Papers(called, tuple(links))

    def factor(self, factor_id: str) -> str:
        """Return the name of a question."""
        return self.o.bank[factor_id].texts[self.locale].name

    def legend(self) -> list[str]:
        """Explain what the picture uses, and nothing that is not in it."""
        t, drawn = self.t, self.o.map
        if not drawn.marks:
            return []
        lines = [t("portfolio.legend-firm"), t("portfolio.legend-unsure")]
        if any(one.is_valued for one in drawn.marks):
            area = t("portfolio.legend-area", currency=self.o.currency)
            if drawn.smallest_value:
                floor = self.rough(drawn.smallest_value)
                area = f"{area} ({t('portfolio.legend-floor', value=floor)})"
            lines.insert(0, area)
        if any(not one.is_valued for one in drawn.marks):
            codes = ", ".join(one.currency for one in self.o.other_values)
            key = "legend-hollow-other" if codes else "legend-hollow"
            lines.append(t(f"portfolio.{key}", **({"currencies": codes} if codes else {})))
        if any(one.is_overruled for one in drawn.marks):
            lines.append(t("portfolio.legend-hand"))
        if drawn.arrows and self.o.since:
            arrow = t("portfolio.legend-arrow", date=self.day(self.o.since))
            if drawn.undrawn:
                arrow = f"{arrow} ({t('portfolio.legend-arrows-left', n=drawn.undrawn)})"
            lines.append(arrow)
        if len(drawn.numbered) > 1:
            lines.append(t("portfolio.legend-number"))
        return lines

    def counts_told(self) -> str:
        """Say how many accounts each quadrant has, for whoever hears the picture."""
        return ", ".join(
            f"{self.place_name(one.place)} {self.number(one.accounts)}" for one in self.o.counts
        )

    def classes(self) -> list[str]:
        """Return the names of the classes of value, smallest first."""
        borders = [self.rough(one) for one in self.o.borders]
        if not borders:
            return []
        middle = [
            self.t("portfolio.between", low=low, high=high) for low, high in pairwise(borders)
        ]
        return [
            self.t("portfolio.under", value=borders[0]),
            *middle,
            self.t("portfolio.from", value=borders[-1]),
        ]

    def others(self) -> str:
        """Name the sums in other currencies."""
        return ", ".join(
            format_rough(one.value, one.currency, self.locale) for one in self.o.other_values
        )

    def amount(self, amount: Amount | None) -> str:
        """Write a value in whole units; empty where there is none."""
        return format_exact(amount.value, amount.currency, self.locale) if amount else ""

    def rough(self, value: Decimal, *, spelled: bool = False) -> str:
        """Write a sum in three digits, in the currency of the overview."""
        return format_rough(value, self.o.currency or "EUR", self.locale, spelled=spelled)

    def share(self, count: Count) -> str:
        """Write a quadrant's share of all value in whole percent."""
        return self.percent(count.share) if count.share else "0%"

    def number(self, value: float, decimals: int = 0) -> str:
        """Write a number."""
        return format_number(value, self.locale, decimals)

    def day(self, day: object) -> str:
        """Write a date, its month cut."""
        return format_date(day, self.locale, short=True)  # type: ignore[arg-type] # templates give dates

    def money_pattern(self) -> str:
        """Return how an amount is written, with `{}` for its number, for the page's script."""
        return format_amount(Decimal(0), self.o.currency or "EUR", self.locale).replace("0", "{}")

    @staticmethod
    def lower(text: str) -> str:
        """Return a label for the middle of a sentence; abbreviations keep their capitals."""
        return text if text[:2].isupper() else text[:1].lower() + text[1:]
