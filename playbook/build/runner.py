"""A whole build: profiles in, files out. One bad profile never stops the others, and no file is written half."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from playbook.build.artifacts import prepare_folder, write_artifact
from playbook.build.job import render_target
from playbook.build.targets import Format, Kind, Target, file_name
from playbook.build.workshop import Workshop, brief_account
from playbook.errors import EnvironmentProblem, PlaybookError, Problem, ProblemsError
from playbook.locales import Locale
from playbook.profile import OfferingProfile

Loader = Callable[[str, Locale | None], OfferingProfile]
"""Reads one profile in one language, or raises `ProfileError`."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to build."""

    profiles: tuple[str, ...]
    kinds: tuple[Kind, ...]
    formats: tuple[Format, ...]
    locale: Locale | None
    """Without one, each profile's own language."""
    output: Path


@dataclass(frozen=True, slots=True)
class Remark:
    """What is less than perfect in a file that was written."""

    file: Path
    message: str


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What came of it."""

    written: tuple[Path, ...]
    problems: tuple[Problem, ...]
    environment: EnvironmentProblem | None = None
    """What the machine lacks, where that stopped some of the files."""
    remarks: tuple[Remark, ...] = ()


def build(
    order: Order, load: Loader, workshop: Workshop, before_each: Callable[[], None] = lambda: None
) -> BuildReport:
    """Build every document of an order.

    Args:
        order: what to build.
        load: reads a profile.
        workshop: what all documents share.
        before_each: called before each document; what it raises stops the build there.

    Raises:
        EnvironmentProblem: when the output folder cannot be written at all.
    """
    prepare_folder(order.output)
    written: list[Path] = []
    remarks: list[Remark] = []
    problems: list[Problem] = []
    environment: EnvironmentProblem | None = None
    taken: dict[str, str] = {}
    for profile_path in order.profiles:
        try:
            profile = load(profile_path, order.locale)
        except ProblemsError as error:
            problems += error.problems
            continue
        locale = order.locale or profile.language
        briefing = brief_account(profile, locale, workshop)
        for target in targets_of(profile_path, profile, locale, order):
            clash = taken.setdefault(target.name.casefold(), profile_path)
            if clash != profile_path:
                problems.append(_clash(target, clash))
                continue
            before_each()
            path = order.output / target.name
            try:
                rendered = render_target(target, briefing, workshop)
                write_artifact(path, rendered.data)
                written.append(path)
                remarks += [Remark(path, message) for message in rendered.remarks]
            except EnvironmentProblem as error:
                environment = environment or error
            except PlaybookError as error:
                problems += _problems(error, profile_path)
    # One text that fails is met by every document that prints it; say it once.
    found = tuple(dict.fromkeys(problems))
    return BuildReport(tuple(written), found, environment, tuple(remarks))


def targets_of(
    profile_path: str, profile: OfferingProfile, locale: Locale, order: Order
) -> Iterable[Target]:
    """Return every file to make from one profile."""
    for kind in order.kinds:
        for form in order.formats:
            yield Target(profile_path, kind, locale, form, file_name(profile, kind, locale, form))


def _clash(target: Target, first: str) -> Problem:
    return Problem(
        "same-name",
        f"would overwrite {target.name}, which {first} makes too",
        target.profile,
        hint="Give the account or the offering another name.",
    )


def _problems(error: PlaybookError, profile_path: str) -> Iterable[Problem]:
    """Return what an error found; one without a file is about the profile."""
    if isinstance(error, ProblemsError):
        return error.problems
    return (Problem("document", error.message, profile_path, hint=error.hint),)
