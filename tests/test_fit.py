from __future__ import annotations

from dataclasses import replace

import pytest

from playbook.kraljic.cases import predict
from playbook.kraljic.evaluation import headline
from playbook.kraljic.matrix import Axis
from playbook.sources.cases import load_development_cases
from playbook.sources.placement import load_honest, load_model, load_unfitted
from tests.support import ROOT
from tools.fit import as_text, fit, measure_honestly, minimise, refit, rows_of


@pytest.fixture(scope="module")
def cases(project, bank):
    return load_development_cases(project, bank)


@pytest.fixture(scope="module")
def unfitted(project, bank):
    return load_unfitted(project, bank)


def test_the_committed_fit_is_what_the_fit_writes():
    committed = (ROOT / "content" / "fitted.yaml").read_text(encoding="utf-8")
    assert refit() == committed, "run make fit"


def test_what_is_written_is_what_was_fitted(project, bank, cases, unfitted):
    fitted, read = fit(rows_of(cases, unfitted), unfitted), load_model(project, bank)
    assert read.missing == fitted.missing
    for axis in Axis:
        assert read.axes[axis].line == pytest.approx(fitted.axes[axis].line)
        assert read.axes[axis].line_sd == pytest.approx(fitted.axes[axis].line_sd)


def test_the_honest_numbers_are_not_the_training_numbers(project, bank, cases):
    honest = load_honest(project)["leave_source_out"]
    training = headline(predict(cases, load_model(project, bank)))
    assert honest.n == training.n == 50
    assert honest.brier > training.brier


def test_the_search_finds_the_lowest_place():
    x, y = minimise(lambda x, y: (x - 1) ** 2 + (y + 2) ** 2 + x * y / 2, (0.0, 0.0))
    assert (x, y) == pytest.approx((1.6, -2.4), abs=1e-3)


def test_higher_labels_lower_the_line(cases, unfitted):
    """The more of the same answers were called high, the lower the buyers' line must be."""
    from playbook.kraljic.matrix import Quadrant

    rows = rows_of(cases, unfitted)
    raised = [
        replace(row, case=replace(row.case, quadrant=Quadrant.STRATEGIC)) if index % 3 == 0 else row
        for index, row in enumerate(rows)
    ]
    before, after = fit(rows, unfitted), fit(raised, unfitted)
    for axis in Axis:
        assert after.axes[axis].line < before.axes[axis].line


def test_a_project_may_have_few_cases(cases, unfitted):
    few = cases[:4]
    text = as_text(fit(rows_of(few, unfitted), unfitted), measure_honestly(few, unfitted))
    assert text.startswith("# Written by `make fit`")
