"""A line of a calculation as a formula of a spreadsheet, and in short for paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from playbook.economics.sheet import Line, Operation, Term

Refer = Callable[[int, Term], str]
"""Returns the cell, or the number as written in a formula, of the term that stands at a place in its line."""

_JOINS = {Operation.DIFFERENCE: "-", Operation.PRODUCT: "*"}
_CALLS = {Operation.SUM: "SUM", Operation.SMALLEST: "MIN", Operation.LARGEST: "MAX"}
_SIGNS = {
    Operation.SUM: " + ",
    Operation.DIFFERENCE: " − ",
    Operation.PRODUCT: " × ",
    Operation.QUOTIENT: " ÷ ",
}


def formula_of(line: Line, refer: Refer) -> str:
    """Return the formula of a line, with `=`."""
    terms = [refer(place, term) for place, term in enumerate(line.terms)]
    return f"={_expression(line, terms)}"


def _expression(line: Line, terms: Sequence[str]) -> str:
    match line.operation:
        case Operation.SUM | Operation.SMALLEST | Operation.LARGEST:
            if len(terms) == 1:
                return terms[0]
            return f"{_CALLS[line.operation]}({','.join(terms)})"
        case Operation.DIFFERENCE | Operation.PRODUCT:
            return _JOINS[line.operation].join(terms)
        case Operation.QUOTIENT:
            above, below = terms
            if isinstance(line.terms[1], Decimal):
                return f"{above}/{below}"
            return f"IF(AND({above}=0,{below}=0),0,{above}/{below})"
        case Operation.DISCOUNT:
            rate, year = terms
            return f"1/(1+{rate})^{year}"
        case Operation.ANNUITY:
            rate, years = terms
            if isinstance(line.terms[0], Decimal) and not line.terms[0]:
                return years
            return f"IF({rate}=0,{years},(1-(1+{rate})^-{years})/{rate})"


def written_out(line: Line, refer: Refer) -> str:
    """Return a line in short: `r12 × r14`, where a cell is named by its row."""
    terms = [refer(place, term) for place, term in enumerate(line.terms)]
    match line.operation:
        case Operation.SMALLEST | Operation.LARGEST:
            return f"{_CALLS[line.operation]}({'; '.join(terms)})"
        case Operation.DISCOUNT:
            return f"1 ÷ (1 + {terms[0]})^{terms[1]}"
        case Operation.ANNUITY:
            if isinstance(line.terms[0], Decimal) and not line.terms[0]:
                return terms[1]
            return f"(1 − (1 + {terms[0]})^−{terms[1]}) ÷ {terms[0]}"
        case _:
            return _SIGNS[line.operation].join(terms)
