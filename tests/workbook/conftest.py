"""What the tests of the workbook share."""

from __future__ import annotations

import pytest

from playbook.economics.references import CostBook
from playbook.sources.costs import load_costs


@pytest.fixture(scope="session")
def costs(project) -> CostBook:
    return load_costs(project)
