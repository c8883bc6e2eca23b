from __future__ import annotations

import re
from dataclasses import replace

import pytest

from playbook.brand import HOUSE, Logo, Theme
from playbook.locales import Locale
from playbook.rendering.styles import INTERNAL, LEAVE_BEHIND, colours_of, dress, page_css, paper_css

LOGO = Logo(b"<svg/>", "image/svg+xml", "Sign")


@pytest.fixture(scope="module")
def roots(project):
    return project.template_roots


@pytest.mark.parametrize("theme", list(Theme))
@pytest.mark.parametrize("sheets", [INTERNAL, LEAVE_BEHIND])
def test_on_paper_no_variable_and_no_rule_for_a_screen_is_left(roots, sheets, theme):
    css = paper_css(roots, sheets, replace(HOUSE, theme=theme))
    assert "var(" not in css
    assert "@media screen" not in css


@pytest.mark.parametrize("sheets", [INTERNAL, LEAVE_BEHIND])
def test_a_browser_that_prints_keeps_filled_grounds(roots, sheets):
    css = page_css(roots, sheets, replace(HOUSE, theme=Theme.BOLD))
    assert "print-color-adjust: exact" in css


@pytest.mark.parametrize("theme", list(Theme))
def test_the_buyers_style_sheet_tells_nothing_of_our_other_pages(roots, theme):
    css = page_css(roots, LEAVE_BEHIND, replace(HOUSE, theme=theme, logo=LOGO))
    rules = re.sub(r"url\([^)]*\)", "", css)
    assert not re.findall(r"\.(page|brief|donot|matrix|odds|annex|sheet-table)\b", rules)


def test_the_house_theme_changes_nothing(roots):
    assert "bold theme" not in page_css(roots)
    assert "bold theme" in page_css(roots, INTERNAL, replace(HOUSE, theme=Theme.BOLD))


def test_a_page_is_given_what_no_style_sheet_reaches(roots):
    brand = replace(HOUSE, logo=LOGO, colours=(("accent", "#7a1fa2"),))
    given = dress(roots, INTERNAL, brand, Locale.EN, for_print=True)
    assert given["css"] is None
    assert given["colours"]["accent"] == "#7a1fa2"
    assert given["colours"]["accent_tint"] != colours_of(roots)["accent_tint"]
    assert given["brand"]["logo"] == {"url": "data:image/svg+xml;base64,PHN2Zy8+", "alt": "Sign"}
    assert given["brand"]["footer"] is None
    assert "PHN2Zy8+" in paper_css(roots, INTERNAL, brand)


def test_style_sheets_are_put_together_once_for_each_brand(roots):
    brand = replace(HOUSE, colours=(("accent", "#7a1fa2"),))
    assert paper_css(roots, INTERNAL, brand) is paper_css(roots, INTERNAL, replace(brand))
    assert paper_css(roots, INTERNAL, brand) != paper_css(roots)
