from __future__ import annotations

import pytest

from playbook.sources.portfolios.choosing import match_sheet, read_assignments
from playbook.sources.portfolios.days import DayOrder
from playbook.sources.portfolios.grounds import check_sheet_content
from playbook.sources.portfolios.mapping import (
    SavedMapping,
    find_mapping,
    load_mapping,
    render_mapping,
)
from playbook.sources.project import find_project
from playbook.sources.sheets.sheet import NumberStyle
from tests.sources.portfolios.making import sheet
from tests.support import problems_of, write_tree

TABLE = sheet(["Naam", 'Soms "raar": 50%', "Omzet"], ["Acme", "x", "5"])
SAVED = SavedMapping("crm", {"Naam": "account.name", 'Soms "raar": 50%': "ignore", "Omzet": "offering.yearly_value"}, NumberStyle.COMMA, DayOrder.DAY_FIRST)  # fmt: skip


def keep(root, text, name="crm"):
    write_tree(root, {f"mappings/{name}.yaml": text})
    return find_project(root)


def test_a_mapping_comes_back_as_it_was_written(tmp_path, fields):
    text = render_mapping(SAVED)
    assert text.startswith("# Which column")
    assert load_mapping(keep(tmp_path, text), "crm", fields) == SAVED


def test_a_sheet_with_the_same_headers_finds_its_mapping_by_itself(tmp_path, fields):
    project = keep(tmp_path, render_mapping(SAVED))
    turned = sheet(["omzet", "NAAM", 'Soms "raar": 50%'], ["5", "Acme", "x"])
    assert find_mapping(project, turned, fields) == SAVED
    assert find_mapping(project, sheet(["Naam", "Omzet"], ["A", "5"]), fields) is None
    assert match_sheet(turned, project, fields).used["offering.yearly_value"].column.name == "omzet"


def test_a_mapping_by_name_goes_before_the_one_that_fits(tmp_path, fields):
    keep(tmp_path, render_mapping(SAVED))
    other = SavedMapping("other", {"Omzet": "account.revenue"})
    project = keep(tmp_path, render_mapping(other), "other")
    match = match_sheet(TABLE, project, fields, mapping="other")
    assert set(match.used) == {"account.name", "account.revenue"}


def test_what_is_given_by_hand_goes_before_a_mapping(tmp_path, fields):
    project = keep(tmp_path, render_mapping(SAVED))
    match = match_sheet(TABLE, project, fields, by_hand=["Omzet=ignore"])
    assert "offering.yearly_value" not in match.used


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("format: 1\ncolumns:\n  Naam: account.nam\n", "unknown-field"),
        ("format: 1\ncolumns:\n  Naam: account.name\n  Klant: account.name\n", "repeated-field"),
        ("format: 1\ncolumns: {}\n", "empty"),
        ("format: 1\ndecimal: punt\ncolumns: {Naam: account.name}\n", "impossible-value"),
        ("format: 1\ndates: us\ncolumns: {Naam: account.name}\n", "impossible-value"),
        ("format: 1\nkolommen: 1\ncolumns: {Naam: account.name}\n", "unknown-key"),
    ],
)
def test_what_cannot_be_in_a_mapping_is_told_at_its_line(tmp_path, fields, text, code):
    project = keep(tmp_path, text)
    (problem,) = problems_of(lambda: load_mapping(project, "crm", fields))
    assert problem.code == code
    assert problem.line


@pytest.mark.parametrize("name", ["crn", "../crm", "a/b", ""])
def test_a_mapping_that_is_not_there_names_the_nearest(tmp_path, fields, name):
    project = keep(tmp_path, render_mapping(SAVED))
    (problem,) = problems_of(lambda: load_mapping(project, name, fields))
    assert problem.code == ("not-found" if name == "crn" else "mapping-name")
    assert name != "crn" or "crm" in problem.hint


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Omzet=offering.yearly_value", {2: "offering.yearly_value"}),
        ("omzet = Contractwaarde per jaar", {2: "offering.yearly_value"}),
        ("C=answers.alternatives", {2: "answers.alternatives"}),
        ("C=alternatives", {2: "answers.alternatives"}),
        ('Soms "raar": 50%=ignore', {1: "ignore"}),
    ],
)
def test_a_column_is_given_by_header_or_letter_and_a_field_by_id_or_name(fields, text, wanted):
    assert read_assignments([text], TABLE, fields) == wanted


@pytest.mark.parametrize("text", ["Omzet", "Omset=account.name", "Omzet=account.nam", "Z=ignore"])
def test_what_is_wrong_by_hand_is_told_with_a_remedy(fields, text):
    (problem,) = problems_of(lambda: read_assignments([text], TABLE, fields))
    assert problem.hint


def test_one_field_is_not_given_to_two_columns_by_hand(fields):
    given = ["Naam=account.name", "Omzet=account.name"]
    (problem,) = problems_of(lambda: read_assignments(given, TABLE, fields))
    assert "two columns" in problem.message


def test_one_column_is_not_given_to_two_fields_by_hand(fields):
    (problem,) = problems_of(
        lambda: read_assignments(
            ["Omzet=account.revenue", "C=offering.yearly_value"], TABLE, fields
        )
    )
    assert "two fields, account.revenue and offering.yearly_value" in problem.message
    same = read_assignments(["Omzet=account.revenue", "C=account.revenue"], TABLE, fields)
    assert same == {2: "account.revenue"}


def test_check_tells_what_is_wrong_in_every_mapping(tmp_path, bank):
    keep(tmp_path, "format: 1\ncolumns: {A: account.nam}\n", "one")
    project = keep(tmp_path, "format: 1\ncolumns: {A: account.nam}\n", "two")
    assert len(check_sheet_content(project, bank)) == 2
