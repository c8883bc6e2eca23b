"""What a profile says about money into inputs of a sheet: one currency, one base per range, and who said it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from playbook.economics.references import Benchmark, CostBook
from playbook.economics.sheet import Input, Measure, Party, Path_
from playbook.errors import Fault, Severity, quoted
from playbook.profile import (
    EVIDENCE,
    Cited,
    Count,
    Evidence,
    Figure,
    Hours,
    MoneyGiven,
    Months,
    OfferingProfile,
    Per,
    Rate,
    Share,
    Stated,
    StatedAmount,
)
from playbook.quantities import AmountRange

_SELLERS = frozenset({"seller", "verkoper"})
_BUYERS = frozenset({"buyer", "user", "procurement", "koper", "inkoper", "inkoop", "gebruiker"})
_PUBLISHED = frozenset({"published", "benchmark"})
_MEASURES = {Share: Measure.SHARE, Hours: Measure.HOURS, Months: Measure.MONTHS}


@dataclass(frozen=True, slots=True)
class OpenInput:
    """A figure that a calculation needs and nobody has given yet."""

    id: str
    """The path in the profile where it belongs, with dots."""
    section: str
    """total_cost, process, gains or value."""
    element: str | None = None
    """The cost element it is about; its template says what to ask, and whom."""


def dotted(path: Path_) -> str:
    """Return a path as an id: `money.value.differences.1.worth`, lists counted from 1."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in path)


def evidence_in(part: Any, path: Path_) -> Iterator[tuple[Path_, Evidence]]:
    """Find every figure under *part*, with its path."""
    if isinstance(part, EVIDENCE):
        yield path, part
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from evidence_in(getattr(part, name), (*path, name))
    elif isinstance(part, dict):
        for key, value in part.items():
            yield from evidence_in(value, (*path, key))
    elif isinstance(part, tuple):
        for index, value in enumerate(part):
            yield from evidence_in(value, (*path, index))


@dataclass
class Intake:
    """Turns figures into inputs, and remembers what was wrong, implausible or missing."""

    profile: OfferingProfile
    money: MoneyGiven
    book: CostBook
    faults: list[Fault] = field(default_factory=list)
    open_inputs: list[OpenInput] = field(default_factory=list)
    currency: str | None = None
    section: str = ""
    """The calculation that is being made, to note what it misses."""

    def __post_init__(self) -> None:
        self.currency = self.money.currency or self._common_currency()

    def _common_currency(self) -> str | None:
        """Return the currency that most amounts are in, or where rates lead to one that.

        The odd one out is then the one to be told. A benchmark decides only where nobody stated anything: a figure from
        abroad changes no currency.
        """
        figures = [figure for _, figure in evidence_in(self.money, ("money",))]
        own = self.profile.offering.yearly_value
        stated = [one.value.currency for one in figures if isinstance(one, Stated)]
        stated += [own.currency] if own else []
        targets = {rate.to for rate in self.money.rates}
        if len(set(stated)) > 1 and len(targets) == 1:
            return targets.pop()
        cited = [self._benchmark(one) for one in figures if isinstance(one, Cited)]
        known = stated or [one.currency for one in cited if one]
        return Counter(known).most_common(1)[0][0] if known else None

    def _benchmark(self, figure: Cited) -> Benchmark | None:
        return self.book.benchmarks.get(figure.benchmark)

    def refuse(self, path: Path_, code: str, message: str, hint: str) -> None:
        """Note something that cannot be right; *message* follows the path."""
        self.faults.append(Fault(path, code, f"{_shown(path)} {message}", hint))

    def warn(self, path: Path_, code: str, message: str, hint: str) -> None:
        """Note something that can be right but hardly is."""
        self.faults.append(Fault(path, code, f"{_shown(path)} {message}", hint, Severity.WARNING))

    def miss(self, path: Path_, element: str | None = None) -> None:
        """Note that a figure is needed and not there."""
        missing = OpenInput(dotted(path), self.section, element)
        if missing not in self.open_inputs:
            self.open_inputs.append(missing)

    @property
    def missed(self) -> tuple[OpenInput, ...]:
        """What the calculation that is being made misses."""
        return tuple(one for one in self.open_inputs if one.section == self.section)

    def amount(self, path: Path_, figure: Figure | None, *allowed: Per) -> Input | None:
        """Return an amount as input; None where it is missing or cannot be used, which is noted."""
        if figure is None:
            return None
        benchmark = self._benchmark(figure) if isinstance(figure, Cited) else None
        if isinstance(figure, Cited):
            if benchmark is None:
                known = ", ".join(self.book.benchmarks) or "none"
                said = f"names a benchmark {quoted(figure.benchmark)} that there is none of"
                hint = f"Use one of content/benchmarks.yaml: {known}."
                self.refuse((*path, "benchmark"), "unknown-benchmark", said, hint)
                return None
            per = benchmark.per
            stated = AmountRange(benchmark.low, benchmark.high, benchmark.currency)
        else:
            per, stated = figure.per, figure.value
        if per not in allowed:
            words = ", ".join(one.value for one in allowed)
            said = f"is per {per.value}, which cannot be counted here"
            self.refuse(path, "wrong-unit", said, f"State it per: {words}.")
            return None
        rate, is_converted = self._rate(path, stated.currency)
        if not is_converted:
            return None
        factor = rate.rate if rate else Decimal(1)
        low, high = (end * factor for end in (stated.low, stated.high))
        party = Party.BENCHMARK if benchmark else self.party(path, figure)
        return Input(
            dotted(path), path, Measure.MONEY, low, _base(low, high, party), high, party,
            **_provenance(figure), per=per, stated=stated, rate=rate, benchmark=benchmark,
        )  # fmt: skip

    def _rate(self, path: Path_, currency: str) -> tuple[Rate | None, bool]:
        """Return the rate to convert at, and whether the amount can be used at all."""
        if currency == self.currency:
            return None, True
        for rate in self.money.rates:
            if (rate.currency, rate.to) == (currency, self.currency):
                return rate, True
        said = f"is in {currency}, but this case is counted in {self.currency}"
        hint = f"Add money.rates: [{{from: {currency}, to: {self.currency}, rate: …, on: …, source: …}}]."
        self.refuse(path, "mixed-currencies", said, hint)
        return None, False

    def number(
        self,
        path: Path_,
        figure: Share | Count | Hours | Months | None,
        said_by: str | None = None,
        on: date | None = None,
    ) -> Input | None:
        """Return a share or count as input; *said_by* and *on* stand in where it does not say them itself."""
        if figure is None:
            return None
        low, high = figure.value.low, figure.value.high
        party = self.party(path, figure, said_by)
        given = _provenance(figure)
        if figure.said_by is None:
            given |= {"said_by": said_by, "on": figure.on or on}
        measure = _MEASURES.get(type(figure), Measure.NUMBER)
        return Input(
            dotted(path), path, measure, low, _base(low, high, party), high, party, **given
        )

    def party(self, path: Path_, figure: Evidence, otherwise: str | None = None) -> Party:
        """Tell whose figure it is; a published one must name its source, and an unknown name is noted."""
        said_by = None if isinstance(figure, Cited) else figure.said_by or otherwise
        party = self._check_voice(path, said_by)
        source = None if isinstance(figure, Cited) else figure.source
        if party is Party.BENCHMARK and not source:
            said = "comes from a publication but names no source"
            hint = "Add source:, or use benchmark: with an id of content/benchmarks.yaml."
            self.refuse(path, "missing-source", said, hint)
        return party or Party.SELLER

    def voice(self, said_by: str | None) -> Party | None:
        """Tell which party somebody speaks for; nobody named is the seller, whose profile it is."""
        word = (said_by or "seller").casefold()
        seller = self.profile.seller
        if word in _SELLERS | {seller.name.casefold(), (seller.contact or "seller").casefold()}:
            return Party.SELLER
        if word in _PUBLISHED:
            return Party.BENCHMARK
        names = {one.name.casefold() for one in self.profile.stakeholders}
        account = self.profile.account
        names |= {account.name.casefold()} if account else set()
        return Party.BUYER if word in _BUYERS | names else None

    def check_plain_amounts(self) -> None:
        """Check who gave the yearly value and the purchasing volume, where they say it."""
        account = self.profile.account
        for path, amount in (
            (("offering", "yearly_value"), self.profile.offering.yearly_value),
            (("account", "purchasing_volume"), account.purchasing_volume if account else None),
        ):
            if isinstance(amount, StatedAmount):
                self._check_voice(path, amount.said_by)

    def _check_voice(self, path: Path_, said_by: str | None) -> Party | None:
        party = self.voice(said_by)
        if party is None:
            said = f"is {quoted(said_by)}, who is neither a party nor a stakeholder"
            hint = "Write buyer, seller, user, procurement, published, or a stakeholder’s name."
            self.refuse((*path, "said_by"), "unknown-voice", said, hint)
        return party

    def yearly_price(self) -> Input | None:
        """Return what the offer costs a year: `money.yearly_price`, else the offering's yearly value."""
        path: Path_ = ("money", "yearly_price")
        if self.money.yearly_price:
            allowed = (Per.YEAR, Per.MONTH, Per.UNIT_YEAR, Per.UNIT_MONTH)
            return self.amount(path, self.money.yearly_price, *allowed)
        value = self.profile.offering.yearly_value
        if value is None:
            return None
        path = ("offering", "yearly_value")
        rate, is_converted = self._rate(path, value.currency)
        if not is_converted:
            return None
        worth = value.value * (rate.rate if rate else 1)
        said = value if isinstance(value, StatedAmount) else None
        return Input(
            dotted(path), path, Measure.MONEY, worth, worth, worth,
            (self.voice(said.said_by) if said else None) or Party.SELLER,
            said_by=said.said_by if said else None, on=said.on if said else None,
            note=said.note if said else None, per=Per.YEAR,
            stated=AmountRange(value.value, value.value, value.currency), rate=rate,
        )  # fmt: skip


def _base(low: Decimal, high: Decimal, party: Party) -> Decimal:
    """Return the middle of a range, or the low end of a published one: its spread is a factor ten (domain 4.3)."""
    return low if party is Party.BENCHMARK else (low + high) / 2


def _provenance(figure: Evidence) -> dict[str, Any]:
    if isinstance(figure, Cited):
        return {"note": figure.note}
    return {
        "said_by": figure.said_by,
        "on": figure.on,
        "note": figure.note,
        "source": figure.source,
    }


def _shown(path: Path_) -> str:
    text = ""
    for part in path:
        text += (
            f"[{part + 1}]" if isinstance(part, int) else f".{quoted_key(part)}" if text else part
        )
    return text


def quoted_key(key: str) -> str:
    """Return a key for a message: as it is, or in quotes where it does not print or is long."""
    return key if key.isprintable() and len(key) <= 60 else quoted(key)
