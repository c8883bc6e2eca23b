from __future__ import annotations

import json
import pickle
import time
from dataclasses import replace
from datetime import date

import pytest

from playbook.errors import Severity
from playbook.locales import Locale
from playbook.profile import Sector
from playbook.quantities import Amount
from playbook.sources.portfolios.entry import source_of
from playbook.sources.profiles import parse_profile
from playbook.sources.sheets.sheet import CellKind, NumberStyle
from playbook.sources.structured import load_structured
from tests.sources.portfolios.making import FLEET, offering, read, sheet, told
from tests.support import ROOT, problems_of

HEADERS = ["Klantnummer", "Klantnaam", "Sector", "Inkoopvolume", "Jaarwaarde", "Alternatieven"]


def test_a_row_goes_over_the_offering_and_empty_cells_leave_it_as_it_is(ground):
    table = sheet(
        HEADERS,
        ["0012", "Acme", "overheid", "€ 310.000.000,00", "", "3 leveranciers"],
        ["0013", "Beta", "", "", "€ 50.000,00", ""],
    )
    acme, beta = read(table, ground).entries
    assert (acme.key, acme.record_id, acme.offering_id, acme.row) == ("0012", "0012", "fleet", 2)
    assert acme.profile.account.sector is Sector.PUBLIC
    assert acme.profile.account.purchasing_volume == Amount(310000000, "EUR")
    assert acme.profile.offering.yearly_value == Amount(4200000, "EUR")
    assert acme.data["answers"] == {"alternatives": "3 leveranciers", "specification": "2"}
    assert beta.profile.account.sector is Sector.PRIVATE
    assert beta.profile.offering.yearly_value == Amount(50000, "EUR")
    assert beta.data["answers"]["alternatives"] == "6 suppliers"


def test_the_offering_itself_is_never_changed(ground):
    shared = offering()
    before = json.dumps(shared.data)
    read(sheet(HEADERS, ["1", "Acme", "", "€ 5.000.000", "€ 50.000,00", "3"]), ground, shared)
    assert json.dumps(shared.data) == before


def test_an_entrys_data_is_plain_and_makes_the_same_profile_again(ground, bank):
    table = sheet(HEADERS, ["1", "Acme", "publiek", "€ 310.000.000", "", "3 leveranciers"])
    (entry,) = read(table, ground, locale=Locale.NL).entries
    data = json.loads(json.dumps(entry.data))
    assert parse_profile(source_of(data, "accounts.csv"), bank, Locale.NL) == entry.profile


def test_texts_of_the_offering_come_in_the_language_asked_for(ground):
    table = sheet(HEADERS[:2], ["1", "Acme"])
    names = [
        read(table, ground, locale=locale).entries[0].profile.offering.name for locale in Locale
    ]
    assert names == ["Full operational car lease", "Full operational autolease"]
    assert read(table, ground).entries[0].profile.offering.name == "Full operational autolease"


def test_a_row_may_have_a_language_of_its_own(ground):
    table = sheet(["Klant", "Taal"], ["Acme", "Engels"], ["Beta", "Nederlands"])
    names = [one.profile.offering.name for one in read(table, ground).entries]
    assert names == ["Full operational car lease", "Full operational autolease"]


def test_every_problem_of_every_row_is_told_at_its_cell_and_good_rows_go_on(dutch):
    table = sheet(
        ["Klantnr", "Klant", "Jaarwaarde", "Overstaptijd", "Schade per dag uitval", "Beantwoord op"],
        ["1", "Acme", "veel", "6", "x", "gisteren"],
        ["2", "Beta", "€ 50.000,00", "6 weken", "2,5%", "3-4-2026"],
        ["3", "", (CellKind.ERROR, "#N/B"), (CellKind.UNCALCULATED, "=B2*2"), "", ""],
    )  # fmt: skip
    portfolio = read(table, dutch)
    assert [one.key for one in portfolio.entries] == ["2"]
    assert told(portfolio) == [
        "accounts.csv:2:3: cel C2 (Jaarwaarde): “veel” is geen bedrag. Schrijf een getal, of bijvoorbeeld € 1.250.000 of 1,2 mln.",
        "accounts.csv:2:4: cel D2 (Overstaptijd): bij 6 staat geen eenheid, en een niveau van 1 tot 5 is het niet. Zet er dagen, weken, maanden of jaar achter.",
        "accounts.csv:2:5: cel E2 (Schade per dag uitval): “x” is geen aandeel. Schrijf het met een procentteken, zoals 2,5%, of geef een niveau van 1 tot 5.",
        "accounts.csv:2:6: cel F2 (Beantwoord op): “gisteren” is geen datum. Schrijf 2026-11-24 of 24-11-2026.",
        "accounts.csv:4:2: cel B4 (Klant): de klant heeft geen naam. Vul de naam in.",
        "accounts.csv:4:3: cel C4 (Jaarwaarde): hier staat de fout “#N/B”. Herstel de formule of typ de waarde.",
        "accounts.csv:4:4: cel D4 (Overstaptijd): hier staat een formule zonder uitkomst. Open het blad in Excel of LibreOffice en sla het op, of typ de waarde.",
    ]
    bad = portfolio.bad_rows[0]
    assert (bad.row, bad.record_id, bad.name, len(bad.cells)) == (2, "1", "Acme", 6)


def test_ids_stay_texts_and_the_second_of_two_is_told_where_the_first_stands(ground):
    table = sheet(HEADERS[:2], ["0012", "Acme"], ["12", "Beta"], ["0012", "Gamma"])
    portfolio = read(table, ground)
    assert [one.key for one in portfolio.entries] == ["0012", "12"]
    assert told(portfolio) == [
        "accounts.csv:4:1: cell A4 (Klantnummer): “0012” stands in row 2 of accounts.csv too. Give this row its own id, or delete one of the two."
    ]


def test_equal_names_without_ids_are_an_error_and_no_overwriting(ground):
    table = sheet(["Klant"], ["Acme BV"], ["ACME  bv"])
    portfolio = read(table, ground)
    assert [one.key for one in portfolio.entries] == ["acme bv"]
    assert "stands in row 2 of accounts.csv too" in told(portfolio)[0]


def test_several_offerings_go_over_all_rows_and_keys_say_which(ground):
    paper = offering(FLEET.replace("Full operational", "Paper"), "paper.yaml")
    entries = read(sheet(HEADERS[:2], ["1", "Acme"]), ground, offering(), paper).entries
    assert [one.key for one in entries] == ["1/fleet", "1/paper"]


@pytest.mark.parametrize(
    ("said", "keys"),
    [
        ("paper", ["1/paper"]),
        ("Full operational autolease", ["1/fleet"]),
        ("full operational car lease", ["1/fleet"]),
        ("fleet; paper", ["1/fleet", "1/paper"]),
        ("fleet, paper", ["1/fleet", "1/paper"]),
        ("fleet+Paper autolease", ["1/fleet", "1/paper"]),
    ],
)
def test_a_row_chooses_its_offering_by_file_or_name(ground, said, keys):
    paper = offering(FLEET.replace("Full operational", "Paper"), "offerings/paper.yaml")
    table = sheet([*HEADERS[:2], "Aanbod"], ["1", "Acme", said])
    assert [one.key for one in read(table, ground, offering(), paper).entries] == keys


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("papier", "cell-no-offering"),
        ("fleet, papier", "cell-no-offering"),
        ("", "cell-which-offering"),
    ],
)
def test_a_row_that_chooses_no_offering_is_told_which_there_are(ground, said, code):
    paper = offering(FLEET.replace("Full operational", "Paper"), "paper.yaml")
    table = sheet([*HEADERS[:2], "Aanbod"], ["1", "Acme", said])
    (bad,) = read(table, ground, offering(), paper).bad_rows
    assert [one.code for one in bad.problems] == [code]
    assert "fleet, paper" in bad.problems[0].hint


def test_rows_can_be_offerings_themselves(ground):
    table = sheet(
        ["Klant", "Aanbod", "Aanbod in één zin", "Verkopende partij", "Alternatieven"],
        ["Acme", "Wagenpark", "Auto’s.", "Meridian", "3"],
        ["Acme", "Papier", "Papier.", "Meridian", ""],
        ["Beta", "Papier", "", "Meridian", ""],
    )
    from playbook.sources.portfolios.matching import match_columns
    from playbook.sources.portfolios.portfolio import read_portfolio

    portfolio = read_portfolio([match_columns(table, ground.fields)], [], ground, None)
    assert [one.key for one in portfolio.entries] == ["acme/Wagenpark", "acme/Papier"]
    assert portfolio.entries[0].profile.offering.name == "Wagenpark"
    assert told(portfolio) == [
        "accounts.csv:4:3: cell C4 (Aanbod in één zin): the offering has no offering in one sentence. Fill it in."
    ]


def test_without_an_offering_the_columns_that_are_missing_are_told_at_once(ground):
    from playbook.sources.portfolios.matching import match_columns
    from playbook.sources.portfolios.portfolio import read_portfolio

    match = match_columns(sheet(["Record ID"], ["1"]), ground.fields)
    problems = problems_of(lambda: read_portfolio([match], [], ground, None))
    assert [one.code for one in problems] == ["missing-column"] * 4


def test_a_fault_of_the_offering_is_told_once_and_at_its_place(ground):
    wrong = offering(FLEET.replace("6 suppliers", "6 weeks"))
    table = sheet(HEADERS[:2], ["1", "Acme"], ["2", "Beta"])
    (problem,) = problems_of(lambda: read(table, ground, wrong))
    assert (problem.file, problem.line, problem.code) == ("fleet.yaml", 9, "impossible-value")


ABOUT = (
    FLEET
    + """\
account: {name: Noordhof}
stakeholders: [{name: Karin Postma, role: procurement}]
our_view: {growth: 5}
"""
)


def test_an_offering_about_an_account_says_nothing_personal_of_another(ground):
    about = offering(ABOUT.replace("specification: 2", "specification: {level: 2, sure: known, said_by: Karin Postma, note: First call}"))  # fmt: skip
    portfolio = read(sheet(["Klant"], ["Noordhof"], ["Acme"]), ground, about)
    own, other = (one.data for one in portfolio.entries)
    assert own["stakeholders"] == [{"name": "Karin Postma", "role": "procurement"}]
    assert "stakeholders" not in other
    assert "our_view" not in other
    assert other["answers"]["specification"] == {"level": "2", "sure": "guess", "said_by": "seller"}
    assert [one.code for one in portfolio.notices] == ["sheet-about"]


def test_what_amounts_are_in_comes_from_cell_header_column_offering_and_else_euro(ground):
    dollars = offering(FLEET.replace("4200000 EUR", "4200000 USD"))
    table = sheet(
        ["Klant", "Jaarwaarde", "Valuta"], ["A", "€ 5000", "GBP"], ["B", "5000", "GBP"], ["C", "5000", ""]
    )  # fmt: skip
    portfolio = read(table, ground, dollars)
    assert [one.profile.offering.yearly_value.currency for one in portfolio.entries] == ["EUR", "GBP", "USD"]  # fmt: skip
    assert [one.message for one in portfolio.notices] == [
        "No currency is given for the amounts of B (Jaarwaarde), so they are read as USD"
    ]
    headed = sheet(["Klant", "Jaarwaarde (x $ 1.000)"], ["A", "50"])
    assert read(headed, ground).entries[0].profile.offering.yearly_value == Amount(50000, "USD")


def test_zeros_are_not_known_and_are_told_once(ground):
    table = sheet(["Klant", "Jaarwaarde"], ["A", 0], ["B", "€ 0,00"])
    portfolio = read(table, ground)
    assert [one.profile.offering.yearly_value.value for one in portfolio.entries] == [4200000] * 2
    (notice,) = portfolio.notices
    assert (notice.code, notice.severity) == ("sheet-zero", Severity.WARNING)
    assert "zero (2)" in notice.message


def test_a_lone_separator_is_settled_by_the_file_and_refused_without(ground):
    row = ["A", "1.250"]
    settled = read(sheet(["Klant", "Jaarwaarde"], row, style=NumberStyle.COMMA), ground)
    assert settled.entries[0].profile.offering.yearly_value.value == 1250
    beside = read(sheet(["Klant", "Jaarwaarde"], row, ["B", "1.250.000"]), ground)
    assert beside.entries[0].profile.offering.yearly_value.value == 1250
    (problem,) = read(sheet(["Klant", "Jaarwaarde"], row), ground).bad_rows[0].problems
    assert (problem.code, problem.hint) == (
        "cell-amount-ambiguous",
        "Write 1250 or 1.25, or put decimal: comma (or dot) in the saved mapping.",
    )


def test_people_revenue_and_size(ground):
    table = sheet(
        ["Klant", "Aantal medewerkers", "Annual revenue"],
        ["A", 1900, "45000000"],
        ["B", "51-200", ""],
        ["C", "", "€ 45.000.000,00"],
    )
    english, nederlands = (
        [one.profile.account.size for one in read(table, ground, locale=locale).entries]
        for locale in Locale
    )
    assert english == ["1,900 employees", "51-200 employees", "€45.0m revenue"]
    plain = [one.replace("\u00a0", " ") for one in nederlands]
    assert plain == ["1.900 medewerkers", "51-200 medewerkers", "€ 45,0 mln omzet"]


def test_answers_say_who_said_them_for_the_row_or_for_one(ground):
    table = sheet(
        ["Klant", "Alternatieven", "Specificatie", "Specificatie: gezegd door", "Gezegd door", "Beantwoord op", "Hoe zeker"],
        ["A", "3", "2", "Karin Postma", "inkoop", "24-11-2026", "zeker"],
    )  # fmt: skip
    (entry,) = read(table, ground).entries
    shared = {"on": "2026-11-24", "sure": "known"}
    assert entry.data["answers"]["alternatives"] == {
        "value": "3",
        "said_by": "procurement",
        **shared,
    }
    assert entry.data["answers"]["specification"] == {"value": "2", "said_by": "Karin Postma", **shared}  # fmt: skip


def test_the_contact_of_a_row_is_a_stakeholder(ground):
    table = sheet(
        ["Klant", "Primary contact", "Job title", "Rol"], ["A", "Piet", "Inkoper", "inkoop"]
    )
    (entry,) = read(table, ground).entries
    (person,) = entry.profile.stakeholders
    assert (person.name, person.function, person.role.value) == ("Piet", "Inkoper", "procurement")


def test_a_quadrant_by_hand_needs_its_reason(ground):
    table = sheet(["Klant", "Kwadrant met de hand", "Reden van indeling"], ["A", "hefboom", "Zegt inkoop"], ["B", "knelpunt", ""])  # fmt: skip
    portfolio = read(table, ground)
    assert portfolio.entries[0].profile.placement.quadrant == "leverage"
    assert [one.code for one in portfolio.bad_rows[0].problems] == ["cell-no-reason"]


def test_an_answer_that_contradicts_the_rows_amounts_is_told_at_its_cell(dutch):
    headers = ["Klant", "Inkoopvolume", "Jaarwaarde", "Aandeel in de inkoop"]
    table = sheet(headers, ["A", "€ 310.000.000", "€ 4.200.000", "0,01%"])
    assert told(read(table, dutch)) == [
        "accounts.csv:2:4: cel D2 (Aandeel in de inkoop): klopt niet met de bedragen: daaruit volgt “1,4%”. Verbeter het antwoord of de bedragen, of maak deze cel leeg."
    ]


def test_the_offerings_own_share_gives_way_to_the_rows_amounts(ground):
    own = offering(FLEET.replace("answers:\n", "answers:\n  spend_share: 5\n"))
    table = sheet(["Klant", "Inkoopvolume"], ["A", "€ 310.000.000.000"])
    assert len(read(table, ground, own).entries) == 1


def test_two_currencies_in_one_row_are_told_at_a_cell(ground):
    table = sheet(["Klant", "Inkoopvolume", "Jaarwaarde"], ["A", "$ 310.000.000", "€ 4.200.000"])
    (problem,) = read(table, ground).bad_rows[0].problems
    assert (problem.code, problem.line, problem.column) == ("cell-two-currencies", 2, 3)


def test_the_example_of_the_template_is_left_out(ground):
    table = sheet(HEADERS[:2], ["VOORBEELD", "Voorbeeld: Noordhof"], ["1", "Acme"])
    portfolio = read(table, ground)
    assert [one.key for one in portfolio.entries] == ["1"]
    assert [one.code for one in portfolio.notices] == ["sheet-example"]


def test_two_sheets_are_one_portfolio(ground):
    from playbook.sources.portfolios.matching import match_columns
    from playbook.sources.portfolios.portfolio import read_portfolio

    tables = [sheet(HEADERS[:2], ["1", "Acme"], file=name) for name in ("a.csv", "b.csv")]
    matches = [match_columns(one, ground.fields) for one in tables]
    portfolio = read_portfolio(matches, [offering()], ground, None)
    assert len(portfolio.entries) == 1
    assert "row 2 of a.csv" in portfolio.bad_rows[0].problems[0].message


def test_three_hundred_rows_over_an_offering_with_a_money_section_take_seconds_and_no_more(ground):
    path = ROOT / "content" / "profiles" / "car-lease-installer.yaml"
    rows = [[str(at), f"Klant {at}", "", 10**8 + at, 10**5 + at, "3"] for at in range(300)]
    started = time.process_time()
    portfolio = read(sheet(HEADERS, *rows), ground, load_structured(path, path.name))
    assert len(portfolio.entries) == 300
    assert portfolio.entries[7].profile.money is not None
    # A plain validation of each takes four times as long as this allows.
    assert time.process_time() - started < 5


def test_government_is_a_public_buyer_where_no_sector_says_otherwise(ground):
    headers = ["Klant", "Branche", "Publiek of privaat"]
    table = sheet(headers, ["A", "Gemeente", ""], ["B", "Overheid", "privaat"], ["C", "Bouw", ""])
    portfolio = read(table, ground)
    assert [one.profile.account.sector.value for one in portfolio.entries] == ["public", "private", "private"]  # fmt: skip
    assert [one.code for one in portfolio.notices] == ["sheet-public"]
    alone = read(sheet(["Klant", "Industry"], ["A", "GOVERNMENT_ADMINISTRATION"]), ground)
    assert alone.entries[0].profile.account.sector is Sector.PUBLIC


def test_entries_survive_the_way_between_processes(ground):
    (entry,) = read(sheet(["Klant"], ["A"]), ground).entries
    assert pickle.loads(pickle.dumps(entry)) == entry


def test_bare_numbers_among_shares_are_told_once_with_their_rows(dutch):
    rows = [["A", "2%"], ["B", "12%"], ["C", "5"], ["D", "3,5%"], ["E", "2-3"]]
    portfolio = read(sheet(["Klant", "Aandeel in kosten"], *rows), dutch)
    (told_,) = [one for one in portfolio.notices if one.code == "sheet-levels-among"]
    assert (
        "B (Aandeel in kosten): losse getallen in rij 4, 6 zijn gelezen als niveau" in told_.message
    )


@pytest.mark.parametrize(
    ("amount", "beside"),
    [
        ("ACV", "ACV Currency"),
        ("ACV (converted)", "ACV (converted) Currency"),
        ("Contractwaarde per jaar", "Valuta contractwaarde"),
        ("Jaarwaarde", "Jaarwaarde valuta"),
    ],
)
def test_a_currency_column_beside_an_amount_is_the_currency_of_that_amount_alone(
    ground, amount, beside
):
    headers = ["Klant", beside, amount, "Annual revenue", "Annual Revenue (converted) Currency"]
    table = sheet(headers, ["A", "USD", "50000", "7000000", "GBP"], ["B", "", "€ 40000", "", ""])
    portfolio = read(table, ground)
    first, second = portfolio.entries
    assert first.profile.offering.yearly_value == Amount(50000, "USD")
    assert "£" in first.profile.account.size
    assert second.profile.offering.yearly_value == Amount(40000, "EUR")


def test_days_that_have_not_come_yet_are_told_once_with_their_rows(ground):
    rows = [["A", "3-4-2031"], ["B", "24-11-2026"], ["C", "25-11-2026"]]
    table = sheet(["Klant", "Beantwoord op"], *rows)
    portfolio = read(table, replace(ground, today=date(2026, 11, 24)))
    (told_,) = [one for one in portfolio.notices if one.code == "sheet-future-date"]
    assert "B (Beantwoord op)" in told_.message
    assert "rows 2, 4;" in told_.message
    assert not [one for one in read(table, ground).notices if one.code == "sheet-future-date"]


def test_a_quadrant_that_the_model_worked_out_is_never_read_as_one_by_hand(ground):
    table = sheet(["Klant", "Kwadrant", "Kwadrantcode"], ["A", "Hefboom", "leverage"])
    (entry,) = read(table, ground).entries
    assert entry.profile.placement is None
