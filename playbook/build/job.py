"""One profile in one language into its documents, in memory. What can go wrong comes back as problems, never raised."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path

from playbook.brand import HOUSE, Brand
from playbook.build.fitting import TRIMS, Trim, longest_list, longest_must, trimmed
from playbook.build.targets import Format, Kind, Target, found_back_by
from playbook.document.brief import Brief, compose_brief, shorten_brief
from playbook.document.briefing import Briefing
from playbook.document.coffee_card import FEWEST, compose_coffee_card
from playbook.document.leave_behind import VALUE_CASE, compose_leave_behind
from playbook.document.playbook import Playbook, compose_playbook
from playbook.document.room import Cut, shorten
from playbook.errors import RenderError
from playbook.kraljic.factors import QuestionBank
from playbook.kraljic.inference import infer_placement
from playbook.kraljic.scoring import PlacementModel
from playbook.library.library import ContentLibrary
from playbook.locales import Locale
from playbook.profile import OfferingProfile, Stage
from playbook.rendering.card import Paper, render_coffee_card
from playbook.rendering.html import SECTIONS, Fit, render_html, render_leave_behind
from playbook.rendering.pdf import Pdf, lay_out
from playbook.rendering.styles import COFFEE_CARD, INTERNAL, LEAVE_BEHIND, paper_css
from playbook.rendering.wording import Wording

_TIGHTNESS = ("", "tight", "tighter")
"""Type size of the brief, from loose to tight."""
_MOST_LEAN = 3
MAX_PAGES = 12
"""A playbook longer than this is not read (domain research 6.2)."""
LEAVE_BEHIND_PAGES = 2
_PROOF_STEPS = (12, 6, 3, 0)
"""Proof points on the leave-behind, from all to none."""
_IN_A_TENDER = "this buyer is in a public tender: leave no page behind, and put questions through the published round"
_TRIMMED = (
    "long texts and lists of the profile were cut to keep to its pages; the HTML has everything"
)
_CARD_SUMMARY = 110
"""Characters of the summary on a coffee card that would not fit otherwise."""
_SHORT_SUMMARY = (
    "the summary of the offering was shortened to keep the card to one page; the HTML has it all"
)
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
    for_archive: bool = False
    """Whether PDFs are written as PDF/A-3a too."""
    brand: Brand = HOUSE


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
    if target.kind is Kind.COFFEE_CARD:
        return _make_coffee_card(target, briefing, workshop)
    if target.format is Format.HTML:
        document: Brief | Playbook = (
            compose_playbook(briefing) if target.kind is Kind.PLAYBOOK else compose_brief(briefing)
        )
        roots, brand = workshop.template_roots, workshop.brand
        html = render_html(briefing, document, roots, for_print=False, brand=brand)
        return Rendered(html.encode())
    setting = fit_brief(briefing, workshop)
    if target.kind is Kind.PLAYBOOK:
        return _print_playbook(briefing, setting, workshop)
    pdf = _lay_out(briefing, setting.brief, setting.fit, workshop)
    return _written(pdf, _cuts_told(setting.cuts), workshop)


def _make_leave_behind(form: Format, briefing: Briefing, workshop: Workshop) -> Rendered:
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
                remarks = (
                    *remarks,
                    f"only the first {most} proof points fit; the HTML has them all",
                )
            return _written(pdf, remarks, workshop)
    raise RenderError(
        f"the leave-behind does not fit on {LEAVE_BEHIND_PAGES} pages",
        "Shorten the value case in content/, or the names of the offering and the seller.",
    )


def _make_coffee_card(target: Target, briefing: Briefing, workshop: Workshop) -> Rendered:
    """Make the page for a colleague in our own procurement.

    From ample room for a pen to closer lines, then fewer questions, then a shorter summary.
    """
    document = compose_coffee_card(
        briefing.profile,
        briefing.agenda,
        workshop.bank,
        briefing.labels,
        workshop.today,
        found_back_by(target.profile),
    )
    roots, brand = workshop.template_roots, workshop.brand
    versions = Wording(briefing).versions()
    if target.format is Format.HTML:
        html = render_coffee_card(document, versions, roots, brand)
        return Rendered(html.encode())
    css = paper_css(roots, COFFEE_CARD, brand)
    paper = Paper.PEN if workshop.for_archive else Paper.FORM
    fewer, fewest = (
        replace(document, questions=document.questions[:most]) for most in (FEWEST + 1, FEWEST)
    )
    short = replace(fewest, summary=shorten(document.summary, _CARD_SUMMARY), facts=())
    steps = (
        *((document, setting) for setting in ("roomy", "", "tight")),
        *((card, "tight") for card in (fewer, fewest, short)),
    )
    for card, tightness in steps:
        pdf = lay_out(
            render_coffee_card(card, versions, roots, brand, paper, tightness), css, roots
        )
        if pdf.pages == 1:
            remarks = (_SHORT_SUMMARY,) if card is short else ()
            return _written(pdf, remarks, workshop)
    raise RenderError(
        "the coffee card does not fit on one page",
        "Shorten the summary of the offering, or the questions in content/questions.yaml.",
    )


@dataclass(frozen=True, slots=True)
class _Setting:
    """How the brief fits its page."""

    brief: Brief
    fit: Fit
    cuts: tuple[Cut, ...] = ()


def fit_brief(briefing: Briefing, workshop: Workshop) -> _Setting:
    """Find the loosest setting in which the brief fits its page with room for notes.

    First the type gets smaller, then what matters least is shortened or left out.

    Raises:
        RenderError: when even the tightest does not fit, naming the text that is too long.
    """

    def notes(brief: Brief, tightness: str) -> int:
        return _room_for_notes(_lay_out(briefing, brief, Fit(tightness, 0), workshop))

    brief = compose_brief(briefing)
    for tightness in _TIGHTNESS:
        lines = notes(brief, tightness)
        if lines >= _LEAST_NOTES:
            return _Setting(brief, Fit(tightness, lines))

    steps = shorten_brief(briefing)
    rooms: dict[int, int] = {}

    def fits(step: int) -> bool:
        rooms[step] = notes(steps[step].brief, _TIGHTNESS[-1])
        return rooms[step] >= (_LEAST_NOTES if step < len(steps) - 1 else 0)

    found = bisect_left(range(len(steps)), True, key=fits)
    if found < len(steps):
        chosen = steps[found]
        return _Setting(chosen.brief, Fit(_TIGHTNESS[-1], rooms[found]), chosen.cuts)
    field, length = longest_must(briefing.profile, steps[-1].brief)
    raise RenderError(
        "the brief does not fit on one page, even with all that can give way left out",
        f"Shorten {field} ({length} characters).",
    )


def _cuts_told(cuts: tuple[Cut, ...]) -> tuple[str, ...]:
    """Say what gave way on the brief, so that whoever prints it knows what it lacks."""
    out = dict.fromkeys(cut.block for cut in cuts if cut.leaves_out)
    short = dict.fromkeys(cut.block for cut in cuts if cut.block not in out)
    told = []
    if short:
        told.append(f"shortened {', '.join(short)}")
    if out:
        told.append(f"left out {', '.join(out)}")
    if not told:
        return ()
    return (f"to keep the brief to one page, {' and '.join(told)}; the HTML has everything",)


def _room_for_notes(pdf: Pdf) -> int:
    """Return how many ruled lines fit under the heading of the notes; less than none when the page is full."""
    if pdf.pages > 1:
        return -1
    return int((_SHEET_BOTTOM - pdf.position("notes") - _NOTES_HEAD) // _NOTE_LINE)


def _print_playbook(briefing: Briefing, setting: _Setting, workshop: Workshop) -> Rendered:
    """Lay the playbook out in the loosest setting that keeps to its pages.

    On a page that runs over, general advice gives way, step by step; where that is not enough anywhere, the account's
    own texts and lists are cut.
    """

    def attempt(lean: Mapping[str, int], trim: Trim | None = None) -> Pdf:
        chosen = trimmed(briefing, trim) if trim else briefing
        document = replace(compose_playbook(chosen), brief=setting.brief)
        return _lay_out(chosen, document, replace(setting.fit, lean=lean), workshop)

    remarks = _cuts_told(setting.cuts)
    lean: dict[str, int] = {}
    pdf = attempt(lean)
    while pdf.pages > MAX_PAGES:
        spilled = [one for one in _spilled(pdf) if lean.get(one, 0) < _MOST_LEAN]
        if not spilled:
            break
        lean |= {section: lean.get(section, 0) + 1 for section in spilled}
        pdf = attempt(lean)
    if pdf.pages <= MAX_PAGES:
        return _written(pdf, remarks, workshop)

    pdfs: dict[int, Pdf] = {}

    def fits(step: int) -> bool:
        pdfs[step] = attempt(dict.fromkeys(SECTIONS, _MOST_LEAN), TRIMS[step])
        return pdfs[step].pages <= MAX_PAGES

    step = bisect_left(range(len(TRIMS)), True, key=fits)
    if step < len(TRIMS):
        return _written(pdfs[step], (*remarks, _TRIMMED), workshop)
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


def _written(pdf: Pdf, remarks: tuple[str, ...], workshop: Workshop) -> Rendered:
    data, boxes = pdf.write(for_archive=workshop.for_archive)
    if boxes:
        box = f"no font on this machine has {', '.join(boxes)}, which shows as a box; install one that does"
        remarks = (*remarks, box)
    return Rendered(data, remarks)


def _lay_out(briefing: Briefing, document: Brief | Playbook, fit: Fit, workshop: Workshop) -> Pdf:
    roots, brand = workshop.template_roots, workshop.brand
    html = render_html(briefing, document, roots, for_print=True, fit=fit, brand=brand)
    return lay_out(html, paper_css(roots, INTERNAL, brand), roots)
