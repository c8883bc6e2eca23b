"""The leave-behind on its two pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from playbook.build.workshop import LaidOut, Rendered, Workshop
from playbook.document.briefing import Briefing
from playbook.document.for_buyer import hides_figures, leave_behind_of
from playbook.document.leave_behind import LeaveBehind
from playbook.errors import RenderError
from playbook.profile import Stage
from playbook.rendering.html import render_leave_behind
from playbook.rendering.pdf import lay_out
from playbook.rendering.styles import LEAVE_BEHIND, paper_css

LEAVE_BEHIND_PAGES = 2
_STEPS = ((12, True), (6, True), (3, True), (0, True), (0, False))
"""Proof points on the leave-behind, from all to none, and whether the figures are there; they go last."""
_IN_A_TENDER = "this buyer is in a public tender: leave no page behind, and put questions through the published round"
_NO_GAIN = "the figures show the buyer no gain, so none are printed: look at the money page before the meeting"


def make_leave_behind(briefing: Briefing, workshop: Workshop) -> Rendered:
    """Make the page for the buyer on a screen."""
    document, roots = leave_behind_of(briefing), workshop.template_roots
    html = render_leave_behind(
        document, workshop.library, roots, for_print=False, brand=workshop.brand
    )
    return Rendered(html.encode(), _to_be_told(briefing, document))


def lay_out_leave_behind(briefing: Briefing, workshop: Workshop) -> LaidOut:
    """Lay the document for the buyer out on its pages.

    Raises:
        RenderError: when it does not fit.
    """
    document, library = leave_behind_of(briefing), workshop.library
    roots, brand = workshop.template_roots, workshop.brand
    for most, has_figures in _STEPS:
        chosen = replace(
            document, proof=document.proof[:most], money=document.money if has_figures else None
        )
        html = render_leave_behind(chosen, library, roots, for_print=True, brand=brand)
        pdf = lay_out(html, paper_css(roots, LEAVE_BEHIND, brand), roots)
        if pdf.pages <= LEAVE_BEHIND_PAGES:
            told = _to_be_told(briefing, document)
            return LaidOut(pdf, (*told, *_left_out(document, chosen)))
    raise RenderError(
        f"the leave-behind does not fit on {LEAVE_BEHIND_PAGES} pages",
        "Shorten the value case in content/, or the names of the offering and the seller.",
    )


def _to_be_told(briefing: Briefing, document: LeaveBehind) -> tuple[str, ...]:
    """Tell what whoever builds it should know before it is left anywhere."""
    is_tender = briefing.is_public and briefing.profile.offering.stage is Stage.TENDER
    remarks = (_IN_A_TENDER,) if is_tender else ()
    return (*remarks, _NO_GAIN) if hides_figures(briefing, document) else remarks


def _left_out(whole: LeaveBehind, chosen: LeaveBehind) -> Iterator[str]:
    """Tell what does not fit."""
    if len(chosen.proof) < len(whole.proof):
        most = len(chosen.proof)
        which = f"only the first {most} proof points fit" if most else "no proof point fits"
        yield f"{which}; the HTML has them all"
    if whole.money and not chosen.money:
        yield "the figures do not fit; the HTML has them"
