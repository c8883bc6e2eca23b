"""Pages that documents share give the bytes that each document would have by itself."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

import pytest

from playbook.build import brief_page
from playbook.build.job import render_target
from playbook.build.targets import Format, Kind, Target
from playbook.build.workshop import brief_account
from playbook.document.playbook import compose_playbook
from playbook.locales import Locale
from playbook.profile import Account, Sector
from playbook.rendering import page_painting, page_reuse
from playbook.rendering import pdf as module
from playbook.rendering.html import Fit, render_html
from playbook.rendering.page_reuse import NotInSectionsError, PageStore
from playbook.rendering.pdf import lay_out, lay_out_sections
from playbook.rendering.styles import INTERNAL, is_bundled, paper_css
from playbook.sources.profiles import load_profile
from tests.support import ROOT

PROFILES = sorted((ROOT / "content" / "profiles").glob("*.yaml"))
NAMES = ("Øresund & Zonen <BV>", "Zwartebroek Techniek")


def accounts(profile):
    """Return a profile and two accounts more with the same offering, as a sheet has them."""
    yield profile
    for name in NAMES:
        account = Account(
            name=name, sector=profile.account.sector if profile.account else Sector.PRIVATE
        )
        yield profile.model_copy(update={"account": account})


def html_of(profile, locale, workshop, **fit):
    briefing = brief_account(profile, locale, workshop)
    roots = workshop.template_roots
    document = compose_playbook(briefing)
    return render_html(briefing, document, roots, for_print=True, fit=Fit("tight", 4, **fit))


def three_ways(pdf):
    """Return a document for every reader, for the archive, and without tags."""
    return pdf.write()[0], pdf.write(for_archive=True)[0], pdf._document.write_pdf()


@pytest.fixture
def store(monkeypatch):
    """An empty store for one test."""
    fresh = PageStore()
    monkeypatch.setattr(module, "_store", lambda: fresh)
    return fresh


@pytest.fixture(scope="module")
def css(workshop):
    return paper_css(workshop.template_roots, INTERNAL)


@pytest.fixture(scope="module")
def one(bank):
    return load_profile(PROFILES[0], bank, Locale.EN)


@pytest.mark.parametrize("locale", Locale)
@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.stem)
def test_documents_that_share_pages_have_the_bytes_of_documents_laid_out_whole(
    path, locale, bank, workshop, css, store
):
    roots = workshop.template_roots
    reused = []
    whole = []
    for profile in islice(accounts(load_profile(path, bank, locale)), 2):
        html = html_of(profile, locale, workshop)
        shared = lay_out_sections(html, css, roots)
        reused.append(shared.reused)
        whole.append(three_ways(shared) == three_ways(lay_out(html, css, roots)))
    assert all(whole)
    assert reused[0] == 0
    assert min(reused[1:]) >= 6


def test_pages_are_drawn_from_the_record_and_not_anew(one, workshop, css, store, monkeypatch):
    """The test above would pass as well if nothing was ever replayed."""
    roots = workshop.template_roots
    replayed = []
    replay = page_painting._replay
    monkeypatch.setattr(
        page_painting, "_replay", lambda *given: (replayed.append(1), replay(*given))
    )
    for profile in accounts(one):
        lay_out_sections(html_of(profile, Locale.EN, workshop), css, roots).write()
    assert len(replayed) >= 12


def test_a_glyph_measured_otherwise_on_an_earlier_page_is_drawn_anew(one, workshop, css, store):
    roots = workshop.template_roots
    for profile in accounts(one):
        html = html_of(profile, Locale.EN, workshop)
        lay_out_sections(html, css, roots).write()
    drawings = [
        drawing
        for kept in store._shared.values()
        for leaf in kept.leaves
        for drawing in leaf.drawings.values()
        if isinstance(drawing, page_painting.Drawing)
    ]
    assert drawings
    for drawing in drawings:
        for font in drawing.fonts.values():
            font.widths = {glyph: width + 1 for glyph, width in font.widths.items()}
    shared = lay_out_sections(html, css, roots).write()
    assert shared == lay_out(html, css, roots).write()


def test_no_document_says_the_name_of_another_account(one, workshop, css, store):
    profiles = list(accounts(one))
    names = [profile.account.name for profile in profiles]
    for _ in range(2):
        for profile in profiles:
            pdf = lay_out_sections(
                html_of(profile, Locale.EN, workshop), css, workshop.template_roots
            )
            texts = {
                box.text
                for page in pdf._document.pages
                for box in page._page_box.descendants()
                if hasattr(box, "text")
            }
            said = {name for name in names if any(name in text for text in texts)}
            assert said == {profile.account.name}


def test_what_is_kept_of_a_page_is_none_of_the_margins(one, workshop, css, store):
    """Else the foot of the first account would live on with every page that others share."""
    lay_out_sections(html_of(one, Locale.EN, workshop), css, workshop.template_roots)
    sheets = [leaf.page._page_box for kept in store._own.values() for leaf in kept.leaves]
    assert len(sheets) == 12
    assert not any(page_painting.margins_of(sheet) for sheet in sheets)


def test_a_section_that_runs_over_takes_its_pages_along(one, workshop, css, store):
    actions = tuple(
        action.model_copy(update={"action": f"{action.action} {'once more ' * 90}"})
        for action in (one.actions or ()) * 6
    )
    assert actions
    roots = workshop.template_roots
    for profile in accounts(one.model_copy(update={"actions": actions})):
        html = html_of(profile, Locale.EN, workshop)
        shared, whole = lay_out_sections(html, css, roots), lay_out(html, css, roots)
        assert shared.pages == whole.pages > 12
        assert shared.first_pages() == whole.first_pages()
        assert shared.write() == whole.write()


def test_a_document_that_is_not_made_of_sections_is_laid_out_whole(workshop, css, store):
    html = '<html lang="en"><head><title>T</title></head><body><p>Words</p></body></html>'
    roots = workshop.template_roots
    with pytest.raises(NotInSectionsError):
        store.lay_out(html, css, lambda _: None)
    assert lay_out_sections(html, css, roots).write() == lay_out(html, css, roots).write()
    assert len(store) == 0


def test_the_store_is_bounded_and_single_accounts_go_first(one, workshop, css, monkeypatch):
    small = PageStore(own=1, shared=4)
    monkeypatch.setattr(module, "_store", lambda: small)
    roots = workshop.template_roots
    for profile in accounts(one):
        html = html_of(profile, Locale.EN, workshop)
        assert lay_out_sections(html, css, roots).write() == lay_out(html, css, roots).write()
        assert len(small._own) <= 1
        assert len(small._shared) <= 4
    # Forgotten before it was met again, a section is still known as one that several have.
    assert len(small._shared) == 4


def test_exact_lays_out_every_document_whole(one, workshop, store, monkeypatch):
    target = Target("x", Kind.BRIEF, Locale.EN, Format.PDF, "x.pdf")
    briefing = brief_account(one, Locale.EN, workshop)
    shared = render_target(target, briefing, workshop)
    kept = len(store)
    assert kept
    monkeypatch.setattr(brief_page, "lay_out_sections", None)
    exact = render_target(target, briefing, replace(workshop, exact=True))
    assert exact == shared
    assert len(store) == kept


@pytest.mark.parametrize("name", ["styles/print.css", "pages/playbook.html", "themes/bold.css"])
def test_pages_by_sheets_of_another_hand_are_not_shared(name, workshop, tmp_path):
    assert is_bundled((tmp_path, *workshop.template_roots), INTERNAL)
    (tmp_path / "sections").mkdir()
    (tmp_path / "sections" / "people.html").write_text("")
    assert is_bundled((tmp_path, *workshop.template_roots), INTERNAL)
    (tmp_path / name).parent.mkdir()
    (tmp_path / name).write_text("")
    assert not is_bundled((tmp_path, *workshop.template_roots), INTERNAL)


def test_the_last_count_of_lines_for_notes_changes_nothing(one, workshop, store, monkeypatch):
    briefing = brief_account(one, Locale.EN, workshop)
    found = set()
    for guess in (0, 3, 40):
        monkeypatch.setattr(brief_page, "_likely_notes", {})
        monkeypatch.setattr(brief_page, "_USUAL_NOTES", guess)
        found.add(brief_page.fit_brief(briefing, workshop).fit.notes)
    assert len(found) == 1


def test_the_ids_of_the_store_tell_settings_and_languages_apart(one, workshop, css, store):
    roots = workshop.template_roots
    lay_out_sections(html_of(one, Locale.EN, workshop), css, roots)
    wider = lay_out_sections(html_of(one, Locale.EN, workshop), css + "\n.x {}", roots)
    assert wider.reused == 0
    digests = list(store._own)
    assert len(digests) == len(set(digests)) == page_reuse.OWN


def test_sheets_of_ours_begin_each_section_on_a_page(css):
    """What sharing rests on: nothing counts through a document, and no page is the first or a left one."""
    for word in (
        "target-counter",
        "target-text",
        "string-set",
        "string(",
        "@page :",
        ":nth(",
        "footnote",
    ):
        assert word not in css
    starts = [line for line in css.splitlines() if line.startswith(".page {")]
    assert starts == [".page { break-before: page; }"]
