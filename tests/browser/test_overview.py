"""The overview in a browser: rules of access, filters, sorting, the address, the keyboard, and a page without scripts."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest

from playbook.build.portfolio_pages import make_index
from playbook.document.overview import Problems, compose_portfolio
from playbook.document.portfolio import Link
from playbook.locales import Locale
from tests.browser.test_accessibility import violations
from tests.extremes import NAMES
from tests.holdings import TODAY, euros, make_holding, make_standing, many, unknown

DESK, PHONE, NARROW = 1280, 390, 320
MANY = 60
FORM = "document.getElementById('filters')"
SHOWN = "[...document.querySelectorAll('#table tbody tr')].filter(one => !one.hidden)"
COUNT = "document.getElementById('count').textContent"
CHIPS = "[...document.querySelectorAll('#chips button')].map(one => one.textContent)"


@pytest.fixture(scope="session")
def write_page(bank, model, content, workshop, tmp_path_factory):
    """Return a function that writes the overview of some holdings as a page."""
    folder = tmp_path_factory.mktemp("overview")

    def written(name: str, holdings, locale=Locale.NL, **given) -> Path:
        path = folder / f"{name}.html"
        if not path.exists():
            overview = compose_portfolio(holdings, bank, model, content, locale, TODAY, **given)
            path.write_bytes(make_index(overview, workshop))
        return path

    return written


@pytest.fixture(scope="session")
def page(write_page) -> Path:
    return write_page("many", many(MANY), problems=Problems(7, "problems.xlsx"), gone=["Weg B.V."])


@pytest.fixture
def tab(open_tab, page):
    return open_tab(page)


def choose(tab, selector):
    tab.evaluate(f"{FORM}.querySelector({selector!r}).click()")


def search(tab, text):
    tab.evaluate(
        f"{FORM}.elements.find.value = {text!r}; {FORM}.dispatchEvent(new Event('input', {{bubbles: true}}))"
    )


def rows(tab):
    return tab.evaluate(f"{SHOWN}.length")


@pytest.mark.parametrize("width", [DESK, PHONE])
@pytest.mark.parametrize("locale", list(Locale))
def test_it_breaks_no_rule(open_tab, write_page, locale, width):
    path = write_page(f"many-{locale}", many(MANY), locale, problems=Problems(1, "problems.xlsx"))
    tab = open_tab(path, width)
    assert violations(tab) == []
    tab.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert violations(tab) == []
    assert tab.complaints() == []
    assert tab.requests() == [path.as_uri()]


@pytest.mark.parametrize(
    ("name", "holdings"),
    [
        ("one", [make_holding(value=None, owner=None, sector=None, industry=None, documents=())]),
        ("none", []),
        ("unanswered", [make_holding("1", unknown()), make_holding("2", unknown())]),
        ("offerings", [make_holding(str(n), account=None, offering=f"O{n}") for n in range(3)]),
        ("both", [make_holding("1"), make_holding("2", offering="Charging")]),
    ],
)
def test_nor_does_an_unusual_portfolio(open_tab, write_page, name, holdings):
    tab = open_tab(write_page(name, holdings), NARROW)
    assert violations(tab) == []
    tab.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert tab.evaluate("document.documentElement.scrollWidth") <= NARROW
    assert tab.complaints() == []


def test_nothing_runs_out_of_a_narrow_window(open_tab, page):
    tab = open_tab(page, NARROW)
    tab.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    for width in (NARROW, PHONE, 640, 1024):
        tab.resize(width)
        assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_with_scripts_the_filters_are_there(tab):
    assert tab.evaluate(f"{FORM}.checkVisibility()")
    assert tab.evaluate("document.getElementById('readout').checkVisibility()")


def test_a_choice_filters_rows_picture_and_counts(tab):
    choose(tab, "[value=leverage]")
    count = tab.evaluate("document.querySelectorAll('#table tr[data-q=leverage]').length")
    assert 0 < rows(tab) == count < MANY
    assert tab.evaluate("document.querySelectorAll('#map .m:not(.out)').length") == count
    assert tab.evaluate(COUNT).startswith(f"{count} van {MANY} klanten · €")
    assert tab.evaluate(
        "[...document.querySelectorAll('.counts .n')].map(one => one.textContent)"
    ) == [str(count), "0", "0", "0", "0"]


def test_choices_of_one_kind_add_up_and_of_two_kinds_narrow_down(tab):
    choose(tab, "[value=leverage]")
    alone = rows(tab)
    choose(tab, "[value=strategic]")
    both = rows(tab)
    choose(tab, "[value=clear]")
    assert alone < both > rows(tab) > 0


@pytest.mark.parametrize("name", ["owner", "industry", "sector", "ask"])
def test_a_list_filters_by_what_the_rows_say(tab, name):
    tab.evaluate(
        f"{FORM}.elements.{name}.selectedIndex = 1; {FORM}.dispatchEvent(new Event('input'))"
    )
    words = tab.evaluate(f"{FORM}.elements.{name}.selectedOptions[0].textContent")
    assert 0 < rows(tab) < MANY
    if name != "sector":
        assert tab.evaluate(f"{SHOWN}.every(one => one.textContent.includes({words!r}))")


def test_the_classes_of_value_divide_all_accounts(tab):
    found = []
    for value in tab.evaluate(
        f"[...{FORM}.querySelectorAll('[name=value]')].map(one => one.value)"
    ):
        choose(tab, f'[name=value][value="{value}"]')
        found.append(rows(tab))
        choose(tab, f'[name=value][value="{value}"]')
    assert sum(found) == MANY
    assert min(found) > 0


def test_what_moved_and_where_effort_disagrees_can_be_singled_out(tab):
    for value in ("moved", "effort"):
        choose(tab, f"[value={value}]")
        assert 0 < rows(tab) < MANY
        choose(tab, f"[value={value}]")


def test_every_word_of_a_search_must_be_there_in_any_spelling(open_tab, write_page):
    holdings = [make_holding("1", account="Café Élan"), make_holding("2", account="Elan Bouw")]
    tab = open_tab(write_page("search", holdings))
    for text, count in (("elan", 2), ("ELAN café", 1), ("002", 1), ("zzz", 0), ("", 2)):
        search(tab, text)
        assert rows(tab) == count, text
        assert tab.evaluate("document.getElementById('nothing').hidden") is (count > 0)


def test_a_chip_takes_its_filter_away(tab):
    choose(tab, "[value=leverage]")
    search(tab, "haverdonk")
    assert tab.evaluate(CHIPS) == ["Hefboom ×", "Zoek: haverdonk ×", "Alle filters wissen"]
    tab.evaluate("document.querySelector('#chips button').click()")
    assert tab.evaluate(CHIPS) == ["Zoek: haverdonk ×"]
    tab.evaluate("document.querySelector('#chips button').click()")
    assert (tab.evaluate(CHIPS), rows(tab)) == ([], MANY)


def test_the_address_brings_somebody_else_the_same(open_tab, tab, page):
    choose(tab, "[value=leverage]")
    choose(tab, "[value=strategic]")
    search(tab, "bouw")
    tab.evaluate("document.querySelector('[data-sort=name] button').click()")
    address = tab.evaluate("location.hash")
    other = open_tab(page)
    other.evaluate(f"location.hash = {address!r}")
    other.evaluate("new Promise(done => setTimeout(done, 100))")
    names = f"{SHOWN}.map(one => one.cells[0].textContent)"
    assert other.evaluate(names) == tab.evaluate(names)
    assert other.evaluate(CHIPS) == tab.evaluate(CHIPS)


def test_an_address_that_asks_for_what_is_not_there_shows_all(open_tab, page):
    tab = open_tab(page)
    tab.evaluate("location.hash = '#quadrant=purple&owner=Nobody&sort=colour&effort=x'")
    tab.evaluate("new Promise(done => setTimeout(done, 100))")
    assert (rows(tab), tab.evaluate(CHIPS)) == (MANY, [])
    assert tab.complaints() == []


@pytest.mark.parametrize("column", ["name", "place", "odds", "second", "sure", "value", "owner", "industry", "ask", "documents"])  # fmt: skip
def test_every_column_sorts_both_ways(tab, column):
    head = f"document.querySelector('[data-sort={column}]')"
    names = f"{SHOWN}.map(one => one.id)"
    found = []
    for _ in range(2):
        tab.evaluate(f"{head}.querySelector('button').click()")
        found.append((tab.evaluate(f"{head}.getAttribute('aria-sort')"), tab.evaluate(names)))
    assert {direction for direction, _ in found} == {"ascending", "descending"}
    assert all(len(set(order)) == MANY for _, order in found)
    assert tab.evaluate("document.querySelectorAll('[aria-sort]').length") == 1
    if column != "documents":
        assert found[0][1] != found[1][1]


def test_values_sort_as_numbers_and_none_comes_last_either_way(tab):
    values = f"{SHOWN}.map(one => one.dataset.v === undefined ? null : Number(one.dataset.v))"
    for is_down in (False, True):
        tab.evaluate("document.querySelector('[data-sort=value] button').click()")
        found = tab.evaluate(values)
        known = [one for one in found if one is not None]
        assert known == sorted(known, reverse=is_down)
        assert 0 < found.count(None) < MANY
        assert None not in found[: len(known)]


def test_a_mark_leads_to_its_row(tab):
    name = tab.evaluate("document.querySelector('#map .m title').textContent").split(",")[0]
    tab.evaluate("document.querySelector('#map .m').dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}))")  # fmt: skip
    assert name in tab.evaluate("document.activeElement.textContent")
    top, height = tab.evaluate("[document.activeElement.getBoundingClientRect().top, innerHeight]")
    assert 0 < top < height


def test_a_link_to_a_row_that_is_filtered_out_brings_it_back(tab):
    search(tab, "zzz")
    tab.evaluate("document.querySelector('#asks a[href^=\"#a\"]').click()")
    assert rows(tab) == MANY
    assert tab.evaluate("document.activeElement.tagName") == "TR"


def test_a_question_shows_its_accounts(tab):
    label = tab.evaluate("document.querySelector('.show[data-filter^=ask]').textContent")
    tab.evaluate("document.querySelector('.show[data-filter^=ask]').click()")
    assert label == f"Toon deze {rows(tab)}"


def test_a_cell_of_the_windmill_shows_its_accounts(tab):
    button = "document.querySelector('.show[data-filter^=effort]')"
    count = tab.evaluate(f"{button}.closest('tr').querySelector('.num').textContent")
    tab.evaluate(f"{button}.click()")
    assert rows(tab) == int(count)
    assert tab.evaluate("location.hash").startswith("#effort=")


def test_the_picture_is_one_stop_of_the_tab_key_and_arrows_walk_through_it(tab):
    assert tab.evaluate("document.querySelectorAll('#map [tabindex=\"0\"]').length") == 1
    tab.evaluate("document.querySelector('#map [tabindex=\"0\"]').focus()")
    first = tab.evaluate("document.activeElement.getAttribute('href')")
    told = tab.evaluate("document.getElementById('readout').textContent")
    for key in ("ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown"):
        tab.evaluate(
            f"document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {{key: {key!r}, bubbles: true, cancelable: true}}))"
        )
    assert tab.evaluate("document.activeElement.classList.contains('m')")
    assert tab.evaluate("document.querySelectorAll('#map [tabindex=\"0\"]').length") == 1
    assert "%" in told
    assert first.startswith("#a")


def test_without_scripts_the_whole_table_and_picture_are_there_and_no_filter(open_tab, page):
    tab = open_tab(page, scripts=False)
    assert rows(tab) == MANY
    assert tab.evaluate(f"{FORM}.checkVisibility()") is False
    marks = tab.evaluate("document.querySelectorAll('#map .m[href], #tray .m[href]').length")
    assert marks == MANY
    hidden = "[...document.querySelectorAll('button')].every(one => !one.checkVisibility())"
    assert tab.evaluate(hidden)


def test_it_prints_well_from_the_browser(tab, tmp_path):
    choose(tab, "[value=leverage]")
    path = tmp_path / "printed.pdf"
    path.write_bytes(tab.pdf())
    reader = pypdf.PdfReader(path)
    texts = [one.extract_text() for one in reader.pages]
    assert "Hefboom ×" in texts[0]
    assert "Branche" not in texts[0]
    assert "Waar één vraag" in texts[1]
    assert all("Intern. Niet voor de klant." in text for text in texts)


def test_nothing_is_told_by_colour_alone(open_tab, write_page):
    holdings = [make_holding("1", make_standing(0.95, 0.05)),
                make_holding("2", make_standing(0.55, 0.05)),
                make_holding("3", value=None)]  # fmt: skip
    tab = open_tab(write_page("shapes", holdings))
    light = """[...document.querySelectorAll('#map .m')].map(one => {
      const shape = one.querySelector('circle, path'), [r, g, b] = getComputedStyle(shape).fill.match(/\\d+/g).map(Number);
      return [shape.tagName, Math.round(0.2126 * r + 0.7152 * g + 0.0722 * b)];
    })"""
    dark, pale, hollow = tab.evaluate(light)
    assert (dark[0], pale[0], hollow[0]) == ("circle", "circle", "path")
    assert pale[1] - dark[1] > 100


def test_thousands_of_rows_stay_responsive(open_tab, write_page):
    """A time on a busy machine proves little, so only the order of magnitude is held; 150 rows are laid out, not 3,000."""
    path = write_page("thousands", many(3000))
    tab = open_tab(path)
    assert rows(tab) == 150
    took = tab.evaluate(
        f"""(() => {{ const start = performance.now(); {FORM}.elements.find.value = 'haverdonk';
        {FORM}.dispatchEvent(new Event('input')); document.body.offsetHeight; return performance.now() - start; }})()"""
    )
    assert took < 2000
    search(tab, "")
    assert "150 van 3.000" in tab.evaluate("document.getElementById('rest').textContent")
    tab.evaluate("document.querySelector('#rest button').click()")
    assert rows(tab) == 3000
    tab.evaluate("document.querySelector('#portfolio').scrollIntoView()")
    assert path.stat().st_size < 1400 * 3000 + 700_000


def test_a_mark_leads_to_a_row_that_was_not_laid_out_yet(open_tab, write_page):
    tab = open_tab(write_page("thousands", many(3000)))
    last = "#a2500"
    tab.evaluate(f"document.querySelector('.m[href=\"{last}\"]').dispatchEvent(new MouseEvent('click', {{bubbles: true, cancelable: true}}))")  # fmt: skip
    assert tab.evaluate("document.activeElement.id") == last[1:]
    assert tab.evaluate("document.activeElement.checkVisibility()")


@pytest.mark.parametrize("locale", list(Locale))
def test_names_that_try_to_be_markup_are_names(open_tab, write_page, locale):
    holdings = [
        make_holding(str(n), account=name, offering=name, owner=name, industry=name, record_id=name,
                     documents=(Link("brief", "html", "nl", f"accounts/{n}.html"),), value=euros(n + 1))
        for n, name in enumerate((*NAMES, "=1+1", "'\"><svg onload=alert(1)>"))
    ]  # fmt: skip
    path = write_page(f"hostile-{locale}", holdings, locale, gone=NAMES)
    tab = open_tab(path)
    assert tab.complaints() == []
    assert tab.evaluate("[document.scripts.length, document.querySelectorAll('main svg').length]") == [1, 1]  # fmt: skip
    shown = tab.evaluate(f"{SHOWN}.map(one => one.cells[0].firstChild.data.trim())")
    assert sorted(shown) == sorted(one.account for one in holdings)
    for one in holdings:
        search(tab, one.account)
        assert rows(tab) >= 1
    tab.evaluate(
        f"{FORM}.elements.owner.selectedIndex = 3; {FORM}.dispatchEvent(new Event('input'))"
    )
    address = tab.evaluate("location.hash")
    tab.evaluate(f"location.hash = ''; location.hash = {address!r}")
    assert tab.complaints() == []
