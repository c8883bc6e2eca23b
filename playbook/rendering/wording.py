"""Sentences made of results: verdict, reasons, flips and conflicts, in the document's language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from playbook.document.briefing import Briefing
from playbook.document.path_view import Stop
from playbook.document.timeline import Mark
from playbook.kraljic.conflicts import Conflict, ConflictKind
from playbook.kraljic.inference import CONFIDENCE_STEPS, Confidence
from playbook.kraljic.matrix import Quadrant, ranked
from playbook.kraljic.power import PowerBalance
from playbook.kraljic.scoring import Contribution
from playbook.kraljic.sensitivity import Change, Flip
from playbook.locales import format_date, format_odds, format_probability
from playbook.rendering.answers import AnswerTable
from playbook.version import __version__

HIGH, LOW = 3.5, 2.5
"""Levels from which an answer counts as high, and to which it counts as low, in a sentence."""


_FEW = 2
"""Voices that are named; more are counted."""


class Wording:
    """Turns one briefing's results into sentences."""

    def __init__(self, briefing: Briefing) -> None:
        self.b = briefing
        self.t = briefing.labels

    def title(self, kind: str) -> str:
        """Return the document's title."""
        return f"{self.t(f'{kind}.document')} · {self.subject()}"

    def subject(self) -> str:
        """Return what the document is about: the offering, and the account where there is one."""
        offering, account = self.b.profile.offering, self.b.profile.account
        return f"{offering.name} · {account.name}" if account else offering.name

    def context(self) -> dict[str, Any]:
        """Return everything templates need beside the document itself."""
        placement = self.b.placement
        answers = AnswerTable(self.b)
        effects = [abs(one.effect) for one in placement.contributions]
        probabilities = dict(placement.probabilities)
        return {
            "verdict": self.verdict(),
            "why": self.why(),
            "changes": self.changes(),
            "approach_label": self.approach_label(),
            "approach_for": self.approach_for(),
            "ranked": [(quadrant, probabilities[quadrant]) for quadrant in ranked(probabilities)],
            "largest_effect": max(effects, default=1.0) or 1.0,
            "answers": {one.factor_id: self.b.spoken(one) for one in placement.evidence},
            "answer_rows": answers.rows,
            "answer_groups": answers.groups,
            "amounts": self.b.variables["amounts"],
            "sole_supplier": any(
                one.factor_id == "alternatives" and one.high == 5 for one in placement.evidence
            ),
            "subject": self.subject(),
            "versions": self.versions(),
            "edition": self.edition(),
            "stop_words": self.stop_words,
            "due_words": self.due_words,
            "power_facts": self.power_facts,
        }

    def verdict(self, reason: str | None = None) -> str:
        """Say how firm the placement is, in one sentence; *reason* stands for that of a placement by hand, where it was cut."""
        placement = self.b.placement
        if placement.override_reason:
            agrees = placement.quadrant is placement.likeliest
            return self.t(
                "verdict.confirmed" if agrees else "verdict.overruled",
                first=self._quadrant(placement.quadrant),
                likeliest=self._quadrant(placement.likeliest),
                p=self.b.odds[placement.likeliest],
                reason=reason or placement.override_reason,
            )
        if placement.confidence is Confidence.UNKNOWN:
            return self.t("verdict.unknown")
        p1, p2 = (self.b.odds[one] for one in (placement.quadrant, placement.second))
        # What is printed as equal must not be called "rather" one of the two.
        confidence = Confidence.OPEN if p1 == p2 else placement.confidence
        sentence = self.t(
            f"verdict.{confidence}",
            first=self._quadrant(placement.quadrant),
            p1=p1,
            second=self._quadrant(placement.second),
            p2=p2,
        )
        return sentence[:1].upper() + sentence[1:]

    def why(self) -> str:
        """Name the decisive answers, and those that speak against, in the buyer's words.

        The answers speak for the quadrant the model finds likeliest, also where somebody overruled it.
        """
        placement = self.b.placement
        every = placement.contributions
        telling = [one for one in every if self.is_telling(one)]
        towards = [
            one for one in telling if (one.effect > 0) is placement.likeliest.is_high(one.axis)
        ]
        if not towards:
            return self.t("placement.nothing")
        is_firm = placement.confidence in (Confidence.LIKELY, Confidence.CLEAR)
        sentence = self.t(
            "placement.decisive" if is_firm else "placement.pointing",
            item=self.t(f"item.{placement.likeliest}"),
            reasons=self._reasons(towards[:3]),
        )
        against = [one for one in telling if one not in towards][:2]
        if against:
            sentence += " " + self.t("placement.against", reasons=self._reasons(against))
        return sentence

    def changes(self) -> list[str]:
        """Say what would move the placement, one sentence each."""
        if self.b.placement.confidence is Confidence.UNKNOWN:
            return [self.t("placement.change-unknown")]
        sensitivity = self.b.sensitivity
        # With several answers to a question, another one may need no other words than the last; then it says nothing.
        telling = [flip for flip in sensitivity.single if self._says_something(flip)]
        sentences = [self.flip_one(flip) for flip in telling[:3]]
        if not sentences:
            sentences = [f"{self.t('placement.flip-none')} {self.flip_set(sensitivity.smallest)}"]
        if self.b.placement.confidence not in (Confidence.LIKELY, Confidence.CLEAR):
            return sentences  # near a line, weights are the least of the doubts
        stability = self.t(
            "placement.stability",
            quadrant=self._quadrant(self.b.placement.likeliest),
            p=format_probability(sensitivity.agreement),
        )
        return [*sentences, stability]

    def approach_for(self) -> str:
        """Name the approach that fits; a public buyer is reached by the published route."""
        key = "approach-for-public" if self.b.is_public else "approach-for"
        return self.t(f"{key}.{self.b.placement.quadrant}")

    def approach_label(self) -> str:
        """Introduce the approach: the one that fits, or the one to start from while nothing is known."""
        is_unknown = self.b.placement.confidence is Confidence.UNKNOWN
        return self.t("placement.first-approach" if is_unknown else "placement.likeliest-approach")

    @staticmethod
    def is_telling(one: Contribution) -> bool:
        """Tell whether a level is far enough from the middle to say `high` or `low` of it."""
        return one.level >= HIGH if one.effect > 0 else one.level <= LOW

    def flip_one(self, flip: Flip) -> str:
        """Say which single answer would move the placement, and where to."""
        change = flip.changes[0]
        return self.t(
            "placement.flip-one",
            factor=self._factor(change.factor_id),
            anchor=self._anchor(change),
            before=self._now(change.factor_id),
            quadrant=self._quadrant(flip.quadrant),
        )

    def _says_something(self, flip: Flip) -> bool:
        change = flip.changes[0]
        return self._now(change.factor_id) != self._anchor(change)

    def flip_set(self, flip: Flip | None) -> str:
        """Say which smallest set of answers would move the placement."""
        if flip is None:
            return self.t("placement.flip-set-none")
        changes = [f"{self._factor(one.factor_id)} “{self._anchor(one)}”" for one in flip.changes]
        return self.t(
            "placement.flip-set",
            changes=self._joined(changes),
            quadrant=self._quadrant(flip.quadrant),
        )

    def stop_words(self, stop: Stop) -> dict[str, str]:
        """Say when a placement was somewhere on its path, where that was, and what had come in."""
        step, least = stop.step, CONFIDENCE_STEPS[-1][0]
        name = self.t(f"quadrant.{step.quadrant}")
        voices = dict.fromkeys(self.b.voice(one.said_by) for one in stop.arrived if one.said_by)
        count = len(stop.arrived)
        answers = self.t("path.answers", n=count) if count > 1 else self.t("path.answer")
        return {
            "day": format_date(step.on, self.b.locale, short=True)
            if step.on
            else self.t("history.undated"),
            "place": f"{name} {format_odds(step.probabilities)[step.quadrant]}"
            if step.probabilities[step.quadrant] >= least
            else self.t("path.open"),
            "arrived": ", ".join([answers, *voices])
            if len(voices) <= _FEW
            else self.t("path.sides", answers=answers, n=len(voices)),
        }

    def due_words(self, mark: Mark) -> str:
        """Say when an action is due, by its day and by how far that is from today."""
        count = abs(mark.days)
        key = "late" if mark.is_overdue else "ahead" if count else "today"
        key += "-one" if count == 1 else ""
        day = format_date(mark.action.due, self.b.locale, short=True)
        return self.t(f"timeline.{key}", day=day, n=count)

    def power_facts(self, power: PowerBalance) -> str:
        """Name the first answer on each side that says who needs whom; empty where there are none."""
        facts = [f"{self._factor(one)} {self._now(one)}" for one in power.told_by[:1]]
        worth = self.b.profile.our_view.revenue_share
        if worth is not None:
            facts.append(self.t("power.worth", level=worth))
        return self._joined(facts)

    def conflict(self, conflict: Conflict) -> str:
        """Say where two views lie apart, and what to do about it."""
        if conflict.kind is ConflictKind.VOICES:
            low, high = map(self.b.voice, conflict.voices)
            sentence = self.t(
                "placement.conflict.voices",
                low=low,
                high=high,
                factor=self._factor(conflict.factor_ids[0]),
            )
            return sentence[:1].upper() + sentence[1:]
        return self.t(f"placement.conflict.{conflict.kind}")

    def foot(self) -> tuple[str, ...]:
        """Return the lines at the foot of an internal page: that it is, what it is about, and of which day and data."""
        return (f"{self.t('internal')} {self.subject()}", self.edition())

    def edition(self) -> str:
        """Say of which day, versions and data a page is."""
        day = self.t("prepared", date=format_date(self.b.today, self.b.locale))
        return f"{day}. {self.versions()}"

    def versions(self) -> str:
        """Say of which versions and of which data a page is."""
        return self.t(
            "annex.versions",
            version=__version__,
            format=self.b.profile.format,
            data=self._data_date(),
        )

    def _data_date(self) -> str:
        if not self.b.placement.evidence:
            return self.t("annex.no-answers")
        dates = [one.on for one in self.b.placement.evidence if one.on]
        if not dates:
            return self.t("annex.no-dates")
        return self.t("annex.data", day=format_date(max(dates), self.b.locale))

    def _quadrant(self, quadrant: Quadrant) -> str:
        return self.t(f"item.{quadrant}")

    def _factor(self, factor_id: str) -> str:
        name = self.b.words(factor_id).name
        return name[:1].lower() + name[1:]

    def _anchor(self, change: Change) -> str:
        return self.b.words(change.factor_id).anchors[change.after - 1]

    def _now(self, factor_id: str) -> str:
        found = [one for one in self.b.placement.evidence if one.factor_id == factor_id]
        return self.b.spoken(found[-1])

    def _reasons(self, contributions: Iterable[Contribution]) -> str:
        reasons = []
        for one in contributions:
            words = self.b.words(one.factor_id)
            reasons.append(words.high if one.effect > 0 else words.low)
        return self._joined(reasons)

    def _joined(self, parts: list[str]) -> str:
        if len(parts) < 2:
            return "".join(parts)
        return f"{', '.join(parts[:-1])} {self.t('placement.and')} {parts[-1]}"
