"""Whole documents on paper. Each test lays out what it needs once, for a layout takes a second or more."""

from __future__ import annotations

import io
import re
from datetime import date

import pypdf
import pytest

from playbook.build import brief_page, playbook_pages
from playbook.build.job import render_target
from playbook.build.playbook_pages import MAX_PAGES
from playbook.build.targets import Format, Kind, Target
from playbook.build.workshop import brief_account
from playbook.errors import RenderError
from playbook.locales import Locale, format_date
from playbook.sources.profiles import load_profile
from playbook.version import __version__
from tests.extremes import NAMES, maximal, minimal
from tests.support import ROOT, make_profile

EXAMPLES = sorted((ROOT / "content" / "profiles").glob("*.yaml"))
MIN_PAGES = 6


def printed(profile, workshop, kind, locale=Locale.EN):
    """Return a document with a reader of its PDF."""
    target = Target("profile", kind, locale, Format.PDF, "x.pdf")
    rendered = render_target(target, brief_account(profile, locale, workshop), workshop)
    return rendered, pypdf.PdfReader(io.BytesIO(rendered.data))


def text_of(reader):
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def check_form(reader, locale, title):
    root = reader.root_object
    assert root["/Lang"] == locale.value
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert title in reader.metadata.title
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(root)
    assert not list(reader.attachments)
    for page in reader.pages:
        for annotation in page.get("/Annots", ()):
            action = annotation.get_object().get("/A", {})
            assert action.get("/S") in (None, "/GoTo"), action
        width, height = page.mediabox.width, page.mediabox.height
        assert (round(float(width)), round(float(height))) == (595, 842)


def check_feet(reader, labels, locale):
    """Every page says that it is internal, of which day, of which data and versions, and which page it is."""
    for number, page in enumerate(reader.pages, start=1):
        foot = " ".join(page.extract_text().split())
        assert labels("internal") in foot
        assert labels("prepared", date=format_date(date(2026, 11, 24), locale)) in foot
        data = labels("annex.data", day="DAY")
        versions = labels("annex.versions", version=__version__, format=1, data=data).split("DAY")
        assert re.search(re.escape(versions[0]) + r"\d+ \w+ 2026", foot)
        assert f"{number} / {len(reader.pages)}" in foot


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_keeps_to_its_pages(bank, workshop, content, path, locale):
    profile = load_profile(path, bank, locale)
    labels = content.labels[locale]
    for kind, least, most in ((Kind.BRIEF, 1, 1), (Kind.PLAYBOOK, MIN_PAGES, MAX_PAGES)):
        rendered, reader = printed(profile, workshop, kind, locale)
        assert least <= len(reader.pages) <= most, kind
        check_form(reader, locale, profile.offering.name)
        # The cost tables may give rows up to their sums; nothing else gives way in an example.
        assert all("less is printed on: money;" in remark for remark in rendered.remarks)
        text = text_of(reader)
        check_feet(reader, labels, locale)
        assert labels("brief.notes") in reader.pages[0].extract_text()
        for leftover in ("{{", "{%", "[source:", "Undefined", "None"):
            assert leftover not in text
        sizes = [len(page.extract_text()) for page in reader.pages]
        assert min(sizes) > 300, sizes


@pytest.mark.parametrize("locale", list(Locale))
def test_the_least_profile_makes_documents_too(workshop, content, locale):
    for kind, least, most in ((Kind.BRIEF, 1, 1), (Kind.PLAYBOOK, MIN_PAGES, MAX_PAGES)):
        _, reader = printed(minimal(), workshop, kind, locale)
        assert least <= len(reader.pages) <= most
        check_form(reader, locale, "O")
        unknown = content.labels[locale]("verdict.unknown")
        assert "".join(unknown.split()) in "".join(text_of(reader).split())


@pytest.mark.parametrize(
    ("quadrant", "locale"),
    [
        ("routine", Locale.EN),
        ("leverage", Locale.NL),
        ("bottleneck", Locale.NL),
        ("strategic", Locale.EN),
    ],
)
def test_the_fullest_brief_keeps_to_its_page(bank, workshop, locale, quadrant):
    placement = {"quadrant": quadrant, "reason": "They showed us. " * 15}
    rendered, reader = printed(maximal(bank, placement=placement), workshop, Kind.BRIEF, locale)
    assert len(reader.pages) == 1
    (remark,) = rendered.remarks
    assert remark.startswith("to keep the brief to one page, shortened ")
    assert "sources of the figures" in remark
    assert "…" in text_of(reader)


@pytest.mark.parametrize(
    "text", ["MMMMMMMMM WWWWWWWWWW ", "Aansprakelijkheidsverzekeringsmaatschappij "]
)
def test_wide_and_long_words_keep_the_brief_to_its_page(bank, workshop, text):
    _, reader = printed(maximal(bank, text), workshop, Kind.BRIEF, Locale.NL)
    assert len(reader.pages) == 1


@pytest.mark.timeout(300)
def test_the_fullest_playbook_keeps_to_its_pages(bank, workshop):
    rendered, reader = printed(maximal(bank), workshop, Kind.PLAYBOOK, Locale.NL)
    assert MIN_PAGES <= len(reader.pages) <= MAX_PAGES
    told = " ".join(rendered.remarks)
    assert told.startswith("to keep the brief to one page")
    assert "less is printed on: " in told
    assert "texts and lists of the profile were cut on: " in told
    assert maximal(bank).offering.name in text_of(reader)


def test_what_cannot_fit_a_page_names_the_text_to_shorten(workshop, monkeypatch):
    monkeypatch.setattr(brief_page, "_SHEET_BOTTOM", 0.0)
    profile = make_profile(offering={"name": "O" * 80})
    with pytest.raises(RenderError) as caught:
        printed(profile, workshop, Kind.BRIEF)
    assert "one page" in caught.value.message
    assert caught.value.hint == "Shorten offering.name (80 characters)."


def test_what_cannot_fit_its_pages_names_the_list_to_shorten(workshop, monkeypatch):
    monkeypatch.setattr(playbook_pages, "MAX_PAGES", 5)
    profile = make_profile(actions=[{"action": "Do it", "owner": "Ann", "due": "2026-12-01"}])
    with pytest.raises(RenderError) as caught:
        printed(profile, workshop, Kind.PLAYBOOK)
    assert "instead of 5" in caught.value.message
    assert "actions" in str(caught.value.hint)


def hostile(names):
    first, second, third = names
    return make_profile(
        seller={"name": third, "contact": first},
        offering={"name": first, "summary": third, "category": second},
        account={"name": second},
        proof_points=[{"claim": third, "figure": "3 of 4", "source": first}],
        stakeholders=[{"name": third, "function": second}],
        objections=[{"objection": first, "answer": second}],
    )


@pytest.mark.parametrize(
    "names", [NAMES[0:3], NAMES[3:6], NAMES[6:9], (NAMES[9], NAMES[10], "שלום בע״מ")]
)
def test_hostile_names_stand_literally_on_paper(workshop, names):
    _, reader = printed(hostile(names), workshop, Kind.BRIEF)
    assert len(reader.pages) == 1
    # Lines break inside long names, so that spaces are left out of the comparison.
    text = "".join(text_of(reader).split())
    for name in names:
        assert "".join(name.split()) in text, name
        assert name in reader.metadata.title or name == names[2]
    assert reader.metadata.author == names[2]


def test_the_same_profile_gives_the_same_bytes(bank, workshop):
    profile = load_profile(EXAMPLES[0], bank, Locale.EN)
    first, _ = printed(profile, workshop, Kind.BRIEF)
    second, _ = printed(profile, workshop, Kind.BRIEF)
    assert first.data == second.data


def test_the_day_on_paper_is_the_one_given(workshop):
    _, reader = printed(minimal(), workshop, Kind.BRIEF)
    assert "24 November 2026" in text_of(reader)
