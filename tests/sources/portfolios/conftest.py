from __future__ import annotations

import pytest

from playbook.locales import Locale
from playbook.sources.costs import load_costs
from playbook.sources.portfolios.field_files import load_fields
from playbook.sources.portfolios.grounds import load_sheet_ground
from playbook.sources.portfolios.portfolio import SheetGround


@pytest.fixture(scope="session")
def fields(project, bank):
    return load_fields(project, bank)


@pytest.fixture(scope="session")
def ground(project, bank):
    costs = load_costs(project)
    return load_sheet_ground(project, bank, lambda: costs, Locale.EN)


@pytest.fixture(scope="session")
def dutch(ground):
    return SheetGround(ground.fields, ground.labels, ground.profiles, Locale.NL)
