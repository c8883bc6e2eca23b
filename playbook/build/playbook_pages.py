"""The playbook on its pages: general advice gives way where a page runs over, the account's own texts last."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from playbook.build.brief_page import cuts_told, fit_brief, lay_out_internal
from playbook.build.fitting import TRIMS, Trim, longest_list, trimmed
from playbook.build.workshop import Rendered, Workshop, write_pdf
from playbook.document.briefing import Briefing
from playbook.document.playbook import compose_playbook
from playbook.errors import RenderError
from playbook.rendering.html import SECTIONS
from playbook.rendering.pdf import Pdf

MAX_PAGES = 12
"""A playbook longer than this is not read (domain research 6.2)."""
_MOST_LEAN = 3
_TRIMMED = (
    "long texts and lists of the profile were cut to keep to its pages; the HTML has everything"
)


def print_playbook(briefing: Briefing, workshop: Workshop) -> Rendered:
    """Lay the playbook out in the loosest setting that keeps to its pages.

    On a page that runs over, general advice gives way, step by step; where that is not enough anywhere, the account's
    own texts and lists are cut.

    Raises:
        RenderError: when even that is not enough, naming the list that takes most room.
    """
    setting = fit_brief(briefing, workshop)

    def attempt(lean: Mapping[str, int], trim: Trim | None = None) -> Pdf:
        chosen = trimmed(briefing, trim) if trim else briefing
        document = replace(compose_playbook(chosen), brief=setting.brief)
        return lay_out_internal(chosen, document, replace(setting.fit, lean=lean), workshop)

    remarks = cuts_told(setting.cuts)
    lean: dict[str, int] = {}
    pdf = attempt(lean)
    while pdf.pages > MAX_PAGES:
        spilled = [one for one in _spilled(pdf) if lean.get(one, 0) < _MOST_LEAN]
        if not spilled:
            break
        lean |= {section: lean.get(section, 0) + 1 for section in spilled}
        pdf = attempt(lean)
    if pdf.pages <= MAX_PAGES:
        return write_pdf(pdf, remarks, workshop)

    pdfs: dict[int, Pdf] = {}

    def fits(step: int) -> bool:
        pdfs[step] = attempt(dict.fromkeys(SECTIONS, _MOST_LEAN), TRIMS[step])
        return pdfs[step].pages <= MAX_PAGES

    step = bisect_left(range(len(TRIMS)), True, key=fits)
    if step < len(TRIMS):
        return write_pdf(pdfs[step], (*remarks, _TRIMMED), workshop)
    field, count = longest_list(briefing.profile)
    raise RenderError(
        f"the playbook takes {pdfs[step - 1].pages} pages instead of {MAX_PAGES}",
        f"Shorten or drop some of the {count} entries of {field}.",
    )


def _spilled(pdf: Pdf) -> list[str]:
    """Return the sections that take more than a page."""
    starts = pdf.first_pages()
    bounds = [*(starts[section] for section in SECTIONS), pdf.pages]
    return [
        section
        for section, (start, end) in zip(SECTIONS, pairwise(bounds), strict=True)
        if end - start > 1
    ]
