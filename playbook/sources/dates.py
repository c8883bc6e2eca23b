"""Days in a profile that have not come yet, although something was said or established on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from playbook.errors import Problem, Severity
from playbook.sources.refusals import dotted, placed
from playbook.sources.source import Path_, SourceDocument

SAID_ON = "on"
"""The key of every such day; when something is due stands under another."""


def check_days(source: SourceDocument, today: date) -> tuple[Problem, ...]:
    """Return a warning for each `on:` that lies after *today*; what is no day at all is refused elsewhere."""
    return tuple(_future(source.data, (), source, today))


def _future(data: Any, path: Path_, source: SourceDocument, today: date) -> Iterator[Problem]:
    if isinstance(data, dict):
        for key, value in data.items():
            if key == SAID_ON and _is_after(value, today):
                message = f"{dotted((*path, key))} is {value}, which has not come yet"
                hint = "Write the day on which it was said or established."
                problem = placed("future-date", (*path, key), message, hint, source)
                yield replace(problem, severity=Severity.WARNING)
            else:
                yield from _future(value, (*path, key), source, today)
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _future(value, (*path, index), source, today)


def _is_after(value: Any, today: date) -> bool:
    try:
        return date.fromisoformat(str(value).strip()) > today
    except ValueError:
        return False
