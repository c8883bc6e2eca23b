"""The set pages, measured on the laid-out boxes: type sizes, line lengths, and what happens where a page ends."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pytest
from weasyprint.formatting_structure.boxes import BlockContainerBox, LineBox, TextBox

from playbook.build.workshop import brief_account
from playbook.document.playbook import compose_playbook
from playbook.locales import Locale
from playbook.rendering.html import Fit, render_html
from playbook.rendering.pdf import lay_out
from playbook.rendering.styles import paper_css
from playbook.sources.profiles import load_profile
from tests.support import ROOT

EXAMPLE = ROOT / "content" / "profiles" / "car-lease-installer.yaml"
POINTS = 0.75
"""Points in a CSS pixel."""


@dataclass(frozen=True)
class Paragraph:
    """One block of running text as it stands on one page."""

    page: int
    size: float
    lines: tuple[str, ...]


def inside(box):
    yield box
    for child in getattr(box, "children", ()):
        yield from inside(child)


def text_in(box):
    return "".join(one.text for one in inside(box) if isinstance(one, TextBox))


def paragraphs(pdf):
    for number, page in enumerate(pdf._document.pages):
        for box in inside(page._page_box):
            lines = [one for one in getattr(box, "children", ()) if isinstance(one, LineBox)]
            if isinstance(box, BlockContainerBox) and lines:
                size = round(box.style["font_size"] * POINTS, 2)
                yield Paragraph(number, size, tuple(text_in(line) for line in lines))


@pytest.fixture(scope="module", params=list(Locale))
def book(request, bank, workshop):
    profile = load_profile(EXAMPLE, bank, request.param)
    briefing = brief_account(profile, request.param, workshop)
    roots = workshop.template_roots
    html = render_html(briefing, compose_playbook(briefing), roots, for_print=True, fit=Fit("", 5))
    return list(paragraphs(lay_out(html, paper_css(roots), roots)))


def test_nothing_is_smaller_than_eight_and_a_half_points(book):
    assert min(one.size for one in book) >= 8.5


def test_most_of_the_running_text_is_set_in_nine_and_a_half_points_or_more(book):
    characters: Counter[float] = Counter()
    for one in book:
        characters[one.size] += sum(map(len, one.lines))
    body = characters.most_common(1)[0][0]
    assert 9.5 <= body <= 11


def test_there_are_few_sizes_of_type(book):
    assert len({one.size for one in book}) <= 14


def test_lines_of_running_text_are_at_most_eighty_characters_on_average(book):
    for one in book:
        full = one.lines[:-1]
        if len(full) >= 2 and one.size >= 9.5:
            assert sum(map(len, full)) / len(full) <= 82, one
            assert max(map(len, full)) <= 90, one


def on_paper(body, workshop):
    roots = workshop.template_roots
    html = f'<html lang="en"><title>T</title><body><main><section class="page">{body}</section>'
    return lay_out(html, paper_css(roots), roots)


SENTENCE = "What a line of running text on these pages may look like when nobody has cut it short. "


def test_no_page_begins_or_ends_with_fewer_than_three_lines_of_a_paragraph(workshop):
    for extra in range(5):
        lead = f"<p>{'<br>x' * extra}</p>"
        text = lead + "".join(f"<p>{SENTENCE * 10}</p>" for _ in range(24))
        found = [
            len(one.lines) for one in paragraphs(on_paper(text, workshop)) if len(one.lines[0]) > 40
        ]
        whole = max(found)
        assert len(found) > 24  # one at least was divided
        assert all(count == whole or 3 <= count <= whole - 3 for count in found)


def test_a_heading_stays_with_what_it_heads(workshop):
    for fill in range(56, 64):
        lead = "".join("<p>x</p>" for _ in range(fill))
        found = list(paragraphs(on_paper(f"{lead}<h3>Head</h3><p>{SENTENCE * 3}</p>", workshop)))
        (head,) = (one.page for one in found if one.lines[0].strip() == "Head")
        first = next(one.page for one in found if one.lines[0].startswith("What a line"))
        assert head == first


def test_a_table_breaks_between_rows_and_repeats_its_head(workshop):
    row = f"<tr><td>{SENTENCE * 2}</td><td>{SENTENCE}</td></tr>"
    head = '<thead><tr><th scope="col">Question</th><th scope="col">Answer</th></tr></thead>'
    table = f'<table class="sheet-table">{head}<tbody>{row * 40}</tbody></table>'
    found = list(paragraphs(on_paper(table, workshop)))
    pages = {one.page for one in found}
    assert len(pages) > 1
    heads = [one.page for one in found if one.lines == ("Question",)]
    assert heads == sorted(pages)
    cells = {one.lines for one in found if one.lines[0].startswith("What")}
    assert len({len(lines) for lines in cells}) <= 2


def test_words_are_divided_by_the_rules_of_the_page_s_language(workshop):
    roots = workshop.template_roots
    word = "aansprakelijkheidsverzekeringsmaatschappijen "

    def divided(language):
        html = (
            f'<html lang="{language}"><title>T</title><body><main><p style="width:30mm">{word * 4}'
        )
        pdf = lay_out(html, paper_css(roots), roots)
        return {line.strip() for one in paragraphs(pdf) for line in one.lines if "‐" in line}

    assert divided("nl")
    assert divided("nl") != divided("en")
