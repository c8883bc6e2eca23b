"""Fixtures for everything: the project this repository is, its question bank, and a small library built by hand."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import settings

from playbook.build.workshop import Workshop
from playbook.kraljic.factors import QuestionBank
from playbook.kraljic.scoring import PlacementModel
from playbook.library.library import ContentLibrary
from playbook.sources.content import load_sound_library
from playbook.sources.costs import load_costs
from playbook.sources.placement import load_model
from playbook.sources.project import Project, find_project
from playbook.sources.questions import load_bank
from tests.support import ROOT, make_bank, make_library

settings.register_profile("laws", derandomize=True, deadline=None, max_examples=100)
settings.load_profile("laws")


@pytest.fixture(scope="session")
def project() -> Project:
    return find_project(ROOT)


@pytest.fixture(scope="session")
def bank(project: Project) -> QuestionBank:
    return load_bank(project)


@pytest.fixture(scope="session")
def small_bank() -> QuestionBank:
    return make_bank()


@pytest.fixture(scope="session")
def library() -> ContentLibrary:
    return make_library()


@pytest.fixture(scope="session")
def model(project: Project, bank: QuestionBank) -> PlacementModel:
    return load_model(project, bank)


@pytest.fixture(scope="session")
def content(project: Project) -> ContentLibrary:
    """Return everything the documents can say, as shipped."""
    return load_sound_library(project)


@pytest.fixture(scope="session")
def workshop(
    project: Project, bank: QuestionBank, model: PlacementModel, content: ContentLibrary
) -> Workshop:
    roots, today = project.template_roots, date(2026, 11, 24)
    return Workshop(bank, model, content, roots, today, costs=load_costs(project))
