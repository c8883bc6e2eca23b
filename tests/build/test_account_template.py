from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from playbook.build.account_template import TemplateGround, accounts_template, questions_asked
from playbook.locales import Locale
from playbook.sources.costs import load_costs
from playbook.sources.portfolios.field_files import load_fields
from playbook.sources.portfolios.offerings import Ground, offering_of
from playbook.sources.portfolios.portfolio import SheetGround
from playbook.sources.portfolios.variables import variables_in_use
from playbook.sources.project import find_project
from tests.sources.portfolios.making import fields_of, offering, read, sheet_of
from tests.support import write_tree

DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def fields(project, bank):
    return load_fields(project, bank)


@pytest.fixture(scope="module")
def grounds(project, bank, model, fields, content):
    used = variables_in_use(project)
    return {
        locale: TemplateGround(bank, model, fields, content.labels[locale], used, DAY)
        for locale in Locale
    }


@pytest.fixture(scope="module")
def reading(project, bank, fields, content):
    costs = load_costs(project)
    return SheetGround(fields, content.labels, Ground(bank, lambda: costs), Locale.NL)


@pytest.fixture(scope="module")
def fleet(bank):
    one = offering_of(offering())
    return [(one.id, one.check(Ground(bank), Locale.NL, (), is_other=False).profile)]


@pytest.fixture(scope="module")
def made(grounds, fleet):
    return {
        locale: accounts_template(ground, fleet, "x.xlsx") for locale, ground in grounds.items()
    }


def book_of(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def rows_filled(data, *changes):
    """Return the template with rows filled in below the example, by header."""
    book = book_of(data)
    tab = book.worksheets[0]
    at = {one.value: one.column for one in tab[1]}
    for number, values in enumerate(changes, start=3):
        for header, value in values.items():
            tab.cell(number, at[header]).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("locale", Locale)
def test_every_header_is_read_back_without_a_mapping(made, fields, locale):
    found = fields_of(sheet_of(made[locale]), fields)
    assert None not in found.values()
    assert {"record_id", "account.name", "answers.alternatives", "on"} <= set(found.values())


@pytest.mark.parametrize("locale", Locale)
def test_every_choice_of_every_list_is_read_back(made, grounds, reading, locale):
    book = book_of(made[locale])
    tab, lists = book.worksheets[0], book.worksheets[2]
    name = tab["B1"].value
    rules = [one for one in tab.data_validations.dataValidation if one.type == "list"]
    assert len(rules) > 15
    for rule in rules:
        column = str(rule.sqref).partition(":")[0].rstrip("0123456789")
        header = tab[f"{column}1"].value
        choices = [one.value for one in lists[column] if one.value]
        assert len(choices) >= 2
        filled = [{name: f"Acme {at}", header: choice} for at, choice in enumerate(choices)]
        portfolio = read(sheet_of(rows_filled(made[locale], *filled)), reading)
        assert portfolio.bad_rows == (), (header, portfolio.bad_rows)
        assert len(portfolio.entries) == len(choices)


def test_what_is_filled_in_becomes_the_right_profile(made, reading):
    row = {
        "Klantnummer": "0012", "Klantnaam": "Acme", "Sector": "publieke sector", "Alternatieven": "4 – 2 leveranciers",
        "Overstaptijd": "6 weken", "Schade per dag uitval": "weet ik niet", "Inkoopvolume per jaar": 310000000,
        "Gezegd door": "inkoop", "Hoe zeker": "zeker", "Beantwoord op": DAY,
    }  # fmt: skip
    (entry,) = read(sheet_of(rows_filled(made[Locale.NL], row)), reading).entries
    assert entry.key == "0012"
    assert entry.profile.account.sector.value == "public"
    assert entry.profile.account.purchasing_volume.value == 310000000
    told = {"sure": "known", "said_by": "procurement", "on": "2026-11-24"}
    assert entry.data["answers"]["alternatives"] == {"value": "4", **told}
    assert entry.data["answers"]["switching_time"] == {"value": "6 weken", **told}
    assert entry.data["answers"]["outage_cost"] == {"value": "unknown", **told}


@pytest.mark.parametrize("locale", Locale)
def test_the_example_is_skipped_until_somebody_writes_over_it(made, reading, locale):
    data = made[locale]
    assert read(sheet_of(data), reading).entries == ()
    book = book_of(data)
    book.worksheets[0]["A2"] = "0001"
    out = io.BytesIO()
    book.save(out)
    (entry,) = read(sheet_of(out.getvalue()), reading).entries
    assert entry.record_id == "0001"


def test_the_header_is_locked_and_the_rows_are_free(made):
    tab = book_of(made[Locale.NL]).worksheets[0]
    assert tab.protection.sheet
    assert not tab.protection.password
    assert all(one.protection.locked for one in tab[1])
    assert not any(one.protection.locked for one in tab[2])
    for letter, dimension in tab.column_dimensions.items():
        assert dimension.protection.locked is False, letter
    assert tab.freeze_panes == "C2"
    assert (tab.page_setup.orientation, tab.print_title_rows) == ("landscape", "$1:$1")


def test_every_column_says_what_it_is_for(made):
    book = book_of(made[Locale.NL])
    tab, guide, lists = book.worksheets
    assert all(one.comment and one.comment.text for one in tab[1])
    prompts = [one.prompt for one in tab.data_validations.dataValidation]
    assert len(prompts) == tab.max_column
    assert all(prompts)
    explained = {row[0].value for row in guide.iter_rows()}
    assert {one.value for one in tab[1]} <= explained
    assert lists.sheet_state == "veryHidden"


def test_answers_are_kept_as_texts_so_that_a_range_is_no_date(made):
    tab = book_of(made[Locale.NL]).worksheets[0]
    at = {one.value: one.column_letter for one in tab[1]}
    assert tab[f"{at['Alternatieven']}2"].number_format == "@"
    assert tab[f"{at['Klantnummer']}2"].number_format == "@"
    assert tab[f"{at['Beantwoord op']}2"].is_date


def test_questions_are_those_the_model_weighs_or_texts_quote_the_most_telling_first(
    grounds, fleet, bank
):
    ground = grounds[Locale.NL]
    asked = questions_asked(ground, fleet)
    assert "spend_share" not in asked  # follows from the two amounts
    assert set(asked) == set(bank.ids) - {"spend_share"}
    # The offering answers these for every account, so they come last of what is asked of a buyer.
    assert asked.index("cost_share") < asked.index("alternatives")
    bare = questions_asked(ground, [])
    assert bare[0] == "alternatives"


def test_a_question_that_nothing_weighs_or_quotes_is_not_asked(grounds, model):
    ground = grounds[Locale.NL]
    axes = {
        axis: replace(rule, weights={key: one for key, one in rule.weights.items() if key != "lock_in"})
        for axis, rule in model.axes.items()
    }  # fmt: skip
    missing = {key: one for key, one in model.missing.items() if key != "lock_in"}
    lighter = replace(ground, model=replace(model, axes=axes, missing=missing))
    assert "lock_in" not in questions_asked(lighter, [])
    quoting = replace(lighter, variables=lighter.variables | {"facts.lock_in"})
    assert "lock_in" in questions_asked(quoting, [])


def test_columns_follow_what_texts_use(grounds, fleet):
    ground = grounds[Locale.NL]
    less = replace(ground, variables=ground.variables - {"stage", "account.industry"})
    headers = [
        one.value for one in book_of(accounts_template(less, fleet, "x.xlsx")).worksheets[0][1]
    ]
    assert not {"Fase", "Branche"} & set(headers)


def test_variables_are_found_in_content_and_pages(tmp_path):
    root = write_tree(tmp_path, {
        "content/quadrants/routine/lines.nl.md": "{{ facts.extra_one }} {sector=public stage=tender}",
        "templates/pages/own.html": "{{ account.extra_two }}", "playbook.toml": "",
    })  # fmt: skip
    found = variables_in_use(find_project(root))
    assert {
        "facts.extra_one",
        "sector",
        "stage",
        "account.extra_two",
        "amounts.yearly_value",
    } <= found


def test_several_offerings_are_a_choice_and_none_are_columns(grounds, fleet):
    ground = grounds[Locale.EN]
    two = book_of(accounts_template(ground, [*fleet, ("paper", fleet[0][1])], "x.xlsx"))
    headers = {one.value: one.column_letter for one in two.worksheets[0][1]}
    column = headers["Offering"]
    assert [one.value for one in two.worksheets[2][column] if one.value] == ["fleet", "paper"]
    none = [one.value for one in book_of(accounts_template(ground, [], "x.xlsx")).worksheets[0][1]]
    assert {"Seller", "Offering", "Offering in one sentence"} <= set(none)


def test_equal_input_makes_equal_bytes(grounds, fleet, made):
    assert accounts_template(grounds[Locale.NL], fleet, "x.xlsx") == made[Locale.NL]
