"""The playbook on its pages: general advice gives way where a page runs over, the account's own texts last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from playbook.build.brief_page import cuts_told, fit_brief, lay_out_internal
from playbook.build.fitting import TRIMS, longest_list, trim_pages
from playbook.build.workshop import LaidOut, Workshop
from playbook.document.briefing import Briefing
from playbook.document.money_page import compose_money_page
from playbook.document.playbook import compose_playbook
from playbook.errors import RenderError
from playbook.rendering.html import PAGES, SECTIONS
from playbook.rendering.pdf import Pdf

MAX_PAGES = 12
"""A playbook longer than this is not read (domain research 6.2)."""
_MOST_LEAN = 3
_TOLD_LEAN = 2
"""From here on whole blocks give way on a page, which whoever builds should know."""


def lay_out_playbook(briefing: Briefing, workshop: Workshop) -> LaidOut:
    """Lay the playbook out in the loosest setting that keeps to its pages.

    On a page that runs over, and on no other, general advice gives way step by step; where that is not enough, the
    account's own texts and lists on that page are cut.

    Raises:
        RenderError: when even that is not enough, naming the list that takes most room.
    """
    setting = fit_brief(briefing, workshop)
    full = replace(compose_playbook(briefing), brief=setting.brief)
    lean: dict[str, int] = {}
    trims: dict[str, int] = {}

    def attempt(pages: tuple[str, ...]) -> Pdf:
        document = trim_pages(full, briefing, trims)
        if "money" in lean:  # its tables give way row by row, and the sums stay
            document = replace(document, money=compose_money_page(briefing, lean["money"]))
        fit = replace(setting.fit, lean=lean, pages=pages)
        return lay_out_internal(briefing, document, fit, workshop)

    def settle(page: str) -> None:
        """Let one page give way until it is one, laid out by itself: all pages together take ten times as long."""
        while attempt((page,)).pages > 1 and _give_way(page, lean, trims):
            continue

    if (
        not full.money.is_worksheet
    ):  # the fullest page there is, so that most accounts need no second layout
        settle("money")
    pdf = attempt(PAGES)
    if pdf.pages > MAX_PAGES:
        for page in _spilled(pdf):
            settle(page)
        pdf = attempt(PAGES)
    if pdf.pages > MAX_PAGES:
        raise _too_full(briefing, pdf)
    return LaidOut(pdf, (*cuts_told(setting.cuts), *_given_way(lean, trims)))


def _give_way(page: str, lean: dict[str, int], trims: dict[str, int]) -> bool:
    """Let a page give way by one more step; tell whether there was one."""
    if lean.get(page, 0) < _MOST_LEAN:
        lean[page] = lean.get(page, 0) + 1
    elif trims.get(page, 0) < len(TRIMS):
        trims[page] = trims.get(page, 0) + 1
    else:
        return False
    return True


def _too_full(briefing: Briefing, pdf: Pdf) -> RenderError:
    field, count = longest_list(briefing.profile)
    full = ", ".join(_spilled(pdf))
    return RenderError(
        f"the playbook takes {pdf.pages} pages instead of {MAX_PAGES} (too full: {full})",
        f"Shorten or drop some of the {count} entries of {field}.",
    )


def _given_way(lean: Mapping[str, int], trims: Mapping[str, int]) -> Iterator[str]:
    """Say what the printed pages lack, by the names of the pages."""
    blocks = [page for page in SECTIONS if lean.get(page, 0) >= _TOLD_LEAN]
    if blocks:
        yield f"to keep to {MAX_PAGES} pages, less is printed on: {', '.join(blocks)}; the HTML has everything"
    cut = [page for page in SECTIONS if page in trims]
    if cut:
        yield f"texts and lists of the profile were cut on: {', '.join(cut)}; the HTML has everything"
    if "annex" in trims:
        most = TRIMS[trims["annex"] - 1].answers
        latest = "only the latest answer" if most == 1 else f"only the latest {most} answers"
        yield f"the annex shows {latest} to each question"


def _spilled(pdf: Pdf) -> list[str]:
    """Return the sections that take more than a page."""
    starts = pdf.first_pages()
    bounds = [*(starts[section] for section in SECTIONS), pdf.pages]
    return [
        section
        for section, (start, end) in zip(SECTIONS, pairwise(bounds), strict=True)
        if end - start > 1
    ]
