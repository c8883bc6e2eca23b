"""What goes to the buyer, chosen from everything that is known. Beyond this nothing knows the placement.

The placement decides which value case and which calculation fit; `compose_leave_behind` gets those and not the placement.
"""

from __future__ import annotations

from playbook.document.briefing import Briefing
from playbook.document.buyer_money import buyer_money
from playbook.document.leave_behind import VALUE_CASE, LeaveBehind, compose_leave_behind
from playbook.document.money_page import SECTION_OF


def leave_behind_of(briefing: Briefing) -> LeaveBehind:
    """Compose the leave-behind that fits."""
    section = SECTION_OF[briefing.placement.quadrant]
    library = briefing.library
    money = buyer_money(briefing.money, section, briefing.labels, library.sources)
    case = briefing.block(VALUE_CASE)
    return compose_leave_behind(briefing.profile, case, library, briefing.today, money)


def hides_figures(briefing: Briefing, document: LeaveBehind) -> bool:
    """Tell whether the calculation has figures, and none of them is for the buyer: they show no gain."""
    section = SECTION_OF[briefing.placement.quadrant]
    return document.money is None and section in briefing.money.calculations
