"""The leave-behind on its two pages."""

from __future__ import annotations

from dataclasses import replace

from playbook.build.targets import Format
from playbook.build.workshop import Rendered, Workshop, write_pdf
from playbook.document.briefing import Briefing
from playbook.document.leave_behind import VALUE_CASE, compose_leave_behind
from playbook.errors import RenderError
from playbook.profile import Stage
from playbook.rendering.html import render_leave_behind
from playbook.rendering.pdf import lay_out
from playbook.rendering.styles import LEAVE_BEHIND, paper_css

LEAVE_BEHIND_PAGES = 2
_PROOF_STEPS = (12, 6, 3, 0)
"""Proof points on the leave-behind, from all to none."""
_IN_A_TENDER = "this buyer is in a public tender: leave no page behind, and put questions through the published round"


def make_leave_behind(form: Format, briefing: Briefing, workshop: Workshop) -> Rendered:
    """Make the pages for the buyer; from here on nothing knows the placement, only which value case fits."""
    case = briefing.block(VALUE_CASE)
    document = compose_leave_behind(briefing.profile, case, workshop.library, workshop.today)
    is_tender = briefing.is_public and briefing.profile.offering.stage is Stage.TENDER
    remarks = (_IN_A_TENDER,) if is_tender else ()
    roots, library, brand = workshop.template_roots, workshop.library, workshop.brand
    if form is Format.HTML:
        html = render_leave_behind(document, library, roots, for_print=False, brand=brand)
        return Rendered(html.encode(), remarks)
    for most in _PROOF_STEPS:
        chosen = replace(document, proof=document.proof[:most])
        html = render_leave_behind(chosen, library, roots, for_print=True, brand=brand)
        pdf = lay_out(html, paper_css(roots, LEAVE_BEHIND, brand), roots)
        if pdf.pages <= LEAVE_BEHIND_PAGES:
            if most < len(document.proof):
                which = f"only the first {most} proof points fit" if most else "no proof point fits"
                remarks = (*remarks, f"{which}; the HTML has them all")
            return write_pdf(pdf, remarks, workshop)
    raise RenderError(
        f"the leave-behind does not fit on {LEAVE_BEHIND_PAGES} pages",
        "Shorten the value case in content/, or the names of the offering and the seller.",
    )
