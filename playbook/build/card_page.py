"""The coffee card on its one page."""

from __future__ import annotations

from dataclasses import replace

from playbook.build.targets import Format, Target, found_back_by
from playbook.build.workshop import Rendered, Workshop, write_pdf
from playbook.document.briefing import Briefing
from playbook.document.coffee_card import FEWEST, compose_coffee_card
from playbook.document.room import shorten
from playbook.errors import RenderError
from playbook.rendering.card import Paper, render_coffee_card
from playbook.rendering.pdf import lay_out
from playbook.rendering.styles import COFFEE_CARD, paper_css
from playbook.rendering.wording import Wording

_CARD_SUMMARY = 110
"""Characters of the summary on a coffee card that would not fit otherwise."""
_NO_FIELDS = "an archive holds no fields: this card is for a pen; build it without --archive to fill it in on a screen"
_SHORT_SUMMARY = (
    "the summary of the offering was shortened to keep the card to one page; the HTML has it all"
)


def make_coffee_card(target: Target, briefing: Briefing, workshop: Workshop) -> Rendered:
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
    foot = Wording(briefing).foot()
    if target.format is Format.HTML:
        html = render_coffee_card(document, foot, roots, brand)
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
        pdf = lay_out(render_coffee_card(card, foot, roots, brand, paper, tightness), css, roots)
        if pdf.pages == 1:
            remarks = (_SHORT_SUMMARY,) if card is short else ()
            if paper is Paper.PEN:
                remarks = (*remarks, _NO_FIELDS)
            return write_pdf(pdf, remarks, workshop)
    raise RenderError(
        "the coffee card does not fit on one page",
        "Shorten the summary of the offering, or the questions in content/questions.yaml.",
    )
