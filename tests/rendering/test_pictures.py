"""Every picture says in words what it draws, and no shape or colour carries a meaning alone."""

from __future__ import annotations

import re

import pytest

from playbook.build.workshop import brief_account
from playbook.document.playbook import compose_playbook
from playbook.locales import Locale
from playbook.rendering.html import Fit, render_html
from tests.support import make_profile

ANSWERS = {
    "alternatives": [
        {"level": 1, "sure": "known", "on": "2026-01-05", "said_by": "seller"},
        {"level": 5, "sure": "known", "on": "2026-10-05", "said_by": "procurement"},
    ],
    "cost_share": {"level": 5, "sure": "known", "on": "2026-07-05", "said_by": "user"},
}
ACTIONS = [
    {"action": "Send the note", "owner": "Ann", "due": "2026-11-10"},
    {"action": "Sign", "owner": "Pieter", "due": "2026-12-15"},
]


def section(html, name):
    return re.search(rf'<section class="page[^"]*" id="{name}">.*?</section>', html, re.DOTALL)[0]


def pictures(html):
    """Return the words of each drawing that stands on its own."""
    return re.findall(r'<svg role="img" aria-label="([^"]*)"', html)


@pytest.fixture(scope="module")
def draw(workshop):
    def drawn(locale=Locale.EN, lean=None, **parts):
        briefing = brief_account(make_profile(**parts), locale, workshop)
        document = compose_playbook(briefing)
        roots = workshop.template_roots
        return render_html(briefing, document, roots, for_print=True, fit=Fit(lean=lean or {}))

    return drawn


def test_the_path_is_drawn_with_its_words_in_the_picture_and_beside_it(draw):
    page = section(draw(answers=ANSWERS), "placement")
    (words,) = pictures(page)
    told = (
        "Its path: (1) 5 Jan 2026, routine 47%, 1 answer, ourselves; "
        "(2) 5 Jul 2026, leverage 93%, 1 answer, user; "
        "(3) 5 Oct 2026, strategic 95%, 1 answer, procurement."
    )
    assert told in words
    assert page.count("<circle") == 3
    assert "<polyline" in page
    assert page.count('<span class="stop') == 3
    assert page.count('<span class="stop now">') == 1


def test_without_history_there_is_neither_line_nor_list(draw):
    page = section(draw(), "placement")
    assert "<polyline" not in page
    assert 'class="path' not in page


def test_the_brief_has_the_matrix_without_the_path(draw):
    assert "<polyline" not in section(draw(answers=ANSWERS), "brief")


@pytest.mark.parametrize(
    ("locale", "late", "ahead", "word"),
    [
        (Locale.EN, "10 Nov 2026, 14 days late", "15 Dec 2026, in 21 days", "overdue"),
        (Locale.NL, "10 nov 2026, 14 dagen te laat", "15 dec 2026, over 21 dagen", "te laat"),
    ],
)
def test_actions_stand_on_a_line_of_time_with_the_word_for_what_is_late(
    draw, locale, late, ahead, word
):
    page = section(draw(locale, actions=ACTIONS), "people")
    assert pictures(page)[1:] == [late, ahead]
    assert page.count("<circle") == 1
    assert page.count(f'<span class="strong">{word}</span>') == 1


def test_a_page_without_actions_has_no_line_of_time(draw):
    page = section(draw(), "people")
    assert "<svg" not in page
    assert "dated" not in page


def test_where_room_is_short_the_table_stays_and_the_line_goes(draw):
    page = section(draw(lean={"people": 3}, actions=ACTIONS), "people")
    assert "<svg" not in page
    assert "overdue" in page


def test_the_balance_of_power_says_each_quadrant_its_side_and_what_it_means(draw):
    document = draw(answers=ANSWERS, our_view={"revenue_share": 3})
    page = section(document, "discovery")
    told = pictures(page)
    assert len(told) == 4
    assert told[0].startswith("Strategic, ")
    assert told[0].endswith(": We are stronger, clearly")
    assert "Routine, &lt;1%: Even" in told
    assert "They need us more than we them" in section(document, "negotiation")
    assert "our revenue 3 of 5" in page
    assert "Caniëls &amp; Gelderman 2007" in page


def test_the_negotiation_page_says_nothing_that_only_this_account_answered(draw):
    """So that accounts of one kind share it."""
    pages = [
        section(draw(answers={**ANSWERS, "lock_in": level}), "negotiation") for level in (4, 5)
    ]
    assert pages[0] == pages[1]


def test_the_source_of_the_balance_stands_in_the_annex(draw):
    assert "Power and interdependence" in section(draw(answers=ANSWERS), "annex")


def test_where_nothing_is_known_no_balance_is_drawn(draw):
    assert "<svg" not in section(draw(), "discovery")
    page = section(draw(), "negotiation")
    assert "Our floor for this deal" in page
