"""A change of brand reaches every page of every document: its colours, fonts, logo and texts, and nothing of the house's."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import replace

import pypdf
import pytest
from page import validate_pdf
from pypdf.generic import ContentStream

from playbook.brand import HOUSE, FixedText, Theme, complete_colours, tokens_in
from playbook.build.job import render_target
from playbook.build.playbook_pages import MAX_PAGES
from playbook.build.targets import Format, Kind, Target
from playbook.build.workshop import brief_account
from playbook.locales import Locale
from playbook.rendering.styles import colours_of
from playbook.sources.brand import load_brand
from playbook.sources.profiles import load_profile
from tests.extremes import PROSE, maximal
from tests.support import ROOT

BRAND = ROOT / "tests" / "brands" / "tidewater" / "_brand.yml"
PROFILE = ROOT / "content" / "profiles" / "car-lease-installer.yaml"
FILLS, STROKES = (b"rg", b"sc", b"scn"), (b"RG", b"SC", b"SCN")
BRASS = "#8a6100"
DOCUMENTS = [
    (Kind.BRIEF, Locale.NL, Theme.SOBER),
    (Kind.PLAYBOOK, Locale.EN, Theme.BOLD),
    (Kind.LEAVE_BEHIND, Locale.EN, Theme.SOBER),
    (Kind.LEAVE_BEHIND, Locale.NL, Theme.BOLD),
]


@pytest.fixture(scope="module")
def brand(project):
    return load_brand(project, BRAND)


def made(kind, form, locale, theme, brand, bank, workshop, profile=None):
    """Return a document's bytes in a brand and theme."""
    dressed = replace(workshop, brand=replace(brand, theme=theme))
    briefing = brief_account(profile or load_profile(PROFILE, bank, locale), locale, dressed)
    return render_target(Target("p", kind, locale, form, "x"), briefing, dressed).data


def painted(page, reader):
    """Return the colours that fill, and those that stroke, on a page and in the drawings on it."""
    fills, strokes = set(), set()

    def read(stream, resources):
        for operands, operator in ContentStream(stream, reader).operations:
            into = fills if operator in FILLS else strokes if operator in STROKES else None
            numbers = (
                [float(one) for one in operands if not isinstance(one, str)]
                if into is not None
                else []
            )
            if into is not None and len(numbers) == 3:
                into.add("#" + "".join(f"{round(255 * one):02x}" for one in numbers))
            elif operator == b"Do":
                drawn = resources["/XObject"][operands[0]].get_object()
                if drawn["/Subtype"] == "/Form":
                    read(drawn, drawn.get("/Resources", resources))

    read(page.get_contents(), page["/Resources"])
    return fills, strokes


def letters_by_font(page):
    """Return how many letters each font sets on a page."""
    counted = Counter()

    def visit(text, _matrix, _text_matrix, font, _size):
        if font:
            counted[font["/BaseFont"].split("+")[-1]] += len(text.strip())

    page.extract_text(visitor_text=visit)
    return counted


@pytest.mark.parametrize(("kind", "locale", "theme"), DOCUMENTS)
def test_every_printed_page_is_the_brands(kind, locale, theme, brand, bank, workshop, tmp_path):
    data = made(kind, Format.PDF, locale, theme, brand, bank, workshop)
    reader = pypdf.PdfReader(io.BytesIO(data))
    house = set(colours_of(workshop.template_roots).values()) - {"#ffffff"}
    ours = dict(brand.colours)
    for number, page in enumerate(reader.pages, start=1):
        fills, strokes = painted(page, reader)
        assert {ours["paper"], ours["ink"], ours["accent"]} <= fills, number
        assert not (fills | strokes) & house, number
        if kind is not Kind.LEAVE_BEHIND or number == 1:
            assert BRASS in strokes, number  # only the logo draws a line in it
        letters = letters_by_font(page)
        branded = sum(n for name, n in letters.items() if name.startswith(("Barlow", "Zilla")))
        assert any(name.startswith("Zilla") for name in letters) or number > 1, letters
        assert branded > 0.97 * letters.total(), letters  # an arrow may be the house's
        assert brand.footer.in_language(locale) in page.extract_text()
    if kind is not Kind.BRIEF:
        said = " ".join(reader.pages[-1].extract_text().split())
        assert brand.legal.in_language(locale)[:40] in said
    path = tmp_path / "document.pdf"
    path.write_bytes(data)
    assert validate_pdf(str(path), profile="ua1").failures == []
    assert len(reader.pages) <= {Kind.BRIEF: 1, Kind.PLAYBOOK: MAX_PAGES}.get(kind, 2)


@pytest.mark.parametrize(("kind", "locale", "theme"), DOCUMENTS)
def test_every_page_on_a_screen_is_the_brands(kind, locale, theme, brand, bank, workshop):
    html = made(kind, Format.HTML, locale, theme, brand, bank, workshop).decode()
    css, body = html.split("<style>")[1].split("</style>")
    roots = workshop.template_roots
    house, now = colours_of(roots), tokens_in(css)
    ours = complete_colours(
        {name.replace("_", "-"): one for name, one in house.items()}, dict(brand.colours)
    )
    assert {name: now[name] for name in ours} == ours
    assert not set(ours.values()) & set(house.values())
    rules = "".join(block for block in css.split("}") if ":root" not in block)
    assert [one for one in house.values() if one in rules or one in body] == []
    assert now["font-text"].startswith('"Barlow Semi Condensed"')
    assert now["font-heading"].startswith('"Zilla Slab"')
    assert 'alt="Tidewater"' in body
    assert brand.footer.in_language(locale) in body
    assert (brand.legal.in_language(locale) in body) is (kind is not Kind.BRIEF)
    assert "http" not in body.replace("http://www.w3.org/", "").split("annex")[0]


def test_without_a_brand_nothing_of_one_is_left(bank, workshop):
    """What one document wore stays with it, though style sheets are kept between documents."""
    html = made(Kind.BRIEF, Format.HTML, Locale.EN, Theme.SOBER, HOUSE, bank, workshop).decode()
    assert "Tidewater" not in html
    assert "Barlow" not in html
    assert 'class="logo"' not in html


@pytest.mark.parametrize("theme", list(Theme))
def test_the_fullest_profile_with_the_longest_texts_keeps_to_its_pages(
    theme, brand, bank, workshop
):
    texts = {"footer": (PROSE * 2)[:90].strip(), "legal": (PROSE * 5)[:400].strip()}
    full = replace(brand, **{name: FixedText(text, text) for name, text in texts.items()})
    for kind, most in ((Kind.PLAYBOOK, MAX_PAGES), (Kind.LEAVE_BEHIND, 2)):
        data = made(kind, Format.PDF, Locale.NL, theme, full, bank, workshop, maximal(bank))
        assert len(pypdf.PdfReader(io.BytesIO(data)).pages) <= most
