"""Documents joined into one PDF: each keeps its links, bookmarks, tags and language."""

from __future__ import annotations

import io

import pypdf
import pytest
from page import validate_pdf

from playbook.rendering.pdf import Pdf, lay_out
from playbook.rendering.pdf_pack import Part, first_pages, join_parts, target_of

CSS = "@page { size: A5; @bottom-right { content: counter(page) ' / ' counter(pages) } } p { font-family: sans-serif } .new { break-before: page }"
BODY = '<h1>Head</h1><p>One <a href="#money">to the money</a></p><div class="new" id="money"><h2>Money</h2><p>Two</p></div>'


def laid_out(body, roots, language="en", title="T"):
    html = f'<!DOCTYPE html><html lang="{language}"><head><title>{title}</title><meta name="author" content="A"></head><body>{body}</body></html>'
    return lay_out(html, CSS, roots)


def cover_of(count, roots):
    links = "".join(f'<p><a href="#{target_of(one)}">{one}</a></p>' for one in range(count))
    return Part("Contents", "nl", laid_out(links, roots, "nl", "Pack"))


@pytest.fixture(scope="module")
def roots(tmp_path_factory):
    return (tmp_path_factory.mktemp("root"),)


@pytest.fixture(scope="module")
def parts(roots):
    return [
        Part(f"Document {one}", language, laid_out(BODY, roots, language))
        for one, language in enumerate(("nl", "en", "nl"))
    ]


@pytest.fixture(scope="module")
def data(parts, roots):
    return join_parts(cover_of(3, roots), parts).write()[0]


@pytest.fixture
def reader(data):
    return pypdf.PdfReader(io.BytesIO(data), strict=True)


def links_of(reader):
    """Return, for each link, its page and the page it leads to, counted from 1."""
    places = reader.named_destinations
    return [
        (number, reader.get_destination_page_number(places[note.get_object()["/Dest"]]) + 1)
        for number, page in enumerate(reader.pages, start=1)
        for note in page.get("/Annots", [])
    ]


def test_every_link_leads_to_its_own_document(reader):
    assert links_of(reader) == [(1, 2), (1, 4), (1, 6), (2, 3), (4, 5), (6, 7)]


def test_the_first_pages_are_where_the_links_lead(parts):
    assert first_pages(1, parts) == [2, 4, 6]
    assert first_pages(3, parts) == [4, 6, 8]


def test_each_document_has_a_bookmark_with_its_own_beneath(reader):
    outline = reader.outline
    assert [one.title for one in outline[::2][:1]] == ["Contents"]
    heads = [one for one in outline if not isinstance(one, list)]
    below = [one for one in outline if isinstance(one, list)]
    assert [one.title for one in heads] == ["Contents", "Document 0", "Document 1", "Document 2"]
    assert [reader.get_destination_page_number(one) + 1 for one in heads] == [1, 2, 4, 6]
    assert [one[0].title for one in below] == ["Head"] * 3
    assert [reader.get_destination_page_number(one[1][0]) + 1 for one in below] == [3, 5, 7]


def test_each_document_is_a_part_with_its_language_in_the_tags(reader):
    root = reader.root_object
    assert root["/Lang"] == "nl"
    whole = root["/StructTreeRoot"]["/K"][0].get_object()
    found = [part.get_object() for part in whole["/K"]]
    assert [(one["/S"], one["/T"], one["/Lang"]) for one in found] == [
        ("/Part", "Contents", "nl"),
        ("/Part", "Document 0", "nl"),
        ("/Part", "Document 1", "en"),
        ("/Part", "Document 2", "nl"),
    ]
    for one in found:
        assert one["/K"]
        assert all(child.get_object()["/P"].get_object() == one for child in one["/K"])


def test_title_and_author_are_those_of_the_cover_and_pages_keep_their_numbers(reader):
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == ("Pack", "A")
    assert "1 / 2" in reader.pages[3].extract_text()


def conforms(data, tmp_path):
    path = tmp_path / "pack.pdf"
    path.write_bytes(data)
    return [one.rule_id for one in validate_pdf(str(path), profile="ua1").failures]


def test_a_pack_conforms(data, tmp_path):
    assert conforms(data, tmp_path) == []


def test_the_documents_are_as_they_were_after_packing(parts, roots):
    alone = laid_out(BODY, roots).write()
    assert parts[1].pdf.write() == alone


def test_the_same_pack_has_the_same_bytes(data, parts, roots):
    assert join_parts(cover_of(3, roots), parts).write()[0] == data


def test_a_pack_for_the_archive_has_its_parts_too(parts, roots):
    archived = join_parts(cover_of(3, roots), parts).write(for_archive=True)[0]
    reader = pypdf.PdfReader(io.BytesIO(archived))
    assert len(reader.root_object["/StructTreeRoot"]["/K"][0]["/K"]) == 4


def test_pages_that_documents_share_keep_their_links_in_each(parts, roots, tmp_path):
    """A document may use the laid-out pages of another."""
    lender = parts[0].pdf
    borrower = Pdf(2, lender._document.copy(lender._document.pages), lender._fetcher)
    both = [parts[0], Part("Borrower", "nl", borrower)]
    data = join_parts(cover_of(2, roots), both).write()[0]
    assert links_of(pypdf.PdfReader(io.BytesIO(data))) == [(1, 2), (1, 4), (2, 3), (4, 5)]
    assert conforms(data, tmp_path) == []
