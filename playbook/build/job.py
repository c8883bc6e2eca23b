"""One profile in one language into its documents, in memory. What can go wrong comes back as problems, never raised."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from playbook.build.targets import Format, Kind, Target
from playbook.document.brief import Brief, compose_brief
from playbook.document.briefing import Briefing
from playbook.document.playbook import Playbook, compose_playbook
from playbook.errors import RenderError
from playbook.kraljic.factors import QuestionBank
from playbook.kraljic.inference import infer_placement
from playbook.kraljic.scoring import PlacementModel
from playbook.library.library import ContentLibrary
from playbook.locales import Locale
from playbook.profile import OfferingProfile
from playbook.rendering.html import Fit, print_css, render_html
from playbook.rendering.pdf import Pdf, lay_out

_STEPS = ("", "tight", "tighter")
_LEAN_STEPS = (0, 1, 2, 3)
MAX_PAGES = 12
"""A playbook longer than this is not read (domain research 6.2)."""
_LEAST_NOTES = 3
_NOTE_LINE = 26.0
"""Height of a ruled line for notes, in CSS pixels."""
_SHEET_BOTTOM = 1062.0
"""Where the text area of the brief's page ends, in CSS pixels from the top of the sheet (297 - 15 mm, less a hair)."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """What every document of a run shares."""

    bank: QuestionBank
    model: PlacementModel
    library: ContentLibrary
    template_roots: tuple[Path, ...]
    today: date


def brief_account(profile: OfferingProfile, locale: Locale, workshop: Workshop) -> Briefing:
    """Place a profile and gather what its documents need."""
    placement = infer_placement(profile, workshop.bank, workshop.model)
    return Briefing(
        profile, placement, workshop.bank, workshop.model, workshop.library, locale, workshop.today
    )


def render_target(target: Target, briefing: Briefing, workshop: Workshop) -> bytes:
    """Return the bytes of one file.

    Raises:
        ContentError, RenderError, EnvironmentProblem: when it cannot be made as promised.
    """
    document: Brief | Playbook = (
        compose_playbook(briefing) if target.kind is Kind.PLAYBOOK else compose_brief(briefing)
    )
    if target.format is Format.HTML:
        return render_html(briefing, document, workshop.template_roots, for_print=False).encode()
    fit = fit_brief(briefing, workshop)
    if isinstance(document, Brief):
        return _lay_out(briefing, document, fit, workshop).write()
    pages = 0
    for lean in _LEAN_STEPS:
        pdf = _lay_out(briefing, document, replace(fit, lean=lean), workshop)
        pages = pdf.pages
        if pages <= MAX_PAGES:
            return pdf.write()
    raise RenderError(
        f"the playbook takes {pages} pages instead of {MAX_PAGES}",
        "Shorten or drop some proof points, objections, stakeholders or actions in the profile.",
    )


def _lay_out(briefing: Briefing, document: Brief | Playbook, fit: Fit, workshop: Workshop) -> Pdf:
    roots = workshop.template_roots
    html = render_html(briefing, document, roots, for_print=True, fit=fit)
    return lay_out(html, print_css(roots), roots)


def fit_brief(briefing: Briefing, workshop: Workshop) -> Fit:
    """Find the loosest setting in which the brief fits its page with room for notes.

    Raises:
        RenderError: when even the tightest does not fit, naming the longest text of the profile.
    """
    document = compose_brief(briefing)
    for step in _STEPS:
        notes = _room_for_notes(_lay_out(briefing, document, Fit(step, 0), workshop))
        if notes >= _LEAST_NOTES:
            return Fit(step, notes)
    field, length = longest_text(briefing.profile)
    raise RenderError(
        "the brief does not fit on one page",
        f"Shorten {field} ({length} characters), the longest text in the profile.",
    )


def _room_for_notes(pdf: Pdf) -> int:
    """Return how many ruled lines fit under the heading of the notes; none when the page is full."""
    if pdf.pages > 1:
        return 0
    return int((_SHEET_BOTTOM - pdf.position("notes") - 18) // _NOTE_LINE)


def longest_text(profile: OfferingProfile) -> tuple[str, int]:
    """Return the longest text that the brief prints from a profile, with its field."""
    texts = {"offering.name": profile.offering.name}
    if profile.account:
        texts["account.name"] = profile.account.name
    for index, proof in enumerate(profile.proof_points, start=1):
        texts[f"proof_points[{index}]"] = f"{proof.claim}{proof.figure or ''}{proof.source or ''}"
    for index, met in enumerate(profile.objections, start=1):
        texts[f"objections[{index}]"] = f"{met.objection}{met.answer or ''}"
    for index, person in enumerate(profile.stakeholders, start=1):
        texts[f"stakeholders[{index}]"] = f"{person.name}{person.function or ''}"
    field = max(texts, key=lambda name: len(texts[name]))
    return field, len(texts[field])
