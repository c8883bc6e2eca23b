"""Named mappings: which column of a sheet becomes what, kept in `mappings/<name>.yaml` of the project."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from playbook.errors import Problem, ProblemsError, SheetError
from playbook.sources.portfolios.days import DayOrder
from playbook.sources.portfolios.fields import IGNORE, Fields
from playbook.sources.portfolios.headers import normal
from playbook.sources.project import Project
from playbook.sources.refusals import nearest, placed
from playbook.sources.sheets.sheet import NumberStyle, Sheet
from playbook.sources.source import SourceDocument
from playbook.sources.structured import load_structured

FOLDER = "mappings"
FORMAT = 1
_KEYS = ("format", "columns", "decimal", "dates")
_NAME = re.compile(r"[\w][\w .-]{0,59}")
_HEAD = """\
# Which column of a sheet becomes what: “header: field”. Sheets with exactly these headers are read with it without asking;
# any other with --mapping {name}. Change a field on the right, or write ignore to leave a column alone.
# Fields: record_id, owner, link, account.name, offering.yearly_value, answers.<question>, ... (docs/sheets.md lists them).
# decimal: comma or dot settles 1.250 where the sheet itself does not; dates: day-first or month-first settles 3/4/2026.
"""


@dataclass(frozen=True, slots=True)
class SavedMapping:
    """A mapping by header."""

    name: str
    columns: Mapping[str, str]
    """Field id or `ignore`, by header as it was when saved."""
    decimal: NumberStyle | None = None
    dates: DayOrder | None = None
    units: Mapping[str, str] = field(default_factory=dict)
    """What bare numbers count, by field id; carried by a workbook of problem rows."""
    taken: Mapping[str, str] = field(default_factory=dict)
    """Keys that stand elsewhere already, with where; carried by a workbook of problem rows."""

    def field_of(self, header: str) -> str | None:
        """Return what a column becomes; None where the mapping does not know its header."""
        if header in self.columns:
            return self.columns[header]
        wanted = normal(header)
        return next((one for key, one in self.columns.items() if normal(key) == wanted), None)

    def fits(self, sheet: Sheet) -> bool:
        """Tell whether a sheet has exactly the headers it was saved for, in whatever order."""
        known = sorted(normal(header) for header in self.columns)
        return known == sorted(normal(column.name) for column in sheet.columns)


def mapping_path(project: Project, name: str) -> Path:
    """Return the file of a mapping.

    Raises:
        SheetError: when *name* cannot be the name of one.
    """
    if not _NAME.fullmatch(name):
        message = "is no name for a mapping"
        hint = "Use letters, digits, spaces and dashes."
        raise SheetError((Problem("mapping-name", message, name, hint=hint),))
    return project.root / FOLDER / f"{name}.yaml"


def load_mapping(project: Project, name: str, fields: Fields) -> SavedMapping:
    """Read a mapping by name.

    Raises:
        SheetError: when there is none of that name, or it cannot be right.
    """
    path = mapping_path(project, name)
    if not path.is_file():
        known = sorted(one.stem for one in path.parent.glob("*.yaml"))
        hint = nearest(name, known) if known else "Make one with accounts columns --save."
        raise SheetError((Problem("not-found", f"there is no mapping {name}", hint=hint),))
    try:
        source = load_structured(path, project.shown(path))
    except ProblemsError as error:
        raise SheetError(error.problems) from None
    return _read(source, name, fields)


def find_mapping(project: Project, sheet: Sheet, fields: Fields) -> SavedMapping | None:
    """Return the saved mapping with exactly the headers of a sheet, the first by name; one that cannot be read is told.

    Raises:
        SheetError: when a mapping in the folder cannot be right.
    """
    for path in sorted((project.root / FOLDER).glob("*.yaml")):
        found = load_mapping(project, path.stem, fields)
        if found.fits(sheet):
            return found
    return None


def check_mappings(project: Project, fields: Fields) -> list[Problem]:
    """Return everything wrong in the saved mappings of a project."""
    problems: list[Problem] = []
    for path in sorted((project.root / FOLDER).glob("*.yaml")):
        try:
            load_mapping(project, path.stem, fields)
        except SheetError as error:
            problems += error.problems
    return problems


def render_mapping(mapping: SavedMapping) -> str:
    """Return a mapping as its file, readable and to be edited."""
    lines = [_HEAD.format(name=mapping.name), f"format: {FORMAT}\n"]
    if mapping.decimal:
        lines.append(f"decimal: {mapping.decimal}\n")
    if mapping.dates:
        lines.append(f"dates: {mapping.dates}\n")
    lines.append("columns:\n")
    lines += [f"  {_quoted(header)}: {one}\n" for header, one in mapping.columns.items()]
    return "".join(lines)


def _quoted(header: str) -> str:
    escaped = header.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f\x7f\x85\u2028\u2029]", " ", escaped) + '"'


def _read(source: SourceDocument, name: str, fields: Fields) -> SavedMapping:
    data = source.data if isinstance(source.data, dict) else {}
    problems = [
        placed(
            "unknown-key", (key,), f"{key} is not a key we know", nearest(str(key), _KEYS), source
        )
        for key in data
        if key not in _KEYS
    ]
    columns = data.get("columns")
    if not isinstance(columns, dict) or not columns:
        hint = "Write under columns: one “header: field” on each line."
        raise SheetError(
            (*problems, placed("empty", ("columns",), "names no columns", hint, source))
        )
    for header, target in columns.items():
        if target != IGNORE and target not in fields:
            message = f"there is no field {target}"
            hint = nearest(str(target), [*fields.by_id, IGNORE])
            problems.append(placed("unknown-field", ("columns", header), message, hint, source))
    problems += _repeats(columns, source)
    decimal, dates = data.get("decimal"), data.get("dates")
    for key, value, known in (("decimal", decimal, ("comma", "dot")), ("dates", dates, ("day-first", "month-first"))):  # fmt: skip
        if value is not None and value not in known:
            message, hint = f"{key} cannot be {value}", f"Write {known[0]} or {known[1]}."
            problems.append(placed("impossible-value", (key,), message, hint, source))
    if problems:
        raise SheetError(tuple(problems))
    return SavedMapping(
        name,
        {str(header): str(one) for header, one in columns.items()},
        NumberStyle(decimal) if decimal else None,
        DayOrder(dates) if dates else None,
    )


def _repeats(columns: Mapping[str, str], source: SourceDocument) -> list[Problem]:
    seen: dict[str, str] = {}
    problems = []
    for header, target in columns.items():
        if target != IGNORE and target in seen:
            message = f"{target} is given to two columns, “{seen[target]}” and “{header}”"
            hint = "Write ignore for one of them."
            problems.append(placed("repeated-field", ("columns", header), message, hint, source))
        seen.setdefault(target, header)
    return problems
