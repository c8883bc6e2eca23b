from __future__ import annotations

import io
import json

import openpyxl
import pytest

from tests.sources.portfolios.making import FLEET

CRM = "Record ID;Bedrijfsnaam;Anual purchasing volume;Omzet;E-mail\n0012;Acme;€ 12 mln;5;a@b.nl\n0013;Beta;€ 9 mln;6;c@d.nl\n"


@pytest.fixture
def crm(folder):
    folder.put("crm.csv", CRM)
    folder.put("fleet.yaml", FLEET)
    return folder


def test_each_column_is_shown_with_its_field_how_it_was_found_and_values(crm):
    ran = crm("accounts", "columns", "crm.csv", "--offering", "fleet.yaml")
    assert ran.code == 0
    lines = [" ".join(one.split()) for one in ran.out.splitlines()]
    assert "A Record ID Record ID known “0012”, “0013”" in lines
    assert (
        "C Anual purchasing volume Purchasing volume a year guess, 98% “€ 12 mln”, “€ 9 mln”"
        in lines
    )
    assert "D Omzet – not used “5”, “6”" in lines
    assert "Missing" not in ran.out
    assert "Look at the columns before" in ran.out


def test_it_speaks_dutch(crm):
    ran = crm("accounts", "columns", "crm.csv", "--lang", "nl")
    assert "Ontbreekt: Verkopende partij (seller.name)" in ran.out
    assert "gok, 98%" in ran.out


def test_a_column_is_given_by_hand_saved_and_used_again_without_asking(crm):
    ran = crm(
        "accounts",
        "columns",
        "crm.csv",
        "--map",
        "Omzet=offering.yearly_value",
        "--map",
        "E=ignore",
        "--save",
        "crm",
    )
    assert ran.code == 0
    assert "mappings/crm.yaml" in ran.err
    kept = (crm.root / "mappings" / "crm.yaml").read_text("utf-8")
    assert '"Omzet": offering.yearly_value' in kept
    assert '"E-mail": ignore' in kept
    again = crm("accounts", "columns", "crm.csv", "--json").json
    assert again["mapping"] == "crm"
    assert [one["how"] for one in again["columns"]] == ["saved"] * 5
    assert not again["guesses"]


def test_json_holds_what_a_program_needs(crm):
    data = crm("accounts", "columns", "crm.csv", "--json").json
    assert (data["format"], data["file"], data["rows"]) == (1, "crm.csv", 2)
    assert data["missing"] == ["seller.name", "offering", "offering.summary"]
    third = data["columns"][2]
    assert (third["letter"], third["field"], third["how"], third["score"]) == ("C", "account.purchasing_volume", "fuzzy", 98)  # fmt: skip
    assert data["columns"][3]["why"].startswith("It can be their own revenue")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--map", "Omzet=omset"), "there is no field “omset”"),
        (("--map", "Omset=ignore"), "there is no column “Omset”"),
        (("--mapping", "none"), "there is no mapping none"),
        (("--save", "../x"), "is no name for a mapping"),
    ],
)
def test_what_is_wrong_is_told_with_a_remedy_and_nothing_is_written(crm, arguments, said):
    ran = crm("accounts", "columns", "crm.csv", *arguments)
    assert ran.code == 1
    assert said in ran.err
    assert not (crm.root / "mappings").exists()


def test_the_template_is_written_once_and_never_over_what_somebody_filled_in(crm):
    ran = crm("accounts", "template", "--offering", "fleet.yaml")
    assert (ran.code, ran.out) == (0, "klanten.xlsx\n")
    first = (crm.root / "klanten.xlsx").read_bytes()
    again = crm("accounts", "template", "--offering", "fleet.yaml")
    assert again.code == 1
    assert "exists already" in again.err
    assert (crm.root / "klanten.xlsx").read_bytes() == first


def test_the_template_goes_where_it_is_asked(crm):
    assert crm("accounts", "template", "--lang", "en", "--output", "to/fill.xlsx").code == 0
    tab = openpyxl.load_workbook(crm.root / "to" / "fill.xlsx").worksheets[0]
    assert tab["B1"].value == "Account name"
    assert crm("accounts", "template", "--lang", "en", "--output", "to").out == "to/accounts.xlsx\n"


def test_the_template_goes_to_standard_output(crm, monkeypatch):
    out = io.BytesIO()
    monkeypatch.setattr("playbook.cli.template.sys.stdout", io.TextIOWrapper(out))
    from playbook.cli.template import template

    assert template(None, "nl", "-", "2026-11-24") == 0
    assert openpyxl.load_workbook(io.BytesIO(out.getvalue())).worksheets[0].title == "Klanten"


def test_check_tells_what_is_wrong_in_the_columns_of_a_project(folder):
    folder.put("content/columns.yaml", "fields: {}\ncompanions: {}\nwords: {}\n")
    ran = folder("check", "--json")
    assert ran.code == 1
    problems = ran.json["problems"]
    assert any("fields.account.name is missing" in one["message"] for one in problems)
    assert json.dumps(problems)
