"""The coffee card on its one page."""

from __future__ import annotations

from dataclasses import replace

from playbook.build.targets import Target, found_back_by
from playbook.build.workshop import LaidOut, Rendered, Workshop
from playbook.document.briefing import Briefing
from playbook.document.coffee_card import FEWEST, CoffeeCard, compose_coffee_card
from playbook.document.room import shorten
from playbook.errors import RenderError
from playbook.rendering.card import Paper, render_coffee_card
from playbook.rendering.pdf import lay_out
from playbook.rendering.styles import COFFEE_CARD, paper_css
from playbook.rendering.wording import Wording

_CARD_SUMMARY = 110
"""Characters of the summary on a coffee card that would not fit otherwise."""
_SHORT_SUMMARY = (
    "the summary of the offering was shortened to keep the card to one page; the HTML has it all"
)


def make_coffee_card(target: Target, briefing: Briefing, workshop: Workshop) -> Rendered:
    """Make the page for a colleague in our own procurement on a screen."""
    document, foot = _compose(target, briefing, workshop), Wording(briefing).foot()
    html = render_coffee_card(document, foot, workshop.template_roots, workshop.brand)
    return Rendered(html.encode())


def lay_out_coffee_card(
    target: Target, briefing: Briefing, workshop: Workshop, paper: Paper
) -> LaidOut:
    """Lay the card out on its page.

    From ample room for a pen to closer lines, then fewer questions, then a shorter summary.

    Raises:
        RenderError: when it does not fit.
    """
    document, foot = _compose(target, briefing, workshop), Wording(briefing).foot()
    roots, brand = workshop.template_roots, workshop.brand
    css = paper_css(roots, COFFEE_CARD, brand)
    fewer, fewest = (
        replace(document, questions=document.questions[:most]) for most in (FEWEST + 1, FEWEST)
    )
    short = replace(fewest, summary=shorten(document.summary, _CARD_SUMMARY), facts=())
    steps = (
        *((document, setting) for setting in ("roomy", "", "tight")),
        *((card, "tight") for card in (fewer, fewest, short)),
    )
    for card, tightness in steps:
        pdf = lay_out(render_coffee_card(card, foot, roots, brand, paper, tightness), css, roots)
        if pdf.pages == 1:
            return LaidOut(pdf, (_SHORT_SUMMARY,) if card is short else ())
    raise RenderError(
        "the coffee card does not fit on one page",
        "Shorten the summary of the offering, or the questions in content/questions.yaml.",
    )


def _compose(target: Target, briefing: Briefing, workshop: Workshop) -> CoffeeCard:
    return compose_coffee_card(
        briefing.profile,
        briefing.agenda,
        workshop.bank,
        briefing.labels,
        workshop.today,
        found_back_by(target.profile),
    )
