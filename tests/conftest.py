"""Fixtures for everything: the project this repository is, its question bank, and a small library built by hand."""

from __future__ import annotations

import pytest
from hypothesis import settings

from playbook.kraljic.factors import QuestionBank
from playbook.library.library import ContentLibrary
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
