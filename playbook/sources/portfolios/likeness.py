"""How alike a header and the names of fields are, so that `Anual purchasing volume` finds its field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from playbook.locales import Locale
from playbook.sources.portfolios.fields import COMPANIONS, OWN_CURRENCY, Fields
from playbook.sources.portfolios.headers import bare_header, normal

SURE = 84
"""Likeness from which a guess is made, of 100: a letter wrong in six, or a word more in a long header."""
MARGIN = 6
"""How much the second field must stay behind; closer than this is no guess but a riddle."""
_LEAST_START = 3
"""Letters of a word cut short by a point that tell which word it is."""
_SHORTEST = 4
"""Letters below which likeness says nothing: `naam` and `maan` are no further apart than many a pair of words."""

_LAST = (*COMPANIONS, OWN_CURRENCY)
"""How fields end that say more of another; what is like their header is more like that of the other."""


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
                if alias.field_id.rpartition(".")[2] in _LAST and "." in alias.field_id:
                    continue
                text = normal(alias.text)
                if len(text) >= _SHORTEST:
                    self._targets.append((text, alias.field_id))
        self._targets += [(key, None) for key in fields.not_used if len(key) >= _SHORTEST]

    def of(self, header: str) -> Near:
        """Return what a header is nearest to."""
        from rapidfuzz import fuzz

        best: dict[str, tuple[float, str | None, str]] = {}
        for wording in {self._wording(header), self._wording(bare_header(header))}:
            if len(normal(wording)) < _SHORTEST:
                continue
            for text, field_id in self._targets:
                whole = _sounding(_completed(wording, text))
                other = _sounding(text)
                score = max(fuzz.ratio(whole, other), fuzz.token_sort_ratio(whole, other))
                key = field_id or f"!{text}"
                if score > best.get(key, (0.0,))[0]:
                    best[key] = (score, field_id, text)
        return self._near(best)

    def _wording(self, header: str) -> str:
        """Return a header with the words in full that are known to be cut short; points stay, since they cut words."""
        words = re.sub(r"([.,:;])(?=[^\W\d])", r"\1 ", header.casefold()).split()
        known = self._fields.shortened
        return " ".join(known.get(word) or known.get(word.strip(".:,")) or word for word in words)

    def _near(self, best: Mapping[str, tuple[float, str | None, str]]) -> Near:
        order = sorted(best.values(), key=lambda one: -one[0])
        if not order:
            return Near(None, 0, is_sure=False)
        score, field_id, text = order[0]
        second = next((one[0] for one in order[1:] if one[1] != field_id), 0.0)
        is_sure = score >= SURE and score - second >= MARGIN
        reason = None if field_id else self._fields.not_used[text]
        return Near(field_id, round(score), is_sure, reason)


def _completed(wording: str, text: str) -> str:
    """Return a header with each word that ends in a point made whole by a word of *text* that begins so."""
    if "." not in wording:
        return normal(wording)
    targets = text.split()
    words = []
    for word in wording.split():
        start = normal(word)
        is_cut = word.endswith(".") and len(start) >= _LEAST_START
        whole = next((one for one in targets if is_cut and one.startswith(start)), None)
        words.append(whole or start)
    return " ".join(words)


def _sounding(text: str) -> str:
    """Return a text with what sounds alike written alike: ij and y in Dutch."""
    return text.replace("ij", "y")
