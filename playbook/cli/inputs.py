"""What every command needs: the project, the questions and the model, and profiles by path, folder or `-`."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from playbook.cli.console import show_problems
from playbook.economics.references import CostBook
from playbook.errors import Problem, ProfileError
from playbook.kraljic.factors import QuestionBank
from playbook.kraljic.scoring import PlacementModel
from playbook.locales import Locale
from playbook.profile import OfferingProfile
from playbook.sources.costs import load_costs
from playbook.sources.dates import check_days
from playbook.sources.placement import load_model
from playbook.sources.profiles import SUFFIXES, read_profile
from playbook.sources.project import Project, find_project
from playbook.sources.questions import load_bank
from playbook.sources.structured import (
    SourceDocument,
    decode_text,
    load_structured,
    parse_structured,
)

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Inputs:
    """The project a command works in, with its questions and model."""

    project: Project
    bank: QuestionBank
    model: PlacementModel
    _told: set[Problem] = field(default_factory=set, compare=False, repr=False)

    def load(self, path: str, locale: Locale | None = None) -> OfferingProfile:
        """Read one profile in one language (see `load_profile`), telling each of its warnings once in a run."""
        source = read_source(path)
        reading = read_profile(source, self.bank, locale, self.costs)
        warnings = (*reading.warnings, *check_days(source, date.today()))
        show_problems(one for one in warnings if one not in self._told)
        self._told.update(warnings)
        return reading.profile

    def costs(self) -> CostBook:
        """Read benchmarks and cost templates, once, when a profile asks for them."""
        return _costs(self.project)


@lru_cache(maxsize=4)
def _costs(project: Project) -> CostBook:
    return load_costs(project)


def load_inputs() -> Inputs:
    """Find the project of the working folder and read its questions and model."""
    project = find_project(Path.cwd())
    bank = load_bank(project)
    return Inputs(project, bank, load_model(project, bank))


def read_standard_input() -> SourceDocument:
    """Read a profile from standard input; a text that starts with a brace is JSON, anything else YAML."""
    text = decode_text(sys.stdin.buffer.read(), STANDARD_INPUT)
    return parse_structured(
        text, STANDARD_INPUT, ".json" if text.lstrip().startswith("{") else ".yaml"
    )


def read_source(path: str) -> SourceDocument:
    """Read a profile's data without validating it."""
    return read_standard_input() if path == STANDARD_INPUT else load_structured(Path(path), path)


def expand_folders(paths: list[str]) -> tuple[str, ...]:
    """Replace each folder by the profiles in it, in order of name.

    Raises:
        ProfileError: when a folder holds none.
    """
    found: list[str] = []
    for path in paths:
        folder = Path(path)
        if path == STANDARD_INPUT or not folder.is_dir():
            found.append(path)
            continue
        inside = sorted(str(one) for one in folder.iterdir() if one.suffix.lower() in SUFFIXES)
        if not inside:
            problem = Problem(
                "no-profiles",
                "is a folder without profiles",
                path,
                hint=f"A profile ends in {', '.join(SUFFIXES)}.",
            )
            raise ProfileError((problem,))
        found += inside
    return tuple(dict.fromkeys(found))
