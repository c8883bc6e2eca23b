"""Every document is PDF/UA-1: tagged, titled, in a language, headings in order, pictures with words for them."""

from __future__ import annotations

import pytest
from page import validate_pdf

from playbook.build.job import brief_account, render_target
from playbook.build.targets import Format, Kind, Target
from playbook.locales import Locale
from playbook.rendering.pdf import lay_out
from tests.extremes import maximal, minimal


def failures(data, tmp_path):
    path = tmp_path / "document.pdf"
    path.write_bytes(data)
    return [one.rule_id for one in validate_pdf(str(path), profile="ua1").failures]


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("kind", list(Kind))
def test_documents_of_an_empty_and_a_full_profile_conform(kind, locale, workshop, bank, tmp_path):
    for profile in (minimal(), maximal(bank)):
        briefing = brief_account(profile, locale, workshop)
        target = Target("p", kind, locale, Format.PDF, "x.pdf")
        assert failures(render_target(target, briefing, workshop).data, tmp_path) == []


def test_a_skipped_heading_would_be_found(workshop, tmp_path):
    html = '<html lang="en"><title>T</title><body><h1>One</h1><h3>Three</h3></body></html>'
    data, _ = lay_out(html, "", workshop.template_roots).write()
    assert failures(data, tmp_path) == ["PDFUA1-HEADING-NESTING-001"]
