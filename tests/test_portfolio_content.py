"""The portfolio that ships: enough accounts, spread wide, each of them valid, and no number out of step with another."""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date

import pytest
from ruamel.yaml import YAML

import playbook
from playbook.kraljic.inference import Confidence
from tests.support import ROOT

FOLDER = ROOT / "content/portfolio"
ANSWERS = {
    "Alternatieven": "alternatives",
    "Schade per dag uitval": "outage_cost",
    "Aandeel in kosten of budget": "cost_share",
    "Doel van directie of bestuur": "board_goal",
    "Wie slechte kwaliteit merkt": "quality_reach",
    "Beschikbaarheid en levertijd": "availability",
    "Overstaptijd": "switching_time",
    "Specificatie": "specification",
}
VIEW = {
    "Onze kijk: aandeel in onze omzet": "revenue_share",
    "Onze kijk: groei": "growth",
    "Onze kijk: betaalt op tijd": "payment",
    "Onze kijk: prettig om mee te werken": "ease",
    "Onze kijk: referentie en plannen": "fit",
}
WORDS = {
    "privaat": "private", "publiek": "public",
    "oriëntatie": "orientation", "specificatie": "specification", "aanbesteding": "tender",
    "offerteaanvraag": "tender", "onderhandeling": "negotiation", "lopend contract": "running-contract",
    "verlenging": "renewal",
    "zeker": "known", "onderbouwd": "informed", "gok": "guess",
    "inkoop": "procurement", "gebruiker": "user", "verkoop": "seller", "gepubliceerd": "published",
    "beslist": "decider", "gaat over het budget": "budget-holder", "gebruikt het": "user",
    "beoordeelt de techniek": "technical",
}  # fmt: skip
# The Dutch decimal comma is the sheet's; a number with a dot would mean something else there.
DOT_DECIMAL = re.compile(r"[0-9]\.[0-9](?![0-9]{2})")


def rows() -> list[dict[str, str]]:
    with (FOLDER / "accounts.csv").open(encoding="utf-8-sig", newline="") as sheet:
        return list(csv.DictReader(sheet, delimiter=";", strict=True))


def profile_of(row: dict[str, str]) -> dict[str, object]:
    """Lay a row over its offering's profile, as a build of the sheet does."""
    data = YAML(typ="safe").load(FOLDER / f"{row['Aanbod']}.yaml")
    data["seller"] |= {"contact": row["Accountmanager"]}
    data["language"] = row["Taal"]
    data["offering"] |= {
        "stage": WORDS[row["Fase"]],
        "yearly_value": f"{row['Contractwaarde per jaar (EUR)']} EUR",
    }
    data["account"] = {
        "name": row["Klantnaam"],
        "sector": WORDS[row["Sector"]],
        "industry": row["Branche"],
        "size": row["Omvang"],
        "purchasing_volume": f"{row['Inkoopvolume per jaar (EUR)']} EUR",
    }
    data["answers"] |= {factor: answer(row, head) for head, factor in ANSWERS.items() if row[head]}
    data["our_view"] = {key: row[head] for head, key in VIEW.items()}
    data["stakeholders"] = [
        {
            "name": row["Contactpersoon"],
            "function": row["Functie contactpersoon"],
            "role": WORDS[row["Rol bij het besluit"]],
        }
    ]
    return data  # type: ignore[no-any-return]


def answer(row: dict[str, str], head: str) -> dict[str, str]:
    given = {"value": row[head]}
    for key, column in (("sure", "hoe zeker"), ("said_by", "gezegd door"), ("on", "datum")):
        cell = row.get(f"{head}: {column}")
        if cell:
            given[key] = WORDS.get(cell, cell)
    return given


@pytest.fixture(scope="module")
def placements():
    return [(row, playbook.place(profile_of(row))) for row in rows()]


def test_it_has_accounts_enough_in_many_industries_and_in_both_sectors():
    sheet = rows()
    assert len({row["Klantnummer"] for row in sheet}) >= 64
    assert len({row["Branche"] for row in sheet}) >= 8
    sectors = Counter(row["Sector"] for row in sheet)
    assert sectors["publiek"] >= 10
    assert sectors["privaat"] >= 30
    assert len({row["Accountmanager"] for row in sheet}) >= 4


def test_no_account_stands_twice_for_the_same_offering():
    keys = Counter((row["Klantnummer"], row["Aanbod"]) for row in rows())
    assert max(keys.values()) == 1
    names = {(row["Klantnummer"], row["Klantnaam"]) for row in rows()}
    assert len(names) == len({number for number, _ in names}) == len({name for _, name in names})


def test_every_offering_is_sold_and_some_account_buys_more_than_one():
    sheet = rows()
    offerings = {path.stem for path in FOLDER.glob("*.yaml")}
    assert {row["Aanbod"] for row in sheet} == offerings
    assert max(Counter(row["Klantnummer"] for row in sheet).values()) > 1


def test_each_quadrant_has_ten_accounts_and_not_every_placement_is_clear(placements):
    quadrants = Counter(placement.quadrant.value for _, placement in placements)
    assert len(quadrants) == 4
    assert min(quadrants.values()) >= 10, quadrants
    firmness = Counter(placement.confidence for _, placement in placements)
    for confidence in (Confidence.CLEAR, Confidence.LIKELY, Confidence.LEANING):
        assert firmness[confidence] >= 5, firmness


def test_the_same_account_sees_one_offering_otherwise_than_another(placements):
    seen: dict[str, set[str]] = {}
    for row, placement in placements:
        seen.setdefault(row["Klantnummer"], set()).add(placement.quadrant.value)
    assert any(len(quadrants) > 1 for quadrants in seen.values())


def test_each_row_answers_some_questions_and_no_day_has_yet_to_come():
    for row in rows():
        assert 4 <= sum(bool(row[head]) for head in ANSWERS) <= 9, row["Klantnaam"]
        days = [row[head] for head in row if head.endswith(": datum") and row[head]]
        assert all(
            date(2026, 1, 1) <= date.fromisoformat(day) <= date(2026, 11, 24) for day in days
        )


def test_amounts_are_in_proportion():
    for row in rows():
        volume, value = (
            int(row[head])
            for head in ("Inkoopvolume per jaar (EUR)", "Contractwaarde per jaar (EUR)")
        )
        assert value < volume / 5, row["Klantnaam"]
        assert not any(DOT_DECIMAL.search(row[head]) for head in ANSWERS), row["Klantnaam"]
