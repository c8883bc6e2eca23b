"""The coffee card into HTML: a form that works on paper, and in a browser without calling out to anything."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from playbook.brand import Brand
from playbook.document.coffee_card import LONGEST_NAME, LONGEST_REMARK, CoffeeCard
from playbook.rendering.environment import render_page
from playbook.rendering.styles import COFFEE_CARD, dress


class Paper(StrEnum):
    """What the PDF engine makes of the card."""

    FORM = "form"
    """Boxes become fields that can be filled in on a screen."""
    PEN = "pen"
    """Boxes are drawn: an archive may hold no field whose typeface it does not hold."""


def render_coffee_card(
    document: CoffeeCard,
    foot: tuple[str, ...],
    roots: tuple[Path, ...],
    brand: Brand,
    paper: Paper | None = None,
    tightness: str = "",
) -> str:
    """Return the HTML of the card.

    Args:
        document: what stands on it; the template is given nothing else of the profile.
        foot: the lines at the foot: that it is internal, and of which day, versions and data.
        roots: template folders; the first that has a file wins.
        brand: how it looks.
        paper: for the PDF engine; without it a self-contained page with a script to save.
        tightness: class on the page: `roomy`, empty or `tight`.

    Raises:
        TemplateError: when the page template fails.
    """
    context = {
        "doc": document,
        "t": document.labels,
        "locale": document.locale.value,
        "for_print": paper is not None,
        "is_form": paper is Paper.FORM,
        "tightness": tightness,
        "longest_name": LONGEST_NAME,
        "longest_remark": LONGEST_REMARK,
        "foot": foot,
        **dress(roots, COFFEE_CARD, brand, document.locale, for_print=paper is not None, foot=foot),
    }
    return render_page(roots, "pages/coffee-card.html", context, {})
