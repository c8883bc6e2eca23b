"""Sheets of accounts for a build: read, matched to fields where people can see it, merged with offerings and with mended rows."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePath

import typer

from playbook.build.digests import digest_of
from playbook.build.overview import Mending
from playbook.build.problem_book import problems_workbook
from playbook.build.subjects import Subject
from playbook.cli.console import say, show_problems
from playbook.cli.inputs import Inputs
from playbook.errors import ExitCode, Problem
from playbook.library.library import ContentLibrary
from playbook.locales import Locale
from playbook.sources.portfolios.choosing import match_sheet
from playbook.sources.portfolios.entry import BadRow, Entry, Portfolio
from playbook.sources.portfolios.field_files import load_fields
from playbook.sources.portfolios.fields import Fields
from playbook.sources.portfolios.matching import SheetMatch
from playbook.sources.portfolios.offerings import Ground
from playbook.sources.portfolios.own_columns import SOURCE_ROW, SOURCE_SHEET, own_columns
from playbook.sources.portfolios.portfolio import SheetGround, read_portfolio
from playbook.sources.sheets.loading import load_sheet, split_tab
from playbook.sources.sheets.sheet import SHEET_SUFFIXES
from playbook.sources.source import SourceDocument
from playbook.sources.structured import load_structured


@dataclass(frozen=True, slots=True)
class SheetWish:
    """How sheets are to be read."""

    offerings: tuple[str, ...] = ()
    """Files of offering profiles."""
    mapping: str | None = None
    by_hand: tuple[str, ...] = ()
    is_agreed: bool = False
    """Use what was guessed without asking."""
    is_quiet: bool = False
    """Do not show the match: the answer is for a machine."""


def is_sheet(path: str) -> bool:
    """Tell whether a path is that of a sheet, by its ending."""
    return Path(split_tab(path)[0]).suffix.lower() in SHEET_SUFFIXES


@dataclass(frozen=True, slots=True)
class SheetRows:
    """What came of the sheets of a build."""

    subjects: tuple[Subject, ...]
    bad_rows: tuple[BadRow, ...]
    problems: tuple[Problem, ...]
    withheld: frozenset[tuple[str, str]]
    """Sheet and key of rows that could not be read."""
    mending: Mending
    files: tuple[str, ...]
    """The sheets that were read, as they were given or found."""
    id_name: str | None
    """What the first of them calls the record id."""


def read_sheets(
    paths: Sequence[str],
    wish: SheetWish,
    inputs: Inputs,
    library: ContentLibrary,
    locale: Locale | None,
    today: date,
    origins_known: Iterable[str] = (),
) -> SheetRows:
    """Read every row of some sheets; a row that was mended in a workbook of ours takes the place of the one it came from.

    Args:
        paths: sheets, and such workbooks.
        wish: how to read them.
        inputs: the project with its questions.
        library: the words.
        locale: language to take texts in.
        today: the day of the build.
        origins_known: sheets that earlier builds were made from, in which the rows of such a workbook may have stood.

    Raises:
        SheetError, ProfileError: when a sheet or an offering cannot be read at all.
    """
    talk = locale or Locale.EN
    fields = load_fields(inputs.project, inputs.bank)
    offerings = [load_structured(Path(one), one) for one in wish.offerings]
    ground = SheetGround(fields, library.labels, Ground(inputs.bank, inputs.costs), talk)
    reader = _Reader(wish, inputs, fields, offerings, ground, locale)
    matches = [reader.match(path) for path in paths]
    plain = [one for one in matches if not _is_ours(one)]
    ours = [one for one in matches if _is_ours(one)]
    plain += reader.sources_of(ours, plain, origins_known)
    reader.agree(matches)
    return _put_together(reader, plain, ours, library, today)


@dataclass
class _Reader:
    """Everything that reading a sheet needs."""

    wish: SheetWish
    inputs: Inputs
    fields: Fields
    offerings: list[SourceDocument]
    ground: SheetGround
    locale: Locale | None

    def match(self, path: str) -> SheetMatch:
        sheet = load_sheet(Path(path), path)
        show_problems(sheet.notices)
        wish = self.wish
        return match_sheet(
            sheet, self.inputs.project, self.fields, Path(path), wish.mapping, wish.by_hand
        )

    def sources_of(
        self, ours: Sequence[SheetMatch], plain: Sequence[SheetMatch], known: Iterable[str]
    ) -> list[SheetMatch]:
        """Read the sheets that mended rows came from, where they are still there and were not given too."""
        given = {PurePath(one.sheet.file).name for one in plain}
        places = {PurePath(one).name: self.inputs.project.root / one for one in known}
        names = dict.fromkeys(sheet for one in ours for sheet, _ in _sources(one).values())
        return [
            self.match(self.inputs.project.shown(places[name]))
            for name in names
            if name not in given and name in places and places[name].is_file()
        ]

    def agree(self, matches: Sequence[SheetMatch]) -> None:
        """Show what each column becomes the first time, and ask where something was guessed and somebody can answer."""
        from playbook.cli.columns_report import match_lines
        from playbook.sources.portfolios.portfolio import missing_fields

        if self.wish.is_quiet:
            return
        labels = self.ground.labels[self.ground.talk]
        for match in matches:
            if match.mapping is not None:
                continue
            missing = missing_fields(match, self.offerings)
            for line in match_lines(match, self.fields, labels, missing):
                say(line)
            can_ask = sys.stdin.isatty() and sys.stderr.isatty() and not self.wish.is_agreed
            if (
                match.has_guesses
                and can_ask
                and not typer.confirm(labels("sheet.columns.ask"), default=True, err=True)
            ):
                say(labels("sheet.columns.how"))
                raise typer.Exit(ExitCode.CHANGES)

    def read(self, matches: Sequence[SheetMatch]) -> Portfolio:
        return read_portfolio(matches, self.offerings, self.ground, self.locale)


def _is_ours(match: SheetMatch) -> bool:
    """Tell whether a sheet is a workbook of rows to mend that we made."""
    return bool(own_columns(match.sheet))


def _sources(match: SheetMatch) -> dict[int, tuple[str, int]]:
    """Return where each row of a workbook of ours came from: name and row of its sheet, by row."""
    at = {key: index for index, key in own_columns(match.sheet).items()}
    found = {}
    for row in match.sheet.rows:
        sheet, number = row.cells[at[SOURCE_SHEET]].text, row.cells[at[SOURCE_ROW]].text
        if sheet and number.isdigit():
            found[row.number] = (sheet, int(number))
    return found


def _put_together(
    reader: _Reader,
    plain: Sequence[SheetMatch],
    ours: Sequence[SheetMatch],
    library: ContentLibrary,
    today: date,
) -> SheetRows:
    """Read the sheets, and put mended rows in the place of those they came from."""
    portfolio = reader.read(plain) if plain else Portfolio((), (), (), (), {})
    files = {PurePath(one.sheet.file).name: one.sheet.file for one in plain}
    entries = list(portfolio.entries)
    bad_rows = list(portfolio.bad_rows)
    for match in ours:
        mended = reader.read([match])
        came_from = _sources(match)
        places = {(files.get(sheet, sheet), row) for sheet, row in came_from.values()}
        bad_rows = [one for one in bad_rows if (one.sheet, one.row) not in places]
        shift = len(portfolio.matches)
        portfolio = replace(
            portfolio,
            matches=(*portfolio.matches, *mended.matches),
            notices=(*portfolio.notices, *mended.notices),
            taken={**portfolio.taken, **mended.taken},
        )
        bad_rows += [replace(one, match=one.match + shift) for one in mended.bad_rows]
        replaced = {one.key for one in mended.entries}
        entries = [one for one in entries if one.key not in replaced]
        entries += [_at_source(one, came_from, files) for one in mended.entries]
    portfolio = replace(portfolio, entries=tuple(entries), bad_rows=tuple(bad_rows))
    return _rows(portfolio, reader, library, today)


def _at_source(entry: Entry, came_from: dict[int, tuple[str, int]], files: dict[str, str]) -> Entry:
    sheet, row = came_from.get(entry.row, (entry.sheet, entry.row))
    return replace(entry, sheet=files.get(sheet, sheet), row=row)


def _rows(portfolio: Portfolio, reader: _Reader, library: ContentLibrary, today: date) -> SheetRows:
    show_problems(portfolio.notices)
    show_problems(dict.fromkeys(one for entry in portfolio.entries for one in entry.warnings))
    labels = library.labels[reader.ground.talk]
    subjects = tuple(_subject(one, reader.locale) for one in portfolio.entries)
    keys = [(one.sheet, _key(one)) for one in portfolio.bad_rows]
    mending = Mending(
        len(portfolio.bad_rows),
        lambda: problems_workbook(portfolio, labels, today) or b"",
        digest_of(repr(portfolio.bad_rows), repr(portfolio.taken), today.isoformat(), labels.file),
    )
    problems = tuple(problem for one in portfolio.bad_rows for problem in one.problems)
    ids = (
        one.used["record_id"].column.name for one in portfolio.matches if "record_id" in one.used
    )
    files = tuple(dict.fromkeys(one.sheet.file for one in portfolio.matches))
    return SheetRows(
        subjects, portfolio.bad_rows, problems, frozenset(keys), mending, files, next(ids, None)
    )


def _subject(entry: Entry, locale: Locale | None) -> Subject:
    profile = entry.profile
    return Subject(
        profile, locale or profile.language, entry.sheet, entry.key, entry.row, entry.record_id,
        entry.owner, entry.link, entry.offering_id,
    )  # fmt: skip


def _key(bad: BadRow) -> str:
    """Return what the keys of a bad row's entries begin with; nothing where that is not known."""
    return bad.record_id or " ".join((bad.name or "").casefold().split())
