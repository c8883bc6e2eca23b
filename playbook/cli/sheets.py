"""Sheets of accounts for a build: read, matched to fields where people can see it, merged with offerings and with mended rows."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath

import typer

from playbook.build.digests import digest_of
from playbook.build.overview import Mending
from playbook.build.problem_book import problems_workbook
from playbook.build.subjects import Subject
from playbook.cli.console import can_ask, overheard, say, show_problems
from playbook.cli.inputs import Inputs
from playbook.errors import ExitCode, Problem, ProblemsError
from playbook.library.library import ContentLibrary
from playbook.locales import Locale
from playbook.sources.portfolios.choosing import match_sheet
from playbook.sources.portfolios.entry import BadRow, Entry, Portfolio
from playbook.sources.portfolios.field_files import load_fields
from playbook.sources.portfolios.fields import Fields
from playbook.sources.portfolios.matching import SheetMatch
from playbook.sources.portfolios.mended import holds_mended_rows, places_of, put_mended
from playbook.sources.portfolios.offerings import Ground
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
    problems: tuple[Problem, ...]
    withheld: frozenset[tuple[str, str]]
    """Sheet and key of rows that could not be read."""
    mending: Mending
    files: tuple[str, ...]
    """The sheets that were read, as they were given or found."""
    id_name: str | None
    """What the first of them calls the record id."""
    workbooks: tuple[str, ...]
    """Those of them that are workbooks of mended rows."""


def read_sheets(
    paths: Sequence[str],
    wish: SheetWish,
    inputs: Inputs,
    library: ContentLibrary,
    locale: Locale | None,
    today: date,
    earlier: Earlier,
) -> SheetRows:
    """Read every row of some sheets; a row that was mended in a workbook of ours takes the place of the one it came from.

    Args:
        paths: sheets, and such workbooks.
        wish: how to read them.
        inputs: the project with its questions.
        library: the words.
        locale: language to take texts in.
        today: the day of the build.
        earlier: what earlier builds into the same folder were made from.

    Raises:
        SheetError, ProfileError: when a sheet or an offering cannot be read at all.
    """
    talk = locale or Locale.EN
    fields = load_fields(inputs.project, inputs.bank)
    offerings = [load_structured(Path(one), one) for one in wish.offerings]
    ground = SheetGround(
        fields, library.labels, Ground(inputs.bank, inputs.costs), talk, date.today()
    )
    reader = _Reader(wish, inputs, fields, offerings, ground, locale)
    matches = [reader.match(path) for path in paths]
    plain = [one for one in matches if not holds_mended_rows(one)]
    ours = [one for one in matches if holds_mended_rows(one)]
    plain += reader.sources_of(ours, plain, earlier.sheets)
    along = reader.mended_before(plain, earlier.workbooks, paths)
    reader.agree(matches)
    return _put_together(reader, plain, ours, along, library, today)


@dataclass(frozen=True, slots=True)
class Earlier:
    """What earlier builds into the same folder were made from, as paths from the project."""

    sheets: tuple[str, ...] = ()
    workbooks: tuple[Path, ...] = ()
    """Workbooks of rows to mend that somebody has been mending."""


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
        names = dict.fromkeys(sheet for one in ours for sheet, _ in places_of(one).values())
        return [
            self.match(self.inputs.project.shown(places[name]))
            for name in names
            if name not in given and name in places and places[name].is_file()
        ]

    def mended_before(
        self, plain: Sequence[SheetMatch], workbooks: Iterable[Path], given: Sequence[str]
    ) -> list[SheetMatch]:
        """Read the workbooks of rows that somebody mended before, as far as those came from these sheets."""
        names = {PurePath(one.sheet.file).name for one in plain}
        asked = {Path(one).resolve() for one in given}
        found = []
        for path in workbooks:
            if not path.is_file() or path.resolve() in asked:
                continue
            with contextlib.suppress(ProblemsError), overheard(is_silent=True):
                match = self.match(self.inputs.project.shown(path))
                if holds_mended_rows(match) and names & {
                    one for one, _ in places_of(match).values()
                }:
                    found.append(match)
        return found

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
            if (
                match.has_guesses
                and not self.wish.is_agreed
                and can_ask()
                and not typer.confirm(labels("sheet.columns.ask"), default=True, err=True)
            ):
                say(labels("sheet.columns.how"))
                raise typer.Exit(ExitCode.CHANGES)

    def read(self, matches: Sequence[SheetMatch]) -> Portfolio:
        return read_portfolio(matches, self.offerings, self.ground, self.locale)


def _put_together(
    reader: _Reader,
    plain: Sequence[SheetMatch],
    asked: Sequence[SheetMatch],
    along: Sequence[SheetMatch],
    library: ContentLibrary,
    today: date,
) -> SheetRows:
    """Read the sheets, and put mended rows in the place of those they came from: of earlier workbooks, then of those given."""
    portfolio = reader.read(plain) if plain else Portfolio((), (), (), (), {})
    for match in along:
        try:
            mended = reader.read([match])
        except ProblemsError:
            continue  # it is not what was asked for, so whatever is wrong with it stops nothing
        portfolio, came_in = put_mended(portfolio, mended, is_asked=False)
        if came_in:
            say(f"{match.sheet.file}: {len({one.row for one in came_in})} mended rows are used.")
    for match in asked:
        portfolio, _ = put_mended(portfolio, reader.read([match]), is_asked=True)
    return _rows(portfolio, reader, library, today)


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
        subjects, problems, frozenset(keys), mending, files, next(ids, None),
        tuple(one.sheet.file for one in portfolio.matches if holds_mended_rows(one)),
    )  # fmt: skip


def _subject(entry: Entry, locale: Locale | None) -> Subject:
    profile = entry.profile
    return Subject(
        profile, locale or profile.language, entry.sheet, entry.key, entry.row, entry.record_id,
        entry.owner, entry.link, entry.offering_id,
    )  # fmt: skip


def _key(bad: BadRow) -> str:
    """Return what the keys of a bad row's entries begin with; nothing where that is not known."""
    return bad.record_id or " ".join((bad.name or "").casefold().split())
