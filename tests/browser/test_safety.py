"""A page asks for nothing, does what its own policy allows, and kills whatever a typed word smuggles in."""

from __future__ import annotations

import pytest

from playbook.build.targets import Kind
from playbook.locales import Locale

ALL = [(kind, locale) for kind in Kind for locale in Locale]


@pytest.mark.parametrize(("kind", "locale"), ALL)
def test_a_page_in_use_asks_for_nothing_and_breaks_no_rule(open_tab, pages, kind, locale):
    path = pages[kind, locale]
    tab = open_tab(path)
    tab.evaluate("document.querySelectorAll('button, summary').forEach(one => one.click())")
    tab.evaluate("new Promise(done => setTimeout(done, 100))")
    tab.pdf()
    assert tab.complaints() == []
    assert tab.requests() == [path.as_uri()]


def test_its_own_style_and_script_work_under_its_policy(open_tab, pages):
    tab = open_tab(pages[Kind.PLAYBOOK, Locale.EN])
    assert tab.evaluate("getComputedStyle(document.querySelector('.kicker')).textTransform") == (
        "uppercase"
    )
    assert tab.evaluate("document.fonts.check('700 16px \"Source Sans 3\"')")
    assert tab.evaluate("document.querySelectorAll('button').length") > 20


@pytest.mark.parametrize(
    "smuggled",
    [
        '<p style="color: red">x</p>',
        "<style>p { color: red }</style>",
        "<script>document.title = 'run'</script>",
        "<img src=x onerror=\"document.title = 'run'\">",
        '<img src="http://127.0.0.1:9/x.png">',
        '<link rel="stylesheet" href="http://127.0.0.1:9/x.css">',
        '<script src="http://127.0.0.1:9/x.js"></script>',
        '<iframe src="http://127.0.0.1:9/"></iframe>',
        '<object data="http://127.0.0.1:9/x.svg"></object>',
    ],
)
def test_what_is_smuggled_in_is_dead_and_complained_of(open_tab, pages, tmp_path, smuggled):
    page = pages[Kind.BRIEF, Locale.EN].read_text(encoding="utf-8")
    path = tmp_path / "smuggled.html"
    path.write_text(page.replace("</main>", f"{smuggled}</main>"), encoding="utf-8")
    tab = open_tab(path)
    assert tab.complaints()
    assert tab.evaluate("document.title") != "run"
    assert tab.evaluate(
        "[...document.querySelectorAll('p')].every(one => getComputedStyle(one).color !== 'rgb(255, 0, 0)')"
    )
