"""What a seller sends or says is one press away, as clean text, and it is said whether it worked."""

from __future__ import annotations

import pytest

from playbook.build.targets import Kind
from playbook.locales import Locale

CLICK = "document.querySelector({!r}).click()"
SAID = """new Promise(done => setTimeout(() => done(document.querySelector('[role=status]').textContent), 200))"""


@pytest.fixture
def brief(open_tab, pages):
    tab = open_tab(pages[Kind.BRIEF, Locale.EN])
    tab.allow_clipboard()
    return tab


def copied(tab, selector):
    tab.evaluate(CLICK.format(f"{selector} .copy"))
    assert tab.evaluate(SAID) == "Copied"
    return tab.evaluate("navigator.clipboard.readText()")


def test_a_question_is_copied_without_its_badge(brief):
    shown = brief.evaluate("document.querySelector('.badge').parentElement.textContent")
    text = copied(brief, "li:has(.badge)")
    assert text.endswith("?")
    assert text in " ".join(shown.split())


def test_a_message_is_copied_with_its_number_and_without_its_source(brief):
    message, number = copied(brief, ".message[data-copy]").split("\n")
    assert message.startswith("“")
    assert number.startswith("1.5 days less per van: ")
    assert "(" not in number


def test_the_next_step_is_copied_without_its_label(brief):
    assert copied(brief, ".objective").startswith("Ask for one hour")


def test_a_button_says_what_it_copies_in_the_language_of_the_page(open_tab, pages):
    tab = open_tab(pages[Kind.PLAYBOOK, Locale.NL])
    names = tab.evaluate(
        "[...document.querySelectorAll('.copy')].map(one => one.getAttribute('aria-label'))"
    )
    assert len(names) > 20
    assert all(name.startswith("Kopieer: ") and len(name) > 15 for name in names)
    for section in ("brief", "messages", "discovery", "people"):
        assert tab.evaluate(f"document.querySelectorAll('#{section} .copy').length"), section


def test_where_the_clipboard_is_refused_the_old_way_copies(brief):
    brief.evaluate(
        "Object.defineProperty(navigator.clipboard, 'writeText', {value: () => Promise.reject()})"
    )
    assert copied(brief, ".objective").startswith("Ask for one hour")
    assert brief.evaluate("document.activeElement.className").startswith("copy")


def test_where_nothing_copies_the_text_is_selected_and_it_is_said(brief):
    brief.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    brief.evaluate("document.execCommand = () => false; 0")
    brief.evaluate(CLICK.format(".objective .copy"))
    assert "Not copied" in brief.evaluate(SAID)
    assert "Ask for one hour" in brief.evaluate("getSelection().toString()")
