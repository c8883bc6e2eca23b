"""Reading on a screen: what is folded when, without scripts too, by keyboard, narrow and enlarged."""

from __future__ import annotations

import pytest

from playbook.build.targets import Kind
from playbook.locales import Locale
from tests.browser.test_accessibility import DESK, NARROW, PHONE

OPEN = "[...document.querySelectorAll('{}')].map(one => one.open)"
PARTS, MORE, CONTENTS = "main details.part", "main details.more", ".contents details"


def is_open(tab, selector):
    """Return whether what folds is open, which must be the same for all of a sort."""
    (state,) = set(tab.evaluate(OPEN.format(selector)))
    return state


def test_on_a_desk_only_the_detail_is_folded(open_tab, pages):
    tab = open_tab(pages[Kind.PLAYBOOK, Locale.EN], DESK)
    assert [is_open(tab, one) for one in (PARTS, MORE, CONTENTS)] == [True, False, True]


def test_on_a_phone_the_brief_comes_first_and_all_depth_is_folded(open_tab, pages):
    tab = open_tab(pages[Kind.PLAYBOOK, Locale.EN], PHONE, 844)
    assert [is_open(tab, one) for one in (PARTS, MORE, CONTENTS)] == [False, False, False]
    assert tab.evaluate("document.querySelector('h1').getBoundingClientRect().top") < 200
    assert tab.evaluate("document.querySelectorAll('#brief details').length") == 0
    assert float(tab.evaluate("getComputedStyle(document.querySelector('li')).fontSize")[:-2]) >= 16


def test_all_can_be_unfolded_and_folded(open_tab, pages):
    tab = open_tab(pages[Kind.PLAYBOOK, Locale.NL], DESK)
    buttons = "document.querySelectorAll('.folding button')[{}]"
    assert tab.evaluate(buttons.format(0) + ".textContent") == "Alles uitklappen"
    tab.evaluate(buttons.format(0) + ".click()")
    assert (is_open(tab, PARTS), is_open(tab, MORE)) == (True, True)
    tab.evaluate(buttons.format(1) + ".click()")
    assert (is_open(tab, PARTS), is_open(tab, MORE)) == (False, False)


def test_the_contents_lead_to_an_open_page(open_tab, pages):
    tab = open_tab(pages[Kind.PLAYBOOK, Locale.EN], PHONE, 844)
    tab.evaluate("document.querySelector('.contents summary').click()")
    tab.evaluate("document.querySelector('.contents a[href=\"#money\"]').click()")
    tab.evaluate("new Promise(done => setTimeout(done, 100))")
    assert is_open(tab, "#money details.part")
    assert not is_open(tab, "#people details.part")
    top = tab.evaluate("document.querySelector('#money').getBoundingClientRect().top")
    assert abs(top) < 30
    tab.evaluate("document.querySelector('#money .back').click()")
    tab.evaluate("new Promise(done => setTimeout(done, 100))")
    assert is_open(tab, CONTENTS)


@pytest.mark.parametrize("kind", list(Kind))
def test_without_scripts_all_is_there_to_read_and_no_button_is_dead(open_tab, pages, kind):
    tab = open_tab(pages[kind, Locale.NL], PHONE, scripts=False)
    assert (
        tab.evaluate("document.querySelectorAll('button:not([hidden]), [role=status]').length") == 0
    )
    assert all(tab.evaluate(OPEN.format("details")))


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("kind", list(Kind))
def test_nothing_runs_out_of_a_narrow_window(open_tab, pages, kind, locale):
    """320 pixels is what WCAG asks; 640 is a desk at 200%."""
    tab = open_tab(pages[kind, locale], NARROW)
    tab.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    for width in (NARROW, PHONE, 640):
        tab.resize(width)
        beyond = tab.evaluate(
            "[...document.querySelectorAll('main *, nav *')].filter(one => "
            "one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('.unseen'))"
            ".map(one => one.outerHTML.slice(0, 200))"
        )
        assert beyond == [], width
        assert tab.evaluate("document.documentElement.scrollWidth") <= width


FOCUSED = """(() => {
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  if (one === document.body) return null;
  window.order ??= [...document.querySelectorAll('a[href], button, summary')];
  return [order.indexOf(one), style.outlineStyle, parseFloat(style.outlineWidth),
          box.bottom > 0 && box.top < innerHeight && box.right > 0];
})()"""


@pytest.mark.parametrize("width", [DESK, PHONE])
@pytest.mark.parametrize("kind", [Kind.BRIEF, Kind.PLAYBOOK])
def test_the_tab_key_comes_everywhere_in_order_and_is_seen(open_tab, pages, kind, width):
    tab = open_tab(pages[kind, Locale.EN], width)
    tab.evaluate(
        "document.querySelectorAll('.contents details').forEach(one => { one.open = true; })"
    )
    reachable = tab.evaluate(
        "[...document.querySelectorAll('a[href], button, summary')]"
        ".map((one, index) => one.checkVisibility({contentVisibilityAuto: true}) ? index : -1)"
        ".filter(index => index >= 0)"
    )
    visited = []
    for _ in reachable:
        tab.press("Tab")
        index, style, thickness, is_in_sight = tab.evaluate(FOCUSED)
        assert (style, is_in_sight) == ("solid", True)
        assert thickness >= 2
        visited.append(index)
    assert len(reachable) > 8
    assert visited == reachable


@pytest.mark.parametrize("key", ["Enter", " "])
def test_what_folds_and_every_button_obey_the_keyboard(open_tab, pages, key):
    tab = open_tab(pages[Kind.PLAYBOOK, Locale.EN], DESK)
    tab.evaluate("document.querySelector('details.more > summary').focus()")
    tab.press(key)
    assert tab.evaluate(OPEN.format("details.more"))[0]
    tab.evaluate("document.querySelector('.folding button').focus()")
    tab.press(key)
    assert is_open(tab, MORE)


def test_the_first_key_skips_the_contents(open_tab, pages):
    tab = open_tab(pages[Kind.PLAYBOOK, Locale.NL], DESK)
    tab.press("Tab")
    assert tab.evaluate("document.activeElement.textContent") == "Naar de tekst"
    tab.press("Enter")
    assert tab.evaluate("location.hash") == "#main"
    tab.press("Tab")
    assert tab.evaluate("document.activeElement.closest('main') !== null")
