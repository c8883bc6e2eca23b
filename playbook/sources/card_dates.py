"""The day on a coffee card, as people write days: 3-4-2026, 3.4.26, 3 april 2026, April 3, 2026, 2026-04-03."""

from __future__ import annotations

import re
from datetime import date

from playbook.errors import RefusalError, quoted

EARLIEST = date(2000, 1, 1)
"""No card is older; a year before it is a slip of the pen."""

_CENTURY = 2000
_HINT = "Write it as 24-11-2026 or 2026-11-24."
# As each of the two languages names and cuts them.
MONTHS = {
    word: month
    for month, words in enumerate(
        (
            "january jan januari",
            "february feb februari febr",
            "march mar maart mrt",
            "april apr",
            "may mei",
            "june jun juni",
            "july jul juli",
            "august aug augustus",
            "september sep sept",
            "october oct oktober okt",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for word in words.split()
}
_YEAR = r"(?P<year>\d{4}|['’]?\d{2})"
_DAY = r"(?P<day>\d{1,2})"
_NAME = r"(?P<month>[a-z]+)\.?"
_GAP = r"\s*[-/.\s]\s*"
_FORMS = tuple(
    re.compile(form, re.ASCII | re.IGNORECASE)
    for form in (
        rf"(?P<year>\d{{4}}){_GAP}(?P<month>\d{{1,2}}){_GAP}{_DAY}",
        rf"{_DAY}{_GAP}(?P<month>\d{{1,2}}){_GAP}{_YEAR}",
        rf"{_DAY}(?:e|st|nd|rd|th|\.)?(?:{_GAP}|\s*){_NAME},?(?:{_GAP}|\s*){_YEAR}",
        rf"{_NAME}\s*{_DAY}(?:st|nd|rd|th)?,?\s+{_YEAR}",
    )
)


def read_day(text: str, today: date) -> date:
    """Return the day that is meant; of two figures the first is the day, the Dutch and British way.

    Args:
        text: on one line, without space around it.
        today: no card is filled in later; of a year in two digits the century is that of 2000.

    Raises:
        RefusalError: when it is no day, lies in the future, or before the year 2000.
    """
    day = _day(text)
    if day is None:
        raise RefusalError(f"is {quoted(text)}, which is no day", _HINT)
    if day > today:
        raise RefusalError(f"is {quoted(text)}, which lies in the future", f"Today is {today}.")
    if day < EARLIEST:
        message = f"is {quoted(text)}, which is before {EARLIEST.year}"
        raise RefusalError(message, "Check the year.")
    return day


def _day(text: str) -> date | None:
    found = next(filter(None, (form.fullmatch(text) for form in _FORMS)), None)
    if found is None:
        return None
    name, year = found["month"].casefold(), found["year"].lstrip("'’")
    month = int(name) if name.isdigit() else MONTHS.get(name, 0)
    try:
        return date(int(year) + (_CENTURY if len(year) == 2 else 0), month, int(found["day"]))
    except ValueError:
        return None
