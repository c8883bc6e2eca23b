"""One target into its file's content, in memory."""

from __future__ import annotations

from playbook.build.brief_page import print_brief
from playbook.build.card_page import make_coffee_card
from playbook.build.leave_behind_pages import make_leave_behind
from playbook.build.playbook_pages import print_playbook
from playbook.build.targets import Format, Kind, Target
from playbook.build.workshop import Rendered, Workshop
from playbook.document.brief import Brief, compose_brief
from playbook.document.briefing import Briefing
from playbook.document.playbook import Playbook, compose_playbook
from playbook.rendering.html import render_html


def render_target(target: Target, briefing: Briefing, workshop: Workshop) -> Rendered:
    """Make one file.

    Raises:
        ContentError, TemplateError, RenderError, EnvironmentProblem: when it cannot be made as promised.
    """
    if target.kind is Kind.LEAVE_BEHIND:
        return make_leave_behind(target.format, briefing, workshop)
    if target.kind is Kind.COFFEE_CARD:
        return make_coffee_card(target, briefing, workshop)
    if target.format is Format.HTML:
        return _make_page(target.kind, briefing, workshop)
    if target.kind is Kind.PLAYBOOK:
        return print_playbook(briefing, workshop)
    return print_brief(briefing, workshop)


def _make_page(kind: Kind, briefing: Briefing, workshop: Workshop) -> Rendered:
    """Make the brief or the playbook for a screen, where nothing has to give way."""
    document: Brief | Playbook = (
        compose_playbook(briefing) if kind is Kind.PLAYBOOK else compose_brief(briefing)
    )
    roots, brand = workshop.template_roots, workshop.brand
    html = render_html(briefing, document, roots, for_print=False, brand=brand)
    return Rendered(html.encode())
