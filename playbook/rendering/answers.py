"""The annex's table of answers: who said what, when, and what it weighs."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter

from playbook.document.briefing import Briefing
from playbook.kraljic.evidence import Evidence
from playbook.locales import format_date


class AnswerTable:
    """Turns evidence into rows of the annex."""

    def __init__(self, briefing: Briefing) -> None:
        self.b = briefing
        self.t = briefing.labels

    def groups(self, evidence: Iterable[Evidence]) -> Iterable[dict[str, str]]:
        """Return the same closer together, for many answers: one row a question, its answers in one text."""
        for name, rows in groupby(self.rows(evidence), key=itemgetter("name")):
            cells = list(rows)
            answers = [
                f"{one['answer']} ({self.t('annex.level').lower()} {one['level']}; {one['said']})"
                if one["level"]
                else one["answer"]
                for one in cells
            ]
            yield {"name": name, "weight": cells[0]["weight"], "answers": "; ".join(answers)}

    def rows(self, evidence: Iterable[Evidence]) -> Iterable[dict[str, str]]:
        """Return the annex's table: every question with its answers, oldest first, or that it has none."""
        given = tuple(evidence)
        for factor in self.b.bank:
            weights = [
                f"{round(rule.weights[factor.id].weight * 100)}% {self.t(f'axis-short.{axis}')}"
                for axis, rule in self.b.model.axes.items()
                if factor.id in rule.weights
            ]
            row = {"name": factor.texts[self.b.locale].name, "weight": ", ".join(weights)}
            found = [one for one in given if one.factor_id == factor.id]
            for one in found:
                yield {**row, **self._cells(one)}
            if not found:
                nothing = {
                    "answer": self.t("annex.unanswered"),
                    "level": "",
                    "said": "",
                    "note": "",
                }
                yield {**row, **nothing}

    def _cells(self, evidence: Evidence) -> dict[str, str]:
        said = [self.b.voice(evidence.said_by or ""), self.t(f"sure.{evidence.sure}")]
        if evidence.on:
            said.append(format_date(evidence.on, self.b.locale, short=True))
        if evidence.is_derived:
            said = [self.t("annex.derived")]
        low, high = str(evidence.low), str(evidence.high)
        return {
            "answer": self.b.spoken(evidence),
            "level": low if low == high else f"{low}–{high}",
            "said": ", ".join(filter(None, said)),
            "note": evidence.note or "",
        }
