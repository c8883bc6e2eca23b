"""The money page: the calculation that fits the approach, the comparison with the next best alternative, and what is open.

Without any figure it is a worksheet for a pen. With some it prints what they give and asks for the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from playbook.document.briefing import Briefing
from playbook.document.money_formats import conversions
from playbook.document.money_gains import gains_sums
from playbook.document.money_parts import Sums
from playbook.document.money_process import process_sums
from playbook.document.money_total_cost import total_cost_sums
from playbook.document.money_value import ValueView, value_sums, value_view
from playbook.document.money_words import MoneyWords, Question
from playbook.document.room import shorten
from playbook.kraljic.matrix import Quadrant
from playbook.library.blocks import Block


class Section(StrEnum):
    """The calculations, as keys of `money` in a profile."""

    TOTAL_COST = "total_cost"
    PROCESS = "process"
    GAINS = "gains"


SECTION_OF = {
    Quadrant.LEVERAGE: Section.TOTAL_COST,
    Quadrant.BOTTLENECK: Section.TOTAL_COST,
    Quadrant.ROUTINE: Section.PROCESS,
    Quadrant.STRATEGIC: Section.GAINS,
}
"""The calculation that each approach rests on."""
QUESTIONS = (8, 4, 2, 2)
"""Open figures that are asked for, from mild to lean; a count says how many more there are."""
_NOTES = (72, 24, 12, 4)
"""Sources named under the tables."""
_NOTE_LENGTH = (1000, 240, 160, 90)


@dataclass(frozen=True, slots=True)
class MoneyPage:
    """Everything on the page."""

    block: Block
    """Title, lead and the lines of the worksheet."""
    section: Section
    sums: Sums | None
    """The calculation that fits; for want of figures the complete comparison with the alternative, and None without that.

    Without any the page is a worksheet.
    """
    value: ValueView | None
    other: tuple[Section, ...]
    """Calculations that have figures and belong to another approach."""
    questions: tuple[Question, ...]
    more_questions: int
    notes: tuple[str, ...]
    """What the marks in the tables mean: who gave a figure and when."""
    more_notes: int
    converted: tuple[str, ...]
    """Amounts in another currency, each with its rate and who published that when."""

    @property
    def is_worksheet(self) -> bool:
        """Tell whether the page is to be filled in with a pen."""
        return self.sums is None


def compose_money_page(briefing: Briefing, lean: int = 0) -> MoneyPage:
    """Choose what stands on the page; the leaner (0 to 3), the fewer rows."""
    case = briefing.money
    section = SECTION_OF[briefing.placement.quadrant]
    words = MoneyWords(briefing, lean)
    sums = _sums(briefing, words, section, lean)
    value = (
        value_view(words, case.value, lean) if case.value and case.value.calculation.lines else None
    )
    if sums is None and case.value and case.value.advantage:
        missing = words.t(f"page.section.{section}")
        sums, value = value_sums(words, case.value, missing, lean), None
    asked = [words.question(one) for one in case.open_for(section)] if sums else []
    notes = words.notes()
    most = _NOTES[lean]
    present = {
        Section.TOTAL_COST: case.total_cost,
        Section.PROCESS: case.process,
        Section.GAINS: case.gains,
    }
    return MoneyPage(
        block=briefing.block("money"),
        section=section,
        sums=sums,
        value=value,
        other=tuple(one for one, part in present.items() if part and one is not section),
        questions=tuple(asked[: QUESTIONS[lean]]),
        more_questions=max(len(asked) - QUESTIONS[lean], 0),
        notes=tuple(shorten(note, _NOTE_LENGTH[lean]) for note in notes[:most]),
        more_notes=max(len(notes) - most, 0),
        converted=_conversions(briefing, section) if sums else (),
    )


def _conversions(briefing: Briefing, section: Section) -> tuple[str, ...]:
    """Return the conversions of what stands on the page."""
    calculations = briefing.money.calculations
    shown = [calculations[one] for one in (section.value, "value") if one in calculations]
    return conversions((one for part in shown for one in part.inputs), briefing.locale)


def _sums(briefing: Briefing, words: MoneyWords, section: Section, lean: int) -> Sums | None:
    case = briefing.money
    if section is Section.PROCESS and case.process and case.process.calculation.inputs:
        return process_sums(words, case.process, lean)
    if section is Section.GAINS and case.gains and case.gains.calculation.inputs:
        return gains_sums(words, case.gains)
    if section is Section.TOTAL_COST and case.total_cost:
        is_bottleneck = briefing.placement.quadrant is Quadrant.BOTTLENECK
        return total_cost_sums(words, case.total_cost, lean, standstill_first=is_bottleneck)
    return None
