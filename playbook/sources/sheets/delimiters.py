"""Which character stands between the cells of a text file: a vote over its first records."""

from __future__ import annotations

import re
from collections import Counter

from playbook.sources.sheets.records import sample

CANDIDATES = (";", "\t", ",", "|")
"""In the order in which they win when nothing else tells them apart."""
NAMES = {";": "semicolon", "\t": "tab", ",": "comma", "|": "bar"}
_DECLARED = re.compile(r'"?sep=(.)"?[ \t;,|]*(\r\n|\r|\n|$)')
_MOST = 200
_LEAST_VOTE = 0.2
ONE_COLUMN = "\x1f"
"""Stands in no text: with it every record is one cell."""


def declared(text: str) -> tuple[str | None, str]:
    """Return the delimiter that Excel's first line `sep=;` declares, and the text after that line."""
    found = _DECLARED.match(text)
    if found is None or found[1] not in CANDIDATES:
        return None, text
    return found[1], text[found.end() :]


def guess(text: str) -> str:
    """Return the delimiter with which most records have as many cells as the header; `ONE_COLUMN` where none has."""
    votes = {one: _vote(text, one) for one in CANDIDATES}
    best = max(CANDIDATES, key=lambda one: votes[one])
    return best if votes[best][0] >= _LEAST_VOTE else ONE_COLUMN


def _vote(text: str, delimiter: str) -> tuple[float, int]:
    """Return what speaks for a delimiter: the share of records of one width, and that width."""
    found, is_whole = sample(text, delimiter, _MOST)
    widths = Counter(len(fields) for fields in found if len(fields) > 1)
    if not widths:
        return 0.0, 0
    width, count = max(widths.items(), key=lambda item: (item[1] * item[0] ** 0.5, item[0]))
    header = next(i for i, fields in enumerate(found) if len(fields) == width)
    # Lines above the header count only a little, since titles are few; one record alone is no table below them.
    share = count / (len(found) - (0.9 * header if count > 1 else 0))
    cells = [cell for fields in found if len(fields) == width for cell in fields[1:]]
    # In a text a space follows the mark, between cells it hardly ever does.
    tight = sum(not cell.startswith(" ") for cell in cells) / len(cells)
    # Records that cannot be read on may be at fault themselves, or the delimiter is not theirs.
    return round(share * (0.5 + 0.5 * tight) * (1.0 if is_whole else 0.5), 2), width
