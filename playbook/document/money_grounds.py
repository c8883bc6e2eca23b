"""What a result rests on: the figures that lead to it, and whether anybody but a publisher gave an amount among them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from playbook.document.money_formats import conversions
from playbook.economics.sheet import Calculation, Input, Measure, Party
from playbook.library.library import Labels, Source
from playbook.locales import format_date

MOST_DAYS = 4
"""Days that are named for each party; of more the first and the last."""


def rests_on_benchmarks(calculation: Calculation, line_id: str) -> bool:
    """Tell whether every amount of money that leads to a line is a published one; counts and shares may be anybody’s."""
    return all_published(inputs_behind(calculation, line_id))


def all_published(inputs: Iterable[Input]) -> bool:
    """Tell whether the amounts of money among figures are published ones, and there is any."""
    parties = {one.party for one in inputs if one.measure is Measure.MONEY}
    return parties == {Party.BENCHMARK}


def inputs_behind(calculation: Calculation, line_id: str) -> tuple[Input, ...]:
    """Return every figure that leads to a line, each once."""
    found: dict[str, Input] = {}
    waiting, seen = [line_id], set[str]()
    while waiting:
        term = waiting.pop()
        if term in seen:
            continue
        seen.add(term)
        if one := calculation.input(term):
            found[one.id] = one
        elif line := calculation.line(term):
            waiting += [part for part in line.terms if isinstance(part, str)]
    return tuple(found.values())


def rests_on(labels: Labels, sources: Mapping[str, Source], inputs: Iterable[Input]) -> str:
    """Say who supplied the figures and when: parties and days, published sources by name, and no person."""
    parts = []
    for party in (Party.BUYER, Party.SELLER):
        own = [one for one in inputs if one.party is party]
        days = sorted({one.on for one in own if one.on})
        chosen = days if len(days) <= MOST_DAYS else [days[0], days[-1]]
        if own:
            joint = ", " if len(days) <= MOST_DAYS else " – "
            written = joint.join(format_date(day, labels.locale, short=True) for day in chosen)
            parts.append(_text(labels, f"from-{party}") + (f" ({written})" if written else ""))
    for one in {one.benchmark.id: one.benchmark for one in inputs if one.benchmark}.values():
        source = sources.get(one.source)
        year = str(one.year) if one.year else labels("money.page.undated")
        parts.append(
            _text(
                labels, "from-benchmark", source=source.short if source else one.source, year=year
            )
        )
    if any(one.party is Party.BENCHMARK and one.benchmark is None for one in inputs):
        parts.append(_text(labels, "from-published"))
    converted = "; ".join(conversions(inputs, labels.locale))
    told = " " + _text(labels, "converted", amounts=converted) if converted else ""
    return _text(labels, "rests-on", parts="; ".join(parts)) + told


def _text(labels: Labels, key: str, **values: object) -> str:
    return labels(f"leave-behind.money.{key}", **values)
