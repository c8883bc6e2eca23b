"""What a filled card changes: each answer, the lines of the profile, and what moves in the placement."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from playbook.kraljic.evidence import Evidence
from playbook.kraljic.factors import QuestionBank
from playbook.kraljic.inference import Placement, infer_placement
from playbook.kraljic.matrix import Quadrant
from playbook.kraljic.scoring import PlacementModel
from playbook.library.library import ContentLibrary, Labels
from playbook.locales import format_probability
from playbook.profile import OfferingProfile
from playbook.sources.card_merge import Outcome, Reading, with_answers
from playbook.sources.cards import FilledCard

_LEAST_EFFECT = 0.005
"""An answer that moves the probability by less than half a point is not named."""


@dataclass(frozen=True)
class CardReport:
    """One card, its profile before it, and what becomes of its answers."""

    card: FilledCard
    path: str
    """The profile's file."""
    profile: OfferingProfile
    readings: tuple[Reading, ...]
    labels: Labels
    """The words of the report."""
    texts: tuple[str, str]
    """The profile's file before and after."""
    bank: QuestionBank
    model: PlacementModel

    @cached_property
    def before(self) -> Placement:
        """The placement without the card."""
        return infer_placement(self.profile, self.bank, self.model)

    @cached_property
    def after(self) -> Placement:
        """The placement with it."""
        return infer_placement(with_answers(self.profile, self.readings), self.bank, self.model)

    @property
    def effects(self) -> tuple[tuple[str, float], ...]:
        """How much each answer adds to the probability of the quadrant that is now likeliest, largest first.

        It is what that probability would lose without this answer and with all others.
        """
        found = []
        for one in self.readings:
            if one.outcome is Outcome.ADDED and one.answer.is_known:
                others = tuple(other for other in self.readings if other is not one)
                without = infer_placement(with_answers(self.profile, others), self.bank, self.model)
                gain = (
                    self.after.probabilities[self.quadrant] - without.probabilities[self.quadrant]
                )
                found.append((one.factor_id, gain))
        return tuple(sorted(found, key=lambda effect: -abs(effect[1])))

    @property
    def quadrant(self) -> Quadrant:
        """The likeliest quadrant with the card."""
        return self.after.likeliest

    @property
    def diff(self) -> list[str]:
        """The lines of the profile that change."""
        before, after = (text.splitlines() for text in self.texts)
        return list(difflib.unified_diff(before, after, self.path, self.path, lineterm=""))

    def name(self, factor_id: str) -> str:
        """Return what a question is called."""
        return self.bank[factor_id].texts[self.labels.locale].name

    def said_before(self, factor_id: str) -> str | None:
        """Say what the profile answers so far; None where it does not."""
        present = [one for one in self.before.evidence if one.factor_id == factor_id]
        return "; ".join(map(self._spoken, present)) or None

    def said_after(self, one: Reading) -> str:
        """Say what the card answers."""
        anchors = self.bank[one.factor_id].texts[self.labels.locale].anchors
        level = one.answer.level
        return anchors[level.low - 1] if level else self.labels("coffee-card.unknown")

    def _spoken(self, evidence: Evidence) -> str:
        from datetime import date

        from playbook.document.briefing import Briefing

        library = ContentLibrary({}, {self.labels.locale: self.labels}, {})
        briefing = Briefing(
            self.profile, self.before, self.bank, self.model, library, self.labels.locale, date.min
        )
        return briefing.attributed(evidence)


def report_lines(report: CardReport) -> Iterator[str]:
    """Return the report, line by line."""
    t, card = report.labels, report.card
    by = f", {t('read-card.by', name=card.name)}" if card.name else ""
    yield t("read-card.from", profile=report.path, file=card.file) + by
    for one in report.readings:
        yield f"  {_answer_line(report, one)}"
    yield ""
    if not report.diff:
        yield t("read-card.nothing-new")
        yield ""
        return
    yield from report.diff
    yield ""
    yield t("read-card.after")
    for quadrant, chance in sorted(report.after.probabilities.items(), key=lambda pair: -pair[1]):
        odds = [format_probability(one) for one in (report.before.probabilities[quadrant], chance)]
        name = t(f"quadrant.{quadrant.value}")
        yield f"  {t('read-card.odds', quadrant=name, before=odds[0], after=odds[1])}"
    moving = [one for one in report.effects if abs(one[1]) >= _LEAST_EFFECT]
    if moving:
        yield t("read-card.moved")
    name = t(f"quadrant.{report.quadrant.value}")
    for factor_id, gain in moving:
        points = f"{round(gain * 100):+d}".replace("-", "−")
        question = report.name(factor_id)
        yield f"  {t('read-card.effect', question=question, points=points, quadrant=name)}"
    yield ""


def _answer_line(report: CardReport, one: Reading) -> str:
    key = one.outcome.value
    if one.outcome is Outcome.ADDED and not one.answer.is_known:
        key = "remark"
    return report.labels(
        f"read-card.{key}",
        question=report.name(one.factor_id),
        before=report.said_before(one.factor_id) or report.labels("annex.unanswered"),
        after=report.said_after(one),
    )


def report_json(report: CardReport) -> dict[str, Any]:
    """Return the report as plain data; README, “accounts read-card --json”, lists the keys."""
    return {
        "file": report.card.file,
        "profile": report.path,
        "name": report.card.name,
        "answers": [
            {
                "factor": one.factor_id,
                "outcome": one.outcome.value,
                "before": report.said_before(one.factor_id),
                "level": one.answer.level.low if one.answer.level else None,
                "sure": one.answer.sure.value if one.answer.sure else None,
                "on": str(one.answer.on),
                "note": one.answer.note,
            }
            for one in report.readings
        ],
        "diff": report.diff,
        "before": _placement_json(report.before),
        "after": _placement_json(report.after),
        "effects": [
            {"factor": factor_id, "quadrant": report.quadrant.value, "gain": round(gain, 4)}
            for factor_id, gain in report.effects
        ],
    }


def _placement_json(placement: Placement) -> dict[str, Any]:
    return {
        "quadrant": placement.quadrant.value,
        "confidence": placement.confidence.value,
        "probabilities": {q.value: round(p, 4) for q, p in placement.probabilities.items()},
    }
