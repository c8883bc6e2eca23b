from __future__ import annotations

import pytest

from playbook.locales import Locale
from playbook.sources.portfolios.fields import FieldKind
from playbook.sources.portfolios.mapping import SavedMapping
from playbook.sources.portfolios.matching import How, match_columns
from tests.sources.portfolios.making import fields_of, sheet

HUBSPOT = ["Record ID", "Company name", "Company owner", "Create Date", "Phone Number", "City", "Industry", "Annual Revenue", "Number of Employees", "Lifecycle Stage", "Associated Contact"]  # fmt: skip
SALESFORCE = ["Account ID", "Account Name", "Account Owner", "Type", "Annual Revenue", "Employees", "Stage", "Opportunity Amount", "Billing City", "Account Currency", "Ownership"]  # fmt: skip
DYNAMICS = ["(Do Not Modify) Account", "(Do Not Modify) Row Checksum", "(Do Not Modify) Modified On", "Account Name", "Main Phone", "Primary Contact", "Email (Primary Contact)", "Owner", "Status"]  # fmt: skip
DUTCH = ["Relatienr.", "Bedrijfsnaam", "Accountmanager", "Branche", "Inkoopvolume", "Contractwaarde per jaar", "Aantal leveranciers", "Overstaptijd", "Opmerkingen"]  # fmt: skip
GUIDS = ("6f9619ff-8b86-d011-b42d-00c04fc964ff", "6f9619ff-8b86-d011-b42d-00c04fc964fe")


@pytest.mark.parametrize(
    ("headers", "row", "wanted"),
    [
        (
            HUBSPOT,
            ["13245", "Acme", "Jan", "2024-01-01", "06 12", "Delft", "Energy", "4500000", "120", "customer", "Piet"],
            {"Record ID": "record_id", "Company name": "account.name", "Company owner": "owner", "Industry": "account.industry",
             "Annual Revenue": "account.revenue", "Number of Employees": "account.employees", "Associated Contact": "stakeholder.name"},
        ),
        (
            SALESFORCE,
            ["001A1", "Acme", "Jan", "Prospect", "4500000", "120", "Prospecting", "50000", "Delft", "EUR", "Public"],
            {"Account ID": "record_id", "Account Name": "account.name", "Account Owner": "owner", "Annual Revenue": "account.revenue",
             "Employees": "account.employees", "Stage": "offering.stage", "Opportunity Amount": "offering.yearly_value",
             "Account Currency": "currency"},
        ),
        (
            DUTCH,
            ["0012", "Acme", "Jan", "Bouw", "€ 12 mln", "€ 50.000", "3", "6 weken", "bellen"],
            {"Relatienr.": "record_id", "Bedrijfsnaam": "account.name", "Accountmanager": "owner", "Branche": "account.industry",
             "Inkoopvolume": "account.purchasing_volume", "Contractwaarde per jaar": "offering.yearly_value",
             "Aantal leveranciers": "answers.alternatives", "Overstaptijd": "answers.switching_time"},
        ),
    ],
    ids=["HubSpot", "Salesforce", "Dutch"],
)  # fmt: skip
def test_exports_are_known_by_their_own_headers(fields, headers, row, wanted):
    found = fields_of(sheet(headers, row), fields)
    assert {header: field for header, field in found.items() if field} == wanted


def test_the_id_that_dynamics_hides_is_told_from_the_name_by_its_values(fields):
    rows = [[guid, "x==", "2026-01-01", f"Acme {guid[-1]}", "06", "Piet", "p@x.nl", "Jan", "Active"] for guid in GUIDS]  # fmt: skip
    match = match_columns(sheet(DYNAMICS, *rows), fields)
    used = {key: (one.column.name, one.how) for key, one in match.used.items()}
    assert used["record_id"] == ("(Do Not Modify) Account", How.CONTENT)
    assert used["account.name"] == ("Account Name", How.ALIAS)
    assert set(used) == {"record_id", "account.name", "stakeholder.name", "owner"}


@pytest.mark.parametrize("headers", [DYNAMICS[:4], ["(Niet wijzigen) Account", "(Niet wijzigen) Controlesom van rij", "(Niet wijzigen) Gewijzigd op", "Accountnaam"]])  # fmt: skip
def test_the_id_of_dynamics_is_one_whatever_its_values(fields, headers):
    found = fields_of(sheet(headers, ["Acme", "x==", "2026-01-01", "Acme"]), fields)
    assert list(found.values()) == ["record_id", None, None, "account.name"]


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        *((one, "owner") for one in ("Deal owner", "Opportunity Owner", "Acc. mgr", "Accountmgr")),
        *((one, "record_id") for one in ("Deal ID", "Opportunity ID", "Associated Company IDs", "18 Digit Account ID", "Accountnr.", "Accountnummer")),
        ("Accountnaam", "account.name"),
    ],
)  # fmt: skip
def test_headers_of_deals_and_of_dynamics_are_known(fields, header, wanted):
    rows = [["Bakker BV"], ["Slager BV"]] if wanted == "account.name" else [["A-12"], ["A-13"]]
    (match,) = match_columns(sheet([header], *rows), fields).columns
    assert (match.field.id, match.how) == (wanted, How.ALIAS)


def test_a_deal_is_known_by_its_own_id_and_not_by_that_of_its_company(fields):
    found = fields_of(sheet(["Associated Company IDs", "Deal ID"], ["9", "1"], ["9", "2"]), fields)
    assert found == {"Associated Company IDs": None, "Deal ID": "record_id"}


@pytest.mark.parametrize(
    "header",
    ["INKOOPVOLUME", "inkoop-volume", "Inkoopvolumes", "Inkoopvolume (x € 1.000)", "Inkoopvolume in k€", "inkoop_volume", "Inkoopvolume €", "account.purchasing_volume"],
)  # fmt: skip
def test_case_punctuation_plural_and_units_do_not_matter(fields, header):
    assert fields_of(sheet([header], ["12"]), fields)[header] == "account.purchasing_volume"


@pytest.mark.parametrize("header", ["NumberOfEmployees", "Number_Of_Employees__c", "Aantal FTE’s"])
def test_names_from_an_interface_are_known(fields, header):
    assert fields_of(sheet([header], ["12"]), fields)[header] == "account.employees"


def test_every_question_is_known_by_id_name_and_text_in_both_languages(fields, bank):
    for factor in bank:
        texts = [one for words in factor.texts.values() for one in (words.name, words.question)]
        for header in [factor.id, f"answers.{factor.id}", *texts]:
            assert fields_of(sheet([header], ["3"]), fields)[header] == f"answers.{factor.id}", (
                header
            )


@pytest.mark.parametrize("locale", Locale)
def test_the_name_of_every_field_leads_back_to_it(fields, locale):
    values = {FieldKind.WORD: "", FieldKind.ANSWER: "3"}
    for key, field in fields.by_id.items():
        header = field.names[locale]
        # Sector has words only; an empty column says nothing against it.
        assert fields_of(sheet([header], [values.get(field.kind, "")]), fields)[header] == key


def test_a_slip_of_the_pen_is_a_guess_with_its_score(fields):
    (one,) = match_columns(sheet(["Anual purchasing volume"], ["€ 12 mln"]), fields).columns
    assert (one.field.id, one.how, one.is_guess) == ("account.purchasing_volume", How.FUZZY, True)
    assert 84 <= one.score < 100


def test_a_guess_is_vetoed_by_its_values(fields):
    (one,) = match_columns(sheet(["Anual purchasing volume"], ["p@acme.nl"]), fields).columns
    assert (one.field, one.why, one.nearest.id) == (None, "values", "account.purchasing_volume")


def test_what_is_like_nothing_is_shown_with_the_nearest(fields):
    (one,) = match_columns(sheet(["Favourite colour"], ["red"]), fields).columns
    assert (one.field, one.why) == (None, "unknown")
    assert one.nearest is not None
    assert one.score < 84


def test_two_columns_never_become_one_field_in_silence(fields):
    match = match_columns(sheet(["Klant", "Bedrijfsnaam", "Naam"], ["A", "B", "C"]), fields)
    assert match.used["account.name"].column.name == "Bedrijfsnaam"
    others = [one for one in match.columns if one.field is None]
    assert [(one.why, one.nearest.id) for one in others] == [("taken", "account.name")] * 2
    assert match.has_guesses


def test_an_empty_column_does_not_keep_a_filled_one_out(fields):
    match = match_columns(sheet(["Bedrijfsnaam", "Klant"], ["", "Acme"]), fields)
    assert match.used["account.name"].column.name == "Klant"


@pytest.mark.parametrize("header", ["Omzet", "Revenue", "Jaaromzet", "Amount", "Bedrag", "Verwachte omzet", "Total contract value"])  # fmt: skip
def test_money_that_may_be_something_else_is_left_alone_with_the_reason(fields, header):
    (one,) = match_columns(sheet([header], ["1000000"]), fields).columns
    assert (one.field, one.why) == (None, "known")
    assert all(one.reason[locale] for locale in Locale)


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        (["publiek", "privaat"], "account.sector"),
        (["Overheid", "private"], "account.sector"),
        (["Bouw", "Zorg"], "account.industry"),
        (["ja", "nee"], "account.sector"),
    ],
)
def test_a_sector_is_told_from_an_industry_by_its_values(fields, values, wanted):
    assert fields_of(sheet(["Sector"], *([one] for one in values)), fields)["Sector"] == wanted


def test_a_mapping_decides_before_aliases_and_knows_headers_by_their_letters(fields):
    saved = SavedMapping("x", {"omzet": "offering.yearly_value", "Klant": "ignore"})
    match = match_columns(sheet(["Omzet", "Klant", "Naam"], ["1", "A", "B"]), fields, saved)
    assert {one.column.name: (one.field and one.field.id, one.how) for one in match.columns} == {
        "Omzet": ("offering.yearly_value", How.SAVED),
        "Klant": (None, How.SAVED),
        "Naam": ("account.name", How.ALIAS),
    }


def test_a_column_is_given_by_hand_before_anything_else(fields):
    saved = SavedMapping("x", {"Naam": "account.name"})
    match = match_columns(sheet(["Naam", "Klant"], ["A", "B"]), fields, saved, {1: "account.name"})
    assert [one.field and one.field.id for one in match.columns] == [None, "account.name"]


def test_samples_are_three_different_values(fields):
    rows = [["a"], ["a"], ["b"], [""], ["c" * 60], ["d"]]
    (one,) = match_columns(sheet(["Klant"], *rows), fields).columns
    assert one.samples == ("a", "b", "c" * 39 + "…")


def test_what_goes_with_a_question_is_known(fields):
    headers = ["Alternatieven", "Alternatieven: hoe zeker", "Alternatives: said by", "alternatives.on", "alternatives note"]  # fmt: skip
    row = ["3", "zeker", "Piet", "2026-01-01", "x"]
    assert list(fields_of(sheet(headers, row), fields).values()) == [
        "answers.alternatives",
        "answers.alternatives.sure",
        "answers.alternatives.said_by",
        "answers.alternatives.on",
        "answers.alternatives.note",
    ]


@pytest.mark.parametrize(
    ("header", "value", "wanted"),
    [
        ("Acc.manager", "Jan", "owner"),
        ("Inkoopvol. p/j (x € 1.000)", "88.000", "account.purchasing_volume"),
        ("Contractw. per jr (k€)", "3.360", "offering.yearly_value"),
        ("Aant. leveranciers", "4", "answers.alternatives"),
        ("Levertyd (weken)", "5..8", "answers.availability"),
        ("Overstaptijd in mnd", "2", "answers.switching_time"),
        ("Aantal mdw.", "120", "account.employees"),
    ],
)
def test_headers_cut_short_are_guessed(fields, header, value, wanted):
    assert fields_of(sheet([header], [value]), fields)[header] == wanted


def test_what_is_nearly_as_near_to_two_fields_is_a_riddle_and_no_guess(fields):
    # A slip in relatienr as well as in relatie.
    (one,) = match_columns(sheet(["Relatier"], ["0012"]), fields).columns
    assert (one.field, one.why, one.nearest.id) == (None, "unknown", "record_id")
    assert one.score > 90


def test_what_is_only_somewhat_alike_is_no_guess(fields):
    (one,) = match_columns(sheet(["Anual purchasing"], ["€ 12 mln"]), fields).columns
    assert (one.field, one.nearest.id, one.score) == (None, "account.purchasing_volume", 81)
