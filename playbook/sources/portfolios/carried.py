"""What a workbook of problem rows carries unseen, so that it can be fed back: its columns' fields, and who stands elsewhere."""

from __future__ import annotations

import html
import json
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playbook.sources.portfolios.days import DayOrder
from playbook.sources.portfolios.evidence import FRACTION, NAMED
from playbook.sources.portfolios.fields import IGNORE, Fields
from playbook.sources.portfolios.mapping import SavedMapping
from playbook.sources.sheets.sheet import NumberStyle

NAME = "playbook-rows"
"""Name of the properties, each with a number behind it."""
_PLACES = ("docProps/custom.xml", "meta.xml")
"""Where a workbook of Excel and one of LibreOffice keep properties."""
_UNITS = ("%", "suppliers", "times", "days", "weeks", "months", "years", FRACTION, NAMED)
_MOST_BYTES = 4_000_000
_EXCEL = re.compile(rf'name="{NAME}-(\d+)"[^>]*>\s*<vt:lpwstr>([^<]*)</vt:lpwstr>')
_LIBRE = re.compile(rf'meta:name="{NAME}-(\d+)"[^>]*>([^<]*)</meta:user-defined>')


def carry(mapping: SavedMapping) -> str:
    """Return what a workbook is to carry."""
    return json.dumps(
        {
            "columns": dict(mapping.columns),
            "decimal": mapping.decimal,
            "dates": mapping.dates,
            "units": dict(mapping.units),
            "taken": dict(mapping.taken),
        },
        ensure_ascii=True,
        sort_keys=True,
    )


def carried_mapping(path: Path, fields: Fields) -> SavedMapping | None:
    """Return what a workbook carries; None for any file that carries nothing or nothing that can be used."""
    try:
        text = _properties(path)
        data = json.loads(text) if text else None
    except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return None
    return _mapping(data, fields) if isinstance(data, dict) else None


def _properties(path: Path) -> str:
    if not zipfile.is_zipfile(path):
        return ""
    with zipfile.ZipFile(path) as archive:
        for place in _PLACES:
            if place not in archive.namelist():
                continue
            with archive.open(place) as stream:
                text = stream.read(_MOST_BYTES).decode("utf-8", "replace")
            pieces = {
                int(one[1]): one[2] for form in (_EXCEL, _LIBRE) for one in form.finditer(text)
            }
            if pieces:
                return "".join(html.unescape(pieces[number]) for number in sorted(pieces))
    return ""


def _mapping(data: Mapping[str, Any], fields: Fields) -> SavedMapping | None:
    columns, taken, units = (data.get(key) for key in ("columns", "taken", "units"))
    if not (isinstance(columns, dict) and isinstance(taken, dict) and isinstance(units, dict)):
        return None
    known = {
        str(header): str(one)
        for header, one in columns.items()
        if one == IGNORE or (isinstance(one, str) and one in fields)
    }
    decimal, dates = data.get("decimal"), data.get("dates")
    return SavedMapping(
        NAME,
        known,
        NumberStyle(decimal) if decimal in tuple(NumberStyle) else None,
        DayOrder(dates) if dates in tuple(DayOrder) else None,
        {str(key): str(unit) for key, unit in units.items() if unit in _UNITS},
        {str(key): str(where) for key, where in taken.items()},
    )
