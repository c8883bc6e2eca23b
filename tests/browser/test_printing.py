"""What a browser prints: the brief on one sheet, each page of the playbook on its own, with all the words and the warning."""

from __future__ import annotations

import io
import re

import pypdf
import pytest

from playbook.build.targets import Kind
from playbook.locales import Locale
from tests.browser.test_accessibility import DESK, PHONE

WORDS = """[...document.querySelectorAll('main :is(h1, h2, h3, h4, p, li, td, th)')]
  .filter(one => !one.querySelector('p, li') && !one.closest('.screen-only, .unseen, .axis, [role=status]'))
  .map(one => {
    const copy = one.cloneNode(true);
    copy.querySelectorAll('button, svg, .unseen, .screen-only').forEach(inner => inner.remove());
    return copy.textContent;
  })"""
HEADS = "[...document.querySelectorAll('.page-head h2')].map(one => one.textContent)"


def squeezed(text):
    """Return a text without what a line break may change: spaces and hyphens; capitals come from the style sheet."""
    return re.sub(r"[\s\u00ad\u2010-]+", "", text).casefold()


def printed(tab):
    """Return the text of each sheet."""
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(tab.pdf())).pages]


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("locale", list(Locale))
def test_the_brief_is_one_sheet(open_tab, pages, content, locale, scripts):
    (sheet,) = printed(open_tab(pages[Kind.BRIEF, locale], DESK, scripts=scripts))
    assert content.labels[locale]("internal") in sheet
    assert content.labels[locale]("brief.notes") in sheet


@pytest.mark.parametrize("locale", list(Locale))
def test_the_leave_behind_is_two_sheets_without_a_word_of_the_house(
    open_tab, pages, content, locale
):
    sheets = printed(open_tab(pages[Kind.LEAVE_BEHIND, locale], DESK))
    assert 1 <= len(sheets) <= 2
    assert content.labels[locale]("internal") not in "".join(sheets)


@pytest.mark.parametrize(("locale", "scripts"), [(Locale.EN, True), (Locale.NL, False)])
def test_the_playbook_prints_whole_with_each_page_on_its_own_sheet(
    open_tab, pages, content, locale, scripts
):
    """On a phone the script has folded all; without scripts somebody has, and the style sheet must open it."""
    tab = open_tab(pages[Kind.PLAYBOOK, locale], PHONE, scripts=scripts)
    tab.evaluate("document.querySelectorAll('details').forEach(one => { one.open = false; })")
    words, heads = tab.evaluate(WORDS), tab.evaluate(HEADS)
    sheets = printed(tab)
    # A browser prints every row of a table that the PDF sums up, so a page may go on on a second sheet.
    assert len(heads) + 1 <= len(sheets) <= len(heads) + 3
    begun = [sheet for sheet in sheets if any(squeezed(head) in squeezed(sheet) for head in heads)]
    assert len(begun) == len(heads)
    for sheet in sheets:
        assert content.labels[locale]("internal") in sheet
    everything = squeezed("".join(sheets))
    assert len(words) > 300
    assert [one for one in words if squeezed(one) not in everything] == []
    still_folded = tab.evaluate("[...document.querySelectorAll('details')].every(one => !one.open)")
    assert still_folded, "after printing each stands as it stood"
