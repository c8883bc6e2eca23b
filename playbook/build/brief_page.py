"""The brief on its one page: the loosest setting in which it fits."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from playbook.build.fitting import longest_must
from playbook.build.workshop import LaidOut, Workshop
from playbook.document.brief import Brief, compose_brief, shorten_brief
from playbook.document.briefing import Briefing
from playbook.document.playbook import Playbook
from playbook.document.room import Cut
from playbook.errors import RenderError
from playbook.kraljic.matrix import Quadrant
from playbook.locales import Locale
from playbook.rendering.html import Fit, render_html
from playbook.rendering.pdf import Pdf, lay_out, lay_out_sections
from playbook.rendering.styles import INTERNAL, is_bundled, paper_css

_TIGHTNESS = ("", "tight", "tighter")
"""Type size of the brief, from loose to tight."""
_LEAST_NOTES = 3
_NOTE_LINE = 26.0
"""Height of a ruled line for notes, in CSS pixels."""
_NOTES_HEAD = 18.0
"""Height of the heading above them."""
_SHEET_BOTTOM = 1062.0
"""Where the text area of the brief's page ends, in CSS pixels from the top of the sheet (297 - 15 mm, less a hair)."""


def lay_out_brief(briefing: Briefing, workshop: Workshop) -> LaidOut:
    """Lay the brief out on its page."""
    setting = fit_brief(briefing, workshop)
    pdf = lay_out_internal(briefing, setting.brief, setting.fit, workshop)
    return LaidOut(pdf, cuts_told(setting.cuts))


@dataclass(frozen=True, slots=True)
class Setting:
    """How the brief fits its page."""

    brief: Brief
    fit: Fit
    cuts: tuple[Cut, ...] = ()


def fit_brief(briefing: Briefing, workshop: Workshop) -> Setting:
    """Find the loosest setting in which the brief fits its page with room for notes.

    First the type gets smaller, then what matters least is shortened or left out.

    Raises:
        RenderError: when even the tightest does not fit, naming the text that is too long.
    """

    def notes(brief: Brief, tightness: str) -> int:
        return _count_notes(briefing, brief, tightness, workshop)

    brief = compose_brief(briefing)
    for tightness in _TIGHTNESS:
        lines = notes(brief, tightness)
        if lines >= _LEAST_NOTES:
            return Setting(brief, Fit(tightness, lines))

    steps = shorten_brief(briefing)
    rooms: dict[int, int] = {}

    def fits(step: int) -> bool:
        rooms[step] = notes(steps[step].brief, _TIGHTNESS[-1])
        return rooms[step] >= (_LEAST_NOTES if step < len(steps) - 1 else 0)

    found = bisect_left(range(len(steps)), True, key=fits)
    if found < len(steps):
        chosen = steps[found]
        return Setting(chosen.brief, Fit(_TIGHTNESS[-1], rooms[found]), chosen.cuts)
    field, length = longest_must(briefing.profile, steps[-1].brief)
    raise RenderError(
        "the brief does not fit on one page, even with all that can give way left out",
        f"Shorten {field} ({length} characters).",
    )


def cuts_told(cuts: tuple[Cut, ...]) -> tuple[str, ...]:
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


_likely_notes: dict[tuple[Quadrant, Locale, str], int] = {}
"""Ruled lines that the last brief of a kind had: where the next has as many, it is laid out once. Nothing else comes of it."""
_USUAL_NOTES = 6


def _count_notes(briefing: Briefing, brief: Brief, tightness: str, workshop: Workshop) -> int:
    """Return how many ruled lines fit under the heading of the notes; less than none when the page is full."""
    kind = briefing.placement.quadrant, briefing.locale, tightness
    for tried in (_likely_notes.get(kind, _USUAL_NOTES), 0):
        pdf = lay_out_internal(briefing, brief, Fit(tightness, tried), workshop)
        # What stands below a heading on the first page does not move it; lines may take it with them to the next.
        if pdf.first_pages()["notes"] == 0 and (tried or pdf.pages == 1):
            _likely_notes[kind] = lines = _room_for_notes(pdf)
            return lines
    return -1


def _room_for_notes(pdf: Pdf) -> int:
    return int((_SHEET_BOTTOM - pdf.position("notes") - _NOTES_HEAD) // _NOTE_LINE)


def lay_out_internal(
    briefing: Briefing, document: Brief | Playbook, fit: Fit, workshop: Workshop
) -> Pdf:
    """Lay out the brief, or a playbook with the brief in it."""
    return lay_out_html(render_for_print(briefing, document, fit, workshop), workshop)


def render_for_print(
    briefing: Briefing, document: Brief | Playbook, fit: Fit, workshop: Workshop
) -> str:
    """Return the HTML that the PDF engine gets."""
    roots, brand = workshop.template_roots, workshop.brand
    return render_html(briefing, document, roots, for_print=True, fit=fit, brand=brand)


def lay_out_html(html: str, workshop: Workshop) -> Pdf:
    """Lay out HTML of an internal document, with pages that others have too unless each is to be laid out whole."""
    roots, css = (
        workshop.template_roots,
        paper_css(workshop.template_roots, INTERNAL, workshop.brand),
    )
    shares = not workshop.exact and is_bundled(roots, INTERNAL)
    return lay_out_sections(html, css, roots) if shares else lay_out(html, css, roots)
