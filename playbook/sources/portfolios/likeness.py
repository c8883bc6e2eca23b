"""How alike a header and the names of fields are, so that `Anual purchasing volume` finds its field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from playbook.locales import Locale
from playbook.sources.portfolios.fields import COMPANIONS, Fields
from playbook.sources.portfolios.headers import bare_header, normal

SURE = 84
"""Likeness from which a guess is made, of 100: a letter wrong in six, or a word more in a long header."""
MARGIN = 6
"""How much the second field must stay behind; closer than this is no guess but a riddle."""
_SHORTEST = 4
"""Letters below which likeness says nothing: `naam` and `maan` are no further apart than many a pair of words."""


@dataclass(frozen=True, slots=True)
class Near:
    """The field whose names a header is nearest to."""

    field_id: str | None
    score: int
    is_sure: bool
    reason: Mapping[Locale, str] | None = None
    """Where what it is nearest to is a header we deliberately leave alone."""


class Likeness:
    """Compares headers with all names, by ratio of equal letters with and without the order of words (rapidfuzz)."""

    def __init__(self, fields: Fields) -> None:
        self._fields = fields
        self._targets: list[tuple[str, str | None]] = []
        for aliases in fields.aliases.values():
            for alias in aliases:
                if alias.field_id.rpartition(".")[2] in COMPANIONS and "." in alias.field_id:
                    continue
                text = normal(alias.text)
                if len(text) >= _SHORTEST:
                    self._targets.append((text, alias.field_id))
        self._targets += [(key, None) for key in fields.not_used if len(key) >= _SHORTEST]

    def of(self, header: str) -> Near:
        """Return what a header is nearest to."""
        from rapidfuzz import fuzz

        best: dict[str, tuple[float, str | None, str]] = {}
        for wording in {normal(header), normal(bare_header(header))}:
            if len(wording) < _SHORTEST:
                continue
            for scorer in (fuzz.ratio, fuzz.token_sort_ratio):
                for text, field_id in self._targets:
                    score = scorer(wording, text)
                    key = field_id or f"!{text}"
                    if score > best.get(key, (0.0,))[0]:
                        best[key] = (score, field_id, text)
        return self._near(best)

    def _near(self, best: Mapping[str, tuple[float, str | None, str]]) -> Near:
        order = sorted(best.values(), key=lambda one: -one[0])
        if not order:
            return Near(None, 0, is_sure=False)
        score, field_id, text = order[0]
        second = next((one[0] for one in order[1:] if one[1] != field_id), 0.0)
        is_sure = score >= SURE and score - second >= MARGIN
        reason = None if field_id else self._fields.not_used[text]
        return Near(field_id, round(score), is_sure, reason)
