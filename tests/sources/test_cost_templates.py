"""The cost templates this project ships: complete enough to ask from, and short enough for a table."""

from __future__ import annotations

import pytest

from playbook.economics.elements import PRICE
from playbook.economics.references import CostTemplate
from playbook.profile import Phase
from playbook.sources.costs import load_costs
from playbook.sources.project import find_project
from tests.support import ROOT

TEMPLATES = load_costs(find_project(ROOT)).templates
LONGEST_NAME = 32
"""Characters of a name in a row of a cost table."""


@pytest.fixture(params=TEMPLATES.values(), ids=TEMPLATES.keys())
def template(request: pytest.FixtureRequest) -> CostTemplate:
    found: CostTemplate = request.param
    return found


def test_every_sort_of_purchase_has_a_template():
    assert set(TEMPLATES) == {
        "vehicles", "equipment", "packaging-and-materials", "software", "facility-services",
        "temporary-staff", "mro-parts",
    }  # fmt: skip


def test_a_template_covers_the_whole_life_in_a_page_of_elements(template):
    assert 12 <= len(template.elements) <= 16
    assert {one.phase for one in template.elements} == set(Phase)
    assert [one.phase for one in template.elements] == sorted(
        (one.phase for one in template.elements), key=list(Phase).index
    )


def test_a_template_knows_its_price(template):
    price = template.element(PRICE)
    assert price is not None
    assert price.phase is Phase.ACQUISITION
    assert not price.minus


def test_names_fit_a_row_and_questions_ask(template):
    for one in template.elements:
        for locale, name in one.name.items():
            assert len(name) <= LONGEST_NAME, (one.id, locale)
            assert len(one.holder[locale]) <= LONGEST_NAME + 5, (one.id, locale)
            assert "?" in one.ask[locale], (one.id, locale)
            assert len(one.ask[locale]) <= 150, (one.id, locale)
