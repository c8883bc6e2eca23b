"""The money case as plain data; README, “accounts money --json”, lists the keys."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from playbook.economics.sheet import Calculation, Input, Result
from playbook.workbook.wording import MoneyWording

JSON_FORMAT = 1
"""Version of what --json prints: keys are added, never renamed or removed, within a version."""


def money_json(words: MoneyWording, today: date) -> dict[str, Any]:
    """Return everything in the case: figures, steps, results, what they hang on, and what is to be asked."""
    case = words.case
    return {
        "format": JSON_FORMAT,
        "date": today.isoformat(),
        "offering": words.cover.offering,
        "account": words.cover.buyer,
        "currency": case.currency,
        "years": case.years,
        "inputs": [_input_json(words, one) for one in case.inputs],
        "calculations": {
            section: _calculation_json(words, section, one)
            for section, one in case.calculations.items()
        },
        "justifier": _justifier_json(words),
        "open_inputs": [
            {
                "id": one.id,
                "section": one.section,
                "name": words.figure(one.id),
                "question": words.question(one),
                "holder": words.holder(one),
            }
            for one in case.open_inputs
        ],
    }


def _number(value: Decimal) -> float | None:
    """Return a number; None stands for one that is without end, such as a pilot that never pays for itself."""
    return float(value) if value.is_finite() else None


def _input_json(words: MoneyWording, one: Input) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": words.figure(one.id),
        "measure": one.measure.value,
        "low": _number(one.low),
        "base": _number(one.base),
        "high": _number(one.high),
        "per": one.per.value if one.per else None,
        "party": one.party.value,
        "said_by": one.said_by,
        "on": one.on.isoformat() if one.on else None,
        "note": one.note,
        "source": one.source or (one.benchmark.source if one.benchmark else None),
        "benchmark": one.benchmark.id if one.benchmark else None,
        "stated": one.stated
        and {
            "low": _number(one.stated.low),
            "high": _number(one.stated.high),
            "currency": one.stated.currency,
        },
        "rate": one.rate
        and {
            "from": one.rate.currency,
            "to": one.rate.to,
            "rate": _number(one.rate.rate),
            "on": one.rate.on.isoformat(),
            "source": one.rate.source,
        },
    }


def _calculation_json(words: MoneyWording, section: str, one: Calculation) -> dict[str, Any]:
    return {
        "inputs": [given.id for given in one.inputs],
        "lines": [
            {
                "id": line.id,
                "name": words.line(section, line.id),
                "operation": line.operation.value,
                "terms": [term if isinstance(term, str) else _number(term) for term in line.terms],
                "measure": line.measure.value,
                "low": _number(line.low),
                "base": _number(line.base),
                "high": _number(line.high),
            }
            for line in one.lines
        ],
        "results": [_result_json(words, section, result) for result in one.results.values()],
    }


def _result_json(words: MoneyWording, section: str, one: Result) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": words.line(section, one.id),
        "measure": one.measure.value,
        "low": _number(one.low),
        "base": _number(one.base),
        "high": _number(one.high),
        "tornado": [
            {
                "input": swing.input_id,
                "at_low": _number(swing.at_low),
                "at_high": _number(swing.at_high),
                "swing": _number(swing.swing),
            }
            for swing in one.tornado
        ],
        "at_low": {key: _number(value) for key, value in one.at_low.items()},
        "at_high": {key: _number(value) for key, value in one.at_high.items()},
    }


def _justifier_json(words: MoneyWording) -> dict[str, Any] | None:
    process = words.case.process
    if process is None or process.justifier is None:
        return None
    chosen = process.justifier
    return {
        "offer": chosen.offer.value,
        "pressing": chosen.is_pressing,
        "figures": {one.name: _number(one.value) for one in chosen.chosen.figures},
        "others": [one.offer.value for one in chosen.others],
    }
