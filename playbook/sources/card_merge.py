"""What a filled card adds to a profile: one dated answer per question, and nothing twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from playbook.library.library import Labels
from playbook.profile import Answer, OfferingProfile, Sure
from playbook.quantities import Levels
from playbook.sources.cards import CardAnswer, FilledCard

SAID_BY = "procurement"
SURE = Sure.INFORMED
"""Our own purchaser knows how purchasers look at such things, not how this buyer does: informed, never known."""


class Outcome(StrEnum):
    """What becomes of one answer on a card."""

    ADDED = "added"
    ALREADY_THERE = "already-there"
    CHANGES_NOTHING = "changes-nothing"
    """Crossed “don’t know”, without a remark."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One answer on a card, and what becomes of it."""

    factor_id: str
    outcome: Outcome
    answer: Answer
    """As it goes into the profile; its value is unknown for a remark alone."""

    def entry(self) -> Mapping[str, str]:
        """Return the answer as the keys and texts of a profile."""
        level = self.answer.level
        said = {"level": str(level.low)} if level else {"value": "unknown"}
        return {
            **said,
            **({"sure": SURE.value} if level else {}),
            "said_by": SAID_BY,
            "on": str(self.answer.on),
            "note": self.answer.note or "",
        }


def read_answers(
    card: FilledCard, profile: OfferingProfile, labels: Labels, day: date
) -> tuple[Reading, ...]:
    """Decide what each answer on a card becomes.

    Args:
        card: as it came back.
        profile: where it belongs; what it holds already is not added again.
        labels: the words of the notes, in the profile's language.
        day: the date for a card that has none.
    """
    return tuple(_reading(one, card, profile, labels, day) for one in card.answers)


def _reading(
    one: CardAnswer, card: FilledCard, profile: OfferingProfile, labels: Labels, day: date
) -> Reading:
    answer = Answer(
        level=Levels(one.level, one.level) if one.level else None,
        sure=SURE if one.level else None,
        said_by=SAID_BY,
        on=card.on or day,
        note=_note(one.remark, card.name, labels),
    )
    if one.level is None and one.remark is None:
        return Reading(one.factor_id, Outcome.CHANGES_NOTHING, answer)
    present = profile.answers.get(one.factor_id, ())
    is_there = any(_is_same(old, answer, card) for old in present)
    return Reading(one.factor_id, Outcome.ALREADY_THERE if is_there else Outcome.ADDED, answer)


def _note(remark: str | None, name: str | None, labels: Labels) -> str:
    """Say that it is our own purchaser who spoke: `said_by: procurement` alone could be taken for the buyer's."""
    key = "coffee-card.note" if remark else "coffee-card.note-empty"
    return labels(f"{key}-named" if name else key, remark=remark, name=name)


def _is_same(old: Answer, new: Answer, card: FilledCard) -> bool:
    """Tell whether an answer of the profile came from this card.

    A card without a date gets another one each day it is read, so then the note must be the same instead. Two colleagues
    who answer alike on one day are two voices, where both wrote their names.
    """
    if (old.said_by or "").casefold() != SAID_BY or (old.level or old.value) != new.level:
        return False
    if not (old.is_known or old.note == new.note):
        return False
    if card.on is None and old.note == new.note:
        return True
    is_somebody_else = bool(card.name and old.note and card.name not in old.note)
    return old.on == new.on and not is_somebody_else


def with_answers(profile: OfferingProfile, readings: tuple[Reading, ...]) -> OfferingProfile:
    """Return a profile with the answers that a card adds."""
    answers = dict(profile.answers)
    for one in readings:
        if one.outcome is Outcome.ADDED:
            answers[one.factor_id] = (*answers.get(one.factor_id, ()), one.answer)
    return profile.model_copy(update={"answers": answers})
