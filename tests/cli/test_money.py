from __future__ import annotations

import io
import json
from typing import Any

import openpyxl
import pytest

from playbook.cli.app import run
from tests.cli.running import Folder
from tests.workbook.cases import NEVER_PAYS, PROCESS, VALUE, documented

BASE = {
    "format": 1,
    "language": "nl",
    "seller": {"name": "Meridian Lease"},
    "offering": {"name": "Car lease", "summary": "Cars."},
    "account": {"name": "Acme"},
}
FULL: dict[str, Any] = documented()
DAY = ("--date", "2026-11-24")


@pytest.fixture
def folder(tmp_path, capsys, monkeypatch):
    return Folder(tmp_path, capsys, monkeypatch)


def put(folder, money=None, name="p.json"):
    data = BASE | ({"money": money} if money else {})
    folder.put(name, json.dumps(data, default=str))
    return name


def test_it_prints_every_result_in_80_columns_in_both_languages(folder):
    path = put(folder, FULL)
    for lang, shown in (
        ("en", ("Buyer’s gain a year", "€11,400", "Low         Base         High", "24 November 2026")),
        ("nl", ("Baten klant per jaar", "€\u00a011.400", "24 november 2026", "2,8%")),
    ):  # fmt: skip
        ran = folder("accounts", "money", path, "--lang", lang, *DAY)
        assert ran.code == 0
        assert max(map(len, ran.out.splitlines())) <= 80
        assert all(one.replace("\u00a0", "\\xa0") in ran.out or one in ran.out for one in shown)


def test_it_says_what_the_result_hangs_on_and_who_gave_the_figures(folder):
    out = folder("accounts", "money", put(folder, FULL), "--lang", "en", *DAY).out
    assert "Lease price, now: -€269,690 to €104,542" in out
    assert "28 by the buyer, 17 by the seller, 1 published" in out
    assert "Not compared with the alternative" in out
    assert "one invoice a month (invoices: 720, sites: 4)" in out


def test_a_pilot_that_never_pays_says_never(folder):
    ran = folder("accounts", "money", put(folder, NEVER_PAYS), "--lang", "en", *DAY)
    (row,) = (line for line in ran.out.splitlines() if line.lstrip().startswith("itself"))
    assert row.split() == ["itself", "72", "144", "never"]
    data = folder("accounts", "money", "p.json", "--json").json
    results = {one["id"]: one for one in data["calculations"]["gains"]["results"]}
    assert results["pilot.payback"]["high"] is None


def test_without_money_it_says_what_to_ask(folder):
    ran = folder("accounts", "money", put(folder), *DAY)
    assert (ran.code, ran.err) == (0, "")
    assert "Over geld is nog niets bekend." in ran.out
    assert "1. Over hoeveel jaar vergelijken we? (Acme)" in ran.out
    assert folder("accounts", "money", "p.json", "--xlsx").code == 0
    (name,) = folder.files()
    assert name == "acme_car-lease_money_nl.xlsx"


def test_json_holds_figures_steps_results_and_questions(folder):
    data = folder("accounts", "money", put(folder, FULL), "--json", *DAY).json
    assert (data["format"], data["date"], data["currency"], data["workbook"]) == (
        1, "2026-11-24", "EUR", None
    )  # fmt: skip
    assert list(data["calculations"]) == ["total_cost", "process", "gains", "value"]
    inputs = {one["id"]: one for one in data["inputs"]}
    order = inputs["money.process.cost_per_order"]
    assert (order["party"], order["benchmark"], order["rate"]["rate"]) == (
        "benchmark", "apqc-order-2006", 0.92
    )  # fmt: skip
    gains = data["calculations"]["gains"]
    pool = next(one for one in gains["lines"] if one["id"] == "pool")
    assert (pool["operation"], pool["terms"], pool["base"]) == (
        "product", ["baseline", "money.gains.improvement"], 24000.0
    )  # fmt: skip
    assert gains["results"][0]["tornado"][0]["swing"] == 12000.0
    assert all("?" in one["question"] for one in data["open_inputs"])


def test_the_workbook_goes_to_the_output_folder_a_folder_a_file_or_standard_output(
    folder, monkeypatch
):
    path = put(folder, VALUE)
    ran = folder("accounts", "money", path, "--xlsx", *DAY)
    assert ran.out == "output/acme_car-lease_money_nl.xlsx\n"
    made = (folder.root / "output" / "acme_car-lease_money_nl.xlsx").read_bytes()
    ran = folder("accounts", "money", path, "--xlsx", "--output", "other/case.xlsx", *DAY)
    assert ran.out == "other/case.xlsx\n"
    assert (folder.root / "other" / "case.xlsx").read_bytes() == made
    ran = folder("accounts", "money", path, "--xlsx", "--output", "third", "--json", *DAY)
    assert ran.json["workbook"] == "third/acme_car-lease_money_nl.xlsx"
    with monkeypatch.context() as patch:
        stream = io.BytesIO()
        patch.setattr("sys.stdout", io.TextIOWrapper(stream))
        assert run(["accounts", "money", path, "--xlsx", "--output", "-", *DAY]) == 0
        assert stream.getvalue() == made
    assert openpyxl.load_workbook(io.BytesIO(made)).sheetnames[0] == "Overzicht"


def test_a_profile_comes_from_standard_input(folder):
    text = json.dumps(BASE | {"money": PROCESS})
    ran = folder("accounts", "money", "-", "--xlsx", "--lang", "en", stdin=text)
    assert (ran.code, ran.out) == (0, "output/acme_car-lease_money_en.xlsx\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--lang", "de"), "none of en, nl"),
        (("--date", "24/11"), "2026-11-24"),
        (("--output", "x"), "--xlsx"),
        (("--xlsx", "--output", "-", "--json"), "--json"),
    ],
)
def test_a_wrong_option_is_told_before_anything_is_read(folder, arguments, said):
    ran = folder("accounts", "money", "none.yaml", *arguments)
    assert ran.code == 2
    assert said in ran.err


def test_a_wrong_figure_stops_and_writes_nothing(folder):
    path = put(folder, VALUE | {"discount_rate": "many"})
    ran = folder("accounts", "money", path, "--xlsx")
    assert ran.code == 1
    assert "p.json" in ran.err
    assert not (folder.root / "output").exists()


def test_an_output_that_cannot_be_written_is_told(folder):
    path = put(folder, VALUE)
    folder.put("taken", "a file")
    ran = folder("accounts", "money", path, "--xlsx", "--output", "taken")
    assert ran.code == 5
    assert "is not a folder" in ran.err
