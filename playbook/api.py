"""Playbook from Python: place an offering without files, folders or a command line."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from playbook.economics.references import CostBook
from playbook.kraljic.factors import QuestionBank
from playbook.kraljic.inference import Placement, infer_placement
from playbook.kraljic.scoring import PlacementModel
from playbook.profile import OfferingProfile
from playbook.sources.costs import load_costs
from playbook.sources.placement import load_model
from playbook.sources.profiles import load_profile, parse_profile
from playbook.sources.project import find_project
from playbook.sources.questions import load_bank
from playbook.sources.structured import SourceDocument


def place(
    profile: OfferingProfile | Mapping[str, Any] | str | Path, project: Path | None = None
) -> Placement:
    """Place an offering at a buyer.

    Args:
        profile: a profile, its data (the keys of a profile file), or the path of a profile file.
        project: the folder whose `content/` may hold other questions or weights; without it the bundled ones count.

    Returns:
        The probability of each quadrant, both axis scores, and what each answer does to them.

    Raises:
        ProfileError: with everything that is wrong in the profile.
        ContentError: when the project's questions, weights or cost figures cannot be used.
    """
    bank, model = _rules(project)
    if isinstance(profile, Mapping):
        source = SourceDocument("profile", dict(profile))
        profile = parse_profile(source, bank, costs=lambda: _costs(project))
    elif not isinstance(profile, OfferingProfile):
        profile = load_profile(Path(profile), bank, costs=lambda: _costs(project))
    return infer_placement(profile, bank, model)


@lru_cache(maxsize=8)
def _rules(folder: Path | None) -> tuple[QuestionBank, PlacementModel]:
    """Return the questions and the model; the package's own folder stands for no project at all."""
    project = find_project(folder or Path(__file__).parent)
    bank = load_bank(project)
    return bank, load_model(project, bank)


@lru_cache(maxsize=8)
def _costs(folder: Path | None) -> CostBook:
    """Return benchmarks and cost templates, where a profile asks for them."""
    return load_costs(find_project(folder or Path(__file__).parent))
