"""Whom a build is about: profiles by path and folder, and rows of sheets, with what is wrong in them beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from playbook.build.manifest import Manifest
from playbook.build.order import read_subjects
from playbook.build.overview import MENDED, Mending, being_mended
from playbook.build.subjects import Subject
from playbook.cli.inputs import STANDARD_INPUT, Inputs, expand_folders
from playbook.cli.sheets import Earlier, SheetWish, is_sheet, read_sheets
from playbook.errors import Problem
from playbook.library.library import ContentLibrary
from playbook.locales import Locale
from playbook.sources.project import Project


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything that was read for a build."""

    subjects: tuple[Subject, ...]
    problems: tuple[Problem, ...]
    project: Project
    read: frozenset[str]
    """The files that were read, as the manifest names them."""
    folders: tuple[str, ...] = ()
    """The folders that were looked through, likewise."""
    withheld: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    """Origin and key of subjects that are there but could not be read."""
    mending: Mending = field(default_factory=Mending)
    id_name: str | None = None
    """What a sheet calls the record id."""
    is_batch: bool = False
    """Whether a sheet is among it."""
    workbooks: tuple[str, ...] = ()
    """Workbooks of mended rows that are used, as the manifest names them."""

    @property
    def scope(self) -> str:
        """What the build is about, the same for every build of the same folders, sheets and profiles."""
        files = self.read - set(self.workbooks)
        alone = {one for one in files if one.rpartition("/")[0] not in self.folders}
        return "\n".join(sorted({*self.folders, *alone}))

    def named(self, origin: str) -> str:
        """Return an origin's path from the project, so that it is the same wherever a command is run."""
        return named_from(self.project, origin)

    def covers(self, origin: str) -> bool:
        """Tell whether an origin was read, or would have been if it were still there."""
        if origin in self.read:
            return True
        folder, _, _ = origin.rpartition("/")
        return folder in self.folders and not (self.project.root / origin).exists()


def named_from(project: Project, origin: str) -> str:
    """Return a path from the project's folder, with forward slashes; one outside it whole."""
    if origin == STANDARD_INPUT:
        return origin
    path = Path(origin).absolute()
    try:
        return path.relative_to(project.root).as_posix()
    except ValueError:
        return path.as_posix()


def earlier_sheets(manifest: Manifest, project: Project) -> Earlier:
    """Return what earlier builds into a folder were made from, and the workbooks of rows that were mended since."""
    sheets = {one.origin for one in manifest.documents.values()}
    used = [project.root / one for one in manifest.memory.get(MENDED, [])]
    return Earlier(tuple(sorted(sheets)), tuple(dict.fromkeys([*being_mended(manifest), *used])))


def gather(
    sources: Sequence[str],
    wish: SheetWish,
    inputs: Inputs,
    library: ContentLibrary,
    locale: Locale | None,
    today: date,
    earlier: Earlier,
) -> Gathered:
    """Read everything that was asked for: sheets, and else profiles. Standard input is a sheet where there are offerings."""
    project = inputs.project
    wanted = list(sources) or [_default_folder(project)]
    takes_sheet = bool(wish.offerings)
    sheets = [one for one in wanted if is_sheet(one) or (one == STANDARD_INPUT and takes_sheet)]
    others = [one for one in wanted if one not in sheets]
    paths = expand_folders(others)
    subjects, problems = read_subjects(paths, inputs.load, locale)
    good = {subject.origin for subject in subjects}
    withheld = {(named_from(project, path), "") for path in paths if path not in good}
    read = {named_from(project, path) for path in paths}
    mending, id_name = Mending(), None
    workbooks: tuple[str, ...] = ()
    if sheets:
        rows = read_sheets(sheets, wish, inputs, library, locale, today, earlier)
        subjects += rows.subjects
        problems += rows.problems
        withheld |= {(named_from(project, sheet), key) for sheet, key in rows.withheld}
        read |= {named_from(project, one) for one in rows.files}
        mending, id_name = rows.mending, rows.id_name
        workbooks = tuple(named_from(project, one) for one in rows.workbooks)
    return Gathered(
        tuple(subjects),
        tuple(problems),
        project,
        frozenset(read - {STANDARD_INPUT}),
        tuple(named_from(project, one) for one in wanted if Path(one).is_dir()),
        frozenset(withheld),
        mending,
        id_name,
        bool(sheets),
        workbooks,
    )


def _default_folder(project: Project) -> str:
    own, shared = project.profile_folders
    return str(own if own.is_dir() else shared)
