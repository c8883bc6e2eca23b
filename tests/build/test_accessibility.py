"""Every document is PDF/UA-1: tagged, titled, in a language, headings in order, pictures with words for them."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from dataclasses import replace

import pypdf
import pytest
from page import validate_pdf
from pypdf.generic import DictionaryObject

from playbook.build.job import render_target
from playbook.build.targets import Format, Kind, Target
from playbook.build.workshop import brief_account
from playbook.locales import Locale
from playbook.rendering import archive
from playbook.rendering.pdf import lay_out
from tests.extremes import maximal, minimal


def failures(data, tmp_path, standard="ua1"):
    path = tmp_path / "document.pdf"
    path.write_bytes(data)
    return [one.rule_id for one in validate_pdf(str(path), profile=standard).failures]


WINDMILL = 4
"""Cells of the one drawing that is set as a table."""


def tables_without_heads(data):
    """Return the number of cells of each table in the structure tree that has no head cell."""
    found = []

    def kinds(node):
        node = node.get_object()
        if not isinstance(node, DictionaryObject):
            return []
        below = node.get("/K", [])
        below = below if isinstance(below, list) else [below]
        inside = [kind for one in below for kind in kinds(one)]
        if node.get("/S") == "/Table":
            if "/TH" not in inside:
                found.append(inside.count("/TD"))
            return []
        return [node.get("/S"), *inside]

    kinds(pypdf.PdfReader(io.BytesIO(data)).root_object["/StructTreeRoot"])
    return found


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("kind", list(Kind))
def test_documents_of_an_empty_and_a_full_profile_conform(kind, locale, workshop, bank, tmp_path):
    for profile in (minimal(), maximal(bank)):
        briefing = brief_account(profile, locale, workshop)
        target = Target("p", kind, locale, Format.PDF, "x.pdf")
        data = render_target(target, briefing, workshop).data
        assert failures(data, tmp_path) == []
        assert tables_without_heads(data) in ([], [WINDMILL])


def test_a_table_without_heads_would_be_found(workshop):
    rows = "<tr><td>1</td><td>2</td></tr>" * 3
    html = f'<html lang="en"><title>T</title><body><h1>One</h1><table>{rows}</table></body></html>'
    data, _ = lay_out(html, "", workshop.template_roots).write()
    assert tables_without_heads(data) == [6]


@pytest.fixture(scope="module")
def qpdf():
    if program := shutil.which("qpdf"):
        return program
    if os.environ.get("PLAYBOOK_REQUIRE_TOOLS"):
        pytest.fail("qpdf is missing: `make tools` installs it where it may")
    return pytest.skip("qpdf is not installed: `make tools` installs it where it may")


def complaints(qpdf, data, tmp_path):
    path = tmp_path / "document.pdf"
    path.write_bytes(data)
    checked = subprocess.run([qpdf, "--check", path], capture_output=True, text=True, check=False)
    return "" if checked.returncode == 0 else checked.stdout + checked.stderr


@pytest.mark.parametrize("kind", list(Kind))
def test_another_reader_finds_nothing_wrong_with_the_files(kind, qpdf, workshop, tmp_path):
    briefing = brief_account(minimal(), Locale.EN, workshop)
    target = Target("p", kind, Locale.EN, Format.PDF, "x.pdf")
    for for_archive in (False, True):
        shop = replace(workshop, for_archive=for_archive)
        assert complaints(qpdf, render_target(target, briefing, shop).data, tmp_path) == ""


def test_another_reader_would_find_a_damaged_file(qpdf, workshop, tmp_path):
    html = '<html lang="en"><title>T</title><body><h1>One</h1></body></html>'
    data, _ = lay_out(html, "", workshop.template_roots).write()
    assert "xref" in complaints(qpdf, data.replace(b"startxref", b"startxxxx"), tmp_path)


def test_a_skipped_heading_would_be_found(workshop, tmp_path):
    html = '<html lang="en"><title>T</title><body><h1>One</h1><h3>Three</h3></body></html>'
    data, _ = lay_out(html, "", workshop.template_roots).write()
    assert failures(data, tmp_path) == ["PDFUA1-HEADING-NESTING-001"]


@pytest.mark.parametrize("kind", list(Kind))
def test_the_archive_variant_conforms_to_both_standards_in_one_file(kind, workshop, tmp_path):
    briefing = brief_account(minimal(), Locale.NL, workshop)
    target = Target("p", kind, Locale.NL, Format.PDF, "x.pdf")
    shop = replace(workshop, for_archive=True)
    data = render_target(target, briefing, shop).data
    assert failures(data, tmp_path) == []
    assert failures(data, tmp_path, "pdfa3a") == []
    assert render_target(target, briefing, shop).data == data


def test_a_file_whose_streams_end_badly_is_written_anew(workshop, tmp_path, monkeypatch):
    tries = []

    def is_sound(data):
        tries.append(data)
        return len(tries) == 3

    monkeypatch.setattr(archive, "is_sound", is_sound)
    html = '<html lang="en"><title>T</title><body><h1>One</h1></body></html>'
    data, _ = lay_out(html, "", workshop.template_roots).write(for_archive=True)
    assert len(set(tries)) == 3
    assert data == tries[-1]
    assert failures(data, tmp_path, "pdfa3a") == []


def test_a_stream_that_ends_badly_is_left_unpacked(workshop, tmp_path):
    """One page in a dozen has one; the words are varied until it does."""
    for words in range(1, 400):
        html = f'<html lang="en"><title>T</title><body><h1>One</h1><p>{words * 7919} {"word " * (words % 7)}</p></body></html>'
        pdf = lay_out(html, "", workshop.template_roots)
        plain = pdf._document.write_pdf(pdf_variant=archive.VARIANT)
        data, _ = pdf.write(for_archive=True)
        assert archive.is_sound(data)
        if not archive.is_sound(plain):
            return
    pytest.fail("no page had such a stream, so nothing was shown")


def test_a_plain_document_would_not_pass_as_an_archive(workshop, tmp_path):
    html = '<html lang="en"><title>T</title><body><h1>One</h1></body></html>'
    data, _ = lay_out(html, "", workshop.template_roots).write()
    assert "METADATA" in " ".join(failures(data, tmp_path, "pdfa3a"))
