"""The money page as it is printed: pictures with their words, numbers of the case in both languages, who said what."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from playbook.build.workshop import brief_account
from playbook.document.money_page import compose_money_page
from playbook.document.playbook import compose_playbook
from playbook.kraljic.matrix import Quadrant
from playbook.locales import Locale, format_exact
from playbook.rendering.html import Fit, render_html
from tests.document.test_money_page import MONEY, PROCESS, TOTAL_COST, VALUE
from tests.economics.money import BOOK
from tests.support import make_profile


@pytest.fixture(scope="module")
def draw(workshop):
    shop = replace(workshop, costs=BOOK)

    def drawn(quadrant, money, locale=Locale.EN, lean=0, for_print=True):
        profile = make_profile(money=money, placement={"quadrant": quadrant.value, "reason": "So"})
        briefing = brief_account(profile, locale, shop)
        page = compose_money_page(briefing, lean)
        document = replace(compose_playbook(briefing), money=page)
        roots = shop.template_roots
        html = render_html(
            briefing, document, roots, for_print=for_print, fit=Fit(lean={"money": lean})
        )
        page = re.search(r'<section class="page[^"]*" id="money">.*?</section>', html, re.DOTALL)[0]
        return page, briefing.money

    return drawn


@pytest.mark.parametrize("quadrant", list(Quadrant))
@pytest.mark.parametrize("locale", list(Locale))
def test_every_drawing_is_told_in_words_and_colours_are_attributes(draw, quadrant, locale):
    page, _ = draw(quadrant, {**MONEY[quadrant], **VALUE}, locale)
    drawings = re.findall(r"<svg[^>]*>", page)
    told = re.findall(r'<svg role="img" aria-label="[^"]+"', page)
    assert len(drawings) == len(told) > 4
    assert page.count("<title>") == len(drawings)
    assert "style=" not in page


@pytest.mark.parametrize("locale", list(Locale))
def test_the_totals_of_the_case_stand_on_the_page(draw, locale):
    page, case = draw(Quadrant.LEVERAGE, TOTAL_COST, locale)
    for line in ("offer.total", "current.total", "saving.current"):
        written = format_exact(case.total_cost.calculation.line(line).base, "EUR", locale)
        assert written in page, line


def test_the_price_is_labelled_with_its_share_and_parts_differ_in_more_than_colour(draw):
    page, _ = draw(Quadrant.LEVERAGE, TOTAL_COST)
    assert re.search(r"<text[^>]*>Price €16.6m \(\d+%\)</text>", page)
    assert 'fill="#0e5a6b"' in page
    assert 'fill="#dfecef"' in page
    rects = re.findall(r"<rect[^>]*>", page)
    assert all('stroke="' in one for one in rects)


def test_a_step_that_goes_is_struck_out_in_markup_and_in_words(draw):
    page, _ = draw(Quadrant.ROUTINE, PROCESS)
    assert "<del>Retype lines</del>" in page
    assert "4,140 → 0 lines: no longer needed" in page
    assert "<del>Pay</del>" not in page


def test_marks_dates_and_a_benchmark_source_are_printed(draw):
    page, _ = draw(Quadrant.ROUTINE, PROCESS)
    assert '<span class="mark">P1</span>' in page
    assert "P1 Order (study-2020, US, 2006)" in page
    assert "B1 buyer, 9 Nov 2026" in page
    assert re.search(r"Converted: [\d–]+ USD × 0.9 \(ECB, 30 Oct 2026\)\.", page)


def test_without_figures_there_are_blanks_for_a_pen_and_no_drawing(draw):
    page, _ = draw(Quadrant.LEVERAGE, {})
    assert page.count('class="blank"') > 12
    assert "<svg" not in page


def test_the_leaner_the_shorter_and_what_is_left_out_is_said(draw):
    money = {**TOTAL_COST, "total_cost": {**TOTAL_COST["total_cost"]}}
    many = {
        f"own{number}": {
            "name": f"Own {number}",
            "phase": "use",
            "offer": {"value": f"{number + 1} EUR", "per": "year", "said_by": "seller"},
        }
        for number in range(12)
    }
    money["total_cost"]["elements"] = {**TOTAL_COST["total_cost"]["elements"], **many}
    full, _ = draw(Quadrant.LEVERAGE, money)
    lean, _ = draw(Quadrant.LEVERAGE, money, lean=3)
    assert '<th scope="row">Own 0</th>' in full
    assert '<th scope="row">Own 0</th>' not in lean
    assert "In the sums, not shown: 10" in lean
    assert len(lean) < len(full)


def test_on_a_screen_each_cell_has_the_name_of_its_column(draw):
    page, _ = draw(Quadrant.LEVERAGE, TOTAL_COST, for_print=False)
    assert 'data-label="Our offer"' in page
    assert 'data-label="Low"' in page
