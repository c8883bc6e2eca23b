"""Column headers as people write them, brought to one form; and the unit, currency or multiple that they name."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from playbook.quantities import Unit

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z][a-z])")
_DYNAMICS = ("(do not modify)", "(niet wijzigen)")
"""What Dynamics puts before the columns it needs back untouched."""
_CUSTOM = re.compile(r"__[cr]$")
"""How Salesforce ends the name of a field of one's own."""
_PLURALS = ("s", "en")
_SHORTEST = 4
"""Letters that a word must keep when its plural is taken off."""


@lru_cache(maxsize=8192)
def normal(text: str) -> str:
    """Return a header without case, accents and punctuation: `Relatie-nr.` and `relatienr` differ only in a space."""
    bare = _CUSTOM.sub("", text.strip())
    if is_needed_back(bare):
        bare = bare.partition(")")[2]
    bare = _CAMEL.sub(" ", bare)
    plain = unicodedata.normalize("NFKD", bare.casefold().replace("’", "'").replace("'s", "s"))
    letters = "".join(one for one in plain if not unicodedata.combining(one))
    return " ".join(re.sub(r"[^0-9a-z]+", " ", letters).split())


def is_needed_back(header: str) -> bool:
    """Tell whether a header is of a column that Dynamics needs back untouched, in English or Dutch."""
    return header.strip().casefold().startswith(_DYNAMICS)


@lru_cache(maxsize=8192)
def compact(text: str) -> str:
    """Return a header for comparing: no spaces between words, and no plurals."""
    return "".join(_singular(word) for word in normal(text).split())


def _singular(word: str) -> str:
    for ending in _PLURALS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word.removesuffix(ending)
    return word


@dataclass(frozen=True, slots=True)
class Hints:
    """What a header says of the numbers below it."""

    unit: str | None = None
    """A unit as answers have it: `%`, `suppliers`, `weeks`, `times`."""
    currency: str | None = None
    multiple: int = 1
    """What an amount is to be multiplied by: 1000 below `x € 1.000`."""


_UNITS = {
    **dict.fromkeys(("%", "pct", "percent", "percentage", "procent"), "%"),
    **dict.fromkeys(("suppliers", "supplier", "leveranciers", "leverancier"), "suppliers"),
    **dict.fromkeys(("days", "dagen", "dgn"), "days"),
    **dict.fromkeys(("weeks", "weken", "wk", "wks"), "weeks"),
    **dict.fromkeys(("months", "maanden", "mnd"), "months"),
    **dict.fromkeys(("years", "jaren"), "years"),
    **dict.fromkeys(("times", "keer", "factor"), "times"),
}
_UNITS_OF = {
    Unit.PERCENT: ("%",),
    Unit.SUPPLIERS: ("suppliers",),
    Unit.TIMES: ("times",),
    Unit.DURATION: ("days", "weeks", "months", "years"),
}
_MULTIPLES = {
    "k": 10**3, "1000": 10**3, "1 000": 10**3, "duizend": 10**3, "thousand": 10**3, "thousands": 10**3,
    "mln": 10**6, "mio": 10**6, "miljoen": 10**6, "million": 10**6, "millions": 10**6, "1000000": 10**6,
}  # fmt: skip
_CURRENCIES = {"€": "EUR", "eur": "EUR", "euro": "EUR", "$": "USD", "usd": "USD", "£": "GBP", "gbp": "GBP", "chf": "CHF"}  # fmt: skip
_APART = re.compile(r"\(([^)]*)\)|\[([^\]]*)\]|\b(?:in|x)\s+(\S.*)$", re.IGNORECASE)
_WORD = re.compile(r"%|€|\$|£|[0-9][0-9.,]*|[^\W\d_]+")


def amount_hints(header: str) -> Hints:
    """Return the currency and the multiple that a header names: `Inkoopvolume (x € 1.000)`, `Value in k€`."""
    said = " ".join(part for found in _APART.findall(header) for part in found if part)
    currency, multiple = None, 1
    for word in _WORD.findall(said or ("€" if "€" in header else "")):
        bare = re.sub(r"[.,]", "", word.casefold())
        currency = _CURRENCIES.get(bare, currency)
        multiple = _MULTIPLES.get(bare, multiple)
    return Hints(currency=currency, multiple=multiple)


def unit_hint(header: str, unit: Unit | None) -> str | None:
    """Return the unit that a header names, where it is one of those the question is answered in."""
    allowed = _UNITS_OF.get(unit, ()) if unit else ()
    words = (_UNITS.get(word.casefold()) for word in _WORD.findall(header))
    return next((word for word in words if word in allowed), None)


def bare_header(header: str) -> str:
    """Return a header without what it says in brackets and after `in`: `Inkoopvolume (x € 1.000)` is `Inkoopvolume`."""
    bare = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", header)
    bare = re.sub(r"\b(?:in|x)\s+(?:[€$£]|k€|eur\w*|mln|weken|weeks|wk|maanden|months|mnd|dagen|days|jaren|years|%).*$", " ", bare, flags=re.IGNORECASE)  # fmt: skip
    bare = re.sub(r"[€$£%]", " ", bare).strip()
    return bare or header
