"""The overview into HTML: a page with a script to filter and sort, or the paper of the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playbook.brand import HOUSE, Brand
from playbook.document.overview import Overview
from playbook.document.portfolio_map import HEIGHT, WIDTH
from playbook.rendering.environment import render_page
from playbook.rendering.portfolio_filters import Filters
from playbook.rendering.portfolio_headline import Headline
from playbook.rendering.portfolio_words import OverviewWording
from playbook.rendering.styles import PORTFOLIO, dress

FILES = ("portfolio.csv", "portfolio.xlsx")
"""What lies beside the page, for the CRM."""
PARTS = ("picture", "findings", "table")


def render_portfolio(
    overview: Overview,
    roots: tuple[Path, ...],
    *,
    for_print: bool,
    brand: Brand = HOUSE,
    files: tuple[str, ...] = FILES,
    parts: tuple[str, ...] = PARTS,
    named: int | None = None,
) -> str:
    """Return the HTML of the overview.

    Args:
        overview: what it shows.
        roots: template folders; the first that has a file wins.
        for_print: for the PDF engine, which gets its styles apart; else self-contained.
        brand: how it looks.
        files: lists beside the page that it links to.
        parts: which parts to set: all, or the first to try.
        named: accounts in the list below the picture, at most.

    Raises:
        TemplateError: when a page template fails.
    """
    words = OverviewWording(overview)
    head = Headline(overview, words)
    context: dict[str, Any] = {
        "doc": overview,
        "w": words,
        "h": head,
        "f": Filters(overview, words),
        "t": overview.labels,
        "locale": overview.locale.value,
        "title": f"{overview.labels('portfolio.document')} · {head.title()}",
        "width": WIDTH,
        "height": HEIGHT,
        "files": files,
        "parts": parts,
        "named": overview.map.numbered[:named],
        **dress(
            roots, PORTFOLIO, brand, overview.locale, for_print=for_print, foot=head.foot()
        ),
    }  # fmt: skip
    return render_page(roots, "pages/portfolio.html", context, {})
