from __future__ import annotations

from decimal import Decimal

import pytest

from playbook.locales import Locale
from playbook.profile import Per
from playbook.sources.costs import check_costs, load_costs
from playbook.sources.project import find_project
from tests.support import problems_of, write_tree

BENCHMARKS = """\
orders:
  measures: order-cost
  what: {en: An order, nl: Een bestelling}
  value: 50..150 USD
  per: order
  year: 2006
  country: US
  source: medius-2021
"""
TEMPLATES = """\
templates:
  - id: cars
    name: {en: Cars, nl: Auto’s}
    unit: {en: car, nl: auto}
    elements:
      - id: price
        phase: acquisition
        per: unit per month
        name: {en: Price, nl: Prijs}
        ask: {en: Which price?, nl: Welke prijs?}
        holder: {en: Buyer, nl: Inkoper}
      - id: sale
        phase: end-of-life
        per: unit
        minus: true
        name: {en: Sale, nl: Verkoop}
        ask: {en: Which proceeds?, nl: Welke opbrengst?}
        holder: {en: Controller, nl: Controller}
"""


def project_of(tmp_path, benchmarks=BENCHMARKS, templates=TEMPLATES):
    files = {"content/benchmarks.yaml": benchmarks, "content/cost-templates.yaml": templates}
    return find_project(write_tree(tmp_path, {"playbook.toml": "# ours\n", **files}))


def test_benchmarks_and_templates_are_read(tmp_path):
    book = load_costs(project_of(tmp_path))
    found = book.benchmarks["orders"]
    assert (found.low, found.high, found.currency, found.per) == (50, 150, "USD", Per.ORDER)
    assert (found.year, found.country, found.what[Locale.NL]) == (2006, "US", "Een bestelling")
    cars = book.templates["cars"]
    assert [(one.id, one.minus, one.per) for one in cars.elements] == [
        ("price", False, Per.UNIT_MONTH),
        ("sale", True, Per.UNIT),
    ]
    assert cars.element("sale").ask[Locale.EN] == "Which proceeds?"
    assert cars.element("none") is None


@pytest.mark.parametrize(
    ("old", "new", "place", "code"),
    [
        ("measures: order-cost", "measures: order", (2, 3), "impossible-value"),
        (", nl: Een bestelling", "", (3, 3), "missing-key"),
        ("50..150 USD", "150..50 USD", (4, 3), "impossible-value"),
        ("50..150 USD", "50..150", (4, 3), "impossible-value"),
        ("50..150 USD", "0..150 USD", (1, 1), "impossible-value"),
        ("per: order", "per: bestel", (5, 3), "impossible-value"),
        ("year: 2006", "year: 206", (6, 3), "impossible-value"),
        ("country: US", "country: USA", (7, 3), "impossible-value"),
        ("  source: medius-2021\n", "", (1, 1), "missing-key"),
        ("  source", "  extra: 1\n  source", (8, 3), "unknown-key"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_benchmark_is_told_with_its_place_and_remedy(
    tmp_path, old, new, place, code
):
    assert old in BENCHMARKS
    project = project_of(tmp_path, BENCHMARKS.replace(old, new))
    problems = problems_of(lambda: load_costs(project))
    assert (problems[0].code, (problems[0].line, problems[0].column)) == (code, place)
    assert problems[0].file.endswith("benchmarks.yaml")
    assert all(one.hint for one in problems)


@pytest.mark.parametrize(
    ("old", "new", "place", "code", "said"),
    [
        ("id: sale", "id: price", (12, 9), "repeated-id", "price stands here twice"),
        ("id: sale", "id: Sale", (12, 9), "impossible-value", "id"),
        ("id: sale", "id: standstill", (12, 9), "impossible-value", "standstill"),
        ("phase: end-of-life", "phase: end", (13, 9), "impossible-value", "“end”"),
        ("per: unit\n", "per: invoice\n", (12, 9), "impossible-value", "cannot count"),
        ("minus: true", "minus: maybe", (15, 9), "wrong-type", "true or false"),
        (", nl: Welke prijs?", "", (10, 9), "missing-key", "ask.nl"),
        ("{en: Car", "{nl: Car", (3, 11), "repeated-key", "nl stands here again"),
        ("unit: {en: car, nl: auto}", "unit: car", (4, 5), "wrong-type", "group of keys"),
        ("        holder: {en: Buyer, nl: Inkoper}\n", "", (6, 9), "missing-key", "holder"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_template_is_told_with_its_place_and_remedy(
    tmp_path, old, new, place, code, said
):
    assert old in TEMPLATES
    project = project_of(tmp_path, templates=TEMPLATES.replace(old, new))
    problem = problems_of(lambda: load_costs(project))[0]
    assert (problem.code, said in problem.message, problem.hint is not None) == (code, True, True)
    assert (problem.line, problem.column) == place or code == "repeated-key"


def test_two_templates_of_one_id_and_lists_without_entries_are_told(tmp_path):
    twice = TEMPLATES + TEMPLATES.removeprefix("templates:\n")
    (problem,) = problems_of(lambda: load_costs(project_of(tmp_path, templates=twice)))
    assert (problem.code, problem.line) == ("repeated-id", 19)
    head = TEMPLATES.partition("    elements:")[0] + "    elements: []\n"
    for text in (head, "templates: []\n"):
        (problem,) = problems_of(lambda t=text: load_costs(project_of(tmp_path, templates=t)))
        assert problem.code == "empty"


def test_both_files_are_checked_in_one_run(tmp_path):
    project = project_of(tmp_path, "orders: 1\n", "x: 1\n")
    files = {one.file.rpartition("/")[2] for one in problems_of(lambda: load_costs(project))}
    assert files == {"benchmarks.yaml", "cost-templates.yaml"}
    assert {one.code for one in check_costs(project)} >= {"wrong-type", "unknown-key"}


def test_a_benchmark_without_a_known_source_is_told(tmp_path):
    project = project_of(tmp_path, BENCHMARKS.replace("medius-2021", "hearsay"))
    (problem,) = check_costs(project)
    assert (problem.code, problem.line) == ("unknown-source", 8)


def test_what_is_shipped_is_sound_and_in_both_languages(project):
    assert check_costs(project) == []
    book = load_costs(project)
    assert len(book.benchmarks) > 10
    for one in book.benchmarks.values():
        assert len(set(one.what.values())) == len(Locale)
        assert one.low <= one.high
    vehicles = book.templates["vehicles"]
    assert len({one.phase for one in vehicles.elements}) == 4
    for element in vehicles.elements:
        for texts in (element.ask, element.name):
            assert all(texts.values())
        assert all(text.rstrip(".").endswith(("?", " 0", " 0 in")) for text in element.ask.values())


@pytest.mark.parametrize(
    ("key", "low", "high"),
    [
        ("apqc-order-2006", "35.88", "506.52"),
        ("caps-order", "59", "741"),
        ("iofm-invoice", "1", "21"),
        ("visma-invoice", "25", "25"),
        ("gao-card-1996", "54", "92"),
    ],
)
def test_benchmarks_are_those_of_the_domain_research(project, key, low, high):
    found = load_costs(project).benchmarks[key]
    assert (found.low, found.high) == (Decimal(low), Decimal(high))
