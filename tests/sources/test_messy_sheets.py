"""The messy sheets of `tests/portfolios` come out as a marketer expects who looks at them in Excel."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from ruamel.yaml import YAML

from playbook.errors import SheetError
from playbook.profile import OfferingProfile
from playbook.quantities import Amount, parse_amount, parse_quantity
from playbook.sources.costs import load_costs
from playbook.sources.portfolios.choosing import match_sheet
from playbook.sources.portfolios.entry import Entry, Portfolio
from playbook.sources.portfolios.field_files import load_fields
from playbook.sources.portfolios.matching import SheetMatch
from playbook.sources.portfolios.offerings import Ground
from playbook.sources.portfolios.portfolio import SheetGround, read_portfolio
from playbook.sources.sheets.loading import load_sheet
from playbook.sources.structured import load_structured
from tests.support import ROOT

FOLDER = ROOT / "tests/portfolios"
EXPECTED: dict[str, Any] = YAML(typ="safe").load(FOLDER / "expected.yaml")
READ = sorted(name for name, one in EXPECTED.items() if "refused" not in one)
OFFERINGS = ("fleet", "special-vehicles", "charging")
OLD_FORMAT = "marketer.xls"
"""In which an error cell looks empty, so that its row is good (see `either`)."""


@pytest.fixture(scope="module")
def read(project, bank, content):
    fields = load_fields(project, bank)
    ground = SheetGround(fields, content.labels, Ground(bank, lambda: load_costs(project)))
    done: dict[str, tuple[SheetMatch, Portfolio]] = {}

    def run(name: str) -> tuple[SheetMatch, Portfolio]:
        if name not in done:
            wanted = EXPECTED[name]["offering"]
            names = (wanted,) if wanted else OFFERINGS
            sources = [load_structured(ROOT / f"content/portfolio/{one}.yaml") for one in names]
            path = FOLDER / name
            match = match_sheet(load_sheet(path, name), project, fields, path)
            done[name] = match, read_portfolio([match], sources, ground)
        return done[name]

    return run


@pytest.mark.parametrize("name", READ)
def test_every_good_row_is_an_account_and_every_bad_one_is_told(read, name):
    match, portfolio = read(name)
    wanted = EXPECTED[name]
    letters = {one.column.name: one.column.index + 1 for one in match.columns}
    bad = {one["row"]: letters[one["column"]] for one in wanted.get("bad", ())}
    told = {one.row: {problem.column for problem in one.problems} for one in portfolio.bad_rows}
    if name == OLD_FORMAT:
        bad = {row: column for row, column in bad.items() if row in told}
    assert {row: sorted(columns) for row, columns in told.items()} == {
        row: [column] for row, column in bad.items()
    }
    good = {one.row for one in portfolio.entries}
    assert len(good) == wanted["rows"] - len(bad)
    assert len(portfolio.entries) == wanted.get("entries", len(good))


@pytest.mark.parametrize("name", READ)
def test_what_is_no_account_is_left_out_and_told(read, name):
    match, _ = read(name)
    left = {one.number: one.reason.value for one in match.sheet.left_out}
    if EXPECTED[name]["header_row"] > 1 and "left_out" not in EXPECTED[name]:
        return
    assert left == EXPECTED[name].get("left_out", {})


@pytest.mark.parametrize("name", READ)
def test_columns_that_mean_nothing_to_a_profile_become_nothing(read, name):
    match, _ = read(name)
    fields = {one.column.name: one.field for one in match.columns}
    assert [one for one in EXPECTED[name].get("columns", ()) if fields[one] is not None] == []


@pytest.mark.parametrize("name", READ)
def test_values_come_out_as_they_were_meant(read, name):
    match, portfolio = read(name)
    guessed = {one.field.id for one in match.columns if one.field and one.is_guess}
    unused = {one.nearest.id for one in match.columns if one.nearest and not one.field}
    for key, sample in EXPECTED[name]["samples"].items():
        entry = next(
            one for one in portfolio.entries if key in (one.record_id, one.profile.account.name)
        )
        for path, value in sample.items():
            if path == "offerings":
                assert {
                    one.offering_id for one in portfolio.entries if one.record_id == key
                } == set(value)
                continue
            found = value_at(entry, path)
            may_be_missing = field_of(path) in unused - guessed or (
                path == "owner" and name.startswith("marketer")
            )
            if not (may_be_missing and found is None):
                assert found == meant(path, value), (name, key, path)


def field_of(path: str) -> str:
    return ".".join(path.split(".")[:2])


def value_at(entry: Entry, path: str) -> Any:
    """Return a field of an entry by its path in a profile."""
    if path == "owner":
        return entry.owner
    profile: OfferingProfile = entry.profile
    group, key, *rest = path.split(".")
    if group != "answers":
        value = getattr(getattr(profile, group), key)
        return Amount(value.value, value.currency) if isinstance(value, Amount) else str(value)
    answers = profile.answers.get(key, ())
    if not answers:
        return None
    if not rest:
        return answers[-1].value if answers[-1].value is not None else answers[-1].level
    value = getattr(answers[-1], rest[0])
    return value if value is None else str(value)


def meant(path: str, value: Any) -> Any:
    """Return an expectation as the profile holds it."""
    text = str(value)
    if path.endswith(("_volume", "_value")):
        return parse_amount(text)
    if path.startswith("answers.") and path.count(".") == 1:
        return parse_quantity(text)
    return text


def test_an_open_quote_refuses_the_sheet_at_its_line(read):
    wanted: Mapping[str, Any] = EXPECTED["unclosed-quote.csv"]["refused"]
    with pytest.raises(SheetError) as caught:
        read("unclosed-quote.csv")
    assert [one.line for one in caught.value.problems] == [wanted["row"]]
