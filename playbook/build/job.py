"""One profile in one language into its documents, in memory. What can go wrong comes back as problems, never raised."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from playbook.build.fitting import TRIMS, Trim, longest_list, longest_text, trimmed
from playbook.build.targets import Format, Kind, Target
from playbook.document.brief import Brief, compose_brief
from playbook.document.briefing import Briefing
from playbook.document.leave_behind import VALUE_CASE, compose_leave_behind
from playbook.document.playbook import Playbook, compose_playbook
from playbook.errors import RenderError
from playbook.kraljic.factors import QuestionBank
from playbook.kraljic.inference import infer_placement
from playbook.kraljic.scoring import PlacementModel
from playbook.library.library import ContentLibrary
from playbook.locales import Locale
from playbook.profile import OfferingProfile, Stage
from playbook.rendering.html import Fit, render_html, render_leave_behind
from playbook.rendering.pdf import Pdf, lay_out
from playbook.rendering.styles import LEAVE_BEHIND, paper_css

_BRIEF_STEPS: tuple[tuple[str, Trim | None], ...] = (
    ("", None),
    ("tight", None),
    ("tighter", None),
    *(("tighter", trim) for trim in TRIMS),
)
"""Type size and cut of the brief, from loose to tight."""
_PLAYBOOK_STEPS: tuple[tuple[int, Trim | None], ...] = (
    *((lean, None) for lean in range(4)),
    *((3, trim) for trim in TRIMS),
)
"""How much general advice gives way, and how much the account's own texts are cut, from nothing to most."""
MAX_PAGES = 12
"""A playbook longer than this is not read (domain research 6.2)."""
LEAVE_BEHIND_PAGES = 2
_PROOF_STEPS = (12, 6, 3, 0)
"""Proof points on the leave-behind, from all to none."""
_IN_A_TENDER = "this buyer is in a public tender: leave no page behind, and put questions through the published round"
_LEAST_NOTES = 3
_NOTE_LINE = 26.0
"""Height of a ruled line for notes, in CSS pixels."""
_NOTES_HEAD = 18.0
"""Height of the heading above them."""
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


@dataclass(frozen=True, slots=True)
class Rendered:
    """One file's content."""

    data: bytes
    remarks: tuple[str, ...] = ()
    """What is less than perfect in it, for whoever builds it."""


def brief_account(profile: OfferingProfile, locale: Locale, workshop: Workshop) -> Briefing:
    """Place a profile and gather what its documents need."""
    placement = infer_placement(profile, workshop.bank, workshop.model)
    return Briefing(
        profile, placement, workshop.bank, workshop.model, workshop.library, locale, workshop.today
    )


def render_target(target: Target, briefing: Briefing, workshop: Workshop) -> Rendered:
    """Make one file.

    Raises:
        ContentError, TemplateError, RenderError, EnvironmentProblem: when it cannot be made as promised.
    """
    if target.kind is Kind.LEAVE_BEHIND:
        return _make_leave_behind(target.format, briefing, workshop)
    if target.format is Format.HTML:
        document: Brief | Playbook = (
            compose_playbook(briefing) if target.kind is Kind.PLAYBOOK else compose_brief(briefing)
        )
        roots = workshop.template_roots
        return Rendered(render_html(briefing, document, roots, for_print=False).encode())
    setting = fit_brief(briefing, workshop)
    if target.kind is Kind.PLAYBOOK:
        return _print_playbook(briefing, setting, workshop)
    pdf = _lay_out(briefing, setting.brief, setting.fit, workshop)
    return _written(pdf, setting.trim)


def _make_leave_behind(form: Format, briefing: Briefing, workshop: Workshop) -> Rendered:
    """Make the pages for the buyer; from here on nothing knows the placement, only which value case fits."""
    case = briefing.block(VALUE_CASE)
    document = compose_leave_behind(briefing.profile, case, workshop.library, workshop.today)
    is_tender = briefing.is_public and briefing.profile.offering.stage is Stage.TENDER
    remarks = (_IN_A_TENDER,) if is_tender else ()
    roots = workshop.template_roots
    if form is Format.HTML:
        html = render_leave_behind(document, workshop.library, roots, for_print=False)
        return Rendered(html.encode(), remarks)
    for most in _PROOF_STEPS:
        chosen = replace(document, proof=document.proof[:most])
        html = render_leave_behind(chosen, workshop.library, roots, for_print=True)
        pdf = lay_out(html, paper_css(roots, LEAVE_BEHIND), roots)
        if pdf.pages <= LEAVE_BEHIND_PAGES:
            if most < len(document.proof):
                remarks = (
                    *remarks,
                    f"only the first {most} proof points fit; the HTML has them all",
                )
            written = _written(pdf, None)
            return Rendered(written.data, (*remarks, *written.remarks))
    raise RenderError(
        f"the leave-behind does not fit on {LEAVE_BEHIND_PAGES} pages",
        "Shorten the value case in content/, or the names of the offering and the seller.",
    )


@dataclass(frozen=True, slots=True)
class _Setting:
    """How the brief fits its page."""

    brief: Brief
    fit: Fit
    trim: Trim | None


def fit_brief(briefing: Briefing, workshop: Workshop) -> _Setting:
    """Find the loosest setting in which the brief fits its page with room for notes.

    First the type gets smaller, then the account's own texts get shorter.

    Raises:
        RenderError: when even the tightest does not fit, naming the longest text of the profile.
    """
    for tightness, trim in _BRIEF_STEPS:
        brief = compose_brief(trimmed(briefing, trim) if trim else briefing)
        notes = _room_for_notes(_lay_out(briefing, brief, Fit(tightness, 0), workshop))
        if notes >= _LEAST_NOTES or (trim is TRIMS[-1] and notes >= 0):
            return _Setting(brief, Fit(tightness, notes), trim)
    field, length = longest_text(trimmed(briefing, TRIMS[-1]))
    raise RenderError(
        "the brief does not fit on one page, even with its texts cut",
        f"Shorten {field} ({length} characters).",
    )


def _room_for_notes(pdf: Pdf) -> int:
    """Return how many ruled lines fit under the heading of the notes; less than none when the page is full."""
    if pdf.pages > 1:
        return -1
    return int((_SHEET_BOTTOM - pdf.position("notes") - _NOTES_HEAD) // _NOTE_LINE)


def _print_playbook(briefing: Briefing, setting: _Setting, workshop: Workshop) -> Rendered:
    """Lay the playbook out in the loosest setting that keeps to its pages.

    No setting takes more pages than the one before. Most accounts fit the first or second; the others are found by halving.
    """

    def attempt(lean: int, trim: Trim | None) -> Pdf:
        chosen = trimmed(briefing, trim) if trim else briefing
        document = replace(compose_playbook(chosen), brief=setting.brief)
        return _lay_out(chosen, document, replace(setting.fit, lean=lean), workshop)

    pdfs: dict[int, Pdf] = {}

    def fits(step: int) -> bool:
        pdfs[step] = attempt(*_PLAYBOOK_STEPS[step])
        return pdfs[step].pages <= MAX_PAGES

    step = next((step for step in (0, 1) if fits(step)), None)
    if step is None:
        step = bisect_left(range(len(_PLAYBOOK_STEPS)), True, lo=2, key=fits)
    if step == len(_PLAYBOOK_STEPS):
        field, count = longest_list(briefing.profile)
        raise RenderError(
            f"the playbook takes {pdfs[step - 1].pages} pages instead of {MAX_PAGES}",
            f"Shorten or drop some of the {count} entries of {field}.",
        )
    return _written(pdfs[step], setting.trim or _PLAYBOOK_STEPS[step][1])


def _written(pdf: Pdf, trim: Trim | None) -> Rendered:
    data, boxes = pdf.write()
    remarks = []
    if trim:
        remarks.append(
            "long texts and lists of the profile were cut to keep to its pages; the HTML has everything"
        )
    if boxes:
        remarks.append(
            f"no font on this machine has {', '.join(boxes)}, which shows as a box; install one that does"
        )
    return Rendered(data, tuple(remarks))


def _lay_out(briefing: Briefing, document: Brief | Playbook, fit: Fit, workshop: Workshop) -> Pdf:
    roots = workshop.template_roots
    html = render_html(briefing, document, roots, for_print=True, fit=fit)
    return lay_out(html, paper_css(roots), roots)
