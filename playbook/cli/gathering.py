"""Whom a build is about: profiles by path and folder, and rows of sheets, with what is wrong in them beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from playbook.build.runner import read_subjects
from playbook.build.subjects import Subject
from playbook.cli.inputs import STANDARD_INPUT, Inputs, expand_folders
from playbook.errors import Problem
from playbook.locales import Locale
from playbook.sources.project import Project


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything that was read for a build."""

    subjects: tuple[Subject, ...]
    problems: tuple[Problem, ...]
    project: Project
    sources: tuple[str, ...]
    """What was asked for, as it was given."""
    read: frozenset[str]
    """The files that were read, by the name that the manifest gives them."""
    folders: tuple[str, ...] = ()
    """The folders that were looked through, likewise."""
    withheld: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    """Origin and key of subjects that are there but could not be read."""
    is_batch: bool = False
    """Whether a sheet is among it."""

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


def gather(sources: Sequence[str], inputs: Inputs, locale: Locale | None) -> Gathered:
    """Read everything that was asked for."""
    project = inputs.project
    wanted = list(sources) or [_default_folder(project)]
    paths = expand_folders(wanted)
    subjects, problems = read_subjects(paths, inputs.load, locale)
    good = {subject.origin for subject in subjects}
    read = frozenset(named_from(project, path) for path in paths if path != STANDARD_INPUT)
    return Gathered(
        tuple(subjects),
        tuple(problems),
        project,
        tuple(wanted),
        read,
        tuple(named_from(project, one) for one in wanted if Path(one).is_dir()),
        frozenset((named_from(project, path), "") for path in paths if path not in good),
    )


def _default_folder(project: Project) -> str:
    own, shared = project.profile_folders
    return str(own if own.is_dir() else shared)
