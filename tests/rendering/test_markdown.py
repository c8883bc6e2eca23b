from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.rendering.markdown import escape_markdown, render_inline, render_markdown
from tests.extremes import NAMES
from tests.rendering.reading import Page

PRINTABLE = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn", "Zl", "Zp"]), min_size=1
)
MARKS = st.text(st.sampled_from(list("\\`*_{}[]()<>#+-.!|~:&;=\"' ax1\n")), min_size=1, max_size=30)


def shown(html):
    return " ".join("".join(Page(str(html)).texts.values()).split())


@given(PRINTABLE | MARKS)
def test_an_escaped_text_is_shown_as_it_was_typed(text):
    html = render_markdown(f"Before {escape_markdown(text)} after")
    assert shown(html) == f"Before {' '.join(text.split())} after".replace("  ", " ")
    assert [tag for tag, _ in Page(str(html)).elements] == ["p"]


@given(PRINTABLE | MARKS)
def test_a_text_at_the_start_of_a_paragraph_makes_no_list_or_heading(text):
    html = render_inline(escape_markdown(text))
    assert Page(str(html)).elements == []
    assert shown(html) == " ".join(text.split())


@pytest.mark.parametrize("name", NAMES)
def test_hostile_names_come_out_literally_in_a_table_and_an_emphasis(name):
    escaped = escape_markdown(name)
    html = str(render_markdown(f"| a | b |\n| --- | --- |\n| {escaped} | **{escaped}** |"))
    page = Page(html)
    assert {tag for tag, _ in page.elements} <= {
        "table", "thead", "tbody", "tr", "th", "td", "strong",
    }  # fmt: skip
    assert all(not names or names == ("align",) for _, names in page.elements)
    assert shown(html).count(name) == 2


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<b onclick='x'>bold</b>",
        "text <img src=x onerror=alert(1)> text",
        "<!-- comment -->",
        "<div>\n\nblock\n\n</div>",
    ],
)
def test_raw_html_is_shown_as_text(html):
    page = Page(str(render_markdown(html)))
    assert {tag for tag, _ in page.elements} <= {"p"}
    assert "".join(html.split()) in "".join("".join(page.texts.values()).split())


def test_content_may_use_markdown():
    html = render_markdown("**Bold** and *so*\n\n- one\n- two\n\n1. first")
    tags = {tag for tag, _ in Page(str(html)).elements}
    assert tags == {"p", "strong", "em", "ul", "ol", "li"}


def test_one_paragraph_comes_without_its_tag_and_several_with():
    assert render_inline("One *line*.") == "One <em>line</em>."
    assert render_inline("One.\n\nTwo.") == "<p>One.</p>\n<p>Two.</p>"


def test_texts_do_not_leak_into_each_other():
    render_markdown("[a]: https://example.org 'title'\n\n[a]")
    assert "href" not in render_markdown("[a]")


def test_a_column_is_aligned_without_an_inline_style():
    page = Page(str(render_markdown("| a | b |\n| ---: | :-: |\n| 1 | 2 |")))
    assert ("td", "align", "right") in page.attributes
    assert ("td", "align", "center") in page.attributes
