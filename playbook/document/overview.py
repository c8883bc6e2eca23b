"""The portfolio document: every account on one matrix, counts, what to ask, where effort is misplaced, and what moved.

One composition for the page, the paper and the tables; none of them works anything out by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from playbook.document.portfolio import Holding
from playbook.document.portfolio_findings import (
    Ask,
    Mismatch,
    Move,
    find_mismatches,
    find_moves,
    rank_asks,
)
from playbook.document.portfolio_map import PLACES, PortfolioMap, map_portfolio
from playbook.kraljic.factors import QuestionBank
from playbook.kraljic.inference import Confidence
from playbook.kraljic.matrix import Quadrant
from playbook.kraljic.scoring import PlacementModel
from playbook.library.library import ContentLibrary, Labels
from playbook.locales import Locale
from playbook.quantities import Amount

CERTAINTY = (
    Confidence.CLEAR,
    Confidence.LIKELY,
    Confidence.LEANING,
    Confidence.OPEN,
    Confidence.UNKNOWN,
)
_STALE_AFTER = timedelta(days=365)
_STEPS = tuple(map(Decimal, (1, 2, 3, 5, 7, 10)))


@dataclass(frozen=True, slots=True)
class Count:
    """The accounts of one quadrant, or of none."""

    place: Quadrant | None
    accounts: int
    value: Decimal
    """Together, in the currency of the overview."""
    share: float
    """Of all value in that currency: 0 to 1."""


@dataclass(frozen=True, slots=True)
class Problems:
    """The rows that could not be built."""

    rows: int
    file: str
    """The workbook to mend them in, from the folder of the overview."""


@dataclass(frozen=True, slots=True)
class Ages:
    """How old the answers are."""

    oldest: date | None
    newest: date | None
    undated: int
    """Accounts with answers of which none has a date."""
    stale: int
    """Accounts whose newest answer is more than a year old."""


@dataclass(frozen=True)
class Overview:
    """Everything the overview shows."""

    holdings: tuple[Holding, ...]
    """Largest value first; what refers to one does so by its place here."""
    bank: QuestionBank
    labels: Labels
    today: date
    seller: str
    currency: str | None
    """In which values are added up and drawn: the commonest; None where no account has a value."""
    other_values: tuple[Amount, ...]
    """Sums in other currencies; nothing is converted."""
    counts: tuple[Count, ...]
    """In the order of the picture; what has no place comes last, and only where there is any."""
    certainty: tuple[tuple[Confidence, int], ...]
    borders: tuple[Decimal, ...]
    """Round values that divide the accounts into about equal classes, rising; two at most."""
    map: PortfolioMap
    asks: tuple[Ask, ...]
    mismatches: tuple[Mismatch, ...]
    viewed: int
    """Accounts of which our own view is known."""
    moves: tuple[Move, ...]
    since: date | None
    """Day of the build before, where there was one."""
    newcomers: tuple[int, ...]
    """Holdings that were not there before, where there was a build before."""
    gone: tuple[str, ...]
    """Names of what was there in the build before and is not now."""
    ages: Ages
    problems: Problems | None

    @property
    def locale(self) -> Locale:
        """The language."""
        return self.labels.locale

    @property
    def has_offerings(self) -> bool:
        """Whether there is more than one offering, so that each row must say which."""
        return len({one.offering for one in self.holdings}) > 1 or any(
            not one.account for one in self.holdings
        )

    @property
    def value(self) -> Decimal:
        """All value in the currency of the overview."""
        return sum((one.value for one in self.counts), Decimal(0))


def compose_portfolio(
    holdings: Iterable[Holding],
    bank: QuestionBank,
    model: PlacementModel,
    library: ContentLibrary,
    locale: Locale,
    today: date,
    *,
    problems: Problems | None = None,
    gone: Iterable[str] = (),
) -> Overview:
    """Compose the overview of one or more accounts.

    Args:
        holdings: what is kept of each account, in any order.
        bank: the words of the questions.
        model: where buyers draw their lines.
        library: the words on the pages.
        locale: in which language; names and industries are in that of the holdings.
        today: the day of the build.
        problems: rows that could not be built, where there are any.
        gone: names of what the build before had and this one has not.
    """
    every = tuple(holdings)
    currency = _commonest_currency(every)
    order = tuple(sorted(every, key=lambda one: _by_value(one, currency)))
    moves = find_moves(order)
    before = [one.before.on for one in order if one.before]
    return Overview(
        order,
        bank,
        library.labels[locale],
        today,
        Counter(one.seller for one in order).most_common(1)[0][0] if order else "",
        currency,
        _other_values(order, currency),
        _count(order, currency),
        _certainty(order),
        _borders(order, currency),
        map_portfolio(
            order,
            {axis: rule.line for axis, rule in model.axes.items()},
            currency,
            [one.index for one in moves],
        ),
        rank_asks(order),
        find_mismatches(order),
        sum(one.view is not None for one in order),
        moves,
        max(before, default=None),
        tuple(i for i, one in enumerate(order) if before and not one.before),
        tuple(gone),
        _ages(order, today),
        problems,
    )


def value_in(holding: Holding, currency: str | None) -> Decimal | None:
    """Return the value of an account in a currency; None where it has none, or in another."""
    given = holding.value
    return given.value if given and given.currency == currency else None


def _by_value(holding: Holding, currency: str | None) -> tuple[object, ...]:
    given = holding.value
    rank = 2 if given is None else 0 if given.currency == currency else 1
    code, value = (given.currency, given.value) if given else ("", Decimal(0))
    return rank, code, -value, holding.name.casefold(), holding.offering.casefold(), holding.key


def _commonest_currency(holdings: Sequence[Holding]) -> str | None:
    """Return the currency that most values are in; of equally common ones the first by its code."""
    counted = Counter(one.value.currency for one in holdings if one.value)
    return min(counted, key=lambda code: (-counted[code], code), default=None)


def _other_values(holdings: Sequence[Holding], currency: str | None) -> tuple[Amount, ...]:
    sums: dict[str, Decimal] = {}
    for one in holdings:
        if one.value and one.value.currency != currency:
            sums[one.value.currency] = sums.get(one.value.currency, Decimal(0)) + one.value.value
    return tuple(Amount(sums[code], code) for code in sorted(sums))


def _count(holdings: Sequence[Holding], currency: str | None) -> tuple[Count, ...]:
    groups: dict[Quadrant | None, list[Holding]] = {place: [] for place in PLACES}
    for one in holdings:
        groups[one.standing.place].append(one)
    sums = {
        place: sum((value_in(one, currency) or Decimal(0) for one in found), Decimal(0))
        for place, found in groups.items()
    }
    total = sum(sums.values()) or Decimal(1)
    return tuple(
        Count(place, len(found), sums[place], float(sums[place] / total))
        for place, found in groups.items()
        if found or place
    )


def _certainty(holdings: Sequence[Holding]) -> tuple[tuple[Confidence, int], ...]:
    counted = Counter(one.standing.confidence for one in holdings)
    return tuple((one, counted[one]) for one in CERTAINTY)


def _borders(holdings: Sequence[Holding], currency: str | None) -> tuple[Decimal, ...]:
    """Return round values near the thirds of all values."""
    values = sorted(value for one in holdings if (value := value_in(one, currency)))
    thirds = (values[len(values) * part // 3] for part in (1, 2)) if len(values) > 2 else ()
    return tuple(sorted({_round(value) for value in thirds}))


def _round(value: Decimal) -> Decimal:
    """Return the nearest of 1, 2, 3, 5, 7 and 10 times a power of ten."""
    power = Decimal(1).scaleb(value.adjusted())
    return min((step * power for step in _STEPS), key=lambda one: abs(one - value))


def _ages(holdings: Sequence[Holding], today: date) -> Ages:
    dates = [one.dates for one in holdings if one.dates]
    return Ages(
        min((first for first, _ in dates), default=None),
        max((last for _, last in dates), default=None),
        sum(bool(one.answers) and not one.dates for one in holdings),
        sum(today - last > _STALE_AFTER for _, last in dates),
    )
