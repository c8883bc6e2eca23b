"""A document into one self-contained HTML page: texts filled in, styles and fonts inside, no request to anywhere."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from markupsafe import Markup, escape

from playbook.brand import HOUSE, Brand
from playbook.document.brief import Brief
from playbook.document.briefing import Briefing
from playbook.document.leave_behind import LeaveBehind
from playbook.document.playbook import Playbook
from playbook.library.blocks import Item, Passage
from playbook.library.library import CITATION, ContentLibrary
from playbook.locales import Locale, format_date, format_month, format_probability
from playbook.rendering.environment import fill_passage, render_page
from playbook.rendering.markdown import render_inline, render_markdown
from playbook.rendering.styles import INTERNAL, LEAVE_BEHIND, dress
from playbook.rendering.wording import Wording
from playbook.version import __version__

T = TypeVar("T")

SECTIONS = (
    "placement", "procurement", "messages", "discovery", "money", "objections", "negotiation",
    "people", "instead", "both-sides", "annex",
)  # fmt: skip
"""The pages of the playbook after the brief, in order."""
PAGES = ("brief", *SECTIONS)


@dataclass(frozen=True, slots=True)
class Fit:
    """How tightly a document is set, so that it keeps to the pages it promises."""

    tightness: str = ""
    """Class on the page: empty, `tight` or `tighter`."""
    notes: int = 12
    """Ruled lines for notes in the brief."""
    lean: Mapping[str, int] = field(default_factory=dict)
    """By page, how much of the general advice gives way to the account's own texts: 0 (nothing, as without it) to 3."""
    pages: tuple[str, ...] = PAGES
    """Which pages of a playbook to set: all, or one to try."""


def render_html(
    briefing: Briefing,
    document: Brief | Playbook,
    roots: tuple[Path, ...],
    *,
    for_print: bool,
    fit: Fit | None = None,
    brand: Brand = HOUSE,
) -> str:
    """Return the HTML of a document.

    Args:
        briefing: what the document was composed from.
        document: which document.
        roots: template folders; the first that has a file wins.
        for_print: without styles inside, for the PDF engine, which gets them parsed already; else self-contained.
        fit: how tightly to set the brief.
        brand: whose logo, colours, fonts and fixed texts it has.

    Raises:
        ContentError: when a text names an unknown variable.
        TemplateError: when a page template fails.
    """
    fit = fit or Fit()
    is_playbook = isinstance(document, Playbook)
    brief = document.brief if isinstance(document, Playbook) else document
    wording = Wording(briefing)
    context: dict[str, Any] = {
        "b": briefing,
        "t": briefing.labels,
        "doc": document,
        "brief": brief,
        "locale": briefing.locale.value,
        "today": briefing.today,
        "title": wording.title("playbook" if is_playbook else "brief"),
        "pages": fit.pages,
        "tightness": fit.tightness,
        "notes": fit.notes,
        "leans": fit.lean,
        "factor_count": len(briefing.model.missing),
        "brief_verdict": wording.verdict(brief.reason),
        **wording.context(),
        **dress(roots, INTERNAL, brand, briefing.locale, for_print=for_print, foot=wording.foot()),
    }
    name = "pages/playbook.html" if is_playbook else "pages/brief.html"
    return render_page(roots, name, context, _filters(briefing, wording))


def render_leave_behind(
    document: LeaveBehind,
    library: ContentLibrary,
    roots: tuple[Path, ...],
    *,
    for_print: bool,
    brand: Brand = HOUSE,
) -> str:
    """Return the HTML of the pages for the buyer; the template is given the document, how to look, and nothing else."""
    context = {
        "doc": document,
        "t": document.labels,
        "version": __version__,
        "locale": document.locale.value,
        **dress(
            roots,
            LEAVE_BEHIND,
            brand,
            document.locale,
            for_print=for_print,
            foot=(document.seller, format_date(document.today, document.locale)),
        ),
    }
    filters = text_filters(document.variables, document.locale, library)
    return render_page(roots, "pages/leave-behind.html", context, filters)


def _filters(briefing: Briefing, wording: Wording) -> dict[str, Any]:
    return {
        **text_filters(briefing.variables, briefing.locale, briefing.library),
        "probability": format_probability,
        "month": lambda day: format_month(day, briefing.locale),
        "lower_first": lower_first,
        "halves": halves,
        "conflict": wording.conflict,
    }


def text_filters(
    variables: Mapping[str, Any], locale: Locale, library: ContentLibrary
) -> dict[str, Any]:
    """Return the filters that turn texts and days into what is printed."""

    def filled(passage: Passage) -> str:
        return fill_passage(passage, variables)

    def line(passage: Passage) -> Markup:
        return _cited(render_inline(filled(passage)), library)

    def text(passage: Passage) -> Markup:
        return _cited(render_markdown(filled(passage)), library)

    def day(value: date) -> str:
        return format_date(value, locale)

    def short_day(value: date) -> str:
        return format_date(value, locale, short=True)

    return {"line": line, "text": text, "day": day, "short_day": short_day}


def halves(entries: Sequence[T], detailed: bool = True) -> tuple[Sequence[T], Sequence[T]]:
    """Split entries for two columns that end about level, in reading order.

    Floats of our own choosing, since the PDF engine balances CSS columns by laying them out again and again.
    """
    lengths = [_length(entry, detailed) for entry in entries]
    total = sum(lengths)
    split = min(
        range(1, len(entries) + 1),
        key=lambda count: (abs(2 * sum(lengths[:count]) - total), -count),
        default=0,
    )
    return entries[:split], entries[split:]


_HEADING = 60
"""What a heading and the space around an entry take, in characters of running text."""


def _length(entry: object, detailed: bool) -> int:
    if isinstance(entry, Item):
        passages = [entry.heading, entry.lead, entry.detail if detailed else None]
        return _HEADING + sum(len(passage.source) for passage in passages if passage)
    if isinstance(entry, tuple):
        source, is_in_text = entry
        caution = max(map(len, source.caution.values()), default=0) if is_in_text else 0
        return _HEADING // 2 + len(source.short) + len(source.text) + caution
    return _HEADING + len(str(entry))


def lower_first(text: str) -> str:
    """Return a label for the middle of a sentence; abbreviations keep their capitals."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def _cited(html: Markup, library: ContentLibrary) -> Markup:
    """Turn `[source:id]` into the source's short name."""

    def name(match: re.Match[str]) -> str:
        return f'<span class="cite">({escape(library.sources[match[1]].short)})</span>'

    return Markup(CITATION.sub(name, html))  # noqa: S704 the rest is Markup already
