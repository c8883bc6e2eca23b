"""The overview on paper and as lists: standards, sheets, round trips, and names that try to be something else."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import openpyxl
import pypdf
import pytest
from page import validate_pdf
from weasyprint.formatting_structure.boxes import TableBox, TextBox

from playbook.brand import HOUSE, Theme
from playbook.build.portfolio_pages import (
    make_index,
    portfolio_csv,
    portfolio_workbook,
    print_portfolio,
)
from playbook.document.overview import Problems, compose_portfolio
from playbook.document.portfolio import Link
from playbook.kraljic.matrix import Quadrant
from playbook.locales import Locale
from playbook.rendering.pdf import lay_out
from playbook.rendering.portfolio import render_portfolio
from playbook.rendering.styles import PORTFOLIO, colours_of, paper_css
from playbook.sources.brand import load_brand
from tests.extremes import NAMES
from tests.holdings import BEFORE, TODAY, euros, links, make_holding, make_standing, many, unknown
from tests.support import ROOT

FORMULAS = ("=1+1", "+31 6 1234", "-2", "@SUM(A1)", "\t=1", "=HYPERLINK(\"http://x\")", "＝1+1", "-1+cmd|' /C calc'!A0")  # fmt: skip


@pytest.fixture
def compose(bank, model, content):
    def composed(holdings, locale=Locale.NL, **given):
        return compose_portfolio(holdings, bank, model, content, locale, TODAY, **given)

    return composed


def failures(data, tmp_path, standard="ua1"):
    path = tmp_path / "portfolio.pdf"
    path.write_bytes(data)
    return [one.rule_id for one in validate_pdf(str(path), profile=standard).failures]


def texts(data):
    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    return [one.extract_text().replace("\xa0", " ") for one in pages]


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("count", [0, 1, 5, 60])
def test_the_paper_conforms_and_begins_with_the_picture_on_one_sheet(
    compose, content, workshop, tmp_path, count, locale
):
    overview = compose(many(count), locale, problems=Problems(7, "problems.xlsx"), gone=["Gone"])
    rendered = print_portfolio(overview, workshop)
    assert (failures(rendered.data, tmp_path), rendered.remarks) == ([], ())
    found = texts(rendered.data)
    second = {Locale.NL: "Waar één vraag", Locale.EN: "Where one question"}[locale]
    assert [second in text for text in found].index(True) == 1
    assert all(content.labels[locale]("internal") in text for text in found)
    for one in overview.holdings:
        assert any(one.name in " ".join(text.split()) for text in found), one.name


@pytest.mark.parametrize("theme", list(Theme))
def test_the_archive_variant_conforms_in_each_theme(compose, workshop, tmp_path, theme):
    shop = replace(workshop, for_archive=True, brand=replace(HOUSE, theme=theme))
    data = print_portfolio(compose(many(30)), shop).data
    assert failures(data, tmp_path) == []
    assert failures(data, tmp_path, "pdfa3a") == []


def inside(box):
    yield box
    for child in getattr(box, "children", ()):
        yield from inside(child)


@pytest.mark.parametrize("theme", list(Theme))
@pytest.mark.parametrize("locale", list(Locale))
def test_nothing_runs_out_of_its_sheet(compose, workshop, theme, locale):
    brand = replace(HOUSE, theme=theme)
    html = render_portfolio(
        compose(many(60), locale, gone=["Gone"]),
        workshop.template_roots,
        for_print=True,
        brand=brand,
    )
    pdf = lay_out(
        html, paper_css(workshop.template_roots, PORTFOLIO, brand), workshop.template_roots
    )
    right, bottom = 193 / 25.4 * 96 + 1, 281 / 25.4 * 96 + 1
    for page in pdf._document.pages:
        main = next(one for one in inside(page._page_box) if one.element_tag == "main")
        for one in inside(main):
            if isinstance(one, TextBox | TableBox) and one.element_tag not in (
                "svg",
                "text",
                "title",
            ):
                assert one.position_x + one.width <= right, one
                assert one.position_y + one.height <= bottom, one
                assert not isinstance(one, TextBox) or one.style["font_size"] * 0.75 >= 8.49, one


def test_the_table_repeats_its_head_on_every_sheet(compose, workshop):
    found = texts(print_portfolio(compose(many(150)), workshop).data)
    start = ["Alle klanten" in text for text in found].index(True)
    assert len(found) - start > 2
    assert all("Eerst vragen" in text for text in found[start:])


def test_a_first_sheet_that_would_run_over_names_fewer_accounts(compose, workshop):
    holdings = [
        make_holding(str(n), account=f"{n} {'Vereniging van Eigenaren ' * 3}"[:80], value=euros(n + 1))
        for n in range(20)
    ]  # fmt: skip
    overview = compose([*holdings, make_holding("x", unknown()), make_holding("y", value=euros(1, "USD"))])  # fmt: skip
    found = texts(print_portfolio(overview, workshop).data)
    assert "Waar één vraag" in found[1]


def test_the_same_overview_gives_the_same_bytes(compose, workshop):
    def made():
        overview = compose(many(12))
        return (
            make_index(overview, workshop),
            print_portfolio(overview, workshop).data,
            portfolio_csv(overview),
            portfolio_workbook(overview),
        )

    assert made() == made()


def read_csv(data, delimiter):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=delimiter))


def read_sheet(data):
    book = openpyxl.load_workbook(io.BytesIO(data))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    return book, [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def test_dutch_csv_opens_in_dutch_excel_and_english_in_english(compose):
    holding = make_holding(value=euros("1250.50"))
    dutch, english = (
        portfolio_csv(compose([holding], locale)) for locale in (Locale.NL, Locale.EN)
    )
    assert {dutch[:3], english[:3]} == {b"\xef\xbb\xbf"}
    assert read_csv(dutch, ";")[0]["Waarde per jaar"] == "1250,50"
    assert read_csv(english, ",")[0]["Value a year"] == "1250.50"
    assert dutch.count(b"\r\n") == 2


def test_a_row_says_what_a_crm_wants_to_know(compose):
    holding = make_holding("7", make_standing(0.9, 0.2), before=make_standing(0.1, 0.1, BEFORE))
    (row,) = read_csv(portfolio_csv(compose([holding], Locale.EN)), ",")
    assert row["Record ID"] == "007"
    assert (row["Quadrant code"], row["Quadrant"]) == ("leverage", "Leverage")
    assert (row["Second quadrant code"], row["Quadrant code before"]) == ("strategic", "routine")
    chances = [int(row[f"Probability {one.value} (%)"]) for one in Quadrant]
    assert (sum(chances), chances) == (100, [18, 72, 2, 8])
    assert (row["Score financial risk (0-100)"], row["Score supply risk (0-100)"]) == ("90", "20")
    assert (row["Certainty code"], row["Next question code"]) == ("likely", "cost_share")
    assert (row["Newest answer"], row["Built"]) == ("2026-10-14", "2026-11-24")
    assert row["Brief (pdf, en)"] == "accounts/7/7_brief_en.pdf"


def test_without_an_answer_there_is_no_quadrant_to_import(compose):
    (row,) = read_csv(portfolio_csv(compose([make_holding("1", unknown())], Locale.EN)), ",")
    assert (row["Quadrant code"], row["Second quadrant code"]) == ("", "")
    assert (row["Certainty code"], row["Quadrant"]) == ("unknown", "Not placed")


def test_certainty_is_never_claimed(compose):
    (row,) = read_csv(portfolio_csv(compose([make_holding("1", make_standing(0.9999, 0.9999))], Locale.EN)), ",")  # fmt: skip
    assert row["Probability strategic (%)"] == "99"


def test_the_id_may_have_the_name_it_has_in_the_crm(compose):
    overview = compose([make_holding()])
    assert read_csv(portfolio_csv(overview, "Account-ID 18"), ";")[0]["Account-ID 18"] == "001"
    assert read_sheet(portfolio_workbook(overview, "Account-ID 18"))[1][0]["Account-ID 18"] == "001"


@pytest.mark.parametrize("name", FORMULAS)
def test_no_name_is_a_formula(compose, name):
    overview = compose([make_holding(account=name, owner=name, industry=name, record_id="1")])
    (row,) = read_csv(portfolio_csv(overview), ";")
    assert (row["Klant"], row["Eigenaar"], row["Branche"]) == (f"'{name}",) * 3
    book, (cells,) = read_sheet(portfolio_workbook(overview))
    assert cells["Klant"] == name
    kinds = {one.data_type for rows in book.worksheets[0].iter_rows() for one in rows}
    assert "f" not in kinds


@pytest.mark.parametrize(
    "record_id", ["00017", "-12345", "+31612345678", "1E10", "0012A00000XyZab"]
)
def test_an_id_comes_back_whole(compose, record_id):
    overview = compose([make_holding(record_id=record_id)])
    assert read_csv(portfolio_csv(overview), ";")[0]["Record-ID"] == record_id
    assert read_sheet(portfolio_workbook(overview))[1][0]["Record-ID"] == record_id


def test_an_id_that_is_a_formula_is_not(compose):
    overview = compose([make_holding(record_id="=1+1")])
    assert read_csv(portfolio_csv(overview), ";")[0]["Record-ID"] == "'=1+1"


def test_names_with_delimiters_quotes_and_lines_come_back(compose):
    names = [*NAMES, 'a;b,"c"', "d\ne"]
    holdings = [make_holding(str(n), account=name, value=euros(99 - n)) for n, name in enumerate(names)]  # fmt: skip
    overview = compose(holdings)
    guarded = [one.lstrip("'") for one in names]
    assert [row["Klant"].lstrip("'") for row in read_csv(portfolio_csv(overview), ";")] == guarded
    assert [row["Klant"] for row in read_sheet(portfolio_workbook(overview))[1]] == names


def test_cells_of_the_workbook_have_their_types(compose):
    holdings = [make_holding("1", value=euros("1250.50"), link="https://crm.example.com/1"),
                make_holding("2", value=None, record_id=None, documents=())]  # fmt: skip
    book, (first, second) = read_sheet(portfolio_workbook(compose(holdings)))
    assert (first["Waarde per jaar"], first["Kans hefboom (%)"]) == (1250.5, 64)
    assert first["Gemaakt op"].date() == TODAY
    assert (second["Waarde per jaar"], second["Record-ID"]) == (None, None)
    sheet = book.worksheets[0]
    assert sheet.freeze_panes == "C2"
    (table,) = sheet.tables.values()
    assert table.autoFilter.ref == sheet.dimensions
    heads = [one.value for one in sheet[1]]
    record_id = sheet.cell(2, heads.index("Record-ID") + 1)
    assert (record_id.data_type, record_id.number_format) == ("s", "@")
    targets = {one.hyperlink.target for one in sheet[2] if one.hyperlink}
    assert "https://crm.example.com/1" in targets
    assert any(
        target.replace("\\", "/").endswith("accounts/1/1_brief_en.pdf") for target in targets
    )


def test_both_lists_say_the_same(compose):
    overview = compose(many(30))
    rows = read_csv(portfolio_csv(overview), ";")
    _, cells = read_sheet(portfolio_workbook(overview))
    assert [list(row) for row in rows] == [list(row) for row in cells]
    for row, typed in zip(rows, cells, strict=True):
        for name, value in typed.items():
            if value is None or isinstance(value, str):
                assert row[name] == (value or "")


def test_an_empty_portfolio_makes_lists_too(compose):
    overview = compose([])
    assert portfolio_csv(overview).decode("utf-8-sig").strip() == ""
    assert portfolio_workbook(overview)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_only_ever_a_name(compose, workshop, name):
    holding = make_holding(account=name, owner=name, industry=name, record_id=name)
    overview = compose([holding, make_holding("2", offering=name)], gone=[name])
    html = make_index(overview, workshop).decode()
    for piece in ("<script>alert", "<b>B.V.", "<i>", "<u>", 'onmouseover="alert'):
        assert piece not in html
    assert html.count("<script>") == 1


def test_documents_with_odd_paths_are_linked_as_they_are(compose, workshop):
    odd = Link("brief", "html", "nl", "accounts/%C3%A9%20x/%C3%A9_brief_nl.html")
    overview = compose([make_holding(documents=(odd,))])
    assert f'href="{odd.href}"' in make_index(overview, workshop).decode()
    (row,) = read_csv(portfolio_csv(overview), ";")
    assert row["Voorbereiding (html, nl)"] == odd.href


def test_several_languages_are_told_apart(compose, workshop):
    overview = compose([make_holding(documents=(*links("1", "nl"), *links("1", "en")))])
    html = make_index(overview, workshop).decode()
    assert ">HTML nl</a>" in html
    assert ">PDF en</a>" in html


def test_drawings_have_the_colours_of_the_brand(compose, workshop, project):
    brand = load_brand(project, ROOT / "tests" / "brands" / "tidewater" / "_brand.yml")
    roots = workshop.template_roots
    html = render_portfolio(compose(many(30)), roots, for_print=True, brand=brand)
    assert colours_of(roots, brand)["accent"] in html
    assert colours_of(roots)["accent"] not in html


def test_an_account_with_several_offerings_is_called_by_both(compose, workshop):
    holdings = [make_holding("1"), make_holding("2", account="Account 1", offering="Charging"),
                make_holding("3", offering="Charging")]  # fmt: skip
    overview = compose(holdings, Locale.EN)
    html = make_index(overview, workshop).decode()
    assert "<title>Account 1 (Charging), leverage 64%</title>" in html
    assert "<title>Account 3, leverage 64%</title>" in html
    assert "3 placements (2 accounts, 2 offerings)" in html
    assert "Charging" in " ".join(texts(print_portfolio(overview, workshop).data))
