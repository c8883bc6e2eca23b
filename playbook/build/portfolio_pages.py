"""The overview of a build in its forms: a page, paper, and two lists for the CRM."""

from __future__ import annotations

from playbook.build.workshop import Rendered, Workshop, write_pdf
from playbook.document.overview import Overview
from playbook.document.portfolio_table import list_holdings
from playbook.rendering.pdf import Pdf, lay_out
from playbook.rendering.portfolio import FILES, PARTS, render_portfolio
from playbook.rendering.portfolio_csv import write_csv
from playbook.rendering.portfolio_headline import Headline
from playbook.rendering.portfolio_words import OverviewWording
from playbook.rendering.styles import PORTFOLIO, paper_css
from playbook.workbook.portfolio_book import write_list

_NAMED = (15, 9, 6, 3, 0)
"""Accounts in the list below the picture: fewer where the first sheet would run over."""


def make_index(overview: Overview, workshop: Workshop, files: tuple[str, ...] = FILES) -> bytes:
    """Make the page: self-contained, with links to the documents and to *files* beside it.

    Raises:
        TemplateError: when a page template fails.
    """
    roots, brand = workshop.template_roots, workshop.brand
    html = render_portfolio(overview, roots, for_print=False, brand=brand, files=files)
    return html.encode()


def print_portfolio(overview: Overview, workshop: Workshop) -> Rendered:
    """Make the paper: picture and counts on the first sheet, what to do on the next, then all accounts.

    Raises:
        TemplateError, PdfError, EnvironmentProblem: when it cannot be made.
    """

    def attempt(named: int, parts: tuple[str, ...]) -> Pdf:
        roots, brand = workshop.template_roots, workshop.brand
        html = render_portfolio(
            overview, roots, for_print=True, brand=brand, parts=parts, named=named
        )
        return lay_out(html, paper_css(roots, PORTFOLIO, brand), roots)

    # The first sheet is laid out by itself: a table of a thousand rows takes seconds.
    named = next((most for most in _NAMED if attempt(most, PARTS[:1]).pages == 1), 0)
    return write_pdf(attempt(named, PARTS), (), workshop)


def portfolio_csv(overview: Overview, id_name: str | None = None) -> bytes:
    """Make the list for the CRM, in the manner of the overview's language.

    Args:
        overview: what it lists.
        id_name: what the sheet it came from calls the record id; a CRM matches columns by name.
    """
    return write_csv(list_holdings(overview, id_name), overview.locale)


def portfolio_workbook(overview: Overview, id_name: str | None = None) -> bytes:
    """Make the same list as a workbook with typed cells; the same overview gives the same bytes."""
    t, table = overview.labels, list_holdings(overview, id_name)
    notes = [t(f"portfolio.export.about-{number}") for number in (1, 2, 3)]
    head = Headline(overview, OverviewWording(overview))
    return write_list(
        [(one.name, one.kind.value, one.width) for one in table.columns],
        table.rows,
        names=(t("portfolio.export.sheet"), t("portfolio.export.about")),
        notes=[head.title(), *head.foot(), *notes],
        locale=overview.locale,
        today=overview.today,
        author=overview.seller,
    )
